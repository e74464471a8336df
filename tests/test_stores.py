"""Equal answers: every query on both engines, and every built-in question with a twin beside what it gives in memory.

The embedded engine and a real Neo4j each hold four datasets at once: the bundled one, the two invented ones, and sixty
generated cases in one, with parallel lines, cycles, groups in groups, open and unknown ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import product
from random import Random
from typing import Any, Protocol

import pytest

from govgraph import list_records, path, silence, who, whom
from govgraph.cards import show
from govgraph.dataset import Dataset
from govgraph.graph import Graph
from govgraph.library import Query, read_library, resolve_parameters
from govgraph.store.address import read_address
from govgraph.store.embedded import Embedded
from govgraph.store.loading import load_server
from govgraph.store.server import Server
from govgraph.store.tables import Table
from twins import DATASETS, ask_of_all, group_rows, load_graph_of

pytestmark = pytest.mark.xdist_group("neo4j")

ENGINES = ("embedded", "neo4j")
EACH = ["embedded", pytest.param("neo4j", marks=pytest.mark.thorough)]
EVERY = [pytest.param(name, marks=[] if name == "bundled" else [pytest.mark.thorough]) for name in DATASETS]
LIBRARY = read_library()
Rows = list[list[Any]]


class Store(Protocol):
    """What both engines offer."""

    def read(self, text: str, parameters: dict[str, Any], *, timeout: float | None = None) -> Table: ...


@pytest.fixture(scope="module")
def graphs() -> dict[str, Graph]:
    return {name: load_graph_of(name) for name in DATASETS}


@pytest.fixture(scope="module")
def stores(graphs: dict[str, Graph], request: pytest.FixtureRequest) -> Iterator[Callable[[str, str], Store]]:
    """Opens an engine with one of the datasets, each once."""
    opened: dict[tuple[str, str], Store] = {}
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:

        def open_store(engine: str, name: str) -> Store:
            if (engine, name) not in opened:
                dataset: Dataset = graphs[name].graph["dataset"]
                if engine == "embedded":
                    opened[engine, name] = stack.enter_context(Embedded(dataset))
                else:
                    server = request.getfixturevalue("neo4j_server")
                    patch.setenv("NEO4J_USERNAME", server.username)
                    patch.setenv("NEO4J_PASSWORD", server.password)
                    opened[engine, name] = found = stack.enter_context(Server(read_address(server.uri), dataset))
                    load_server(found, dataset, lambda *_: None)
            return opened[engine, name]

        yield open_store


@pytest.fixture
def count(record_property: Callable[[str, object], None]) -> Callable[[str, int], None]:
    """Counts what was found equal on an engine, for the summary."""
    return lambda engine, number: record_property(f"equal on {engine}", number)


def resolve(query: Query, dataset: Dataset, **given: str) -> dict[str, Any]:
    return {**resolve_parameters(query, given, dataset), "dataset": dataset.name}


# -- every query on both engines ---------------------------------------------------------------------------------------


def list_examples(query: Query) -> Iterator[dict[str, str]]:
    """What is required with its example; then each other parameter with its own, too."""
    required = {p.name: p.example for p in query.header.params if p.required}
    yield required
    for parameter in query.header.params:
        if not parameter.required:
            yield {**required, parameter.name: parameter.example}


@pytest.mark.thorough
@pytest.mark.parametrize("name", LIBRARY)
def test_a_query_gives_equal_rows_on_both_engines(
    name: str, graphs: dict[str, Graph], stores: Callable[[str, str], Store], count: Callable[[str, int], None]
) -> None:
    query = LIBRARY[name]
    found = 0
    for given in list_examples(query):
        values = resolve(query, graphs["bundled"].graph["dataset"], **given)
        tables = [stores(engine, "bundled").read(query.text, values) for engine in ENGINES]
        assert tables[0].columns == tables[1].columns == query.header.returns
        assert tables[0].rows == tables[1].rows, given
        places = [query.header.returns.index(column) for column in query.header.order]
        keys = [[(row[place] is None, row[place]) for place in places] for row in tables[0].rows]
        assert keys == sorted(keys), given
        found += len(tables[0].rows)
    assert found or name == "contradictions", "no example finds a row"  # no coded text contradicts itself
    for engine in ENGINES:
        count(engine, found)


# -- who and whom ------------------------------------------------------------------------------------------------------

VERBS = ("informs", "any", "cooperates_with", "structure")
DATES = (None, "2025", "2025-05-01", "2023", "2030", "2019-06")
STATUSES = ("adopted", "adopted,proposed,planned,former")


@pytest.mark.parametrize("dataset", EVERY)
@pytest.mark.parametrize("engine", EACH)
@pytest.mark.parametrize("name", ["who-informs", "whom-informs"])
def test_everyone_is_answered_as_in_memory(
    name: str, engine: str, dataset: str, graphs: dict[str, Graph], stores: Callable[[str, str], Store],
    count: Callable[[str, int], None],
) -> None:  # fmt: skip
    graph, query = graphs[dataset], LIBRARY[name]
    text = ask_of_all(query.text, "actor", list(query.header.returns))
    actors = [node for node, fields in graph.nodes(data=True) if fields["kind"] != "unspecified"]
    store, equal = stores(engine, dataset), 0
    for verbs, at, status in product(VERBS, DATES, STATUSES):
        given = {"actor": actors[0], "verbs": verbs, "status": status} | ({"at": at} if at else {})
        values = resolve(query, graph.graph["dataset"], **given) | {"actors": actors}
        found = group_rows(store.read(text, values).rows)
        for actor in actors:
            expected = answer(graph, name, actor, verbs, at, status.split(","))
            assert found.get(actor, []) == expected, (actor, verbs, at, status)
            equal += 1
    count(engine, equal)


def answer(graph: Graph, name: str, actor: str, verbs: str, at: str | None, status: list[str]) -> Rows:
    inward = name == "who-informs"
    found = (
        who(graph, verbs, actor, at=at, status=status) if inward else whom(graph, actor, verbs, at=at, status=status)
    )
    rows = [
        [each.source, each.line["verb"], each.target, each.via, each.holds]
        + [each.line[key] for key in ("status", "mode", "basis", "id", "record")]
        for each in found
    ]
    return sorted(rows, key=lambda row: (row[0], row[2], row[1], row[8]))


# -- paths -------------------------------------------------------------------------------------------------------------

PAIRS = {"bundled": 10, "mini": 30, "sound": 20, "worlds": 300}


def draw_pairs(graph: Graph, number: int) -> list[tuple[str, str]]:
    """Pairs of actors of one case, among them every one that the first lines join."""
    actors = [node for node, fields in graph.nodes(data=True) if fields["kind"] != "unspecified"]
    pairs = [(a, b) for a, b in product(actors, actors) if a != b and a.partition(".")[0] == b.partition(".")[0]]
    return Random(8).sample(pairs, min(number, len(pairs)))


def list_paths(graph: Graph, source: str, target: str, **options: Any) -> Rows:
    rows = []
    for found in path(graph, source, target, **options):
        lines = [hop.line for hop in found.hops]
        verbs, ids = ([line[key] for line in lines] for key in ("verb", "id"))
        rows.append([len(lines), found.ids, verbs, found.holds, ids])
    return sorted(rows, key=lambda row: (row[0], row[1], row[4]))


@pytest.mark.parametrize("dataset", EVERY)
@pytest.mark.parametrize("engine", EACH)
@pytest.mark.parametrize("name", ["simple-paths", "shortest-path"])
def test_paths_are_those_in_memory(
    name: str, engine: str, dataset: str, graphs: dict[str, Graph], stores: Callable[[str, str], Store],
    count: Callable[[str, int], None],
) -> None:  # fmt: skip
    graph, query = graphs[dataset], LIBRARY[name]
    pairs = draw_pairs(graph, PAIRS[dataset])
    body = query.text[query.text.index("\nMATCH") :].replace("$from", "pair[0]").replace("$to", "pair[1]")
    text = f"UNWIND $pairs AS pair CALL (pair) {{{body}}} RETURN pair, {', '.join(query.header.returns)}"
    every = name == "simple-paths"
    store, equal = stores(engine, dataset), 0
    for verbs, at in (("any", None), ("any", "2025")):
        given = {"from": pairs[0][0], "to": pairs[0][1], "verbs": verbs, **({"max": "3"} if every else {})}
        values = resolve(query, graph.graph["dataset"], **given, **({"at": at} if at else {}))
        rows = store.read(text, {**values, "pairs": [list(pair) for pair in pairs]}).rows
        for source, target in pairs:
            expected = list_paths(graph, source, target, verbs=[verbs], at=at, all_paths=every, most=3 if every else 6)
            assert [row for pair, *row in rows if pair == [source, target]] == expected, (source, target, verbs, at)
            equal += 1
    count(engine, equal)


@pytest.mark.parametrize("dataset", EVERY)
@pytest.mark.parametrize("engine", EACH)
def test_whoever_reaches_an_actor_does_so_by_its_shortest_paths(
    engine: str, dataset: str, graphs: dict[str, Graph], stores: Callable[[str, str], Store],
    count: Callable[[str, int], None],
) -> None:  # fmt: skip
    graph, query = graphs[dataset], LIBRARY["informs-transitive"]
    store, equal = stores(engine, dataset), 0
    for target in dict.fromkeys(b for _, b in draw_pairs(graph, PAIRS[dataset])[:30]):
        values = resolve(query, graph.graph["dataset"], actor=target, verbs="information")
        found = store.read(query.text, values).rows
        for source in graph:
            if source == target or source.partition(".")[0] != target.partition(".")[0] or "unspecified--" in source:
                continue
            expected = list_paths(graph, source, target, verbs=["information"], most=6)
            assert [row for origin, *row in found if origin == source] == expected, (source, target)
            equal += 1
    count(engine, equal)


@pytest.mark.parametrize("engine", EACH)
def test_who_is_no_longer_reached_is_reached_only_through(
    engine: str, graphs: dict[str, Graph], stores: Callable[[str, str], Store], count: Callable[[str, int], None]
) -> None:
    graph, query = graphs["mini"], LIBRARY["without-actor"]
    actors = [n for n, f in graph.nodes(data=True) if f["kind"] != "unspecified" and f["case"] == "norrvik"]
    ways = {
        (a, b): [row[1] for row in list_paths(graph, a, b, all_paths=True, most=3)]
        for a, b in product(actors, actors)
        if a != b
    }
    equal = 0
    for actor in actors:
        values = resolve(query, graph.graph["dataset"], actor=actor)
        found = stores(engine, "mini").read(query.text, values).rows
        expected = [
            [a, b]
            for (a, b), each in ways.items()
            if each and actor not in (a, b) and all(actor in ids for ids in each)
        ]
        assert found == sorted(expected), actor
        equal += 1
    count(engine, equal)


# -- silence -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dataset", EVERY)
@pytest.mark.parametrize("engine", EACH)
def test_silences_are_those_in_memory(
    engine: str, dataset: str, graphs: dict[str, Graph], stores: Callable[[str, str], Store],
    count: Callable[[str, int], None],
) -> None:  # fmt: skip
    graph = graphs[dataset]
    store, whole = stores(engine, dataset), graph.graph["dataset"]
    findings = silence(graph)

    def ask(name: str, **given: str) -> Rows:
        return store.read(LIBRARY[name].text, resolve(LIBRARY[name], whole, **given)).rows

    for verb in ("informs", "prepares_for", "leads", "sends_members_to"):
        unmet = sorted(str(f.actor) for f in silence(graph, verb=verb) if f.code == "nobody")
        assert [row[0] for row in ask("uninformed-organs", verbs=verb)] == unmet, verb
    owed = sorted([f.actor, f.verb, f.toward, f.record] for f in findings if f.code == "no_report_back")
    assert sorted(row[:4] for row in ask("no-report-back")) == owed
    pairs = {(f.actor, f.toward): (f.verb, f.record) for f in findings if f.code == "one_way"}
    found = ask("one-way-pairs")
    assert [(a, b) for a, b, *_ in found] == sorted(pairs)
    assert all(pairs[a, b][0] in verbs and pairs[a, b][1] in records for a, b, verbs, records in found)
    inferred = {f.record for f in findings if f.code == "inferred"}
    assert {row[0] for row in ask("inferred-facts")} == inferred
    count(engine, len(findings))


# -- cards and lists ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dataset", EVERY[:3])
@pytest.mark.parametrize("engine", EACH)
def test_cards_say_the_same(
    engine: str, dataset: str, graphs: dict[str, Graph], stores: Callable[[str, str], Store],
    count: Callable[[str, int], None],
) -> None:  # fmt: skip
    graph = graphs[dataset]
    store, whole = stores(engine, dataset), graph.graph["dataset"]
    actors = [node for node, fields in graph.nodes(data=True) if fields["kind"] != "unspecified"]

    def ask(name: str) -> dict[str, Rows]:
        (parameter,) = (p.name for p in LIBRARY[name].header.params)
        text = ask_of_all(LIBRARY[name].text, parameter, list(LIBRARY[name].header.returns))
        return group_rows(store.read(text, {"actors": actors, "dataset": whole.name}).rows)

    mandates, composition, interlocks = map(ask, ("holds", "composition", "sits-where-else"))
    for actor in actors:
        fields = show(graph, actor).fields
        # what each of a group does toward others are lines, which a card shows apart
        held = {
            row[0]
            for row in mandates.get(actor, [])
            if row[6] is None or row[7] == "jointly" or (row[7] == "each" and not row[3])
        }
        assert held == {row["id"] for key in ("mandates", "joint_mandates") for row in fields[key]}, actor
        seats = {row["id"]: row for row in fields["seats"]}
        found = composition.get(actor, [])
        assert [row[0] for row in found] == sorted(seats), actor
        for seat, kind, number, all_of_it, *_ in found:
            assert (kind, "all" if all_of_it else number) == (seats[seat]["kind"], seats[seat]["count"]), seat
        case, _, local = actor.partition(".")
        ties = [[f"{case}.{t.organ}", t.by, f"{case}.{t.shared}"] for t in whole.cases[case].find_interlocks(local)]
        assert interlocks.get(actor, []) == sorted(ties), actor
    count(engine, len(actors))


@pytest.mark.parametrize("dataset", EVERY)
@pytest.mark.parametrize("engine", EACH)
def test_lists_say_the_same(
    engine: str, dataset: str, graphs: dict[str, Graph], stores: Callable[[str, str], Store],
    count: Callable[[str, int], None],
) -> None:  # fmt: skip
    graph = graphs[dataset]
    store, whole = stores(engine, dataset), graph.graph["dataset"]

    def ask(name: str, **given: str) -> Rows:
        return store.read(LIBRARY[name].text, resolve(LIBRARY[name], whole, **given)).rows

    dates = ("2019-06-01", "2022-12-01", "2025", "2030")
    held = {}
    for at in dates:
        lines = list_records(graph, "lines", at=at)
        held[at] = {row["id"]: row["holds"] for row in lines}
        expected = [
            [row["from"]["id"], row["verb"], row["to"]["id"], row["holds"], row["status"], row["id"]] for row in lines
        ]
        assert ask("lines-at-date", at=at) == sorted(expected, key=lambda row: row[5]), at
    for before, after in product(dates, dates):
        changed = [
            line for line in held[before].keys() | held[after].keys() if held[before].get(line) != held[after].get(line)
        ]
        assert [row[6] for row in ask("in-force-changes", before=before, after=after)] == sorted(changed), (
            before,
            after,
        )
    proposed = {
        row["id"]
        for what, status in product(
            ("actors", "topics", "instruments", "seats", "mandates", "events"), ("proposed", "planned")
        )
        for row in list_records(graph, what, status=status)
    }
    assert {row[0] for row in ask("proposed-not-adopted") if row[1] not in {"TopicList", "Procedure"}} == proposed
    assert [row[1] for row in ask("events")] == sorted(row["id"] for row in list_records(graph, "events"))
    meets = {row["id"] for row in list_records(graph, "mandates") if row["aim"] == "meets"}
    assert {row[8] for row in ask("meeting-rules")} == meets
    count(engine, sum(map(len, held.values())))
