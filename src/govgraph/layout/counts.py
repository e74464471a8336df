"""Wires of bundles → the number of lines in each, set beside it where nothing else is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from govgraph.layout.letters import measure_text
from govgraph.layout.scene import Band, Box, Lane, Letters, Wire

__all__ = ["add_counts"]

Rect = tuple[float, float, float, float]  # left, top, right, bottom

_SIZE = 6.5
_RISE, _FALL = 0.72 * _SIZE, 0.21 * _SIZE  # of figures and brackets, above and below the base line
_GAP = 1.6  # between a number and what stands nearest
_END = 7.0  # at both ends of a straight piece: an arrowhead, or a bend
_STEP = 4.0


def add_counts(wires: Sequence[Wire], boxes: Sequence[Box], lanes: Sequence[Lane], bands: Sequence[Band]) -> list[Wire]:
    """Give each wire that stands for several lines their number, if there is room for it beside its first path."""
    taken = [(box.x, box.y, box.x + box.width, box.y + box.height) for box in boxes]
    taken += [rect for wire in wires for rect in _list_pieces(wire)]
    taken += [(lane.x, lane.y, lane.x, lane.y + lane.height) for lane in lanes]
    taken += [(band.x, band.y, band.x + band.width, band.y) for band in bands]
    frame = lanes[0].x, lanes[0].y, lanes[-1].x + lanes[-1].width, lanes[-1].y + lanes[-1].height
    counted = []
    for wire in wires:
        count = _place_count(wire, taken, frame) if len(wire.ids) > 1 else None
        if count:
            taken.append(_bound(count))
        counted.append(replace(wire, count=count))
    return counted


def _list_pieces(wire: Wire) -> Iterator[Rect]:
    for path in wire.paths:
        for (x, y), (u, v) in pairwise(path):
            yield min(x, u), min(y, v), max(x, u), max(y, v)


def _place_count(wire: Wire, taken: Sequence[Rect], frame: Rect) -> Letters | None:
    words = f"({len(wire.ids)})"
    for x, y in _list_spots(wire, measure_text(words, _SIZE)):
        count = Letters(words, round(x, 2), round(y, 2), _SIZE)
        left, top, right, bottom = _bound(count)
        inside = frame[0] < left and frame[1] < top and right < frame[2] and bottom < frame[3]
        if inside and not any(
            left - _GAP < other[2] and other[0] < right + _GAP and top - _GAP < other[3] and other[1] < bottom + _GAP
            for other in taken
        ):
            return count
    return None


def _bound(letters: Letters) -> Rect:
    width = measure_text(letters.words, letters.size)
    return letters.x, letters.y - _RISE, letters.x + width, letters.y + _FALL


def _list_spots(wire: Wire, width: float) -> Iterator[tuple[float, float]]:
    """List where the number could begin, by its base line: along the first path, on either side of it."""
    beside = _GAP + 0.1
    for (x, y), (u, v) in pairwise(wire.paths[0]):
        length = abs(u - x) + abs(v - y)
        room = length - 2 * _END - (width if y == v else _RISE + _FALL)
        for n in range(int(room // _STEP) + 1 if room >= 0 else 0):
            along = _END + n * _STEP
            if y == v:
                left = x + along if u > x else x - along - width
                yield left, y - beside - _FALL
                yield left, y + beside + _RISE
            else:
                base = y + along + _RISE if v > y else y - along - _FALL
                yield x + beside, base
                yield x - beside - width, base
