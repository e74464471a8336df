"""A case → its page: the diagram with what it can be filtered by, and everything else that is coded, with evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

from govgraph import dates
from govgraph.answers import build_evidence
from govgraph.ask import list_bounds
from govgraph.cases import CaseData
from govgraph.differences import diff
from govgraph.gaps import CODES, Findings, word_finding
from govgraph.graph import read_validity
from govgraph.questions import Answer
from govgraph.records import Fact
from govgraph.sentences import say_record
from govgraph.site.address import link, place_case, place_figure, place_page
from govgraph.site.blocks import Drawing, Link, Listing, Section, Spans, Table, Words
from govgraph.site.edition import Edition
from govgraph.site.figures import SUFFIXES, Figure
from govgraph.wording import build_answer_rows

__all__ = ["build_case_page", "build_figure"]

_HOLDS = {"yes": "y", "possibly": "p", "no": "n", "not_covered": "u"}
_AXES = ("family", "verb", "status", "basis", "deontic")
_POINT = re.compile(r"^## Ambiguous points\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def build_case_page(
    edition: Edition, case: CaseData, figures: Mapping[tuple[str, str], Figure], findings: Findings
) -> tuple[str, dict[str, Any]]:
    """Build the page of a case; gives its place too."""
    here = place_case(edition.lang, case.id)
    days = _list_turns(edition, case)
    lines = _build_lines(edition, here, case, days)
    drawing = figures.get((f"{case.id}-structure", edition.lang))
    sections = [
        section
        for section in (
            _build_actors(edition, here, case, days),
            *_build_proposed(edition, here, case, figures),
            _build_facts(edition, here, case, "seats", "composition", lambda seat: seat.organ),
            _build_facts(edition, here, case, "mandates", "mandates"),
            _build_facts(edition, here, case, "instruments", "instruments"),
            _build_topics(edition, here, case),
            _build_facts(edition, here, case, "events", "events"),
            _build_silence(edition, case, findings),
            _build_sources(edition, case),
            *_build_ambiguous(edition, case),
            *_build_pictures(edition, here, case, figures),
        )
        if section.blocks or section.sections
    ]
    return here, edition.frame(
        here, edition.name_case(case), page="case", kind=edition.say("site_case"),
        lead=(
            (Words(say_record(case, "cases", case.case, edition.lang), "said"),),
            (Words(edition.say("site_own_period", period=edition.when(case.case.period))),),
        ),
        case=case.id,
        drawing=build_figure(edition, here, drawing) if drawing else None,
        lines=lines,
        filters=_build_filters(edition, lines),
        actors=_list_choices(case),
        days=[{"value": day.isoformat(), "text": edition.say("site_from_day", day=day.isoformat())} for day in days],
        sections=sections,
        contents=[{"href": f"#{section.name}", "text": section.heading} for section in sections],
    )  # fmt: skip


def build_figure(edition: Edition, here: str, figure: Figure, *, within: bool = True) -> Drawing:
    """Build a figure with its caption and files: its drawing within the page, or shown as a file of its own."""
    name, lang = figure.plan.name, edition.lang
    files = tuple(
        Link(suffix[1:].upper(), link(here, place_figure(lang, name, suffix)), "download") for suffix in SUFFIXES
    )
    size = (round(figure.width * 96 / 72), round(figure.height * 96 / 72))
    source = "" if within else link(here, place_figure(lang, name, ".svg"))
    return Drawing(name, figure.svg if within else "", figure.caption, files, source, size)


# -- lines and actors, which the diagram shows too ---------------------------------------------------------------------


def _list_turns(edition: Edition, case: CaseData) -> list[date]:
    """List the days on which anything in a case begins, ends, or may."""
    days: set[date] = set()
    for fact in case.facts.values():
        if fact.valid is not None:
            days |= list_bounds(case.validity_of(fact).period)
    for *_, line in edition.graph.edges(data=True):
        if line["case"] == case.id and line["valid"] is not None:
            days |= list_bounds(read_validity(edition.graph, line).period)
    for actor in case.actors:
        for span in case.spans_of(actor):
            days |= list_bounds(span.period) if span.period is not None else set()
    return sorted(days)


def _judge(holds: Callable[[dates.Period], str], case: CaseData, days: Iterable[date]) -> str:
    """Judge at each turn whether something holds then, after the case's own period: letters, one a date."""
    periods = [case.period, *(dates.read_period(day.isoformat()) for day in days)]
    return "".join(_HOLDS[holds(period)] for period in periods)


