"""A Dataset → the labelled nodes and relationships that a Cypher store holds, plain values only.

What a line means beyond its two ends as coded is written out as `APPLIES`: for each member of a group, for joint
holders, and from the far end of a line without direction. So a question about one actor, or a path, is a pattern of
lines and `APPLIES`, in Cypher as it is in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

from govgraph import dates
from govgraph.cases import CaseData, Validity
from govgraph.dataset import Dataset
from govgraph.errors import UsageError
from govgraph.files import without_collection
from govgraph.lines import (
    Line,
    build_actor,
    build_dates,
    build_unspecified,
    find_lines,
    find_validity,
    is_denied,
    read_axes,
)
from govgraph.records import EACH_OTHER, UNSPECIFIED, Event, Fact, Instrument, Mandate, Seat
from govgraph.shapes import Text

__all__ = [
    "APPLIES",
    "LABELS",
    "PROPERTIES",
    "RELATIONSHIPS",
    "SCHEMA",
    "Elements",
    "Key",
    "Node",
    "Properties",
    "Relationship",
    "build_elements",
    "name_class",
    "name_verb",
]

SCHEMA = 1  # of nodes and relationships; a store that was loaded with another is loaded anew
APPLIES = "APPLIES"
LABELS = (
    "Actor", "Topic", "TopicList", "Instrument", "Mandate", "Seat", "Event", "Procedure", "Function", "Source", "Case",
    "Dataset",
)  # fmt: skip
RELATIONSHIPS = (
    "HOLDS", "TOWARD", "ABOUT", "UNDER", "STEP_OF", "SEAT_IN", "DRAWN_FROM", "IN_GROUP", "SERVES_AS", "LISTED_IN",
    "ADOPTED_BY", "HAS_PARTY", "EVENT_OF", "EVENT_FROM", "EVENT_TO", "STATED_IN", "OF_CASE", APPLIES,
)  # fmt: skip

# every property that a node or relationship may have
PROPERTIES = (
    "abbreviation", "aim", "aim_en", "any", "appointed_by", "at_least", "at_most", "attached_to", "basis",
    "begins_earliest", "begins_latest", "case", "coded_from", "coded_to", "coder", "condition", "condition_en",
    "confidence", "constraint", "constraint_en", "count", "covers", "covers_earliest", "covers_latest", "cue",
    "cues", "dataset", "date", "definition", "definition_en", "deontic", "direct", "direct_in", "direct_out",
    "each_other", "ends_earliest", "ends_latest", "extent", "extra", "family", "fields", "file", "formal", "free",
    "from_body", "from_earliest", "from_latest", "from_names", "from_open", "governs", "heading", "holder_as", "id",
    "joint", "kind", "language", "matters_of", "mode", "name", "name_en", "names", "negative", "note", "note_en",
    "number", "number_of_members", "object", "object_en", "of_from", "of_post", "of_to", "one_of", "one_per",
    "open", "order", "organ", "pairs", "part_of", "per_member", "per_member_at_least", "per_member_at_most",
    "period", "preference", "preference_en", "prefix", "procedure", "projected_from", "publisher", "reason",
    "reason_en", "record", "record_type", "recurrence", "recurrence_en", "represents", "rests_on", "roles",
    "rotation", "rotation_en", "same_as", "schema", "scope", "seat", "sha256", "side", "size", "sources", "status",
    "step", "steps", "suffix", "supplements", "term", "tier", "times_approx", "times_at_least", "times_at_most",
    "times_length", "times_per", "to_body", "to_earliest", "to_latest", "to_names", "to_open", "topics",
    "toward_as", "turned", "vacant", "valid", "valid_certain", "valid_own", "verb", "version", "whole", "whose",
)  # fmt: skip

Properties = dict[str, Any]
Key = tuple[str, str]  # the first label of a node, and its id


class Node(NamedTuple):
    """A node: its labels, the first of which tells what its id is unique among, and its properties."""

    labels: tuple[str, ...]
    properties: Properties

    @property
    def key(self) -> Key:
        """What relationships find it by."""
        return (self.labels[0], self.properties["id"])


class Relationship(NamedTuple):
    """A relationship from one node to another."""

    type: str
    start: Key
    end: Key
    properties: Properties


@dataclass(frozen=True)
class Elements:
    """Every node and relationship of a dataset, in the order of its files; `dataset` is the name it goes by."""

    dataset: str
    version: str
    sha256: str
    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


@without_collection()
def build_elements(dataset: Dataset) -> Elements:
    """Build what a store holds of a dataset.

    Returns
    -------
    Elements
        Values of properties are str, int, bool or lists of str; what is not stated is no property at all. Every node
        has `id` and `dataset`. Dates are ISO 8601 days as text: besides the six of the model, `begins_earliest`,
        `begins_latest`, `ends_earliest` and `ends_latest` have open and unknown ends filled in, so that they compare.

    Raises
    ------
    UsageError
        A verb of the vocabulary bears the name of a relationship that the schema itself needs.

    Examples
    --------
    >>> from govgraph import load_dataset
    >>> {node.labels for node in build_elements(load_dataset()).nodes} >= {("Actor", "Organ"), ("Mandate",)}
    True
    """
    for verb in dataset.vocabulary.verbs:
        if name_verb(verb) in RELATIONSHIPS:
            raise UsageError(f"verb {verb!r} has the name of a relationship of every store; call it otherwise")
    writer = _Writer(dataset)
    return Elements(writer.dataset, dataset.version, dataset.sha256, tuple(writer.nodes), tuple(writer.relationships))


def name_verb(verb: str) -> str:
    """Name the relationship type of a verb.

    >>> name_verb("reports_to")
    'REPORTS_TO'
    """
    return verb.upper()


def name_class(class_: str) -> str:
    """Name the label of a class of actors.

    >>> name_class("organ")
    'Organ'
    """
    return "".join(part.capitalize() for part in class_.split("-"))


class _Writer:
    """Writes a dataset out, node by node."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset.name
        self.nodes: list[Node] = []
        self.relationships: list[Relationship] = []
        about = {"version": dataset.version, "sha256": dataset.sha256, "schema": SCHEMA}
        self.add_node(("Dataset",), self.dataset, **about)
        for function in dataset.vocabulary.functions.values():
            texts = {**_split_text("name", function.label), **_split_text("definition", function.definition)}
            self.add_node(("Function",), function.id, **texts)
        for case in dataset.cases.values():
            _CaseWriter(self, case).write()

    def add_node(self, labels: tuple[str, ...], id_: str, **properties: Any) -> Key:
        node = Node(labels, _drop_nulls({"id": id_, "dataset": self.dataset, **properties}))
        self.nodes.append(node)
        return node.key

    def relate(self, kind: str, start: Key, end: Key, **properties: Any) -> None:
        given = _drop_nulls({"dataset": self.dataset, **properties})
        self.relationships.append(Relationship(kind, start, end, given))


