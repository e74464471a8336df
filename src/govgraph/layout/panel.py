"""A solution and its measures → lanes, bands, boxes and wires in points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from govgraph.layout.frame import PORT_EDGE, Axis, Need
from govgraph.layout.lattice import Cell
from govgraph.layout.letters import measure_text, measure_words, wrap_text
from govgraph.layout.place import Grid
from govgraph.layout.scene import Band, Box, Bridge, Lane, Letters, Point
from govgraph.layout.solve import Solution
from govgraph.layout.tracks import Segment

__all__ = [
    "Label",
    "build_bands",
    "build_boxes",
    "build_lanes",
    "find_bridges",
    "find_points",
    "need_boxes",
    "need_rows",
    "set_label",
]

NAME_SIZE = TAG_SIZE = 6.5
INK, SOFT = "#111111", "#4a4a4a"
HEADING_SIZE = 7.5
HEAD = 13.0  # room of lane and band headings
_LINE = 7.9  # from base line to base line
_PAD_X, _PAD_Y = 3.4, 3.2
_WIDEST = 104.0  # a word wider than this is broken
_BRIDGE = 1.7  # half of a bridge
_NARROWEST = 26.0


@dataclass(frozen=True)
class Label:
    """What stands in a box: a name in bold, and below it an abbreviation or number."""

    name: str
    tag: str
    bold: bool = True
    role: str = ""  # what it is compared by, in softer ink

    def need(self) -> Need:
        """Give the width of the box: the least, with words broken at their joints; and what keeps them whole."""
        least, whole = (
            max(
                measure_words(self.name, NAME_SIZE, bold=self.bold, broken=broken),
                measure_words(self.tag, TAG_SIZE),
                measure_words(self.role, TAG_SIZE, broken=broken),
            )
            for broken in (True, False)
        )
        if not self.bold:  # "(not stated)" looks odd on two lines
            least = whole = measure_text(self.name, NAME_SIZE)
        least, whole = min(least, _WIDEST), min(whole, _WIDEST)
        easy = next((width for width in range(int(whole) + 1, int(_WIDEST)) if len(self.wrap(width)) <= 3), whole)
        return Need(max(least + 2 * _PAD_X, _NARROWEST), max(easy + 2 * _PAD_X, _NARROWEST))

    def wrap(self, width: float) -> list[str]:
        """Wrap the name into lines no wider than `width`."""
        return wrap_text(self.name, width, NAME_SIZE, bold=self.bold)

    def set_lines(self, width: float) -> list[tuple[str, bool, str]]:
        """Give the lines of the label in a box of this width, each with whether it is bold, and its colour."""
        inner = width - 2 * _PAD_X + 0.01
        tags, roles = (wrap_text(words, inner, TAG_SIZE) if words else [] for words in (self.tag, self.role))
        return [
            *((line, self.bold, INK) for line in self.wrap(inner)),
            *((line, False, INK) for line in tags),
            *((line, False, SOFT) for line in roles),
        ]

    def measure(self, width: float) -> tuple[float, float]:
        """Measure the box that the label takes when wrapped in a box of this width."""
        lines = self.set_lines(width)
        widest = max(measure_text(line, NAME_SIZE, bold=bold) for line, bold, _ in lines)
        return widest + 2 * _PAD_X, len(lines) * _LINE + 2 * _PAD_Y


def need_boxes(needs: Sequence[Need], cells: Sequence[Cell], grid: Grid, headings: Sequence[str]) -> list[Need]:
    """Give what each column needs for its boxes, and for its part of the heading of its lane."""
    own: list[list[Need]] = [[] for _ in range(grid.columns[-1][1])]
    for need, cell in zip(needs, cells, strict=True):
        own[cell[0] // 2].append(need)
    for name, (low, high) in zip(headings, grid.columns, strict=True):
        heading = measure_text(name, HEADING_SIZE, bold=True) / (high - low) - 8
        for found in own[low:high]:
            found.append(Need(heading, heading))
    return [Need(max(need.least for need in found), max(need.easy for need in found)) for found in own]


def need_rows(
    labels: Sequence[Label], cells: Sequence[Cell], grid: Grid, across: Axis, headings: Sequence[str]
) -> list[Need]:
    """Give what each row needs for its boxes, and for its part of the heading of its band."""
    heights = [0.0] * grid.rows[-1][1]
    for label, cell in zip(labels, cells, strict=True):
        full = across.edges[cell[0] + 1] - across.edges[cell[0]]
        heights[cell[1] // 2] = max(heights[cell[1] // 2], label.measure(full)[1])
    for name, (low, high) in zip(headings, grid.rows, strict=True):
        lacking = measure_text(name, HEADING_SIZE, bold=True) + 8 - sum(heights[low:high]) - 12 * (high - low)
        for row in range(low, high):
            heights[row] += max(0.0, lacking / (high - low))
    return [Need(height, height) for height in heights]


def build_boxes(
    actors: Sequence[Mapping[str, Any]], labels: Sequence[Label], titles: Sequence[str], fills: Sequence[str],
    solution: Solution, across: Axis, down: Axis,
) -> list[Box]:  # fmt: skip
    """Build each actor's box in the middle of its cell: as wide as its column, as high as its label and lines need."""
    ports = _find_ports(solution, across, down)
    boxes = []
    for actor, label, title, fill, cell in zip(actors, labels, titles, fills, solution.cells, strict=True):
        centre = across.middle(cell[0]), down.middle(cell[1])
        full = across.edges[cell[0] + 1] - across.edges[cell[0]]
        small = actor["class"] is None
        taken = label.measure(full)
        half = [
            max(
                [
                    (taken[0] if small else full) / 2,
                    *(abs(at - centre[0]) + PORT_EDGE for at in ports.get((cell, True), ())),
                ]
            ),
            max([taken[1] / 2, *(abs(at - centre[1]) + PORT_EDGE for at in ports.get((cell, False), ()))]),
        ]
        left, top = round(centre[0] - half[0], 2), round(centre[1] - half[1], 2)
        right, bottom = round(centre[0] + half[0], 2), round(centre[1] + half[1], 2)
        box = Box(
            actor["id"], left, top, round(right - left, 2), round(bottom - top, 2), fill,
            set_label(label, full, centre), title, actor["class"] or "",
            function=actor["functions"] or "", dashed=small, double=actor["class"] == "group",
            faint=actor["scope"] == "outside", change=actor.get("change", ""),
        )  # fmt: skip
        boxes.append(box)
    return boxes


