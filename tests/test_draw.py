"""Pictures are right: a checker that reads only the SVG and the graph, proven by breaking; then the other formats."""

from __future__ import annotations

import copy
import re
import struct
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

import govgraph.draw
from conftest import Run
from govgraph.draw import draw_figure, draw_file, draw_html, draw_pdf, draw_png, draw_svg
from govgraph.draw.heads import HEADS
from govgraph.draw.svg import LINE_WIDTH
from govgraph.errors import UsageError
from govgraph.files import data_root
from govgraph.graph import load_graph
from govgraph.layout import Scene, build_scene
from govgraph.layout.choose import READABLE
from govgraph.vocabulary import load_vocabulary
from test_layout import FAMILIES, VERBS, build_graph, build_sound, build_vocabulary

Graph = nx.MultiDiGraph
SVG = "{http://www.w3.org/2000/svg}"
FONTS = Path(govgraph.draw.__file__).parent.parent / "fonts"
HEAD_ROOM = 5.5  # the longest arrowhead
TOUCH = 0.02  # two decimals
Point = tuple[float, float]
Rect = tuple[float, float, float, float]  # left, top, right, bottom
NOWHERE: Rect = (0.0, 0.0, 0.0, 0.0)


# ---- an independent reader of the picture -------------------------------------------------------------------------


def with_class(root: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in root.iter() if name in (element.get("class") or "").split()]


