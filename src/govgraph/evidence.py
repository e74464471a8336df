"""Cue + document → passage; the lock that shows what moved in a later edition; what a text holds that is not coded."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from govgraph.cases import CaseData
from govgraph.dataset import Dataset
from govgraph.errors import Problem, UsageError
from govgraph.files import load_yaml, show_path, write_text
from govgraph.records import FILES, Evidence, Section

__all__ = [
    "Document",
    "Fault",
    "Passage",
    "Verified",
    "find_passage",
    "lock_evidence",
    "open_documents",
    "place_fault",
    "verify_evidence",
]

LOCK = "evidence.lock"
_HEADING_MOST = 80  # signs: longer single lines are paragraphs
_ITEM = re.compile(r"\s*(?:[-–•*]|\d+[.)])\s")
_CAPTION = re.compile(r"\s*(?:figur|figure|tabell|table|bild)\s+\d", re.IGNORECASE)


class CueError(ValueError):
    """A cue that does not lead to exactly one passage; worded for the coder."""


@dataclass(frozen=True)
class Passage:
    """Where a cue leads: `line` from 1, `paragraph` and its number from 1, the heading above, the span in signs."""

    line: int
    paragraph: str
    number: int
    heading: str | None
    start: int
    end: int

    @property
    def sha256(self) -> str:
        """The hash of the paragraph, white space folded, so that a new line break alone changes nothing."""
        return hashlib.sha256(" ".join(self.paragraph.split()).encode()).hexdigest()


@dataclass(frozen=True)
class Paragraph:
    """A block between blank lines; a list item counts as one of its own. Span in signs of the document."""

    text: str
    start: int
    end: int
    is_heading: bool


@dataclass(frozen=True)
class Document:
    """A source's text as read, cut into paragraphs and headings."""

    name: str
    text: str
    sha256: str

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs in order."""
        return tuple(_cut_paragraphs(self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def passage_at(self, start: int, end: int) -> Passage:
        """Give the passage that a span of the text lies in."""
        index = max(0, bisect_right(self._starts, start) - 1)
        paragraph = self.paragraphs[index]
        heading = next((p.text.strip() for p in reversed(self.paragraphs[:index]) if p.is_heading), None)
        line = self.text.count("\n", 0, start) + 1
        return Passage(line, paragraph.text, index + 1, heading, start, end)

    def stretch_below(self, heading: str) -> list[tuple[int, int]]:
        """Give the spans from each heading that is called so to the next heading."""
        wanted = " ".join(heading.split())
        spans = []
        for index, paragraph in enumerate(self.paragraphs):
            if paragraph.is_heading and " ".join(paragraph.text.split()) == wanted:
                following = (p.start for p in self.paragraphs[index + 1 :] if p.is_heading)
                spans.append((paragraph.start, next(following, len(self.text))))
        return spans


def _cut_paragraphs(text: str) -> Iterator[Paragraph]:
    for block in re.finditer(r"(?:[^\n]*\S[^\n]*(?:\n|$))+", text):
        rows = block.group().splitlines(keepends=True)
        start = block.start()
        piece: list[str] = []
        for row in rows:
            if piece and _ITEM.match(row):
                yield _build_paragraph("".join(piece), start, alone=False)
                start += len("".join(piece))
                piece = []
            piece.append(row)
        yield _build_paragraph("".join(piece), start, alone=len(rows) == len(piece) == 1)


def _build_paragraph(text: str, start: int, *, alone: bool) -> Paragraph:
    stripped = text.strip()
    heading = (
        alone
        and len(stripped) <= _HEADING_MOST
        and stripped[-1] not in ".:;,!"
        and "\t" not in stripped
        and not _ITEM.match(text)
        and not _CAPTION.match(text)
    )
    return Paragraph(text.rstrip("\n"), start, start + len(text), heading)


# -- resolving -----------------------------------------------------------------------------------------------------


def find_passage(document: Document, evidence: Evidence) -> Passage:
    """Find the one passage that a piece of evidence leads to.

    A text-quote selector (W3C Web Annotation Data Model, section 4.2.4): `prefix`, `cue` and `suffix` stand one
    after the other, case-sensitive, white space folded across line breaks and optional between them.

    Raises
    ------
    CueError
        The cue does not occur, or more than once; the message says where and what would be right.
    """
    parts = [part for part in (evidence.prefix, evidence.cue, evidence.suffix) if part]
    pattern = r"\s*".join(_fold_pattern(part, named=part is evidence.cue) for part in parts)
    spans = document.stretch_below(evidence.heading) if evidence.heading else [(0, len(document.text))]
    if not spans:
        raise CueError(f"no heading {evidence.heading!r} in {document.name}")
    found = [match for start, end in spans for match in re.compile(pattern).finditer(document.text, start, end)]
    if not found:
        raise CueError(f"cue {evidence.cue!r} is not in {document.name}{_offer_reason(document, evidence)}")
    if len(found) > 1:
        lines = ", ".join(str(document.text.count("\n", 0, match.start("cue")) + 1) for match in found)
        text = f"cue {evidence.cue!r} is in {document.name} {len(found)} times (lines {lines})"
        raise CueError(f"{text}; add prefix, suffix or heading")
    return document.passage_at(*found[0].span("cue"))


def _fold_pattern(words: str, *, named: bool) -> str:
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    left = r"(?<!\w)" if words[0].isalnum() else ""
    right = r"(?!\w)" if words[-1].isalnum() else ""
    return f"(?P<cue>{left}{pattern}{right})" if named else f"{left}{pattern}{right}"


def _offer_reason(document: Document, evidence: Evidence) -> str:
    if evidence.prefix or evidence.suffix or evidence.heading:
        bare = Evidence(cue=evidence.cue)
        if re.search(_fold_pattern(bare.cue, named=True), document.text):
            return " with that prefix, suffix or heading, though without them it is"
    if re.search(_fold_pattern(evidence.cue, named=True), document.text, re.IGNORECASE):
        return " in these capitals; write it as the text does"
    return "; copy at most eight words as they stand there"


# -- documents -----------------------------------------------------------------------------------------------------


def open_documents(dataset: Dataset, folder: Path | None, cases: Sequence[str]) -> dict[str, Document]:
    """Read the documents of the cases asked for, by global source id.

    Raises
    ------
    UsageError
        No folder was given, it is not there, or a document is missing; every missing one is named.
    """
    if folder is None:
        raise UsageError(
            "no documents given; use --documents DIR or set GOVGRAPH_DOCUMENTS to the folder that holds the texts"
        )
    if not folder.is_dir():
        raise UsageError(f"no folder of documents {show_path(folder)!r}")
    found: dict[str, Document] = {}
    missing: list[str] = []
    for case_id in cases:
        for source in dataset.cases[case_id].sources.values():
            path = folder / source.file
            if path.is_file():
                found[f"{case_id}.{source.id}"] = _read_document(path)
            else:
                missing.append(source.file)
    if missing:
        raise UsageError(f"documents missing from {show_path(folder)}: {', '.join(missing)}")
    return found


def _read_document(path: Path) -> Document:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as err:
        raise UsageError(f"document {show_path(path)} is not UTF-8 text (byte {err.start})") from err
    return Document(path.name, text.replace("\r\n", "\n"), hashlib.sha256(data).hexdigest())


# -- verifying -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fault:
    """One piece of evidence that does not hold: the record (global id), which of its evidences, and why."""

    record: str
    index: int
    text: str


@dataclass(frozen=True)
class Verified:
    """What verifying found in one case: how many cues resolve, every fault, and what moved since it was locked."""

    case: str
    resolved: int
    faults: tuple[Fault, ...]
    moved: tuple[Fault, ...]


def verify_evidence(dataset: Dataset, documents: Mapping[str, Document], case_id: str) -> Verified:
    """Resolve every cue of a case against its documents.

    A fault is a cue that does not lead to exactly one passage or lies outside its section, or a document that is
    not the edition coded from. With a lock, passages that changed are named in `moved`.
    """
    case = dataset.cases[case_id]
    faults = list(_compare_editions(case, documents))
    moved: list[Fault] = []
    locked = _read_lock(dataset.folder / case_id / LOCK)
    resolved = 0
    for record, index, evidence, section in _find_cited(case):
        full = f"{case_id}.{record}"
        document = documents[f"{case_id}.{case.source_of(evidence)}"]
        try:
            passage = find_passage(document, evidence)
            if section:
                _check_inside(document, section, passage)
        except CueError as err:
            faults.append(Fault(full, index, str(err)))
            continue
        resolved += 1
        was = locked.get((record, _mark_cue(evidence), case.source_of(evidence)))
        if was is not None and was != passage.sha256:
            moved.append(Fault(full, index, f"the passage of {evidence.cue!r} has changed since it was locked"))
    return Verified(case_id, resolved, tuple(faults), tuple(moved))


def place_fault(dataset: Dataset, fault: Fault) -> Problem:
    """Find where in its file the evidence stands that a fault is about, and word it as a fault of that file."""
    case_id, _, local = fault.record.partition(".")
    case = dataset.cases[case_id]
    file = next(name for name in FILES if local in getattr(case, name))
    loaded = load_yaml(dataset.folder / case_id / f"{file}.yaml")
    index = next(n for n, item in enumerate(loaded.value) if item["id"] == local)
    key = {"sources": "sha256", "uncoded": "at"}.get(file, "evidence")
    return loaded.problem((index, key, fault.index), f"{fault.record}: {fault.text}")


def _compare_editions(case: CaseData, documents: Mapping[str, Document]) -> Iterator[Fault]:
    for source in case.sources.values():
        document = documents[f"{case.id}.{source.id}"]
        if document.sha256 != source.sha256:
            text = f"{document.name} is not the edition coded from: its sha256 is {document.sha256}"
            yield Fault(f"{case.id}.{source.id}", 0, text)


def _find_cited(case: CaseData) -> Iterator[tuple[str, int, Evidence, Section | None]]:
    for fact in case.facts.values():
        for index, evidence in enumerate(fact.evidence):
            source = case.sources[case.source_of(evidence)]
            section = next((s for s in source.sections if s.id == fact.section), None)
            yield fact.id, index, evidence, section
    for entry in case.uncoded.values():
        for index, evidence in enumerate(entry.at):
            yield entry.id, index, evidence, None


def _check_inside(document: Document, section: Section, passage: Passage) -> None:
    start = find_passage(document, section.start).start
    end = find_passage(document, section.until).start if section.until else len(document.text)
    if not start <= passage.start < end:
        raise CueError(f"line {passage.line} lies outside section {section.id!r}")


# -- the lock ------------------------------------------------------------------------------------------------------


def lock_evidence(dataset: Dataset, documents: Mapping[str, Document], case_id: str) -> Path:
    """Write the hashes of all cited passages of a case to its `evidence.lock`, and give its path.

    Raises
    ------
    UsageError
        A cue does not resolve: only verified evidence is locked, and the lock that stood there is unchanged.
    """
    verified = verify_evidence(dataset, documents, case_id)
    if verified.faults:
        raise UsageError(f"{case_id}: {len(verified.faults)} cues do not hold; run evidence verify and mend them first")
    case = dataset.cases[case_id]
    rows = [
        "# record\tmark of the cue\tsource\tsha256 of the paragraph, white space folded; by: govgraph evidence lock"
    ]
    for record, _, evidence, _ in _find_cited(case):
        source = case.source_of(evidence)
        passage = find_passage(documents[f"{case_id}.{source}"], evidence)
        rows.append(f"{record}\t{_mark_cue(evidence)}\t{source}\t{passage.sha256}")
    path = dataset.folder / case_id / LOCK
    write_text(path, "\n".join(rows) + "\n")
    return path


def _mark_cue(evidence: Evidence) -> str:
    """Mark a cue so that it is known again where others were put before it: a part of the hash of what it says."""
    return hashlib.sha256(evidence.model_dump_json(exclude={"source"}).encode()).hexdigest()[:12]


def _read_lock(path: Path) -> dict[tuple[str, str, str], str]:
    if not path.exists():
        return {}
    locked: dict[tuple[str, str, str], str] = {}
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.strip() and not row.startswith("#"):
            record, mark, source, sha256 = row.split("\t")
            locked[record, mark, source] = sha256
    return locked
