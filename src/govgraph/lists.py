"""Rows of records that `list` prints, with the fields of their files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, get_args, get_origin

from govgraph.answers import Json, build_line
from govgraph.ask import read_at
from govgraph.cases import CaseData
from govgraph.dataset import Dataset
from govgraph.errors import UnknownNameError, UsageError
from govgraph.graph import Graph, read_validity
from govgraph.names import find_about
from govgraph.records import EACH_OTHER, FILES, UNSPECIFIED, Actor, Event, Evidence, Fact, Mandate
from govgraph.rules import REFERENCES
from govgraph.sentences import say_line, say_record
from govgraph.shapes import Record, Text
from govgraph.words import name_key

__all__ = ["COLUMNS", "LISTS", "build_record", "list_records", "name_columns", "spread_rows", "tell_records"]

COLUMNS: dict[str, tuple[str, ...]] = {
    "actors": ("id", "name", "kind", "tier", "side", "status"),
    "topics": ("id", "name", "kind", "list", "order"),
    "instruments": ("id", "name", "kind", "adopted_by", "status"),
    "seats": ("id", "organ", "count", "per_member", "from", "role", "kind", "status"),
    "mandates": ("id", "holder", "deontic", "negative", "aim", "toward", "object", "status"),
    "lines": ("record", "from", "verb", "to", "deontic", "status", "basis", "mode", "holds"),
    "events": ("id", "kind", "date", "of", "from", "to"),
    "sources": ("id", "title", "kind", "date", "covers", "file"),
    "cases": ("id", "name", "kind", "period", "actors", "seats", "mandates", "topics"),
}
LISTS = tuple(COLUMNS)


def list_records(
    graph: Graph, what: str, *, case: str | None = None, kind: str | None = None, status: str | None = None,
    about: str | None = None, under: str | None = None, aim: str | None = None, deontic: str | None = None,
    mode: str | None = None, at: str | None = None, lang: str = "en",
) -> list[Json]:  # fmt: skip
    """List records of one type, in the order of the files, with global ids and the fields of their files.

    Parameters
    ----------
    what
        One of `LISTS`. Lines come with the fields of an answer, without path and hops.
    kind, status, about, under, aim, deontic, mode, at
        Keep only records that say so; `about` and `under` take a topic or instrument by any of its names, `at`
        an EDTF date at which the record holds or possibly holds.

    Raises
    ------
    UsageError, UnknownNameError
        No such list, case, topic, instrument or date; or a filter that this type of record does not have.
    """
    dataset: Dataset = graph.graph["dataset"]
    if what not in LISTS:
        raise UnknownNameError("list", what, LISTS)
    if case is not None:
        dataset.case_of(case)
    given = {"kind": kind, "status": status, "aim": aim, "deontic": deontic, "mode": mode}
    filters: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    _refuse_filters(
        what, [*filters, *(k for k, v in (("about", about), ("under", under), ("at", at)) if v is not None)]
    )
    filters = {key: _resolve_filter(dataset, what, key, value) for key, value in filters.items()}
    filters |= {key: find_about(dataset, v, case=case) for key, v in (("about", about), ("under", under)) if v}
    filters |= {"at": read_at(at)} if at else {}
    cases = [data for data in dataset.cases.values() if case in (None, data.id)]
    if what == "cases":
        return [_build_case(data, lang) for data in cases]
    if what == "lines":
        return _list_lines(graph, case, filters, lang)
    return [
        build_record(data, what, record, lang)
        for data in cases
        for record in getattr(data, what).values()
        if all(_says(data, record, key, value) for key, value in filters.items())
    ]


def name_columns(rows: Sequence[Json], what: str, lang: str) -> list[Json]:
    """Give the columns that a table of records shows, headed in one language."""
    return [{name_key(column, lang): _word_bounds(row.get(column), lang) for column in COLUMNS[what]} for row in rows]


def _word_bounds(value: Any, lang: str) -> Any:
    """Word what is only bounded, such as the number of seats from each: "at least 1"; any other value is left."""
    if not isinstance(value, Mapping) or "at_least" not in value:
        return value
    return ", ".join(f"{name_key(key, lang)} {number}" for key, number in value.items() if number is not None)


def spread_rows(rows: Sequence[Json], what: str) -> list[Json]:
    """Give each part of a field that is a record of its own a column in its place, whichever rows come: for CSV.

    A field that may be plain too, as a number or its bounds, keeps a column of its own before them.
    """
    nested = _find_nested(what)
    return [dict(cell for key, value in row.items() for cell in _spread(key, value, nested.get(key))) for row in rows]


def _find_nested(what: str) -> dict[str, tuple[bool, tuple[str, ...]]]:
    """Find the fields that hold a record of their own: whether they may be plain too, and the keys of that record."""
    fields = FILES[what].model_fields.items() if what in FILES else ()
    found = {}
    for key, field in fields:
        optional = type(None) in get_args(field.annotation)
        kinds = [kind for kind in get_args(field.annotation) if optional and kind is not type(None)]
        for kind in kinds:
            if isinstance(kind, type) and issubclass(kind, Record) and kind is not Text:
                found[field.alias or key] = len(kinds) > 1, tuple(kind.model_fields)
    return found


def _spread(key: str, value: Any, parts: tuple[bool, tuple[str, ...]] | None) -> Iterator[tuple[str, Any]]:
    inner = value if isinstance(value, Mapping) else {}
    if parts is None or parts[0]:
        yield key, None if parts and inner else value
    if parts is not None:
        yield from ((f"{key}_{part}", inner.get(part)) for part in parts[1])


_LINE_KEYS = {"kind": "family", "aim": "verb", "status": "status", "deontic": "deontic", "mode": "mode"}


def _refuse_filters(what: str, keys: Sequence[str]) -> None:
    known: set[str] = {"about", "under", "at", *_LINE_KEYS}
    if what != "lines":
        fields = set(FILES[what].model_fields) if what in FILES else set()
        known &= fields | ({"at"} if "evidence" in fields else set())
    if unknown := [key for key in keys if key not in known]:
        raise UsageError(f"{what} have no {unknown[0]}; leave --{unknown[0]} out")


def _resolve_filter(dataset: Dataset, what: str, key: str, value: str) -> str:
    """Give the id that a filter's word stands for; a word that nothing can say would only look like silence."""
    words = dataset.vocabulary
    if key == "aim":
        return words.find_aim(value) or words.find_verbs(value)[0]
    if key == "kind" and what in {"actors", "lines", "instruments"}:
        tables: dict[str, Sequence[str]] = {
            "actors": (*words.kinds, *words.classes),
            "lines": tuple(words.families),
            "instruments": tuple(words.instrument_kinds),
        }
        known = tables[what]
    elif key == "kind" and what == "sources":
        known = sorted({source.kind for data in dataset.cases.values() for source in data.sources.values()})
    else:
        known = _list_choices((Mandate if what == "lines" else FILES[what]).model_fields[key].annotation)
        known = (*known, "none") if key == "deontic" else known
    if value not in known:
        raise UnknownNameError(key, value, known)
    return value


