"""Free Cypher on both engines: it reads only, a name that nothing bears is refused, and no query runs for ever."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conftest import MINI, SOUND, Run
from govgraph.dataset import load_dataset
from govgraph.errors import CypherError, StoreError
from govgraph.store.address import read_address
from govgraph.store.embedded import Embedded
from govgraph.store.loading import load_server
from govgraph.store.server import Server

pytestmark = pytest.mark.xdist_group("neo4j")


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.thorough)])
def store(request: pytest.FixtureRequest) -> Iterator[Any]:
    dataset = replace(load_dataset(MINI), folder=Path("asked-by-tests"))
    if request.param == "embedded":
        with Embedded(dataset) as embedded:
            yield embedded
        return
    given = request.getfixturevalue("neo4j_server")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_USERNAME", given.username)
        patch.setenv("NEO4J_PASSWORD", given.password)
        with Server(read_address(given.uri), dataset) as server:
            load_server(server, dataset, lambda *_: None)
            yield server


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("MATCH (a:Actr) RETURN a.id", ["1:10: no label 'Actr'; did you mean 'Actor'?"]),
        (
            "MATCH (a:Actor)-[r:INFRMS|ADVISES]->(b:Organ)\nWHERE b.nmae = 'x' RETURN a.id",
            ["1:20: no relationship type 'INFRMS'; did you mean 'INFORMS'?", "2:9: no property 'nmae'; did you mean"],
        ),
        ("MATCH (a:Actor {idd: 'x'}) RETURN a.id", ["1:17: no property 'idd'; did you mean 'id'"]),
        ("MATCH (a:Actor) WHERE EXISTS { (a)-[:HOLD]->() } RETURN a.id", ["1:38: no relationship type 'HOLD'"]),
        ("MATCH (a:Actor) RETURN [(a)-[:HOLDS]->(m:Mandat) | m.id] AS ids", ["1:42: no label 'Mandat'"]),
    ],
)
def test_a_name_that_nothing_bears_is_refused_with_its_place(store: Any, text: str, faults: list[str]) -> None:
    with pytest.raises(CypherError) as caught:
        store.read(text, {})
    for fault in faults:
        assert f"query:{fault}" in str(caught.value)
    assert len(caught.value.faults) == len(faults)


def test_a_name_of_the_schema_that_nothing_bears_yet_finds_nothing(store: Any) -> None:
    assert store.read("MATCH (:Actor)-[r:SUPPLIES_MATTERS_TO]->(:Actor) RETURN r.id AS id", {}).rows == []
    assert store.read("MATCH (a:Actor) WHERE a.schema IS NOT NULL RETURN a.id AS id", {}).columns == ("id",)


def test_keys_of_a_map_of_the_query_are_its_own(store: Any) -> None:
    assert store.read("WITH {mine: 1} AS row RETURN row.mine AS one", {}).rows == [[1]]


@pytest.mark.parametrize(
    ("text", "place"),
    [("MATCH (a:Actor RETURN a", "query:1:16: "), ("MATCH (a:Actor)\nRETURN a.id,, 1", "query:2:13: ")],
)
def test_a_slip_of_syntax_has_its_place(store: Any, text: str, place: str) -> None:
    with pytest.raises(CypherError) as caught:
        store.read(text, {})
    assert str(caught.value).startswith(place)


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (a:Actor {id: 'x'}) RETURN a.id",
        "MATCH (a:Actor) SET a.name = 'x'",
        "MATCH (a:Actor) REMOVE a.name",
        "MATCH (a:Actor) DETACH DELETE a",
        "MERGE (a:Actor {id: 'x'})",
        "MATCH (a:Actor) CALL (a) { SET a.name = 'x' } RETURN a.id",
        "MATCH (a:Actor) FOREACH (x IN [1] | SET a.name = 'x')",
        "CREATE INDEX mine FOR (a:Actor) ON (a.name)",
        "CREATE CONSTRAINT mine FOR (a:Actor) REQUIRE a.name IS UNIQUE",
        "DROP INDEX mine IF EXISTS",
        "CALL db.createLabel('Mine')",
        "LOAD CSV FROM 'file:///x.csv' AS row RETURN row",
        "CREATE USER mine SET PASSWORD 'x'",
        "MATCH (a:Actor) CALL { WITH a SET a.name = 'x' } IN TRANSACTIONS RETURN count(*)",
    ],
)
def test_only_reading_is_let_through(store: Any, text: str) -> None:
    before = store.read("MATCH (a:Actor) RETURN count(a) AS n, min(a.name) AS name", {})
    with pytest.raises((CypherError, StoreError)):
        store.read(text, {}, timeout=10)
    assert store.read("MATCH (a:Actor) RETURN count(a) AS n, min(a.name) AS name", {}) == before


def test_procedures_that_read_are_let_through(store: Any) -> None:
    found = store.read("CALL db.labels() YIELD label RETURN label ORDER BY label", {})
    assert ["Actor"] in found.rows


def test_a_parameter_without_value_is_named(store: Any) -> None:
    with pytest.raises(CypherError, match="actor"):
        store.read("MATCH (a:Actor {id: $actor}) RETURN a.id", {})


@pytest.mark.parametrize("value", ["'; MATCH (n) DETACH DELETE n //", 'quote " and \\ and `', "å ä ö Å", "", "\n"])
def test_values_come_back_as_they_went(store: Any, value: str) -> None:
    assert store.read("RETURN $value AS value", {"value": value}).rows == [[value]]


def test_values_are_plain_and_the_same_on_both_engines(store: Any) -> None:
    text = """MATCH p = (a:Actor {id: 'norrvik.region'})-[r:FINANCES]->(b:Actor)
        WITH p, a, r ORDER BY b.id LIMIT 1
        RETURN 1 AS whole, 1.5 AS part, true AS yes, null AS none, [1, 'a', null] AS list, {a: {b: [1]}} AS map,
          date('2025-03-01') AS day, a, r, p"""
    row = store.read(text, {}).rows[0]
    assert row[:7] == [1, 1.5, True, None, [1, "a", None], {"a": {"b": [1]}}, "2025-03-01"]
    actor, line, found = row[7:]
    assert (actor["labels"], actor["properties"]["id"]) == (["Actor", "Organisation"], "norrvik.region")
    assert (line["type"], line["start"], line["properties"]["verb"]) == ("FINANCES", "norrvik.region", "finances")
    assert [node["properties"]["id"] for node in found["nodes"]] == [line["start"], line["end"]]
    assert found["relationships"] == [line]
    json.dumps(row)


def test_rows_are_limited_and_it_is_said(store: Any) -> None:
    text = "UNWIND range(1, 10) AS x RETURN x ORDER BY x"
    table = store.read(text, {}, limit=3)
    assert (table.rows, table.cut) == ([[1], [2], [3]], True)
    assert not store.read(text, {}, limit=10).cut


def test_a_query_that_would_run_for_ever_ends_and_the_store_answers(store: Any) -> None:
    every = ", ".join(f"({name}:Actor)" for name in "abcdef")
    text = f"MATCH {every} WHERE a.name + b.name + c.name + d.name + e.name = f.name RETURN count(*)"
    with pytest.raises(StoreError, match=r"took more than 1 s and was ended; --timeout gives it longer"):
        store.read(text, {}, timeout=1)
    assert store.read("RETURN 1 AS one", {}).rows == [[1]]


def test_columns_are_named_where_there_are_no_rows(store: Any) -> None:
    table = store.read("MATCH (a:Actor {id: 'nobody'}) RETURN a.id, a.name AS name", {})
    assert (table.columns, table.rows) == (("a.id", "name"), [])


# -- the command -------------------------------------------------------------------------------------------------------


def test_the_command_prints_a_table_json_and_csv(run: Run) -> None:
    words = (
        "cypher",
        "MATCH (a:Actor) WHERE a.abbreviation = $name RETURN a.id AS id, a.name AS name",
        "-p",
        "name=PKD",
    )
    ran = run(*words, "--datasets", str(SOUND))
    assert ran.status == 0, ran.err
    table = run(*words)
    assert "vasterbotten.pkd" in table.out
    answer = json.loads(run(*words, "--format", "json").out)
    assert answer["columns"] == ["id", "name"]
    assert answer["rows"] == [["vasterbotten.pkd", "Primärkommunala delegationen"]]
    assert run(*words, "--format", "csv").out.splitlines()[1] == "vasterbotten.pkd,Primärkommunala delegationen"


def test_a_limit_is_told_on_standard_error(run: Run) -> None:
    ran = run("cypher", "MATCH (a:Actor) RETURN a.id AS id ORDER BY id", "--limit", "2", "--datasets", str(SOUND))
    assert ran.status == 0
    assert "there are more rows; --limit gives more than 2" in ran.err


def test_a_wrong_query_is_exit_status_two(run: Run) -> None:
    ran = run("cypher", "MATCH (a:Actr) RETURN a", "--datasets", str(SOUND))
    assert (ran.status, ran.out, ran.err) == (2, "", "query:1:10: no label 'Actr'; did you mean 'Actor'?\n")


# -- an embedded store that is kept ------------------------------------------------------------------------------------


def test_a_kept_store_is_used_again_while_the_dataset_is_the_same(run: Run, sound: Path, tmp_path: Path) -> None:
    words = ("query", "events", "--datasets", str(sound), "--store", f"file:{tmp_path / 'kept'}")
    first = run(*words)
    assert first.status == 0, first.err
    assert "mellanby." in first.out
    (kept,) = (tmp_path / "kept").glob("database-*")
    assert run(*words).out == first.out
    assert list((tmp_path / "kept").glob("database-*")) == [kept]
    (sound / "mellanby" / "case.yaml").write_text(
        (sound / "mellanby" / "case.yaml").read_text(encoding="utf-8") + "# changed\n", encoding="utf-8"
    )
    assert run(*words).status == 0
    (renewed,) = (tmp_path / "kept").glob("database-*")
    assert renewed != kept
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == [renewed.name, "govgraph.json"]


def test_load_keeps_an_embedded_store_and_says_so(run: Run, sound: Path, tmp_path: Path) -> None:
    words = ("load", "--datasets", str(sound), "--store", f"file:{tmp_path / 'kept'}")
    assert ": loaded (" in run(*words).out
    assert ": already there (" in run(*words).out


def test_what_is_written_stays_and_is_said(run: Run, sound: Path, tmp_path: Path) -> None:
    store = ("--datasets", str(sound), "--store", f"file:{tmp_path / 'kept'}")
    ran = run("cypher", "MATCH (a:Actor {id: 'mellanby.aby'}) SET a.note = 'mine' RETURN a.id AS id", "--write", *store)
    assert ran.status == 0, ran.err
    ran = run("cypher", "MATCH (a:Actor {id: 'mellanby.aby'}) RETURN a.note AS note", "--format", "csv", *store)
    assert ran.out.splitlines()[1:] == ["mine"]
    assert "the store was written to since it was loaded" in ran.err


def test_a_kept_store_that_lost_what_it_held_never_answers(run: Run, sound: Path, tmp_path: Path) -> None:
    store = ("--datasets", str(sound), "--store", f"file:{tmp_path / 'kept'}")
    assert run("cypher", "MATCH (d:Dataset) DETACH DELETE d", "--write", *store).status == 0
    ran = run("query", "events", *store)
    assert (ran.status, ran.out) == (3, "")
    assert "'kept' does not hold what it was loaded with; remove the folder" in ran.err


def test_a_folder_with_other_files_is_left_alone(run: Run, sound: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("words", encoding="utf-8")
    ran = run("load", "--datasets", str(sound), "--store", f"file:{tmp_path / 'thesis'}")
    assert (ran.status, ran.out) == (3, "")
    assert "'thesis' holds other files; give file: a folder of its own" in ran.err
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["chapter.txt"]


HOLD = """
import sys
from pathlib import Path
from govgraph.dataset import load_dataset
from govgraph.store.embedded import Embedded
with Embedded(load_dataset(Path(sys.argv[1])), folder=Path(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_second_process_on_a_kept_store_is_refused(run: Run, sound: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    command = [sys.executable, "-c", HOLD, str(sound), str(kept)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        ran = run("query", "events", "--datasets", str(sound), "--store", f"file:{kept}")
        holder.communicate("\n", timeout=60)
    assert (ran.status, ran.out) == (3, "")
    assert "'kept' is in use by another process" in ran.err
    assert run("query", "events", "--datasets", str(sound), "--store", f"file:{kept}").status == 0


def test_a_question_leaves_nothing_behind(tmp_path: Path) -> None:
    """In a process of its own: the JVM writes where it is started, and in the folder for what is temporary."""
    (tmp_path / "here").mkdir()
    (tmp_path / "temporary").mkdir()
    env = {**os.environ, "TMPDIR": str(tmp_path / "temporary")}
    command = [sys.executable, "-m", "govgraph", "query", "events", "--datasets", str(SOUND)]
    ran = subprocess.run(command, cwd=tmp_path / "here", env=env, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert list((tmp_path / "here").iterdir()) == []
    assert [path.name for path in (tmp_path / "temporary").iterdir() if not path.name.startswith("hsperf")] == []
    assert "WARNING" not in ran.stderr


def test_where_the_engine_is_not_installed_it_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "arcadedb_embedded", None)
    ran = run("query", "events", "--datasets", str(SOUND))
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith("the embedded engine is not installed: pip install 'govgraph[embedded]'. ")
