"""The record types of a case, as coded in its YAML files, and the rules within one record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import (
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    PositiveInt,
    field_validator,
    model_validator,
)
from pydantic_core import CoreSchema

from govgraph.shapes import (
    Basis,
    Deontic,
    Duration,
    Edtf,
    EventKind,
    Hexadecimal,
    Id,
    Many,
    Mode,
    Record,
    Scope,
    SeatKind,
    Side,
    Status,
    Text,
    Tier,
    TopicKind,
    Word,
    allow_bare_text,
)

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue

__all__ = [
    "EACH_OTHER",
    "FILES",
    "UNSPECIFIED",
    "Actor",
    "Alignment",
    "Bounds",
    "Case",
    "Event",
    "Evidence",
    "Fact",
    "Instrument",
    "Mandate",
    "Procedure",
    "Seat",
    "Section",
    "Source",
    "Times",
    "Topic",
    "TopicList",
    "Uncoded",
]

EACH_OTHER = "each-other"
UNSPECIFIED = "unspecified"
MOST_WORDS = 8  # of a cue: enough to be unique in the texts tried, too few to carry their sentences over

Each = Literal["each", "jointly"]


def _check_cue(value: Any) -> Any:
    if isinstance(value, str) and len(value.split()) > MOST_WORDS:
        raise ValueError(f"cue {value!r} has {len(value.split())} words; at most {MOST_WORDS}")
    return value


Cue = Annotated[Word, BeforeValidator(_check_cue)]


class Evidence(Record):
    """Where a source states a fact: a W3C Web Annotation text-quote selector in small.

    `cue` occurs in the text as it stands there (case-sensitive, white space folded). `prefix` and `suffix` stand
    directly before and after it; `heading` narrows to the stretch from that heading to the next. Without `source`
    the case's default source is meant.
    """

    cue: Cue
    source: Id | None = None
    prefix: Cue | None = None
    suffix: Cue | None = None
    heading: Word | None = None

    @model_validator(mode="before")
    @classmethod
    def _read_bare(cls, value: Any) -> Any:
        return {"cue": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return allow_bare_text(schema, handler)


Evidences = Annotated[Many[Evidence], Field(min_length=1)]


class Fact(Record):
    """What a source states: the axes that every fact has, each separate from the others, and its evidence."""

    id: Id
    status: Status = "adopted"
    scope: Scope = "inside"
    basis: Basis = "stated"
    mode: Mode = "rule"
    negative: bool = False
    valid: Edtf | None = None
    condition: Text | None = None
    under: Many[Id] = ()
    section: Id | None = None
    note: Text | None = None
    evidence: Evidences

    @field_validator("id")
    @classmethod
    def _not_reserved(cls, value: str) -> str:
        if value in {EACH_OTHER, UNSPECIFIED}:
            raise ValueError(f"id {value!r} has a meaning of its own; choose another")
        return value


class Case(Record):
    """The case as a whole: `case.yaml` holds this one record."""

    name: Text
    kind: Literal["region", "city_network"]
    period: Edtf
    basis: Basis = "stated"
    note: Text | None = None
    coders: Annotated[Many[Word], Field(min_length=1)]
    default_source: Id
    redirects: dict[Id, Id] = Field(default_factory=dict)


class Section(Record):
    """A stretch of a source, from one cue up to another, and the axes of every fact that is coded from it."""

    id: Id
    start: Evidence = Field(alias="from")
    until: Evidence | None = None
    status: Status | None = None
    valid: Edtf | None = None
    mode: Mode | None = None
    basis: Basis | None = None


class Source(Record):
    """A text that facts are coded from. `file` is its name in the folder of documents, `sha256` that of its bytes."""

    id: Id
    title: Text
    publisher: Text
    kind: Word
    date: Edtf | None = None
    covers: Edtf | None = None
    language: Literal["sv", "en"] = "sv"
    file: Word
    sha256: Hexadecimal
    missing: Many[Text] = ()
    sections: tuple[Section, ...] = ()

    @field_validator("file")
    @classmethod
    def _plain_name(cls, value: str) -> str:
        if "/" in value or "\\" in value or value in {".", ".."}:
            raise ValueError(f"file {value!r} is a path; give the document's bare name")
        return value

    @field_validator("sections", mode="before")
    @classmethod
    def _list_to_tuple(cls, value: Any) -> Any:
        return tuple(value) if isinstance(value, list) else value


class Actor(Fact):
    """An organisation, organ, network, role, group of actors or collaboration area that a text names.

    `size` is stated only where no seat gives it; `number`, `members` and `open` are a group's; `of` is a role's.
    `in_text` is the name as it stands in a sentence, `plural` its grammatical number: language, no facts.
    """

    CLASS_KEYS: ClassVar[dict[str, str]] = {"members": "group", "number": "group", "open": "group", "of": "role"}

    name: Text
    in_text: Text | None = None
    plural: bool | None = None
    abbreviations: Many[Word] = ()
    variants: Many[Word] = ()
    kind: Id | None = None
    tier: Tier | None = None
    side: Side | None = None
    formal: bool | None = None
    part_of: Id | None = None
    attached_to: Id | None = None
    size: PositiveInt | None = None
    topics: Many[Id] = ()
    one_per: Id | None = None
    one_of: Id | None = None
    members: Many[Id] = ()
    number: PositiveInt | None = None
    open: bool = False
    of: Id | None = None

    @model_validator(mode="after")
    def _names_differ(self) -> Actor:
        names = [*self.abbreviations, *self.variants]
        if len(set(names)) < len(names) or self.name.words("sv") in names:
            raise ValueError("the same name stands twice among name, abbreviations and variants; give it once")
        return self


class TopicList(Fact):
    """A list of topics as the text gives it; `count` is the number that the text states, kept beside the items.

    `kind` says what its items are where the text counts them and names none; else each item says so itself.
    """

    name: Text
    kind: TopicKind | None = None
    whose: Many[Id] = ()
    count: PositiveInt | None = None
    open: bool = False


class Topic(Fact):
    """What cooperation is about. `order` is its place, from 1, in its `list`."""

    name: Text
    kind: TopicKind
    list: Id | None = None
    order: PositiveInt | None = None
    part_of: Id | None = None
    same_as: Many[Id] = ()

    @model_validator(mode="after")
    def _ordered_in_list(self) -> Topic:
        if self.order is not None and self.list is None:
            raise ValueError(f"order {self.order} without list; name the list that the topic stands in")
        return self


class Instrument(Fact):
    """An agreement, law, bylaws, terms of reference, strategy or plan: who is party, who adopts it, what it governs."""

    name: Text
    abbreviations: Many[Word] = ()
    variants: Many[Word] = ()
    kind: Id
    parties: Many[Id] = ()
    part_of: Id | None = None
    adopted_by: Many[Id] = ()
    governs: Many[Id] = ()
    supplements: Many[Id] = ()
    recurrence: Text | None = None
    one_per: Id | None = None


class Bounds(Record):
    """A number that only its bounds are stated of."""

    at_least: PositiveInt | None = None
    at_most: PositiveInt | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Bounds:
        _check_bounds(self.at_least, self.at_most)
        return self


def _check_bounds(at_least: int | None, at_most: int | None) -> None:
    if at_least is not None and at_most is not None and at_least > at_most:
        raise ValueError(f"at_least {at_least} is more than at_most {at_most}; swap them")


class Seat(Fact):
    """A composition rule: who sits in an organ, how many, and on whose behalf.

    `count` is the total, exact, or `all` where a body sits as a whole; `at_least` and `at_most` are bounds of it.
    `per_member` is the number from each member of the group that the seats are drawn from.
    """

    organ: Id
    count: PositiveInt | Literal["all"] | None = None
    at_least: PositiveInt | None = None
    at_most: PositiveInt | None = None
    per_member: PositiveInt | Bounds | None = None
    drawn_from: Id | None = Field(default=None, alias="from")
    role: Many[Id] = ()
    kind: SeatKind = "member"
    extra: bool = False
    vacant: bool = False
    appointed_by: Id | None = None
    represents: Many[Id] = ()
    preference: Text | None = None
    deontic: Deontic | None = None
    term: Duration | None = None
    rotation: Text | None = None

    @property
    def of_post(self) -> bool:
        """Whether it goes to whoever holds a post; "at least one" of a role is anyone who may be sent in it."""
        return self.at_least is None and self.at_most is None and not isinstance(self.per_member, Bounds)

    @model_validator(mode="after")
    def _counts_agree(self) -> Seat:
        _check_bounds(self.at_least, self.at_most)
        if self.count is not None and (self.at_least or self.at_most):
            raise ValueError(f"count {self.count} beside at_least or at_most; a seat has an exact count or bounds")
        if self.per_member is not None and self.drawn_from is None:
            raise ValueError("per_member without from; name the group that the seats are drawn from")
        if self.vacant and self.mode != "practice":
            raise ValueError("vacant is practice only; write mode: practice, or leave it out")
        if self.drawn_from is None and not self.role and self.appointed_by is None and not self.represents:
            raise ValueError(
                "a seat says from where, by whom, in what role or for whom; a bare number is the actor's size"
            )
        return self


class Times(Record):
    """How often a body meets, and how long: bounds a period (ISO 8601 duration), length as a duration."""

    at_least: PositiveInt | None = None
    at_most: PositiveInt | None = None
    approx: PositiveInt | None = None
    per: Duration | None = None
    length: Duration | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Times:
        _check_bounds(self.at_least, self.at_most)
        if self.at_least is None and self.at_most is None and self.approx is None and self.length is None:
            raise ValueError("times without at_least, at_most, approx or length says nothing; leave it out")
        return self


def _read_aim(value: Any) -> Any:
    # one word is an id of the vocabulary, so that a misspelt verb is a fault and never passes for free words
    return value if not isinstance(value, str) or " " not in value.strip() else {"sv": value}


class Mandate(Fact):
    """An institutional statement: holder (attribute), deontic, aim, object, condition, constraint.

    The parts are those of Institutional Grammar 2.0 (Frantz and Siddiki 2021).

    With `toward` it is a reporting line. Several holders are one line each; `with` are joint holders of one line.
    """

    holder: Annotated[Many[Id], Field(min_length=1)]
    with_: Many[Id] = Field(default=(), alias="with")
    deontic: Deontic | None = None
    aim: Annotated[str | Text, BeforeValidator(_read_aim)]
    toward: Many[Id] = ()
    any: Literal["holder", "toward"] | None = None
    object: Text | None = None
    about: Many[Id] = ()
    matters_of: Many[Id] = ()
    constraint: Text | None = None
    extent: Literal["all", "most", "some", "further"] | None = None
    times: Times | None = None
    procedure: Id | None = None
    step: PositiveInt | None = None
    holder_as: Each | None = None
    toward_as: Each | None = None
    pairs: Literal["own", "class"] | None = None

    @model_validator(mode="after")
    def _ends_agree(self) -> Mandate:
        if EACH_OTHER in self.toward and len(self.toward) > 1:
            raise ValueError(f"toward holds {EACH_OTHER!r} beside actors; it stands alone")
        if both := sorted(set(self.holder) & set(self.toward) - {UNSPECIFIED}):
            raise ValueError(f"{both[0]!r} acts toward itself; within a group write toward: {EACH_OTHER}")
        if twice := sorted(set(self.holder) & set(self.with_)):
            raise ValueError(f"{twice[0]!r} is holder and with; a joint holder stands once")
        if UNSPECIFIED in self.holder and UNSPECIFIED in self.toward:
            raise ValueError("unspecified at both ends says nothing; name one, or leave toward out")
        if self.pairs and (self.holder_as or self.toward_as):
            raise ValueError("pairs beside holder_as or toward_as; pairs already says how both ends apply")
        if self.any and len(self.holder if self.any == "holder" else self.toward) < 2:
            raise ValueError(f"any: {self.any} with one {self.any}; name the alternatives, or leave it out")
        if (self.step is None) != (self.procedure is None):
            raise ValueError("procedure and step go together; give both")
        return self


class Procedure(Fact):
    """An ordered process; mandates name their step in it, from 1."""

    name: Text
    whose: Many[Id] = ()
    steps: Annotated[Many[Text], Field(min_length=1)]


class Event(Fact):
    """What happened to actors or instruments, and when. The only place for a renaming; names over time come from it.

    `from` and `to` are names where something is renamed, else ids of actors or instruments.
    """

    ARITY: ClassVar[dict[str, tuple[tuple[int, int | None], tuple[int, int | None]]]] = {
        "merged": ((2, None), (1, 1)),
        "split": ((1, 1), (2, None)),
        "replaced": ((1, None), (1, None)),
        "renamed": ((1, 1), (1, 1)),
    }

    kind: EventKind
    date: Edtf | None = None
    of: Many[Id] = ()
    from_: Many[Word] = Field(default=(), alias="from")
    to: Many[Word] = ()

    @model_validator(mode="after")
    def _arity(self) -> Event:
        if self.kind not in self.ARITY:
            if self.from_ or self.to:
                raise ValueError(f"an event {self.kind!r} has no from and to; name actors or instruments in of")
            if not self.of:
                raise ValueError(f"an event {self.kind!r} says of what; name actors or instruments in of")
            return self
        for key, found, (fewest, most) in zip(
            ("from", "to"), (self.from_, self.to), self.ARITY[self.kind], strict=True
        ):
            if len(found) < fewest or (most is not None and len(found) > most):
                wanted = f"{fewest}" if most == fewest else f"at least {fewest}"
                raise ValueError(f"an event {self.kind!r} has {wanted} in {key}, not {len(found)}")
        if self.kind == "renamed" and len(self.of) != 1:
            raise ValueError(f"an event 'renamed' is of one actor or instrument, not {len(self.of)}")
        return self


class Alignment(Record):
    """Interpretation: an actor plays a function of the typology, in the coder's judgement.

    `topics` are the case's own, `fields` those of the vocabulary that cases are compared by. `rests_on` are the facts
    that the function is read from where the actor itself does not carry it: what is only proposed makes a function that
    is. `status: former` says that the actor once played it, under another name or task, and does so no longer.
    """

    id: Id
    actor: Id
    function: Id
    topics: Many[Id] = ()
    fields: Many[Id] = ()
    rests_on: Many[Id] = ()
    status: Literal["adopted", "former"] = "adopted"
    reason: Text
    confidence: Literal["high", "medium", "low"]
    coder: Word


class Uncoded(Record):
    """A paragraph that no fact is coded from, found by a cue, and the reason."""

    id: Id
    reason: Literal[
        "furniture",
        "contents",
        "person",
        "credit",
        "reflection",
        "context",
        "heading",
        "figure",
        "repetition",
        "question",
    ]
    at: Evidences
    note: Text | None = None


FILES: dict[str, type[Record]] = {
    "sources": Source,
    "actors": Actor,
    "topic_lists": TopicList,
    "topics": Topic,
    "instruments": Instrument,
    "seats": Seat,
    "mandates": Mandate,
    "procedures": Procedure,
    "events": Event,
    "alignment": Alignment,
    "uncoded": Uncoded,
}
