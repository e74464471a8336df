"""A case → what its records date: actors, the names they bore, documents and events, and what its sources cover."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, TypeAlias

from govgraph import dates
from govgraph.cases import CaseData, NameSpan, Validity
from govgraph.records import Actor, Event, Fact, Instrument
from govgraph.sentences import say_record
from govgraph.words import say, say_date

__all__ = [
    "COLUMNS",
    "KINDS",
    "SIGNS",
    "Item",
    "Kind",
    "build_row",
    "find_coverage",
    "find_items",
    "has_bar",
    "tell_item",
]

Kind: TypeAlias = Literal["coverage", "organ", "actor", "name", "instrument", "event"]
KINDS: tuple[Kind, ...] = ("organ", "actor", "instrument", "event")  # as they follow each other in a panel
SIGNS = {"inferred": "*", "practice": "°", "outside": "‡"}  # behind the words of what is less than a stated rule

COLUMNS = (
    "case", "kind", "id", "name", "event", "date", "begins_earliest", "begins_latest", "ends_earliest", "ends_latest",
    "open_start", "open_end", "certain", "own", "status", "basis", "mode", "scope", "drawn", "record", "cues",
    "sources",
)  # fmt: skip

_ASSEMBLIES = {"organ", "network"}


@dataclass(frozen=True)
class Item:
    """One thing with a time.

    `text` is EDTF as coded, or what stands in for it; "" of an event without a date. `own` is false where the records
    say nothing of when it begins or ends, so that the period is only what the sources cover, and `certain` where not
    even that is stated. `stated` says the same of each end alone: a name is borne from the beginning of its actor on.
    `facts` carry it: the record, of a name the renamings.
    """

    case: CaseData
    kind: Kind
    id: str
    name: str
    text: str
    period: dates.Period
    covers: dates.Period
    facts: tuple[Fact, ...] = ()
    own: bool = True
    certain: bool = True
    stated: tuple[bool, bool] = (True, True)

    @property
    def status(self) -> str:
        """Status of the record; what sources cover, and a name that was borne, is so."""
        return self.facts[0].status if self.facts and self.kind != "name" else "adopted"

    @property
    def event(self) -> str:
        """Kind of the event; empty for what is none."""
        return self.facts[0].kind if isinstance(self.facts[0] if self.facts else None, Event) else ""  # type: ignore[attr-defined]

    @property
    def dated(self) -> bool:
        """Whether it has a time of its own, that a mark can stand for."""
        return bool(self.text) and (self.own or self.kind == "coverage")

    @property
    def signs(self) -> tuple[str, ...]:
        """Keys of what makes it less than a stated rule within the agreement."""
        axes = {axis for fact in self.facts for axis in (fact.basis, fact.mode, fact.scope)}
        return tuple(key for key in SIGNS if key in axes)

    @property
    def days(self) -> tuple[date, ...]:
        """The days that bound it."""
        period = self.period
        bounds = (period.from_earliest, period.from_latest, period.to_earliest, period.to_latest)
        return tuple(day for day in bounds if day is not None)


def find_coverage(case: CaseData) -> Item:
    """Find what the sources of a case cover together; where none says so, the case's period stands in, uncertain."""
    texts = list(dict.fromkeys(source.covers for source in case.sources.values() if source.covers))
    period = dates.union([dates.read_period(text) for text in texts]) if texts else case.period
    name = case.case.name.words("sv")
    text = " + ".join(texts) if texts else case.case.period
    return Item(case, "coverage", case.id, name, text, period, period, own=False, certain=bool(texts))


def find_items(case: CaseData) -> Iterator[Item]:
    """Find what a timeline tells of a case: organs, other actors, documents, events, each in the order of its file.

    Organs and networks, dated or not, and every other actor with dates of its own or a dated name; right after an actor
    its names over time. What a text says not to be is no item.
    """
    actors = [item for actor in case.actors.values() if not actor.negative for item in _build_actor(case, actor)]
    own = {item.id: item.kind for item in actors if item.kind != "name"}
    for kind in ("organ", "actor"):
        yield from (item for item in actors if own[item.id] == kind)
    for instrument in case.instruments.values():
        if not instrument.negative:
            yield _build_lasting(case, "instrument", instrument)
    for event in case.events.values():
        if not event.negative:
            yield _build_event(case, event)


def _build_actor(case: CaseData, actor: Actor) -> Iterator[Item]:
    names = [span for span in case.spans_of(actor.id) if span.role in {"current", "former"} and span.period is not None]
    is_organ = case.class_of(actor.id) in _ASSEMBLIES
    if not (is_organ or actor.valid is not None or names):
        return
    item = _build_lasting(case, "organ" if is_organ else "actor", actor)
    yield item
    renamings = tuple(e for e in case.events.values() if e.kind == "renamed" and e.of == (actor.id,) and not e.negative)
    for span in sorted(names, key=_order_span):
        yield _build_name(item, span, tuple(e for e in renamings if span.name in (*e.from_, *e.to)))


def _order_span(span: NameSpan) -> tuple[date, date]:
    period = span.period or dates.Period()
    return period.from_latest or date.min, period.to_latest or date.max


def _build_lasting(case: CaseData, kind: Kind, fact: Actor | Instrument) -> Item:
    valid = case.validity_of(fact)
    return _build_item(case, kind, fact, fact.name.words("sv"), valid)


