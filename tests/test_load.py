"""Loading a server: all or nothing, whatever is cut short, and what a store that refuses makes of a command."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import neo4j
import pytest

from conftest import MINI, SOUND, Run
from govgraph.dataset import Dataset, load_dataset
from govgraph.elements import LABELS, SCHEMA, Elements, build_elements
from govgraph.errors import StoreError
from govgraph.store import loading
from govgraph.store.address import read_address
from govgraph.store.loading import GUARD, OLD, STAGED, find_held, load_server, read_whole
from govgraph.store.server import Server
from neo4j_server import AtHand, Neo4jServer, start_server

pytestmark = [pytest.mark.xdist_group("neo4j"), pytest.mark.thorough]

Account = Callable[[Neo4jServer | AtHand], None]


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Account:
    def give(server: Neo4jServer | AtHand) -> None:
        monkeypatch.setenv("NEO4J_USERNAME", server.username)
        monkeypatch.setenv("NEO4J_PASSWORD", server.password)

    return give


@pytest.fixture
def address(neo4j_server: Neo4jServer | AtHand, account: Account) -> str:
    account(neo4j_server)
    return neo4j_server.uri


@pytest.fixture(scope="module")
def own_server() -> Iterator[Neo4jServer]:
    """A server that a test may kill."""
    server = start_server()
    yield server
    server.remove()


@pytest.fixture
def own(own_server: Neo4jServer, account: Account) -> Iterator[Neo4jServer]:
    account(own_server)
    yield own_server
    if own_server.process is None:
        own_server.start()


def silent(*_: object) -> None:
    """No progress is told."""


def name_dataset(folder: Path, sha256: str | None = None) -> Dataset:
    """A dataset under a name of the tests' own, and perhaps another version of it."""
    dataset = load_dataset(folder)
    return replace(dataset, folder=Path("loaded-by-tests"), sha256=sha256 or dataset.sha256)


def read_all(server: Server, dataset: Dataset) -> tuple[list[Any], list[Any]]:
    """Every node of a dataset that a question may see, with labels and properties, and every relationship."""
    nodes: list[Any] = []
    with server.session() as session:
        for label in LABELS:
            found = session.run(
                f"MATCH (n:{label} {{dataset: $name}}) RETURN labels(n), properties(n)", name=dataset.name
            )
            nodes += [(sorted(labels), sorted(properties.items())) for labels, properties in found.values()]
        ends = " OR ".join(f"a:{label}" for label in LABELS)
        text = f"MATCH (a {{dataset: $name}})-[r]->(b) WHERE {ends} RETURN type(r), a.id, b.id, properties(r)"
        rows = session.run(text, name=dataset.name).values()
    relationships = [(kind, start, end, sorted(properties.items())) for kind, start, end, properties in rows]
    return sorted(nodes, key=str), sorted(relationships, key=str)


def expect_all(dataset: Dataset) -> tuple[list[Any], list[Any]]:
    return sort_elements(build_elements(dataset))


def sort_elements(elements: Elements) -> tuple[list[Any], list[Any]]:
    nodes = [(sorted(node.labels), sorted(node.properties.items())) for node in elements.nodes]
    relationships = [(r.type, r.start[1], r.end[1], sorted(r.properties.items())) for r in elements.relationships]
    return sorted(nodes, key=str), sorted(relationships, key=str)


def count_hidden(server: Server, dataset: Dataset) -> int:
    with server.session() as session:
        text = f"MATCH (n:{STAGED}|{OLD} {{dataset: $name}}) RETURN count(n)"
        return int(session.run(text, name=dataset.name).single(strict=True)[0])


def test_what_is_loaded_is_what_the_elements_say(address: str) -> None:
    for folder in (None, MINI, SOUND):
        dataset = replace(load_dataset(folder), folder=Path("loaded-by-tests"), release=None)
        with Server(read_address(address), dataset) as server:
            assert not load_server(server, dataset, silent).already
            assert read_all(server, dataset) == expect_all(dataset)
            assert count_hidden(server, dataset) == 0


def test_the_same_again_is_already_there(address: str) -> None:
    dataset = name_dataset(MINI, "a" * 64)
    with Server(read_address(address), dataset) as server:
        told: list[str] = []
        load_server(server, dataset, silent)
        again = load_server(server, dataset, lambda stage, *_: told.append(stage))
        assert again.already
        assert told == []
        held = find_held(server, dataset.name)
        assert held is not None
        assert (held.version, held.sha256, held.schema) == (dataset.version, dataset.sha256, SCHEMA)


