"""Cases side by side: what each cell says, in which state, and on what it rests."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from conftest import Broken, Coded, Run, read_folder
from govgraph import Matrix, UnknownNameError, UsageError, compare, load_graph, write_matrix
from govgraph.draw.grid import lay_out_matrix
from govgraph.features import MEASURES, NumberFeature
from govgraph.graph import Graph
from govgraph.matrix import Cell, build_matrix, show_matrix, show_matrix_markdown, tell_cell
from govgraph.measures import STATES
from govgraph.numbers import NUMBERS
from govgraph.webpage import build_page

VB, VR, OG, MS = "vasterbotten", "varmland", "ostergotland", "malarstader"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def matrix(bundled: Graph) -> Matrix:
    return compare(bundled)


def cell_of(graph: Graph, feature: str, case: str = "small", at: str | None = None) -> Cell:
    return compare(graph, case, at=at, features=[feature]).cells[feature, case]


# -- the four cases, read against their texts --------------------------------------------------------------------------

NONE = "not stated (no such actor)"
CELLS = [
    ("members-per-municipality", VB, "stated", "2"),
    ("members-per-municipality", VR, "stated", "2"),
    ("members-per-municipality", OG, "stated", "at least 1"),
    ("members-per-municipality", MS, "not_stated", NONE),
    ("size-stated", VB, "stated", "30"),
    ("size-stated", VR, "not_stated", "not stated"),
    ("size-computed", VB, "stated", "30"),
    ("size-computed", VR, "not_stated", "not stated (unknown: the number of the group is not stated)"),
    ("size-computed", OG, "not_stated", "not stated (unknown: the number of the group is not stated)"),
    ("regional-seats", VB, "stated", "none: all 30 from kommunerna i Västerbottens län"),
    ("regional-seats", VR, "stated", "presidierna i regionens styrelse och nämnder (as a whole)"),
    ("regional-seats", OG, "stated", "presidiet från RÖ (as a whole)"),
    ("opposition", VR, "stated", "as a suggestion, no rule: from the opposition"),
    ("opposition", VB, "not_stated", "not stated"),
    ("who-appoints-members", VB, "stated", "kommunerna i Västerbottens län (2 from each)"),
    ("who-appoints-members", VR, "stated", "Värmlands kommuner (1 from each)"),
    ("who-chairs", VB, "stated", "chair: from among its members; vice chair: from among its members"),
    ("who-chairs", VR, "not_stated", "not stated"),
    ("minimum-meetings", OG, "stated", "at least 2 times per year"),
    ("minimum-meetings", VR, "not_stated", "not stated"),
    ("meetings", VR, "practice", "practice: regularly and digitally, extra meetings too"),
    ("working-committee", VB, "stated", "PKD AU: 7"),
    ("working-committee", OG, "stated", "AU: at least 2"),
    ("working-committee", VR, "former", "formerly: Ordföranderådet"),
    ("chairs-forum", VR, "stated", "Ordföranderådet"),
    ("chairs-forum", OG, "not_stated", NONE),
    ("consultations", VB, "stated", "SRU; outside the agreement: samverkansform vård och omsorg"),
    ("chief-executives-group", VB, "stated", "Kommunchefsnätverk: 15"),
    ("chief-executives-group", VR, "stated", "Direktörsberedningen"),
    ("sector-officials-networks", VB, "stated", "Skolchefsnätverk: 15; Socialchefsnätverk: 15"),
    ("secretariat", VB, "stated", "regionala utvecklingsförvaltningen"),
    ("secretariat", OG, "proposed", "only proposed or planned: RÖ"),
    ("external-guests", VR, "inferred", "inferred: externa parter; practice: gästerna vid mötena; länsstyrelsen"),
    ("sector-health", VB, "stated", "DSH"),
    ("sector-health", VR, "stated", "hälso- och sjukvårdsforum"),
    ("sector-health", OG, "stated", "Samrådet för vård- och omsorg"),
    ("sector-education", VB, "stated", "DU"),
    (
        "sector-education", OG, "stated",
        ("Samrådet för företagande; only proposed or planned: samrådsgrupp för utbildnings-, skol- och "
        "kompetensförsörjningsfrågor"),
    ),
    ("sector-culture", VB, "not_stated", NONE),
    ("sector-transport", VR, "stated", "kollektivtrafik- och regionalt utvecklingsforum"),
    ("sector-business", VR, "not_stated", NONE),
    ("sector-planning", OG, "stated", "Samrådet för samhällsplanering"),
    ("officials-preparation", VB, "of_kind", "said of the kind: tjänstepersonsnätverken → delegationerna"),
    ("officials-preparation", VR, "unspecified", "Direktörsberedningen → (not stated)"),
    (
        "officials-preparation", OG, "proposed",
        "only proposed or planned: ledningsgrupperna (each) → (not stated) (may)",
    ),
    ("officials-preparation", MS, "not_stated", "not stated"),
    ("political-preparation", VB, "stated", "PKD AU → PKD; inferred: inblandade förtroendepersonsorgan → (not stated)"),
    (
        "duty-to-inform", VB, "unspecified",
        ("(not stated) → Kommunchefsnätverk, PKD: developments in regional development that are important or raise a "
        "principle"),
    ),
    ("duty-to-inform", VR, "not_stated", "not stated"),
    ("duty-to-inform", OG, "not_stated", "not stated"),
    ("recommendations", VB, "stated", "PKD → kommunerna i Västerbottens län (each), Region Västerbotten: decisions"),
    ("recommendations", OG, "not_stated", "not stated"),
    ("condition-of-recommendations", VB, "stated", "where it is judged that decisions should be joint"),
    ("who-decides", VB, "not_stated", "not stated"),
    ("who-decides", OG, "inferred", "inferred: kommunerna and/or RÖ: what is in its own power but concerns others"),
    (
        "who-decides", MS, "stated",
        ("4 Mälarstäder (each): on the project, politically; kommunen som leder projektet: the project model; kommunen "
        "som leder projektet: the model for sharing staff"),
    ),
    ("not-decided-jointly", VB, "stated_not", "stated not to be so: SRU: no formal organ"),
    (
        "not-decided-jointly", VR, "stated_not",
        "stated not to be so: Ordföranderådet: formal decisions; samverkansstrukturen: no formal organ",
    ),
    (
        "who-leads", VB, "stated",
        ("regionala utvecklingsdirektören → Kommunchefsnätverk; outside the agreement: Regionstyrelsens ordförande → "
        "regionledningsmöte"),
    ),
    ("administrative-support", OG, "proposed", "only proposed or planned: RÖ → samverkansstrukturen"),
    ("law", VB, "stated", "lagen (2010:630) om regionalt utvecklingsansvar"),
    ("law", OG, "not_stated", "not stated"),
    ("agreement", MS, "stated", "avsiktsförklaringen (period not stated)"),
    (
        "agreement", VB, "stated",
        ("Överenskommelse om samverkan för regional utveckling 2023–2026 (2023–2026); individuella samverkansavtal "
        "(period not stated); formerly: samverkansöverenskommelsen 2019–2022 (2019–2022)"),
    ),
    ("parties", MS, "stated", "avsiktsförklaringen: 4 Mälarstäder (Enköping, Strängnäs, Eskilstuna, Västerås)"),
    ("parties", VR, "inferred", "inferred: Samverkansavtal Värmland: parterna (Värmlands kommuner, Region Värmland)"),
    (
        "adopts-terms", VB, "stated",
        "reglementet för BSR: Regionfullmäktige; delegationernas uppdragsbeskrivningar: PKD",
    ),
    ("financing-forms", VR, "not_stated", "not stated"),
    ("priorities", VR, "stated", "the relation to Norway; infrastructure; good and close care; skills supply"),
    ("priorities", VB, "stated", "the strategy's priorities: 6, not listed"),
    ("evaluations", MS, "inferred", "inferred: the project, with evaluation"),
    ("evaluated", VR, "practice", "practice: Samverkansavtal Värmland (at the latest 2021-06-30)"),
    (
        "predecessors", OG, "stated",
        "Landstinget i Östergötland + ÖSTSAM → RÖ (at the latest 2016-11-29)",
    ),
    ("renamings", OG, "not_stated", "not stated"),
    ("procedures", VB, "not_stated", "not stated"),
    ("only-proposed", VB, "not_stated", "not stated"),
    ("only-proposed", VR, "proposed", "only proposed or planned: 1 list; 3 topics; 4 statements; 1 event"),
    ("outside", VB, "outside", "outside the agreement: 7 actors; 1 topic; 3 statements"),
    ("outside", VR, "not_stated", "not stated"),
    ("ei-index-tiers", VR, "stated", "-0.50"),
    ("ei-index-tiers", MS, "not_stated", "too few lines (under five pairs) for a number"),
    ("information-reach", VR, "inferred", "inferred: externa parter → Värmlandsrådet: 1"),
    ("articulation-points", VB, "stated", "samverkansområdena, PKD"),
]  # fmt: skip


@pytest.mark.parametrize(("feature", "case", "state", "told"), CELLS, ids=lambda value: value if "-" in value else "")
def test_a_cell_says_what_the_text_does(matrix: Matrix, feature: str, case: str, state: str, told: str) -> None:
    cell = matrix.cells[feature, case]
    assert (cell.state, tell_cell(cell, "en")) == (state, told)


AT = [
    ("sector-health", VR, "2021-03-01", "other_date", "another date: hälso- och sjukvårdsforum"),
    ("sector-health", VR, "2022-06-15", "stated", "hälso- och sjukvårdsforum"),
    ("members-per-municipality", VB, "2010", "not_covered", "date not covered"),
    ("members-per-municipality", OG, "2019", "stated", "at least 1 (possibly)"),
    ("minimum-meetings", VR, "2030", "not_covered", "date not covered"),
    ("minimum-meetings", VR, "2020-05", "not_stated", "not stated"),
    ("predecessors", VR, "2018-12-31", "other_date",
     ("another date: Landstinget i Värmland + Region Värmland Kommunalförbund + Värmlandstrafik AB + Karlstadsbuss → "
     "Region Värmland (2019-01-01)")),
    ("law", VB, "2024-05-01", "stated", "lagen (2010:630) om regionalt utvecklingsansvar"),
]  # fmt: skip


@pytest.mark.parametrize(("feature", "case", "at", "state", "told"), AT)
def test_a_cell_says_what_held_at_a_date(
    bundled: Graph, feature: str, case: str, at: str, state: str, told: str
) -> None:
    cell = cell_of(bundled, feature, case, at)
    assert (cell.state, tell_cell(cell, "en", dated=True)) == (state, told)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_cell_has_a_state_and_what_is_said_has_evidence(matrix: Matrix, lang: str) -> None:
    for feature in build_matrix(matrix, lang)["features"]:
        for cell in feature["cells"].values():
            assert cell["state"] in STATES
            said = cell["state"] not in {"not_stated", "not_covered"}
            assert said == bool(cell["evidence"]) == bool(cell["facts"]) == (cell["value"] is not None), feature["id"]
            assert len(cell["evidence"]) >= 1 or not said


def test_a_number_is_given_as_one(matrix: Matrix) -> None:
    assert matrix.cells["size-stated", VB].value("en") == 30
    assert matrix.cells["members-per-municipality", OG].value("en") == "at least 1"
    assert matrix.cells["ei-index-tiers", VR].value("en") == -0.5
    assert matrix.cells["size-stated", VR].value("en") is None


def test_words_come_in_both_languages(matrix: Matrix) -> None:
    cell = matrix.cells["officials-preparation", OG]
    assert tell_cell(cell, "sv") == "bara förslag eller plan: ledningsgrupperna (var för sig) → (ej angivet) (får)"


# -- each measure on an invented case, in each state -------------------------------------------------------------------

ACTORS = """
kommuner: {name: kommunerna, kind: municipalities, side: municipal, number: 4}
region: {name: Regionen, kind: region, side: regional}
a: {name: A, kind: council, tier: political}
b: {name: B, kind: board, tier: political}
natverk: {name: N, kind: officials-network, tier: official}
"""
FORUM = "f: {actor: a, function: broad-political-forum}\n"
AXES = {
    "": "stated",
    "basis: inferred": "inferred",
    "mode: practice": "practice",
    "status: proposed": "proposed",
    "status: planned": "proposed",
    "status: former": "former",
    "scope: outside": "outside",
    "negative: true": "stated_not",
    "valid: 2020": "other_date",
    "status: proposed, scope: outside": "outside",
    "basis: inferred, negative: true": "stated_not",
    "status: proposed, negative: true": "proposed",
}
# feature, the file of the one fact that it rests on, that fact, and what the cell then says
MEASURED: dict[str, tuple[str, str, str, str]] = {
    "seats": ("members-per-municipality", "seats", "organ: a, per_member: 2, from: kommuner", "2"),
    "size": ("size-stated", "seats", "organ: a, count: 7, from: kommuner", "7"),
    "mandates": ("recommendations", "mandates", "holder: a, aim: recommends_to, toward: b", "A → B"),
    "meetings": (
        "minimum-meetings", "mandates", "holder: a, aim: meets, times: {at_least: 2, per: P1Y}",
        "at least 2 times per year",
    ),
    "instruments": ("law", "instruments", "name: Lagen, kind: law", "Lagen"),
    "topics": ("financing-forms", "topics", "name: {en: fees}, kind: financing_form", "fees"),
    "procedures": ("procedures", "procedures", "name: {en: P}, steps: [{en: begin}, {en: end}]", "P: 1 begin; 2 end"),
}  # fmt: skip


def code_fact(coded: Coded, file: str, fact: str, axis: str = "") -> Graph:
    row = ", ".join(filter(None, (fact, axis)))
    mandates = [f"x: {{{row}}}"] if file == "mandates" else []
    files = {} if file == "mandates" else {file: f"x: {{{row}}}"}
    return coded(*mandates, actors=ACTORS, alignment=FORUM, **files)


@pytest.mark.parametrize("axis", AXES)
@pytest.mark.parametrize("measure", MEASURED)
def test_a_measure_tells_the_state_of_its_fact(coded: Coded, measure: str, axis: str) -> None:
    feature, file, fact, told = MEASURED[measure]
    cell = cell_of(code_fact(coded, file, fact, axis), feature)
    assert cell.state == AXES[axis]
    assert [item.words["en"] for item in cell.items] == [told]


@pytest.mark.parametrize("axis", [axis for axis in AXES if "negative" not in axis])
def test_an_actor_is_there_as_its_record_says(coded: Coded, axis: str) -> None:
    rows = f"w: {{name: AU, kind: working-committee, {axis}}}\n".replace(", }", "}")
    graph = coded(actors=ACTORS + rows, alignment="f: {actor: w, function: working-committee}\n")
    assert cell_of(graph, "working-committee").state == AXES[axis]


def test_a_function_that_rests_on_a_proposal_is_only_proposed(coded: Coded) -> None:
    graph = coded(
        "x: {holder: region, aim: supports, toward: a, status: proposed}",
        actors=ACTORS, alignment="f: {actor: region, function: secretariat, rests_on: x}\n",
    )  # fmt: skip
    assert tell_cell(cell_of(graph, "secretariat"), "en") == "only proposed or planned: Regionen"


def test_a_former_function_is_told_as_such_and_answers_nothing_else(coded: Coded) -> None:
    graph = coded(
        actors=ACTORS, alignment="f: {actor: a, function: broad-political-forum, status: former}\n",
        seats="s: {organ: a, count: 7, from: kommuner}\n",
    )  # fmt: skip
    assert cell_of(graph, "size-stated").state == "not_stated"


@pytest.mark.parametrize(
    ("mandates", "feature", "state", "told"),
    [
        (["{holder: natverk, aim: prepares_for, toward: unspecified}"], "officials-preparation", "unspecified",
         "N → (not stated)"),
        (["{holder: unspecified, aim: informs, toward: a, deontic: must}"], "duty-to-inform", "unspecified",
         "(not stated) → A"),
        (["{holder: natverk, aim: prepares_for, toward: unspecified, status: proposed}"], "officials-preparation",
         "proposed", "only proposed or planned: N → (not stated)"),
        (["{holder: a, aim: recommends_to, toward: b}", "{holder: a, aim: recommends_to, toward: b, negative: true}"],
         "recommendations", "contradictory", "contradictory: A → B; stated not to be so: A → B"),
        (["{holder: a, aim: recommends_to, toward: b}", "{holder: b, aim: recommends_to, toward: a, negative: true}"],
         "recommendations", "stated", "A → B; stated not to be so: B → A"),
        (["{holder: a, aim: informs, toward: b, deontic: may}"], "informs", "stated", "A → B (may)"),
        (["{holder: a, aim: informs, toward: b, deontic: may}"], "duty-to-inform", "not_stated", "not stated"),
        (["{holder: a, aim: informs, toward: b, deontic: may_not}"], "informs", "stated_not",
         "stated not to be so: A → B"),
        (["{holder: [a, b], aim: leads, toward: natverk, any: holder}"], "who-leads", "stated", "A and/or B → N"),
        (["{holder: kommuner, holder_as: each, aim: decides}"], "who-decides", "not_stated", "not stated"),
        (["{holder: a, aim: recommends_to, toward: b, condition: {en: at need}}"], "condition-of-recommendations",
         "stated", "at need"),
        (["{holder: a, aim: recommends_to, toward: b}"], "condition-of-recommendations", "not_stated",
         "not stated (no condition is stated)"),
        (["{holder: a, aim: decides, negative: true}", "{holder: b, aim: decides, negative: true, status: proposed}"],
         "not-decided-jointly", "stated_not", "stated not to be so: A; only proposed or planned: B"),
        (["{holder: a, aim: takes_position}"], "recommendations", "stated", "A"),
    ],
)  # fmt: skip
def test_a_cell_on_statements(coded: Coded, mandates: list[str], feature: str, state: str, told: str) -> None:
    cell = cell_of(coded(*mandates, actors=ACTORS, alignment=FORUM), feature)
    assert (cell.state, tell_cell(cell, "en")) == (state, told)


def test_what_is_said_of_the_kind_pairs_nobody(coded: Coded) -> None:
    actors = ACTORS + "gn: {name: GN, kind: officials-networks, tier: official}\ngd: {name: GD, kind: delegations}\n"
    graph = coded("{holder: gn, aim: prepares_for, toward: gd, pairs: class}", actors=actors)
    assert tell_cell(cell_of(graph, "officials-preparation"), "en") == "said of the kind: GN → GD"


def test_that_an_organ_is_no_formal_one_is_a_denial_about_deciding(coded: Coded) -> None:
    graph = coded(actors=ACTORS + "s: {name: S, kind: council, formal: false}\n")
    assert tell_cell(cell_of(graph, "not-decided-jointly"), "en") == "stated not to be so: S: no formal organ"


@pytest.mark.parametrize(
    ("seats", "feature", "told"),
    [
        ("s: {organ: a, per_member: 1, from: kommuner}\nt: {organ: a, per_member: 1, from: kommuner, appointed_by: b}",
         "members-per-municipality", "2"),
        ("s: {organ: a, per_member: {at_least: 1}, from: kommuner}\nt: {organ: a, per_member: 1, from: kommuner}",
         "members-per-municipality", "at least 2"),
        ("s: {organ: a, per_member: 1, from: kommuner}\nt: {organ: a, per_member: 1, from: kommuner, basis: inferred}",
         "members-per-municipality", "1; inferred: 1"),
        ("s: {organ: a, per_member: 2, from: kommuner}", "size-computed", "8"),
        ("s: {organ: a, count: 3, from: region}\nt: {organ: a, at_least: 2, from: kommuner}", "size-computed",
         "at least 5"),
        ("s: {organ: a, count: all, from: b}", "size-computed",
         "not stated (unknown: the size of the body is not stated)"),
        ("s: {organ: a, count: 8, from: kommuner}", "regional-seats", "none: all 8 from kommunerna"),
        ("s: {organ: a, count: 8, per_member: 2, from: kommuner}\nt: {organ: a, count: 2, from: region}",
         "regional-seats", "Regionen (2)"),
        ("s: {organ: a, at_least: 8, from: kommuner}", "regional-seats", "not stated"),
        ("s: {organ: a, per_member: 2, from: kommuner, kind: substitute}", "members-per-municipality", "not stated"),
        ("s: {organ: a, count: 1, from: a, kind: chair}", "who-chairs", "chair: from among its members"),
    ],
)  # fmt: skip
def test_a_cell_on_seats(coded: Coded, seats: str, feature: str, told: str) -> None:
    assert tell_cell(cell_of(coded(actors=ACTORS, alignment=FORUM, seats=seats), feature), "en") == told


def test_several_actors_of_one_function_are_named(coded: Coded) -> None:
    alignment = FORUM + "g: {actor: b, function: broad-political-forum}\n"
    seats = "s: {organ: a, count: 7, from: kommuner}\nt: {organ: b, count: 9, from: kommuner}"
    assert (
        tell_cell(cell_of(coded(actors=ACTORS, alignment=alignment, seats=seats), "size-stated"), "en") == "A: 7; B: 9"
    )


@pytest.mark.parametrize(
    ("event", "at", "state"),
    [
        ("kind: renamed, of: a, from: Old, to: A, date: 2020", None, "stated"),
        ("kind: renamed, of: a, from: Old, to: A, date: 2020", "2019", "other_date"),
        ("kind: renamed, of: a, from: Old, to: A, date: '[2024-02-01..2024-05-01]'", "2024-03", "stated"),
        ("kind: renamed, of: a, from: Old, to: A, date: 2020, mode: practice", None, "practice"),
        ("kind: renamed, of: a, from: Old, to: A, date: 2025, status: planned", None, "proposed"),
    ],
)
def test_what_has_happened_stays_so(coded: Coded, event: str, at: str | None, state: str) -> None:
    assert cell_of(coded(actors=ACTORS, events=f"e: {{{event}}}"), "renamings", at=at).state == state


@pytest.mark.parametrize(("axis", "feature"), [("status: planned", "only-proposed"), ("scope: outside", "outside")])
def test_facts_of_a_status_or_scope_are_counted(coded: Coded, axis: str, feature: str) -> None:
    graph = coded(f"{{holder: a, aim: informs, toward: b, {axis}}}", actors=ACTORS)
    cell = cell_of(graph, feature)
    assert [item.words["en"] for item in cell.items] == ["1 statement"]
    assert cell_of(coded(actors=ACTORS), feature).state == "not_stated"


def test_every_number_of_the_module_can_be_a_feature() -> None:
    assert set(get_args(NumberFeature.model_fields["number"].annotation)) == set(NUMBERS)


def test_every_measure_is_named_by_a_feature(bundled: Graph) -> None:
    features = bundled.graph["dataset"].vocabulary.features.values()
    assert {feature.measure for feature in features} == set(MEASURES)


# -- laws --------------------------------------------------------------------------------------------------------------

UNRELATED = {
    "mandates": "{holder: natverk, aim: convenes, toward: b}",
    "topics": "name: {en: w}, kind: challenge",
    "instruments": "name: W, kind: report",
    "events": "kind: founded, of: b, date: 2024",
    "actors": "name: W, kind: company",
    "seats": "organ: b, count: 2, from: region",
}


def read_cells(graph: Graph) -> dict[str, tuple[str, str]]:
    matrix = compare(graph, "small")
    return {
        feature.id: (matrix.cells[feature.id, "small"].state, tell_cell(matrix.cells[feature.id, "small"], "en"))
        for feature in matrix.features
        if feature.theme != "numbers"  # which count whatever there is
    }


@pytest.mark.parametrize("file", UNRELATED)
def test_an_unrelated_fact_changes_no_cell(coded: Coded, file: str) -> None:
    fact = UNRELATED[file]
    known: dict[str, Any] = {
        "alignment": FORUM, "seats": "s: {organ: a, per_member: 2, from: kommuner}\n", "actors": ACTORS,
        "instruments": "i: {name: L, kind: law}\n", "topics": "t: {name: {en: fees}, kind: financing_form}\n",
        "events": "e: {kind: evaluated, of: i, date: 2024}\n",
    }  # fmt: skip
    mandates = ["{holder: a, aim: recommends_to, toward: b}"]
    before = read_cells(coded(*mandates, **known))
    if file == "mandates":
        after = read_cells(coded(*mandates, fact, **known))
    else:
        after = read_cells(coded(*mandates, **{**known, file: known[file] + f"w: {{{fact}}}\n"}))
    assert after == before


def test_a_case_reads_the_same_alone_and_beside_others(bundled: Graph, matrix: Matrix) -> None:
    for case in (VB, MS):
        alone = compare(bundled, case)
        assert all(alone.cells[key].state == matrix.cells[key].state for key in alone.cells)
        assert all(tell_cell(alone.cells[key], "sv") == tell_cell(matrix.cells[key], "sv") for key in alone.cells)


def test_cases_stand_in_the_order_asked_for_and_features_in_that_of_the_file(bundled: Graph) -> None:
    asked = compare(bundled, VR, OG, features=["law", "forum"])
    assert [case.id for case in asked.cases] == [VR, OG]
    assert [feature.id for feature in asked.features][:2] == ["members-per-municipality", "size-stated"]
    assert asked.features[-1].id == "law"


# -- what is written ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_table_is_a_hundred_wide_and_loses_nothing(matrix: Matrix, lang: str) -> None:
    shown = show_matrix(matrix, lang, width=100)
    assert max(map(len, shown.splitlines())) <= 100
    told = "".join(read_columns(shown))
    for cell in matrix.cells.values():
        assert squeeze(tell_cell(cell, lang)) in told


def read_columns(shown: str) -> list[str]:
    """What stands in each column of the tables, with neither spaces nor hyphens."""
    found = []
    for table in shown.split("\n\n"):
        lines = table.splitlines()
        ruled = next((line for line in lines if re.fullmatch(r"-+(  -+)+", line)), None)
        if ruled is not None:
            spans = [found.span() for found in re.finditer("-+", ruled)]
            found += [squeeze("".join(line[start:end] for line in lines)) for start, end in spans]
    return found


def squeeze(text: str) -> str:
    return re.sub(r"[\s-]", "", text)


def test_a_long_word_is_broken_where_a_compound_is_joined(matrix: Matrix) -> None:
    assert "samverkans-" in show_matrix(matrix, "sv", width=100)


def test_the_csv_has_a_row_a_cell_that_spreadsheets_read(run: Run) -> None:
    out = run("compare", VR, VB, "--features", "forum", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert out.startswith("\ufefftheme,feature,label,unit,case,value,state,")
    assert len(rows) == 2 * 9
    assert (rows[0]["case"], rows[0]["value"], rows[0]["facts"], rows[0]["interpretation"]) == (VR, "2", "2", "true")


RISKY = '=SUM(A1) | B & "C"'


@pytest.fixture
def risky(coded: Coded) -> Matrix:
    """A comparison of a case whose one law has a name that spreadsheets, Markdown and HTML would read as their own."""
    graph = coded(actors=ACTORS, instruments=f"i: {{name: {{sv: '{RISKY}'}}, kind: law}}")
    return compare(graph, features=["law"])


def test_a_name_that_looks_like_a_formula_is_text_everywhere(risky: Matrix, tmp_path: Path) -> None:
    for suffix in (".xlsx", ".csv"):
        write_matrix(risky, tmp_path / f"c{suffix}")
    book = load_workbook(tmp_path / "c.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == RISKY]
    assert len(cells) == 2
    assert {(cell.data_type, cell.quotePrefix) for cell in cells} == {("s", True)}
    assert f"'{RISKY}".replace('"', '""') in (tmp_path / "c.csv").read_text(encoding="utf-8")
    assert r"=SUM(A1) \| B & " in show_matrix_markdown(risky, "en")
    assert "=SUM(A1) | B &amp; &#34;C&#34;" in build_page(risky, "en")


def test_the_workbook_has_numbers_as_numbers(matrix: Matrix, tmp_path: Path) -> None:
    write_matrix(matrix, tmp_path / "c.xlsx", lang="sv")
    book = load_workbook(tmp_path / "c.xlsx")
    assert book.sheetnames == ["Jämförelse", "Celler", "Tillstånd"]
    rows = {row[1]: row[2:] for row in book["Jämförelse"].iter_rows(values_only=True)}
    assert rows["storlek som anges †"][-1] == 30
    assert len(list(book["Celler"].iter_rows())) == 1 + len(matrix.cells)
    assert [row[0] for row in book["Tillstånd"].iter_rows(min_row=2, values_only=True)] == list(STATES)


class Page(HTMLParser):
    """Counts the elements of a page, its cells by state, and what it would fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.states: list[str] = []
        self.fetched: list[str] = []
        self.cues: list[str] = []
        self._in_cue = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self._in_cue = tag == "q"
        if tag == "td":
            self.states.append(given["data-state"] or "")
        self.fetched += [value or "" for key, value in attrs if key in {"src", "href"}]

    def handle_data(self, data: str) -> None:
        if self._in_cue:
            self.cues.append(data)
            self._in_cue = False


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_each_cell_of_the_page_opens_to_its_evidence(matrix: Matrix, lang: str) -> None:
    text = build_page(matrix, lang)
    page = Page(text)
    assert page.states == [matrix.cells[f.id, case.id].state for f in matrix.features for case in matrix.cases]
    assert page.tags.count("details") == sum(bool(cell.items) for cell in matrix.cells.values())
    cited = {e.cue for cell in matrix.cells.values() for fact in cell.records for e in fact.evidence}
    assert set(page.cues) == cited
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert page.fetched == []
    assert "url(" not in text