def read_rect(element: ET.Element) -> Rect:
    x, y, width, height = (float(element.get(key, "nan")) for key in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def read_path(d: str) -> list[Point]:
    """Read the corners of a path of M, L, A; arcs count as their chords."""
    points: list[Point] = []
    for letter, rest in re.findall(r"([MLA])([^MLA]*)", d):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", rest)]
        points.append((numbers[-2], numbers[-1]))
        assert letter != "A" or len(numbers) == 7, d
    return points


def read_place(element: ET.Element) -> tuple[Point, int]:
    found = re.fullmatch(r"translate\((-?[\d.]+),(-?[\d.]+)\) rotate\((-?\d+)\)", element.get("transform", ""))
    assert found, element.get("transform")
    return (float(found[1]), float(found[2])), int(found[3])


_WIDTHS: dict[bool, tuple[dict[int, str], dict[str, tuple[int, int]], int]] = {}


def measure(text: str, size: float, *, bold: bool) -> float:
    if bold not in _WIDTHS:
        with TTFont(FONTS / f"LiberationSans-{'Bold' if bold else 'Regular'}.ttf") as font:
            _WIDTHS[bold] = (font.getBestCmap(), dict(font["hmtx"].metrics), font["head"].unitsPerEm)
    cmap, metrics, em = _WIDTHS[bold]
    return sum(metrics[cmap.get(ord(sign), ".notdef")][0] for sign in text) / em * size


def read_text(element: ET.Element) -> Rect:
    size, bold = float(element.get("font-size", "nan")), element.get("font-weight") == "bold"
    width = measure(element.text or "", size, bold=bold)
    x, y = float(element.get("x", "nan")), float(element.get("y", "nan"))
    left = x - width / 2 if element.get("text-anchor") == "middle" else x
    return left, y - 0.72 * size, left + width, y + 0.21 * size


def runs_of(points: list[Point]) -> list[tuple[bool, float, float, float]]:
    """Give the straight runs as (level, where, from, to); pieces of one run with bridges between are one."""
    runs: list[tuple[bool, float, float, float]] = []
    for (x, y), (u, v) in pairwise(points):
        if abs(x - u) > TOUCH and abs(y - v) > TOUCH:
            continue  # a rounded corner
        level = abs(y - v) <= TOUCH
        where, low, high = (y, min(x, u), max(x, u)) if level else (x, min(y, v), max(y, v))
        if runs and runs[-1][0] == level and abs(runs[-1][1] - where) <= TOUCH:
            low, high = min(low, runs[-1][2]), max(high, runs[-1][3])
            runs.pop()
        runs.append((level, where, low, high))
    return runs


BRANCH = " from "


def unfold_branches(root: ET.Element) -> ET.Element:
    """Make a line of its own of each branch that a joint holder has in a line, so that every check meets it too."""
    for parent in list(root.iter(f"{SVG}g")):
        for line in [child for child in parent if child.get("class") == "line"]:
            for branch in [child for child in line if child.get("class") == "branch"]:
                line.remove(branch)
                name = f"{line.get('data-id')}{BRANCH}{branch.get('data-from')}"
                own = ET.SubElement(
                    parent, f"{SVG}g", {**line.attrib, **branch.attrib, "class": "line", "data-id": name}
                )
                own.extend(list(branch))
    return root


def check_svg(
    text: str, graph: Graph[str], *, verbs: set[str] | None = None, lang: str = "sv", collapse: bool = False
) -> list[str]:
    """Find every fault of a picture; each begins with the name of the check."""
    root = unfold_branches(ET.fromstring(text))
    checks = [
        check_root, check_safety, check_boxes, check_labels, check_homes, check_lines, check_ends, check_wires,
        check_crossings, check_counts, check_styles, check_legend, check_extent,
    ]  # fmt: skip
    drawn = {
        data["id"]: {**data, "from": tail, "to": head}
        for tail, head, data in graph.edges(data=True)
        if data["status"] != "former"
        and data["valid"] != "2015/2018"
        and (data["verb"] in verbs if verbs else data["family"] != "structure")
    }
    joint = [(line, partner) for line in drawn.values() for partner in line["with"]]
    for line, partner in joint:
        drawn[f"{line['id']}{BRANCH}{partner}"] = {**line, "from": partner}
    if verbs:  # a choice of verbs leaves out organs without a line of these
        graph = graph.subgraph({end for line in drawn.values() for end in (line["from"], line["to"])})
    wrong = [] if root.get("lang") == lang else [f"root: the language is not {lang}"]
    if collapse:
        graph, faults = fold_members(root, graph)
        wrong += faults
    drawn, faults = read_bundles(root, graph, drawn)
    return [*wrong, *faults, *(fault for check in checks for fault in check(root, graph, drawn))]


def list_members(graph: Graph[str]) -> dict[str, set[str]]:
    """The groups that each actor is one of, and the actor itself."""
    whole = graph.graph.get("whole", graph)
    places = {node: {node} for node in whole}
    for tail, head, data in whole.edges(data=True):
        if data["verb"] == "member_of":
            places[tail].add(head)
    return places


def fold_members(root: ET.Element, graph: Graph[str]) -> tuple[Graph[str], list[str]]:
    """Leave out the actors that a group is drawn for; each other one must have its box."""
    boxes = {actor.get("data-id", "") for actor in with_class(root, "actor")}
    places = list_members(graph)
    lost = [
        f"boxes: {node} is neither drawn nor one of a drawn group"
        for node, data in graph.nodes(data=True)
        if not places[node] & boxes and data["class"] in {"organ", "network"} and data["status"] != "former"
    ]
    kept = graph.subgraph(boxes).copy()
    kept.graph["whole"] = graph
    return kept, lost if len(boxes) < len(graph) else ["boxes: nothing is collapsed"]


def read_bundles(root: ET.Element, graph: Graph[str], lines: Lines) -> tuple[Lines, list[str]]:
    """Take each bundle for one line: the lines in it are of its verb and style, and between its two or ones of them."""
    places, read, faults = list_members(graph), dict(lines), []
    for element in with_class(root, "line"):
        name, ids = element.get("data-id", ""), (element.get("data-ids") or "").split()
        if name not in lines or not ids or BRANCH in name:
            continue
        if len(set(ids)) < len(ids) or name not in ids:
            faults.append(f"lines: {name} bundles a line twice, or not its own")
        for one in ids:
            line = lines.get(one)
            if line is None or (one != name and one not in read):
                faults.append(f"lines: {name} bundles {one}, which is not to be drawn, or is drawn already")
                continue
            faults += [
                f"lines: {name} bundles {one}, whose {end} is another"
                for end in ("from", "to")
                if not set((element.get(f"data-{end}") or "").split()) & places[line[end]]
            ]
            faults += [
                f"lines: {name} bundles {one}, which is of another {key}"
                for key in ("verb", "status", "basis", "mode", "scope")
                if element.get(f"data-{key}") != line[key]
            ]
            if one != name:
                del read[one]
        ends = {end: element.get(f"data-{end}") for end in ("from", "to")}
        told, targets = {lines[one]["to"] for one in ids if one in lines}, (ends["to"] or "").split()
        if len(set(targets)) < len(targets) or any(not {to} & {p for n in told for p in places[n]} for to in targets):
            faults.append(f"lines: {name} goes to {ends['to']}, but its lines to {sorted(told)}")
        folded = len(ids) > 1 or "whole" in graph.graph
        read[name] = {**lines[name], "id": " ".join(ids), **(ends if folded else {})}
    return read, faults


Lines = dict[str, dict[str, Any]]
Check = Callable[[ET.Element, "Graph[str]", Lines], Iterator[str]]


def check_root(root: ET.Element, graph: Graph[str], lines: Lines) -> Iterator[str]:
    del graph, lines
    width = float(root.get("viewBox", "").split()[2])
    if (
        not re.fullmatch(r"[\d.]+mm", root.get("width", ""))
        or abs(float(root.get("width", "0mm")[:-2]) - width * 25.4 / 72) > 0.01
    ):
        yield "root: width is not the view box in mm"
    named = (root.get("aria-labelledby") or "").split()
    texts = {element.get("id"): element.text for tag in ("title", "desc") for element in root.findall(f"{SVG}{tag}")}
    if len(named) != 2 or not all(texts.get(name) for name in named) or root.get("lang") not in {"sv", "en"}:
        yield "root: title, desc and lang"
    if not with_class(root, "source") or not (with_class(root, "source")[0].text or "").startswith(
        ("Källa: ", "Source: ")
    ):
        yield "root: no source line"
    small = [e for e in root.iter(f"{SVG}text") if float(e.get("font-size", "0")) < 6.5]
    yield from (f"root: text {e.text!r} is too small" for e in small)


def check_safety(root: ET.Element, graph: Graph[str], lines: Lines) -> Iterator[str]:
    del graph, lines
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    yield from (f"safety: id {name} twice" for name, times in Counter(ids).items() if times > 1)
    for element in root.iter():
        if element.tag in {f"{SVG}script", f"{SVG}image", f"{SVG}use", f"{SVG}style", f"{SVG}foreignObject"}:
            yield f"safety: {element.tag}"
        for key, value in element.attrib.items():
            if key.startswith("on") or "href" in key or "url(" in value:
                yield f"safety: {key}"


def check_boxes(root: ET.Element, graph: Graph[str], lines: Lines) -> Iterator[str]:
    boxes = {actor.get("data-id", ""): read_rect(actor.findall(f"{SVG}rect")[0]) for actor in with_class(root, "actor")}
    if len(boxes) != len(with_class(root, "actor")):
        yield "boxes: an actor is drawn twice"
    ends = {end for line in lines.values() for end in (line["from"], *line["to"].split())}
    grouped = {tail for tail, _, data in graph.edges(data=True) if data["verb"] == "member_of"}
    always = {
        n for n, data in graph.nodes(data=True)
        if data["class"] in {"organ", "network"} and n not in grouped and data["status"] != "former"
        and not data.get("negative")
    }  # fmt: skip
    if set(boxes) != ends | always:
        yield f"boxes: wrong actors {sorted(set(boxes) ^ (ends | always))}"
    for (one, a), (other, b) in combinations(boxes.items(), 2):
        if a[0] < b[2] + 1 and b[0] < a[2] + 1 and a[1] < b[3] + 1 and b[1] < a[3] + 1:
            yield f"boxes: {one} and {other} overlap"


def check_labels(root: ET.Element, graph: Graph[str], lines: Lines) -> Iterator[str]:
    del lines
    for actor in with_class(root, "actor"):
        outer = read_rect(actor.findall(f"{SVG}rect")[0])
        texts = actor.findall(f"{SVG}text")
        for text in texts:
            inner = read_text(text)
            if (
                inner[0] < outer[0] + 1
                or inner[1] < outer[1] + 0.5
                or inner[2] > outer[2] - 1
                or inner[3] > outer[3] - 0.5
            ):
                yield f"labels: {text.text!r} leaves its box"
        node = graph.nodes[actor.get("data-id", "")]
        name = node["name_en"] if node["kind"] == "unspecified" and root.get("lang") == "en" else node["name"]
        written = "".join(text.text or "" for text in texts)
        letters = re.compile(r"[\s-]+")
        if not letters.sub("", written).startswith(letters.sub("", name[:1].upper() + name[1:])):
            yield f"labels: {name!r} is written {written!r}"


def check_homes(root: ET.Element, graph: Graph[str], lines: Lines) -> Iterator[str]:
    del lines
    lanes = {lane.get("data-side"): read_rect(lane) for lane in with_class(root, "lane")}
    bands = {band.get("data-tier"): read_rect(band) for band in with_class(root, "band")}
    for actor in with_class(root, "actor"):
        node = graph.nodes[actor.get("data-id", "")]
        box = read_rect(actor.findall(f"{SVG}rect")[0])
        side = "external" if node["side"] == "state" else node["side"] or "unstated"
        lane, band = lanes.get(side), bands.get(node["tier"] or "unstated")
        if not lane or box[0] < lane[0] or box[2] > lane[2]:
            yield f"homes: {node['id']} is not in lane {side}"
        if not band or box[1] < band[1] or box[3] > band[3]:
            yield f"homes: {node['id']} is not in band {node['tier']}"
    if [side for side in ("municipal", "joint", "regional", "external", "unstated") if side in lanes] != list(lanes):
        yield "homes: lanes out of order"
    if [tier for tier in ("political", "mixed", "official", "unstated") if tier in bands] != list(bands):
        yield "homes: bands out of order"


def check_lines(root: ET.Element, graph: Graph[str], lines: Lines) -> Iterator[str]:
    del graph
    drawn = [line.get("data-id", "") for line in with_class(root, "line")]
    if sorted(drawn) != sorted(lines):
        yield f"lines: {sorted(set(drawn) ^ set(lines)) or 'one is drawn twice'}"
    for element in with_class(root, "line"):
        line = lines.get(element.get("data-id", ""), {})
        for key in ("from", "to", "verb", "status", "basis"):
            if element.get(f"data-{key}") != line.get(key):
                yield f"lines: {element.get('data-id')} has data-{key} {element.get(f'data-{key}')}"
        if element.get("data-deontic") != (line.get("deontic") or "none") or element.get("data-ids") != line.get("id"):
            yield f"lines: {element.get('data-id')} has a wrong deontic or ids"


def find_side(point: Point, box: Rect) -> int | None:
    """Give the turn of an arrow that enters the box at this point of its edge; None if it is not on one."""
    x, y = point
    if box[0] + 0.5 < x < box[2] - 0.5 and min(abs(y - box[1]), abs(y - box[3])) <= TOUCH:
        return 180 if abs(y - box[1]) <= TOUCH else 0
    if box[1] + 0.5 < y < box[3] - 0.5 and min(abs(x - box[0]), abs(x - box[2])) <= TOUCH:
        return 90 if abs(x - box[0]) <= TOUCH else 270
    return None


def check_ends(root: ET.Element, graph: Graph[str], lines: Lines) -> Iterator[str]:
    del graph, lines
    boxes = {actor.get("data-id", ""): read_rect(actor.findall(f"{SVG}rect")[0]) for actor in with_class(root, "actor")}
    for line in with_class(root, "line"):
        name, heads, targets = line.get("data-id"), with_class(line, "head"), (line.get("data-to") or "").split()
        wires = [read_path(wire.get("d", "")) for wire in with_class(line, "wire")]
        if not len(heads) == len(wires) == len(targets):
            yield f"ends: {name} has {len(heads)} heads and {len(wires)} wires to {len(targets)}"
            continue
        for head, points, target in zip(heads, wires, targets, strict=True):
            tip, turn = read_place(head)
            if find_side(tip, boxes.get(target, NOWHERE)) != turn:
                yield f"ends: the head of {name} is not on its receiver's edge, pointing into it"
            away = {0: (0, 1), 90: (-1, 0), 180: (0, -1), 270: (1, 0)}[turn]
            right, below = points[-1][0] - tip[0], points[-1][1] - tip[1]
            aside = abs(right * away[1]) + abs(below * away[0])
            if not -TOUCH <= right * away[0] + below * away[1] <= HEAD_ROOM or aside > TOUCH:
                yield f"ends: the wire of {name} does not end behind its head"
        tails = with_class(line, "tail")
        start = read_place(tails[0])[0] if tails else wires[0][0]
        if find_side(start, boxes.get(line.get("data-from", ""), NOWHERE)) is None:
            yield f"ends: {name} does not start on its holder's edge"
        joints = [(float(joint.get("cx", "nan")), float(joint.get("cy", "nan"))) for joint in with_class(line, "joint")]
        for n, points in enumerate(wires[1:], 1):
            if not any(touches(points[0], piece) for wire in wires[:n] for piece in pairwise(wire)):
                yield f"ends: a branch of {name} begins beside it"
            if points[0] not in joints:
                yield f"ends: a branch of {name} begins without a mark"
        if len(set(joints)) != len(joints) or len(joints) > len(wires) - 1:
            yield f"ends: {name} has a mark too many"


def touches(point: Point, piece: tuple[Point, Point]) -> bool:
    (x, y), ((a, b), (c, d)) = point, piece
    return min(a, c) - TOUCH <= x <= max(a, c) + TOUCH and min(b, d) - TOUCH <= y <= max(b, d) + TOUCH


def check_wires(root: ET.Element, graph: Graph[str], lines: Lines) -> Iterator[str]:
    del graph, lines
    boxes = {actor.get("data-id", ""): read_rect(actor.findall(f"{SVG}rect")[0]) for actor in with_class(root, "actor")}
    wires = {line.get("data-id", ""): read_wire(line) for line in with_class(root, "line")}
    for name, runs in wires.items():
        for level, where, low, high in runs:
            for actor, box in boxes.items():
                across = (box[1], box[3]) if level else (box[0], box[2])
                along = (box[0], box[2]) if level else (box[1], box[3])
                if across[0] + TOUCH < where < across[1] - TOUCH and low < along[1] - TOUCH and high > along[0] + TOUCH:
                    yield f"wires: {name} runs through {actor}"
        for level, where, low, high in runs:
            for beside, at, left, right in runs:
                if level and not beside and low + TOUCH < at < high - TOUCH and left + TOUCH < where < right - TOUCH:
                    yield f"wires: {name} crosses itself"
    for (one, first), (other, second) in combinations(wires.items(), 2):
        for a in first:
            for b in second:
                if a[0] == b[0] and abs(a[1] - b[1]) < 1.5 and min(a[3], b[3]) - max(a[2], b[2]) > 0.5:
                    yield f"wires: {one} and {other} share a segment"


def read_wire(line: ET.Element) -> list[tuple[bool, float, float, float]]:
    """Read the runs of a wire with its arrowheads' ends added, so that it reaches from edge to edge."""
    wires = [read_path(wire.get("d", "")) for wire in with_class(line, "wire")]
    tips = [[read_place(head)[0]] for head in with_class(line, "head")]
    tail = [read_place(head)[0] for head in with_class(line, "tail")]
    tips += [[]] * (len(wires) - len(tips))
    return [
        run
        for n, (points, tip) in enumerate(zip(wires, tips, strict=False))
        for run in runs_of([*([] if n else tail), *points, *tip])
    ]


def check_counts(root: ET.Element, graph: Graph[str], lines: Lines) -> Iterator[str]:
    """A number beside a wire is that of its lines, and stands on nothing that is drawn."""
    del graph, lines
    boxes = [read_rect(actor.findall(f"{SVG}rect")[0]) for actor in with_class(root, "actor")]
    runs = [run for line in with_class(root, "line") for run in read_wire(line)]
    pieces = [(low, at, high, at) if level else (at, low, at, high) for level, at, low, high in runs]
    counts = [(line, count) for line in with_class(root, "line") for count in with_class(line, "count")]
    for line, count in counts:
        if count.text != f"({len((line.get('data-ids') or '').split())})":
            yield f"counts: {line.get('data-id')} is counted as {count.text}"
        box = read_text(count)
        others = [read_text(other) for _, other in counts if other is not count]
        if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in [*boxes, *pieces, *others]):
            yield f"counts: the number of {line.get('data-id')} stands on something"


