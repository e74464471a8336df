"""Cards: all that is known of one record, as coded, with what follows from it and nothing more."""

from __future__ import annotations

import re
from typing import Any

import pytest

from conftest import CASE, FIVE, MINI, Coded
from govgraph import show
from govgraph.cards import word_card
from govgraph.graph import Graph, load_graph


def card(graph: Graph, name: str, **options: Any) -> dict[str, Any]:
    return show(graph, name, **options).fields


@pytest.fixture
def council(sound_graph: Graph) -> dict[str, Any]:
    return card(sound_graph, "RR")


def test_a_size_has_both_bounds_of_what_the_seats_add_up_to(sound_graph: Graph) -> None:
    size = card(sound_graph, f"{CASE}.natverket")["size"]
    assert (size["stated"], size["computed"], size["why_unknown"]) == (None, {"at_least": 3, "at_most": 6}, None)


def test_a_size_that_is_unknown_has_the_reason_and_no_number(sound_graph: Graph) -> None:
    size = card(sound_graph, f"{CASE}.au-bby")["size"]
    assert (size["stated"], size["computed"]) == (None, None)
    assert size["why_unknown"]


def test_a_stated_size_stands_beside_the_computed_one(council: dict[str, Any]) -> None:
    assert (council["size"]["stated"], council["size"]["computed"]) == (9, {"at_least": 9, "at_most": 9})


def test_a_card_has_the_seats_of_the_organ_as_coded(council: dict[str, Any]) -> None:
    members, chair = council["seats"]
    assert (members["count"], members["per_member"], members["from"]["id"]) == (9, 3, f"{CASE}.kommunerna")
    assert (members["deontic"], members["term"]) == ("must", "P4Y")
    assert (chair["kind"], chair["role"], chair["preference"]) == (
        "chair",
        [{"id": f"{CASE}.rr-ordforande", "name": "rådets ordförande"}],
        "from the largest municipality",
    )


def test_meetings_are_mandates_with_the_aim_meets(sound_graph: Graph) -> None:
    (meeting,) = card(sound_graph, f"{CASE}.natverket")["meetings"]
    assert [meeting[key] for key in ("approx", "per", "length", "mandate")] == [
        4,
        "P1Y",
        "PT4H",
        f"{CASE}.natverket-mots",
    ]


def test_a_card_shows_bans_and_denials_among_mandates_and_never_among_lines(council: dict[str, Any]) -> None:
    (ban,) = [mandate for mandate in council["mandates"] if mandate["deontic"] == "may_not"]
    assert ban["id"] == f"{CASE}.rr-beslutar-inte"
    shown = {line["verb"] for line in (*council["lines_in"], *council["lines_out"])}
    assert not {"decides_for", "leads"} & shown


def test_joint_holders_have_a_mandate_on_each_of_their_cards(sound_graph: Graph) -> None:
    for holder in ("natverket", "utskotten"):
        ids = [mandate["id"] for mandate in card(sound_graph, f"{CASE}.{holder}")["mandates"]]
        assert f"{CASE}.natverket-stodjer" in ids


@pytest.mark.parametrize(
    ("actor", "key", "expected"),
    [
        pytest.param("hamnkontoret", "part_of", "region", id="part-of"),
        pytest.param("au-aby", "attached_to", "aby", id="attached-to"),
        pytest.param("rr-ordforande", "attached_to", "rr", id="a-role-is-attached-to-its-organ"),
        pytest.param("rr", "part_of", None, id="neither"),
    ],
)
def test_a_card_says_what_an_actor_belongs_to(sound_graph: Graph, actor: str, key: str, expected: str | None) -> None:
    found = card(sound_graph, f"{CASE}.{actor}")[key]
    assert (found and found["id"]) == (f"{CASE}.{expected}" if expected else None)


def test_the_card_of_a_group_names_and_counts_its_members(sound_graph: Graph) -> None:
    fields = card(sound_graph, f"{CASE}.kommunerna")
    assert [member["name"] for member in fields["members"]] == ["Aby", "Bby", "Cby"]
    assert fields["member_count"] == 3


def test_the_members_of_an_open_group_are_not_counted(sound_graph: Graph) -> None:
    fields = card(sound_graph, f"{CASE}.utskotten")
    assert (len(fields["members"]), fields["member_count"]) == (2, None)


def test_names_are_told_apart_by_role_and_time(sound_graph: Graph) -> None:
    names = card(sound_graph, f"{CASE}.natverket")["names"]
    assert [(name["name"], name["role"], name["valid"]) for name in names] == [
        ("Chefsnätverket", "current", "2025-21/.."),
        ("Chefsgruppen", "former", "../2025-21"),
    ]


def test_instruments_are_shown_with_their_relation(council: dict[str, Any]) -> None:
    assert {(item["id"], item["relation"]) for item in council["instruments"]} == {
        (f"{CASE}.avtalet", "governed_by"),
        (f"{CASE}.planen", "adopts"),
    }


def test_functions_are_those_of_the_alignment(council: dict[str, Any]) -> None:
    assert [(item["id"], item["confidence"]) for item in council["functions"]] == [("broad-political-forum", "high")]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("klimat", "topic"), ("prioriteringarna", "topic"), ("ASM", "instrument"), ("processen", "procedure")],
)
def test_other_records_have_cards_of_their_own(sound_graph: Graph, name: str, kind: str) -> None:
    found = show(sound_graph, name)
    assert found.kind == kind
    assert {kind, "mandates", "lines", "events", "evidence"} <= set(found.fields)


