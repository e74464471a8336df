"""A choice of actors and lines → the panel that shows them: laid out within a width, measured, in points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum, inf

from govgraph.errors import UsageError
from govgraph.layout import captions
from govgraph.layout.choose import SIDES, TIERS, Choice
from govgraph.layout.counts import add_counts
from govgraph.layout.frame import Axis, Need, add_borders, fit_axis, need_strips
from govgraph.layout.letters import measure_text
from govgraph.layout.panel import (
    HEAD,
    HEADING_SIZE,
    Label,
    build_bands,
    build_boxes,
    build_lanes,
    find_bridges,
    find_points,
)
from govgraph.layout.place import Grid
from govgraph.layout.scene import Box, Panel, Wire
from govgraph.layout.solve import Solution, Task, find_grids, solve_grid
from govgraph.layout.style import find_dashes, style_key
from govgraph.layout.tracks import Segment, Tracks
from govgraph.vocabulary import Vocabulary
from govgraph.words import say

__all__ = ["MARGIN", "Diagram", "read_width"]

POINTS = 72 / 25.4  # of a millimetre
MARGIN = 1.0
_CHANNEL = 15.0  # what a channel takes, before it is known how many tracks it has
_CROWD = 5  # how much a line in a channel deters the next
_GRIDS = 5  # how many numbers of columns are tried
_LACKING = 0.05  # share of the width that a placement may lack before it is improved
_FEW = 60  # lines; of more, improving gains less width, and less may be lacking


def read_width(millimetres: float) -> float:
    """Read how wide a picture is to be, in points; UsageError for what is no number above 0."""
    if not 0 < millimetres < inf:
        raise UsageError(f"a width of {millimetres:g} mm cannot be drawn; give a number above 0")
    return round(millimetres * POINTS, 2)


@dataclass
class Diagram:
    """One panel while it is being laid out."""

    choice: Choice
    vocabulary: Vocabulary
    lang: str
    room: float

    def __post_init__(self) -> None:
        actors = self.choice.actors
        self.sides = [side for side in SIDES if any(_side(actor) == side for actor in actors)]
        self.tiers = [tier for tier in TIERS if any(_tier(actor) == tier for actor in actors)]
        self.labels = [self._label(actor) for actor in actors]
        self.needs = [label.need() for label in self.labels]
        at = {actor["id"]: n for n, actor in enumerate(actors)}
        self.task = Task(
            homes=tuple((self.sides.index(_side(actor)), self.tiers.index(_tier(actor))) for actor in actors),
            lines=tuple((at[line["from"]], *map(at.__getitem__, line["targets"])) for line in self.choice.lines),
            ties=tuple((at[one], at[other]) for one, other in self.choice.ties),
            lanes=len(self.sides),
            bands=len(self.tiers),
            sizes=tuple(
                (need.least, label.measure(need.easy)[1]) for label, need in zip(self.labels, self.needs, strict=True)
            ),
            room=self.room - 2 * MARGIN - HEAD,
        )
        self.lane_names = [say(f"lane_{side}", self.lang) for side in self.sides]
        self.band_names = [say(f"band_{tier}", self.lang) for tier in self.tiers]

    def _label(self, actor: captions.Attributes) -> Label:
        name = captions.name_actor(actor, self.lang)
        shown = name[:1].upper() + name[1:]  # as any text on its own begins; the title keeps the name as coded
        firm = actor["class"] is not None and actor["scope"] == "inside"
        return Label(shown, captions.tag_actor(actor, name, self.lang), bold=firm)

    def build_panel(self, top: float) -> tuple[Panel, int]:
        """Lay out the panel below `top`; gives it with its number of crossings.

        UsageError where the boxes do not fit into the width, with one that they fit into.
        """
        solved = self._solve()
        if solved is None:
            raise UsageError(
                f"the boxes do not fit into {round(self.room / POINTS, 1):g} mm; {self._find_width()} mm would do, or "
                "--focus, --collapse, or fewer verbs"
            )
        solution, across = solved
        down = self._fit_rows(solution, across, top + HEAD)
        boxes = self._build_boxes(solution, across, down)
        (left, *_, right), (upper, *_, lower) = across.borders, down.borders
        lanes = build_lanes(self.sides, self.lane_names, across.borders, upper, lower)
        bands = build_bands(self.tiers, self.band_names, down.borders, left, right)
        wires = add_counts(self._build_wires(solution, boxes, across, down), boxes, lanes, bands)
        panel = Panel(
            self.choice.case, self.choice.at or "",
            left - HEAD, top, round(right - left + HEAD, 2), round(lower - top, 2),
            lanes, bands, tuple(boxes), tuple(wires),
        )  # fmt: skip
        return panel, solution.tracks.count_crossings()

    def _find_width(self) -> int:
        """Find a width in mm that is known to do, near the least, by trying."""
        tried: Diagram = self
        least = 0
        while not least or tried._solve() is None:
            least = max(least + 1, int((tried.room + tried.lacking) / POINTS) + 1)
            tried = replace(self, room=read_width(least))
        return least

    def _solve(self) -> tuple[Solution, Axis] | None:
        """Find the best solution that fits into the width, and its columns."""
        self.lacking = inf
        length = self.task.room
        grids = find_grids(self.task, _CHANNEL)
        spare = _LACKING * length * min(1.0, _FEW / max(len(self.task.lines), 1))
        ratio, tried = 1.0, 0
        for grid, least in grids:
            if tried == _GRIDS or ratio * least > length + spare:
                continue
            tried += 1
            solution, across = self._try_grid(grid, _CROWD, spare)
            if solution and across:
                return solution, across
            ratio = self._needed / least  # how much wider than the least the narrowest placement came out
            spare = 0.0 if solution else spare  # where improving one did not help, the next must fit from the start
        for crowd in (_CROWD, 4 * _CROWD):
            solution, across = self._try_grid(grids[-1][0], crowd, inf)
            if solution and across:
                return solution, across
        return None

    def _try_grid(self, grid: Grid, crowd: int, lacking: float) -> tuple[Solution | None, Axis | None]:
        """Solve one grid, and fit its columns into the width if they can be."""
        self._needed = inf
        solution = solve_grid(self.task, grid, self._measure_width, crowd=crowd, lacking=lacking)
        return solution, self._fit_columns(solution) if solution else None

    def _measure_width(self, solution: Solution) -> float:
        needs, _, _ = self._need_columns(solution)
        width = fsum(need.least for need in needs)
        self._needed = min(self._needed, width)
        return width

    def _fit_columns(self, solution: Solution) -> Axis | None:
        start, length = MARGIN + HEAD, self.task.room
        needs, tracks, borders = self._need_columns(solution)
        self.lacking = min(self.lacking, fsum(need.least for need in needs) - length)
        return fit_axis(tracks, True, needs, start, length, borders)

    def _need_columns(self, solution: Solution) -> tuple[list[Need], Tracks, list[Segment]]:
        """Give what every strip across needs, with the tracks that need it and the borders of lanes among them."""
        grid = solution.grid
        tracks, borders = add_borders(
            solution.tracks, True, [2 * low for low, _ in grid.columns[1:]], 2 * grid.rows[-1][1]
        )
        own: list[list[Need]] = [[] for _ in range(grid.columns[-1][1])]
        for need, cell in zip(self.needs, solution.cells, strict=True):
            own[cell[0] // 2].append(need)
        for name, (low, high) in zip(self.lane_names, grid.columns, strict=True):
            heading = measure_text(name, HEADING_SIZE, bold=True) / (high - low) - 8
            for needs in own[low:high]:
                needs.append(Need(heading, heading))
        boxes = [Need(max(need.least for need in needs), max(need.easy for need in needs)) for needs in own]
        return need_strips(tracks, True, boxes), tracks, borders

    def _fit_rows(self, solution: Solution, across: Axis, top: float) -> Axis:
        grid = solution.grid
        tracks, borders = add_borders(
            solution.tracks, False, [2 * low for low, _ in grid.rows[1:]], 2 * grid.columns[-1][1]
        )
        heights = [0.0] * grid.rows[-1][1]
        for label, cell in zip(self.labels, solution.cells, strict=True):
            full = across.edges[cell[0] + 1] - across.edges[cell[0]]
            heights[cell[1] // 2] = max(heights[cell[1] // 2], label.measure(full)[1])
        for name, (low, high) in zip(self.band_names, grid.rows, strict=True):
            lacking = measure_text(name, HEADING_SIZE, bold=True) + 8 - sum(heights[low:high]) - 12 * (high - low)
            for row in range(low, high):
                heights[row] += max(0.0, lacking / (high - low))
        strips = need_strips(tracks, False, [Need(height, height) for height in heights])
        down = fit_axis(tracks, False, strips, top, None, borders)
        assert down is not None, "a picture may grow downwards without end"
        return down

    def _build_boxes(self, solution: Solution, across: Axis, down: Axis) -> list[Box]:
        actors = self.choice.actors
        fills = [self.vocabulary.classes[actor["class"]].fill if actor["class"] else "#ffffff" for actor in actors]
        titles = [captions.name_actor(actor, self.lang) for actor in actors]
        return build_boxes(actors, self.labels, titles, fills, solution, across, down)

    def _build_wires(self, solution: Solution, boxes: Sequence[Box], across: Axis, down: Axis) -> list[Wire]:
        by_cell = dict(zip(solution.cells, boxes, strict=True))
        actors = {actor["id"]: actor for actor in self.choice.actors}
        bridges = find_bridges(solution, across, down)
        wires = []
        for n, line in enumerate(self.choice.lines):
            verb = self.vocabulary.verbs[line["verb"]]
            targets, paths = find_points(n, solution, by_cell, across, down)
            wire = Wire(
                id=line["id"], ids=tuple(one["id"] for one in line["bundle"]), source=line["from"], targets=targets,
                verb=verb.id, family=verb.family, status=line["status"], basis=line["basis"], mode=line["mode"],
                scope=line["scope"], deontic=line["deontic"] or "none",
                colour=self.vocabulary.families[verb.family].colour, dashes=find_dashes(style_key(line)),
                head=verb.arrowhead, symmetric=verb.symmetric,
                paths=paths, bridges=tuple(bridges.get(n, ())),
                verb_label=verb.label.words(self.lang), title=captions.state_line(line, verb, actors, self.lang),
                notes=self._note(line),
            )  # fmt: skip
            wires.append(wire)
        return wires

    def _note(self, line: captions.Attributes) -> tuple[str, ...]:
        """Note what stands behind a line; of a bundle, each line that is in it."""
        if len(line["bundle"]) == 1:
            return captions.note_line(line, self.lang)
        verb = self.vocabulary.verbs[line["verb"]]
        return tuple(
            "; ".join(
                (captions.state_line(one, verb, self.choice.known, self.lang), *captions.note_line(one, self.lang))
            )
            for one in line["bundle"]
        )


def _side(actor: captions.Attributes) -> str:
    side = "external" if actor["side"] == "state" else actor["side"]
    return side or "unstated"


def _tier(actor: captions.Attributes) -> str:
    return actor["tier"] or "unstated"
