"""4 Mälarstäder: what a reader who knows the field checks first, in words, against the undated action plan."""

from __future__ import annotations

import pytest

from govgraph import who
from govgraph.cases import CaseData
from govgraph.graph import Graph

ID = "malarstader"


@pytest.fixture(scope="module")
def case(bundled: Graph) -> CaseData:
    data: CaseData = bundled.graph["dataset"].cases[ID]
    return data


def items(case: CaseData, name: str) -> int:
    return sum(topic.list == name for topic in case.topics.values())


# -- who -------------------------------------------------------------------------------------------------------------


def test_four_municipalities_are_named(case: CaseData) -> None:
    towns = case.actors["malarstaderna"]
    assert (towns.number, towns.members) == (4, ("enkoping", "strangnas", "eskilstuna", "vasteras"))


def test_no_organ_is_named_and_none_is_invented(case: CaseData) -> None:
    assert {case.class_of(actor) for actor in case.actors} == {"group", "organisation", "role"}


def test_the_two_lines_are_that_they_must_cooperate_and_that_some_must_propose_to_somebody(bundled: Graph) -> None:
    lines = [line for *_, line in bundled.edges(data=True) if line["case"] == ID and line["family"] != "structure"]
    assert [(line["verb"], line["deontic"], line["from"], line["to"]) for line in lines] == [
        ("cooperates_with", "must", f"{ID}.malarstaderna", f"{ID}.malarstaderna"),
        ("proposes_to", "must", f"{ID}.sakagarna", f"{ID}.unspecified--sakagare-foreslar"),
    ]


@pytest.mark.parametrize("family", ["information", "preparation", "authority"])
def test_nobody_is_said_to_inform_prepare_or_rule(bundled: Graph, family: str) -> None:
    silence = who(bundled, family, f"{ID}.malarstaderna").silence
    assert silence is not None
    assert silence.code == "not_stated"


def test_the_municipality_that_leads_a_project_is_one_of_the_four(case: CaseData) -> None:
    assert case.actors["projektledande-kommun"].one_of == "malarstaderna"


# -- lists -----------------------------------------------------------------------------------------------------------


def test_the_letter_of_intent_names_eight_areas(case: CaseData) -> None:
    assert (case.topic_lists["utvecklingsomraden"].count, items(case, "utvecklingsomraden")) == (8, 8)


def test_the_plans_own_area_is_called_a_development_area_and_is_none_of_the_eight(case: CaseData) -> None:
    area = case.topics["effektiv-forvaltning"]
    assert (area.kind, area.list) == ("development_area", "workshopens-omraden")
    assert (case.topic_lists["workshopens-omraden"].count, items(case, "workshopens-omraden")) == (4, 1)


def test_eleven_challenges_are_listed_and_their_number_is_not_stated(case: CaseData) -> None:
    assert (case.topic_lists["utmaningar"].count, items(case, "utmaningar")) == (None, 11)


def test_three_proposed_goals_are_not_the_two_numbered_ones(case: CaseData) -> None:
    assert (case.topic_lists["foreslagna-mal"].status, items(case, "foreslagna-mal")) == ("proposed", 3)
    assert (case.topic_lists["planens-mal"].status, items(case, "planens-mal")) == ("adopted", 2)


def test_eight_areas_are_only_proposed_to_be_assessed(case: CaseData) -> None:
    proposed = [topic for topic in case.topics.values() if topic.list == "omraden-att-vardera"]
    assert (len(proposed), {topic.status for topic in proposed}) == (8, {"proposed"})
    assert not set(case.topics["uo-malaren"].same_as) & {topic.id for topic in proposed}


# -- the procedure ---------------------------------------------------------------------------------------------------


def test_a_project_goes_through_five_steps(case: CaseData) -> None:
    assert {m.step for m in case.mandates.values() if m.procedure == "projektprocessen"} == {1, 2, 3, 4, 5}
    assert len(case.procedures["projektprocessen"].steps) == 5


def test_each_municipality_decides_politically_on_a_project(case: CaseData) -> None:
    decision = case.mandates["steg-beslut"]
    assert (decision.holder, decision.holder_as, decision.aim, decision.step) == (
        ("malarstaderna",), "each", "decides", 3
    )  # fmt: skip


def test_who_drafts_the_staff_model_does_not_decide_on_it(case: CaseData) -> None:
    about = [mandate for mandate in case.mandates.values() if "resursmodellen" in mandate.about]
    assert {(mandate.aim, mandate.holder) for mandate in about if isinstance(mandate.aim, str)} == {
        ("drafts", ("personaldirektorerna",)),
        ("decides", ("projektledande-kommun",)),
    }


def test_the_project_model_is_proposed_in_one_place_and_decided_in_another(case: CaseData) -> None:
    about = {mandate.status for mandate in case.mandates.values() if "projektmodellen" in mandate.about}
    assert about == {"proposed", "adopted"}


def test_who_carries_a_project_out_and_who_gets_feedback_is_not_stated(case: CaseData) -> None:
    assert case.mandates["steg-genomforande"].holder == ("unspecified",)
    assert (case.mandates["steg-uppfoljning"].holder, case.mandates["steg-uppfoljning"].toward) == (
        ("unspecified",),
        (),
    )


def test_those_responsible_prioritise_or_propose(case: CaseData) -> None:
    mandates = [mandate for mandate in case.mandates.values() if mandate.holder == ("sakagarna",)]
    assert {mandate.deontic for mandate in mandates} == {"must"}
    assert len(mandates) == 2


# -- time ------------------------------------------------------------------------------------------------------------


def test_the_letter_of_intent_is_signed_and_undated(case: CaseData) -> None:
    assert (case.events["undertecknandet"].kind, case.events["undertecknandet"].date) == ("signed", None)


def test_the_workshop_was_held_on_19_may_2014(case: CaseData) -> None:
    assert case.events["workshopen"].date == "2014-05-19"


def test_the_plan_is_undated_so_that_all_it_says_holds_possibly(bundled: Graph, case: CaseData) -> None:
    assert case.sources["handlingsplan"].covers is None
    answers = who(bundled, "cooperates_with", f"{ID}.enkoping")
    assert {answer.holds for answer in answers} == {"possibly"}