def test_the_card_of_a_mandate_has_its_lines(sound_graph: Graph) -> None:
    found = show(sound_graph, f"{CASE}.rr-bjuder")
    assert found.kind == "mandate"
    assert [line["to"]["id"] for line in found.fields["lines"]] == [f"{CASE}.kommunerna", f"{CASE}.region"]


def test_the_card_of_a_topic_has_the_mandates_about_it(sound_graph: Graph) -> None:
    ids = [mandate["id"] for mandate in card(sound_graph, "klimat")["mandates"]]
    assert ids == [f"{CASE}.natverket-stodjer"]


def test_a_line_that_does_not_hold_at_the_date_is_left_out(coded: Coded) -> None:
    graph = coded("{holder: a, aim: informs, toward: b, valid: 2024}", "{holder: c, aim: informs, toward: b}")
    lines = {at: [line["from"]["id"] for line in card(graph, "small.b", at=at)["lines_in"]] for at in ("2024", "2026")}
    assert lines == {"2024": ["small.a", "small.c"], "2026": ["small.c"]}


def test_an_actor_is_meant_where_a_topic_bears_its_name_too(coded: Coded) -> None:
    graph = coded(actors="a: {name: Skola, kind: board}", topics="t: {name: Skola, kind: policy_area}")
    assert show(graph, "Skola").kind == "actor"


# -- as of a date ------------------------------------------------------------------------------------------------------

# A holds throughout; a seat until 2024, one from some day in the spring of 2025, one that the source dates
TIMES = """
early: {organ: a, from: c, count: 2, valid: ../2024}
late: {organ: a, from: b, count: 3, valid: 2025-21/..}
always: {organ: a, from: m, count: 1}
"""


def ids(rows: list[dict[str, Any]], key: str = "id") -> list[str]:
    return [row[key].partition(".")[2] for row in rows]


def holds(rows: list[dict[str, Any]]) -> dict[str, str]:
    return {row["id"].partition(".")[2]: row["holds"] for row in rows}


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param(None, {"early": "yes", "late": "yes", "always": "yes"}, id="all-in-the-case-s-period"),
        pytest.param("2024-06-01", {"early": "yes", "always": "yes"}, id="before"),
        pytest.param("2025-04-01", {"late": "possibly", "always": "yes"}, id="on-a-day-that-is-uncertain"),
        pytest.param("2026", {"late": "yes", "always": "yes"}, id="after"),
        pytest.param("2030", {}, id="beyond-what-the-source-covers"),
    ],
)
def test_the_seats_of_a_card_are_those_of_the_date(coded: Coded, at: str | None, expected: dict[str, str]) -> None:
    assert holds(card(coded(seats=TIMES), "small.a", at=at)["seats"]) == expected


def test_what_is_left_out_is_counted_by_part_and_reason(coded: Coded) -> None:
    graph = coded(
        "{holder: a, aim: meets, times: {at_least: 2, per: P1Y}, valid: 2024}",
        "{holder: a, aim: decides, valid: 2024}",
        "{holder: a, aim: handles}",
        seats=TIMES,
    )
    counts = {
        reason: {part: number for part, number in counted.items() if number}
        for reason, counted in card(graph, "small.a", at="2030")["left_out"].items()
    }
    assert counts == {
        "other_date": {"seats": 1, "meetings": 1, "mandates": 2, "lines_in": 1},
        "not_covered": {"seats": 2, "mandates": 1, "lines_in": 2},
    }


def test_without_a_date_nothing_is_left_out_and_all_is_judged_in_the_period_of_the_case(coded: Coded) -> None:
    graph = coded("{holder: a, aim: decides, valid: 2019}", "{holder: a, aim: handles}")
    fields = card(graph, "small.a")
    assert holds(fields["mandates"]) == {"m1": "no", "m2": "yes"}
    assert {number for counted in fields["left_out"].values() for number in counted.values()} == {0}


def test_a_text_card_ends_with_what_it_left_out(coded: Coded) -> None:
    graph = coded("{holder: a, aim: decides, valid: 2024}", "{holder: a, aim: handles, valid: 2024}", seats=TIMES)
    said = {lang: words(graph, "small.a", at="2026", lang=lang).splitlines()[-1] for lang in ("en", "sv")}
    assert said == {
        "en": "left out at 2026: 1 seat, 2 mandates, 1 line to it (another date)",
        "sv": "utelämnat 2026: 1 plats, 2 mandat, 1 linje hit (annan tid)",
    }


def words(graph: Graph, name: str, *, lang: str = "en", **options: Any) -> str:
    return word_card(show(graph, name, lang=lang, **options), graph, lang)


def test_what_holds_possibly_says_so_in_text(coded: Coded) -> None:
    rows = words(coded(seats=TIMES), "small.a", at="2025-04-01").splitlines()
    (late,) = [row for row in rows if "[small.late]" in row]
    assert late == "  3 members, from: B, time: 2025-21/.. (possibly) [small.late] ”words”"
    assert "2025-04-01: exists" in rows[2]


