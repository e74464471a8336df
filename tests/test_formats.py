"""What leaves the command line beside tables and JSON: sentences, spreadsheets, and words for a shell to complete."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import CASE, MINI, SOUND, Coded, Run
from govgraph import who
from govgraph.dataset import load_dataset
from govgraph.graph import Graph
from govgraph.names import find_about, list_completions
from govgraph.tables import render_csv

# -- sentences ---------------------------------------------------------------------------------------------------------

QUESTIONS = [
    "who informs PKD", "who informs DU", "whom PKD recommends_to", "who any PKD --depth 2", "who decides",
    "who informs Värmlandsrådet --changes", "path 'PKD AU' 'Region Västerbotten'", "path DU SRU --verbs informs",
    "show PKD", "show SRU --at 2024-05-01", "show Samverkansavtalet --case ostergotland", "list actors", "list topics",
    "list instruments", "list seats", "list mandates", "list lines", "list events", "list sources", "list cases",
    "silence vasterbotten", "silence --verb prepares_for",
]  # fmt: skip


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("words", QUESTIONS)
def test_every_answer_can_be_told_in_sentences(run: Run, words: str, lang: str) -> None:
    asked = [word.replace("_", " ") if quoted else word for word, quoted in split(words)]
    ran = run(*asked, "--format", "text", "--lang", lang)
    assert (ran.status, ran.err) == (0, "")
    rows = ran.out.splitlines()
    assert rows
    for row in rows:
        assert row[0].isupper() or row[0].isdigit(), row
        assert row.rstrip()[-1] in ".?", row
        assert "  " not in row
        assert "None" not in row


def split(words: str) -> list[tuple[str, bool]]:
    """Words as a shell would split them, and whether each stood in quotes."""
    parts = words.split("'")
    return [(word, bool(n % 2)) for n, part in enumerate(parts) for word in ([part] if n % 2 else part.split())]


def test_a_path_makes_a_sentence(run: Run) -> None:
    told = {
        lang: run("path", "PKD AU", "vasterbotten.region", "--lang", lang, "--format", "text").out
        for lang in ("sv", "en")
    }
    assert told == {
        "sv": (
            "Primärkommunala delegationens arbetsutskott (PKD AU) bereder för Primärkommunala delegationen (PKD), "
            "som ger rekommendationer till Region Västerbotten (steg 2: när beslut bedöms böra bli gemensamma).\n"
        ),
        "en": (
            "Primärkommunala delegationens arbetsutskott (PKD AU) prepares for Primärkommunala delegationen (PKD), "
            "which recommends to Region Västerbotten (step 2: where it is judged that decisions should be joint).\n"
        ),
    }


def test_silence_is_told_with_the_question(run: Run) -> None:
    first, *near = run("who", "informs", "DU", "--format", "text").out.splitlines()
    assert first == "Who informs Delegation för utbildning (DU)? The sources do not say."
    assert all(row.startswith("Nearest: ") for row in near)


# -- spreadsheets ------------------------------------------------------------------------------------------------------


def test_csv_opens_right_in_a_spreadsheet(run: Run) -> None:
    out = run("list", "actors", "--case", "varmland", "--format", "csv").out
    assert out.startswith("\ufeffid,")
    assert "Värmlandsrådet" in out
    assert out.encode("utf-8").startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("cell", ["=1+1", "+46 90", "-2", "@sum", "\tx"])
def test_a_formula_is_defused_in_csv_only(cell: str) -> None:
    (row,) = csv.DictReader(io.StringIO(render_csv([{"a": cell, "b": "1-2"}]).removeprefix("\ufeff")))
    assert row == {"a": f"'{cell}", "b": "1-2"}


def test_a_name_that_looks_like_a_formula_stays_as_coded_elsewhere(coded: Coded) -> None:
    graph = coded(
        "{holder: a, aim: informs, toward: b}", actors="a: {name: =A, kind: board}\nb: {name: B, kind: board}"
    )
    assert "'=A" not in repr(who(graph, "informs", "B"))


# -- completion --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "begun", "case", "expected"),
    [
        pytest.param(["actors"], "pk", None, [], id="nothing"),
        pytest.param(["actors"], "r", None, ["regionen", "RR"], id="abbreviations-and-names"),
        pytest.param(["actors"], "natv", CASE, ["natverket"], id="local-ids-with-a-case"),
        pytest.param(["verbs"], "inf", None, ["informs", "informerar", "information"], id="verbs-and-families"),
        pytest.param(["verbs"], "PREP", None, ["prepares_for", "preparation"], id="upper-case"),
        pytest.param(["aims"], "bes", None, ["beslutar"], id="aims"),
        pytest.param(["cases"], "m", None, [CASE], id="cases"),
        pytest.param(["lists"], "so", None, ["sources"], id="lists"),
    ],
)
def test_a_shell_is_offered_what_the_data_hold(
    what: list[str], begun: str, case: str | None, expected: list[str]
) -> None:
    offered = [name for name, _ in list_completions(load_dataset(SOUND), what, begun, case=case)]
    assert offered == expected or (set(expected) <= set(offered) and all(" " not in name for name in offered))


@pytest.mark.parametrize(
    ("words", "place", "expected"),
    [
        ("govgraph who inf", 2, "informs"),
        ("govgraph who informs PK", 3, "PKD"),
        ("govgraph silence var", 2, "varmland"),
    ],
)
def test_the_command_line_completes(words: str, place: int, expected: str) -> None:
    environment = {
        **os.environ, "_GOVGRAPH_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(place)
    }  # fmt: skip
    ran = subprocess.run(
        [str(Path(sys.executable).with_name("govgraph"))],
        env=environment, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert f"plain,{expected}" in ran.stdout.splitlines()


# -- names -------------------------------------------------------------------------------------------------------------


def test_what_is_about_a_list_is_about_what_stands_in_it(bundled: Graph) -> None:
    dataset = bundled.graph["dataset"]
    found = find_about(dataset, "finansieringsformer", case="vasterbotten")
    inside = {
        f"vasterbotten.{t.id}" for t in dataset.cases["vasterbotten"].topics.values() if t.list == "finansieringsformer"
    }
    assert inside
    assert inside < found


def test_an_aim_in_free_words_is_asked_by_its_words(bundled: Graph) -> None:
    answers = who(bundled, "Inrättar", status=["proposed"])
    assert [answer.line["record"] for answer in answers] == ["ostergotland.samrad-utbildning-etableras"]
    assert who(bundled, "identifies", everything=True)


def test_an_aim_is_expanded_to_members(coded: Coded) -> None:
    graph = coded("{holder: g, aim: decides, holder_as: each}")
    assert [(a.source, a.via) for a in who(graph, "decides", expand=True)] == [
        ("small.m", "small.g"), ("small.o", "small.g")
    ]  # fmt: skip


def test_who_adopts_leads_to_the_documents(coded: Coded) -> None:
    graph = coded(instruments="i: {name: Plan, kind: plan, adopted_by: a}")
    (near,) = who(graph, "adopts").silence.near  # type: ignore[union-attr]
    assert (near.line["from"], near.line["to"], near.reason) == ("small.a", "small.i", "adopted_by")


def test_what_is_done_toward_nobody_stated_is_near(coded: Coded) -> None:
    graph = coded("{holder: a, aim: prepares_for, toward: unspecified}", "{holder: c, aim: prepares_for}")
    silence = who(graph, "prepares_for", "small.b").silence
    assert silence is not None
    assert (silence.code, [near.reason for near in silence.near]) == ("not_stated", ["unspecified_receiver"])


@pytest.mark.thorough
def test_every_mini_case_is_asked_without_a_crash(run: Run) -> None:
    for case in load_dataset(MINI).cases.values():
        for actor in case.actors:
            for words in (("who", "any", f"{case.id}.{actor}"), ("whom", f"{case.id}.{actor}", "any")):
                for form in ("json", "text"):
                    ran = run(*words, "--transitive", "--expand", "--datasets", str(MINI), "--format", form)
                    assert ran.status == 0
