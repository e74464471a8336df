"""What differs between two cases, two dates, and what is proposed: planted differences come back exactly."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, permutations, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Coded
from govgraph import UnknownNameError, UsageError
from govgraph.differences import (
    Difference,
    build_difference,
    build_difference_rows,
    diff,
    show_difference,
    tell_difference,
)
from govgraph.graph import Graph, load_graph
from govgraph.shapes import Text
from govgraph.tables import render_csv
from govgraph.telling import Row

CASES = ["vasterbotten", "varmland", "ostergotland", "malarstader"]

ACTORS = """
f: {name: F, kind: council}
s: {name: S, kind: council}
p: {name: P, kind: officials-group}
k: {name: K, kind: municipalities}
n: {name: N, kind: board}
"""
ROLES = {"f": "broad-political-forum", "s": "secretariat", "p": "preparing-group", "k": "deciding-principal"}


class Two:
    """Two small cases, "left" and "right", with the same five actors unless others are given."""

    def __init__(self, coded: Coded, folder: Path) -> None:
        self.coded, self.folder, self.count = coded, folder, 0

    def code(self, *mandates: str, roles: dict[str, str] | None = None, actors: str = ACTORS, more: str = "") -> Path:
        """Code one case; `more` are rows of alignment as they stand in the file."""
        self.count += 1
        self.coded(*mandates, actors=actors, case=f"c{self.count}")
        place = self.folder / f"coded-{self.count}" / f"c{self.count}"
        aligned = "".join(
            f"- {{id: {actor}-as-{function}, actor: {actor}, function: {function}, reason: r, confidence: high, "
            "coder: t}\n"
            for actor, function in (ROLES if roles is None else roles).items()
        )
        if aligned + more:
            (place / "alignment.yaml").write_text(aligned + more, encoding="utf-8")
        return place

    def compare(self, left: Path, right: Path) -> Difference:
        both = self.folder / f"both-{self.count}"
        for name, place in (("left", left), ("right", right)):
            shutil.copytree(place, both / name)
            text = (both / name / "case.yaml").read_text(encoding="utf-8")
            (both / name / "case.yaml").write_text(text.replace("Small", name.title()), encoding="utf-8")
        return diff(load_graph(both), "left", "right")


@pytest.fixture
def two(coded: Coded, tmp_path: Path) -> Two:
    return Two(coded, tmp_path)


def brief(row: Row) -> tuple[str, str, str, str | None, str]:
    """A row as its change, functions, verb and what it rests on."""
    return row.change, " ".join(row.functions), " ".join(row.toward), row.verb, row.rests_on


def said_in(row: Row, lang: str = "en") -> str:
    return row.sentence.words(lang)


def only(difference: Difference) -> Row:
    assert len(difference.rows) == 1, difference.sentences("en")
    return difference.rows[0]


# -- two cases: functions ----------------------------------------------------------------------------------------------


def test_a_function_that_only_one_case_has_rests_on_silence(two: Two) -> None:
    row = only(two.compare(two.code(), two.code(roles={k: v for k, v in ROLES.items() if k != "s"})))
    assert brief(row) == ("only_left", "secretariat", "", None, "silence")
    assert said_in(row) == (
        "The function ”secretariat”: in Left, S is judged to play it; Right's text does not say that anyone does."
    )
    assert row.sentence.words("sv") == (
        "Funktionen ”sekretariat”: i Left bedöms S ha den; Rights text säger inte att någon har den."
    )
    assert (row.left and row.left.words("en"), row.right) == ("S", None)


@pytest.mark.parametrize(
    ("axis", "words"),
    [
        ("status: proposed", "only by a proposal"),
        ("status: planned", "only by a plan"),
        ("scope: outside", "only outside the agreement"),
        ("status: former, valid: 2020/2021", "only formerly"),
        ("mode: practice", "only in practice"),
        ("valid: 2020/2021", "only at another time"),
    ],
)
def test_a_function_is_not_had_by_an_actor_that_is_not_in_force(two: Two, axis: str, words: str) -> None:
    weak = ACTORS.replace("{name: S,", f"{{name: S, {axis},")
    row = only(two.compare(two.code(), two.code(actors=weak)))
    assert brief(row) == ("only_left", "secretariat", "", None, "statement")
    assert said_in(row).endswith(f"; in Right, S is judged to play it, but {words}.")
    assert row.right == Text(sv=row.right.words("sv") if row.right else None, en=f"S ({words})")


def test_a_function_that_was_played_formerly_is_not_had(two: Two) -> None:
    former = "- {id: x, actor: s, function: presidium, status: former, reason: r, confidence: low, coder: t}\n"
    row = only(two.compare(two.code(), two.code(more=former)))
    assert brief(row) == ("differs", "presidium", "", None, "silence")
    assert said_in(row) == (
        "The function ”presidium”: in Right, S is judged to play it, but only formerly; Left's text does not say "
        "that anyone does."
    )


def test_a_function_is_no_surer_than_the_fact_it_rests_on(two: Two) -> None:
    proposal = "idea: {holder: s, aim: supports, toward: f, status: proposed, evidence: words}"
    roles = {key: value for key, value in ROLES.items() if key != "s"}
    rests = "- {id: x, actor: s, function: secretariat, rests_on: idea, reason: r, confidence: low, coder: t}\n"
    found = two.compare(two.code(proposal), two.code(proposal, roles=roles, more=rests))
    assert [brief(row) for row in found.rows] == [("only_left", "secretariat", "", None, "statement")]


# -- two cases: lines --------------------------------------------------------------------------------------------------

PREPARES = "{holder: p, aim: prepares_for, toward: f, evidence: words}"


def test_a_line_that_only_one_case_has_rests_on_silence(two: Two) -> None:
    row = only(two.compare(two.code(), two.code(PREPARES)))
    assert brief(row) == ("only_right", "preparing-group", "broad-political-forum", "prepares_for", "silence")
    assert said_in(row) == (
        "From ”preparing group” to ”broad political forum”, it holds in Right that P prepares for F; Left's text "
        "does not say so."
    )
    assert row.sentence.words("sv") == (
        "Från ”beredande tjänstepersoner” till ”brett politiskt forum” gäller i Right att P bereder för F; Lefts "
        "text säger inget sådant."
    )
    assert row.records == ("right.m1",)


def test_where_nobody_plays_the_function_the_sentence_says_so(two: Two) -> None:
    without = two.code(roles={key: value for key, value in ROLES.items() if key != "p"})
    rows = two.compare(without, two.code(PREPARES)).rows
    assert [row.kind for row in rows] == ["function", "line"]
    assert said_in(rows[1]).endswith(
        "; Left's text does not say so, and nobody there is judged to play ”preparing group”."
    )


@pytest.mark.parametrize(
    ("axis", "said"),
    [
        ("status: proposed", "it is only proposed that P prepares for F"),
        ("status: planned", "it is only planned that P prepares for F"),
        ("status: former, valid: 2024", "it held only formerly that P prepares for F"),
        ("mode: practice", "it is only practice that P prepares for F"),
        ("negative: true", "it is stated that it is not the case that P prepares for F"),
        ("deontic: may_not", "it is stated that P may not prepare for F"),
        ("scope: outside", "it holds only outside the agreement that P prepares for F"),
        ("valid: 2020/2021", "it holds only at another time that P prepares for F"),
    ],
)
def test_what_the_other_case_states_otherwise_rests_on_a_statement(two: Two, axis: str, said: str) -> None:
    weak = PREPARES.replace("evidence", f"{axis}, evidence")
    row = only(two.compare(two.code(PREPARES), two.code(weak)))
    assert brief(row) == ("only_left", "preparing-group", "broad-political-forum", "prepares_for", "statement")
    assert said_in(row) == (
        f"From ”preparing group” to ”broad political forum”, it holds in Left that P prepares for F; in Right {said}."
    )
    assert row.records == ("left.m1", "right.m1")


@pytest.mark.parametrize(
    ("mandate", "said"),
    [
        ("{holder: p, aim: prepares_for, toward: unspecified, evidence: words}", "P prepares for someone who is"),
        ("{holder: unspecified, aim: prepares_for, toward: f, evidence: words}", "someone who is not stated prepares"),
    ],
)
def test_a_line_whose_other_end_is_not_stated_comes_near(two: Two, mandate: str, said: str) -> None:
    found = two.compare(two.code(PREPARES), two.code(mandate))
    row = only(found)
    assert f"in Right it is only said that {said}" in said_in(row)
    assert row.rests_on == "statement"
    assert found.contrast.counts == {"left_out": {"left": 0, "right": 1}}


def test_what_is_said_of_the_kind_is_not_had(two: Two) -> None:
    actors = ACTORS + "g: {name: G, kind: political-organs, members: [f]}\nh: {name: H, kind: networks}\n"
    roles = {**ROLES, "h": "sector-officials-network"}
    pairs = "{holder: h, aim: prepares_for, toward: g, pairs: class, evidence: words}"
    each = "{holder: h, aim: prepares_for, toward: g, holder_as: each, toward_as: each, evidence: words}"
    row = only(two.compare(two.code(each, actors=actors, roles=roles), two.code(pairs, actors=actors, roles=roles)))
    assert "in Right it is said only of the kind of organs that H prepare for G" in said_in(row)


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("deontic: must", "", "in Left that P must prepare for F, and in Right that P prepares for F."),
        ("deontic: must", "deontic: should", "in Left that P must prepare for F, and in Right that P should prepare"),
        ("basis: inferred", "", "in Left that P prepares for F (inferred), and in Right that P prepares for F."),
    ],
)
def test_another_modality_or_basis_is_a_difference(two: Two, left: str, right: str, said: str) -> None:
    rows = [PREPARES.replace("evidence", f"{axis}, evidence") if axis else PREPARES for axis in (left, right)]
    row = only(two.compare(two.code(rows[0]), two.code(rows[1])))
    assert (row.change, row.rests_on) == ("differs", "statement")
    assert said in said_in(row)


def test_a_line_of_a_group_is_one_of_its_members_functions(two: Two) -> None:
    actors = ACTORS + "g: {name: G, kind: political-organs, members: [f, n]}\n"
    grouped = "{holder: p, aim: prepares_for, toward: g, toward_as: each, evidence: words}"
    assert two.compare(two.code(PREPARES, actors=actors), two.code(grouped, actors=actors)).rows == ()


def test_a_line_toward_a_group_as_one_is_not_its_members(two: Two) -> None:
    actors = ACTORS + "g: {name: G, kind: political-organs, members: [f, n]}\n"
    jointly = "{holder: p, aim: prepares_for, toward: g, toward_as: jointly, evidence: words}"
    found = two.compare(two.code(actors=actors), two.code(jointly, actors=actors))
    assert found.rows == ()
    assert found.contrast.counts == {"left_out": {"left": 0, "right": 1}}


def test_an_actor_counted_in_a_group_plays_what_the_group_does(two: Two) -> None:
    actors = ACTORS + "g: {name: G, kind: political-organs, members: [n]}\n"
    roles = {**ROLES, "g": "sector-organ"}
    row = only(
        two.compare(
            two.code(actors=actors, roles=roles),
            two.code("{holder: n, aim: informs, toward: f, evidence: words}", actors=actors, roles=roles),
        )
    )
    assert brief(row)[1:4] == ("sector-organ", "broad-political-forum", "informs")


def test_one_line_of_an_actor_with_two_functions_is_one_difference(two: Two) -> None:
    more = "- {id: x, actor: p, function: chief-executives-group, reason: r, confidence: low, coder: t}\n"
    row = only(two.compare(two.code(more=more), two.code(PREPARES, more=more)))
    assert row.functions == ("chief-executives-group", "preparing-group")


def test_a_line_without_direction_is_the_same_from_either_end(two: Two) -> None:
    lines = [f"{{holder: {a}, aim: cooperates_with, toward: {b}, evidence: words}}" for a, b in ("fs", "sf")]
    assert two.compare(two.code(lines[0]), two.code(lines[1])).rows == ()


def test_free_words_are_the_same_only_where_they_say_the_same(two: Two) -> None:
    lines = [f"{{holder: f, aim: {{sv: {aim}}}, toward: s, evidence: words}}" for aim in ("ger bröd åt", "hälsar på")]
    assert two.compare(two.code(lines[0]), two.code(lines[0])).rows == ()
    found = two.compare(two.code(lines[0]), two.code(lines[1]))
    assert [(row.change, row.verb) for row in found.rows] == [("only_left", "other"), ("only_right", "other")]
    assert "gäller i Left att F ger bröd åt S; Rights text säger inget sådant." in found.sentences("sv")[0]


def test_lines_whose_ends_play_no_function_are_counted(two: Two) -> None:
    found = two.compare(two.code("{holder: n, aim: informs, toward: f, evidence: words}"), two.code())
    assert found.rows == ()
    assert [note.words("en") for note in found.contrast.notes][1:] == [
        "1 line in Left cannot be compared, as one of its ends plays no function."
    ]


# -- the laws ----------------------------------------------------------------------------------------------------------

UNSAID = Text(sv="-")
TURNED = {"only_left": "only_right", "only_right": "only_left", "differs": "differs"}


def mirror(row: Row) -> Row:
    return replace(row, change=TURNED[row.change], left=row.right, right=row.left, sentence=UNSAID, records=())


def check_mirror(there: Difference, back: Difference) -> None:
    assert [mirror(row) for row in there.rows] == [replace(r, sentence=UNSAID, records=()) for r in back.rows]
    assert [set(row.records) for row in there.rows] == [set(row.records) for row in back.rows]
    one_sided = [row.change != "differs" for row in there.rows]
    assert [s for s, one in zip(there.sentences("sv"), one_sided, strict=True) if one] == [
        s for s, one in zip(back.sentences("sv"), one_sided, strict=True) if one
    ]


@pytest.mark.parametrize(("left", "right"), list(combinations(CASES, 2)))
def test_two_cases_turned_round_mirror_each_other(bundled: Graph, left: str, right: str) -> None:
    check_mirror(diff(bundled, left, right), diff(bundled, right, left))


@pytest.mark.parametrize("case", CASES)
def test_a_case_has_no_difference_with_itself(bundled: Graph, case: str) -> None:
    assert diff(bundled, case, case).rows == ()


@pytest.mark.parametrize(
    ("case", "at"), list(product(CASES, ["2010", "2016-11-29", "2019-06-01", "2022-21", "2022", "2023"]))
)
def test_a_date_has_no_difference_with_itself(bundled: Graph, case: str, at: str) -> None:
    assert diff(bundled, case, at=[at, at]).rows == ()


AXES = ["", "status: proposed, ", "mode: practice, ", "negative: true, ", "deontic: must, ", "basis: inferred, "]
LINES = st.lists(
    st.tuples(st.permutations(["f", "s", "p", "k", "n"]), st.sampled_from(["informs", "prepares_for"]),
              st.sampled_from(AXES)),
    max_size=4,
)  # fmt: skip


def word_lines(lines: list[tuple[list[str], str, str]]) -> list[str]:
    told = {(ends[0], ends[1], verb): axis for ends, verb, axis in lines}
    return [
        f"{{holder: {holder}, aim: {verb}, toward: {toward}, {'holder_as: each, ' if holder == 'k' else ''}"
        f"{'toward_as: each, ' if toward == 'k' else ''}{axis}evidence: words}}"
        for (holder, toward, verb), axis in told.items()
    ]


@settings(max_examples=30)
@given(left=LINES, right=LINES, roles=st.sets(st.sampled_from(sorted(ROLES))))
def test_any_two_cases_mirror_each_other(
    two: Two, left: list[tuple[list[str], str, str]], right: list[tuple[list[str], str, str]], roles: set[str]
) -> None:
    places = two.code(*word_lines(left)), two.code(*word_lines(right), roles={role: ROLES[role] for role in roles})
    there = two.compare(*places)
    check_mirror(there, diff(there.graph, "right", "left"))
    assert diff(there.graph, "left", "left").rows == ()
    for row in there.rows:
        assert (row.left is None or row.right is None) == (row.rests_on == "silence")


# -- two dates ---------------------------------------------------------------------------------------------------------

EARLY, LATE = "2024-06-01", "2026-06-01"


def changes(graph: Graph, *at: str) -> list[tuple[str, str, str]]:
    found = diff(graph, "small", at=at or (EARLY, LATE))
    return [(row.change, row.kind, row.holds) for row in found.rows]


@pytest.mark.parametrize(
    ("valid", "change", "holds", "said"),
    [
        ("2025/2027", "began", "yes", "A exists at 2026-06-01 but not at 2024-06-01."),
        ("2024/2025", "ended", "yes", "A exists at 2024-06-01 but not at 2026-06-01."),
        ("2024-22/2027", "began", "possibly", "A exists at 2026-06-01 and possibly already at 2024-06-01."),
        ("2024/2026-40", "ended", "possibly", "A exists at 2024-06-01 and possibly still at 2026-06-01."),
        ("2026-22/2027", "began", "possibly", "A exists possibly at 2026-06-01 but not at 2024-06-01."),
        ("/2024-22", "ended", "possibly", "A exists possibly at 2024-06-01 but not at 2026-06-01."),
    ],
)
def test_what_begins_or_ends_says_how_surely(coded: Coded, valid: str, change: str, holds: str, said: str) -> None:
    graph = coded(actors=f"a: {{name: A, kind: board, valid: {valid}}}\nb: {{name: B, kind: board}}\n")
    assert changes(graph) == [(change, "actor", holds)]
    assert diff(graph, "small", at=[EARLY, LATE]).sentences("en") == [said]


def test_a_renamed_organ_is_renamed_and_never_removed_and_added(coded: Coded) -> None:
    graph = coded(
        actors="a: {name: New, kind: board}\n",
        events="r: {kind: renamed, date: 2025-03-01, of: a, from: Old, to: New, evidence: words}",
    )
    assert changes(graph) == [("renamed", "name", "yes")]
    found = diff(graph, "small", at=[EARLY, LATE])
    assert found.sentences("sv") == ["Det som 2024-06-01 heter ”Old” heter 2026-06-01 ”New”."]
    assert found.contrast.counts["same"] == 1
    assert changes(graph, "2024", "2024-12") == []


def test_a_renaming_that_is_not_dated_closely_is_only_possible(coded: Coded) -> None:
    graph = coded(
        actors="a: {name: New, kind: board}\n",
        events='r: {kind: renamed, date: "[2024-01-01..2025-12-31]", of: a, from: Old, to: New, evidence: words}',
    )
    assert changes(graph) == [("renamed", "name", "possibly")]
    found = diff(graph, "small", at=[EARLY, LATE])
    assert found.sentences("en") == ["What is called ”Old” or ”New” at 2024-06-01 is called ”New” at 2026-06-01."]


@pytest.mark.parametrize(
    ("event", "left", "right"),
    [
        ("kind: merged, from: [a, b], to: c", "A and B", "C"),
        ("kind: replaced, from: a, to: c", "A", "C"),
        ("kind: split, from: a, to: [b, c]", "A", "B and C"),
    ],
)
def test_what_becomes_something_else_shows_its_parts(coded: Coded, event: str, left: str, right: str) -> None:
    old, new = "status: former, valid: /2025-02-28", "valid: 2025-03-01/.."
    lives = {"a": old, "b": old if "merged" in event else new if "split" in event else "", "c": new}
    actors = "".join(
        f"{name}: {{name: {name.upper()}, kind: board{', ' if life else ''}{life}}}\n" for name, life in lives.items()
    )
    found = diff(
        coded(actors=actors, events=f"e: {{{event}, date: 2025-03-01, evidence: words}}"), "small", at=[EARLY, LATE]
    )
    row = only(found)
    assert (row.left and row.left.words("en"), row.right and row.right.words("en")) == (left, right)


def test_seats_and_statements_that_change_are_told(coded: Coded) -> None:
    graph = coded(
        "{holder: a, aim: informs, toward: b, valid: 2024, evidence: words}",
        actors="a: {name: A, kind: board}\nb: {name: B, kind: board}\n",
        seats="t: {organ: b, from: a, count: 2, valid: 2025/2027}",
    )
    found = diff(graph, "small", at=[EARLY, LATE])
    assert [(row.change, row.kind, row.verb) for row in found.rows] == [
        ("began", "seat", "sends_members_to"),
        ("ended", "mandate", "informs"),
    ]
    assert found.sentences("en") == [
        "B has 2 members from A; this holds at 2026-06-01 but not at 2024-06-01.",
        "A informs B; this holds at 2024-06-01 but not at 2026-06-01.",
    ]


def test_a_date_that_is_not_covered_ends_nothing(coded: Coded) -> None:
    graph = coded(
        "{holder: a, aim: informs, toward: b, evidence: words}",
        actors="a: {name: A, kind: board}\nb: {name: B, kind: board}\n",
    )
    found = diff(graph, "small", at=["2010", "2025"])
    assert [(row.change, row.kind, row.rests_on) for row in found.rows] == [
        ("not_covered", "actor", "silence"),
        ("not_covered", "mandate", "silence"),
    ]
    assert found.sentences("en")[0] == "The sources give 2 actors for 2025 but do not cover 2010."
    assert found.rows[0].left is None
    both = diff(graph, "small", at=["2010", "2011"])
    assert (both.rows, [note.words("en") for note in both.contrast.notes]) == (
        (),
        [
            "The sources of Small say nothing of what holds at 2010 or 2011.",
            "The sources of Small cover the time 2024–2027.",
        ],
    )


# -- what is proposed --------------------------------------------------------------------------------------------------


def test_what_is_proposed_and_adopted_as_well_is_no_difference(coded: Coded) -> None:
    line = "{holder: a, aim: informs, toward: b, evidence: words}"
    found = diff(coded(line, line.replace("evidence", "status: proposed, evidence")), "small", proposed=True)
    assert (found.rows, found.contrast.counts) == ((), {"adopted_too": 1})


def test_what_is_adopted_of_the_group_is_adopted_of_its_member(coded: Coded) -> None:
    found = diff(
        coded(
            "{holder: g, holder_as: each, aim: informs, toward: b, evidence: words}",
            "{holder: m, aim: informs, toward: b, status: proposed, evidence: words}",
        ),
        "small",
        proposed=True,
    )
    assert found.rows == ()


def test_what_is_proposed_stands_beside_what_is_adopted_instead(coded: Coded) -> None:
    line = "{holder: a, aim: informs, toward: b, evidence: words}"
    row = only(
        diff(coded(line, line.replace("evidence", "status: proposed, deontic: must, evidence")), "small", proposed=True)
    )
    assert row.change == "differs"
    assert said_in(row) == "It is proposed that A must inform B; adopted is instead: A informs B."


def test_proposed_actors_topics_and_seats_are_told(coded: Coded) -> None:
    graph = coded(
        actors="a: {name: A, kind: board}\nb: {name: B, kind: board, status: proposed}\n",
        topics="t: {name: {sv: T, en: T}, kind: goal, status: planned}",
        seats="w: {organ: a, from: b, count: 2, status: proposed}",
    )
    found = diff(graph, "small", proposed=True)
    assert [(row.change, row.kind) for row in found.rows] == [
        ("proposed", "actor"),
        ("planned", "topic"),
        ("proposed", "seat"),
    ]
    assert found.sentences("en")[2] == "It is proposed that A has 2 members from B; it is not adopted."
    assert {row.left for row in found.rows} == {None}


# -- bad input ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda graph: diff(graph, "varmland"), "one case alone has no difference"),
        (lambda graph: diff(graph, "varmland", "vasterbotten", at=["2019", "2020"]), "two cases with dates"),
        (lambda graph: diff(graph, "varmland", "vasterbotten", proposed=True), "two cases with proposals"),
        (lambda graph: diff(graph, "varmland", at=["2019"]), "1 date; a difference is between two dates"),
        (lambda graph: diff(graph, "varmland", at=["2019", "2020", "2021"]), "3 dates; a difference is"),
        (lambda graph: diff(graph, "varmland", at=["2019", "2020"], proposed=True), "ask for one of the two"),
        (lambda graph: diff(graph, "varmland", at=["2019", "2021-02-29"]), "at '2021-02-29'"),
        (lambda graph: diff(graph, "varmland", at=["2022", "2019"]), "'2022' is later than '2019'"),
        (lambda graph: diff(graph, "varmlnd", "vasterbotten"), "did you mean 'varmland'"),
        (lambda graph: diff(graph, "varmland", "vasterbottn"), "did you mean 'vasterbotten'"),
    ],
)
def test_a_question_without_sense_is_refused(bundled: Graph, ask: Callable[[Graph], Difference], said: str) -> None:
    with pytest.raises(UsageError) as refused:
        ask(bundled)
    assert said in str(refused.value)
    assert isinstance(refused.value, UnknownNameError) == ("mean" in said)


# -- as JSON, table and sentences --------------------------------------------------------------------------------------

QUESTIONS = {
    "cases": lambda graph: diff(graph, "vasterbotten", "varmland"),
    "dates": lambda graph: diff(graph, "varmland", at=["2018-06", "2022-12-01"]),
    "proposed": lambda graph: diff(graph, "ostergotland", proposed=True),
    "nothing": lambda graph: diff(graph, "vasterbotten", proposed=True),
}


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_row_has_a_sentence_in_each_language(bundled: Graph, question: str, lang: str) -> None:
    found = QUESTIONS[question](bundled)
    built = json.loads(json.dumps(build_difference(found, lang)))
    assert {"schema", "dataset", "sentences", "rows"} <= built.keys()
    assert len(built["sentences"]["sv"]) == len(built["sentences"]["en"]) == len(built["rows"])
    for row in built["rows"]:
        assert {"change", "function", "verb", "left", "right", "rests_on", "evidence", "records"} <= row.keys()
        assert row["evidence"]
    for sentence in (*built["sentences"]["sv"], *built["sentences"]["en"]):
        assert sentence.endswith(".")
        assert sentence[0] == sentence[0].upper()
        assert "  " not in sentence
        assert "None" not in sentence
    told = tell_difference(found, lang)
    assert all(sentence in told.splitlines() for sentence in found.sentences(lang))
    assert render_csv(build_difference_rows(found, lang)).count("\n") >= len(found.rows)
    assert show_difference(found, lang, width=120).endswith(built["dataset"]["sha256"][:12])


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_silence_stands_under_its_own_heading_after_the_statements(bundled: Graph, lang: str) -> None:
    heads = {
        "sv": ("Vilar på vad texterna säger", "Vilar på tystnad"),
        "en": ("Rests on what the texts state", "Rests on silence"),
    }[lang]
    found = diff(bundled, "vasterbotten", "varmland")
    for text in (show_difference(found, lang, width=140), tell_difference(found, lang)):
        assert 0 < text.index(heads[0]) + 1 < text.index(heads[1])
    assert [row.rests_on for row in found.rows] == sorted((row.rests_on for row in found.rows), reverse=True)


def test_the_functions_of_two_cases_are_said_to_be_interpretation(bundled: Graph) -> None:
    assert build_difference(diff(bundled, "varmland", "vasterbotten"), "en")["interpretation"] is True
    assert "interpretation, not what the texts state" in repr(diff(bundled, "varmland", "vasterbotten"))
    assert build_difference(diff(bundled, "varmland", proposed=True), "en")["interpretation"] is False


@pytest.mark.parametrize(("left", "right"), list(permutations(CASES, 2)))
def test_silence_is_worded_as_what_the_text_does_not_say(bundled: Graph, left: str, right: str) -> None:
    for row in diff(bundled, left, right).rows:
        silent = row.rests_on == "silence"
        assert ("text does not say" in said_in(row)) == ("text säger in" in row.sentence.words("sv")) == silent


# -- the four cases ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "sv", "en"),
    [
        (
            "varmland",
            "vasterbotten",
            (
                "Funktionen ”ordförandeforum”: i Värmland bedöms Ordföranderådet ha den; Västerbottens text säger"
                " inte att någon har den."
            ),
            (
                "The function ”chairs' forum”: in Värmland, Ordföranderådet is judged to play it; Västerbotten's "
                "text does not say that anyone does."
            ),
        ),
        (
            "varmland",
            "vasterbotten",
            (
                "Funktionen ”arbetsutskott”: i Västerbotten bedöms Primärkommunala delegationens arbetsutskott "
                "(PKD AU) ha den; i Värmland bedöms Ordföranderådet ha den, men bara tidigare."
            ),
            (
                "The function ”working committee”: in Västerbotten, Primärkommunala delegationens arbetsutskott "
                "(PKD AU) is judged to play it; in Värmland, Ordföranderådet is judged to play it, but only "
                "formerly."
            ),
        ),
        (
            "varmland",
            "vasterbotten",
            (
                "Från ”arbetsutskott” till ”brett politiskt forum” gäller i Västerbotten att Primärkommunala "
                "delegationens arbetsutskott (PKD AU) bereder för Primärkommunala delegationen (PKD); Värmlands "
                "text säger inget sådant."
            ),
            (
                "From ”working committee” to ”broad political forum”, it holds in Västerbotten that "
                "Primärkommunala delegationens arbetsutskott (PKD AU) prepares for Primärkommunala delegationen "
                "(PKD); Värmland's text does not say so."
            ),
        ),
        (
            "varmland",
            "vasterbotten",
            (
                "Från ”utomstående gäster” till ”brett politiskt forum” gäller i Värmland att externa parter får "
                "informera Värmlandsrådet (tolkat); i Västerbotten sägs det bara att någon som inte anges ska "
                "informera Primärkommunala delegationen (PKD)."
            ),
            (
                "From ”external guests” to ”broad political forum”, it holds in Värmland that externa parter may "
                "inform Värmlandsrådet (inferred); in Västerbotten it is only said that someone who is not stated"
                " must inform Primärkommunala delegationen (PKD)."
            ),
        ),
        (
            "ostergotland",
            "varmland",
            (
                "Funktionen ”beredande tjänstepersoner”: i Värmland bedöms Direktörsberedningen ha den; i "
                "Östergötland bedöms ledningsgrupperna ha den, men bara enligt ett förslag."
            ),
            (
                "The function ”preparing group”: in Värmland, Direktörsberedningen is judged to play it; in "
                "Östergötland, ledningsgrupperna are judged to play it, but only by a proposal."
            ),
        ),
        (
            "ostergotland",
            "varmland",
            (
                "Från ”ordförandeforum” och ”samråd” till ”chefsgrupp” och ”beredande tjänstepersoner” gäller i "
                "Värmland att Ordföranderådet ger uppdrag till Direktörsberedningen; Östergötlands text säger "
                "inget sådant, och ingen där bedöms ha funktionen ”ordförandeforum”."
            ),
            (
                "From ”chairs' forum” and ”consultation” to ”chief executives' group” and ”preparing group”, it "
                "holds in Värmland that Ordföranderådet commissions Direktörsberedningen; Östergötland's text "
                "does not say so, and nobody there is judged to play ”chairs' forum”."
            ),
        ),
        (
            "ostergotland",
            "vasterbotten",
            (
                "Mellan aktörer med funktionen ”beslutande huvudman” gäller i Östergötland att Region "
                "Östergötland (RÖ) ska samverka med kommunerna (tolkat), i Västerbotten att Region Västerbotten "
                "ska samverka med kommunerna i Västerbottens län."
            ),
            (
                "Among actors with the function ”principal that decides”, it holds in Östergötland that Region "
                "Östergötland (RÖ) must cooperate with kommunerna (inferred), and in Västerbotten that Region "
                "Västerbotten must cooperate with kommunerna i Västerbottens län."
            ),
        ),
        (
            "ostergotland",
            "vasterbotten",
            (
                "Funktionen ”ledningsmöte”: i Västerbotten bedöms regionledningsmötet ha den, men bara utanför "
                "överenskommelsen; Östergötlands text säger inte att någon har den."
            ),
            (
                "The function ”leadership meeting”: in Västerbotten, regionledningsmötet is judged to play it, "
                "but only outside the agreement; Östergötland's text does not say that anyone does."
            ),
        ),
    ],
)
def test_the_cases_differ_as_their_texts_say(bundled: Graph, left: str, right: str, sv: str, en: str) -> None:
    assert sv in (found := diff(bundled, left, right)).sentences("sv")
    assert found.sentences("en")[found.sentences("sv").index(sv)] == en


@pytest.mark.parametrize(
    ("at", "sv", "en"),
    [
        (
            ["2019-06-01", "2022-12-01"],
            "Det som 2019-06-01 heter ”Värmlandsrådets arbetsutskott” heter 2022-12-01 ”Ordföranderådet”.",
            "What is called ”Värmlandsrådets arbetsutskott” at 2019-06-01 is called ”Ordföranderådet” at 2022-12-01.",
        ),
        (
            ["2019-06-01", "2022-12-01"],
            (
                "Det som 2019-06-01 heter ”Värmlandsrådets arbetsgrupp” eller ”Direktörsberedningen” heter "
                "2022-12-01 ”Direktörsberedningen”."
            ),
            (
                "What is called ”Värmlandsrådets arbetsgrupp” or ”Direktörsberedningen” at 2019-06-01 is called "
                "”Direktörsberedningen” at 2022-12-01."
            ),
        ),
        (
            ["2019-06-01", "2022-12-01"],
            "Hälso- och sjukvårdsforumet finns 2022-12-01 men inte 2019-06-01.",
            "Hälso- och sjukvårdsforumet exists at 2022-12-01 but not at 2019-06-01.",
        ),
        (
            ["2019-06-01", "2022-12-01"],
            (
                "Ordföranderådet ger uppdrag till Direktörsberedningen; det gäller 2022-12-01 och möjligen redan "
                "2019-06-01."
            ),
            (
                "Ordföranderådet commissions Direktörsberedningen; this holds at 2022-12-01 and possibly already "
                "at 2019-06-01."
            ),
        ),
        (
            ["2018-06", "2022-12-01"],
            (
                "Landstinget i Värmland, Region Värmland Kommunalförbund, Värmlandstrafik AB och Karlstadsbuss "
                "slås samman till Region Värmland (2019-01-01)."
            ),
            (
                "Landstinget i Värmland, Region Värmland Kommunalförbund, Värmlandstrafik AB and Karlstadsbuss "
                "are merged into Region Värmland (2019-01-01)."
            ),
        ),
        (
            ["2010", "2022"],
            "Källorna anger 11 platsregler för 2022 men täcker inte 2010.",
            "The sources give 11 seats for 2022 but do not cover 2010.",
        ),
    ],
)
def test_varmland_changes_as_its_memo_says(bundled: Graph, at: list[str], sv: str, en: str) -> None:
    assert sv in (found := diff(bundled, "varmland", at=at)).sentences("sv")
    assert found.sentences("en")[found.sentences("sv").index(sv)] == en


def test_nothing_of_the_renamed_bodies_is_said_to_end(bundled: Graph) -> None:
    found = diff(bundled, "varmland", at=["2019-06-01", "2022-12-01"])
    ended = {record for row in found.rows if row.change == "ended" for record in row.records}
    assert ended == {"varmland.gaster-deltog", "varmland.konsulten-utvarderar"}
    began = {record for row in found.rows if row.change == "began" and row.kind == "actor" for record in row.records}
    assert began == {"varmland.hs-forum", "varmland.kb-forum", "varmland.kr-forum"}


@pytest.mark.parametrize(
    ("case", "sv", "en"),
    [
        (
            "ostergotland",
            ("Det föreslås att ledningsgrupperna utför uppdrag från samråden (respektive); det är inte antaget."),
            (
                "It is proposed that ledningsgrupperna carry out commissions from samråden (each with its own); "
                "it is not adopted."
            ),
        ),
        (
            "varmland",
            "Det planeras att sakområdesforumen var för sig möts 1–3 gånger per år; det är bara en plan.",
            "It is planned that sakområdesforumen each meet 1–3 times per year; it is only a plan.",
        ),
    ],
)
def test_the_proposals_of_a_case_are_told(bundled: Graph, case: str, sv: str, en: str) -> None:
    assert sv in (found := diff(bundled, case, proposed=True)).sentences("sv")
    assert found.sentences("en")[found.sentences("sv").index(sv)] == en


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("sv", "4 Mälarstäders text nämner inget organ och inget nätverk."),
        ("en", "4 Mälarstäder's text names no organ and no network."),
    ],
)
def test_a_case_without_organs_says_so(bundled: Graph, lang: str, said: str) -> None:
    assert said in tell_difference(diff(bundled, "malarstader", "vasterbotten"), lang).splitlines()


def test_two_cases_differ_in_no_more_than_can_be_read(bundled: Graph) -> None:
    assert all(len(diff(bundled, left, right).rows) <= 45 for left, right in combinations(CASES, 2))
