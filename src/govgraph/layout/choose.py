"""A graph and a case → which actors and lines are drawn, and of how many lines in all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from govgraph.errors import UnknownNameError
from govgraph.graph import Graph, read_validity
from govgraph.vocabulary import STRUCTURE, Vocabulary

__all__ = ["SIDES", "TIERS", "Choice", "choose_parts"]

SIDES = ("municipal", "joint", "regional", "external", "unstated")
TIERS = ("political", "mixed", "official", "unstated")
DRAWN = ("adopted", "proposed", "planned")
_ALWAYS = {"organ", "network"}  # classes drawn even where no line reaches them


@dataclass(frozen=True)
class Choice:
    """What is drawn of a case. Actors and lines are attribute mappings of the graph, in its order."""

    case: str
    actors: tuple[dict[str, Any], ...]
    lines: tuple[dict[str, Any], ...]
    ties: tuple[tuple[str, str], ...]  # parts and attachments among the drawn: not drawn, but kept near
    of_lines: int  # lines of the case, of structure only where it is drawn


def choose_parts(graph: Graph, case: str, verbs: Collection[str] | None) -> Choice:
    """Choose what is drawn.

    Lines are those in force, proposed or planned that hold, or possibly hold, in the case's period; structure is left
    out unless `verbs` (ids of verbs or families) names it. Actors are their ends; where `verbs` narrows nothing, also
    every organ and network of the case that is not merely one of a drawn group. A line that several hold jointly is
    drawn from each of them, under its one id.

    Raises
    ------
    UnknownNameError
        The graph has no such case, or the vocabulary no such verb or family.
    """
    dataset = graph.graph["dataset"]
    if case not in dataset.cases:
        raise UnknownNameError("case", case, sorted(dataset.cases))
    wanted = _find_wanted(dataset.vocabulary, verbs)
    own = [{**data, "from": tail, "to": head} for tail, head, data in graph.edges(data=True) if data["case"] == case]
    period = dataset.cases[case].period
    held = ({**line, "holds": read_validity(graph, line).holds(period)} for line in own if line["verb"] in wanted)
    lines = [line for line in held if line["status"] in DRAWN and line["holds"] in {"yes", "possibly"}]
    lines += [{**line, "from": partner} for line in lines for partner in line["with"]]  # behind what they branch from
    actors = _choose_actors(graph, case, lines, own, whole=verbs is None)
    shown = {actor["id"] for actor in actors}
    ties = {(line["from"], line["to"]) for line in own if line["verb"] in {"part_of", "attached_to"}}
    return Choice(
        case=case,
        actors=tuple(actors),
        lines=tuple(lines),
        ties=tuple(sorted(tie for tie in ties if tie[0] in shown and tie[1] in shown)),
        of_lines=sum(line["family"] != STRUCTURE or line["verb"] in wanted for line in own),
    )


def _find_wanted(vocabulary: Vocabulary, verbs: Collection[str] | None) -> set[str]:
    if verbs is None:
        return {verb.id for verb in vocabulary.verbs.values() if verb.family != STRUCTURE}
    for name in sorted(verbs):
        if name not in vocabulary.verbs and name not in vocabulary.families:
            raise UnknownNameError("verb or family", name, [*vocabulary.verbs, *vocabulary.families])
    return {verb.id for verb in vocabulary.verbs.values() if verb.id in verbs or verb.family in verbs}


def _exists(graph: Graph, actor: dict[str, Any]) -> bool:
    """Tell whether an actor exists, or possibly exists, in its case's period."""
    case = graph.graph["dataset"].cases[actor["case"]]
    record = case.actors.get(actor["id"].partition(".")[2])
    return record is None or case.validity_of(record).holds(case.period) in {"yes", "possibly"}


def _choose_actors(
    graph: Graph, case: str, lines: list[dict[str, Any]], own: list[dict[str, Any]], *, whole: bool
) -> list[dict[str, Any]]:
    ends = {end for line in lines for end in (line["from"], line["to"])}
    grouped = {line["from"] for line in own if line["verb"] == "member_of"}
    return [
        data
        for node, data in graph.nodes(data=True)
        if node in ends
        or (
            whole
            and data["case"] == case
            and data["class"] in _ALWAYS
            and data["status"] in DRAWN
            and not data["negative"]
            and node not in grouped
            and _exists(graph, data)
        )
    ]
