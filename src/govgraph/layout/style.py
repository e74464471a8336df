"""Status, basis, mode, family and class → how a line or box looks, and the words that the picture puts to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govgraph.words import say

__all__ = [
    "CHANGE_MARKS",
    "GAP_DASHES",
    "describe_style",
    "find_dashes",
    "order_styles",
    "style_key",
    "weigh_stroke",
]

# Dash, gap, … in points. One pattern for each way in which a line is less than an adopted, stated rule.
_DASHES: dict[tuple[str, str, str], tuple[float, ...]] = {
    ("adopted", "stated", "rule"): (),
    ("adopted", "stated", "practice"): (6.0, 1.6, 0.9, 1.6),
    ("adopted", "inferred", "rule"): (0.9, 1.5),
    ("adopted", "inferred", "practice"): (6.0, 1.6, 0.9, 1.6, 0.9, 1.6),
    ("proposed", "stated", "rule"): (3.4, 1.9),
    ("proposed", "stated", "practice"): (3.4, 1.6, 0.9, 1.6),
    ("proposed", "inferred", "rule"): (1.8, 1.8),
    ("proposed", "inferred", "practice"): (3.4, 1.6, 0.9, 1.6, 0.9, 1.6),
    ("planned", "stated", "rule"): (8.0, 2.4),
    ("planned", "stated", "practice"): (8.0, 1.6, 0.9, 1.6),
    ("planned", "inferred", "rule"): (8.0, 1.6, 1.8, 1.6),
    ("planned", "inferred", "practice"): (8.0, 1.6, 0.9, 1.6, 0.9, 1.6),
}

GAP_DASHES = (0.8, 2.2)  # of a place that is left open

_FAINT = 0.45  # how much of its width an outline or a line keeps that is outside the agreement
_WEIGHTS = {"came": 2.0, "gone": 0.55}  # and of a part that came or went between two states
# what stands at the middle of a line: that it went, or that the sources do not cover the other date; as an SVG path
CHANGE_MARKS = {"gone": "M-2.4 -2.4L2.4 2.4M-2.4 2.4L2.4 -2.4", "uncovered": "M-2 0A2 2 0 1 1 2 0A2 2 0 1 1 -2 0Z"}


def weigh_stroke(*, outside: bool, change: str) -> float:
    """Give how much of its width a stroke has: by whether it is outside the agreement, and what became of it."""
    return (_FAINT if outside else 1.0) * _WEIGHTS.get(change, 1.0)


def style_key(line: Mapping[str, Any]) -> tuple[str, str, str]:
    """Give status, basis and mode of a line: what its dashes tell."""
    return line["status"], line["basis"], line["mode"]


def find_dashes(key: tuple[str, str, str]) -> tuple[float, ...]:
    """Give the dash pattern of a line; empty for an adopted, stated rule, and for nothing else."""
    return _DASHES[key]


def order_styles() -> tuple[tuple[str, str, str], ...]:
    """Give every style, the firmest first."""
    return tuple(_DASHES)


def describe_style(key: tuple[str, str, str], lang: str) -> str:
    """Word a style: its status, and how it is known where that is not by a stated rule."""
    status, basis, mode = key
    words = [status, *([basis] if basis != "stated" else []), *([mode] if mode != "rule" else [])]
    return ", ".join(say(word, lang) for word in words)