def _build_lines(edition: Edition, here: str, case: CaseData, days: list[date]) -> Table:
    graph = edition.graph
    found = [line for *_, line in graph.edges(data=True) if line["case"] == case.id]
    answers = [
        Answer(line, line["from"], line["to"], read_validity(graph, line).holds(case.period), None, ())
        for line in found
    ]
    told = build_answer_rows(graph, answers, edition.lang)
    columns = [edition.say(key) for key in ("holder", "verb", "receiver", "how", "about")]
    rows = tuple(
        (
            (edition.link_record(here, line["from"], row[columns[0]]),),
            (Words(row[columns[1]]),),
            (edition.link_record(here, line["to"], row[columns[2]]),),
            *((Words(row[column]),) for column in columns[3:]),
            edition.quote(build_evidence(graph, line["record"])),
            (edition.link_fact(here, line["record"]),),
        )
        for line, row in zip(found, told, strict=True)
    )
    data = tuple(
        {
            "line": line["id"], "from": line["from"], "to": line["to"],
            **{axis: line[axis] or "none" for axis in _AXES},
            "then": _judge(read_validity(graph, line).holds, case, days),
        }
        for line in found
    )  # fmt: skip
    heads = (*columns, edition.say("evidence"), edition.say("site_record"))
    return Table("lines", "", tuple(edition.title(head) for head in heads), rows, data)


def _build_filters(edition: Edition, lines: Table) -> list[dict[str, Any]]:
    """Build what the lines can be filtered by: the values that occur, each with the number of lines."""
    vocabulary = edition.dataset.vocabulary
    filters = []
    for axis in _AXES:
        values = [row[axis] for row in lines.data]
        tables: dict[str, Mapping[str, Any]] = {"family": vocabulary.families, "verb": vocabulary.verbs}
        terms = tables.get(axis, {})
        choices = [
            {"value": value, "text": _label(edition, terms, value), "count": values.count(value)}
            for value in (terms or dict.fromkeys(values))
            if value in values
        ]
        filters.append({"axis": axis, "text": edition.say(f"site_axis_{axis}"), "choices": choices})
    return filters


def _label(edition: Edition, terms: Mapping[str, Any], value: str) -> str:
    if value in terms:
        return str(terms[value].label.words(edition.lang))
    return edition.say("site_no_deontic" if value == "none" else value)


def _list_choices(case: CaseData) -> list[dict[str, str]]:
    named = [(f"{case.id}.{actor.id}", actor.name.words("sv")) for actor in case.actors.values()]
    return [{"value": value, "text": text} for value, text in sorted(named, key=lambda each: each[1].casefold())]


def _build_actors(edition: Edition, here: str, case: CaseData, days: list[date]) -> Section:
    graph, words = edition.graph, edition.dataset.vocabulary
    rows, data = [], []
    for actor in case.actors.values():
        node = graph.nodes[f"{case.id}.{actor.id}"]
        kind = words.kinds[node["kind"]].label.words(edition.lang) if node["kind"] in words.kinds else ""
        sides = [edition.say(node[key]) for key in ("tier", "side") if node[key]]
        state = [edition.say(node[key]) for key, usual in
                 (("status", "adopted"), ("scope", "inside"), ("basis", "stated")) if node[key] != usual]  # fmt: skip
        rows.append((
            (edition.link_actor(here, node["id"]),), (Words(kind),), (Words(", ".join(sides)),),
            (Words(", ".join(state)),), (Words(edition.when(actor.valid)),),
        ))  # fmt: skip
        then = [case.name_at(actor.id, dates.read_period(day.isoformat())) for day in days]
        others = ["" if name == node["name"] else name for name in then]
        data.append({
            "actor": node["id"], "then": _judge(partial(case.holds_of, actor), case, days),
            "names": "|".join(others) if any(others) else "",
        })  # fmt: skip
    columns = tuple(
        edition.title(edition.say(key))
        for key in ("site_name", "key_kind", "site_tier_and_side", "site_state", "site_when")
    )
    return Section("actors", edition.say("site_actors"), (Table("actors", "", columns, tuple(rows), tuple(data)),))


# -- the rest ----------------------------------------------------------------------------------------------------------


def _build_proposed(
    edition: Edition, here: str, case: CaseData, figures: Mapping[tuple[str, str], Figure]
) -> Iterator[Section]:
    difference = diff(edition.graph, case.id, proposed=True)
    if not difference.rows:
        return
    blocks: list[Any] = [
        Listing(tuple(
            (Words(row.sentence.words(edition.lang)), *_link_records(edition, here, row.records))
            for row in difference.rows
        ))
    ]  # fmt: skip
    if figure := figures.get((f"{case.id}-proposed", edition.lang)):
        blocks.append(build_figure(edition, here, figure, within=False))
    yield Section("proposed", edition.say("site_proposed"), tuple(blocks))


def _link_records(edition: Edition, here: str, records: Iterable[str]) -> Spans:
    found = [record for record in dict.fromkeys(records) if edition.place(record)]
    return tuple(edition.link_fact(here, record) for record in found[:1])


