"""One record and all that is known around it: the card that `show` prints, and the rows that `list` prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govgraph import dates
from govgraph.answers import Direction, Json, build_answer, build_evidence, build_line, choose_text, refer
from govgraph.ask import find_lines, read_at
from govgraph.cases import CaseData, Size
from govgraph.errors import UsageError
from govgraph.graph import Graph, read_validity
from govgraph.lists import build_record
from govgraph.names import find_record
from govgraph.records import EACH_OTHER, UNSPECIFIED, Actor, Bounds, Event, Fact, Mandate, Seat
from govgraph.rules import read_key
from govgraph.words import WORDS, say, say_seats

__all__ = ["Card", "show", "word_card"]

_RELATIONS = {"parties": "party", "adopted_by": "adopts", "governs": "governed_by", "one_per": "one_per"}
_CARDS = {
    "topics": "topic",
    "topic_lists": "topic",
    "instruments": "instrument",
    "procedures": "procedure",
    "mandates": "mandate",
}


@dataclass(frozen=True)
class Card:
    """What is known of one record: `fields` are those of the contract's JSON; `kind` is actor, topic or so on."""

    kind: str
    fields: Json


def show(graph: Graph, name: str, *, at: str | None = None, case: str | None = None, lang: str = "en") -> Card:
    """Show all that is known of one actor, topic, instrument, procedure or mandate.

    Parameters
    ----------
    name
        Global id, abbreviation, name, former name or variant; a local id with `case`.
    at
        EDTF date or span; lines and names that do not hold then are left out or marked. Default: the case's period.

    Raises
    ------
    UnknownNameError, AmbiguousNameError
        Nothing is called so, or several things are.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> show(load_graph(), "PKD").fields["size"]["stated"]
    30
    """
    case_id, local, file = find_record(graph.graph["dataset"], name, case=case)
    data: CaseData = graph.graph["dataset"].cases[case_id]
    view = _View(graph, data, read_at(at) if at else data.period, lang, at)
    if file == "actors":
        return Card("actor", view.build_actor(data.actors[local]))
    if file not in _CARDS:
        raise UsageError(f"{name!r} is one of {file}; show takes an actor, topic, instrument, procedure or mandate")
    return Card(_CARDS[file], view.build_other(_CARDS[file], file, local))


