"""A drawn sheet → PDF and PNG, rendered from its SVG with the font that labels were measured with, and no other."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from govgraph.draw.svg import draw_svg
from govgraph.layout.letters import FONT_FAMILY, FONT_FOLDER
from govgraph.layout.scene import Scene

__all__ = ["Sheet", "draw_pdf", "draw_png", "lay_out_scene", "print_pdf", "print_png", "print_sheet"]


@dataclass(frozen=True)
class Sheet:
    """A picture as it is printed: its SVG, its size in points, and what it says of itself."""

    svg: str
    width: float
    height: float
    title: str
    description: str
    lang: str


def lay_out_scene(scene: Scene) -> Sheet:
    """Give the sheet of a scene."""
    return Sheet(draw_svg(scene), scene.width, scene.height, scene.title, scene.description, scene.lang)


def draw_pdf(scene: Scene) -> bytes:
    """Draw a scene as a PDF page of exactly its size. The same scene gives the same bytes."""
    return print_pdf(lay_out_scene(scene))


def draw_png(scene: Scene, *, dpi: int = 300) -> bytes:
    """Draw a scene as a PNG of its size in print at that many dots an inch."""
    return print_png(lay_out_scene(scene), dpi=dpi)


def print_sheet(sheet: Sheet, suffix: str) -> bytes:
    """Print a sheet in the format of a suffix: .svg, .pdf or .png."""
    if suffix == ".svg":
        return sheet.svg.encode("utf-8")
    return print_pdf(sheet) if suffix == ".pdf" else print_png(sheet)


def print_pdf(sheet: Sheet) -> bytes:
    """Print a sheet as a PDF page of exactly its size. The same sheet gives the same bytes."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "scene.svg").write_text(sheet.svg, encoding="utf-8", newline="\n")
        page = Path(folder) / "page.typ"
        page.write_text(_word_page(sheet), encoding="utf-8", newline="\n")
        # time zero, not the clock; a document without a date would still get one in its metadata
        return bytes(
            typst.compile(page, font_paths=[FONT_FOLDER], ignore_system_fonts=True, format="pdf", timestamp=0) or b""
        )


def _word_page(sheet: Sheet) -> str:
    return "\n".join([
        f"#set document(title: {_quote(sheet.title)}, date: none)",
        f"#set page(width: {sheet.width}pt, height: {sheet.height}pt, margin: 0pt)",
        f'#set text(font: "{FONT_FAMILY}", lang: {_quote(sheet.lang)})',
        f'#image("scene.svg", width: 100%, alt: {_quote(sheet.description)})',
    ])  # fmt: skip


def _quote(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)  # a typst string has the same quotes and escapes


def print_png(sheet: Sheet, *, dpi: int = 300) -> bytes:
    """Print a sheet as a PNG of its size in print at that many dots an inch."""
    import resvg_py

    width = max(1, round(sheet.width / 72 * dpi))
    fonts = [str(path) for path in sorted(FONT_FOLDER.glob("*.ttf"))]
    drawn = resvg_py.svg_to_bytes(
        svg_string=sheet.svg, width=width, dpi=float(dpi), skip_system_fonts=True, font_files=fonts,
        font_family=FONT_FAMILY, sans_serif_family=FONT_FAMILY, background="#ffffff",
    )  # fmt: skip
    return bytes(drawn)
