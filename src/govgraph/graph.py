"""A checked Dataset → a `networkx.MultiDiGraph`: nodes are actors, edges are lines; nothing is expanded or invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import networkx as nx

from govgraph.cases import CaseData, Validity
from govgraph.dataset import Dataset, load_dataset
from govgraph.files import without_collection
from govgraph.lines import Line, build_actor, build_unspecified, find_lines, find_validity, is_denied

__all__ = ["Graph", "build_graph", "load_graph", "read_validity"]

if TYPE_CHECKING:
    Graph: TypeAlias = nx.MultiDiGraph[str]
else:
    Graph = nx.MultiDiGraph


def load_graph(folder: Path | str | None = None) -> Graph:
    """Load and check every case of a folder and build its graph; default: the bundled datasets.

    Parameters
    ----------
    folder
        A folder of case folders.

    Returns
    -------
    networkx.MultiDiGraph
        See `build_graph`.

    Raises
    ------
    DatasetError
        A file is wrong; every fault is named.
    UsageError
        The folder is not there.

    Examples
    --------
    >>> G = load_graph()
    >>> G.nodes["vasterbotten.pkd"]["abbreviation"]
    'PKD'
    """
    return build_graph(load_dataset(Path(folder) if folder is not None else None))


@without_collection()
def build_graph(dataset: Dataset) -> Graph:
    """Build the graph of lines between actors.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are global actor ids with scalar attributes (`id, case, name, name_en, abbreviation, kind, class, tier,
        side, formal, number, size, open, part_of, attached_to, functions`, the axes of the fact). Edges are lines; the
        key is the line's id, never the verb, so that the same line in two periods is two edges. A line is stored
        where it was coded, at the group. `G.graph["dataset"]` is the Dataset; `G.graph["negatives"]` holds what
        negative statements and bans would be as lines: they are never edges. `G.graph["beside"]` finds, by end and
        actor, what no edge at the actor leads to: these, lines that it holds jointly with their holder, and symmetric
        lines from their other end, each with the end that it is met at. The order is that of the files.
    """
    graph: Graph = nx.MultiDiGraph(dataset=dataset, negatives=[], beside={})
    shared: dict[Any, Any] = {}
    for case in dataset.cases.values():
        for actor in case.actors.values():
            node = f"{case.id}.{actor.id}"
            shared[node] = node
            graph.add_node(node, **{**build_actor(case, actor), "id": node})
        for line in find_lines(case):
            for key in _SHARED:
                line[key] = shared.setdefault(line[key], line[key])
            for end in ("from", "to"):
                if line[end] not in graph:
                    graph.add_node(line[end], **build_unspecified(line[end], case))
            denied = is_denied(line)
            if denied:
                graph.graph["negatives"].append(line)
            else:
                graph.add_edge(line["from"], line["to"], key=line["id"], **line)
            for near, place, end in _find_beside(case, line, denied=denied):
                graph.graph["beside"].setdefault((near, place), []).append((line, end))
    return graph


# what equals another line's is kept once: a quarter of the memory of a large graph
_SHARED = ("from", "to", "sources", "cues", "with", "object", "object_en", "condition", "condition_en")


def _find_beside(case: CaseData, line: Line, *, denied: bool) -> Iterator[tuple[str, str, str]]:
    """Find where a line is met that its edge does not lead to: the end asked for, the actor there, the end it is at."""
    symmetric = line["verb"] in case.vocabulary.symmetric and line["from"] != line["to"]
    for end, far in (("from", "to"), ("to", "from")):
        if denied:
            yield end, line[end], end
        if symmetric:
            yield far, line[end], end
    for partner in line["with"]:
        yield "from", partner, "from"
        if symmetric:
            yield "to", partner, "from"


def read_validity(graph: Graph, line: Line) -> Validity:
    """Give when a line holds, and what its sources cover."""
    return find_validity(graph.graph["dataset"].cases[line["case"]], line)
