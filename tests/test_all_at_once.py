"""Several mistakes at once: every one is named in one run, and none is named that was not made."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import CASE
from govgraph.dataset import check_dataset


class Slip(NamedTuple):
    """One mistake in the sound case: the file, what is changed, and the one fault that it makes."""

    file: str
    old: str
    new: str
    fault: str


SLIPS = [
    Slip("case", "period: 2024/2027", "period: 2024-2027", "'2024-2027' is no date"),
    Slip("sources", "language: sv", "language: se", "language 'se' is not one of"),
    Slip("actors", "side: joint", "side: shared", "side 'shared' is not one of"),
    Slip("actors", "kind: consultation", "kind: consultaton", "no kind 'consultaton' in the vocabulary"),
    Slip("actors", "topics: prioriteringarna", "topics: prioriteringrna", "no topic or topic list 'prioriteringrna'"),
    Slip("actors", "  evidence: Rådet väljer inom sig en ordförande\n", "", "key 'evidence' is missing"),
    Slip("actors", "members: [aby, bby, cby]", "members: [aby, bby, cbby]", "no actor 'cbby' in this case"),
    Slip("seats", "count: 9", "count: nine", "count 'nine'"),
    Slip("seats", "organ: au-aby", "organ: au-abyy", "no actor 'au-abyy' in this case"),
    Slip("mandates", "toward: rr\n  procedure", "toward: rrr\n  procedure", "no actor 'rrr' in this case"),
    Slip("mandates", "aim: supports", "aim: suports", "no verb or aim 'suports'"),
    Slip("mandates", "aim: invites", "aim: invits", "no verb or aim 'invits'"),
    Slip("mandates", "pairs: own", "pairs: won", "pairs 'won' is not one of"),
    Slip("mandates", "fler-natverk\n  toward_as: each", "fler-natverk", "say toward_as: each or jointly"),
    Slip("mandates", "section: forslag", "section: forslog", "no section 'forslog' in source avtal"),
    Slip("mandates", "step: 1", "step: 7", "step 7 of 'processen', which has 2 steps"),
    Slip("events", "to: region", "to: regio", "no actor or instrument 'regio' in this case"),
    Slip("events", "to: Chefsnätverket", "to: Chefsnätvärket", "leads neither from nor to its name"),
    Slip("topics", "order: 2", "order: 1", "order 1 of list 'prioriteringarna' is 'klimat''s already"),
    Slip("topics", "kind: policy_area", "kind: policy", "kind 'policy' is not one of"),
    Slip("instruments", "kind: law", "kind: lag", "no instrument kind 'lag' in the vocabulary"),
    Slip("procedures", "whose: rr", "whose: rrr", "no actor 'rrr' in this case"),
    Slip("alignment", "confidence: high", "confidence: sure", "confidence 'sure' is not one of"),
]


def name_slip(slip: Slip) -> str:
    return f"{slip.file}-{slip.new.strip().partition(chr(10))[0]}"


def check_slips(sound: Path, slips: tuple[Slip, ...]) -> list[str]:
    """Make the slips, check, undo them: every fault as file and text."""
    kept = {path: path.read_text(encoding="utf-8") for path in (sound / CASE / f"{slip.file}.yaml" for slip in slips)}
    for slip in slips:
        path = sound / CASE / f"{slip.file}.yaml"
        text = path.read_text(encoding="utf-8")
        assert text.count(slip.old) == 1, f"{slip.old!r} stands {text.count(slip.old)} times in {path.name}"
        path.write_text(text.replace(slip.old, slip.new), encoding="utf-8", newline="")
    found = check_dataset(sound).problems
    for path, text in kept.items():
        path.write_text(text, encoding="utf-8", newline="")
    return [f"{Path(problem.path).stem}: {problem.text}" for problem in found]


def say_exactly(faults: list[str], slips: tuple[Slip, ...]) -> bool:
    """Each slip is named in its file, and nothing else is named."""
    named = all(any(f.startswith(f"{slip.file}: ") and slip.fault in f for f in faults) for slip in slips)
    return named and len(faults) == len(slips)


@pytest.mark.parametrize("slip", SLIPS, ids=name_slip)
def test_a_slip_is_named_alone_and_beside_any_other(sound: Path, slip: Slip) -> None:
    assert say_exactly(faults := check_slips(sound, (slip,)), (slip,)), faults
    for other in SLIPS[SLIPS.index(slip) + 1 :]:
        assert say_exactly(faults := check_slips(sound, (slip, other)), (slip, other)), faults


def test_all_slips_are_named_together(sound: Path) -> None:
    assert say_exactly(faults := check_slips(sound, tuple(SLIPS)), tuple(SLIPS)), faults


def test_a_file_that_cannot_be_read_hides_no_fault_of_another(sound: Path) -> None:
    (sound / CASE / "topics.yaml").write_text("- id: [\n", encoding="utf-8")
    (sound / CASE / "notes.docx").write_bytes(b"PK")
    slips = tuple(slip for slip in SLIPS if slip.file == "mandates")
    faults = check_slips(sound, slips)
    assert sum(fault.startswith("topics: ") for fault in faults) == 1
    assert sum(fault.startswith("notes: ") for fault in faults) == 1
    assert len(faults) == len(slips) + 2
