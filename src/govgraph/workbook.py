"""A matrix → a workbook: the cases side by side, each cell with what it rests on, and what the states mean."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from govgraph.matrix import Matrix, build_matrix_rows, label_feature, tell_cell
from govgraph.measures import STATES
from govgraph.tables import word_cell
from govgraph.words import name_key, say

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["build_workbook"]

_WIDE = 42  # of a column of words, in signs
_NARROW = 18
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date that a ZIP file knows
_CLOCK = re.compile(
    rb"(<dcterms:(?:created|modified)[^>]*>)[^<]+"
)  # openpyxl writes the time of saving, whatever is set


def build_workbook(matrix: Matrix, lang: str) -> bytes:
    """Build an XLSX workbook of three sheets; whatever a spreadsheet would take for a formula stays text in it."""
    from openpyxl import Workbook

    book = Workbook()
    sheets = [book.active, book.create_sheet(), book.create_sheet()]
    tables = [_build_side_by_side(matrix, lang), _build_long(matrix, lang), _build_legend(lang)]
    for sheet, name, table in zip(sheets, ("sheet_matrix", "sheet_cells", "sheet_states"), tables, strict=True):
        assert sheet is not None  # a new workbook has one
        sheet.title = say(name, lang)
        _fill(sheet, table)
    book.properties.title = say("sheet_matrix", lang)
    book.properties.description = f"dataset {matrix.graph.graph['dataset'].version}"
    out = io.BytesIO()
    book.save(out)
    return _without_clock(out.getvalue())


def _without_clock(workbook: bytes) -> bytes:
    """Write a workbook anew with one date in all of it, so that the same comparison gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as told:
        for name in made.namelist():
            data = _CLOCK.sub(rb"\g<1>1980-01-01T00:00:00Z", made.read(name))
            told.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _build_side_by_side(matrix: Matrix, lang: str) -> list[list[Any]]:
    themes = matrix.graph.graph["dataset"].vocabulary.themes
    names = [case.case.name.words("sv") for case in matrix.cases]
    rows: list[list[Any]] = [[say("key_theme", lang), say("key_feature", lang), *names]]
    for feature in matrix.features:
        cells = [matrix.cells[feature.id, case.id] for case in matrix.cases]
        told = [_read_number(cell.value(lang), cell.state) or tell_cell(cell, lang) for cell in cells]
        rows.append([themes[feature.theme].label.words(lang), label_feature(feature, lang), *told])
    return [*rows, [], [None, f"† {say('rests_on_functions', lang)}"]]


def _read_number(value: Any, state: str) -> int | float | None:
    return value if state == "stated" and isinstance(value, int | float) else None


def _build_long(matrix: Matrix, lang: str) -> list[list[Any]]:
    rows = build_matrix_rows(matrix, lang)
    heads = [name_key(key, lang) for key in rows[0]] if rows else []
    return [heads, *[[v if isinstance(v, int | float) else word_cell(v) for v in row.values()] for row in rows]]


def _build_legend(lang: str) -> list[list[Any]]:
    heads = [say("key_state", lang), say("key_label", lang), say("key_meaning", lang)]
    return [heads, *[[state, say(f"state_{state}", lang), say(f"means_{state}", lang)] for state in STATES]]


def _fill(sheet: Worksheet, rows: Sequence[Sequence[Any]]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for y, row in enumerate(rows, 1):
        for x, value in enumerate(row, 1):
            cell = sheet.cell(y, x)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # openpyxl reads a leading = as a formula
                cell.quotePrefix = True  # and a spreadsheet would, once the cell is edited
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if y == 1:
                cell.font = Font(bold=True)
    for x in range(1, max(map(len, rows), default=0) + 1):
        longest = max((len(str(row[x - 1])) for row in rows if len(row) >= x and row[x - 1] is not None), default=0)
        sheet.column_dimensions[get_column_letter(x)].width = _WIDE if longest > _NARROW else _NARROW
    sheet.freeze_panes = "C2"