def read_figure(matrix: Matrix, lang: str = "en", width: float = 180) -> ET.Element:
    return ET.fromstring(
        lay_out_matrix(matrix, lang, width_mm=width).svg.removeprefix('<?xml version="1.0" encoding="UTF-8"?>')
    )


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("width", [120, 180, 260])
def test_the_figure_keeps_inside_its_page_and_above_six_points(matrix: Matrix, lang: str, width: float) -> None:
    from govgraph.layout.letters import measure_text

    root = read_figure(matrix, lang, width)
    _, _, right, bottom = map(float, root.attrib["viewBox"].split())
    for text in root.iter(f"{SVG}text"):
        size = float(text.attrib["font-size"])
        assert size >= 6
        wide = measure_text(text.text or "", size, bold="font-weight" in text.attrib)
        assert float(text.attrib["x"]) + wide <= right + 0.5, text.text
        assert float(text.attrib["y"]) <= bottom
    assert len(list(root.iter(f"{SVG}title"))) == 1 + len(matrix.cells)


def test_states_are_told_apart_by_shape_alone(matrix: Matrix) -> None:
    drawn: dict[str, set[str]] = {}
    for group in read_figure(matrix).iter(f"{SVG}g"):
        if group.attrib.get("class") in {"cell", "entry"}:
            marks = [mark for mark in group if mark.attrib.get("class") == "mark"]
            shape = [(path.attrib["d"], path.attrib["fill"], path.attrib.get("stroke-dasharray")) for path in marks[0]]
            drawn.setdefault(group.attrib["data-state"], set()).add(str(shape))
    assert all(len(shapes) == 1 for shapes in drawn.values())
    assert len({shape for shapes in drawn.values() for shape in shapes}) == len(drawn) >= 9


