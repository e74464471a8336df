"""The same questions written by hand in plain NetworkX: what someone would write who has the graph and no govgraph.

The walk gives the rows that govgraph gives: it filters on verb, status and mode, judges the dates three-valued from the
six date attributes of the edges, carries the time that a path shares, and takes what is said of a group as said of each
of its members or of all jointly. It knows only what the sample holds: no pairs, alternatives, joint holders or extents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import networkx as nx

from govgraph.graph import Graph
from govgraph.lines import Line

__all__ = ["Asked", "Hop", "Row", "Ties", "filter_graph", "find_uninformed", "judge", "list_ties", "search", "walk"]

FIRST, LAST = "0001-01-01", "9999-12-31"  # of all days, as ISO text
Window = tuple[str, str, str, str, bool]  # begins at earliest and at latest, ends so, and whether that surely meets
ALL_TIME: Window = (FIRST, FIRST, LAST, LAST, True)
HOLDS = ("yes", "possibly")
Ways = list[tuple[int, Window]]


class Hop(NamedTuple):
    """A line as it was walked, with its attributes."""

    line: Line
    source: str
    target: str
    via: str | None


class Row(NamedTuple):
    """One line that answers."""

    line: str
    source: str
    target: str
    distance: int
    holds: str
    hops: tuple[Hop, ...]


class Label(NamedTuple):
    """One way to an actor, or to a group as one body."""

    actor: str
    body: bool
    hops: tuple[Hop, ...]
    rank: int
    window: Window


@dataclass(frozen=True)
class Asked:
    """What passes: adopted lines of these verbs that hold on some day from the first to the last."""

    verbs: frozenset[str]
    first: str
    last: str
    rules_only: bool = False


@dataclass(frozen=True)
class Ties:
    """Who lies in which group; worked out once for a graph."""

    members: dict[str, list[str]]
    groups: dict[str, list[str]]


def list_ties(graph: Graph) -> Ties:
    """List the members of each group and the groups of each member, by the lines that say so."""
    ties = Ties({}, {})
    for member, group, line in graph.edges(data=True):
        if line["verb"] == "member_of":
            ties.members.setdefault(group, []).append(member)
            ties.groups.setdefault(member, []).append(group)
    return ties


def judge(line: Line, asked: Asked) -> tuple[int, Window] | None:
    """Say how surely a line holds (0 yes, 1 possibly) and when; None where it is filtered out."""
    if line["verb"] not in asked.verbs or line["status"] != "adopted":
        return None
    if asked.rules_only and line["mode"] == "practice":
        return None
    begins, ends = line["from_earliest"] or FIRST, line["to_latest"] or LAST
    if begins > asked.last or ends < asked.first:
        return None
    begun = FIRST if line["from_open"] else line["from_latest"] or ends
    lasts = LAST if line["to_open"] else line["to_earliest"] or begins
    surely = begun <= asked.last and lasts >= asked.first
    return (0 if surely else 1), (begins, begun, lasts, ends, True)


def meet(one: Window, other: Window) -> Window | None:
    """Give the time that two windows share; None where they cannot."""
    begins, ends = max(one[0], other[0]), min(one[3], other[3])
    if begins > ends:
        return None
    sure = one[1] <= other[2] and other[1] <= one[2]
    return begins, max(one[1], other[1]), min(one[2], other[2]), ends, one[4] and other[4] and sure


def walk(graph: Graph, start: str, asked: Asked, depth: int, ties: Ties) -> list[Row]:
    """Walk so many steps from an actor: every line of the first step, then those that reach anyone anew or surer."""
    best, known = {start: 0}, {(start, False): [(0, ALL_TIME)]}
    labels = [Label(start, False, (), 0, ALL_TIME)]
    rows: list[Row] = []
    for distance in range(1, depth + 1):
        found: dict[str, list[Label]] = {}
        surer: dict[str, int] = {}
        onward: list[Label] = []
        for label in labels:
            for line, far, via in list_lines(graph, label, ties):
                reached = arrive(label, line, far, via, asked, ties)
                if not reached:
                    continue
                new = distance == 1
                for each in reached:
                    if each.rank < best.get(each.actor, 2):
                        new = True
                        surer[each.actor] = min(each.rank, surer.get(each.actor, 2))
                if new:
                    found.setdefault(line["id"], []).append(reached[0])
                if distance < depth:
                    onward += enter(known, reached)
        rows += [row for ways in found.values() for row in choose(ways)]
        best |= surer
        labels = onward
    rows.sort(key=lambda row: (row.distance, row.source, row.target, row.hops[-1].line["verb"], row.line))
    return rows


def list_lines(graph: Graph, label: Label, ties: Ties) -> Iterator[tuple[Line, str, str | None]]:
    """List the lines that lead on, with the group that a line is coded at where the actor is only a member of it."""
    actor = label.actor
    for _, far, line in graph.out_edges(actor, data=True):
        if not label.body or line["holder_as"] == "jointly":
            yield line, far, None
    if label.body:
        return
    for group in ties.groups.get(actor, ()):
        for _, far, line in graph.out_edges(group, data=True):
            if line["holder_as"] == "each" and far != actor:
                yield line, far, group


def arrive(label: Label, line: Line, far: str, via: str | None, asked: Asked, ties: Ties) -> list[Label]:
    """Give where a line leads: its receiver, and, where it applies to each of a group, the members of that."""
    judged = judge(line, asked)
    if judged is None:
        return []
    rank, window = judged
    if label.hops:
        shared = meet(label.window, window)
        if shared is None:
            return []
        window = shared
        rank = max(rank, label.rank, 0 if window[4] else 1)
    applies, near = line["toward_as"], label.actor
    reached = [Label(far, applies == "jointly", (*label.hops, Hop(line, near, far, via)), rank, window)]
    if applies == "each":
        reached += [
            Label(member, False, (*label.hops, Hop(line, near, member, via or far)), rank, window)
            for member in ties.members.get(far, ())
            if member != near
        ]
    return reached


def enter(known: dict[tuple[str, bool], Ways], reached: list[Label]) -> list[Label]:
    """Keep the ways that lead anywhere that no way known before leads to as soon and as surely."""
    kept = []
    for label in reached:
        ways = known.setdefault((label.actor, label.body), [])
        wider = known.get((label.actor, False), []) if label.body else []
        if not any(rank <= label.rank and contains(window, label.window) for rank, window in chain(ways, wider)):
            ways.append((label.rank, label.window))
            kept.append(label)
    return kept


def contains(one: Window, other: Window) -> bool:
    """Tell whether whatever shares time with the other shares it with this one, and as surely."""
    return (
        one[0] <= other[0] and one[3] >= other[3] and one[1] <= other[1] and one[2] >= other[2] and one[4] >= other[4]
    )


def choose(ways: list[Label]) -> Iterator[Row]:
    """Choose the surest way to each end of a line, from the group that holds it rather than from its members."""
    own = [way for way in ways if way.hops[-1].via is None] or ways
    best: dict[tuple[str, str], Label] = {}
    for way in sorted(own, key=lambda way: way.rank) if len(own) > 1 else own:
        best.setdefault((way.hops[-1].source, way.hops[-1].target), way)
    for way in best.values():
        last = way.hops[-1]
        yield Row(last.line["id"], last.source, last.target, len(way.hops), HOLDS[way.rank], way.hops)


# -- paths -------------------------------------------------------------------------------------------------------------


def filter_graph(graph: Graph, asked: Asked) -> nx.DiGraph[str]:
    """Copy the actors, and who leads to whom by any line that passes, for algorithms that know no filter."""
    filtered: nx.DiGraph[str] = nx.DiGraph()
    filtered.add_nodes_from(graph)
    filtered.add_edges_from((a, b) for a, b, line in graph.edges(data=True) if judge(line, asked))
    return filtered


def search(graph: Graph, ends: tuple[str, str], asked: Asked) -> list[Line]:
    """Find the lines of one shortest path, from both ends at once; it knows no groups and no time that lines share.

    Empty where there is no path.
    """
    source, target = ends
    ahead: dict[str, Line | None] = {source: None}
    behind: dict[str, Line | None] = {target: None}
    front, back = [source], [target]
    while front and back:
        forward = len(front) <= len(back)
        seen, other = (ahead, behind) if forward else (behind, ahead)
        level: list[str] = []
        for node in front if forward else back:
            for a, b, line in graph.out_edges(node, data=True) if forward else graph.in_edges(node, data=True):
                far = b if forward else a
                if far in seen or judge(line, asked) is None:
                    continue
                seen[far] = line
                level.append(far)
                if far in other:
                    return [*_trace(far, ahead, "from")[::-1], *_trace(far, behind, "to")]
        front, back = (level, back) if forward else (front, level)
    return []


def _trace(node: str, seen: dict[str, Line | None], end: str) -> list[Line]:
    lines: list[Line] = []
    while (line := seen[node]) is not None:
        lines.append(line)
        node = line[end]
    return lines


# -- silence -----------------------------------------------------------------------------------------------------------


def find_uninformed(graph: Graph, asked: Asked, ties: Ties) -> list[str]:
    """Find the organs to which no line leads, itself or as one of a group; not why that is."""
    return [
        node
        for node, named in graph.nodes(data=True)
        if named["class"] in {"organ", "network"}
        and named["status"] == "adopted"
        and not _is_reached(graph, node, asked, ties)
    ]


def _is_reached(graph: Graph, node: str, asked: Asked, ties: Ties) -> bool:
    if any(judge(line, asked) for *_, line in graph.in_edges(node, data=True)):
        return True
    return any(
        line["toward_as"] == "each" and near != node and judge(line, asked)
        for group in ties.groups.get(node, ())
        for near, _, line in graph.in_edges(group, data=True)
    )
