"""A matrix → a file of the format that its suffix names."""

from __future__ import annotations

import json
from pathlib import Path

from govgraph.draw.grid import lay_out_matrix
from govgraph.draw.sheets import print_sheet
from govgraph.errors import UsageError
from govgraph.files import read_suffix, write_bytes
from govgraph.matrix import Matrix, build_matrix, build_matrix_rows, show_matrix_markdown
from govgraph.tables import render_csv
from govgraph.webpage import build_page
from govgraph.workbook import build_workbook

__all__ = ["OUTPUTS", "check_output", "render_matrix", "write_matrix"]

OUTPUTS = (".xlsx", ".html", ".md", ".csv", ".json", ".svg", ".pdf", ".png")
_FIGURES = {".svg", ".pdf", ".png"}


def check_output(path: Path) -> str:
    """Give the suffix of a path in lower case if it names a format.

    >>> check_output(Path("regions.XLSX"))
    '.xlsx'
    """
    return read_suffix(path, OUTPUTS, does="write")


def write_matrix(matrix: Matrix, path: Path, *, lang: str = "en", width_mm: float = 180) -> None:
    """Write a matrix into a file of the format that its suffix names; whole, or not at all.

    Parameters
    ----------
    width_mm
        Width of a figure (SVG, PDF, PNG); the other formats have none.

    Raises
    ------
    UsageError
        The suffix is none of `OUTPUTS`, or the file cannot be written.
    """
    write_bytes(path, render_matrix(matrix, check_output(path), lang=lang, width_mm=width_mm))


def render_matrix(matrix: Matrix, suffix: str, *, lang: str = "en", width_mm: float = 180) -> bytes:
    """Render a matrix in the format of one of `OUTPUTS`; UsageError for a figure without cases."""
    return _draw(matrix, suffix, lang, width_mm) if suffix in _FIGURES else _word(matrix, suffix, lang)


def _word(matrix: Matrix, suffix: str, lang: str) -> bytes:
    if suffix == ".xlsx":
        return build_workbook(matrix, lang)
    if suffix == ".html":
        return build_page(matrix, lang).encode("utf-8")
    if suffix == ".md":
        return show_matrix_markdown(matrix, lang).encode("utf-8")
    if suffix == ".csv":
        return render_csv(build_matrix_rows(matrix, lang)).encode("utf-8")
    return (json.dumps(build_matrix(matrix, lang), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _draw(matrix: Matrix, suffix: str, lang: str, width_mm: float) -> bytes:
    if not matrix.cases:
        raise UsageError("there is no case to draw a comparison of")
    return print_sheet(lay_out_matrix(matrix, lang, width_mm=width_mm), suffix)
