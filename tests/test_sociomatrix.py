"""Who does what toward whom as a matrix: read back from the SVG, and proven by breaking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from conftest import MINI, SOUND, Coded
from govgraph import build_picture, load_graph
from govgraph.errors import UnknownNameError, UsageError
from govgraph.graph import read_validity
from govgraph.pictures import Picture
from sheets import check_sheet
from test_draw import SVG, with_class

Graph = nx.MultiDiGraph
CASES = ["vasterbotten", "varmland", "ostergotland", "malarstader"]
INFORMATION = {"informs", "reports_to", "raises_in"}


def expect_marks(graph: Graph[str], cases: list[str], verbs: set[str] | None) -> set[tuple[str, str, str]]:
    """Every line, from each of its holders, that holds or possibly holds in its case's own period."""
    found = set()
    for tail, head, data in graph.edges(data=True):
        case = graph.graph["dataset"].cases[data["case"]]
        wanted = data["verb"] in verbs if verbs else data["family"] != "structure"
        there = read_validity(graph, data).holds(case.period) in {"yes", "possibly"}
        if case.id in cases and wanted and there and data["status"] != "former":
            found |= {(data["id"], holder, head) for holder in (tail, *data["with"])}
    return found


def read_mark(mark: ET.Element) -> tuple[str, str, str]:
    return mark.get("data-id", ""), mark.get("data-from", ""), mark.get("data-to", "")


def check_matrix(text: str, graph: Graph[str], cases: list[str], verbs: set[str] | None = None) -> list[str]:
    faults = list(check_sheet(text, marks="line"))
    root = ET.fromstring(text)
    lines = {data["id"]: data for _, _, data in graph.edges(data=True)}
    drawn = [read_mark(mark) for mark in with_class(root, "line")]
    if len(drawn) != len(set(drawn)) or set(drawn) != expect_marks(graph, cases, verbs):
        faults.append(f"marks: {sorted(set(drawn) ^ expect_marks(graph, cases, verbs)) or 'one is drawn twice'}")
    styles, families = set(), set()
    for mark in with_class(root, "line"):
        line = lines[mark.get("data-id", "")]
        if any(mark.get(f"data-{key}") != line[key] for key in ("verb", "family", "status", "basis", "mode")):
            faults.append(f"marks: {line['id']} is told wrongly")
        families.add(line["family"])
        styles.add(" ".join(mark.get(f"data-{key}", "") for key in ("status", "basis", "mode", "holds")))
        shape = with_class(mark, "shape")[0]
        firm = line["status"] == "adopted" and line["basis"] == "stated"
        if (shape.get("fill") == shape.get("stroke")) != firm:
            faults.append(f"marks: {line['id']} is {'not ' if firm else ''}filled")
        if bool(shape.get("stroke-dasharray")) != (line["status"] != "adopted"):
            faults.append(f"marks: {line['id']} has a wrong outline")
    entries = with_class(with_class(root, "legend")[0], "entry") if with_class(root, "legend") else []
    if {e.get("data-family") for e in entries if e.get("data-family")} != families:
        faults.append("legend: wrong families")
    if {e.get("data-style") for e in entries if e.get("data-style")} != styles:
        faults.append("legend: wrong styles")
    for panel in with_class(root, "panel"):
        empty = not with_class(panel, "line")
        if empty != bool(with_class(panel, "silence")):
            faults.append(f"silence: {panel.get('data-case')} does not say why it is empty")
    return faults


def build(graph: Graph[str], cases: list[str], **options: Any) -> Picture:
    return build_picture(graph, cases, picture="matrix", **options)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("width", [180, 260])
@pytest.mark.parametrize("case", CASES)
def test_a_case_has_no_fault(bundled: Graph[str], case: str, width: float, lang: str) -> None:
    picture = build(bundled, [case], lang=lang, width_mm=width)
    assert check_matrix(picture.sheet.svg, bundled, [case]) == []


@pytest.mark.parametrize("width", [120, 180, 300])
def test_several_cases_have_no_fault(bundled: Graph[str], width: float) -> None:
    picture = build(bundled, CASES, verbs=["information"], width_mm=width)
    assert check_matrix(picture.sheet.svg, bundled, CASES, INFORMATION) == []
    assert {(row["line"], row["from"], row["to"]) for row in picture.rows} == expect_marks(bundled, CASES, INFORMATION)


def test_the_invented_cases_have_no_fault() -> None:
    for folder in (SOUND, MINI):
        graph = load_graph(folder)
        cases = list(graph.graph["dataset"].cases)
        assert check_matrix(build(graph, cases, width_mm=260).sheet.svg, graph, cases) == []


