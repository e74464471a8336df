"""A case → its actors and the lines between them as plain values: what graphs and stores are built from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from govgraph.cases import CaseData, Validity
from govgraph.records import EACH_OTHER, UNSPECIFIED, Actor, Event, Fact, Mandate, Seat
from govgraph.shapes import Text
from govgraph.vocabulary import OTHER

__all__ = [
    "Line",
    "build_actor",
    "build_dates",
    "build_denial",
    "build_statement",
    "build_unspecified",
    "find_lines",
    "find_validity",
    "is_denied",
    "read_axes",
]

Line = dict[str, Any]  # the attributes of one edge, its ends included: plain values, as a table's row


def find_validity(case: CaseData, line: Line) -> Validity:
    """Give when a line of a case holds, and what its sources cover."""
    sources = tuple(source.removeprefix(f"{case.id}.") for source in line["sources"])
    return case.validity(line["valid"] if line["valid_own"] else None, sources)


def is_denied(line: Line) -> bool:
    """Tell whether a statement denies or bans what it says: then it is no line."""
    return bool(line["negative"] or line["deontic"] == "may_not")


def build_dates(validity: Validity) -> dict[str, Any]:
    """Build when something holds as plain values: as stated, and the days that its ends lie between (ISO 8601)."""
    period = validity.period
    return {
        "valid": validity.text,
        "valid_own": validity.own,
        "from_earliest": _iso(period.from_earliest),
        "from_latest": _iso(period.from_latest),
        "to_earliest": _iso(period.to_earliest),
        "to_latest": _iso(period.to_latest),
        "from_open": period.from_open,
        "to_open": period.to_open,
    }


def build_actor(case: CaseData, actor: Actor) -> dict[str, Any]:
    """Build the attributes of an actor: its global id, names, kind and place, the axes of the fact, when it holds."""

    def refer(name: str | None) -> str | None:
        return f"{case.id}.{name}" if name else None

    return {
        "id": f"{case.id}.{actor.id}",
        "case": case.id,
        "name": actor.name.words("sv"),
        "name_en": actor.name.en,
        "abbreviation": actor.abbreviations[0] if actor.abbreviations else None,
        "kind": case.kind_of(actor.id),
        "class": case.class_of(actor.id),
        "tier": case.tier_of(actor.id),
        "side": case.side_of(actor.id),
        "formal": actor.formal,
        "number": actor.number,
        "size": actor.size,
        "open": actor.open,
        "part_of": refer(actor.part_of),
        "attached_to": refer(actor.attached_to or actor.of),
        "functions": " ".join(a.function for a in case.functions_of(actor.id)) or None,
        **read_axes(actor),
        "valid": case.validity_of(actor).text,
    }


def build_unspecified(node: str, case: CaseData) -> dict[str, Any]:
    """Build the attributes of the end that a statement leaves open; `node` is its global id."""
    empty = dict.fromkeys(
        (
            "abbreviation",
            "class",
            "tier",
            "side",
            "formal",
            "number",
            "size",
            "part_of",
            "attached_to",
            "functions",
            "valid",
        )
    )
    named = {"id": node, "case": case.id, "name": "(ej angivet)", "name_en": "(not stated)", "kind": UNSPECIFIED}
    axes = {"status": "adopted", "scope": "inside", "basis": "stated", "mode": "rule", "negative": False}
    return {**empty, **named, "open": False, **axes}


def read_axes(fact: Fact) -> dict[str, Any]:
    """Read the axes of a fact: how what it says is meant."""
    return {axis: getattr(fact, axis) for axis in ("status", "scope", "basis", "mode", "negative")}


def find_lines(case: CaseData) -> Iterator[Line]:
    """Find what the records of a case say between two actors, denials and bans included, in the order of the files."""
    for actor in case.actors.values():
        yield from _project_structure(case, actor)
    for seat in case.seats.values():
        yield from _project_seat(case, seat)
    for mandate in case.mandates.values():
        yield from _project_mandate(case, mandate)
    for event in case.events.values():
        yield from _project_event(case, event)


def _project_structure(case: CaseData, actor: Actor) -> Iterator[Line]:
    for verb, other in (
        ("part_of", actor.part_of), ("attached_to", actor.attached_to), ("attached_to", actor.of),
        ("attached_to", actor.one_per), ("member_of", actor.one_of),
    ):  # fmt: skip
        if other:
            # of a group, one for each of another: which belongs to which, its members say themselves
            own = "own" if other == actor.one_per and case.is_group(actor.id) else None
            each = "each" if case.is_group(other) and verb == "attached_to" and not own else None
            yield _build_line(case, actor, "actor", "structure", actor.id, verb, other, toward_as=each, pairs=own)
    for member in actor.members:
        yield _build_line(case, actor, "actor", "membership", member, "member_of", actor.id)


def _project_seat(case: CaseData, seat: Seat) -> Iterator[Line]:
    if seat.vacant:  # nobody came
        return
    for origin in (seat.drawn_from,) if seat.drawn_from else seat.role:
        if origin == seat.organ:  # members from among the organ's own make no line
            continue
        each = ("each" if seat.per_member else "jointly") if case.is_group(origin) else None
        yield _build_line(
            case, seat, "seat", "seat", origin, "sends_members_to", seat.organ,
            holder_as=each, seat=seat.kind, count=seat.count, deontic=seat.deontic or "none",
        )  # fmt: skip


def _project_mandate(case: CaseData, mandate: Mandate) -> Iterator[Line]:
    for holder in mandate.holder:
        for toward in mandate.toward:
            yield build_statement(case, mandate, holder, toward)


def build_statement(case: CaseData, mandate: Mandate, holder: str, toward: str | None) -> Line:
    """Build what a mandate says of one holder and one receiver, or of no receiver, with the attributes of a line.

    Without a receiver `to` is None: the answer to "who decides", which is no line of the graph.
    """
    between = toward == EACH_OTHER
    return _build_line(
        case, mandate, "mandate", "mandate", holder, mandate.aim if isinstance(mandate.aim, str) else OTHER, toward,
        holder_as=("each" if between else mandate.holder_as) if case.is_group(holder) else None,
        toward_as="each" if between else mandate.toward_as if toward and case.is_group(toward) else None,
        pairs=mandate.pairs, any=mandate.any, extent=mandate.extent, deontic=mandate.deontic or "none",
        aim=mandate.aim if isinstance(mandate.aim, Text) else None,
        object=mandate.object, constraint=mandate.constraint,
        joint=tuple(f"{case.id}.{name}" for name in mandate.with_),
    )  # fmt: skip


def build_denial(case: CaseData, actor: Actor, aim: str) -> Line:
    """Build the statement that an actor does not do what an aim says, as its fields imply; no line of the graph."""
    return {**_build_line(case, actor, "actor", "structure", actor.id, aim, None), "negative": True}


def _project_event(case: CaseData, event: Event) -> Iterator[Line]:
    if event.kind not in {"merged", "split", "replaced"}:
        return
    valid = f"{event.date}/.." if event.date and "/" not in event.date and "[" not in event.date else None
    for new in event.to:
        for old in event.from_:
            if new in case.actors and old in case.actors:
                yield _build_line(case, event, "event", "event", new, "succeeds", old, valid=valid)


def _build_line(
    case: CaseData, fact: Fact, record_type: str, projected_from: str, holder: str, verb: str, toward: str | None,
    *, joint: tuple[str, ...] = (), valid: str | None = None, **given: Any,
) -> Line:  # fmt: skip
    """Build one line; `given` are the attributes that only some records have."""
    sources = tuple(dict.fromkeys(case.source_of(evidence) for evidence in fact.evidence))
    validity = case.validity(fact.valid or valid, sources)
    line: Line = {
        "id": "--".join((f"{case.id}.{fact.id}", holder, verb, *([toward] if toward else []))),
        "case": case.id,
        "from": _find_end(case, fact, holder, holder),
        "to": _find_end(case, fact, toward, holder) if toward else None,
        "record": f"{case.id}.{fact.id}",
        "record_type": record_type,
        "projected_from": projected_from,
        "verb": verb,
        "family": case.vocabulary.verbs[verb].family if verb in case.vocabulary.verbs else None,
        **dict.fromkeys(("holder_as", "toward_as", "pairs", "any", "extent", "seat", "count", "deontic")),
        **read_axes(fact),
        "with": joint,
        **build_dates(validity),
        "sources": tuple(f"{case.id}.{source}" for source in sources),
        "cues": tuple(evidence.cue for evidence in fact.evidence),
    }
    texts = {"aim": None, "object": None, "condition": fact.condition, "constraint": None}
    texts.update({key: given.pop(key) for key in tuple(given) if key in texts})
    for key, text in texts.items():
        line[key] = text.words("sv") if text else None
        line[f"{key}_en"] = text.en if text else None
    line.update(given)
    return line


def _find_end(case: CaseData, fact: Fact, name: str, holder: str) -> str:
    if name == EACH_OTHER:
        return f"{case.id}.{holder}"
    return f"{case.id}.{UNSPECIFIED}--{fact.id}" if name == UNSPECIFIED else f"{case.id}.{name}"


@lru_cache(maxsize=4096)
def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