def test_the_same_matrix_gives_the_same_bytes(bundled: Graph, matrix: Matrix, tmp_path: Path) -> None:
    for suffix in (".svg", ".pdf", ".png", ".html", ".md", ".json", ".csv"):
        for name, one in (("one", matrix), ("two", compare(bundled))):
            write_matrix(one, tmp_path / f"{name}{suffix}")
        assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes(), suffix


def test_several_outputs_come_of_one_comparison(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("compare", "-o", "a.md", "-o", "a.json")
    assert ran.out.split() == ["a.md", "a.json"]
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["schema"] == 1


# -- bad input ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--features", "laww"], "no feature 'laww'; did you mean 'law'?"),
        (["varmlnd"], "no case 'varmlnd'; did you mean 'varmland'?"),
        (["varmland", "varmland"], "the same case twice"),
        (["--at", "2021-02-30"], "2021-02-30"),
        (["-o", "x.docx"], "cannot write x.docx: no format '.docx'; use .xlsx"),
    ],
)
def test_what_is_typed_wrong_is_refused(
    run: Run, words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("compare", *words)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []


FEATURE = """- id: own
  theme: forum
  label: {sv: eget, en: own}
  definition: {sv: Eget., en: One's own.}
"""


def write_features(folder: Path, rows: str) -> None:
    (folder / "vocabulary").mkdir(exist_ok=True)
    (folder / "vocabulary" / "features.yaml").write_text(FEATURE + rows, encoding="utf-8")


def test_a_feature_of_ones_own_needs_no_code(sound: Path) -> None:
    write_features(sound, "  measure: instruments\n  kind: strategy\n  show: name\n")
    graph = load_graph(sound)
    found = compare(graph, features=["own"])
    assert [feature.id for feature in found.features] == ["own"]
    assert {cell.state for cell in found.cells.values()} <= set(STATES)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("  measure: instrument\n", ":5:12: no measure 'instrument'; did you mean 'instruments'?"),
        ("", ":1:3: key 'measure' is missing"),
        (
            "  measure: size\n  function: broad-political-forum\n  how: stated\n  side: joint\n",
            ":8:3: unknown key 'side'",
        ),
        ("  measure: size\n  function: broad-forum\n  how: stated\n", ":6:13: no function 'broad-forum'; did you mean"),
        ("  measure: size\n  function: broad-political-forum\n  how: guessed\n", ":7:8: how 'guessed' is not one of"),
        ("  measure: actors\n  function: sector-organ\n  field: helth\n", ":7:10: no field 'helth'"),
        (
            "  measure: mandates\n  aim: infroms\n  show: holder\n",
            ":6:8: no verb or aim 'infroms'; did you mean 'informs'?",
        ),
        ("  measure: number\n  number: ei_indx\n", ":6:11: number 'ei_indx' is not one of"),
        (
            "  measure: instruments\n  kind: laww\n  show: name\n",
            ":6:9: no instrument kind 'laww'; did you mean 'law' or 'bylaws'?",
        ),
    ],
)
def test_a_wrong_feature_is_named_at_its_place(sound: Path, run: Run, rows: str, said: str) -> None:
    write_features(sound, rows)
    before = read_folder(sound)
    ran = run("check", "--datasets", sound.name)
    assert ran.status == 1
    assert f"vocabulary/features.yaml{said}" in ran.out
    assert read_folder(sound) == before


def test_a_theme_that_is_not_there_is_refused(sound: Path, run: Run) -> None:
    write_features(sound, "  measure: procedures\n")
    path = sound / "vocabulary" / "features.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("theme: forum", "theme: form"), encoding="utf-8")
    assert "features.yaml:2:10: no theme 'form'; did you mean 'forum'?" in run("check", "--datasets", sound.name).out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  fields: regional-development\n", "  fields: regional-developmnt\n", "no field 'regional-developmnt'"),
        ("  rests_on: rr-ledamoter\n", "  rests_on: rr-ledamot\n", "'rr-ledamot'"),
    ],
)
def test_a_field_or_ground_that_is_not_there_is_refused(broken: Broken, old: str, new: str, said: str) -> None:
    found = broken(old, new, "alignment.yaml")
    assert len(found) == 1
    assert said in found[0]


def test_python_refuses_as_the_command_line_does(bundled: Graph) -> None:
    with pytest.raises(UnknownNameError, match="no feature"):
        compare(bundled, features=["nothing-such"])
    with pytest.raises(UsageError, match="twice"):
        compare(bundled, VB, VB)
