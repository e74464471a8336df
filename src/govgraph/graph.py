"""A checked Dataset → a `networkx.MultiDiGraph`: nodes are actors, edges are lines; nothing is expanded or invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import networkx as nx

from govgraph.cases import CaseData, Validity
from govgraph.dataset import Dataset, load_dataset
from govgraph.files import without_collection
from govgraph.records import EACH_OTHER, UNSPECIFIED, Actor, Event, Fact, Mandate, Seat
from govgraph.shapes import Text
from govgraph.vocabulary import OTHER

__all__ = ["Graph", "Line", "build_denial", "build_graph", "build_statement", "load_graph", "read_validity"]

if TYPE_CHECKING:
    Graph: TypeAlias = nx.MultiDiGraph[str]
else:
    Graph = nx.MultiDiGraph
Line = dict[str, Any]  # the attributes of one edge, its ends included: plain values, as a table's row


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
            graph.add_node(node, **{**_build_node(case, actor), "id": node})
        for line in _find_lines(case):
            for key in _SHARED:
                line[key] = shared.setdefault(line[key], line[key])
            for end in ("from", "to"):
                if line[end] not in graph:
                    graph.add_node(line[end], **_build_unspecified(line[end], case))
            denied = line["negative"] or line["deontic"] == "may_not"
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
    case: CaseData = graph.graph["dataset"].cases[line["case"]]
    sources = tuple(source.removeprefix(f"{case.id}.") for source in line["sources"])
    return case.validity(line["valid"] if line["valid_own"] else None, sources)


def _build_node(case: CaseData, actor: Actor) -> dict[str, Any]:
    def refer(name: str | None) -> str | None:
        return f"{case.id}.{name}" if name else None

    return {
        "id": f"{case.id}.{actor.id}",
        "case": case.id,
        "name": actor.name.words("sv"),
        "name_en": actor.name.en,
        "abbreviation": actor.abbreviations[0] if actor.abbreviations else None,
        "kind": case.kind_of(actor.id),
        "class": case.class_of(actor.id),
        "tier": case.tier_of(actor.id),
        "side": case.side_of(actor.id),
        "formal": actor.formal,
        "number": actor.number,
        "size": actor.size,
        "open": actor.open,
        "part_of": refer(actor.part_of),
        "attached_to": refer(actor.attached_to or actor.of),
        "functions": " ".join(a.function for a in case.functions_of(actor.id)) or None,
        **_read_axes(actor),
        "valid": case.validity_of(actor).text,
    }


def _build_unspecified(node: str, case: CaseData) -> dict[str, Any]:
    empty = dict.fromkeys(
        (
            "abbreviation",
            "class",
            "tier",
            "side",
            "formal",
            "number",
            "size",
            "part_of",
            "attached_to",
            "functions",
            "valid",
        )
    )
    named = {"id": node, "case": case.id, "name": "(ej angivet)", "name_en": "(not stated)", "kind": UNSPECIFIED}
    axes = {"status": "adopted", "scope": "inside", "basis": "stated", "mode": "rule", "negative": False}
    return {**empty, **named, "open": False, **axes}


def _read_axes(fact: Fact) -> dict[str, Any]:
    return {axis: getattr(fact, axis) for axis in ("status", "scope", "basis", "mode", "negative")}


def _find_lines(case: CaseData) -> Iterator[Line]:
    for actor in case.actors.values():
        yield from _project_structure(case, actor)
    for seat in case.seats.values():
        yield from _project_seat(case, seat)
    for mandate in case.mandates.values():
        yield from _project_mandate(case, mandate)
    for event in case.events.values():
        yield from _project_event(case, event)


def _project_structure(case: CaseData, actor: Actor) -> Iterator[Line]:
    for verb, other in (
        ("part_of", actor.part_of), ("attached_to", actor.attached_to), ("attached_to", actor.of),
        ("attached_to", actor.one_per), ("member_of", actor.one_of),
    ):  # fmt: skip
        if other:
            # of a group, one for each of another: which belongs to which, its members say themselves
            own = "own" if other == actor.one_per and case.is_group(actor.id) else None
            each = "each" if case.is_group(other) and verb == "attached_to" and not own else None
            yield _build_line(case, actor, "actor", "structure", actor.id, verb, other, toward_as=each, pairs=own)
    for member in actor.members:
        yield _build_line(case, actor, "actor", "membership", member, "member_of", actor.id)


def _project_seat(case: CaseData, seat: Seat) -> Iterator[Line]:
    if seat.vacant:  # nobody came
        return
    for origin in (seat.drawn_from,) if seat.drawn_from else seat.role:
        if origin == seat.organ:  # members from among the organ's own make no line
            continue
        each = ("each" if seat.per_member else "jointly") if case.is_group(origin) else None
        yield _build_line(
            case, seat, "seat", "seat", origin, "sends_members_to", seat.organ,
            holder_as=each, seat=seat.kind, count=seat.count, deontic=seat.deontic or "none",
        )  # fmt: skip


def _project_mandate(case: CaseData, mandate: Mandate) -> Iterator[Line]:
    for holder in mandate.holder:
        for toward in mandate.toward:
            yield build_statement(case, mandate, holder, toward)


def build_statement(case: CaseData, mandate: Mandate, holder: str, toward: str | None) -> Line:
    """Build what a mandate says of one holder and one receiver, or of no receiver, with the attributes of a line.

    Without a receiver `to` is None: the answer to "who decides", which is no line of the graph.
    """
    between = toward == EACH_OTHER
    return _build_line(
        case, mandate, "mandate", "mandate", holder, mandate.aim if isinstance(mandate.aim, str) else OTHER, toward,
        holder_as=("each" if between else mandate.holder_as) if case.is_group(holder) else None,
        toward_as="each" if between else mandate.toward_as if toward and case.is_group(toward) else None,
        pairs=mandate.pairs, any=mandate.any, extent=mandate.extent, deontic=mandate.deontic or "none",
        aim=mandate.aim if isinstance(mandate.aim, Text) else None,
        object=mandate.object, constraint=mandate.constraint,
        joint=tuple(f"{case.id}.{name}" for name in mandate.with_),
    )  # fmt: skip


def build_denial(case: CaseData, actor: Actor, aim: str) -> Line:
    """Build the statement that an actor does not do what an aim says, as its fields imply; no line of the graph."""
    return {**_build_line(case, actor, "actor", "structure", actor.id, aim, None), "negative": True}


def _project_event(case: CaseData, event: Event) -> Iterator[Line]:
    if event.kind not in {"merged", "split", "replaced"}:
        return
    valid = f"{event.date}/.." if event.date and "/" not in event.date and "[" not in event.date else None
    for new in event.to:
        for old in event.from_:
            if new in case.actors and old in case.actors:
                yield _build_line(case, event, "event", "event", new, "succeeds", old, valid=valid)


def _build_line(
    case: CaseData, fact: Fact, record_type: str, projected_from: str, holder: str, verb: str, toward: str | None,
    *, joint: tuple[str, ...] = (), valid: str | None = None, **given: Any,
) -> Line:  # fmt: skip
    """Build one line; `given` are the attributes that only some records have."""
    sources = tuple(dict.fromkeys(case.source_of(evidence) for evidence in fact.evidence))
    validity = case.validity(fact.valid or valid, sources)
    period = validity.period
    line: Line = {
        "id": "--".join((f"{case.id}.{fact.id}", holder, verb, *([toward] if toward else []))),
        "case": case.id,
        "from": _find_end(case, fact, holder, holder),
        "to": _find_end(case, fact, toward, holder) if toward else None,
        "record": f"{case.id}.{fact.id}",
        "record_type": record_type,
        "projected_from": projected_from,
        "verb": verb,
        "family": case.vocabulary.verbs[verb].family if verb in case.vocabulary.verbs else None,
        **dict.fromkeys(("holder_as", "toward_as", "pairs", "any", "extent", "seat", "count", "deontic")),
        **_read_axes(fact),
        "with": joint,
        "valid": validity.text,
        "valid_own": validity.own,
        "from_earliest": _iso(period.from_earliest),
        "from_latest": _iso(period.from_latest),
        "to_earliest": _iso(period.to_earliest),
        "to_latest": _iso(period.to_latest),
        "from_open": period.from_open,
        "to_open": period.to_open,
        "sources": tuple(f"{case.id}.{source}" for source in sources),
        "cues": tuple(evidence.cue for evidence in fact.evidence),
    }
    texts = {"aim": None, "object": None, "condition": fact.condition, "constraint": None}
    texts.update({key: given.pop(key) for key in tuple(given) if key in texts})
    for key, text in texts.items():
        line[key] = text.words("sv") if text else None
        line[f"{key}_en"] = text.en if text else None
    line.update(given)
    return line


def _find_end(case: CaseData, fact: Fact, name: str, holder: str) -> str:
    if name == EACH_OTHER:
        return f"{case.id}.{holder}"
    return f"{case.id}.{UNSPECIFIED}--{fact.id}" if name == UNSPECIFIED else f"{case.id}.{name}"


@lru_cache(maxsize=4096)
def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