def test_an_actor_has_nothing_before_it_exists(coded: Coded) -> None:
    actors = FIVE + "new: {name: New, kind: board, valid: 2026/..}\nall: {name: All, kind: boards, members: [new, a]}"
    graph = coded(
        "{holder: new, aim: handles}",
        "{holder: all, holder_as: each, aim: decides}",
        actors=actors.replace("boards", "political-organs"),
        seats="s: {organ: new, from: a, count: 3}",
    )
    before, after = (card(graph, "small.new", at=at) for at in ("2025", "2026"))
    assert before["actor"]["holds"] == "no"
    assert [before[part] for part in ("seats", "mandates", "groups", "lines_in", "lines_out")] == [[]] * 5
    assert (ids(after["seats"]), ids(after["mandates"])) == (["s"], ["m1", "m2"])
    assert ids(card(graph, "small.all", at="2025")["members"]) == ["a"]
    assert card(graph, "small.all", at="2025")["member_count"] == 1
    assert card(graph, "small.all", at="2026")["member_count"] == 2
    assert card(graph, "small.all")["member_count"] == 2


def test_a_stated_number_is_not_that_of_a_group_whose_members_are_not_all_there(coded: Coded) -> None:
    graph = coded(
        actors="g: {name: G, kind: political-organs, number: 3, members: [new]}\n"
        "new: {name: New, kind: board, valid: 2026/..}"
    )
    assert [card(graph, "small.g", at=at)["member_count"] for at in ("2025", "2026", None)] == [None, 3, 3]


def test_what_succeeds_another_stands_on_the_card_of_what_is_no_more(bundled: Graph) -> None:
    lines = card(bundled, "varmland.landstinget", at="2020")["lines_in"]
    assert [(line["verb"], line["from"]["id"]) for line in lines] == [("succeeds", "varmland.region")]


EVENTS = """
first: {kind: founded, of: a, date: 2020-05-01}
second: {kind: evaluated, of: a, date: 2025-21}
third: {kind: evaluated, of: a}
fourth: {kind: evaluated, of: a, date: 2024, status: planned}
"""


@pytest.mark.parametrize(
    ("at", "happened"),
    [
        ("2019", ["no", "no", None, None]),
        ("2025-04-01", ["yes", "possibly", None, None]),
        ("2026", ["yes", "yes", None, None]),
        (None, ["yes", "yes", None, None]),
    ],
)
def test_events_are_history_and_all_stay(coded: Coded, at: str | None, happened: list[str | None]) -> None:
    events = card(coded(events=EVENTS), "small.a", at=at)["events"]
    assert [event["happened"] for event in events] == happened


def test_an_event_that_is_not_yet_says_so_in_text(coded: Coded) -> None:
    text = words(coded(events=EVENTS), "small.a", at="2019", lang="sv")
    assert "  2020-05-01 bildat (senare) ”words”" in text
    assert "  2024 utvärderat (planerad) ”words”" in text


@pytest.mark.parametrize(
    ("name", "part"),
    [("small.t", "mandates"), ("small.i", "mandates"), ("small.p", "mandates"), ("small.l", "items")],
)
def test_cards_of_other_records_are_as_of_the_date_too(coded: Coded, name: str, part: str) -> None:
    graph = coded(
        "{holder: a, aim: informs, toward: b, about: [t, i], procedure: p, step: 1, valid: 2024}",
        topic_lists="l: {name: L}",
        topics="t: {name: T, kind: goal, list: l, order: 1, valid: 2024}",
        instruments="i: {name: I, kind: plan}",
        procedures="p: {name: P, steps: [one, two]}",
    )
    assert [len(card(graph, name, at=at)[part]) for at in ("2024", "2026", None)] == [1, 0, 1]
    assert card(graph, name, at="2026")["left_out"]["other_date"][part] == 1


# -- sizes -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param("2024-06-01", ((None, {"at_least": 3, "at_most": 3}, None, "yes")), id="certain"),
        pytest.param("2025-04-01", ((None, {"at_least": 1, "at_most": 4}, None, "possibly")), id="possibly-more"),
        pytest.param("2026", ((None, {"at_least": 4, "at_most": 4}, None, "yes")), id="others"),
        pytest.param("2031", ((None, None, "the sources do not cover that time", None)), id="not-covered"),
        pytest.param(None, ((None, None, "the seats hold at different times", None)), id="no-date"),
    ],
)
def test_a_size_is_that_of_the_seats_of_the_date(coded: Coded, at: str | None, expected: tuple[Any, ...]) -> None:
    fields = card(coded(seats=TIMES), "small.a", at=at)
    assert (*fields["size"].values(), fields["size_holds"]) == expected


def test_seats_of_one_rule_stand_or_fall_together(coded: Coded) -> None:
    seats = "s: {organ: a, from: b, count: 2, valid: 2025-21/..}\nt: {organ: a, from: c, count: 3, valid: 2025-21/..}"
    fields = card(coded(seats=seats), "small.a", at="2025-04-01")
    assert (fields["size"]["computed"], fields["size_holds"]) == ({"at_least": 5, "at_most": 5}, "possibly")


def test_where_no_seat_holds_the_reason_is_that_and_no_other(coded: Coded) -> None:
    graph = coded(seats="s: {organ: a, from: b, count: 2, valid: 2024}")
    size = card(graph, "small.a", at="2026")["size"]
    assert (size["stated"], size["computed"], size["why_unknown"]) == (None, None, "no seat holds then")
    assert card(graph, "small.a", at="2024")["size"]["stated"] == 2