class _View:
    """One case seen at one date in one language; every method builds one part of a card."""

    def __init__(self, graph: Graph, case: CaseData, at: dates.Period, lang: str, asked: str | None) -> None:
        self.graph, self.case, self.at, self.lang, self.asked = graph, case, at, lang, asked

    def full(self, local: str | None) -> str | None:
        return f"{self.case.id}.{local}" if local else None

    def refer(self, local: str | None) -> Json | None:
        return refer(self.graph, f"{self.case.id}.{local}") if local else None

    def refer_any(self, local: str) -> Json:
        record: Any = self.case.facts[local]
        name = record.name.words("sv") if hasattr(record, "name") else local
        return {"id": f"{self.case.id}.{local}", "name": name}

    def evidence(self, fact: Fact) -> list[Json]:
        return build_evidence(self.graph, f"{self.case.id}.{fact.id}")

    # -- actors ----------------------------------------------------------------------------------------------------

    def build_actor(self, actor: Actor) -> Json:
        node = self.graph.nodes[f"{self.case.id}.{actor.id}"]
        names = list(self.find_names(actor))
        keys = (
            "id",
            "abbreviation",
            "kind",
            "class",
            "tier",
            "side",
            "formal",
            "negative",
            "status",
            "scope",
            "basis",
            "mode",
            "case",
        )
        card = {
            **{key: node[key] for key in keys},
            "name": self.name_then(actor, names),
            "name_en": node["name_en"],
            "holds": self.case.validity_of(actor).holds(self.at),
            "number": actor.number,
            "open": actor.open,
            "condition": choose_text(actor.condition, self.lang),
            "note": choose_text(actor.note, self.lang),
        }
        return {
            "actor": card,
            "names": names,
            "part_of": self.refer(actor.part_of),
            "attached_to": self.refer(actor.attached_to or actor.of),
            "one_per": self.refer(actor.one_per),
            "one_of": self.refer(actor.one_of),
            "members": [self.refer(member) for member in actor.members],
            "member_count": self.case.count_members(actor.id) if self.case.is_group(actor.id) else None,
            "groups": [self.refer(group) for group in self.case.groups_of.get(actor.id, ())],
            "topics": [self.refer_any(topic) for topic in actor.topics],
            "size": self.build_size(actor.id),
            "seats": [self.build_seat(seat) for seat in self.case.seats_of(actor.id)],
            "meetings": [self.build_meeting(m) for m in self.mandates_of(actor.id) if m.aim == "meets" and m.times],
            "mandates": [self.build_mandate(mandate) for mandate in self.mandates_of(actor.id)],
            "lines_in": self.find_lines(actor.id, "in"),
            "lines_out": self.find_lines(actor.id, "out"),
            "events": [self.build_event(event) for event in self.case.events.values() if self.touches(event, actor.id)],
            "instruments": list(self.find_instruments(actor)),
            "functions": [
                {"id": a.function, "reason": choose_text(a.reason, self.lang), "confidence": a.confidence}
                for a in self.case.alignment.values()
                if a.actor == actor.id
            ],
            "evidence": self.evidence(actor),
        }

    def find_names(self, actor: Actor) -> Iterator[Json]:
        own = self.case.validity_of(actor)
        renamings = [e for e in self.case.events.values() if e.kind == "renamed" and e.of == (actor.id,)]
        seen = set()
        for name, role in self.case.names_of(actor.id):
            if name in seen or (name == actor.name.en and name != actor.name.sv):
                continue
            seen.add(name)
            begin = next((e.date for e in renamings if name in e.to and e.date), None)
            end = next((e.date for e in renamings if name in e.from_ and e.date), None)
            valid = f"{begin or '..'}/{end or '..'}" if begin or end else own.text
            holds = self.judge_name(begin, end) if begin or end else own.holds(self.at)
            yield {"name": name, "valid": valid, "holds": holds, "role": role}

    def judge_name(self, begin: str | None, end: str | None) -> dates.Holds:
        """Judge whether a name was borne at the date: from one renaming to another, each on some day in its date."""
        first = dates.read_moment(begin) if begin else dates.Moment(None, None)
        last = dates.read_moment(end) if end else dates.Moment(None, None)
        borne = dates.Period(
            first.earliest, first.latest, last.earliest, last.latest, from_open=begin is None, to_open=end is None
        )
        return dates.holds(borne, self.at, covers=self.case.period, own=True)

    def name_then(self, actor: Actor, names: Sequence[Json]) -> str:
        if self.asked is None:
            return actor.name.words("sv")
        borne = [n for n in names if n["role"] in {"current", "former"}]
        for wanted in ("yes", "possibly", "not_covered"):
            found = [n["name"] for n in borne if n["holds"] == wanted]
            if found:
                return str(found[0])
        return actor.name.words("sv")

    def build_size(self, organ: str) -> Json:
        size: Size = self.case.measure_organ(organ, at=self.at)
        known = size.at_least is not None or size.at_most is not None
        return {
            "stated": self.case.stated_size(organ),
            "computed": {"at_least": size.at_least, "at_most": size.at_most} if known else None,
            "why_unknown": say(size.why_unknown, self.lang) if size.why_unknown else None,
        }

    def mandates_of(self, actor: str) -> list[Mandate]:
        return [m for m in self.case.mandates.values() if actor in m.holder or actor in m.with_]

    def find_lines(self, actor: str, direction: Direction) -> list[Json]:
        found = find_lines(self.graph, f"{self.case.id}.{actor}", direction, at=self.asked)
        return [build_answer(self.graph, answer, self.lang) for answer in found]

    def touches(self, event: Event, record: str) -> bool:
        return record in event.of or (event.kind != "renamed" and record in (*event.from_, *event.to))

    def find_instruments(self, actor: Actor) -> Iterator[Json]:
        for instrument in self.case.instruments.values():
            for key, relation in _RELATIONS.items():
                # what a document says of a group holds for its members; that a group adopts it does not
                ends = {actor.id} if key == "adopted_by" else {actor.id, *self.case.groups_of[actor.id]}
                if ends & set(read_key(instrument, key)):
                    yield {**self.refer_any(instrument.id), "relation": relation}
            if instrument.id in actor.under:
                yield {**self.refer_any(instrument.id), "relation": "under"}

    # -- other records ---------------------------------------------------------------------------------------------

    def build_other(self, kind: str, file: str, local: str) -> Json:
        record: Fact = getattr(self.case, file)[local]
        mandates = [m for m in self.case.mandates.values() if m is record or self.concerns(m, local)]
        wanted = {f"{self.case.id}.{m.id}" for m in mandates}
        lines = [line for *_, line in self.graph.edges(data=True) if line["record"] in wanted]
        if isinstance(record, Mandate):
            card = self.build_mandate(record)
        else:
            card = build_record(self.case, file, record, self.lang)
            card["holds"] = self.case.validity_of(record).holds(self.at)
        return {
            kind: card,
            "mandates": [self.build_mandate(m) for m in mandates],
            "lines": [
                build_line(self.graph, line, self.lang, holds=read_validity(self.graph, line).holds(self.at))
                for line in lines
            ],
            "events": [self.build_event(event) for event in self.case.events.values() if self.touches(event, local)],
            "items": [
                {**self.refer_any(topic.id), "order": topic.order}
                for topic in self.case.topics.values()
                if local in (topic.list, topic.part_of)
            ],
            "actors": [self.refer(actor.id) for actor in self.case.actors.values() if local in actor.topics],
            "evidence": self.evidence(record),
        }

    def concerns(self, mandate: Mandate, local: str) -> bool:
        return local in mandate.about or local in mandate.under or local == mandate.procedure

    def build_seat(self, seat: Seat) -> Json:
        each = seat.per_member
        return {
            "id": self.full(seat.id),
            "count": seat.count,
            "at_least": seat.at_least,
            "at_most": seat.at_most,
            "per_member": {"at_least": each.at_least, "at_most": each.at_most} if isinstance(each, Bounds) else each,
            "from": self.refer(seat.drawn_from),
            "role": [self.refer(role) for role in seat.role],
            "kind": seat.kind,
            "extra": seat.extra,
            "vacant": seat.vacant,
            "appointed_by": self.refer(seat.appointed_by),
            "represents": [self.refer(name) for name in seat.represents],
            "preference": choose_text(seat.preference, self.lang),
            "deontic": seat.deontic or "none",
            "term": seat.term,
            "rotation": choose_text(seat.rotation, self.lang),
            "condition": choose_text(seat.condition, self.lang),
            "negative": seat.negative,
            "status": seat.status,
            "scope": seat.scope,
            "basis": seat.basis,
            "mode": seat.mode,
            "valid": self.case.validity_of(seat).text,
            "note": choose_text(seat.note, self.lang),
            "evidence": self.evidence(seat),
        }

    def build_meeting(self, mandate: Mandate) -> Json:
        assert mandate.times is not None
        times = mandate.times
        return {
            "at_least": times.at_least, "at_most": times.at_most, "approx": times.approx, "per": times.per,
            "length": times.length, "status": mandate.status, "valid": self.case.validity_of(mandate).text,
            "mandate": self.full(mandate.id),
        }  # fmt: skip

    def build_mandate(self, mandate: Mandate) -> Json:
        texts = {
            key: choose_text(getattr(mandate, key), self.lang) for key in ("object", "condition", "constraint", "note")
        }
        return {
            "id": self.full(mandate.id),
            "holder": [self.refer_end(mandate, name) for name in mandate.holder],
            "deontic": mandate.deontic or "none",
            "negative": mandate.negative,
            "aim": mandate.aim if isinstance(mandate.aim, str) else mandate.aim.words(self.lang),
            "toward": [self.refer_end(mandate, name) for name in mandate.toward if name != EACH_OTHER],
            "each_other": EACH_OTHER in mandate.toward,
            "with": [self.refer(name) for name in mandate.with_],
            "applies": {
                "holder": mandate.holder_as,
                "toward": mandate.toward_as,
                "pairs": mandate.pairs,
                "any": mandate.any,
            },
            "extent": mandate.extent,
            "times": mandate.times.model_dump() if mandate.times else None,
            **texts,
            "about": [self.refer_any(name) for name in mandate.about],
            "under": [self.refer_any(name) for name in mandate.under],
            "matters_of": [self.refer(name) for name in mandate.matters_of],
            "status": mandate.status,
            "scope": mandate.scope,
            "basis": mandate.basis,
            "mode": mandate.mode,
            "valid": self.case.validity_of(mandate).text,
            "procedure": self.full(mandate.procedure),
            "step": mandate.step,
            "evidence": self.evidence(mandate),
        }

    def refer_end(self, mandate: Mandate, name: str) -> Json:
        if name != UNSPECIFIED:
            return refer(self.graph, f"{self.case.id}.{name}")
        return {"id": f"{self.case.id}.{UNSPECIFIED}--{mandate.id}", "name": say("absent_actor", self.lang)}

    def build_event(self, event: Event) -> Json:
        named = event.kind == "renamed"
        return {
            "id": self.full(event.id),
            "kind": event.kind,
            "date": event.date,
            "negative": event.negative,
            "status": event.status,
            "basis": event.basis,
            "mode": event.mode,
            "of": [self.full(name) for name in event.of],
            "from": [name if named else self.full(name) for name in event.from_],
            "to": [name if named else self.full(name) for name in event.to],
            "note": choose_text(event.note, self.lang),
            "evidence": self.evidence(event),
        }


