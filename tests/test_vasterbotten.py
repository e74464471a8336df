"""Västerbotten: what a reader who knows the field checks first, in words, against the agreement 2023–2026."""

from __future__ import annotations

from typing import Any

import pytest

from govgraph import Answers, show, who, whom
from govgraph.cases import CaseData, Size
from govgraph.files import data_root
from govgraph.graph import Graph

ID = "vasterbotten"
NETWORKS = ("kommunchefsnatverket", "skolchefsnatverket", "socialchefsnatverket")
AREAS = ("omrade-smart", "omrade-naringsliv", "omrade-nara", "omrade-livsmiljo", "omrade-halsa", "omrade-kompetens")


@pytest.fixture(scope="module")
def case(bundled: Graph) -> CaseData:
    data: CaseData = bundled.graph["dataset"].cases[ID]
    return data


def ends(answers: Answers) -> list[tuple[str, str]]:
    """Holder and receiver of each answer, by local ids."""
    return [(a.source.removeprefix(f"{ID}."), (a.target or "").removeprefix(f"{ID}.")) for a in answers]


def holders(answers: Answers) -> set[str]:
    return {source for source, _ in ends(answers)}


def card(graph: Graph, name: str, **options: Any) -> dict[str, Any]:
    return show(graph, f"{ID}.{name}", **options).fields


def silence(answers: Answers) -> str | None:
    return answers.silence.code if answers.silence else None


# -- parties, law, history -------------------------------------------------------------------------------------------


def test_the_region_was_formed_on_1_january_2019_from_federation_and_county_council(case: CaseData) -> None:
    (event,) = [e for e in case.events.values() if e.kind == "merged"]
    assert (event.date, event.from_, event.to) == ("2019-01-01", ("regionforbundet", "landstinget"), ("region",))


def test_the_federation_and_the_county_council_are_no_more(case: CaseData) -> None:
    assert {name for name, actor in case.actors.items() if actor.status == "former"} == {
        "regionforbundet",
        "landstinget",
    }


def test_the_federation_was_not_there_in_the_period_of_the_agreement(bundled: Graph) -> None:
    assert card(bundled, "regionforbundet")["actor"]["holds"] == "no"
    assert card(bundled, "regionforbundet", at="2018")["actor"]["holds"] != "no"


def test_what_replaced_the_federation_is_undated_and_inferred(case: CaseData) -> None:
    (event,) = [e for e in case.events.values() if e.kind == "replaced"]
    assert (event.date, event.basis, event.from_) == (None, "inferred", ("regionforbundet",))


def test_nothing_is_renamed(case: CaseData) -> None:
    assert not [e for e in case.events.values() if e.kind == "renamed"]


def test_the_parties_are_the_region_and_the_municipalities(case: CaseData) -> None:
    assert set(case.instruments["overenskommelsen"].parties) == {"region", "kommunerna"}


def test_no_number_of_municipalities_is_stated(case: CaseData) -> None:
    assert case.actors["kommunerna"].number is None
    assert case.count_members("kommunerna") is None


def test_no_municipality_is_named(case: CaseData) -> None:
    assert case.actors["kommunerna"].members == ()
    assert not [name for name in case.actors if case.kind_of(name) == "municipality"]


def test_the_agreement_covers_2023_to_2026(case: CaseData) -> None:
    assert (case.case.period, case.sources["overenskommelse"].covers) == ("2023/2026", "2023/2026")
    assert case.case.basis == "stated"


def test_who_adopts_the_agreement_is_not_stated(case: CaseData) -> None:
    assert case.instruments["overenskommelsen"].adopted_by == ()


def test_there_is_one_agreement_more_with_each_municipality(case: CaseData) -> None:
    instrument = case.instruments["individuella-avtal"]
    assert (instrument.one_per, instrument.parties) == ("kommunerna", ("region",))


def test_the_former_agreement_was_evaluated_in_spring_2020_and_autumn_2021(case: CaseData) -> None:
    found = [(e.date, e.of, e.mode) for e in case.events.values() if e.kind == "evaluated"]
    old = ("overenskommelsen-2019",)
    assert found == [("2020-21", old, "practice"), ("2021-23", old, "practice")]


