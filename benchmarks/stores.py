"""Loading and asking all of Sweden (sweden.py): in memory, embedded and on a Neo4j server, in one run, one at a time.

The server is that of NEO4J_URI (NEO4J_USERNAME, NEO4J_PASSWORD), or one that is started as in the tests; only such a
one is loaded with neo4j-admin too. The load is set beside the plain one that one would write first: MERGE of 10,000
rows a transaction, with the constraints that it needs. Questions are medians over actors drawn at random, each asked
once before it is timed; over Bolt the bare driver sends them. Memory is the peak of the process that holds the graph.

Goals, shown and not asserted: the first load at most 0.7 of the plain one; in memory direct questions, three steps and
shortest paths at least 20 times as fast as over Bolt.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import neo4j

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from govgraph import path, silence, whom
from govgraph.dataset import Dataset
from govgraph.elements import LABELS, Elements, build_elements
from govgraph.exchange.neo4j_csv import ARGUMENTS, export_neo4j_csv
from govgraph.graph import Graph, build_graph
from govgraph.library import read_library
from govgraph.store.address import read_address
from govgraph.store.embedded import Embedded
from govgraph.store.loading import load_server
from govgraph.store.server import Server
from machine import describe_machine, print_table
from neo4j_server import AtHand, Neo4jServer
from sweden import build_sweden

PLAIN = 10_000  # rows a transaction of the plain load
ASKED = 30  # actors, and pairs of them
HOPS = """MATCH (s:Actor {id: $actor, dataset: $dataset})((:Actor)-[r]->(:Actor)
  WHERE r.verb IN $verbs AND r.status = 'adopted'){1,3}(t:Actor) RETURN DISTINCT t.id AS actor"""

Rows = list[list[object]]


def main() -> None:
    """Measure and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=10, help="of the four cases in each of 21 regions")
    parser.add_argument("--heap", default="1g", help="of a server that is started here")
    options = parser.parse_args()
    dataset = build_sweden(options.copies)
    elements = build_elements(dataset)
    actors = sum(node.labels[0] == "Actor" for node in elements.nodes)
    print(f"{actors:,} actors, {len(elements.nodes):,} nodes, {len(elements.relationships):,} relationships\n")
    draw = Random(1)
    named = [node.properties["id"] for node in elements.nodes if node.labels[:2] == ("Actor", "Organ")]
    subjects = draw.sample(named, ASKED)
    in_region = defaultdict(list)
    for name in named:
        in_region[name.partition(".")[0]].append(name)
    pairs = [(one, draw.choice(in_region[one.partition(".")[0]])) for one in subjects]
    loads: Rows = []
    asked: dict[str, list[object]] = defaultdict(list)
    for measure in (measure_memory, measure_embedded, measure_server):
        rows, times = measure(dataset, elements, subjects, pairs, options.heap)
        loads += rows
        for question, milliseconds in times.items():
            asked[question].append(milliseconds)
    print_table(loads, ["load", "s", "peak MB"])
    print()
    print_table(
        [[question, *row, float(str(row[2])) / float(str(row[0]))] for question, row in asked.items()],
        ["ms a question", "in memory", "embedded", "Neo4j over Bolt", "Bolt / memory"],
    )
    print(f"\n{describe_machine('govgraph', 'networkx', 'neo4j', 'arcadedb-embedded')}; load {os.getloadavg()[1]:.1f}")


Measured = tuple[Rows, dict[str, float]]
Pairs = Sequence[tuple[str, str]]


def measure_memory(dataset: Dataset, _: Elements, subjects: Sequence[str], pairs: Pairs, __: str) -> Measured:
    """Measure the graph of lines in this process."""
    begun = time.perf_counter()
    graph: Graph = build_graph(dataset)
    took = time.perf_counter() - begun
    questions: dict[str, Callable[[Any], object]] = {
        "direct": lambda actor: whom(graph, actor, "any"),
        "3 hops": lambda actor: whom(graph, actor, "any", depth=3),
    }
    times = {name: time_all(ask, subjects) for name, ask in questions.items()}
    times["shortest path"] = time_all(lambda pair: path(graph, *pair, verbs=["any"], most=6), pairs)
    times["silence"] = time_all(lambda _: silence(graph, "region-01", verb="informs"), subjects[:3])
    return [["in memory, from records", took, read_peak()]], times


