"""Plain values → frozen records: what vocabulary and dataset records are made of, every fault at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, ErrorDetails, core_schema

from govgraph import dates
from govgraph.errors import Problem, name_nearest
from govgraph.files import Loaded

if TYPE_CHECKING:  # 8 ms that only the writing of schemas needs
    from pydantic.json_schema import JsonSchemaValue

__all__ = [
    "STATUSES",
    "Basis",
    "Deontic",
    "Duration",
    "Edtf",
    "EventKind",
    "Hexadecimal",
    "Id",
    "Many",
    "Mode",
    "Record",
    "Scope",
    "SeatKind",
    "Side",
    "Status",
    "Text",
    "Tier",
    "TopicKind",
    "Word",
    "is_id",
    "read_record",
    "read_records",
]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MARKUP = re.compile(r"<[A-Za-z/!?]|&#?\w+;")
_WORDY = re.compile(r"\s{2,}|[\t\r\n]")


class Record(BaseModel):
    """The parent of every record: frozen, strict about types, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    @classmethod
    def pick(cls, item: Mapping[str, Any]) -> type[Record]:  # noqa: ARG003  (for records that come in several models)
        """Pick the model that the values of a record are read by."""
        return cls


def is_id(text: str) -> bool:
    """Tell whether a text is fit to be an id of a case or record."""
    return _ID.fullmatch(text) is not None


def _check_id(value: str) -> str:
    if not is_id(value):
        raise ValueError(f"{value!r} is no id; use a-z, 0-9 and single hyphens between them, such as 'pkd-au'")
    return value


def _check_word(value: str) -> str:
    if not value or value != value.strip():
        raise ValueError(f"{value!r} is empty or has space at an end; leave the key out, or trim it")
    if ("<" in value or "&" in value) and (found := _MARKUP.search(value)):
        raise ValueError(f"{value!r} holds markup ({found.group()!r}); write plain text")
    if _WORDY.search(value):
        raise ValueError(f"{value!r} holds a line break or double space; write it on one line")
    if not value.isprintable() and (fault := next((s for s in value if not s.isprintable() and s != "\u00a0"), None)):
        raise ValueError(f"{value!r} holds the control character U+{ord(fault):04X}; remove it")
    return value


def _check_period(value: str) -> str:
    dates.read_period(value)
    return value


def _check_duration(value: str) -> str:
    return dates.read_duration(value)


def _year_as_text(value: Any) -> Any:
    # a bare year is a number to YAML, and the only number that is a date
    return str(value) if type(value) is int and 1000 <= value <= 9999 else value


