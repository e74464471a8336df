"""What was typed → one actor, or one record, by any of its names."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.dataset import Dataset
from govgraph.errors import AmbiguousNameError, UnknownNameError
from govgraph.vocabulary import fold

__all__ = ["find_about", "find_actor", "find_record"]

_ABOUT = ("topics", "topic_lists", "instruments")
_RECORDS = ("actors", "topics", "topic_lists", "instruments", "procedures", "mandates", "seats", "events")


def find_actor(dataset: Dataset, name: str, *, case: str | None = None) -> tuple[str, str]:
    """Find the one actor that is called so.

    Parameters
    ----------
    name
        Global id, local id (only with `case`), abbreviation, name, former name or variant; upper or lower case.
    case
        Narrows to one case.

    Returns
    -------
    tuple[str, str]
        Case id and local id.

    Raises
    ------
    AmbiguousNameError
        Several actors are called so; they are offered.
    UnknownNameError
        No actor is called so; the nearest are offered.
    """
    return _find(dataset, name, "actor", ("actors",), case)[:2]


def find_record(dataset: Dataset, name: str, *, case: str | None = None) -> tuple[str, str, str]:
    """Find the one record that is called so: case id, local id and the file that it stands in.

    Actors come first: where an actor and another record bear a name, the actor is meant. Raises as `find_actor`.
    """
    try:
        return _find(dataset, name, "actor", ("actors",), case)
    except UnknownNameError:
        return _find(dataset, name, "actor, topic, instrument, procedure or mandate", _RECORDS, case)


def find_about(dataset: Dataset, name: str, *, case: str | None = None) -> set[str]:
    """Find the topics, lists and instruments that are called so, as global ids; several cases may use one name.

    Raises
    ------
    UnknownNameError
        Nothing is called so; the nearest are offered.
    """
    cases = tuple(case_id for case_id in dataset.cases if case is None or case_id == case)
    index = _index_names(dataset, _ABOUT, cases, case is not None)
    if fold(name) not in index:
        known = _list_names(dataset, _ABOUT, cases, case is not None)
        raise UnknownNameError("topic or instrument", name, known, where=f" in {case}" if case else "")
    return {f"{case_id}.{record}" for case_id, record, _ in index[fold(name)]}


def _find(dataset: Dataset, name: str, what: str, files: tuple[str, ...], case: str | None) -> tuple[str, str, str]:
    if case is not None:
        dataset.case_of(case)
    cases = tuple(case_id for case_id in dataset.cases if case is None or case_id == case)
    redirected = _follow_redirect(dataset, name, case)
    index = _index_names(dataset, files, cases, case is not None)
    found = index.get(fold(redirected), ())
    if len(found) == 1:
        return found[0]
    where = f" in {case}" if case else ""
    if found:
        raise AmbiguousNameError(what, name, [f"{case_id}.{local}" for case_id, local, _ in found])
    raise UnknownNameError(what, name, _list_names(dataset, files, cases, case is not None), where=where)


def _follow_redirect(dataset: Dataset, name: str, case: str | None) -> str:
    head, dot, local = name.partition(".")
    case_id, local = (head, local) if dot else (case or "", name)
    if case_id in dataset.cases and local in dataset.cases[case_id].case.redirects:
        return f"{case_id}.{dataset.cases[case_id].case.redirects[local]}"
    return name


def _index_names(
    dataset: Dataset, files: tuple[str, ...], cases: tuple[str, ...], local: bool
) -> dict[str, tuple[tuple[str, str, str], ...]]:
    index: dict[str, dict[tuple[str, str, str], None]] = {}
    for case_id in cases:
        for file in files:
            for name, record in _name_records(dataset, case_id, file, local):
                index.setdefault(fold(name), {})[case_id, record, file] = None
    return {name: tuple(found) for name, found in index.items()}


def _list_names(dataset: Dataset, files: tuple[str, ...], cases: tuple[str, ...], local: bool) -> list[str]:
    return [name for case in cases for file in files for name, _ in _name_records(dataset, case, file, local)]


def _name_records(dataset: Dataset, case_id: str, file: str, local: bool) -> Iterator[tuple[str, str]]:
    case = dataset.cases[case_id]
    for record_id, record in getattr(case, file).items():
        yield f"{case_id}.{record_id}", record_id
        if local:
            yield record_id, record_id
        if file == "actors":
            yield from ((name, record_id) for name, _ in case.names_of(record_id))
        elif hasattr(record, "name"):
            yield from ((name, record_id) for name in (record.name.sv, record.name.en) if name)
            others = (*getattr(record, "abbreviations", ()), *getattr(record, "variants", ()))
            yield from ((name, record_id) for name in others)
