"""The features that cases are compared by, as data: what each asks, which measure answers it, and its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Field, field_validator

from govgraph.errors import name_nearest
from govgraph.shapes import (
    Deontic,
    EventKind,
    Id,
    Many,
    Record,
    Scope,
    SeatKind,
    Side,
    Status,
    Text,
    Tier,
    TopicKind,
    Word,
)

__all__ = [
    "MEASURES",
    "ActorsFeature",
    "EventsFeature",
    "FactsFeature",
    "Feature",
    "InstrumentsFeature",
    "MandatesFeature",
    "MeetingsFeature",
    "NumberFeature",
    "ProceduresFeature",
    "SeatsFeature",
    "SizeFeature",
    "TopicsFeature",
]

Some = Field(min_length=1)
Functions = Annotated[Many[Id], Some]


class Feature(Record):
    """What cases are compared by. Each measure adds its parameters; `REFERS` says where those that are ids stand.

    `theme` is the heading that it stands under, `unit` what a number of it counts.
    """

    REFERS: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    id: Id
    label: Text
    definition: Text
    unit: Text | None = None
    theme: Id

    measure: str

    @classmethod
    def pick(cls, item: Mapping[str, Any]) -> type[Feature]:
        """Pick the model of the measure that a feature names."""
        return MEASURES.get(str(item.get("measure")), _UnmeasuredFeature)


_OF_FUNCTION = {"function": ("functions",)}


class SeatsFeature(Feature):
    """Measure `seats`: what the seats in the actors of a function say, in one respect.

    `show` is the respect: `per_member` (how many from each member of a group; a number), `count` (how many in all),
    `source` (from where), `role`, `appointed_by` or `preference`. `side` keeps seats that are drawn from that side; a
    count of none is a number too, where the stated seats fill the stated size.
    """

    REFERS: ClassVar[Mapping[str, tuple[str, ...]]] = _OF_FUNCTION

    measure: Literal["seats"]
    function: Functions
    show: Literal["per_member", "count", "source", "role", "appointed_by", "preference"]
    side: Side | None = None
    kind: Many[SeatKind] = ("member",)


class SizeFeature(Feature):
    """Measure `size`: how many sit in the actors of a function, as `stated` or as `computed` from the seats."""

    REFERS: ClassVar[Mapping[str, tuple[str, ...]]] = _OF_FUNCTION

    measure: Literal["size"]
    function: Functions
    how: Literal["stated", "computed"]


class ActorsFeature(Feature):
    """Measure `actors`: the actors that play a function, in a field of policy if one is given, with or without size."""

    REFERS: ClassVar[Mapping[str, tuple[str, ...]]] = {"function": ("functions",), "field": ("fields",)}

    measure: Literal["actors"]
    function: Functions
    field: Many[Id] = ()
    size: bool = False


class MandatesFeature(Feature):
    """Measure `mandates`: who does what toward whom, of verbs and aims, with what must be so of either end.

    `holder` and `toward` keep mandates whose ends play one of these functions, `tier` those held at it, `deontic` those
    of that modality, `negative` what is denied or banned. `show` is what a cell says; an end that it asks for and that
    is not named makes the state `unspecified`.
    """

    REFERS: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "aim": ("verbs", "aims"), "holder": ("functions",), "toward": ("functions",),
    }  # fmt: skip

    measure: Literal["mandates"]
    aim: Many[Word] = ()
    holder: Many[Id] = ()
    toward: Many[Id] = ()
    tier: Tier | None = None
    deontic: Deontic | None = None
    negative: bool = False
    show: Annotated[Many[Literal["holder", "toward", "object", "condition", "constraint"]], Some]


class MeetingsFeature(Feature):
    """Measure `meetings`: how often the actors of a function meet; with `bound`, only where that bound is stated."""

    REFERS: ClassVar[Mapping[str, tuple[str, ...]]] = _OF_FUNCTION

    measure: Literal["meetings"]
    function: Functions
    bound: Literal["at_least", "at_most"] | None = None


class InstrumentsFeature(Feature):
    """Measure `instruments`: documents of a kind, with their period, parties or who adopts them, as `show` asks."""

    REFERS: ClassVar[Mapping[str, tuple[str, ...]]] = {"kind": ("instrument_kinds",)}

    measure: Literal["instruments"]
    kind: Annotated[Many[Id], Some]
    show: Literal["name", "period", "parties", "adopted_by"]


class TopicsFeature(Feature):
    """Measure `topics`: what is listed of a kind of topic, as topics or as a list that only counts them."""

    measure: Literal["topics"]
    kind: Annotated[Many[TopicKind], Some]


class EventsFeature(Feature):
    """Measure `events`: what happened, of one kind or several, and when."""

    measure: Literal["events"]
    kind: Annotated[Many[EventKind], Some]


class ProceduresFeature(Feature):
    """Measure `procedures`: ordered processes, with their steps."""

    measure: Literal["procedures"]


class FactsFeature(Feature):
    """Measure `facts`: whatever is of a status or scope, as one sentence of what is so."""

    measure: Literal["facts"]
    status: Many[Status] = ()
    scope: Scope | None = None


class NumberFeature(Feature):
    """Measure `number`: a number of the network; `by` is what it counts or compares by."""

    measure: Literal["number"]
    number: Literal[
        "actors_by_class", "actors_by_side", "actors_by_tier", "articulation_points", "deontic_shares", "ei_index",
        "information_reach", "interlocks", "lines_by_deontic", "lines_by_family", "lines_by_verb", "steps_to_politics",
    ]  # fmt: skip
    by: Literal["tier", "side"] | None = None


class _UnmeasuredFeature(Feature):
    """A feature whose measure there is not; it reads nothing else, so that this fault alone is named."""

    model_config = ConfigDict(extra="ignore")

    measure: str

    @field_validator("measure")
    @classmethod
    def _refuse(cls, value: str) -> str:
        known = ", ".join(MEASURES)
        raise ValueError(f"no measure {value!r}{name_nearest(value, MEASURES) or f'; one of {known}'}")


_MODELS: tuple[type[Feature], ...] = (
    SeatsFeature, SizeFeature, ActorsFeature, MandatesFeature, MeetingsFeature, InstrumentsFeature,
    TopicsFeature, EventsFeature, ProceduresFeature, FactsFeature, NumberFeature,
)  # fmt: skip
MEASURES: dict[str, type[Feature]] = {model.__name__.removesuffix("Feature").lower(): model for model in _MODELS}