@pytest.mark.parametrize(
    ("name", "at", "en", "sv"),
    [
        pytest.param("PKD", None, "stated 30, by its seats 30", "angiven 30, enligt platserna 30", id="both"),
        pytest.param("SRU", "2024-05-01", "by its seats 13", "enligt platserna 13", id="only-a-sum"),
        pytest.param(
            "vasterbotten.bsr",
            None,
            "stated 7, by its seats unknown because the composition is not stated",
            "angiven 7, enligt platserna okänd därför att sammansättningen inte är angiven",
            id="only-stated",
        ),
        pytest.param(
            "varmland.varmlandsradet",
            "2020",
            "by its seats unknown because the number of the group is not stated",
            "enligt platserna okänd därför att gruppens antal inte är angivet",
            id="a-group-in-unknown-number",
        ),
        pytest.param(
            "varmland.direktorsberedningen",
            None,
            "by its seats unknown because the seats are not counted",
            "enligt platserna okänd därför att platserna inte är räknade",
            id="seats-without-number",
        ),
        pytest.param(
            "ostergotland.samradens-au", "2018", "by its seats at least 2 (possibly)",
            "enligt platserna minst 2 (möjligen)", id="a-bound",
        ),
        pytest.param(
            "vasterbotten.pkd", "2021", "by its seats unknown because the sources do not cover that time",
            "enligt platserna okänd därför att källorna inte täcker den tiden", id="not-covered",
        ),
    ],
)  # fmt: skip
def test_sizes_are_worded_with_bounds_or_the_reason(
    bundled: Graph, name: str, at: str | None, en: str, sv: str
) -> None:
    assert f"\nSize: {en}\n" in words(bundled, name, at=at)
    assert f"\nStorlek: {sv}\n" in words(bundled, name, at=at, lang="sv")


# what the seats of each file add up to, by hand
SIZES = {
    "vasterbotten": {
        "pkd": (30, 30), "pkd-presidiet": (2, 2), "pkd-au": (7, 7), "dsh": (17, 17), "du": (15, 15), "sru": (13, 13),
        "kommunchefsnatverket": (15, 15), "skolchefsnatverket": (15, 15), "socialchefsnatverket": (15, 15),
    },
    "varmland": {"varmlandsradet": None, "ordforanderadet": None, "direktorsberedningen": None},
    "ostergotland": {
        "strategiska-samradet": None, "samradet-foretagande": None, "samradet-kultur": None,
        "samradet-samhallsplanering": None, "samradet-vard-omsorg": None, "samradens-au": (2, None),
    },
    "malarstader": {},
}  # fmt: skip


@pytest.mark.parametrize("case", SIZES)
def test_every_organ_with_seats_has_its_size(bundled: Graph, case: str) -> None:
    data = bundled.graph["dataset"].cases[case]
    found = {}
    for organ in dict.fromkeys(seat.organ for seat in data.seats.values()):
        size = card(bundled, f"{case}.{organ}")["size"]["computed"]
        found[organ] = size and (size["at_least"], size["at_most"])
    assert found == SIZES[case]


# -- as one of a group -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mandate", "mandates", "joint"),
    [
        pytest.param("{holder: g, holder_as: each, aim: decides}", {"m1": "yes"}, {}, id="each"),
        pytest.param("{holder: g, holder_as: each, aim: decides, extent: most}", {"m1": "possibly"}, {}, id="most"),
        pytest.param("{holder: g, holder_as: each, aim: decides, extent: further}", {}, {}, id="further"),
        pytest.param("{holder: [g, a], holder_as: each, aim: decides, any: holder}", {"m1": "possibly"}, {}, id="any"),
        pytest.param("{holder: g, holder_as: each, aim: decides, deontic: may_not}", {"m1": "yes"}, {}, id="a-ban"),
        pytest.param("{holder: g, holder_as: each, aim: informs, toward: b}", {}, {}, id="a-line-stands-among-lines"),
        pytest.param("{holder: g, holder_as: jointly, aim: decides}", {}, {"m1": "yes"}, id="jointly"),
        pytest.param("{holder: a, with: g, aim: decides}", {}, {"m1": "yes"}, id="joint-holders"),
        pytest.param("{holder: g, holder_as: jointly, aim: informs, toward: b}", {}, {"m1": "yes"}, id="a-joint-line"),
    ],
)
def test_what_a_group_has_a_member_has_as_it_applies(
    coded: Coded, mandate: str, mandates: dict[str, str], joint: dict[str, str]
) -> None:
    fields = card(coded(mandate), "small.m")
    assert (holds(fields["mandates"]), holds(fields["joint_mandates"])) == (mandates, joint)
    assert {row["via"]["id"] for row in (*fields["mandates"], *fields["joint_mandates"])} <= {"small.g"}
    assert ids(card(coded(mandate), "small.c")["mandates"]) == []


def test_an_own_mandate_is_through_no_group(coded: Coded) -> None:
    fields = card(coded("{holder: [m, g], holder_as: each, aim: decides}"), "small.m")
    assert [(row["id"], row["via"]) for row in fields["mandates"]] == [("small.m1", None)]


def test_a_municipality_of_a_subregion_is_one_of_all_and_none_of_the_subregions(coded: Coded) -> None:
    actors = """
part: {name: The part, kind: municipalities, members: [x]}
every: {name: All of them, kind: municipalities, members: [part]}
parts: {name: The parts, kind: parties, members: [part]}
x: {name: X}
"""
    graph = coded(
        "{holder: every, holder_as: each, aim: decides}",
        "{holder: parts, holder_as: each, aim: handles}",
        actors=actors,
    )
    assert [(row["id"], row["via"]["id"]) for row in card(graph, "small.x")["mandates"]] == [
        ("small.m1", "small.every")
    ]


