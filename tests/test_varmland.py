"""Värmland: what a reader who knows the field checks first, in words, against the memo of 2022-11-21."""

from __future__ import annotations

import re
from typing import Any

import pytest

from govgraph import Answers, show, who, whom
from govgraph.cases import CaseData, Size
from govgraph.graph import Graph

ID = "varmland"


@pytest.fixture(scope="module")
def case(bundled: Graph) -> CaseData:
    data: CaseData = bundled.graph["dataset"].cases[ID]
    return data


def ends(answers: Answers) -> set[tuple[str, str]]:
    """Holder and receiver of each answer, by local ids."""
    return {(a.source.removeprefix(f"{ID}."), (a.target or "").removeprefix(f"{ID}.")) for a in answers}


def holders(answers: Answers) -> set[str]:
    return {source for source, _ in ends(answers)}


def ask(graph: Graph, verb: str, actor: str | None = None, **options: Any) -> Answers:
    return who(graph, verb, actor and f"{ID}.{actor}", case=ID, **options)


# -- names then and now ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "name"),
    [
        pytest.param("2019", "Värmlandsrådets arbetsutskott", id="2019"),
        pytest.param("2022-11-21", "Ordföranderådet", id="when-the-memo-was-written"),
    ],
)
def test_the_council_of_chairs_was_the_working_committee_in_2019(bundled: Graph, at: str, name: str) -> None:
    assert show(bundled, f"{ID}.ordforanderadet", at=at).fields["actor"]["name"] == name


def test_the_directors_group_was_the_working_group_at_the_first_meeting(bundled: Graph) -> None:
    shown = show(bundled, f"{ID}.direktorsberedningen", at="2019-01-24").fields
    assert shown["actor"]["name"] == "Värmlandsrådets arbetsgrupp"


def test_the_sector_forums_were_sector_councils_in_the_agreement(bundled: Graph) -> None:
    assert who(bundled, "participates_in", "sakområdesråd", case=ID).question.actor == f"{ID}.sakomradesforum"


def test_no_renaming_is_given_a_day(case: CaseData) -> None:
    dates = {event.of[0]: event.date for event in case.events.values() if event.kind == "renamed"}
    assert set(dates) == {"direktorsberedningen", "ordforanderadet", "sakomradesforum"}
    assert all(date is not None and ".." in date for date in dates.values())


def test_the_varmland_council_kept_its_name_and_had_its_role_clarified(case: CaseData) -> None:
    kinds = {event.kind for event in case.events.values() if event.of == ("varmlandsradet",)}
    assert {"name_kept", "role_clarified"} <= kinds
    assert "renamed" not in kinds


def test_a_spelling_of_the_council_is_a_variant_and_no_second_council(bundled: Graph) -> None:
    assert who(bundled, "informs", "Värmlandrådet").question.actor == f"{ID}.varmlandsradet"


# -- the four that became one, and the agreement ---------------------------------------------------------------------


def test_four_bodies_became_the_region_on_1_january_2019(case: CaseData) -> None:
    (event,) = [event for event in case.events.values() if event.kind == "merged"]
    assert (event.date, event.to) == ("2019-01-01", ("region",))
    assert event.from_ == ("landstinget", "kommunalforbundet", "varmlandstrafik", "karlstadsbuss")


def test_the_federation_that_bore_the_regions_name_is_another_body(case: CaseData) -> None:
    assert case.actors["kommunalforbundet"].status == "former"
    assert case.actors["kommunalforbundet"].name.sv == "Region Värmland Kommunalförbund"


def test_every_municipal_assembly_and_the_county_council_assembly_adopted_the_agreement(case: CaseData) -> None:
    assert case.instruments["samverkansavtalet"].adopted_by == ("kommunfullmaktige", "landstingsfullmaktige")
    assert [event.date for event in case.events.values() if event.kind == "adopted"] == ["2018"]


def test_the_supplement_was_presented_and_is_not_said_to_be_adopted(case: CaseData) -> None:
    assert case.instruments["arbetsformer"].supplements == ("samverkansavtalet",)
    assert case.instruments["arbetsformer"].adopted_by == ()
    assert {event.kind for event in case.events.values() if "arbetsformer" in event.of} == {"presented"}


def test_the_structure_is_stated_to_be_no_organ_under_municipal_law(case: CaseData) -> None:
    assert case.actors["samverkansstrukturen"].formal is False
    assert case.actors["varmlandsradet"].formal is None


# -- who sits where --------------------------------------------------------------------------------------------------


