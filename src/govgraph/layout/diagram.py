"""A choice of actors and lines → the panel that shows them: laid out within a width, measured, in points."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum

from govgraph.errors import UsageError
from govgraph.layout import captions
from govgraph.layout.choose import SIDES, TIERS, Choice, read_side, read_tier
from govgraph.layout.counts import add_counts
from govgraph.layout.fit import MARGIN, POINTS, Fitting
from govgraph.layout.frame import Axis, Need, fit_axes, need_axes
from govgraph.layout.panel import HEAD, Label, build_bands, build_boxes, build_lanes, need_boxes, need_rows
from govgraph.layout.scene import Box, Panel
from govgraph.layout.solve import Solution, Task
from govgraph.layout.tracks import Tracks
from govgraph.layout.wires import build_wires
from govgraph.vocabulary import Vocabulary
from govgraph.words import capitalise, say

__all__ = ["Diagram", "label_actor"]


def label_actor(actor: captions.Attributes, lang: str, *, role: str = "") -> Label:
    """Give what stands in the box of an actor; `role` in softer ink below its name."""
    name = captions.name_actor(actor, lang)
    shown = capitalise(name)  # as any text on its own begins; the title keeps the name as coded
    firm = actor["class"] is not None and actor["scope"] == "inside"
    return Label(shown, captions.tag_actor(actor, name, lang), bold=firm, role=role)


@dataclass
class Diagram(Fitting[Axis]):
    """One panel while it is being laid out."""

    choice: Choice
    vocabulary: Vocabulary

    def __post_init__(self) -> None:
        actors = self.choice.actors
        self.sides = [side for side in SIDES if any(read_side(actor) == side for actor in actors)]
        self.tiers = [tier for tier in TIERS if any(read_tier(actor) == tier for actor in actors)]
        self.labels = [
            label_actor(actor, self.lang, role=captions.word_change(actor, self.lang, dated=self.choice.at is not None))
            for actor in actors
        ]
        self.needs = [label.need() for label in self.labels]
        lines, ties = self.choice.index()
        self.task = Task(
            homes=tuple((self.sides.index(read_side(actor)), self.tiers.index(read_tier(actor))) for actor in actors),
            lines=lines,
            ties=ties,
            lanes=len(self.sides),
            bands=len(self.tiers),
            sizes=tuple(
                (need.least, label.measure(need.easy)[1]) for label, need in zip(self.labels, self.needs, strict=True)
            ),
            room=self.room - 2 * MARGIN - HEAD,
        )
        self.lane_names = [say(f"lane_{side}", self.lang) for side in self.sides]
        self.band_names = [say(f"band_{tier}", self.lang) for tier in self.tiers]

    def build_panel(self, top: float) -> tuple[Panel, int]:
        """Lay out the panel below `top`; gives it with its number of crossings.

        UsageError where the boxes do not fit into the width, with one that they fit into.
        """
        solved = self.solve()
        if solved is None:
            raise UsageError(
                f"the boxes do not fit into {round(self.room / POINTS, 1):g} mm; {self.find_width()} mm would do, or "
                "--focus, --collapse, or fewer verbs"
            )
        solution, across = solved
        down = self._fit_rows(solution, across, top + HEAD)
        boxes = self._build_boxes(solution, across, down)
        (left, *_, right), (upper, *_, lower) = across.borders, down.borders
        lanes = build_lanes(self.sides, self.lane_names, across.borders, upper, lower)
        bands = build_bands(self.tiers, self.band_names, down.borders, left, right)
        wires = build_wires(self.choice, self.vocabulary, self.lang, solution, boxes, across, down)
        wires = add_counts(wires, boxes, lanes, bands)
        panel = Panel(
            self.choice.case, self.choice.at or "",
            left - HEAD, top, round(right - left + HEAD, 2), round(lower - top, 2),
            lanes, bands, tuple(boxes), tuple(wires),
        )  # fmt: skip
        return panel, solution.tracks.count_crossings()

    def measure_width(self, solution: Solution) -> float:
        """Measure the least width of the panel."""
        return fsum(
            need.least for need in need_axes([self._need_columns(solution)], True, solution.grid.column_borders)
        )

    def fit_columns(self, solution: Solution) -> Axis | None:
        """Fit its columns into the room."""
        self.note_lack(self.measure_width(solution))
        needs, borders = [self._need_columns(solution)], solution.grid.column_borders
        axes = fit_axes(needs, True, borders, MARGIN + HEAD, self.task.room)
        return axes[0] if axes else None

    def _need_columns(self, solution: Solution) -> tuple[Tracks, list[Need]]:
        return solution.tracks, need_boxes(self.needs, solution.cells, solution.grid, self.lane_names)

    def _fit_rows(self, solution: Solution, across: Axis, top: float) -> Axis:
        needs = need_rows(self.labels, solution.cells, solution.grid, across, self.band_names)
        axes = fit_axes([(solution.tracks, needs)], False, solution.grid.row_borders, top, None)
        assert axes is not None, "a picture may grow downwards without end"
        return axes[0]

    def _build_boxes(self, solution: Solution, across: Axis, down: Axis) -> list[Box]:
        actors = self.choice.actors
        fills = [self.vocabulary.classes[actor["class"]].fill if actor["class"] else "#ffffff" for actor in actors]
        titles = [captions.name_actor(actor, self.lang) for actor in actors]
        return build_boxes(actors, self.labels, titles, fills, solution, across, down)