def check_crossings(root: ET.Element, graph: Graph[str], lines: Lines) -> Iterator[str]:
    del graph, lines
    wires = {line.get("data-id", ""): read_wire(line) for line in with_class(root, "line")}
    pieces = [(name, *run) for name, runs in wires.items() for run in runs]
    levels, uprights = [p for p in pieces if p[1]], [p for p in pieces if not p[1]]
    crossings = [
        (u[2], a[2])
        for a in levels
        for u in uprights
        if a[0] != u[0] and a[3] < u[2] < a[4] and u[3] < a[2] < u[4]
    ]  # fmt: skip
    bridges = []
    for bridge in with_class(root, "bridge"):
        start, stop = read_path(bridge.get("d", ""))
        bridges.append(((start[0] + stop[0]) / 2, (start[1] + stop[1]) / 2))
    if len(bridges) != len(crossings):
        yield f"crossings: {len(crossings)} crossings, {len(bridges)} bridges"
    for x, y in bridges:
        if not any(abs(x - u) < 0.05 and abs(y - v) < 0.05 for u, v in crossings):
            yield f"crossings: a bridge at {x:.1f} {y:.1f} crosses nothing"


def style_of(line: ET.Element) -> tuple[str | None, ...]:
    return tuple(line.get(f"data-{key}") for key in ("status", "basis", "mode"))