class _CaseWriter:
    """Writes one case out."""

    def __init__(self, writer: _Writer, case: CaseData) -> None:
        self.case = case
        self.add_node, self.relate = writer.add_node, writer.relate
        self.keys: dict[str, Key] = {}

    def write(self) -> None:
        """Write every node, then what lies between them."""
        case = self.case
        period = _date(Validity(case.case.period, case.period, own=True, certain=True, covers=case.period))
        self.of = self.add_node(
            ("Case",), case.id, **_split_text("name", case.case.name), kind=case.case.kind, basis=case.case.basis,
            period=case.case.period, **{key: value for key, value in period.items() if key not in {"valid", *_OF_FACT}},
        )  # fmt: skip
        self.write_sources()
        self.write_actors()
        self.write_topics()
        for instrument in case.instruments.values():
            self.add_fact("Instrument", instrument, **self.read_instrument(instrument))
        for procedure in case.procedures.values():
            steps = [step.words("sv") for step in procedure.steps]
            named = _split_text("name", procedure.name)
            self.add_fact("Procedure", procedure, **named, steps=steps, whose=self.refer_all(procedure.whose))
        for seat in case.seats.values():
            self.add_fact("Seat", seat, **self.read_seat(seat))
        for mandate in case.mandates.values():
            self.add_fact("Mandate", mandate, **self.read_mandate(mandate))
        for event in case.events.values():
            ends = {"from_names": list(event.from_), "to_names": list(event.to)} if event.kind == "renamed" else {}
            self.add_fact("Event", event, kind=event.kind, date=event.date, **ends)
        for fact in case.facts.values():
            self.relate_fact(fact)
        self.relate_actors()
        for mandate in case.mandates.values():
            self.relate_mandate(mandate)
        self.relate_others()
        for line in find_lines(case):
            if not is_denied(line):
                self.write_line(line)

    # -- nodes -----------------------------------------------------------------------------------------------------

    def add(self, labels: tuple[str, ...], local: str, **properties: Any) -> Key:
        key = self.add_node(labels, f"{self.case.id}.{local}", case=self.case.id, **properties)
        self.keys[local] = key
        self.relate("OF_CASE", key, self.of)
        return key

    def add_fact(self, label: str, fact: Fact, **properties: Any) -> None:
        texts = {**_split_text("condition", fact.condition), **_split_text("note", fact.note)}
        when = _date(self.case.validity_of(fact))
        self.add((label,), fact.id, **properties, **read_axes(fact), **texts, **when)

    def write_sources(self) -> None:
        for source in self.case.sources.values():
            covers = dates.read_period(source.covers) if source.covers else None
            self.add(
                ("Source",), source.id, name=source.title.words("sv"), name_en=source.title.en,
                publisher=source.publisher.words("sv"), kind=source.kind, date=source.date, covers=source.covers,
                covers_earliest=_iso(covers and covers.from_earliest), covers_latest=_iso(covers and covers.to_latest),
                language=source.language, file=source.file, sha256=source.sha256,
            )  # fmt: skip

    def write_actors(self) -> None:
        organs = {actor.id for actor in self.case.organs}
        for actor in self.case.actors.values():
            fields = build_actor(self.case, actor)
            class_ = fields.pop("class")
            fields = {key: value for key, value in fields.items() if key not in {"id", "case", "functions", "valid"}}
            self.add(
                ("Actor", *([name_class(class_)] if class_ else [])), actor.id, **fields,
                names=sorted({name for name, _ in self.case.names_of(actor.id)}),
                one_per=self.refer(actor.one_per), one_of=self.refer(actor.one_of), topics=self.refer_all(actor.topics),
                organ=actor.id in organs,
                number_of_members=self.case.count_members(actor.id) if self.case.is_group(actor.id) else None,
                **_split_text("condition", actor.condition), **_split_text("note", actor.note),
                **_date(self.case.validity_of(actor)),
            )  # fmt: skip

    def write_topics(self) -> None:
        for topics in self.case.topic_lists.values():
            self.add_fact(
                "TopicList", topics, **_split_text("name", topics.name), kind=topics.kind, count=topics.count,
                open=topics.open, whose=self.refer_all(topics.whose),
            )  # fmt: skip
        for topic in self.case.topics.values():
            self.add_fact(
                "Topic", topic, **_split_text("name", topic.name), kind=topic.kind, order=topic.order,
                part_of=self.refer(topic.part_of), same_as=self.refer_all(topic.same_as),
            )  # fmt: skip

    def read_instrument(self, instrument: Instrument) -> Properties:
        return {
            **_split_text("name", instrument.name),
            "kind": instrument.kind,
            "abbreviation": instrument.abbreviations[0] if instrument.abbreviations else None,
            "part_of": self.refer(instrument.part_of),
            "one_per": self.refer(instrument.one_per),
            "governs": self.refer_all(instrument.governs),
            "supplements": self.refer_all(instrument.supplements),
            **_split_text("recurrence", instrument.recurrence),
        }

    def read_seat(self, seat: Seat) -> Properties:
        each = seat.per_member
        bounds = {} if each is None or isinstance(each, int) else each.model_dump()
        return {
            "kind": seat.kind,
            "count": seat.count if isinstance(seat.count, int) else None,
            "whole": seat.count == "all",
            "at_least": seat.at_least,
            "at_most": seat.at_most,
            "per_member": each if isinstance(each, int) else None,
            **{f"per_member_{key}": value for key, value in bounds.items()},
            "roles": self.refer_all(seat.role),
            "appointed_by": self.refer(seat.appointed_by),
            "represents": self.refer_all(seat.represents),
            "extra": seat.extra,
            "vacant": seat.vacant,
            "of_post": seat.of_post,
            "deontic": seat.deontic or "none",
            "term": seat.term,
            **_split_text("preference", seat.preference),
            **_split_text("rotation", seat.rotation),
        }

    def read_mandate(self, mandate: Mandate) -> Properties:
        aim = {"aim": mandate.aim} if isinstance(mandate.aim, str) else _split_text("aim", mandate.aim)
        times = mandate.times.model_dump() if mandate.times else {}
        return {
            **aim,
            "free": not isinstance(mandate.aim, str),
            "deontic": mandate.deontic or "none",
            **_split_text("object", mandate.object),
            **_split_text("constraint", mandate.constraint),
            **{key: getattr(mandate, key) for key in ("any", "extent", "holder_as", "toward_as", "pairs", "step")},
            **{f"times_{key}": value for key, value in times.items()},
            "procedure": self.refer(mandate.procedure),
            "matters_of": self.refer_all(mandate.matters_of),
        }

    # -- between them ----------------------------------------------------------------------------------------------

    def refer(self, local: str | None) -> str | None:
        return f"{self.case.id}.{local}" if local else None

    def refer_all(self, names: Iterable[str]) -> list[str]:
        return [f"{self.case.id}.{name}" for name in names]

    def find_actor(self, name: str, record: str) -> Key:
        """Find the node of an actor; the end that a statement leaves open is one of its own."""
        if name != UNSPECIFIED:
            return self.keys[name]
        local = f"{UNSPECIFIED}--{record}"
        if local not in self.keys:
            fields = build_unspecified(str(self.refer(local)), self.case)
            given = {key: value for key, value in fields.items() if key not in {"id", "case", "class"}}
            self.add(("Actor",), local, **given)
        return self.keys[local]

    def relate_fact(self, fact: Fact) -> None:
        key = self.keys[fact.id]
        for evidence in fact.evidence:
            source = self.keys[self.case.source_of(evidence)]
            given = {"prefix": evidence.prefix, "suffix": evidence.suffix, "heading": evidence.heading}
            self.relate("STATED_IN", key, source, cue=evidence.cue, **given)
        for name in fact.under:
            self.relate("UNDER", key, self.keys[name])

    def relate_actors(self) -> None:
        for actor in self.case.actors.values():
            for group in self.case.counted_in[actor.id]:
                direct = actor.id in self.case.actors[group].members
                self.relate("IN_GROUP", self.keys[actor.id], self.keys[group], direct=direct)
        for item in self.case.alignment.values():
            self.relate(
                "SERVES_AS", self.keys[item.actor], ("Function", item.function), **_split_text("reason", item.reason),
                confidence=item.confidence, status=item.status, coder=item.coder, fields=list(item.fields),
                rests_on=self.refer_all(item.rests_on),
            )  # fmt: skip

    def relate_mandate(self, mandate: Mandate) -> None:
        key = self.keys[mandate.id]
        for name in (*mandate.holder, *mandate.with_):
            self.relate("HOLDS", self.find_actor(name, mandate.id), key, joint=name in mandate.with_)
        for name in mandate.toward:
            ends = mandate.holder if name == EACH_OTHER else (name,)
            for end in ends:
                self.relate("TOWARD", key, self.find_actor(end, mandate.id), each_other=name == EACH_OTHER)
        for name in mandate.about:
            self.relate("ABOUT", key, self.keys[name])
        if mandate.procedure:
            self.relate("STEP_OF", key, self.keys[mandate.procedure], order=mandate.step)

    def relate_others(self) -> None:
        for seat in self.case.seats.values():
            self.relate("SEAT_IN", self.keys[seat.id], self.keys[seat.organ])
            if seat.drawn_from:
                self.relate("DRAWN_FROM", self.keys[seat.id], self.keys[seat.drawn_from])
        for topic in self.case.topics.values():
            if topic.list:
                self.relate("LISTED_IN", self.keys[topic.id], self.keys[topic.list], order=topic.order)
        for instrument in self.case.instruments.values():
            for kind, names in (("ADOPTED_BY", instrument.adopted_by), ("HAS_PARTY", instrument.parties)):
                for name in names:
                    self.relate(kind, self.keys[instrument.id], self.keys[name])
        for event in self.case.events.values():
            self.relate_event(event)

    def relate_event(self, event: Event) -> None:
        ends = {"EVENT_OF": event.of}
        if event.kind != "renamed":  # then they are names
            ends |= {"EVENT_FROM": event.from_, "EVENT_TO": event.to}
        for kind, names in ends.items():
            for name in names:
                if name in self.keys:
                    self.relate(kind, self.keys[event.id], self.keys[name])

    # -- lines -----------------------------------------------------------------------------------------------------

    def write_line(self, line: Line) -> None:
        """Write a line as coded, and as it applies to others than its two ends."""
        start, end = (self.find_actor(*self.split_end(line[name])) for name in ("from", "to"))
        own = {**_pick(line, _LINE), **_date(find_validity(self.case, line))}
        own |= {"count": line["count"] if isinstance(line["count"], int) else None, "whole": line["count"] == "all"}
        texts = {**_pick(line, _TEXTS), "sources": list(line["sources"]), "cues": list(line["cues"])}
        coded = _Move(line["from"], line["to"], from_body=line["holder_as"] == "jointly" and line["pairs"] is None)
        coded = coded._replace(to_body=line["toward_as"] == "jointly")
        self.relate(name_verb(line["verb"]), start, end, **own, **texts, joint=list(line["with"]), **coded.flags)
        for move in _list_moves(self.case, line):
            start, end = (self.find_actor(*self.split_end(name)) for name in (move.start, move.end))
            self.relate(APPLIES, start, end, **own, **move.flags, coded_from=line["from"], coded_to=line["to"])

    def split_end(self, actor: str) -> tuple[str, str]:
        local = actor.removeprefix(f"{self.case.id}.")
        name, _, record = local.partition("--")
        return (UNSPECIFIED, record) if name == UNSPECIFIED else (local, "")


