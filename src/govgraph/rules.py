"""The rules across the records of one case: each yields the faults that it finds, at their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import networkx as nx

from govgraph import dates
from govgraph.cases import CaseData
from govgraph.errors import Problem, UnknownNameError, name_nearest
from govgraph.records import EACH_OTHER, FILES, UNSPECIFIED, Actor, Event, Fact, Mandate, Seat
from govgraph.salvage import NEEDED, Unread, keep_judgeable
from govgraph.shapes import Record, Text
from govgraph.vocabulary import Vocabulary

__all__ = ["Placed", "check_rules", "find_flags"]

Placed = Callable[[str, tuple[int | str, ...], str], Problem]  # record id, place in the record, text → Problem
Problems = Iterator[Problem]

ACTOR, TOPIC, LIST, INSTRUMENT, PROCEDURE = "actor", "topic", "topic list", "instrument", "procedure"
SEAT, MANDATE, EVENT = "seat", "mandate", "event"
_TABLES = {
    ACTOR: "actors", TOPIC: "topics", LIST: "topic_lists", INSTRUMENT: "instruments", PROCEDURE: "procedures",
    SEAT: "seats", MANDATE: "mandates", EVENT: "events",
}  # fmt: skip

# which keys refer to what; a tuple offers several kinds of record
REFERENCES: dict[str, dict[str, tuple[str, ...]]] = {
    "actors": {
        "part_of": (ACTOR,), "attached_to": (ACTOR,), "topics": (TOPIC, LIST), "one_per": (ACTOR,), "one_of": (ACTOR,),
        "members": (ACTOR,), "of": (ACTOR,), "under": (INSTRUMENT,),
    },
    "topic_lists": {"whose": (ACTOR, INSTRUMENT), "under": (INSTRUMENT,)},
    "topics": {"list": (LIST,), "part_of": (TOPIC,), "same_as": (TOPIC,), "under": (INSTRUMENT,)},
    "instruments": {
        "parties": (ACTOR,), "part_of": (INSTRUMENT,), "adopted_by": (ACTOR,), "governs": (ACTOR,),
        "supplements": (INSTRUMENT,), "one_per": (ACTOR,), "under": (INSTRUMENT,),
    },
    "seats": {
        "organ": (ACTOR,), "from": (ACTOR,), "role": (ACTOR,), "appointed_by": (ACTOR,), "represents": (ACTOR,),
        "under": (INSTRUMENT,),
    },
    "mandates": {
        "holder": (ACTOR,), "with": (ACTOR,), "toward": (ACTOR,), "about": (TOPIC, LIST, INSTRUMENT),
        "matters_of": (ACTOR,), "procedure": (PROCEDURE,), "under": (INSTRUMENT,),
    },
    "procedures": {"whose": (ACTOR,), "under": (INSTRUMENT,)},
    "events": {"of": (ACTOR, INSTRUMENT), "under": (INSTRUMENT,)},
    "alignment": {"actor": (ACTOR,), "topics": (TOPIC, LIST), "rests_on": tuple(_TABLES)},
}  # fmt: skip
_MUST_BE_GROUP = {("actors", "one_per"), ("actors", "one_of"), ("instruments", "one_per")}
_RESERVED = {"holder": {UNSPECIFIED}, "toward": {UNSPECIFIED, EACH_OTHER}}


def check_rules(case: CaseData, at: Placed, others: Mapping[str, str], unread: Unread) -> Problems:
    """Check every rule that needs more than one record, as far as faults elsewhere allow.

    `others` maps local ids of the other cases to their global ids, so that a reference into another case is
    named as such. A rule is held back only where its answer would echo a fault that is named already.
    """
    dropped: set[str] = set()

    def note(record: str, loc: tuple[int | str, ...], text: str) -> Problem:
        if record not in case.actors or not loc or loc[0] in NEEDED[Actor]:
            dropped.add(record)
        return at(record, loc, text)

    yield from _check_references(case, note, others, unread)
    sourced = not {"case", "sources"} & set(unread.lost)
    if sourced:
        yield from _check_sources(case, note, unread)
    yield from _check_words(case, note)
    if "actors" not in unread.lost and not dropped & set(case.actors):
        yield from _check_kinds(case, note)
    yield from _check_aims(case, at)
    yield from _check_cycles(case, note)
    yield from _check_lists(case, at)
    yield from _check_steps(case, at)
    whole = not (dropped or unread.patched or unread.lost)
    kept = case if whole else keep_judgeable(case, unread.patched | dropped, _read_ids)
    for rule in (_check_classes, _check_groups, _check_seats, _check_time):
        yield from rule(kept, at)
    if "seats" not in unread.lost and kept.actors == case.actors and kept.seats == case.seats:
        yield from _check_sizes(kept, at)
    if "events" not in unread.lost and not unread.patched & set(case.events):
        yield from _check_events(kept, at)
    if sourced:  # what the sections say tells facts apart
        yield from _check_twice(kept, at)


def read_key(record: Record, key: str) -> tuple[str, ...]:
    """Read the ids that a record gives under a key as it is written in the file, as a tuple."""
    value = getattr(record, _find_field(type(record), key))
    return value if isinstance(value, tuple) else (value,) if value else ()


@cache
def _find_field(model: type[Record], key: str) -> str:
    return next((name for name, field in model.model_fields.items() if field.alias == key), key)


def _list_keys(file: str, record: Record) -> Mapping[str, tuple[str, ...]]:
    """Map the keys of a record that refer to others to the kinds of record that they refer to."""
    keys = REFERENCES[file]
    names_things = isinstance(record, Event) and record.kind != "renamed"
    return keys | {"from": (ACTOR, INSTRUMENT), "to": (ACTOR, INSTRUMENT)} if names_things else keys


def _read_ids(fact: Fact) -> set[str]:
    file = next(name for name, model in FILES.items() if isinstance(fact, model))
    return {name for key in _list_keys(file, fact) for name in read_key(fact, key)}


def _check_references(case: CaseData, at: Placed, others: Mapping[str, str], unread: Unread) -> Problems:
    for file in REFERENCES:
        for record in getattr(case, file).values():
            for key, kinds in _list_keys(file, record).items():
                if ids := read_key(record, key):
                    yield from _check_ids(case, at, others, unread, file, record, key, kinds, ids)


def _check_ids(
    case: CaseData, at: Placed, others: Mapping[str, str], unread: Unread,
    file: str, record: Any, key: str, kinds: tuple[str, ...], ids: tuple[str, ...],
) -> Problems:  # fmt: skip
    files = [_TABLES[kind] for kind in kinds]
    for index, name in enumerate(ids):
        where = (key, index)
        if name in _RESERVED.get(key, set()) and file == "mandates":
            continue
        known = any(name in getattr(case, table) for table in files)
        if name == record.id and known:
            yield at(record.id, where, f"{key} {name!r} is the record itself")
        elif ids.index(name) < index:
            yield at(record.id, where, f"{key} {name!r} is given twice")
        elif not known and not any(unread.may_hold(table, name) for table in files):
            yield at(record.id, where, _word_loose(case, others, kinds, name))
        elif known and (file, key) in _MUST_BE_GROUP and case.class_of(name) not in {"group", None}:
            yield at(record.id, where, f"{key} {name!r} is no group; name a group of actors")


def _word_loose(case: CaseData, others: Mapping[str, str], kinds: tuple[str, ...], name: str) -> str:
    what = " or ".join(kinds)
    for kind, table in _TABLES.items():
        if kind not in kinds and name in getattr(case, table):
            return (
                f"{name!r} is {'an' if kind[0] in 'ai' else 'a'} {kind}, not {'an' if what[0] in 'ai' else 'a'} {what}"
            )
    if name in case.case.redirects:
        return f"{name!r} was renamed; write {case.case.redirects[name]!r}"
    nearest = name_nearest(name, [known for kind in kinds for known in getattr(case, _TABLES[kind])])
    if not nearest and name in others:
        return f"no {what} {name!r} in this case; {others[name]} is another case's, and a case refers only to its own"
    return f"no {what} {name!r} in this case{nearest}"


def _check_sources(case: CaseData, at: Placed, unread: Unread) -> Problems:
    if case.case.default_source not in case.sources:
        yield at("", ("default_source",), _no_source(case, case.case.default_source))
    for fact in case.facts.values():
        cited = []
        for index, evidence in enumerate(fact.evidence):
            cited.append(case.source_of(evidence))
            if evidence.source is not None and evidence.source not in case.sources:
                yield at(fact.id, ("evidence", index, "source"), _no_source(case, evidence.source))
        sections = [s.id for source in cited if source in case.sources for s in case.sources[source].sections]
        if fact.section is not None and fact.section not in sections and set(cited) <= set(case.sources):
            text = f"no section {fact.section!r} in source {', '.join(dict.fromkeys(cited))}"
            yield at(fact.id, ("section",), text + name_nearest(fact.section, sections))
    for source in case.sources.values():
        for index, section in enumerate(source.sections):
            for key, cue in (("from", section.start), ("until", section.until)):
                if cue is not None and cue.source is not None and cue.source not in case.sources:
                    yield at(source.id, ("sections", index, key, "source"), _no_source(case, cue.source))
    for entry in case.uncoded.values():
        for index, evidence in enumerate(entry.at):
            if evidence.source is not None and evidence.source not in case.sources:
                yield at(entry.id, ("at", index, "source"), _no_source(case, evidence.source))
    for old, new in case.case.redirects.items():
        if new not in case.facts and not any(unread.may_hold(file, new) for file in unread.lost):
            yield at("", ("redirects", old), f"redirect {old!r} leads to {new!r}, which no record is")
        if old in case.facts:
            yield at("", ("redirects", old), f"redirect {old!r} is a record still; an id that went is never used again")


def _no_source(case: CaseData, name: str) -> str:
    return f"no source {name!r} in sources.yaml{name_nearest(name, list(case.sources))}"


def _check_words(case: CaseData, at: Placed) -> Problems:
    words = case.vocabulary
    for actor in case.actors.values():
        if actor.kind is not None and actor.kind not in words.kinds:
            of_class = [kind.id for kind in words.kinds.values() if kind.class_ == actor.kind]
            other = f"; that is a class, whose kinds are {', '.join(of_class)}" if of_class else ""
            nearest = other or name_nearest(actor.kind, words.kinds)
            yield at(actor.id, ("kind",), f"no kind {actor.kind!r} in the vocabulary{nearest}")
    for instrument in case.instruments.values():
        if instrument.kind not in words.instrument_kinds:
            nearest = name_nearest(instrument.kind, words.instrument_kinds)
            yield at(instrument.id, ("kind",), f"no instrument kind {instrument.kind!r} in the vocabulary{nearest}")
    aligned: dict[tuple[str, str], str] = {}
    for alignment in case.alignment.values():
        first = aligned.setdefault((alignment.actor, alignment.function), alignment.id)
        if first != alignment.id:
            twice = f"{alignment.actor!r} is aligned to {alignment.function!r} already, by {first!r}; keep one"
            yield at(alignment.id, ("function",), twice)
        if alignment.function not in words.functions:
            nearest = name_nearest(alignment.function, words.functions)
            yield at(alignment.id, ("function",), f"no function {alignment.function!r} in the vocabulary{nearest}")
        for field in alignment.fields:
            if field not in words.fields:
                nearest = name_nearest(field, words.fields)
                yield at(alignment.id, ("fields",), f"no field {field!r} in the vocabulary{nearest}")


def _check_kinds(case: CaseData, at: Placed) -> Problems:
    for actor in case.actors.values():
        if case.kind_of(actor.id) is None:
            yield at(actor.id, (), f"actor {actor.id!r} has no kind, and no group passes one on; write kind")


def _check_aims(case: CaseData, at: Placed) -> Problems:
    words = case.vocabulary
    for mandate in case.mandates.values():
        aim = mandate.aim
        if isinstance(aim, Text):
            yield from _check_free_words(aim, at, mandate, words)
        elif aim not in words.verbs and aim not in words.aims:
            text = f"no verb or aim {aim!r} in the vocabulary{name_nearest(aim, [*words.verbs, *words.aims])}"
            yield at(mandate.id, ("aim",), text)
        elif aim in words.verbs and words.verbs[aim].projected:
            yield at(mandate.id, ("aim",), _word_projected(aim))
        elif aim in words.aims and mandate.toward:
            text = f"aim {aim!r} has no counterpart; use a verb, or free words as {{sv: …, en: …}}"
            yield at(mandate.id, ("aim",), text)


def _check_free_words(aim: Text, at: Placed, mandate: Mandate, vocabulary: Vocabulary) -> Problems:
    for said in dict.fromkeys(filter(None, (aim.sv, aim.en))):
        standard = None if mandate.toward else vocabulary.find_aim(said)
        try:
            verb, _, turned = vocabulary.find_verbs(said)
        except UnknownNameError:
            verb, turned = "", False
        if verb in vocabulary.verbs and vocabulary.verbs[verb].projected:
            yield at(mandate.id, ("aim",), _word_projected(verb))
        elif turned:
            text = f"aim {said!r} is {verb!r} from the receiver's side; write {verb}, and holder and toward to fit"
            yield at(mandate.id, ("aim",), text)
        elif standard or verb in vocabulary.verbs:
            yield at(mandate.id, ("aim",), f"aim {said!r} is a label of {standard or verb!r}; write the id")


def _word_projected(verb: str) -> str:
    return f"{verb!r} is read from fields, seats and events; it is never coded as a mandate"


def _check_cycles(case: CaseData, at: Placed) -> Problems:
    for key in ("part_of", "attached_to", "members"):
        graph: nx.DiGraph[str] = nx.DiGraph()
        for actor in case.actors.values():
            graph.add_edges_from((actor.id, other) for other in read_key(actor, key))
        for component in nx.strongly_connected_components(graph):
            if len(component) > 1:
                first = min(component, key=list(case.actors).index)
                yield at(
                    first, (key,), f"{key} leads back to {first!r} through {', '.join(sorted(component - {first}))}"
                )


def _check_classes(case: CaseData, at: Placed) -> Problems:
    for actor in case.actors.values():
        for key, needed in Actor.CLASS_KEYS.items():
            if getattr(actor, key) and case.class_of(actor.id) != needed:
                text = f"{key} is for actors of class {needed}, and {actor.id!r} is of class {case.class_of(actor.id)}"
                yield at(actor.id, (key,), text)
        if actor.number and len(actor.members) > actor.number:
            text = f"number {actor.number} is less than the {len(actor.members)} members named"
            yield at(actor.id, ("number",), text)
    for seat in case.seats.values():
        for index, role in enumerate(seat.role):
            if case.class_of(role) not in {"role", "group"}:
                yield at(seat.id, ("role", index), f"role {role!r} is of class {case.class_of(role)}, not a role")
        if seat.per_member is not None and not case.is_group(seat.drawn_from or ""):
            yield at(seat.id, ("from",), f"per_member needs a group, and {seat.drawn_from!r} is none")
        if case.is_group(seat.organ):
            yield at(
                seat.id, ("organ",), f"organ {seat.organ!r} is a group; code one organ with one_per, or each organ"
            )


def _check_groups(case: CaseData, at: Placed) -> Problems:
    for mandate in case.mandates.values():
        holders = [name for name in mandate.holder if case.is_group(name)]
        towards = [name for name in mandate.toward if case.is_group(name)]
        if EACH_OTHER in mandate.toward:
            if len(holders) < len(mandate.holder):
                yield at(mandate.id, ("toward",), f"toward: {EACH_OTHER} needs a group as holder")
            continue
        if mandate.pairs:
            if not (holders and towards):
                yield at(mandate.id, ("pairs",), f"pairs: {mandate.pairs} needs a group at both ends")
            continue
        for key, groups in (("holder_as", holders), ("toward_as", towards)):
            if groups and getattr(mandate, key) is None:
                either = " (or pairs)" if holders and towards else ""
                yield at(mandate.id, (), f"{groups[0]!r} is a group; say {key}: each or jointly{either}")
            if not groups and getattr(mandate, key) is not None:
                yield at(mandate.id, (key,), f"{key} without a group at that end; leave it out")


def _check_seats(case: CaseData, at: Placed) -> Problems:
    for seat in case.seats.values():
        if isinstance(seat.count, int) and isinstance(seat.per_member, int) and seat.drawn_from:
            members = case.count_members(seat.drawn_from)
            if members is not None and members * seat.per_member != seat.count:
                text = f"count {seat.count} is not {members} members of {seat.drawn_from!r} times {seat.per_member}"
                yield at(seat.id, ("count",), text)


def _check_sizes(case: CaseData, at: Placed) -> Problems:
    for actor in case.actors.values():
        size = case.measure_organ(actor.id)
        if actor.size is None or size.at_least is None:
            continue
        if actor.size < size.at_least or (size.at_most is not None and actor.size > size.at_most):
            bounds = (
                f"{size.at_least}" if size.at_least == size.at_most else f"{size.at_least} to {size.at_most or 'more'}"
            )
            yield at(actor.id, ("size",), f"size {actor.size} is not what the seats add up to ({bounds})")


def _check_time(case: CaseData, at: Placed) -> Problems:
    facts: list[Seat | Mandate] = [*case.seats.values(), *case.mandates.values()]
    for fact in facts:
        ends = (fact.holder + fact.with_ + fact.toward) if isinstance(fact, Mandate) else (fact.organ,)
        for name in ends:
            actor = case.actors.get(name)
            if fact.valid is None or actor is None or actor.valid is None:
                continue
            if dates.share_a_day(dates.read_period(fact.valid), dates.read_period(actor.valid)) == "no":
                text = f"valid {fact.valid!r} lies outside the existence of {name!r} ({actor.valid})"
                yield at(fact.id, ("valid",), text)


def _check_events(case: CaseData, at: Placed) -> Problems:
    for event in case.events.values():
        if event.kind != "renamed":
            continue
        record = case.actors.get(event.of[0]) or case.instruments.get(event.of[0])
        assert record is not None  # references were checked
        if record.name.sv not in {*event.from_, *event.to}:
            others = [e for e in case.events.values() if e.kind == "renamed" and e.of == event.of and e is not event]
            if not any(record.name.sv in {*e.from_, *e.to} for e in others):
                text = f"renaming of {event.of[0]!r} leads neither from nor to its name {record.name.sv!r}"
                yield at(event.id, ("to",), text)


def _check_lists(case: CaseData, at: Placed) -> Problems:
    taken: dict[tuple[str, int], str] = {}
    for topic in case.topics.values():
        if topic.list is None or topic.order is None:
            continue
        first = taken.setdefault((topic.list, topic.order), topic.id)
        if first != topic.id:
            yield at(topic.id, ("order",), f"order {topic.order} of list {topic.list!r} is {first!r}'s already")


def _check_steps(case: CaseData, at: Placed) -> Problems:
    for mandate in case.mandates.values():
        if mandate.procedure is not None and mandate.step is not None:
            procedure = case.procedures.get(mandate.procedure)
            if procedure is not None and mandate.step > (steps := len(procedure.steps)):
                text = f"step {mandate.step} of {mandate.procedure!r}, which has {steps} steps"
                yield at(mandate.id, ("step",), text)


def _check_twice(case: CaseData, at: Placed) -> Problems:
    said: dict[tuple[Any, ...], str] = {}
    for mandate in case.mandates.values():
        for key in _claims(mandate):
            full = (*key, *_axes(mandate))
            first = said.setdefault(full, mandate.id)
            if first != mandate.id:
                yield at(mandate.id, (), f"{mandate.id!r} states the same as {first!r}; one fact, two evidences")
                break
    seats: dict[str, str] = {}
    for seat in case.seats.values():
        body = seat.model_dump_json(exclude={"id", "evidence", "note", "section", "under"})
        first = seats.setdefault(body, seat.id)
        if first != seat.id:
            yield at(seat.id, (), f"{seat.id!r} states the same as {first!r}; one fact, two evidences")


def _claims(mandate: Mandate) -> Iterator[tuple[Any, ...]]:
    """Give what a mandate claims, once for each holder and receiver."""
    for holder in mandate.holder:
        for toward in mandate.toward or (None,):
            yield (
                holder,
                toward,
                mandate.aim,
                mandate.with_,
                mandate.object,
                mandate.about,
                mandate.condition,
                mandate.matters_of,
            )


def _axes(mandate: Mandate) -> tuple[Any, ...]:
    return (
        mandate.deontic, mandate.negative, mandate.status, mandate.scope, mandate.mode, mandate.valid, mandate.any,
        mandate.extent, mandate.times, mandate.procedure, mandate.step, mandate.constraint,
    )  # fmt: skip


def find_flags(case: CaseData, at: Placed) -> Problems:
    """Find claims that conflict, or that the same text both proposes and states: kept, and shown to the coder."""
    by_claim: dict[tuple[Any, ...], list[Mandate]] = defaultdict(list)
    for mandate in case.mandates.values():
        for claim in _claims(mandate):
            by_claim[claim].append(mandate)
    flagged: set[tuple[str, str]] = set()
    for mandates in by_claim.values():
        first = mandates[0]
        for other in mandates[1:]:
            if (first.id, other.id) in flagged:
                continue
            flagged.add((first.id, other.id))
            if first.negative != other.negative:
                yield at(other.id, (), f"contradicts {first.id!r}; both are kept")
            elif first.status != other.status:
                yield at(other.id, (), f"is {other.status}, and {first.id!r} is {first.status}; both are kept")
            elif first.deontic != other.deontic:
                yield at(
                    other.id,
                    (),
                    f"says {other.deontic or 'plainly'}, and {first.id!r} {first.deontic or 'plainly'}; both are kept",
                )