def _build_item(case: CaseData, kind: Kind, fact: Fact, name: str, valid: Validity) -> Item:
    return Item(
        case, kind, f"{case.id}.{fact.id}", name, valid.text, valid.period, valid.covers, (fact,), valid.own,
        valid.certain, (valid.own, valid.own),
    )  # fmt: skip


def _build_name(actor: Item, span: NameSpan, renamings: tuple[Event, ...]) -> Item:
    """Build a name: an end that no renaming bounds is the actor's own.

    Where the actor has none, and the name was borne only before or after what the sources cover, it is unknown.
    """
    borne, lives = span.period or dates.Period(), actor.period
    begin, end = (borne.from_earliest, borne.from_latest), (borne.to_earliest, borne.to_latest)
    stated = [True, True]
    if borne.from_open and (actor.own or not _is_later(lives.from_latest, borne.to_earliest)):
        begin, stated[0] = (lives.from_earliest, lives.from_latest), actor.own
    if borne.to_open and (actor.own or not _is_later(borne.from_latest, lives.to_earliest)):
        end, stated[1] = (lives.to_earliest, lives.to_latest), actor.own
    opens = borne.from_open and lives.from_open, borne.to_open and lives.to_open
    period = dates.Period(*begin, *end, from_open=opens[0], to_open=opens[1])
    return replace(
        actor, kind="name", name=span.name, text=span.text, period=period, facts=renamings, own=True,
        stated=(stated[0], stated[1]),
    )  # fmt: skip


def _is_later(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one > other


def _build_event(case: CaseData, event: Event) -> Item:
    name = _name_concerned(case, event)
    if event.date is None:
        return Item(case, "event", f"{case.id}.{event.id}", name, "", dates.Period(), case.period, (event,), own=False)
    moment = dates.read_moment(event.date).as_period()
    return Item(case, "event", f"{case.id}.{event.id}", name, event.date, moment, case.period, (event,))


def _name_concerned(case: CaseData, event: Event) -> str:
    """Name what an event concerns in few words: what comes of it, where something does."""
    if event.kind == "renamed":
        return f"”{event.to[0]}”"
    ends = {"merged": (event.to,), "split": (event.from_, event.to), "replaced": (event.from_, event.to)}
    named = (", ".join(_name(case, local) for local in end) for end in ends.get(event.kind, (event.of,)))
    return " → ".join(named)


def _name(case: CaseData, local: str) -> str:
    record: Actor | Instrument = case.actors.get(local) or case.instruments[local]
    return record.name.words("sv")


def has_bar(item: Item, items: Iterable[Item]) -> bool:
    """Tell whether a bar stands for an item, which is one of `items`: it is dated, or names hang on it that are."""
    return item.kind != "event" and (item.own or any(it.kind == "name" and it.id == item.id for it in items))


# -- what is said of an item -------------------------------------------------------------------------------------------


def tell_item(item: Item, lang: str) -> str:
    """Tell all of an item: the statement, when, how sure, and the words of the source that carry it."""
    if item.kind == "coverage":
        key = "timeline_covers" if item.certain else "timeline_covers_unstated"
        doubt = f" ({say('inferred', lang)})" if item.case.case.basis == "inferred" and not item.certain else ""
        return say(key, lang).format(period=_say_dates(item.text, lang) + doubt)
    files = {"instrument": "instruments", "event": "events", "name": "events"}
    said = [say_record(item.case, files.get(item.kind, "actors"), fact, lang) for fact in item.facts]
    if item.kind == "name":
        said.insert(0, f"”{item.name}”: {say_date(item.text, lang)}.")
    elif item.kind != "event":
        said.append(f"{say_date(item.text, lang) if item.own else say('timeline_unstated', lang)}.")
    conditions = [fact.condition.words(lang) for fact in item.facts if fact.condition]
    cues = [f"”{piece.cue}”" for fact in item.facts for piece in fact.evidence]
    return " ".join([*said, *conditions, f"{say('evidence', lang)}: {', '.join(cues)}."])


def _say_dates(text: str, lang: str) -> str:
    return " + ".join(say_date(part, lang) for part in text.split(" + "))


def build_row(item: Item, *, drawn: str) -> dict[str, Any]:
    """Build the row of an item; `drawn` is how the picture tells it: by a mark, or in words."""
    period, facts = item.period, item.facts
    evidence = [piece for fact in facts for piece in fact.evidence]
    axes = [" + ".join(dict.fromkeys(getattr(f, axis) for f in facts)) for axis in ("basis", "mode", "scope")]
    return {
        "case": item.case.id, "kind": item.kind, "id": item.id, "name": item.name, "event": item.event
        if item.kind == "event" else "", "date": item.text,
        **{key: day.isoformat() if day else "" for key, day in zip(COLUMNS[6:10], (
            period.from_earliest, period.from_latest, period.to_earliest, period.to_latest), strict=True)},
        "open_start": period.from_open, "open_end": period.to_open, "certain": item.certain, "own": item.own,
        "status": item.status, **dict(zip(("basis", "mode", "scope"), axes, strict=True)), "drawn": drawn,
        "record": [f"{item.case.id}.{fact.id}" for fact in facts], "cues": [piece.cue for piece in evidence],
        "sources": list(dict.fromkeys(item.case.source_of(piece) for piece in evidence)),
    }  # fmt: skip
