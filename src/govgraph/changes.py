"""One case → what changes between two dates, and what is proposed or planned beside what is adopted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Literal, NamedTuple

from govgraph import dates
from govgraph.ask import read_at
from govgraph.cases import CaseData, strongest, weakest
from govgraph.errors import UsageError
from govgraph.graph import Graph
from govgraph.records import Event, Fact, Mandate, Seat, Topic
from govgraph.sentences import say_name, say_record
from govgraph.shapes import Text
from govgraph.telling import Contrast, Row, are_several, join_words, name_case, quote, say_both, word_both
from govgraph.vocabulary import OTHER
from govgraph.words import say, say_date

__all__ = ["contrast_dates", "contrast_proposed"]

_FILES = ("actors", "instruments", "topic_lists", "topics", "procedures", "seats", "mandates")
_PARTS = {"merged", "split", "replaced"}  # events that tell of what became what
_MADE = {*_PARTS, "founded", "closed"}  # what begins or ends by such an event is not told a second time
_KNOWN = {"yes", "possibly"}

Pair = tuple[dates.Holds, dates.Holds]


class _Fact(NamedTuple):
    """A fact of a case and the file that it stands in."""

    file: str
    fact: Any

    @property
    def kind(self) -> str:
        """The kind of record, in the singular."""
        return self.file.removesuffix("s")


def _list_facts(case: CaseData, files: Iterable[str] = _FILES) -> Iterator[_Fact]:
    """List the facts of a case by file; a topic that stands in a list, or is part of another, is told with that."""
    for file in files:
        for fact in getattr(case, file).values():
            if not (isinstance(fact, Topic) and (fact.list or fact.part_of)):
                yield _Fact(file, fact)


def _find_functions(case: CaseData, fact: Fact) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Find the functions that the actors of a fact play: of a statement those of its holders, and of its receivers."""
    ends: tuple[tuple[str, ...], tuple[str, ...]] = (fact.id,), ()
    if isinstance(fact, Mandate):
        ends = (*fact.holder, *fact.with_), fact.toward
    elif isinstance(fact, Seat):
        ends = tuple(filter(None, (fact.drawn_from,))), (fact.organ,)
    holders, towards = (
        tuple(dict.fromkeys(item.function for actor in actors for item in case.functions_of(actor))) for actors in ends
    )
    return holders, towards


def _name_verb(fact: Fact) -> str | None:
    if isinstance(fact, Mandate):
        return fact.aim if isinstance(fact.aim, str) else OTHER
    return "sends_members_to" if isinstance(fact, Seat) else None


def _build_row(case: CaseData, found: _Fact, change: str, **given: Any) -> Row:
    functions, toward = _find_functions(case, found.fact)
    return Row(
        change=change,
        kind=found.kind,
        functions=functions,
        toward=toward,
        verb=_name_verb(found.fact),
        records=(f"{case.id}.{found.fact.id}",),
        **given,
    )


# -- two dates ---------------------------------------------------------------------------------------------------------


def contrast_dates(graph: Graph, case: CaseData, at: Sequence[str]) -> Contrast:
    """Compare a case at two dates: what began, what ended, what was renamed, and what happened between them.

    Parameters
    ----------
    at
        Two EDTF dates, the earlier first.

    Returns
    -------
    Contrast
        Renamings, events, actors, documents, topics, seats and statements in the order of the files; first what is
        certain, then what is only possible. A renaming is one row, of an actor that stays; actors that merge, part or
        take the place of others are told with that event. What is known of one date only, as the sources do not cover
        the other, is counted by kind and rests on silence. `counts` holds how many facts hold at both dates, and how
        many may.

    Raises
    ------
    UsageError
        A date cannot be read, or the later is given first.
    """
    first, last = (read_at(text) for text in at)
    if _order_period(last) < _order_period(first):
        raise UsageError(f"{at[0]!r} is later than {at[1]!r}; give the earlier date first")
    between = _Between(graph, case, at, (first, last))
    rows = [*between.find_renamings(), *between.find_events(), *between.find_changes()]
    rows.sort(key=lambda row: row.holds == "possibly")
    return Contrast((*rows, *between.find_uncovered()), tuple(between.find_notes()), between.counts)


def _order_period(period: dates.Period) -> tuple[date, date]:
    return period.from_earliest or date.min, period.to_latest or date.max


