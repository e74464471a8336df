"""One record and all that is known around it, as of a date: the card that `show` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from govgraph import dates
from govgraph.answers import Json, build_answer, build_evidence, build_line, choose_text
from govgraph.ask import find_lines, read_at
from govgraph.cases import CaseData, Interlock, NameSpan, Share, Size, strongest, weakest
from govgraph.errors import UsageError
from govgraph.graph import Graph, read_validity
from govgraph.lists import build_record
from govgraph.names import find_record
from govgraph.questions import Answer, Direction
from govgraph.records import (
    EACH_OTHER,
    UNSPECIFIED,
    Actor,
    Bounds,
    Event,
    Fact,
    Mandate,
    Procedure,
    Seat,
    Topic,
)
from govgraph.rules import REFERENCES, read_key
from govgraph.shapes import Text
from govgraph.vocabulary import Vocabulary
from govgraph.words import say

__all__ = ["Card", "show"]

_RELATIONS = {"parties": "party", "adopted_by": "adopts", "governs": "governed_by", "one_per": "one_per"}
_CARDS = {
    "topics": "topic",
    "topic_lists": "topic",
    "instruments": "instrument",
    "procedures": "procedure",
    "mandates": "mandate",
}
# references that a card shows as what they are: as a part of its own, or as lines
_SHOWN = {
    "actors": {"part_of", "attached_to", "topics", "one_per", "one_of", "members", "of"},
    "topics": {"list", "part_of"},
    "instruments": set(_RELATIONS),
    "seats": {"organ", "from", "role"},
    "mandates": {"holder", "with", "about", "procedure", "under"},
    "events": {"of"},
    "alignment": {"actor", "topics", "rests_on"},
}
_IS_SO = {"yes", "possibly"}


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
        EDTF date or span: what does not hold then, or lies outside what the sources cover, is left out and counted;
        what holds only possibly is marked. Events are history and all stay. Default: nothing is left out, and all
        is judged in the case's period.

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
    """One case seen at one date in one language; every method builds one part of a card, and counts what it leaves."""

    def __init__(self, graph: Graph, case: CaseData, at: dates.Period, lang: str, asked: str | None) -> None:
        self.graph, self.case, self.at, self.lang, self.asked = graph, case, at, lang, asked
        self.renamed = {name for event in case.events.values() if event.kind == "renamed" for name in event.of}
        self.left_out: dict[str, Counter[str]] = {"other_date": Counter(), "not_covered": Counter()}

    def full(self, local: str | None) -> str | None:
        return f"{self.case.id}.{local}" if local else None

    def refer(self, local: str | None) -> Json | None:
        return self.refer_any(local) if local else None

    def refer_any(self, local: str) -> Json:
        record: Any = self.case.facts[local]
        if isinstance(record, Actor):
            return {"id": f"{self.case.id}.{local}", "name": self.name_then(record)}
        return {"id": f"{self.case.id}.{local}", "name": record.name.words("sv") if hasattr(record, "name") else local}

    def refer_then(self, local: str, *, of: str = "") -> Json:
        """Refer to a record, and say whether it holds; `of` is the actor that it is said of."""
        return {**self.refer_any(local), "holds": self.holds(self.case.facts[local], of=of)}

    def evidence(self, fact: Fact) -> list[Json]:
        return build_evidence(self.graph, f"{self.case.id}.{fact.id}")

    def holds(self, fact: Fact, *, of: str = "") -> dates.Holds:
        return self.case.holds_of(fact, self.at, of=of)

    def keep(self, part: str, rows: Iterable[Json]) -> list[Json]:
        """Keep what holds, or possibly holds, at the date asked; where none was asked, everything."""
        kept = []
        for row in rows:
            if self.asked is None or row["holds"] in _IS_SO:
                kept.append(row)
            else:
                self.left_out["other_date" if row["holds"] == "no" else "not_covered"][part] += 1
        for counted in self.left_out.values():
            counted[part] += 0  # a part that leaves nothing out says so
        return kept

    # -- actors ----------------------------------------------------------------------------------------------------

    def build_actor(self, actor: Actor) -> Json:
        case, own = self.case, actor.id
        spans = case.spans_of(own)
        members = self.keep("members", (self.refer_member(actor, member) for member in actor.members))
        mandates, places, size = case.find_mandates(own), case.find_places(own), case.measure_organ(own, at=self.at)
        shown = {record.id for record in (*case.seats_of(own), *(share.record for share in (*mandates, *places)))}
        return {
            "actor": self.build_head(actor),
            "at": self.asked,
            "names": [self.build_name(actor, span) for span in spans],
            "part_of": self.refer(actor.part_of),
            "attached_to": self.refer(actor.attached_to or actor.of),
            "one_per": self.refer(actor.one_per),
            "one_of": self.refer(actor.one_of),
            "members": members,
            "member_count": self.count_members(actor, members) if case.is_group(own) else None,
            "groups": self.keep("groups", (self.refer_then(group, of=own) for group in case.groups_of.get(own, ()))),
            "topics": self.keep("topics", (self.refer_then(topic) for topic in actor.topics)),
            "size": self.build_size(own, size),
            "size_holds": None if size.why_unknown else size.holds,
            "seats": self.keep("seats", (self.build_seat(seat, of=own) for seat in case.seats_of(own))),
            "sits_in": self.keep("sits_in", (self.build_place(share, own) for share in places)),
            "interlocks": [row for interlock in case.find_interlocks(own) if (row := self.build_interlock(interlock))],
            "meetings": self.keep("meetings", self.find_meetings(own, mandates)),
            "mandates": self.keep(
                "mandates", (self.build_share(share, own) for share in mandates if share.applies != "jointly")
            ),
            "joint_mandates": self.keep(
                "joint_mandates", (self.build_share(share, own) for share in mandates if share.applies == "jointly")
            ),
            "lines_in": self.find_lines(actor, "in"),
            "lines_out": self.find_lines(actor, "out"),
            "events": [self.build_event(event) for event in case.events.values() if self.touches(event, own)],
            "instruments": self.keep("instruments", self.find_instruments(actor)),
            "named_by": self.keep("named_by", self.find_mentions(own, shown)),
            "functions": [
                {"id": a.function, "reason": choose_text(a.reason, self.lang), "confidence": a.confidence}
                for a in case.functions_of(own)
            ],
            "evidence": self.evidence(actor),
            "left_out": {reason: dict(counted) for reason, counted in self.left_out.items()},
        }

    def build_head(self, actor: Actor) -> Json:
        node = self.graph.nodes[f"{self.case.id}.{actor.id}"]
        keys = ("id", "abbreviation", "kind", "class", "tier", "side", "formal", "negative")
        axes = ("status", "scope", "basis", "mode", "case")
        return {
            **{key: node[key] for key in (*keys, *axes)},
            "name": self.name_then(actor),
            "name_en": node["name_en"],
            "valid": actor.valid,
            "holds": self.holds(actor),
            "number": actor.number,
            "open": actor.open,
            "condition": choose_text(actor.condition, self.lang),
            "note": choose_text(actor.note, self.lang),
        }

    def build_name(self, actor: Actor, span: NameSpan) -> Json:
        return {"name": span.name, "valid": span.text, "holds": self.judge_name(actor, span), "role": span.role}

    def judge_name(self, actor: Actor, span: NameSpan) -> dates.Holds:
        """Say whether a name was borne at the date, which is no longer than the actor is stated to exist."""
        if span.period is None:
            return self.holds(actor)
        borne = dates.holds(span.period, self.at, covers=self.case.period, own=True)
        return borne if actor.valid is None else weakest(borne, self.holds(actor))

    def name_then(self, actor: Actor) -> str:
        """Give the name that an actor certainly bore at the date asked, else the latest that it possibly did."""
        renamed = self.asked and actor.id in self.renamed
        return self.case.name_at(actor.id, self.at) if renamed else actor.name.words("sv")

    def name_ends(self, line: Json) -> Json:
        """Name the actors of a line as they were called at the date asked."""
        for end in (line["from"], line["to"], line["via"], *line["with"]):
            if end and (actor := self.case.actors.get(end["id"].removeprefix(f"{self.case.id}."))):
                end["name"] = self.name_then(actor)
        return line

    def refer_member(self, group: Actor, member: str) -> Json:
        return {**self.refer_any(member), "holds": self.holds(group, of=member)}

    def count_members(self, group: Actor, members: Sequence[Json]) -> int | None:
        """Count the members that a group has then; a number that is stated is that of the group with all of them."""
        if len(members) == len(group.members) and all(member["holds"] == "yes" for member in members):
            return self.case.count_members(group.id)
        if self.asked is None:
            return self.case.count_members(group.id)
        known = not group.open and group.number is None and all(member["holds"] == "yes" for member in members)
        return len(members) if members and known else None

    def build_size(self, organ: str, size: Size) -> Json:
        known = size.at_least is not None or size.at_most is not None
        return {
            "stated": self.case.stated_size(organ, at=self.at),
            "computed": {"at_least": size.at_least, "at_most": size.at_most} if known else None,
            "why_unknown": say(size.why_unknown, self.lang) if size.why_unknown else None,
        }

    def find_meetings(self, actor: str, shares: Iterable[Share]) -> Iterator[Json]:
        for share in shares:
            mandate = share.record
            if isinstance(mandate, Mandate) and share.applies != "jointly" and mandate.aim == "meets" and mandate.times:
                yield {
                    **mandate.times.model_dump(),
                    "status": mandate.status,
                    "mode": mandate.mode,
                    "valid": self.case.validity_of(mandate).text,
                    "holds": self.judge_share(share, actor),
                    "via": self.refer(share.group),
                    "mandate": self.full(mandate.id),
                }

    def find_lines(self, actor: Actor, direction: Direction) -> list[Json]:
        """Find the lines at one end of an actor; those that a date leaves out are judged by their own time."""
        full = f"{self.case.id}.{actor.id}"
        then = {_key_answer(a): a for a in find_lines(self.graph, full, direction, at=self.asked)}
        rows = []
        for answer in find_lines(self.graph, full, direction):
            found = then.get(_key_answer(answer))
            row = self.name_ends(build_answer(self.graph, found or answer, self.lang))
            if self.asked is not None:
                holds = found.holds if found else read_validity(self.graph, answer.line).holds(self.at)
                row["holds"] = weakest(holds, self.judge_ends(answer))
            rows.append(row)
        return self.keep("lines_in" if direction == "in" else "lines_out", rows)

    def judge_ends(self, answer: Answer) -> dates.Holds:
        """Say whether both ends of a line exist at the date, as far as it is stated when they do.

        What succeeds another does so because the other is no more.
        """
        ends = (self.case.actors.get((end or "").removeprefix(f"{self.case.id}.")) for end in answer.path)
        lives = [self.holds(actor) for actor in ends if actor is not None and actor.valid is not None]
        return "yes" if answer.line["projected_from"] == "event" or not lives else weakest(*lives)

    def touches(self, event: Event, record: str) -> bool:
        return record in event.of or (event.kind != "renamed" and record in (*event.from_, *event.to))

    def find_instruments(self, actor: Actor) -> Iterator[Json]:
        for instrument in self.case.instruments.values():
            for key, relation in _RELATIONS.items():
                # what a document says of a group holds for its members; that a group adopts it does not
                ends = {actor.id} if key == "adopted_by" else {actor.id, *self.case.groups_of[actor.id]}
                if ends & set(read_key(instrument, key)):
                    yield {**self.refer_then(instrument.id, of=actor.id), "relation": relation}
            if instrument.id in actor.under:
                yield {**self.refer_then(instrument.id, of=actor.id), "relation": "under"}

    def find_mentions(self, local: str, shown: Container[str] = ()) -> Iterator[Json]:
        """Find the records that refer to one in a way that no other part of its card shows."""
        for file, keys in REFERENCES.items():
            for record in getattr(self.case, file).values():
                for key in keys:
                    part = key in _SHOWN.get(file, ()) or (key == "toward" and not _is_denial(record))
                    if not part and record.id not in shown and local in read_key(record, key):
                        named = {**self.refer_then(record.id), "name": self.title(record)}
                        yield {**named, "type": file, "relation": key}

    def title(self, record: Any) -> str:
        """Name a record that may have no name: a seat by its organ, a mandate by who does what."""
        if isinstance(record, Seat):
            return self.name_then(self.case.actors[record.organ])
        if isinstance(record, Mandate):
            holders = "; ".join(self.refer_end(record, name)["name"] for name in record.holder)
            return f"{holders} · {_word_aim(self.case.vocabulary, self.lang, record.aim)}"
        return str(self.refer_any(record.id)["name"])

    # -- who sits where --------------------------------------------------------------------------------------------

    def build_seat(self, seat: Seat, *, of: str = "") -> Json:
        return {
            **self.count_seat(seat, of=of),
            "from": self.refer(seat.drawn_from),
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

    def count_seat(self, seat: Seat, *, of: str = "") -> Json:
        """Say how many a seat is, of which kind and role, and whether it holds."""
        each = seat.per_member
        return {
            "id": self.full(seat.id),
            "kind": seat.kind,
            "count": seat.count,
            "at_least": seat.at_least,
            "at_most": seat.at_most,
            "per_member": {"at_least": each.at_least, "at_most": each.at_most} if isinstance(each, Bounds) else each,
            "role": [self.refer(role) for role in seat.role],
            "holds": self.holds(seat, of=of or seat.organ),
        }

    def build_place(self, share: Share, actor: str) -> Json:
        """Build a seat in another organ, and through which group, for each or jointly, an actor has it."""
        assert isinstance(share.record, Seat)
        seat = self.build_seat(share.record)
        return {
            **seat,
            "holds": weakest(seat["holds"], self.judge_share(share, actor)),
            "organ": self.refer(share.record.organ),
            "via": self.refer(share.group),
            "applies": share.applies,
        }

    def build_interlock(self, interlock: Interlock) -> Json | None:
        """Build an interlock from the seats that hold then; None where a side has none, or no two ever meet."""
        here, there = (
            [(seat, self.holds(seat, of=seat.organ)) for seat in seats] for seats in (interlock.here, interlock.there)
        )
        if self.asked is not None:
            here, there = ([(seat, holds) for seat, holds in side if holds in _IS_SO] for side in (here, there))
        if bool(here) < bool(interlock.here) or bool(there) < bool(interlock.there):
            return None
        met = [(weakest(one, other), self.meet(a, b)) for a, one in here for b, other in there]
        met = met or [(holds, "yes") for _, holds in (*here, *there)]  # drawn from the other: no seats to meet
        if all(meet == "no" for _, meet in met):
            return None
        return {
            "organ": self.refer(interlock.organ),
            "shared": self.refer(interlock.shared),
            "by": interlock.by,
            "here": [self.count_seat(seat) for seat, _ in here],
            "there": [self.count_seat(seat) for seat, _ in there],
            "holds": strongest(*(weakest(holds, meet) for holds, meet in met)),
        }

    def meet(self, one: Seat, other: Seat) -> dates.Holds:
        return dates.share_a_day(self.case.validity_of(one).period, self.case.validity_of(other).period)

    # -- mandates and events ---------------------------------------------------------------------------------------

    def judge_share(self, share: Share, actor: str) -> dates.Holds:
        """Say whether a record holds for an actor: possibly, where it says most or some of them, or one or another."""
        record, holds = share.record, self.holds(share.record, of=actor)
        if isinstance(record, Mandate):
            some = record.any == "holder" or (share.group and record.extent in {"most", "some"})
            return weakest(holds, "possibly") if some else holds
        return holds

    def build_share(self, share: Share, actor: str) -> Json:
        """Build a mandate as an actor has it, with the group that it has it through."""
        assert isinstance(share.record, Mandate)
        return {
            **self.build_mandate(share.record),
            "holds": self.judge_share(share, actor),
            "via": self.refer(share.group),
        }

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
            "holds": self.holds(mandate),
            "procedure": self.full(mandate.procedure),
            "step": mandate.step,
            "evidence": self.evidence(mandate),
        }

    def refer_end(self, mandate: Mandate, name: str) -> Json:
        if name != UNSPECIFIED:
            return self.refer_any(name)
        return {"id": f"{self.case.id}.{UNSPECIFIED}--{mandate.id}", "name": say("absent_actor", self.lang)}

    def build_event(self, event: Event) -> Json:
        named = event.kind == "renamed"
        return {
            "id": self.full(event.id),
            "kind": event.kind,
            "date": event.date,
            "happened": self.judge_event(event),
            "negative": event.negative,
            "status": event.status,
            "scope": event.scope,
            "basis": event.basis,
            "mode": event.mode,
            "of": [self.full(name) for name in event.of],
            "from": [name if named else self.full(name) for name in event.from_],
            "to": [name if named else self.full(name) for name in event.to],
            "condition": choose_text(event.condition, self.lang),
            "note": choose_text(event.note, self.lang),
            "evidence": self.evidence(event),
        }

    def judge_event(self, event: Event) -> dates.Certainty | None:
        """Say whether an event has happened by the end of the date asked; None where no day of it is stated.

        What is proposed, planned or denied is not stated to have happened at all.
        """
        if event.date is None or event.status in {"proposed", "planned"} or event.negative or self.at.to_latest is None:
            return None
        day = dates.read_moment(event.date)
        if day.latest is not None and day.latest <= self.at.to_latest:
            return "yes"
        return "no" if day.earliest is not None and day.earliest > self.at.to_latest else "possibly"

    # -- other records ---------------------------------------------------------------------------------------------

    def build_other(self, kind: str, file: str, local: str) -> Json:
        record: Fact = getattr(self.case, file)[local]
        mandates = [record] if isinstance(record, Mandate) else self.find_concerned(record)
        rows = [self.build_mandate(m) | {"via": self.refer_list(m, record)} for m in mandates]
        rows = rows if isinstance(record, Mandate) else self.keep("mandates", rows)
        wanted = {row["id"] for row in rows} | {self.full(s.id) for s in self.case.seats.values() if local in s.under}
        return {
            kind: self.build_card(file, record),
            "at": self.asked,
            "holders": self.find_holders(record) if isinstance(record, Mandate) else [],
            "step": self.build_step(record) if isinstance(record, Mandate) and record.procedure else None,
            "steps": self.build_steps(record, rows) if isinstance(record, Procedure) else [],
            "items": self.keep("items", self.find_items(local)),
            "actors": self.keep("actors", self.find_actors(record)),
            "mandates": rows,
            "lines": self.keep("lines", self.build_lines(wanted)),
            "events": [self.build_event(event) for event in self.case.events.values() if self.touches(event, local)],
            "named_by": self.keep("named_by", self.find_mentions(local)),
            "evidence": self.evidence(record),
            "left_out": {reason: dict(counted) for reason, counted in self.left_out.items()},
        }

    def build_card(self, file: str, record: Any) -> Json:
        """Build the record itself: a mandate as others' cards have it, the others with the fields of their file."""
        if isinstance(record, Mandate):
            return self.build_mandate(record)
        named = {"name": record.name.words("sv"), "name_en": record.name.en}
        return {**build_record(self.case, file, record, self.lang), **named, "holds": self.holds(record)}

    def find_concerned(self, record: Fact) -> list[Mandate]:
        """Find the mandates about a record, or about the list that it stands in, under it, or in its steps."""
        about = {record.id, record.list} if isinstance(record, Topic) else {record.id}
        return [
            mandate
            for mandate in self.case.mandates.values()
            if about & set(mandate.about) or record.id in mandate.under or record.id == mandate.procedure
        ]

    def refer_list(self, mandate: Mandate, record: Fact) -> Json | None:
        """Refer to the list through which alone a mandate is about a topic."""
        if isinstance(record, Topic) and record.list and record.id not in mandate.about:
            return self.refer_any(record.list)
        return None

    def find_items(self, local: str) -> Iterator[Json]:
        for topic in self.case.topics.values():
            if local in (topic.list, topic.part_of):
                yield {**self.refer_then(topic.id), "order": topic.order if local == topic.list else None}

    def find_actors(self, record: Fact) -> Iterator[Json]:
        """Find the actors whose topics hold a topic, or the list that it stands in."""
        through = record.list if isinstance(record, Topic) else None
        for actor in self.case.actors.values():
            if record.id in actor.topics:
                yield {**self.refer_then(actor.id), "via": None}
            elif through and through in actor.topics:
                yield {**self.refer_then(actor.id), "via": self.refer_any(through)}

    def find_holders(self, mandate: Mandate) -> list[Json]:
        """Find who holds a mandate: as coded, then the named members of each group that it holds for each of."""
        found = [
            {**self.refer_end(mandate, name), "as": role, "via": None, "holds": self.holds(mandate, of=name)}
            for role, names in (("holder", mandate.holder), ("with", mandate.with_))
            for name in names
        ]
        for group in mandate.holder if mandate.holder_as == "each" and mandate.extent != "further" else ():
            for member in self.case.members_of(group) if self.case.is_group(group) else ():
                share = Share(mandate, group, "each")
                row = {"as": "member", "via": self.refer(group), "holds": self.judge_share(share, member)}
                found.append({**self.refer_any(member), **row})
        return found

    def build_step(self, mandate: Mandate) -> Json:
        """Build the place of a mandate in its procedure, counted from 1."""
        assert mandate.procedure is not None
        assert mandate.step is not None
        steps = self.case.procedures[mandate.procedure].steps
        words = steps[mandate.step - 1].words(self.lang)
        return {"procedure": self.refer_any(mandate.procedure), "step": mandate.step, "of": len(steps), "name": words}

    def build_steps(self, procedure: Procedure, mandates: Sequence[Json]) -> list[Json]:
        return [
            {
                "step": number,
                "name": step.words(self.lang),
                "mandates": [mandate["id"] for mandate in mandates if mandate["step"] == number],
            }
            for number, step in enumerate(procedure.steps, 1)
        ]

    def build_lines(self, records: set[str | None]) -> list[Json]:
        """Build the lines that some records make, as they are in the graph."""
        return [
            self.name_ends(
                build_line(self.graph, line, self.lang, holds=read_validity(self.graph, line).holds(self.at))
            )
            for *_, line in self.graph.edges(data=True)
            if line["record"] in records
        ]


def _key_answer(answer: Answer) -> tuple[str, str, str | None]:
    return answer.line["id"], answer.source, answer.target


def _word_aim(words: Vocabulary, lang: str, aim: str | Text) -> str:
    if isinstance(aim, Text):
        return aim.words(lang)
    return (words.verbs.get(aim) or words.aims[aim]).label.words(lang)


def _is_denial(record: Any) -> bool:
    return bool(record.negative or getattr(record, "deontic", None) == "may_not")
