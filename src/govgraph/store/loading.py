"""A dataset onto a server, all or nothing: staged under labels of its own, then swapped in by one short transaction.

A load in one transaction needs memory in proportion to the dataset, and one in several shows half of it meanwhile. So
what is new is written beside what is there, under labels that no question uses; one transaction takes the labels off
the old and puts them on the new; what is old is then removed bit by bit. Wherever a load is cut short, either the old
graph answers, whole, or the new one; the next load sweeps up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

import neo4j

from govgraph.dataset import Dataset
from govgraph.elements import LABELS, SCHEMA, Elements, Key, Node, Relationship, build_elements
from govgraph.store.loaded import Held, Loaded, Progress
from govgraph.store.server import Server

__all__ = ["find_held", "load_server"]

STAGED, OLD, GUARD = "GovgraphStaged", "GovgraphOld", "GovgraphGuard"  # labels that no question uses
BATCH = 5_000  # nodes or relationships a transaction
SWEPT = 1_000  # nodes a transaction of those that are removed, each with all its relationships

T = TypeVar("T")


def find_held(server: Server, dataset: str) -> Held | None:
    """Find what a store holds under a dataset's name; None where nothing."""
    text = "MATCH (d:Dataset {id: $id}) RETURN d.version AS version, d.sha256 AS sha256, d.schema AS schema"
    with server.faults(), server.session(default_access_mode=neo4j.READ_ACCESS) as session:
        rows = session.execute_read(lambda transaction: transaction.run(text, id=dataset).data())
    return Held(**rows[0]) if rows else None


def load_server(server: Server, dataset: Dataset, progress: Progress) -> Loaded:
    """Load a dataset, replacing what the store holds under its name; nodes of others stay as they are.

    Raises
    ------
    StoreError
        The server cannot be reached, ends, or refuses; what it held under the name it still holds, or already the new.
    """
    elements = build_elements(dataset)
    with server.faults():
        _make_constraints(server)
        with _guarded(server, elements.dataset, progress):
            held = find_held(server, elements.dataset)
            _sweep(server, elements.dataset, progress)
            already = held == Held(elements.version, elements.sha256, SCHEMA)
            if not already:
                _stage(server, elements, progress)
                _swap(server, elements)
                _sweep(server, elements.dataset, progress)
    counts = len(elements.nodes), len(elements.relationships)
    return Loaded(elements.dataset, elements.version, elements.sha256, *counts, already)


def _make_constraints(server: Server) -> None:
    """Make what every question finds its way by: an actor, or another node, by dataset and id."""
    with server.session() as session:
        for label in LABELS:
            name = f"govgraph_{label.lower()}"
            session.run(
                f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE (n.dataset, n.id) IS UNIQUE"
            ).consume()
        session.run(
            f"CREATE CONSTRAINT govgraph_guard IF NOT EXISTS FOR (n:{GUARD}) REQUIRE n.dataset IS UNIQUE"
        ).consume()
        session.run("CALL db.awaitIndexes(300)").consume()


@contextmanager
def _guarded(server: Server, dataset: str, progress: Progress) -> Iterator[None]:
    """Let one load of a dataset work at a time: a second one waits.

    The guard is a node that is written to and not yet committed. A client that is gone has its transaction rolled back
    by the server, so that nothing is ever left locked.
    """
    progress("waiting for other loads", 0, 1)
    with server.session() as session, session.begin_transaction() as transaction:
        transaction.run(f"MERGE (g:{GUARD} {{dataset: $dataset}}) SET g.loads = 1", dataset=dataset).consume()
        progress("waiting for other loads", 1, 1)
        yield
        transaction.commit()


def _sweep(server: Server, dataset: str, progress: Progress) -> None:
    """Remove what no question sees: what was replaced, and what a load that was cut short left."""
    for label in (OLD, STAGED):
        count = _count(server, label, dataset)
        with server.session() as session:
            for done in range(0, count, SWEPT):
                text = f"MATCH (n:{label} {{dataset: $dataset}}) WITH n LIMIT $most DETACH DELETE n"
                session.execute_write(_run, text, dataset=dataset, most=SWEPT)
                progress("removing what is old", min(done + SWEPT, count), count)


def _count(server: Server, label: str, dataset: str) -> int:
    with server.session() as session:
        text = f"MATCH (n:{label} {{dataset: $dataset}}) RETURN count(n) AS number"
        return int(session.execute_read(_run, text, dataset=dataset)[0]["number"])


def _run(transaction: neo4j.ManagedTransaction, text: str, /, **parameters: Any) -> list[dict[str, Any]]:
    return transaction.run(text, parameters).data()


def _stage(server: Server, elements: Elements, progress: Progress) -> None:
    """Write every node and relationship under labels that no question uses."""
    nodes: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in elements.nodes:
        nodes[node.labels].append(node)
    places: dict[Key, str] = {}
    done = 0
    with server.session() as session:
        for labels, found in nodes.items():
            text = (
                f"UNWIND $rows AS row CREATE (n:{STAGED}:{_stage_name(labels)}) SET n = row "
                "RETURN n.id AS id, elementId(n) AS place"
            )
            for batch in _cut(found):
                made = session.execute_write(_run, text, rows=[node.properties for node in batch])
                places.update({(labels[0], row["id"]): row["place"] for row in made})
                done += len(batch)
                progress("nodes", done, len(elements.nodes))
    relationships: dict[str, list[Relationship]] = defaultdict(list)
    for relationship in elements.relationships:
        relationships[relationship.type].append(relationship)
    done = 0
    with server.session() as session:
        for kind, each in relationships.items():
            text = (
                "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1] "
                f"CREATE (a)-[r:`{kind}`]->(b) SET r = row[2]"
            )
            for lot in _cut(each):
                rows = [[places[one.start], places[one.end], one.properties] for one in lot]
                session.execute_write(_run, text, rows=rows)
                done += len(lot)
                progress("relationships", done, len(elements.relationships))


def _swap(server: Server, elements: Elements) -> None:
    """Take the labels off what was there and put them on what is new, in one transaction."""
    wanted = list(dict.fromkeys(node.labels for node in elements.nodes))

    def swap(transaction: neo4j.ManagedTransaction) -> None:
        dataset = elements.dataset
        for label in LABELS:
            there = f"MATCH (n:{label} {{dataset: $dataset}})"
            rows = _run(transaction, f"{there} RETURN DISTINCT labels(n) AS labels", dataset=dataset)
            for other in sorted({name for row in rows for name in row["labels"]} - {label}):
                _run(transaction, f"{there} REMOVE n:`{other}`", dataset=dataset)
            _run(transaction, f"{there} SET n:{OLD} REMOVE n:{label}", dataset=dataset)
        for labels in wanted:
            staged = _stage_name(labels)
            named = ":".join(labels)
            text = f"MATCH (n:{staged} {{dataset: $dataset}}) SET n:{named} REMOVE n:{STAGED}:{staged}"
            _run(transaction, text, dataset=dataset)

    with server.session() as session:
        session.execute_write(swap)


def _stage_name(labels: Sequence[str]) -> str:
    return "_".join((STAGED, *labels))


def _cut(items: Sequence[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
