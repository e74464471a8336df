"""Rows → text table, HTML table or CSV; wording and escaping only, no knowledge of what the rows say."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["flatten_row", "render_csv", "render_html", "render_table", "word_cell"]

Row = Mapping[str, Any]


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


def render_html(rows: Sequence[Row], *, caption: str = "") -> str:
    """Render rows as an HTML table, every value escaped."""
    from html import escape

    from tabulate import tabulate

    if not rows:
        return f"<p>{escape(caption)}</p>"
    cells = [[word_cell(value) for value in row.values()] for row in rows]
    table = tabulate(cells, headers=list(rows[0]), tablefmt="html", disable_numparse=True)
    return f"<p>{escape(caption)}</p>\n{table}"


def render_csv(rows: Sequence[Row]) -> str:
    """Render rows as CSV: one column a scalar, lists joined by "; ", nested keys as `from_id`; absent values empty.

    It begins with a byte order mark, without which spreadsheets misread å, ä and ö; and a cell that a spreadsheet would
    take for a formula has an apostrophe before it (OWASP, CSV injection).
    """
    flat = [{key: _defuse(value) for key, value in flatten_row(row).items()} for row in rows]
    columns = list(dict.fromkeys(key for row in flat for key in row))
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
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
