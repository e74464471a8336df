"""The actors that play a function, and how many sit in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from govgraph.features import ActorsFeature
from govgraph.measures.found import (
    POSITIVE,
    STATES,
    Item,
    Measured,
    Place,
    Words,
    both,
    find_players,
    find_present,
    say_both,
)
from govgraph.records import Alignment, Bounds, Fact, Seat
from govgraph.sentences import say_bounds

__all__ = ["find_members", "measure_actors", "measure_players", "size_up"]


def measure_actors(place: Place, feature: ActorsFeature) -> Measured:
    """Measure which actors play the functions asked for, in the fields asked for."""
    items = [
        _build_player(place, feature, actor, aligned)
        for actor, aligned in find_players(place, feature.function, feature.field).items()
    ]
    return Measured(tuple(items), None if items else say_both("no_player"))


def _build_player(place: Place, feature: ActorsFeature, actor: str, aligned: tuple[Alignment, ...]) -> Item:
    state, holds = place.judge(place.case.actors[actor])
    former = all(item.status == "former" for item in aligned)
    facts = _find_presence(place, actor, state) if not former else (place.case.actors[actor],)
    grounds = tuple(place.case.facts[name] for item in aligned for name in item.rests_on)
    if state == "inferred" and len(facts) > 1:
        state = "stated"
    if former:
        state = max(state, "former", key=STATES.index)
    elif grounds:
        state = max(state, min((place.judge(fact)[0] for fact in grounds), key=STATES.index), key=STATES.index)
    number, size, seats = size_up(place, actor) if feature.size and not former else (None, None, ())
    words = both(lambda lang: f"{place.name(actor)}: {size[lang]}" if size else place.name(actor))
    return Item(words, state, holds, (*facts, *grounds, *seats), place.globalise(actor), aligned, number)


def _find_presence(place: Place, actor: str, state: str) -> tuple[Fact, ...]:
    """Find what carries that an actor is there: its record, and where that infers something, its stated seats too."""
    record: Fact = place.case.actors[actor]
    seats = place.case.seats_of(actor) if state == "inferred" else []
    return (record, *(seat for seat in seats if place.judge(seat, of=actor)[0] == "stated"))


def size_up(place: Place, actor: str) -> tuple[int | None, Words | None, tuple[Fact, ...]]:
    """Give the size of an actor, stated or else computed, in words and with the facts that carry it."""
    case = place.case
    stated = case.stated_size(actor, at=place.at)
    if stated is not None:
        return stated, both(lambda _: str(stated)), _find_stating(place, actor, stated)
    size = case.measure_organ(actor, at=place.at)
    if size.at_least is None and size.at_most is None:
        return None, None, ()
    bounds = Bounds(at_least=size.at_least, at_most=size.at_most)
    exact = size.at_least if size.at_least == size.at_most else None
    return exact, both(lambda lang: say_bounds(bounds, lang)), find_members(place, actor)


def _find_stating(place: Place, actor: str, size: int) -> tuple[Fact, ...]:
    record = place.case.actors[actor]
    return (record,) if record.size == size else tuple(s for s in place.case.seats_of(actor) if s.count == size)[:1]


def find_members(place: Place, actor: str) -> tuple[Seat, ...]:
    """Find the seats of the members of an actor that are rules or reported, whichever of them are counted."""
    seats = place.case.seats_of(actor)
    return tuple(s for s in seats if s.kind == "member" and place.judge(s, of=actor)[0] in POSITIVE)


def measure_players(place: Place, functions: Sequence[str], find: Callable[[str], Measured]) -> Measured:
    """Measure each actor that plays a function, and name it where there are several."""
    players = find_present(place, functions)
    if not players:
        return Measured(note=say_both("no_player"))
    found = {actor: find(actor) for actor in players}
    items = [
        replace(
            item,
            words=item.words if len(players) == 1 else _name_first(place, actor, item.words),
            actors=item.actors or place.globalise(actor),
            aligned=players[actor],
        )
        for actor, measured in found.items()
        for item in measured.items
    ]
    notes = [measured.note for measured in found.values() if measured.note]
    return Measured(tuple(items), notes[0] if notes and not items else None)


def _name_first(place: Place, actor: str, words: Words) -> Words:
    return {lang: f"{place.name(actor)}: {said}" for lang, said in words.items()}