def test_meetings_of_each_of_a_group_are_those_of_a_member(bundled: Graph) -> None:
    (meeting,) = card(bundled, "ostergotland.samradet-kultur")["meetings"]
    assert (meeting["at_least"], meeting["per"], meeting["via"]["id"]) == (2, "P1Y", "ostergotland.samraden")
    assert "  at least 2 times per year (via samråden) [" in words(bundled, "ostergotland.samradet-kultur")


def test_a_member_is_said_to_hold_what_each_holds_and_the_group_what_it_holds_jointly(bundled: Graph) -> None:
    text = words(bundled, "malarstader.enkoping")
    assert "  Enköping · decides (via 4 Mälarstäder, possibly); what: on the project, politically" in text
    assert "Mandates that its groups hold jointly, not it itself\n  4 Mälarstäder (jointly) · share a view on" in text


# -- who sits where ----------------------------------------------------------------------------------------------------


def find_interlocks(graph: Graph, name: str, **options: Any) -> list[tuple[str, str, str, list[str], list[str]]]:
    return [
        (row["organ"]["id"], row["shared"]["id"], row["by"], ids(row["here"]), ids(row["there"]))
        for row in card(graph, name, **options)["interlocks"]
    ]


ROLE = "r: {name: R, kind: political-role, of: c}"


def test_the_same_role_in_two_organs_ties_them(coded: Coded) -> None:
    graph = coded(
        actors=f"{FIVE}\n{ROLE}",
        seats="s: {organ: a, from: c, role: r, count: 1}\nt: {organ: b, from: c, role: r, count: 1}",
    )
    assert find_interlocks(graph, "small.a")[:1] == [("small.b", "small.r", "role", ["s"], ["t"])]
    assert find_interlocks(graph, "small.b")[:1] == [("small.a", "small.r", "role", ["t"], ["s"])]


def test_the_same_source_ties_two_organs_and_is_said_of_no_person(coded: Coded) -> None:
    seats = "s: {organ: a, from: g, count: 4}\nt: {organ: b, from: g, count: 2, kind: substitute}"
    graph = coded(seats=seats)
    assert find_interlocks(graph, "small.a") == [("small.b", "small.g", "source", ["s"], ["t"])]
    said = (
        "B: G sends members to both; that they are the same persons is not said (here: 4 members; there: 2 substitutes)"
    )
    assert said in words(graph, "small.a")


def test_an_organ_drawn_from_another_is_tied_to_it_on_both_cards(coded: Coded) -> None:
    graph = coded(seats="s: {organ: b, from: a, count: 3}\nown: {organ: a, from: a, kind: chair, count: 1}")
    assert find_interlocks(graph, "small.a") == [("small.b", "small.a", "members", [], ["s"])]
    assert find_interlocks(graph, "small.b") == [("small.a", "small.a", "members", ["s"], [])]
    assert "  B: seats there are drawn from this organ (there: 3 members)" in words(graph, "small.a")
    assert "  A: platser här hämtas därifrån (här: 3 ledamöter)" in words(graph, "small.b", lang="sv")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("status: proposed", id="proposed"),
        pytest.param("mode: practice", id="practice"),
        pytest.param("negative: true", id="denied"),
        pytest.param("deontic: may_not", id="banned"),
    ],
)
def test_only_adopted_rules_tie_organs(coded: Coded, other: str) -> None:
    graph = coded(seats=f"s: {{organ: a, from: g, count: 4}}\nt: {{organ: b, from: g, count: 2, {other}}}")
    assert find_interlocks(graph, "small.a") == []


@pytest.mark.parametrize(
    ("at", "expected"),
    [(None, ["possibly"]), ("2024", []), ("2025-04-01", ["possibly"]), ("2026", ["yes"])],
)
def test_an_interlock_holds_while_both_its_seats_do(coded: Coded, at: str | None, expected: list[str]) -> None:
    seats = "s: {organ: a, from: c, count: 4, valid: 2025-21/..}\nt: {organ: b, from: c, count: 2, valid: 2025-04/..}"
    interlocks = card(coded(seats=seats), "small.a", at=at)["interlocks"]
    assert [row["holds"] for row in interlocks if row["by"] == "source"] == (expected if at else ["yes"])


def test_organs_whose_seats_never_meet_are_not_tied(coded: Coded) -> None:
    seats = "s: {organ: a, from: g, count: 4, valid: 2024}\nt: {organ: b, from: g, count: 2, valid: 2026}"
    assert find_interlocks(coded(seats=seats), "small.a") == []


def test_a_group_or_municipality_has_no_interlocks_but_sits_in_organs(coded: Coded) -> None:
    graph = coded(seats="s: {organ: a, from: g, per_member: 1}\nt: {organ: b, from: g, count: 2}")
    assert find_interlocks(graph, "small.g") == []
    places = [
        (row["id"], row["organ"]["id"], row["via"] and row["via"]["id"], row["applies"])
        for row in card(graph, "small.m")["sits_in"]
    ]
    assert places == [("small.s", "small.a", "small.g", "each"), ("small.t", "small.b", "small.g", "jointly")]
    assert [(row["id"], row["via"]) for row in card(graph, "small.g")["sits_in"]] == [
        ("small.s", None),
        ("small.t", None),
    ]
    assert "  B: 2 members (via G, jointly) [small.t]" in words(graph, "small.m")


