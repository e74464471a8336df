"""What was typed → one actor, or one record, by any of its names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from govgraph.cases import CaseData
from govgraph.dataset import Dataset
from govgraph.errors import AmbiguousNameError, UnknownNameError
from govgraph.vocabulary import fold

__all__ = ["find_about", "find_actor", "find_record", "list_completions"]

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
    actor = _seek(dataset, name, "actor", ("actors",), case)
    return actor or _find(dataset, name, "actor, topic, instrument, procedure or mandate", _RECORDS, case)


def find_about(dataset: Dataset, name: str, *, case: str | None = None) -> set[str]:
    """Find the topics, lists and instruments that are called so, as global ids; several cases may use one name.

    With them come what stands in a list, what is a part of a topic or instrument, and what is the same as a topic.

    Raises
    ------
    UnknownNameError
        Nothing is called so; the nearest are offered.
    """
    cases = _narrow(dataset, case)
    index = _index_names(dataset, _ABOUT, cases, case is not None)
    if fold(name) not in index:
        known = _list_names(dataset, _ABOUT, cases, case is not None)
        raise UnknownNameError("topic or instrument", name, known, where=f" in {case}" if case else "")
    return {
        f"{case_id}.{inner}"
        for case_id, record, _ in index[fold(name)]
        for inner in _find_within(dataset.cases[case_id], record)
    }


def _find_within(case: CaseData, record: str) -> set[str]:
    found, wider = {record}, {record}
    while wider:
        topics = {t.id for t in case.topics.values() if wider & {t.list, t.part_of, *t.same_as}}
        wider = (topics | {i.id for i in case.instruments.values() if i.part_of in wider}) - found
        found |= wider
    return found


def list_completions(
    dataset: Dataset, what: Sequence[str], begun: str, *, case: str | None = None
) -> list[tuple[str, str]]:
    """List the words that a shell may complete what was begun to, each with what it means.

    Parameters
    ----------
    what
        Of `cases`, `actors`, `records`, `verbs`, `aims` and `lists`.
    begun
        The first letters; upper or lower case.
    case
        Narrows to one case, in which local ids are known too.

    Returns
    -------
    list[tuple[str, str]]
        Words without white space, which a shell would take for two, in the order of the files.
    """
    cases = [data for data in dataset.cases.values() if case in (None, data.id)]
    known: dict[str, str] = {}
    for kind in what:
        for name, means in _COMPLETED[kind](dataset, cases, case is not None):
            if " " not in name and fold(name).startswith(fold(begun)):
                known.setdefault(name, means)
    return list(known.items())


Named = Iterator[tuple[str, str]]


def _complete_cases(dataset: Dataset, _: Sequence[CaseData], __: bool) -> Named:
    yield from ((data.id, data.case.name.words("sv")) for data in dataset.cases.values())


def _complete_actors(dataset: Dataset, cases: Sequence[CaseData], local: bool) -> Named:
    for data in cases:
        for name, record in _name_records(dataset, data.id, "actors", local):
            yield name, data.actors[record].name.words("sv")


def _complete_records(dataset: Dataset, cases: Sequence[CaseData], local: bool) -> Named:
    for data in cases:
        for file in _RECORDS[1:]:
            yield from ((name, file) for name, _ in _name_records(dataset, data.id, file, local))


def _complete_verbs(dataset: Dataset, _: Sequence[CaseData], __: bool) -> Named:
    words = dataset.vocabulary
    for verb in words.verbs.values():
        yield verb.id, verb.label.words("sv")
        yield from ((text, verb.id) for text in (verb.label.sv, verb.label.en) if text)
    yield from ((family.id, family.label.words("sv")) for family in words.families.values())
    yield "any", ""


def _complete_aims(dataset: Dataset, _: Sequence[CaseData], __: bool) -> Named:
    for aim in dataset.vocabulary.aims.values():
        yield aim.id, aim.label.words("sv")
        yield from ((text, aim.id) for text in (aim.label.sv, aim.label.en) if text)


def _complete_lists(*_: object) -> Named:
    yield from ((file, "") for file in ("actors", "topics", "instruments", "seats", "mandates", "lines", "events"))
    yield from (("sources", ""), ("cases", ""))


_COMPLETED: dict[str, Callable[[Dataset, Sequence[CaseData], bool], Named]] = {
    "cases": _complete_cases,
    "actors": _complete_actors,
    "records": _complete_records,
    "verbs": _complete_verbs,
    "aims": _complete_aims,
    "lists": _complete_lists,
}


def _find(dataset: Dataset, name: str, what: str, files: tuple[str, ...], case: str | None) -> tuple[str, str, str]:
    if found := _seek(dataset, name, what, files, case):
        return found
    where = f" in {case}" if case else ""
    raise UnknownNameError(
        what, name, _list_names(dataset, files, _narrow(dataset, case), case is not None), where=where
    )


def _seek(
    dataset: Dataset, name: str, what: str, files: tuple[str, ...], case: str | None
) -> tuple[str, str, str] | None:
    if case is not None:
        dataset.case_of(case)
    redirected = _follow_redirect(dataset, name, case)
    case_id, _, local = redirected.partition(".")
    if case in (None, case_id) and case_id in dataset.cases:
        for file in files:
            if local in getattr(dataset.cases[case_id], file):
                return case_id, local, file
    found = _index_names(dataset, files, _narrow(dataset, case), case is not None).get(fold(redirected), ())
    if len(found) > 1:
        raise AmbiguousNameError(what, name, [f"{case_id}.{local}" for case_id, local, _ in found])
    return found[0] if found else None


def _narrow(dataset: Dataset, case: str | None) -> tuple[str, ...]:
    return tuple(case_id for case_id in dataset.cases if case in (None, case_id))


def _follow_redirect(dataset: Dataset, name: str, case: str | None) -> str:
    head, dot, local = name.partition(".")
    case_id, local = (head, local) if dot else (case or "", name)
    if case_id in dataset.cases and local in dataset.cases[case_id].case.redirects:
        return f"{case_id}.{dataset.cases[case_id].case.redirects[local]}"
    return name


def _index_names(
    dataset: Dataset, files: tuple[str, ...], cases: tuple[str, ...], local: bool
) -> dict[str, tuple[tuple[str, str, str], ...]]:
    key = ("names", files, cases, local)
    if key not in dataset.indexes:
        index: dict[str, dict[tuple[str, str, str], None]] = {}
        for case_id in cases:
            for file in files:
                for name, record in _name_records(dataset, case_id, file, local):
                    index.setdefault(fold(name), {})[case_id, record, file] = None
        dataset.indexes[key] = {name: tuple(found) for name, found in index.items()}
    found_index: dict[str, tuple[tuple[str, str, str], ...]] = dataset.indexes[key]
    return found_index


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