def check_styles(root: ET.Element, graph: Graph[str], lines: Lines) -> Iterator[str]:
    dashes: dict[tuple[str | None, ...], str | None] = {}
    looks: dict[tuple[str | None, str | None], str | None] = {}
    vocabulary = graph.graph["dataset"].vocabulary
    for line in with_class(root, "line"):
        name, wire = line.get("data-id"), with_class(line, "wire")[0]
        if lines.get(name or "", {}).get("mode") != line.get("data-mode"):
            yield f"styles: {name} has a wrong mode"
        if lines.get(name or "", {}).get("scope") != line.get("data-scope"):
            yield f"styles: {name} has a wrong scope"
        if (line.get("data-scope") == "outside") != (float(wire.get("stroke-width", "0")) < LINE_WIDTH):
            yield f"styles: {name} is drawn too firmly or too faintly"
        dash = wire.get("stroke-dasharray")
        if (style_of(line) == ("adopted", "stated", "rule")) != (dash is None):
            yield f"styles: {name} is {'solid' if dash is None else 'dashed'}"
        if dashes.setdefault(style_of(line), dash) != dash:
            yield f"styles: {name} is dashed unlike its equals"
        family = vocabulary.verbs[line.get("data-verb", "")].family
        if wire.get("stroke") != vocabulary.families[family].colour:
            yield f"styles: {name} has not its family's colour"
        head = with_class(line, "head")[0] if with_class(line, "head") else None
        look = (wire.get("stroke"), f"{head.get('d')} {head.get('fill')}" if head is not None else None)
        if looks.setdefault(look, line.get("data-verb")) != line.get("data-verb"):
            yield f"styles: {name} looks like another verb"
    used = [dash for dash in dashes.values() if dash]
    if len(used) != len(set(used)):
        yield "styles: two styles have one dash"


def check_legend(root: ET.Element, graph: Graph[str], lines: Lines) -> Iterator[str]:
    del graph, lines
    entries = with_class(with_class(root, "legend")[0], "entry")
    drawn = with_class(root, "line")
    counts = Counter[str | None]()
    for line in drawn:
        if BRANCH not in line.get("data-id", ""):
            counts[line.get("data-verb")] += len((line.get("data-ids") or "").split())
    if sorted(e.get("data-verb", "") for e in entries if e.get("data-verb")) != sorted(map(str, counts)):
        yield "legend: wrong verbs"
    for entry in entries:
        label = entry.findall(f"{SVG}text")[0].text or ""
        if (verb := entry.get("data-verb")) and not label.endswith(f"({counts[verb]})"):
            yield f"legend: {label!r} counts wrongly"
    shown = {" ".join(str(word) for word in style_of(line) if word not in {"stated", "rule"}) for line in drawn}
    shown |= {"outside"} if any(line.get("data-scope") == "outside" for line in drawn) else set()
    if {e.get("data-status") for e in entries if e.get("data-status")} != shown:
        yield "legend: wrong styles"
    kinds = {actor.get("data-class") or "unspecified" for actor in with_class(root, "actor")}
    kinds |= {"outside"} if any(actor.get("data-scope") == "outside" for actor in with_class(root, "actor")) else set()
    kinds |= {"empty"} if with_class(root, "empty") else set()
    changes = {part.get("data-change") for name in ("actor", "line") for part in with_class(root, name)} - {None}
    if {e.get("data-change") for e in entries if e.get("data-change")} != changes:
        yield "legend: wrong changes"
    if {e.get("data-kind") for e in entries if e.get("data-kind")} != kinds:
        yield "legend: wrong kinds"
    for (one, a), (other, b) in combinations(
        [(e.text, read_text(e)) for e in with_class(root, "legend")[0].iter(f"{SVG}text")], 2
    ):
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]:
            yield f"legend: {one!r} and {other!r} overlap"


def check_extent(root: ET.Element, graph: Graph[str], lines: Lines) -> Iterator[str]:
    del graph, lines
    width, height = (float(number) for number in root.get("viewBox", "").split()[2:])
    spans = [read_rect(e) for e in root.iter(f"{SVG}rect")]
    spans += [read_text(e) for e in root.iter(f"{SVG}text") if not e.get("transform")]
    spans += [(x, y, x, y) for e in with_class(root, "wire") for x, y in read_path(e.get("d", ""))]
    for left, top, right, bottom in spans:
        if left < -TOUCH or top < -TOUCH or right > width + TOUCH or bottom > height + TOUCH:
            yield f"extent: {left:.1f} {top:.1f} {right:.1f} {bottom:.1f} leaves the picture"


# ---- sound pictures, and broken ones ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def graph() -> Graph[str]:
    return build_sound()


@pytest.fixture(scope="module")
def scene(graph: Graph[str]) -> Scene:
    return build_scene(graph, "made")


@pytest.fixture(scope="module")
def picture(scene: Scene) -> str:
    return draw_svg(scene)


def test_the_sound_picture_has_no_fault(picture: str, graph: Graph[str]) -> None:
    assert check_svg(picture, graph) == []


@pytest.mark.parametrize("width", [150, 250])
def test_other_widths_have_no_fault(graph: Graph[str], width: float) -> None:
    assert check_svg(draw_svg(build_scene(graph, "made", width_mm=width)), graph) == []


def test_a_choice_of_verbs_has_no_fault(graph: Graph[str]) -> None:
    assert (
        check_svg(
            draw_svg(build_scene(graph, "made", verbs=["informs"], lang="en")), graph, verbs={"informs"}, lang="en"
        )
        == []
    )


def first(root: ET.Element, name: str) -> ET.Element:
    return with_class(root, name)[0]


def shift(element: ET.Element, key: str, by: float) -> None:
    element.set(key, f"{float(element.get(key, 'nan')) + by:.2f}")


def parent_of(root: ET.Element, child: ET.Element) -> ET.Element:
    return next(element for element in root.iter() if child in list(element))


def move_box(root: ET.Element) -> None:
    one, other = (actor.findall(f"{SVG}rect")[0] for actor in with_class(root, "actor")[:2])
    for key in ("x", "y"):
        one.set(key, other.get(key, ""))


def widen_label(root: ET.Element) -> None:
    text = first(root, "actor").findall(f"{SVG}text")[0]
    text.text = f"{text.text} och mycket mer som inte får plats"


def turn_head(root: ET.Element) -> None:
    head = first(root, "head")
    place, turn = read_place(head)
    head.set("transform", f"translate({place[0]},{place[1]}) rotate({(turn + 90) % 360})")


def lift_head(root: ET.Element) -> None:
    head = first(root, "head")
    (x, y), turn = read_place(head)
    head.set("transform", f"translate({x + 1},{y + 1}) rotate({turn})")


def swap_ends(root: ET.Element) -> None:
    line = first(root, "line")
    source, target = line.get("data-from", ""), line.get("data-to", "")
    line.set("data-from", target)
    line.set("data-to", source)


def draw_through(root: ET.Element) -> None:
    left, top, right, bottom = read_rect(with_class(root, "actor")[3].findall(f"{SVG}rect")[0])
    wire = first(root, "wire")
    middle = (top + bottom) / 2
    wire.set("d", f"M{left - 5:.2f} {middle:.2f}L{right + 5:.2f} {middle:.2f}{wire.get('d', '').replace('M', 'L', 1)}")


def share_segment(root: ET.Element) -> None:
    one, other = with_class(root, "wire")[:2]
    other.set("d", other.get("d", "") + one.get("d", "").replace("M", "L", 1))


def drop(name: str) -> Callable[[ET.Element], None]:
    return lambda root: parent_of(root, first(root, name)).remove(first(root, name))


