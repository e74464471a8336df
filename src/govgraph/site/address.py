"""Records, questions and pages → where each stands in the site; ids are lower case and hyphens, so none leaves it."""

from __future__ import annotations

__all__ = ["FOLDERS", "link", "place_answer", "place_asked", "place_case", "place_figure", "place_page", "place_record"]

# which records have a page of their own, and in which folder of their case
FOLDERS = {
    "actors": "actor",
    "topics": "topic",
    "topic_lists": "topic-list",
    "instruments": "instrument",
    "procedures": "procedure",
    "mandates": "mandate",
}
_DIRECTIONS = {"in": "who", "out": "whom"}


def place_page(lang: str, name: str) -> str:
    """Place a page that belongs to no case.

    >>> place_page("sv", "compare")
    'sv/compare.html'
    """
    return f"{lang}/{name}.html"


def place_case(lang: str, case: str) -> str:
    """Place the page of a case."""
    return f"{lang}/{case}/index.html"


def place_record(lang: str, file: str, record: str) -> str:
    """Place the page of a record, by its file and global id.

    >>> place_record("en", "actors", "vasterbotten.pkd")
    'en/vasterbotten/actor/pkd.html'
    """
    case, _, local = record.partition(".")
    return f"{lang}/{case}/{FOLDERS[file]}/{local}.html"


def place_answer(lang: str, actor: str, direction: str, verb: str) -> str:
    """Place the page of a question about an actor: who (`in`) or whom (`out`).

    >>> place_answer("en", "vasterbotten.pkd", "in", "prepares_for")
    'en/vasterbotten/answer/pkd/who-prepares-for.html'
    """
    case, _, local = actor.partition(".")
    return f"{lang}/{case}/answer/{local}/{_DIRECTIONS[direction]}-{verb.replace('_', '-')}.html"


def place_asked(lang: str, actor: str) -> str:
    """Place the data of every question about an actor."""
    case, _, local = actor.partition(".")
    return f"{lang}/{case}/ask/{local}.js"


def place_figure(lang: str, name: str, suffix: str) -> str:
    """Place a file of a figure; `name` begins with the case, or is that of a comparison."""
    return f"figures/{name}-{lang}{suffix}"


def link(here: str, there: str, part: str = "") -> str:
    """Give the address of a page, or of a part of it, as another page names it.

    >>> link("sv/varmland/index.html", "en/varmland/index.html", "lines")
    '../../en/varmland/index.html#lines'
    """
    tail = f"#{part}" if part else ""
    return tail if here == there and tail else "../" * here.count("/") + there + tail