def test_a_role_sits_in_the_organs_whose_rules_name_it(bundled: Graph) -> None:
    places = card(bundled, "varmland.ks-ordforande")["sits_in"]
    assert ids([row["organ"] for row in places]) == ["varmlandsradet", "ordforanderadet"]


def test_the_chairs_of_the_municipal_boards_tie_the_two_councils_of_varmland(bundled: Graph) -> None:
    (first, *_) = find_interlocks(bundled, "varmland.varmlandsradet")
    assert first == (
        "varmland.ordforanderadet", "varmland.ks-ordforande", "role", ["vr-ks-ordforande"], ["or-ks-ordforande"],
    )  # fmt: skip


def test_the_consultation_of_vasterbotten_is_drawn_from_two_bodies_of_the_region(bundled: Graph) -> None:
    assert find_interlocks(bundled, "SRU") == [
        ("vasterbotten.bsr", "vasterbotten.bsr", "members", ["sru-bsr"], []),
        ("vasterbotten.run", "vasterbotten.run", "members", ["sru-run"], []),
    ]


# -- names over time ---------------------------------------------------------------------------------------------------

CHAIN = """
second: {kind: renamed, of: a, date: "[2025-01-01..2025-12-31]", from: Middle, to: A}
first: {kind: renamed, of: a, date: 2019, from: Old, to: Middle}
"""


@pytest.mark.parametrize(
    ("at", "name", "judged"),
    [
        pytest.param("2018", "Old", {"A": "no", "Middle": "no", "Old": "yes"}, id="before-the-period", marks=()),
        pytest.param("2024", "Middle", {"A": "no", "Middle": "yes", "Old": "no"}, id="between"),
        pytest.param("2025-06-01", "A", {"A": "possibly", "Middle": "possibly", "Old": "no"}, id="uncertain"),
        pytest.param("2026", "A", {"A": "yes", "Middle": "no", "Old": "no"}, id="after"),
    ],
)
def test_a_name_is_borne_from_one_renaming_to_the_next(
    coded: Coded, at: str, name: str, judged: dict[str, str]
) -> None:
    graph = coded(events=CHAIN, sources="{id: text, title: T, publisher: P, kind: memo, covers: 2015/2027}")
    fields = card(graph, "small.a", at=at)
    found = {row["name"]: row["holds"] for row in fields["names"]}
    assert found["A"] == judged["A"]
    assert found["Middle"] == judged["Middle"]
    assert (fields["actor"]["name"], found["Old"]) == (name, "not_covered" if at == "2018" else judged["Old"])
    assert words(graph, "small.a", at=at).splitlines()[0] == name


def test_a_former_name_of_the_time_before_the_period_is_told_with_its_time(coded: Coded) -> None:
    names = card(coded(events=CHAIN), "small.a")["names"]
    assert [(row["name"], row["valid"], row["role"]) for row in names] == [
        ("A", "[2025-01-01..2025-12-31]/..", "current"),
        ("Middle", "2019/[2025-01-01..2025-12-31]", "former"),
        ("Old", "../2019", "former"),
    ]


def test_a_renaming_without_date_leaves_both_names_possible(coded: Coded) -> None:
    graph = coded(events="e: {kind: renamed, of: a, from: Old, to: A}")
    fields = card(graph, "small.a", at="2025")
    assert [(row["name"], row["valid"], row["holds"]) for row in fields["names"]] == [
        ("A", "/..", "possibly"),
        ("Old", "../", "possibly"),
    ]
    assert fields["actor"]["name"] == "A"


def test_a_name_taken_again_has_a_time_each(coded: Coded) -> None:
    events = (
        "e: {kind: renamed, of: a, date: 2024, from: A, to: B2}\nf: {kind: renamed, of: a, date: 2026, from: B2, to: A}"
    )
    names = card(coded(events=events), "small.a")["names"]
    assert [(row["name"], row["valid"]) for row in names] == [("A", "../2024"), ("A", "2026/.."), ("B2", "2024/2026")]


@pytest.mark.parametrize("axis", ["status: proposed", "status: planned", "negative: true"])
def test_a_renaming_that_did_not_take_place_bounds_no_name(coded: Coded, axis: str) -> None:
    graph = coded(events=f"e: {{kind: renamed, of: a, date: 2025, from: A, to: New, {axis}}}")
    assert [(row["name"], row["holds"]) for row in card(graph, "small.a", at="2026")["names"]] == [("A", "yes")]


def test_a_renaming_that_took_its_time_happened_on_some_day_in_it(coded: Coded) -> None:
    graph = coded(events="e: {kind: renamed, of: a, date: 2024/2025, from: Old, to: A}")
    assert [row["valid"] for row in card(graph, "small.a")["names"]] == [
        "[2024-01-01..2025-12-31]/..",
        "../[2024-01-01..2025-12-31]",
    ]


def test_others_are_called_as_they_were_then(bundled: Graph) -> None:
    text = words(bundled, "varmland.direktorsberedningen", at="2019-05-01")
    assert "  Direktörsberedningen · is linked to · Värmlandsrådets arbetsutskott (possibly)" in text
    assert "Ordföranderådet" not in text.replace("”Kopplade till Värmlandsrådet och Ordföranderådet”", "").replace(
        "”Ordföranderådet är också uppdragsgivare till Direktörsberedningen”", ""
    ).replace("the Council of Chairs", "")


# -- other cards -------------------------------------------------------------------------------------------------------


