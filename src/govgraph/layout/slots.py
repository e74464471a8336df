"""What is drawn of several cases → the places that they share: one for each function, and what stands there in each.

A function that at most one actor plays in each case has one place; one that several play has a place for each of them,
by lane and band. An actor that plays several stands where most cases have somebody. Actors without a function stand
apart, in places that no function has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from govgraph.graph import Graph
from govgraph.layout import captions
from govgraph.layout.choose import SIDES, TIERS, Choice, read_side, read_tier
from govgraph.measures.found import STATES, Place, find_players
from govgraph.words import say

__all__ = ["Empty", "Slot", "Standing", "add_players", "find_functions", "stand_actors", "word_empty"]

_OF_A_KIND = {"organ", "network", "area"}  # classes whose groups play what all their members play


class Slot(NamedTuple):
    """A place that cases share: its function, if it has one, and its lane and band."""

    function: str | None
    side: str
    tier: str


@dataclass(frozen=True)
class Empty:
    """A function's place where a case has nobody to show: why, as a state of a cell, or by whom it is played."""

    function: str
    slot: int
    state: str
    by: str = ""  # the name of the box that plays it, or that its player is one of


@dataclass(frozen=True)
class Standing:
    """The places, and for each case which actor (by global id) stands where, and which places are left open."""

    slots: tuple[Slot, ...]
    places: tuple[Mapping[str, int], ...]
    empties: tuple[tuple[Empty, ...], ...]


def add_players(graph: Graph, choices: Sequence[Choice]) -> list[Choice]:
    """Add to each case who plays a function that has a place in the picture, where none of them has a line in it.

    One of a drawn group is not added: the group stands for it.
    """
    chosen = _choose_functions(graph, [find_functions(graph, choice) for choice in choices])
    placed = set[str]().union(*(own.values() for own in chosen))
    return [
        _add_players(graph, choice, placed - set(own.values())) for choice, own in zip(choices, chosen, strict=True)
    ]


def _add_players(graph: Graph, choice: Choice, functions: set[str]) -> Choice:
    case = graph.graph["dataset"].cases[choice.case]
    drawn = {actor["id"].removeprefix(f"{case.id}.") for actor in choice.actors}
    added = [
        actor
        for actor in case.actors
        if actor not in drawn
        and not drawn & set(case.counted_in.get(actor, ()))
        and functions & {item.function for item in case.functions_of(actor)}
    ]
    return choice.with_actors(graph, [f"{case.id}.{actor}" for actor in added])


def stand_actors(graph: Graph, choices: Sequence[Choice]) -> Standing:
    """Give every drawn actor a place, the same for the same function in every case."""
    order = list(graph.graph["dataset"].vocabulary.functions)
    played = [find_functions(graph, choice) for choice in choices]
    chosen = _choose_functions(graph, played)
    slots: list[Slot] = []
    places: list[dict[str, int]] = [{} for _ in choices]
    for function in sorted({name for own in chosen for name in own.values()}, key=order.index):
        players = [
            [actor for actor in choice.actors if own.get(actor["id"]) == function]
            for choice, own in zip(choices, chosen, strict=True)
        ]
        if max(map(len, players)) == 1:
            homes = Counter(_find_home(actor) for each in players for actor in each)
            home = max(homes, key=lambda home: homes[home])
            _fill(slots, places, function, home, players)
        else:
            for home in _order_homes(actor for each in players for actor in each):
                _fill(slots, places, function, home, [[a for a in each if _find_home(a) == home] for each in players])
    for firm in (True, False):  # ends that a statement leaves open never share a place with an actor
        others = [
            [actor for actor in choice.actors if actor["id"] not in place and (actor["class"] is not None) == firm]
            for choice, place in zip(choices, places, strict=True)
        ]
        for home in _order_homes(actor for each in others for actor in each):
            _fill(slots, places, None, home, [[a for a in each if _find_home(a) == home] for each in others])
    empties = tuple(
        tuple(_find_empties(graph, choice, slots, own, found))
        for choice, own, found in zip(choices, chosen, played, strict=True)
    )
    return Standing(tuple(slots), tuple(places), empties)