def test_what_left_the_dataset_leaves_the_store_and_others_stay(address: str) -> None:
    first, second = name_dataset(MINI, "b" * 64), name_dataset(SOUND, "c" * 64)
    other = replace(load_dataset(SOUND), folder=Path("also-loaded-by-tests"))
    with Server(read_address(address), first) as server:
        load_server(server, other, silent)
        with server.session() as session:
            session.run("MERGE (:Person {name: 'of the tests'})-[:KNOWS]->(:Actor {id: 'of the tests'})").consume()
        load_server(server, first, silent)
        load_server(server, second, silent)
        assert read_all(server, second) == expect_all(second)
        assert read_all(server, other) == expect_all(other)
        with server.session() as session:
            text = "MATCH (p:Person {name: 'of the tests'})-[:KNOWS]->(a:Actor) RETURN count(*)"
            assert session.run(text).single(strict=True)[0] == 1
            session.run("MATCH (p:Person {name: 'of the tests'})-[:KNOWS]->(a) DETACH DELETE p, a").consume()


def test_an_actor_is_found_by_an_index(address: str) -> None:
    dataset = name_dataset(MINI, "d" * 64)
    with Server(read_address(address), dataset) as server:
        load_server(server, dataset, silent)
        with server.session() as session:
            text = "EXPLAIN MATCH (a:Actor {id: $id, dataset: $dataset}) RETURN a.name"
            plan = session.run(text, id="norrvik.region", dataset=dataset.name).consume().plan
        assert "NodeUniqueIndexSeek" in str(plan)


def test_a_reader_never_sees_half(address: str) -> None:
    versions = [name_dataset(MINI, "1" * 64), name_dataset(SOUND, "2" * 64)]
    text = """MATCH (a:Actor {dataset: $name}) WITH count(a) AS actors
        MATCH (m:Mandate {dataset: $name}) WITH actors, count(m) AS mandates
        MATCH (:Actor {dataset: $name})-[r]->(:Actor) RETURN actors, mandates, count(r)"""
    seen: set[tuple[int, ...]] = set()
    stop = threading.Event()

    def watch() -> None:
        with Server(read_address(address), versions[0]) as reader:
            while not stop.is_set():
                table = read_whole(reader, versions[0].name, lambda: reader.read(text, {"name": versions[0].name}))
                seen.update(tuple(row) for row in table.rows)

    with Server(read_address(address), versions[0]) as server:
        load_server(server, versions[0], silent)
        watcher = threading.Thread(target=watch)
        watcher.start()
        for number in range(8):
            load_server(server, versions[(number + 1) % 2], silent)
        stop.set()
        watcher.join()
    whole = set()
    for version in versions:
        elements = build_elements(version)
        actors = sum(node.labels[0] == "Actor" for node in elements.nodes)
        mandates = sum(node.labels[0] == "Mandate" for node in elements.nodes)
        lines = sum(r.start[0] == r.end[0] == "Actor" for r in elements.relationships)
        whole.add((actors, mandates, lines))
    assert seen == whole


# -- cut short ---------------------------------------------------------------------------------------------------------

KILLED = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from govgraph.dataset import load_dataset
from govgraph.store import loading
from govgraph.store.address import read_address
from govgraph.store.server import Server

folder, sha256, address, point = sys.argv[1:]
loading.BATCH = loading.SWEPT = 20
calls = []

def tell(*told):
    calls.append(told)
    if len(calls) == int(point):
        os.kill(os.getpid(), signal.SIGKILL)

dataset = replace(load_dataset(Path(folder)), folder=Path("loaded-by-tests"), sha256=sha256)
with Server(read_address(address), dataset) as server:
    loading.load_server(server, dataset, tell)