def test_the_law_binds_the_region_and_not_the_municipalities(bundled: Graph) -> None:
    (duty,) = [
        a
        for a in whom(bundled, f"{ID}.region", "cooperates_with")
        if a.line["deontic"] == "must" and a.target == f"{ID}.kommunerna"
    ]
    assert duty.source == f"{ID}.region"
    lines = [line for *_, line in bundled.out_edges(f"{ID}.kommunerna", data=True)]
    assert not [line["id"] for line in lines if line["deontic"] == "must"]


def test_nothing_in_the_agreement_is_proposed_or_planned(case: CaseData) -> None:
    assert {fact.status for fact in case.facts.values()} == {"adopted", "former"}


# -- PKD -------------------------------------------------------------------------------------------------------------


def test_pkd_has_30_members_two_from_each_municipality(case: CaseData) -> None:
    (seat,) = [s for s in case.seats_of("pkd") if s.kind == "member"]
    assert (seat.count, seat.per_member, seat.drawn_from) == (30, 2, "kommunerna")


def test_each_municipality_appoints_its_members_of_pkd(case: CaseData) -> None:
    (seat,) = [s for s in case.seats_of("pkd") if s.kind == "member"]
    assert seat.appointed_by == "kommunerna"


def test_chair_and_vice_chair_of_pkd_are_among_the_30(case: CaseData) -> None:
    chairs = [s for s in case.seats_of("pkd") if s.kind in {"chair", "vice_chair"}]
    assert [(s.drawn_from, s.appointed_by, s.extra) for s in chairs] == [("pkd", "pkd", False)] * 2
    assert case.measure_organ("pkd") == Size(30, 30)


def test_chair_and_vice_chair_make_up_the_presidium(case: CaseData) -> None:
    roles = [role for seat in case.seats_of("pkd-presidiet") for role in seat.role]
    assert roles == ["pkd-ordforande", "pkd-vice-ordforande"]


def test_pkb_is_no_second_organ(bundled: Graph, case: CaseData) -> None:
    assert show(bundled, "PKB").fields["actor"]["id"] == f"{ID}.pkd"
    assert show(bundled, "Primärkommunala beredningen").fields["actor"]["id"] == f"{ID}.pkd"
    assert show(bundled, "PKB AU").fields["actor"]["id"] == f"{ID}.pkd-au"
    assert not [name for name in case.actors if "pkb" in name]


def test_the_municipalities_appoint_pkd_together(bundled: Graph) -> None:
    (answer,) = who(bundled, "appoints", "PKD")
    assert (answer.source, answer.line["holder_as"]) == (f"{ID}.kommunerna", "jointly")


def test_pkd_recommends_to_municipalities_and_region_plainly(bundled: Graph) -> None:
    answers = whom(bundled, "PKD", "recommends_to")
    assert ends(answers) == [("pkd", "kommunerna"), ("pkd", "region")]
    assert {(a.line["deontic"], a.line["basis"]) for a in answers} == {("none", "stated")}


def test_pkd_recommends_only_where_joint_decisions_are_judged_to_be_needed(bundled: Graph) -> None:
    assert all(a.line["condition"] for a in whom(bundled, "PKD", "recommends_to"))


def test_nobody_decides_for_another(bundled: Graph) -> None:
    assert not [line for *_, line in bundled.edges(data=True) if line["verb"] == "decides_for"]


def test_pkd_decides_nothing(bundled: Graph) -> None:
    assert holders(who(bundled, "decides", case=ID)) == {"regionfullmaktige"}


def test_pkd_adopts_the_terms_of_reference_of_every_delegation(case: CaseData) -> None:
    instrument = case.instruments["uppdragsbeskrivningar"]
    assert (instrument.adopted_by, instrument.governs, instrument.one_per) == (
        ("pkd",),
        ("delegationerna",),
        "delegationerna",
    )
    assert set(case.members_of("delegationerna")) == {"pkd", "dsh", "du"}


# -- the working committee -------------------------------------------------------------------------------------------


def test_the_working_committee_has_7_members_and_7_substitutes_from_pkd(case: CaseData) -> None:
    assert [(s.kind, s.count, s.drawn_from) for s in case.seats_of("pkd-au")] == [
        ("member", 7, "pkd"),
        ("substitute", 7, "pkd"),
    ]
    assert case.measure_organ("pkd-au") == Size(7, 7)


def test_the_working_committee_prepares_all_matters_for_pkd(bundled: Graph) -> None:
    (answer,) = who(bundled, "prepares_for", "PKD")
    assert (answer.source, answer.line["deontic"], answer.line["extent"]) == (f"{ID}.pkd-au", "none", "all")