def double(name: str) -> Callable[[ET.Element], None]:
    return lambda root: parent_of(root, first(root, name)).append(copy.deepcopy(first(root, name)))


def set_on(name: str, key: str, value: str) -> Callable[[ET.Element], None]:
    return lambda root: first(root, name).set(key, value)


def set_dash(status: str, dash: str | None) -> Callable[[ET.Element], None]:
    def change(root: ET.Element) -> None:
        line = next(
            e for e in with_class(root, "line") if e.get("data-status") == status and e.get("data-basis") == "stated"
        )
        wire = first(line, "wire")
        wire.attrib.pop("stroke-dasharray", None)
        if dash:
            wire.set("stroke-dasharray", dash)

    return change


def add_script(root: ET.Element) -> None:
    ET.SubElement(root, f"{SVG}script").text = "1"


def borrow_head(root: ET.Element) -> None:
    appoints, governs = (
        first(next(e for e in with_class(root, "line") if e.get("data-verb") == verb), "head")
        for verb in ("appoints", "governs")
    )
    governs.set("d", appoints.get("d", ""))


@pytest.mark.parametrize(
    ("change", "caught"),
    [
        pytest.param(set_on("page", "data-x", "1"), None, id="nothing broken"),
        pytest.param(lambda root: root.set("width", "181mm"), "root", id="width"),
        pytest.param(lambda root: root.set("aria-labelledby", "made-title"), "root", id="description not wired"),
        pytest.param(drop("source"), "root", id="no source"),
        pytest.param(lambda root: first(root, "label").set("font-size", "6"), "root", id="small text"),
        pytest.param(add_script, "safety", id="script"),
        pytest.param(set_on("lane", "onclick", "1"), "safety", id="handler"),
        pytest.param(set_on("lane", "fill", "url(http://x)"), "safety", id="outside reference"),
        pytest.param(lambda root: first(root, "lane").set("id", "made-title"), "safety", id="id twice"),
        pytest.param(move_box, "boxes", id="boxes overlap"),
        pytest.param(drop("actor"), "boxes", id="actor missing"),
        pytest.param(double("actor"), "boxes", id="actor twice"),
        pytest.param(widen_label, "labels", id="label too wide"),
        pytest.param(lambda root: shift(first(root, "label"), "y", -30), "labels", id="label above its box"),
        pytest.param(set_on("lane", "data-side", "joint"), "homes", id="wrong lane"),
        pytest.param(set_on("band", "data-tier", "official"), "homes", id="wrong band"),
        pytest.param(drop("line"), "lines", id="line missing"),
        pytest.param(double("line"), "lines", id="line twice"),
        pytest.param(swap_ends, "lines", id="direction"),
        pytest.param(set_on("line", "data-deontic", "must"), "lines", id="deontic"),
        pytest.param(swap_ends, "ends", id="head at the wrong end"),
        pytest.param(drop("head"), "ends", id="no head"),
        pytest.param(turn_head, "ends", id="head turned"),
        pytest.param(lift_head, "ends", id="tip off the edge"),
        pytest.param(draw_through, "wires", id="through a box"),
        pytest.param(share_segment, "wires", id="shared segment"),
        pytest.param(drop("bridge"), "crossings", id="bridge missing"),
        pytest.param(double("bridge"), "crossings", id="bridge too many"),
        pytest.param(set_dash("proposed", None), "styles", id="proposed solid"),
        pytest.param(set_dash("adopted", "3 2"), "styles", id="adopted dashed"),
        pytest.param(set_dash("planned", "3.4 1.9"), "styles", id="planned like proposed"),
        pytest.param(lambda root: first(root, "wire").set("stroke", "#000000"), "styles", id="colour"),
        pytest.param(set_on("line", "data-scope", "outside"), "styles", id="outside drawn firmly"),
        pytest.param(borrow_head, "styles", id="verb like another"),
        pytest.param(drop("entry"), "legend", id="legend lacks a verb"),
        pytest.param(double("entry"), "legend", id="legend too long"),
        pytest.param(lambda root: root.set("viewBox", "0 0 510.24 300"), "extent", id="picture cut off"),
    ],
)
def test_the_checker_catches(
    picture: str, graph: Graph[str], change: Callable[[ET.Element], None], caught: str | None
) -> None:
    root = ET.fromstring(picture)
    change(root)
    faults = check_svg(ET.tostring(root, encoding="unicode"), graph)
    assert {fault.split(":")[0] for fault in faults} >= ({caught} if caught else set())
    assert bool(faults) == bool(caught)


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z", "M"]), min_size=1, max_size=30)


@st.composite
def small_graphs(draw: st.DrawFn) -> Graph[str]:
    count = draw(st.integers(1, 9))
    actors = [
        (
            f"a{n}", draw(st.one_of(st.just(f"Organ {n}"), NAMES)),
            draw(st.sampled_from(["organ", "network", "group"])) if n else "organ",
            draw(st.sampled_from(["political", "mixed", "official", None])),
            draw(st.sampled_from(["municipal", "joint", "regional", "state"])),
        )
        for n in range(count)
    ]  # fmt: skip
    end = st.integers(0, count - 1).map(lambda n: f"a{n}")
    verbs = st.sampled_from([verb for verb, (_, family, _, _) in VERBS.items() if family in FAMILIES])
    lines = draw(st.lists(st.tuples(end, verbs, end), max_size=16))
    statuses = st.sampled_from(["adopted", "proposed", "planned"])
    return build_graph(actors, [(one, verb, other, {"status": draw(statuses)}) for one, verb, other in lines])


@settings(max_examples=40, deadline=None)
@given(small_graphs())
def test_every_small_graph_is_drawn_without_fault(graph: Graph[str]) -> None:
    assert check_svg(draw_svg(build_scene(graph, "made")), graph) == []


@pytest.mark.parametrize(
    ("actors", "pairs"),
    [
        pytest.param(2, [(0, 1)] * 8 + [(1, 0)] * 8, id="sixteen lines between two"),
        pytest.param(1, [(0, 0)] * 5, id="five lines to itself"),
        pytest.param(16, [(0, n) for n in range(1, 16)] * 2, id="a hub with thirty lines"),
        pytest.param(8, [(a, b) for a in range(8) for b in range(8) if a != b], id="everyone to everyone"),
        pytest.param(20, [(a, b) for a in range(20) for b in range(a)], id="a complete graph of twenty"),
        pytest.param(61, [(0, n) for n in range(1, 61)], id="one with sixty lines"),
        pytest.param(4, [], id="no lines"),
    ],
)
def test_a_hard_graph_is_drawn_without_fault(actors: int, pairs: list[tuple[int, int]]) -> None:
    sides = ["municipal", "joint", "regional"]
    boxes = [
        (f"a{n}", f"Organ {n}", "organ", "political" if n % 2 else "official", sides[n % 3]) for n in range(actors)
    ]
    graph = build_graph(boxes, [(f"a{one}", "informs", f"a{other}", {}) for one, other in pairs])
    assert check_svg(draw_svg(build_scene(graph, "made", width_mm=400 if actors > 16 else 180)), graph) == []


