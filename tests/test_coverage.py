"""Coverage: each paragraph is coded, left out with a reason, or missed; shares add up to 100 %."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import CASE, DOCUMENTS, Run
from govgraph.coverage import REASONS, Coverage, Use


@pytest.fixture
def documents(sound: Path) -> Path:
    folder = sound.parent / "documents"
    shutil.copytree(DOCUMENTS, folder)
    return folder


def cover(run: Run, *words: str) -> tuple[int, str]:
    ran = run("--datasets", "sound", "evidence", "coverage", CASE, "--documents", "documents", *words)
    return ran.status, ran.out


@pytest.mark.usefixtures("documents")
def test_each_paragraph_names_the_facts_that_cite_it(run: Run) -> None:
    _, out = cover(run, "--format", "json")
    rows = json.loads(out)["paragraphs"]
    (row,) = [row for row in rows if row["words"].startswith("Processen:")]
    assert (row["state"], row["facts"]) == ("coded", [f"{CASE}.kallar", f"{CASE}.processen"])


@pytest.mark.usefixtures("documents")
def test_a_paragraph_left_out_names_its_reason(sound: Path, run: Run) -> None:
    entry = "\n- {id: rubrik, reason: heading, at: {cue: Uppföljning, suffix: Rådet ska möta}}\n"
    path = sound / CASE / "uncoded.yaml"
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8", newline="")
    _, out = cover(run, "--format", "json")
    assert json.loads(out)["counts"] == {"coded": 14, "heading": 1, "missed": 6}
    assert json.loads(out)["shares"] == {"coded": 66.7, "heading": 4.7, "missed": 28.6}


def test_a_paragraph_that_is_neither_fails(documents: Path, run: Run) -> None:
    before = cover(run)
    text = (documents / "mellanby-avtal.txt").read_text(encoding="utf-8")
    (documents / "mellanby-avtal.txt").write_text(f"{text}\n\nEtt nytt stycke om något annat.\n", encoding="utf-8")
    status, out = cover(run)
    assert status == 1
    assert "Ett nytt stycke om något annat." in out
    assert out.count("(missed)") == before[1].count("(missed)") + 1


def test_a_cue_that_does_not_resolve_is_mended_first(documents: Path, run: Run) -> None:
    path = documents / "mellanby-avtal.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("Rådet består", "Rådet har"), encoding="utf-8")
    ran = run("--datasets", "sound", "evidence", "coverage", CASE, "--documents", "documents")
    assert ran.status == 2
    assert ran.err.endswith("; run evidence verify and mend it first\n")


def test_rows_of_csv_are_paragraphs(documents: Path, run: Run) -> None:
    del documents
    _, out = cover(run, "--format", "csv")
    assert out.splitlines()[0] == "\ufeffsource,number,line,heading,words,state,facts"


@given(st.lists(st.sampled_from(["coded", "missed", *REASONS]), min_size=1, max_size=300))
def test_shares_add_up(states: list[str]) -> None:
    uses = tuple(
        Use("s", n, n, None, "", ("f",) if state == "coded" else (), () if state in {"coded", "missed"} else (state,))
        for n, state in enumerate(states, 1)
    )
    coverage = Coverage("c", uses)
    assert sum(coverage.counts.values()) == len(states)
    assert round(sum(coverage.shares.values()), 6) == 100