def _list_choices(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return tuple(get_args(annotation))
    return tuple(choice for inner in get_args(annotation) for choice in _list_choices(inner))


def _says(case: CaseData, record: Any, key: str, value: Any) -> bool:
    if key == "at":
        return bool(case.validity_of(record).holds(value) in {"yes", "possibly"})
    if key in {"about", "under"}:
        return any(f"{case.id}.{name}" in value for name in getattr(record, key, ()))
    if key == "kind" and isinstance(record, Actor):
        return bool(value in (case.kind_of(record.id), case.class_of(record.id)))
    if key == "deontic":
        return bool((record.deontic or "none") == value)
    return bool(getattr(record, key) == value)


def _list_lines(graph: Graph, case: str | None, filters: dict[str, Any], lang: str) -> list[Json]:
    found = []
    for *_, line in graph.edges(data=True):
        if case not in (None, line["case"]) or any(
            line[_LINE_KEYS[key]] != value for key, value in filters.items() if key in _LINE_KEYS
        ):
            continue
        data = graph.graph["dataset"].cases[line["case"]]
        fact = data.facts[line["record"].partition(".")[2]]
        if not all(_says(data, fact, key, filters[key]) for key in ("about", "under") if key in filters):
            continue
        holds = read_validity(graph, line).holds(filters.get("at", data.period))
        if "at" not in filters or holds in {"yes", "possibly"}:
            found.append({"id": line["id"], **build_line(graph, line, lang, holds=holds)})
    return found


def _build_case(case: CaseData, lang: str) -> Json:
    fields = build_fields(case.case, lang)
    counts = {
        name: len(getattr(case, name)) for name in ("actors", "seats", "mandates", "events", "topics", "instruments")
    }
    return {"id": case.id, **fields, **counts}


def build_record(case: CaseData, file: str, record: Record, lang: str) -> Json:
    """Build a record with the fields of its file: ids global, texts in one language, absent values null."""
    fields = build_fields(record, lang, evidence=lambda e: {"source": f"{case.id}.{case.source_of(e)}", "cue": e.cue})
    ids = {"id", *REFERENCES.get(file, ()), *(("from", "to") if file == "events" else ())}
    for key in ids & set(fields):
        fields[key] = _globalise(
            case, fields[key], local=isinstance(record, Event) and record.kind == "renamed" and key in {"from", "to"}
        )
    if isinstance(record, Actor):
        fields["kind"] = case.kind_of(record.id)
        fields["class"] = case.class_of(record.id)
        fields["tier"], fields["side"] = case.tier_of(record.id), case.side_of(record.id)
    if isinstance(record, Fact):
        fields["valid"] = record.valid
    return fields


def _globalise(case: CaseData, value: Any, *, local: bool = False) -> Any:
    if local or value is None:
        return value
    if isinstance(value, list):
        return [_globalise(case, item) for item in value]
    return value if value in {EACH_OTHER, UNSPECIFIED} else f"{case.id}.{value}"


def build_fields(record: Record, lang: str, *, evidence: Callable[[Evidence], Json] | None = None) -> Json:
    """Build every field of a record under its key in the file, as plain values."""

    def plain(value: Any) -> Any:
        if isinstance(value, Text):
            return value.words(lang)
        if isinstance(value, Evidence) and evidence is not None:
            return evidence(value)
        if isinstance(value, Record):
            return build_fields(value, lang, evidence=evidence)
        if isinstance(value, tuple):
            return [plain(item) for item in value]
        return dict(value) if isinstance(value, dict) else value

    return {field.alias or key: plain(getattr(record, key)) for key, field in type(record).model_fields.items()}


def tell_records(graph: Graph, what: str, rows: Sequence[Json], lang: str) -> Iterator[str]:
    """Tell the records of a list in sentences, one each."""
    lines = {key: line for *_, key, line in graph.edges(keys=True, data=True)} if what == "lines" else {}
    for row in rows:
        case_id, _, local = row["id"].partition(".")
        case: CaseData = graph.graph["dataset"].cases[case_id]
        if what == "lines":
            yield say_line(graph, lines[row["id"]], lang, holds=row["holds"])
        else:
            yield say_record(case, what, case.case if what == "cases" else getattr(case, what)[local], lang)
