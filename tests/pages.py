"""A page of the site as a reader's machine sees it: its links, ids, tables and text, read with the library's parser."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

__all__ = ["Page", "read_page"]

_VOID = {"meta", "link", "img", "input", "br", "hr"}


@dataclass
class Page:
    """What stands in a page."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    policy: str = ""
    tables: dict[str, list[dict[str, str | None]]] = field(default_factory=dict)
    classes: list[str] = field(default_factory=list)
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.table = ""
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        page = self.page
        if tag not in _VOID:
            self.within.append(tag)
        page.handlers += [f"{tag} {key}" for key in given if key.startswith("on") or key == "style"]
        page.classes += (given.get("class") or "").split()
        if given.get("id"):
            page.ids.append(given["id"] or "")
        if tag == "a" and given.get("href") is not None:
            page.links.append(given["href"] or "")
        page.loads += [given[key] or "" for key in ("src", "data-file") if key in given]
        if tag == "link":
            page.loads.append(given.get("href") or "")
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            page.policy = given.get("content") or ""
        if tag == "table":
            self.table = given.get("id") or ""
            page.tables[self.table] = []
        if tag == "tr" and "tbody" in self.within and self.table in page.tables:
            page.tables[self.table].append(given)

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.within and self.within[-1] in {"script", "style"}:
            self.page.inline.append(data)
        else:
            self.page.text += data


def read_page(path: Path) -> Page:
    """Read a page."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    reader.page.text = " ".join(reader.page.text.split())
    return reader.page
