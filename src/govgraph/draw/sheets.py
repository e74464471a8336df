"""A scene → PDF and PNG, rendered from its SVG with the font that labels were measured with, and no other."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from govgraph.draw.svg import draw_svg
from govgraph.layout.letters import FONT_FAMILY, FONT_FOLDER
from govgraph.layout.scene import Scene

__all__ = ["draw_pdf", "draw_png"]


def draw_pdf(scene: Scene) -> bytes:
    """Draw a scene as a PDF page of exactly its size. The same scene gives the same bytes."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "scene.svg").write_text(draw_svg(scene), encoding="utf-8", newline="\n")
        page = Path(folder) / "page.typ"
        page.write_text(_word_page(scene), encoding="utf-8", newline="\n")
        # time zero, not the clock; a document without a date would still get one in its metadata
        return bytes(
            typst.compile(page, font_paths=[FONT_FOLDER], ignore_system_fonts=True, format="pdf", timestamp=0) or b""
        )


def _word_page(scene: Scene) -> str:
    return "\n".join([
        f"#set document(title: {_quote(scene.title)}, date: none)",
        f"#set page(width: {scene.width}pt, height: {scene.height}pt, margin: 0pt)",
        f'#set text(font: "{FONT_FAMILY}", lang: {_quote(scene.lang)})',
        f'#image("scene.svg", width: 100%, alt: {_quote(scene.description)})',
    ])  # fmt: skip


def _quote(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)  # a typst string has the same quotes and escapes


def draw_png(scene: Scene, *, dpi: int = 300) -> bytes:
    """Draw a scene as a PNG of its size in print at that many dots an inch."""
    import resvg_py

    width = max(1, round(scene.width / 72 * dpi))
    fonts = [str(path) for path in sorted(FONT_FOLDER.glob("*.ttf"))]
    drawn = resvg_py.svg_to_bytes(
        svg_string=draw_svg(scene), width=width, dpi=float(dpi), skip_system_fonts=True, font_files=fonts,
        font_family=FONT_FAMILY, sans_serif_family=FONT_FAMILY, background="#ffffff",
    )  # fmt: skip
    return bytes(drawn)