def _find_ports(solution: Solution, across: Axis, down: Axis) -> dict[tuple[Cell, bool], list[float]]:
    found: dict[tuple[Cell, bool], list[float]] = {}
    for strip in solution.tracks.strips.values():
        for segment in strip:
            for cell in segment.boxes:
                if cell is not None:
                    place = (across if segment.upright else down).places[id(segment)]
                    found.setdefault((cell, segment.upright), []).append(place)
    return found


def set_label(label: Label, width: float, centre: Point) -> tuple[Letters, ...]:
    """Set a label in a box of that width around its middle."""
    lines = label.set_lines(width)
    first = centre[1] - len(lines) * _LINE / 2 + 0.77 * _LINE
    return tuple(
        Letters(
            words,
            round(centre[0], 2),
            round(first + n * _LINE, 2),
            NAME_SIZE,
            bold=bold,
            anchor="middle",
            colour=colour,
        )
        for n, (words, bold, colour) in enumerate(lines)
    )


def find_points(
    line: int, solution: Solution, boxes: Mapping[Cell, Box], across: Axis, down: Axis
) -> tuple[tuple[str, ...], tuple[tuple[Point, ...], ...]]:
    """Find the receivers of a line and the corners of the paths to them, the first from its holder's box.

    The others begin where they turn off.
    """
    targets, paths = [], []
    for segments in solution.tracks.lines[line]:
        first, last = segments[0], segments[-1]
        trunk = first.next[_start(first)]
        if trunk:
            begin = _leave_trunk(trunk, first, boxes, across, down)
        else:
            begin = [_find_edge(first, _start(first), boxes, across, down)]
        points = [
            *begin,
            *(_find_corner(one, other, across, down) for one, other in pairwise(segments)),
            _find_edge(last, 1 - _start(last), boxes, across, down),
        ]
        targets.append(_find_box(last, 1 - _start(last), boxes).id)
        paths.append(tuple(points))
    return tuple(targets), tuple(paths)


