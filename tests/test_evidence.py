"""Evidence: a cue leads to exactly one passage; verify, show and lock on a text of the test suite's own."""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import CASE, DOCUMENTS, Run, read_folder
from govgraph.dataset import load_dataset
from govgraph.errors import UsageError
from govgraph.evidence import (
    CueError,
    Document,
    find_passage,
    lock_evidence,
    open_documents,
    verify_evidence,
)
from govgraph.records import Evidence

# read before the tests take it out of the environment
REAL_DOCUMENTS = os.environ.get("GOVGRAPH_DOCUMENTS")

TEXT = """\
Avtal om samverkan

Rådet

Rådet beslutar om planen. Nätverket
stödjer rådet (RR) i
   regionala frågor.

- Rådet möts fyra gånger
- Nätverket möts
  varje månad

Nätverket

Nätverket beslutar om planen. Ordet planering är inte ordet plan.
Det kostar 10 % (högst).
"""


def document(text: str = TEXT) -> Document:
    return Document("text.txt", text, hashlib.sha256(text.encode()).hexdigest())


def find(cue: str, **rest: str) -> tuple[int, str]:
    """The line and the words that a cue leads to."""
    text = document()
    passage = find_passage(text, Evidence(cue=cue, **rest))
    return passage.line, text.text[passage.start : passage.end]


def find_fault(cue: str, **rest: str) -> str:
    with pytest.raises(CueError) as err:
        find(cue, **rest)
    return str(err.value)


# -- cues ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cue", "rest", "line", "words"),
    [
        pytest.param("Rådet möts", {}, 9, "Rådet möts", id="as-it-stands"),
        pytest.param("Nätverket stödjer rådet", {}, 5, "Nätverket\nstödjer rådet", id="across-a-line-break"),
        pytest.param("(RR) i regionala", {}, 6, "(RR) i\n   regionala", id="across-an-indent"),
        pytest.param("10 % (högst).", {}, 16, "10 % (högst).", id="signs-of-a-pattern"),
        pytest.param("plan", {}, 15, "plan", id="a-whole-word"),
        pytest.param("beslutar om planen", {"prefix": "Rådet"}, 5, "beslutar om planen", id="prefix"),
        pytest.param("beslutar om planen", {"suffix": ". Ordet"}, 15, "beslutar om planen", id="suffix"),
        pytest.param(
            "beslutar om planen",
            {"prefix": "Nätverket", "suffix": ". Ordet"},
            15,
            "beslutar om planen",
            id="prefix-and-suffix",
        ),
        pytest.param("planen", {"suffix": ". Nätverket stödjer"}, 5, "planen", id="suffix-across-a-line-break"),
        pytest.param("Nätverket", {"prefix": "-"}, 10, "Nätverket", id="prefix-without-letters"),
        pytest.param("(RR)", {"prefix": "rådet"}, 6, "(RR)", id="space-between-them"),
        pytest.param(").", {"prefix": "högst"}, 16, ").", id="no-space-between-them"),
        pytest.param("beslutar om planen", {"heading": "Nätverket"}, 15, "beslutar om planen", id="heading"),
        pytest.param(
            "beslutar om planen", {"heading": "Rådet"}, 5, "beslutar om planen", id="heading-reaches-to-the-next"
        ),
    ],
)
def test_a_cue_is_found(cue: str, rest: dict[str, str], line: int, words: str) -> None:
    assert find(cue, **rest) == (line, words)


