"""Ways through strips → straight segments, and in each strip the order of their tracks with the fewest crossings.

A segment lies in one strip and spans places of that strip. Two segments of a strip that share a place never share a
track. Which of them comes first decides whether their ends cross: a segment that turns away toward higher strips
crosses every later one that passes its end. So the crossings of a strip are a sum over pairs, and a strip is put in
order by moving one segment at a time to its best place while all other strips keep theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from govgraph.layout.lattice import Cell, Way

__all__ = ["Segment", "Tracks", "cut_way"]

_SCALE = 1 << 12  # more than the segments of any strip


@dataclass(eq=False)
class Segment:
    """A straight piece of a line.

    `low` and `high` are the places it spans along its strip, boxes at its ends left out. `turns` says for each end
    where the line goes on: -1 toward lower strips, 1 toward higher ones, 0 to the box it stands at.
    """

    line: int
    upright: bool  # lies in a vertical strip
    strip: int
    low: int
    high: int
    turns: list[int] = field(default_factory=lambda: [0, 0])
    next: list[Segment | None] = field(default_factory=lambda: [None, None])
    boxes: list[Cell | None] = field(default_factory=lambda: [None, None])
    rank: int = 0

    def span(self) -> tuple[int, int]:
        """Give both ends as numbers that grow along the strip; ends in one place differ by their neighbours' ranks."""
        low, high = self.next
        return (
            self.low * _SCALE + (low.rank + 1 if low else 0),
            self.high * _SCALE + (high.rank + 1 if high else _SCALE - 1),
        )

    def meets(self, other: Segment) -> bool:
        """Tell whether the two share a place of their strip, so that they need tracks of their own."""
        return self.low <= other.high and other.low <= self.high


Key = tuple[bool, int]


class Tracks:
    """The segments of all lines, in the order of their tracks, strip by strip."""

    def __init__(self) -> None:
        self.strips: dict[Key, list[Segment]] = {}
        self.lines: dict[int, list[Segment]] = {}

    def add(self, line: int, way: Way) -> None:
        """Cut a way into segments and put each where it crosses least."""
        segments = cut_way(line, way)
        self.lines[line] = segments
        for segment in segments:
            strip = self.strips.setdefault((segment.upright, segment.strip), [])
            at = self._best_place(strip, segment)
            strip.insert(at, segment)
            _number(strip)

    def remove(self, line: int) -> None:
        """Take a line's segments out."""
        for segment in self.lines.pop(line):
            strip = self.strips[segment.upright, segment.strip]
            strip.remove(segment)
            _number(strip)

    def keep(self) -> tuple[dict[Key, list[Segment]], dict[int, list[Segment]]]:
        """Remember all orders, to come back to with `restore`."""
        return {key: list(strip) for key, strip in self.strips.items()}, dict(self.lines)

    def restore(self, kept: tuple[dict[Key, list[Segment]], dict[int, list[Segment]]]) -> None:
        """Go back to remembered orders."""
        self.strips = {key: list(strip) for key, strip in kept[0].items()}
        self.lines = dict(kept[1])
        for strip in self.strips.values():
            _number(strip)

    def settle(self, keys: Iterable[Key] | None = None, *, rounds: int = 6) -> None:
        """Order strips anew in turn until nothing moves, at most `rounds` times."""
        chosen = sorted(self.strips) if keys is None else sorted(keys)
        for _ in range(rounds):
            moved = [self._sift(self.strips[key]) for key in chosen if len(self.strips.get(key, ())) > 1]
            if not any(moved):
                return

    def count_crossings(self) -> int:
        """Count where two lines cross."""
        return sum(1 for _ in self.find_crossings())

    def find_crossings(self) -> Iterable[tuple[Segment, Segment]]:
        """Find every crossing as the upright and the level segment that make it."""
        levels = [(s, *s.span()) for key, strip in sorted(self.strips.items()) if not key[0] for s in strip]
        for key, strip in sorted(self.strips.items()):
            if not key[0]:
                continue
            passing = [level for level in levels if level[0].low <= key[1] <= level[0].high]
            for upright in strip:
                low, high = upright.span()
                at = upright.strip * _SCALE + upright.rank + 1
                for level, left, right in passing:
                    if left < at < right and low < level.strip * _SCALE + level.rank + 1 < high:
                        yield upright, level

    def count_near(self, keys: Iterable[Key]) -> int:
        """Count the crossings that the order within some strips can change: their segments', and those that go on.

        Where a segment ends hangs on the rank of the one it goes on to, so that this one's crossings may change too.
        """
        near = {id(s): s for key in keys for s in self.strips.get(key, ())}
        for segment in list(near.values()):
            near |= {id(other): other for other in segment.next if other is not None}
        lying = {way: [s for s in near.values() if s.upright is way] for way in (True, False)}
        found = 0
        for upright in (True, False):
            across = [(key[1], strip) for key, strip in self.strips.items() if key[0] is not upright]
            for segment in lying[upright]:
                begins, ends = segment.span()
                at = segment.strip * _SCALE + segment.rank + 1
                for number, strip in across:
                    if segment.low <= number <= segment.high:
                        for other in strip:
                            if other.low <= segment.strip <= other.high and not (not upright and id(other) in near):
                                low, high = other.span()
                                found += low < at < high and begins < number * _SCALE + other.rank + 1 < ends
        return found

    def _best_place(self, strip: list[Segment], segment: Segment) -> int:
        spans = {id(s): s.span() for s in (*strip, segment)}
        cost = best = 0
        place = 0
        for at, other in enumerate(strip, 1):
            if other.meets(segment):
                cost += _weigh(other, segment, spans) - _weigh(segment, other, spans)
            if cost < best:
                best, place = cost, at
        return place

    @staticmethod
    def _sift(strip: list[Segment]) -> bool:
        spans = {id(s): s.span() for s in strip}
        gain: dict[tuple[int, int], int] = {}
        for n, one in enumerate(strip):
            for other in strip[n + 1 :]:
                if one.meets(other):
                    first = _weigh(one, other, spans) - _weigh(other, one, spans)
                    gain[id(one), id(other)], gain[id(other), id(one)] = first, -first
        moved = False
        for segment in list(strip):
            was = strip.index(segment)
            moved = _move_best(strip, was, gain) or moved
        if moved:
            _number(strip)
        return moved


