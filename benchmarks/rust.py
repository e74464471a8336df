"""The nearest that rustworkx offers to the questions, if it is installed; what each leaves undone stands beside it."""

from __future__ import annotations

import importlib
from typing import Any

from by_hand import Asked, judge
from govgraph.graph import Graph
from govgraph.lines import Line

__all__ = ["Rust", "import_rustworkx"]


def import_rustworkx() -> Any:
    """Import rustworkx; None where it is not installed."""
    try:
        return importlib.import_module("rustworkx")
    except ModuleNotFoundError:
        return None


class Rust:
    """The graph as a PyDiGraph: nodes are the ids, edges carry the same dicts."""

    def __init__(self, rustworkx: Any, graph: Graph, asked: Asked) -> None:
        self.rustworkx, self.visit = rustworkx, importlib.import_module("rustworkx.visit")
        lines = [(a, b, line) for a, b, line in graph.edges(data=True)]
        self.graph, self.index = self._copy(graph, lines)
        self.filtered, _ = self._copy(graph, [edge for edge in lines if judge(edge[2], asked)])
        self.classes = [graph.nodes[node]["class"] for node in graph]

    def _copy(self, graph: Graph, lines: list[tuple[str, str, Line]]) -> tuple[Any, dict[str, int]]:
        copy = self.rustworkx.PyDiGraph(multigraph=True)
        index = dict(zip(graph, copy.add_nodes_from(list(graph)), strict=True))
        copy.add_edges_from([(index[a], index[b], line) for a, b, line in lines])
        return copy, index

    def find_lines(self, start: str, asked: Asked) -> list[Line]:
        """Find the lines of one step: no members of groups, no order."""
        return [line for _, _, line in self.graph.out_edges(self.index[start]) if judge(line, asked)]

    def search(self, start: str, asked: Asked, depth: int) -> list[tuple[Line, int]]:
        """Find lines and distances by bfs_search: no paths, shared times, second and surer ways, groups or order."""
        visitor = self._build_visitor(self.index[start], asked, depth)
        self.rustworkx.bfs_search(self.graph, [self.index[start]], visitor)
        rows: list[tuple[Line, int]] = visitor.rows
        return rows

    def _build_visitor(self, start: int, asked: Asked, depth: int) -> Any:
        prune, stop = self.visit.PruneSearch, self.visit.StopSearch
        level, rows = {start: 0}, list[tuple[Line, int]]()

        class Visitor(self.visit.BFSVisitor):  # type: ignore[name-defined,misc]
            def __init__(self) -> None:
                self.rows = rows

            def tree_edge(self, edge: tuple[int, int, Line]) -> None:
                near, far, line = edge
                distance = level[near] + 1
                if distance > depth:
                    raise stop
                if judge(line, asked) is None:
                    raise prune
                level[far] = distance
                rows.append((line, distance))

            def non_tree_edge(self, edge: tuple[int, int, Line]) -> None:
                near, far, line = edge
                distance = level[near] + 1
                if level[far] == distance <= depth and judge(line, asked):
                    rows.append((line, distance))

        return Visitor()

    def find_path(self, source: str, target: str) -> list[int]:
        """Find the actors on one shortest path through what was filtered beforehand, by dijkstra_shortest_paths."""
        found = self.rustworkx.dijkstra_shortest_paths(self.filtered, self.index[source], target=self.index[target])
        return list(found[self.index[target]]) if self.index[target] in found else []

    def find_uninformed(self, asked: Asked) -> list[str]:
        """Find the organs to which no line leads itself, by find_predecessors_by_edge: no groups."""

        def passes(line: Line) -> bool:
            return judge(line, asked) is not None

        return [
            node
            for (node, index), kind in zip(self.index.items(), self.classes, strict=True)
            if kind in {"organ", "network"} and not self.graph.find_predecessors_by_edge(index, passes)
        ]
