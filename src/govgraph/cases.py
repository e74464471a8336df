"""The records of one case by id, and what follows from them: groups, kinds passed on, sizes, validity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import combinations, zip_longest
from typing import Literal, TypeVar

from govgraph import dates
from govgraph.records import (
    Actor,
    Alignment,
    Bounds,
    Case,
    Event,
    Evidence,
    Fact,
    Instrument,
    Mandate,
    Procedure,
    Seat,
    Source,
    Topic,
    TopicList,
    Uncoded,
)
from govgraph.vocabulary import Vocabulary

__all__ = ["CaseData", "Interlock", "NameSpan", "Share", "Size", "Validity", "strongest", "weakest"]

_UNCOUNTED = "seats_not_counted"
_ASSEMBLIES = {"organ", "network"}  # classes of actors that have members of their own, who may sit elsewhere too

T = TypeVar("T")


@dataclass(frozen=True)
class Validity:
    """When a fact holds, and how far its sources speak.

    `text` is EDTF: as coded where `own`, else what the sources cover, else the case's period. `certain` is false
    where only a source that does not say what it covers carries the fact, so that it holds *possibly* at most.
    """

    text: str
    period: dates.Period
    own: bool
    certain: bool
    covers: dates.Period

    def holds(self, at: dates.Period) -> dates.Holds:
        """Answer whether it holds at a date or in a span: yes, possibly, no or not_covered (design of dates)."""
        answer = dates.holds(self.period, at, covers=self.covers, own=self.own)
        return "possibly" if answer == "yes" and not self.certain else answer


@dataclass(frozen=True)
class Size:
    """How many sit in an organ: bounds from its seats, or the reason why they are not known (a key of `words`).

    `holds` is *possibly* where a seat that is counted holds only possibly at the date asked.
    """

    at_least: int | None = None
    at_most: int | None = None
    why_unknown: str | None = None
    holds: dates.Holds = "yes"


@dataclass(frozen=True)
class NameSpan:
    """A name and when it was borne: from one renaming to another, each on some day in its date.

    `text` is EDTF, that of the actor where no renaming bounds the name; then `period` is None.
    """

    name: str
    role: str
    text: str
    period: dates.Period | None = None


@dataclass(frozen=True)
class Share:
    """A record that concerns an actor, itself or as a member of `group`: then each of its members, or all jointly."""

    record: Mandate | Seat
    group: str | None = None
    applies: Literal["each", "jointly"] | None = None


@dataclass(frozen=True)
class Interlock:
    """What ties two organs together by who sits in them, as their rules state it; it says nothing of persons.

    `by` is `role` where the same role sits in both, `source` where the same actor sends members to both, `members`
    where one is drawn from the members of the other, which is then `shared` and has no seats on its own side.
    """

    organ: str
    shared: str
    by: Literal["role", "source", "members"]
    here: tuple[Seat, ...]
    there: tuple[Seat, ...]


_STRENGTH: tuple[dates.Holds, ...] = ("no", "not_covered", "possibly", "yes")


def weakest(*holds: dates.Holds) -> dates.Holds:
    """Say whether several things hold together: as surely as the one that holds least.

    >>> weakest("yes", "possibly")
    'possibly'
    """
    return min(holds, key=_STRENGTH.index)


def strongest(*holds: dates.Holds) -> dates.Holds:
    """Say whether any of several things holds: as surely as the one that holds most."""
    return max(holds, key=_STRENGTH.index)


@dataclass(frozen=True)
class CaseData:
    """One case: every record by its local id, in the order of the files."""

    id: str
    case: Case
    vocabulary: Vocabulary
    sources: Mapping[str, Source] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    topic_lists: Mapping[str, TopicList] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    seats: Mapping[str, Seat] = field(default_factory=dict)
    mandates: Mapping[str, Mandate] = field(default_factory=dict)
    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    alignment: Mapping[str, Alignment] = field(default_factory=dict)
    uncoded: Mapping[str, Uncoded] = field(default_factory=dict)
    validities: dict[tuple[str | None, tuple[str, ...]], Validity] = field(
        default_factory=dict, repr=False, compare=False
    )

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Every fact of the case by local id: what cites evidence."""
        found: dict[str, Fact] = {}
        for table in (
            self.actors, self.topic_lists, self.topics, self.instruments,
            self.seats, self.mandates, self.procedures, self.events,
        ):  # fmt: skip
            found.update(table)
        return found

    def source_of(self, evidence: Evidence) -> str:
        """Give the id of the source that a piece of evidence is from."""
        return evidence.source or self.case.default_source

    # -- kinds, tiers and sides, which groups pass on ------------------------------------------------------------

    @cached_property
    def groups_of(self) -> dict[str, tuple[str, ...]]:
        """The groups that each actor lies in, directly or through groups, nearest first."""
        return {actor: self._climb(actor, lambda *_: True) for actor in self.actors}

    @cached_property
    def counted_in(self) -> dict[str, tuple[str, ...]]:
        """The groups whose member each actor is: its own, and through a group those of the same kind as that group.

        A municipality of a subregion is one of all municipalities, where both are groups of municipalities; it is
        none of the subregions.
        """
        return {actor: self._climb(actor, self._reads_through) for actor in self.actors}

    @cached_property
    def _direct_groups(self) -> dict[str, list[str]]:
        direct: dict[str, list[str]] = {}
        for group in self.actors.values():
            for member in group.members:
                direct.setdefault(member, []).append(group.id)
        return direct

    def _climb(self, actor: str, goes_on: Callable[[str, str], bool]) -> tuple[str, ...]:
        direct, found = self._direct_groups, dict[str, None]()
        level = direct.get(actor, [])
        while level:
            found.update(dict.fromkeys(level))
            level = [a for group in level for a in direct.get(group, ()) if a not in found and goes_on(group, a)]
        return tuple(found)

    def _reads_through(self, inner: str, outer: str) -> bool:
        return self.class_of(inner) == "group" and self.actors[inner].kind == self.actors[outer].kind

    def members_of(self, group: str) -> tuple[str, ...]:
        """Give the named members of a group in the order of coding; a group of its own kind in it is read through."""
        found: dict[str, None] = {}
        for member in self.actors[group].members:
            inner = self.members_of(member) if self._reads_through(member, group) else ()
            found.update(dict.fromkeys(inner or (member,)))
        return tuple(found)

    def is_met_as_body(self, member: str, group: str) -> bool:
        """Tell whether what is said of each of a group's members is said of one of them, a group too, as of one body.

        A group that is read through is met by way of its own members.
        """
        return self.is_group(member) and member in self.members_of(group)

    def are_tied(self, one: str, other: str) -> bool:
        """Tell whether one of two actors is part of the other, attached to it or a role in it: such a pair is own."""
        a, b = self.actors[one], self.actors[other]
        return one in {b.attached_to, b.part_of, b.of} or other in {a.attached_to, a.part_of, a.of}

    @cached_property
    def counts(self) -> dict[str, tuple[str, ...]]:
        """The actors that each group counts: its members and, where it reads through a group in it, that group too."""
        found: dict[str, list[str]] = {}
        for actor, groups in self.counted_in.items():
            for group in groups:
                found.setdefault(group, []).append(actor)
        return {group: tuple(actors) for group, actors in found.items()}

    def kind_of(self, actor: str) -> str | None:
        """Give the kind of an actor: its own, or the one that the nearest group passes on."""
        own = self.actors[actor].kind
        if own is not None:
            return own
        for group in self.groups_of[actor]:
            kind = self.vocabulary.kinds.get(self.actors[group].kind or "")
            if kind is not None and kind.member_kind:
                return kind.member_kind
        return None

    def class_of(self, actor: str) -> str | None:
        """Give the class of an actor's kind."""
        kind = self.vocabulary.kinds.get(self.kind_of(actor) or "")
        return kind.class_ if kind else None

    def tier_of(self, actor: str) -> str | None:
        """Give the tier of an actor: its own, or the one that the nearest group passes on."""
        return self._passed_on(actor, "tier")

    def side_of(self, actor: str) -> str | None:
        """Give the side of an actor: its own, or the one that the nearest group passes on."""
        return self._passed_on(actor, "side")

    def _passed_on(self, actor: str, key: str) -> str | None:
        found = (getattr(self.actors[holder], key) for holder in (actor, *self.groups_of[actor]))
        return next((value for value in found if value is not None), None)

    def is_group(self, actor: str) -> bool:
        """Tell whether an id is a group of this case; the word `unspecified` is none."""
        return actor in self.actors and self.class_of(actor) == "group"

    @cached_property
    def organs(self) -> tuple[Actor, ...]:
        """The organs and networks of the case, and groups of such whose members are not named, in the order coded."""
        found = []
        for actor in self.actors.values():
            kind = self.vocabulary.kinds.get(self.kind_of(actor.id) or "")
            inner = self.vocabulary.kinds.get((kind.member_kind if kind else None) or "")
            class_ = inner.class_ if inner and not actor.members else self.class_of(actor.id)
            if class_ in {"organ", "network"}:
                found.append(actor)
        return tuple(found)

    def functions_of(self, actor: str) -> tuple[Alignment, ...]:
        """Give the assignments by which an actor plays a function now: what it played formerly is left out."""
        return tuple(item for item in self.alignment.values() if item.actor == actor and item.status == "adopted")

    # -- sizes ---------------------------------------------------------------------------------------------------

    def count_members(self, group: str) -> int | None:
        """Count a group's members: the stated number, else the named ones of a closed group; None where unknown."""
        actor = self.actors[group]
        if actor.number is not None:
            return actor.number
        if actor.open or not actor.members:
            return None
        inner = [m for m in actor.members if self._reads_through(m, group)]
        if not inner:
            return len(actor.members)
        counts = [self.count_members(member) for member in inner]
        if None in counts:
            return None
        named = set(self.members_of(group))  # one that is in two of the groups is one all the same
        unnamed = sum((count or 0) - len(self.members_of(m)) for m, count in zip(inner, counts, strict=True))
        return len(named - set(inner)) + unnamed

    def measure_seat(self, seat: Seat, *, within: frozenset[str] = frozenset()) -> Size:
        """Work out how many seats a rule makes; `within` are the organs whose own size waits for it."""
        if isinstance(seat.count, int):
            return Size(seat.count, seat.count)
        if seat.at_least is not None or seat.at_most is not None:
            return Size(seat.at_least, seat.at_most)
        if seat.count == "all" and seat.drawn_from:
            return self._measure_whole(seat.drawn_from, within)
        if seat.per_member is not None and seat.drawn_from:
            members = self.count_members(seat.drawn_from)
            if members is None:
                return Size(why_unknown="members_not_stated")
            each = (
                Bounds(at_least=seat.per_member, at_most=seat.per_member)
                if isinstance(seat.per_member, int)
                else seat.per_member
            )
            return Size(each.at_least and each.at_least * members, each.at_most and each.at_most * members)
        return Size(why_unknown=_UNCOUNTED)

    def _measure_whole(self, body: str, within: frozenset[str]) -> Size:
        stated = self.actors[body].size or self.count_members(body)
        if stated:
            return Size(stated, stated)
        size = Size() if self.is_group(body) or body in within else self.measure_organ(body, within=within)
        return Size(why_unknown="size_of_body_not_stated") if size.at_least is None else size

    def seats_of(self, organ: str) -> list[Seat]:
        """Give the seats of an organ in the order of coding."""
        return self._seats_by_organ.get(organ, [])

    def _rules_of(self, organ: str) -> list[Seat]:
        """Give the seats that an organ is stated to have now: no proposals, reports, denials or bans."""
        return [
            seat
            for seat in self.seats_of(organ)
            if seat.status == "adopted" and seat.mode == "rule" and not seat.negative and seat.deontic != "may_not"
        ]

    def find_interlocks(self, organ: str) -> list[Interlock]:
        """Find the organs that an organ shares a role or a source of members with, or that one draws on the other.

        Adopted rules only. A seat is counted where it says most: one that shares a role is not named again for the
        actor that it comes from.
        """
        sources = (seat.drawn_from for seat in self._rules_of(organ) if seat.drawn_from)
        others = dict.fromkeys((*self._seats_by_organ, *sources))
        return [found for other in others if other != organ for found in self._compare_seats(organ, other)]

    def _compare_seats(self, organ: str, other: str) -> Iterator[Interlock]:
        here, there = self._rules_of(organ), self._rules_of(other)
        posts = [[s for s in seats if s.of_post] for seats in (here, there)]
        for role in dict.fromkeys(role for seat in posts[0] for role in seat.role):
            ours, theirs = ([s for s in seats if role in s.role] for seats in posts)
            if theirs:
                yield Interlock(other, role, "role", tuple(ours), tuple(theirs))
        roles = set.intersection(*({role for seat in seats for role in seat.role} for seats in posts))
        here, there = ([s for s in seats if roles.isdisjoint(s.role)] for seats in (here, there))
        for source in dict.fromkeys(s.drawn_from for s in here if s.drawn_from not in {None, organ, other}):
            ours, theirs = [s for s in here if s.drawn_from == source], [s for s in there if s.drawn_from == source]
            if source and theirs:
                yield Interlock(other, source, "source", tuple(ours), tuple(theirs))
        if self.class_of(organ) in _ASSEMBLIES and (drawn := tuple(s for s in there if s.drawn_from == organ)):
            yield Interlock(other, organ, "members", (), drawn)
        if self.class_of(other) in _ASSEMBLIES and (drawn := tuple(s for s in here if s.drawn_from == other)):
            yield Interlock(other, other, "members", drawn, ())

    def find_places(self, actor: str) -> list[Share]:
        """Find the seats in other organs that an actor fills: in its role or from it, itself or as one of a group."""
        return [
            Share(seat, group, None if group is None else "each" if seat.per_member else "jointly")
            for seat, group in self._pick_nearest(
                actor, self.seats.values(), lambda seat, name: name == seat.drawn_from or name in seat.role
            )
            if seat.organ != actor
        ]

    @cached_property
    def _seats_by_organ(self) -> dict[str, list[Seat]]:
        found: dict[str, list[Seat]] = {}
        for seat in self.seats.values():
            found.setdefault(seat.organ, []).append(seat)
        return found

    def measure_organ(
        self, organ: str, *, at: dates.Period | None = None, within: frozenset[str] = frozenset()
    ) -> Size:
        """Add up the seats of an organ: adopted rules only, without substitutes, adjuncts and chairs among the members.

        A seat without number that represents someone is a condition on the others, and adds none. With `at`, only
        seats that hold, or possibly hold, then: what holds only possibly is no lower bound, unless all of it stands or
        falls together. Without, seats that never hold together have no sum.
        """
        stated = [
            seat
            for seat in self._rules_of(organ)
            if (seat.kind == "member" or (seat.kind in {"chair", "vice_chair"} and seat.extra))
            and not (seat.represents and self.measure_seat(seat, within=within | {organ}).why_unknown == _UNCOUNTED)
        ]
        if not stated:
            return Size(why_unknown="composition_not_stated")
        holding: dict[str, dates.Holds] = {s.id: self.holds_of(s, at, of=organ) if at else "yes" for s in stated}
        counted = [seat for seat in stated if holding[seat.id] in {"yes", "possibly"}]
        if not counted:
            return Size(why_unknown="date_not_covered" if "not_covered" in holding.values() else "no_seat_then")
        periods = [self.validity_of(seat).period for seat in counted if seat.valid is not None]
        if any(dates.share_a_day(one, other) == "no" for one, other in combinations(periods, 2)):
            return Size(why_unknown="seats_differ_over_time")
        sizes = [self.measure_seat(seat, within=within | {organ}) for seat in counted]
        if unknown := next((size.why_unknown for size in sizes if size.why_unknown), None):
            return Size(why_unknown=unknown)
        one_rule = at is None or len({self.validity_of(seat).text for seat in counted}) == 1
        sure = [s for s, seat in zip(sizes, counted, strict=True) if one_rule or holding[seat.id] == "yes"]
        return Size(
            sum(size.at_least or 0 for size in sure) if sure else None,
            None if any(size.at_most is None for size in sizes) else sum(size.at_most or 0 for size in sizes),
            holds=weakest(*(holding[seat.id] for seat in counted)),
        )

    def stated_size(self, organ: str, *, at: dates.Period | None = None) -> int | None:
        """Give the size that the text states: the actor's, else the total where one seat alone states it."""

        def is_then(fact: Fact) -> bool:
            return at is None or self.holds_of(fact, at, of=organ) in {"yes", "possibly"}

        actor = self.actors[organ]
        if actor.size is not None:
            return actor.size if is_then(actor) else None
        seats = [s for s in self._rules_of(organ) if s.kind == "member" and isinstance(s.count, int) and is_then(s)]
        totals = [seat.count for seat in seats if isinstance(seat.count, int)]
        return totals[0] if len(totals) == 1 else None

    # -- what an actor has as one of a group ----------------------------------------------------------------------

    def find_mandates(self, actor: str) -> list[Share]:
        """Find the mandates that an actor has, itself or as one of a group that it is counted in.

        Through a group those without receiver, as the others are lines, which hold for each of it; and all that it
        holds jointly, which are not the member's own. What is said of further ones reaches no member that is named.
        """
        found = [
            Share(mandate, group, self._apply_to_member(mandate, group) if group else None)
            for mandate, group in self._pick_nearest(
                actor, self.mandates.values(), lambda mandate, name: name in mandate.holder or name in mandate.with_
            )
        ]
        return [
            share
            for share in found
            if share.group is None
            or share.applies == "jointly"
            or (share.applies and isinstance(share.record, Mandate) and not share.record.toward)
        ]

    def _apply_to_member(self, mandate: Mandate, group: str) -> Literal["each", "jointly"] | None:
        if group in mandate.with_:
            return "jointly"
        return None if mandate.extent == "further" else mandate.holder_as

    def _pick_nearest(
        self, actor: str, records: Iterable[T], names: Callable[[T, str], bool]
    ) -> Iterator[tuple[T, str | None]]:
        """Pick the records that name an actor, with None, or a group that it is counted in, with the nearest such."""
        for record in records:
            if names(record, actor):
                yield record, None
            elif group := next((g for g in self.counted_in.get(actor, ()) if names(record, g)), None):
                yield record, group

    # -- time ----------------------------------------------------------------------------------------------------

    @cached_property
    def period(self) -> dates.Period:
        """The period that the case covers."""
        return dates.read_period(self.case.period)

    def validity_of(self, fact: Fact) -> Validity:
        """Work out when a fact holds: as coded, an event on its date, else what its sources cover, else the period."""
        key = tuple(dict.fromkeys(self.source_of(evidence) for evidence in fact.evidence))
        if isinstance(fact, Event) and fact.valid is None and fact.date is not None:
            moment = dates.read_moment(fact.date).as_period()
            return Validity(fact.date, moment, own=True, certain=True, covers=self.validity(None, key).covers)
        return self.validity(fact.valid, key)

    def holds_of(self, fact: Fact, at: dates.Period, *, of: str = "") -> dates.Holds:
        """Answer whether a fact holds at a date, and no longer than the actor that it is `of` is stated to exist."""
        holds = self.validity_of(fact).holds(at)
        actor = self.actors.get(of)
        return holds if actor is None or actor.valid is None else weakest(holds, self.validity_of(actor).holds(at))

    def validity(self, valid: str | None, sources: tuple[str, ...]) -> Validity:
        """Work out a validity from what was coded, if anything, and the sources that carry it."""
        if (valid, sources) not in self.validities:
            self.validities[valid, sources] = self._build_validity(valid, sources)
        return self.validities[valid, sources]

    def _build_validity(self, valid: str | None, sources: tuple[str, ...]) -> Validity:
        texts = list(dict.fromkeys(text for text in (self.sources[source].covers for source in sources) if text))
        covers = dates.union([dates.read_period(text) for text in texts]) if texts else self.period
        if valid is not None:
            return Validity(valid, dates.read_period(valid), own=True, certain=True, covers=covers)
        text = " + ".join(texts) if texts else self.case.period
        return Validity(text, covers, own=False, certain=bool(texts), covers=covers)

    # -- what others refer to ------------------------------------------------------------------------------------

    def names_of(self, actor: str) -> Iterator[tuple[str, str]]:
        """Give every name of an actor with its role: current, former, variant or abbreviation."""
        record = self.actors[actor]
        for name in (record.name.sv, record.name.en):
            if name:
                yield name, "current"
        for event in self.events.values():
            if event.kind == "renamed" and event.of == (actor,):
                yield from ((name, "former") for name in event.from_ if name != record.name.sv)
        yield from ((name, "variant") for name in record.variants)
        yield from ((name, "abbreviation") for name in record.abbreviations)

    def name_at(self, actor: str, at: dates.Period) -> str:
        """Give the name that an actor certainly bore at a date, else the latest that it possibly did, as coded."""
        borne: dict[dates.Holds, list[NameSpan]] = {}
        for span in self.spans_of(actor):
            if span.period is not None and span.role in {"current", "former"}:
                holds = dates.holds(span.period, at, covers=self.period, own=True)
                borne.setdefault(holds, []).append(span)
        found = borne.get("yes") or borne.get("possibly") or borne.get("not_covered")
        return max(found, key=_order_begin).name if found else self.actors[actor].name.words("sv")

    def spans_of(self, actor: str) -> list[NameSpan]:
        """Give every name of an actor, in the language it was coded in, with when it was borne.

        Only a renaming that is stated to have taken place bounds a name; one without a date did so some day. A name
        that was taken again has a span each time.
        """
        record = self.actors[actor]
        roles: dict[str, str] = {}
        for name, role in self.names_of(actor):
            if name == record.name.words("sv") or name != record.name.en:
                roles.setdefault(name, role)
        renamings = [
            event
            for event in self.events.values()
            if event.kind == "renamed" and event.of == (actor,) and event.status == "adopted" and not event.negative
        ]
        own = self.validity_of(record).text
        return [
            _build_span(name, role, begin, end) if begin or end else NameSpan(name, role, own)
            for name, role in roles.items()
            for begin, end in _pair_renamings(
                [event for event in renamings if name in event.to],
                [event for event in renamings if name in event.from_],
            )
        ]


