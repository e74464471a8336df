"""Choices of several cases → panels in which a function stands at one place, between the same lanes and bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import TypeVar

from govgraph.graph import Graph
from govgraph.layout import captions
from govgraph.layout.choose import SIDES, TIERS, Choice, read_side, read_tier
from govgraph.layout.counts import add_counts
from govgraph.layout.diagram import label_actor
from govgraph.layout.fit import CROWD, MARGIN, Fitting
from govgraph.layout.frame import Axis, Need, fit_axes, need_axes
from govgraph.layout.lattice import Cell
from govgraph.layout.panel import (
    HEAD,
    Label,
    build_bands,
    build_boxes,
    build_lanes,
    need_boxes,
    need_rows,
)
from govgraph.layout.place import Grid
from govgraph.layout.scene import Band, Box, Bridge, Gap, Lane, Letters, Panel
from govgraph.layout.slots import Empty, Slot, Standing, stand_actors, word_empty
from govgraph.layout.solve import Solution, Task, route_lines
from govgraph.layout.tracks import Tracks
from govgraph.layout.wires import build_wires
from govgraph.words import say

__all__ = ["Panels", "shift_panel"]

_TITLE_ROOM = 24.0  # above a panel, for what it shows


@dataclass
class _Part:
    """One panel while it is laid out: its labels, those of its gaps last, and the place of each."""

    choice: Choice
    labels: list[Label]
    places: list[int]
    gaps: Sequence[Empty]

    def __post_init__(self) -> None:
        self.needs = [label.need() for label in self.labels]
        self.lines, self.ties = self.choice.index()


@dataclass
class Panels(Fitting[list[Axis]]):
    """Panels of equal size while they are laid out; `room` is the width of each."""

    graph: Graph
    choices: Sequence[Choice]

    def __post_init__(self) -> None:
        self.vocabulary = self.graph.graph["dataset"].vocabulary
        self.standing: Standing = stand_actors(self.graph, self.choices)
        slots = self.standing.slots
        self.sides = [side for side in SIDES if any(slot.side == side for slot in slots)]
        self.tiers = [tier for tier in TIERS if any(slot.tier == tier for slot in slots)]
        self.lane_names = [say(f"lane_{side}", self.lang) for side in self.sides]
        self.band_names = [say(f"band_{tier}", self.lang) for tier in self.tiers]
        self.parts = [self._build_part(n) for n in range(len(self.choices))]
        self.routed: list[Solution] = []
        self.task = self._build_task()

    def _build_part(self, n: int) -> _Part:
        choice, places, gaps = self.choices[n], self.standing.places[n], self.standing.empties[n]
        labels = [self._label(actor, self.standing.slots[places[actor["id"]]]) for actor in choice.actors]
        labels += [Label(self._name_function(gap.function), f"({word_empty(gap, self.lang)})", False) for gap in gaps]
        return _Part(choice, labels, [*(places[a["id"]] for a in choice.actors), *(gap.slot for gap in gaps)], gaps)

    def _label(self, actor: captions.Attributes, slot: Slot) -> Label:
        """Give what stands in a box: its function too, and its lane and band where its place is in others."""
        apart = [
            say(f"own_{kind}", self.lang).format(where=say(f"{kind}_{own}", self.lang).lower())
            for kind, own, there in (("lane", read_side(actor), slot.side), ("band", read_tier(actor), slot.tier))
            if own != there
        ]
        words = [self._name_function(slot.function)] if slot.function else []
        return label_actor(actor, self.lang, role="; ".join((*words, *apart)))

    def _name_function(self, function: str) -> str:
        return str(self.vocabulary.functions[function].label.words(self.lang))

    def _build_task(self) -> Task:
        """Build the task of all panels at once: every place, as wide and high as the widest and highest in it."""
        slots = self.standing.slots
        sizes = [(0.0, 0.0)] * len(slots)
        lines: dict[tuple[int, ...], None] = {}
        ties: set[tuple[int, int]] = set()
        for part in self.parts:
            for label, need, place in zip(part.labels, part.needs, part.places, strict=True):
                width, height = sizes[place]
                sizes[place] = max(width, need.least), max(height, label.measure(need.easy)[1])
            lines.update(dict.fromkeys(tuple(part.places[end] for end in line) for line in part.lines))
            ties.update((part.places[one], part.places[other]) for one, other in part.ties)
        return Task(
            homes=tuple((self.sides.index(slot.side), self.tiers.index(slot.tier)) for slot in slots),
            lines=tuple(lines), ties=tuple(sorted(ties)), lanes=len(self.sides), bands=len(self.tiers),
            sizes=tuple(sizes), room=self.room - 2 * MARGIN - HEAD,
        )  # fmt: skip

    def may_fit(self) -> bool:
        """Tell whether some grid may fit into the room, by its boxes alone: a cheap question before a long layout."""
        return any(least <= self.task.room for _, least in self.list_grids())

    def measure_width(self, solution: Solution) -> float:
        """Measure the least width at which every panel has room."""
        return self._measure_columns(self._route(solution, improve=False), solution.grid)

    def fit_columns(self, solution: Solution) -> list[Axis] | None:
        """Fit the columns of all panels to the same places."""
        self.routed = self._route(solution, improve=True)
        self.note_lack(self._measure_columns(self.routed, solution.grid))
        grid = solution.grid
        return fit_axes(self._need_columns(self.routed, grid), True, grid.column_borders, MARGIN + HEAD, self.task.room)

    def _route(self, solution: Solution, *, improve: bool) -> list[Solution]:
        """Route the lines of each panel for itself, between the places that all have in common."""
        routed = []
        for part in self.parts:
            cells = _find_cells(part, solution)
            sizes = tuple(self.task.sizes[place] for place in part.places)
            task = replace(
                self.task,
                homes=tuple(self.task.homes[place] for place in part.places),
                lines=part.lines,
                ties=(),
                sizes=sizes,
            )
            routed.append(route_lines(task, solution.grid, cells, crowd=CROWD, improve=improve))
        return routed

    def _measure_columns(self, routed: Sequence[Solution], grid: Grid) -> float:
        return fsum(need.least for need in need_axes(self._need_columns(routed, grid), True, grid.column_borders))

    def _need_columns(self, routed: Sequence[Solution], grid: Grid) -> list[tuple[Tracks, list[Need]]]:
        return [
            (one.tracks, need_boxes(part.needs, one.cells, grid, self.lane_names))
            for part, one in zip(self.parts, routed, strict=True)
        ]

    def build(self) -> list[Panel] | None:
        """Lay out every panel from the same upper left corner; None where the boxes do not fit into the room."""
        solved = self.solve()
        if solved is None:
            return None
        grid, across = solved[0].grid, solved[1]
        rows = [
            (one.tracks, need_rows(part.labels, one.cells, grid, axis, self.band_names))
            for part, one, axis in zip(self.parts, self.routed, across, strict=True)
        ]
        down = fit_axes(rows, False, grid.row_borders, _TITLE_ROOM + HEAD, None)
        assert down is not None, "a picture may grow downwards without end"
        boxes = self._even_out(
            [self._build_boxes(*each) for each in zip(self.parts, self.routed, across, down, strict=True)]
        )
        return [self._build_panel(*each) for each in zip(self.parts, self.routed, across, down, boxes, strict=True)]

    def count_crossings(self) -> int:
        """Count the crossings of all panels, once they are laid out."""
        return sum(one.tracks.count_crossings() for one in self.routed)

    def _build_boxes(self, part: _Part, routed: Solution, across: Axis, down: Axis) -> list[Box]:
        """Build the boxes of a panel, and one for each of its gaps."""
        actors = [
            {**actor, "functions": self.standing.slots[place].function}
            for actor, place in zip(part.choice.actors, part.places, strict=False)
        ]
        actors += [{"id": "", "class": "", "scope": "inside", "functions": gap.function} for gap in part.gaps]
        fills = [self.vocabulary.classes[actor["class"]].fill if actor["class"] else "#ffffff" for actor in actors]
        titles = [captions.name_actor(actor, self.lang) for actor in part.choice.actors] + [""] * len(part.gaps)
        return build_boxes(actors, part.labels, titles, fills, routed, across, down)

    def _even_out(self, panels: Sequence[Sequence[Box]]) -> list[list[Box]]:
        """Give every box of a place the size of the largest there, around the same middle."""
        largest = [(0.0, 0.0)] * len(self.standing.slots)
        for part, boxes in zip(self.parts, panels, strict=True):
            for place, box in zip(part.places, boxes, strict=True):
                width, height = largest[place]
                largest[place] = max(width, box.width), max(height, box.height)
        return [
            [_resize(box, *largest[place]) for place, box in zip(part.places, boxes, strict=True)]
            for part, boxes in zip(self.parts, panels, strict=True)
        ]

    def _build_panel(self, part: _Part, routed: Solution, across: Axis, down: Axis, boxes: Sequence[Box]) -> Panel:
        (left, *_, right), (upper, *_, lower) = across.borders, down.borders
        lanes = build_lanes(self.sides, self.lane_names, across.borders, upper, lower)
        bands = build_bands(self.tiers, self.band_names, down.borders, left, right)
        wires = build_wires(part.choice, self.vocabulary, self.lang, routed, boxes, across, down)
        count = len(part.choice.actors)
        return Panel(
            part.choice.case, part.choice.at or "",
            left - HEAD, _TITLE_ROOM, round(right - left + HEAD, 2), round(lower - _TITLE_ROOM, 2),
            lanes, bands, tuple(boxes[:count]), tuple(add_counts(wires, boxes, lanes, bands)),
            gaps=tuple(
                Gap(gap.function, gap.state, box.x, box.y, box.width, box.height, box.label, self._word_gap(gap))
                for gap, box in zip(part.gaps, boxes[count:], strict=True)
            ),
        )  # fmt: skip

    def _word_gap(self, gap: Empty) -> str:
        return f"{self._name_function(gap.function)}: {word_empty(gap, self.lang)}"


def _find_cells(part: _Part, solution: Solution) -> list[Cell]:
    return [solution.cells[place] for place in part.places]


def _resize(box: Box, width: float, height: float) -> Box:
    x, y = box.x + box.width / 2 - width / 2, box.y + box.height / 2 - height / 2
    return replace(box, x=round(x, 2), y=round(y, 2), width=width, height=height)


Moved = TypeVar("Moved", Panel, Lane, Band, Box, Gap, Letters, Bridge)
Labelled = TypeVar("Labelled", Box, Gap)


def shift_panel(panel: Panel, right: float, down: float) -> Panel:
    """Move a panel with all that is in it by so many points."""
    return replace(
        _shift(panel, right, down),
        lanes=tuple(replace(_shift(lane, right, down), label=_shift(lane.label, right, down)) for lane in panel.lanes),
        bands=tuple(replace(_shift(band, right, down), label=_shift(band.label, right, down)) for band in panel.bands),
        boxes=tuple(_shift_labelled(box, right, down) for box in panel.boxes),
        gaps=tuple(_shift_labelled(gap, right, down) for gap in panel.gaps),
        texts=tuple(_shift(text, right, down) for text in panel.texts),
        wires=tuple(
            replace(
                wire,
                paths=tuple(tuple((round(x + right, 2), round(y + down, 2)) for x, y in path) for path in wire.paths),
                bridges=tuple(_shift(bridge, right, down) for bridge in wire.bridges),
                count=wire.count and _shift(wire.count, right, down),
            )
            for wire in panel.wires
        ),
    )


def _shift(one: Moved, right: float, down: float) -> Moved:
    return replace(one, x=round(one.x + right, 2), y=round(one.y + down, 2))


def _shift_labelled(one: Labelled, right: float, down: float) -> Labelled:
    return replace(_shift(one, right, down), label=tuple(_shift(letters, right, down) for letters in one.label))
