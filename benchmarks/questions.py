"""How long questions, load and memory take on large graphs, beside plain NetworkX and rustworkx in the same run.

The graphs are generated (sample.py): 1,000, 10,000 and 100,000 actors with six lines each, a fifth of the actors groups
as in the coded cases; --plain leaves the groups out. They are built from records, as to read 700,000 from YAML takes
minutes; only the smallest is read from files too. by_hand.py has the same walk in plain NetworkX; before it is timed it
is compared: the same rows in the same order with the same hops. Figures are medians over actors drawn at random, each
asked of all in turn, in processor time, so that other work on the machine does not count; nor do imports. Memory is
what a process of its own has grown by.

Goals, shown and not asserted: at most twice the walk by hand; at 100,000 actors a direct question in 50 µs and three
steps in 1 ms; memory at most 1.5 times that of a plain MultiDiGraph with the same attributes, none of them shared.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from pathlib import Path
from statistics import median
from typing import Any

import networkx as nx

import by_hand
from by_hand import Asked, Row, Ties
from govgraph import load_graph, path, silence, whom
from govgraph.graph import Graph, build_graph
from govgraph.questions import Answer
from machine import describe_machine, print_table
from rust import Rust, import_rustworkx
from sample import LINES, PERIOD, Sample, name_actors

SIZES = (1_000, 10_000, 100_000)
DIRECT, DEEP, PATHS, CHECKED = 500, 100, 50, 20  # actors asked about
STEPS = 3
CHUNK = 1_000
FILES = 1_000  # actors up to which a sample is read from YAML too
MEGA = 1e6

Ask = Callable[[Any], object]


@dataclass(frozen=True)
class Question:
    """What is asked of every peer, about each of the subjects; the ratio is to the second peer."""

    name: str
    subjects: Sequence[Any]
    peers: dict[str, Ask]


def main() -> None:
    """Measure and print the tables of each size, or build one graph and print what that took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actors", type=int, nargs="+", default=SIZES)
    parser.add_argument("--plain", action="store_true", help="no groups")
    parser.add_argument("--build", choices=_BUILDERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    samples = [Sample(actors, options.plain) for actors in options.actors]
    if options.build:
        print(json.dumps(_BUILDERS[options.build](samples[0])))
        return
    rustworkx = import_rustworkx()
    if rustworkx is None:
        print("rustworkx is not installed: pip install rustworkx; its rows are left out\n")
    for sample in samples:
        show_size(sample, rustworkx)
    packages = ["govgraph", "networkx", "pydantic", *(["rustworkx"] if rustworkx else [])]
    print(f"{describe_machine(*packages)}; load of the machine {os.getloadavg()[1]:.1f}")


def show_size(sample: Sample, rustworkx: Any) -> None:
    """Print the tables of one size."""
    graph = build_graph(sample.build_dataset())
    gc.collect()
    groups = "no groups" if sample.plain else "a fifth of them groups"
    print(f"{sample.actors:,} actors, {groups}, {graph.number_of_edges():,} lines\n")
    rows = [row for question in list_questions(sample, graph, rustworkx) for row in time_peers(question)]
    print_table(rows, ["question", "by", "ms", "ratio"], digits=3)
    print()
    print_table(measure_builds(sample, graph), ["built", "seconds", "MB", "ratio of MB"])
    print()


def time_peers(question: Question) -> list[list[object]]:
    """Give the median time of each peer.

    Every peer is asked about every subject, and each is the first to come upon its share of them, so that none finds
    what another has just brought into the processor's cache.
    """
    subjects, share = question.subjects, len(question.subjects) // len(question.peers)
    times: dict[str, list[float]] = {peer: [] for peer in question.peers}
    for turn in range(len(subjects)):
        for place, (peer, ask) in enumerate(question.peers.items()):
            subject = subjects[(turn + place * share) % len(subjects)]
            begun = time.process_time()
            answer = ask(subject)
            times[peer].append(time.process_time() - begun)
            del answer
    seconds = {peer: median(took) for peer, took in times.items()}
    base = list(seconds.values())[1]
    return [[question.name, peer, 1000 * took, took / base] for peer, took in seconds.items()]


# -- questions ---------------------------------------------------------------------------------------------------------


def list_questions(sample: Sample, graph: Graph, rustworkx: Any) -> list[Question]:
    """List the questions, each with whom it is asked of; what is to be the same is compared first."""
    first, last = (f"{year}-{day}" for year, day in zip(PERIOD.split("/"), ("01-01", "12-31"), strict=True))
    asked = Asked(graph.graph["dataset"].vocabulary.find_verbs("any")[1], first, last)
    informs = Asked(frozenset({"informs"}), first, last)
    ties, filtered = by_hand.list_ties(graph), by_hand.filter_graph(graph, asked)
    actors = name_actors(sample.actors, DIRECT)
    pairs = [(a, b) for a, b in pairwise(actors) if a != b and nx.has_path(filtered, a, b)][:PATHS]
    rows = check_rows(graph, actors[:CHECKED], asked, ties)
    check_silence(graph, informs, ties)
    if sample.plain:
        check_paths(graph, pairs[:CHECKED], asked, filtered)
    questions = [
        Question("direct", actors, {
            "govgraph.whom": lambda actor: whom(graph, actor, "any"),
            "NetworkX by hand: the same rows": lambda actor: by_hand.walk(graph, actor, asked, 1, ties),
        }),
        Question(f"{STEPS} steps, {rows} rows", actors[:DEEP], {
            "govgraph.whom": lambda actor: whom(graph, actor, "any", depth=STEPS),
            "NetworkX by hand: the same rows": lambda actor: by_hand.walk(graph, actor, asked, STEPS, ties),
        }),
        Question("shortest path", pairs, {
            "govgraph.path: all that are shortest": lambda ends: path(graph, *ends),
            "NetworkX by hand from both ends: one, no groups or shared times":
                lambda ends: by_hand.search(graph, ends, asked),
            "nx.shortest_path, filtered beforehand: actors of one": lambda ends: nx.shortest_path(filtered, *ends),
        }),
        Question("organs that nobody informs", [None] * max(1, min(5, 30_000 // sample.actors)), {
            "govgraph.silence: with the reason": lambda _: silence(graph, verb="informs"),
            "NetworkX by hand: no reason": lambda _: by_hand.find_uninformed(graph, informs, ties),
        }),
    ]  # fmt: skip
    if rustworkx:
        for question, peer in zip(questions, list_rust(Rust(rustworkx, graph, asked), asked, informs), strict=True):
            question.peers.update([peer])
    return questions


def list_rust(rust: Rust, asked: Asked, informs: Asked) -> Iterator[tuple[str, Ask]]:
    """List what comes nearest to each question in rustworkx."""
    yield "rustworkx out_edges: lines only, no groups", lambda actor: rust.find_lines(actor, asked)
    yield (
        "rustworkx bfs_search: lines only, no groups, shared times or surer ways",
        lambda actor: rust.search(actor, asked, STEPS),
    )
    yield "rustworkx dijkstra, filtered beforehand: actors of one", lambda ends: rust.find_path(*ends)
    yield (
        "rustworkx find_predecessors_by_edge: no reason, no groups",
        lambda _: rust.find_uninformed(informs),
    )


def check_rows(graph: Graph, actors: Sequence[str], asked: Asked, ties: Ties) -> int:
    """Check that govgraph and the walk by hand give the same rows in the same order; give how many at the median."""
    counts = []
    for actor in actors:
        for depth, rules_only in ((1, False), (STEPS, True), (STEPS, False)):
            ours = [spell(row) for row in whom(graph, actor, "any", depth=depth, rules_only=rules_only)]
            theirs = by_hand.walk(graph, actor, replace(asked, rules_only=rules_only), depth, ties)
            assert ours == [spell(row) for row in theirs], f"{actor}, {depth} steps"
        counts.append(len(ours))
    return round(median(counts))


def spell(row: Answer | Row) -> tuple[object, ...]:
    """Spell out a row of either: line, ends, distance, how surely it holds, and every hop with its record."""
    line = row.line if isinstance(row, Row) else row.line["id"]
    hops = [(hop.line["record"], hop.source, hop.target, hop.via) for hop in row.hops]
    return line, row.source, row.target, row.distance, row.holds, hops


def check_silence(graph: Graph, informs: Asked, ties: Ties) -> None:
    """Check that both find the same organs."""
    ours = [finding.actor for finding in silence(graph, verb="informs")]
    assert ours == by_hand.find_uninformed(graph, informs, ties)


def check_paths(graph: Graph, pairs: Sequence[tuple[str, str]], asked: Asked, filtered: nx.DiGraph[str]) -> None:
    """Check that those who know no shared time find the same length, and govgraph that or, for its sake, a longer."""
    for source, target in pairs:
        shortest = nx.shortest_path_length(filtered, source, target)
        assert len(by_hand.search(graph, (source, target), asked)) == shortest
        assert all(len(found.hops) >= shortest for found in path(graph, source, target))


# -- load and memory ---------------------------------------------------------------------------------------------------


def measure_builds(sample: Sample, graph: Graph) -> list[list[object]]:
    """Build each in a process of its own; seconds, MB, and the ratio to the plain MultiDiGraph."""
    rows: list[list[object]] = []
    plain = run_build("plain", sample, write_json(graph))
    rows.append(["plain MultiDiGraph from JSON, nothing shared", *plain["graph"], 1.0])
    ours = run_build("govgraph", sample, ())
    names = {"graph": "govgraph's graph from records", "records": "the records that it is built from"}
    rows += [[names[what], *ours[what], ours[what][1] / plain["graph"][1]] for what in names]
    if sample.actors <= FILES:
        read = run_build("files", sample, ())
        rows.append(["both from YAML: check, load and build", *read["both"], read["both"][1] / plain["graph"][1]])
    return rows


def run_build(what: str, sample: Sample, given: Iterable[str]) -> dict[str, tuple[float, float]]:
    """Build in a process of its own, which is given lines of text; seconds and MB of each part."""
    command = [sys.executable, __file__, "--build", what, "--actors", str(sample.actors)]
    command += ["--plain"] if sample.plain else []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.writelines(given)
        child.stdin.close()
        told = child.stdout.read()
    if child.returncode:
        sys.exit(f"--build {what}: exit {child.returncode}")
    parts: dict[str, tuple[float, float]] = json.loads(told)
    return parts


def write_json(graph: Graph) -> Iterator[str]:
    """Write nodes, then edges, as lines of JSON of a thousand each."""
    nodes, edges = graph.nodes(data=True), ((a, b, line) for a, b, line in graph.edges(data=True))
    for rows in (iter(nodes), edges):
        while chunk := list(islice(rows, CHUNK)):
            yield json.dumps(chunk) + "\n"


def build_plain(_: Sample) -> dict[str, tuple[float, float]]:
    """Build a MultiDiGraph from the lines of JSON that are given; reading them is not counted."""
    graph: Graph = nx.MultiDiGraph()
    began, seconds = read_resident(), 0.0
    for text in sys.stdin:
        rows = json.loads(text, object_hook=_as_attributes)
        begun = time.process_time()
        for *ends, attributes in rows:
            if len(ends) == 1:
                graph.add_node(ends[0], **attributes)
            else:
                graph.add_edge(ends[0], ends[1], key=attributes["id"], **attributes)
        seconds += time.process_time() - begun
    gc.collect()
    return {"graph": (seconds, read_resident() - began)}


def _as_attributes(read: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in read.items()}


def build_govgraph(sample: Sample) -> dict[str, tuple[float, float]]:
    """Build the records and the graph of a sample."""
    began, begun = read_resident(), time.process_time()
    dataset = sample.build_dataset()
    gc.collect()
    between, seconds = read_resident(), time.process_time() - begun
    begun = time.process_time()
    graph = build_graph(dataset)
    took = time.process_time() - begun
    gc.collect()
    grown = read_resident() - between
    assert graph.number_of_edges() >= LINES * sample.actors
    return {"records": (seconds, between - began), "graph": (took, grown)}


def build_from_files(sample: Sample) -> dict[str, tuple[float, float]]:
    """Check, load and build from YAML."""
    import edtf  # noqa: F401 - imported where it is used, which is not what is measured here

    with tempfile.TemporaryDirectory() as folder:
        sample.write_files(Path(folder))
        began, begun = read_resident(), time.process_time()
        graph = load_graph(folder)
        took = time.process_time() - begun
    gc.collect()
    assert graph.number_of_edges() >= LINES * sample.actors
    return {"both": (took, read_resident() - began)}


_BUILDERS = {"plain": build_plain, "govgraph": build_govgraph, "files": build_from_files}


def read_resident() -> float:
    """Read the resident memory of this process in MB; 0 on systems that do not tell it in /proc."""
    status = Path("/proc/self/statm")
    return (
        int(status.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / MEGA
        if status.exists()
        else 0.0
    )


if __name__ == "__main__":
    main()