def _check_hexadecimal(value: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", value):
        raise ValueError(f"{value!r} is no sha256; it has 64 signs 0-9 a-f")
    return value


Id = Annotated[str, AfterValidator(_check_id)]
Word = Annotated[str, AfterValidator(_check_word)]
_YEAR_OR_TEXT: dict[str, Any] = {"type": ["string", "integer"]}
Edtf = Annotated[str, BeforeValidator(_year_as_text), AfterValidator(_check_period), WithJsonSchema(_YEAR_OR_TEXT)]
Duration = Annotated[str, AfterValidator(_check_duration)]
Hexadecimal = Annotated[str, AfterValidator(_check_hexadecimal)]

# What the axes and kinds of facts may be.
Status = Literal["adopted", "proposed", "planned", "former"]
STATUSES: tuple[str, ...] = get_args(Status)
Scope = Literal["inside", "outside"]
Basis = Literal["stated", "inferred"]
Mode = Literal["rule", "practice"]
Deontic = Literal["must", "should", "may", "may_not"]
Tier = Literal["political", "official", "mixed"]
Side = Literal["municipal", "joint", "regional", "state", "external"]
SeatKind = Literal["member", "substitute", "chair", "vice_chair", "adjunct"]
TopicKind = Literal[
    "policy_area", "priority", "direction", "development_area", "goal", "challenge",
    "task", "financing_form", "principle", "content_item",
]  # fmt: skip
EventKind = Literal[
    "founded", "merged", "split", "renamed", "name_kept", "role_clarified", "replaced", "closed",
    "adopted", "signed", "revised", "presented", "evaluated", "met",
]  # fmt: skip


class Text(Record):
    """Words in Swedish, in English or both; a bare text in a file is Swedish.

    >>> Text(sv="samråd").words("en")
    'samråd'
    """

    sv: Word | None = None
    en: Word | None = None

    @model_validator(mode="before")
    @classmethod
    def _read_bare(cls, value: Any) -> Any:
        return {"sv": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _has_words(self) -> Text:
        if self.sv is None and self.en is None:
            raise ValueError("a text without words; write it, or {sv: …, en: …}")
        return self

    def words(self, lang: str) -> str:
        """Give the words in one language, or in the other where they were coded only there."""
        first, second = (self.en, self.sv) if lang == "en" else (self.sv, self.en)
        return first or second or ""

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return allow_bare_text(schema, handler)


def allow_bare_text(schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
    """Let the JSON Schema of a record accept a bare text too, as the reader of files does."""
    both = handler.resolve_ref_schema(handler(schema))
    keys = {key: both.pop(key) for key in ("type", "properties", "required", "additionalProperties") if key in both}
    both["anyOf"] = [{"type": "string"}, keys]
    return both


class _OneOrMany:
    """A list that may be written as its only item."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_as_tuple, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        many = handler(schema)
        return {"anyOf": [many["items"], many]} if "items" in many else many


def _as_tuple(value: Any) -> Any:
    if isinstance(value, tuple):
        return value
    return tuple(value) if isinstance(value, list) else (value,)


T = TypeVar("T")
Many = Annotated[tuple[T, ...], _OneOrMany()]

R = TypeVar("R", bound=Record)


def read_records(loaded: Loaded, model: type[R], problems: list[Problem]) -> Iterator[tuple[int, R | None]]:
    """Read a file that is a list of one record type; yields place and record (None if faulty), adds every fault."""
    problems.extend(loaded.problems)
    if loaded.value is None and loaded.problems:
        return
    if not isinstance(loaded.value, list):
        problems.append(loaded.problem((), "not a list; each record begins with '- '"))
        return
    for index, item in enumerate(loaded.value):
        yield index, read_record(loaded, item, (index,), model, problems)


def read_record(
    loaded: Loaded, item: Any, loc: tuple[int | str, ...], model: type[R], problems: list[Problem]
) -> R | None:
    """Read one record from plain values; adds every fault of it at its place, and gives None where there is one."""
    if not isinstance(item, dict):
        what = "a list" if isinstance(item, list) else "nothing" if item is None else repr(item)
        problems.append(loaded.problem(loc, f"{what} where a record should be; write keys and values"))
        return None
    picked: type[Any] = model.pick(item)
    empty = [(*loc, *where) for where in _find_empty(item)]
    problems.extend(loaded.problem(where, f"{where[-1]} is empty; fill it, or leave the key out") for where in empty)
    seen = {(*loaded.place(where), "") for where in empty}
    named = {(problem.line, problem.column) for problem in loaded.problems}
    try:
        record: R = picked.model_validate(item)
    except ValidationError as err:
        for detail in err.errors(include_url=False):
            problem = _word_detail(loaded, detail, loc, picked)
            # a union reports one fault once a member; keys that are missing share the place of their record
            place = (problem.line, problem.column, problem.text if detail["type"] in _OF_KEYS else "")
            if place not in seen and (problem.line, problem.column) not in named:
                seen.add(place)
                problems.append(problem)
        return None
    return None if empty else record


def _find_empty(value: Any) -> Iterator[tuple[int | str, ...]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        if inner is None and isinstance(key, str):
            yield (key,)
        elif isinstance(inner, dict | list):
            yield from ((key, *rest) for rest in _find_empty(inner))


def _word_detail(loaded: Loaded, detail: ErrorDetails, loc: tuple[int | str, ...], model: type[Record]) -> Problem:
    where = loc + detail["loc"]
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    name = _name_key(model, detail["loc"])
    if kind == "extra_forbidden":
        line, column = loaded.place(where, key=True)
        name = str(detail["loc"][-1])
        return Problem(
            loaded.path, line, column, f"unknown key {name!r}{_offer_keys(name, _find_model(model, detail['loc']))}"
        )
    if kind == "missing":
        name = str(detail["loc"][-1])
        return loaded.problem(where, f"key {name!r} is missing{_say_why(name)}")
    if kind in {"literal_error", "enum"}:
        expected = str(context["expected"]).replace(" or ", ", ")
        choices = re.findall(r"'([^']*)'", expected)
        nearest = name_nearest(value, choices) if isinstance(value, str) else ""
        return loaded.problem(where, f"{name} {value!r} is not one of {expected}{nearest}")
    if kind in {"value_error", "assertion_error"}:
        return loaded.problem(where, str(context["error"]))
    if kind == "too_short":
        way = "fill it" if any(step == name for step in _required(model)) else "leave the key out, or fill it"
        return loaded.problem(where, f"{name} is an empty list; {way}")
    if kind == "model_type" and context.get("class_name") in {"Text", "Evidence"}:
        kind = "string_type"
    shown = "" if isinstance(value, dict | list | tuple) else f" {value!r}"
    return loaded.problem(where, f"{name}{shown}: {_TYPES.get(kind, detail['msg'][:1].lower() + detail['msg'][1:])}")


def _name_key(model: type[Record], loc: tuple[int | str, ...]) -> str:
    """Name the key that a fault is in; the place of a fault in a union also names the member tried."""
    for length in range(len(loc), 1, -1):
        step = loc[length - 1]
        if step in _list_keys(_find_model(model, loc[:length])):
            return str(step)
    return str(loc[0]) if loc else ""


def _list_keys(model: type[Record]) -> list[str]:
    return [field.alias or key for key, field in model.model_fields.items()]


_OF_KEYS = {"missing", "extra_forbidden"}
_TYPES = {
    "string_type": "not text; write words, in quotes if they look like a number or a boolean",
    "int_type": "not a whole number",
    "bool_type": "not true or false",
    "greater_than": "not a number from 1",
    "tuple_type": "not a list",
    "model_type": "not keys and values",
}


def _say_why(name: str) -> str:
    return "; every fact cites a cue of at most eight words" if name == "evidence" else ""


def _required(model: type[Record]) -> list[str]:
    return [field.alias or key for key, field in model.model_fields.items() if field.is_required()]


def _find_model(model: type[Record], loc: tuple[int | str, ...]) -> type[Record]:
    """Find the record that the last step of a place is a key of."""
    for step in loc[:-1]:
        field = next((f for key, f in model.model_fields.items() if step in (key, f.alias)), None)
        inner = next(_find_records(field.annotation), None) if field else None
        model = inner or model
    return model


def _find_records(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for argument in get_args(annotation):
        yield from _find_records(argument)


def _offer_keys(name: str, model: type[Record]) -> str:
    known = _list_keys(model)
    return name_nearest(name, known) or f"; known keys: {', '.join(known)}"