def test_each_municipality_sends_its_chair_and_one_more_to_the_council(case: CaseData) -> None:
    seats = [seat for seat in case.seats_of("varmlandsradet") if seat.drawn_from == "kommunerna"]
    assert [(seat.per_member, seat.role) for seat in seats] == [(1, ("ks-ordforande",)), (1, ())]


def test_that_the_second_is_of_the_opposition_is_a_preference(case: CaseData) -> None:
    preference = case.seats["vr-andra-fortroendevald"].preference
    assert preference is not None
    assert preference.en == "from the opposition"


def test_the_councils_size_is_unknown_as_no_number_of_municipalities_is_stated(case: CaseData) -> None:
    assert case.actors["kommunerna"].number is None
    assert case.measure_organ("varmlandsradet") == Size(why_unknown="members_not_stated")


def test_five_chairs_of_the_region_sit_in_the_council_of_chairs(case: CaseData) -> None:
    roles = {role for seat in case.seats_of("ordforanderadet") for role in seat.role} - {"ks-ordforande"}
    assert roles == {f"{body}-ordforande" for body in ("hsn", "run", "ktn", "kbn")} | {"regionstyrelsens-ordforande"}


def test_no_seat_in_a_forum_is_stated(case: CaseData) -> None:
    assert [seat for forum in ("hs-forum", "kb-forum", "kr-forum") for seat in case.seats_of(forum)] == []


# -- who prepares, commissions, decides ------------------------------------------------------------------------------


def test_for_whom_the_directors_prepare_is_not_stated(bundled: Graph) -> None:
    assert ends(whom(bundled, "Direktörsberedningen", "prepares_for")) == {
        ("direktorsberedningen", "unspecified--direktorer-bereder")
    }
    assert "direktorsberedningen" not in holders(ask(bundled, "prepares_for", "ordforanderadet"))


def test_the_council_of_chairs_commissions_the_directors(bundled: Graph) -> None:
    answers = ask(bundled, "commissions", "direktorsberedningen", rules_only=True)
    assert holders(answers) == {"ordforanderadet"}


def test_that_the_varmland_council_once_gave_them_a_task_is_practice(bundled: Graph) -> None:
    modes = {a.source: a.line["mode"] for a in ask(bundled, "commissions", "direktorsberedningen")}
    assert modes == {f"{ID}.ordforanderadet": "rule", f"{ID}.varmlandsradet": "practice"}


def test_positions_are_passed_on_to_the_region_and_or_a_municipality(bundled: Graph) -> None:
    answers = whom(bundled, "Ordföranderådet", "refers_to")
    assert ends(answers) == {("ordforanderadet", "region"), ("ordforanderadet", "kommunerna")}
    assert {(a.holds, a.line["basis"]) for a in answers} == {("possibly", "inferred")}


def test_a_position_is_not_a_decision(bundled: Graph, case: CaseData) -> None:
    assert "ordforanderadet" not in holders(ask(bundled, "decides"))
    assert f"{ID}.ordforanderadet-beslutar-inte" in ask(bundled, "decides").denied
    assert holders(ask(bundled, "takes_position", rules_only=True)) == {"ordforanderadet"}
    cannot = case.mandates["ordforanderadet-beslutar-inte"]
    assert (cannot.deontic, cannot.negative) == ("may", True)


def test_region_and_municipalities_decide(bundled: Graph) -> None:
    assert holders(ask(bundled, "decides", rules_only=True)) == {"kommunerna", "region"}


def test_where_all_decided_and_where_the_region_did_are_two_lists(case: CaseData) -> None:
    lists = {topic.list for topic in case.topics.values()}
    assert {"alla-huvudmans-arenden", "regionens-arenden"} <= lists
    assert sum(topic.list == "alla-huvudmans-arenden" for topic in case.topics.values()) == 4


# -- information -----------------------------------------------------------------------------------------------------


def test_external_parties_may_inform_the_council(bundled: Graph) -> None:
    answers = ask(bundled, "informs", "varmlandsradet")
    assert [(a.source, a.line["deontic"]) for a in answers] == [(f"{ID}.externa-parter", "may")]


def test_the_guests_of_2019_took_part_each_and_are_not_said_to_be_those_who_may_inform(bundled: Graph) -> None:
    answers = whom(bundled, f"{ID}.lansstyrelsen", "participates_in")
    assert [(a.target, a.via, a.line["mode"]) for a in answers] == [
        (f"{ID}.varmlandsradet", f"{ID}.gasterna", "practice")
    ]
    assert len(whom(bundled, f"{ID}.lansstyrelsen", "informs")) == 0


