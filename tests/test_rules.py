"""Rules across records: groups say how they apply, times fit, successors count; sizes, kinds passed on, flags."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import CASE, SOUND, Broken, Coded, Run
from govgraph.cases import CaseData, Size
from govgraph.dataset import check_dataset, load_dataset
from govgraph.errors import DatasetError


def find_faults(coded: Coded, *mandates: str, **files: str) -> list[str]:
    """Every fault of a small case, without path and place."""
    try:
        coded(*mandates, **files)
    except DatasetError as err:
        return [problem.text for problem in err.problems]
    return []


# -- groups ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mandate", "expected"),
    [
        pytest.param("{holder: a, aim: informs, toward: b}", [], id="no-group"),
        pytest.param(
            "{holder: a, aim: informs, toward: g}",
            ["'g' is a group; say toward_as: each or jointly"],
            id="toward-a-group",
        ),
        pytest.param("{holder: a, aim: informs, toward: g, toward_as: each}", [], id="toward-each"),
        pytest.param(
            "{holder: g, aim: informs, toward: b}",
            ["'g' is a group; say holder_as: each or jointly"],
            id="group-as-holder",
        ),
        pytest.param(
            "{holder: g, aim: decides}", ["'g' is a group; say holder_as: each or jointly"], id="group-with-an-aim"
        ),
        pytest.param("{holder: g, aim: informs, toward: b, holder_as: jointly}", [], id="jointly"),
        pytest.param(
            "{holder: g, aim: informs, toward: h-group}",
            [
                "'g' is a group; say holder_as: each or jointly (or pairs)",
                "'h-group' is a group; say toward_as: each or jointly (or pairs)",
            ],
            id="two-groups",
        ),
        pytest.param(
            "{holder: g, aim: informs, toward: h-group, holder_as: each}",
            ["'h-group' is a group; say toward_as: each or jointly (or pairs)"],
            id="two-groups-one-said",
        ),
        pytest.param("{holder: g, aim: informs, toward: h-group, pairs: own}", [], id="pairs-own"),
        pytest.param("{holder: g, aim: informs, toward: h-group, pairs: class}", [], id="pairs-class"),
        pytest.param(
            "{holder: g, aim: informs, toward: b, pairs: own}",
            ["pairs: own needs a group at both ends"],
            id="pairs-with-one-group",
        ),
        pytest.param(
            "{holder: g, aim: informs, toward: h-group, pairs: own, holder_as: each}",
            ["pairs beside holder_as or toward_as; pairs already says how both ends apply"],
            id="pairs-and-each",
        ),
        pytest.param(
            "{holder: a, aim: informs, toward: b, toward_as: each}",
            ["toward_as without a group at that end; leave it out"],
            id="each-without-group",
        ),
        pytest.param("{holder: g, aim: informs, toward: each-other}", [], id="each-other"),
        pytest.param(
            "{holder: a, aim: informs, toward: each-other}",
            ["toward: each-other needs a group as holder"],
            id="each-other-of-one",
        ),
        pytest.param(
            "{holder: g, aim: informs, toward: [each-other, b]}",
            ["toward holds 'each-other' beside actors; it stands alone"],
            id="each-other-and-one",
        ),
        pytest.param("{holder: a, aim: informs, toward: [b, c], any: toward}", [], id="any"),
        pytest.param(
            "{holder: a, aim: informs, toward: b, any: toward}",
            ["any: toward with one toward; name the alternatives, or leave it out"],
            id="any-of-one",
        ),
        pytest.param("{holder: [a, g], aim: informs, toward: b, holder_as: each}", [], id="group-beside-one"),
    ],
)
def test_an_end_that_is_a_group_says_how_it_applies(coded: Coded, mandate: str, expected: list[str]) -> None:
    assert find_faults(coded, mandate) == expected


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        pytest.param(
            "x: {name: X, kind: board, members: m}",
            "members is for actors of class group, and 'x' is of class organ",
            id="members",
        ),
        pytest.param(
            "x: {name: X, kind: board, number: 3}",
            "number is for actors of class group, and 'x' is of class organ",
            id="number",
        ),
        pytest.param(
            "x: {name: X, kind: board, open: true}",
            "open is for actors of class group, and 'x' is of class organ",
            id="open",
        ),
        pytest.param(
            "x: {name: X, kind: board, of: a}", "of is for actors of class role, and 'x' is of class organ", id="of"
        ),
        pytest.param(
            "x: {name: X, kind: board, one_per: a}", "one_per 'a' is no group; name a group of actors", id="one-per"
        ),
        pytest.param(
            "x: {name: X, kind: board, one_of: a}", "one_of 'a' is no group; name a group of actors", id="one-of"
        ),
    ],
)
def test_keys_of_groups_and_roles_are_theirs(coded: Coded, actor: str, expected: str) -> None:
    actors = f"{actor}\na: {{name: A, kind: board}}\nm: {{name: M, kind: board}}"
    assert find_faults(coded, actors=actors) == [expected]


# -- what groups pass on ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mellanby() -> CaseData:
    return load_dataset(SOUND).cases[CASE]


def test_a_group_passes_kind_and_side_on_to_its_members(mellanby: CaseData) -> None:
    assert (mellanby.kind_of("aby"), mellanby.class_of("aby"), mellanby.side_of("aby")) == (
        "municipality",
        "organisation",
        "municipal",
    )


def test_a_group_passes_its_tier_on_to_its_members(mellanby: CaseData) -> None:
    assert mellanby.tier_of("au-aby") == "political"


def test_a_kind_of_ones_own_stands_before_what_a_group_passes_on(mellanby: CaseData) -> None:
    assert mellanby.kind_of("au-aby") == "working-committee"


def test_what_an_inner_group_says_stands_before_an_outer_one(coded: Coded) -> None:
    graph = coded(
        actors="outer: {name: Outer, kind: delegations, side: joint, tier: mixed, members: [inner]}\n"
        "inner: {name: Inner, kind: delegations, side: municipal, members: [m]}\n"
        "m: {name: M}"
    )
    node = graph.nodes["small.m"]
    assert (node["kind"], node["side"], node["tier"]) == ("delegation", "municipal", "mixed")


def test_a_group_of_groups_counts_the_members_of_both(coded: Coded) -> None:
    graph = coded(
        actors="outer: {name: Outer, kind: delegations, members: [inner, o]}\n"
        "inner: {name: Inner, kind: delegations, members: [m, k]}\n"
        "m: {name: M}\no: {name: O}\nk: {name: K}"
    )
    case: CaseData = graph.graph["dataset"].cases["small"]
    assert case.members_of("outer") == ("m", "k", "o")
    assert case.count_members("outer") == 3


def test_a_group_of_another_kind_in_a_group_is_one_member_of_it(coded: Coded) -> None:
    graph = coded(
        actors="parts: {name: Parts, kind: structures, members: [north, south]}\n"
        "all-of-them: {name: All, kind: municipalities, members: [north, south]}\n"
        "north: {name: North, kind: municipalities, members: [m, o]}\n"
        "south: {name: South, kind: municipalities, number: 5}\n"
        "m: {name: M}\no: {name: O}"
    )
    case: CaseData = graph.graph["dataset"].cases["small"]
    assert (case.members_of("parts"), case.count_members("parts")) == (("north", "south"), 2)
    assert (case.members_of("all-of-them"), case.count_members("all-of-them")) == (("m", "o", "south"), 7)


def test_a_group_with_an_open_group_in_it_has_no_number(coded: Coded) -> None:
    graph = coded(
        actors="outer: {name: Outer, kind: delegations, members: [inner]}\n"
        "inner: {name: Inner, kind: delegations, members: [m], open: true}\n"
        "m: {name: M}"
    )
    assert graph.graph["dataset"].cases["small"].count_members("outer") is None


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        pytest.param("number: 3", 3, id="stated"),
        pytest.param("members: [m, o]", 2, id="named"),
        pytest.param("members: [m, o], number: 5", 5, id="stated-before-named"),
        pytest.param("members: [m, o], open: true", None, id="open"),
        pytest.param("side: joint", None, id="neither"),
    ],
)
def test_the_number_of_a_group_is_stated_or_counted_never_guessed(
    coded: Coded, group: str, expected: int | None
) -> None:
    graph = coded(
        actors=f"g: {{name: G, kind: delegations, {group}}}\nm: {{name: M, kind: board}}\no: {{name: O, kind: board}}"
    )
    assert graph.graph["dataset"].cases["small"].count_members("g") == expected


# -- sizes -----------------------------------------------------------------------------------------------------------

BODIES = """
organ: {name: Organ, kind: board}
other: {name: Other, kind: board, size: 5}
unsized: {name: Unsized, kind: board}
three: {name: Three, kind: municipalities, number: 3}
some: {name: Some, kind: municipalities}
chair: {name: Chair, kind: political-role, of: organ}
"""


@pytest.mark.parametrize(
    ("seats", "expected"),
    [
        pytest.param("s: {organ: organ, from: other, count: 4}", Size(4, 4), id="a-count"),
        pytest.param("s: {organ: organ, from: other, at_least: 2, at_most: 4}", Size(2, 4), id="bounds"),
        pytest.param("s: {organ: organ, from: other, at_least: 2}", Size(2, None), id="at-least"),
        pytest.param("s: {organ: organ, from: three, per_member: 2}", Size(6, 6), id="each-of-three"),
        pytest.param(
            "s: {organ: organ, from: three, per_member: {at_least: 1, at_most: 2}}", Size(3, 6), id="bounds-of-each"
        ),
        pytest.param(
            "s: {organ: organ, from: some, per_member: 2}", Size(why_unknown="members_not_stated"), id="each-of-some"
        ),
        pytest.param("s: {organ: organ, from: other, count: all}", Size(5, 5), id="all-of-a-body"),
        pytest.param(
            "s: {organ: organ, from: unsized, count: all}",
            Size(why_unknown="size_of_body_not_stated"),
            id="all-of-an-unsized-body",
        ),
        pytest.param(
            "s: {organ: organ, from: unsized, count: all}\nt: {organ: unsized, from: other, count: 6}",
            Size(6, 6),
            id="all-of-a-body-whose-seats-are-counted",
        ),
        pytest.param(
            "s: {organ: organ, from: unsized, count: all}\nt: {organ: unsized, from: organ, count: all}",
            Size(why_unknown="size_of_body_not_stated"),
            id="all-of-each-other",
        ),
        pytest.param(
            "s: {organ: organ, from: other, count: 4}\nt: {organ: organ, from: three, count: 1, deontic: may_not}",
            Size(4, 4),
            id="a-ban-seats-nobody",
        ),
        pytest.param(
            "s: {organ: organ, from: other, count: 3, valid: 2024}\n"
            "t: {organ: organ, from: three, count: 5, valid: 2025/2027}",
            Size(why_unknown="seats_differ_over_time"),
            id="seats-of-different-years",
        ),
        pytest.param("s: {organ: organ, from: other}", Size(why_unknown="seats_not_counted"), id="no-number"),
        pytest.param("", Size(why_unknown="composition_not_stated"), id="no-seat"),
        pytest.param(
            "s: {organ: organ, from: other, count: 4}\nt: {organ: organ, from: three, per_member: 1}",
            Size(7, 7),
            id="two-seats",
        ),
        pytest.param(
            "s: {organ: organ, from: other, count: 4}\nt: {organ: organ, from: other, count: 4, kind: substitute}",
            Size(4, 4),
            id="substitutes-do-not-count",
        ),
        pytest.param(
            "s: {organ: organ, from: other, count: 4}\nt: {organ: organ, from: three, count: 4, kind: adjunct}",
            Size(4, 4),
            id="adjuncts-do-not-count",
        ),
        pytest.param(
            "s: {organ: organ, from: other, count: 4}\nt: {organ: organ, from: organ, count: 1, role: chair, "
            "kind: chair}",
            Size(4, 4),
            id="a-chair-among-them-does-not-count",
        ),
        pytest.param(
            "s: {organ: organ, from: other, count: 4}\nt: {organ: organ, from: three, count: 1, kind: chair, "
            "extra: true}",
            Size(5, 5),
            id="an-extra-chair-counts",
        ),
        pytest.param(
            "s: {organ: organ, from: other, count: 4}\nt: {organ: organ, from: three, count: 1, mode: practice}",
            Size(4, 4),
            id="practice-does-not-count",
        ),
        pytest.param(
            "s: {organ: organ, from: other, count: 4}\nt: {organ: organ, from: three, count: 1, status: proposed}",
            Size(4, 4),
            id="a-proposal-does-not-count",
        ),
        pytest.param(
            "s: {organ: organ, from: other, count: 4}\nt: {organ: organ, represents: three, deontic: must}",
            Size(4, 4),
            id="a-condition-does-not-count",
        ),
    ],
)
def test_a_size_is_added_up_from_seats_or_unknown_with_the_reason(coded: Coded, seats: str, expected: Size) -> None:
    graph = coded(actors=BODIES, seats=seats)
    assert graph.graph["dataset"].cases["small"].measure_organ("organ") == expected


@pytest.mark.parametrize(
    ("size", "faulty"), [(1, True), (2, False), (4, False), (5, True)], ids=["below", "least", "most", "above"]
)
def test_a_stated_size_lies_within_the_bounds_of_the_seats(coded: Coded, size: int, faulty: bool) -> None:
    actors = BODIES.replace("organ: {name: Organ, kind: board}", f"organ: {{name: Organ, kind: board, size: {size}}}")
    faults = find_faults(coded, actors=actors, seats="s: {organ: organ, from: other, at_least: 2, at_most: 4}")
    assert faults == ([f"size {size} is not what the seats add up to (2 to 4)"] if faulty else [])


# -- time ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("valid", "faulty"),
    [("2019/2020", True), ("2019/2021", False), ("2021", False), ("2030", True)],
    ids=["before", "touching", "within", "after"],
)
def test_a_line_holds_while_its_ends_exist(coded: Coded, valid: str, faulty: bool) -> None:
    actors = "a: {name: A, kind: board, valid: 2021/2022}\nb: {name: B, kind: board}"
    faults = find_faults(coded, f"{{holder: a, aim: informs, toward: b, valid: {valid}}}", actors=actors)
    assert faults == ([f"valid '{valid}' lies outside the existence of 'a' (2021/2022)"] if faulty else [])


def test_a_seat_lies_within_the_existence_of_its_organ(coded: Coded) -> None:
    actors = "a: {name: A, kind: board, valid: 2021/2022}\nb: {name: B, kind: board}"
    expected = ["valid '2030' lies outside the existence of 'a' (2021/2022)"]
    assert find_faults(coded, actors=actors, seats="s: {organ: a, from: b, count: 2, valid: 2030}") == expected


# -- events, lists, steps --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param("{kind: merged, from: [a, b], to: c}", [], id="merged"),
        pytest.param(
            "{kind: merged, from: a, to: c}", ["an event 'merged' has at least 2 in from, not 1"], id="merged-from-one"
        ),
        pytest.param(
            "{kind: merged, from: [a, b], to: [c, m]}", ["an event 'merged' has 1 in to, not 2"], id="merged-to-two"
        ),
        pytest.param("{kind: split, from: a, to: [b, c]}", [], id="split"),
        pytest.param(
            "{kind: split, from: a, to: b}", ["an event 'split' has at least 2 in to, not 1"], id="split-to-one"
        ),
        pytest.param(
            "{kind: split, from: [a, m], to: [b, c]}", ["an event 'split' has 1 in from, not 2"], id="split-from-two"
        ),
        pytest.param("{kind: replaced, from: [a, b], to: [c, m]}", [], id="replaced"),
        pytest.param(
            "{kind: replaced, from: a}", ["an event 'replaced' has at least 1 in to, not 0"], id="replaced-by-nothing"
        ),
        pytest.param("{kind: renamed, of: a, from: Old, to: A}", [], id="renamed"),
        pytest.param(
            "{kind: renamed, from: Old, to: A}",
            ["an event 'renamed' is of one actor or instrument, not 0"],
            id="renamed-of-nothing",
        ),
        pytest.param(
            "{kind: renamed, of: a, from: Old, to: New}",
            ["renaming of 'a' leads neither from nor to its name 'A'"],
            id="renamed-past-its-name",
        ),
        pytest.param("{kind: founded, of: a}", [], id="founded"),
        pytest.param(
            "{kind: founded}",
            ["an event 'founded' says of what; name actors or instruments in of"],
            id="founded-nothing",
        ),
        pytest.param(
            "{kind: founded, of: a, to: b}",
            ["an event 'founded' has no from and to; name actors or instruments in of"],
            id="founded-with-to",
        ),
        pytest.param(
            "{kind: merged, from: [a, nobody], to: c}",
            ["no actor or instrument 'nobody' in this case"],
            id="merged-from-nobody",
        ),
    ],
)
def test_an_event_has_the_successors_of_its_kind(coded: Coded, event: str, expected: list[str]) -> None:
    assert find_faults(coded, events=f"e: {event}") == expected


def test_a_chain_of_renamings_ends_at_the_name(coded: Coded) -> None:
    events = "e: {kind: renamed, of: a, from: Oldest, to: Old}\nf: {kind: renamed, of: a, from: Old, to: A}"
    assert find_faults(coded, events=events) == []


def test_two_topics_do_not_share_a_place_in_a_list(coded: Coded) -> None:
    faults = find_faults(
        coded,
        topic_lists="l: {name: L, count: 2}",
        topics="t: {name: T, kind: goal, list: l, order: 1}\nu: {name: U, kind: goal, list: l, order: 1}",
    )
    assert faults == ["order 1 of list 'l' is 't''s already"]


def test_a_topic_has_a_place_only_in_a_list(coded: Coded) -> None:
    faults = find_faults(coded, topics="t: {name: T, kind: goal, order: 1}")
    assert faults == ["order 1 without list; name the list that the topic stands in"]


def test_a_stated_count_is_kept_beside_a_shorter_list(coded: Coded) -> None:
    faults = find_faults(
        coded, topic_lists="l: {name: L, count: 6}", topics="t: {name: T, kind: goal, list: l, order: 1}"
    )
    assert faults == []


# -- the same fact, or another ---------------------------------------------------------------------------------------

LINE = "{holder: a, aim: informs, toward: b%s}"


@pytest.mark.parametrize(
    "difference",
    [
        "deontic: must",
        "object: plans",
        "condition: when asked",
        "constraint: weekly",
        "valid: 2025",
        "status: proposed",
        "negative: true",
        "mode: practice",
        "scope: outside",
        "extent: most",
        "with: c",
    ],
)
def test_facts_that_differ_in_one_thing_are_two(coded: Coded, difference: str) -> None:
    assert find_faults(coded, LINE % "", LINE % f", {difference}") == []


@pytest.mark.parametrize("difference", ["note: {en: x}", "basis: inferred", "evidence: other words"])
def test_facts_that_differ_only_in_how_they_are_known_are_one(coded: Coded, difference: str) -> None:
    expected = ["'m2' states the same as 'm1'; one fact, two evidences"]
    assert find_faults(coded, LINE % "", LINE % f", {difference}") == expected


# -- flags: kept, and shown to the coder -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("difference", "expected"),
    [
        pytest.param("negative: true", "contradicts 'm1'; both are kept", id="contradiction"),
        pytest.param("status: proposed", "is proposed, and 'm1' is adopted; both are kept", id="proposed-and-adopted"),
        pytest.param("deontic: must", "says must, and 'm1' plainly; both are kept", id="duty-and-plain"),
        pytest.param("object: plans", None, id="another-object"),
    ],
)
def test_conflicting_claims_are_kept_and_flagged(coded: Coded, difference: str, expected: str | None) -> None:
    graph = coded(LINE % "", LINE % f", {difference}")
    report = check_dataset(graph.graph["dataset"].folder)
    assert [flag.text for flag in report.flags] == ([expected] if expected else [])
    assert len(report.dataset.cases["small"].mandates) == 2 if report.dataset else False


def test_a_flag_is_no_fault(sound: Path, run: Run) -> None:
    path = sound / CASE / "mandates.yaml"
    text = path.read_text(encoding="utf-8")
    line = "holder: rr, aim: recommends_to, toward: kommunerna, toward_as: each"
    again = f"- {{id: again, {line}, negative: true, evidence: words}}"
    path.write_text(f"{text}\n{again}\n", encoding="utf-8")
    ran = run("check", "--datasets", "sound")
    assert ran.status == 0
    assert ran.out.startswith(
        "note: sound/mellanby/mandates.yaml:157:3: contradicts 'rr-rekommenderar'; both are kept\n"
    )


# -- faults do not echo ----------------------------------------------------------------------------------------------


def test_a_loose_reference_does_not_echo_in_other_rules(broken: Broken) -> None:
    assert broken("organ: au-aby", "organ: au-abby", "seats.yaml") == [
        "25:10: no actor 'au-abby' in this case; did you mean 'au-bby' or 'au-aby' or 'bby'?"
    ]
