"""A number of seats → units on one scale, told apart by pattern, shape and outline as well as by colour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from govgraph.draw.canvas import INK, add_box, add_stroke, write
from govgraph.draw.svg import write_number

__all__ = [
    "STYLES",
    "UNIT",
    "Extent",
    "Look",
    "draw_block",
    "draw_sample",
    "list_styles",
    "measure_block",
    "measure_sample",
]

UNIT = 6.4  # points, of one seat; the same in every row and panel
_PITCH = 7.7
_FIVE = 1.4  # more room after each fifth unit, so that they can be counted
_INDENT = 4.0  # room for a bracket before the units
_TAIL = 15.0  # room for the arrow or the break after them
_BOX = 20.4  # the length of what stands for seats whose number is not stated
_SINGLE = 60  # units; more are drawn as bars of ten
_MOST = 600  # units that are drawn to scale; longer bars are broken off
_TINTS = {
    "municipal": "#2f6690",
    "joint": "#d5eadb",
    "regional": "#fbe3bd",
    "external": "#e7def4",
    "unstated": "#dcdcd8",
}
_INKS = {
    "municipal": "#2f6690",
    "joint": "#2c6e49",
    "regional": "#9a5310",
    "external": "#5b3f8c",
    "unstated": "#5c5c5c",
}
_DASHES = "2 1.3"
# every style that a legend may have to explain, by what it tells, in order
STYLES = {
    "sides": ("municipal", "joint", "regional", "external", "unstated"),
    "seats": ("member", "post", "chair", "vice_chair", "extra", "substitute", "adjunct", "hollow"),
    "numbers": ("possible", "open", "unknown", "bar", "broken", "silent"),
    "standing": ("condition", "may", "dashed", "practice", "inferred", "possibly", "vacant"),
}
_KINDS = ("chair", "vice_chair", "substitute", "adjunct")
_TRAITS = ("extra", "may", "dashed", "practice", "inferred", "possibly", "vacant")


@dataclass(frozen=True)
class Look:
    """What decides how a block looks: the fields of a block, with `most` None where no upper bound is stated."""

    kind: str
    side: str
    least: int
    most: int | None
    unknown: bool
    counted: bool
    traits: frozenset[str]

    @property
    def units(self) -> int:
        """How many seats there are at most, as far as a bound is stated."""
        return max(self.least, self.most or 0)

    @property
    def is_open(self) -> bool:
        """Whether there may be more than any number that is stated."""
        return not self.unknown and self.most is None and self.kind != "condition"

    @property
    def shape(self) -> str:
        """Square, disc, small or diamond: a seat of its own, one of a post, a substitute's or an adjunct's."""
        own = {"adjunct": "diamond", "substitute": "small"}.get(self.kind)
        return own or ("disc" if "post" in self.traits else "square")

    @property
    def letter(self) -> str:
        """The kind of a chair, whose letter stands in its unit; "" for other seats."""
        return self.kind if self.kind in {"chair", "vice_chair"} else ""

    @property
    def rules_beneath(self) -> tuple[str, ...]:
        """What the lines beneath the units tell."""
        return tuple(trait for trait in ("practice", "inferred", "possibly") if trait in self.traits)


@dataclass(frozen=True)
class Extent:
    """How far the units of a block reach from its upper left corner, in points; they begin at `indent`."""

    width: float
    height: float
    lines: int
    indent: float = _INDENT


def list_styles(look: Look) -> Iterator[str]:
    """List the styles that a block is drawn with, all of which its legend explains."""
    if look.kind == "condition":
        yield "condition"
        yield from (trait for trait in _TRAITS if trait in look.traits)
        return
    yield look.side
    yield look.kind if look.kind in {*_KINDS} else "post" if look.shape == "disc" else "member"
    if not look.counted:
        yield "hollow"
    found = {
        "unknown": look.unknown, "possible": look.units > look.least, "open": look.is_open,
        "bar": look.units > _SINGLE, "broken": look.units > _MOST,
    }  # fmt: skip
    yield from (style for style, is_drawn in found.items() if is_drawn)
    yield from (trait for trait in _TRAITS if trait in look.traits)


# -- where units stand -------------------------------------------------------------------------------------------------


def _place(n: int) -> float:
    return round(n * _PITCH + n // 5 * _FIVE, 2)


def _fit(room: float) -> int:
    """Give how many units stand on a line: a multiple of five, so that lines can be counted too."""
    fives = int((room - _INDENT - _TAIL + _PITCH - UNIT + _FIVE) // (5 * _PITCH + _FIVE))
    return 5 * max(1, fives)


def measure_block(look: Look, room: float) -> Extent:
    """Measure the units of a block in a column of that width."""
    drop = UNIT + 1.6 + 1.8 * len(look.rules_beneath)
    if look.kind == "condition":
        return Extent(_INDENT + UNIT, drop, 1)
    if look.unknown:
        return Extent(_INDENT + _BOX + (4 if "may" in look.traits else 0), drop, 1)
    shown, line = min(look.units, _MOST), _fit(room)
    lines = -(-shown // line)
    width = _INDENT + _place(min(shown, line) - 1) + UNIT
    tail = 13.0 if look.is_open or look.units > _MOST else 0.0
    return Extent(round(width + tail + (4 if "may" in look.traits else 0), 2), round(lines * drop, 2), lines)


# -- drawing -----------------------------------------------------------------------------------------------------------


def draw_block(parent: ET.Element, look: Look, x: float, y: float, room: float, lang: str) -> None:
    """Draw the units of a block, from its upper left corner, in a column of that width."""
    from_left = round(x + _INDENT, 2)
    extent = measure_block(look, room)
    if look.kind == "condition":
        _draw_condition(parent, look, from_left, y)
        ends = [(from_left, from_left + UNIT, y)]
    elif look.unknown:
        _draw_unknown(parent, look, from_left, y)
        ends = [(from_left, from_left + _BOX, y)]
    else:
        ends = list(_draw_lines(parent, look, from_left, y, room, extent, lang))
    for left, right, top in ends:
        _draw_beneath(parent, look, left, right, top)
    if "may" in look.traits:
        _draw_brackets(parent, ends[0][0], ends[-1][1], ends[0][2], ends[-1][2])


def _draw_lines(
    parent: ET.Element, look: Look, x: float, y: float, room: float, extent: Extent, lang: str
) -> Iterator[tuple[float, float, float]]:
    """Draw the units line by line; give of each line where it begins, ends and stands."""
    shown, fit = min(look.units, _MOST), _fit(room)
    step = extent.height / extent.lines
    for number in range(extent.lines):
        first, last = number * fit, min(shown, (number + 1) * fit)
        top = round(y + number * step, 2)
        for n, count, certain in _split_line(look, first, last):
            width = round(_place(n + count - 1) - _place(n) + UNIT, 2)
            _draw_unit(parent, look, round(x + _place(n), 2), top, width, certain, lang, count)
        right = round(x + _place(last - first - 1) + UNIT, 2)
        yield x, right, top
    if look.units > _MOST:
        _draw_break(parent, right, top)
    if look.is_open:
        _draw_arrow(parent, right, top)


def _split_line(look: Look, first: int, last: int) -> Iterator[tuple[int, int, bool]]:
    """Split a line into units, or bars of ten at most: where in the line, how many seats, whether certain."""
    step = 10 if look.units > _SINGLE else 1
    at = first
    while at < last:
        certain = at < look.least
        end = min(last, first + ((at - first) // step + 1) * step, look.least if certain else last)
        yield at - first, end - at, certain
        at = end


def _draw_unit(
    parent: ET.Element, look: Look, x: float, y: float, width: float, certain: bool, lang: str, count: int
) -> None:
    """Draw one unit, or a bar of several: filled where it is certain and counted, hatched where only possible."""
    unit = ET.SubElement(
        parent, "g",
        {
            "class": "unit", "data-count": str(count), "data-certain": "true" if certain else "false",
            "transform": f"translate({write_number(x)},{write_number(y)})",
        },
    )  # fmt: skip
    filled = look.counted and certain
    ink = _INKS[look.side]
    outline = _outline(look.shape, width)
    dashes = _DASHES if "dashed" in look.traits else ""
    add_stroke(unit, "shape", outline, fill=_TINTS[look.side] if filled else "#ffffff", stroke="none", width=0)
    if filled and (pattern := _pattern(look.side, look.shape, width)):
        _add_pattern(unit, look.side, pattern)
    if not certain:
        add_stroke(unit, "hatch", _hatch(look, width), stroke=ink, width=0.6)
    add_stroke(unit, "edge", outline, stroke=ink, width=0.7 if filled else 0.9, dashes=dashes)
    if "vacant" in look.traits:
        a, b = _corners(look.shape)
        add_stroke(unit, "vacant", f"M{a} {a}L{b} {b}M{a} {b}L{b} {a}", stroke=ink, width=0.8)
    elif look.letter:
        dark = filled and look.side == "municipal"
        if filled and not dark:
            add_box(unit, "plate", 1, 1, UNIT - 2, UNIT - 2, "#ffffff")
        colour = "#ffffff" if dark else INK
        write(unit, _LETTERS[lang][look.letter], UNIT / 2, 5.35, size=6, bold=True, anchor="middle", colour=colour)


_LETTERS = {"sv": {"chair": "O", "vice_chair": "V"}, "en": {"chair": "C", "vice_chair": "V"}}
_R = UNIT / 2


def _add_pattern(parent: ET.Element, side: str, d: str) -> None:
    """Add the pattern of a side: halves of units are filled, bars are strokes."""
    halves = side == "regional"
    add_stroke(parent, "pattern", d, stroke="none" if halves else _INKS[side], fill=_INKS[side] if halves else "none")


def _outline(shape: str, width: float) -> str:
    """Give the outline of a unit; a bar of units that are discs has round ends."""
    if shape == "disc":
        straight = round(width - UNIT, 2)
        return f"M{_R} 0h{straight}a{_R} {_R} 0 0 1 0 {UNIT}h{-straight}a{_R} {_R} 0 0 1 0 {-UNIT}Z"
    if shape == "diamond" and width == UNIT:
        return f"M{_R} -0.4L{UNIT + 0.4} {_R}L{_R} {UNIT + 0.4}L-0.4 {_R}Z"
    if shape == "small":
        return f"M1.1 1.1H{round(width - 1.1, 2)}V{UNIT - 1.1}H1.1Z"
    return f"M0 0H{width}V{UNIT}H0Z"


def _corners(shape: str) -> tuple[float, float]:
    inset = {"square": 0.0, "disc": 0.95, "diamond": 1.5, "small": 1.1}[shape]
    return inset, round(UNIT - inset, 2)


def _pattern(side: str, shape: str, width: float) -> str:
    """Give the pattern of a side: bars that lie or stand, or half of each unit; the darkest and lightest have none."""
    inset = 0.2 if shape == "disc" else 0.0
    if side == "joint":
        return "".join(f"M{inset} {y}H{round(width - inset, 2)}" for y in (2.1, 4.3))
    if side == "external":
        count = max(1, round(width / UNIT))
        return "".join(
            f"M{round(n * width / count + x, 2)} {inset}V{UNIT - inset}" for n in range(count) for x in (2.1, 4.3)
        )
    if side == "regional" and shape == "disc" and width == UNIT:
        a, b = 0.94, 5.46
        return f"M{a} {a}A{_R} {_R} 0 0 0 {b} {b}Z"
    if side == "regional":
        count = max(1, round(width / UNIT))
        step, a = width / count, 0.9 if shape == "disc" else 0.0
        return "".join(
            f"M{round(n * step + a, 2)} {a}V{UNIT - a}H{round((n + 1) * step - a, 2)}Z" for n in range(count)
        )
    return ""


def _hatch(look: Look, width: float) -> str:
    """Give the strokes of seats that are only possible; a letter leaves room for those in two corners alone."""
    a = {"disc": 0.9, "small": 1.1, "diamond": 1.6}.get(look.shape, 0.0)
    count = max(1, round(width / UNIT))
    step = width / count
    middle = "" if look.letter else f"M{a} {UNIT - a}L{round(step - a, 2)} {a}"
    corners = f"M{a} {2.2}L{2.2} {a}M{round(step - 2.2, 2)} {UNIT - a}L{round(step - a, 2)} {UNIT - 2.2}"
    one = middle if look.shape in {"diamond", "small"} else middle + corners
    return "".join(_shift(one, round(n * step, 2)) for n in range(count))


def _shift(path: str, by: float) -> str:
    """Move a path of M and L to the right."""
    return re.sub(r"([ML])([\d.]+)", lambda found: f"{found[1]}{round(float(found[2]) + by, 2)}", path)


def _draw_unknown(parent: ET.Element, look: Look, x: float, y: float) -> None:
    """Draw what stands for seats whose number is not stated: a box that is torn off, with a question mark."""
    box = ET.SubElement(
        parent, "g", {"class": "unknown", "transform": f"translate({write_number(x)},{write_number(y)})"}
    )
    torn = f"L{_BOX - 2} 1.6L{_BOX} 3.2L{_BOX - 2} 4.8L{_BOX} {UNIT}"
    start, end = (f"M{_R} 0", f"H{_R}A{_R} {_R} 0 0 1 {_R} 0Z") if look.shape == "disc" else ("M0 0", "H0Z")
    outline = f"{start}H{_BOX}{torn}{end}"
    ink = _INKS[look.side]
    add_stroke(box, "shape", outline, fill=_TINTS[look.side] if look.counted else "#ffffff", stroke="none", width=0)
    if look.counted and (pattern := _pattern(look.side, look.shape, round(_BOX - 2, 2))):
        _add_pattern(box, look.side, pattern)
    dashes = _DASHES if "dashed" in look.traits else ""
    add_stroke(box, "edge", outline, stroke=ink, dashes=dashes)
    add_box(box, "plate", _BOX / 2 - 4.4, 0.6, 8.8, UNIT - 1.2, "#ffffff")
    write(box, "?", _BOX / 2, 5.45, size=6.4, bold=True, anchor="middle")
    if "vacant" in look.traits:
        add_stroke(box, "vacant", f"M0 0L8 {UNIT}M0 {UNIT}L8 0", stroke=ink)


def _draw_condition(parent: ET.Element, look: Look, x: float, y: float) -> None:
    dashes = _DASHES if "dashed" in look.traits else ""
    add_stroke(parent, "condition", f"M{x + 1} {y}V{y + 4.2}H{x + UNIT}", width=0.9, dashes=dashes)


def _draw_break(parent: ET.Element, x: float, y: float) -> None:
    foot = round(y + UNIT, 2)
    add_stroke(parent, "broken", f"M{round(x + 1.5, 2)} {foot}l2.4 {-UNIT}M{round(x + 4.5, 2)} {foot}l2.4 {-UNIT}")


def _draw_arrow(parent: ET.Element, x: float, y: float) -> None:
    dots = "".join(f"M{round(x + 2 + n * 2.2, 2)} {y + _R}h1" for n in range(3))
    add_stroke(parent, "open", f"{dots}M{round(x + 8.6, 2)} {y + 1}l2.6 2.2l-2.6 2.2", width=1)


def _draw_beneath(parent: ET.Element, look: Look, left: float, right: float, top: float) -> None:
    """Draw a line beneath the units for each way in which they are less than a stated rule that holds."""
    for n, trait in enumerate(look.rules_beneath):
        y = round(top + UNIT + 1.8 + n * 1.8, 2)
        if trait == "possibly":
            teeth = "".join(f"l1.2 {-1 if m % 2 else 1}" for m in range(round((right - left) / 1.2)))
            add_stroke(parent, trait, f"M{left} {round(y - 0.5, 2)}{teeth}", width=0.6)
        else:
            dashes = "0.8 1.2" if trait == "inferred" else ""
            add_stroke(parent, trait, f"M{left} {y}H{right}", width=0.9, dashes=dashes)


def _draw_brackets(parent: ET.Element, left: float, right: float, top: float, last: float) -> None:
    add_stroke(parent, "may", f"M{round(left - 1.4, 2)} {round(top - 0.6, 2)}q-2.2 3.8 0 7.6", width=0.9)
    add_stroke(parent, "may", f"M{round(right + 1.4, 2)} {round(last - 0.6, 2)}q2.2 3.8 0 7.6", width=0.9)


# -- the legend --------------------------------------------------------------------------------------------------------

_PLAIN = Look("member", "unstated", 1, 1, unknown=False, counted=True, traits=frozenset())


def measure_sample(style: str) -> float:
    """Measure the room that a style takes in a legend, up to the words beside it, in points."""
    return 28.0 if style in {"open", "unknown", "bar", "broken", "silent"} else 15.0 if style == "may" else 12.5


def draw_sample(parent: ET.Element, style: str, x: float, y: float, lang: str) -> None:
    """Draw what a legend shows of a style, from an upper left corner, in the room that `measure_sample` gives."""
    if style == "silent":
        add_box(parent, "field", x + 2.6, y, 20, UNIT, "#ffffff", stroke=_INKS["unstated"], dashes=_DASHES)
    elif style == "bar":
        _draw_unit(parent, _PLAIN, x + 2.6, y, 21, True, lang, 10)
    elif style == "broken":
        _draw_unit(parent, _PLAIN, x + 2.6, y, 12, True, lang, 10)
        _draw_break(parent, x + 14.6, y)
    else:
        look = replace(_PLAIN, side=style) if style in _TINTS else _SAMPLES[style]
        draw_block(parent, look, round(x - _INDENT + 2.6, 2), y, 200, lang)


_HOLLOW = replace(_PLAIN, counted=False)
_SAMPLES: dict[str, Look] = {
    "member": _PLAIN,
    "post": replace(_PLAIN, traits=frozenset({"post"})),
    "hollow": _HOLLOW,
    **{kind: replace(_HOLLOW, kind=kind) for kind in _KINDS},
    "extra": replace(_PLAIN, kind="chair", traits=frozenset({"extra"})),
    "possible": replace(_PLAIN, least=0),
    "open": replace(_PLAIN, most=None),
    "unknown": replace(_PLAIN, least=0, most=None, unknown=True),
    "condition": replace(_HOLLOW, kind="condition", least=0),
    "may": replace(_PLAIN, traits=frozenset({"may"})),
    "dashed": replace(_HOLLOW, traits=frozenset({"dashed"})),
    "practice": replace(_HOLLOW, traits=frozenset({"practice"})),
    "inferred": replace(_PLAIN, traits=frozenset({"inferred"})),
    "possibly": replace(_PLAIN, traits=frozenset({"possibly"})),
    "vacant": replace(_HOLLOW, traits=frozenset({"vacant"})),
}