def test_from_when_the_council_of_chairs_has_its_seats_is_not_stated(bundled: Graph) -> None:
    assert {a.holds for a in ask(bundled, "sends_members_to", "ordforanderadet", at="2020")} == {"possibly"}
    assert {a.holds for a in ask(bundled, "sends_members_to", "ordforanderadet", at="2022-12")} == {"yes"}


def test_the_forums_have_been_informed_by_officials_which_is_practice(bundled: Graph) -> None:
    answers = ask(bundled, "informs", "sakomradesforum")
    assert [(a.source, a.line["mode"]) for a in answers] == [(f"{ID}.tjanstepersoner", "practice")]
    assert len(ask(bundled, "informs", "sakomradesforum", rules_only=True)) == 0


def test_who_gave_all_parties_the_same_information_in_the_pandemic_is_not_stated(bundled: Graph) -> None:
    answers = ask(bundled, "informs", "parterna")
    assert [(a.source, a.line["mode"]) for a in answers] == [(f"{ID}.unspecified--samma-information", "practice")]


# -- priorities, forums, meetings ------------------------------------------------------------------------------------


def test_four_annual_priorities_stood_the_whole_term(case: CaseData) -> None:
    priorities = case.topic_lists["arliga-prioriteringar"]
    assert (priorities.count, priorities.valid) == (4, "2020-01/2022")
    assert sum(topic.list == "arliga-prioriteringar" for topic in case.topics.values()) == 4


def test_the_thirteen_matters_of_the_first_meeting_are_another_list(case: CaseData) -> None:
    assert sum(topic.list == "viktigaste-fragorna" for topic in case.topics.values()) == 13
    assert case.topic_lists["viktigaste-fragorna"].count is None


def test_the_council_must_prioritise_each_year(case: CaseData) -> None:
    assert (case.mandates["radet-ska-prioritera"].deontic, case.mandates["radet-ska-prioritera"].under) == (
        "must", ("samverkansavtalet",)
    )  # fmt: skip


def test_three_forums_have_existed_since_spring_2022_and_none_is_said_to_be_founded(case: CaseData) -> None:
    assert {case.actors[forum].valid for forum in ("hs-forum", "kb-forum", "kr-forum")} == {"2022-21/.."}
    assert "founded" not in {event.kind for event in case.events.values()}


def test_the_meetings_of_the_forums_in_2022_were_planned(case: CaseData) -> None:
    planned = [case.mandates[name] for name in ("forum-moten", "hs-kb-forum-moten", "kr-forum-mote")]
    assert {mandate.status for mandate in planned} == {"planned"}
    assert [(m.times.at_least, m.times.at_most) for m in planned if m.times] == [(1, 3), (3, 3), (1, 1)]


def test_27_recommendations_are_counted_and_never_listed(case: CaseData) -> None:
    assert case.topic_lists["rekommendationerna"].count == 27
    assert not [topic for topic in case.topics.values() if topic.list == "rekommendationerna"]


def test_what_was_due_in_2021_and_what_was_done_are_two_facts(case: CaseData) -> None:
    assert (case.mandates["avtalet-ska-utvarderas"].deontic, case.mandates["avtalet-ska-utvarderas"].mode) == (
        "must", "rule"
    )  # fmt: skip
    assert case.mandates["konsulten-utvarderar"].mode == "practice"


def test_the_next_councils_first_meeting_is_planned(case: CaseData) -> None:
    assert (case.events["forsta-motet-2023"].date, case.events["forsta-motet-2023"].status) == ("2023-01-20", "planned")


def test_no_person_is_named(bundled: Graph) -> None:
    folder = bundled.graph["dataset"].folder / ID
    text = "\n".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert not [name for name in ("Strengsdal", "Berglind") if name in text]


def test_what_is_said_of_the_forums_holds_for_one_no_earlier_than_it_exists(bundled: Graph) -> None:
    assert len(whom(bundled, f"{ID}.region", "participates_in", at="2019")) == 1
    silence = ask(bundled, "participates_in", "hs-forum", at="2019").silence
    assert silence is not None
    assert silence.code == "other_date"


def test_a_denial_never_reads_as_what_it_denies(bundled: Graph) -> None:
    told = repr(ask(bundled, "decides", at="2018"))
    assert "It is not the case that Ordföranderådet can decide" in told
    assert not re.search(r"^ *Ordföranderådet .*decide", told, re.MULTILINE)
