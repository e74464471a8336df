"""Documents, topics, events and processes that a case names."""

from __future__ import annotations

from govgraph import dates
from govgraph.cases import CaseData
from govgraph.features import EventsFeature, InstrumentsFeature, ProceduresFeature, TopicsFeature
from govgraph.measures.found import Item, Measured, Place, both, read_state
from govgraph.measures.statements import word_name
from govgraph.records import Event, Instrument, Procedure, Topic, TopicList
from govgraph.words import say, say_date

__all__ = ["measure_events", "measure_instruments", "measure_procedures", "measure_topics"]


def measure_instruments(place: Place, feature: InstrumentsFeature) -> Measured:
    """Measure documents of the kinds asked for, in the respect asked for; what says nothing of it is left out."""
    chosen = [item for item in place.case.instruments.values() if item.kind in feature.kind]
    return Measured(tuple(item for one in chosen if (item := _build_instrument(place, feature, one))))


def _build_instrument(place: Place, feature: InstrumentsFeature, instrument: Instrument) -> Item | None:
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
        if feature.show == "parties" and instrument.one_per:
            names.append(word_name(place, instrument.one_per, lang, each=True))
        return f"{name}: {', '.join(names)}" if names else name

    records = facts if state == "inferred" else (instrument,)
    return Item(both(word), state, holds, records, place.globalise(*named))


def _word_party(place: Place, actor: str) -> str:
    """Name a party; of a group that is named by few words, its members too."""
    members = place.case.members_of(actor) if place.case.is_group(actor) else ()
    named = ", ".join(place.name(member) for member in members)
    return f"{place.name(actor)} ({named})" if members else place.name(actor)


def _is_tied(case: CaseData, instrument: Instrument) -> bool:
    """Tell whether a document has parties, governs an actor, or supplements one that does; others are only named."""
    above = [case.instruments[name] for name in instrument.supplements if name in case.instruments]
    return bool(instrument.parties or instrument.governs or any(_is_tied(case, other) for other in above))


def measure_topics(place: Place, feature: TopicsFeature) -> Measured:
    """Measure what is listed of the kinds of topics asked for, and the lists that only count such."""
    case = place.case
    topics: list[Topic | TopicList] = [topic for topic in case.topics.values() if topic.kind in feature.kind]
    listed = {topic.list for topic in topics if isinstance(topic, Topic)}
    topics += [item for item in case.topic_lists.values() if item.kind in feature.kind and item.id not in listed]
    return Measured(tuple(_build_topic(place, topic) for topic in topics))


def _build_topic(place: Place, topic: Topic | TopicList) -> Item:
    state, holds = place.judge(topic)
    count = topic.count if isinstance(topic, TopicList) else None

    def word(lang: str) -> str:
        name = topic.name.words(lang)
        return f"{name}: {count}, {say('not_listed', lang)}" if count else name

    return Item(both(word), state, holds, (topic,), number=count)


def measure_events(place: Place, feature: EventsFeature) -> Measured:
    """Measure what happened of the kinds asked for, and when."""
    chosen = [event for event in place.case.events.values() if event.kind in feature.kind]
    return Measured(tuple(_build_event(place, event) for event in chosen))


def _build_event(place: Place, event: Event) -> Item:
    state, holds = _judge_event(place, event)

    def word(lang: str) -> str:
        before, after = (" + ".join(_name_party(place, name) for name in names) for names in (event.from_, event.to))
        what = f"{before} → {after}" if event.from_ else ", ".join(_name_party(place, name) for name in event.of)
        return f"{what} ({say_date(event.date, lang) if event.date else say('undated', lang)})"

    return Item(both(word), state, holds, (event,), place.globalise(*event.of, *event.from_, *event.to))


def _judge_event(place: Place, event: Event) -> tuple[str, dates.Holds]:
    """Say in which state an event is; what has happened stays so, and is of another date only before it has."""
    asked = place.at or place.case.period
    day = dates.read_moment(event.date) if event.date else dates.Moment(None, None)
    if event.date is None or asked.to_latest is None:
        return place.judge(event)
    if day.earliest and day.earliest > asked.to_latest:
        return "other_date", "no"
    return read_state(event), "yes" if day.latest and day.latest <= asked.to_latest else "possibly"


def _name_party(place: Place, word: str) -> str:
    """Name what an event is of: an actor, an instrument, or a name that was borne."""
    if word in place.case.actors:
        return place.name(word)
    instrument = place.case.instruments.get(word)
    return instrument.name.words("sv") if instrument else word


def measure_procedures(place: Place, _: ProceduresFeature) -> Measured:
    """Measure ordered processes, each with its steps."""
    return Measured(tuple(_build_procedure(place, procedure) for procedure in place.case.procedures.values()))


def _build_procedure(place: Place, procedure: Procedure) -> Item:
    state, holds = place.judge(procedure)
    mandates = tuple(mandate for mandate in place.case.mandates.values() if mandate.procedure == procedure.id)

    def word(lang: str) -> str:
        steps = "; ".join(f"{n} {step.words(lang)}" for n, step in enumerate(procedure.steps, 1))
        return f"{procedure.name.words(lang)}: {steps}"

    number = len(procedure.steps)
    return Item(both(word), state, holds, (procedure, *mandates), place.globalise(*procedure.whose), number=number)
