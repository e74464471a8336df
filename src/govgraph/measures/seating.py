"""What the seats of a forum say: how many, from where, by whom."""

from __future__ import annotations

from collections.abc import Sequence

from govgraph.cases import weakest
from govgraph.features import SeatsFeature, SizeFeature
from govgraph.measures.found import Item, Measured, Place, Words, both, say_both
from govgraph.measures.players import find_members, measure_players
from govgraph.records import Bounds, Fact, Seat
from govgraph.sentences import say_bounds
from govgraph.words import say

__all__ = ["measure_seats", "measure_size"]


def measure_seats(place: Place, feature: SeatsFeature) -> Measured:
    """Measure what the seats in the actors of a function say in the respect asked for."""
    return measure_players(place, feature.function, lambda actor: _find_seats(place, feature, actor))


def _find_seats(place: Place, feature: SeatsFeature, actor: str) -> Measured:
    seats = [
        seat
        for seat in place.case.seats_of(actor)
        if seat.kind in feature.kind and (feature.side is None or feature.side in _find_sides(place, seat))
    ]
    if feature.show in {"per_member", "count"}:
        items = _sum_seats(place, feature, actor, seats)
    else:
        items = [item for seat in seats if (item := _build_seat(place, feature, actor, seat))]
    if not seats and feature.side and feature.show in {"count", "source"}:
        items = _find_none(place, feature, actor)
    return Measured(tuple(items))


def _find_sides(place: Place, seat: Seat) -> set[str | None]:
    """Find the sides that a seat is filled from: where it is drawn from, else whose role sits there."""
    return {place.case.side_of(name) for name in ([seat.drawn_from] if seat.drawn_from else seat.role)}


def _sum_seats(place: Place, feature: SeatsFeature, actor: str, seats: Sequence[Seat]) -> list[Item]:
    """Add up the seats that are in one state and drawn from the same: two of one each are two from each."""
    sums: dict[tuple[str, str | None], list[Seat]] = {}
    for seat in seats:
        counted = seat.per_member if feature.show == "per_member" else seat.count or seat.at_least or seat.at_most
        if counted is not None and counted != "all":
            source = seat.drawn_from if feature.show == "per_member" else None
            sums.setdefault((place.judge(seat, of=actor)[0], source), []).append(seat)
    return [_build_sum(place, feature, actor, state, found) for (state, _), found in sums.items()]


def _build_sum(place: Place, feature: SeatsFeature, actor: str, state: str, seats: Sequence[Seat]) -> Item:
    least, most = zip(*(_read_bounds(seat, feature.show) for seat in seats), strict=True)
    bounds = Bounds(
        at_least=None if None in least else sum(filter(None, least)),
        at_most=None if None in most else sum(filter(None, most)),
    )
    exact = bounds.at_least if bounds.at_least == bounds.at_most else None
    holds = weakest(*(place.judge(seat, of=actor)[1] for seat in seats))
    words = both(lambda lang: say_bounds(bounds, lang))
    return Item(words, state, holds, tuple(seats), place.globalise(actor), number=exact)


def _read_bounds(seat: Seat, show: str) -> tuple[int | None, int | None]:
    number = seat.per_member if show == "per_member" else seat.count
    if isinstance(number, int):
        return number, number
    bounds = number if isinstance(number, Bounds) else seat
    return bounds.at_least, bounds.at_most


def _build_seat(place: Place, feature: SeatsFeature, actor: str, seat: Seat) -> Item | None:
    words, named = _word_seat(place, feature.show, seat)
    if words is None:
        return None
    if len(feature.kind) > 1:
        words = {lang: f"{say(seat.kind, lang)}: {said}" for lang, said in words.items()}
    state, holds = place.judge(seat, of=actor)
    return Item(words, state, holds, (seat,), place.globalise(actor, *named), claim=(actor, seat.kind, *named))