def test_that_pkd_appoints_its_committee_is_stated_and_that_the_municipalities_do_is_inferred(bundled: Graph) -> None:
    found = {(a.source, a.line["basis"]) for a in who(bundled, "appoints", "PKD AU")}
    assert found == {(f"{ID}.pkd", "stated"), (f"{ID}.kommunerna", "inferred")}


# -- DSH and DU ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("organ", "number"), [("dsh", 17), ("du", 15)])
def test_a_sectoral_delegation_has_a_number_and_no_more(case: CaseData, organ: str, number: int) -> None:
    (seat,) = case.seats_of(organ)
    assert (seat.count, seat.per_member, seat.drawn_from, seat.appointed_by) == (number, None, "kommunerna", None)


@pytest.mark.parametrize("organ", ["DSH", "DU"])
def test_a_sectoral_delegation_has_no_stated_chair(bundled: Graph, organ: str) -> None:
    assert silence(who(bundled, "leads", organ)) == "not_stated"
    assert {seat["kind"] for seat in show(bundled, organ).fields["seats"]} == {"member"}


@pytest.mark.parametrize("organ", ["DU", "DSH", "SRU", "BSR", "PKD AU"])
def test_an_organ_that_nobody_informs(bundled: Graph, organ: str) -> None:
    answers = who(bundled, "informs", organ)
    assert (len(answers), silence(answers)) == (0, "not_stated")


def test_du_is_informed_by_nobody_at_any_date_or_status(bundled: Graph) -> None:
    assert len(who(bundled, "informs", "DU", everything=True, expand=True)) == 0


@pytest.mark.parametrize("organ", ["DU", "DSH"])
def test_who_appoints_a_sectoral_delegation_is_only_inferred(bundled: Graph, organ: str) -> None:
    assert [(a.source, a.line["basis"], a.via) for a in who(bundled, "appoints", organ)] == [
        (f"{ID}.kommunerna", "inferred", f"{ID}.verksamhetsdelegationerna")
    ]


def test_further_delegations_are_a_possibility_that_reaches_none_of_the_two(bundled: Graph) -> None:
    (line,) = [line for *_, line in bundled.edges(data=True) if line["record"] == f"{ID}.vidare-delegationer"]
    assert (line["extent"], line["from"]) == ("further", f"{ID}.unspecified--vidare-delegationer")
    assert line["id"] not in {a.line["id"] for a in who(bundled, "appoints", "DU", everything=True, expand=True)}


# -- who informs whom ------------------------------------------------------------------------------------------------


def test_pkd_is_informed_by_each_area_and_by_somebody_who_is_not_named(bundled: Graph) -> None:
    assert ends(who(bundled, "informs", "PKD")) == [
        ("samverkansomradena", "pkd"),
        ("unspecified--ska-informeras", "pkd"),
    ]


def test_the_duty_to_inform_pkd_has_no_stated_holder(bundled: Graph) -> None:
    duties = [a for a in who(bundled, "informs", "PKD") if a.line["deontic"] == "must"]
    assert [bundled.nodes[a.source]["kind"] for a in duties] == ["unspecified"]


def test_the_areas_inform_plainly(bundled: Graph) -> None:
    (answer,) = [a for a in who(bundled, "informs", "PKD") if a.source == f"{ID}.samverkansomradena"]
    assert (answer.line["deontic"], answer.line["holder_as"]) == ("none", "each")


def test_expanded_each_of_the_six_areas_informs_pkd(bundled: Graph) -> None:
    found = holders(who(bundled, "informs", "PKD", expand=True))
    assert found == {*AREAS, "unspecified--ska-informeras"}


def test_the_chief_executives_network_is_informed_by_the_same_two(bundled: Graph) -> None:
    assert holders(who(bundled, "informs", "Kommunchefsnätverk")) == holders(who(bundled, "informs", "PKD"))


def test_pkd_informs_nobody(bundled: Graph) -> None:
    assert silence(whom(bundled, "PKD", "informs")) == "not_stated"


def test_no_municipality_is_informed_by_anyone(bundled: Graph) -> None:
    assert silence(who(bundled, "informs", f"{ID}.kommunerna")) == "not_stated"


# -- the region's organs ---------------------------------------------------------------------------------------------