_LINE = (
    "id", "case", "record", "record_type", "projected_from", "verb", "family", "deontic", "status", "scope", "basis",
    "mode", "holder_as", "toward_as", "pairs", "any", "extent", "seat",
)  # fmt: skip
_TEXTS = (
    "aim", "aim_en", "object", "object_en", "condition", "condition_en", "constraint", "constraint_en",
)  # fmt: skip
_OF_FACT = {"valid_own", "valid_certain", "covers_earliest", "covers_latest"}


def _pick(values: Mapping[str, Any], keys: Sequence[str]) -> Properties:
    return {key: values[key] for key in keys}


def _drop_nulls(values: Mapping[str, Any]) -> Properties:
    """Leave out what is not stated: null, and lists without items."""
    return {key: value for key, value in values.items() if value is not None and value != []}


def _split_text(key: str, text: Text | None) -> Properties:
    return {key: text.words("sv"), f"{key}_en": text.en} if text else {}


def _date(validity: Validity) -> Properties:
    covers = validity.covers
    limits = dates.find_limits(validity.period, covers)
    return {
        **build_dates(validity),
        "valid_certain": validity.certain,
        "covers_earliest": _iso(covers.from_earliest),
        "covers_latest": _iso(covers.to_latest),
        "begins_earliest": limits.from_earliest.isoformat(),
        "begins_latest": limits.from_latest.isoformat(),
        "ends_earliest": limits.to_earliest.isoformat(),
        "ends_latest": limits.to_latest.isoformat(),
    }


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