def _move_best(strip: list[Segment], was: int, gain: dict[tuple[int, int], int]) -> bool:
    segment = strip[was]
    best, place, cost = 0, was, 0
    for at in range(was - 1, -1, -1):
        cost += gain.get((id(segment), id(strip[at])), 0)
        if cost < best:
            best, place = cost, at
    cost = 0
    for at in range(was + 1, len(strip)):
        cost -= gain.get((id(segment), id(strip[at])), 0)
        if cost < best:
            best, place = cost, at
    if place == was:
        return False
    strip.insert(place, strip.pop(was))
    return True


def _weigh(first: Segment, then: Segment, spans: dict[int, tuple[int, int]]) -> int:
    """Weigh putting one segment on an earlier track than another: crossings, then how much longer the turns get."""
    one, other = spans[id(first)], spans[id(then)]
    crossings = 0
    for end in (0, 1):
        crossings += first.turns[end] > 0 and other[0] < one[end] < other[1]
        crossings += then.turns[end] < 0 and one[0] < other[end] < one[1]
    return 100 * crossings + sum(first.turns) - sum(then.turns)


def _number(strip: Sequence[Segment]) -> None:
    for rank, segment in enumerate(strip):
        segment.rank = rank


def cut_way(line: int, way: Way) -> list[Segment]:
    """Cut a way at its bends, from the holder's box to the receiver's."""
    corners = [
        way[0],
        *(b for a, b, c in zip(way, way[1:], way[2:], strict=False) if (a[0] == c[0]) == (a[1] == c[1])),
        way[-1],
    ]
    segments: list[Segment] = []
    for start, stop in pairwise(corners):
        upright = start[0] == stop[0]
        along = 1 if upright else 0
        low, high = sorted((start[along], stop[along]))
        segments.append(Segment(line, upright, start[1 - along], low, high))
    _join(segments, corners)
    return segments


def _join(segments: list[Segment], corners: Sequence[Cell]) -> None:
    last = len(segments) - 1
    for n, segment in enumerate(segments):
        along = 1 if segment.upright else 0
        forward = corners[n + 1][along] > corners[n][along]
        for here, end in ((n, 0 if forward else 1), (n + 1, 1 if forward else 0)):
            beside = n - 1 if here == n else n + 1
            if 0 <= beside <= last:
                away = corners[here - 1] if here == n else corners[here + 1]
                segment.next[end] = segments[beside]
                segment.turns[end] = 1 if away[1 - along] > corners[here][1 - along] else -1
            else:
                segment.boxes[end] = corners[here]
    for segment in segments:
        segment.low += segment.boxes[0] is not None
        segment.high -= segment.boxes[1] is not None
