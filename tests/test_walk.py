"""Steps and paths: where a walk goes on from a group, what it never walks through, and what its times must share."""

from __future__ import annotations

import pytest

from conftest import Coded
from govgraph import Answers, UsageError, path, who, whom
from govgraph.graph import Graph

# -- the table of groups -----------------------------------------------------------------------------------------------

TO_EACH = "{holder: a, aim: informs, toward: g, toward_as: each}"
TO_ALL = "{holder: a, aim: informs, toward: g, toward_as: jointly}"
TO_ONE = "{holder: a, aim: informs, toward: m}"
TO_GROUP = "{holder: g, aim: informs, toward: h-group, %s}"
BY_ALL_TO_EACH = TO_GROUP % "holder_as: jointly, toward_as: each"
FROM_EACH = "{holder: g, aim: informs, toward: b, holder_as: each}"
FROM_ALL = "{holder: g, aim: informs, toward: b, holder_as: jointly}"
FROM_MEMBER = "{holder: m, aim: informs, toward: c}"
FROM_H = "{holder: h, aim: informs, toward: c}"
FROM_H_ALL = "{holder: h-group, aim: informs, toward: c, holder_as: jointly}"
FROM_H_EACH = "{holder: h-group, aim: informs, toward: c, holder_as: each}"


def paths_of(answers: Answers) -> list[str]:
    """Answers as their paths, in their order; in brackets how surely, where it is not for sure."""
    rows = [" ".join(stop.removeprefix("small.") for stop in answer.path) for answer in answers]
    return [row + ("?" if answer.holds != "yes" else "") for row, answer in zip(rows, answers, strict=True)]


@pytest.mark.parametrize(
    ("mandates", "start", "coded_rows", "expanded"),
    [
        # A → G, each: reaches G, m and o, goes on from each
        ([TO_EACH, FROM_EACH], "a", ["a g", "a g b"], ["a m", "a o", "a m b", "a o b"]),
        ([TO_EACH, FROM_ALL], "a", ["a g", "a g b"], ["a m", "a o", "a g b"]),
        ([TO_EACH, FROM_MEMBER], "a", ["a g", "a m c"], ["a m", "a o", "a m c"]),
        # A → G, jointly: reaches G as one body, goes on only from what G holds jointly
        ([TO_ALL, FROM_ALL], "a", ["a g", "a g b"], ["a g", "a g b"]),
        ([TO_ALL, FROM_EACH], "a", ["a g"], ["a g"]),
        ([TO_ALL, FROM_MEMBER], "a", ["a g"], ["a g"]),
        # G → B, each: starting at a member goes on to B
        ([TO_ONE, FROM_EACH], "a", ["a m", "a m b"], ["a m", "a m b"]),
        ([FROM_EACH, "{holder: b, aim: informs, toward: c}"], "m", ["m b", "m b c"], ["m b", "m b c"]),
        # G → B, jointly: only starting at G
        ([TO_ONE, FROM_ALL], "a", ["a m"], ["a m"]),
        ([FROM_ALL], "m", [], []),
        ([FROM_ALL], "g", ["g b"], ["g b"]),
        # G → H, as each end says
        ([TO_GROUP % "holder_as: each, toward_as: each", FROM_H], "m", ["m h-group", "m h c"], ["m h", "m k", "m h c"]),
        ([TO_GROUP % "holder_as: each, toward_as: jointly", FROM_H], "m", ["m h-group"], ["m h-group"]),
        (
            [TO_GROUP % "holder_as: each, toward_as: jointly", FROM_H_ALL],
            "m",
            ["m h-group", "m h-group c"],
            ["m h-group", "m h-group c"],
        ),
        ([BY_ALL_TO_EACH, FROM_H], "m", [], []),
        ([BY_ALL_TO_EACH, FROM_H], "g", ["g h-group", "g h c"], ["g h", "g k", "g h c"]),
        # pairs, own: a member to the one attached to it
        ([TO_GROUP % "pairs: own", FROM_H], "m", ["m h", "m h c"], ["m h", "m h c"]),
        ([TO_GROUP % "pairs: own", FROM_H], "o", ["o k"], ["o k"]),
        # pairs, class: never an inner hop
        ([TO_GROUP % "pairs: class", FROM_H_EACH], "m", [], []),
        ([TO_GROUP % "pairs: class", FROM_H_EACH], "g", ["g h-group"], ["g h-group"]),
        ([TO_EACH, TO_GROUP % "pairs: class", FROM_H_EACH], "a", ["a g", "a g h-group"], ["a m", "a o", "a g h-group"]),
    ],
)  # fmt: skip
def test_a_walk_goes_on_from_a_group_as_the_table_says(
    coded: Coded, mandates: list[str], start: str, coded_rows: list[str], expanded: list[str]
) -> None:
    graph = coded(*mandates)
    assert paths_of(whom(graph, f"small.{start}", "informs", depth=None)) == coded_rows
    assert paths_of(whom(graph, f"small.{start}", "informs", depth=None, expand=True)) == expanded


