"""Numbers of a case: known answers on small cases, both values, what is too thin, the four cases counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from conftest import Coded
from govgraph import UnknownNameError, UsageError
from govgraph.graph import Graph
from govgraph.numbers import FEWEST_PAIRS, FEWEST_STATEMENTS, NUMBERS, TO, Number, measure_number

CASES = ("vasterbotten", "varmland", "ostergotland", "malarstader")

ACTORS = """
a: {name: A, kind: board, tier: political, side: regional}
b: {name: B, kind: board, tier: political, side: municipal}
c: {name: C, kind: officials-network, tier: official, side: municipal}
d: {name: D, kind: officials-network, tier: official, side: regional}
e: {name: E, kind: organisation, side: joint}
g: {name: G, kind: political-organs, members: [m, o]}
m: {name: M, kind: board, tier: political}
o: {name: O, kind: board, tier: political}
u: {name: U, kind: municipalities, number: 5, side: municipal}
"""
INFORMS = "{holder: %s, aim: informs, toward: %s}"
PREPARES = "{holder: %s, aim: prepares_for, toward: %s}"
TO_EACH = "{holder: %s, aim: informs, toward: g, toward_as: each}"
ANY = "{holder: a, aim: informs, toward: [b, c], any: toward}"
TO_BODY = "{holder: %s, aim: informs, toward: g, toward_as: jointly}"


def inform(*pairs: str) -> list[str]:
    """Lines of information, each written "a b"."""
    return [INFORMS % tuple(pair.split()) for pair in pairs]


def measured(graph: Graph, number: str, *, weak: bool = False, **parameters: Any) -> Number:
    (case,) = graph.graph["dataset"].cases
    found = measure_number(graph, case, number, **parameters)
    return found.every if weak else found.stated


def shorten(value: object) -> object:
    """A value with local ids, pairs as "a b"."""
    if isinstance(value, dict):
        return {" ".join(end.rpartition(".")[2] for end in key.split(TO)): count for key, count in value.items()}
    return tuple(name.rpartition(".")[2] for name in value) if isinstance(value, tuple) else value


def value_of(graph: Graph, number: str, **options: Any) -> object:
    return shorten(measured(graph, number, **options).value)


def code(coded: Coded, *mandates: str, **files: str) -> Graph:
    return coded(*mandates, actors=ACTORS, **files)


# -- what counts -------------------------------------------------------------------------------------------------------

WEAKER = ["status: proposed", "status: planned", "basis: inferred"]
NEVER = [
    "status: former", "mode: practice", "scope: outside", "negative: true", "deontic: may_not", "valid: 2020",
]  # fmt: skip


@pytest.mark.parametrize("axis", WEAKER)
def test_what_is_inferred_or_proposed_counts_in_the_second_value_only(coded: Coded, axis: str) -> None:
    graph = code(coded, *inform("a b"), f"{{holder: b, aim: informs, toward: c, {axis}}}")
    stated, every = (measured(graph, "lines_by_verb", weak=weak) for weak in (False, True))
    assert (stated.value, stated.facts, stated.records) == ({"informs": 1}, 1, ("small.m1",))
    assert (every.value, every.facts, every.records) == ({"informs": 2}, 2, ("small.m1", "small.m2"))
    assert value_of(graph, "information_reach") == {"a b": 1}
    assert value_of(graph, "information_reach", weak=True) == {"a b": 1, "a c": 2, "b c": 1}


@pytest.mark.parametrize("axis", NEVER)
def test_what_is_no_rule_in_force_counts_in_neither_value(coded: Coded, axis: str) -> None:
    graph = code(coded, *inform("a b"), f"{{holder: b, aim: informs, toward: c, {axis}}}")
    for weak in (False, True):
        assert value_of(graph, "lines_by_verb", weak=weak) == {"informs": 1}
        assert value_of(graph, "information_reach", weak=weak) == {"a b": 1}


@pytest.mark.parametrize("axis", [*WEAKER, *NEVER])
def test_an_actor_counts_as_its_own_axes_say(coded: Coded, axis: str) -> None:
    if axis.startswith("deontic"):
        axis = "valid: 2021"
    actors = f"a: {{name: A, kind: board}}\nb: {{name: B, kind: board, {axis}}}"
    graph = coded(actors=actors)
    assert value_of(graph, "actors_by_class") == {"organ": 1}
    assert value_of(graph, "actors_by_class", weak=True) == {"organ": 2 if axis in WEAKER else 1}


def test_what_may_hold_counts(coded: Coded) -> None:
    graph = code(coded, "{holder: a, aim: informs, toward: b, valid: 2028~}")
    assert value_of(graph, "lines_by_verb") == {"informs": 1}


def test_a_number_is_that_of_the_date_asked_for(coded: Coded) -> None:
    graph = code(coded, *inform("a b"), "{holder: b, aim: informs, toward: c, valid: 2026/2027}")
    assert value_of(graph, "information_reach", at="2025") == {"a b": 1}
    assert value_of(graph, "information_reach", at="2026") == {"a b": 1, "a c": 2, "b c": 1}
    assert measured(graph, "lines_by_verb", at="1999").why == "no_lines"
    assert measured(graph, "actors_by_class", at="1999").why == "no_actors"


def test_records_are_in_the_order_of_the_files(coded: Coded) -> None:
    seats = "z: {organ: a, count: 2, from: e}\ny: {organ: b, count: 2, from: e}"
    graph = code(
        coded, "w: {holder: c, aim: informs, toward: b}", "v: {holder: a, aim: informs, toward: b}", seats=seats
    )
    assert measured(graph, "lines_by_family").records == ("small.z", "small.y", "small.w", "small.v")


# -- counts ------------------------------------------------------------------------------------------------------------


def test_actors_are_counted_as_the_text_names_them(coded: Coded) -> None:
    graph = code(coded, *inform("a unspecified"))
    assert value_of(graph, "actors_by_class") == {"organisation": 1, "organ": 4, "network": 2, "group": 2}
    assert value_of(graph, "actors_by_tier") == {"political": 4, "official": 2, "not_stated": 3}
    assert value_of(graph, "actors_by_side") == {"municipal": 3, "joint": 1, "regional": 2, "not_stated": 3}
    assert measured(graph, "actors_by_tier").facts == 9


def test_a_line_is_counted_once_however_many_the_group_has(coded: Coded) -> None:
    graph = code(
        coded,
        "{holder: a, aim: informs, toward: [b, g], toward_as: each, deontic: must}",
        "{holder: a, aim: prepares_for, toward: unspecified, deontic: should}",
        "{holder: a, aim: handles}",
        seats="s: {organ: a, count: 2, from: e}",
    )
    assert value_of(graph, "lines_by_verb") == {"informs": 2, "prepares_for": 1, "sends_members_to": 1}
    assert value_of(graph, "lines_by_family") == {"information": 2, "preparation": 1, "participation": 1}
    assert value_of(graph, "lines_by_deontic") == {"must": 2, "should": 1, "none": 1}
    assert measured(graph, "lines_by_verb").records == ("small.s", "small.m1", "small.m2")


def test_shares_are_of_statements_and_leave_denials_apart(coded: Coded) -> None:
    deontics = ("must",) * 4 + ("should", "may", "may")
    said = [f"{{holder: a, aim: handles, object: o{n}, deontic: {deontic}}}" for n, deontic in enumerate(deontics)]
    apart = ["{holder: a, aim: decides, deontic: may_not}", "{holder: a, aim: adopts, negative: true}"]
    graph = code(coded, *said, *inform("a b", "a c", "a d"), *apart)
    found = measured(graph, "deontic_shares")
    assert found.value == {"must": 0.4, "should": 0.1, "may": 0.2, "none": 0.3}
    assert (found.facts, found.left_out) == (10, 2)
    # one fewer is too few, and the number is told beside
    found = measured(code(coded, *said[1:], *inform("a b", "a c", "a d"), *apart), "deontic_shares")
    assert (found.value, found.why, found.facts) == (None, "too_few_statements", FEWEST_STATEMENTS - 1)


def test_a_statement_toward_several_is_one_statement(coded: Coded) -> None:
    graph = code(
        coded, *(f"{{holder: a, aim: informs, toward: [b, c], object: o{n}, deontic: must}}" for n in range(10))
    )
    assert measured(graph, "deontic_shares").facts == 10
    assert value_of(graph, "deontic_shares") == {"must": 1.0, "should": 0.0, "may": 0.0, "none": 0.0}


# -- who reaches whom --------------------------------------------------------------------------------------------------


def test_information_reaches_as_far_as_asked(coded: Coded) -> None:
    graph = code(coded, *inform("a b", "b c", "c d", "a d"))
    every = {"a b": 1, "a d": 1, "a c": 2, "b c": 1, "b d": 2, "c d": 1}
    assert value_of(graph, "information_reach") == every
    near = {pair: steps for pair, steps in every.items() if steps == 1}
    assert value_of(graph, "information_reach", steps=1) == near
    assert measured(graph, "information_reach", steps=1).facts == 4


def test_information_does_not_go_on_along_another_family(coded: Coded) -> None:
    graph = code(coded, *inform("a b"), PREPARES % ("b", "c"))
    assert value_of(graph, "information_reach") == {"a b": 1}


def test_nobody_is_reached_through_an_end_that_is_not_stated(coded: Coded) -> None:
    graph = code(coded, *inform("a unspecified", "unspecified b", "b c"))
    found = measured(graph, "information_reach")
    assert (shorten(found.value), found.records, found.left_out) == ({"b c": 1}, ("small.m3",), 2)
    found = measured(code(coded, *inform("a unspecified")), "information_reach")
    assert (found.value, found.why, found.facts, found.left_out) == (None, "no_lines", 0, 1)


@pytest.mark.parametrize(
    ("mandates", "expected"),
    [
        # unnamed elsewhere, the members stand in their group
        ([TO_EACH % "a"], {"a g": 1}),
        ([TO_EACH % "a", "{holder: g, aim: informs, toward: b, holder_as: each}"], {"a g": 1, "a b": 2, "g b": 1}),
        # a member that another line names stands for itself, the other in the group
        ([TO_EACH % "a", INFORMS % ("m", "c")], {"a g": 1, "a m": 1, "a c": 2, "m c": 1}),
        # from a body only what it holds as one leads on
        ([TO_BODY % "a", INFORMS % ("m", "c")], {"a g": 1, "m c": 1}),
        ([TO_BODY % "a", "{holder: g, aim: informs, toward: b, holder_as: each}"], {"a g": 1, "g b": 1}),
        ([TO_BODY % "a", "{holder: g, aim: informs, toward: b, holder_as: jointly}"], {"a g": 1, "a b": 2, "g b": 1}),
        # a group without names is one actor
        (["{holder: u, aim: informs, toward: b, holder_as: each}"], {"u b": 1}),
        # a joint holder holds the line too
        (["{holder: a, with: [b], aim: informs, toward: c}"], {"a c": 1, "b c": 1}),
        # one or the other ends a way
        ([ANY, INFORMS % ("b", "d")], {"a b": 1, "a c": 1, "b d": 1}),
        (["{holder: g, aim: informs, toward: each-other, holder_as: each}"], {"g g": 1}),
    ],
)  # fmt: skip
def test_groups_are_read_as_the_walk_reads_them(coded: Coded, mandates: list[str], expected: dict[str, int]) -> None:
    assert value_of(code(coded, *mandates), "information_reach") == expected


def test_lines_that_share_no_time_make_no_way(coded: Coded) -> None:
    rows = ["{holder: a, aim: informs, toward: b, valid: 2024}", "{holder: b, aim: informs, toward: c, valid: 2026}"]
    assert value_of(code(coded, *rows), "information_reach") == {"a b": 1, "b c": 1}


def test_steps_to_politics_go_along_both_families(coded: Coded) -> None:
    graph = code(coded, *inform("c d", "d e"), PREPARES % ("e", "a"))
    found = measured(graph, "steps_to_politics")
    assert shorten(found.value) == {"c": 3, "d": 2}
    assert found.records == ("small.m1", "small.m2", "small.m3")


def test_steps_to_politics_count_members_whose_group_has_no_tier(coded: Coded) -> None:
    assert value_of(code(coded, TO_EACH % "c"), "steps_to_politics") == {"c": 1}
    # met as one body, a group is no actor of a tier that no text gives it
    assert measured(code(coded, TO_BODY % "c"), "steps_to_politics").why == "no_way_stated"


def test_steps_from_members_are_told_of_their_group(coded: Coded) -> None:
    actors = (
        "a: {name: A, kind: board, tier: political}\nx: {name: X, kind: political-organs, members: [y]}\n"
        "y: {name: Y, kind: board, tier: official}"
    )
    graph = coded("{holder: x, aim: prepares_for, toward: a, holder_as: each}", actors=actors)
    assert value_of(graph, "steps_to_politics") == {"x": 1}


@pytest.mark.parametrize(
    ("mandates", "actors", "why"),
    [
        (inform("a b"), "a: {name: A, kind: board, tier: political}\nb: {name: B, kind: board}", "no_officials"),
        (inform("a b"), "a: {name: A, kind: board, tier: official}\nb: {name: B, kind: board}", "no_politicians"),
        (inform("a c"), ACTORS, "no_way_stated"),
        (inform("c unspecified"), ACTORS, "no_way_stated"),
    ],
)
def test_steps_to_politics_say_why_there_are_none(coded: Coded, mandates: list[str], actors: str, why: str) -> None:
    found = measured(coded(*mandates, actors=actors), "steps_to_politics")
    assert (found.value, found.why, found.facts) == (None, why, 0)


# a triangle a b c, from which d hangs by c and e by d
HANGING = inform("a b", "b c", "c a", "c d", "d e")


def test_articulation_points_are_found_in_a_known_graph(coded: Coded) -> None:
    found = measured(code(coded, *HANGING), "articulation_points")
    assert (shorten(found.value), found.facts) == (("c", "d"), 5)
    # the same ways closed to a ring: nobody cuts it
    found = measured(code(coded, *HANGING, PREPARES % ("e", "a")), "articulation_points")
    assert (found.value, found.why) == ((), None)


def test_articulation_points_are_of_both_values(coded: Coded) -> None:
    graph = code(coded, *HANGING, "{holder: e, aim: informs, toward: a, status: proposed}")
    assert value_of(graph, "articulation_points") == ("c", "d")
    assert value_of(graph, "articulation_points", weak=True) == ()


def test_pairs_are_counted_once_in_articulation_points(coded: Coded) -> None:
    graph = code(coded, *HANGING[:-1], *inform("b a"), PREPARES % ("a", "b"))
    found = measured(graph, "articulation_points")
    assert (found.value, found.why, found.facts) == (None, "too_few_lines", FEWEST_PAIRS + 1)


def test_lines_of_other_families_join_nobody(coded: Coded) -> None:
    graph = code(coded, *HANGING, "{holder: e, aim: finances, toward: a}")
    assert value_of(graph, "articulation_points") == ("c", "d")


def test_a_member_that_lines_name_is_no_part_of_its_group(coded: Coded) -> None:
    # a to each of g; m goes on to c: without m, c is cut off; o is all that is left of g
    graph = code(coded, TO_EACH % "a", *inform("m c", "c d", "a b"))
    assert value_of(graph, "articulation_points") == ("a", "c", "m")
    # with both named, nothing is left of the group, and a ring has no articulation point
    graph = code(coded, TO_EACH % "a", *inform("m c", "o c", "c d", "d a"))
    assert value_of(graph, "articulation_points") == ()


# -- between and within ------------------------------------------------------------------------------------------------


def test_the_index_of_a_known_graph(coded: Coded) -> None:
    # tiers: a b | c d; within: ab, cd; between: ac, ad, bc. sides: a d | b c; within: ad, bc; between: ab, cd, ac
    graph = code(coded, *inform("a b", "c d", "a c", "a d", "b c"))
    assert value_of(graph, "ei_index") == pytest.approx(1 / 5)
    assert value_of(graph, "ei_index", by="side") == pytest.approx(1 / 5)
    graph = code(coded, *inform("a b", "c d", "a c", "a d", "b c", "b d"))
    assert value_of(graph, "ei_index") == pytest.approx(2 / 6)


def test_a_pair_is_one_however_many_lines_join_it(coded: Coded) -> None:
    rows = inform("a b", "c d", "a c", "a d", "b c")
    graph = code(coded, *rows, *inform("b a"), PREPARES % ("a", "b"))
    found = measured(graph, "ei_index")
    assert found.value == pytest.approx(1 / 5)
    assert found.facts == 7


def test_lines_of_which_a_tier_is_not_stated_are_left_out_and_told(coded: Coded) -> None:
    rows = inform("a b", "c d", "a c", "a d", "b c")
    found = measured(code(coded, *rows, *inform("a e", "unspecified a"), TO_EACH % "a"), "ei_index")
    assert found.value == pytest.approx(1 / 5)
    assert (found.facts, found.left_out) == (5, 3)


def test_joint_holders_are_a_pair_each(coded: Coded) -> None:
    rows = inform("c d", "a c", "a d")
    graph = code(coded, *rows, "{holder: a, with: [e, c], aim: informs, toward: b}")
    # between: ac, ad, cb; within: cd, ab; e has no tier
    assert value_of(graph, "ei_index") == pytest.approx(1 / 5)


def test_what_members_do_toward_each_other_is_a_pair_within(coded: Coded) -> None:
    rows = inform("a b", "a c", "b d", "b c")
    graph = code(coded, *rows, "{holder: u, aim: cooperates_with, toward: each-other, holder_as: each}")
    # between: ab, ac, bd; within: bc, u
    assert value_of(graph, "ei_index", by="side") == pytest.approx(1 / 5)


def test_the_index_is_given_twice(coded: Coded) -> None:
    rows = inform("a b", "c d", "a c", "a d", "b c")
    graph = code(coded, *rows, "{holder: b, aim: informs, toward: d, basis: inferred}")
    assert measured(graph, "ei_index").value == pytest.approx(1 / 5)
    assert measured(graph, "ei_index", weak=True).value == pytest.approx(2 / 6)
    found = measured(code(coded, *rows[1:]), "ei_index")
    assert (found.value, found.why, found.facts) == (None, "too_few_lines", FEWEST_PAIRS - 1)


SEATS = (
    "s: {organ: a, count: 2, from: e}",
    "t: {organ: b, count: 2, from: e}",
    "v: {organ: c, count: 1, from: b}",
    "w: {organ: d, count: 1, from: e, status: proposed}",
)


def test_interlocks_are_counted_by_organ(coded: Coded) -> None:
    graph = code(coded, seats="\n".join(SEATS))
    found = measured(graph, "interlocks")
    assert shorten(found.value) == {"a": 1, "b": 2, "c": 1}
    assert found.records == ("small.s", "small.t", "small.v")
    assert value_of(graph, "interlocks", weak=True) == {"a": 2, "b": 3, "c": 1, "d": 2}
    assert value_of(graph, "interlocks", by="members") == {"b": 1, "c": 1}
    assert value_of(graph, "interlocks", by="role") == {}


@pytest.mark.parametrize("axis", ["scope: outside", "basis: inferred", "valid: 2020", "mode: practice"])
def test_a_seat_that_does_not_count_interlocks_nobody(coded: Coded, axis: str) -> None:
    graph = code(coded, seats=f"{SEATS[0]}\n{SEATS[1].removesuffix('}')}, {axis}}}")
    found = measured(graph, "interlocks")
    assert (found.value, found.why, found.facts) == (None, "too_few_seats", 0)


def test_organs_that_share_nothing_are_a_finding(coded: Coded) -> None:
    seats = "s: {organ: a, count: 2, from: e}\nt: {organ: b, count: 2, from: u}"
    assert measured(code(coded, seats=seats), "interlocks").value == {}


# -- what is asked wrong -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "number", "parameters", "error", "expected"),
    [
        ("smal", "ei_index", {}, UnknownNameError, "no case 'smal'; did you mean 'small'"),
        ("small", "ei_indx", {}, UnknownNameError, "no number 'ei_indx'; did you mean 'ei_index'"),
        ("small", "ei_index", {"by": "class"}, UsageError, "by 'tier' or 'side', not 'class'"),
        ("small", "interlocks", {"by": "tier"}, UsageError, "by 'role', 'source', 'members', not 'tier'"),
        ("small", "ei_index", {"steps": 2}, UsageError, "ei_index has no parameter 'steps'; it takes by"),
        ("small", "lines_by_verb", {"by": "side"}, UsageError, "has no parameter 'by'; it takes none"),
        ("small", "information_reach", {"steps": 0}, UsageError, "steps 0 is no number of steps"),
        ("small", "information_reach", {"at": "2021-02-29"}, UsageError, "at '2021-02-29'"),
    ],
)
def test_what_is_asked_wrong_is_refused(
    coded: Coded, case: str, number: str, parameters: dict[str, Any], error: type[Exception], expected: str
) -> None:
    with pytest.raises(error, match=expected):
        measure_number(code(coded, *HANGING), case, number, **parameters)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_case_of_nothing_has_no_number(coded: Coded, number: str) -> None:
    found = measure_number(coded(actors="a: {name: A, kind: board, status: former}"), "small", number)
    for each in (found.stated, found.every):
        assert (each.value, each.facts, each.records) == (None, 0, ())
        assert each.why


# -- the four cases, counted by hand from their records ----------------------------------------------------------------


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("case", CASES)
def test_a_number_of_a_case_is_sound(bundled: Graph, case: str, number: str) -> None:
    facts = bundled.graph["dataset"].cases[case].facts
    found = measure_number(bundled, case, number)
    for each in (found.stated, found.every):
        assert (each.value is None) is (each.why is not None)
        assert each.facts == len(each.records) == len(set(each.records))
        order = [f"{case}.{name}" for name in facts]
        assert [order.index(name) for name in each.records] == sorted(order.index(name) for name in each.records)
    kept = {name for name in found.stated.records if number not in {"information_reach", "steps_to_politics"}}
    assert kept <= set(found.every.records)


@pytest.mark.parametrize("number", NUMBERS)
def test_the_graph_is_left_as_it_was(bundled: Graph, number: str) -> None:
    before = (bundled.number_of_nodes(), bundled.number_of_edges())
    first, second = (measure_number(bundled, "vasterbotten", number) for _ in range(2))
    assert first == second
    assert (bundled.number_of_nodes(), bundled.number_of_edges()) == before


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        # seven pairs within a tier (utvecklingsdirektoren-kommunchefsnatverket, regionfullmaktige-bsr, bsr-sru,
        # run-sru, pkd-pkd-presidiet, pkd-pkd-au, ruf-tjanstepersonsnatverken), one between: the networks prepare for
        # the delegations; inferred beside: organs that invite and consult each other
        ("vasterbotten", {("tier", False): -6 / 8, ("tier", True): -7 / 9, ("side", False): 7 / 25}),
        # within: five boards and committees to the chairs' council, the presidia to the council; between:
        # direktorsberedningen with each of the two
        ("varmland", {("tier", False): -4 / 8, ("tier", True): -4 / 8}),
        # within: the presidium to five consultations; every side meets in joint bodies
        ("ostergotland", {("tier", False): -1.0, ("side", False): 1.0}),
        ("malarstader", {("tier", False): None, ("side", False): None, ("side", True): None}),
    ],
)
def test_the_index_of_a_case(bundled: Graph, case: str, expected: dict[tuple[str, bool], float | None]) -> None:
    for (by, weak), value in expected.items():
        found = measure_number(bundled, case, "ei_index", by=by)
        assert (found.every if weak else found.stated).value == (value if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("case", "number", "stated", "every"),
    [
        (
            "vasterbotten",
            "information_reach",
            {"samverkansomradena kommunchefsnatverket": 1, "samverkansomradena pkd": 1},
            {"samverkansomradena kommunchefsnatverket": 1, "samverkansomradena pkd": 1},
        ),
        ("vasterbotten", "steps_to_politics", {"tjanstepersonsnatverken": 1}, {"tjanstepersonsnatverken": 1}),
        # kommunchefsnatverket is informed by the areas alone; without pkd its committee reaches neither party
        ("vasterbotten", "articulation_points", ("samverkansomradena", "pkd"), ("samverkansomradena", "pkd")),
        # all that is stated there of information has no receiver or is practice
        ("varmland", "information_reach", "no_lines", {"externa-parter varmlandsradet": 1}),
        ("varmland", "steps_to_politics", "no_way_stated", "no_way_stated"),
        ("varmland", "articulation_points", "too_few_lines", "too_few_lines"),
        ("ostergotland", "information_reach", "no_lines", "no_lines"),
        ("ostergotland", "steps_to_politics", "no_way_stated", {"ledningsgrupperna": 1}),
        ("ostergotland", "articulation_points", "too_few_lines", "too_few_lines"),
        ("malarstader", "information_reach", "no_lines", "no_lines"),
        ("malarstader", "steps_to_politics", "no_politicians", "no_politicians"),
        ("malarstader", "interlocks", "too_few_seats", "too_few_seats"),
        ("malarstader", "lines_by_deontic", {"must": 2}, {"must": 2}),
    ],
)  # fmt: skip
def test_a_number_of_a_case_is_as_counted(
    bundled: Graph, case: str, number: str, stated: object, every: object
) -> None:
    found = measure_number(bundled, case, number)
    for each, expected in ((found.stated, stated), (found.every, every)):
        assert (each.why if isinstance(expected, str) else shorten(each.value)) == expected


@pytest.mark.parametrize(
    ("case", "must", "may", "of", "apart"),
    [("vasterbotten", 12, 2, 50, 0), ("varmland", 4, 1, 18, 1), ("malarstader", 11, 0, 20, 0)],
)
def test_the_shares_of_a_case(bundled: Graph, case: str, must: int, may: int, of: int, apart: int) -> None:
    found = measure_number(bundled, case, "deontic_shares").stated
    plain = (of - must - may) / of
    assert found.value == pytest.approx({"must": must / of, "should": 0, "may": may / of, "none": plain})
    assert (found.facts, found.left_out) == (of, apart)


def test_the_interlocks_of_a_case(bundled: Graph) -> None:
    # by role, ks-ordforande alone sits in both councils; by source and members the rest
    assert shorten(measure_number(bundled, "varmland", "interlocks").stated.value) == {
        "varmlandsradet": 2, "ordforanderadet": 7, "direktorsberedningen": 2,
        "regionstyrelsen": 1, "hsn": 1, "run": 1, "ktn": 1, "kbn": 1,
    }  # fmt: skip
    by_kind = {
        "role": {"pkd": 1, "pkd-presidiet": 1},
        "members": {"bsr": 1, "run": 1, "sru": 2, "pkd": 1, "pkd-au": 1},
        # the municipalities send members to six, pkd to two of its own
        "source": {
            "pkd": 5, "pkd-presidiet": 1, "pkd-au": 1, "dsh": 5, "du": 5,
            "kommunchefsnatverket": 5, "skolchefsnatverket": 5, "socialchefsnatverket": 5,
        },
    }  # fmt: skip
    for kind, expected in by_kind.items():
        assert shorten(measure_number(bundled, "vasterbotten", "interlocks", by=kind).stated.value) == expected
    # each consultation with the four others, their working committee and the presidium that sits in it
    found = measure_number(bundled, "ostergotland", "interlocks").stated.value
    assert isinstance(found, dict)
    assert sorted(found.values()) == [5, 5, 6, 6, 6, 6, 6]


def test_the_lines_of_a_case(bundled: Graph) -> None:
    found = measure_number(bundled, "vasterbotten", "lines_by_verb")
    assert found.stated.value == {
        "informs": 4, "prepares_for": 2, "recommends_to": 2, "appoints": 5, "governs": 1, "leads": 1, "coordinates": 1,
        "supports": 1, "finances": 3, "sends_members_to": 12, "cooperates_with": 3,
    }  # fmt: skip
    assert found.every.value == {
        **found.stated.value, "prepares_for": 3, "appoints": 8, "participates_in": 2, "invites": 1, "consults": 1,
        "cooperates_with": 5,
    }  # fmt: skip
    assert measure_number(bundled, "varmland", "lines_by_family").stated.value == {
        "preparation": 2, "authority": 1, "participation": 16,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("case", "by", "expected"),
    [
        ("varmland", "side", {"municipal": 4, "joint": 7, "regional": 14, "external": 6, "not_stated": 2}),
        ("varmland", "class", {"organisation": 5, "organ": 10, "role": 8, "group": 9, "structure": 1}),
        ("malarstader", "tier", {"official": 1, "not_stated": 7}),
        ("malarstader", "side", {"municipal": 8}),
    ],
)
def test_the_actors_of_a_case(bundled: Graph, case: str, by: str, expected: dict[str, int]) -> None:
    assert measure_number(bundled, case, f"actors_by_{by}").stated.value == expected
