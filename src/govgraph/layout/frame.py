"""Tracks and the room that labels need → points for every strip and segment, no wider than the picture may be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from govgraph.layout.tracks import Key, Segment, Tracks

__all__ = ["PORT_EDGE", "Axis", "Need", "fit_axes", "measure_strips", "need_axes"]

TRACK = 3.0  # least distance of two tracks in a channel
TRACK_EASY = 5.2  # and what it is where there is room
PORT = 5.2  # least distance of two lines at one side of a box: the width of an arrowhead and a gap
PORT_EDGE = 4.4  # least distance of a line from the corner of a box
LEAD = 6.6  # from a box to the first track beside it: an arrowhead, and half a bridge
LEAD_EDGE = 3.8  # from the frame to the first track
BARE = 11.0  # a channel between boxes without a track
BARE_EDGE = 7.0


@dataclass(frozen=True)
class Need:
    """What a strip needs at least, what it would like to have, and how many tracks lie side by side in it."""

    least: float
    easy: float


@dataclass(frozen=True)
class Axis:
    """One axis in points: where each strip begins (and the last ends), and the place of each segment by its id().

    `borders` are where lanes or bands begin, and where the last ends.
    """

    edges: tuple[float, ...]
    places: Mapping[int, float]
    borders: tuple[float, ...]

    def middle(self, strip: int) -> float:
        """Give the middle of a strip."""
        return (self.edges[strip] + self.edges[strip + 1]) / 2


def measure_chain(strip: Sequence[Segment], gap: float, *, ports: bool) -> tuple[list[float], list[float]]:
    """Measure for each segment of a strip, in order, the least room before it and behind it for those that it meets."""
    before, behind = [0.0] * len(strip), [0.0] * len(strip)
    for n, one in enumerate(strip):
        for m in range(n):
            if strip[m].meets(one):
                before[n] = max(before[n], before[m] + _gap(strip[m], one, gap, ports))
    for n in range(len(strip) - 1, -1, -1):
        for m in range(n + 1, len(strip)):
            if strip[m].meets(strip[n]):
                behind[n] = max(behind[n], behind[m] + _gap(strip[n], strip[m], gap, ports))
    return before, behind


def _gap(one: Segment, other: Segment, gap: float, ports: bool) -> float:
    return PORT if ports and any(one.boxes) and any(other.boxes) else gap


def _need_strips(tracks: Tracks, upright: bool, boxes: Sequence[Need]) -> list[Need]:
    """Give what each strip of an axis needs; `boxes` says it for the odd ones by their labels alone."""
    needs = []
    for at in range(2 * len(boxes) + 1):
        strip = tracks.strips.get((upright, at), [])
        if at % 2:
            chain = 2 * PORT_EDGE + _longest(strip, TRACK, ports=True)
            label = boxes[at // 2]
            needs.append(Need(max(label.least, chain), max(label.easy, chain)))
        else:
            needs.append(_need_channel(strip, outer=at in (0, 2 * len(boxes))))
    return needs


def measure_strips(loads: Sequence[int], boxes: Sequence[float], borders: Collection[int], *, easy: bool) -> float:
    """Measure what all strips of an axis take, by how many lines lie side by side in each; `boxes` for the odd ones."""
    gap, last = TRACK_EASY if easy else TRACK, len(loads) - 1
    total = 0.0
    for at, load in enumerate(loads):
        if at % 2:
            total += max(boxes[at], 2 * PORT_EDGE + PORT * max(load - 1, 0))
        else:
            tracks = load + (at in borders)
            total += _measure_channel(gap * (tracks - 1) if tracks else None, outer=at in (0, last))
    return total


def _need_channel(strip: Sequence[Segment], *, outer: bool) -> Need:
    chains = (_longest(strip, gap, ports=False) if strip else None for gap in (TRACK, TRACK_EASY))
    return Need(*(_measure_channel(chain, outer=outer) for chain in chains))


def _measure_channel(chain: float | None, *, outer: bool) -> float:
    """Measure a channel by the distance of its first track and its last; None where it has none."""
    if chain is None:
        return BARE_EDGE if outer else BARE
    return LEAD + (LEAD_EDGE if outer else LEAD) + chain


def _longest(strip: Sequence[Segment], gap: float, *, ports: bool) -> float:
    before, _ = measure_chain(strip, gap, ports=ports)
    return max(before, default=0.0)


def fit_axes(
    panels: Sequence[tuple[Tracks, Sequence[Need]]], upright: bool, borders: Collection[int], start: float,
    length: float | None,
) -> list[Axis] | None:  # fmt: skip
    """Fit panels to one axis: every strip, and every border in one of the strips `borders`, at one place in all.

    A panel is its tracks with what the boxes of each column or row need. None where `length` is too short.
    """
    halves = _halve_borders(panels, upright, borders)
    sides = {at: _need_halves(found) for at, found in halves.items()}
    needs = _join_needs(panels, upright, sides)
    found = _find_edges(needs, start, length)
    if found is None:
        return None
    middle = {at: _find_border(found[at], found[at + 1], *both) for at, both in sides.items()}
    axes = []
    for n, (tracks, _) in enumerate(panels):
        places: dict[int, float] = {}
        for (up, at), strip in sorted(tracks.strips.items(), key=_by_key):
            if up != upright:
                continue
            low, high, (first, last) = found[at], found[at + 1], _find_ends(at, len(needs))
            if at in middle:
                before, after = halves[at][n]
                places.update(_place_strip(before, low, middle[at], first, TRACK, ports=False))
                places.update(_place_strip(after, middle[at], high, TRACK, last, ports=False))
            else:
                places.update(_place_strip(strip, low, high, first, last, ports=bool(at % 2)))
        axes.append(Axis(found, places, (found[0], *(middle[at] for at in sorted(middle)), found[-1])))
    return axes


def need_axes(panels: Sequence[tuple[Tracks, Sequence[Need]]], upright: bool, borders: Collection[int]) -> list[Need]:
    """Give what each strip needs so that it serves every panel; see `fit_axes`."""
    sides = {at: _need_halves(found) for at, found in _halve_borders(panels, upright, borders).items()}
    return _join_needs(panels, upright, sides)


def _join_needs(
    panels: Sequence[tuple[Tracks, Sequence[Need]]], upright: bool, sides: Mapping[int, Sequence[Need]]
) -> list[Need]:
    """Join what every panel needs of each strip; of one with a border, what both sides of that need."""
    every = zip(*(_need_strips(tracks, upright, boxes) for tracks, boxes in panels), strict=True)
    return [
        Need(sum(half.least for half in sides[at]), sum(half.easy for half in sides[at]))
        if at in sides
        else _widen(each)
        for at, each in enumerate(every)
    ]


_Halves = tuple[Sequence[Segment], Sequence[Segment]]


def _halve_borders(
    panels: Sequence[tuple[Tracks, Sequence[Need]]], upright: bool, borders: Collection[int]
) -> dict[int, list[_Halves]]:
    return {at: [_halve(tracks.strips.get((upright, at), [])) for tracks, _ in panels] for at in borders}


def _need_halves(found: Sequence[_Halves]) -> list[Need]:
    return [_widen(_need_half(one[side]) for one in found) for side in (0, 1)]


def _halve(strip: Sequence[Segment]) -> _Halves:
    at = _find_middle(strip)
    return strip[:at], strip[at:]


def _need_half(strip: Sequence[Segment]) -> Need:
    """Give what one side of a border needs: from the boxes to the first track, and from the last to the border."""
    if not strip:
        return Need(BARE / 2, BARE / 2)
    return Need(*(LEAD + _longest(strip, gap, ports=False) + gap for gap in (TRACK, TRACK_EASY)))


def _widen(needs: Iterable[Need]) -> Need:
    """Give what serves each of several needs."""
    found = list(needs)
    return Need(max(need.least for need in found), max(need.easy for need in found))


def _find_border(low: float, high: float, before: Need, after: Need) -> float:
    share = before.easy / (before.easy + after.easy)
    return round(min(max(low + (high - low) * share, low + before.least), high - after.least), 2)


def _find_edges(needs: Sequence[Need], start: float, length: float | None) -> tuple[float, ...] | None:
    sizes = [need.easy for need in needs] if length is None else _share(needs, length)
    if sizes is None:
        return None
    edges = [start]
    for size in sizes:
        edges.append(round(edges[-1] + size, 2))
    if length is not None:
        edges[-1] = round(start + length, 2)
    return tuple(edges)


def _by_key(item: tuple[Key, Sequence[Segment]]) -> Key:
    return item[0]


def _share(needs: Sequence[Need], length: float) -> list[float] | None:
    least, easy = fsum(need.least for need in needs), fsum(need.easy for need in needs)
    if least > length + 1e-6:
        return None
    if easy > length:
        part = (length - least) / (easy - least)
        return [need.least + part * (need.easy - need.least) for need in needs]
    inner = len(needs) // 2
    spare = length - easy
    for_boxes = min(spare * 0.45, 14.0 * inner)
    channels = max(len(needs) - inner - 1, 1)  # both outer ones count for half
    shares = [0.5 if at in (0, len(needs) - 1) else 1.0 for at in range(len(needs))]
    return [
        need.easy + (for_boxes / inner if at % 2 else (spare - for_boxes) * shares[at] / channels)
        for at, need in enumerate(needs)
    ]


def _find_ends(at: int, strips: int) -> tuple[float, float]:
    """Find how far the first segment of a strip lies from where it begins at least, and the last from where it ends."""
    if at % 2:
        return PORT_EDGE, PORT_EDGE
    return LEAD_EDGE if at == 0 else LEAD, LEAD_EDGE if at == strips - 1 else LEAD


def _place_strip(
    strip: Sequence[Segment], low: float, high: float, first: float, last: float, *, ports: bool
) -> dict[int, float]:
    """Spread the segments of a strip evenly, in their order, keeping each pair that meets apart."""
    _, behind = measure_chain(strip, TRACK, ports=ports)
    ahead, after = measure_chain(strip, 1.0, ports=False)
    placed: list[float] = []
    for n, segment in enumerate(strip):
        ideal = low + (high - low) * (ahead[n] + 1) / (ahead[n] + after[n] + 2)
        bound = max(
            (placed[m] + _gap(strip[m], segment, TRACK, ports) for m in range(n) if strip[m].meets(segment)),
            default=low + first,
        )
        placed.append(min(max(ideal, bound, low + first), high - last - behind[n]))
    return {id(segment): round(place, 2) for segment, place in zip(strip, placed, strict=True)}


def _find_middle(order: Sequence[Segment]) -> int:
    before, behind = measure_chain(order, 1.0, ports=False)
    widest = [
        (max(max(before[:at], default=-1.0), max(behind[at:], default=-1.0)), abs(2 * at - len(order)), at)
        for at in range(len(order) + 1)
    ]
    return min(widest)[2]