print(len(calls))
"""


def run_load(address: str, folder: Path, sha256: str, point: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", KILLED, str(folder), sha256, address, str(point)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_client_killed_at_any_point_leaves_the_old_graph_or_the_new(address: str) -> None:
    old, new = name_dataset(MINI, "3" * 64), name_dataset(SOUND, "4" * 64)
    with Server(read_address(address), old) as server:
        load_server(server, old, silent)
        whole = run_load(address, SOUND, "5" * 64, 0)
        assert whole.returncode == 0, whole.stderr
        steps = int(whole.stdout)
        assert steps >= 10
        load_server(server, old, silent)
        for number in range(10):
            point = 1 + number * (steps - 1) // 9
            killed = run_load(address, SOUND, new.sha256, point)
            assert killed.returncode == -signal.SIGKILL, killed.stderr
            held = find_held(server, old.name)
            assert held is not None
            version = old if held.sha256 == old.sha256 else new
            assert read_all(server, version) == expect_all(version), point
            assert load_server(server, old, silent).already == (version is old)
            assert read_all(server, old) == expect_all(old)
            assert count_hidden(server, old) == 0


def test_a_server_killed_in_mid_load_answers_as_before(own: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "BATCH", 20)
    monkeypatch.setattr("govgraph.store.server.PATIENCE", 3.0)
    old, new = name_dataset(MINI, "3" * 64), name_dataset(SOUND, "4" * 64)
    with Server(read_address(own.uri), old) as server:
        load_server(server, old, silent)

        def kill(stage: str, done: int, total: int) -> None:
            if stage == "relationships" and done > total / 2:
                own.kill()

        with pytest.raises(StoreError, match="cannot be reached"):
            load_server(server, new, kill)
    own.start()
    with Server(read_address(own.uri), old) as server:
        assert read_all(server, old) == expect_all(old)
        load_server(server, new, silent)
        assert read_all(server, new) == expect_all(new)
        assert count_hidden(server, new) == 0


def test_a_second_load_waits_for_the_first(address: str) -> None:
    first, second = name_dataset(MINI, "6" * 64), name_dataset(SOUND, "7" * 64)
    begun, order = threading.Event(), []

    def tell(stage: str, done: int, total: int) -> None:
        if stage == "relationships" and done == total:
            begun.set()
            waiting.join(1)
            order.append("first")

    def load_second() -> None:
        begun.wait(30)
        with Server(read_address(address), second) as server:
            load_server(server, second, silent)
        order.append("second")

    waiting = threading.Thread(target=load_second)
    waiting.start()
    with Server(read_address(address), first) as server:
        load_server(server, first, tell)
        waiting.join(60)
        assert order == ["first", "second"]
        assert read_all(server, second) == expect_all(second)


# -- what refuses ------------------------------------------------------------------------------------------------------


def test_a_server_that_is_down_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "a-secret")
    monkeypatch.setattr("govgraph.store.server.PATIENCE", 1.0)
    ran = run("query", "members", "-p", "group=varmland.parterna", "--store", "bolt://127.0.0.1:1")
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith("bolt://127.0.0.1:1 cannot be reached: ")
    assert ran.err.count("\n") == 1
    assert "a-secret" not in ran.err


def test_a_wrong_password_is_said_and_not_shown(own: Neo4jServer, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "not-the-password")
    ran = run("load", "--store", own.uri)
    assert (ran.status, ran.out) == (3, "")
    assert ran.err == f"{own.uri} refuses the user or password; see NEO4J_USERNAME and NEO4J_PASSWORD\n"


def test_a_database_that_is_not_there_is_named(address: str, run: Run) -> None:
    ran = run("query", "members", "-p", "group=varmland.parterna", "--store", f"{address}/kommuner")
    assert (ran.status, ran.out, ran.err) == (3, "", f"{address} has no database 'kommuner'\n")


def test_a_store_without_the_dataset_says_how_to_load_it(address: str, run: Run, sound: Path) -> None:
    folder = sound.rename(sound.with_name("never-loaded"))
    ran = run("query", "events", "--datasets", str(folder), "--store", address)
    assert (ran.status, ran.out) == (3, "")
    assert ran.err == f"{address} holds no dataset 'never-loaded'; govgraph load brings it there\n"


def test_a_stale_store_says_so_and_answers(address: str, run: Run, sound: Path) -> None:
    folder = sound.rename(sound.with_name("loaded-by-tests"))
    assert run("load", "--datasets", str(folder), "--store", address).status == 0
    before = run("query", "events", "--datasets", str(folder), "--store", address)
    assert "note" not in before.err
    (folder / "mellanby" / "case.yaml").write_text(
        (folder / "mellanby" / "case.yaml").read_text(encoding="utf-8") + "# changed\n", encoding="utf-8"
    )
    stale = run("query", "events", "--datasets", str(folder), "--store", address)
    assert (stale.status, stale.out) == (0, before.out)
    assert stale.err.startswith(f"note: {address} holds version unreleased, ")


def test_an_older_schema_is_refused_and_loaded_anew(address: str, run: Run, sound: Path) -> None:
    folder = sound.rename(sound.with_name("loaded-by-tests"))
    dataset = load_dataset(folder)
    with Server(read_address(address), dataset) as server:
        load_server(server, dataset, silent)
        with server.session() as session:
            session.run("MATCH (d:Dataset {id: $name}) SET d.schema = 0", name=dataset.name).consume()
        ran = run("query", "events", "--datasets", str(folder), "--store", address)
        assert (ran.status, ran.out) == (3, "")
        assert f"(schema 0, not {SCHEMA}); load it anew" in ran.err
        assert not load_server(server, dataset, silent).already
        assert read_all(server, dataset) == expect_all(dataset)


def test_a_server_that_only_reads_refuses_a_load(own: Neo4jServer, run: Run) -> None:
    conf = own.home / "conf" / "neo4j.conf"
    text = conf.read_text(encoding="utf-8")
    dataset = name_dataset(MINI, "8" * 64)
    with Server(read_address(own.uri), dataset) as server:
        load_server(server, dataset, silent)
    own.stop()
    conf.write_text(f"{text}server.databases.read_only=neo4j\n", encoding="utf-8")
    try:
        own.start()
        ran = run("load", "--store", own.uri)
        assert (ran.status, ran.out) == (3, "")
        assert ran.err.startswith(f"{own.uri} refuses: ")
        with Server(read_address(own.uri), dataset) as server:
            assert read_all(server, dataset) == expect_all(dataset)
    finally:
        own.stop()
        conf.write_text(text, encoding="utf-8")


@pytest.fixture
def encrypted(own: Neo4jServer) -> Iterator[Path]:
    """A server that also speaks TLS, with a certificate of its own; gives the certificate."""
    folder = own.home / "certificates"
    folder.mkdir()
    conf = own.home / "conf" / "neo4j.conf"
    text = conf.read_text(encoding="utf-8")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "private.key", "-out", "public.crt"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    rows = {
        "enabled": "true", "base_directory": folder, "private_key": "private.key", "public_certificate": "public.crt",
        "client_auth": "NONE",
    }  # fmt: skip
    secured = "".join(f"dbms.ssl.policy.bolt.{key}={value}\n" for key, value in rows.items())
    own.stop()
    conf.write_text(f"{text}{secured}server.bolt.tls_level=OPTIONAL\n", encoding="utf-8")
    own.start()
    yield folder / "public.crt"
    own.stop()
    conf.write_text(text, encoding="utf-8")
    shutil.rmtree(folder)


def test_a_certificate_is_checked_or_not_as_asked(
    own: Neo4jServer, encrypted: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = own.uri.partition("://")[2]
    monkeypatch.setattr("govgraph.store.server.PATIENCE", 3.0)
    ran = run("load", "--store", f"bolt+s://{place}")
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith(f"bolt+s://{place} cannot be reached: ")
    assert run("load", "--store", f"bolt+ssc://{place}").status == 0
    monkeypatch.setenv("SSL_CERT_FILE", str(encrypted))
    for scheme in ("bolt+s", "neo4j+s", "neo4j+ssc"):
        ran = run("load", "--store", f"{scheme}://{place}")
        assert ran.status == 0, ran.err
        assert "already there" in ran.out


def test_an_address_that_routes_answers_the_same(address: str, run: Run) -> None:
    routed = address.replace("bolt://", "neo4j://")
    assert run("load", "--store", address).status == 0
    words = ("query", "members", "-p", "group=varmland.parterna", "--store")
    answers = [run(*words, uri) for uri in (address, routed)]
    assert [ran.status for ran in answers] == [0, 0]
    assert answers[0].out == answers[1].out != ""


def test_a_server_killed_in_mid_query_is_said_to_be_gone(own: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govgraph.store.server.PATIENCE", 2.0)
    dataset = name_dataset(MINI)
    with Server(read_address(own.uri), dataset) as server:
        timer = threading.Timer(1.5, own.kill)
        timer.start()
        with pytest.raises(StoreError, match="cannot be reached"):
            server.read("UNWIND range(1, 1000000000) AS x RETURN count(x)", {}, timeout=60)
        timer.join()


def test_a_query_that_would_run_for_ever_ends_and_the_server_answers(address: str) -> None:
    dataset = name_dataset(MINI)
    with Server(read_address(address), dataset) as server:
        with pytest.raises(StoreError, match=r"took more than 1 s and was ended; --timeout gives it longer"):
            server.read("UNWIND range(1, 10000000000) AS x RETURN count(x)", {}, timeout=1)
        assert server.read("RETURN 1 AS one", {}).rows == [[1]]


def test_the_guard_is_no_node_that_a_question_sees(address: str) -> None:
    dataset = name_dataset(MINI, "9" * 64)
    with Server(read_address(address), dataset) as server:
        load_server(server, dataset, silent)
        with server.session(default_access_mode=neo4j.READ_ACCESS) as session:
            found = session.run(f"MATCH (g:{GUARD}) RETURN labels(g)").values()
    assert [GUARD] in [labels for (labels,) in found]
