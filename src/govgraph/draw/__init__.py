"""A scene → SVG, PDF, PNG or an interactive page, as the suffix of a path says."""

from __future__ import annotations

from pathlib import Path

from govgraph.draw.plot import draw_figure, draw_html
from govgraph.draw.sheets import draw_pdf, draw_png
from govgraph.draw.svg import draw_svg
from govgraph.errors import UsageError
from govgraph.files import show_path, write_bytes
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
    if suffix == ".svg":
        data = draw_svg(scene).encode("utf-8")
    elif suffix == ".pdf":
        data = draw_pdf(scene)
    elif suffix == ".png":
        data = draw_png(scene)
    else:
        data = draw_html(scene).encode("utf-8")
    write_bytes(path, data)


def check_format(path: Path) -> str:
    """Give the suffix of a path in lower case if it names a format; before a long layout, this is the cheap question.

    >>> check_format(Path("vasterbotten.SVG"))
    '.svg'
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise UsageError(f"cannot draw {show_path(path)}: no format {suffix!r}; use .svg, .pdf, .png or .html")
    return suffix
