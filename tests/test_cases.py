"""Every bundled case: its evidence resolves, every paragraph is accounted for, its README counts right, no sentence."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from conftest import MINI, SOUND
from govgraph.coverage import measure_coverage
from govgraph.dataset import Dataset, load_dataset
from govgraph.evidence import Document, open_documents, verify_evidence
from govgraph.files import data_root
from govgraph.graph import Graph
from govgraph.records import FILES

CASES = ("malarstader", "ostergotland", "varmland", "vasterbotten")

# read before the tests take it out of the environment
REAL_DOCUMENTS = os.environ.get("GOVGRAPH_DOCUMENTS")
needs_documents = pytest.mark.skipif(not REAL_DOCUMENTS, reason="GOVGRAPH_DOCUMENTS is not set")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load_dataset()


@pytest.fixture(scope="module")
def documents(dataset: Dataset) -> dict[str, Document]:
    return open_documents(dataset, Path(str(REAL_DOCUMENTS)), list(dataset.cases))


def test_the_four_cases_are_there(dataset: Dataset) -> None:
    assert tuple(dataset.cases) == CASES


@pytest.mark.parametrize("case_id", CASES)
def test_every_mandate_with_a_receiver_is_a_line_or_a_negative_one(bundled: Graph, case_id: str) -> None:
    lines = [*(line for *_, line in bundled.edges(data=True)), *bundled.graph["negatives"]]
    mandates = bundled.graph["dataset"].cases[case_id].mandates.values()
    assert {f"{case_id}.{mandate.id}" for mandate in mandates if mandate.toward} <= {line["record"] for line in lines}


@pytest.mark.parametrize("case_id", CASES)
def test_the_counts_of_the_readme_are_right(bundled: Graph, case_id: str) -> None:
    text = (data_root() / case_id / "README.md").read_text(encoding="utf-8")
    words = {"lists of topics": "topic_lists", "paragraphs left out, with reason": "uncoded"}
    stated = {
        words.get(name, name): int(number)
        for name, number in re.findall(r"^\| ([a-z ,]+?)(?: \(.*\))? \| (\d+) \|$", text, re.MULTILINE)
    }
    case = bundled.graph["dataset"].cases[case_id]
    assert stated == {name: len(getattr(case, name)) for name in FILES if getattr(case, name)}
    counted = re.search(r"there are (\d+) lines? between\s+(\d+) nodes", text)
    assert counted is not None
    lines = [line for *_, line in bundled.edges(data=True) if line["case"] == case_id]
    nodes = [node for node, data in bundled.nodes(data=True) if data["case"] == case_id]
    assert (int(counted[1]), int(counted[2])) == (len(lines), len(nodes))


@pytest.mark.parametrize("case_id", CASES)
def test_the_readme_names_only_records_that_are_there(dataset: Dataset, case_id: str) -> None:
    text = (data_root() / case_id / "README.md").read_text(encoding="utf-8")
    _, _, points = text.partition("## Ambiguous points")
    known = {*dataset.cases[case_id].facts, *dataset.cases[case_id].sources, *dataset.cases[case_id].uncoded}
    words = {*dataset.vocabulary.verbs, *dataset.vocabulary.aims}
    named = set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`", points))
    assert named - words <= known
    assert named


@needs_documents
@pytest.mark.parametrize("case_id", CASES)
def test_every_cue_resolves(dataset: Dataset, documents: dict[str, Document], case_id: str) -> None:
    verified = verify_evidence(dataset, documents, case_id)
    assert (verified.faults, verified.moved) == ((), ())


@needs_documents
@pytest.mark.parametrize("case_id", CASES)
def test_every_paragraph_is_coded_or_left_out_with_a_reason(
    dataset: Dataset, documents: dict[str, Document], case_id: str
) -> None:
    assert measure_coverage(dataset, documents, case_id).missed == ()


@needs_documents
@pytest.mark.parametrize("case_id", CASES)
def test_no_sentence_of_the_source_is_carried_over(documents: dict[str, Document], case_id: str) -> None:
    texts = [document.text for source, document in documents.items() if source.startswith(f"{case_id}.")]
    runs = {run for text in texts for run in find_runs(text)}
    for path in (data_root() / case_id).iterdir():
        for row in path.read_text(encoding="utf-8").splitlines():
            assert not find_runs(row) & runs, path.name


def find_runs(text: str) -> set[tuple[str, ...]]:
    """Every run of ten words."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + 10]) for i in range(len(words) - 9)}


# verbs and aims that the model names from the start, and that no text coded so far happens to use
WAITING = {"supplies_matters_to", "represents", "adopts", "other"}


def test_every_word_of_the_vocabulary_is_used_by_a_case_or_an_invented_one(dataset: Dataset) -> None:
    cases = [case for folder in (SOUND, MINI) for case in load_dataset(folder).cases.values()]
    cases += dataset.cases.values()
    words = dataset.vocabulary
    aims = {mandate.aim for case in cases for mandate in case.mandates.values() if isinstance(mandate.aim, str)}
    kinds = {case.kind_of(actor) for case in cases for actor in case.actors}
    instrument_kinds = {instrument.kind for case in cases for instrument in case.instruments.values()}
    coded = {verb.id for verb in words.verbs.values() if not verb.projected} | set(words.aims)
    assert coded - aims == WAITING
    assert set(words.kinds) <= kinds
    assert set(words.instrument_kinds) <= instrument_kinds