def _word_seat(place: Place, show: str, seat: Seat) -> tuple[Words | None, tuple[str, ...]]:
    """Word one respect of a seat, with the actors that it names; None where the seat says nothing of it."""
    if show == "preference":
        if seat.preference is None:
            return None, ()
        told = seat.preference.words
        return both(lambda lang: say("preference_only", lang).format(words=told(lang))), ()
    if show == "source":
        named = (seat.drawn_from,) if seat.drawn_from else seat.role
    else:
        named = seat.role if show == "role" else (seat.appointed_by,) if seat.appointed_by else ()
    if not named:
        return None, ()
    if show == "source" and named == (seat.organ,):
        return say_both("from_within"), named
    names = ", ".join(place.name(name) for name in named)
    return both(lambda lang: f"{names} ({count})" if (count := _say_count(seat, show, lang)) else names), named


def _say_count(seat: Seat, show: str, lang: str) -> str:
    if show == "role" or seat.kind != "member":
        return ""
    if seat.count == "all":
        return say("whole_body", lang)
    if seat.per_member is not None:
        each = seat.per_member
        return f"{each if isinstance(each, int) else say_bounds(each, lang)} {say('from_each', lang)}"
    return str(seat.count) if seat.count else say_bounds(seat, lang)


def _find_none(place: Place, feature: SeatsFeature, actor: str) -> list[Item]:
    """Find that no seat is left for a side: those from elsewhere fill the size that is stated."""
    case, seats = place.case, find_members(place, actor)
    stated = case.stated_size(actor, at=place.at)
    counts = [case.measure_seat(seat) for seat in seats]
    sides = [side for seat in seats for side in _find_sides(place, seat)]
    filled = sum(size.at_least or 0 for size in counts if size.at_least == size.at_most)
    if stated is None or filled != stated or None in sides or feature.side in sides:
        return []
    sources = ", ".join(dict.fromkeys(place.name(seat.drawn_from or seat.role[0]) for seat in seats))
    state, holds = place.judge_all(seats, of=actor)
    words = both(lambda lang: say("none_of_stated", lang).format(size=stated, sources=sources))
    return [Item(words, state, holds, seats, place.globalise(actor), number=0)]


def measure_size(place: Place, feature: SizeFeature) -> Measured:
    """Measure how many sit in the actors of a function, as stated or as computed."""
    find = _find_stated_size if feature.how == "stated" else _find_computed_size
    return measure_players(place, feature.function, lambda actor: find(place, actor))


def _find_stated_size(place: Place, actor: str) -> Measured:
    case = place.case
    record = case.actors[actor]
    totals = [seat for seat in case.seats_of(actor) if seat.kind == "member" and isinstance(seat.count, int)]
    facts: list[Fact] = [record] if record.size is not None else [*totals] if len(totals) == 1 else []
    return Measured(tuple(_build_size(place, actor, fact) for fact in facts))


def _build_size(place: Place, actor: str, fact: Fact) -> Item:
    number = getattr(fact, "size", None) or getattr(fact, "count", None)
    state, holds = place.judge(fact, of=actor)
    return Item(both(lambda _: str(number)), state, holds, (fact,), place.globalise(actor), number=number)


def _find_computed_size(place: Place, actor: str) -> Measured:
    size = place.case.measure_organ(actor, at=place.at)
    seats = find_members(place, actor)
    if (size.at_least is None and size.at_most is None) or not seats:
        why = size.why_unknown or "composition_not_stated"
        return Measured(note=both(lambda lang: say("size_unknown_as", lang).format(why=say(why, lang))))
    bounds = Bounds(at_least=size.at_least, at_most=size.at_most)
    state, _ = place.judge_all(seats, of=actor)
    exact = size.at_least if size.at_least == size.at_most else None
    words = both(lambda lang: say_bounds(bounds, lang))
    return Measured((Item(words, state, size.holds, seats, place.globalise(actor), number=exact),))
