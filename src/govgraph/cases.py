"""The records of one case by id, and what follows from them: groups, kinds passed on, sizes, validity."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

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

__all__ = ["CaseData", "Size", "Validity"]

_UNCOUNTED = "seats_not_counted"


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
    """How many sit in an organ: bounds from its seats, or the reason why they are not known (a key of `words`)."""

    at_least: int | None = None
    at_most: int | None = None
    why_unknown: str | None = None


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
        seats that hold, or possibly hold, then; without, seats that never hold together have no sum.
        """
        counted = [
            seat
            for seat in self._rules_of(organ)
            if (seat.kind == "member" or (seat.kind in {"chair", "vice_chair"} and seat.extra))
            and not (seat.represents and self.measure_seat(seat, within=within | {organ}).why_unknown == _UNCOUNTED)
            and (at is None or self.validity_of(seat).holds(at) in {"yes", "possibly"})
        ]
        if not counted:
            return Size(why_unknown="composition_not_stated")
        periods = [self.validity_of(seat).period for seat in counted if seat.valid is not None]
        if any(dates.share_a_day(one, other) == "no" for one, other in combinations(periods, 2)):
            return Size(why_unknown="seats_differ_over_time")
        sizes = [self.measure_seat(seat, within=within | {organ}) for seat in counted]
        if unknown := next((size.why_unknown for size in sizes if size.why_unknown), None):
            return Size(why_unknown=unknown)
        return Size(
            sum(size.at_least or 0 for size in sizes),
            None if any(size.at_most is None for size in sizes) else sum(size.at_most or 0 for size in sizes),
        )

    def stated_size(self, organ: str) -> int | None:
        """Give the size that the text states: the actor's, else the total where one seat alone states it."""
        actor = self.actors[organ]
        if actor.size is not None:
            return actor.size
        totals = [s.count for s in self._rules_of(organ) if s.kind == "member" and isinstance(s.count, int)]
        return totals[0] if len(totals) == 1 else None

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
