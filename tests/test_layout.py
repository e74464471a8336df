"""What is drawn, how labels are measured and wrapped, and that lines are placed and routed as promised."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from itertools import combinations, pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govgraph.cases import CaseData
from govgraph.errors import UnknownNameError, UsageError
from govgraph.layout import Scene, Wire, build_scene
from govgraph.layout.lattice import Cell, Lattice
from govgraph.layout.letters import measure_text, wrap_text
from govgraph.layout.refine import Refinement, Room
from govgraph.layout.tracks import order_tracks
from govgraph.records import Case, Source
from govgraph.shapes import Text
from govgraph.vocabulary import ActorClass, Family, Verb, Vocabulary

CLASSES = {"organisation": "#fff3cd", "organ": "#dce9f7", "network": "#e2f3e5", "role": "#eeeeee", "group": "#fff3cd"}
FAMILIES = {"information": "#00695c", "preparation": "#005b9a", "authority": "#8a1c55", "participation": "#222222"}
VERBS = {  # id: label, family, arrowhead, symmetric
    "informs": ("informerar", "information", "dot", False),
    "reports_to": ("rapporterar till", "information", "triangle", False),
    "raises_in": ("lyfter frågor i", "information", "chevron", False),
    "prepares_for": ("bereder för", "preparation", "triangle", False),
    "recommends_to": ("rekommenderar", "preparation", "diamond-open", False),
    "advises": ("är sakkunnig åt", "preparation", "dot-open", False),
    "appoints": ("utser", "authority", "diamond", False),
    "governs": ("styr", "authority", "square", False),
    "decides_for": ("beslutar för", "authority", "bar", False),
    "subordinate_to": ("är underställd", "authority", "triangle-open", False),
    "sends_members_to": ("sänder ledamöter till", "participation", "arrow", False),
    "anchors_in": ("förankrar i", "participation", "square-open", False),
    "cooperates_with": ("samverkar med", "participation", "none", True),
    "ranks_equal_with": ("är jämbördig med", "participation", "bar", True),
    "part_of": ("är del av", "structure", "triangle-open", False),
    "member_of": ("ingår i gruppen", "structure", "arrow", False),
    "other": ("gör annat mot", "other", "arrow", False),
}


def build_vocabulary() -> Vocabulary:
    def text(words: str) -> Text:
        return Text(sv=words, en=words)

    families = {**FAMILIES, "structure": "#5f5f5f", "other": "#a04500"}
    verbs = {
        verb: Verb.model_validate({
            "id": verb, "label": text(label), "inverse": text(f"{label} omvänt"), "infinitive": text(label),
            "definition": text(label), "family": family, "arrowhead": head, "symmetric": symmetric,
            "projected": family == "structure",
        })
        for verb, (label, family, head, symmetric) in VERBS.items()
    }  # fmt: skip
    return Vocabulary(
        families={i: Family(id=i, label=text(i), definition=text(i), colour=colour) for i, colour in families.items()},
        verbs=verbs,
        classes={
            i: ActorClass.model_validate({"id": i, "label": text(i), "definition": text(i), "fill": fill})
            for i, fill in CLASSES.items()
        },
        kinds={}, aims={}, instrument_kinds={}, functions={}, fields={}, themes={}, features={},
    )  # fmt: skip


Actors = Iterable[tuple[str, str, str | None, str | None, str | None]]  # id, name, class, tier, side
Lines = Iterable[tuple[str, str, str, dict[str, Any]]]  # holder, verb, receiver, what differs from the default


def build_graph(actors: Actors, lines: Lines, *, title: str = "Påhittad region") -> nx.MultiDiGraph[str]:
    """A graph as `load_graph` gives it, of invented actors; the case is `made`."""
    vocabulary = build_vocabulary()
    case = Case.model_validate({
        "name": {"sv": title, "en": "Invented region"}, "kind": "region", "period": "2023/2026", "coders": "x",
        "default_source": "s",
    })  # fmt: skip
    source = Source.model_validate({
        "id": "s", "title": "Påhittad överenskommelse", "publisher": "Ingen", "kind": "agreement", "date": "2022",
        "covers": "2023/2026", "file": "x.txt", "sha256": "0" * 64,
    })  # fmt: skip
    cases = {"made": CaseData("made", case, vocabulary, {"s": source})}
    dataset = SimpleNamespace(vocabulary=vocabulary, version="0.0.0", sha256="0" * 64, cases=cases)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(dataset=dataset)
    for actor, name, class_, tier, side in actors:
        attributes = {
            "id": f"made.{actor}", "case": "made", "name": name, "name_en": None if class_ else "(not stated)",
            "kind": class_ or "unspecified", "class": class_, "tier": tier, "side": side, "abbreviation": None,
            "number": None, "functions": None, "status": "adopted", "scope": "inside", "negative": False,
        }  # fmt: skip
        graph.add_node(f"made.{actor}", **attributes)
    for n, (holder, verb, receiver, changes) in enumerate(lines):
        line = {
            "id": f"made.r{n}--{holder}--{verb}--{receiver}", "case": "made", "verb": verb, "family": VERBS[verb][1],
            "status": "adopted", "basis": "stated", "mode": "rule", "scope": "inside", "deontic": None,
            **dict.fromkeys(("count", "seat", "extent", "pairs", "any")),
            **{key: None for name in ("aim", "object", "condition", "constraint") for key in (name, f"{name}_en")},
            "valid": "2023/2026", "valid_own": False,
            "sources": ("made.s",), "with": (), "cues": ("bereder alla ärenden",),
            **changes,
        }  # fmt: skip
        graph.add_edge(f"made.{holder}", f"made.{receiver}", key=line["id"], **line)
    return graph


P, M, O = "political", "mixed", "official"  # noqa: E741
ACTORS: list[tuple[str, str, str | None, str | None, str | None]] = [
    ("kommuner", "kommunerna i det påhittade länet", "group", None, "municipal"),
    ("kf", "Kommunfullmäktige", "organ", P, "municipal"),
    ("ks", "Kommunstyrelsen", "organ", P, "municipal"),
    ("del", "Påhittade delegationen", "organ", P, "municipal"),
    ("au", "Påhittade delegationens arbetsutskott", "organ", P, "municipal"),
    ("dir", "kommundirektörer", "group", O, "municipal"),
    ("samrad", "Samråd för påhittad utveckling", "organ", P, "joint"),
    ("beredning", "Gemensam beredning", "organ", M, "joint"),
    ("natverk", "Påhittade nätverket", "network", O, "joint"),
    ("skolnat", "Skolchefsnätverket", "network", O, "joint"),
    ("natverken", "tjänstepersonsnätverken", "group", O, "joint"),
    ("rf", "Regionfullmäktige", "organ", P, "regional"),
    ("nämnd", "Regionala utvecklingsnämnden", "organ", P, "regional"),
    ("rs", "Regionstyrelsen", "organ", P, "regional"),
    ("ordf", "Regionstyrelsens ordförande", "role", P, "regional"),
    ("forv", "regionala utvecklingsförvaltningen", "organisation", O, "regional"),
    ("lst", "Länsstyrelsen", "organisation", O, "state"),
    ("ensam", "Organ utan linjer", "organ", P, "joint"),
    ("unspecified--a", "(ej angivet)", None, None, None),
    ("unspecified--b", "(ej angivet)", None, None, None),
    ("medlem", "Organ i gruppen", "organ", P, "joint"),
    ("bolag", "Bolag utan linjer", "organisation", None, "external"),
]
LINES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("kommuner", "sends_members_to", "del", {"count": 30}),
    ("kommuner", "appoints", "del", {}),
    ("del", "recommends_to", "kommuner", {"deontic": "may"}),
    ("del", "appoints", "au", {}),
    ("au", "prepares_for", "del", {"deontic": "must", "object": "samtliga ärenden", "object_en": "all matters"}),
    ("kf", "appoints", "ks", {}),
    ("ks", "governs", "dir", {}),
    ("dir", "sends_members_to", "natverk", {"count": "all"}),
    ("dir", "reports_to", "ks", {}),
    ("natverk", "prepares_for", "samrad", {"status": "proposed"}),
    ("skolnat", "advises", "samrad", {"basis": "inferred"}),
    ("natverken", "informs", "samrad", {"mode": "practice"}),
    ("samrad", "informs", "nämnd", {"status": "proposed"}),
    ("nämnd", "informs", "samrad", {}),
    ("nämnd", "raises_in", "samrad", {}),
    ("nämnd", "anchors_in", "beredning", {"status": "planned"}),
    ("rf", "appoints", "rs", {}),
    ("rf", "appoints", "nämnd", {}),
    ("rf", "decides_for", "nämnd", {}),
    ("rs", "sends_members_to", "samrad", {"count": 7}),
    ("ordf", "informs", "beredning", {}),
    ("beredning", "prepares_for", "samrad", {}),
    ("forv", "prepares_for", "nämnd", {}),
    ("forv", "subordinate_to", "nämnd", {}),
    ("forv", "cooperates_with", "natverken", {}),
    ("forv", "informs", "skolnat", {}),
    ("lst", "cooperates_with", "forv", {}),
    ("lst", "advises", "rs", {"status": "proposed", "basis": "inferred"}),
    ("unspecified--a", "informs", "del", {"deontic": "must"}),
    ("unspecified--b", "appoints", "natverken", {}),
    ("kommuner", "cooperates_with", "kommuner", {}),
    ("samrad", "ranks_equal_with", "beredning", {}),
    ("del", "ranks_equal_with", "nämnd", {}),
    ("rs", "governs", "forv", {}),
    ("ks", "other", "natverk", {"aim": "uppvaktar", "aim_en": "petitions"}),
    ("kf", "informs", "rf", {"status": "former"}),
    ("kf", "informs", "ks", {"valid": "2015/2018", "valid_own": True}),
    ("au", "part_of", "del", {}),
    ("medlem", "member_of", "natverken", {}),
]


def build_sound() -> nx.MultiDiGraph[str]:
    return build_graph(ACTORS, LINES)


@pytest.fixture(scope="module")
def scene() -> Scene:
    return build_scene(build_sound(), "made")


def wires_of(scene: Scene) -> tuple[Wire, ...]:
    return scene.panels[0].wires


def boxes_of(scene: Scene) -> set[str]:
    return {box.id.removeprefix("made.") for box in scene.panels[0].boxes}


def test_every_line_is_drawn_but_structure_former_ones_and_those_of_other_times(scene: Scene) -> None:
    drawn = {wire.id for wire in wires_of(scene)}
    left_out = {"part_of", "member_of"}
    wanted = {
        f"made.r{n}--{holder}--{verb}--{receiver}"
        for n, (holder, verb, receiver, changes) in enumerate(LINES)
        if verb not in left_out and changes.get("status") != "former" and "valid" not in changes
    }
    assert drawn == wanted
    assert len(wires_of(scene)) == len(wanted)


def test_organs_without_lines_are_drawn_but_not_members_or_organisations(scene: Scene) -> None:
    assert "ensam" in boxes_of(scene)
    assert not {"medlem", "bolag"} & boxes_of(scene)


def test_verbs_choose_lines_by_verb_and_by_family() -> None:
    chosen = build_scene(build_sound(), "made", verbs=["appoints", "information"])
    assert {wire.family for wire in wires_of(chosen)} == {"authority", "information"}
    assert {wire.verb for wire in wires_of(chosen) if wire.family == "authority"} == {"appoints"}


def test_a_choice_of_verbs_draws_only_the_ends_of_their_lines() -> None:
    assert boxes_of(build_scene(build_sound(), "made", verbs=["recommends_to"])) == {"del", "kommuner"}


def test_structure_is_drawn_where_it_is_asked_for() -> None:
    chosen = build_scene(build_sound(), "made", verbs=["structure"])
    assert [wire.verb for wire in wires_of(chosen)] == ["part_of", "member_of"]


def test_lanes_and_bands_stand_in_order_and_empty_ones_are_left_out(scene: Scene) -> None:
    panel = scene.panels[0]
    assert [lane.side for lane in panel.lanes] == ["municipal", "joint", "regional", "external", "unstated"]
    assert [band.tier for band in panel.bands] == ["political", "mixed", "official", "unstated"]
    small = build_scene(build_graph(ACTORS[1:3], []), "made").panels[0]
    assert [lane.side for lane in small.lanes] == ["municipal"]
    assert [band.tier for band in small.bands] == ["political"]


def test_the_subtitle_counts_shown_hidden_and_proposed_lines(scene: Scene) -> None:
    shown = len(wires_of(scene))
    assert (
        scene.texts[1].words == f"Organisation och linjer 2023–2026 · {shown} av {shown + 2} linjer visas, 3 föreslagna"
    )


def test_the_language_reaches_headings_names_and_legend() -> None:
    scene = build_scene(build_sound(), "made", lang="en")
    assert scene.title == "Invented region"
    assert "Municipal side" in {lane.label.words for lane in scene.panels[0].lanes}
    assert any("about: all matters" in wire.notes for wire in wires_of(scene))


def test_free_words_stand_where_no_verb_says_what_is_done(scene: Scene) -> None:
    assert [wire.title for wire in wires_of(scene) if wire.verb == "other"] == [
        "Kommunstyrelsen – uppvaktar – Påhittade nätverket"
    ]


def test_an_unknown_case_or_verb_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="no case 'mad'; did you mean 'made'"):
        build_scene(build_sound(), "mad")
    with pytest.raises(UnknownNameError, match="no verb or family 'inform'; did you mean 'informs'"):
        build_scene(build_sound(), "made", verbs=["inform"])


def test_a_case_without_anything_to_draw_is_refused() -> None:
    with pytest.raises(UsageError, match="nothing to draw"):
        build_scene(build_graph([], []), "made")


def test_too_narrow_a_width_names_one_that_does() -> None:
    graph = build_sound()
    with pytest.raises(UsageError, match=r"the boxes do not fit into 40 mm; \d+ mm would do") as caught:
        build_scene(graph, "made", width_mm=40)
    enough = int(str(caught.value).split("; ")[1].split()[0])
    assert build_scene(graph, "made", width_mm=enough).width == round(enough * 72 / 25.4, 2)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        pytest.param("Samråd för utveckling", 200, ["Samråd för utveckling"], id="one line"),
        pytest.param("Samråd för påhittad utveckling", 70, ["Samråd för", "påhittad utveckling"], id="even lines"),
        pytest.param(
            "tjänstepersonsorganisationen", 60, ["tjänstepersons-", "organisationen"], id="joint of a compound"
        ),
        pytest.param("kommunchefer/direktörer", 50, ["kommunchefer/", "direktörer"], id="own slash"),
        pytest.param("wwwwwwwwww", 30, ["wwwww-", "wwwww"], id="hard, with a hyphen"),
        pytest.param("", 30, [], id="nothing"),
    ],
)
def test_a_text_wraps(text: str, width: float, lines: list[str]) -> None:
    assert wrap_text(text, width, 6.5) == lines


def _letters(text: str) -> str:
    return "".join(text.split()).replace("-", "")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=60), st.floats(12, 120))
def test_no_wrapped_line_is_wider_than_asked(text: str, width: float) -> None:
    lines = wrap_text(text, width, 6.5)
    assert all(measure_text(line, 6.5) <= width + 1e-6 for line in lines)
    assert _letters(" ".join(lines)) == _letters(text)


def route(across: list[int], down: list[int], cells: list[Cell], ends: list[tuple[int, int]]) -> list[list[Cell]]:
    """Lead lines between boxes that stay where they are."""
    lattice = Lattice(across, down, cells)
    places = [lattice.number(cell) for cell in cells]
    room = Room(1000.0, [(20.0, 20.0)] * len(cells), [frozenset(), frozenset()], [])
    routed = Refinement(lattice, room, places, [[place] for place in places], ends)
    routed.improve(10_000)
    return [[lattice.cell(place) for place in routed.weave.trees[line][0]] for line in range(len(ends))]


def test_the_shortest_way_between_neighbours_is_straight() -> None:
    ways = route([20, 80, 20, 80, 20], [20, 24, 20], [(1, 1), (3, 1)], [(0, 1)])
    assert ways == [[(1, 1), (2, 1), (3, 1)]]


def test_a_way_goes_round_a_box_that_stands_between() -> None:
    (way,) = route([20] * 7, [20] * 3, [(1, 1), (3, 1), (5, 1)], [(0, 2)])
    assert (3, 1) not in way


def test_a_line_to_itself_leaves_and_returns_by_different_sides() -> None:
    (way,) = route([20] * 3, [20] * 3, [(1, 1)], [(0, 0)])
    assert way[1] != way[-2]
    assert way[0] == way[-1] == (1, 1)


@pytest.mark.parametrize("there", [(3, 3), (7, 3), (1, 5)])
def test_parallel_lines_get_tracks_that_do_not_cross(there: Cell) -> None:
    ways = route([20] * 9, [20] * 7, [(1, 1), there], [(0, 1)] * 4)
    assert order_tracks([[way] for way in ways]).count_crossings() == 0


@st.composite
def pictures(draw: st.DrawFn) -> tuple[list[Cell], list[tuple[int, int]]]:
    cells = draw(st.lists(st.sampled_from([(x, y) for x in (1, 3, 5, 7) for y in (1, 3, 5)]), min_size=2, unique=True))
    some = st.integers(0, len(cells) - 1)
    return cells, draw(st.lists(st.tuples(some, some), min_size=1, max_size=14))


@settings(max_examples=60, deadline=None)
@given(pictures())
def test_a_better_picture_costs_less_and_its_tracks_cross_hardly_more_than_they_must(
    picture: tuple[list[Cell], list[tuple[int, int]]],
) -> None:
    cells, ends = picture
    lattice = Lattice([20] * 9, [20] * 7, cells)
    places = [lattice.number(cell) for cell in cells]
    room = Room(1000.0, [(20.0, 20.0)] * len(cells), [frozenset(), frozenset()], [])
    routed = Refinement(lattice, room, places, [list(places) for _ in cells], ends)
    before = routed.weigh()
    routed.improve(3_000)
    assert routed.weigh() <= before
    assert sorted(routed.cells) == sorted(places)
    ways = [[lattice.cell(place) for place in routed.weave.trees[line][0]] for line in range(len(ends))]
    for way, (one, other) in zip(ways, ends, strict=True):
        assert (way[0], way[-1]) == (lattice.cell(routed.cells[one]), lattice.cell(routed.cells[other]))
        assert not set(way[1:-1]) & set(cells)
    # of some thousand pictures one in a thousand is left with one more
    assert 0 <= order_tracks([[way] for way in ways]).count_crossings() - count_forced(routed) <= 1


def count_forced(routed: Refinement) -> int:
    """Count the crossings of all lines, each against those laid before it."""
    trees, found = dict(routed.weave.trees), 0
    for line in trees:
        routed.weave.lift(line)
    for line, tree in trees.items():
        found += routed.weave.weigh(tree)[1]
        routed.weave.lay(line, tree)
    return found


def count_geometric_crossings(wires: Iterable[Wire]) -> int:
    """Count where a level and an upright piece of two lines cross, from their corners alone."""
    pieces = [(n, *piece) for n, wire in enumerate(wires) for path in wire.paths for piece in pairwise(path)]
    levels = [p for p in pieces if p[1][1] == p[2][1]]
    uprights = [p for p in pieces if p[1][0] == p[2][0]]
    return sum(
        min(a[0], b[0]) < c[0] < max(a[0], b[0]) and min(c[1], d[1]) < a[1] < max(c[1], d[1])
        for n, a, b in levels
        for m, c, d in uprights
        if n != m
    )


def test_the_crossings_that_were_counted_are_those_that_are_drawn(scene: Scene) -> None:
    assert scene.crossings == count_geometric_crossings(wires_of(scene))
    assert scene.crossings == sum(len(wire.bridges) for wire in wires_of(scene))


def test_two_way_and_parallel_lines_lie_apart(scene: Scene) -> None:
    between = [wire for wire in wires_of(scene) if {wire.source, *wire.targets} == {"made.samrad", "made.nämnd"}]
    assert len(between) == 3
    for one, other in combinations(between, 2):
        assert not set(one.paths[0]) & set(other.paths[0])


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_lines_in_the_file_leaves_all_of_them_drawn(order: list[int]) -> None:
    graph = build_graph(ACTORS[:8], [LINES[n] for n in order])
    assert len(wires_of(build_scene(graph, "made"))) == 6


def test_the_same_graph_gives_the_same_scene() -> None:
    assert build_scene(build_sound(), "made") == build_scene(build_sound(), "made")


def test_the_hash_seed_changes_no_byte() -> None:
    program = (
        "import hashlib, test_layout as t; from govgraph.draw import draw_svg; from govgraph.layout import build_scene;"
        "print(hashlib.sha256(draw_svg(build_scene(t.build_sound(), 'made')).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=Path(__file__).parent, env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "77")
    }  # fmt: skip
    assert len(found) == 1
