"""A graph and a case → which actors and lines are drawn, and of how many lines in all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from govgraph import dates
from govgraph.cases import CaseData
from govgraph.errors import UnknownNameError
from govgraph.graph import Graph, read_validity
from govgraph.vocabulary import STRUCTURE, Vocabulary

__all__ = ["READABLE", "SIDES", "TIERS", "Choice", "choose_parts", "read_side", "read_tier"]

SIDES = ("municipal", "joint", "regional", "external", "unstated")
TIERS = ("political", "mixed", "official", "unstated")
READABLE = 3  # lines of one verb between the same two boxes; more are a bundle
DRAWN = ("adopted", "proposed", "planned")
_SAID = (  # of a line, but for its receiver, object and evidence
    "from", "verb", "aim", "status", "basis", "mode", "scope", "deontic", "extent", "pairs", "any", "holds", "seat",
    "count", "change",
)  # fmt: skip
_ALWAYS = {"organ", "network"}  # classes drawn even where no line reaches them


@dataclass(frozen=True)
class Choice:
    """What is drawn of a case. Actors and lines are attribute mappings of the graph, in its order."""

    case: str
    at: str | None
    period: dates.Period  # the date asked for, or the case's own
    focus: str | None
    depth: int
    actors: tuple[dict[str, Any], ...]
    known: Mapping[str, dict[str, Any]]  # every actor of the case by global id, also those that are not drawn
    lines: tuple[dict[str, Any], ...]  # each with the lines that it stands for ("bundle") and its receivers ("targets")
    ties: tuple[tuple[str, str], ...]  # parts and attachments among the drawn: not drawn, but kept near
    of_lines: int  # lines of the case, of structure only where it is drawn

    def index(self) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, int], ...]]:
        """Give holder and receivers of each line, and each tie, by the places of their actors in `actors`."""
        at = {actor["id"]: n for n, actor in enumerate(self.actors)}
        lines = tuple((at[line["from"]], *map(at.__getitem__, line["targets"])) for line in self.lines)
        return lines, tuple((at[one], at[other]) for one, other in self.ties)

    def with_actors(self, graph: Graph, added: Collection[str]) -> Choice:
        """Give the choice with more actors of its case, those that exist or possibly exist then."""
        found = [graph.nodes[node] for node in added]
        there = [
            actor for actor in found
            if actor["status"] in DRAWN and not actor["negative"] and _exists(graph, actor, self.period)
        ]  # fmt: skip
        dated = self.at is not None
        return replace(self, actors=(*self.actors, *_tell_actors(graph, there, self.period, dated=dated)))


def choose_parts(
    graph: Graph, case: str, verbs: Collection[str] | None, *, at: str | None = None, focus: str | None = None,
    depth: int = 1, collapse: bool = False,
) -> Choice:  # fmt: skip
    """Choose what is drawn.

    Lines are those in force, proposed or planned that hold, or possibly hold, at the date asked, or in the case's own
    period; structure is left out unless `verbs` (ids of verbs or families) names it. Actors are their ends, by the
    names that they bore then; where nothing narrows, also every organ and network of the case that is not merely one of
    a drawn group. With `focus` (a global id), lines are those within `depth` steps of that actor or of a group that it
    is one of, whichever way they run. A line that several hold jointly is drawn from each of them, under its one id.
    More than `READABLE` lines of one verb and style between the same two are one bundle, and so are those from one to
    others of one lane and band, where there is the same to say of them all. With `collapse`, the members of a group
    that have the same lines are drawn as the group.

    Raises
    ------
    UnknownNameError
        The graph has no such case, or the vocabulary no such verb or family.
    """
    dataset = graph.graph["dataset"]
    own, wanted = list_lines(graph, case, verbs)
    period = dates.read_period(at) if at else dataset.cases[case].period
    lines = add_partners(_find_held(graph, own, wanted, period))
    if focus is not None:
        lines = _narrow(lines, _find_start(dataset.cases[case], focus), depth)
    actors = choose_actors(graph, case, lines, own, period, whole=verbs is None and focus is None)
    if collapse and (folds := _find_folds(dataset.cases[case], lines, {actor["id"] for actor in actors})):
        lines = [{**line, **{end: folds.get(line[end], line[end]) for end in ("from", "to")}} for line in lines]
        drawn = {folds.get(actor["id"], actor["id"]) for actor in actors}
        actors = [data for node, data in graph.nodes(data=True) if node in drawn]
    lines = fan_out(bundle_lines(lines, most=1 if collapse else READABLE), graph)
    actors = _tell_actors(graph, actors, period, dated=at is not None)
    return Choice(
        case=case,
        at=at,
        period=period,
        focus=focus,
        depth=depth,
        actors=tuple(actors),
        known={node: data for node, data in graph.nodes(data=True) if data["case"] == case},
        lines=tuple(lines),
        ties=find_ties(own, actors),
        of_lines=sum(line["family"] != STRUCTURE or line["verb"] in wanted for line in own),
    )


def list_lines(graph: Graph, case: str, verbs: Collection[str] | None) -> tuple[list[dict[str, Any]], set[str]]:
    """List the lines of a case, and the verbs that are wanted."""
    dataset = graph.graph["dataset"]
    if case not in dataset.cases:
        raise UnknownNameError("case", case, sorted(dataset.cases))
    own = [{**data, "from": tail, "to": head} for tail, head, data in graph.edges(data=True) if data["case"] == case]
    return own, _find_wanted(dataset.vocabulary, verbs)


def find_ties(lines: Sequence[dict[str, Any]], actors: Sequence[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    """Find parts and attachments among the drawn: not drawn, but kept near."""
    shown = {actor["id"] for actor in actors}
    ties = {(line["from"], line["to"]) for line in lines if line["verb"] in {"part_of", "attached_to"}}
    return tuple(sorted(tie for tie in ties if tie[0] in shown and tie[1] in shown))


def _find_held(
    graph: Graph, lines: Sequence[dict[str, Any]], wanted: set[str], period: dates.Period
) -> list[dict[str, Any]]:
    """Find the lines of these verbs that hold, or possibly hold, in a period."""
    held = ({**line, "holds": read_validity(graph, line).holds(period)} for line in lines if line["verb"] in wanted)
    return [line for line in held if line["status"] in DRAWN and line["holds"] in {"yes", "possibly"}]


def add_partners(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add a branch from each joint holder, behind what it branches from."""
    return lines + [{**line, "from": partner} for line in lines for partner in line["with"]]