class _Between:
    """One case at two dates."""

    def __init__(self, graph: Graph, case: CaseData, at: Sequence[str], periods: Sequence[dates.Period]) -> None:
        self.graph, self.case, self.periods = graph, case, tuple(periods)
        self.words: dict[str, Callable[[str], str]] = {
            side: partial(say_date, text) for side, text in zip(("left", "right"), at, strict=True)
        }
        self.events = [(event, held) for event in case.events.values() if (held := self._place_event(event))]
        self.facts = [(found, self._judge(found.fact)) for found in _list_facts(case) if _is_so(found.fact)]

    @property
    def counts(self) -> dict[str, int]:
        """How many facts hold, or possibly hold, at both dates."""
        held = [pair for _, pair in self.facts if set(pair) <= _KNOWN and pair[0] == pair[1]]
        return {"same": held.count(("yes", "yes")), "possibly_same": held.count(("possibly", "possibly"))}

    def _judge(self, fact: Fact) -> Pair:
        left, right = (self._hold(fact, at) for at in self.periods)
        return left, right

    def _hold(self, fact: Fact, at: dates.Period) -> dates.Holds:
        """Say whether a fact holds, and no longer than some actor at each of its ends does.

        That an actor was not there yet is no statement on what the sources do not cover.
        """
        own = self.case.holds_of(fact, at)
        ends: tuple[tuple[str, ...], ...] = ()
        if isinstance(fact, Mandate):
            ends = tuple(filter(None, (fact.holder, fact.toward)))
        elif isinstance(fact, Seat):
            ends = ((fact.organ,), *(((fact.drawn_from,),) if fact.drawn_from else ()))
        lives = [strongest(*(self.case.holds_of(fact, at, of=actor) for actor in actors)) for actors in ends]
        return own if own == "not_covered" else weakest(own, *lives)

    # -- names

    def find_renamings(self) -> Iterator[Row]:
        """Find the actors that bear another name, or may, at the later date than at the earlier."""
        for actor in self.case.actors:
            renamed = [event for event in self.case.events.values() if event.kind == "renamed" and event.of == (actor,)]
            if not renamed:
                continue
            (old, sure), (new, known) = (self._name_then(actor, at) for at in self.periods)
            if old and new and set(old) != set(new):
                left, right = (word_both(partial(quote, names, by="or")) for names in (old, new))
                yield Row(
                    change="renamed",
                    kind="name",
                    sentence=say_both("diff_renamed", **self.words, old=left.words, new=right.words),
                    left=left,
                    right=right,
                    holds="yes" if sure and known else "possibly",
                    functions=_find_functions(self.case, self.case.actors[actor])[0],
                    records=tuple(f"{self.case.id}.{event.id}" for event in renamed),
                )

    def _name_then(self, actor: str, at: dates.Period) -> tuple[list[str], bool]:
        """Give the names that an actor bears then, and whether that is certain; else all that it may bear."""
        spans = [s for s in self.case.spans_of(actor) if s.role in {"current", "former"}]
        alive = self._hold(self.case.actors[actor], at)
        held = {
            span.name: weakest(alive, dates.holds(span.period, at, covers=self.case.period, own=True))
            for span in sorted(spans, key=lambda span: span.role == "current")
            if span.period is not None
        }
        sure = [name for name, holds in held.items() if holds == "yes"]
        return sure or [name for name, holds in held.items() if holds == "possibly"], bool(sure)

    # -- events

    def _place_event(self, event: Event) -> Literal["yes", "possibly"] | None:
        """Say whether an event lies after the earlier date and no later than the later one; None where it does not."""
        renames = event.kind == "renamed" and event.of[0] in self.case.actors
        if event.date is None or event.status != "adopted" or event.negative or renames:
            return None
        moment = dates.read_moment(event.date)
        earliest, latest = moment.earliest or date.min, moment.latest or date.max
        (_, begun), (_, ended) = (_order_period(period) for period in self.periods)
        sooner = self.periods[0].from_earliest or date.min
        window = dates.Period(sooner, sooner, ended, ended)
        there = self.case.validity_of(event).holds(window) in _KNOWN
        if self.periods[0] == self.periods[1] or latest <= sooner or not there:
            return None
        return "yes" if earliest > begun and latest <= ended else "possibly"

    def find_events(self) -> Iterator[Row]:
        """Find what happened between the dates; of what became something else, both parts."""
        for event, held in self.events:
            said = word_both(partial(say_record, self.case, "events", event))
            sentence = said if held == "yes" else self._doubt(said)
            parts = event.kind in _PARTS
            old = event.from_ if parts else event.of if event.kind == "closed" else ()
            yield Row(
                change=event.kind,
                kind="event",
                sentence=sentence,
                left=self._name_parts(old) if old else None,
                right=self._name_parts(event.to) if parts else None if event.kind == "closed" else said,
                holds=held,
                records=(f"{self.case.id}.{event.id}",),
            )

    def _doubt(self, said: Text) -> Text:
        return say_both("diff_possibly_between", **self.words, said=lambda lang: said.words(lang).removesuffix("."))

    def _name_parts(self, actors: Sequence[str]) -> Text:
        ids = [f"{self.case.id}.{actor}" for actor in actors]
        return word_both(lambda lang: join_words([say_name(self.graph, actor, lang) for actor in ids], lang))

    # -- what holds

    def find_changes(self) -> Iterator[Row]:
        """Find what holds, or may hold, at one of the dates and not, or not surely, at the other."""
        told = {actor for event, held in self.events if held == "yes" and event.kind in _MADE for actor in _name(event)}
        for found, (left, right) in self.facts:
            if "not_covered" in (left, right) or left == right or (found.file == "actors" and found.fact.id in told):
                continue
            words, weak = self._word(found), word_both(partial(say, "possibly"))
            cells = [
                None if holds == "no" else words if "no" in (left, right) or holds == "yes" else weak
                for holds in (left, right)
            ]
            later = ("no", "possibly", "yes").index(right) > ("no", "possibly", "yes").index(left)
            yield _build_row(
                self.case,
                found,
                "began" if later else "ended",
                sentence=say_both(f"diff_{left}_{right}", **self.words, what=self._subject(found)),
                left=cells[0],
                right=cells[1],
                holds="possibly" if "possibly" in (left, right) else "yes",
            )

    def _word(self, found: _Fact) -> Text:
        """Word a fact for a cell: an actor by its name, anything else by its sentence."""
        if found.file == "actors":
            return self._name_parts((found.fact.id,))
        return word_both(partial(say_record, self.case, found.file, found.fact))

    def _subject(self, found: _Fact) -> Callable[[str], str]:
        """Say what holds and that it does, as the beginning of a sentence."""
        if found.file == "actors":
            actor = f"{self.case.id}.{found.fact.id}"
            key = "diff_exist" if are_several(self.case, [actor]) else "diff_exists"
            return lambda lang: say(key, lang).format(what=say_name(self.graph, actor, lang))
        if found.file == "instruments":
            name = found.fact.name.words("sv")
            return lambda lang: say("diff_applies", lang).format(what=say("the_instrument", lang).format(name=name))
        said = partial(say_record, self.case, found.file, found.fact)
        return lambda lang: say("diff_this_holds", lang).format(what=said(lang).removesuffix("."))

    # -- what the sources do not cover

    def find_uncovered(self) -> Iterator[Row]:
        """Find what is known at one of the dates while the sources do not cover the other, a row for each kind."""
        for file in _FILES:
            for side in (0, 1):
                known = [
                    found.fact
                    for found, pair in self.facts
                    if found.file == file and pair[side] == "not_covered" and pair[1 - side] in _KNOWN
                ]
                if known:
                    yield self._build_uncovered(file, known, side)

    def _build_uncovered(self, file: str, known: Sequence[Fact], side: int) -> Row:
        there, then = (self.words[name] for name in (("left", "right") if side else ("right", "left")))
        key = f"one_{file}" if len(known) == 1 else f"count_{file}"
        count = word_both(lambda lang: f"{len(known)} {say(key, lang)}")
        return Row(
            change="not_covered",
            kind=_Fact(file, None).kind,
            sentence=say_both("diff_not_covered", count=count.words, there=there, then=then),
            left=count if side else None,
            right=None if side else count,
            rests_on="silence",
            records=tuple(f"{self.case.id}.{fact.id}" for fact in known),
        )

    def find_notes(self) -> Iterator[Text]:
        """Find what is to be said of the whole: what stays, what the sources cover, and what was left out."""
        for key, count in self.counts.items():
            if count:
                yield _count_both(f"diff_{key}", count)
        held = [set(pair) for _, pair in self.facts]
        if not any(pair & _KNOWN for pair in held):
            yield say_both("diff_neither", case=name_case(self.case), **self.words)
        if any("not_covered" in pair for pair in held):
            yield say_both("diff_covers", case=name_case(self.case), period=partial(say_date, self.case.case.period))
        undated = [
            event
            for event in self.case.events.values()
            if event.date is None and event.kind != "renamed" and event.status == "adopted"
        ]
        left_out = [found for found in _list_facts(self.case) if found.fact.status in {"proposed", "planned"}]
        for key, counted in (("diff_undated", undated), ("diff_not_adopted", left_out)):
            if counted:
                yield _count_both(key, len(counted))