# -- a card in words ---------------------------------------------------------------------------------------------------

_USUAL = {"adopted", "inside", "stated", "rule", "none", "yes", "current"}  # defaults, which a reader need not be told
_HIDDEN = {"name", "abbreviation", "evidence", "id", "case", "name_en", "mandate"}


def word_card(card: Card, graph: Graph, lang: str) -> str:
    """Word a card as text: what the record is, then each part that says something; defaults are not told."""
    head = card.fields[card.kind]
    title = head.get("name") or _word_label("aim", head.get("aim"), graph, lang)
    rows = [title + (f" ({head['abbreviation']})" if head.get("abbreviation") else ""), f"  {head['id']}"]
    rows += [f"  {row}" for row in _word_fields(head, graph, lang)]
    for part, value in card.fields.items():
        if part == card.kind or not _said(part, value):
            continue
        if isinstance(value, list):
            rows += ["", _word_key(part, lang), *(f"  {_word_part(part, item, graph, lang)}" for item in value)]
        else:
            rows += ["", f"{_word_key(part, lang)}: {_word(value, lang)}"]
    return "\n".join(rows)


def _said(key: str, value: Any) -> bool:
    if key == "formal":
        return value is not None
    if isinstance(value, dict):
        return any(_said(inner, item) for inner, item in value.items())
    if isinstance(value, list):
        return bool(value)
    return value is not None and value is not False and value not in _USUAL