def test_a_walk_back_comes_from_a_group_as_the_table_says(coded: Coded) -> None:
    graph = coded(TO_EACH, FROM_EACH, "{holder: c, aim: informs, toward: o}")
    assert paths_of(who(graph, "informs", "small.b", depth=None)) == ["g b", "a g b", "c o b"]
    graph = coded(TO_EACH, FROM_ALL, "{holder: c, aim: informs, toward: o}")
    assert paths_of(who(graph, "informs", "small.b", depth=None)) == ["g b", "a g b"]


# -- steps -------------------------------------------------------------------------------------------------------------

CHAIN = ("{holder: a, aim: informs, toward: b}", "{holder: b, aim: informs, toward: c%s}")
ROUND = "{holder: c, aim: informs, toward: a}"
DENIED = "{holder: a, aim: informs, toward: c, negative: true}"


def test_as_many_steps_are_taken_as_asked(coded: Coded) -> None:
    graph = coded(*(row.replace("%s", "") for row in CHAIN), "{holder: c, aim: informs, toward: k}")
    asked = {depth: paths_of(whom(graph, "small.a", "informs", depth=depth)) for depth in (1, 2, None)}
    assert asked == {1: ["a b"], 2: ["a b", "a b c"], None: ["a b", "a b c", "a b c k"]}


def test_cycles_end(coded: Coded) -> None:
    graph = coded(*(row.replace("%s", "") for row in CHAIN), ROUND)
    assert paths_of(whom(graph, "small.a", "informs", depth=None)) == ["a b", "a b c"]
    assert paths_of(who(graph, "informs", "small.a", depth=None)) == ["c a", "b c a"]


def test_an_actor_is_reached_on_the_shortest_way(coded: Coded) -> None:
    graph = coded(*(row.replace("%s", "") for row in CHAIN), "{holder: a, aim: informs, toward: c}")
    assert paths_of(whom(graph, "small.a", "informs", depth=None)) == ["a b", "a c"]


def test_an_actor_is_reached_again_by_a_surer_way(coded: Coded) -> None:
    graph = coded(*(row.replace("%s", "") for row in CHAIN), "{holder: a, aim: informs, toward: c, valid: 2025~}")
    assert paths_of(whom(graph, "small.a", "informs", at="2025-06", depth=None)) == ["a b", "a c?", "a b c"]


@pytest.mark.parametrize(
    "axes", ["status: proposed", "valid: 2020", "negative: true", "deontic: may_not"], ids=lambda axes: axes[:8]
)
def test_a_filter_is_before_the_walk(coded: Coded, axes: str) -> None:
    graph = coded(CHAIN[0], CHAIN[1] % f", {axes}")
    answers = whom(graph, "small.a", "informs", depth=None)
    assert paths_of(answers) == ["a b"]
    assert [near.reason for near in answers.left_out] == [
        {"status: p": "proposed", "valid: 20": "other_date"}.get(axes[:9], "negative")
    ]


def test_another_verb_is_never_walked_along(coded: Coded) -> None:
    graph = coded("{holder: a, aim: finances, toward: b}", CHAIN[1] % "")
    assert paths_of(whom(graph, "small.a", "informs", depth=None)) == []
    assert len(path(graph, "small.a", "small.c", verbs=["informs"])) == 0
    assert len(path(graph, "small.a", "small.c")) == 1


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("2024", "2025", ["a b"], id="none-shared"),
        pytest.param("2024/2025", "2025/2026", ["a b", "a b c"], id="one-year-shared"),
        pytest.param("2024/2025-21", "2025-21/2026", ["a b", "a b c?"], id="perhaps-shared"),
        pytest.param("2024/2025-01", "2025-21/2026", ["a b"], id="surely-not-shared"),
    ],
)
def test_the_validities_along_a_path_share_a_time(coded: Coded, first: str, second: str, expected: list[str]) -> None:
    rows = CHAIN[0].replace("}", f", valid: {first}}}"), CHAIN[1] % f", valid: {second}"
    assert paths_of(whom(coded(*rows), "small.a", "informs", depth=None)) == expected


