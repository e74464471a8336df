"""The measures that features name: a case and a feature → what the case says of it, fact by fact, with its state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from govgraph import dates
from govgraph.cases import CaseData, strongest, weakest
from govgraph.features import (
    ActorsFeature,
    EventsFeature,
    FactsFeature,
    Feature,
    InstrumentsFeature,
    MandatesFeature,
    MeetingsFeature,
    NumberFeature,
    ProceduresFeature,
    SeatsFeature,
    SizeFeature,
    TopicsFeature,
)
from govgraph.graph import Graph
from govgraph.numbers import NOT_STATED, TO, Number, measure_number
from govgraph.records import (
    EACH_OTHER,
    FILES,
    UNSPECIFIED,
    Actor,
    Alignment,
    Bounds,
    Event,
    Fact,
    Instrument,
    Mandate,
    Procedure,
    Seat,
    Topic,
    TopicList,
)
from govgraph.sentences import say_bounds, say_times, say_topics
from govgraph.words import LANGUAGES, say, say_date

__all__ = ["STATES", "Item", "Measured", "Words", "measure"]

Words = Mapping[str, str]  # by language

# Of what a cell says, from what carries it best to what carries it least (design, silences and states of cells).
STATES = (
    "contradictory", "stated", "inferred", "practice", "proposed", "stated_not", "outside", "of_kind", "former",
    "other_date", "not_covered", "unspecified", "not_stated",
)  # fmt: skip
_POSITIVE = {"stated", "inferred", "practice"}


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
class _Place:
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
        return _read_state(fact), holds

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


def _read_state(fact: Fact) -> str:
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


def measure(graph: Graph, case: CaseData, feature: Feature, *, at: str | None = None) -> Measured:
    """Measure a feature in a case, by the measure that it names.

    Parameters
    ----------
    at
        EDTF date or span; without, the case's own period. Facts that do not hold then are given with the state
        `other_date`, those of which the sources say nothing then with `not_covered`.
    """
    place = _Place(graph, case, dates.read_period(at) if at else None, at)
    return _MEASURES[feature.measure](place, feature)


def _both(word: Callable[[str], str]) -> Words:
    return {lang: word(lang) for lang in LANGUAGES}


def _say_both(key: str) -> Words:
    return _both(lambda lang: say(key, lang))


# -- who plays a function ------------------------------------------------------------------------------------------


def _find_players(
    place: _Place, functions: Sequence[str], fields: Sequence[str] = ()
) -> dict[str, tuple[Alignment, ...]]:
    """Find the actors that are assigned one of the functions (and fields), each with the assignments."""
    found: dict[str, tuple[Alignment, ...]] = {}
    for item in place.case.alignment.values():
        if item.function in functions and (not fields or set(fields) & set(item.fields)):
            found[item.actor] = (*found.get(item.actor, ()), item)
    return found


def _find_present(place: _Place, functions: Sequence[str]) -> dict[str, tuple[Alignment, ...]]:
    """Find the actors that play a function, other than formerly."""
    players = {
        actor: tuple(item for item in place.case.functions_of(actor) if item.function in functions)
        for actor in _find_players(place, functions)
    }
    return {actor: items for actor, items in players.items() if items}


def _measure_actors(place: _Place, feature: ActorsFeature) -> Measured:
    items = [
        _build_player(place, feature, actor, aligned)
        for actor, aligned in _find_players(place, feature.function, feature.field).items()
    ]
    return Measured(tuple(items), None if items else _say_both("no_player"))


def _build_player(place: _Place, feature: ActorsFeature, actor: str, aligned: tuple[Alignment, ...]) -> Item:
    record = place.case.actors[actor]
    state, holds = place.judge(record)
    carriers: tuple[Fact, ...] = (record,)
    if state == "inferred":  # of what its record infers, that it is there is stated by a rule on who sits in it
        carriers += tuple(seat for seat in place.case.seats_of(actor) if place.judge(seat, of=actor)[0] == "stated")
        state = "stated" if len(carriers) > 1 else state
    if all(item.status == "former" for item in aligned):
        state = max(state, "former", key=STATES.index)
    else:
        state, grounds = _weaken(place, state, aligned)
        carriers += grounds
    number, size, seats = _size_up(place, actor) if feature.size else (None, None, ())
    words = _both(lambda lang: f"{place.name(actor)}: {size[lang]}" if size else place.name(actor))
    return Item(words, state, holds, (*carriers, *seats), place.globalise(actor), aligned, number)


def _weaken(place: _Place, state: str, aligned: Sequence[Alignment]) -> tuple[str, tuple[Fact, ...]]:
    """Weaken the state of a player to that of the best fact that its function rests on, where such are named."""
    facts = tuple(place.case.facts[name] for item in aligned for name in item.rests_on)
    if not facts:
        return state, ()
    return max(state, min((place.judge(fact)[0] for fact in facts), key=STATES.index), key=STATES.index), facts


def _size_up(place: _Place, actor: str) -> tuple[int | None, Words | None, tuple[Fact, ...]]:
    """Give the size of an actor, stated or else computed, in words and with the facts that carry it."""
    case = place.case
    stated = case.stated_size(actor, at=place.at)
    if stated is not None:
        return stated, _both(lambda _: str(stated)), _find_stating(place, actor, stated)
    size = case.measure_organ(actor, at=place.at)
    if size.at_least is None and size.at_most is None:
        return None, None, ()
    bounds = Bounds(at_least=size.at_least, at_most=size.at_most)
    exact = size.at_least if size.at_least == size.at_most else None
    return exact, _both(lambda lang: say_bounds(bounds, lang)), _find_members(place, actor)


def _find_stating(place: _Place, actor: str, size: int) -> tuple[Fact, ...]:
    record = place.case.actors[actor]
    return (record,) if record.size == size else tuple(s for s in place.case.seats_of(actor) if s.count == size)[:1]


def _find_members(place: _Place, actor: str) -> tuple[Seat, ...]:
    seats = place.case.seats_of(actor)
    return tuple(s for s in seats if s.kind == "member" and place.judge(s, of=actor)[0] in _POSITIVE)


# -- seats and sizes -----------------------------------------------------------------------------------------------


def _per_player(place: _Place, functions: Sequence[str], find: Callable[[str], Measured]) -> Measured:
    """Measure each actor that plays a function, and name it where there are several."""
    players = _find_present(place, functions)
    if not players:
        return Measured(note=_say_both("no_player"))
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


def _name_first(place: _Place, actor: str, words: Words) -> Words:
    return {lang: f"{place.name(actor)}: {said}" for lang, said in words.items()}


def _measure_seats(place: _Place, feature: SeatsFeature) -> Measured:
    return _per_player(place, feature.function, lambda actor: _find_seats(place, feature, actor))


def _find_seats(place: _Place, feature: SeatsFeature, actor: str) -> Measured:
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


def _find_sides(place: _Place, seat: Seat) -> set[str | None]:
    """Find the sides that a seat is filled from: where it is drawn from, else whose role sits there."""
    return {place.case.side_of(name) for name in ([seat.drawn_from] if seat.drawn_from else seat.role)}


def _sum_seats(place: _Place, feature: SeatsFeature, actor: str, seats: Sequence[Seat]) -> list[Item]:
    """Add up the seats that are in one state and drawn from the same: two of one each are two from each."""
    sums: dict[tuple[str, str | None], list[Seat]] = {}
    for seat in seats:
        counted = seat.per_member if feature.show == "per_member" else seat.count or seat.at_least or seat.at_most
        if counted is not None and counted != "all":
            source = seat.drawn_from if feature.show == "per_member" else None
            sums.setdefault((place.judge(seat, of=actor)[0], source), []).append(seat)
    return [_build_sum(place, feature, actor, state, found) for (state, _), found in sums.items()]


def _build_sum(place: _Place, feature: SeatsFeature, actor: str, state: str, seats: Sequence[Seat]) -> Item:
    least, most = zip(*(_read_bounds(seat, feature.show) for seat in seats), strict=True)
    bounds = Bounds(
        at_least=None if None in least else sum(filter(None, least)),
        at_most=None if None in most else sum(filter(None, most)),
    )
    exact = bounds.at_least if bounds.at_least == bounds.at_most else None
    holds = weakest(*(place.judge(seat, of=actor)[1] for seat in seats))
    words = _both(lambda lang: say_bounds(bounds, lang))
    return Item(words, state, holds, tuple(seats), place.globalise(actor), number=exact)


def _read_bounds(seat: Seat, show: str) -> tuple[int | None, int | None]:
    number = seat.per_member if show == "per_member" else seat.count
    if isinstance(number, int):
        return number, number
    bounds = number if isinstance(number, Bounds) else seat
    return bounds.at_least, bounds.at_most


def _build_seat(place: _Place, feature: SeatsFeature, actor: str, seat: Seat) -> Item | None:
    words, named = _word_seat(place, feature.show, seat)
    if words is None:
        return None
    if len(feature.kind) > 1:
        words = {lang: f"{say(seat.kind, lang)}: {said}" for lang, said in words.items()}
    state, holds = place.judge(seat, of=actor)
    return Item(words, state, holds, (seat,), place.globalise(actor, *named), claim=(actor, seat.kind, *named))


def _word_seat(place: _Place, show: str, seat: Seat) -> tuple[Words | None, tuple[str, ...]]:
    """Word one respect of a seat, with the actors that it names; None where the seat says nothing of it."""
    if show == "preference":
        if seat.preference is None:
            return None, ()
        told = seat.preference.words
        return _both(lambda lang: say("preference_only", lang).format(words=told(lang))), ()
    if show == "source":
        named = (seat.drawn_from,) if seat.drawn_from else seat.role
    else:
        named = seat.role if show == "role" else (seat.appointed_by,) if seat.appointed_by else ()
    if not named:
        return None, ()
    if show == "source" and named == (seat.organ,):
        return _say_both("from_within"), named
    names = ", ".join(place.name(name) for name in named)
    return _both(lambda lang: f"{names} ({count})" if (count := _say_count(seat, show, lang)) else names), named


def _say_count(seat: Seat, show: str, lang: str) -> str:
    if show != "source" or seat.kind != "member":
        return ""
    if seat.count == "all":
        return say("whole_body", lang)
    if seat.per_member is not None:
        each = seat.per_member
        return f"{each if isinstance(each, int) else say_bounds(each, lang)} {say('from_each', lang)}"
    return str(seat.count) if seat.count else say_bounds(seat, lang)


def _find_none(place: _Place, feature: SeatsFeature, actor: str) -> list[Item]:
    """Find that no seat is left for a side: those from elsewhere fill the size that is stated."""
    case, seats = place.case, _find_members(place, actor)
    stated = case.stated_size(actor, at=place.at)
    counts = [case.measure_seat(seat) for seat in seats]
    sides = [side for seat in seats for side in _find_sides(place, seat)]
    filled = sum(size.at_least or 0 for size in counts if size.at_least == size.at_most)
    if stated is None or filled != stated or None in sides or feature.side in sides:
        return []
    sources = ", ".join(dict.fromkeys(place.name(seat.drawn_from or seat.role[0]) for seat in seats))
    state, holds = place.judge_all(seats, of=actor)
    words = _both(lambda lang: say("none_of_stated", lang).format(size=stated, sources=sources))
    return [Item(words, state, holds, seats, place.globalise(actor), number=0)]


def _measure_size(place: _Place, feature: SizeFeature) -> Measured:
    find = _find_stated_size if feature.how == "stated" else _find_computed_size
    return _per_player(place, feature.function, lambda actor: find(place, actor))


def _find_stated_size(place: _Place, actor: str) -> Measured:
    case = place.case
    record = case.actors[actor]
    totals = [seat for seat in case.seats_of(actor) if seat.kind == "member" and isinstance(seat.count, int)]
    facts: list[Fact] = [record] if record.size is not None else [*totals] if len(totals) == 1 else []
    return Measured(tuple(_build_size(place, actor, fact) for fact in facts))


def _build_size(place: _Place, actor: str, fact: Fact) -> Item:
    number = getattr(fact, "size", None) or getattr(fact, "count", None)
    state, holds = place.judge(fact, of=actor)
    return Item(_both(lambda _: str(number)), state, holds, (fact,), place.globalise(actor), number=number)


def _find_computed_size(place: _Place, actor: str) -> Measured:
    size = place.case.measure_organ(actor, at=place.at)
    seats = _find_members(place, actor)
    if (size.at_least is None and size.at_most is None) or not seats:
        why = size.why_unknown or "composition_not_stated"
        return Measured(note=_both(lambda lang: say("size_unknown_as", lang).format(why=say(why, lang))))
    bounds = Bounds(at_least=size.at_least, at_most=size.at_most)
    state, _ = place.judge_all(seats, of=actor)
    exact = size.at_least if size.at_least == size.at_most else None
    words = _both(lambda lang: say_bounds(bounds, lang))
    return Measured((Item(words, state, size.holds, seats, place.globalise(actor), number=exact),))


# -- mandates ------------------------------------------------------------------------------------------------------


def _measure_mandates(place: _Place, feature: MandatesFeature) -> Measured:
    chosen = [mandate for mandate in place.case.mandates.values() if _is_asked(place, feature, mandate)]
    items = [item for mandate in chosen if (item := _build_mandate(place, feature, mandate))]
    if feature.show == ("condition",) and chosen and not items:
        return Measured(note=_say_both("no_condition"))
    if not feature.aim or "decides" in feature.aim:
        items += _find_informal(place, feature)
    return Measured(tuple(items))


def _is_asked(place: _Place, feature: MandatesFeature, mandate: Mandate) -> bool:
    denied = mandate.negative or mandate.deontic == "may_not"
    return (
        (not feature.aim or mandate.aim in feature.aim)
        and (denied or not feature.negative)
        and (feature.deontic in (None, mandate.deontic))
        and (feature.tier is None or feature.tier in {place.case.tier_of(name) for name in _name_ends(mandate.holder)})
        and _plays(place, feature.holder, (*mandate.holder, *mandate.with_))
        and _plays(place, feature.toward, mandate.toward)
    )


def _name_ends(names: Iterable[str]) -> list[str]:
    return [name for name in names if name not in {UNSPECIFIED, EACH_OTHER}]


def _plays(place: _Place, functions: Sequence[str], actors: Sequence[str]) -> bool:
    """Tell whether an end plays one of the functions: itself, as one of a group that does, or by members that do."""
    if not functions:
        return True
    players, case = _find_present(place, functions), place.case
    return any(
        players.keys() & {actor, *case.counted_in[actor], *(case.members_of(actor) if case.is_group(actor) else ())}
        for actor in _name_ends(actors)
    )


def _build_mandate(place: _Place, feature: MandatesFeature, mandate: Mandate) -> Item | None:
    words = _both(lambda lang: _word_mandate(place, feature, mandate, lang))
    if not any(words.values()):
        return None
    state, holds = place.judge(mandate)
    if mandate.any:
        holds = weakest(holds, "possibly")
    if state in {"stated", "inferred"}:
        state = "of_kind" if mandate.pairs == "class" else "unspecified" if _lacks_end(feature, mandate) else state
    ends = place.globalise(*mandate.holder, *mandate.with_, *mandate.toward)
    claim = (mandate.aim if isinstance(mandate.aim, str) else mandate.id, mandate.holder, mandate.toward)
    return Item(words, state, holds, (mandate,), ends, claim=claim)


def _lacks_end(feature: MandatesFeature, mandate: Mandate) -> bool:
    """Tell whether an end that the feature asks for is not named; an act without receiver lacks none."""
    ends = {"holder": mandate.holder, "toward": mandate.toward}
    return any(UNSPECIFIED in names for end, names in ends.items() if end in feature.show)


def _word_mandate(place: _Place, feature: MandatesFeature, mandate: Mandate, lang: str) -> str:
    shown = feature.show
    holder = _word_end(place, mandate, "holder", lang) if "holder" in shown else ""
    toward = _word_end(place, mandate, "toward", lang) if "toward" in shown else ""
    about = mandate.object.words(lang) if mandate.object else say_topics(place.case, mandate, lang)
    about = about if "object" in shown else ""
    texts = [getattr(mandate, key) for key in ("condition", "constraint") if key in shown]
    asides = [text.words(lang) for text in texts if text]
    who = " → ".join(filter(None, (holder, toward)))
    said = ": ".join(filter(None, (who, about)))
    modal = mandate.deontic if who and feature.deontic is None and mandate.deontic not in (None, "may_not") else None
    frame = f" ({say(modal, lang)})" if modal and not mandate.negative else ""
    return ", ".join(filter(None, (f"{said}{frame}" if said else "", *asides)))


def _word_end(place: _Place, mandate: Mandate, end: str, lang: str) -> str:
    names = (*mandate.holder, *mandate.with_) if end == "holder" else mandate.toward
    each = getattr(mandate, f"{end}_as") == "each" and not mandate.any
    glue = f" {say('and_or', lang)} " if mandate.any == end else ", "
    return glue.join(_word_name(place, name, lang, each=each) for name in names)


def _word_name(place: _Place, name: str, lang: str, *, each: bool) -> str:
    if name in {UNSPECIFIED, EACH_OTHER}:
        return say("absent_actor" if name == UNSPECIFIED else "each_other", lang)
    return (
        f"{place.name(name)} ({say('acting_each', lang)})" if each and place.case.is_group(name) else place.name(name)
    )


def _find_informal(place: _Place, feature: MandatesFeature) -> list[Item]:
    """Find the actors that are stated to be no formal organs: a denial about deciding (design, states of cells)."""
    return [
        _build_informal(place, actor)
        for actor in place.case.actors.values()
        if actor.formal is False and _plays(place, feature.holder, (actor.id,))
    ]


def _build_informal(place: _Place, actor: Actor) -> Item:
    state, holds = place.judge(actor)
    words = _both(lambda lang: f"{place.name(actor.id)}: {say('no_formal_organ', lang)}")
    return Item(words, "stated_not" if state in _POSITIVE else state, holds, (actor,), place.globalise(actor.id))


def _measure_meetings(place: _Place, feature: MeetingsFeature) -> Measured:
    return _per_player(place, feature.function, lambda actor: _find_meetings(place, feature, actor))


def _find_meetings(place: _Place, feature: MeetingsFeature, actor: str) -> Measured:
    meetings = [
        share.record
        for share in place.case.find_mandates(actor)
        if isinstance(share.record, Mandate) and share.record.aim == "meets" and share.applies != "jointly"
    ]
    return Measured(tuple(item for meeting in meetings if (item := _build_meeting(place, feature, actor, meeting))))


def _build_meeting(place: _Place, feature: MeetingsFeature, actor: str, meeting: Mandate) -> Item | None:
    times = meeting.times
    number = getattr(times, feature.bound, None) if feature.bound and times else None
    if feature.bound and number is None:
        return None
    state, holds = place.judge(meeting, of=actor)
    words = _both(lambda lang: _word_meeting(meeting, lang))
    return Item(words, state, holds, (meeting,), place.globalise(actor), number=number)


def _word_meeting(meeting: Mandate, lang: str) -> str:
    asides = [text.words(lang) for text in (meeting.object, meeting.condition, meeting.constraint) if text]
    return ", ".join(filter(None, (say_times(meeting, lang), *asides))) or say("meets_without_number", lang)


# -- documents, topics, events, procedures -------------------------------------------------------------------------


def _measure_instruments(place: _Place, feature: InstrumentsFeature) -> Measured:
    chosen = [item for item in place.case.instruments.values() if item.kind in feature.kind]
    return Measured(tuple(item for one in chosen if (item := _build_instrument(place, feature, one))))


def _build_instrument(place: _Place, feature: InstrumentsFeature, instrument: Instrument) -> Item | None:
    named = getattr(instrument, feature.show) if feature.show in {"parties", "adopted_by"} else ()
    if (feature.show in {"parties", "adopted_by"} and not named) or (
        feature.show == "period" and not _is_tied(place.case, instrument)
    ):
        return None
    name = instrument.abbreviations[0] if instrument.abbreviations else instrument.name.words("sv")
    facts = (instrument, *(place.case.actors[actor] for actor in named))
    state, holds = place.judge(instrument)
    if state == "stated" and any(fact.basis == "inferred" for fact in facts):
        state = "inferred"

    def word(lang: str) -> str:
        if feature.show == "period":
            held = say_date(instrument.valid, lang) if instrument.valid else say("period_not_stated", lang)
            return f"{name} ({held})"
        names = [_word_party(place, actor) for actor in named]
        if named and instrument.one_per:
            names.append(_word_name(place, instrument.one_per, lang, each=True))
        return f"{name}: {', '.join(names)}" if names else name

    records = facts if state == "inferred" else (instrument,)
    return Item(_both(word), state, holds, records, place.globalise(*named))


def _word_party(place: _Place, actor: str) -> str:
    """Name a party; of a group that is named by few words, its members too."""
    members = place.case.members_of(actor) if place.case.is_group(actor) else ()
    named = ", ".join(place.name(member) for member in members)
    return f"{place.name(actor)} ({named})" if members else place.name(actor)


def _is_tied(case: CaseData, instrument: Instrument) -> bool:
    """Tell whether a document has parties, governs an actor, or supplements one that does; others are only named."""
    above = [case.instruments[name] for name in instrument.supplements if name in case.instruments]
    return bool(instrument.parties or instrument.governs or any(_is_tied(case, other) for other in above))


def _measure_topics(place: _Place, feature: TopicsFeature) -> Measured:
    case = place.case
    topics: list[Topic | TopicList] = [topic for topic in case.topics.values() if topic.kind in feature.kind]
    listed = {topic.list for topic in topics if isinstance(topic, Topic)}
    topics += [item for item in case.topic_lists.values() if item.kind in feature.kind and item.id not in listed]
    return Measured(tuple(_build_topic(place, topic) for topic in topics))


def _build_topic(place: _Place, topic: Topic | TopicList) -> Item:
    state, holds = place.judge(topic)
    count = topic.count if isinstance(topic, TopicList) else None

    def word(lang: str) -> str:
        name = topic.name.words(lang)
        return f"{name}: {count}, {say('not_listed', lang)}" if count else name

    return Item(_both(word), state, holds, (topic,), number=count)


def _measure_events(place: _Place, feature: EventsFeature) -> Measured:
    chosen = [event for event in place.case.events.values() if event.kind in feature.kind]
    return Measured(tuple(_build_event(place, event) for event in chosen))


def _build_event(place: _Place, event: Event) -> Item:
    state, holds = _judge_event(place, event)

    def word(lang: str) -> str:
        before, after = (" + ".join(_name_party(place, name) for name in names) for names in (event.from_, event.to))
        what = f"{before} → {after}" if event.from_ else ", ".join(_name_party(place, name) for name in event.of)
        return f"{what} ({say_date(event.date, lang) if event.date else say('undated', lang)})"

    return Item(_both(word), state, holds, (event,), place.globalise(*event.of, *event.from_, *event.to))


def _judge_event(place: _Place, event: Event) -> tuple[str, dates.Holds]:
    """Say in which state an event is; what has happened stays so, and is of another date only before it has."""
    asked = place.at or place.case.period
    day = dates.read_moment(event.date) if event.date else dates.Moment(None, None)
    if event.date is None or asked.to_latest is None:
        return place.judge(event)
    if day.earliest and day.earliest > asked.to_latest:
        return "other_date", "no"
    return _read_state(event), "yes" if day.latest and day.latest <= asked.to_latest else "possibly"


def _name_party(place: _Place, word: str) -> str:
    """Name what an event is of: an actor, an instrument, or a name that was borne."""
    if word in place.case.actors:
        return place.name(word)
    instrument = place.case.instruments.get(word)
    return instrument.name.words("sv") if instrument else word


def _measure_procedures(place: _Place, _: ProceduresFeature) -> Measured:
    return Measured(tuple(_build_procedure(place, procedure) for procedure in place.case.procedures.values()))


def _build_procedure(place: _Place, procedure: Procedure) -> Item:
    state, holds = place.judge(procedure)
    mandates = tuple(mandate for mandate in place.case.mandates.values() if mandate.procedure == procedure.id)

    def word(lang: str) -> str:
        steps = "; ".join(f"{n} {step.words(lang)}" for n, step in enumerate(procedure.steps, 1))
        return f"{procedure.name.words(lang)}: {steps}"

    number = len(procedure.steps)
    return Item(_both(word), state, holds, (procedure, *mandates), place.globalise(*procedure.whose), number=number)


# -- facts of a status or scope, and numbers -----------------------------------------------------------------------


def _measure_facts(place: _Place, feature: FactsFeature) -> Measured:
    """Count, file by file and state by state, the facts that are of a status or scope."""
    found: dict[tuple[str, str], list[Fact]] = {}
    for file in FILES:
        for fact in getattr(place.case, file).values():
            if isinstance(fact, Fact) and _is_of(fact, feature):
                # what is planned for later is a plan all the same
                state = place.judge(fact)[0] if place.at else _read_state(fact)
                found.setdefault((file, state), []).append(fact)
    return Measured(tuple(_build_count(place, file, state, facts) for (file, state), facts in found.items()))


def _is_of(fact: Fact, feature: FactsFeature) -> bool:
    return fact.status in feature.status or (feature.scope is not None and fact.scope == feature.scope)


def _build_count(place: _Place, file: str, state: str, facts: Sequence[Fact]) -> Item:
    holds = strongest(*(place.judge(fact)[1] for fact in facts))
    count = "one" if len(facts) == 1 else "count"
    words = _both(lambda lang: f"{len(facts)} {say(f'{count}_{file}', lang)}")
    actors = [fact.id for fact in facts if file == "actors"]
    return Item(words, state, holds, tuple(facts), place.globalise(*actors), number=len(facts))


def _measure_number(place: _Place, feature: NumberFeature) -> Measured:
    """Take a number as the text states it, and beside it with what is inferred or proposed, where that differs."""
    parameters = {"by": feature.by} if feature.by else {}
    found = measure_number(place.graph, place.case.id, feature.number, at=place.asked, **parameters)
    shown = found.stated if found.stated.value is not None else found.every
    if shown.value is None:
        return Measured(note=_say_both(shown.why or "no_lines"))
    facts = tuple(place.case.facts[name.partition(".")[2]] for name in shown.records)
    state = "stated" if shown is found.stated else place.judge_all(facts)[0] if facts else "inferred"

    def word(lang: str) -> str:
        value = _word_value(place, shown, lang)
        if shown is found.every or found.every.value == found.stated.value:
            return value
        return f"{value}; {say('with_weaker', lang)}: {_word_value(place, found.every, lang)}"

    number = shown.value if isinstance(shown.value, int | float) else None
    return Measured((Item(_both(word), state, "yes", facts, number=number),))


def _word_value(place: _Place, number: Number, lang: str) -> str:
    value = number.value
    if isinstance(value, Mapping):
        told = (f"{_word_key(place, key, lang)} {_word_count(count)}" for key, count in value.items() if count)
        return ", ".join(told) or say("none_at_all", lang)
    if isinstance(value, tuple):
        return ", ".join(_word_key(place, key, lang) for key in value) or say("none_at_all", lang)
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _word_count(count: int | float) -> str:
    return f"{count:.0%}" if isinstance(count, float) else str(count)


def _word_key(place: _Place, key: str, lang: str) -> str:
    """Word what a number is given for: a word of the vocabulary, an actor, or a value of an axis."""
    words = place.case.vocabulary
    if TO in key:
        return TO.join(_word_key(place, end, lang) for end in key.split(TO))
    for table in (words.classes, words.verbs, words.families):
        if key in table:
            return table[key].label.words(lang)
    local = key.partition(".")[2]
    if local in place.case.actors:
        return place.name(local)
    return say("state_not_stated" if key == NOT_STATED else key, lang)


_MEASURES: dict[str, Callable[[_Place, Any], Measured]] = {
    "seats": _measure_seats, "size": _measure_size, "actors": _measure_actors, "mandates": _measure_mandates,
    "meetings": _measure_meetings, "instruments": _measure_instruments, "topics": _measure_topics,
    "events": _measure_events, "procedures": _measure_procedures, "facts": _measure_facts, "number": _measure_number,
}  # fmt: skip
