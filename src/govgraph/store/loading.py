"""A dataset onto a server, all or nothing: staged under labels of its own, then swapped in by one short transaction.

A load in one transaction needs memory in proportion to the dataset, and one in several shows half of it meanwhile. So
what is new is written beside what is there, under labels that no question uses; one transaction takes the labels off
the old and puts them on the new; what is old is then removed bit by bit. Wherever a load is cut short, either the old
graph answers, whole, or the new one; the next load sweeps up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from threading import Timer
from time import sleep
from typing import Any

import neo4j

from govgraph.dataset import Dataset
from govgraph.elements import LABELS, SCHEMA, Elements, Key, Properties, build_elements
from govgraph.errors import StoreError
from govgraph.store.loaded import Held, Loaded, Progress
from govgraph.store.server import Server
from govgraph.store.tables import Table

__all__ = ["find_held", "load_server", "read_whole"]

# labels that no question uses
STAGED, OLD, GUARD, SWAPPING = "GovgraphStaged", "GovgraphOld", "GovgraphGuard", "GovgraphSwapping"
BATCH = 10_000  # nodes or relationships a transaction
_SOON = 2.0  # seconds after which one is told that another load is under way
_TRIES, _PAUSE = 50, 0.2  # of a query that meets a swap; seconds between them
SWEPT = 1_000  # nodes a transaction of those that are removed, each with all its relationships


def find_held(server: Server, dataset: str) -> Held | None:
    """Find what a store holds under a dataset's name; None where nothing."""
    text = (
        "MATCH (d:Dataset {id: $id}) RETURN d.version AS version, d.sha256 AS sha256, d.schema AS schema, "
        f"elementId(d) AS place, d:{SWAPPING} AS swapping"
    )
    with server.faults(), server.session(default_access_mode=neo4j.READ_ACCESS) as session:
        rows = session.execute_read(_run, text, id=dataset)
    return Held(**rows[0]) if rows else None


def read_whole(server: Server, dataset: str, read: Callable[[], Table]) -> Table:
    """Read rows of one graph, of the old or of the new, and never of both.

    A server shows a query that is under way what others commit meanwhile, and a commit as it is applied. So the swap
    of a load is announced, and a query that met one is asked again; where the announcement stays, since that load was
    cut short, two answers that agree will do.
    """
    before, last = find_held(server, dataset), None
    for _ in range(_TRIES):
        table, after = read(), find_held(server, dataset)
        met = before is not None and (after is None or before.swapping or after.swapping)
        if before == after and (not met or table == last):
            return table
        before, last = after, table
        sleep(_PAUSE)
    raise StoreError(f"{server.address.uri} is loaded again and again; ask later")


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
            already = held is not None and (held.version, held.sha256, held.schema) == (
                elements.version, elements.sha256, SCHEMA,
            )  # fmt: skip
            if not already:
                _stage(server, elements, progress)
                _announce(server, elements.dataset, swapping=True)
                _swap(server, elements)
                _sweep(server, elements.dataset, progress)
            elif held is not None and held.swapping:
                _announce(server, elements.dataset, swapping=False)
    counts = len(elements.nodes), len(elements.relationships)
    return Loaded(elements.dataset, elements.version, elements.sha256, *counts, already)


def _make_constraints(server: Server) -> None:
    """Make what every question finds its way by: an actor, or another node, by dataset and id."""
    wanted = {f"govgraph_{label.lower()}": (label, "(n.dataset, n.id)") for label in LABELS}
    wanted["govgraph_guard"] = (GUARD, "n.dataset")
    with server.session() as session:
        there = {row["name"] for row in session.run("SHOW CONSTRAINTS YIELD name")}
        for name in wanted.keys() - there:
            label, keys = wanted[name]
            text = f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE {keys} IS UNIQUE"
            session.run(text).consume()
        session.run("CALL db.awaitIndexes(300)").consume()


@contextmanager
def _guarded(server: Server, dataset: str, progress: Progress) -> Iterator[None]:
    """Let one load of a dataset work at a time: a second one waits.

    The guard is a node that is written to and not yet committed. A client that is gone has its transaction rolled back
    by the server, so that nothing is ever left locked.
    """
    waits = Timer(_SOON, progress, ("waiting for another load", 0, 1))
    waits.start()
    with server.session() as session, session.begin_transaction() as transaction:
        try:
            transaction.run(f"MERGE (g:{GUARD} {{dataset: $dataset}}) SET g.loads = 1", dataset=dataset).consume()
        finally:
            waits.cancel()
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
    nodes: dict[str, list[Properties]] = defaultdict(list)
    for node in elements.nodes:
        text = f"UNWIND $rows AS row CREATE (n:{STAGED}:`{_stage_name(node.labels)}`) SET n = row "
        nodes[f"{text}RETURN '{node.labels[0]}' AS label, n.id AS id, elementId(n) AS place"].append(node.properties)
    made = _write(server, nodes, len(elements.nodes), partial(progress, "nodes"))
    places: dict[Key, str] = {(row["label"], row["id"]): row["place"] for row in made}
    relationships: dict[str, list[list[Any]]] = defaultdict(list)
    for kind, start, end, properties in elements.relationships:
        text = (
            "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1] "
            f"CREATE (a)-[r:`{kind}`]->(b) SET r = row[2]"
        )
        relationships[text].append([places[start], places[end], properties])
    _write(server, relationships, len(elements.relationships), partial(progress, "relationships"))


def _write(
    server: Server, rows: Mapping[str, list[Any]], total: int, tell: Callable[[int, int], None]
) -> list[dict[str, Any]]:
    """Write rows by the text that each is written by, so many in a transaction; gives what the texts return."""

    def work(transaction: neo4j.ManagedTransaction, lot: list[tuple[str, list[Any]]]) -> list[dict[str, Any]]:
        return [row for text, part in lot for row in _run(transaction, text, rows=part)]

    found: list[dict[str, Any]] = []
    done = 0
    with server.session() as session:
        for lot in _cut(rows):
            found += session.execute_write(work, lot)
            done += sum(len(part) for _, part in lot)
            tell(done, total)
    return found


def _announce(server: Server, dataset: str, *, swapping: bool) -> None:
    """Announce that the graph is about to be swapped, or take that back."""
    with server.session() as session:
        change = f"{'SET' if swapping else 'REMOVE'} d:{SWAPPING}"
        session.execute_write(_run, f"MATCH (d:Dataset {{id: $dataset}}) {change}", dataset=dataset)


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
            named = "`:`".join(labels)
            text = f"MATCH (n:`{staged}` {{dataset: $dataset}}) SET n:`{named}` REMOVE n:{STAGED}:`{staged}`"
            _run(transaction, text, dataset=dataset)

    with server.session() as session:
        session.execute_write(swap)


def _stage_name(labels: Sequence[str]) -> str:
    return "_".join((STAGED, *labels))


def _cut(rows: Mapping[str, list[Any]]) -> Iterator[list[tuple[str, list[Any]]]]:
    """Cut rows into lots of so many, each row with its text."""
    lot: list[tuple[str, list[Any]]] = []
    room = BATCH
    for text, each in rows.items():
        begin = 0
        while begin < len(each):
            part = each[begin : begin + room]
            lot.append((text, part))
            begin += len(part)
            room -= len(part)
            if not room:
                yield lot
                lot, room = [], BATCH
    if lot:
        yield lot
