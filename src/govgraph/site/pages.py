"""The pages of no single case: start, comparison, differences, the form to ask by, search, codebook, data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from govgraph.cases import CaseData
from govgraph.differences import Difference
from govgraph.lists import LISTS
from govgraph.matrix import Matrix
from govgraph.records import Actor
from govgraph.sentences import say_record
from govgraph.site.address import FOLDERS, link, place_answer, place_asked, place_case, place_figure, place_page
from govgraph.site.asking import Questions
from govgraph.site.blocks import Link, Listing, Section, Spans, Table, Words
from govgraph.site.casepage import build_figure
from govgraph.site.data import DataFile, name_difference
from govgraph.site.edition import Edition
from govgraph.site.figures import Figure
from govgraph.site.markup import render_markdown_page
from govgraph.telling import name_case
from govgraph.vocabulary import Term
from govgraph.webpage import build_context

__all__ = [
    "build_ask",
    "build_codebook",
    "build_compare",
    "build_data_page",
    "build_differences",
    "build_index",
    "build_search",
    "list_entries",
]

Page = tuple[str, dict[str, Any]]
Figures = Mapping[tuple[str, str], Figure]
_MOST_FACTS = 4  # named beside a sentence


def build_index(edition: Edition, figures: Figures) -> Page:
    """Build the start page: what this is, the cases with their diagrams small, how to cite, what changed."""
    here = place_page(edition.lang, "index")
    cases = []
    for case in edition.dataset.cases.values():
        figure = figures.get((f"{case.id}-structure", edition.lang))
        counts = edition.say("site_counts", actors=len(case.actors), lines=_count_lines(edition, case))
        cases.append({
            "name": name_case(case), "href": link(here, place_case(edition.lang, case.id)), "counts": counts,
            "period": edition.when(case.case.period),
            "figure": link(here, place_figure(edition.lang, figure.plan.name, ".svg")) if figure else None,
            "size": build_figure(edition, here, figure).size if figure else (0, 0),
            "alt": figure.title if figure else "",
        })  # fmt: skip
    path = edition.dataset.folder / "CHANGELOG.md"
    changed = render_markdown_page(path.read_text(encoding="utf-8"), below=2)[0] if path.is_file() else None
    release = edition.dataset.release
    title = release.title.words(edition.lang) if release else edition.say("site_untitled")
    return here, edition.frame(
        here, title, page="index", gallery=cases, changed=changed,
        bibtex=link(here, "cite.bib"), cff=link(here, "CITATION.cff"),
        ask=link(here, place_page(edition.lang, "ask")), compare=link(here, place_page(edition.lang, "compare")),
    )  # fmt: skip


def _count_lines(edition: Edition, case: CaseData) -> int:
    return sum(line["case"] == case.id for *_, line in edition.graph.edges(data=True))


# -- compare -----------------------------------------------------------------------------------------------------------


def build_compare(
    edition: Edition, matrix: Matrix, figures: Figures, differences: Sequence[Difference], files: Sequence[DataFile]
) -> Page:
    """Build the comparison: every feature of every case, each cell open to its facts; panels; the differences."""
    here = place_page(edition.lang, "compare")
    figure = figures.get(("panels", edition.lang))
    pairs = [
        Link(_title_difference(edition, each), link(here, place_page(edition.lang, name_difference(each))))
        for each in differences
    ]
    matrix_context = build_context(matrix, edition.lang)
    for case, told in zip(matrix.cases, matrix_context["cases"], strict=True):
        told["href"] = link(here, place_case(edition.lang, case.id))
    for theme in matrix_context["themes"]:
        for row in theme["rows"]:
            for cell in row["cells"]:
                for record in cell["records"]:
                    found = edition.link_fact(here, record["id"])
                    record["href"] = found.href if isinstance(found, Link) else None
    return here, edition.frame(
        here, edition.say("site_compare_title"), page="compare",
        matrix=matrix_context,
        panels=build_figure(edition, here, figure, within=False) if figure else None,
        pairs=pairs, files=_link_comparison(here, files),
    )  # fmt: skip


def _link_comparison(here: str, files: Sequence[DataFile]) -> list[Link]:
    return [_link_file(here, file) for file in files if file.table == "comparison"]


def _link_file(here: str, file: DataFile) -> Link:
    return Link(file.place.rpartition(".")[2].upper(), link(here, file.place), "download")


def build_differences(edition: Edition, differences: Sequence[Difference], files: Sequence[DataFile]) -> Iterator[Page]:
    """Build what differs between each two cases, in sentences, with the facts that carry each."""
    for difference in differences:
        name = name_difference(difference)
        here = place_page(edition.lang, name)
        sections = []
        for key in ("statement", "silence"):
            listed: tuple[Spans, ...] = tuple(
                (Words(row.sentence.words(edition.lang)), *_link_facts(edition, here, row.records))
                for row in difference.rows
                if row.rests_on == key
            )
            if listed:
                sections.append(Section(key, edition.say(f"diff_rests_on_{key}"), (Listing(listed),)))
        notes = tuple((Words(note.words(edition.lang), "aside"),) for note in difference.contrast.notes)
        downloads = tuple(_link_file(here, file) for file in files if file.table == name)
        yield here, edition.frame(
            here, _title_difference(edition, difference), page="difference", kind=edition.say("site_difference"),
            back=Link(edition.say("site_nav_compare"), link(here, place_page(edition.lang, "compare"))),
            lead=((Words(edition.say("site_difference_lead")),), *notes, downloads), sections=sections,
        )  # fmt: skip


def _title_difference(edition: Edition, difference: Difference) -> str:
    return " – ".join(name_case(edition.dataset.cases[case]) for case in difference.cases)


def _link_facts(edition: Edition, here: str, records: Sequence[str]) -> list[Link]:
    found = (edition.link_fact(here, record) for record in records)
    return list({each.href: each for each in found if isinstance(each, Link)}.values())[:_MOST_FACTS]


# -- ask and search ----------------------------------------------------------------------------------------------------


def build_ask(edition: Edition, questions: Questions) -> Page:
    """Build the form to ask by, and below it every question that somebody answers, as a link to its page."""
    here = place_page(edition.lang, "ask")
    vocabulary = edition.dataset.vocabulary
    verbs = [{"value": "any", "in": edition.say("site_any_in"), "out": edition.say("site_any_out")}]
    verbs += [
        {"value": verb.id, "in": verb.label.words(edition.lang), "out": verb.label.words(edition.lang)}
        for verb in vocabulary.verbs.values()
    ]
    groups = []
    for case in edition.dataset.cases.values():
        actors = []
        for actor in sorted(case.actors.values(), key=lambda each: each.name.words("sv").casefold()):
            full = f"{case.id}.{actor.id}"
            pages = [
                Link(_ask_briefly(edition, way, verb), link(here, place_answer(edition.lang, full, way, verb)))
                for (way, verb), asked in questions.about(full).items()
                if not asked.is_silent
            ]
            actors.append({
                "value": full, "text": edition.link_actor(here, full).text,
                "data": link(here, place_asked(edition.lang, full)), "pages": pages,
            })  # fmt: skip
        groups.append({"case": name_case(case), "id": case.id, "actors": actors})
    return here, edition.frame(here, edition.say("site_ask_title"), page="ask", groups=groups, verbs=verbs)


def _ask_briefly(edition: Edition, direction: str, verb: str) -> str:
    words = edition.dataset.vocabulary.verbs
    if verb not in words:
        return edition.say(f"site_any_{direction}")
    return edition.say(f"site_briefly_{direction}", verb=words[verb].label.words(edition.lang))


def build_search(edition: Edition) -> Page:
    """Build the page to search from; the index is a file beside it."""
    here = place_page(edition.lang, "search")
    register = [
        {"case": name_case(case), "links": [
            edition.link_actor(here, f"{case.id}.{actor.id}")
            for actor in sorted(case.actors.values(), key=lambda each: each.name.words("sv").casefold())
        ]}
        for case in edition.dataset.cases.values()
    ]  # fmt: skip
    return here, edition.frame(here, edition.say("site_search_title"), page="search", register=register)


def list_entries(edition: Edition) -> Iterator[list[str]]:
    """List what can be searched for: name, what it is, its case, its page, and the other names that it bears."""
    here = place_page(edition.lang, "search")
    for case in edition.dataset.cases.values():
        yield [name_case(case), edition.say("site_case"), "", link(here, place_case(edition.lang, case.id)), case.id]
        for file in FOLDERS:
            for local, record in getattr(case, file).items():
                full = f"{case.id}.{local}"
                page = link(here, edition.place(full) or "")
                if isinstance(record, Actor):
                    name, *others = [name for name, _ in case.names_of(local)]
                elif hasattr(record, "name"):
                    named = {record.name.words(edition.lang): None, record.name.sv: None, record.name.en: None}
                    extra = (*getattr(record, "abbreviations", ()), *getattr(record, "variants", ()))
                    name, *others = [each for each in (*named, *extra) if each]
                else:
                    name, others = say_record(case, "mandates", record, edition.lang), [local.replace("-", " ")]
                yield [name, edition.say(f"one_{file}"), name_case(case), page, " · ".join(dict.fromkeys(others))]


# -- codebook and data -------------------------------------------------------------------------------------------------


def build_codebook(edition: Edition) -> Page:
    """Build the vocabulary as tables and the codebook as it was written."""
    here = place_page(edition.lang, "codebook")
    words, lang = edition.dataset.vocabulary, edition.lang
    heads = ("site_name", "site_inverse", "site_axis_family", "site_definition", "site_id")
    verbs = Table("verbs", "", tuple(edition.title(edition.say(key)) for key in heads), tuple(
        ((Words(verb.label.words(lang)),), (Words(verb.inverse.words(lang)),),
         (Words(words.families[verb.family].label.words(lang)),), (Words(verb.definition.words(lang)),),
         (Words(verb.id, "code"),))
        for verb in words.verbs.values()
    ))  # fmt: skip
    tables: list[tuple[str, Mapping[str, Any]]] = [
        ("families", words.families), ("classes", words.classes), ("kinds", words.kinds), ("aims", words.aims),
        ("functions", words.functions), ("instrument_kinds", words.instrument_kinds),
    ]  # fmt: skip
    sections = [Section("verbs", edition.say("site_words_verbs"), (verbs,), closed=True)]
    sections += [
        Section(name.replace("_", "-"), edition.say(f"site_words_{name}"), (_list_terms(edition, name, terms),),
                closed=True)
        for name, terms in tables
    ]  # fmt: skip
    path = edition.dataset.folder / "CODEBOOK.md"
    codebook, contents = render_markdown_page(path.read_text(encoding="utf-8")) if path.is_file() else ("", [])
    return here, edition.frame(
        here, edition.say("site_codebook_title"), page="codebook", sections=sections, codebook=codebook,
        contents=contents,
    )  # fmt: skip


def _list_terms(edition: Edition, name: str, terms: Mapping[str, Term]) -> Table:
    columns = tuple(edition.title(edition.say(key)) for key in ("site_name", "site_definition", "site_id"))
    rows = tuple(
        ((Words(term.label.words(edition.lang)),), (Words(term.definition.words(edition.lang)),), (Words(key, "code"),))
        for key, term in terms.items()
    )
    return Table(name.replace("_", "-"), "", columns, rows)


def _name_figure(edition: Edition, figure: Figure) -> str:
    kind = figure.plan.name.rpartition("-")[2]
    return edition.say({"structure": "site_diagram", "proposed": "site_proposed"}.get(kind, f"site_picture_{kind}"))


def build_data_page(edition: Edition, files: Sequence[DataFile], figures: Figures) -> Page:
    """Build the page of everything to download: tables, figures, how to cite."""
    here = place_page(edition.lang, "data")
    cases = []
    for case in edition.dataset.cases.values():
        tables = []
        for table in (*LISTS, "silence"):
            found = [file for file in files if (file.case, file.table) == (case.id, table)]
            links = [_link_file(here, file) for file in found]
            tables.append({"name": edition.say(f"site_{table}"), "rows": found[0].rows, "links": links})
        drawn = [
            {"name": _name_figure(edition, figure), "links": build_figure(edition, here, figure, within=False).files}
            for (_, lang), figure in figures.items()
            if lang == edition.lang and figure.plan.cases == (case.id,)
        ]
        cases.append({"name": name_case(case), "id": case.id, "tables": tables, "figures": drawn})
    comparison = _link_comparison(here, files)
    return here, edition.frame(
        here, edition.say("site_data_title"), page="data", tables=cases, comparison=comparison,
        bibtex=link(here, "cite.bib"), cff=link(here, "CITATION.cff"),
    )  # fmt: skip
