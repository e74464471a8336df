"""Östergötland: what a reader who knows the field checks first, in words, against the slides of 2016-11-29."""

from __future__ import annotations

from typing import Any

import pytest

from govgraph import Answers, show, who, whom
from govgraph.cases import CaseData
from govgraph.graph import Graph
from govgraph.records import Bounds

ID = "ostergotland"
CONSULTATIONS = (
    "strategiska-samradet", "samradet-foretagande", "samradet-kultur", "samradet-samhallsplanering",
    "samradet-vard-omsorg",
)  # fmt: skip
GROUPS = ("lg-strategiska", "lg-foretagande", "lg-kultur", "lg-samhallsplanering", "lg-vard-omsorg")


@pytest.fixture(scope="module")
def case(bundled: Graph) -> CaseData:
    data: CaseData = bundled.graph["dataset"].cases[ID]
    return data


def ends(answers: Answers) -> set[tuple[str, str]]:
    """Holder and receiver of each answer, by local ids."""
    return {(a.source.removeprefix(f"{ID}."), (a.target or "").removeprefix(f"{ID}.")) for a in answers}


def ask(graph: Graph, verb: str, actor: str, **options: Any) -> Answers:
    return who(graph, verb, f"{ID}.{actor}", **options)


# -- history and the agreement ---------------------------------------------------------------------------------------


def test_two_bodies_became_the_region_at_some_time_before_the_talk(case: CaseData) -> None:
    (event,) = case.events.values()
    assert (event.kind, event.from_, event.to) == ("merged", ("landstinget", "regionforbundet"), ("region",))
    assert event.date == "[..2016-11-29]"


def test_two_years_is_nobodys_date(case: CaseData) -> None:
    assert case.uncoded["u-tanke-tva-ar"].reason == "reflection"
    assert case.actors["region"].valid is None


def test_seven_statements_rest_on_the_agreement(case: CaseData) -> None:
    resting = {mandate.id for mandate in case.mandates.values() if "samverkansavtalet" in mandate.under}
    assert resting == {
        "parterna-samverkar", "fragor-lyfts", "regionens-ansvar-paverkar-inte", "region-upprattahaller-arenor",
        "region-deltar-i-arenorna", "kommunerna-deltar-i-arenorna", "andra-aktorer-deltar-i-arenorna",
    }  # fmt: skip


def test_a_matter_that_shall_be_raised_does_not_inform(bundled: Graph) -> None:
    assert [a.line["deontic"] for a in ask(bundled, "raises_in", "samraden")] == ["must"]
    assert ends(ask(bundled, "raises_in", "samraden")) == {("unspecified--fragor-lyfts", "samraden")}
    answers = ask(bundled, "informs", "samraden")
    assert answers.silence is not None
    assert answers.silence.code == "not_stated"


def test_the_regions_responsibility_does_not_affect_the_municipalities(bundled: Graph) -> None:
    negatives = [line for line in bundled.graph["negatives"] if line["case"] == ID]
    assert [(line["record"], line["deontic"]) for line in negatives] == [
        (f"{ID}.regionens-ansvar-paverkar-inte", "none")
    ]


def test_the_region_maintains_arenas_in_which_others_may_take_part_where_needed(bundled: Graph) -> None:
    (maintains,) = ask(bundled, "maintains", "arenorna")
    assert (maintains.source, maintains.line["deontic"]) == (f"{ID}.region", "none")
    modality = {a.source: a.line["deontic"] for a in ask(bundled, "participates_in", "arenorna")}
    assert modality == {f"{ID}.region": "none", f"{ID}.kommunerna": "none", f"{ID}.andra-aktorer": "may"}


# -- consultations and their management groups -----------------------------------------------------------------------


def test_there_are_five_consultations_and_their_number_is_not_stated(case: CaseData) -> None:
    assert case.actors["samraden"].members == CONSULTATIONS
    assert case.actors["samraden"].number is None


def test_each_consultation_has_its_own_management_group(case: CaseData) -> None:
    assert tuple(case.actors[group].attached_to for group in GROUPS) == CONSULTATIONS
    assert case.actors["ledningsgrupperna"].open