@pytest.mark.parametrize(
    ("cue", "rest", "expected"),
    [
        pytest.param(
            "Rådet beslutade",
            {},
            "cue 'Rådet beslutade' is not in text.txt; copy at most eight words as they stand there",
            id="not-there",
        ),
        pytest.param(
            "rådet möts",
            {},
            "cue 'rådet möts' is not in text.txt in these capitals; write it as the text does",
            id="other-capitals",
        ),
        pytest.param(
            "plane",
            {},
            "cue 'plane' is not in text.txt; copy at most eight words as they stand there",
            id="part-of-a-word",
        ),
        pytest.param(
            "ering är",
            {},
            "cue 'ering är' is not in text.txt; copy at most eight words as they stand there",
            id="end-of-a-word",
        ),
        pytest.param(
            "beslutar om planen",
            {},
            "cue 'beslutar om planen' is in text.txt 2 times (lines 5, 15); add prefix, suffix or heading",
            id="twice",
        ),
        pytest.param(
            "beslutar om planen",
            {"prefix": "Hen"},
            "cue 'beslutar om planen' is not in text.txt with that prefix, suffix or heading, though without "
            "them it is",
            id="another-prefix",
        ),
        pytest.param(
            "Rådet möts",
            {"heading": "Nätverket"},
            "cue 'Rådet möts' is not in text.txt with that prefix, suffix or heading, though without them it is",
            id="under-another-heading",
        ),
        pytest.param("Rådet möts", {"heading": "Bilaga"}, "no heading 'Bilaga' in text.txt", id="no-such-heading"),
    ],
)
def test_a_cue_that_leads_to_none_or_several_says_why(cue: str, rest: dict[str, str], expected: str) -> None:
    assert find_fault(cue, **rest) == expected


@given(
    words=st.lists(st.sampled_from(["råd", "plan", "möte", "(RR)", "%"]), min_size=1, max_size=8),
    gaps=st.lists(st.sampled_from([" ", "\n", "  ", " \n  ", "\t"]), min_size=8, max_size=8),
)
def test_white_space_never_hides_a_cue(words: list[str], gaps: list[str]) -> None:
    folded = "".join(word + gap for word, gap in zip(words, gaps, strict=False)).strip()
    text = document(f"Först {folded} sist.\n")
    assert find_passage(text, Evidence(cue=" ".join(words))).start == len("Först ")


# -- passages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cue", "paragraph", "heading"),
    [
        pytest.param(
            "stödjer rådet",
            "Rådet beslutar om planen. Nätverket\nstödjer rådet (RR) i\n   regionala frågor.",
            "Rådet",
            id="a-paragraph",
        ),
        pytest.param("varje månad", "- Nätverket möts\n  varje månad", "Rådet", id="a-list-item-of-two-lines"),
        pytest.param("fyra gånger", "- Rådet möts fyra gånger", "Rådet", id="a-list-item"),
        pytest.param("Avtal om samverkan", "Avtal om samverkan", None, id="a-heading-itself"),
        pytest.param(
            "ordet plan",
            "Nätverket beslutar om planen. Ordet planering är inte ordet plan.\nDet kostar 10 % (högst).",
            "Nätverket",
            id="under-the-last-heading",
        ),
    ],
)
def test_a_passage_is_the_paragraph_around_the_cue(cue: str, paragraph: str, heading: str | None) -> None:
    passage = find_passage(document(), Evidence(cue=cue))
    assert (passage.paragraph, passage.heading) == (paragraph, heading)


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        pytest.param("Organisation", True, id="a-short-line-alone"),
        pytest.param("Beredning för samverkan (BSR)", True, id="with-brackets"),
        pytest.param("Rådet möts.", False, id="a-sentence"),
        pytest.param("Målen är:", False, id="an-introduction"),
        pytest.param("- Rådet", False, id="a-list-item"),
        pytest.param("1) Rådet", False, id="a-numbered-item"),
        pytest.param("Inledning\t4", False, id="a-row-of-the-contents"),
        pytest.param("Figur 2: Organisation", False, id="a-caption"),
        pytest.param("ord " * 30, False, id="a-long-line"),
    ],
)
def test_a_heading_is_a_short_line_that_stands_alone(line: str, heading: bool) -> None:
    (_, middle, _) = document(f"Först kommer detta.\n\n{line}\n\nSist kommer detta.\n").paragraphs
    assert middle.is_heading is heading


def test_a_new_line_break_leaves_the_hash_of_a_passage() -> None:
    broken = TEXT.replace(
        "Rådet beslutar om planen. Nätverket\nstödjer", "Rådet beslutar om\nplanen. Nätverket stödjer"
    )
    hashes = {find_passage(document(text), Evidence(cue="stödjer rådet")).sha256 for text in (TEXT, broken)}
    assert len(hashes) == 1


