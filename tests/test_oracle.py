"""The walk against brute force on small generated cases, and the laws that any answer obeys.

The oracle shares no code with the walk. It writes every line out as hops between states, one for each member of each
group, tries every sequence of hops that comes to no state twice, and judges its time by trying both bounds of both ends
of every validity on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph import Answers, dates, path, who, whom
from govgraph.cases import CaseData
from govgraph.dataset import Dataset
from govgraph.files import data_root
from govgraph.graph import Graph, build_graph
from govgraph.records import Actor, Case, Mandate, Source
from govgraph.vocabulary import Vocabulary, load_vocabulary

# -- small cases -------------------------------------------------------------------------------------------------------

PLAIN = ("a", "b", "c")
MEMBERS = {"g": ("m", "o"), "h": ("i", "k"), "s": ("g", "b"), "w": ()}  # s holds a group of another kind; w names none
PARTNERS = {"m": "i", "o": "k"}
KINDS = {"g": "political-organs", "h": "officials-networks", "s": "parties", "w": "municipalities"}
NODES = (*PLAIN, "m", "o", "i", "k", *MEMBERS)
VALID = (None, None, "2024", "2025/..", "2025-21/2026", "2026~/..", "2025-06/2025-09", "../2025-22")
LIVES = (None, None, None, "2024/2025", "2026-21/..")


@cache
def read_vocabulary() -> Vocabulary:
    return load_vocabulary(data_root() / "vocabulary", None, [])


def build_case(mandates: list[dict[str, Any]], lives: dict[str, str | None], names: dict[str, str]) -> Graph:
    """The graph of a case with these mandates; `names` are the ids that the actors bear."""

    def rename(value: Any) -> Any:
        if isinstance(value, list):
            return [rename(item) for item in value]
        return names.get(value, value)

    actors = []
    for node in NODES:
        fields: dict[str, Any] = {"id": names[node], "name": names[node].upper(), "evidence": "x"}
        fields |= (
            {"kind": KINDS[node], "members": rename(list(MEMBERS[node]))} if node in MEMBERS else {"kind": "board"}
        )
        fields |= {"attached_to": names[next(m for m, p in PARTNERS.items() if p == node)]} if node in "ik" else {}
        fields |= {"valid": lives[node]} if lives.get(node) else {}
        actors.append(Actor.model_validate({key: value for key, value in fields.items() if value != []}))
    records = [
        Mandate.model_validate(
            {"id": f"r{n}", "evidence": "x", **{key: rename(value) for key, value in mandate.items()}}
        )
        for n, mandate in enumerate(mandates)
    ]
    case = Case.model_validate(
        {"name": "C", "kind": "region", "period": "2024/2027", "coders": "t", "default_source": "t"}
    )
    source = Source.model_validate(
        {"id": "t", "title": "T", "publisher": "P", "kind": "agreement", "covers": "2024/2027", "file": "x.txt",
         "sha256": "0" * 64}
    )  # fmt: skip
    data = CaseData(
        "small", case, read_vocabulary(), sources={"t": source}, actors={a.id: a for a in actors},
        mandates={m.id: m for m in records},
    )  # fmt: skip
    return build_graph(Dataset(Path(), read_vocabulary(), {"small": data}, None, "0" * 64))


@st.composite
def code_mandate(draw: st.DrawFn) -> dict[str, Any]:
    holder = draw(st.sampled_from((*NODES, "unspecified")))
    toward = draw(st.sampled_from([n for n in (*NODES, "unspecified", "each-other") if n != holder]))
    if toward == "each-other" and holder not in MEMBERS:
        toward = "a" if holder != "a" else "b"
    if holder == toward == "unspecified":
        toward = "a"
    fields: dict[str, Any] = {
        "aim": draw(st.sampled_from(["informs", "informs", "reports_to", "cooperates_with", "leads"])),
        "status": draw(st.sampled_from(["adopted", "adopted", "adopted", "proposed", "former"])),
        "mode": draw(st.sampled_from(["rule", "rule", "practice"])),
        "negative": draw(st.sampled_from([False] * 7 + [True])),
        "valid": draw(st.sampled_from(VALID)),
        "extent": draw(st.sampled_from([None] * 5 + ["most", "some", "further", "all"])),
    }
    holders, towards = [holder], [toward]
    if toward != "each-other" and draw(st.integers(0, 7)) == 0:
        other = draw(st.sampled_from([n for n in NODES if n not in (holder, toward)]))
        fields["any"] = draw(st.sampled_from(["holder", "toward"]))
        (holders if fields["any"] == "holder" else towards).append(other)
    ends = {"holder_as": holders, "toward_as": towards}
    grouped = {key for key, names in ends.items() if set(names) & set(MEMBERS)}
    if toward == "each-other":
        pass
    elif len(grouped) == 2 and draw(st.booleans()):
        fields["pairs"] = draw(st.sampled_from(["own", "class"]))
    else:
        fields |= {key: draw(st.sampled_from(["each", "jointly"])) for key in sorted(grouped)}
    if not {"s", "each-other"} & {*holders, *towards} and draw(st.integers(0, 5)) == 0:
        fields["with"] = [draw(st.sampled_from([n for n in NODES if n not in {*holders, *towards}]))]
    fields |= {"holder": holders, "toward": towards}
    return {key: value for key, value in fields.items() if value is not None}


class World(NamedTuple):
    mandates: list[dict[str, Any]]
    lives: dict[str, str | None]

    def graph(self, names: dict[str, str] | None = None) -> Graph:
        return build_case(self.mandates, self.lives, names or {node: node for node in NODES})


WORLDS = st.builds(
    World,
    st.lists(code_mandate(), min_size=1, max_size=7),
    st.fixed_dictionaries({member: st.sampled_from(LIVES) for member in ("m", "k")}),
)
DEPTHS = st.sampled_from([1, 2, 3, None])
DATES = st.sampled_from([None, None, "2025", "2025-05-01", "2026-08", "2023", "2030"])
STATUSES = st.sampled_from([("adopted",), ("adopted", "proposed"), ("former",), ("adopted", "proposed", "former")])

# -- the oracle --------------------------------------------------------------------------------------------------------


class Move(NamedTuple):
    """One hop between two states; a state that ends in `*` is a group as one body."""

    line: str
    start: str
    end: str
    last: bool  # it may only end a path
    unsure: bool
    valid: tuple[str | None, ...]  # of the statement, and of the members that it holds for


End = tuple[str, tuple[str, ...], bool]  # a state, the members whose own validity counts, whether it is one of several


def list_moves(world: World, verbs: set[str], status: tuple[str, ...], at: str | None) -> list[Move]:
    asked = dates.read_period(at) if at else PERIOD
    moves = []
    for number, mandate in enumerate(world.mandates):
        if mandate["aim"] not in verbs or mandate["status"] not in status or mandate["negative"]:
            continue
        for holder, toward in product(mandate["holder"], mandate["toward"]):
            line = f"small.r{number}--{holder}--{mandate['aim']}--{toward}"
            for start, end, lives, several in list_hops(mandate, holder, toward):
                valid = (mandate.get("valid"), *(world.lives[m] for m in lives if world.lives.get(m)))
                held = {judge(each, asked) for each in valid}
                if held <= {"yes", "possibly"}:
                    unsure = (several and mandate.get("extent") in {"most", "some"}) or "any" in mandate
                    moves.append(Move(line, start, end, ends_only(mandate), unsure or held != {"yes"}, valid))
    return moves


def ends_only(mandate: dict[str, Any]) -> bool:
    return "any" in mandate or mandate.get("pairs") == "class" or mandate.get("extent") == "further"


def list_hops(mandate: dict[str, Any], holder: str, toward: str) -> Iterator[tuple[str, str, tuple[str, ...], bool]]:
    among = toward == "each-other"
    far = holder if among else toward
    both_ways = mandate["aim"] == "cooperates_with"
    if mandate.get("pairs"):
        pairs: list[tuple[str, str, tuple[str, ...], bool]] = [(holder, far, (), False)]
        if mandate["pairs"] == "own" and mandate.get("extent") != "further":
            couples = [(a, b) for a, b in product(MEMBERS.get(holder, ()), MEMBERS.get(far, ())) if tied(a, b)]
            pairs += [(a, b, (a,), True) for a, b in couples]
            yield from ((b, a, (b,), True) for a, b in couples if both_ways)
        yield from pairs
        if both_ways:
            yield far, holder, (), False
        return
    ends = (holder, "each" if among else mandate.get("holder_as")), (far, "each" if among else mandate.get("toward_as"))
    for (one, one_as), (other, other_as), back in [(*ends, False)] + ([(*ends[::-1], True)] if both_ways else []):
        leave = list_ends(one, one_as, mandate, leaving=True)
        reach = list_ends(other, other_as, mandate, leaving=False)
        for partner in mandate.get("with", ()):
            if back:
                reach.append((f"{partner}*" if partner in MEMBERS else partner, (), False))
            else:
                leave += [(partner, (), False)] + ([(f"{partner}*", (), False)] if partner in MEMBERS else [])
        for (start, lives, weak), (end, more, weaker) in product(leave, reach):
            if not (among and lives and start == end.removesuffix("*")):
                yield start, end, lives + more, weak or weaker


def tied(one: str, other: str) -> bool:
    return PARTNERS.get(one) == other or PARTNERS.get(other) == one


def list_ends(end: str, applies: str | None, mandate: dict[str, Any], *, leaving: bool) -> list[End]:
    if end not in MEMBERS:
        return [(end, (), False)]
    if applies == "jointly":
        return [(end, (), False), (f"{end}*", (), False)] if leaving else [(f"{end}*", (), False)]
    ends: list[End] = [(end, (), False)]
    if mandate.get("extent") != "further":
        # a member that is a group is met as one body
        ends += [(m if leaving or m not in MEMBERS else f"{m}*", (m,), True) for m in MEMBERS[end]]
    return ends


PERIOD = dates.read_period("2024/2027")


def judge(valid: str | None, asked: dates.Period) -> str:
    own = valid is not None
    return dates.holds(dates.read_period(valid) if valid else PERIOD, asked, covers=PERIOD, own=own)


def bounds(valid: str | None) -> list[tuple[date, date]]:
    """Every way that a validity may begin and end, at the bounds of what is known."""
    period = dates.read_period(valid) if valid else PERIOD
    begins = {period.from_earliest or date.min, date.min if period.from_open else period.from_latest or date.max}
    ends = {date.max if period.to_open else period.to_earliest or date.min, period.to_latest or date.max}
    return [(b, e) for b in begins for e in ends if b <= e]


def share_time(moves: list[Move]) -> str:
    """Whether the validities of a path share a day, by trying everything: yes, possibly or no."""
    told = [valid for move in moves for valid in move.valid]
    shared = [max(b for b, _ in each) <= min(e for _, e in each) for each in product(*map(bounds, told))]
    return "yes" if all(shared) else "possibly" if any(shared) else "no"


def find_ways(moves: list[Move], actor: str, depth: int) -> Iterator[tuple[list[Move], bool]]:
    """Every way along lines from an actor that comes to no state twice, and whether it surely holds.

    A group's body after the group itself is no new state: all that leads on from it led on before.
    """

    def go(state: str, been: tuple[str, ...], taken: list[Move]) -> Iterator[tuple[list[Move], bool]]:
        if taken:
            shared = share_time(taken)
            if shared == "no":
                return
            yield taken, shared == "yes" and not any(move.unsure for move in taken)
            if taken[-1].last or state == "unspecified":
                return
        for move in moves if len(taken) < depth else ():
            if move.start == state and not {move.end, move.end.removesuffix("*")} & set(been):
                yield from go(move.end, (*been, move.end), [*taken, move])

    yield from go(actor, (actor,), [])


Reached = dict[tuple[str, bool], int]


def add_reached(found: Reached, actor: str, steps: int, *, sure: bool) -> None:
    for way in {False, sure}:
        found[actor, way] = min(steps, found.get((actor, way), steps))


VERBS = {"information": {"informs", "reports_to"}, "informs": {"informs"}, "cooperates_with": {"cooperates_with"},
         "any": {"informs", "reports_to", "cooperates_with", "leads"}}  # fmt: skip


MOST = 3  # steps that brute force can take
SINGLE = set(NODES) - set(MEMBERS)


def brute(world: World, actor: str, verbs: str, status: tuple[str, ...], at: str | None, depth: int) -> Reached:
    """Which single actors are reached from one, in how few steps, possibly (False) and surely (True)."""
    found: Reached = {}
    for taken, sure in find_ways(list_moves(world, VERBS[verbs], status, at), actor, depth):
        if taken[-1].end in SINGLE and taken[-1].end != actor:
            add_reached(found, taken[-1].end, len(taken), sure=sure)
    return found


def brute_back(world: World, actor: str, verbs: str, status: tuple[str, ...], at: str | None, depth: int) -> Reached:
    """Which single actors reach one."""
    found: Reached = {}
    moves = list_moves(world, VERBS[verbs], status, at)
    for source in SINGLE - {actor}:
        for taken, sure in find_ways(moves, source, depth):
            if taken[-1].end.removesuffix("*") == actor:
                add_reached(found, source, len(taken), sure=sure)
    return found


def answered(answers: Answers) -> Reached:
    """Which single actors the rows of an expanded answer reach."""
    found: Reached = {}
    out, asked = answers.question.direction == "out", str(answers.question.actor)
    for answer in answers:
        hop, line = answer.hops[-1 if out else 0], answer.line
        ends = [hop.target if out else hop.source]
        group = hop.via if hop.via and asked[6:] not in MEMBERS[hop.via[6:]] else None
        if line["from"] in {*ends, group} and line["from"] != asked and asked not in line["with"]:
            ends += line["with"]
        for end in map(str, ends):
            local = end.removeprefix("small.")
            if end != asked and local in SINGLE:
                add_reached(found, local, answer.distance, sure=answer.holds == "yes")
    return found


ASKED = (WORLDS, st.sampled_from(NODES), st.sampled_from(sorted(VERBS)), STATUSES, DATES, st.integers(1, MOST))


@settings(max_examples=200)
@given(*ASKED)
def test_a_walk_reaches_what_brute_force_reaches(
    world: World, actor: str, verbs: str, status: tuple[str, ...], at: str | None, depth: int
) -> None:
    answers = whom(world.graph(), f"small.{actor}", verbs, status=status, at=at, depth=depth, expand=True)
    assert answered(answers) == brute(world, actor, verbs, status, at, depth)


@settings(max_examples=200)
@given(*ASKED)
def test_a_walk_back_comes_from_where_brute_force_comes_from(
    world: World, actor: str, verbs: str, status: tuple[str, ...], at: str | None, depth: int
) -> None:
    answers = who(world.graph(), verbs, f"small.{actor}", status=status, at=at, depth=depth, expand=True)
    assert answered(answers) == brute_back(world, actor, verbs, status, at, depth)


@settings(max_examples=200)
@given(*ASKED[:3], DATES, st.integers(1, MOST), st.sampled_from(NODES))
def test_paths_are_those_that_brute_force_finds(
    world: World, actor: str, verbs: str, at: str | None, depth: int, goal: str
) -> None:
    if actor == goal:
        return
    moves = list_moves(world, VERBS[verbs], ("adopted",), at)
    expected: dict[tuple[str, ...], bool] = {}
    for taken, sure in find_ways(moves, actor, depth):
        passed = {move.end.removesuffix("*") for move in taken[:-1]}
        among = [move.line for move in taken if move.line.endswith("each-other")]
        if len(set(among)) < len(among):  # the first time has reached all of the group
            continue
        if taken[-1].end.removesuffix("*") == goal and goal not in passed:
            lines = tuple(move.line for move in taken)
            expected[lines] = expected.get(lines, False) or sure
    graph = world.graph()
    found = path(graph, f"small.{actor}", f"small.{goal}", verbs=[verbs], at=at, all_paths=True, most=depth)
    got = {tuple(hop.line["id"] for hop in each.hops): each.holds == "yes" for each in found}
    assert got == expected
    shortest = path(graph, f"small.{actor}", f"small.{goal}", verbs=[verbs], at=at, most=depth)
    least = min(map(len, expected), default=0)
    assert {tuple(hop.line["id"] for hop in each.hops) for each in shortest} == {x for x in expected if len(x) == least}
    for each in (*found, *shortest):
        assert each.ids[0] == f"small.{actor}"
        assert each.ids[-1] == f"small.{goal}"


# -- laws --------------------------------------------------------------------------------------------------------------


@given(WORLDS, st.sampled_from(NODES), DATES, DEPTHS, st.sampled_from([who, whom]))
def test_narrowing_a_filter_never_adds_an_answer(
    world: World, actor: str, at: str | None, depth: int | None, ask: Any
) -> None:
    graph = world.graph()

    def reach(verbs: str, **options: Any) -> set[tuple[str, bool]]:
        words = (verbs, f"small.{actor}") if ask is who else (f"small.{actor}", verbs)
        return set(answered(ask(graph, *words, at=at, depth=depth, expand=True, **options)))

    wide = reach("any", status=("adopted", "proposed", "former"))
    assert reach("any", status=("adopted", "proposed")) <= wide
    assert reach("information", status=("adopted", "proposed", "former")) <= wide
    assert reach("any", status=("adopted", "proposed", "former"), rules_only=True) <= wide
    assert {end for end, _ in wide} <= {end for end, _ in reach("any", everything=True)}


@given(WORLDS, st.sampled_from(NODES), st.sampled_from(NODES), DATES, DEPTHS)
def test_who_and_whom_mirror_each_other(world: World, one: str, other: str, at: str | None, depth: int | None) -> None:
    if one not in SINGLE or other not in SINGLE:
        return
    graph = world.graph()
    forth = answered(whom(graph, f"small.{one}", "any", at=at, depth=depth, expand=True))
    back = answered(who(graph, "any", f"small.{other}", at=at, depth=depth, expand=True))
    for sure in (False, True):
        assert forth.get((other, sure)) == back.get((one, sure))


@given(WORLDS, st.sampled_from(NODES), DATES, DEPTHS, st.sampled_from([who, whom]))
def test_expanding_and_regrouping_gives_the_same(
    world: World, actor: str, at: str | None, depth: int | None, ask: Any
) -> None:
    graph = world.graph()
    words = ("any", f"small.{actor}") if ask is who else (f"small.{actor}", "any")
    coded = ask(graph, *words, at=at, depth=depth)
    expanded = ask(graph, *words, at=at, depth=depth, expand=True)
    assert {(a.line["id"], a.distance) for a in expanded} <= {(a.line["id"], a.distance) for a in coded}
    # only of a group none of whose members is there at the time is there a row and none for a member
    gone = {a.line["id"] for a in coded} - {a.line["id"] for a in expanded}
    assert not gone or any(world.lives.values())


@given(WORLDS, st.permutations(NODES), st.sampled_from(NODES), DATES, DEPTHS)
def test_renaming_ids_changes_nothing(
    world: World, renamed: list[str], actor: str, at: str | None, depth: int | None
) -> None:
    names = {node: f"x{place}" for place, node in enumerate(renamed)}
    back = {f"small.{new}": f"small.{old}" for old, new in names.items()}
    before = whom(world.graph(), f"small.{actor}", "any", at=at, depth=depth)
    after = whom(world.graph(names), f"small.{names[actor]}", "any", at=at, depth=depth)

    def tell(answers: Answers, ids: dict[str, str]) -> list[tuple[object, ...]]:
        return sorted(
            (a.line["record"], ids.get(a.source, a.source), ids.get(str(a.target), a.target), a.holds, a.distance)
            for a in answers
        )

    assert tell(after, back) == tell(before, {})


@given(WORLDS, st.sampled_from(NODES), DATES, DEPTHS)
def test_every_hop_leads_on_from_the_last(world: World, actor: str, at: str | None, depth: int | None) -> None:
    graph = world.graph()
    for answers in (
        whom(graph, f"small.{actor}", "any", at=at, depth=depth),
        who(graph, "any", f"small.{actor}", at=at, depth=depth, expand=True),
    ):
        for answer in answers:
            assert [hop.source for hop in answer.hops[1:]] == [hop.target for hop in answer.hops[:-1]]
            assert len(set(answer.path)) >= len(answer.path) - 1