@pytest.mark.parametrize(
    "name",
    [
        pytest.param('<script>alert("x")</script> & Co', id="markup"),
        pytest.param("Mycket " * 40, id="280 signs"),
        pytest.param("x" * 80, id="80 signs without a break"),
        pytest.param("מועצה אזורית", id="right to left"),
    ],
)
def test_a_hostile_name_stays_text_inside_its_box(name: str) -> None:
    graph = build_graph([("a", name.strip(), "organ", "political", "joint"), ("b", "B", "organ", "political", "joint")],
                        [("a", "informs", "b", {})])  # fmt: skip
    picture = draw_svg(build_scene(graph, "made"))
    faults = [fault for fault in check_svg(picture, graph) if not (name[0] == "מ" and fault.startswith("labels"))]
    assert faults == []
    assert "<script" not in picture
    assert "<script>alert" not in draw_html(build_scene(graph, "made"))


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_bundled_cases_are_drawn_without_fault(lang: str) -> None:
    whole = load_graph()
    for case in whole.graph["dataset"].cases:
        own = whole.subgraph([node for node, data in whole.nodes(data=True) if data["case"] == case])
        assert check_svg(draw_svg(build_scene(whole, case, lang=lang)), own, lang=lang) == []


# ---- contrast and shapes ------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_line_and_label_stands_out(picture: str) -> None:
    root = ET.fromstring(picture)
    assert all(contrast(wire.get("stroke", ""), "#fafaf6") >= 4.5 for wire in with_class(root, "wire"))
    for actor in with_class(root, "actor"):
        ground = actor.findall(f"{SVG}rect")[0].get("fill", "")
        assert all(contrast(text.get("fill", ""), ground) >= 4.5 for text in actor.findall(f"{SVG}text"))


def test_the_bundled_vocabulary_can_be_told_apart_in_print() -> None:
    vocabulary = load_vocabulary(data_root() / "vocabulary", None, [])
    assert all(contrast(family.colour, "#fafaf6") >= 4.5 for family in vocabulary.families.values())
    assert all(contrast("#111111", kind.fill) >= 4.5 for kind in vocabulary.classes.values())
    looks = Counter((verb.family, verb.arrowhead) for verb in vocabulary.verbs.values())
    assert [look for look, times in looks.items() if times > 1] == []
    assert len({family.colour for family in vocabulary.families.values()}) == len(vocabulary.families)


def test_every_arrowhead_of_the_vocabulary_has_a_shape_of_its_own() -> None:
    assert {verb.arrowhead for verb in build_vocabulary().verbs.values()} <= set(HEADS)
    assert len({(head.path, head.filled) for head in HEADS.values()}) == len(HEADS)
    assert all(head.path.startswith("M") and (0, 0) in head.outline for head in HEADS.values())


# ---- the other formats --------------------------------------------------------------------------------------------


