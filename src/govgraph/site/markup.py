"""Our own Markdown, a codebook or a list of changes → HTML in which nothing runs and no link is dead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["render_markdown_page"]

# what is wide is scrolled in its own frame, by keyboard too
_FRAMES = {
    "<table>": '<div class="wide" tabindex="0" role="group"><table>',
    "</table>": "</table></div>",
    "<pre>": '<pre tabindex="0">',
}


def render_markdown_page(text: str, *, below: int = 1) -> tuple[Markup, list[dict[str, str]]]:
    """Render Markdown, its headings `below` levels deeper; gives the HTML, and its main headings as links.

    HTML in it is text; links to files beside it, which a site does not have, become their words.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(text)
    contents = []
    for n, token in enumerate(tokens):
        if token.type == "heading_open":
            level = int(token.tag[1])
            name = f"part-{n}"
            token.tag = tokens[n + 2].tag = f"h{min(level + below, 6)}"
            token.attrSet("id", name)
            if level == 2:
                contents.append({"href": f"#{name}", "text": tokens[n + 1].content.replace("`", "")})
        if token.children:
            token.children = _drop_links(token.children)
    html = parser.renderer.render(tokens, parser.options, {})
    for old, new in _FRAMES.items():
        html = html.replace(old, new)
    return Markup(html), contents  # noqa: S704  (HTML in the text was escaped)


def _drop_links(children: Sequence[Token]) -> list[Token]:
    kept, dropped = [], 0
    for token in children:
        if token.type == "image":
            continue
        if token.type == "link_open" and not str(token.attrGet("href") or "").startswith("https://"):
            dropped += 1
        elif token.type == "link_close" and dropped:
            dropped -= 1
        else:
            kept.append(token)
    return kept
