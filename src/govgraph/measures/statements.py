"""Who does what toward whom, and how often they meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govgraph.cases import weakest
from govgraph.features import MandatesFeature, MeetingsFeature
from govgraph.measures.found import POSITIVE, Item, Measured, Place, both, find_present, say_both
from govgraph.measures.players import measure_players
from govgraph.records import EACH_OTHER, UNSPECIFIED, Actor, Mandate
from govgraph.sentences import say_times, say_topics
from govgraph.words import say

__all__ = ["measure_mandates", "measure_meetings", "plays", "word_name"]


def measure_mandates(place: Place, feature: MandatesFeature) -> Measured:
    """Measure who does what toward whom, of the statements that the feature asks for."""
    chosen = [mandate for mandate in place.case.mandates.values() if _is_asked(place, feature, mandate)]
    items = [item for mandate in chosen if (item := _build_mandate(place, feature, mandate))]
    if feature.show == ("condition",) and chosen and not items:
        return Measured(note=say_both("no_condition"))
    if not feature.aim or "decides" in feature.aim:
        items += _find_informal(place, feature)
    return Measured(tuple(items))


def _is_asked(place: Place, feature: MandatesFeature, mandate: Mandate) -> bool:
    denied = mandate.negative or mandate.deontic == "may_not"
    return (
        (not feature.aim or mandate.aim in feature.aim)
        and (denied or not feature.negative)
        and (feature.deontic in (None, mandate.deontic))
        and (feature.tier is None or feature.tier in {place.case.tier_of(name) for name in _name_ends(mandate.holder)})
        and plays(place, feature.holder, (*mandate.holder, *mandate.with_))
        and plays(place, feature.toward, mandate.toward)
    )


def _name_ends(names: Iterable[str]) -> list[str]:
    return [name for name in names if name not in {UNSPECIFIED, EACH_OTHER}]


def plays(place: Place, functions: Sequence[str], actors: Sequence[str]) -> bool:
    """Tell whether an end plays one of the functions: itself, as one of a group that does, or by members that do."""
    if not functions:
        return True
    players, case = find_present(place, functions), place.case
    return any(
        players.keys() & {actor, *case.counted_in[actor], *(case.members_of(actor) if case.is_group(actor) else ())}
        for actor in _name_ends(actors)
    )


def _build_mandate(place: Place, feature: MandatesFeature, mandate: Mandate) -> Item | None:
    words = both(lambda lang: _word_mandate(place, feature, mandate, lang))
    if not any(words.values()):
        return None
    state, holds = place.judge(mandate)
    if mandate.any:
        holds = weakest(holds, "possibly")
    if state == "stated":
        state = "of_kind" if mandate.pairs == "class" else "unspecified" if _lacks_end(feature, mandate) else state
    ends = place.globalise(*mandate.holder, *mandate.with_, *mandate.toward)
    claim = (mandate.aim if isinstance(mandate.aim, str) else mandate.id, mandate.holder, mandate.toward)
    return Item(words, state, holds, (mandate,), ends, claim=claim)


def _lacks_end(feature: MandatesFeature, mandate: Mandate) -> bool:
    """Tell whether an end that the feature asks for is not named; an act without receiver lacks none."""
    ends = {"holder": mandate.holder, "toward": mandate.toward}
    return any(UNSPECIFIED in names for end, names in ends.items() if end in feature.show)


def _word_mandate(place: Place, feature: MandatesFeature, mandate: Mandate, lang: str) -> str:
    shown = feature.show
    holder = _word_end(place, mandate, "holder", lang) if "holder" in shown else ""
    toward = _word_end(place, mandate, "toward", lang) if "toward" in shown else ""
    about = mandate.object.words(lang) if mandate.object else say_topics(place.case, mandate, lang)
    about = about if "object" in shown else ""
    texts = [getattr(mandate, key) for key in ("condition", "constraint") if key in shown]
    asides = [text.words(lang) for text in texts if text]
    who = " → ".join(filter(None, (holder, toward)))
    said = ": ".join(filter(None, (who, about)))
    modal = mandate.deontic if said and feature.deontic is None and mandate.deontic not in (None, "may_not") else None
    frame = f" ({say(modal, lang)})" if modal and not mandate.negative else ""
    return ", ".join(filter(None, (f"{said}{frame}" if said else "", *asides)))


def _word_end(place: Place, mandate: Mandate, end: str, lang: str) -> str:
    names = (*mandate.holder, *mandate.with_) if end == "holder" else mandate.toward
    each = getattr(mandate, f"{end}_as") == "each" and not mandate.any
    glue = f" {say('and_or', lang)} " if mandate.any == end else ", "
    return glue.join(word_name(place, name, lang, each=each) for name in names)


def word_name(place: Place, name: str, lang: str, *, each: bool) -> str:
    """Name an end of a statement, also one that is not named; of a group, that it holds for each."""
    if name in {UNSPECIFIED, EACH_OTHER}:
        return say("absent_actor" if name == UNSPECIFIED else "each_other", lang)
    return (
        f"{place.name(name)} ({say('acting_each', lang)})" if each and place.case.is_group(name) else place.name(name)
    )


def _find_informal(place: Place, feature: MandatesFeature) -> list[Item]:
    """Find the actors that are stated to be no formal organs: a denial about deciding (design, states of cells)."""
    return [
        _build_informal(place, actor)
        for actor in place.case.actors.values()
        if actor.formal is False and plays(place, feature.holder, (actor.id,))
    ]


def _build_informal(place: Place, actor: Actor) -> Item:
    state, holds = place.judge(actor)
    words = both(lambda lang: f"{place.name(actor.id)}: {say('no_formal_organ', lang)}")
    return Item(words, "stated_not" if state in POSITIVE else state, holds, (actor,), place.globalise(actor.id))


def measure_meetings(place: Place, feature: MeetingsFeature) -> Measured:
    """Measure how often the actors of a function meet, also as one of a kind that does."""
    return measure_players(place, feature.function, lambda actor: _find_meetings(place, feature, actor))


def _find_meetings(place: Place, feature: MeetingsFeature, actor: str) -> Measured:
    meetings = [
        share.record
        for share in place.case.find_mandates(actor)
        if isinstance(share.record, Mandate) and share.record.aim == "meets" and share.applies != "jointly"
    ]
    return Measured(tuple(item for meeting in meetings if (item := _build_meeting(place, feature, actor, meeting))))


def _build_meeting(place: Place, feature: MeetingsFeature, actor: str, meeting: Mandate) -> Item | None:
    times = meeting.times
    number = getattr(times, feature.bound, None) if feature.bound and times else None
    if feature.bound and number is None:
        return None
    state, holds = place.judge(meeting, of=actor)
    words = both(lambda lang: _word_meeting(meeting, lang))
    return Item(words, state, holds, (meeting,), place.globalise(actor), number=number)


def _word_meeting(meeting: Mandate, lang: str) -> str:
    asides = [text.words(lang) for text in (meeting.object, meeting.condition, meeting.constraint) if text]
    return ", ".join(filter(None, (say_times(meeting, lang), *asides))) or say("meets_without_number", lang)