def _word_key(key: str, lang: str) -> str:
    return say(f"key_{key}", lang) if f"key_{key}" in WORDS else key.replace("_", " ")


def _word_fields(fields: Json, graph: Graph, lang: str) -> list[str]:
    return [
        f"{_word_key(key, lang)}: {_word_label(key, value, graph, lang)}"
        for key, value in fields.items()
        if key not in _HIDDEN and _said(key, value)
    ]


def _word_label(key: str, value: Any, graph: Graph, lang: str) -> str:
    """Word a value: the vocabulary's label where it is one of its ids, else the tool's own word, else as it is."""
    words = graph.graph["dataset"].vocabulary
    tables: dict[str, Sequence[Mapping[str, Any]]] = {
        "aim": (words.verbs, words.aims),
        "kind": (words.kinds, words.instrument_kinds),
        "class": (words.classes,),
    }
    if isinstance(value, str):
        for table in tables.get(key, ()):
            if value in table:
                return str(table[value].label.words(lang))
    return _word(value, lang)


def _word_part(part: str, item: Json, graph: Graph, lang: str) -> str:
    if part in {"lines_in", "lines_out", "lines"}:
        said = _word_line(item, graph, lang)
    elif part == "evidence":
        said = f"{item['source']}, ”{item['cue']}”"
    elif part == "names":
        said = f"{item['name']} ({', '.join(_word_fields({**item, 'name': None}, graph, lang))})"
    else:
        name = item.get("name") or item.get("id") or ""
        said = ", ".join([*([name] if name else []), *_word_fields(item, graph, lang)])
    cues = "; ".join(f"”{evidence['cue']}”" for evidence in item.get("evidence", ()))
    return f"{said} {cues}".rstrip()


def _word_line(item: Json, graph: Graph, lang: str) -> str:
    verb = graph.graph["dataset"].vocabulary.verbs[item["verb"]].label.words(lang)
    axes = [item[key] for key in ("deontic", "status", "basis", "mode", "scope", "holds")]
    seats = say_seats(item["seat"], item["count"], lang)
    told = ", ".join([say(axis, lang) for axis in axes if axis and axis not in _USUAL] + ([seats] if seats else []))
    holders = f" {say('and', lang)} ".join(each["name"] for each in (item["from"], *item["with"]))
    said = f"{holders} · {item['aim'] or verb} · {item['to']['name']}"
    via = f" ({say('via', lang)} {item['via']['name']})" if item["via"] else ""
    return f"{said}{via} ({told})" if told else said + via


def _word(value: Any, lang: str) -> str:
    if isinstance(value, dict):
        if set(value) == {"id", "name"}:
            return str(value["name"])
        if set(value) == {"at_least", "at_most"} and value["at_least"] == value["at_most"]:
            return str(value["at_least"])
        return ", ".join(f"{_word_key(k, lang)} {_word(v, lang)}" for k, v in value.items() if _said(k, v))
    if isinstance(value, list):
        return "; ".join(_word(item, lang) for item in value)
    if isinstance(value, bool):
        return say("true" if value else "false", lang)
    return say(value, lang) if isinstance(value, str) and value in WORDS else str(value)