def test_a_pdf_is_one_page_of_the_scene_and_the_same_twice(scene: Scene) -> None:
    drawn = draw_pdf(scene)
    assert drawn.startswith(b"%PDF")
    box = re.search(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", drawn)
    assert box
    assert (float(box[1]), float(box[2])) == pytest.approx((scene.width, scene.height), abs=0.01)
    assert set(re.findall(rb"/BaseFont/[A-Z]{6}\+([A-Za-z]+)", drawn)) == {b"LiberationSans"}
    assert drawn == draw_pdf(scene)


def test_a_png_has_the_size_of_print(scene: Scene) -> None:
    drawn = draw_png(scene, dpi=150)
    assert drawn.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", drawn[16:24])
    assert width == round(180 / 25.4 * 150)
    assert height == pytest.approx(scene.height / 72 * 150, abs=1)
    assert drawn == draw_png(scene, dpi=150)


def test_a_page_tells_what_is_behind_each_line_and_asks_no_other_host(scene: Scene) -> None:
    page = draw_html(scene)
    assert page == draw_html(scene)
    assert page.startswith('<!DOCTYPE html>\n<html lang="sv">')
    assert "<title>Påhittad region</title>" in page
    assert 'id="govgraph-made"' in page
    assert not re.search(r'<(?:script|link|img)[^>]*(?:src|href)="(?:https?:)?//', page)


def test_a_figure_toggles_verbs_and_hovers_with_evidence(scene: Scene) -> None:
    figure = draw_figure(scene)
    wires = scene.panels[0].wires
    named = [trace.legendgroup for trace in figure.data if trace.showlegend]
    assert sorted(named) == sorted({wire.verb for wire in wires})
    hover = [trace.hovertemplate for trace in figure.data if trace.hovertemplate]
    for wire in wires:
        assert any(wire.id in text and "bereder alla ärenden" in text for text in hover)
    assert any("modalitet: ska" in text and "om: samtliga ärenden" in text for text in hover)


@pytest.mark.parametrize("suffix", ["svg", "pdf", "png", "html", "SVG"])
def test_a_file_is_written_in_the_format_of_its_suffix(scene: Scene, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"x.{suffix}"
    draw_file(scene, path)
    start = {"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG", "html": b"<!DOCTYPE"}[suffix.lower()]
    assert path.read_bytes().startswith(start)
    assert [child.name for child in tmp_path.iterdir()] == [path.name]


def test_an_unknown_format_is_refused_and_nothing_written(scene: Scene, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no format '\.docx'; use \.svg, \.pdf, \.png or \.html"):
        draw_file(scene, tmp_path / "x.docx")
    with pytest.raises(UsageError, match="make it first"):
        draw_file(scene, tmp_path / "missing" / "x.svg")
    assert list(tmp_path.iterdir()) == []


def test_a_box_names_the_functions_of_its_actor(sound_graph: Graph[str]) -> None:
    root = ET.fromstring(draw_svg(build_scene(sound_graph, "mellanby", width_mm=260)))
    told = {
        group.get("data-id"): group.get("data-function")
        for group in root.iter(f"{SVG}g")
        if group.get("class") == "actor"
    }
    assert told["mellanby.rr"] == "broad-political-forum"


def test_a_line_that_two_hold_jointly_is_drawn_from_both_and_says_so() -> None:
    root = ET.fromstring(draw_svg(build_scene(load_graph(), "vasterbotten", lang="en")))
    governs = [g for g in with_class(root, "line") if g.get("data-verb") == "governs"]
    assert [g.get("data-from") for g in governs] == ["vasterbotten.kommunerna"]
    assert [b.get("data-from") for b in with_class(governs[0], "branch")] == ["vasterbotten.region"]
    assert "kommunerna i Västerbottens län and Region Västerbotten (jointly) – governs" in (governs[0][0].text or "")


def test_what_lies_outside_the_agreement_is_told_apart(sound_graph: Graph[str]) -> None:
    scene = build_scene(sound_graph, "mellanby", lang="en", width_mm=260)
    outside = [wire for wire in scene.panels[0].wires if wire.scope == "outside"]
    assert [wire.id for wire in outside] == ["mellanby.hamnen--hamnkontoret--cooperates_with--region"]
    assert [entry.label.words for entry in scene.entries if entry.faint] == ["outside the agreement"]


def test_a_reservation_that_no_stroke_can_show_is_written_below(sound_graph: Graph[str]) -> None:
    scene = build_scene(sound_graph, "mellanby", lang="en", width_mm=260)
    written = " ".join(letters.words for letters in scene.notes)
    assert written.startswith("Reservations: ")
    assert "(not stated) – appoints – vidare nätverk (further ones)" in written
    assert "RR – invites – kommunerna (possibly)" in written
    assert "adjuncts" not in written  # the seat is vacant, so that nobody is sent


def test_seats_that_are_no_members_are_told_apart_below(bundled: Graph[str]) -> None:
    scene = build_scene(bundled, "vasterbotten", lang="en")
    assert "PKD – sends members to – PKD AU (7 substitutes)" in " ".join(letters.words for letters in scene.notes)


def test_only_the_lines_asked_for_are_counted_with_those_of_the_case(sound_graph: Graph[str]) -> None:
    graph = sound_graph
    every = [line for *_, line in graph.edges(data=True)]
    structure = sum(line["family"] == "structure" for line in every)
    scene = build_scene(graph, "mellanby", verbs=["structure"], lang="en", width_mm=260)
    shown = len({wire.id for wire in scene.panels[0].wires})
    assert f"{shown} of {len(every)} lines shown" in scene.texts[1].words
    assert 0 < shown <= structure


def test_a_verb_without_a_line_says_so(sound_graph: Graph[str]) -> None:
    with pytest.raises(UsageError, match="nothing to draw: case 'mellanby' has no line of finances"):
        build_scene(sound_graph, "mellanby", verbs=["finances"])


# ---- a part of a case, a date, members as their group -------------------------------------------------------------


def read_wires(scene: Scene) -> set[tuple[str, str, str]]:
    wires = [(wire, target) for wire in scene.panels[0].wires for target in wire.targets]
    return {(wire.source.partition(".")[2], wire.verb, target.partition(".")[2]) for wire, target in wires}


def test_what_lies_near_an_actor_is_drawn_alone(bundled: Graph[str]) -> None:
    scene = build_scene(bundled, "vasterbotten", focus="PKD AU", lang="en")
    assert read_wires(scene) == {
        ("pkd-au", "prepares_for", "pkd"), ("pkd", "appoints", "pkd-au"), ("pkd", "sends_members_to", "pkd-au"),
        ("kommunerna", "appoints", "pkd-au"), ("tjanstepersonsnatverken", "prepares_for", "delegationerna"),
    } - {("tjanstepersonsnatverken", "prepares_for", "delegationerna")}  # fmt: skip
    assert "Primärkommunala delegationens arbetsutskott and those next to it" in scene.texts[1].words
    assert "5 of 48 lines shown" in scene.texts[1].words


def test_a_step_more_draws_more_and_all_steps_what_hangs_together(bundled: Graph[str]) -> None:
    near, far = (
        {wire.id for wire in build_scene(bundled, "vasterbotten", focus="DU", depth=depth).panels[0].wires}
        for depth in (1, 2)
    )
    assert near < far


def test_a_member_is_near_what_its_group_is_near(bundled: Graph[str]) -> None:
    scene = build_scene(bundled, "ostergotland", focus="ostergotland.samradet-kultur")
    assert ("ledningsgrupperna", "advises", "samraden") in read_wires(scene)


def test_a_date_draws_what_held_then_by_the_names_of_then(bundled: Graph[str]) -> None:
    scene = build_scene(bundled, "varmland", at="2019-06-01", lang="en")
    titles = {box.id: box.title for box in scene.panels[0].boxes}
    assert titles["varmland.ordforanderadet"] == "Värmlandsrådets arbetsutskott"
    assert scene.panels[0].at == "2019-06-01"
    assert "lines 2019-06-01" in scene.texts[1].words
    assert not {"lansstyrelsen", "konsulten"} & {box.id.partition(".")[2] for box in scene.panels[0].boxes}


def test_a_date_that_no_source_covers_draws_nothing_and_says_so(bundled: Graph[str]) -> None:
    with pytest.raises(UsageError, match="no organ, network or line at 2010; its sources cover 2023/2026"):
        build_scene(bundled, "vasterbotten", at="2010")


@pytest.mark.parametrize("case", ["vasterbotten", "varmland", "ostergotland"])
def test_members_with_the_same_lines_are_drawn_as_their_group(bundled: Graph[str], case: str) -> None:
    own = bundled.subgraph([node for node, data in bundled.nodes(data=True) if data["case"] == case])
    whole, folded = (build_scene(bundled, case, collapse=collapse) for collapse in (False, True))
    assert check_svg(draw_svg(folded), own, collapse=True) == []
    assert len(folded.panels[0].boxes) < len(whole.panels[0].boxes)
    told = [{one for wire in scene.panels[0].wires for one in wire.ids} for scene in (whole, folded)]
    assert told[0] == told[1]
    assert whole.texts[1].words == folded.texts[1].words


def test_a_bundle_says_how_many_lines_it_is(bundled: Graph[str]) -> None:
    scene = build_scene(bundled, "ostergotland", collapse=True, lang="en")
    assert "kommunerna – sends members to – samråden (5 lines)" in " ".join(note.words for note in scene.notes)
    bundle = next(wire for wire in scene.panels[0].wires if len(wire.ids) == 5)
    assert len(bundle.notes) == 5
    assert bundle.notes[0].startswith("kommunerna – sends members to – ")


def test_more_than_a_readable_number_of_lines_between_two_boxes_is_a_bundle() -> None:
    actors = [("a", "A", "organ", "political", "municipal"), ("b", "B", "organ", "political", "municipal")]
    few, many = (
        build_graph(actors, [("a", "informs", "b", {"status": "adopted"})] * count)
        for count in (READABLE, READABLE + 1)
    )
    assert len(build_scene(few, "made").panels[0].wires) == READABLE
    (wire,) = build_scene(many, "made").panels[0].wires
    assert len(wire.ids) == READABLE + 1
    assert check_svg(draw_svg(build_scene(many, "made")), many) == []


@pytest.mark.parametrize(
    ("broken", "caught"),
    [
        (lambda ids: [*ids[:-1]], "lines"),
        (lambda ids: [*ids, ids[0]], "lines"),
        (lambda ids: [*ids[:-1], "ostergotland.au-kommun--kommunerna--sends_members_to--samradens-au"], "lines"),
    ],
)
def test_the_checker_catches_a_bundle_that_is_not_right(
    bundled: Graph[str], broken: Callable[[list[str]], list[str]], caught: str
) -> None:
    own = bundled.subgraph([node for node, data in bundled.nodes(data=True) if data["case"] == "ostergotland"])
    root = ET.fromstring(draw_svg(build_scene(bundled, "ostergotland", collapse=True)))
    line = next(line for line in with_class(root, "line") if len((line.get("data-ids") or "").split()) == 5)
    line.set("data-ids", " ".join(broken((line.get("data-ids") or "").split())))
    faults = check_svg(ET.tostring(root, encoding="unicode"), own, collapse=True)
    assert caught in {fault.split(":")[0] for fault in faults}


def build_fan(count: int, *more: tuple[str, str, str, dict[str, Any]]) -> Graph[str]:
    """One organ that informs `count` others of one side and tier, a bystander, and more lines."""
    actors = [("a", "A", "organ", "political", "municipal"), ("z", "Z", "organ", "official", "regional")]
    actors += [(f"b{n}", f"B {n}", "organ", "political", "joint") for n in range(count)]
    return build_graph(actors, [*((("a", "informs", f"b{n}", {})) for n in range(count)), *more])


def test_lines_to_more_than_a_readable_number_of_boxes_of_a_lane_and_band_are_a_bundle() -> None:
    few, many = build_fan(READABLE), build_fan(READABLE + 1)
    assert len(build_scene(few, "made").panels[0].wires) == READABLE
    scene = build_scene(many, "made")
    (wire,) = scene.panels[0].wires
    assert sorted(wire.targets) == [f"made.b{n}" for n in range(READABLE + 1)]
    assert len(wire.ids) == len(wire.paths) == READABLE + 1
    assert wire.count
    assert wire.count.words == f"({READABLE + 1})"
    assert wire.title == "A – informerar – B 0, B 1, B 2 och B 3"
    assert [note.partition(";")[0] for note in wire.notes] == [f"A – informerar – B {n}" for n in range(4)]
    assert check_svg(draw_svg(scene), many) == []


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(("a", "informs", "z", {}), id="another lane and band"),
        pytest.param(("a", "advises", "b0", {}), id="another verb"),
        pytest.param(("a", "informs", "b1", {"status": "proposed"}), id="another status"),
        pytest.param(("a", "informs", "b1", {"deontic": "may"}), id="another modality"),
        pytest.param(("z", "informs", "b0", {}), id="another holder"),
        pytest.param(("a", "informs", "b0", {}), id="the same once more"),
    ],
)
def test_what_is_not_the_same_stays_out_of_a_bundle(other: tuple[str, str, str, dict[str, Any]]) -> None:
    graph = build_fan(READABLE + 1, other)
    scene = build_scene(graph, "made")
    assert sorted(len(wire.ids) for wire in scene.panels[0].wires) == [1, READABLE + 1]
    assert check_svg(draw_svg(scene), graph) == []


def test_a_figure_draws_every_branch_of_a_bundle() -> None:
    scene = build_scene(build_fan(READABLE + 1), "made")
    (wire,) = scene.panels[0].wires
    lines, joints, count, *heads = draw_figure(scene).data[:-1]
    assert count.text == (f"({READABLE + 1})",)
    assert count.legendgroup == "informs"
    assert [x for x in lines.x if x is None] == [None] * READABLE
    assert len(joints.x) == len(wire.joints)
    assert len(heads) == READABLE + 1


@st.composite
def fans(draw: st.DrawFn) -> Graph[str]:
    count = draw(st.integers(6, 14))
    homes = st.tuples(st.sampled_from(["political", "official"]), st.sampled_from(["municipal", "joint"]))
    actors = [(f"a{n}", f"Organ {n}", "organ", *draw(homes)) for n in range(count)]
    end = st.integers(0, count - 1)
    verbs = st.sampled_from(["informs", "cooperates_with"])
    hubs = draw(st.lists(st.tuples(end, verbs, st.sets(end, min_size=4)), min_size=1, max_size=3))
    lines = {(one, verb, other) for one, verb, others in hubs for other in others - {one}}
    lines |= set(draw(st.lists(st.tuples(end, st.just("informs"), end), max_size=8)))
    return build_graph(actors, [(f"a{one}", verb, f"a{other}", {}) for one, verb, other in sorted(lines)])


@settings(max_examples=25, deadline=None)
@given(fans())
def test_every_bundle_is_drawn_without_fault(graph: Graph[str]) -> None:
    assert check_svg(draw_svg(build_scene(graph, "made", width_mm=250)), graph) == []


def find_bundle(root: ET.Element) -> ET.Element:
    return next(line for line in with_class(root, "line") if " " in (line.get("data-to") or ""))


def change_bundle(name: str, change: Callable[[ET.Element], None]) -> Callable[[ET.Element], None]:
    return lambda root: change(with_class(find_bundle(root), name)[-1])


def lose_target(root: ET.Element) -> None:
    bundle = find_bundle(root)
    bundle.set("data-to", (bundle.get("data-to") or "").rpartition(" ")[0])


def cross_itself(root: ET.Element) -> None:
    wire = with_class(find_bundle(root), "wire")[0]
    (x, y), (u, v) = read_path(wire.get("d", ""))[:2]
    a, b = (x + u) / 2, (y + v) / 2
    wire.set("d", f"M{a - 9} {b - 9}L{a + 9} {b - 9}L{a + 9} {b}L{a - 9} {b}L{a - 9} {b + 9}L{a} {b + 9}L{a} {b - 12}")


@pytest.mark.parametrize(
    ("change", "caught"),
    [
        pytest.param(len, None, id="nothing"),
        pytest.param(lose_target, "ends", id="a receiver lost"),
        pytest.param(change_bundle("joint", lambda joint: shift(joint, "cx", 2)), "ends", id="mark beside the joint"),
        pytest.param(
            lambda root: find_bundle(root).remove(with_class(find_bundle(root), "head")[-1]), "ends", id="a head lost"
        ),
        pytest.param(
            change_bundle("wire", lambda wire: wire.set("d", "M1 1" + wire.get("d", "").replace("M", "L", 1))),
            "ends",
            id="branch from nowhere",
        ),
        pytest.param(cross_itself, "wires", id="crosses itself"),
        pytest.param(
            change_bundle("count", lambda count: setattr(count, "text", "(3)")), "counts", id="counted wrongly"
        ),
        pytest.param(change_bundle("count", lambda count: shift(count, "x", -8)), "counts", id="number on a line"),
    ],
)
def test_the_checker_catches_a_branch_that_is_not_right(
    change: Callable[[ET.Element], None], caught: str | None
) -> None:
    graph = build_fan(READABLE + 2)
    root = ET.fromstring(draw_svg(build_scene(graph, "made")))
    change(root)
    faults = check_svg(ET.tostring(root, encoding="unicode"), graph)
    assert {fault.split(":")[0] for fault in faults} >= ({caught} if caught else set())
    assert bool(faults) == bool(caught)


def test_a_number_is_the_stated_one_or_counted_and_says_so(bundled: Graph[str]) -> None:
    boxes = {
        box.id: " ".join(letters.words for letters in box.label)
        for case in ("varmland", "ostergotland")
        for box in build_scene(bundled, case, lang="en").panels[0].boxes
    }
    assert boxes["ostergotland.samraden"] == "Samråden (5 counted)"
    assert boxes["ostergotland.kommunerna"] == "Kommunerna"  # nobody says how many, nor names them


def test_depth_without_focus_is_refused(run: Run) -> None:
    ran = run("draw", "vasterbotten", "--depth", "2", "-o", "x.svg")
    assert (ran.status, ran.out) == (2, "")
    assert "--depth goes with --focus ACTOR" in ran.err


@pytest.mark.parametrize("width", ["20", "0.5"])
def test_no_width_is_too_small_to_be_told_which_would_do(run: Run, tmp_path: Path, width: str) -> None:
    picture = tmp_path / "picture.svg"
    ran = run("draw", "ostergotland", "-o", str(picture), "--width", width)
    assert (ran.status, ran.out, picture.exists()) == (2, "", False)
    found = re.search(r"do not fit into [\d.]+ mm; (\d+) mm would do", ran.err)
    assert found, ran.err
    assert run("draw", "ostergotland", "-o", str(picture), "--width", found[1]).status == 0


@pytest.mark.parametrize("width", [0.0, -1.0, float("nan"), float("inf")])
def test_a_width_that_is_none_is_refused(bundled: Graph[str], width: float) -> None:
    with pytest.raises(UsageError, match="cannot be drawn; give a number above 0"):
        build_scene(bundled, "ostergotland", width_mm=width)


def test_a_width_that_is_too_small_says_what_would_do(bundled: Graph[str]) -> None:
    with pytest.raises(
        UsageError, match=r"do not fit into 100 mm; \d+ mm would do, or --focus, --collapse, or fewer verbs"
    ):
        build_scene(bundled, "vasterbotten", width_mm=100)
