"""The graph: nodes are actors, edges are lines, each a statement; nothing is merged, expanded or invented."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CASE, SOUND, Coded
from govgraph import load_graph, who, whom
from govgraph.graph import Graph
from govgraph.lines import Line

NODE_KEYS = [
    "id",
    "case",
    "name",
    "name_en",
    "abbreviation",
    "kind",
    "class",
    "tier",
    "side",
    "formal",
    "number",
    "size",
    "open",
    "part_of",
    "attached_to",
    "functions",
    "status",
    "scope",
    "basis",
    "mode",
    "negative",
    "valid",
]
LINE_KEYS = [
    "id",
    "case",
    "from",
    "to",
    "record",
    "record_type",
    "projected_from",
    "verb",
    "family",
    "aim",
    "aim_en",
    "deontic",
    "status",
    "scope",
    "basis",
    "mode",
    "negative",
    "holder_as",
    "toward_as",
    "pairs",
    "any",
    "extent",
    "count",
    "object",
    "object_en",
    "condition",
    "condition_en",
    "constraint",
    "constraint_en",
    "with",
    "valid",
    "from_earliest",
    "from_latest",
    "to_earliest",
    "to_latest",
    "from_open",
    "to_open",
    "sources",
    "cues",
]


def lines_of(graph: Graph, **wanted: object) -> list[Line]:
    """The lines that have the given attributes."""
    return [line for *_, line in graph.edges(data=True) if all(line[key] == value for key, value in wanted.items())]


def ids_of(graph: Graph, **wanted: object) -> list[str]:
    return [line["id"] for line in lines_of(graph, **wanted)]


# -- nodes -----------------------------------------------------------------------------------------------------------


def test_the_graph_is_networkx_own(sound_graph: Graph) -> None:
    assert type(sound_graph) is nx.MultiDiGraph


def test_nodes_are_actors_in_the_order_of_the_file_then_unspecified_ones(sound_graph: Graph) -> None:
    actors = [f"{CASE}.{actor}" for actor in sound_graph.graph["dataset"].cases[CASE].actors]
    unspecified = [f"{CASE}.unspecified--rr-informeras", f"{CASE}.unspecified--vidare"]
    assert list(sound_graph) == [*actors, *unspecified]


def test_every_node_has_every_attribute_as_a_scalar(sound_graph: Graph) -> None:
    for node, attributes in sound_graph.nodes(data=True):
        assert set(NODE_KEYS) <= set(attributes), node
        assert all(value is None or isinstance(value, str | int | bool) for value in attributes.values()), node


def test_a_node_has_the_fields_of_its_actor(sound_graph: Graph) -> None:
    node = sound_graph.nodes[f"{CASE}.rr"]
    assert [
        node[key] for key in ("name", "name_en", "abbreviation", "kind", "class", "tier", "side", "formal", "size")
    ] == [
        "Regionala rådet",
        "the Regional Council",
        "RR",
        "consultation",
        "organ",
        "political",
        "joint",
        False,
        9,
    ]


def test_what_is_not_stated_is_none(sound_graph: Graph) -> None:
    node = sound_graph.nodes[f"{CASE}.aby"]
    assert [node[key] for key in ("name_en", "abbreviation", "tier", "formal", "size", "number")] == [None] * 6


def test_references_of_a_node_are_global(sound_graph: Graph) -> None:
    assert sound_graph.nodes[f"{CASE}.hamnkontoret"]["part_of"] == f"{CASE}.region"
    assert sound_graph.nodes[f"{CASE}.rr-ordforande"]["attached_to"] == f"{CASE}.rr"


def test_an_unspecified_end_is_a_node_of_its_own_for_each_statement(coded: Coded) -> None:
    graph = coded("{holder: unspecified, aim: informs, toward: a}", "{holder: b, aim: informs, toward: unspecified}")
    assert list(graph)[-2:] == ["small.unspecified--m1", "small.unspecified--m2"]
    node = graph.nodes["small.unspecified--m1"]
    assert [node[key] for key in ("kind", "class", "name", "name_en")] == [
        "unspecified",
        None,
        "(ej angivet)",
        "(not stated)",
    ]
    assert set(NODE_KEYS) <= set(node)


# -- lines -----------------------------------------------------------------------------------------------------------


def test_every_line_has_every_attribute(sound_graph: Graph) -> None:
    for *_, line in sound_graph.edges(data=True):
        assert set(LINE_KEYS) <= set(line), line["id"]


def test_every_value_of_a_line_is_plain(sound_graph: Graph) -> None:
    plain = (str, int, bool, type(None))
    for *_, line in sound_graph.edges(data=True):
        for key, value in line.items():
            items = value if isinstance(value, tuple) else (value,)
            assert all(isinstance(item, plain) for item in items), (line["id"], key)


def test_the_key_of_an_edge_is_the_id_of_its_line(sound_graph: Graph) -> None:
    for source, target, key, line in sound_graph.edges(keys=True, data=True):
        assert (line["id"], line["from"], line["to"]) == (key, source, target)


@pytest.mark.parametrize(
    ("mandate", "expected"),
    [
        pytest.param("x: {holder: a, aim: informs, toward: b}", ["small.x--a--informs--b"], id="one"),
        pytest.param(
            "x: {holder: [a, c], aim: informs, toward: b}",
            ["small.x--a--informs--b", "small.x--c--informs--b"],
            id="one-for-each-holder",
        ),
        pytest.param(
            "x: {holder: a, aim: informs, toward: [b, c]}",
            ["small.x--a--informs--b", "small.x--a--informs--c"],
            id="one-for-each-receiver",
        ),
        pytest.param(
            "x: {holder: a, with: c, aim: informs, toward: b}", ["small.x--a--informs--b"], id="joint-holders-have-one"
        ),
        pytest.param(
            "x: {holder: a, aim: informs, toward: g, toward_as: each}",
            ["small.x--a--informs--g"],
            id="stored-at-the-group",
        ),
        pytest.param(
            "x: {holder: g, aim: informs, toward: each-other}", ["small.x--g--informs--each-other"], id="each-other"
        ),
        pytest.param(
            "x: {holder: unspecified, aim: informs, toward: b}",
            ["small.x--unspecified--informs--b"],
            id="unspecified-holder",
        ),
        pytest.param(
            "x: {holder: a, aim: informs, toward: unspecified}",
            ["small.x--a--informs--unspecified"],
            id="unspecified-receiver",
        ),
        pytest.param("x: {holder: a, aim: {sv: möta}, toward: b}", ["small.x--a--other--b"], id="free-words"),
        pytest.param("x: {holder: a, aim: decides}", [], id="no-receiver-no-line"),
        pytest.param("x: {holder: a, aim: informs, toward: b, negative: true}", [], id="a-negative-is-no-line"),
        pytest.param("x: {holder: a, aim: informs, toward: b, deontic: may_not}", [], id="a-ban-is-no-line"),
        pytest.param(
            "x: {holder: a, aim: informs, toward: b, status: proposed}",
            ["small.x--a--informs--b"],
            id="a-proposal-is-a-line",
        ),
        pytest.param(
            "x: {holder: a, aim: informs, toward: b, mode: practice}",
            ["small.x--a--informs--b"],
            id="practice-is-a-line",
        ),
    ],
)
def test_a_mandate_makes_lines(coded: Coded, mandate: str, expected: list[str]) -> None:
    assert ids_of(coded(mandate), projected_from="mandate") == expected


def test_negatives_and_bans_are_kept_beside_the_lines(coded: Coded) -> None:
    graph = coded(
        "{holder: a, aim: informs, toward: b, negative: true}", "{holder: a, aim: leads, toward: b, deontic: may_not}"
    )
    assert [line["id"] for line in graph.graph["negatives"]] == ["small.m1--a--informs--b", "small.m2--a--leads--b"]


def test_two_lines_of_one_verb_between_the_same_organs_stay_two(coded: Coded) -> None:
    graph = coded(
        "{holder: a, aim: informs, toward: b, object: plans}", "{holder: a, aim: informs, toward: b, object: budgets}"
    )
    assert graph.number_of_edges("small.a", "small.b") == 2
    assert [answer.line["object"] for answer in who(graph, "informs", "small.b")] == ["plans", "budgets"]


def test_the_same_line_in_two_periods_is_two(coded: Coded) -> None:
    graph = coded(
        "{holder: a, aim: informs, toward: b, valid: 2024}", "{holder: a, aim: informs, toward: b, valid: 2026}"
    )
    assert [line["valid"] for line in lines_of(graph, verb="informs")] == ["2024", "2026"]


def test_a_reciprocal_act_is_a_line_from_a_group_to_itself(coded: Coded) -> None:
    (line,) = lines_of(coded("{holder: g, aim: consults, toward: each-other}"), verb="consults")
    assert (line["from"], line["to"], line["holder_as"], line["toward_as"]) == ("small.g", "small.g", "each", "each")


def test_free_words_toward_a_counterpart_are_the_verb_other(coded: Coded) -> None:
    (line,) = lines_of(coded("{holder: a, aim: {sv: möta, en: meet with}, toward: b}"), verb="other")
    assert (line["family"], line["aim"], line["aim_en"]) == ("other", "möta", "meet with")


def test_a_plain_statement_has_the_deontic_none(coded: Coded) -> None:
    (line,) = lines_of(coded("{holder: a, aim: informs, toward: b}"), verb="informs")
    assert line["deontic"] == "none"


def test_a_line_cites_every_source_and_cue(sound_graph: Graph) -> None:
    (line,) = lines_of(sound_graph, record=f"{CASE}.rr-ledamoter")
    assert line["sources"] == (f"{CASE}.avtal",)
    assert line["cues"] == ("Rådet består av 9 ledamöter", "Varje kommun utser 3 ledamöter i rådet")


def test_a_line_belongs_to_the_family_of_its_verb(sound_graph: Graph) -> None:
    verbs = sound_graph.graph["dataset"].vocabulary.verbs
    assert all(line["family"] == verbs[line["verb"]].family for *_, line in sound_graph.edges(data=True))


# -- time ------------------------------------------------------------------------------------------------------------

SIX = ("from_earliest", "from_latest", "to_earliest", "to_latest", "from_open", "to_open")


@pytest.mark.parametrize(
    ("valid", "expected"),
    [
        pytest.param(
            "", ("2024-01-01", "2024-01-01", "2027-12-31", "2027-12-31", False, False), id="what-the-source-covers"
        ),
        pytest.param(
            ", valid: 2025", ("2025-01-01", "2025-01-01", "2025-12-31", "2025-12-31", False, False), id="its-own-year"
        ),
        pytest.param(", valid: 2025-21/..", ("2025-03-01", "2025-05-31", None, None, False, True), id="since-spring"),
        pytest.param(", valid: /2025", (None, None, "2025-12-31", "2025-12-31", False, False), id="unknown-beginning"),
    ],
)
def test_a_line_has_six_values_of_time(coded: Coded, valid: str, expected: tuple[object, ...]) -> None:
    (line,) = lines_of(coded(f"{{holder: a, aim: informs, toward: b{valid}}}"), verb="informs")
    assert tuple(line[key] for key in SIX) == expected


def test_two_sources_make_the_default_validity_their_union(coded: Coded) -> None:
    graph = coded(
        "{holder: a, aim: informs, toward: b, evidence: [words, {source: memo, cue: words}]}",
        sources="{id: text, title: T, publisher: P, kind: agreement, covers: 2024/2025}\n"
        "{id: memo, title: M, publisher: P, kind: memo, covers: 2026/2027}",
    )
    (line,) = lines_of(graph, verb="informs")
    assert (line["from_earliest"], line["to_latest"]) == ("2024-01-01", "2027-12-31")


def test_a_source_without_covers_carries_a_line_only_possibly(coded: Coded) -> None:
    graph = coded("{holder: a, aim: informs, toward: b}", sources="{id: text, title: T, publisher: P, kind: memo}")
    assert [answer.holds for answer in who(graph, "informs", "small.b")] == ["possibly"]


# -- seats, structure, events ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seat", "expected"),
    [
        pytest.param("{organ: a, from: b, count: 4}", [("b", "a", 4, None)], id="a-count"),
        pytest.param("{organ: a, from: b, count: all}", [("b", "a", "all", None)], id="all"),
        pytest.param("{organ: a, from: b}", [("b", "a", None, None)], id="no-number"),
        pytest.param("{organ: a, from: g, count: 4}", [("g", "a", 4, "jointly")], id="from-a-group"),
        pytest.param("{organ: a, from: g, per_member: 2}", [("g", "a", None, "each")], id="from-each-member"),
        pytest.param("{organ: a, from: a, count: 1, role: chair, kind: chair}", [], id="from-the-organ-itself"),
        pytest.param("{organ: a, role: chair}", [("chair", "a", None, None)], id="in-a-role"),
        pytest.param("{organ: a, appointed_by: b, count: 3}", [], id="from-nowhere"),
        pytest.param("{organ: a, from: b, negative: true}", [], id="a-negative"),
    ],
)  # fmt: skip
def test_a_seat_is_projected_with_its_count(coded: Coded, seat: str, expected: list[tuple[object, ...]]) -> None:
    actors = (
        "a: {name: A, kind: board}\nb: {name: B, kind: board}\nchair: {name: Chair, kind: political-role}\n"
        "g: {name: G, kind: political-organs, members: b}"
    )
    graph = coded(actors=actors, seats=f"s: {seat}")
    found = [
        (line["from"].removeprefix("small."), line["to"].removeprefix("small."), line["count"], line["holder_as"])
        for line in lines_of(graph, verb="sends_members_to")
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("line", "projected_from"),
    [
        (f"{CASE}.hamnkontoret--hamnkontoret--part_of--region", "structure"),
        (f"{CASE}.au-aby--au-aby--attached_to--aby", "structure"),
        (f"{CASE}.rr-ordforande--rr-ordforande--attached_to--rr", "structure"),
        (f"{CASE}.utskotten--utskotten--attached_to--kommunerna", "structure"),
        (f"{CASE}.kommunerna--aby--member_of--kommunerna", "membership"),
        (f"{CASE}.sammanslagningen--region--succeeds--landstinget", "event"),
        (f"{CASE}.hamnbytet--hamnkontoret--succeeds--hamnforbundet", "event"),
    ],
)
def test_structure_is_read_from_fields_and_events(sound_graph: Graph, line: str, projected_from: str) -> None:
    (found,) = lines_of(sound_graph, id=line)
    assert (found["family"], found["projected_from"]) == ("structure", projected_from)


def test_a_renaming_makes_no_line(sound_graph: Graph) -> None:
    assert lines_of(sound_graph, record=f"{CASE}.namnbytet") == []


def test_any_leaves_structure_out(sound_graph: Graph) -> None:
    assert all(answer.line["family"] != "structure" for answer in who(sound_graph, "any", "RR", everything=True))


# -- order -----------------------------------------------------------------------------------------------------------


def test_two_readings_of_a_dataset_give_the_same_graph_in_the_same_order(sound_graph: Graph) -> None:
    again = load_graph(SOUND)
    assert list(again.nodes(data=True)) == list(sound_graph.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(sound_graph.edges(keys=True, data=True))


LABELS = ["a", "b", "c", "g", "m", "o"]
MANDATES = st.lists(
    st.tuples(
        st.sampled_from(LABELS),
        st.sampled_from(["informs", "reports_to", "cooperates_with"]),
        st.sampled_from(LABELS),
        st.sampled_from(["each", "jointly"]),
    ).filter(lambda parts: parts[0] != parts[2]),
    max_size=6,
    unique_by=lambda parts: parts[:3],
)


def write_mandate(number: int, parts: tuple[str, str, str, str], names: dict[str, str]) -> str:
    holder, verb, toward, applies = parts
    ends = [f"{key}: {applies}" for key, end in (("holder_as", holder), ("toward_as", toward)) if end == "g"]
    fields = [f"holder: {names[holder]}", f"aim: {verb}", f"toward: {names[toward]}", *ends]
    return f"x{number}: {{{', '.join(fields)}}}"


def write_actors(names: dict[str, str]) -> list[str]:
    rows = [f"{names[label]}: {{name: {names[label].upper()}1, kind: board}}" for label in LABELS if label != "g"]
    return [*rows, f"{names['g']}: {{name: G1, kind: political-organs, members: [{names['m']}, {names['o']}]}}"]


def ask_all(graph: Graph, names: dict[str, str]) -> set[tuple[Any, ...]]:
    """Every answer about every actor, under the labels that the actors had."""
    label = {f"small.{name}": was for was, name in names.items()}
    found = set()
    for expand in (False, True):
        for node, was in label.items():
            for direction, answers in (
                ("in", who(graph, "any", node, expand=expand)),
                ("out", whom(graph, node, "any", expand=expand)),
            ):
                for a in answers:
                    ends = (was, label[a.source], label[a.target or ""], label.get(a.via or ""))
                    found.add((expand, direction, *ends, a.line["verb"], a.holds))
    return found


@settings(max_examples=15)
@given(mandates=MANDATES, data=st.data())
def test_the_order_of_files_does_not_change_answers(coded: Coded, mandates: list[Any], data: st.DataObject) -> None:
    names = {label: label for label in LABELS}
    rows = [write_mandate(number, parts, names) for number, parts in enumerate(mandates)]
    actors = write_actors(names)
    as_coded = ask_all(coded(*rows, actors="\n".join(actors)), names)
    shuffled = coded(*data.draw(st.permutations(rows)), actors="\n".join(data.draw(st.permutations(actors))))
    assert ask_all(shuffled, names) == as_coded


@settings(max_examples=15)
@given(mandates=MANDATES, data=st.data())
def test_other_ids_do_not_change_answers(coded: Coded, mandates: list[Any], data: st.DataObject) -> None:
    names = {label: label for label in LABELS}
    other = dict(zip(LABELS, data.draw(st.permutations([f"z{label}" for label in LABELS])), strict=True))
    graphs = [
        coded(*(write_mandate(i, parts, new) for i, parts in enumerate(mandates)), actors="\n".join(write_actors(new)))
        for new in (names, other)
    ]
    assert ask_all(graphs[0], names) == ask_all(graphs[1], other)


def test_a_second_case_does_not_change_the_answers_of_the_first(sound: Any) -> None:
    import shutil

    before = [answer.line["id"] for answer in who(load_graph(sound), "any", "RR", case=CASE)]
    shutil.copytree(sound / CASE, sound / "granby")
    assert [answer.line["id"] for answer in who(load_graph(sound), "any", "RR", case=CASE)] == before


def test_an_aligned_actor_carries_the_functions_that_it_was_judged_to_play(sound_graph: Graph) -> None:
    assert sound_graph.nodes[f"{CASE}.rr"]["functions"] == "broad-political-forum"
    assert sound_graph.nodes[f"{CASE}.rr-ordforande"]["functions"] is None
