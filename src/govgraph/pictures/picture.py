"""A picture with its captions and the data behind it → a file of the format that its suffix names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govgraph.draw.plot import draw_html
from govgraph.draw.sheets import Sheet, print_sheet
from govgraph.files import read_suffix, write_bytes
from govgraph.layout.scene import Scene
from govgraph.tables import flatten_row, render_csv
from govgraph.webpage import render_template
from govgraph.words import LANGUAGES

__all__ = ["FORMATS", "Picture", "check_format", "write_picture"]

FORMATS = (".svg", ".pdf", ".png", ".html", ".csv", ".txt")


@dataclass(frozen=True)
class Picture:
    """What is drawn, what is said of it, and what it shows as a table.

    `captions` (by language) say what is shown and what is left out; `rows` are one a mark of the picture, all with the
    keys `columns`; `scene` is that of an organisation diagram, whose page is a figure of its own.
    """

    sheet: Sheet
    captions: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    scene: Scene | None = None


def check_format(path: Path) -> str:
    """Give the suffix of a path in lower case if it names a format; before a long layout, this is the cheap question.

    Raises
    ------
    UsageError
        It names none.

    Examples
    --------
    >>> check_format(Path("seats.SVG"))
    '.svg'
    """
    return read_suffix(path, FORMATS, does="draw")


def write_picture(picture: Picture, path: Path) -> None:
    """Write a picture; whole, or not at all.

    SVG, PDF and PNG are the figure, HTML a page with it, its caption and its table, where pointing at a mark tells what
    is behind it; CSV is the table, TXT the caption in each language.

    Raises
    ------
    UsageError
        The suffix names no format, or the file cannot be written.
    """
    suffix = check_format(path)
    is_word = suffix in {".html", ".csv", ".txt"}
    write_bytes(path, _word(picture, suffix).encode("utf-8") if is_word else print_sheet(picture.sheet, suffix))


def _word(picture: Picture, suffix: str) -> str:
    if suffix == ".csv":
        return render_csv(picture.rows, columns=picture.columns)
    if suffix == ".txt":
        return "".join(f"{lang}: {picture.captions[lang]}\n" for lang in LANGUAGES)
    return draw_html(picture.scene) if picture.scene else _build_page(picture)


def _build_page(picture: Picture) -> str:
    from markupsafe import Markup

    sheet = picture.sheet
    return render_template(
        "picture.html.j2",
        lang=sheet.lang, title=sheet.title, caption=picture.captions[sheet.lang],
        svg=Markup(sheet.svg.partition("?>\n")[2]),  # noqa: S704  (written element by element, every name escaped)
        columns=picture.columns, rows=[flatten_row(row) for row in picture.rows],
    )  # fmt: skip
