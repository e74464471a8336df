"""A graph and a case → the scene: parts chosen, laid out within the width, measured, captioned."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import networkx as nx

from govgraph.errors import UsageError
from govgraph.layout import captions
from govgraph.layout.choose import SIDES, TIERS, Choice, choose_parts
from govgraph.layout.frame import Axis, Need, add_border, fit_axis, need_strips
from govgraph.layout.legend import build_legend
from govgraph.layout.letters import measure_text, wrap_text
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
from govgraph.layout.scene import Box, Letters, Panel, Scene, Wire
from govgraph.layout.solve import Solution, Task, find_grids, solve_grid
from govgraph.layout.style import find_dashes, style_key
from govgraph.vocabulary import Vocabulary
from govgraph.words import say

__all__ = ["build_scene"]

_POINTS = 72 / 25.4  # of a millimetre
_MARGIN = 1.0
_TITLE, _SUBTITLE, _TEXT = 10.0, 7.0, 6.5
_CHANNEL = 20.0  # what a channel takes, before it is known how many tracks it has
_CROWDS = (5, 16)  # how much a full channel deters, where the first leaves the picture too wide
_GRIDS = 4


def build_scene(
    graph: nx.MultiDiGraph, case: str, *, verbs: Collection[str] | None = None, lang: str = "sv", width_mm: float = 180
) -> Scene:
    """Lay out the organisation diagram of one case.

    Parameters
    ----------
    graph
        As `load_graph` gives it.
    case
        Id of a case of its dataset.
    verbs
        Ids of the verbs or families to draw; default: all but structure.
    lang
        `sv` or `en`: the language of headings, legend and names, where the case has it.
    width_mm
        Width of the picture. The height follows; text is never smaller than 6.5 points.

    Returns
    -------
    Scene
        Boxes in lanes and bands, and routed lines, in points. The same input gives the same scene.

    Raises
    ------
    UnknownNameError
        No such case, verb or family.
    UsageError
        The boxes do not fit into that width; it names the least that would do.
    """
    choice = choose_parts(graph, case, verbs)
    data = graph.graph["dataset"]
    room = round(width_mm * _POINTS, 2)
    if not choice.actors:
        raise UsageError(f"nothing to draw: case {case!r} has no organ, network or line")
    panel, crossings = _Drawing(choice, data.vocabulary, lang, room).build_panel(38.0 - HEAD + 1)
    return _add_captions(panel, choice, data, lang, room, crossings)


def _add_captions(panel: Panel, choice: Choice, data: object, lang: str, width: float, crossings: int) -> Scene:
    dataset = data
    case = dataset.cases[choice.case]  # type: ignore[attr-defined]
    title = case.case.name.words(lang)
    subtitle = captions.say_subtitle(choice, case.case.period, lang)
    legend = build_legend(
        dataset.vocabulary,
        panel.wires,
        panel.boxes,
        lang,
        left=_MARGIN,
        right=width - _MARGIN,
        top=panel.y + panel.height + 5,  # type: ignore[attr-defined]
    )
    source = captions.say_source(case, dataset.version, lang)  # type: ignore[attr-defined]
    lines = wrap_text(source, width - 2 * _MARGIN, _TEXT)
    top = legend.bottom + 9.5
    return Scene(
        width=width,
        height=round(top + (len(lines) - 1) * 8 + 3, 2),
        lang=lang,
        title=title,
        description=captions.describe_scene(choice, [wire.title for wire in panel.wires], lang),
        panels=(panel,),
        texts=(
            Letters(title, _MARGIN, 10.0, _TITLE, bold=True),
            Letters(subtitle, _MARGIN, 20.0, _SUBTITLE),
        ),
        entries=tuple(legend.entries),
        headings=tuple(legend.headings),
        source=tuple(
            Letters(line, _MARGIN, round(top + n * 8, 2), _TEXT, colour="#333333") for n, line in enumerate(lines)
        ),
        crossings=crossings,
    )


@dataclass
class _Drawing:
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
        at = {actor["id"]: n for n, actor in enumerate(actors)}
        self.task = Task(
            homes=tuple((self.sides.index(_side(actor)), self.tiers.index(_tier(actor))) for actor in actors),
            lines=tuple((at[line["from"]], at[line["to"]]) for line in self.choice.lines),
            ties=tuple((at[one], at[other]) for one, other in self.choice.ties),
            lanes=len(self.sides),
            bands=len(self.tiers),
            widths=tuple(label.need().least for label in self.labels),
        )
        self.lane_names = [say(f"lane_{side}", self.lang) for side in self.sides]
        self.band_names = [say(f"band_{tier}", self.lang) for tier in self.tiers]

    def _label(self, actor: captions.Attributes) -> Label:
        name = captions.name_actor(actor, self.lang)
        return Label(name, captions.tag_actor(actor, name), bold=actor["class"] is not None)

    def build_panel(self, top: float) -> tuple[Panel, int]:
        """Lay out the panel below `top` and give it with its number of crossings."""
        solution, across = self._solve()
        down, bands = self._fit_rows(solution, across, top + HEAD)
        boxes = self._build_boxes(solution, across, down)
        wires = self._build_wires(solution, boxes, across, down)
        left, right = across.edges[0], across.edges[-1]
        lanes = build_lanes(self.sides, self.lane_names, self._borders, down.edges[0], down.edges[-1])
        panel = Panel(
            self.choice.case, "", left - HEAD, top, round(right - left + HEAD, 2), round(down.edges[-1] - top, 2),
            lanes, build_bands(self.tiers, self.band_names, bands, left, right), tuple(boxes), tuple(wires),
        )  # fmt: skip
        return panel, solution.crossings

    def _solve(self) -> tuple[Solution, Axis]:
        start = _MARGIN + HEAD
        length = self.room - start - _MARGIN
        least = 0.0
        found = []
        for grid in find_grids(self.task, length, _CHANNEL)[:_GRIDS]:
            for crowd in _CROWDS:
                solution = solve_grid(self.task, grid, crowd=crowd)
                solution.borders = [
                    add_border(solution.tracks, True, 2 * low, 2 * grid.rows[-1][1]) for low, _ in grid.columns[1:]
                ]
                strips = need_strips(solution.tracks, True, self._column_needs(solution))
                across = fit_axis(solution.tracks, True, strips, start, length)
                least = min(least or 1e9, sum(need.least for need in strips))
                print(grid, crowd, least, length, solution.crossings, solution.cost, across is not None)
                if across is not None:
                    found.append((solution, across))
                    break
            if found:
                break
        if not found:
            wide = (least + start + _MARGIN) / _POINTS
            raise UsageError(
                f"the boxes do not fit into {self.room / _POINTS:.0f} mm; {int(wide) + 1} mm would do, or fewer verbs"
            )
        solution, across = min(found, key=lambda pair: pair[0].cost)
        self._borders = [across.edges[0], *(across.places[id(border)] for border in solution.borders), across.edges[-1]]
        return solution, across

    def _column_needs(self, solution: Solution) -> list[Need]:
        columns = []
        for lane, (low, high) in enumerate(solution.grid.columns):
            heading = measure_text(say(f"lane_{self.sides[lane]}", self.lang), HEADING_SIZE, bold=True) - 8
            for column in range(low, high):
                own = [
                    label.need()
                    for label, cell in zip(self.labels, solution.cells, strict=True)
                    if cell[0] == 2 * column + 1
                ]
                least = max([heading / (high - low), *(need.least for need in own)])
                columns.append(Need(least, max([least, *(need.easy for need in own)])))
        return columns

    def _fit_rows(self, solution: Solution, across: Axis, top: float) -> tuple[Axis, list[float]]:
        rows = solution.grid.rows
        borders = [add_border(solution.tracks, False, 2 * low, 2 * solution.grid.columns[-1][1]) for low, _ in rows[1:]]
        heights = [0.0] * rows[-1][1]
        for label, cell in zip(self.labels, solution.cells, strict=True):
            full = across.edges[cell[0] + 1] - across.edges[cell[0]]
            heights[cell[1] // 2] = max(heights[cell[1] // 2], label.measure(full)[1])
        for name, (low, high) in zip(self.band_names, rows, strict=True):
            lacking = measure_text(name, HEADING_SIZE, bold=True) + 8 - sum(heights[low:high]) - 18 * (high - low)
            for row in range(low, high):
                heights[row] += max(0.0, lacking / (high - low))
        strips = need_strips(solution.tracks, False, [Need(height, height) for height in heights])
        down = fit_axis(solution.tracks, False, strips, top, None)
        assert down is not None, "a picture may grow downwards without end"
        return down, [down.edges[0], *(down.places[id(border)] for border in borders), down.edges[-1]]

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
            wire = Wire(
                id=line["id"], ids=(line["id"],), source=line["from"], target=line["to"],
                verb=verb.id, family=verb.family, status=line["status"], basis=line["basis"], mode=line["mode"],
                deontic=line["deontic"] or "none", colour=self.vocabulary.families[verb.family].colour,
                dashes=find_dashes(style_key(line)), head=verb.arrowhead, symmetric=verb.symmetric,
                points=find_points(n, solution, by_cell, across, down), bridges=tuple(bridges.get(n, ())),
                verb_label=verb.label.words(self.lang), title=captions.state_line(line, verb, actors, self.lang),
                notes=captions.note_line(line, self.lang),
            )  # fmt: skip
            wires.append(wire)
        return wires


def _side(actor: captions.Attributes) -> str:
    side = "external" if actor["side"] == "state" else actor["side"]
    return side or "unstated"


def _tier(actor: captions.Attributes) -> str:
    return actor["tier"] or "unstated"
