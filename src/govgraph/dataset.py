"""A folder of case folders → a checked Dataset, or every fault of every file at once."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from govgraph.cases import CaseData
from govgraph.errors import DatasetError, Problem, UnknownNameError, UsageError, name_nearest
from govgraph.files import Loaded, data_root, load_yaml, show_path, without_collection
from govgraph.records import FILES, Case, Evidence, Fact, Source
from govgraph.rules import check_rules, find_flags
from govgraph.salvage import Unread, salvage_record
from govgraph.shapes import Id, Record, Text, Word, is_id, read_record, read_records
from govgraph.vocabulary import Vocabulary, load_vocabulary

__all__ = ["RESERVED", "Dataset", "Release", "Report", "check_dataset", "load_dataset", "resolve_folder"]

UNRELEASED = "unreleased"
RESERVED = ("vocabulary", "schema")  # folders beside the cases that are no case
_SECTION_AXES = ("status", "valid", "mode", "basis")
_BESIDE = {"README.md", "evidence.lock"}  # what a case folder may hold that is no records


class Release(Record):
    """What a dataset is called when it is cited: `dataset.yaml`, beside the cases.

    `id` is the name that it keeps in a store from version to version; default: that of its folder.
    """

    id: Id | None = None
    title: Text
    version: Word
    date: Word
    licence: Word
    publisher: Word


@dataclass(frozen=True)
class Dataset:
    """Every case of a folder, checked.

    `sha256` is over the content of all vocabulary and case files, so that two runs that print the same
    answered from the same data; `version` is the release's, or "unreleased" where the folder has no `dataset.yaml`.
    """

    folder: Path
    vocabulary: Vocabulary
    cases: Mapping[str, CaseData]
    release: Release | None
    sha256: str
    indexes: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)  # names.py keeps its own here

    @property
    def version(self) -> str:
        """The version that the dataset is cited by."""
        return self.release.version if self.release else UNRELEASED

    @property
    def name(self) -> str:
        """The name that the dataset goes by in a store, from version to version."""
        return (self.release and self.release.id) or self.folder.resolve().name

    def case_of(self, case: str) -> CaseData:
        """Give one case.

        Raises
        ------
        UnknownNameError
            There is no such case; the nearest are offered.
        """
        if case not in self.cases:
            raise UnknownNameError("case", case, list(self.cases))
        return self.cases[case]

    def __repr__(self) -> str:
        facts = sum(len(case.facts) for case in self.cases.values())
        return f"<Dataset {self.version}: {', '.join(self.cases) or 'no cases'}; {facts} facts>"


@dataclass(frozen=True)
class Report:
    """What a check found: every fault, what the coder should look at, counts of records, and the dataset if sound."""

    problems: tuple[Problem, ...]
    flags: tuple[Problem, ...]
    counts: Mapping[str, Mapping[str, int]]
    dataset: Dataset | None
    version: str
    sha256: str


def load_dataset(folder: Path | None = None) -> Dataset:
    """Load and check every case of a folder; default: the bundled datasets.

    Raises
    ------
    DatasetError
        A file is wrong; it holds every Problem of every file.
    UsageError
        The folder is not there.
    """
    report = check_dataset(folder)
    if report.dataset is None:
        raise DatasetError(report.problems)
    return report.dataset


def resolve_folder(folder: Path | None) -> Path:
    """Give the folder of datasets, or the bundled one; UsageError where it is not there, or is a case folder."""
    if folder is None:
        return data_root()
    if not folder.is_dir():
        raise UsageError(
            f"no folder of datasets {show_path(folder)!r}; give --datasets a folder that holds case folders"
        )
    if (folder / "case.yaml").exists():
        holder = show_path(folder.resolve().parent)
        raise UsageError(
            f"{show_path(folder)!r} is a case folder; give --datasets the folder that holds it, {holder!r}"
        )
    return folder


@without_collection()
def check_dataset(folder: Path | None = None, *, only: Collection[str] = ()) -> Report:
    """Check every file of every case, or of the cases named in `only`, and say all that is wrong with them at once.

    A folder's own `vocabulary/` adds to the bundled one, or replaces its entries by id. An empty folder is a
    sound dataset without cases.

    Raises
    ------
    UsageError
        The folder is not there.
    UnknownNameError
        A case named in `only` is not there.
    """
    folder = resolve_folder(folder)
    problems: list[Problem] = []
    bundled, own = data_root() / "vocabulary", folder / "vocabulary"
    over = own if own.is_dir() and own.resolve() != bundled.resolve() else None
    vocabulary = load_vocabulary(bundled, over, problems)
    sound_words = not problems  # where the vocabulary is wrong, every use of its words would echo that
    release = _read_release(folder, problems)
    readers = [_CaseReader(path, vocabulary) for path in _find_cases(folder)]
    for case in only:
        if case not in (known := [reader.folder.name for reader in readers]):
            raise UnknownNameError("case", case, known)
    for reader in readers:
        reader.read()
    taken = {name: f"{reader.data.id}.{name}" for reader in reversed(readers) for name in reader.where}
    wanted = [reader for reader in readers if not only or reader.folder.name in only]
    for reader in wanted if sound_words else ():
        reader.check({name: full for name, full in taken.items() if not full.startswith(f"{reader.data.id}.")})
    problems.extend(problem for reader in wanted for problem in reader.problems)
    cases = {reader.data.id: reader.data for reader in wanted}
    sha256 = _hash_files(folder, bundled, over)
    return Report(
        problems=tuple(sorted(set(problems))),
        flags=tuple(flag for reader in wanted for flag in reader.flags),
        counts={case.id: {name: len(getattr(case, name)) for name in FILES} for case in cases.values()},
        dataset=None if problems else Dataset(folder, vocabulary, cases, release, sha256),
        version=release.version if release else UNRELEASED,
        sha256=sha256,
    )


def _find_cases(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.iterdir() if path.is_dir() and path.name[0] not in "._" and path.name not in RESERVED
    )


def _read_release(folder: Path, problems: list[Problem]) -> Release | None:
    path = folder / "dataset.yaml"
    if not path.exists():
        return None
    loaded = load_yaml(path)
    problems.extend(loaded.problems)
    return None if loaded.problems else read_record(loaded, loaded.value, (), Release, problems)


def _hash_files(folder: Path, *vocabularies: Path | None) -> str:
    digest = hashlib.sha256()
    paths = [path for place in vocabularies if place for path in _find_yaml(place)]
    paths += [path for case in _find_cases(folder) for path in _find_yaml(case)]
    for path in paths:
        digest.update(f"{path.parent.name}/{path.name}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _find_yaml(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.yaml")) if path.is_file()]


class _CaseReader:
    """Reads one case folder: collects records, where each stands, and every fault."""

    def __init__(self, folder: Path, vocabulary: Vocabulary) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.flags: list[Problem] = []
        self.where: dict[str, tuple[Loaded, int]] = {}
        self.lost: dict[str, set[str | None]] = {}
        self.patched: set[str] = set()
        self.data = CaseData(folder.name, _NO_CASE, vocabulary)
        self.case_file: Loaded | None = None

    def read(self) -> None:
        """Read every file, each record by itself."""
        self._check_names()
        self.case_file = load_yaml(self.folder / "case.yaml")
        self.problems.extend(self.case_file.problems)
        case = None
        value = self.case_file.value
        if value is not None or not self.case_file.problems:
            case = read_record(self.case_file, value, (), Case, self.problems) or salvage_record(value, Case)
        if case is None:
            self.lost["case"] = {None}
        tables: dict[str, Any] = {name: self._read_table(name, model) for name, model in FILES.items()}
        if case is not None:
            tables = _apply_sections(case, tables)
        self.data = CaseData(self.folder.name, case or _NO_CASE, self.data.vocabulary, **tables)

    def check(self, others: Mapping[str, str]) -> None:
        """Check the rules across records, and where nothing is wrong find what the coder should look at."""
        unread = Unread({file: frozenset(ids) for file, ids in self.lost.items()}, frozenset(self.patched))
        self.problems.extend(check_rules(self.data, self._at, others, unread))
        if not self.problems:
            self.flags.extend(find_flags(self.data, self._at))

    def _check_names(self) -> None:
        known = ["case", *FILES]
        if not is_id(self.folder.name):
            text = f"folder {self.folder.name!r} is no case id; use a-z, 0-9 and single hyphens"
            self.problems.append(Problem(show_path(self.folder), 1, 1, text))
        for path in sorted(self.folder.iterdir()):
            if path.name[0] == "." or path.name in _BESIDE or (path.suffix == ".yaml" and path.stem in known):
                continue
            nearest = name_nearest(path.name, [f"{name}.yaml" for name in known])
            text = f"unknown file{nearest or '; a case holds ' + ', '.join(f'{name}.yaml' for name in known)}"
            self.problems.append(Problem(show_path(path), 1, 1, text))

    def _read_table(self, name: str, model: type[Record]) -> dict[str, Any]:
        path = self.folder / f"{name}.yaml"
        table: dict[str, Any] = {}
        if not path.exists() and name not in {"sources", "actors"}:
            return table
        loaded = load_yaml(path)
        for index, record in read_records(loaded, model, self.problems):
            kept = record or salvage_record(loaded.value[index], model)
            if kept is None:
                self._lose(name, loaded.value[index])
                continue
            record_id = str(getattr(kept, "id", ""))
            if first := self.where.get(record_id):
                place = first[0].place((first[1], "id"))
                text = f"id {record_id!r} is taken ({first[0].path}:{place[0]}); ids are unique within a case"
                self.problems.append(loaded.problem((index, "id"), text))
                self._lose(name, loaded.value[index])
                continue
            self.where[record_id] = (loaded, index)
            table[record_id] = kept
            if record is None:
                self.patched.add(record_id)
        if not isinstance(loaded.value, list):
            self._lose(name, None)
        return table

    def _lose(self, file: str, item: Any) -> None:
        record_id = item.get("id") if isinstance(item, dict) else None
        self.lost.setdefault(file, set()).add(record_id if isinstance(record_id, str) else None)

    def _at(self, record: str, loc: tuple[int | str, ...], text: str) -> Problem:
        if not record:
            assert self.case_file is not None
            return self.case_file.problem(loc, text)
        loaded, index = self.where[record]
        return loaded.problem((index, *loc), text)


_NO_CASE = Case.model_construct(
    name=Text.model_construct(sv=""), kind="region", period="..", coders=(), default_source="", redirects={}
)


def _apply_sections(case: Case, tables: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Give facts the axes of the section that they are coded from, where they do not say otherwise themselves."""
    sources: Mapping[str, Source] = tables["sources"]

    def apply(record: Any) -> Any:
        if not isinstance(record, Fact) or record.section is None:
            return record
        cited = [sources[name] for name in _cited(case, record.evidence) if name in sources]
        section = next((s for source in cited for s in source.sections if s.id == record.section), None)
        if section is None:
            return record
        given = {axis: getattr(section, axis) for axis in _SECTION_AXES if getattr(section, axis) is not None}
        return record.model_copy(update={axis: v for axis, v in given.items() if axis not in record.model_fields_set})

    return {name: {key: apply(record) for key, record in table.items()} for name, table in tables.items()}


def _cited(case: Case, evidences: Collection[Evidence]) -> Iterator[str]:
    return (evidence.source or case.default_source for evidence in evidences)
