"""A case → what is compared across cases: who plays which function, what lines claim from function to function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from govgraph.cases import CaseData
from govgraph.graph import Graph, read_validity
from govgraph.lines import Line, is_denied
from govgraph.records import Alignment, Fact
from govgraph.vocabulary import OTHER, STRUCTURE

__all__ = ["HAD", "RANK", "Claim", "Pattern", "Player", "Side"]

# how far what is stated is from an adopted rule: the nearest first; only the first two are had
_STATES = (
    "stated", "inferred", "practice", "stated_not", "of_kind", "unspecified", "proposed", "planned", "outside",
    "former", "other_date",
)  # fmt: skip
RANK = {state: rank for rank, state in enumerate(_STATES)}
HAD = {"stated", "inferred"}
# the strongest first: a plain statement says more than a permission
_DEONTICS = ("must", "should", "none", "may", "may_not")


class Player(NamedTuple):
    """An actor that plays a function, in which state, and the facts that say so (local ids)."""

    actor: str
    state: str
    facts: tuple[str, ...]


class Pattern(NamedTuple):
    """What lines are compared by: the function of the holder, the verb, the function of the receiver.

    A function is None where the end is not stated. The aim is that of a line in free words.
    """

    holder: str | None
    verb: str
    toward: str | None
    aim: str | None = None


class Claim(NamedTuple):
    """What a text says of a pattern: its state, and the lines that say it in that state."""

    state: str
    lines: tuple[Line, ...]

    @property
    def deontic(self) -> str:
        """The strongest modality."""
        return min((str(line["deontic"]) for line in self.lines), key=_DEONTICS.index)

    @property
    def strongest(self) -> tuple[Line, ...]:
        """The lines of the strongest modality; where some of them are stated, these."""
        strong = [line for line in self.lines if line["deontic"] == self.deontic]
        return tuple([line for line in strong if line["basis"] == "stated"] or strong)


class Side:
    """One of the cases that are compared."""

    def __init__(self, graph: Graph, case: CaseData) -> None:
        self.graph, self.case = graph, case
        self.uncompared: list[Line] = []
        self.claims: dict[Pattern, Claim] = self._read_claims()

    # -- functions

    @cached_property
    def players(self) -> dict[str, list[Player]]:
        """Who plays each function."""
        found: dict[str, list[Player]] = defaultdict(list)
        for item in self.case.alignment.values():
            state = "former" if item.status == "former" else self._judge_player(item)
            found[item.function].append(Player(item.actor, state, (item.actor, *item.rests_on)))
        return found

    def _judge_player(self, item: Alignment) -> str:
        """Say in which state an actor plays a function: no surer than the best fact that the judgement rests on."""
        grounds = [self._judge(self.case.facts[name]) for name in item.rests_on]
        own = self._judge(self.case.actors[item.actor])
        return _weaken(own, min(grounds, key=RANK.__getitem__)) if grounds else own

    def _judge(self, fact: Fact) -> str:
        there = self.case.validity_of(fact).holds(self.case.period) in {"yes", "possibly"}
        return _read_state(fact.status, fact.scope, fact.mode, fact.basis, denied=fact.negative, there=there)

    @cached_property
    def _played(self) -> dict[str, dict[str, str]]:
        """The functions that each actor plays itself, with the state; what it played formerly is left out."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for function, players in self.players.items():
            for player in players:
                if player.state != "former":
                    found[player.actor][function] = player.state
        return found

    def _find_functions(self, actor: str, applies: str | None) -> dict[str | None, str]:
        """Find the functions of one end of a line: its own, of a group that counts it, or common to those it joins."""
        if actor not in self.case.actors:
            return {None: "unspecified"}
        found: dict[str | None, str] = {}
        for place in reversed((actor, *self.case.counted_in[actor])):
            found.update(self._played.get(place, {}))
        members = self.case.members_of(actor) if applies == "jointly" and self.case.is_group(actor) else ()
        shared = set.intersection(*(set(self._played.get(member, {})) for member in members)) if members else set()
        for function in sorted(shared):
            found.setdefault(function, self._played[members[0]][function])
        return found

    # -- lines

    def _read_claims(self) -> dict[Pattern, Claim]:
        by_state: dict[Pattern, dict[str, list[Line]]] = defaultdict(lambda: defaultdict(list))
        for line, state in self._list_lines():
            patterns = list(dict.fromkeys(self._project(line, state)))
            whole = [pattern for pattern in patterns if None not in (pattern.holder, pattern.toward)]
            if state in HAD and not whole:
                self.uncompared.append(line)
            for pattern in patterns:
                weak = state if pattern in whole or state not in HAD else "unspecified"
                by_state[pattern][weak].append(line)
        return {pattern: _choose_claim(states) for pattern, states in by_state.items()}

    def _list_lines(self) -> Iterator[tuple[Line, str]]:
        """List the lines of the case between actors, denials too, each with its state."""
        edges = (line for *_, line in self.graph.edges(data=True))
        for line in (*edges, *self.graph.graph["negatives"]):
            if line["case"] == self.case.id and line["family"] != STRUCTURE:
                there = read_validity(self.graph, line).holds(self.case.period) in {"yes", "possibly"}
                axes = (line[axis] for axis in ("status", "scope", "mode", "basis"))
                state = _read_state(*axes, denied=is_denied(line), there=there)
                yield line, "of_kind" if state in HAD and line["pairs"] == "class" else state

    def _project(self, line: Line, state: str) -> Iterator[Pattern]:
        """Project a line to the functions of its ends; what is had needs ends whose functions are had too."""
        symmetric = line["verb"] in self.case.vocabulary.symmetric
        known = list(self.case.vocabulary.functions)
        for holder, toward in self._pair(line):
            for one, first in self._find_functions(holder, line["holder_as"]).items():
                for other, second in self._find_functions(toward, line["toward_as"]).items():
                    if state in HAD and not {first, second} <= {*HAD, "unspecified"}:
                        continue
                    ends = one, other
                    if symmetric and one and other and known.index(one) > known.index(other):
                        ends = other, one
                    aim = line["aim"] or line["aim_en"] if line["verb"] == OTHER else None
                    yield Pattern(ends[0], line["verb"], ends[1], aim)

    def _pair(self, line: Line) -> Iterator[tuple[str, str]]:
        """Pair the actors that a line applies to: no actor with itself, and respective ones with their own."""
        holders = [a for end in (line["from"], *line["with"]) for a in self._expand(end, line["holder_as"])]
        for holder in holders:
            for toward in self._expand(line["to"], line["toward_as"]):
                alone = holder == toward and not self.case.is_group(holder)
                if not alone and (line["pairs"] != "own" or self.case.are_tied(holder, toward)):
                    yield holder, toward

    def _expand(self, end: str, applies: str | None) -> tuple[str, ...]:
        local = end.removeprefix(f"{self.case.id}.")
        if applies == "jointly" or not self.case.is_group(local):
            return (local,)
        return self.case.members_of(local) or (local,)

    def find_near(self, pattern: Pattern) -> Claim | None:
        """Find what the text says instead of a rule: of the pattern in another state, or without one of its ends."""
        places = (pattern, pattern._replace(toward=None), pattern._replace(holder=None))
        return next((self.claims[place] for place in places if place in self.claims), None)


def _read_state(status: str, scope: str, mode: str, basis: str, *, denied: bool, there: bool) -> str:
    if status == "former":
        return "former"
    if not there:
        return "other_date"
    if scope == "outside":
        return "outside"
    if status != "adopted":
        return status
    if denied:
        return "stated_not"
    return "practice" if mode == "practice" else basis


def _weaken(one: str, other: str) -> str:
    return max(one, other, key=RANK.__getitem__)


def _choose_claim(states: dict[str, list[Line]]) -> Claim:
    """Choose what counts of a pattern that is said in several states: a rule, or else what is nearest to one."""
    had = [line for state in ("stated", "inferred") for line in states.get(state, ())]
    if had:
        return Claim("stated" if states.get("stated") else "inferred", tuple(had))
    best = min(states, key=RANK.__getitem__)
    return Claim(best, tuple(states[best]))