def measure_embedded(dataset: Dataset, _: Elements, subjects: Sequence[str], pairs: Pairs, __: str) -> Measured:
    """Measure the embedded engine, its database kept."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        with Embedded(dataset, folder=Path(folder) / "store") as store:
            took = time.perf_counter() - begun

            def run(text: str, values: dict[str, Any]) -> object:
                return store._database.query("opencypher", text, values).to_list()

            times = ask_cypher(run, dataset, subjects, pairs)
        begun = time.perf_counter()
        with Embedded(dataset, folder=Path(folder) / "store"):
            again = time.perf_counter() - begun
    rows: Rows = [["embedded, first", took, read_peak()], ["embedded, opened again", again, None]]
    return rows, times


def measure_server(dataset: Dataset, _: Elements, subjects: Sequence[str], pairs: Pairs, heap: str) -> Measured:
    """Measure loads of a server, and questions over Bolt."""
    server: Neo4jServer | AtHand = AtHand() if os.environ.get("NEO4J_URI") else Neo4jServer(heap=heap)
    os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"] = server.username, server.password
    rows: Rows = []
    if isinstance(server, Neo4jServer):
        server.start()
    try:
        with Server(read_address(server.uri), dataset) as opened:
            plain = time_once(lambda: load_plainly(opened, build_elements(dataset)))
            rows.append([f"Neo4j, plain MERGE of {PLAIN:,}", plain, read_server_peak(server)])
            empty(opened, dataset.name)
            first = time_once(lambda: load_server(opened, dataset, lambda *_: None))
            rows.append(["Neo4j, govgraph load, first", first, read_server_peak(server)])
            other = replace(dataset, sha256="f" * 64)
            again = time_once(lambda: load_server(opened, other, lambda *_: None))
            rows.append(["Neo4j, govgraph load of another version", again, read_server_peak(server)])
            same = time_once(lambda: load_server(opened, other, lambda *_: None))
            rows.append(["Neo4j, govgraph load, already there", same, None])
        account = (server.username, server.password)
        with neo4j.GraphDatabase.driver(server.uri, auth=account) as driver, driver.session() as session:

            def run(text: str, values: dict[str, Any]) -> object:
                return session.run(text, values).values()

            times = ask_cypher(run, dataset, subjects, pairs)
        if isinstance(server, Neo4jServer):
            server.stop()
            with tempfile.TemporaryDirectory() as folder:
                written = time_once(lambda: export_neo4j_csv(dataset, Path(folder) / "csv"))
                words = ("database", "import", "full", f"@{ARGUMENTS}")
                imported = time_once(lambda: server.admin(*words, folder=Path(folder) / "csv").check_returncode())
            rows += [["export to neo4j-csv", written, None], ["neo4j-admin import of it", imported, None]]
    finally:
        if isinstance(server, Neo4jServer):
            server.remove()
    rows.insert(2, ["the same, ratio to the plain one", first / plain, None])
    return rows, times


def ask_cypher(
    run: Callable[[str, dict[str, Any]], object], dataset: Dataset, subjects: Sequence[str], pairs: Pairs
) -> dict[str, float]:
    """Time the questions in Cypher; `run` sends a text with its parameters and fetches the rows."""
    library = read_library()
    nothing = {"at": None, "at_first": None, "at_last": None}
    verbs = sorted(verb.id for verb in dataset.vocabulary.verbs.values() if verb.family != "structure")
    common = {**nothing, "dataset": dataset.name, "verbs": verbs, "status": ["adopted"], "case": "region-01"}
    shortest = library["shortest-path"].text
    return {
        "direct": time_all(lambda a: run(library["whom-informs"].text, {**common, "actor": a}), subjects),
        "3 hops": time_all(lambda a: run(HOPS, {**common, "actor": a}), subjects),
        "shortest path": time_all(lambda p: run(shortest, {**common, "from": p[0], "to": p[1]}), pairs),
        "silence": time_all(
            lambda _: run(library["uninformed-organs"].text, {**common, "verbs": ["informs"]}), subjects[:3]
        ),
    }


def load_plainly(server: Server, elements: Elements) -> None:
    """Load as one would first: MERGE, so many rows a transaction, with the constraints that MERGE needs."""
    nodes: dict[tuple[str, ...], list[Any]] = defaultdict(list)
    for node in elements.nodes:
        nodes[node.labels].append(node.properties)
    between: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for number, (type_, start, end, properties) in enumerate(elements.relationships):
        row = {"from": start[1], "to": end[1], "key": number, "properties": properties}
        between[type_, start[0], end[0]].append(row)
    texts: dict[str, list[Any]] = {}
    for labels, rows in nodes.items():
        texts[f"UNWIND $rows AS row MERGE (n:{labels[0]} {{id: row.id}}) SET n:{':'.join(labels)} SET n = row"] = rows
    for (type_, near, far), rows in between.items():
        text = (
            f"UNWIND $rows AS row MATCH (a:{near} {{id: row.from}}) MATCH (b:{far} {{id: row.to}}) "
            f"MERGE (a)-[r:{type_} {{key: row.key}}]->(b) SET r += row.properties"
        )
        texts[text] = rows

    def work(transaction: neo4j.ManagedTransaction, text: str, rows: list[Any]) -> None:
        transaction.run(text, rows=rows).consume()

    with server.session() as session:
        for label in LABELS:
            constraint = f"CREATE CONSTRAINT plain_{label} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
            session.run(constraint).consume()
        for text, rows in texts.items():
            for begin in range(0, len(rows), PLAIN):
                session.execute_write(work, text, rows[begin : begin + PLAIN])


def empty(server: Server, dataset: str) -> None:
    """Remove what the plain load left, and what only it needs."""
    with server.session() as session:
        for label in LABELS:
            text = f"MATCH (n:{label} {{dataset: $name}}) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 500 ROWS"
            session.run(text, name=dataset).consume()
            session.run(f"DROP CONSTRAINT plain_{label} IF EXISTS").consume()


def time_once(work: Callable[[], object]) -> float:
    """Give the seconds that work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def time_all(ask: Callable[[Any], object], subjects: Sequence[Any]) -> float:
    """Give the median of asking each subject, in milliseconds, after each was asked once."""
    for subject in subjects:
        ask(subject)
    return median(1000 * time_once(lambda subject=subject: ask(subject)) for subject in subjects)  # type: ignore[misc]


def read_peak() -> float:
    """Read the peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def read_server_peak(server: Neo4jServer | AtHand) -> float | None:
    """Read the peak memory of a server that runs here in MB."""
    process = getattr(server, "process", None)
    if process is None:
        return None
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    return next(int(row.split()[1]) / 1024 for row in status.splitlines() if row.startswith("VmHWM"))


if __name__ == "__main__":
    main()