def test_the_chief_executives_group_is_a_name_and_no_second_body(bundled: Graph) -> None:
    shown = show(bundled, "kommunchefsgruppen", case=ID).fields
    assert shown["actor"]["id"] == f"{ID}.lg-strategiska"
    assert shown["seats"] == []


def test_the_new_names_are_no_dated_renaming(case: CaseData) -> None:
    assert not [event for event in case.events.values() if event.kind == "renamed"]


# -- what is only proposed -------------------------------------------------------------------------------------------


def test_the_management_groups_are_adopted_and_all_their_tasks_only_proposed(case: CaseData) -> None:
    assert case.actors["ledningsgrupperna"].status == "adopted"
    tasks = [mandate for mandate in case.mandates.values() if mandate.holder == ("ledningsgrupperna",)]
    assert len(tasks) == 8
    assert {mandate.status for mandate in tasks} == {"proposed"}


@pytest.mark.parametrize("verb", ["advises", "carries_out_for"])
def test_each_group_would_serve_its_own_consultation_only(bundled: Graph, verb: str) -> None:
    answers = whom(bundled, f"{ID}.lg-kultur", verb, status=["proposed"])
    assert ends(answers) == {("lg-kultur", "samradet-kultur")}
    assert len(whom(bundled, f"{ID}.lg-kultur", verb)) == 0


def test_for_whom_they_would_prepare_is_not_stated(bundled: Graph) -> None:
    answers = whom(bundled, f"{ID}.ledningsgrupperna", "prepares_for", status=["proposed"])
    assert [(a.target, a.line["deontic"]) for a in answers] == [(f"{ID}.unspecified--lg-bereder", "may")]
    silence = ask(bundled, "prepares_for", "strategiska-samradet").silence
    assert silence is not None
    assert silence.code == "not_stated"


def test_a_sixth_consultation_is_only_proposed_and_no_member_of_the_five(case: CaseData) -> None:
    assert case.actors["samrad-utbildning"].status == "proposed"
    assert "samrad-utbildning" not in case.actors["samraden"].members
    assert case.mandates["samrad-utbildning-etableras"].condition is not None


def test_administrative_support_is_only_proposed_and_the_structure_is_there(bundled: Graph, case: CaseData) -> None:
    assert case.actors["samverkansstrukturen"].status == "adopted"
    silence = ask(bundled, "supports", "samverkansstrukturen").silence
    assert silence is not None
    assert silence.code == "proposed"


def test_the_heading_of_a_proposal_reaches_no_further_than_its_slide(case: CaseData) -> None:
    assert {case.mandates[name].status for name in ("arbetsplanen-utarbetas", "samraden-mots")} == {"adopted"}
    assert {seat.status for seat in case.seats.values()} == {"adopted"}


# -- the common minimum ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("consultation", CONSULTATIONS)
def test_each_consultation_has_at_least_one_from_each_municipality(case: CaseData, consultation: str) -> None:
    (municipal,) = [seat for seat in case.seats_of(consultation) if seat.drawn_from == "kommunerna"]
    assert (municipal.per_member, municipal.count) == (Bounds(at_least=1), None)
    (regional,) = [seat for seat in case.seats_of(consultation) if seat.drawn_from == "presidiet-ro"]
    assert regional.count == "all"


def test_each_consultation_has_a_working_committee_of_two_at_least(case: CaseData) -> None:
    assert case.actors["samradens-au"].one_per == "samraden"
    assert [(seat.at_least, seat.at_most) for seat in case.seats_of("samradens-au")] == [(1, None), (1, None)]


def test_they_meet_at_least_twice_a_year(case: CaseData) -> None:
    times = case.mandates["samraden-mots"].times
    assert times is not None
    assert (times.at_least, times.at_most, times.per) == (2, None, "P1Y")


def test_an_open_question_is_no_line(bundled: Graph, case: CaseData) -> None:
    assert case.uncoded["u-fraga-forankras"].reason == "question"
    assert len(ask(bundled, "anchors_in", "strategiska-samradet", everything=True)) == 0


def test_the_staircase_has_five_steps_that_are_not_listed(case: CaseData) -> None:
    assert case.topic_lists["trappans-steg"].count == 5
    assert not [topic for topic in case.topics.values() if topic.list == "trappans-steg"]