def test_the_card_of_a_topic_has_what_is_about_it_or_its_list(coded: Coded) -> None:
    graph = coded(
        "{holder: a, aim: handles, about: l}",
        "{holder: a, aim: decides, about: t}",
        actors=f"{FIVE}\nd: {{name: D, kind: board, topics: t}}\ne: {{name: E, kind: board, topics: l}}",
        topic_lists="l: {name: L, whose: a}",
        topics="t: {name: T, kind: goal, list: l, order: 1}\nu: {name: U, kind: task, part_of: t}\n"
        "v: {name: V, kind: goal, same_as: t}",
    )
    fields = card(graph, "small.t")
    assert [(row["id"], row["via"]) for row in fields["mandates"]] == [
        ("small.m1", {"id": "small.l", "name": "L"}),
        ("small.m2", None),
    ]
    assert [(row["id"], row["via"] and row["via"]["id"]) for row in fields["actors"]] == [
        ("small.d", None),
        ("small.e", "small.l"),
    ]
    assert (ids(fields["items"]), fields["items"][0]["order"]) == (["u"], None)
    assert [(row["id"], row["relation"]) for row in fields["named_by"]] == [("small.v", "same_as")]
    assert (fields["topic"]["list"], fields["topic"]["order"]) == ("small.l", 1)
    assert [(row["id"], row["relation"]) for row in card(graph, "small.a")["named_by"]] == [("small.l", "whose")]
    assert ids(card(graph, "small.l")["items"]) == ["t"]


def test_the_card_of_an_instrument_has_what_rests_on_it(coded: Coded) -> None:
    graph = coded(
        "{holder: a, aim: informs, toward: b, under: i}",
        actors=f"{FIVE}\nd: {{name: D, kind: board, under: i}}",
        seats="s: {organ: a, from: c, count: 1, under: i}",
        instruments="i: {name: I, kind: agreement, parties: [a, b], governs: c, adopted_by: b}\n"
        "j: {name: J, kind: plan, supplements: i, part_of: i}",
        topic_lists="l: {name: L, whose: i}",
    )
    fields = card(graph, "small.i")
    assert [(row["type"], row["id"], row["relation"]) for row in fields["named_by"]] == [
        ("actors", "small.d", "under"),
        ("topic_lists", "small.l", "whose"),
        ("instruments", "small.j", "part_of"),
        ("instruments", "small.j", "supplements"),
        ("seats", "small.s", "under"),
    ]
    assert [(line["verb"], line["from"]["id"]) for line in fields["lines"]] == [
        ("informs", "small.a"),
        ("sends_members_to", "small.c"),
    ]
    text = words(graph, "small.i")
    assert "  parties: A; B\n  adopted by: B\n  governs: C" in text
    assert "  J (part of it, supplements it)" in text


def test_the_card_of_a_mandate_says_who_holds_it_and_its_step(bundled: Graph) -> None:
    fields = card(bundled, "malarstader.steg-beslut")
    assert [(row["id"], row["as"], row["via"] and row["via"]["id"]) for row in fields["holders"]] == [
        ("malarstader.malarstaderna", "holder", None),
        *(
            (f"malarstader.{name}", "member", "malarstader.malarstaderna")
            for name in ("enkoping", "strangnas", "eskilstuna", "vasteras")
        ),
    ]
    assert fields["step"] == {
        "procedure": {"id": "malarstader.projektprocessen", "name": "processen för gemensamma projekt"},
        "step": 3, "of": 5, "name": "political decision in each municipality",
    }  # fmt: skip
    assert fields["lines"] == []  # without receiver
    assert fields["evidence"][0]["cue"] == "Politiskt beslut fattas i respektive kommun"


def test_joint_holders_stand_with_their_part(coded: Coded) -> None:
    graph = coded("{holder: a, with: [b, g], aim: decides}")
    assert [(row["id"], row["as"]) for row in card(graph, "small.m1")["holders"]] == [
        ("small.a", "holder"),
        ("small.b", "with"),
        ("small.g", "with"),
    ]
    assert words(graph, "small.m1").splitlines()[0] == "A and B and G · decides"


def test_the_card_of_a_procedure_has_its_steps_in_order_with_their_mandates(bundled: Graph) -> None:
    steps = card(bundled, "malarstader.projektprocessen")["steps"]
    assert [(row["step"], row["name"], ids([{"id": name} for name in row["mandates"]])) for row in steps] == [
        (1, "pre-study in common", ["steg-forstudie"]),
        (2, "project plan", ["steg-projektplan"]),
        (3, "political decision in each municipality", ["steg-beslut"]),
        (4, "carrying out", ["steg-genomforande"]),
        (5, "follow-up, evaluation and feedback", ["steg-uppfoljning", "aterkoppling"]),
    ]


def test_the_card_of_a_group_says_how_many_and_who(bundled: Graph) -> None:
    text = words(bundled, "malarstader.malarstaderna", lang="sv")
    assert "\n  Antal medlemmar: 4\n" in text
    assert "\nMedlemmar\n  Enköping (möjligen)\n  Strängnäs (möjligen)\n" in text
    assert "\n  Number of members: (not stated)\n" in words(bundled, "vasterbotten.kommunerna")


def test_a_ban_toward_an_actor_is_named_on_its_card(coded: Coded) -> None:
    graph = coded("{holder: a, aim: decides_for, toward: b, deontic: may_not}")
    assert [(row["id"], row["relation"]) for row in card(graph, "small.b")["named_by"]] == [("small.m1", "toward")]
    assert "  A · decides for (toward it)" in words(graph, "small.b")


