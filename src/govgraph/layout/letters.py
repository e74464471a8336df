"""Words → their width in the shipped font, and the lines they wrap into."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from govgraph.tables import find_pieces

__all__ = ["FONT_FAMILY", "FONT_FOLDER", "measure_text", "measure_words", "wrap_text"]

FONT_FOLDER = Path(__file__).resolve().parent.parent / "fonts"
FONT_FAMILY = "Liberation Sans"
_FILES = {False: "LiberationSans-Regular.ttf", True: "LiberationSans-Bold.ttf"}


@cache
def _load_widths(bold: bool) -> tuple[dict[int, float], float]:
    from fontTools.ttLib import TTFont

    with TTFont(FONT_FOLDER / _FILES[bold], lazy=True) as font:
        advances, em = font["hmtx"].metrics, font["head"].unitsPerEm
        widths = {sign: advances[glyph][0] / em for sign, glyph in font.getBestCmap().items()}
    return widths, 1.0


@lru_cache(maxsize=1 << 14)
def measure_text(text: str, size: float, *, bold: bool = False) -> float:
    """Measure a text in points, without kerning (which would only make it narrower).

    A sign that the font lacks counts as one em, the widest that a stand-in is likely to be; a combining mark as none.

    >>> measure_text("PKD", 10)
    20.562
    """
    widths, em = _load_widths(bold)
    total = sum(widths.get(ord(sign), 0.0 if unicodedata.combining(sign) else em) for sign in text)
    return round(total * size, 3)


def measure_words(text: str, size: float, *, bold: bool = False, broken: bool = False) -> float:
    """Measure the least width a text can be wrapped to: its widest word, or `broken`, the widest piece of a word."""
    pieces = [piece for word in text.split() for piece in (find_pieces(word) if broken else (word,))]
    return max((measure_text(piece, size, bold=bold) for piece in pieces), default=0.0)


def wrap_text(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Wrap a text at its spaces into the fewest lines, and those as even as they can be.

    A word that is too wide is broken after a hyphen or slash of its own or where a compound is joined; failing that,
    hard, with a hyphen set.
    """
    words = [piece for word in text.split() for piece in _break_word(word, width, size, bold)]
    fewest = len(_fill_lines(words, width, size, bold))
    low, high = max((measure_text(word, size, bold=bold) for word in words), default=0.0), width
    for _ in range(12):  # the narrowest measure that needs no more lines is the most even one
        middle = (low + high) / 2
        if len(_fill_lines(words, middle, size, bold)) > fewest:
            low = middle
        else:
            high = middle
    return _fill_lines(words, high, size, bold)


def _fill_lines(words: list[str], width: float, size: float, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in words:
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and measure_text(joined, size, bold=bold) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _break_word(word: str, width: float, size: float, bold: bool) -> list[str]:
    """Break a word into pieces that fit, no two of which would fit as one."""
    if measure_text(word, size, bold=bold) <= width:
        return [word]
    found: list[str] = []
    for piece in find_pieces(word):
        joined = _join(found[-1], piece, word) if found else piece
        if found and measure_text(joined, size, bold=bold) <= width:
            found[-1] = joined
        else:
            found.extend(_cut_piece(piece, width, size, bold))
    return found


def _join(one: str, other: str, word: str) -> str:
    return one + other if one + other in word else one.removesuffix("-") + other


def _cut_piece(piece: str, width: float, size: float, bold: bool) -> Iterator[str]:
    while measure_text(piece, size, bold=bold) > width and len(piece) > 1:
        fits = [n for n in range(1, len(piece)) if measure_text(f"{piece[:n]}-", size, bold=bold) <= width]
        at = fits[-1] if fits else 1
        yield f"{piece[:at]}-"
        piece = piece[at:]
    yield piece
