"""A scene → SVG, PDF, PNG or an interactive page, as the suffix of a path says."""

from __future__ import annotations

from pathlib import Path

from govgraph.draw.plot import draw_figure, draw_html
from govgraph.draw.sheets import draw_pdf, draw_png, lay_out_scene, print_sheet
from govgraph.draw.svg import draw_svg
from govgraph.files import read_suffix, write_bytes
from govgraph.layout.scene import Scene

__all__ = ["FORMATS", "check_format", "draw_figure", "draw_file", "draw_html", "draw_pdf", "draw_png", "draw_svg"]

FORMATS = (".svg", ".pdf", ".png", ".html")


def draw_file(scene: Scene, path: Path) -> None:
    """Draw a scene into a file of the format that its suffix names; whole, or not at all.

    Raises
    ------
    UsageError
        The suffix is none of `FORMATS`, or the file cannot be written.
    """
    suffix = check_format(path)
    is_page = suffix == ".html"
    write_bytes(path, draw_html(scene).encode("utf-8") if is_page else print_sheet(lay_out_scene(scene), suffix))


def check_format(path: Path) -> str:
    """Give the suffix of a path in lower case if it names a format; before a long layout, this is the cheap question.

    >>> check_format(Path("vasterbotten.SVG"))
    '.svg'
    """
    return read_suffix(path, FORMATS, does="draw")