def test_names_on_a_card_are_as_coded_whatever_the_language(bundled: Graph) -> None:
    fields = card(bundled, "RUS", lang="en")["instrument"]
    assert fields["name"] == "den regionala utvecklingsstrategin för Västerbottens län"
    assert fields["name_en"] == "the regional development strategy for Västerbotten county"


# -- words -------------------------------------------------------------------------------------------------------------


def find_cards(graph: Graph) -> dict[str, tuple[str, str, str]]:
    """Every record that has a card, by its global id: its case, its own id and its file."""
    return {
        f"{case.id}.{local}": (case.id, local, file)
        for case in graph.graph["dataset"].cases.values()
        for file in ("actors", "topics", "topic_lists", "instruments", "procedures", "mandates")
        for local in getattr(case, file)
    }


def strip_free_words(text: str) -> str:
    """Take away what is no word of the tool: ids, and cues."""
    return re.sub(r"”[^”]*”|\b[a-z0-9-]+\.[a-z0-9-]+\b", "", text)


@pytest.mark.parametrize("lang", ["en", "sv"])
@pytest.mark.parametrize("at", [None, "2019-05-01", "2024"])
@pytest.mark.parametrize("folder", ["bundled", "mini", "sound"])
def test_no_card_shows_a_raw_word_of_the_vocabulary(
    bundled: Graph, sound_graph: Graph, monkeypatch: pytest.MonkeyPatch, folder: str, at: str | None, lang: str
) -> None:
    graph = {"bundled": bundled, "sound": sound_graph}.get(folder) or load_graph(MINI)
    cards = find_cards(graph)
    monkeypatch.setattr("govgraph.cards.build.find_record", lambda _, name, **__: cards[name])  # ids need no search
    for name in cards:
        text = strip_free_words(words(graph, name, at=at, lang=lang))
        assert not re.findall(r"\b[a-z]+_[a-z_]+\b|\bNone\b|[{}]|\bP[0-9]+[YMWD]\b", text), name


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            [
                "  G (each) and C · informs · H (each) and/or B",
                " (must, proposed, inferred, practice, outside the agreement, most)",
                "; times: at least 2, at most 3 times per year, 4 hours; what: x; condition: y; how: z",
                "; about: T; whose matters: C; time: 2024 [small.m1]",
            ],
        ),
        (
            "sv",
            [
                "  G (var och en) och C · informerar · H (var och en) och/eller B",
                " (ska, föreslagen, tolkat, praxis, utanför överenskommelsen, de flesta)",
                "; tider: minst 2, högst 3 gånger per år, 4 timmar; vad: x; villkor: y; hur: z",
                "; om: T; vars frågor: C; tid: 2024 [small.m1]",
            ],
        ),
    ],
)
def test_a_mandate_is_worded_whole(coded: Coded, lang: str, expected: list[str]) -> None:
    graph = coded(
        "{holder: g, with: c, holder_as: each, deontic: must, aim: informs, toward: [h-group, b], toward_as: each, "
        "any: toward, object: x, condition: y, constraint: z, extent: most, about: t, matters_of: c, valid: 2024, "
        "times: {at_least: 2, at_most: 3, per: P1Y, length: PT4H}, status: proposed, basis: inferred, mode: practice, "
        "scope: outside}",
        topics="t: {name: T, kind: goal}",
    )
    (row,) = [row for row in words(graph, "small.g", lang=lang).splitlines() if "[small.m1]" in row]
    assert row == f"{''.join(expected)} ”words”"


@pytest.mark.parametrize(
    ("seat", "en", "sv"),
    [
        ("count: 30, per_member: 15", "30 members, 15 from each", "30 ledamöter, 15 från var och en"),
        ("per_member: {at_least: 1}", "at least 1 member from each", "minst 1 ledamot från var och en"),
        ("at_least: 2, kind: substitute", "at least 2 substitutes", "minst 2 ersättare"),
        ("at_least: 2, at_most: 4", "at least 2, at most 4 members", "minst 2, högst 4 ledamöter"),
        ("count: all, kind: adjunct", "all adjuncts", "alla adjungerade"),
        ("kind: member", "members", "ledamöter"),
        ("count: 1, kind: vice_chair, term: P4Y", "1 vice chair, from: G, term: 4 years",
         "1 vice ordförande, från: G, period: 4 år"),
    ],
)  # fmt: skip
def test_a_seat_is_worded_with_its_number(coded: Coded, seat: str, en: str, sv: str) -> None:
    graph = coded(seats=f"s: {{organ: a, from: g, {seat}}}")
    assert f"  {en}" in words(graph, "small.a")
    assert f"  {sv}" in words(graph, "small.a", lang="sv")


def test_kinds_and_classes_are_worded_by_their_labels(bundled: Graph) -> None:
    assert "  kind: officials' network\n  class: network\n  tier: officials" in words(
        bundled, "vasterbotten.kommunchefsnatverket"
    )
    assert "  slag: finansieringsform\n" in words(bundled, "vasterbotten.fi-grund", lang="sv")
    assert "  slag: överenskommelse eller avtal\n" in words(bundled, "vasterbotten.overenskommelsen", lang="sv")


def test_a_document_with_several_relations_stands_once_in_text(bundled: Graph) -> None:
    said = "  delegationernas uppdragsbeskrivningar (adopts it, governed by it, one for each)"
    assert said in words(bundled, "PKD").splitlines()
