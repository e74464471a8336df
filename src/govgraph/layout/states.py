"""A graph and a case in two states → one choice of what is drawn, each part with what became of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from govgraph import dates
from govgraph.cases import CaseData
from govgraph.graph import Graph, read_validity
from govgraph.layout.choose import (
    DRAWN,
    READABLE,
    Choice,
    add_partners,
    bundle_lines,
    choose_actors,
    fan_out,
    find_ties,
    list_lines,
    name_then,
)
from govgraph.vocabulary import STRUCTURE

__all__ = ["CHANGES", "choose_dates", "choose_proposed"]

CHANGES = ("came", "gone", "stayed", "uncovered")
"""What became of a part; `uncovered`: it is there at one date, and the other lies outside what its sources cover."""

_SUCCESSION = "succeeds"
_THERE: Mapping[str, bool | None] = {"yes": True, "possibly": True, "no": False, "not_covered": None}
_Line = dict[str, Any]


def choose_dates(graph: Graph, case: str, verbs: Collection[str] | None, before: str, after: str) -> Choice:
    """Choose what is drawn of a case at two dates.

    An actor has the name of the later date, and as `formerly` that of the earlier, where that was another. Of mergers,
    splits and replacements between the dates, the lines from what came to what was before are drawn too.

    Raises
    ------
    UnknownNameError
        The graph has no such case, or the vocabulary no such verb or family.
    """
    own, wanted = list_lines(graph, case, verbs)
    data: CaseData = graph.graph["dataset"].cases[case]
    periods = dates.read_period(before), dates.read_period(after)
    lines = []
    for line in own:
        if line["verb"] in wanted | {_SUCCESSION} and line["status"] in DRAWN:
            holds = [read_validity(graph, line).holds(period) for period in periods]
            change = _compare(_THERE[holds[0]], _THERE[holds[1]])
            if change == "came" or (change and line["verb"] in wanted):
                lines.append({**line, "change": change, "holds": holds[change != "gone" and holds[1] != "not_covered"]})
    met = [choose_actors(graph, case, lines, own, period, whole=verbs is None) for period in periods]
    actors = []
    for actor in {actor["id"]: actor for actor in (*met[0], *met[1])}.values():
        there = [_find_presence(data, actor, period) for period in periods]
        change = _compare(*there) or "uncovered"
        names = [name_then(data, actor, period) for period in periods]
        formerly = names[0] if change == "stayed" and names[0] != names[1] else None
        actors.append({**actor, "change": change, "name": names[change != "gone"], "formerly": formerly})
    return _choose(graph, case, own, lines, actors, at=f"{before}/{after}", period=periods[1], wanted=wanted)


def choose_proposed(graph: Graph, case: str, verbs: Collection[str] | None) -> Choice:
    """Choose what is drawn of what is adopted in a case's own period, and what is proposed or planned beside it.

    Raises
    ------
    UnknownNameError
        The graph has no such case, or the vocabulary no such verb or family.
    """
    own, wanted = list_lines(graph, case, verbs)
    period = graph.graph["dataset"].cases[case].period
    lines = []
    for line in own:
        holds = read_validity(graph, line).holds(period)
        if line["verb"] in wanted and line["status"] in DRAWN and _THERE[holds]:
            lines.append({**line, "change": _read_status(line), "holds": holds})
    actors = [
        {**actor, "change": _read_status(actor), "formerly": None}
        for actor in choose_actors(graph, case, lines, own, period, whole=verbs is None)
    ]
    return _choose(graph, case, own, lines, actors, at=None, period=period, wanted=wanted)


def _read_status(part: Mapping[str, Any]) -> str:
    return "stayed" if part["status"] == "adopted" else "came"


def _compare(before: bool | None, after: bool | None) -> str | None:
    """Say what became of a part; None where it is there at neither date."""
    if not before and not after:
        return None
    if before is None or after is None:
        return "uncovered"
    return "stayed" if before and after else "came" if after else "gone"


def _find_presence(case: CaseData, actor: Mapping[str, Any], period: dates.Period) -> bool | None:
    """Tell whether an actor is there; of the end that a line leaves open only its line tells."""
    record = case.actors.get(actor["id"].partition(".")[2])
    return _THERE[case.validity_of(record).holds(period)] if record else True


def _choose(
    graph: Graph, case: str, own: Sequence[_Line], lines: list[_Line], actors: Sequence[_Line], *, at: str | None,
    period: dates.Period, wanted: set[str],
) -> Choice:  # fmt: skip
    of_end = {end: line["change"] for line in lines for end in (line["from"], line["to"])}
    told = [
        {**actor, "counted": None, "change": actor["change"] if actor["class"] is not None else of_end[actor["id"]]}
        for actor in actors
    ]
    return Choice(
        case=case, at=at, period=period, focus=None, depth=1, actors=tuple(told),
        known={node: data for node, data in graph.nodes(data=True) if data["case"] == case},
        lines=tuple(fan_out(bundle_lines(add_partners(lines), most=READABLE), graph)),
        ties=find_ties(own, told),
        of_lines=sum(line["family"] != STRUCTURE or line["verb"] in wanted for line in own),
    )  # fmt: skip