def read_side(actor: Mapping[str, Any]) -> str:
    """Read the lane of an actor: that of the state lies with other external ones."""
    side = "external" if actor["side"] == "state" else actor["side"]
    return side or "unstated"


def read_tier(actor: Mapping[str, Any]) -> str:
    """Read the band of an actor."""
    return actor["tier"] or "unstated"


def _find_wanted(vocabulary: Vocabulary, verbs: Collection[str] | None) -> set[str]:
    if verbs is None:
        return {verb.id for verb in vocabulary.verbs.values() if verb.family != STRUCTURE}
    for name in sorted(verbs):
        if name not in vocabulary.verbs and name not in vocabulary.families:
            raise UnknownNameError("verb or family", name, [*vocabulary.verbs, *vocabulary.families])
    return {verb.id for verb in vocabulary.verbs.values() if verb.id in verbs or verb.family in verbs}


def _find_start(case: CaseData, focus: str) -> set[str]:
    local = focus.removeprefix(f"{case.id}.")
    return {focus, *(f"{case.id}.{group}" for group in case.counted_in.get(local, ()))}


def _narrow(lines: list[dict[str, Any]], start: set[str], depth: int) -> list[dict[str, Any]]:
    """Keep the lines within so many steps of where one starts, whichever way they run."""
    reached, kept = set(start), set[int]()
    for _ in range(depth):
        met = [n for n, line in enumerate(lines) if {line["from"], line["to"]} & reached]
        kept |= set(met)
        reached |= {lines[n][end] for n in met for end in ("from", "to")}
    return [line for n, line in enumerate(lines) if n in kept]