def test_another_word_changes_the_hash_of_a_passage() -> None:
    hashes = {
        find_passage(document(text), Evidence(cue="stödjer rådet")).sha256
        for text in (TEXT, TEXT.replace("Rådet beslutar", "Rådet bestämmer"))
    }
    assert len(hashes) == 2


# -- verify, show and lock -------------------------------------------------------------------------------------------


@pytest.fixture
def documents(sound: Path) -> Path:
    """A folder of one's own with the documents of the sound case."""
    folder = sound.parent / "documents"
    folder.mkdir()
    for path in DOCUMENTS.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def replace_text(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def verify(run: Run, *words: str) -> tuple[int, list[str]]:
    ran = run("--datasets", "sound", "evidence", "verify", "--documents", "documents", *words)
    return ran.status, ran.out.splitlines()


@pytest.mark.usefixtures("documents")
def test_every_cue_of_the_sound_case_resolves(run: Run) -> None:
    assert verify(run) == (0, [f"{CASE}: 58 cues resolve, 0 do not, 0 moved"])


def test_a_folder_of_documents_may_come_from_the_environment(
    documents: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVGRAPH_DOCUMENTS", str(documents))
    assert run("--datasets", "sound", "evidence", "verify").status == 0


def test_another_edition_is_named(documents: Path, run: Run) -> None:
    path = documents / "mellanby-bilaga.txt"
    replace_text(path, "Bilaga", "Bilaga 1")
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    status, rows = verify(run)
    assert status == 1
    place = f"sound/{CASE}/sources.yaml:25:11"
    assert (
        rows[0] == f"{place}: {CASE}.bilaga: mellanby-bilaga.txt is not the edition coded from: its sha256 is {sha256}"
    )


@pytest.mark.usefixtures("documents")
def test_a_fact_outside_its_section_is_named(sound: Path, run: Run) -> None:
    replace_text(
        sound / CASE / "mandates.yaml",
        "section: forslag\n  evidence: Nätverket föreslås rapportera till rådet",
        "section: forslag\n  evidence: Rådet ska möta regionen",
    )
    status, rows = verify(run)
    place = f"sound/{CASE}/mandates.yaml:116:13"
    assert (status, rows[0]) == (1, f"{place}: {CASE}.natverket-rapporterar: line 43 lies outside section 'forslag'")


def test_a_passage_that_changed_since_it_was_locked_is_named(sound: Path, documents: Path, run: Run) -> None:
    assert run("--datasets", "sound", "evidence", "lock", "--documents", "documents").status == 0
    path = documents / "mellanby-bilaga.txt"
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    replace_text(path, "rapporterar till regionen.", "rapporterar till regionen varje år.")
    after = hashlib.sha256(path.read_bytes()).hexdigest()
    replace_text(sound / CASE / "sources.yaml", before, after)
    status, rows = verify(run)
    cue = "Regionens hamnkontor rapporterar till regionen"
    place = f"sound/{CASE}/mandates.yaml:145:13"
    moved = f"{place}: {CASE}.hamnkontoret-rapporterar: the passage of '{cue}' has changed since it was locked"
    assert (status, rows) == (1, [moved, f"{CASE}: 58 cues resolve, 0 do not, 1 moved"])


def test_a_passage_that_only_moved_down_is_the_same(sound: Path, documents: Path, run: Run) -> None:
    assert run("--datasets", "sound", "evidence", "lock", "--documents", "documents").status == 0
    path = documents / "mellanby-bilaga.txt"
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    replace_text(path, "Bilaga\n", "Bilaga\n\nEn ny inledning.\n")
    replace_text(sound / CASE / "sources.yaml", before, hashlib.sha256(path.read_bytes()).hexdigest())
    assert verify(run) == (0, [f"{CASE}: 58 cues resolve, 0 do not, 0 moved"])


def test_a_lock_holds_a_hash_for_each_cue_and_no_sentence(sound: Path, documents: Path) -> None:
    dataset = load_dataset(sound)
    path = lock_evidence(dataset, open_documents(dataset, documents, [CASE]), CASE)
    rows = [row.split("\t") for row in path.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
    assert len(rows) == 58
    assert {len(row) for row in rows} == {4}
    assert all(len(row[3]) == 64 for row in rows)


def test_a_cue_put_before_a_locked_one_moves_nothing(sound: Path, documents: Path, run: Run) -> None:
    del documents
    assert run("--datasets", "sound", "evidence", "lock", "--documents", "documents").status == 0
    replace_text(
        sound / CASE / "mandates.yaml",
        "evidence: först kallar regionen rådet",
        "evidence: [Rådet består av 9 ledamöter, först kallar regionen rådet]",
    )
    assert verify(run) == (0, [f"{CASE}: 59 cues resolve, 0 do not, 0 moved"])


def test_locking_twice_gives_the_same_bytes(sound: Path, documents: Path) -> None:
    dataset = load_dataset(sound)
    texts = open_documents(dataset, documents, [CASE])
    first = lock_evidence(dataset, texts, CASE).read_bytes()
    assert lock_evidence(dataset, texts, CASE).read_bytes() == first


def test_what_does_not_resolve_is_never_locked(sound: Path, documents: Path) -> None:
    replace_text(documents / "mellanby-bilaga.txt", "hamnkontor", "hamn")
    dataset = load_dataset(sound)
    before = read_folder(sound)
    with pytest.raises(UsageError, match="run evidence verify and mend them first"):
        lock_evidence(dataset, open_documents(dataset, documents, [CASE]), CASE)
    assert read_folder(sound) == before


def test_a_document_with_windows_line_ends_is_read(sound: Path, documents: Path) -> None:
    path = documents / "mellanby-bilaga.txt"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    dataset = load_dataset(sound)
    verified = verify_evidence(dataset, open_documents(dataset, documents, [CASE]), CASE)
    assert [fault.record for fault in verified.faults] == [f"{CASE}.bilaga"]  # another edition, and every cue found


def test_a_document_that_is_no_text_is_refused(sound: Path, documents: Path) -> None:
    (documents / "mellanby-bilaga.txt").write_bytes(b"%PDF-1.7\xff\xfe")
    with pytest.raises(UsageError, match=r"mellanby-bilaga\.txt is not UTF-8 text"):
        open_documents(load_dataset(sound), documents, [CASE])


def test_every_missing_document_is_named(sound: Path, documents: Path) -> None:
    (documents / "mellanby-avtal.txt").unlink()
    (documents / "mellanby-bilaga.txt").unlink()
    with pytest.raises(UsageError, match=r"mellanby-avtal\.txt, mellanby-bilaga\.txt"):
        open_documents(load_dataset(sound), documents, [CASE])


@pytest.mark.usefixtures("documents")
def test_a_fact_is_shown_beside_its_passage(run: Run) -> None:
    ran = run(
        "--datasets", "sound", "evidence", "show", "natverket-informerar", "--case", CASE, "--documents", "documents"
    )
    assert ran.status == 0
    assert "Det ska informera" in ran.out
    assert "Nätverket möts ungefär fyra gånger per år, en halv dag. Det ska informera rådet." in ran.out


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize(
    ("record", "key", "value"),
    [
        ("rr-ledamoter", "from", "kommunerna"),
        ("natverket-stodjer", "with", ["utskotten"]),
        ("namnbytet", "from", ["Chefsgruppen"]),
    ],
)
def test_a_fact_is_shown_with_the_keys_of_its_file(run: Run, record: str, key: str, value: object) -> None:
    words = ("--datasets", "sound", "evidence", "show", record, "--case", CASE, "--documents", "documents")
    assert json.loads(run(*words, "--format", "json").out)["coded"][key] == value
    assert not re.search(r"\['|drawn_from|with_|from_", run(*words).out)


def test_a_cue_that_does_not_resolve_is_shown_with_the_reason(documents: Path, run: Run) -> None:
    replace_text(documents / "mellanby-avtal.txt", "Det ska informera rådet", "Det informerar rådet")
    ran = run(
        "--datasets", "sound", "evidence", "show", "natverket-informerar", "--case", CASE, "--documents", "documents"
    )
    assert "cue 'Det ska informera' is not in mellanby-avtal.txt" in ran.out
