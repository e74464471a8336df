"""A period on a scale → what of it is certain and what possible, how it ends, and the marks that show it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple
from xml.etree import ElementTree as ET

from govgraph.dates import find_limits
from govgraph.draw.canvas import SOFT, Mark, add_box, add_stroke, draw_mark, write
from govgraph.draw.svg import write_number, write_pair
from govgraph.pictures.chronology import Item
from govgraph.pictures.scale import Scale

__all__ = [
    "EVENT_MARKS",
    "PLAIN",
    "Span",
    "Zone",
    "draw_cover",
    "draw_event",
    "draw_sample",
    "draw_span",
    "find_span",
    "place_event",
    "reach_event",
]

BAR = "#3d5f80"
_PALE = "#cfd8e0"
_COVER = "#e9ebe4"
_FRAME = "#8a8d86"
_WIDE = 9.0  # points: a whisker that shows on both sides of its mark
_STUB = 11.0  # points, of an end that nobody dates
PLAIN = ("adopted", "former")  # statuses of what is or was so


class Zone(NamedTuple):
    """A stretch of one kind, `certain`, `possible` or `default`: ordinals of its first day and of the day after."""

    kind: str
    begin: int
    end: int


class Span(NamedTuple):
    """What of a period lies in a window, and how it begins and ends.

    An end is `stated`, `open`, `unknown`, `unstated` (only what the sources cover) or `cut` by the window.
    """

    zones: tuple[Zone, ...]
    ends: tuple[str, str]


def find_span(item: Item, scale: Scale) -> Span | None:
    """Find what of an item lies in the window; None where nothing does."""
    begin, sure, end = _find_bounds(item, scale)
    first, last = scale.window
    if end < first or begin > last:
        return None
    solid = "certain" if item.own or item.kind == "coverage" else "default"
    marks = [begin.toordinal(), *(day.toordinal() for day in sure), end.toordinal()]
    borders = [marks[0], marks[1], marks[2] + 1, marks[3] + 1] if sure else [marks[0], marks[1] + 1]
    kinds = ["possible", solid, "possible"] if sure else ["possible"]
    edges = first.toordinal(), last.toordinal() + 1
    clipped = [min(max(border, edges[0]), edges[1]) for border in borders]
    zones = [Zone(kind, *ends) for kind, ends in zip(kinds, pairwise(clipped), strict=True) if ends[0] < ends[1]]
    cut = date.min < begin < first, last < end < date.max
    ends = tuple("cut" if is_cut else name for is_cut, name in zip(cut, _name_ends(item), strict=True))
    return Span(tuple(zones), (ends[0], ends[1]))


def _find_bounds(item: Item, scale: Scale) -> tuple[date, tuple[date, ...], date]:
    """Find the first day that it may hold, the first and the last that it must, if any, and the last that it may.

    An end that is open or unknown reaches as far as the sources cover.
    """
    period, covers = item.period, item.covers
    limits = find_limits(period, covers)
    certain = item.certain and limits.from_latest <= limits.to_earliest
    if item.kind == "coverage" and None in {period.from_earliest, period.to_latest}:
        certain = certain and limits.from_latest < limits.to_earliest  # a first day alone says little of what follows
    sure = (limits.from_latest, limits.to_earliest) if certain else ()
    begin = period.from_earliest or min(covers.from_earliest or scale.window[0], sure[0] if sure else limits.to_latest)
    end = period.to_latest or max(covers.to_latest or scale.window[1], sure[1] if sure else limits.from_earliest)
    return begin, sure, max(begin, end)


def _name_ends(item: Item) -> tuple[str, str]:
    period = item.period
    known = (period.from_earliest, period.from_open), (period.to_latest, period.to_open)
    begin, end = (
        "unstated" if not stated else "open" if is_open else "unknown" if day is None else "stated"
        for stated, (day, is_open) in zip(item.stated, known, strict=True)
    )
    return begin, end


# -- bars --------------------------------------------------------------------------------------------------------------


def draw_span(parent: ET.Element, span: Span, scale: Scale, y: float, height: float, *, status: str) -> None:
    """Draw a bar with its upper edge at `y`."""
    dashes = "" if status in PLAIN else "2.2 1.4"
    left = right = 0.0
    for n, zone in enumerate(span.zones):
        x, end = scale.place(zone.begin), scale.place(zone.end)
        right = round(max(end, x + 1.6), 2)
        left = left if n else x
        _draw_zone(parent, zone.kind, x, right, y, height, dashes)
    for side, at in ((0, left), (1, right)):
        edge = span.zones[-side]
        is_short = edge.kind != "possible" or scale.place(edge.end) - scale.place(edge.begin) < _STUB
        _draw_end(parent, span.ends[side], at, y, height, -1 if side == 0 else 1, dashes, stub=is_short)


def _draw_zone(parent: ET.Element, kind: str, x: float, end: float, y: float, height: float, dashes: str) -> None:
    if kind == "certain":
        add_box(parent, kind, x, y, round(end - x, 2), height, "#ffffff" if dashes else BAR, stroke=BAR, dashes=dashes)
        return
    add_box(parent, kind, x, y, round(end - x, 2), height, _PALE if kind == "default" else "#ffffff")
    edges = "".join(f"M{write_pair(x, level)}H{write_number(end)}" for level in (y, y + height))
    add_stroke(parent, "edge", edges, stroke=SOFT if kind == "default" else BAR, width=0.6, dashes=dashes)
    if kind == "possible":
        add_stroke(parent, "hatch", _hatch(x, end, y, height), stroke=BAR, width=0.6)


def _hatch(left: float, right: float, y: float, height: float) -> str:
    """Rule a rectangle slantwise, line by line, so that every renderer draws the same."""
    lines, start = [], left - height + 1.2
    while start < right:
        low, high = max(start, left), min(start + height, right)
        if high - low > 0.3:
            lines.append(
                f"M{write_pair(low, y + height - (low - start))}L{write_pair(high, y + height - (high - start))}"
            )
        start += 2.4
    return "".join(lines)


def _draw_end(
    parent: ET.Element, end: str, x: float, y: float, height: float, way: int, dashes: str, *, stub: bool
) -> None:
    """Draw the beginning (`way` -1) or the end (1) of a bar."""
    middle = y + height / 2
    if end == "stated":
        add_stroke(parent, "cap", f"M{write_pair(x, y - 1)}V{write_number(y + height + 1)}", width=1)
    elif end == "open":
        path = f"M{write_pair(x, y - 1)}L{write_pair(x + way * 6, middle)}L{write_pair(x, y + height + 1)}Z"
        add_stroke(parent, "open", path, stroke=BAR, fill="#ffffff" if dashes else BAR)
    elif end == "cut":
        steps = "".join(
            f"L{write_pair(x + way * (1.6 if n % 2 else 0), y - 1 + n * (height + 2) / 4)}" for n in range(1, 5)
        )
        add_stroke(parent, "cut", f"M{write_pair(x, y - 1)}{steps}", width=0.9)
    elif end == "unknown":
        beyond = round(x + way * (_STUB if stub else 0), 2)
        if stub:
            _draw_zone(parent, "possible", min(x, beyond), max(x, beyond), y, height, dashes)
        write(parent, "?", beyond + way * 3.4, middle + 2.3, size=6.4, bold=True, anchor="middle", name="unknown")


def draw_cover(parent: ET.Element, zones: Sequence[Zone], scale: Scale, y: float, height: float) -> None:
    """Shade what the sources cover: whole where they certainly do, in stripes where they may."""
    for zone in zones:
        x, end = scale.place(zone.begin), scale.place(zone.end)
        if zone.kind == "certain":
            add_box(parent, "covered", x, y, round(end - x, 2), height, _COVER)
            continue
        count = max(1, round((end - x) / 5))
        step = (end - x) / count
        bottom = write_number(y + height)
        lefts = [x + n * step for n in range(count)]
        stripes = "".join(
            f"M{write_pair(left, y)}H{write_number(left + step / 2)}V{bottom}H{write_number(left)}Z" for left in lefts
        )
        add_stroke(parent, "perhaps-covered", stripes, stroke="none", fill=_COVER)


# -- events ------------------------------------------------------------------------------------------------------------

_CIRCLE = "M-2.8 0A2.8 2.8 0 1 1 2.8 0A2.8 2.8 0 1 1 -2.8 0Z"
_SQUARE = "M-2.5 -2.5H2.5V2.5H-2.5Z"
_DIAMOND = "M0 -3.3L3.3 0L0 3.3L-3.3 0Z"
_STAR = "M0 -3.4L0.9 -0.9L3.4 0L0.9 0.9L0 3.4L-0.9 0.9L-3.4 0L-0.9 -0.9Z"
_SHAPES: dict[str, tuple[tuple[str, ...], str]] = {  # outlines, and what of them is filled
    "founded": ((_STAR,), _STAR),
    "merged": (("M-2.4 -3L3 0L-2.4 3Z",), "M-2.4 -3L3 0L-2.4 3Z"),
    "split": (("M2.4 -3L-3 0L2.4 3Z",), "M2.4 -3L-3 0L2.4 3Z"),
    "renamed": ((_DIAMOND,), _DIAMOND),
    "name_kept": ((_DIAMOND,), ""),
    "role_clarified": ((_DIAMOND,), "M0 -3.3V3.3L-3.3 0Z"),
    "replaced": (("M-2.8 -2.8L2.8 2.8H-2.8L2.8 -2.8Z",), "M-2.8 -2.8L2.8 2.8H-2.8L2.8 -2.8Z"),
    "closed": (("M-2.5 -2.5L2.5 2.5", "M-2.5 2.5L2.5 -2.5"), ""),
    "adopted": ((_SQUARE,), _SQUARE),
    "signed": ((_SQUARE,), "M-2.5 2.5H2.5L2.5 -2.5Z"),
    "revised": ((_SQUARE,), ""),
    "presented": (("M-3 2.4L0 -3L3 2.4Z",), "M-3 2.4L0 -3L3 2.4Z"),
    "evaluated": (("M-3 -2.4L0 3L3 -2.4Z",), "M-3 -2.4L0 3L3 -2.4Z"),
    "met": ((_CIRCLE,), _CIRCLE),
}
EVENT_MARKS: dict[str, Mark] = {
    kind: draw_mark(*outlines, filled=filled or None) for kind, (outlines, filled) in _SHAPES.items()
}
_PLANNED_MARKS: dict[str, Mark] = {
    kind: draw_mark(*outlines, dashes="1.3 0.9") for kind, (outlines, _) in _SHAPES.items()
}


def draw_event(parent: ET.Element, item: Item, scale: Scale, y: float) -> None:
    """Draw an event in its row: the mark in the middle of its date, over a whisker as long as that date is."""
    begin, end = reach_event(item, scale)
    first, last = item.period.from_earliest, item.period.to_latest
    if first != last:
        level = y if end - begin > _WIDE else y + 4.2  # below a mark that would hide it
        add_stroke(parent, "whisker", f"M{write_pair(begin, level)}H{write_number(end)}", width=0.7)
        for day, x, way in ((first, begin, -1), (last, end, 1)):
            cut = day is not None and not scale.window[0] <= day <= scale.window[1]
            _draw_tip(
                parent, "unknown" if day is None else "cut" if cut else "stated", x, level, way, 2 if level == y else 1
            )
    marks = EVENT_MARKS if item.status in PLAIN else _PLANNED_MARKS
    marks[item.event](parent, place_event(item, scale), y)


def _draw_tip(parent: ET.Element, end: str, x: float, y: float, way: int, half: float) -> None:
    if end == "stated":
        add_stroke(parent, "tip", f"M{write_pair(x, y - half)}V{write_number(y + half if half > 1 else y)}", width=0.7)
    else:
        _draw_end(parent, end, x, y - half, 2 * half, way, "", stub=False)


def place_event(item: Item, scale: Scale) -> float:
    """Place the mark of an event: in the middle of its date, or at the one end that is known."""
    first, last = item.period.from_earliest, item.period.to_latest
    begin, end = reach_event(item, scale)
    if first is None and last is not None and last <= scale.window[1]:
        return end
    if last is None and first is not None and first >= scale.window[0]:
        return begin
    return round((begin + end) / 2, 2)


def reach_event(item: Item, scale: Scale) -> tuple[float, float]:
    """Give where the whisker of an event begins and ends; where an end is not known, it is a short one."""
    first, last = item.period.from_earliest, item.period.to_latest
    begin = scale.place(first.toordinal()) if first else scale.left
    end = scale.place(last.toordinal() + 1) if last else scale.right
    if first is None and last is not None and last <= scale.window[1]:
        begin = end - _STUB - 3
    if last is None and first is not None and first >= scale.window[0]:
        end = begin + _STUB + 3
    return round(begin, 2), round(end, 2)


# -- samples of the legend ---------------------------------------------------------------------------------------------

_SAMPLE = date(2000, 1, 1).toordinal()
_BARS: dict[str, tuple[tuple[str, ...], tuple[str, str], str]] = {  # zones, ends and status
    "certain": (("certain",), ("stated", "stated"), "adopted"),
    "possible": (("possible",), ("stated", "stated"), "adopted"),
    "default": (("default",), ("unstated", "unstated"), "adopted"),
    "not_adopted": (("certain",), ("stated", "stated"), "planned"),
    "name": (("certain",), ("stated", "stated"), "adopted"),
    "open": (("certain",), ("stated", "open"), "adopted"),
    "unknown": (("certain",), ("unknown", "stated"), "adopted"),
    "cut": (("certain",), ("stated", "cut"), "adopted"),
}


def draw_sample(parent: ET.Element, style: str, x: float, y: float) -> None:
    """Draw a sample of a style around the level `y`: of an event 8 points wide, of anything else 20."""
    scale = Scale((date(2000, 1, 1), date(2000, 1, 20)), x, x + 20)
    if style in {"covered", "perhaps_covered"}:
        draw_cover(
            parent, [Zone("certain" if style == "covered" else "possible", _SAMPLE, _SAMPLE + 20)], scale, y - 3.5, 7
        )
    elif style == "not_covered":
        add_box(parent, "frame", x, y - 3.5, 20, 7, "#ffffff", stroke=_FRAME)
    elif style == "whisker":
        add_stroke(parent, "whisker", f"M{write_pair(x + 2, y)}H{write_number(x + 18)}", width=0.7)
        for at in (x + 2, x + 18):
            _draw_tip(parent, "stated", at, y, 1, 2)
    elif style == "planned_event":
        _PLANNED_MARKS["met"](parent, x + 4, y)
    elif style in _BARS:
        kinds, ends, status = _BARS[style]
        begin = 16 if style == "unknown" else 1
        zones = tuple(Zone(kind, _SAMPLE + begin, _SAMPLE + (14 if style == "open" else 19)) for kind in kinds)
        height = 3.4 if style == "name" else 5.6
        draw_span(parent, Span(zones, ends), scale, y - height / 2, height, status=status)
    else:
        EVENT_MARKS[style](parent, x + 4, y)
