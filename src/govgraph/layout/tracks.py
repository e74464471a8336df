"""Trees through strips → straight segments, and in each strip the order of their tracks with the fewest crossings.

A segment lies in one strip and spans places of that strip. Two segments of a strip that share a place never share a
track. Which of them should come first is told by where their lines part at either end, if need be strips away: one that
turns toward lower strips goes before one that passes on. Where both ends tell the same, or only one tells anything, no
crossing is needed; where they tell the opposite, one is, whichever comes first. A strip is put in order by moving one
segment at a time to where most pairs lie as they should.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from govgraph.layout.lattice import Cell

__all__ = ["Key", "Segment", "Tracks", "order_tracks"]

_SCALE = 1 << 12  # more than the segments of any strip
_APART = 1000  # what a crossing weighs against longer turns
_ROUNDS = 20  # after which a strip is taken as it is


Key = tuple[bool, int]  # whether a strip is vertical, and its number


@dataclass(frozen=True, eq=False)
class Tap:
    """Where a branch turns off a segment: at which place, to which side (-1 or 1), and its first segment."""

    place: int
    turn: int
    branch: Segment


@dataclass(eq=False)
class Segment:
    """A straight piece of a line.

    `low` and `high` are the places it spans along its strip, boxes at its ends left out. `turns` says for each end
    where the line goes on: -1 toward lower strips, 1 toward higher ones, 0 to the box it stands at
    or to both sides, where a branch begins.
    """

    line: int
    upright: bool  # lies in a vertical strip
    strip: int
    low: int
    high: int
    turns: list[int] = field(default_factory=lambda: [0, 0])
    next: list[Segment | None] = field(default_factory=lambda: [None, None])
    boxes: list[Cell | None] = field(default_factory=lambda: [None, None])
    forward: bool = True  # whether the line runs from its low end to its high one
    rank: int = 0
    taps: list[Tap] = field(default_factory=list)  # where branches turn off

    def span(self) -> tuple[int, int]:
        """Give both ends as numbers that grow along the strip; ends in one place differ by their neighbours' ranks."""
        low, high = self.neighbours(0), self.neighbours(1)
        return (
            self.low * _SCALE + (min(segment.rank for segment in low) + 1 if low else 0),
            self.high * _SCALE + (max(segment.rank for segment in high) + 1 if high else _SCALE - 1),
        )

    def neighbours(self, end: int) -> list[Segment]:
        """Give the segments that go on from an end; none where it stands at a box."""
        place, after = (self.low, self.high)[end], self.next[end]
        return [after, *(tap.branch for tap in self.taps if tap.place == place)] if after else []

    def meets(self, other: Segment) -> bool:
        """Tell whether the two share a place of their strip, so that they need tracks of their own."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True)
class Tracks:
    """The segments of all lines, and by strip in the order of their tracks.

    By line, they are those from box to box, then those of each branch from where it turns off.
    """

    lines: Mapping[int, Sequence[Sequence[Segment]]]
    strips: Mapping[Key, Sequence[Segment]]

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


def order_tracks(trees: Sequence[Sequence[Sequence[Cell]]]) -> Tracks:
    """Cut the ways of each line into segments, and put those of each strip in the order in which fewest cross."""
    lines = {line: cut_tree(line, tree) for line, tree in enumerate(trees)}
    strips: dict[Key, list[Segment]] = {}
    for segment in (segment for cut in lines.values() for segments in cut for segment in segments):
        strips.setdefault((segment.upright, segment.strip), []).append(segment)
    wishes = {key: _find_wishes(strip) for key, strip in strips.items()}
    for _ in range(_ROUNDS):
        if not sum(_order(strip, wishes[key]) for key, strip in strips.items()):
            break
    return Tracks(lines, strips)


def _find_wishes(strip: Sequence[Segment]) -> list[tuple[Segment, Segment, int]]:
    """Find which two segments meet, and which should come first: -1 the one, 1 the other, 0 where it is left open."""
    return [(one, other, _weigh(one, other)) for one, other in combinations(strip, 2) if one.meets(other)]


def _order(strip: list[Segment], wishes: Sequence[tuple[Segment, Segment, int]]) -> bool:
    """Put the segments of one strip in order; tells whether any moved.

    What is left open follows the order that the lines have in the strips where both run on beside each other.
    """
    gain: dict[tuple[int, int], int] = {}  # by id() of two, what putting the first before the other costs
    for one, other, wish in wishes:
        first = 0 if one.forward else 1  # which counts double, so that no crossing is left between the two
        apart = sum((2 - (end != first)) * _find_side(one, other, end, deep=False) for end in (0, 1))
        cost = _APART * (3 * wish or apart) + sum(one.turns) - sum(other.turns)
        gain[id(one), id(other)], gain[id(other), id(one)] = cost, -cost
    moved = [_move_best(strip, strip.index(segment), gain) for segment in list(strip)]
    for rank, segment in enumerate(strip):
        segment.rank = rank
    return any(moved)


def _weigh(one: Segment, other: Segment) -> int:
    """Tell which of two segments that meet should come first: -1 the one, 1 the other, 0 if the ends leave it open."""
    wish = sum(_find_side(one, other, end) for end in (0, 1)) + _weigh_taps(one, other) - _weigh_taps(other, one)
    return (wish > 0) - (wish < 0)


def _weigh_taps(one: Segment, other: Segment) -> int:
    """Tell on which side of another segment one should lie for the branches that turn off it."""
    found = 0
    for tap in one.taps:
        if other.low <= tap.place <= other.high:
            ends = [turn for turn, end in zip(other.turns, (other.low, other.high), strict=True) if end == tap.place]
            found += ((tap.turn > ends[0]) - (tap.turn < ends[0])) if ends else tap.turn
    return found


def _find_side(one: Segment, other: Segment, end: int, *, deep: bool = True) -> int:
    """Tell on which side of another segment one should lie for what follows at an end: lower (-1) or higher (1).

    Where both turn the same way at the same place, that is for the segments to tell that they go on to: by where these
    part in turn, or if not `deep`, by the order that they have.
    """
    mine, theirs = ((segment.low, segment.high)[end] for segment in (one, other))
    if mine != theirs:
        return one.turns[end] if (mine < theirs) == (end == 1) else -other.turns[end]
    turn = one.turns[end]
    if turn != other.turns[end] or not turn:
        return (turn > other.turns[end]) - (turn < other.turns[end])
    following, beside = one.next[end], other.next[end]
    assert following is not None, "a segment that turns has one that it turns into"
    assert beside is not None, "a segment that turns has one that it turns into"
    flip = -turn if end else turn
    if not deep:
        return flip * ((following.rank > beside.rank) - (following.rank < beside.rank))
    return flip * _find_side(following, beside, 1 if turn > 0 else 0)


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


def cut_tree(line: int, tree: Sequence[Sequence[Cell]]) -> list[list[Segment]]:
    """Cut each way of a line at its bends, the first from box to box, the others from where they turn off."""
    cut: list[list[Segment]] = []
    for way in tree:
        trunk = _find_trunk([segment for segments in cut for segment in segments], way[0], way[1]) if cut else None
        cut.append(_cut_way(line, way, trunk))
    return cut


def _find_trunk(segments: Sequence[Segment], place: Cell, after: Cell) -> Segment:
    """Find the segment that a branch turns off at a place."""
    across = place[1] == after[1]
    at, along = place if across else place[::-1]
    return next(s for s in segments if s.upright == across and s.strip == at and s.low <= along <= s.high)


def _cut_way(line: int, way: Sequence[Cell], trunk: Segment | None) -> list[Segment]:
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
    _join(segments, corners, trunk)
    return segments


def _join(segments: list[Segment], corners: Sequence[Cell], trunk: Segment | None) -> None:
    last = len(segments) - 1
    for n, segment in enumerate(segments):
        along = 1 if segment.upright else 0
        segment.forward = corners[n + 1][along] > corners[n][along]
        for here, end in ((n, 0 if segment.forward else 1), (n + 1, 1 if segment.forward else 0)):
            beside = n - 1 if here == n else n + 1
            if 0 <= beside <= last:
                away = corners[here - 1] if here == n else corners[here + 1]
                segment.next[end] = segments[beside]
                segment.turns[end] = 1 if away[1 - along] > corners[here][1 - along] else -1
            elif here == 0 and trunk is not None:
                segment.next[end] = trunk
                place = corners[0][1 - along]
                segment.turns[end] = (trunk.low >= place) - (trunk.high <= place)
                trunk.taps.append(Tap(place, 1 if segment.forward else -1, segment))
            else:
                segment.boxes[end] = corners[here]
    for segment in segments:
        segment.low += segment.boxes[0] is not None
        segment.high -= segment.boxes[1] is not None
