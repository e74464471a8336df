"""A graph → the folder of its site: every page in every language, written beside the old one and swapped."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from govgraph.differences import diff
from govgraph.evidence import Document
from govgraph.files import check_folder, write_folder
from govgraph.gaps import silence
from govgraph.graph import Graph
from govgraph.matrix import compare
from govgraph.site.address import FOLDERS, link, place_asked, place_case, place_figure, place_page, place_record
from govgraph.site.asking import Questions, build_answer_page, build_asked_data
from govgraph.site.cards import build_record_page
from govgraph.site.casepage import build_case_page
from govgraph.site.data import build_bibtex, build_cff, build_data
from govgraph.site.edition import Edition
from govgraph.site.figures import Figure, describe_figure, draw_figures, name_key, plan_figures, take_over
from govgraph.site.pages import (
    build_ask,
    build_codebook,
    build_compare,
    build_data_page,
    build_differences,
    build_index,
    build_search,
    list_entries,
)
from govgraph.site.workers import open_workers
from govgraph.webpage import render_template
from govgraph.words import LANGUAGES, say

__all__ = ["MARK", "Built", "build_site"]

MARK = "site.json"  # says that a folder is a site of ours: its files, and from what its figures were drawn
_TEMPLATES = {"index", "case", "compare", "ask", "search", "codebook", "data"}
_STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True)
class Built:
    """What was built: how many pages, files and bytes; how many figures were drawn, and how many taken over."""

    pages: int
    files: int
    size: int
    drawn: int
    kept: int


def build_site(
    graph: Graph, folder: Path, *, documents: Mapping[str, Document] | None = None,
    tell: Callable[[int, int], None] = lambda _, __: None,
) -> Built:  # fmt: skip
    """Build the site of a dataset: static pages that work from a disk, from any web host, and without a network.

    Parameters
    ----------
    folder
        Is made; a site that stands there is replaced whole, and the figures in it that would come out the same are
        taken over.
    documents
        Those of `open_documents`: the passages that facts rest on are then shown too. Default: only cues.
    tell
        Is told how many figures are drawn, of how many.

    Raises
    ------
    UsageError
        The folder holds anything else, or cannot be written; what stood there is unchanged.
    """
    check_folder(folder, find_others=_find_others)
    plans = plan_figures(graph)
    key = name_key(graph.graph["dataset"])
    told = _read_mark(folder)
    known = take_over(folder, plans, told.get("figures", {})) if told.get("key") == key else {}
    files: dict[str, bytes] = {}
    with open_workers(graph) as workers:
        wanted = [plan for plan in plans if (plan.name, plan.lang) not in known]
        drawn = known | draw_figures(workers, wanted, tell=tell)
        figures = {place: drawn[place] for plan in plans if (place := (plan.name, plan.lang)) in drawn}
        for (name, lang), figure in figures.items():
            files |= {place_figure(lang, name, suffix): data for suffix, data in figure.files.items()}
        shown = {name: figure.without_prints() for name, figure in figures.items()}
        for edition in workers.map(_build_edition, [(lang, shown, documents or {}) for lang in LANGUAGES]):
            files |= edition
    files |= _build_shared(graph)
    about = {
        "made_by": "govgraph", "key": key, "files": sorted(files),
        "figures": {f"{name}-{lang}": describe_figure(figure) for (name, lang), figure in sorted(figures.items())},
    }  # fmt: skip
    files[MARK] = (json.dumps(about, indent=1) + "\n").encode()
    write_folder(folder, files, find_others=_find_others)
    pages = sum(name.endswith(".html") for name in files)
    return Built(pages, len(files), sum(map(len, files.values())), len(figures) - len(known), len(known))


def _read_mark(folder: Path) -> dict[str, Any]:
    try:
        told = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) and told.get("made_by") == "govgraph" else {}


def _find_others(folder: Path) -> list[str]:
    """Find what no site of ours wrote: everything, where the folder does not say that it is one."""
    told = _read_mark(folder)
    ours = {MARK, *told.get("files", ())} if told else set()
    there = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return sorted({path.relative_to(folder).as_posix() for path in there} - ours)


# -- one language ------------------------------------------------------------------------------------------------------


def _build_edition(
    graph: Graph, given: tuple[str, Mapping[tuple[str, str], Figure], Mapping[str, Document]]
) -> dict[str, bytes]:
    """Build every file of one language, by its place."""
    lang, figures, documents = given
    return dict(_build_pages(Edition(graph, lang, documents), figures))


def _build_pages(edition: Edition, figures: Mapping[tuple[str, str], Figure]) -> Iterator[tuple[str, bytes]]:
    questions = Questions(edition.graph)
    dataset = edition.dataset
    findings, matrix = silence(edition.graph), compare(edition.graph)
    differences = [diff(edition.graph, *pair) for pair in combinations(dataset.cases, 2)]
    tables = list(build_data(edition, matrix, findings, differences))
    yield from ((file.place, file.data) for file in tables)
    pages = [
        build_index(edition, figures), build_compare(edition, matrix, figures, differences, tables),
        *build_differences(edition, differences, tables),
        build_ask(edition, questions), build_search(edition), build_codebook(edition),
        build_data_page(edition, tables, figures),
        *(build_case_page(edition, case, figures, findings) for case in dataset.cases.values()),
    ]  # fmt: skip
    yield from (_render(*page) for page in pages)
    entries = json.dumps(list(list_entries(edition)), ensure_ascii=False, separators=(",", ":"))
    yield place_page(edition.lang, "search").replace(".html", "-index.js"), _call("govgraphIndex", entries)
    for case in dataset.cases.values():
        for file in FOLDERS:
            for local in getattr(case, file):
                yield _render(*build_record_page(edition, file, f"{case.id}.{local}", questions, findings))
        for actor in case.actors:
            yield from _build_asked(edition, f"{case.id}.{actor}", questions)
        for old, new in case.case.redirects.items():
            yield from _build_redirect(edition, case.id, old, new)


def _build_asked(edition: Edition, actor: str, questions: Questions) -> Iterator[tuple[str, bytes]]:
    for asked in questions.about(actor).values():
        if not asked.is_silent:
            yield _render(*build_answer_page(edition, asked, questions))
    data = json.dumps(build_asked_data(edition, actor, questions), ensure_ascii=False, separators=(",", ":"))
    yield place_asked(edition.lang, actor), _call("govgraphAnswers", data)


def _call(name: str, data: str) -> bytes:
    """Write data as a script that hands it over: pages on a disk may load scripts, and nothing else."""
    # these two end a line in older JavaScript, and nothing in a text should
    data = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"{name}({data});\n".encode()


def _render(place: str, context: dict[str, Any]) -> tuple[str, bytes]:
    name = context["page"] if context["page"] in _TEMPLATES else "record"
    return place, render_template(f"site/{name}.html.j2", **context).encode("utf-8")


def _build_redirect(edition: Edition, case: str, old: str, new: str) -> Iterator[tuple[str, bytes]]:
    there = edition.place(f"{case}.{new}")
    file = next((file for file in FOLDERS if there == place_record(edition.lang, file, f"{case}.{new}")), None)
    if there and file:
        here = place_record(edition.lang, file, f"{case}.{old}")
        yield here, _render_plain("moved", edition.lang, href=link(here, there), static=link(here, "static"))


def _render_plain(name: str, lang: str, **context: Any) -> bytes:
    words = {"lang": lang, "say": lambda key: say(key, lang), **context}
    return render_template(f"site/{name}.html.j2", **words).encode("utf-8")


# -- what all languages share ------------------------------------------------------------------------------------------


def _build_shared(graph: Graph) -> dict[str, bytes]:
    dataset = graph.graph["dataset"]
    doors = [
        {"lang": lang, "href": place_page(lang, "index"), "text": say("site_language", lang),
         "title": dataset.release.title.words(lang) if dataset.release else dataset.name,
         "missing": say("site_not_found", lang),
         "cases": [{"href": place_case(lang, case.id), "text": case.case.name.words("sv")}
                   for case in dataset.cases.values()]}
        for lang in sorted(LANGUAGES, reverse=True)
    ]  # fmt: skip
    return {
        "index.html": _render_plain("door", "sv", doors=doors, missing=False),
        "404.html": _render_plain("door", "sv", doors=doors, missing=True),
        "cite.bib": build_bibtex(dataset).encode("utf-8"),
        "CITATION.cff": build_cff(dataset).encode("utf-8"),
        **{f"static/{path.name}": path.read_bytes() for path in sorted(_STATIC.iterdir())},
    }
