"""Who plays which function: the researcher's judgement, shown apart from what the texts state."""

from __future__ import annotations

import json
import re

import pytest

from conftest import Broken, Coded, Run
from govgraph import UnknownNameError, align
from govgraph.graph import Graph

CASES = ["vasterbotten", "varmland", "ostergotland", "malarstader"]


def played(graph: Graph, case: str) -> dict[str, list[str]]:
    return {function.id: [item.actor for item in items] for function, items in align(graph, case).functions}


@pytest.mark.parametrize(
    ("case", "function", "actors"),
    [
        ("vasterbotten", "broad-political-forum", ["pkd"]),
        ("varmland", "broad-political-forum", ["varmlandsradet"]),
        ("varmland", "chairs-forum", ["ordforanderadet"]),
        ("varmland", "preparing-group", ["direktorsberedningen"]),
        ("ostergotland", "chairs-forum", []),
        ("malarstader", "broad-political-forum", []),
    ],
)
def test_an_actor_plays_the_function_that_it_was_judged_to(
    bundled: Graph, case: str, function: str, actors: list[str]
) -> None:
    assert played(bundled, case)[function] == actors


@pytest.mark.parametrize("case", CASES)
def test_matched_and_unmatched_are_all_organs(bundled: Graph, case: str) -> None:
    aligned = align(bundled, case)
    data = aligned.case
    matched = {item.actor for _, items in aligned.functions for item in items}
    through = {organ.id for organ in data.organs if matched & {organ.id, *data.counted_in[organ.id]}}
    unmatched = {actor.removeprefix(f"{case}.") for actor in aligned.unmatched}
    assert through | unmatched == {organ.id for organ in data.organs}
    assert not through & unmatched


@pytest.mark.parametrize("case", CASES)
def test_every_reason_names_a_record_of_its_case(bundled: Graph, case: str) -> None:
    data = bundled.graph["dataset"].cases[case]
    for item in data.alignment.values():
        assert set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", item.reason.en or "")) & data.facts.keys(), item.id


def test_an_organ_that_nobody_aligned_is_shown(coded: Coded) -> None:
    graph = coded(alignment="")
    assert list(align(graph, "small").unmatched) == [f"small.{name}" for name in "abcmohk"]


def test_an_unknown_case_is_refused(bundled: Graph) -> None:
    with pytest.raises(UnknownNameError, match="no case 'varmlnd'; did you mean 'varmland'"):
        align(bundled, "varmlnd")


def test_an_actor_is_aligned_to_a_function_once(broken: Broken) -> None:
    again = (
        "- id: again\n  actor: rr\n  function: broad-political-forum\n  reason: också\n  confidence: low\n  coder: x\n"
    )
    found = broken("- id: rr-forum\n", f"{again}- id: rr-forum\n", "alignment.yaml")
    assert len(found) == 1
    assert "'rr' is aligned to 'broad-political-forum' already, by 'again'; keep one" in found[0]


def test_an_alignment_to_an_id_that_is_gone_is_refused(broken: Broken) -> None:
    found = broken("actor: rr\n", "actor: rrr\n", "alignment.yaml")
    assert found
    assert "no actor 'rrr'" in found[0]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_interpretation_is_marked_so(run: Run, lang: str) -> None:
    told = run("align", "varmland", "--lang", lang).out
    assert {"sv": "tolkning", "en": "interpretation"}[lang] in told.splitlines()[0]
    answer = json.loads(run("align", "varmland", "--format", "json", "--lang", lang).out)
    assert answer["interpretation"] is True
    assert {"id", "label", "definition", "rule", "actors"} == set(answer["functions"][0])
    assert run("align", "varmland", "--format", "csv", "--lang", lang).out.startswith("\ufefffunction,actor,")
