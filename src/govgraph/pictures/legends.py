"""The styles on a timeline → its legend: every one of them, and no other."""

from __future__ import annotations

from collections.abc import Collection
from xml.etree import ElementTree as ET

from govgraph.draw.canvas import add_group, write
from govgraph.layout.letters import measure_text, wrap_text
from govgraph.pictures.chronology import SIGNS
from govgraph.pictures.spans import EVENT_MARKS, draw_sample
from govgraph.words import say

__all__ = ["draw_legend"]

_SIZE = 6.4
_ROW = 10.4
_LEAD = 7.8
_GAP = 10.0  # between entries
_EVENTS = (*EVENT_MARKS, "planned_event")
_STYLES = (  # what is covered, bars, events; each begins a row
    ("covered", "perhaps_covered", "not_covered", *SIGNS),
    ("certain", "possible", "default", "not_adopted", "name", "open", "unknown", "cut"),
    (*_EVENTS, "whisker"),
)


def draw_legend(root: ET.Element, used: Collection[str], lang: str, *, left: float, right: float, y: float) -> float:
    """Draw the legend of the styles used, from `y` on between left and right; gives where it ends."""
    legend = add_group(root, "legend")
    for group in _STYLES:
        if styles := [style for style in group if style in used]:
            y = _add_row(legend, styles, lang, left, right, y)
    return round(y + 3, 2)


def _add_row(legend: ET.Element, styles: Collection[str], lang: str, left: float, right: float, y: float) -> float:
    x = left
    for style in styles:
        sign = SIGNS.get(style, "")
        sample = 8.0 if sign else 12.0 if style in _EVENTS else 24.0
        lines = wrap_text(say(_name_style(style), lang), right - left - sample, _SIZE)
        wide = sample + max(measure_text(line, _SIZE) for line in lines)
        if x > left and x + wide > right:
            x, y = left, round(y + _ROW, 2)
        entry = add_group(legend, "entry", style=style)
        if sign:
            write(entry, sign, x + 1, y + 7, size=_SIZE)
        else:
            draw_sample(entry, style, x, y + 4.8)
        for n, line in enumerate(lines):
            write(entry, line, round(x + sample, 2), y + 7 + n * _LEAD, size=_SIZE)
        y = round(y + (len(lines) - 1) * _LEAD, 2)
        x = round(x + wide + _GAP, 2)
    return round(y + _ROW, 2)


def _name_style(style: str) -> str:
    return style if style in SIGNS else f"timeline_{style}" if style in EVENT_MARKS else f"timeline_style_{style}"
