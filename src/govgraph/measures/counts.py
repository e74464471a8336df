"""Facts of a status or scope, counted; and numbers of the network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govgraph.cases import strongest
from govgraph.features import FactsFeature, NumberFeature
from govgraph.measures.found import Item, Measured, Place, both, read_state, say_both
from govgraph.numbers import NOT_STATED, TO, Number, measure_number
from govgraph.records import FILES, Fact
from govgraph.words import say

__all__ = ["measure_counted", "measure_facts"]


def measure_facts(place: Place, feature: FactsFeature) -> Measured:
    """Count, file by file and state by state, the facts that are of a status or scope."""
    found: dict[tuple[str, str], list[Fact]] = {}
    for file in FILES:
        for fact in getattr(place.case, file).values():
            if isinstance(fact, Fact) and _is_of(fact, feature):
                # what is planned for later is a plan all the same
                state = place.judge(fact)[0] if place.at else read_state(fact)
                found.setdefault((file, state), []).append(fact)
    return Measured(tuple(_build_count(place, file, state, facts) for (file, state), facts in found.items()))


def _is_of(fact: Fact, feature: FactsFeature) -> bool:
    return fact.status in feature.status or (feature.scope is not None and fact.scope == feature.scope)


def _build_count(place: Place, file: str, state: str, facts: Sequence[Fact]) -> Item:
    holds = strongest(*(place.judge(fact)[1] for fact in facts))
    count = "one" if len(facts) == 1 else "count"
    words = both(lambda lang: f"{len(facts)} {say(f'{count}_{file}', lang)}")
    actors = [fact.id for fact in facts if file == "actors"]
    return Item(words, state, holds, tuple(facts), place.globalise(*actors), number=len(facts))


def measure_counted(place: Place, feature: NumberFeature) -> Measured:
    """Take a number as the text states it, and beside it with what is inferred or proposed, where that differs."""
    parameters = {"by": feature.by} if feature.by else {}
    found = measure_number(place.graph, place.case.id, feature.number, at=place.asked, **parameters)
    shown = found.stated if found.stated.value is not None else found.every
    if shown.value is None:
        return Measured(note=say_both(shown.why or "no_lines"))
    facts = tuple(place.case.facts[name.partition(".")[2]] for name in shown.records)
    state = "stated" if shown is found.stated else place.judge_all(facts)[0] if facts else "inferred"

    def word(lang: str) -> str:
        value = _word_value(place, shown, lang)
        if shown is found.every or found.every.value == found.stated.value:
            return value
        return f"{value}; {say('with_weaker', lang)}: {_word_value(place, found.every, lang)}"

    number = shown.value if isinstance(shown.value, int | float) else None
    return Measured((Item(both(word), state, "yes", facts, number=number),))


def _word_value(place: Place, number: Number, lang: str) -> str:
    value = number.value
    if isinstance(value, Mapping):
        told = (f"{_word_key(place, key, lang)}: {_word_count(count)}" for key, count in value.items() if count)
        return ", ".join(told) or say("none_at_all", lang)
    if isinstance(value, tuple):
        return ", ".join(_word_key(place, key, lang) for key in value) or say("none_at_all", lang)
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _word_count(count: int | float) -> str:
    return f"{count:.0%}" if isinstance(count, float) else str(count)


def _word_key(place: Place, key: str, lang: str) -> str:
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
