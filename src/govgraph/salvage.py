"""A case with faults → the part of it that the rules across records can still judge without echoing them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import ValidationError

from govgraph.cases import CaseData
from govgraph.records import EACH_OTHER, UNSPECIFIED, Actor, Event, Fact, Mandate, Procedure, Seat, Source
from govgraph.shapes import Record

__all__ = ["NEEDED", "Unread", "keep_judgeable", "salvage_record"]


@dataclass(frozen=True)
class Unread:
    """What could not be read of a case, so that nobody is blamed for referring to it.

    `lost` maps the name of a file ("case" too) to the ids of its records that could not be read, None standing for
    those whose id could not be read either. `patched` are the ids of records that were read without their faulty
    keys.
    """

    lost: Mapping[str, frozenset[str | None]]
    patched: frozenset[str]

    def may_hold(self, file: str, record: str) -> bool:
        """Tell whether a file may hold a record of this id among those that could not be read."""
        lost = self.lost.get(file, frozenset())
        return record in lost or None in lost


# what other records are judged by; a record whose fault is there cannot stand in for itself
NEEDED: dict[type[Record], frozenset[str]] = {
    Actor: frozenset({"id", "kind", "members", "number", "open"}),
    Source: frozenset({"id", "sections"}),
    Procedure: frozenset({"id", "steps"}),
}
_JUST_THE_ID = frozenset({"id"})
# stand-ins for what a record must have and no rule across records reads
_STAND_INS: dict[str, Any] = {
    "name": "…", "title": "…", "publisher": "…", "file": "…", "sha256": "0" * 64, "evidence": "…", "coders": "…",
    "period": "2000/2000",
}  # fmt: skip

R = TypeVar("R", bound=Record)


def salvage_record(item: Any, model: type[R]) -> R | None:
    """Read a faulty record without its faulty keys; None where others need those, or where it is no record without."""
    if not isinstance(item, dict):
        return None
    faulty = _find_faulty_keys(item, model)
    if faulty & NEEDED.get(model, _JUST_THE_ID):
        return None
    if "evidence" in faulty:
        faulty = faulty | {"section"}  # a section is looked for in the sources that the evidence names
    kept = {key: value for key, value in item.items() if key not in faulty}
    required = [field.alias or name for name, field in model.model_fields.items() if field.is_required()]
    stand_ins = {key: _STAND_INS[key] for key in required if key not in kept and key in _STAND_INS}
    try:
        return model.model_validate(kept | stand_ins)
    except ValidationError:
        return None


def _find_faulty_keys(item: Any, model: type[Record]) -> frozenset[str]:
    try:
        model.model_validate(item)
    except ValidationError as err:
        return frozenset(str(detail["loc"][0]) for detail in err.errors(include_url=False) if detail["loc"])
    return frozenset()


def keep_judgeable(case: CaseData, dropped: frozenset[str], read_ids: Callable[[Fact], set[str]]) -> CaseData:
    """Leave out the records in `dropped`, and those that cannot be judged without them.

    Seats, mandates and events go with what they refer to; an actor stays unless a member of it is gone, or the
    group that passes its kind on. Everything else is referred to by its id alone, and stays.
    """
    goes = frozenset(dropped & {*case.actors, *case.seats, *case.mandates, *case.events})
    while True:
        known = {UNSPECIFIED, EACH_OTHER, *case.facts} - goes
        kept = replace(
            case,
            actors={name: actor for name, actor in case.actors.items() if name not in goes},
            seats={name: seat for name, seat in case.seats.items() if name not in goes},
            mandates={name: mandate for name, mandate in case.mandates.items() if name not in goes},
            events={name: event for name, event in case.events.items() if name not in goes},
        )
        goes = frozenset(fact.id for fact in kept.facts.values() if not _is_judgeable(kept, fact, known, read_ids))
        if not goes:
            return kept
        case = kept


def _is_judgeable(case: CaseData, fact: Fact, known: set[str], read_ids: Callable[[Fact], set[str]]) -> bool:
    if isinstance(fact, Actor):
        return known.issuperset(fact.members) and case.class_of(fact.id) is not None
    return not isinstance(fact, Seat | Mandate | Event) or known.issuperset(read_ids(fact))