def test_three_validities_that_share_in_pairs_share_a_day(coded: Coded) -> None:
    graph = coded(
        "{holder: a, aim: informs, toward: b, valid: 2024/2025}",
        "{holder: b, aim: informs, toward: c, valid: 2025/2026}",
        "{holder: c, aim: informs, toward: k, valid: 2024}",
    )
    assert paths_of(whom(graph, "small.a", "informs", depth=None)) == ["a b", "a b c"]


def test_one_or_the_other_ends_a_path(coded: Coded) -> None:
    graph = coded("{holder: a, aim: informs, toward: [b, c], any: toward}", "{holder: b, aim: informs, toward: k}")
    assert paths_of(whom(graph, "small.a", "informs", depth=None)) == ["a b?", "a c?"]
    graph = coded(CHAIN[0], "{holder: b, aim: informs, toward: [c, k], any: toward}")
    assert paths_of(whom(graph, "small.a", "informs", depth=None)) == ["a b", "a b c?", "a b k?"]
    assert paths_of(who(graph, "informs", "small.k", depth=None)) == ["b k?", "a b k?"]


def test_an_actor_that_is_not_stated_is_never_walked_through(coded: Coded) -> None:
    graph = coded(CHAIN[0], "{holder: [b, c], aim: cooperates_with, toward: unspecified}")
    answers = whom(graph, "small.a", "any", depth=None)
    assert paths_of(answers) == ["a b", "a b unspecified--m2"]


def test_every_hop_carries_its_record(coded: Coded) -> None:
    answers = whom(coded(TO_EACH, FROM_MEMBER), "small.a", "informs", depth=2)
    hops = [(hop.line["record"], hop.source, hop.target, hop.via) for hop in answers[1].hops]
    assert hops == [("small.m1", "small.a", "small.m", "small.g"), ("small.m2", "small.m", "small.c", None)]


def test_a_joint_holder_is_walked_through_with_the_line_as_coded(coded: Coded) -> None:
    graph = coded("{holder: a, aim: informs, toward: c}", "{holder: b, with: c, aim: informs, toward: k}")
    (_, second) = whom(graph, "small.a", "informs", depth=2)
    assert (second.source, second.target, second.path) == ("small.b", "small.k", ["small.a", "small.c", "small.k"])


def test_a_depth_of_none_at_all_is_refused(coded: Coded) -> None:
    with pytest.raises(UsageError, match="depth 0 is no number of steps"):
        whom(coded(), "small.a", "informs", depth=0)
    with pytest.raises(UsageError, match="has no steps"):
        who(coded(), "decides", depth=2)


# -- paths -------------------------------------------------------------------------------------------------------------

WAYS = (
    "{holder: a, aim: informs, toward: b}",
    "{holder: b, aim: leads, toward: k}",
    "{holder: a, aim: advises, toward: c}",
    "{holder: c, aim: informs, toward: k}",
    "{holder: b, aim: informs, toward: c}",
)


def stops(found: object) -> list[str]:
    return [" ".join(stop.removeprefix("small.") for stop in each.ids) for each in found]  # type: ignore[attr-defined]


def test_all_the_shortest_paths_are_found(coded: Coded) -> None:
    assert stops(path(coded(*WAYS), "small.a", "small.k")) == ["a b k", "a c k"]


def test_all_paths_are_found_up_to_a_bound(coded: Coded) -> None:
    graph = coded(*WAYS)
    assert stops(path(graph, "small.a", "small.k", all_paths=True)) == ["a b k", "a c k", "a b c k"]
    assert stops(path(graph, "small.a", "small.k", all_paths=True, most=2)) == ["a b k", "a c k"]
    assert stops(path(graph, "small.a", "small.k", most=1)) == []


def test_paths_are_narrowed_by_verb_and_date(coded: Coded) -> None:
    graph = coded(*WAYS, "{holder: a, aim: informs, toward: k, valid: 2025/..}")
    assert stops(path(graph, "small.a", "small.k", verbs=["information"], at="2024")) == ["a b c k"]
    assert stops(path(graph, "small.a", "small.k", verbs=["informs"], at="2026")) == ["a k"]


