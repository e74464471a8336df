"""What a page is made of, before it is HTML: plain values that the templates lay out and escape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Cue", "Drawing", "Link", "Listing", "Section", "Spans", "Table", "Words"]


@dataclass(frozen=True)
class Words:
    """Running text; `look` is a class of the style sheet, `lang` is given where it is not that of the page."""

    text: str
    look: str = ""
    lang: str = ""
    kind: str = "words"


@dataclass(frozen=True)
class Link:
    """A link to another page of the site, or to a file of it."""

    text: str
    href: str
    look: str = ""
    kind: str = "link"


@dataclass(frozen=True)
class Cue:
    """The words of a source that a fact rests on, where they stand, and their passage where it may be shown."""

    text: str
    source: str
    lang: str
    passage: str = ""
    kind: str = "cue"


Spans = tuple[Words | Link | Cue, ...]


@dataclass(frozen=True)
class Listing:
    """A list of rows; `rows` of one sentence each are a plain list."""

    rows: tuple[Spans, ...]
    kind: str = "listing"


@dataclass(frozen=True)
class Table:
    """A table; `data` holds the `data-` attributes of each row, for the script to filter by."""

    name: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Spans, ...], ...]
    data: tuple[Mapping[str, str], ...] = ()
    kind: str = "table"


@dataclass(frozen=True)
class Drawing:
    """A drawing within the page: its SVG, what it shows in words, and the files to download."""

    name: str
    svg: str
    caption: str
    files: tuple[Link, ...] = ()
    source: str = ""  # of one that is shown as a file of its own; `svg` is then empty
    size: tuple[int, int] = (0, 0)
    kind: str = "drawing"


@dataclass(frozen=True)
class Section:
    """A part of a page under its heading; `blocks` are spans (a paragraph) or any other value of this module."""

    name: str
    heading: str
    blocks: tuple[Any, ...] = ()
    sections: tuple[Section, ...] = field(default=())
    closed: bool = False
