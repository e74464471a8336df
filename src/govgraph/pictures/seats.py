"""Who sits in the organs of a case, from where, at a date: what a picture of seats shows, before it is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from govgraph import dates
from govgraph.cases import CaseData, Size
from govgraph.records import Actor, Bounds, Fact, Seat
from govgraph.sentences import say_bounds, say_record
from govgraph.words import capitalise, say, say_date

__all__ = ["COLUMNS", "Block", "Organ", "Seating", "read_seating"]

COLUMNS = (
    "case", "organ", "organ_name", "seat", "kind", "from", "from_name", "side", "role", "count", "at_least", "at_most",
    "per_member", "units_certain", "units_possible", "unknown", "counted", "appointed_by", "extra", "vacant", "deontic",
    "status", "basis", "mode", "holds", "cues", "sources", "total_at_least", "total_at_most", "total_stated",
)  # fmt: skip
_IS_SO = {"yes", "possibly"}
_UNCOUNTED = "seats_not_counted"
_CHAIRS = {"chair", "vice_chair"}
_GROUPS = ("member", "condition", "chair", "vice_chair", "substitute", "adjunct")  # the order in an organ
_SHARED_AXES = ("status", "basis", "mode")


@dataclass(frozen=True)
class Block:
    """What is drawn as one mark: the seats that one rule makes, or what is known without one.

    `kind` is the seat's, `condition` for a rule on the other seats that makes none, `stated` for a bare number of
    seats, `silent` where nothing is stated. `least` are certain; `most` is None where no upper bound is stated;
    `unknown` is why there is no number (a key of `words`), else "". `counted` seats are in the total. `traits` are
    what else sets the mark apart: post, extra, dashed, practice, inferred, possibly, may, vacant.
    """

    kind: str
    side: str
    least: int
    most: int | None
    unknown: str
    counted: bool
    traits: tuple[str, ...]
    label: str
    title: str
    row: Mapping[str, Any]


@dataclass(frozen=True)
class Organ:
    """One organ with its blocks, in the order drawn; `total` and `note` are the words at its right end."""

    id: str
    name: str
    blocks: tuple[Block, ...]
    total: str
    note: str
    size: Size
    stated: int | None

    @property
    def is_silent(self) -> bool:
        """Whether nothing is stated of who sits in it, nor how many."""
        return [block.kind for block in self.blocks] == ["silent"]


@dataclass(frozen=True)
class Seating:
    """One case: its organs in the order drawn, and how many facts were left out for which reason.

    `remark` is what stands in the place of organs, where there are none.
    """

    case: CaseData
    organs: tuple[Organ, ...]
    left_out: Counter[str]
    remark: str


def read_seating(case: CaseData, lang: str, *, organ: str | None = None, at: str | None = None) -> Seating:
    """Read who sits in the organs of a case, at a date or in its own period.

    Parameters
    ----------
    organ
        Local id of one actor; else every organ and network, and every other actor with seats or a stated size.
    at
        EDTF. What does not hold then is left out and counted; what holds possibly is marked.
    """
    reader = _Reader(case, lang, dates.read_period(at) if at else case.period, dated=at is not None)
    chosen = [case.actors[organ]] if organ else reader.choose_organs()
    organs = tuple(reader.build_organ(actor) for actor in chosen)
    known = [one for one in organs if not one.is_silent]
    return Seating(
        case,
        (*known, *(one for one in organs if one.is_silent)),
        reader.left_out,
        "" if organs else reader.word_absence(),
    )


@dataclass(frozen=True)
class _Reader:
    """One case in one language at one date; `left_out` counts what is not shown."""

    case: CaseData
    lang: str
    at: dates.Period
    dated: bool

    @cached_property
    def left_out(self) -> Counter[str]:
        return Counter()

    def say(self, key: str, **values: object) -> str:
        return say(key, self.lang).format(**values)

    def name(self, actor: str) -> str:
        """Name an actor as it was called at the date asked, else as it is called."""
        return self.case.name_at(actor, self.at) if self.dated else self.case.actors[actor].name.words("sv")

    # -- which organs ----------------------------------------------------------------------------------------------

    def choose_organs(self) -> list[Actor]:
        """Choose the actors to show, by the order of their functions, then as coded."""
        shown = [actor for actor in self.case.actors.values() if self._is_seated(actor) and self._exists(actor)]
        functions = list(self.case.vocabulary.functions)
        return sorted(
            shown,
            key=lambda actor: min(
                (functions.index(item.function) for item in self.case.functions_of(actor.id)), default=len(functions)
            ),
        )

    def _is_seated(self, actor: Actor) -> bool:
        seated = self.case.class_of(actor.id) in {"organ", "network"}
        return seated or actor.size is not None or bool(self.case.seats_of(actor.id))

    def _exists(self, actor: Actor) -> bool:
        reason = self.find_reason(actor)
        if reason:
            self.left_out[f"organs_{reason}"] += 1
        return not reason

    def find_reason(self, fact: Fact, *, of: str = "") -> str:
        """Find why a fact is not shown: denied, former, other_date or not_covered; "" where it is."""
        if fact.negative or getattr(fact, "deontic", None) == "may_not":
            return "denied"
        if fact.status == "former":
            return "former"
        holds = self.case.holds_of(fact, self.at, of=of)
        return "" if holds in _IS_SO else "not_covered" if holds == "not_covered" else "other_date"

    def word_absence(self) -> str:
        if self.left_out["organs_not_covered"]:
            return self.say("silence_not_covered")
        return self.say("seating_none_then" if self.left_out else "seating_no_organ")

    # -- one organ -------------------------------------------------------------------------------------------------

    def build_organ(self, actor: Actor) -> Organ:
        """Build an organ with all that is stated of its seats, those that count towards its size first."""
        size = self.case.measure_organ(actor.id, at=self.at)
        seats = []
        for seat in self.case.seats_of(actor.id):
            if reason := self.find_reason(seat, of=actor.id):
                self.left_out[f"seats_{reason}"] += 1
            else:
                seats.append(seat)
        # an actor that is shown has a size that holds, where it states one; one that was asked for by name may not
        stated = None if self.find_reason(actor) else actor.size
        totals = {"total_at_least": size.at_least, "total_at_most": size.at_most, "total_stated": stated}
        blocks = [self._build_block(seat, totals) for seat in seats]
        if stated is not None and not any(block.counted for block in blocks):
            blocks.insert(0, self._build_bare(actor, "stated", stated, "composition_not_stated", totals))
        if not blocks:
            outside = self.find_reason(actor) == "not_covered"
            why = "date_not_covered" if outside else size.why_unknown or "composition_not_stated"
            blocks.append(self._build_bare(actor, "silent", None, why, totals))
        blocks.sort(key=_order_block)
        total, note = self._word_total(size, stated, blocks)
        marks = [] if actor.status == "adopted" else [self.say(actor.status)]
        if self.case.holds_of(actor, self.at) == "possibly":
            marks.append(self.say("possibly"))
        if self.find_reason(actor) and not seats:
            marks.append(self.say(f"seating_organ_{self.find_reason(actor)}"))
        name = self.name(actor.id) + (f" ({', '.join(dict.fromkeys(marks))})" if marks else "")
        return Organ(f"{self.case.id}.{actor.id}", name, tuple(blocks), total, note, size, stated)

    def _word_total(self, size: Size, stated: int | None, blocks: list[Block]) -> tuple[str, str]:
        """Word the number of seats, and below it where it is from or why there is none."""
        computed = _sign_size(size)
        why = self.say(f"seating_why_{size.why_unknown}") if size.why_unknown else ""
        possibly = f" ({self.say('possibly')})" if computed and size.holds == "possibly" else ""
        if stated is None:
            alone = len([block for block in blocks if block.counted]) == 1
            exact = alone and any(block.counted and isinstance(block.row["count"], int) for block in blocks)
            source = self.say("stated" if exact else "by_its_seats")
            return (computed, source + possibly) if computed else ("?", why)
        if not any(block.counted and block.kind != "stated" for block in blocks):
            return f"= {stated}", self.say("stated")
        if not computed:
            return f"= {stated}", f"{self.say('stated')}; {why}"
        if size.at_least == size.at_most == stated:
            return f"= {stated}", self.say("stated") + possibly
        low, high = size.at_least or 0, size.at_most
        within = low <= stated and (high is None or stated <= high)
        key = "seating_beside" if within else "seating_conflict"
        return f"= {stated}", self.say(key, computed=computed.removeprefix("= ")) + possibly

    # -- one block -------------------------------------------------------------------------------------------------

    def _build_block(self, seat: Seat, totals: dict[str, int | None]) -> Block:
        size = self.case.measure_seat(seat, within=frozenset({seat.organ}))
        condition = bool(seat.represents) and size.why_unknown == _UNCOUNTED
        rule = seat.status == "adopted" and seat.mode == "rule"
        kind = "condition" if condition and seat.kind == "member" else seat.kind
        counted = rule and (kind == "member" or (kind in _CHAIRS and seat.extra and not condition))
        unknown = "" if kind == "condition" else size.why_unknown or ""
        return Block(
            kind=kind,
            side=self._find_side(seat) or "unstated",
            least=size.at_least or 0,
            most=size.at_most,
            unknown=unknown,
            counted=counted,
            traits=tuple(self._find_traits(seat, kind)),
            label=self._word_seat(seat, size, kind),
            title=self._word_title("seats", seat, of=seat.organ),
            row=self._build_row(seat, size, kind, counted) | totals,
        )

    def _find_side(self, seat: Seat) -> str | None:
        """Find the side that a seat is filled from: where it is drawn from, else the one side of whose role sits."""
        names = (seat.drawn_from,) if seat.drawn_from else seat.role
        sides = {self.case.side_of(name) for name in names}
        return sides.pop() if len(sides) == 1 else None

    def _find_traits(self, seat: Seat, kind: str) -> Iterator[str]:
        if kind == "member" and seat.role and seat.of_post:
            yield "post"
        if seat.extra and kind in _CHAIRS:
            yield "extra"
        if seat.status in {"proposed", "planned"}:
            yield "dashed"
        if seat.mode == "practice":
            yield "practice"
        if seat.basis == "inferred":
            yield "inferred"
        if self.case.holds_of(seat, self.at, of=seat.organ) == "possibly":
            yield "possibly"
        if seat.deontic == "may":
            yield "may"
        if seat.vacant:
            yield "vacant"

    def _word_seat(self, seat: Seat, size: Size, kind: str) -> str:
        """Word how many sit, from where and in which role, and what sets the rule apart."""
        marks = list(self._word_marks(seat))
        tail = f" ({', '.join(marks)})" if marks else ""
        if kind == "condition":
            return self.say("seating_condition", names=", ".join(map(self.name, seat.represents))) + tail
        one = size.at_least in {1, None} and size.at_most in {1, None}
        noun = "" if kind == "member" else self.say(kind if one else f"{kind}s")
        number = "" if size.why_unknown else say_bounds(_as_bounds(size), self.lang)
        head = " ".join(filter(None, (number, noun)))
        said = ", ".join(filter(None, (self._word_source(seat), *self._word_asides(seat))))
        why = f"; {self.say(f'seating_{size.why_unknown}')}" if size.why_unknown else ""
        return " · ".join(filter(None, (head, said))) + why + tail

    def _word_source(self, seat: Seat) -> str:
        roles = ", ".join(self.name(role) for role in seat.role)
        if seat.drawn_from is None:
            return roles or ("" if seat.represents else self.say("seating_from_unstated"))
        source = self.say("from_within") if seat.drawn_from == seat.organ else self.name(seat.drawn_from)
        if seat.count == "all":
            source = f"{source} {self.say('whole_body')}"
        return f"{source} ({roles})" if roles else source

    def _word_asides(self, seat: Seat) -> Iterator[str]:
        if each := seat.per_member:
            yield self.say("each_of", count=say_bounds(each, self.lang) if isinstance(each, Bounds) else each)
        if seat.represents and seat.represents != (seat.drawn_from,):
            yield self.say("seating_for", names=", ".join(map(self.name, seat.represents)))
        if seat.appointed_by not in {None, seat.drawn_from, seat.organ}:
            yield self.say("seating_by", names=self.name(str(seat.appointed_by)))

    def _word_marks(self, seat: Seat) -> Iterator[str]:
        if seat.extra and seat.kind in _CHAIRS:
            yield self.say("seat_extra")
        for axis, usual in (("status", "adopted"), ("scope", "inside"), ("basis", "stated"), ("mode", "rule")):
            if (value := getattr(seat, axis)) != usual:
                yield self.say(value)
        if seat.vacant:
            yield self.say("key_vacant")
        if seat.deontic in {"may", "should"}:
            yield self.say(f"seating_{seat.deontic}")
        if seat.condition:
            yield self.say("seating_conditional")
        if self.case.holds_of(seat, self.at, of=seat.organ) == "possibly":
            yield self.say("possibly")

    def _word_title(self, file: str, fact: Fact, *, of: str) -> str:
        """Word the whole statement, when it holds, and the words of the source that it rests on."""
        holds = self.case.holds_of(fact, self.at, of=of)
        when = say_date(self.case.validity_of(fact).text, self.lang)
        cues = "; ".join(f"”{item.cue}”" for item in fact.evidence)
        state = f" ({self.say('possibly')})" if holds == "possibly" else ""
        return f"{say_record(self.case, file, fact, self.lang)} {self.say('seating_holds', when=when)}{state}. {cues}"

    def _build_row(self, seat: Seat, size: Size, kind: str, counted: bool) -> dict[str, Any]:
        each = seat.per_member
        certain, possible = _split_units(size) if kind != "condition" else (0, 0)
        return self._build_shared(seat, seat.organ) | {
            "seat": f"{self.case.id}.{seat.id}",
            "kind": kind,
            "from": f"{self.case.id}.{seat.drawn_from}" if seat.drawn_from else None,
            "from_name": self.name(seat.drawn_from) if seat.drawn_from else None,
            "side": self._find_side(seat),
            "role": [f"{self.case.id}.{role}" for role in seat.role],
            "count": seat.count,
            "at_least": seat.at_least,
            "at_most": seat.at_most,
            "per_member": (say_bounds(each, "en") if isinstance(each, Bounds) else each),
            "units_certain": certain,
            "units_possible": possible,
            "unknown": "" if kind == "condition" else size.why_unknown or "",
            "counted": counted,
            "appointed_by": f"{self.case.id}.{seat.appointed_by}" if seat.appointed_by else None,
            "extra": seat.extra,
            "vacant": seat.vacant,
            "deontic": seat.deontic or "none",
        }

    def _build_bare(
        self, actor: Actor, kind: str, number: int | None, why: str, totals: dict[str, int | None]
    ) -> Block:
        """Build what stands for an organ of which no rule is shown: its stated number, or why there is nothing."""
        empty: dict[str, Any] = dict.fromkeys(COLUMNS)
        row = empty | self._build_shared(actor, actor.id) | totals
        row |= {"kind": kind, "role": [], "count": number, "units_certain": number, "units_possible": number and 0}
        row |= {"unknown": why, "counted": number is not None}
        said = self.say("seating_from_unstated") if number else self.say(f"seating_{why}")
        return Block(
            kind=kind,
            side="unstated",
            least=number or 0,
            most=number,
            unknown="",
            counted=number is not None,
            traits=(),
            label=f"{number} · {said}" if number else said,
            title=f"{capitalise(said)}. {self._word_title('actors', actor, of=actor.id)}",
            row=row,
        )

    def _build_shared(self, fact: Fact, organ: str) -> dict[str, Any]:
        return {
            "case": self.case.id,
            "organ": f"{self.case.id}.{organ}",
            "organ_name": self.name(organ),
            **{axis: getattr(fact, axis) for axis in _SHARED_AXES},
            "holds": self.case.holds_of(fact, self.at, of=organ),
            "cues": [item.cue for item in fact.evidence],
            "sources": list(dict.fromkeys(f"{self.case.id}.{self.case.source_of(item)}" for item in fact.evidence)),
        }


def _order_block(block: Block) -> tuple[bool, int]:
    group = _GROUPS.index(block.kind) if block.kind in _GROUPS else 0
    return not block.counted and block.kind != "condition", group


def _split_units(size: Size) -> tuple[int | None, int | None]:
    """Split a size into seats that are certain and those that are possible beside them; None where not stated."""
    if size.why_unknown:
        return None, None
    certain = size.at_least or 0
    return certain, None if size.at_most is None else size.at_most - certain


def _as_bounds(size: Size) -> Bounds:
    return Bounds(at_least=size.at_least or None, at_most=size.at_most or None)


def _sign_size(size: Size) -> str:
    """Write a size in signs: = 22, ≥ 15, ≤ 4 or 15–17; "" where nothing is known of it."""
    if size.at_least is not None and size.at_least == size.at_most:
        return f"= {size.at_least}"
    if size.at_most is None:
        return f"≥ {size.at_least}" if size.at_least is not None else ""
    return f"≤ {size.at_most}" if size.at_least is None else f"{size.at_least}–{size.at_most}"