def _start(segment: Segment) -> int:
    return 0 if segment.forward else 1


def _find_corner(one: Segment, other: Segment, across: Axis, down: Axis) -> Point:
    upright, level = (one, other) if one.upright else (other, one)
    return across.places[id(upright)], down.places[id(level)]


def _find_edge(segment: Segment, end: int, boxes: Mapping[Cell, Box], across: Axis, down: Axis) -> Point:
    box = _find_box(segment, end, boxes)
    if segment.upright:
        return across.places[id(segment)], round(box.y if end else box.y + box.height, 2)
    return round(box.x if end else box.x + box.width, 2), down.places[id(segment)]


def _find_box(segment: Segment, end: int, boxes: Mapping[Cell, Box]) -> Box:
    cell = segment.boxes[end]
    assert cell is not None, "an end that goes on to no segment stands at a box"
    return boxes[cell]


def _leave_trunk(trunk: Segment, branch: Segment, boxes: Mapping[Cell, Box], across: Axis, down: Axis) -> list[Point]:
    """Find where a branch turns off, and before it the end of the trunk where it turns off beyond that."""
    place = _find_corner(trunk, branch, across, down)
    ends = [
        _find_corner(trunk, after, across, down) if after else _find_edge(trunk, end, boxes, across, down)
        for end, after in enumerate(trunk.next)
    ]
    low, high = sorted(ends)
    return [low, place] if place < low else [high, place] if place > high else [place]


def find_bridges(solution: Solution, across: Axis, down: Axis) -> dict[int, list[Bridge]]:
    """Find for each line the bridges on its level segments, where it hops over an upright one."""
    crossed: dict[int, list[float]] = {}
    levels: dict[int, Segment] = {}
    for upright, level in solution.tracks.find_crossings():
        crossed.setdefault(id(level), []).append(across.places[id(upright)])
        levels[id(level)] = level
    bridges: dict[int, list[Bridge]] = {}
    for key, places in crossed.items():
        level = levels[key]
        places.sort()
        nearest = min((right - left for left, right in pairwise(places)), default=2 * _BRIDGE + 0.2)
        half = round(min(_BRIDGE, nearest / 2 - 0.1), 2)
        for x in places:
            bridges.setdefault(level.line, []).append(Bridge(x, down.places[key], half, 1 if level.forward else -1, 0))
    return bridges


def build_lanes(
    sides: Sequence[str], names: Sequence[str], borders: Sequence[float], top: float, bottom: float
) -> tuple[Lane, ...]:
    """Build the lanes between borders, each with its name above."""
    lanes = []
    for side, name, (left, right) in zip(sides, names, pairwise(borders), strict=True):
        label = Letters(
            name, round((left + right) / 2, 2), round(top - HEAD / 2 + 2.6, 2), HEADING_SIZE, bold=True, anchor="middle"
        )
        lanes.append(Lane(side, left, top, round(right - left, 2), round(bottom - top, 2), HEAD, label))
    return tuple(lanes)


def build_bands(
    tiers: Sequence[str], names: Sequence[str], borders: Sequence[float], left: float, right: float
) -> tuple[Band, ...]:
    """Build the bands between borders, each with its name on the left."""
    bands = []
    for tier, name, (top, bottom) in zip(tiers, names, pairwise(borders), strict=True):
        x, y = round(left - HEAD / 2 + 2.6, 2), round((top + bottom) / 2, 2)
        label = Letters(name, x, y, HEADING_SIZE, bold=True, anchor="middle", upright=True)
        bands.append(Band(tier, left, top, round(right - left, 2), round(bottom - top, 2), HEAD, label))
    return tuple(bands)
