"""Cards: all that is known of one record, as coded, with what follows from it and nothing more."""

from __future__ import annotations

from typing import Any

import pytest

from conftest import CASE, Coded
from govgraph import show
from govgraph.graph import Graph


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
