"""Named questions in Cypher: query files with their headers, and what was typed → the parameters of a query."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from govgraph import dates
from govgraph.dataset import Dataset
from govgraph.errors import DatasetError, Problem, UnknownNameError, UsageError
from govgraph.files import parse_yaml, queries_root, read_text, show_path
from govgraph.names import find_about, find_actor, find_record
from govgraph.shapes import STATUSES, Many, Record, Text, Word, read_record

__all__ = [
    "Parameter",
    "Query",
    "build_queries",
    "build_query_rows",
    "check_given",
    "find_query",
    "read_library",
    "resolve_parameters",
]

SUFFIX = ".cypher"

Sort = Literal["actor", "case", "date", "verbs", "statuses", "about", "record", "function", "source", "number", "text"]


class Parameter(Record):
    """A parameter of a query: `default` and `example` are as one would type them; without a default it is required.

    A date that is not given means each case's own period, a case that is not given every case.
    """

    name: Word
    type: Sort
    default: Word | None = None
    example: Word
    means: Text

    @property
    def required(self) -> bool:
        """Whether the query cannot be asked without it."""
        return self.default is None and self.type not in {"case", "date"}


class Header(Record):
    """What a query file says of itself, in the comment that it begins with.

    `returns` are its columns, `order` those that its rows are ordered by, `twin` the command that gives the same.
    """

    asks: Text
    params: Many[Parameter] = ()
    returns: Many[Word]
    order: Many[Word]
    twin: Word | None = None


@dataclass(frozen=True)
class Query:
    """A named query: its header, its text, and the file that it stands in."""

    name: str
    header: Header
    text: str
    path: Path


def read_library(folder: Path | None = None) -> dict[str, Query]:
    """Read every query file of a folder and of the folders in it; default: the bundled ones.

    Returns
    -------
    dict[str, Query]
        By name, which is that of the file, in alphabetical order.

    Raises
    ------
    DatasetError
        A file is wrong, or two bear one name; every fault is named.
    UsageError
        The folder is not there.
    """
    root = folder or queries_root()
    if not root.is_dir():
        raise UsageError(f"no folder of queries {show_path(root)!r}")
    problems: list[Problem] = []
    found: dict[str, Query] = {}
    for path in sorted(root.rglob(f"*{SUFFIX}"), key=lambda path: (path.stem, path.as_posix())):
        query = _read_query(path, problems)
        if path.stem in found:
            taken = show_path(found[path.stem].path)
            problems.append(Problem(show_path(path), 1, 1, f"query {path.stem!r} is taken ({taken}); rename the file"))
        elif query is not None:
            found[path.stem] = query
    if problems:
        raise DatasetError(problems)
    return found


def find_query(library: Mapping[str, Query], name: str) -> Query:
    """Find a query by name; UnknownNameError offers the nearest."""
    if name not in library:
        raise UnknownNameError("query", name, list(library))
    return library[name]


def _read_query(path: Path, problems: list[Problem]) -> Query | None:
    shown = show_path(path)
    text, problem = read_text(path)
    if problem:
        problems.append(problem)
        return None
    rows = text.split("\n")
    length = next((n for n, row in enumerate(rows) if not row.startswith("//")), len(rows))
    # blanked, so that a fault of the header has the line and column of the file
    loaded = parse_yaml(shown, "\n".join(row.replace("//", "  ", 1) for row in rows[:length]))
    problems.extend(loaded.problems)
    if loaded.problems:
        return None
    header = read_record(loaded, loaded.value, (), Header, problems)
    body = "\n".join(rows[length:]).strip()
    if not body:
        problems.append(Problem(shown, length + 1, 1, "no query below the header"))
    if header is None:
        return None
    problems.extend(
        loaded.problem(("order",), f"order {column!r} is no column that the query returns")
        for column in header.order
        if column not in header.returns
    )
    return Query(path.stem, header, text, path)


def build_queries(library: Mapping[str, Query], lang: str) -> list[dict[str, Any]]:
    """Build the JSON of `queries`: of each its name, what it asks, its parameters, columns, order and twin."""
    return [
        {
            "name": query.name,
            "asks": query.header.asks.words(lang),
            "params": [
                {
                    "name": parameter.name,
                    "type": parameter.type,
                    "default": parameter.default,
                    "example": parameter.example,
                    "required": parameter.required,
                    "means": parameter.means.words(lang),
                }
                for parameter in query.header.params
            ],
            "returns": list(query.header.returns),
            "order": list(query.header.order),
            "twin": query.header.twin,
        }
        for query in library.values()
    ]


def build_query_rows(library: Mapping[str, Query], lang: str) -> list[dict[str, str]]:
    """Build a table of queries; a parameter with a default shows it, one that may be left out stands in brackets."""
    return [
        {
            "name": query.name,
            "asks": query.header.asks.words(lang),
            "parameters": ", ".join(map(_word_parameter, query.header.params)),
            "returns": ", ".join(query.header.returns),
        }
        for query in library.values()
    ]


def _word_parameter(parameter: Parameter) -> str:
    if parameter.default is not None:
        return f"[{parameter.name}={parameter.default}]"
    return parameter.name if parameter.required else f"[{parameter.name}]"


# -- parameters --------------------------------------------------------------------------------------------------------


def check_given(query: Query, given: Mapping[str, str]) -> dict[str, str | None]:
    """Check what was given for the parameters of a query, as far as no data are needed.

    Returns
    -------
    dict[str, str | None]
        Every parameter as typed, or its default.

    Raises
    ------
    UsageError
        A parameter that the query does not have, one that is missing, or a value that is none of its type.
    """
    known = {parameter.name: parameter for parameter in query.header.params}
    for name in given:
        if name not in known:
            raise UnknownNameError("parameter", name, list(known), where=f" of query {query.name!r}")
    missing = [name for name, parameter in known.items() if parameter.required and name not in given]
    if missing:
        examples = " ".join(f"-p {name}={known[name].example!r}" for name in missing)
        raise UsageError(f"query {query.name!r} needs {', '.join(missing)}; as in: {examples}")
    typed = {name: given.get(name, parameter.default) for name, parameter in known.items()}
    for name, parameter in known.items():
        if typed[name] is not None and parameter.type in _FREE:
            _read(parameter, _FREE[parameter.type], str(typed[name]))
    return typed


def resolve_parameters(
    query: Query, given: Mapping[str, str], dataset: Dataset, *, case: str | None = None
) -> dict[str, Any]:
    """Give the values that a query is run with: names as global ids, a date also as its first and last day.

    Parameters
    ----------
    case
        Narrows: actors and topics are sought in it, and it is the query's case where none is given.

    Raises
    ------
    UsageError, UnknownNameError, AmbiguousNameError
        As `check_given`; a name that nothing bears, or several.
    """
    typed = check_given(query, given)
    if case is not None:
        dataset.case_of(case)
    values: dict[str, Any] = {}
    for parameter in query.header.params:
        text = typed[parameter.name]
        if text is None and parameter.type == "case":
            text = case
        if parameter.type == "date":
            values |= _read_date(parameter, text)
        elif text is None:
            values[parameter.name] = None
        elif parameter.type in _FREE:
            values[parameter.name] = _read(parameter, _FREE[parameter.type], text)
        else:
            values[parameter.name] = _NAMES[parameter.type](dataset, text, case)
    return values


def _read(parameter: Parameter, read: Callable[[str], Any], text: str) -> Any:
    try:
        return read(text)
    except ValueError as err:
        raise UsageError(f"{parameter.name} {text!r}: {err}") from err


def _read_number(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,8}", text):
        raise ValueError("no whole number from 1")
    return int(text)


def _read_statuses(text: str) -> list[str]:
    names = _split(text)
    for name in names:
        if name not in STATUSES:
            raise ValueError(f"no status {name!r}; one of {', '.join(STATUSES)}")
    return names


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


def _read_date(parameter: Parameter, text: str | None) -> dict[str, Any]:
    name = parameter.name
    if text is None:
        return {name: None, f"{name}_first": None, f"{name}_last": None}
    asked = dates.open_window(_read(parameter, dates.read_period, text))
    return {name: text, f"{name}_first": asked.from_earliest.isoformat(), f"{name}_last": asked.to_latest.isoformat()}


_FREE: dict[str, Callable[[str], Any]] = {
    "date": dates.read_period,
    "number": _read_number,
    "statuses": _read_statuses,
    "text": str,
}


def _find_case(dataset: Dataset, name: str, _: str | None) -> str:
    return dataset.case_of(name).id


def _find_actor(dataset: Dataset, name: str, case: str | None) -> str:
    return ".".join(find_actor(dataset, name, case=case))


def _find_verbs(dataset: Dataset, names: str, _: str | None) -> list[str]:
    found: set[str] = set()
    for name in _split(names):
        verb, verbs, turned = dataset.vocabulary.find_verbs(name)
        if turned:
            raise UsageError(f"{name!r} turns the question round; instead of an inverse label write {verb!r}")
        found |= verbs
    return sorted(found)


def _find_about(dataset: Dataset, name: str, case: str | None) -> list[str]:
    return sorted(find_about(dataset, name, case=case))


def _find_record(dataset: Dataset, name: str, case: str | None) -> str:
    case_id, local, _ = find_record(dataset, name, case=case)
    return f"{case_id}.{local}"


def _find_function(dataset: Dataset, name: str, _: str | None) -> str:
    functions: Sequence[str] = list(dataset.vocabulary.functions)
    if name not in functions:
        raise UnknownNameError("function", name, functions)
    return name


def _find_source(dataset: Dataset, name: str, case: str | None) -> str:
    known = [f"{data.id}.{source}" for data in dataset.cases.values() for source in data.sources]
    found = name if "." in name or case is None else f"{case}.{name}"
    if found not in known:
        raise UnknownNameError("source", name, known)
    return found


_NAMES: dict[str, Callable[[Dataset, str, str | None], Any]] = {
    "case": _find_case,
    "actor": _find_actor,
    "verbs": _find_verbs,
    "about": _find_about,
    "record": _find_record,
    "function": _find_function,
    "source": _find_source,
}
