"""Several cases in one picture, and one case in two states: read back from the SVG, and proven by breaking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from conftest import MINI, Run
from govgraph import dates, load_graph
from govgraph.draw import draw_svg
from govgraph.errors import UnknownNameError, UsageError
from govgraph.graph import read_validity
from govgraph.layout import build_panels, build_states
from govgraph.pictures import build_picture
from test_draw import (
    BRANCH,
    SVG,
    TOUCH,
    Rect,
    check_counts,
    check_crossings,
    check_ends,
    check_extent,
    check_labels,
    check_legend,
    check_lines,
    check_root,
    check_safety,
    check_styles,
    check_wires,
    read_bundles,
    read_rect,
    read_text,
    unfold_branches,
    with_class,
)

Graph = nx.MultiDiGraph
CASES = ["vasterbotten", "varmland", "ostergotland", "malarstader"]
INFORMATION = {"informs", "reports_to", "raises_in"}


@pytest.fixture(scope="module")
def graph() -> Graph[str]:
    return load_graph()


# ---- an independent reader of panels ------------------------------------------------------------------------------


def find_panels(root: ET.Element) -> dict[str, ET.Element]:
    return {panel.get("data-case", ""): panel for panel in with_class(root, "panel")}


def relate(rect: Rect, panel: ET.Element) -> tuple[float, ...]:
    """Give a rectangle by where it lies in its panel: from the corner of the first lane."""
    left, top, *_ = read_rect(with_class(panel, "lane")[0])
    x, y, right, bottom = rect
    return round(x - left, 2), round(y - top, 2), round(right - x, 2), round(bottom - y, 2)


def is_like(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(abs(a - b) <= 2 * TOUCH for a, b in zip(one, other, strict=True))


def read_places(panel: ET.Element) -> dict[str, list[tuple[float, ...]]]:
    """Give the places of each function in a panel, of actors and of what is left open."""
    found: dict[str, list[tuple[float, ...]]] = {}
    for name in ("actor", "empty"):
        for part in with_class(panel, name):
            if function := part.get("data-function"):
                found.setdefault(function, []).append(relate(read_rect(part.findall(f"{SVG}rect")[0]), panel))
    return found


def check_places(root: ET.Element, graph: Graph[str]) -> Iterator[str]:
    panels = find_panels(root)
    frames = [
        [relate(read_rect(part), panel) for kind in ("lane", "band") for part in with_class(panel, kind)]
        for panel in panels.values()
    ]
    names = [
        [
            part.get("data-side") or part.get("data-tier")
            for kind in ("lane", "band")
            for part in with_class(panel, kind)
        ]
        for panel in panels.values()
    ]
    if any(each != names[0] for each in names):
        yield "places: lanes and bands differ"
    elif any(not is_like(a, b) for each in frames for a, b in zip(each, frames[0], strict=True)):
        yield "places: lanes and bands lie elsewhere"
    places = {case: read_places(panel) for case, panel in panels.items()}
    for function in sorted({name for found in places.values() for name in found}):
        most = max(len(found.get(function, ())) for found in places.values())
        every = [place for found in places.values() for place in found.get(function, ())]
        apart: list[tuple[float, ...]] = []
        for place in every:
            if not any(is_like(place, other) for other in apart):
                apart.append(place)
        if most == 1 and len(apart) > 1:
            yield f"places: {function} stands at {len(apart)} places"
        for case, found in places.items():
            if function not in found:
                yield f"places: {case} has neither an actor nor an open place for {function}"
    yield from check_taken(panels)
    yield from check_reasons(panels, graph)


def check_taken(panels: dict[str, ET.Element]) -> Iterator[str]:
    """Nobody without a function stands where a function has its place; and nothing overlaps."""
    taken = {
        (function, place)
        for panel in panels.values()
        for function, places in read_places(panel).items()
        for place in places
    }
    for case, panel in panels.items():
        parts = [part for name in ("actor", "empty") for part in with_class(panel, name)]
        for part in parts:
            place = relate(read_rect(part.findall(f"{SVG}rect")[0]), panel)
            own = part.get("data-function")
            if any(is_like(place, other) and function != own for function, other in taken):
                yield f"places: {case} has {part.get('data-id') or own} at the place of another function"
        rects = [read_rect(part.findall(f"{SVG}rect")[0]) for part in parts]
        for one, other in combinations(rects, 2):
            if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]:
                yield f"places: two parts of {case} overlap"


def check_reasons(panels: dict[str, ET.Element], graph: Graph[str]) -> Iterator[str]:
    for case, panel in panels.items():
        data = graph.graph["dataset"].cases[case]
        for empty in with_class(panel, "empty"):
            function, state = empty.get("data-function"), empty.get("data-state")
            coded = [item for item in data.alignment.values() if item.function == function]
            present = [item for item in coded if item.status == "adopted"]
            expected = "stated" if present else "former" if coded else "not_stated"
            if state != expected:
                yield f"reasons: {case} says {state} of {function}, not {expected}"
            if not empty.findall(f"{SVG}title") or len(empty.findall(f"{SVG}text")) < 2:
                yield f"reasons: {case} leaves {function} open without a word"


def check_homes(panel: ET.Element, graph: Graph[str]) -> Iterator[str]:
    """An actor lies in its lane and band, or its box says which are its own."""
    lanes = {lane.get("data-side"): read_rect(lane) for lane in with_class(panel, "lane")}
    bands = {band.get("data-tier"): read_rect(band) for band in with_class(panel, "band")}
    for actor in with_class(panel, "actor"):
        node, box = graph.nodes[actor.get("data-id", "")], read_rect(actor.findall(f"{SVG}rect")[0])
        words = " ".join(text.text or "" for text in actor.findall(f"{SVG}text"))
        side = "external" if node["side"] == "state" else node["side"] or "unstated"
        lane, band = lanes.get(side), bands.get(node["tier"] or "unstated")
        if (lane is None or box[0] < lane[0] or box[2] > lane[2]) and not ("egen sida" in words or "own side" in words):
            yield f"homes: {node['id']} stands in a lane that is not its own"
        if (band is None or box[1] < band[1] or box[3] > band[3]) and not ("egen nivå" in words or "own tier" in words):
            yield f"homes: {node['id']} stands in a band that is not its own"


def check_panels(text: str, graph: Graph[str], *, verbs: set[str] | None = None) -> list[str]:
    root = unfold_branches(ET.fromstring(text))
    faults = [
        fault for check in (check_root, check_safety, check_legend, check_extent) for fault in check(root, graph, {})
    ]
    faults += check_places(root, graph)
    for case, panel in find_panels(root).items():
        own = ET.Element(root.tag, root.attrib)
        own.append(panel)
        period = graph.graph["dataset"].cases[case].period
        lines: dict[str, Any] = {}
        for tail, head, data in graph.edges(data=True):
            holds = read_validity(graph, data).holds(period) if data["case"] == case else "no"
            wanted = data["verb"] in verbs if verbs else data["family"] != "structure"
            if wanted and data["status"] != "former" and holds in {"yes", "possibly"}:
                lines[data["id"]] = {**data, "from": tail, "to": head}
                for partner in data["with"]:
                    lines[f"{data['id']}{BRANCH}{partner}"] = {**data, "from": partner, "to": head}
        lines, found = read_bundles(own, graph, lines)
        faults += found
        checks = (check_labels, check_lines, check_ends, check_wires, check_crossings, check_counts, check_styles)
        faults += [f"{case}: {fault}" for check in checks for fault in check(own, graph, lines)]
        faults += check_homes(panel, graph)
        if not [
            t
            for t in with_class(panel, "panel-heading")
            if graph.graph["dataset"].cases[case].case.name.words("sv") in (t.text or "")
        ]:
            faults.append(f"heads: {case} has no name")
    return faults


# ---- panels -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "width"), [("sv", 180), ("en", 260), ("sv", 420)])
def test_the_four_cases_side_by_side_have_no_fault(graph: Graph[str], lang: str, width: float) -> None:
    scene = build_panels(graph, CASES, verbs=["information"], lang=lang, width_mm=width)
    assert check_panels(draw_svg(scene), graph, verbs=INFORMATION) == []


def test_whole_cases_side_by_side_have_no_fault(graph: Graph[str]) -> None:
    scene = build_panels(graph, ["ostergotland", "malarstader"], width_mm=180)
    assert check_panels(draw_svg(scene), graph) == []


def test_as_many_panels_stand_beside_each_other_as_have_room(graph: Graph[str]) -> None:
    shapes = {}
    for width in (180, 420):
        scene = build_panels(graph, CASES, verbs=["information"], width_mm=width)
        shapes[width] = len({panel.x for panel in scene.panels}), len({panel.y for panel in scene.panels})
    assert shapes == {180: (1, 4), 420: (2, 2)}


def test_a_case_without_any_line_has_open_places_only(graph: Graph[str]) -> None:
    scene = build_panels(graph, CASES, verbs=["informs"])
    panel = scene.panels[-1]
    assert (panel.case, panel.wires, panel.boxes) == ("malarstader", (), ())
    assert {gap.state for gap in panel.gaps} == {"not_stated"}


def test_cases_without_a_common_function_stand_apart(graph: Graph[str]) -> None:
    scene = build_panels(graph, ["varmland", "malarstader"], verbs=["participation", "support"])
    assert (
        check_panels(
            draw_svg(scene),
            graph,
            verbs={
                v.id
                for v in graph.graph["dataset"].vocabulary.verbs.values()
                if v.family in {"participation", "support"}
            },
        )
        == []
    )


def test_a_date_that_no_source_covers_is_told_in_each_place(graph: Graph[str]) -> None:
    scene = build_panels(graph, CASES[:2], verbs=["informs"], at="2020")
    assert [panel.case for panel in scene.panels if panel.wires] == ["varmland"]
    assert {gap.state for gap in scene.panels[0].gaps} <= {"not_covered", "not_stated", "other_date"}
    with pytest.raises(UsageError, match="nothing to draw"):
        build_panels(graph, CASES[:2], verbs=["informs"], at="1950")


def test_panels_need_two_cases_each_once(graph: Graph[str]) -> None:
    for cases in (["varmland"], ["varmland", "varmland"]):
        with pytest.raises(UsageError, match="panels need two cases or more, each once"):
            build_panels(graph, cases)
    with pytest.raises(UnknownNameError):
        build_panels(graph, ["varmland", "varmlnad"])


def test_a_width_that_is_too_small_says_which_would_do(graph: Graph[str]) -> None:
    with pytest.raises(
        UsageError, match=r"do not fit into 60 mm, with the panels one below the other; (\d+) mm"
    ) as caught:
        build_panels(graph, CASES[:2], verbs=["informs"], width_mm=60)
    told = int(str(caught.value).partition(";")[2].split()[0])
    scene = build_panels(graph, CASES[:2], verbs=["informs"], width_mm=told)
    assert check_panels(draw_svg(scene), graph, verbs={"informs"}) == []


def test_the_invented_cases_have_no_fault() -> None:
    mini = load_graph(MINI)
    cases = list(mini.graph["dataset"].cases)
    scene = build_panels(mini, cases, width_mm=260)
    assert check_panels(draw_svg(scene), mini) == []


def test_the_same_cases_give_the_same_bytes(graph: Graph[str]) -> None:
    one, other = (draw_svg(build_panels(graph, CASES, verbs=["informs"])) for _ in range(2))
    assert one == other


# ---- two states ---------------------------------------------------------------------------------------------------


def judge_change(graph: Graph[str], line: dict[str, Any], before: str, after: str) -> str | None:
    there = [read_validity(graph, line).holds(dates.read_period(at)) for at in (before, after)]
    held = [holds in {"yes", "possibly"} for holds in there]
    if not any(held):
        return None
    if "not_covered" in there:
        return "uncovered"
    return {(True, True): "stayed", (True, False): "gone", (False, True): "came"}[held[0], held[1]]


def check_states(text: str, graph: Graph[str], case: str, expected: dict[str, str]) -> list[str]:
    root = unfold_branches(ET.fromstring(text))
    faults = [
        fault for check in (check_root, check_safety, check_legend, check_extent) for fault in check(root, graph, {})
    ]
    drawn: dict[str, str] = {}
    widths: dict[str, set[float]] = {}
    for line in with_class(root, "line"):
        change = line.get("data-change", "")
        drawn.update(dict.fromkeys((line.get("data-ids") or "").split(), change))
        if line.get("data-scope") == "inside":
            widths.setdefault(change, set()).update(float(w.get("stroke-width", "0")) for w in with_class(line, "wire"))
        marks = [mark for mark in with_class(line, "change") if mark.tag == f"{SVG}path"]
        if len(marks) != (change in {"gone", "uncovered"}):
            faults.append(f"states: {line.get('data-id')} is marked wrongly")
    faults += [f"states: {name}" for name in sorted(drawn.keys() ^ expected.keys())]
    faults += [
        f"states: {name} {drawn[name]}" for name in drawn.keys() & expected.keys() if drawn[name] != expected[name]
    ]
    if any(len(each) > 1 for each in widths.values()) or not (
        max(widths.get("gone", {0.0})) < max(widths.get("stayed", {0.85})) < min(widths.get("came", {9.0}))
    ):
        faults.append("states: widths do not tell the changes apart")
    for actor in with_class(root, "actor"):
        words = " ".join(t.text or "" for t in actor.findall(f"{SVG}text"))
        node = graph.nodes[actor.get("data-id", "")]
        if actor.get("data-change") == "gone" and "upphörde" not in words:
            faults.append(f"states: {node['id']} does not say that it went")
        if node["case"] != case:
            faults.append(f"states: {node['id']} is of another case")
    for one, other in combinations([read_rect(a.findall(f"{SVG}rect")[0]) for a in with_class(root, "actor")], 2):
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]:
            faults.append("states: two boxes overlap")
    return faults


def expect_dates(graph: Graph[str], case: str, before: str, after: str) -> dict[str, str]:
    found = {}
    for tail, head, data in graph.edges(data=True):
        drawn = data["family"] != "structure" or data["verb"] == "succeeds"
        there = data["case"] == case and drawn and data["status"] != "former"
        change = judge_change(graph, {**data, "from": tail, "to": head}, before, after) if there else None
        if change == "came" or (change and data["family"] != "structure"):
            found[data["id"]] = change
    return found


@pytest.mark.parametrize(
    ("case", "before", "after"),
    [
        ("varmland", "2019-06", "2022-12"),
        ("varmland", "2018", "2022"),
        ("vasterbotten", "2023", "2026"),
        ("malarstader", "2014", "2016"),
    ],
)
def test_two_dates_tell_what_came_went_and_stayed(graph: Graph[str], case: str, before: str, after: str) -> None:
    text = draw_svg(build_states(graph, case, between=(before, after), width_mm=200))
    assert check_states(text, graph, case, expect_dates(graph, case, before, after)) == []


def test_a_renamed_organ_is_one_box_with_both_names(graph: Graph[str]) -> None:
    scene = build_states(graph, "varmland", between=("2019-06", "2022-12"))
    (box,) = (box for box in scene.panels[0].boxes if box.id == "varmland.ordforanderadet")
    words = " ".join(letters.words for letters in box.label)
    assert words.startswith("Ordföranderådet förut: Värmlandsrådets")


def test_a_merger_shows_its_parts(graph: Graph[str]) -> None:
    scene = build_states(graph, "varmland", between=("2018", "2022"))
    gone = {box.id for box in scene.panels[0].boxes if box.change == "gone"}
    assert gone == {
        "varmland.landstinget",
        "varmland.kommunalforbundet",
        "varmland.varmlandstrafik",
        "varmland.karlstadsbuss",
    }
    joined = {wire.targets[0] for wire in scene.panels[0].wires if wire.verb == "succeeds" and wire.change == "came"}
    assert joined == gone


@pytest.mark.parametrize("case", ["ostergotland", "varmland"])
def test_adopted_against_proposed(graph: Graph[str], case: str) -> None:
    period = graph.graph["dataset"].cases[case].period
    expected = {
        data["id"]: "stayed" if data["status"] == "adopted" else "came"
        for _, _, data in graph.edges(data=True)
        if data["case"] == case and data["family"] != "structure" and data["status"] != "former"
        and read_validity(graph, data).holds(period) in {"yes", "possibly"}
    }  # fmt: skip
    assert check_states(draw_svg(build_states(graph, case, between=None)), graph, case, expected) == []


@pytest.mark.parametrize(
    ("between", "fault"),
    [
        (("2022", "2019"), "2022 is not before 2019"),
        (("2019", "2019"), "is not before"),
        (("2019", "x"), "at 'x'"),
        (("1950", "1960"), "nothing to draw"),
    ],
)
def test_dates_that_compare_nothing_are_refused(graph: Graph[str], between: tuple[str, str], fault: str) -> None:
    with pytest.raises(UsageError, match=fault):
        build_states(graph, "varmland", between=between)


# ---- pictures with captions and data ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cases", "options"),
    [
        (["varmland"], {}),
        (["varmland", "ostergotland"], {"verbs": ["informs"]}),
        (["varmland"], {"at": ["2019-06", "2022-12"]}),
        (["ostergotland"], {"proposed": True}),
    ],
)
def test_rows_are_the_lines_that_are_drawn(graph: Graph[str], cases: list[str], options: dict[str, Any]) -> None:
    picture = build_picture(graph, cases, **options)
    drawn = {
        line
        for element in with_class(ET.fromstring(picture.sheet.svg), "line")
        for line in (element.get("data-ids") or "").split()
    }
    assert {row["line"] for row in picture.rows} == drawn
    assert len(picture.rows) == len(drawn)
    assert set(picture.captions) == {"sv", "en"}
    for case in cases:
        name = graph.graph["dataset"].cases[case].case.name.words("sv")
        assert all(name in words for words in picture.captions.values())


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["varmland", "--at", "2019", "--at", "2020", "--at", "2021"], "two states are two dates or --proposed"),
        (["varmland", "--proposed", "--at", "2019"], "two states are two dates or --proposed"),
        (["varmland", "ostergotland", "--proposed"], "several cases are drawn at one date, whole"),
        (["varmland", "varmland"], "a case is given twice: varmland, varmland"),
        (
            ["varmland", "--picture", "timeline", "--proposed"],
            "a picture of timeline takes no --proposed; leave it out",
        ),
        (
            ["varmland", "--picture", "matrix", "--at", "2019", "--at", "2022"],
            "takes one --at; two are for --picture structure",
        ),
        (["varmlnad", "ostergotland"], "no case 'varmlnad'; did you mean 'varmland'?"),
    ],
)
def test_what_does_not_go_together_is_refused(run: Run, tmp_path: Path, words: list[str], fault: str) -> None:
    ran = run("draw", *words, "-o", str(tmp_path / "x.svg"))
    assert (ran.status, ran.out) == (2, "")
    assert fault in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_command_writes_figure_data_and_captions(run: Run, tmp_path: Path) -> None:
    names = [str(tmp_path / f"x{suffix}") for suffix in (".svg", ".pdf", ".png", ".html", ".csv", ".txt")]
    ran = run(
        "draw", "varmland", "ostergotland", "--verbs", "informs", *(word for name in names for word in ("-o", name))
    )
    assert ran.status == 0, ran.err
    assert (tmp_path / "x.csv").read_text(encoding="utf-8").startswith("\ufeffcase,line,from,")
    assert (tmp_path / "x.txt").read_text(encoding="utf-8").startswith("en: ")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")


# ---- proven by breaking -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def panels(graph: Graph[str]) -> str:
    return draw_svg(build_panels(graph, CASES, verbs=["information"]))


def shift_rect(element: ET.Element, by: float) -> None:
    element.set("x", str(float(element.get("x", "0")) + by))


def move_actor(root: ET.Element) -> None:
    actor = next(a for a in with_class(with_class(root, "panel")[1], "actor") if a.get("data-function"))
    for part in actor:
        if part.tag != f"{SVG}title":
            shift_rect(part, 3)


def move_lane(root: ET.Element) -> None:
    shift_rect(with_class(with_class(root, "panel")[1], "lane")[1], 5)


def drop_empty(root: ET.Element) -> None:
    panel = with_class(root, "panel")[3]
    panel.remove(with_class(panel, "empty")[0])


def hush_empty(root: ET.Element) -> None:
    empty = with_class(root, "empty")[0]
    for text in empty.findall(f"{SVG}text"):
        empty.remove(text)


def lie_of_empty(root: ET.Element) -> None:
    with_class(root, "empty")[0].set("data-state", "proposed")


def drop_line(root: ET.Element) -> None:
    panel = with_class(root, "panel")[0]
    panel.remove(with_class(panel, "line")[0])


def hush_side(root: ET.Element) -> None:
    for text in root.iter(f"{SVG}text"):
        text.text = (text.text or "").replace("egen", "").replace("sida: ", "")


def unname_panel(root: ET.Element) -> None:
    panel = with_class(root, "panel")[2]
    for text in with_class(panel, "panel-heading"):
        panel.remove(text)


def drop_entry(root: ET.Element) -> None:
    legend = with_class(root, "legend")[0]
    legend.remove(next(e for e in with_class(legend, "entry") if e.get("data-kind") == "empty"))


def take_place(root: ET.Element) -> None:
    empty = with_class(with_class(root, "panel")[3], "empty")[0]
    panel = with_class(root, "panel")[3]
    other = deepcopy(empty)
    other.set("data-function", "secretariat")
    panel.append(other)


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (move_actor, "places: "),
        (move_lane, "places: lanes and bands lie elsewhere"),
        (drop_empty, "places: malarstader has neither"),
        (hush_empty, "reasons: "),
        (lie_of_empty, "reasons: "),
        (drop_line, "vasterbotten: lines: "),
        (hush_side, "homes: "),
        (unname_panel, "heads: "),
        (drop_entry, "legend: wrong kinds"),
        (take_place, "places: malarstader has secretariat at the place"),
    ],
)
def test_the_checker_of_panels_catches(
    panels: str, graph: Graph[str], damage: Callable[[ET.Element], None], fault: str
) -> None:
    root = ET.fromstring(panels)
    damage(root)
    found = check_panels(ET.tostring(root, encoding="unicode"), graph, verbs=INFORMATION)
    assert any(one.startswith(fault) for one in found), found


def set_change(root: ET.Element) -> None:
    with_class(root, "line")[0].set("data-change", "gone")


def unmark(root: ET.Element) -> None:
    line = next(one for one in with_class(root, "line") if one.get("data-change") == "gone")
    line.remove(with_class(line, "change")[0])


def thicken(root: ET.Element) -> None:
    line = next(one for one in with_class(root, "line") if one.get("data-change") == "gone")
    with_class(line, "wire")[0].set("stroke-width", "3")


def drop_change(root: ET.Element) -> None:
    legend = with_class(root, "legend")[0]
    legend.remove(next(e for e in with_class(legend, "entry") if e.get("data-change") == "gone"))


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (set_change, "states: "),
        (unmark, "states: "),
        (thicken, "states: widths"),
        (drop_change, "legend: wrong changes"),
    ],
)
def test_the_checker_of_states_catches(graph: Graph[str], damage: Callable[[ET.Element], None], fault: str) -> None:
    root = ET.fromstring(draw_svg(build_states(graph, "varmland", between=("2019-06", "2022-12"))))
    expected = expect_dates(graph, "varmland", "2019-06", "2022-12")
    assert check_states(ET.tostring(root, encoding="unicode"), graph, "varmland", expected) == []
    damage(root)
    found = check_states(ET.tostring(root, encoding="unicode"), graph, "varmland", expected)
    assert any(one.startswith(fault) for one in found), found


def test_no_text_of_a_panel_overlaps_another(panels: str) -> None:
    texts = [(t.text, read_text(t)) for t in ET.fromstring(panels).iter(f"{SVG}text") if not t.get("transform")]
    for (one, a), (other, b) in combinations(texts, 2):
        assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]), (one, other)