def _build_facts(
    edition: Edition, here: str, case: CaseData, file: str, name: str,
    group: Callable[[Any], str] | None = None,
) -> Section:  # fmt: skip
    """Build the records of a file as sentences with their evidence; grouped under the actor that they are of."""
    records: list[Fact] = list(getattr(case, file).values())
    if group is None:
        return Section(name, edition.say(f"site_{name}"), (Listing(_say_facts(edition, here, case, file, records)),)
                       if records else (), closed=len(records) > 20)  # fmt: skip
    ordered = sorted(records, key=lambda record: list(case.actors).index(group(record)))
    inner = tuple(
        Section(
            f"{name}-{actor}", case.actors[actor].name.words("sv"),
            (Listing(_say_facts(edition, here, case, file, list(rows))),),
        )
        for actor, rows in groupby(ordered, key=group)
    )  # fmt: skip
    return Section(name, edition.say(f"site_{name}"), (), inner)


def _say_facts(edition: Edition, here: str, case: CaseData, file: str, records: Iterable[Fact]) -> tuple[Spans, ...]:
    rows: list[Spans] = []
    for record in records:
        full = f"{case.id}.{record.id}"
        said = edition.link_record(here, full, say_record(case, file, record, edition.lang))
        rows.append((said, *edition.quote(build_evidence(edition.graph, full))))
    return tuple(rows)


def _build_topics(edition: Edition, here: str, case: CaseData) -> Section:
    """Build the topics under the lists that they stand in, then those that stand in none."""
    inner = []
    for name in [*case.topic_lists, None]:
        topics = [topic for topic in case.topics.values() if topic.list == name]
        rows = tuple(
            (edition.link_record(here, f"{case.id}.{topic.id}", topic.name.words(edition.lang)),) for topic in topics
        )
        if name is not None:
            heading = case.topic_lists[name].name.words(edition.lang)
            page = (edition.link_record(here, f"{case.id}.{name}", edition.say("one_topic_lists")),)
            inner.append(Section(f"list-{name}", edition.title(heading), (Listing(rows), page) if rows else (page,)))
        elif rows:
            inner.append(Section("topics-alone", edition.say("site_topics_alone"), (Listing(rows),)))
    return Section("topics", edition.say("site_topics"), (), tuple(inner), closed=True)


def _build_silence(edition: Edition, case: CaseData, findings: Findings) -> Section:
    own = [finding for finding in findings if finding.case == case.id]
    inner = tuple(
        Section(
            f"silence-{code.replace('_', '-')}", f"{edition.title(edition.say(f'code_{code}'))} ({len(found)})",
            (Listing(tuple((Words(word_finding(edition.graph, each, edition.lang)),) for each in found)),),
        )
        for code in CODES
        if (found := [finding for finding in own if finding.code == code])
    )  # fmt: skip
    return Section(
        "silence", edition.say("site_silence"), ((Words(edition.say("site_silence_lead"), "aside"),),), inner
    )


def _build_sources(edition: Edition, case: CaseData) -> Section:
    inner = []
    for source in case.sources.values():
        said = say_record(case, "sources", source, edition.lang)
        missing = tuple((Words(text.words(edition.lang)),) for text in source.missing)
        blocks: list[Any] = [(Words(said),), (Words(f"{source.file}, sha256 {source.sha256}", "code"),)]
        if missing:
            blocks += [(Words(edition.say("site_missing")),), Listing(missing)]
        inner.append(Section(f"source-{source.id}", source.title.words(edition.lang), tuple(blocks)))
    return Section("sources", edition.say("site_sources"), (), tuple(inner))


def _build_ambiguous(edition: Edition, case: CaseData) -> Iterator[Section]:
    """Build the points that can be read in two ways, from the table in the case's own README."""
    path = edition.dataset.folder / case.id / "README.md"
    found = _POINT.search(path.read_text(encoding="utf-8")) if path.is_file() else None
    cells = [_split_row(row) for row in (found[1].splitlines() if found else ()) if row.startswith("|")]
    if len(cells) < 3:
        return
    rows = tuple(tuple((Words(cell.replace("`", ""), lang="en"),) for cell in row) for row in cells[2:])
    columns = tuple(edition.title(cell) for cell in cells[0])
    yield Section("ambiguous", edition.say("site_ambiguous"), (Table("ambiguous", "", columns, rows),), closed=True)


def _split_row(row: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]


def _build_pictures(
    edition: Edition, here: str, case: CaseData, figures: Mapping[tuple[str, str], Figure]
) -> Iterator[Section]:
    found = [
        (kind, figure)
        for kind in ("matrix", "timeline", "seats")
        if (figure := figures.get((f"{case.id}-{kind}", edition.lang)))
    ]
    inner = tuple(
        Section(
            f"picture-{kind}", edition.say(f"site_picture_{kind}"),
            (build_figure(edition, here, figure, within=False),),
        )
        for kind, figure in found
    )  # fmt: skip
    more = (Link(edition.say("site_all_data"), link(here, place_page(edition.lang, "data"), case.id)),)
    yield Section("pictures", edition.say("site_pictures"), (more,), inner)
