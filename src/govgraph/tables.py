"""Rows → text table, HTML table or CSV; wording and escaping only, no knowledge of what the rows say."""

from __future__ import annotations

import csv
import io
import re
import shutil
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = [
    "find_pieces",
    "flatten_row",
    "render_csv",
    "render_grid",
    "render_html",
    "render_markdown",
    "render_table",
    "word_cell",
]

Row = Mapping[str, Any]
_MARKDOWN = re.compile(r"[\\`*_\[\]<>|#]")
# What a part of a Swedish compound ends in where an s joins it to the next: samverkans|struktur, nämnds|presidium; but
# region|styrelse, where the s is the next one's.
_JOINT = re.compile(
    r"(?<=[a-zåäö]{2})(?:[a-zåäö](?=styrels)|(?:ings|ions|hets|skaps|tets|kans|sons|chefs|ments|nämnds)(?!tyrels))"
    r"(?=[a-zåäö]{5})",
    re.IGNORECASE,
)


def render_table(rows: Sequence[Row], *, width: int | None = None) -> str:
    """Render rows as text that fits the terminal (or `width` signs); a column that says nothing is left out."""
    from tabulate import tabulate

    if not rows:
        return ""
    columns = [column for column in rows[0] if any(word_cell(row[column]) for row in rows)]
    total = width or shutil.get_terminal_size((120, 40)).columns
    widths = _share_width(rows, columns, total - 2 * (len(columns) - 1))
    cells = [[word_cell(row[column]) for column in columns] for row in rows]
    return tabulate(cells, headers=columns, tablefmt="simple", maxcolwidths=widths, disable_numparse=True)


def _share_width(rows: Sequence[Row], columns: Sequence[str], room: int) -> list[int | None]:
    """Share the width: no column less than its longest word, so that ids can be copied; narrow ones what they need."""
    cells = {c: [c, *(word_cell(row[c]) for row in rows)] for c in columns}
    needs = {c: max(map(len, cells[c])) for c in columns}
    least = {c: max(len(word) for cell in cells[c] for word in [*cell.split(), ""]) for c in columns}
    spare = room - sum(least.values())
    widths = dict(least)
    by_want = sorted(columns, key=lambda c: needs[c] - least[c])
    for place, column in enumerate(by_want):
        share = min(needs[column] - least[column], max(0, spare // (len(by_want) - place)))
        widths[column] += share
        spare -= share
    return [widths[column] for column in columns]


def render_grid(rows: Sequence[Row], *, width: int | None = None) -> str:
    """Render rows with equal columns after a narrower first, in a text that wraps and never cuts.

    A word longer than its column is broken where it must be, with a hyphen.
    """
    from tabulate import tabulate

    columns = list(rows[0])
    total = width or shutil.get_terminal_size((100, 40)).columns
    first = max(17, total // (len(columns) + 2))
    other = max(10, (total - first - 2 * (len(columns) - 1)) // max(1, len(columns) - 1))
    widths = [first, *[other] * (len(columns) - 1)]
    cells = [
        [_break_words(word_cell(value), room) for value, room in zip(row.values(), widths, strict=True)] for row in rows
    ]
    heads = [_break_words(column, room) for column, room in zip(columns, widths, strict=True)]
    return tabulate(
        cells, headers=heads, tablefmt="simple", maxcolwidths=widths, maxheadercolwidths=widths, disable_numparse=True
    )


def _break_words(text: str, room: int) -> str:
    return " ".join(piece for word in text.split(" ") for piece in _break_word(word, room))


def _break_word(word: str, room: int) -> list[str]:
    """Break a word that is wider than a column: where a compound is joined, and else where it must be."""
    if len(word) <= room:
        return [word]
    found: list[str] = []
    for piece in find_pieces(word):
        if found and len(found[-1].removesuffix("-") + piece) <= room and found[-1] not in word:
            found[-1] = found[-1].removesuffix("-") + piece
        else:
            found += _cut_piece(piece, room)
    return found


def _cut_piece(piece: str, room: int) -> list[str]:
    starts = range(0, len(piece) - room, room - 1)
    return [*(f"{piece[n : n + room - 1]}-" for n in starts), piece[len(starts) * (room - 1) :]]


def find_pieces(word: str) -> list[str]:
    """Find where a word may be broken: after its own hyphens and slashes, and where Swedish compounds are joined.

    >>> find_pieces("förtroendepersonsorganisationen")
    ['förtroendepersons-', 'organisationen']
    >>> find_pieces("Regionstyrelsen")
    ['Region-', 'styrelsen']
    """
    parts = [part for run in re.findall(r"[^-/]*[-/]|[^-/]+", word) for part in _JOINT.sub(r"\g<0>\n", run).split("\n")]
    return [part if part[-1] in "-/" or n == len(parts) - 1 else f"{part}-" for n, part in enumerate(parts)]


def render_html(rows: Sequence[Row], *, caption: str = "") -> str:
    """Render rows as an HTML table, every value escaped."""
    from html import escape

    from tabulate import tabulate

    if not rows:
        return f"<p>{escape(caption)}</p>"
    cells = [[word_cell(value) for value in row.values()] for row in rows]
    table = tabulate(cells, headers=list(rows[0]), tablefmt="html", disable_numparse=True)
    return f"<p>{escape(caption)}</p>\n{table}"


def wrap_lines(text: str, *, width: int | None = None) -> str:
    """Wrap running text into lines that fit the terminal (or `width` signs)."""
    return textwrap.fill(text, width or shutil.get_terminal_size((100, 40)).columns)


def render_markdown(rows: Sequence[Row]) -> str:
    """Render rows as a Markdown table; what Markdown would read as its own signs is escaped."""
    from tabulate import tabulate

    cells = [[_MARKDOWN.sub(r"\\\g<0>", word_cell(value)) for value in row.values()] for row in rows]
    heads = [_MARKDOWN.sub(r"\\\g<0>", column) for column in rows[0]]
    return tabulate(cells, headers=heads, tablefmt="github", disable_numparse=True)


def render_csv(rows: Sequence[Row], *, columns: Sequence[str] = ()) -> str:
    """Render rows as CSV: one column a scalar, lists joined by "; ", nested keys as `from_id`; absent values empty.

    `columns` are there also where there are no rows.

    It begins with a byte order mark, without which spreadsheets misread å, ä and ö; and a cell that a spreadsheet would
    take for a formula has an apostrophe before it (OWASP, CSV injection).
    """
    flat = [{key: _defuse(value) for key, value in flatten_row(row).items()} for row in rows]
    names = list(dict.fromkeys(key for row in flat for key in row)) or list(columns)
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(flat)
    return out.getvalue()


def _defuse(cell: str) -> str:
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def flatten_row(row: Row) -> dict[str, Any]:
    """Flatten nested values for CSV.

    >>> flatten_row({"from": {"id": "a"}, "cues": ["x", "y"], "at": None})
    {'from_id': 'a', 'cues': 'x; y', 'at': ''}
    """
    flat: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, Mapping):
            flat.update({f"{key}_{inner}": cell for inner, cell in flatten_row(value).items()})
        else:
            flat[key] = word_cell(value)
    return flat


def word_cell(value: Any) -> str:
    """Word a value as one cell: absent as nothing, lists joined by "; ", references by their id."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        named = value.get("id") or value.get("cue")
        parts = (f"{key}: {word_cell(item)}" for key, item in value.items() if item is not None)
        return str(named or ", ".join(parts))
    if isinstance(value, list | tuple):
        return "; ".join(word_cell(item) for item in value)
    return str(value)