def _order_begin(span: NameSpan) -> date:
    """Order names by when they were taken: what was borne from the start first, what nobody dates last."""
    if span.period is None or span.period.from_open:
        return date.min
    return span.period.from_earliest or date.max


def _read_day(event: Event) -> dates.Moment:
    return dates.read_moment(event.date) if event.date else dates.Moment(None, None)


def _order_day(event: Event) -> tuple[date, date]:
    day = _read_day(event)
    return day.earliest or date.min, day.latest or date.max


def _pair_renamings(taken: Sequence[Event], left: Sequence[Event]) -> list[tuple[Event | None, Event | None]]:
    """Pair each time that a name was taken with the next that it was given up; None where it was borne all along."""
    begins: list[Event | None] = [*sorted(taken, key=_order_day)]
    ends: list[Event | None] = [*sorted(left, key=_order_day)]
    if not taken or (ends and ends[0] and begins[0] and _order_day(ends[0]) < _order_day(begins[0])):
        begins.insert(0, None)
    return list(zip_longest(begins, ends))


def _build_span(name: str, role: str, begin: Event | None, end: Event | None) -> NameSpan:
    first, last = (_read_day(event) if event else dates.Moment(None, None) for event in (begin, end))
    period = dates.Period(
        first.earliest, first.latest, last.earliest, last.latest, from_open=begin is None, to_open=end is None
    )
    return NameSpan(name, role, f"{_word_day(begin)}/{_word_day(end)}", period)


def _word_day(event: Event | None) -> str:
    """Word the date of a renaming as an end of an interval; that of one which lasted is some day in it."""
    if event is None:
        return ".."
    if event.date is None or "/" not in event.date:
        return event.date or ""
    day = _read_day(event)
    return f"[{day.earliest or ''}..{day.latest or ''}]"
