"""A record → its page: what it is, each part that says something with links and evidence, what is asked about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from govgraph.answers import Json
from govgraph.cards import Part, show, word_parts
from govgraph.gaps import Findings, word_finding
from govgraph.records import Actor
from govgraph.sentences import say_record
from govgraph.site.address import FOLDERS, link, place_answer, place_case, place_page
from govgraph.site.asking import ANY, Asked, Questions, lay_out_answers
from govgraph.site.blocks import Link, Listing, Section, Spans, Table, Words
from govgraph.site.edition import Edition
from govgraph.vocabulary import Verb
from govgraph.words import name_key

__all__ = ["build_record_page"]

# of a statement, in the order of Institutional Grammar 2.0 (Frantz and Siddiki 2021): attribute, deontic, aim, object,
# counterpart, activation condition, execution constraint; then what it is about and rests on, and the axes
_AXES = ("status", "basis", "mode", "scope")
_PARTS = (
    "holder", "with", "deontic", "negative", "aim", "object", "toward", "condition", "constraint", "about", "under",
    "matters_of", *_AXES, "valid",
)  # fmt: skip
_APART = {"names", "lines_in", "lines_out", "evidence", "functions"}  # laid out in their own way, or told as answers


def build_record_page(
    edition: Edition, file: str, record: str, questions: Questions, findings: Findings
) -> tuple[str, dict[str, Any]]:
    """Build the page of an actor, topic, list of topics, instrument, procedure or mandate; gives its place too."""
    here = edition.place(record) or ""
    case, local = edition.case_of(record), record.partition(".")[2]
    fact = getattr(case, file)[local]
    card = show(edition.graph, record, lang=edition.lang)
    worded = word_parts(card, edition.graph, edition.lang)
    names = list(_build_names(edition, card.fields))
    sections = [_build_part(edition, here, part) for part in worded.parts if part.name not in _APART]
    lead: list[Spans] = [(Words(say_record(case, file, fact, edition.lang), "said"),)]
    note = edition.say("key_note")
    if told := [row for row in worded.head if not row.startswith(note)]:
        lead.append((Words(edition.title(" · ".join(told))),))
    lead += [(Words(edition.title(row)),) for row in worded.head if row.startswith(note)]
    if file == "mandates":
        sections = [_build_axes(edition, here, card.fields["mandate"]), *sections]
    if isinstance(fact, Actor):
        asked = questions.about(record)
        sections = [*names, *_build_questions(edition, here, asked, questions), *sections]
        sections += _build_counterparts(edition, here, record)
        sections += _build_findings(edition, record, findings)
    sections.append(_build_evidence(edition, record, card.fields["evidence"]))
    kind = edition.say(f"one_{file}")
    title = worded.title
    back = Link(edition.name_case(case), link(here, place_case(edition.lang, case.id)))
    return here, edition.frame(
        here, title, lead=tuple(lead), sections=sections, kind=kind, back=back, id=record, page=FOLDERS[file]
    )


# -- parts of a card ---------------------------------------------------------------------------------------------------


def _build_names(edition: Edition, fields: Json) -> Iterator[Section]:
    names = fields.get("names") or ()
    if len(names) < 2:
        return
    columns = (edition.say("site_name"), edition.say("site_role"), edition.say("site_when"))
    rows = tuple(
        (
            (Words(name["name"], lang="sv"),),
            (Words(edition.say(name["role"])),),
            (Words(edition.when(name["valid"]) if name["role"] in {"current", "former"} else ""),),
        )
        for name in names
    )
    yield Section("names", edition.say("site_names"), (Table("names", "", columns, rows),))


def _build_part(edition: Edition, here: str, part: Part) -> Section:
    rows = tuple(_link_row(edition, here, text, item) for text, item in part.rows)
    return Section(part.name.replace("_", "-"), edition.title(part.heading), (Listing(rows),))


def _build_axes(edition: Edition, here: str, mandate: Json) -> Section:
    """Build the parts of a statement and its axes, each with its value: what is not said is said to be so."""
    rows: list[tuple[Spans, ...]] = []
    for key in _PARTS:
        value = mandate[key]
        label = (Words(edition.title(name_key(key, edition.lang))),)
        if isinstance(value, list) and value:
            linked: list[Any] = []
            for item in value:
                linked += [*([Words(";")] if linked else []), edition.link_record(here, item["id"], item["name"])]
            rows.append((label, tuple(linked)))
        elif key == "toward" and mandate["each_other"]:
            rows.append((label, (Words(edition.say("each_other")),)))
        else:
            rows.append((label, (_word_axis(edition, key, value),)))
    columns = (edition.title(edition.say("site_part")), edition.title(edition.say("site_value")))
    return Section("parts", edition.say("site_parts"), (Table("parts", "", columns, tuple(rows)),))


def _word_axis(edition: Edition, key: str, value: Any) -> Words:
    words = edition.dataset.vocabulary
    if value in (None, [], ""):
        return Words(edition.say("site_not_said"), "absent")
    if key == "aim" and (value in words.verbs or value in words.aims):
        return Words((words.verbs.get(value) or words.aims[value]).label.words(edition.lang))
    if key == "deontic" and value == "none":
        return Words(edition.say("site_no_deontic"))
    if key == "valid":
        return Words(edition.when(value))
    if key == "negative":
        return Words(edition.say("true" if value else "false"))
    return Words(edition.say(value) if key in _AXES else str(value))


def _link_row(edition: Edition, here: str, text: str, item: Any) -> Spans:
    """Link a row to the page of what it is about, and quote what it rests on."""
    if not isinstance(item, dict):
        return (Words(text),)
    spans: list[Any] = []
    target = next((ref for ref in _list_references(item) if edition.place(ref) not in {None, here}), None)
    spans.append(Link(text, link(here, edition.place(target) or "")) if target else Words(text))
    if item.get("evidence"):
        spans += edition.quote(item["evidence"])
    return tuple(spans)


def _list_references(item: Json) -> Iterator[str]:
    """List what a row may lead to, the nearest first: the record itself, what it stands in, the organ it is of."""
    if item.get("id"):
        yield item["id"]
    for key in ("mandate", "organ", "from", "shared"):
        value = item.get(key)
        if isinstance(value, dict):
            yield value["id"]
        elif isinstance(value, str):
            yield value


def _build_evidence(edition: Edition, record: str, evidence: Sequence[Json]) -> Section:
    cues = edition.quote(evidence, passages=edition.find_passages(record))
    rows = tuple((cue, Words(cue.source, "source")) for cue in cues if not isinstance(cue, Words | Link))
    return Section("evidence", edition.title(edition.say("key_evidence")), (Listing(rows),))


# -- what is asked about an actor --------------------------------------------------------------------------------------


def _build_questions(edition: Edition, here: str, asked: dict[Any, Asked], questions: Questions) -> Iterator[Section]:
    """Build who does what toward an actor and what it does toward whom: a section a verb, then the verbs of nobody."""
    for direction in ("in", "out"):
        told = [each for (way, verb), each in asked.items() if way == direction and verb != ANY and not each.is_silent]
        inner = tuple(_build_question(edition, here, each) for each in told)
        whole = asked[direction, ANY]
        blocks: list[Any] = []
        if len(whole.direct):
            blocks.append(questions.draw(whole.direct, edition.lang, f"{direction}-any"))
        silent = [each for (way, verb), each in asked.items() if way == direction and verb != ANY and each.is_silent]
        none = tuple(_list_silent(edition, silent, direction))
        yield Section(direction, edition.say(f"site_lines_{direction}"), (*blocks, *none), inner)


def _build_question(edition: Edition, here: str, asked: Asked) -> Section:
    verb: Verb = edition.dataset.vocabulary.verbs[asked.verb]
    label = verb.label.words(edition.lang)
    heading = edition.say(f"site_asks_{asked.direction}", verb=label)
    blocks = lay_out_answers(edition, here, asked.direct, f"{asked.direction}-{asked.verb}")
    page = link(here, place_answer(edition.lang, asked.actor, asked.direction, asked.verb))
    words = edition.say("site_answer_page")
    if len(asked.every) > len(asked.direct):
        words = edition.say("site_answer_page_all", count=len(asked.every))
    blocks.append((Link(words, page, "more"),))
    name = f"{'who' if asked.direction == 'in' else 'whom'}-{asked.verb.replace('_', '-')}"
    return Section(name, edition.title(heading), tuple(blocks))


def _list_silent(edition: Edition, silent: Sequence[Asked], direction: str) -> Iterator[Any]:
    """List the verbs that nobody is stated to do toward an actor, or that it does toward nobody, by the reason."""
    by_code: dict[str, list[str]] = {}
    for each in silent:
        if each.direct.silence:
            label = edition.dataset.vocabulary.verbs[each.verb].label.words(edition.lang)
            by_code.setdefault(each.direct.silence.code, []).append(label)
    for code, labels in by_code.items():
        heading = edition.say(f"site_nobody_{direction}")
        yield (Words(f"{heading}: {', '.join(labels)}. {edition.say(f'silence_{code}')}", "silence"),)


def _build_counterparts(edition: Edition, here: str, record: str) -> Iterator[Section]:
    """Build who plays the same part in other cases: a judgement of the coder's, with its reason."""
    case, local = edition.case_of(record), record.partition(".")[2]
    rows: list[tuple[Spans, ...]] = []
    for own in case.functions_of(local):
        label = edition.dataset.vocabulary.functions[own.function].label.words(edition.lang)
        found = False
        for other in edition.dataset.cases.values():
            for item in other.alignment.values() if other is not case else ():
                if item.function == own.function and item.status == "adopted":
                    found = True
                    rows.append((
                        (Words(label),), (Words(edition.name_case(other)),),
                        (edition.link_actor(here, f"{other.id}.{item.actor}"),),
                        (Words(item.reason.words(edition.lang)),), (Words(edition.say(item.confidence)),),
                    ))  # fmt: skip
        if not found:
            rows.append(((Words(label),), (Words(""),), (Words(edition.say("site_no_counterpart"), "absent"),),
                         (Words(own.reason.words(edition.lang)),), (Words(edition.say(own.confidence)),)))  # fmt: skip
    if rows:
        columns = tuple(
            edition.title(edition.say(key))
            for key in ("key_function", "site_case", "site_counterpart", "key_reason", "key_confidence")
        )
        lead = (Words(edition.say("site_counterparts_lead"), "aside"),)
        table = Table("counterparts", "", columns, tuple(rows))
        compare = (Link(edition.say("site_nav_compare"), link(here, place_page(edition.lang, "compare"))),)
        yield Section("counterparts", edition.say("site_counterparts"), (lead, table, compare))


def _build_findings(edition: Edition, record: str, findings: Findings) -> Iterator[Section]:
    own = [
        each
        for each in findings
        if record in {each.actor, each.toward} and each.code not in {"inferred", "single_word"}
    ]
    if own:
        rows = tuple((Words(word_finding(edition.graph, each, edition.lang)),) for each in own)
        yield Section("silence", edition.say("site_silence"), (Listing(rows),))
