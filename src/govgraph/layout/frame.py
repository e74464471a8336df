"""Tracks and the room that labels need → points for every strip and segment, no wider than the picture may be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from govgraph.layout.tracks import Key, Segment, Tracks

__all__ = ["PORT_EDGE", "Axis", "Need", "add_borders", "fit_axis", "measure_strips", "need_strips"]

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


def need_strips(tracks: Tracks, upright: bool, boxes: Sequence[Need]) -> list[Need]:
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


def fit_axis(
    tracks: Tracks, upright: bool, needs: Sequence[Need], start: float, length: float | None, borders: Sequence[Segment]
) -> Axis | None:
    """Give each strip its room and each segment its place; None where `length` is too short.

    Without a length every strip has what it would like. With one, spare room goes half to channels, half to boxes.
    """
    sizes = [need.easy for need in needs] if length is None else _share(needs, length)
    if sizes is None:
        return None
    edges = [start]
    for size in sizes:
        edges.append(round(edges[-1] + size, 2))
    if length is not None:
        edges[-1] = round(start + length, 2)
    places: dict[int, float] = {}
    for (up, at), strip in sorted(tracks.strips.items(), key=_by_key):
        if up == upright:
            places.update(_place_strip(strip, edges[at], edges[at + 1], at, len(needs)))
    between = (places[id(border)] for border in borders)
    return Axis(tuple(edges), places, (edges[0], *between, edges[-1]))


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


def _place_strip(strip: Sequence[Segment], low: float, high: float, at: int, strips: int) -> dict[int, float]:
    """Spread the segments of a strip evenly, in their order, keeping each pair that meets apart."""
    ports = bool(at % 2)
    first = PORT_EDGE if ports else LEAD_EDGE if at == 0 else LEAD
    last = PORT_EDGE if ports else LEAD_EDGE if at == strips - 1 else LEAD
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


def add_borders(tracks: Tracks, upright: bool, strips: Iterable[int], length: int) -> tuple[Tracks, list[Segment]]:
    """Give each border of lanes or bands a track of its own in its channel, as near the middle as can be.

    Returns tracks with the borders added, and the borders; the tracks given stay as they are.
    """
    orders = {key: list(strip) for key, strip in tracks.strips.items()}
    borders = []
    for at in strips:
        border = Segment(-1, upright, at, 0, length)
        order = orders.setdefault((upright, at), [])
        order.insert(_find_middle(order), border)
        borders.append(border)
    return Tracks(tracks.lines, orders), borders


def _find_middle(order: Sequence[Segment]) -> int:
    before, behind = measure_chain(order, 1.0, ports=False)
    widest = [
        (max(max(before[:at], default=-1.0), max(behind[at:], default=-1.0)), abs(2 * at - len(order)), at)
        for at in range(len(order) + 1)
    ]
    return min(widest)[2]