def _is_so(fact: Fact) -> bool:
    """Tell whether a fact is or was in force; a former one only where its time is coded."""
    return fact.status == "adopted" or (fact.status == "former" and fact.valid is not None)


def _name(event: Event) -> tuple[str, ...]:
    return (*event.of, *event.from_, *event.to)


def _count_both(key: str, count: int) -> Text:
    return say_both(f"{key}_one" if count == 1 else key, count=str(count))


# -- what is proposed --------------------------------------------------------------------------------------------------


def contrast_proposed(case: CaseData) -> Contrast:
    """Compare what a case's texts propose or plan with what they state as adopted.

    Returns
    -------
    Contrast
        A row for each actor, document, list of topics, topic, procedure, seat, statement and event that is proposed or
        planned, in the order of the files. What is adopted as well is none; where it is adopted otherwise, with another
        modality, number or denial, that stands on the left. `counts` holds how many are adopted as well.
    """
    rows, same = [], 0
    for found in _list_facts(case, (*_FILES, "events")):
        if found.fact.status not in {"proposed", "planned"}:
            continue
        twins = [fact for fact in getattr(case, found.file).values() if _is_twin(case, found.fact, fact)]
        if any(_read_force(found.fact) == _read_force(twin) for twin in twins):
            same += 1
        else:
            rows.append(_build_proposal(case, found, twins))
    notes = (_count_both("diff_adopted_too", same),) if same else ()
    return Contrast(tuple(rows), notes, {"adopted_too": same})