def _choose_functions(graph: Graph, played: Sequence[Mapping[str, set[str]]]) -> list[dict[str, str]]:
    """Choose for each actor of each case the function that it stands for: the one that most cases have somebody for."""
    order = list(graph.graph["dataset"].vocabulary.functions)
    spread = Counter(function for found in played for function in set[str]().union(*found.values()))
    return [
        {actor: min(own, key=lambda name: (-spread[name], order.index(name))) for actor, own in found.items() if own}
        for found in played
    ]


def find_functions(graph: Graph, choice: Choice) -> dict[str, set[str]]:
    """Find the functions of each drawn actor: its own, or for a group those that all its members play, none drawn."""
    case = graph.graph["dataset"].cases[choice.case]
    drawn = {actor["id"] for actor in choice.actors}
    found: dict[str, set[str]] = {}
    for actor in choice.actors:
        own = set((actor["functions"] or "").split())
        local = actor["id"].removeprefix(f"{case.id}.")
        members = case.members_of(local) if local in case.actors and case.is_group(local) else ()
        of_a_kind = members and all(case.class_of(member) in _OF_A_KIND for member in members)
        if not own and of_a_kind and not drawn & {f"{case.id}.{member}" for member in members}:
            own = set.intersection(*({item.function for item in case.functions_of(member)} for member in members))
        found[actor["id"]] = own
    return found


def _find_home(actor: captions.Attributes) -> tuple[str, str]:
    return read_side(actor), read_tier(actor)


def _order_homes(actors: Iterable[captions.Attributes]) -> list[tuple[str, str]]:
    homes = {_find_home(actor) for actor in actors}
    return [(side, tier) for side in SIDES for tier in TIERS if (side, tier) in homes]


def _fill(
    slots: list[Slot], places: Sequence[dict[str, int]], function: str | None, home: tuple[str, str],
    players: Sequence[Sequence[captions.Attributes]],
) -> None:  # fmt: skip
    """Add as many places as the case with most players needs, and put those of each case there in their order."""
    first = len(slots)
    slots += [Slot(function, *home)] * max(map(len, players))
    for place, each in zip(places, players, strict=True):
        place.update({actor["id"]: first + n for n, actor in enumerate(each)})


def _find_empties(
    graph: Graph, choice: Choice, slots: Sequence[Slot], chosen: Mapping[str, str], played: Mapping[str, set[str]]
) -> Iterable[Empty]:
    for function in dict.fromkeys(slot.function for slot in slots if slot.function):
        if function not in chosen.values():
            first = next(n for n, slot in enumerate(slots) if slot.function == function)
            yield Empty(function, first, *_say_why(graph, choice, function, played))


def _say_why(graph: Graph, choice: Choice, function: str, played: Mapping[str, set[str]]) -> tuple[str, str]:
    """Say why nobody stands at a function's place: it is played elsewhere in the picture, or in a state of a cell."""
    dataset = graph.graph["dataset"]
    case = dataset.cases[choice.case]
    names = {actor["id"]: captions.name_shortly(actor, "sv") for actor in choice.actors}
    elsewhere = [actor for actor, own in played.items() if function in own]
    if not elsewhere:
        elsewhere = [
            f"{case.id}.{group}"
            for player in find_players(Place(graph, case, None, None), (function,))
            if any(item.function == function for item in case.functions_of(player))
            for group in case.counted_in.get(player, ())
            if f"{case.id}.{group}" in names
        ]
    if elsewhere:
        return "stated", names[elsewhere[0]]
    return _judge_absence(graph, choice, function), ""


def _judge_absence(graph: Graph, choice: Choice, function: str) -> str:
    """Say in which state a case has a function of which nothing is drawn."""
    case = graph.graph["dataset"].cases[choice.case]
    place = Place(graph, case, choice.period if choice.at else None, choice.at)
    states = [
        "former" if all(item.status == "former" for item in items) else place.judge(case.actors[actor])[0]
        for actor, items in find_players(place, (function,)).items()
    ]
    return min(states, key=STATES.index, default="not_stated")


def word_empty(empty: Empty, lang: str) -> str:
    """Word why a place is left open."""
    return say("see", lang).format(name=empty.by) if empty.by else say(f"state_{empty.state}", lang)
