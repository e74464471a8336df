"""Query files and what is typed for them: each fault at its place, nothing started before all is right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import govgraph.store.embedded as embedded_module
from conftest import SOUND, Run
from govgraph.dataset import load_dataset
from govgraph.errors import AmbiguousNameError, DatasetError, UnknownNameError, UsageError
from govgraph.library import Query, check_given, read_library, resolve_parameters
from govgraph.words import LANGUAGES

LIBRARY = read_library()
NAMED = (
    "who-informs", "whom-informs", "informs-transitive", "lines-at-date", "shortest-path", "simple-paths", "holds",
    "composition", "sits-where-else", "prepares-for-political", "appoints", "officials-to-politicians",
    "uninformed-organs", "no-report-back", "one-way-pairs", "proposed-not-adopted", "in-force-changes", "same-function",
    "verbs-by-case", "facts-by-source", "inferred-facts", "contradictions", "procedure-steps", "under-instrument",
    "about-topic", "without-actor",
)  # fmt: skip

GOOD = """// asks: {en: Which actors are there?, sv: Vilka aktörer finns?}
// params:
//   - {name: case, type: case, example: mellanby, means: {en: only this case, sv: bara detta fall}}
// returns: [actor]
// order: [actor]
MATCH (a:Actor) WHERE a.dataset = $dataset AND ($case IS NULL OR a.case = $case)
RETURN a.id AS actor ORDER BY actor
"""


@pytest.mark.parametrize("name", NAMED)
def test_the_library_has_the_question(name: str) -> None:
    assert name in LIBRARY


@pytest.mark.parametrize("query", LIBRARY.values(), ids=list(LIBRARY))
def test_a_bundled_query_is_told_in_full(query: Query) -> None:
    header = query.header
    assert all(text.words(lang) for text in (header.asks, *(p.means for p in header.params)) for lang in LANGUAGES)
    assert header.asks.sv
    assert header.asks.en
    assert header.asks.en.endswith("?")
    # --case narrows every question: by a parameter, or by the actor that is meant
    sorts = {parameter.type for parameter in header.params}
    assert sorts & {"case", "actor", "record", "source", "about"}
    assert "$dataset" in query.text, "on a server it would read other datasets too"


@pytest.mark.parametrize("query", LIBRARY.values(), ids=list(LIBRARY))
def test_the_examples_of_a_bundled_query_resolve(query: Query) -> None:
    given = {parameter.name: parameter.example for parameter in query.header.params}
    values = resolve_parameters(query, given, load_dataset())
    dates = [name for p in query.header.params if p.type == "date" for name in (f"{p.name}_first", f"{p.name}_last")]
    assert set(values) == {*given, *dates}
    assert None not in values.values()


def write(folder: Path, text: str, name: str = "mine") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.cypher").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("returns: [actor]", "retruns: [actor]", "4:4: unknown key 'retruns'; did you mean 'returns'?"),
        ("type: case,", "type: kase,", "3:27: type 'kase' is not one of"),
        ("order: [actor]", "order: [name]", "5:11: order 'name' is no column that the query returns"),
        ("// asks: {en: Which actors are there?, sv: Vilka aktörer finns?}\n", "", "1:4: key 'asks' is missing"),
        ("example: mellanby, ", "", "3:8: key 'example' is missing"),
        ("// returns", "//\treturns", "4:3: a tab; use spaces"),
        ("sv: Vilka aktörer finns?}", "sv: Vilka aktörer finns?", "not YAML"),
    ],
)
def test_a_fault_of_a_header_has_its_place(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(DatasetError) as caught:
        read_library(write(tmp_path / "own", GOOD.replace(old, new)))
    assert fault in str(caught.value)


def test_a_query_without_text_and_one_without_header_are_faults(tmp_path: Path) -> None:
    folder = write(tmp_path / "own", GOOD[: GOOD.index("MATCH")], "empty")
    write(folder, "MATCH (a:Actor) RETURN a.id\n", "bare")
    with pytest.raises(DatasetError) as caught:
        read_library(folder)
    assert [Path(problem.path).name for problem in caught.value.problems] == ["bare.cypher", "empty.cypher"]
    assert "no query below the header" in str(caught.value)


def test_two_queries_of_one_name_are_a_fault(tmp_path: Path) -> None:
    write(tmp_path / "own" / "a", GOOD)
    folder = write(tmp_path / "own" / "b", GOOD).parent
    with pytest.raises(DatasetError, match=r"query 'mine' is taken \(.*a/mine.cypher\); rename the file"):
        read_library(folder)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("queries", "--queries", "nowhere")
    assert (ran.status, ran.err) == (2, "no folder of queries 'nowhere'\n")


# -- what is typed -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "given", "fault"),
    [
        ("who-informs", {}, "query 'who-informs' needs actor; as in: -p actor='PKD'"),
        ("shortest-path", {"to": "PKD"}, "query 'shortest-path' needs from; as in: -p from='PKD AU'"),
        ("who-informs", {"actr": "PKD"}, "no parameter 'actr' of query 'who-informs'; did you mean 'actor' or 'at'?"),
        ("who-informs", {"actor": "PKD", "at": "2021-02-29"}, "at '2021-02-29': "),
        ("who-informs", {"actor": "PKD", "status": "adpoted"}, "status 'adpoted': no status 'adpoted'; one of adopted"),
        ("simple-paths", {"from": "a", "to": "b", "max": "0"}, "max '0': no whole number from 1"),
        ("simple-paths", {"from": "a", "to": "b", "max": "three"}, "max 'three': no whole number from 1"),
        ("simple-paths", {"from": "a", "to": "b", "max": "-1"}, "max '-1': no whole number from 1"),
    ],
)
def test_what_needs_no_data_is_checked_without(name: str, given: dict[str, str], fault: str) -> None:
    with pytest.raises(UsageError) as caught:
        check_given(LIBRARY[name], given)
    assert fault in str(caught.value)


@pytest.mark.parametrize(
    ("name", "given", "fault"),
    [
        ("who-informs", {"actor": "PKX"}, UnknownNameError),
        ("who-informs", {"actor": "Kommunerna"}, AmbiguousNameError),
        ("who-informs", {"actor": "PKD", "verbs": "informms"}, UnknownNameError),
        ("who-informs", {"actor": "PKD", "verbs": "informeras av"}, UsageError),
        ("about-topic", {"topic": "no such topic"}, UnknownNameError),
        ("same-function", {"function": "working-comittee"}, UnknownNameError),
        ("facts-by-source", {"source": "overenskommelsen"}, UnknownNameError),
        ("events", {"case": "vasterboten"}, UnknownNameError),
    ],
)
def test_a_name_that_nothing_bears_is_refused(name: str, given: dict[str, str], fault: type[Exception]) -> None:
    with pytest.raises(fault):
        resolve_parameters(LIBRARY[name], given, load_dataset())


def test_values_are_what_the_names_mean() -> None:
    dataset = load_dataset()
    given = {"actor": "pkd", "verbs": "information, leads", "at": "2025-21", "status": "adopted,proposed"}
    values = resolve_parameters(LIBRARY["who-informs"], given, dataset)
    assert values == {
        "actor": "vasterbotten.pkd", "verbs": ["informs", "leads", "raises_in", "reports_to"], "at": "2025-21",
        "at_first": "2025-03-01", "at_last": "2025-05-31", "status": ["adopted", "proposed"],
    }  # fmt: skip
    case = resolve_parameters(LIBRARY["who-informs"], {"actor": "kommunerna"}, dataset, case="varmland")
    assert case["actor"] == "varmland.kommunerna"
    assert resolve_parameters(LIBRARY["events"], {}, dataset, case="varmland") == {"case": "varmland"}
    assert resolve_parameters(LIBRARY["events"], {}, dataset) == {"case": None}


HOSTILE = "'; MATCH (n) DETACH DELETE n // \\ \" ` å"


def test_what_is_typed_never_becomes_part_of_a_query(run: Run) -> None:
    ran = run("query", "who-informs", "-p", f"actor={HOSTILE}")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("no actor ")


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("query", "who-informms", "-p", "actor=PKD"), "no query 'who-informms'; did you mean 'who-informs'"),
        (("query", "who-informs", "-p", "actor"), "-p 'actor' is no KEY=VALUE, as in: -p actor=PKD"),
        (("query", "who-informs", "-p", "actor=PKD", "-p", "actor=DU"), "-p actor is given twice"),
        (("query", "who-informs", "-p", "actor=PKX"), "no actor 'PKX'; did you mean "),
        (("query", "who-informs", "-p", "actor=PKD", "--store", "blot://host"), "no store 'blot://host'; "),
        (("query", "who-informs", "-p", "actor=PKD", "--store", "bolt://me:secret@host"), "holds a user or password"),
        (("load", "--store", "file:"), "store 'file:' names no folder; write file:DIR"),
        (("load",), "missing option '--store'"),
        (("cypher", "CREATE (a:Actor)", "--write"), "what is written would be gone at once; name a store that lasts"),
    ],
)
def test_what_is_typed_wrong_is_said_in_one_line(run: Run, words: tuple[str, ...], fault: str) -> None:
    ran = run(*words)
    assert (ran.status, ran.out) == (2, "")
    assert fault in ran.err
    assert ran.err.count("\n") == 1
    assert "secret" not in ran.err


def test_no_engine_starts_where_a_parameter_is_wrong(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def start(**_: Any) -> Path:
        raise AssertionError("the engine was started")

    monkeypatch.setattr(embedded_module, "start_engine", start)
    assert run("query", "simple-paths", "-p", "from=PKD", "-p", "to=DU", "-p", "max=many").status == 2
    assert run("query", "who-informs", "-p", "actor=PKD", "-p", "at=2021-02-29").status == 2


def test_queries_are_listed(run: Run) -> None:
    ran = run("queries", "--format", "json")
    listed = json.loads(ran.out)["queries"]
    assert [query["name"] for query in listed] == sorted(LIBRARY)
    assert all(set(query) >= {"name", "asks", "params", "returns"} for query in listed)
    table = run("queries", "--lang", "sv")
    assert "Vem informerar en aktör" in " ".join(table.out.split())


def test_a_query_of_ones_own_is_asked_like_a_bundled_one(run: Run, tmp_path: Path, sound: Path) -> None:
    folder = write(tmp_path / "own", GOOD)
    ran = run("query", "mine", "--queries", str(folder), "--datasets", str(sound), "--format", "json")
    assert ran.status == 0, ran.err
    answer = json.loads(ran.out)
    assert answer["columns"] == ["actor"]
    assert ["mellanby.aby"] in answer["rows"]
    wrong = write(tmp_path / "wrong", GOOD.replace("(a:Actor)", "(a:Actr)"))
    ran = run("query", "mine", "--queries", str(wrong), "--datasets", str(sound))
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.endswith("wrong/mine.cypher:6:10: no label 'Actr'; did you mean 'Actor'?\n")
    other = write(tmp_path / "other", GOOD.replace("AS actor ORDER BY actor", "AS actr ORDER BY actr"))
    ran = run("query", "mine", "--queries", str(other), "--datasets", str(SOUND))
    assert ran.status == 1
    assert "returns actor, but the query gives actr" in ran.err