def test_sru_has_no_municipal_seats(bundled: Graph, case: CaseData) -> None:
    origins = [seat.drawn_from for seat in case.seats_of("sru")]
    assert origins == ["bsr", "run"]
    assert {case.side_of(str(origin)) for origin in origins} == {"regional"}
    assert holders(who(bundled, "sends_members_to", "SRU")) == {"bsr", "run"}


def test_sru_has_7_and_6_members_and_states_no_total(case: CaseData) -> None:
    assert [seat.count for seat in case.seats_of("sru")] == [7, 6]
    assert (case.stated_size("sru"), case.measure_organ("sru")) == (None, Size(13, 13))


def test_sru_is_no_formal_organ(case: CaseData) -> None:
    assert case.actors["sru"].formal is False


def test_sru_stands_on_the_regional_side(case: CaseData) -> None:
    assert case.side_of("sru") == "regional"


def test_sru_has_no_stated_task(bundled: Graph) -> None:
    assert card(bundled, "sru")["mandates"] == []
    assert silence(whom(bundled, "SRU", "any")) == "not_stated"


def test_bsr_has_7_members_and_is_appointed_by_the_regional_assembly(bundled: Graph, case: CaseData) -> None:
    assert case.stated_size("bsr") == 7
    assert holders(who(bundled, "appoints", "BSR")) == {"regionfullmaktige"}


def test_bsr_is_inside_the_agreement_and_formal(case: CaseData) -> None:
    assert (case.actors["bsr"].scope, case.actors["bsr"].formal) == ("inside", True)


def test_the_assembly_adopts_the_bylaws_of_bsr(case: CaseData) -> None:
    instrument = case.instruments["bsr-reglemente"]
    assert (instrument.kind, instrument.adopted_by, instrument.governs) == ("bylaws", ("regionfullmaktige",), ("bsr",))


def test_the_size_of_the_development_committee_is_not_stated(case: CaseData) -> None:
    assert (case.stated_size("run"), case.measure_organ("run").why_unknown) == (None, "composition_not_stated")


def test_three_bodies_invite_each_other(bundled: Graph, case: CaseData) -> None:
    assert case.members_of("inblandade-organ") == ("bsr", "run", "pkd")
    assert ends(whom(bundled, "PKD", "invites", expand=True)) == [("pkd", "bsr"), ("pkd", "run")]


# -- officials -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("network", NETWORKS)
def test_a_network_has_15_chiefs_and_every_municipality_must_be_represented(case: CaseData, network: str) -> None:
    chiefs, represented = case.seats_of(network)
    assert (chiefs.count, chiefs.per_member, chiefs.deontic) == (15, None, None)
    assert (represented.count, represented.represents, represented.deontic) == (None, ("kommunerna",), "must")
    assert case.measure_organ(network) == Size(15, 15)


def test_officials_prepare_for_delegations_only_as_a_kind(bundled: Graph) -> None:
    (line,) = [line for *_, line in bundled.edges(data=True) if line["record"] == f"{ID}.natverken-bereder"]
    assert (line["from"], line["to"], line["pairs"]) == (
        f"{ID}.tjanstepersonsnatverken",
        f"{ID}.delegationerna",
        "class",
    )


@pytest.mark.parametrize("organ", ["DU", "DSH"])
def test_no_network_is_paired_with_a_delegation(bundled: Graph, organ: str) -> None:
    answers = who(bundled, "prepares_for", organ, everything=True, expand=True)
    assert (len(answers), silence(answers)) == (0, "of_kind")


def test_the_development_director_leads_the_chief_executives_network_alone(bundled: Graph) -> None:
    assert ends(whom(bundled, f"{ID}.utvecklingsdirektoren", "leads")) == [
        ("utvecklingsdirektoren", "kommunchefsnatverket")
    ]


@pytest.mark.parametrize("network", NETWORKS[1:])
def test_the_other_networks_have_no_stated_leader(bundled: Graph, network: str) -> None:
    assert silence(who(bundled, "leads", f"{ID}.{network}")) == "not_stated"


@pytest.mark.parametrize("network", NETWORKS)
def test_the_administration_coordinates_a_network_possibly(bundled: Graph, network: str) -> None:
    assert [(a.source, a.holds) for a in who(bundled, "coordinates", f"{ID}.{network}")] == [(f"{ID}.ruf", "possibly")]