# -- what a line means for others than its two ends --------------------------------------------------------------------


class _Move(NamedTuple):
    """A step that a line allows, by the table of groups; the ends are global ids.

    `from_body`: also to whoever came to the start as to one body; `to_body`: it comes to the end as one body.
    `of_from`, `of_to`: the end is meant as one of a group, so that its own validity counts too. `direct_in`: it answers
    who acts toward the end, since the start is as coded; `direct_out`: whom the start acts toward, likewise.
    """

    start: str
    end: str
    from_body: bool = False
    to_body: bool = False
    of_from: bool = False
    of_to: bool = False
    direct_in: bool = True
    direct_out: bool = True
    turned: bool = False

    @property
    def flags(self) -> Properties:
        return dict(zip(self._fields[2:], self[2:], strict=True))


class _End(NamedTuple):
    actor: str
    body: bool
    member: bool = False
    coded: bool = False


def _list_moves(case: CaseData, line: Line) -> Iterator[_Move]:
    """List the steps that a line allows besides that between its ends as coded."""
    symmetric = line["verb"] in case.vocabulary.symmetric and line["from"] != line["to"]
    holder, toward = (line["from"], line["holder_as"]), (line["to"], line["toward_as"])
    for (near, near_as), (far, far_as), turned in ((holder, toward, False), (toward, holder, True)):
        if turned and not symmetric:
            continue
        if line["pairs"]:
            if turned:
                yield _Move(near, far, turned=True)
            yield from _list_pairs(case, line, near, far, turned=turned)
            continue
        leave = [*_list_ends(case, line, near, near_as, leaving=True)]
        reach = [*_list_ends(case, line, far, far_as, leaving=False)]
        partners = [_End(name, _is_group(case, name)) for name in line["with"]]
        if turned:
            reach += partners
        else:
            leave += partners
        for start, end in product(leave, reach):
            coded = not turned and (start.actor, end.actor) == (line["from"], line["to"])
            if not coded and start.actor != end.actor:
                yield _Move(
                    start.actor, end.actor, start.body, end.body, start.member, end.member,
                    start.coded, end.coded, turned,
                )  # fmt: skip


def _list_pairs(case: CaseData, line: Line, near: str, far: str, *, turned: bool) -> Iterator[_Move]:
    if line["pairs"] == "own" and line["extent"] != "further":
        for one, other in product(_name_members(case, near), _name_members(case, far)):
            if case.are_tied(*(name.removeprefix(f"{case.id}.") for name in (one, other))):
                yield _Move(one, other, of_from=True, of_to=True, turned=turned)


def _list_ends(case: CaseData, line: Line, actor: str, applies: str | None, *, leaving: bool) -> Iterator[_End]:
    yield _End(actor, body=applies == "jointly", coded=True)
    if applies == "each" and line["extent"] != "further":
        local = actor.removeprefix(f"{case.id}.")
        for member in case.counts.get(local, ()):
            body = not leaving and case.is_met_as_body(member, local)
            yield _End(f"{case.id}.{member}", body, member=True)


def _is_group(case: CaseData, actor: str) -> bool:
    return case.is_group(actor.removeprefix(f"{case.id}."))


def _name_members(case: CaseData, actor: str) -> list[str]:
    local = actor.removeprefix(f"{case.id}.")
    return [f"{case.id}.{name}" for name in case.members_of(local)] if case.is_group(local) else []