def _find_folds(case: CaseData, lines: list[dict[str, Any]], shown: set[str]) -> dict[str, str]:
    """Find the groups whose drawn members, at least two, all have the same lines: by member, the group to draw."""
    own: dict[str, set[tuple[str, ...]]] = {actor: set() for actor in shown}
    for line in lines:
        said = line["verb"], line["status"], line["basis"], line["mode"]
        own[line["from"]].add(("out", *said, line["to"]))
        own[line["to"]].add(("in", *said, line["from"]))
    folds: dict[str, str] = {}
    for group in case.actors.values():
        members = [full for name in group.members if (full := f"{case.id}.{name}") in shown]
        if len(members) > 1 and all(own[member] == own[members[0]] for member in members):
            folds |= {member: f"{case.id}.{group.id}" for member in members if member not in folds}
    return folds


def bundle_lines(lines: list[dict[str, Any]], *, most: int) -> list[dict[str, Any]]:
    """Bundle lines of one verb and style between the same two, where there are more than `most`; others stand alone."""
    alike: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for line in lines:
        key = tuple(
            line.get(name) for name in ("from", "to", "verb", "aim", "status", "basis", "mode", "scope", "change")
        )
        alike.setdefault(key if not line["with"] else (*key, line["id"], line["from"]), []).append(line)
    return [
        {**line, "bundle": tuple(found) if len(found) > most else (line,), "targets": (line["to"],)}
        for found in alike.values()
        for line in (found[:1] if len(found) > most else found)
    ]


def fan_out(lines: list[dict[str, Any]], graph: Graph) -> list[dict[str, Any]]:
    """Bundle single lines of which the same is to be said from one actor to more than `READABLE` of a lane and band."""
    fans: dict[tuple[Any, ...], dict[str, dict[str, Any]]] = {}
    for line in lines:
        if not line["with"] and len(line["bundle"]) == 1 and line["from"] != line["to"]:
            target = graph.nodes[line["to"]]
            key = *(line.get(name) for name in _SAID), target["side"], target["tier"], target["class"]
            fans.setdefault(key, {}).setdefault(line["to"], line)
    bundles = {id(line): tuple(fan.values()) for fan in fans.values() if len(fan) > READABLE for line in fan.values()}
    drawn = []
    for line in lines:
        bundle = bundles.get(id(line))
        if bundle is None:
            drawn.append(line)
        elif line is bundle[0]:
            drawn.append({**line, "bundle": bundle, "targets": tuple(one["to"] for one in bundle)})
    return drawn


def _tell_actors(
    graph: Graph, actors: list[dict[str, Any]], period: dates.Period, *, dated: bool
) -> list[dict[str, Any]]:
    """Tell of each actor how many members are counted, and where a date is asked for by which name it went then."""
    cases = graph.graph["dataset"].cases
    told = [{**actor, "counted": None if dated else _count_members(cases[actor["case"]], actor)} for actor in actors]
    if dated:
        told = [{**actor, "name": name_then(cases[actor["case"]], actor, period)} for actor in told]
    return told


def name_then(case: CaseData, actor: dict[str, Any], period: dates.Period) -> str:
    """Name an actor as it was called in a period, if that is known."""
    local = actor["id"].removeprefix(f"{case.id}.")
    return case.name_at(local, period) if local in case.actors else str(actor["name"])


def _count_members(case: CaseData, actor: dict[str, Any]) -> int | None:
    """Count the named members of a closed group whose number is not stated, unless one is a group itself."""
    local = actor["id"].removeprefix(f"{case.id}.")
    if actor["class"] != "group" or actor["number"] is not None or local not in case.actors:
        return None
    return None if any(map(case.is_group, case.actors[local].members)) else case.count_members(local)


def _exists(graph: Graph, actor: dict[str, Any], period: dates.Period) -> bool:
    """Tell whether an actor exists, or possibly exists, at a date."""
    case = graph.graph["dataset"].cases[actor["case"]]
    record = case.actors.get(actor["id"].partition(".")[2])
    return record is None or case.validity_of(record).holds(period) in {"yes", "possibly"}


def choose_actors(
    graph: Graph,
    case: str,
    lines: list[dict[str, Any]],
    own: list[dict[str, Any]],
    period: dates.Period,
    *,
    whole: bool,
) -> list[dict[str, Any]]:
    """Choose the ends of lines and, if `whole`, every organ and network that exists or possibly exists then."""
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
            and _exists(graph, data, period)
        )
    ]