def test_one_network_must_exist(case: CaseData) -> None:
    found = [(m.holder, m.deontic) for m in case.mandates.values() if m.aim == "must_exist"]
    assert found == [(("kommunchefsnatverket",), "must")]


# -- outside the agreement -------------------------------------------------------------------------------------------


def test_the_regional_leadership_meeting_lies_outside_and_is_led_by_the_chair_of_the_board(bundled: Graph) -> None:
    (answer,) = who(bundled, "leads", "regionledningsmöte")
    assert (answer.source, answer.line["scope"]) == (f"{ID}.regionstyrelsens-ordforande", "outside")


def test_health_and_social_care_lies_outside(case: CaseData) -> None:
    assert case.actors["samverkansform-vard-omsorg"].scope == "outside"


# -- areas, topics, money --------------------------------------------------------------------------------------------


def test_there_are_six_areas_and_their_number_is_not_stated(case: CaseData) -> None:
    assert case.members_of("samverkansomradena") == AREAS
    assert case.actors["samverkansomradena"].number is None


def test_no_network_is_linked_to_an_area(bundled: Graph) -> None:
    lines = [line for *_, line in bundled.edges(data=True) if line["verb"] == "linked_to" and line["case"] == ID]
    assert lines == []


def items(case: CaseData, name: str) -> list[str]:
    topics = [topic for topic in case.topics.values() if topic.list == name]
    return [str(topic.name.sv) for topic in sorted(topics, key=lambda topic: topic.order or 0)]


def test_the_strategys_six_priorities_are_counted_and_never_listed(case: CaseData) -> None:
    assert (case.topic_lists["rus-prioriteringar"].count, items(case, "rus-prioriteringar")) == (6, [])


def test_the_strategys_three_directions_stand_in_order(case: CaseData) -> None:
    assert case.topic_lists["rus-inriktningar"].count == 3
    assert [name.split()[-1].lower() for name in items(case, "rus-inriktningar")] == [
        "region",
        "inkludering",
        "omställningen",
    ]


def test_cooperation_is_financed_in_three_forms(case: CaseData) -> None:
    assert case.topic_lists["finansieringsformer"].count == len(items(case, "finansieringsformer")) == 3


@pytest.mark.parametrize(
    ("content", "number"),
    [
        ("smart-innehall", 4),
        ("naringsliv-innehall", 2),
        ("nara-innehall", 3),
        ("livsmiljo-innehall", 3),
        ("halsa-innehall", 5),
        ("kompetens-innehall", 5),
    ],
)
def test_the_content_of_an_area_stands_item_by_item(case: CaseData, content: str, number: int) -> None:
    orders = [topic.order for topic in case.topics.values() if topic.list == content]
    assert orders == list(range(1, number + 1))


@pytest.mark.parametrize("party", ["kommunerna", "region"])
def test_both_parties_govern_and_finance_the_structure_as_one(bundled: Graph, party: str) -> None:
    for verb in ("governs", "finances"):
        found = [a.line for a in whom(bundled, f"{ID}.{party}", verb) if a.target == f"{ID}.samverkansstrukturen"]
        assert len(found) == 1
        assert {found[0]["from"], *found[0]["with"]} == {f"{ID}.kommunerna", f"{ID}.region"}


def test_nobody_is_named_who_reviews_the_agreement(bundled: Graph) -> None:
    answers = who(bundled, "reviews", case=ID)
    assert len(answers) == 3
    assert all(source.startswith("unspecified--") for source in holders(answers))


# -- the whole -------------------------------------------------------------------------------------------------------


def test_no_duty_is_laid_on_the_municipalities(case: CaseData) -> None:
    duties = {m.holder for m in case.mandates.values() if m.deontic == "must"}
    assert ("kommunerna",) not in duties


def test_there_is_no_negative_line_and_no_ban(bundled: Graph, case: CaseData) -> None:
    assert [line for line in bundled.graph["negatives"] if line["case"] == ID] == []
    assert not [m for m in case.mandates.values() if m.deontic == "may_not"]


def test_a_question_after_the_agreement_is_not_covered(bundled: Graph) -> None:
    assert silence(who(bundled, "informs", "PKD", at="2030")) == "not_covered"
    assert silence(who(bundled, "prepares_for", "PKD", at="2022")) == "not_covered"


def test_no_person_is_named() -> None:
    folder = data_root() / ID
    text = "\n".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert not [name for name in ("Fjellström", "Mona-Lisa", "Bäckman") if name in text]
