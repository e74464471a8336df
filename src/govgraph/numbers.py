"""A case → a few numbers of its actors, lines and statements, each with the facts that it rests on, or why it has none.

Every number is given twice: from what the texts state as adopted rules, and with what is inferred, proposed and planned
beside it. Neither counts what is denied or banned, former, reported practice or outside the agreement, nor what does
not hold at the date asked for.

Groups are one actor each, as the text names them. Where a number asks who reaches whom, the walk reads them (see
`govgraph.walk`): what holds for each of a group holds for its members, and of those only such as other lines name too
stand for themselves; the others stay in the group, and a group that was met jointly is one body. No member that is not
named is ever counted, and an end that is not stated is no actor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from inspect import signature
from typing import Any, Literal, get_args

import networkx as nx

from govgraph import dates
from govgraph.ask import read_at
from govgraph.cases import CaseData
from govgraph.dataset import Dataset
from govgraph.errors import UnknownNameError, UsageError
from govgraph.graph import Graph
from govgraph.lines import Line
from govgraph.questions import Answer, Question
from govgraph.records import UNSPECIFIED, Actor, Fact
from govgraph.shapes import Side, Tier
from govgraph.vocabulary import STRUCTURE
from govgraph.walk import View, find_answers

__all__ = [
    "FEWEST_PAIRS",
    "FEWEST_STATEMENTS",
    "NOT_STATED",
    "NUMBERS",
    "TO",
    "Number",
    "Selection",
    "Twice",
    "count_actors_by_class",
    "count_actors_by_side",
    "count_actors_by_tier",
    "count_interlocks",
    "count_lines_by_deontic",
    "count_lines_by_family",
    "count_lines_by_verb",
    "find_articulation_points",
    "find_information_reach",
    "measure_deontic_shares",
    "measure_ei_index",
    "measure_number",
    "measure_steps_to_politics",
    "select_facts",
]

# With five pairs, one that a coder reads otherwise moves an index from -1 to 1 by a fifth of its range; with fewer,
# the number would say more of the coder than of the case.
FEWEST_PAIRS = 5
FEWEST_STATEMENTS = 10  # with fewer, one statement more or less moves a share by over ten points of a hundred
NOT_STATED = "not_stated"  # the key of actors whose class, tier or side no text states
TO = " → "  # between the two ids in the key of a pair; ids hold no spaces
PLAIN = "none"  # the deontic of a plain indicative, as on lines
INFORMATION = "information"
PREPARATION = "preparation"
_FIRM, _WEAK = ("adopted",), ("adopted", "proposed", "planned")
_DEONTICS = ("must", "should", "may", PLAIN)


@dataclass(frozen=True)
class Number:
    """One number of one case, or the reason why there is none.

    `value` is a number, several by key (words of the vocabulary, values of an axis, global ids of actors, or two of
    these with `TO` between), or actors; None where it would mean nothing, and `why` is then a key of the tool's words.
    `records` are the global ids of the facts that it rests on, in the order of the files, `facts` how many. `left_out`
    counts what has no place in the number, as each says: lines of which an end is not stated, or statements denied.
    """

    value: int | float | Mapping[str, int | float] | tuple[str, ...] | None
    facts: int
    records: tuple[str, ...]
    why: str | None = None
    left_out: int = 0


@dataclass(frozen=True)
class Twice:
    """A number as the text states it (`stated`), and with inferred, proposed and planned facts too (`every`)."""

    stated: Number
    every: Number


@dataclass(frozen=True)
class Selection:
    """The facts of a case that count: `graph` has the lines that do, and no others; `weak` lets weaker facts in."""

    graph: Graph
    case: CaseData
    at: str | None
    weak: bool

    @property
    def period(self) -> dates.Period:
        """The date asked for; where none is, the case's own period."""
        return dates.read_period(self.at) if self.at else self.case.period

    def counts(self, fact: Fact, *, of: str = "") -> bool:
        """Tell whether a fact counts: a rule of the agreement that is not denied and holds, or may hold, then."""
        return (
            fact.status in (_WEAK if self.weak else _FIRM)
            and (self.weak or fact.basis == "stated")
            and (fact.scope, fact.mode, fact.negative) == ("inside", "rule", False)
            and self.case.holds_of(fact, self.period, of=of) in {"yes", "possibly"}
        )

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """The actors that count, in the order of the file."""
        return tuple(actor for actor in self.case.actors.values() if self.counts(actor))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines that count; those of the family structure are read from fields, and none."""
        return tuple(line for *_, line in self.graph.edges(data=True))

    def is_named(self, actor: str) -> bool:
        """Tell whether an end of a line is an actor, and not one that the text leaves open."""
        return bool(self.graph.nodes[actor]["kind"] != UNSPECIFIED)


def measure_number(graph: Graph, case: str, number: str, *, at: str | None = None, **parameters: Any) -> Twice:
    """Measure one number of one case, as stated and with weaker facts.

    Parameters
    ----------
    case
        Id of the case.
    number
        A key of `NUMBERS`; each of these functions gives the number's definition, source and range.
    at
        EDTF date or span; default: the case's own period.
    parameters
        Those of the number's function: `by` of the E-I index and of interlocks, `steps` of the information reach.

    Raises
    ------
    UnknownNameError
        There is no such case or number.
    UsageError
        A date that is none, or a parameter that the number does not take.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> found = measure_number(load_graph(), "varmland", "lines_by_family")
    >>> found.stated.value["preparation"], found.every.value["preparation"]
    (2, 6)
    """
    data = graph.graph["dataset"].case_of(case)
    if number not in NUMBERS:
        raise UnknownNameError("number", number, list(NUMBERS))
    if at is not None:
        read_at(at)
    function = NUMBERS[number]
    taken = list(signature(function).parameters)[1:]
    if unknown := sorted(parameters.keys() - set(taken)):
        known = f"it takes {', '.join(taken)}" if taken else "it takes none"
        raise UsageError(f"the number {number} has no parameter {unknown[0]!r}; {known}")
    firm, weak = (select_facts(graph, data.id, at=at, weak=weak) for weak in (False, True))
    return Twice(function(firm, **parameters), function(weak, **parameters))


def select_facts(graph: Graph, case: str, *, at: str | None = None, weak: bool = False) -> Selection:
    """Select what a number of a case may rest on.

    Parameters
    ----------
    weak
        Also what is inferred, proposed or planned.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> selection = select_facts(load_graph(), "malarstader")
    >>> [line["verb"] for line in selection.lines]
    ['cooperates_with', 'proposes_to']
    """
    dataset: Dataset = graph.graph["dataset"]
    data = dataset.case_of(case)
    status = _WEAK if weak else _FIRM
    # a walk asks by verb, status, mode and date; scope and basis are no question's, so that the graph itself is less
    less: Graph = nx.MultiDiGraph(**graph.graph)
    less.add_nodes_from((name, node) for name, node in graph.nodes(data=True) if node["case"] == case)
    view = View(graph, Question("any", frozenset(), "out", None, at=at, status=status, rules_only=True))
    for *_, line in graph.edges(data=True):
        inside = line["case"] == case and line["scope"] == "inside" and line["family"] != STRUCTURE
        if inside and (weak or line["basis"] == "stated") and view.judge(line)[0] is None:
            less.add_edge(line["from"], line["to"], key=line["id"], **line)
    return Selection(less, data, at, weak)


def _build_number(
    selection: Selection,
    value: int | float | Mapping[str, int | float] | tuple[str, ...] | None,
    records: Iterable[str],
    *,
    why: str | None = None,
    left_out: int = 0,
) -> Number:
    """Build a number with the records that it rests on, each once, in the order of the files."""
    cited = set(records)
    names = (f"{selection.case.id}.{name}" for name in selection.case.facts)
    ordered = tuple(name for name in names if name in cited)
    return Number(value, len(ordered), ordered, why if value is None else None, left_out)


# -- counts ------------------------------------------------------------------------------------------------------------


def count_actors_by_class(selection: Selection) -> Number:
    """Count the actors of each class: organisation, organ, network, role, group, area, structure.

    A group is one actor, and each member that the text names is one more, of its own class. `not_stated` counts actors
    without a kind. Each number is 1 or more; a class without actors has no key. Source: our own count; the classes are
    those of `classes.yaml`. Without actors: `no_actors`.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> measure_number(load_graph(), "malarstader", "actors_by_class").stated.value
    {'organisation': 5, 'role': 2, 'group': 1}
    """
    case = selection.case
    return _count_actors(selection, lambda actor: case.class_of(actor.id), list(case.vocabulary.classes))


def count_actors_by_tier(selection: Selection) -> Number:
    """Count the actors of each tier: political, official, mixed.

    An actor without a tier has that of its group. `not_stated` counts those of which no text states it. Each number is
    1 or more. Source: our own count; the tiers are those of the model. Without actors: `no_actors`.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> measure_number(load_graph(), "malarstader", "actors_by_tier").stated.value
    {'official': 1, 'not_stated': 7}
    """
    return _count_actors(selection, lambda actor: selection.case.tier_of(actor.id), get_args(Tier))


def count_actors_by_side(selection: Selection) -> Number:
    """Count the actors of each side: municipal, joint, regional, state, external.

    An actor without a side has that of its group. `not_stated` counts those of which no text states it. Each number is
    1 or more. Source: our own count; the sides are those of the model. Without actors: `no_actors`.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> measure_number(load_graph(), "malarstader", "actors_by_side").stated.value
    {'municipal': 8}
    """
    return _count_actors(selection, lambda actor: selection.case.side_of(actor.id), get_args(Side))


def _count_actors(selection: Selection, read: Callable[[Actor], str | None], order: Sequence[str]) -> Number:
    found = Counter(read(actor) or NOT_STATED for actor in selection.actors)
    records = (f"{selection.case.id}.{actor.id}" for actor in selection.actors)
    return _build_number(selection, _order_counts(found, order), records, why="no_actors")


def count_lines_by_verb(selection: Selection) -> Number:
    """Count the lines of each verb.

    A line is counted as coded: once, however many a group has, and once for each receiver or holder that a statement
    names. Those that leave an end open are lines too. Structure, which is read from fields, is none. Each number is 1
    or more. Source: our own count; the verbs are those of `verbs.yaml`. Without lines: `no_lines`.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> measure_number(load_graph(), "malarstader", "lines_by_verb").stated.value
    {'proposes_to': 1, 'cooperates_with': 1}
    """
    return _count_lines(selection, "verb", list(selection.case.vocabulary.verbs))


def count_lines_by_family(selection: Selection) -> Number:
    """Count the lines of each family of verbs.

    As `count_lines_by_verb`; the families are those of `families.yaml`.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> measure_number(load_graph(), "malarstader", "lines_by_family").stated.value
    {'preparation': 1, 'participation': 1}
    """
    return _count_lines(selection, "family", list(selection.case.vocabulary.families))


def count_lines_by_deontic(selection: Selection) -> Number:
    """Count the lines of each deontic: must, should, may, and none of these (`none`).

    As `count_lines_by_verb`. A seat whose rule has no deontic makes a line with none. The deontics are those of
    Institutional Grammar 2.0 (Frantz and Siddiki 2021), and of ADICO before it (Crawford and Ostrom 1995).

    Examples
    --------
    >>> from govgraph import load_graph
    >>> measure_number(load_graph(), "malarstader", "lines_by_deontic").stated.value
    {'must': 2}
    """
    return _count_lines(selection, "deontic", _DEONTICS)


def _count_lines(selection: Selection, key: str, order: Sequence[str]) -> Number:
    found = Counter(line[key] for line in selection.lines)
    records = (line["record"] for line in selection.lines)
    return _build_number(selection, _order_counts(found, order), records, why="no_lines")


def _order_counts(found: Counter[str], order: Sequence[str]) -> dict[str, int | float] | None:
    return {key: found[key] for key in (*order, NOT_STATED) if found[key]} or None


def measure_deontic_shares(selection: Selection) -> Number:
    """Measure which share of the statements says must, should and may, and which none of these (`none`).

    Counts mandates, with and without a receiver, each once: the number of those with a deontic over all of them. Each
    share is 0 to 1 and they add up to 1. Denials and bans are apart: `left_out` is their number, from the same
    selection. Source: the deontic of a statement is that of Institutional Grammar 2.0 (Frantz and Siddiki 2021) and
    ADICO (Crawford and Ostrom 1995); the share is our own. Fewer than `FEWEST_STATEMENTS`: `too_few_statements`.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> found = measure_number(load_graph(), "malarstader", "deontic_shares").stated
    >>> {deontic: round(share, 2) for deontic, share in found.value.items()}, found.facts
    ({'must': 0.55, 'should': 0.0, 'may': 0.0, 'none': 0.45}, 20)
    """
    mandates = selection.case.mandates.values()
    there = [m for m in mandates if selection.counts(m.model_copy(update={"negative": False}))]
    said = [m for m in there if not m.negative and m.deontic != "may_not"]
    found = Counter(m.deontic or PLAIN for m in said)
    enough = len(said) >= FEWEST_STATEMENTS
    value: dict[str, int | float] | None = {key: found[key] / len(said) for key in _DEONTICS} if enough else None
    records = (f"{selection.case.id}.{m.id}" for m in said)
    return _build_number(selection, value, records, why="too_few_statements", left_out=len(there) - len(said))


# -- who reaches whom --------------------------------------------------------------------------------------------------


def find_information_reach(selection: Selection, *, steps: int | None = None) -> Number:
    """Find who is reached by information from whom, and in how many steps at least.

    The value gives the geodesic distance of each ordered pair of actors, `from → to`, along lines of the family
    information: 1 or more; a pair without a way has no key. A way is one of the walk's: its lines share a time, and an
    end that is not stated ends no way, so that `left_out` counts the lines with such an end. A group reaches itself
    where its members inform each other. Source: reachability and geodesic distance in a digraph (Wasserman and Faust
    1994, 4.3.6 and 4.3.7; Harary, Norman and Cartwright 1965). Without a line between actors: `no_lines`.

    Parameters
    ----------
    steps
        Only who is reached in at most so many steps; None for all.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> for pair, distance in measure_number(load_graph(), "vasterbotten", "information_reach").stated.value.items():
    ...     print(pair, distance)
    vasterbotten.samverkansomradena → vasterbotten.kommunchefsnatverket 1
    vasterbotten.samverkansomradena → vasterbotten.pkd 1
    """
    if steps is not None and steps < 1:
        raise UsageError(f"steps {steps} is no number of steps; give 1 or more")
    families = frozenset({INFORMATION})
    nearest = _keep_nearest(_find_ways(selection, families, steps=steps), lambda source, target: (source, target))
    value = {f"{source}{TO}{target}": len(way.hops) for (source, target), way in nearest.items()}
    return _build_reach(selection, value, nearest.values(), families, why="no_lines")


def measure_steps_to_politics(selection: Selection) -> Number:
    """Measure in how many steps at least each officials' body reaches a political one by information or preparation.

    The value gives, for each actor of tier official, the geodesic distance to the nearest of tier political, along
    lines of both families: 1 or more; one from whom no way is stated has no key. Who stands between may be of any
    tier. A statement of the kind, which pairs nobody, is a step from the group of the ones to that of the others.
    `left_out` counts the lines with an end that is not stated: a body that prepares for nobody in particular has no
    way from there. Source: geodesic distance in a digraph (Wasserman and Faust 1994, 4.3.7), to a set of actors.
    Where no actor is of a tier: `no_officials`, `no_politicians`; where none reaches any: `no_way_stated`.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> measure_number(load_graph(), "vasterbotten", "steps_to_politics").stated.value
    {'vasterbotten.tjanstepersonsnatverken': 1}
    >>> measure_number(load_graph(), "malarstader", "steps_to_politics").stated.why
    'no_politicians'
    """
    tiers = {selection.case.tier_of(actor.id) for actor in selection.actors}
    why = "no_officials" if "official" not in tiers else "no_politicians" if "political" not in tiers else None
    nodes, families = selection.graph.nodes, frozenset({INFORMATION, PREPARATION})
    ways = (
        (source, target, way)
        for source, target, way in _find_ways(selection, families)
        if (nodes[way.path[0]]["tier"], nodes[way.path[-1]]["tier"]) == ("official", "political")
    )
    nearest = _keep_nearest(ways, lambda source, _: (source,))
    value = {source: len(way.hops) for (source,), way in nearest.items()}
    return _build_reach(selection, value, nearest.values(), families, why=why or "no_way_stated")


def find_articulation_points(selection: Selection) -> Number:
    """Find who cannot be removed without cutting preparation or information between others.

    The value names the articulation points (cutpoints) of the undirected graph in which two actors are joined if
    one informs or prepares for the other in one step: without such an actor the graph falls into more parts. A group
    is removed as a whole, but for those members that other lines name, who stand for themselves. `left_out` counts the
    lines with an end that is not stated. Source: cutpoints (Wasserman and Faust 1994, 4.2.8), by the algorithm of
    Hopcroft and Tarjan 1973 as in networkx. With fewer than `FEWEST_PAIRS` pairs joined: `too_few_lines`, as in so
    small a graph whoever stands in the middle is one.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> measure_number(load_graph(), "vasterbotten", "articulation_points").stated.value
    ('vasterbotten.samverkansomradena', 'vasterbotten.pkd')
    """
    families = frozenset({INFORMATION, PREPARATION})
    ways = list(_find_ways(selection, families, steps=1))
    joined: nx.Graph[str] = nx.Graph((source, target) for source, target, _ in ways if source != target)
    cut = set(nx.articulation_points(joined))
    points = tuple(actor for actor in selection.graph if actor in cut)
    value = points if joined.number_of_edges() >= FEWEST_PAIRS else None
    return _build_reach(selection, value, (way for *_, way in ways), families, why="too_few_lines")


def _find_ways(
    selection: Selection, families: frozenset[str], *, steps: int | None = None
) -> Iterator[tuple[str, str, Answer]]:
    """Find who reaches whom along lines of some families: source, target and the way, by the walk of questions.

    Members who are named by no line of these stand in their group.
    """
    lines = [line for line in selection.lines if line["family"] in families]
    ends = {end for line in lines for end in (line["from"], line["to"], *line["with"])}
    question = Question(
        "any", frozenset(line["verb"] for line in lines), "out", None,
        at=selection.at, depth=steps, status=_WEAK, expand=True, rules_only=True,
    )  # fmt: skip
    view = View(selection.graph, question)
    named = [end for end in selection.graph if end in ends and selection.is_named(end)]
    for actor in dict.fromkeys(place for end in named for place in (end, *view.name_members(end))):
        for way in find_answers(view, actor, "out")[0]:
            source, target = (
                _fold_member(view, end, line, ends)
                for end, line in ((way.path[0], way.hops[0].line), (way.path[-1], way.hops[-1].line))
            )
            if selection.is_named(target):
                yield source, target, way


def _fold_member(view: View, actor: str, line: Line, ends: set[str]) -> str:
    """Give the group that a line names instead of a member that none names."""
    groups = (end for end in (line["from"], line["to"]) if actor in view.name_members(end))
    return actor if actor in ends else next(groups, actor)


def _keep_nearest(
    ways: Iterable[tuple[str, str, Answer]], read: Callable[[str, str], tuple[str, ...]]
) -> dict[tuple[str, ...], Answer]:
    """Keep the first of the shortest ways for each key."""
    nearest: dict[tuple[str, ...], Answer] = {}
    for source, target, way in ways:
        key = read(source, target)
        if key not in nearest or len(way.hops) < len(nearest[key].hops):
            nearest[key] = way
    return nearest


def _build_reach(
    selection: Selection,
    value: Mapping[str, int | float] | tuple[str, ...] | None,
    ways: Iterable[Answer],
    families: frozenset[str],
    *,
    why: str,
) -> Number:
    """Build a number of ways: it rests on every line of these, and lines that leave an end open are none."""
    records = (hop.line["record"] for way in ways for hop in way.hops)
    lines = [line for line in selection.lines if line["family"] in families]
    left_out = sum(not all(map(selection.is_named, (line["from"], line["to"]))) for line in lines)
    found = None if isinstance(value, Mapping) and not value else value  # no articulation point is a finding
    return _build_number(selection, found, records, why=why, left_out=left_out)


# -- between and within ------------------------------------------------------------------------------------------------


def measure_ei_index(selection: Selection, *, by: Literal["tier", "side"] = "tier") -> Number:
    """Measure whether lines run between tiers (or sides) rather than within them: the E-I index.

    (E - I) / (E + I), where E is the number of pairs of actors of different tiers that any line joins, and I that of
    pairs of the same tier: -1 where all lines run within, 0 where as many run between, 1 where all run between. Two
    actors are one pair however many lines join them and in whichever direction; what the members of a group do toward
    each other is one pair within. A group is one actor, with its own tier; `mixed` is a tier and `joint` a side like
    the others. Lines of which an end is not stated, or its tier is not, do not count: `left_out` is their number.
    Source: Krackhardt and Stern 1988, Informal networks and organizational crises, Social Psychology Quarterly
    51(2), 123-140. With fewer than `FEWEST_PAIRS` pairs: `too_few_lines`.

    Parameters
    ----------
    by
        Between what: `tier` or `side`.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> measure_number(load_graph(), "ostergotland", "ei_index", by="side").stated.value
    1.0
    """
    if by not in ("tier", "side"):
        raise UsageError(f"the E-I index is by 'tier' or 'side', not {by!r}")
    nodes = selection.graph.nodes
    pairs: dict[frozenset[str], bool] = {}
    records, left_out = [], 0
    for line in selection.lines:
        ends = [(holder, line["to"]) for holder in (line["from"], *line["with"])]
        known = [pair for pair in ends if all(nodes[actor][by] for actor in pair)]
        pairs |= {frozenset(pair): nodes[pair[0]][by] != nodes[pair[1]][by] for pair in known}
        records += [line["record"]] if known else []
        left_out += not known
    external = sum(pairs.values())
    value = (2 * external - len(pairs)) / len(pairs) if len(pairs) >= FEWEST_PAIRS else None
    return _build_number(selection, value, records, why="too_few_lines", left_out=left_out)


def count_interlocks(selection: Selection, *, by: Literal["role", "source", "members"] | None = None) -> Number:
    """Count with how many other organs each organ is interlocked by the rules of who sits in them.

    Two organs are interlocked where the same role sits in both, where the same actor sends members to both, or where
    one is drawn from the members of the other (`CaseData.find_interlocks`, on the seats that count). It says nothing
    of persons. The value gives each organ's number of others, 1 or more; an organ without has no key, and where no two
    are interlocked there is none. Source: the interlock is that of Mizruchi 1996, Annual Review of Sociology 22,
    271-298, read from rules in place of persons; the count is the degree of an organ (Wasserman and Faust 1994,
    4.2.2). Without two organs with seats, or one with members from another: `too_few_seats`.

    Parameters
    ----------
    by
        Only interlocks of one kind: `role`, `source` or `members`.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> measure_number(load_graph(), "varmland", "interlocks", by="role").stated.value
    {'varmland.varmlandsradet': 1, 'varmland.ordforanderadet': 1}
    """
    kinds = ("role", "source", "members")
    if by is not None and by not in kinds:
        raise UsageError(f"interlocks are by {', '.join(map(repr, kinds))}, not {by!r}")
    counted = {seat.id: seat for seat in selection.case.seats.values() if selection.counts(seat, of=seat.organ)}
    # what is proposed is read as if it were adopted: whether it counts is settled
    seats = {name: seat.model_copy(update={"status": "adopted"}) for name, seat in counted.items()}
    case = replace(selection.case, seats=seats)
    seated = {seat.organ for seat in seats.values()}
    tied: dict[str, set[str]] = {}
    records = []
    for organ in seated:
        for found in case.find_interlocks(organ):
            if by in (None, found.by):
                tied.setdefault(organ, set()).add(found.organ)
                tied.setdefault(found.organ, set()).add(organ)
                records += [f"{case.id}.{seat.id}" for seat in (*found.here, *found.there)]
    value: dict[str, int | float] = {f"{case.id}.{actor}": len(tied[actor]) for actor in case.actors if actor in tied}
    enough = bool(tied) or len(seated) > 1
    return _build_number(selection, value if enough else None, records, why="too_few_seats")


NUMBERS: dict[str, Callable[..., Number]] = {
    "actors_by_class": count_actors_by_class,
    "actors_by_tier": count_actors_by_tier,
    "actors_by_side": count_actors_by_side,
    "lines_by_verb": count_lines_by_verb,
    "lines_by_family": count_lines_by_family,
    "lines_by_deontic": count_lines_by_deontic,
    "deontic_shares": measure_deontic_shares,
    "information_reach": find_information_reach,
    "steps_to_politics": measure_steps_to_politics,
    "articulation_points": find_articulation_points,
    "ei_index": measure_ei_index,
    "interlocks": count_interlocks,
}