def _build_proposal(case: CaseData, found: _Fact, twins: Sequence[Fact]) -> Row:
    said = word_both(partial(say_record, case, found.file, found.fact))
    adopted = word_both(partial(say_record, case, found.file, twins[0])) if twins else None
    status = found.fact.status
    sentence = say_both(
        "diff_adopted_otherwise" if adopted else f"diff_only_{status}",
        said=lambda lang: said.words(lang).removesuffix("."),
        adopted=adopted.words if adopted else "",
    )
    return _build_row(case, found, "differs" if adopted else status, sentence=sentence, left=adopted, right=said)


def _is_twin(case: CaseData, proposed: Fact, fact: Fact) -> bool:
    """Tell whether a fact is adopted and says the same as a proposed one, its force aside."""
    if fact.status != "adopted" or fact.mode == "practice" or type(fact) is not type(proposed):
        return False
    if isinstance(proposed, Mandate) and isinstance(fact, Mandate):
        return (
            proposed.aim == fact.aim
            and _lies_within(case, proposed.holder, (*fact.holder, *fact.with_))
            and _lies_within(case, proposed.toward, fact.toward)
            and bool(proposed.toward) == bool(fact.toward)
        )
    if isinstance(proposed, Seat) and isinstance(fact, Seat):
        keys = ("organ", "drawn_from", "role", "kind", "represents")
        return all(getattr(proposed, key) == getattr(fact, key) for key in keys)
    return isinstance(fact, Topic) and (fact.id in _read_same(proposed) or proposed.id in fact.same_as)


def _lies_within(case: CaseData, actors: Iterable[str], wider: Sequence[str]) -> bool:
    """Tell whether each of some actors is among others, itself or as one of a group."""
    groups: Mapping[str, tuple[str, ...]] = case.counted_in
    return all({actor, *groups.get(actor, ())} & set(wider) for actor in actors)


def _read_same(fact: Fact) -> tuple[str, ...]:
    return fact.same_as if isinstance(fact, Topic) else ()


def _read_force(fact: Fact) -> tuple[object, ...]:
    """Read what may tell two statements of the same thing apart."""
    keys = ("negative", "deontic", "object", "condition", "count", "at_least", "at_most", "per_member")
    return tuple(getattr(fact, key, None) for key in keys)