@pytest.mark.parametrize(
    ("mandates", "verbs", "code", "reasons"),
    [
        pytest.param([CHAIN[0], CHAIN[1] % ", status: proposed"], None, "proposed", ["proposed"], id="proposed"),
        pytest.param([CHAIN[0], CHAIN[1] % ", valid: 2020"], None, "other_date", ["other_date"], id="another-date"),
        pytest.param([CHAIN[0], CHAIN[1] % ""], ["leads"], "not_stated", ["other_verb"] * 2, id="another-verb"),
        pytest.param([ROUND], None, "not_stated", ["other_direction"], id="the-other-way"),
        pytest.param([CHAIN[1] % ""], None, "not_stated", [], id="nothing"),
        pytest.param([DENIED], None, "stated_not", ["negative"], id="denied"),
    ],
)  # fmt: skip
def test_a_path_that_is_not_there_says_why(
    coded: Coded, mandates: list[str], verbs: list[str] | None, code: str, reasons: list[str]
) -> None:
    found = path(coded(*mandates), "small.a", "small.c", verbs=verbs)
    assert found.silence is not None
    assert (len(found), found.silence.code) == (0, code)
    assert [near.reason for near in found.silence.near] == reasons


def test_a_path_from_an_actor_to_itself_is_refused(coded: Coded) -> None:
    with pytest.raises(UsageError, match="are one actor"):
        path(coded(), "A", "small.a")


def test_a_path_from_one_case_to_another_is_refused(bundled: Graph) -> None:
    with pytest.raises(UsageError, match="of two cases; no text speaks of both"):
        path(bundled, "PKD", "Enköping")


def test_what_answers_is_not_left_out_beside(coded: Coded) -> None:
    graph = coded(TO_ALL, FROM_ALL, "{holder: b, aim: informs, toward: m}")
    answers = whom(graph, "small.a", "informs", depth=None)
    assert not {near.line["id"] for near in answers.left_out} & {answer.line["id"] for answer in answers}


def test_a_path_goes_along_the_lines(coded: Coded) -> None:
    with pytest.raises(UsageError, match="instead of an inverse label write 'informs'"):
        path(coded(), "small.a", "small.b", verbs=["informeras av"])


# -- over time ---------------------------------------------------------------------------------------------------------


def test_the_days_on_which_an_answer_changes_are_found(coded: Coded) -> None:
    graph = coded("{holder: a, aim: informs, toward: b, valid: 2025-21/2026}", "{holder: c, aim: informs, toward: b}")
    answers = who(graph, "informs", "small.b", changes=True)
    assert answers.changes is not None
    told = [
        (str(change.begins), str(change.ends), [f"{a.source[6:]}{'?' * (a.holds != 'yes')}" for a in change.answers])
        for change in answers.changes
    ]
    assert told == [
        ("None", "2023-12-31", []),
        ("2024-01-01", "2025-02-28", ["c"]),
        ("2025-03-01", "2025-05-30", ["a?", "c"]),
        ("2025-05-31", "2026-12-31", ["a", "c"]),
        ("2027-01-01", "2027-12-31", ["c"]),
        ("2028-01-01", "None", []),
    ]
    assert [change.silence for change in answers.changes] == ["other_date", None, None, None, None, "other_date"]


def test_an_answer_at_any_day_is_that_of_its_stretch(coded: Coded) -> None:
    graph = coded(TO_EACH.replace("}", ", valid: 2025~/..}"), FROM_EACH, "{holder: o, aim: informs, toward: c}")
    answers = whom(graph, "small.a", "informs", depth=None, changes=True)
    assert answers.changes is not None
    for change in answers.changes:
        for day in filter(None, (change.begins, change.ends)):
            then = whom(graph, "small.a", "informs", depth=None, at=day.isoformat())
            assert [(a.line["id"], a.holds) for a in then] == [(a.line["id"], a.holds) for a in change.answers]


def test_an_answer_that_nothing_ever_gives_never_changes(coded: Coded) -> None:
    answers = who(coded(), "informs", "small.b", changes=True)
    assert answers.changes is not None
    assert [(change.begins, change.ends, change.silence) for change in answers.changes] == [(None, None, "not_stated")]


def test_changes_are_over_all_time(coded: Coded) -> None:
    with pytest.raises(UsageError, match="leave --at and --all out"):
        who(coded(), "informs", "small.b", at="2024", changes=True)
