"""What measures find in a case, with its state and the facts that carry it; and where they look."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govgraph import dates
from govgraph.cases import CaseData, weakest
from govgraph.graph import Graph
from govgraph.records import Alignment, Fact
from govgraph.words import LANGUAGES, say

__all__ = [
    "POSITIVE",
    "STATES",
    "Item",
    "Measured",
    "Place",
    "Words",
    "both",
    "find_players",
    "find_present",
    "read_state",
    "say_both",
]

Words = Mapping[str, str]  # by language

# Of what a cell says, from what carries it best to what carries it least (design, silences and states of cells).
STATES = (
    "contradictory", "stated", "inferred", "practice", "proposed", "stated_not", "outside", "of_kind", "former",
    "other_date", "not_covered", "unspecified", "not_stated",
)  # fmt: skip
POSITIVE = {"stated", "inferred", "practice"}


@dataclass(frozen=True)
class Item:
    """One thing that a case says of a feature: its words, the state of the facts that carry it, and these.

    `actors` are global ids; `records` are facts of the case; `aligned` the assignments that it rests on too;
    `number` is its value where that is one number. `claim` names what is claimed, so that a denial of it is found.
    """

    words: Words
    state: str
    holds: dates.Holds
    records: tuple[Fact, ...]
    actors: tuple[str, ...] = ()
    aligned: tuple[Alignment, ...] = ()
    number: int | float | None = None
    claim: tuple[Any, ...] | None = None


@dataclass(frozen=True)
class Measured:
    """What a measure found in a case; `note` says why it found nothing, where more can be said than that."""

    items: tuple[Item, ...] = ()
    note: Words | None = None


@dataclass(frozen=True)
class Place:
    """Where a measure looks: a case of a graph, at the date asked for, or in the case's own period."""

    graph: Graph
    case: CaseData
    at: dates.Period | None
    asked: str | None

    def judge(self, fact: Fact, *, of: str = "") -> tuple[str, dates.Holds]:
        """Say in which state a fact is, alone, and whether it holds then."""
        holds = self.case.holds_of(fact, self.at or self.case.period, of=of)
        if holds == "no" and fact.status == "former" and self.at is None:
            return "former", holds
        if holds in {"no", "not_covered"}:
            return ("other_date" if holds == "no" else "not_covered"), holds
        return read_state(fact), holds

    def judge_all(self, facts: Sequence[Fact], *, of: str = "") -> tuple[str, dates.Holds]:
        """Say in which state several facts are that are needed together: that of the one that carries least."""
        judged = [self.judge(fact, of=of) for fact in facts]
        return max((state for state, _ in judged), key=STATES.index), weakest(*(holds for _, holds in judged))

    def name(self, actor: str) -> str:
        """Name an actor shortly, as coded: by its abbreviation where it has one."""
        record = self.case.actors[actor]
        return record.abbreviations[0] if record.abbreviations else record.name.words("sv")

    def globalise(self, *actors: str | None) -> tuple[str, ...]:
        """Give global ids of those that are actors of the case, each once."""
        return tuple(f"{self.case.id}.{actor}" for actor in dict.fromkeys(actors) if actor in self.case.actors)


def read_state(fact: Fact) -> str:
    """Read the state of one fact from its axes: what takes it farthest from an adopted, stated rule decides."""
    if fact.status == "former":
        return "former"
    if fact.scope == "outside":
        return "outside"
    if fact.status != "adopted":
        return "proposed"
    if fact.negative or getattr(fact, "deontic", None) == "may_not":
        return "stated_not"
    return "practice" if fact.mode == "practice" else fact.basis


def both(word: Callable[[str], str]) -> Words:
    """Word something in both languages."""
    return {lang: word(lang) for lang in LANGUAGES}


def say_both(key: str) -> Words:
    """Give one of the tool's own words in both languages."""
    return both(lambda lang: say(key, lang))


def find_players(
    place: Place, functions: Sequence[str], fields: Sequence[str] = ()
) -> dict[str, tuple[Alignment, ...]]:
    """Find the actors that are assigned one of the functions (and fields), each with the assignments."""
    found: dict[str, tuple[Alignment, ...]] = {}
    for item in place.case.alignment.values():
        if item.function in functions and (not fields or set(fields) & set(item.fields)):
            found[item.actor] = (*found.get(item.actor, ()), item)
    return found


def find_present(place: Place, functions: Sequence[str]) -> dict[str, tuple[Alignment, ...]]:
    """Find the actors that play a function, other than formerly."""
    players = {
        actor: tuple(item for item in place.case.functions_of(actor) if item.function in functions)
        for actor in find_players(place, functions)
    }
    return {actor: items for actor, items in players.items() if items}
