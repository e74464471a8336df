"""A matrix → a figure for print: a mark and a few words a cell, states told apart by shape as well as by tint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from govgraph.citation import build_citation
from govgraph.draw.canvas import SOFT, Mark, add_box, add_title, draw_mark, finish_sheet, new_root, write
from govgraph.draw.sheets import Sheet
from govgraph.layout.fit import read_width
from govgraph.layout.letters import wrap_text
from govgraph.matrix import Cell, Matrix, label_feature, tell_cell, tell_items
from govgraph.measures import STATES
from govgraph.words import say, say_date

__all__ = ["lay_out_matrix"]

_SIZE = 6.4  # points, of the words in cells; a journal asks for 6 at least
_LEAD = 7.8
_MARGIN = 8.0
_MOST_LINES = 4  # of the words in a cell; what needs more is told by the number of its facts
_TINTS = {
    "stated": "#e3efe6", "contradictory": "#f3dcd8", "stated_not": "#f3dcd8", "not_stated": "#f3f3f1",
    "not_covered": "#f3f3f1", "other_date": "#f3f3f1", "outside": "#ececea",
}  # fmt: skip
_WEAK = "#f7f0dc"


@dataclass
class _Pen:
    """Where the next row stands, and the picture so far."""

    root: ET.Element
    y: float


def lay_out_matrix(matrix: Matrix, lang: str, *, width_mm: float = 180) -> Sheet:
    """Lay out a matrix as a figure of that width; the same matrix gives the same bytes.

    A cell shows the mark of its state and its words where they take few lines, else how many facts it rests on; the
    whole of it stands in its title.
    """
    width = read_width(width_mm)
    title = f"{say('sheet_matrix', lang)}: {', '.join(case.case.name.words('sv') for case in matrix.cases)}"
    when = say_date(matrix.at, lang) if matrix.at else say("own_periods", lang)
    root = new_root()
    pen = _Pen(root, _MARGIN + 9)
    write(root, title, _MARGIN, pen.y, size=9, bold=True)
    write(root, when, _MARGIN, pen.y + 9, size=_SIZE, colour=SOFT)
    pen.y += 16
    first = round((width - 2 * _MARGIN) * 0.26, 2)
    column = round((width - 2 * _MARGIN - first) / len(matrix.cases), 2)
    _add_heads(pen, matrix, first, column, lang)
    themes = matrix.graph.graph["dataset"].vocabulary.themes
    for theme in dict.fromkeys(feature.theme for feature in matrix.features):
        _add_theme(pen, themes[theme].label.words(lang), width)
        for feature in matrix.features:
            if feature.theme == theme:
                cells = [matrix.cells[feature.id, case.id] for case in matrix.cases]
                _add_row(
                    pen,
                    label_feature(feature, lang),
                    feature.id,
                    cells,
                    first,
                    column,
                    lang,
                    dated=matrix.at is not None,
                )
    _add_legend(pen, matrix, width, lang)
    height = round(pen.y + _MARGIN, 2)
    description = f"{title}. {when}."
    return finish_sheet(root, "matrix", title=title, description=description, lang=lang, width=width, height=height)


def _add_heads(pen: _Pen, matrix: Matrix, first: float, column: float, lang: str) -> None:
    for n, case in enumerate(matrix.cases):
        x = _MARGIN + first + n * column
        for m, line in enumerate(wrap_text(case.case.name.words("sv"), column - 4, 7.2, bold=True)):
            write(pen.root, line, x + 3, pen.y + 7 + m * 8.4, size=7.2, bold=True)
        write(pen.root, say_date(case.case.period, lang), x + 3, pen.y + 15.5, size=_SIZE, colour=SOFT)
    pen.y += 20


def _add_theme(pen: _Pen, label: str, width: float) -> None:
    add_box(pen.root, "theme", _MARGIN, pen.y, width - 2 * _MARGIN, 11, "#e3e4dd")
    write(pen.root, label, _MARGIN + 3, pen.y + 8, size=7.2, bold=True)
    pen.y += 11


def _add_row(
    pen: _Pen, label: str, feature: str, cells: Sequence[Cell], first: float, column: float, lang: str, *, dated: bool
) -> None:
    heads = wrap_text(label, first - 6, _SIZE)
    told = [_word_cell(cell, column - 16, lang, dated=dated) for cell in cells]
    height = round(max(len(heads), *map(len, told)) * _LEAD + 4.4, 2)
    row = ET.SubElement(pen.root, "g", {"class": "row", "data-feature": feature})
    for n, line in enumerate(heads):
        write(row, line, _MARGIN + 3, pen.y + 8 + n * _LEAD, size=_SIZE)
    for n, (cell, lines) in enumerate(zip(cells, told, strict=True)):
        x = round(_MARGIN + first + n * column, 2)
        group = ET.SubElement(row, "g", {"class": "cell", "data-case": cell.case.id, "data-state": cell.state})
        add_title(group, f"{label}: {tell_cell(cell, lang)}")
        add_box(group, "tint", x, pen.y, column, height, _TINTS.get(cell.state, _WEAK), stroke="#ffffff")
        _MARKS[cell.state](group, x + 7, pen.y + 6)
        for m, line in enumerate(lines):
            write(group, line, x + 13, pen.y + 8 + m * _LEAD, size=_SIZE)
    pen.y = round(pen.y + height, 2)


def _word_cell(cell: Cell, width: float, lang: str, *, dated: bool) -> list[str]:
    """Word a cell in the few lines that it has; its mark tells its silence, and the state of what no word says."""
    if not cell.items:
        return [""]
    marked = [item for item in cell.items if item.state == cell.state]
    others = [item for item in cell.items if item.state != cell.state]
    told = filter(None, (tell_items(marked, lang, dated=dated, bare=True), tell_items(others, lang, dated=dated)))
    lines = wrap_text("; ".join(told), width, _SIZE)
    if len(lines) <= _MOST_LINES:
        return lines
    count = len(cell.records)
    return wrap_text(f"{count} {say('one_fact' if count == 1 else 'count_facts', lang)}", width, _SIZE)


def _add_legend(pen: _Pen, matrix: Matrix, width: float, lang: str) -> None:
    used = {cell.state for cell in matrix.cells.values()} | {
        item.state for cell in matrix.cells.values() for item in cell.items
    }
    states = [state for state in STATES if state in used]
    pen.y += 6
    legend = ET.SubElement(pen.root, "g", {"class": "legend"})
    column = round((width - 2 * _MARGIN) / 4, 2)
    for n, state in enumerate(states):
        x, y = _MARGIN + n % 4 * column, pen.y + n // 4 * 10
        entry = ET.SubElement(legend, "g", {"class": "entry", "data-state": state})
        add_box(entry, "tint", x, y, 11, 9, _TINTS.get(state, _WEAK))
        _MARKS[state](entry, x + 5.5, y + 4.5)
        write(entry, say(f"state_{state}", lang), x + 14, y + 7, size=_SIZE)
    pen.y += -(-len(states) // 4) * 10 + 6
    dataset = matrix.graph.graph["dataset"]
    for text in (f"† {say('rests_on_functions', lang)}", build_citation(dataset, lang)["text"]):
        for line in wrap_text(text, width - 2 * _MARGIN, 6):
            pen.y += 7.4
            write(pen.root, line, _MARGIN, pen.y, size=6, colour=SOFT)


# -- marks -----------------------------------------------------------------------------------------------------------

_CIRCLE = "M-2.8 0A2.8 2.8 0 1 1 2.8 0A2.8 2.8 0 1 1 -2.8 0Z"
_SQUARE = "M-2.5 -2.5H2.5V2.5H-2.5Z"
_DIAMOND = "M0 -3.2L3.2 0L0 3.2L-3.2 0Z"
_MARKS: dict[str, Mark] = {
    "contradictory": draw_mark(_DIAMOND, filled="M0 -3.2L3.2 0L0 3.2Z"),
    "stated": draw_mark(_CIRCLE, filled=_CIRCLE),
    "inferred": draw_mark(_CIRCLE, filled="M0 -2.8A2.8 2.8 0 0 1 0 2.8Z"),
    "practice": draw_mark(_SQUARE, filled=_SQUARE),
    "proposed": draw_mark(_CIRCLE, dashes="1.3 0.9"),
    "stated_not": draw_mark("M-2.4 -2.4L2.4 2.4", "M-2.4 2.4L2.4 -2.4"),
    "outside": draw_mark(_DIAMOND),
    "of_kind": draw_mark(_SQUARE, "M-2.5 0H2.5"),
    "former": draw_mark("M2.6 -2.8L-2.8 0L2.6 2.8Z"),
    "other_date": draw_mark("M-2.6 -2.8L2.8 0L-2.6 2.8Z"),
    "not_covered": draw_mark(_SQUARE, "M-2.5 2.5L2.5 -2.5", "M-2.5 0L0 -2.5", "M0 2.5L2.5 0"),
    "unspecified": draw_mark("M-1.7 -1.6A1.7 1.7 0 1 1 0 0.3V1.3", filled="M-0.6 2.1H0.6V3.2H-0.6Z"),
    "not_stated": draw_mark("M-2.4 0H2.4"),
}