def test_actors_stand_in_the_order_of_their_functions(bundled: Graph[str]) -> None:
    root = ET.fromstring(build(bundled, ["varmland"], verbs=["information"]).sheet.svg)
    bold = [t.text for t in with_class(root, "panel")[0].iter(f"{SVG}text") if t.get("font-weight") == "bold"]
    assert bold.index("brett politiskt forum") < bold.index("Värmlandsrådet") < bold.index("chefsgrupp")
    assert bold.index("Direktörsberedningen") < bold.index("ej angivna")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"verbs": ["information"]}, "Inga sådana linjer anges i källorna. Linjer av andra slag: 2."),
        ({"at": "1950"}, "Källorna täcker inte tiden; de täcker 2014–2016."),
    ],
)
def test_an_empty_matrix_says_why(bundled: Graph[str], options: dict[str, Any], said: str) -> None:
    picture = build(bundled, ["malarstader"], **options)
    root = ET.fromstring(picture.sheet.svg)
    assert " ".join(t.text or "" for t in with_class(root, "silence")) == said
    assert said in picture.captions["sv"]
    assert picture.rows == ()


def test_unknown_names_and_no_date_are_refused(bundled: Graph[str]) -> None:
    with pytest.raises(UnknownNameError):
        build(bundled, ["varmlnad"])
    with pytest.raises(UnknownNameError):
        build(bundled, ["varmland"], verbs=["informms"])
    with pytest.raises(UsageError, match="at '2019-13'"):
        build(bundled, ["varmland"], at="2019-13")


def test_a_width_that_is_too_small_says_which_would_do(bundled: Graph[str]) -> None:
    with pytest.raises(UsageError, match=r"the matrix does not fit into 60 mm; (\d+) mm would do") as caught:
        build(bundled, ["vasterbotten"], width_mm=60)
    least = int(str(caught.value).partition("; ")[2].split()[0])
    assert check_matrix(build(bundled, ["vasterbotten"], width_mm=least).sheet.svg, bundled, ["vasterbotten"]) == []


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "å" * 300, "Råd\u202eråd \u0301", "a & b \"c\" 'd'"])
def test_a_hostile_name_stays_text_inside_the_page(coded: Coded, name: str) -> None:
    graph = coded("{holder: a, aim: informs, toward: b}")
    node = next(node for node in graph if node.endswith(".a"))
    graph.nodes[node]["name"] = name
    assert list(check_sheet(build(graph, [node.partition(".")[0]]).sheet.svg, marks="line")) == []


def test_the_same_case_gives_the_same_bytes(bundled: Graph[str]) -> None:
    assert build(bundled, ["varmland"]).sheet.svg == build(bundled, ["varmland"]).sheet.svg


# ---- proven by breaking -------------------------------------------------------------------------------------------


def first(root: ET.Element, name: str) -> ET.Element:
    return with_class(root, name)[0]


def parent_of(root: ET.Element, child: ET.Element) -> ET.Element:
    return next(parent for parent in root.iter() if child in list(parent))


def drop(name: str) -> Callable[[ET.Element], None]:
    return lambda root: parent_of(root, first(root, name)).remove(first(root, name))


def drop_source(root: ET.Element) -> None:
    for line in with_class(root, "source"):
        root.remove(line)


def set_on(name: str, key: str, value: str) -> Callable[[ET.Element], None]:
    return lambda root: first(root, name).set(key, value)


def add_script(root: ET.Element) -> None:
    ET.SubElement(root, f"{SVG}script")


def shrink(root: ET.Element) -> None:
    next(root.iter(f"{SVG}text")).set("font-size", "5")


def pale(root: ET.Element) -> None:
    next(root.iter(f"{SVG}text")).set("fill", "#dddddd")


def pile(root: ET.Element) -> None:
    one, other = list(with_class(root, "panel")[0].iter(f"{SVG}text"))[:2]
    for key in ("x", "y"):
        other.set(key, one.get(key, ""))


def push_out(root: ET.Element) -> None:
    next(root.iter(f"{SVG}text")).set("x", "9999")


def hush(root: ET.Element) -> None:
    line = first(root, "line")
    line.remove(line.findall(f"{SVG}title")[0])


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (drop("line"), "marks: "), (set_on("line", "data-status", "proposed"), "marks: "), (drop("entry"), "legend: "),
        (set_on("shape", "fill", "#ffffff"), "marks: "), (set_on("shape", "stroke-dasharray", "1 1"), "marks: "),
        (add_script, "safety: "), (shrink, "texts: "), (pale, "texts: "), (pile, "texts: "), (push_out, "extent: "),
        (hush, "marks: "), (drop("legend"), "legend: "), (drop_source, "root: no source"),
        (drop("silence"), "silence: "),
    ],
)  # fmt: skip
def test_the_checker_catches(bundled: Graph[str], damage: Callable[[ET.Element], None], fault: str) -> None:
    root = ET.fromstring(build(bundled, CASES, verbs=["information"]).sheet.svg)
    damage(root)
    found = check_matrix(ET.tostring(root, encoding="unicode"), bundled, CASES, INFORMATION)
    assert any(one.startswith(fault) for one in found), found
