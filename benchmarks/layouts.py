"""How long the layout of a diagram takes and how tangled it comes out, beside Graphviz dot and ELK on the same graphs.

The cases are generated from a seed: boxes of four sides and two tiers, a few organs that many lines run to, twice as
many lines as boxes. The peers get boxes of the sizes that ours have. Graphviz keeps lanes by clusters and bands by a
rank between them, ELK layered keeps bands by partitions and no lanes; both are also measured free of lanes and bands.
Everything that comes out is measured by one geometry, on rectangles and polylines: boxes that overlap, lines through
boxes, lines that share a segment, crossings, and how many boxes would have to go before lanes, or bands, were apart.

Goals, shown and not asserted: over 20 graphs of 30 boxes and 60 lines a median of at most 1 s, fewer crossings than
Graphviz with splines=ortho and ELK, no fault; 120 boxes within 5 s and 300 within 20 s. Other work on the machine
stretches wall time; processor time says what was spent. A width that the boxes do not fit into is refused with one that
might do, and the search for it is counted apart. An engine that takes longer than --limit is stopped. The peers need
node, and in the folder that --modules names `npm install @hpcc-js/wasm-graphviz elkjs`; Graphviz is taken from a dot on
the PATH where there is one. Whatever is missing is named and left out.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from itertools import combinations, pairwise
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from govgraph.cases import CaseData
from govgraph.dataset import Dataset
from govgraph.errors import UsageError
from govgraph.files import data_root
from govgraph.graph import Graph, build_graph
from govgraph.layout import Scene, build_scene, choose
from govgraph.layout.choose import choose_parts
from govgraph.layout.diagram import Diagram
from govgraph.records import Actor, Case, Mandate, Source
from govgraph.vocabulary import load_vocabulary
from machine import describe_machine, print_table

SIZES = (30, 120, 300)
GRAPHS, LARGE = 20, 3  # graphs of the smallest size, and of each larger one
PEERS_LARGE = 1  # graphs of a larger size that the peers lay out
GOALS = {30: 1.0, 120: 5.0, 300: 20.0}  # seconds
WIDTHS = {30: (180, 240), 120: (600,), 300: (1100,)}  # mm that a picture of up to so many boxes is asked for
LIMIT = 600  # seconds: of processor time that one layout of ours may take, of wall time a peer for all graphs of a size

choose.READABLE = 10**6  # the peers draw each line by itself, and so do we here

CASE = "region"
PERIOD = "2023/2026"
SIDES = {"municipal": 32, "joint": 30, "regional": 28, "external": 10}  # of a hundred boxes
TIERS = ("political", "official")
POLITICAL = {"municipal": 0.6, "joint": 0.55, "regional": 0.6, "external": 0.2}
BODIES = {
    "political": ("Nämnden för", "Samrådet för", "Delegationen för", "Beredningen för", "Utskottet för"),
    "official": ("Nätverket för", "Ledningsgruppen för", "Förvaltningen för", "Chefsgruppen för", "Kansliet för"),
}
THEMES = (
    "kultur", "utbildning", "företagande", "samhällsplanering", "kollektivtrafik", "social välfärd", "folkhälsa",
    "digitalisering", "kompetensförsörjning", "strategiska frågor", "vård och omsorg", "miljö och klimat",
)  # fmt: skip
VERBS = {  # how often each is drawn
    "informs": 6, "appoints": 5, "prepares_for": 5, "cooperates_with": 4, "recommends_to": 3, "advises": 3,
    "reports_to": 3, "governs": 2, "decides_for": 1,
}  # fmt: skip
NEAR, BACK = 0.7, 0.15  # share of lines within a lane or to the next one, and of those between two that have one

# -- geometry: rectangles and polylines, whoever drew them -------------------------------------------------------------

Point = tuple[float, float]
Rect = tuple[float, float, float, float]  # left, top, right, bottom
Piece = tuple[Point, Point]

APART = 1.0  # points that two boxes are apart at least, and that a line may run into one unseen
CLOSE, ALONG = 1.5, 0.5  # points: how near and how far two lines run beside each other before they share a segment
BEND = 12  # pieces that a curve is cut into
CELL = 40.0  # points of the squares that pieces are sorted into, to meet only those nearby


@dataclass(frozen=True)
class Drawing:
    """What one engine made of a graph: a rectangle for each box, the corners of each line, and the seconds it took.

    `width` is in mm, and `refused` the seconds of processor time until one was found that does; both are ours alone.
    """

    boxes: dict[str, Rect]
    lines: list[list[Point]]
    wall: float
    processor: float
    width: float = 0.0
    refused: float = 0.0


@dataclass(frozen=True)
class Counts:
    """What is wrong with a drawing, and how tangled it is."""

    overlaps: int
    through: int
    shared: int
    off_lane: int
    off_band: int
    crossings: int


def count_drawing(drawing: Drawing, sides: dict[str, str], tiers: dict[str, str]) -> Counts:
    """Count faults and crossings: pairs of boxes, pairs of a line and a box, pairs of lines, boxes, crossings."""
    boxes, lines = drawing.boxes, [list(pairwise(line)) for line in drawing.lines]
    crossings, shared = 0, set()
    for one, other, a, b in meet_pieces(lines):
        if run_together(a, b):
            shared.add((one, other))
        elif cross(a, b):
            crossings += 1
    across = [(sides[name], box[0], box[2]) for name, box in boxes.items()]
    down = [(tiers[name], box[1], box[3]) for name, box in boxes.items()]
    return Counts(
        overlaps=sum(overlap(one, other) for one, other in combinations(boxes.values(), 2)),
        through=sum(any(enters(piece, box) for piece in line) for line in lines for box in boxes.values()),
        shared=len(shared),
        off_lane=len(boxes) - count_apart(across),
        off_band=len(boxes) - count_apart(down),
        crossings=crossings,
    )


def meet_pieces(lines: Sequence[Sequence[Piece]]) -> Iterator[tuple[int, int, Piece, Piece]]:
    """Give each two pieces of different lines that come near each other, once."""
    squares: dict[tuple[int, int], list[tuple[int, int]]] = {}
    met = set()
    for n, line in enumerate(lines):
        for m, piece in enumerate(line):
            for square in list_squares(piece):
                for k, i in squares.setdefault(square, []):
                    if k != n and (k, i, n, m) not in met:
                        met.add((k, i, n, m))
                        yield k, n, lines[k][i], piece
                squares[square].append((n, m))


def list_squares(piece: Piece) -> Iterable[tuple[int, int]]:
    """List the squares that a piece, or what lies close beside it, may lie in."""
    (x, y), (u, v) = piece
    across, down = (
        range(int((min(a, b) - CLOSE) // CELL), int((max(a, b) + CLOSE) // CELL) + 1) for a, b in ((x, u), (y, v))
    )
    return ((column, row) for column in across for row in down)


def cross(a: Piece, b: Piece) -> bool:
    """Tell whether two pieces cross, neither only touching the other."""
    return _side(a, b[0]) * _side(a, b[1]) < 0 and _side(b, a[0]) * _side(b, a[1]) < 0


def _side(piece: Piece, at: Point) -> float:
    (x, y), (u, v) = piece
    return (u - x) * (at[1] - y) - (v - y) * (at[0] - x)


def run_together(a: Piece, b: Piece) -> bool:
    """Tell whether two pieces run the same way so close that they look like one."""
    (x, y), (u, v) = a
    length, other = math.dist(*a), math.dist(*b)
    if min(length, other) <= ALONG:
        return False
    across, down = (u - x) / length, (v - y) / length
    if abs(across * (b[1][1] - b[0][1]) - down * (b[1][0] - b[0][0])) > 0.02 * other:
        return False
    if max(abs(_side(a, end)) for end in b) >= CLOSE * length:
        return False
    low, high = sorted((end[0] - x) * across + (end[1] - y) * down for end in b)
    return min(high, length) - max(low, 0.0) > ALONG


def overlap(one: Rect, other: Rect) -> bool:
    """Tell whether two boxes overlap or come too near each other."""
    return (
        one[0] < other[2] + APART
        and other[0] < one[2] + APART
        and one[1] < other[3] + APART
        and other[1] < one[3] + APART
    )


def enters(piece: Piece, box: Rect) -> bool:
    """Tell whether a piece runs inside a box, its edge and what lies next to it left out."""
    (x, y), (u, v) = piece
    begin, end = 0.0, 1.0
    for at, by, low, high in ((x, u - x, box[0] + APART, box[2] - APART), (y, v - y, box[1] + APART, box[3] - APART)):
        if by == 0.0:
            if not low < at < high:
                return False
            continue
        first, last = sorted(((low - at) / by, (high - at) / by))
        begin, end = max(begin, first), min(end, last)
    return begin < end


def count_apart(spans: Sequence[tuple[str, float, float]]) -> int:
    """Count the boxes that can stay so that each kind has a stretch of its own, in whatever order serves best.

    The kinds are put down one after another: for each set of kinds and each border, how many stay before it at most.
    """
    kinds = sorted({kind for kind, _, _ in spans})
    borders = sorted({at for _, low, high in spans for at in (low, high)})
    place = {at: n for n, at in enumerate(borders)}
    own = {
        kind: sorted((place[high], place[low]) for other, low, high in spans if other == kind) for kind in kinds
    }  # by where each ends
    best = {frozenset[str](): [0] * len(borders)}
    for size in range(1, len(kinds) + 1):
        for chosen in map(frozenset, combinations(kinds, size)):
            each = [_add_stretch(best[chosen - {kind}], own[kind]) for kind in sorted(chosen)]
            best[chosen] = [max(found) for found in zip(*each, strict=True)]
    return best[frozenset(kinds)][-1] if spans else 0


def _add_stretch(before: Sequence[int], spans: Sequence[tuple[int, int]]) -> list[int]:
    """Give for each border the most that stay before it when the last stretch, wherever it begins, holds one kind."""
    begun, found, at = list(before), [], 0
    most = 0
    for border in range(len(begun)):
        while at < len(spans) and spans[at][0] <= border:
            for begin in range(spans[at][1] + 1):
                begun[begin] += 1
            most = max(most, *begun[: spans[at][1] + 1])
            at += 1
        most = max(most, begun[border])
        found.append(most)
    return found


# -- the graphs --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sample:
    """A case of so many boxes and twice as many lines; the same seed gives the same one."""

    boxes: int
    seed: int

    def build(self) -> Graph:
        """Build the graph, as one that was loaded."""
        draw = Random(f"{self.boxes} {self.seed}")
        sides = draw.choices(list(SIDES), list(SIDES.values()), k=self.boxes)
        tiers = [TIERS[draw.random() > POLITICAL[side]] for side in sides]
        lines = self._draw_lines(draw, sides)
        actors = [_describe_actor(n, side, tier) for n, (side, tier) in enumerate(zip(sides, tiers, strict=True))]
        mandates = [_describe_line(n, line) for n, line in enumerate(lines)]
        vocabulary = load_vocabulary(data_root() / "vocabulary", None, [])
        case = CaseData(
            CASE,
            Case.model_validate({
                "name": {"sv": "Provregionen", "en": "The sample region"}, "kind": "region", "period": PERIOD,
                "coders": ["generator"], "default_source": "agreement",
            }),
            vocabulary,
            sources={"agreement": Source.model_validate({
                "id": "agreement", "title": {"sv": "Överenskommelse", "en": "Agreement"}, "publisher": "Provregionen",
                "kind": "agreement", "covers": PERIOD, "file": "agreement.txt", "sha256": "0" * 64,
            })},
            actors={actor["id"]: Actor.model_validate(actor) for actor in actors},
            mandates={mandate["id"]: Mandate.model_validate(mandate) for mandate in mandates},
        )  # fmt: skip
        return build_graph(Dataset(Path(), vocabulary, {CASE: case}, None, "0" * 64))

    def _draw_lines(self, draw: Random, sides: Sequence[str]) -> list[tuple[int, int, str]]:
        """Draw the lines: first one for each box, so that all hang together, then what is left.

        Each is drawn toward a box that has many already, mostly one of its own lane or the next.
        """
        order = list(SIDES)
        ends = [0]  # each box as often as it has a line
        found: list[tuple[int, int, str]] = []
        while len(found) < 2 * self.boxes:
            n = len(found) + 1
            if found and n > self.boxes and draw.random() < BACK:
                one, other = draw.choice(found)[:2]
            else:
                one = n if n < self.boxes else draw.randrange(self.boxes)
                near = draw.random() < NEAR
                lane = order.index(sides[one])
                other = draw.choice(ends)
                for _ in range(20):
                    if not near or abs(order.index(sides[other]) - lane) <= 1:
                        break
                    other = draw.choice(ends)
            holder, receiver = (one, other) if draw.random() < 0.5 else (other, one)
            (verb,) = draw.choices(list(VERBS), list(VERBS.values()))
            if one == other or (holder, receiver, verb) in found:
                continue
            found.append((holder, receiver, verb))
            ends += [one, other]
        return found


def _describe_actor(n: int, side: str, tier: str) -> dict[str, Any]:
    lap, theme = divmod(n, len(THEMES))
    bodies = BODIES[tier]
    number = f" {1 + lap // len(bodies)}" if lap >= len(bodies) else ""
    name = f"{bodies[(n + lap) % len(bodies)]} {THEMES[theme]}{number}"
    return {
        "id": f"organ-{n}", "name": {"sv": name, "en": name}, "kind": "committee", "side": side, "tier": tier,
        "evidence": [{"cue": name}],
    }  # fmt: skip


def _describe_line(n: int, line: tuple[int, int, str]) -> dict[str, Any]:
    holder, receiver, verb = line
    return {
        "id": f"mandate-{n}", "holder": [f"organ-{holder}"], "deontic": "must", "aim": verb,
        "toward": [f"organ-{receiver}"], "evidence": [{"cue": "i ärenden om samverkan"}],
    }  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What every engine is given: boxes with their sizes, sides and tiers, and the ends of each line."""

    sizes: dict[str, tuple[float, float]]
    sides: dict[str, str]
    tiers: dict[str, str]
    ends: list[tuple[str, str]]


# -- engines -----------------------------------------------------------------------------------------------------------


def find_widths(boxes: int) -> Sequence[int]:
    """Find the widths in mm that a picture of so many boxes is asked for."""
    return next((widths for most, widths in WIDTHS.items() if boxes <= most), max(WIDTHS.values()))


def lay_ours(graph: Graph, width: int, limit: float) -> Drawing | None:
    """Lay out with govgraph, in this width or one that a refusal names; None where that takes too long."""
    refused = 0.0
    while True:
        wall, processor = time.perf_counter(), time.process_time()
        try:
            with stop_after(limit):
                scene = build_scene(graph, CASE, width_mm=width)
        except UsageError as refusal:
            width = max(width + 1, read_width(refusal))
            refused += time.process_time() - processor
            continue
        except TimeoutError:
            print(f"govgraph: a graph of {len(graph)} boxes, {width} mm wide, was stopped after {limit:g} s\n")
            return None
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        break
    (panel,) = scene.panels
    boxes = {box.id: (box.x, box.y, box.x + box.width, box.y + box.height) for box in panel.boxes}
    drawing = Drawing(
        boxes, [list(path) for wire in panel.wires for path in wire.paths], wall, processor, width, refused
    )
    check_scene(scene, drawing)
    return drawing


@contextmanager
def stop_after(limit: float) -> Iterator[None]:
    """Raise TimeoutError after so many seconds of processor time, where the system can tell; else never."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def read_asked(graph: Graph, drawing: Drawing | None) -> Asked:
    """Read what the peers are given: the sizes of our boxes, or what their labels need where we have not drawn any."""
    if drawing:
        sizes = {name: (right - left, bottom - top) for name, (left, top, right, bottom) in drawing.boxes.items()}
    else:
        diagram = Diagram("sv", 0.0, choose_parts(graph, CASE, None), graph.graph["dataset"].vocabulary)
        rows = zip(diagram.choice.actors, diagram.labels, diagram.needs, strict=True)
        sizes = {actor["id"]: (need.easy, label.measure(need.easy)[1]) for actor, label, need in rows}
    return Asked(
        sizes=sizes,
        sides={name: graph.nodes[name]["side"] for name in sizes},
        tiers={name: graph.nodes[name]["tier"] for name in sizes},
        ends=[(one, other) for one, other in graph.edges() if one in sizes],
    )


def read_width(refused: UsageError) -> int:
    """Read from the refusal how many mm would do."""
    found = re.search(r"(\d+) mm would do", str(refused))
    assert found is not None, str(refused)
    return int(found[1])


def check_scene(scene: Scene, drawing: Drawing) -> None:
    """Check what only our own picture says: each box within the lane and band that are drawn, and every line there."""
    (panel,) = scene.panels
    assert sum(len(wire.ids) for wire in panel.wires) == 2 * len(panel.boxes)
    for left, top, right, bottom in drawing.boxes.values():
        assert sum(lane.x <= left and right <= lane.x + lane.width for lane in panel.lanes) == 1
        assert sum(band.y <= top and bottom <= band.y + band.height for band in panel.bands) == 1


def write_dot(asked: Asked, *, ortho: bool, homes: bool) -> str:
    """Write a graph for dot.

    Lanes are clusters. Every line between the bands is written downwards, and a point that all of the upper band
    precedes and all of the lower one follows keeps their ranks apart.
    """
    number = {name: n for n, name in enumerate(asked.sizes)}
    text = ["digraph {", 'node [shape=box, fixedsize=true, label=""];', "edge [arrowsize=0.5];"]
    text += ["graph [splines=ortho];"] if ortho else []
    text += ["graph [newrank=true];", "between [shape=point, style=invis, width=0.01];"] if homes else []
    for side in sorted(set(asked.sides.values())):
        own = [name for name in asked.sizes if asked.sides[name] == side]
        boxes = [
            f"n{number[name]} [width={asked.sizes[name][0] / 72:.4f}, height={asked.sizes[name][1] / 72:.4f}];"
            for name in own
        ]
        text += [f"subgraph cluster_{side} {{", *boxes, "}"] if homes else boxes
    for name in asked.sizes if homes else ():
        ends = (f"n{number[name]}", "between")
        one, other = ends if asked.tiers[name] == TIERS[0] else ends[::-1]
        text.append(f"{one} -> {other} [style=invis];")
    for one, other in asked.ends:
        upwards = homes and asked.tiers[one] != TIERS[0] and asked.tiers[other] == TIERS[0]
        above, below = (other, one) if upwards else (one, other)
        text.append(f"n{number[above]} -> n{number[below]} [id=line{', dir=back' if upwards else ''}];")
    return "\n".join([*text, "}"])


def read_dot(found: dict[str, Any], asked: Asked) -> tuple[dict[str, Rect], list[list[Point]]]:
    """Read rectangles and polylines from what dot gives as JSON; y grows upwards there, which changes no count."""
    names = {f"n{n}": name for n, name in enumerate(asked.sizes)}
    boxes = {}
    for each in found["objects"]:
        if each["name"] in names:
            x, y = map(float, each["pos"].split(","))
            width, height = float(each["width"]) * 72, float(each["height"]) * 72
            boxes[names[each["name"]]] = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    return boxes, [read_spline(each["pos"]) for each in found["edges"] if each.get("id") == "line" and "pos" in each]


def read_spline(pos: str) -> list[Point]:
    """Read the way of a line: cubic curves one after another, and where its arrowhead's tip is."""
    points: list[Point] = []
    for part in pos.split(";"):
        words = part.split()
        tips = {word[0]: _read_point(word[2:]) for word in words if word[0] in "es"}
        curve = [_read_point(word) for word in words if word[0] not in "es"]
        points += [tips["s"]] if "s" in tips else []
        points.append(curve[0])
        for n in range(0, len(curve) - 3, 3):
            points += cut_curve(curve[n : n + 4])
        points += [tips["e"]] if "e" in tips else []
    return merge_points(points)


def _read_point(text: str) -> Point:
    x, y = text.split(",")[:2]
    return float(x), float(y)


def cut_curve(curve: Sequence[Point]) -> list[Point]:
    """Cut a cubic curve into straight pieces, one if it is straight; gives the end of each."""
    start, one, other, stop = curve
    if max(abs(_side((start, stop), control)) for control in (one, other)) <= 0.05 * math.dist(start, stop):
        return [stop]
    parts = [n / BEND for n in range(1, BEND + 1)]
    weights = [((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3) for t in parts]
    return [
        (
            sum(w * p[0] for w, p in zip(weight, curve, strict=True)),
            sum(w * p[1] for w, p in zip(weight, curve, strict=True)),
        )
        for weight in weights
    ]


def merge_points(points: Sequence[Point]) -> list[Point]:
    """Leave out corners that are none, so that a crossing is never at the joint of two straight pieces."""
    kept: list[Point] = []
    for point in points:
        if kept and math.dist(kept[-1], point) < 1e-6:
            continue
        while len(kept) > 1 and (
            abs(_side((kept[-2], point), kept[-1])) <= 1e-3 * math.dist(kept[-2], point)
            and math.dist(kept[-2], point) >= math.dist(kept[-2], kept[-1])
        ):
            kept.pop()
        kept.append(point)
    return kept


def write_elk(asked: Asked, *, homes: bool) -> dict[str, Any]:
    """Write a graph for ELK; its layers run downwards, those of the political tier first."""
    options = {"elk.algorithm": "layered", "elk.direction": "DOWN", "elk.edgeRouting": "ORTHOGONAL"}
    if homes:
        options["elk.partitioning.activate"] = "true"
    children = [
        {
            "id": name, "width": width, "height": height,
            "layoutOptions": {"elk.partitioning.partition": str(TIERS.index(asked.tiers[name]))} if homes else {},
        }
        for name, (width, height) in asked.sizes.items()
    ]  # fmt: skip
    edges = [{"id": f"line-{n}", "sources": [one], "targets": [other]} for n, (one, other) in enumerate(asked.ends)]
    return {"id": "root", "layoutOptions": options, "children": children, "edges": edges}


def read_elk(found: dict[str, Any], asked: Asked) -> tuple[dict[str, Rect], list[list[Point]]]:
    """Read rectangles and polylines from what ELK gives."""
    del asked
    boxes = {
        each["id"]: (each["x"], each["y"], each["x"] + each["width"], each["y"] + each["height"])
        for each in found["children"]
    }
    lines = [
        [(at["x"], at["y"]) for at in (part["startPoint"], *part.get("bendPoints", ()), part["endPoint"])]
        for each in found["edges"]
        for part in each["sections"]
    ]
    return boxes, [merge_points(line) for line in lines]


Found = tuple[dict[str, Rect], list[list[Point]]]


@dataclass(frozen=True)
class Engine:
    """A peer under one set of options: which package lays out, what it is given, how its answer is read."""

    name: str
    package: str  # graphviz or elk
    write: Callable[[Asked], Any]
    read: Callable[[dict[str, Any], Asked], Found]


ENGINES = [
    Engine("dot ortho", "graphviz", lambda asked: write_dot(asked, ortho=True, homes=True), read_dot),
    Engine("dot ortho, free", "graphviz", lambda asked: write_dot(asked, ortho=True, homes=False), read_dot),
    Engine("dot, curves", "graphviz", lambda asked: write_dot(asked, ortho=False, homes=True), read_dot),
    Engine("dot, curves, free", "graphviz", lambda asked: write_dot(asked, ortho=False, homes=False), read_dot),
    Engine("ELK layered, bands", "elk", lambda asked: write_elk(asked, homes=True), read_elk),
    Engine("ELK layered, free", "elk", lambda asked: write_elk(asked, homes=False), read_elk),
]


@dataclass(frozen=True)
class Peers:
    """How the peers are run."""

    modules: Path
    limit: float

    def find_versions(self) -> dict[str, str]:
        """Find which peers can be run, with their versions; says what is missing."""
        versions = {}
        if shutil.which("dot"):
            told = subprocess.run(["dot", "-V"], capture_output=True, text=True, check=True)
            found = re.search(r"version (\S+)", told.stderr + told.stdout)
            versions["graphviz"] = f"{found[1] if found else '?'}, dot on the PATH"
        if not shutil.which("node"):
            left = "ELK is" if versions else "Graphviz and ELK are"
            print(f"node is not installed: {left} left out\n")
            return versions
        for package, name in (("graphviz", "@hpcc-js/wasm-graphviz"), ("elk", "elkjs")):
            if package not in versions:
                (told_json,) = self._ask([{"engine": package}])
                if "version" in told_json:
                    versions[package] = told_json["version"] + (", WebAssembly" if package == "graphviz" else ", node")
                else:
                    print(f"{name} is not found ({told_json['error']}): npm install --prefix FOLDER {name}, then")
                    print("--modules FOLDER; its rows are left out\n")
        return versions

    def lay(self, engine: Engine, asked: Sequence[Asked]) -> list[Drawing]:
        """Lay out graphs by a peer; says which it could not."""
        given = [engine.write(each) for each in asked]
        if engine.package == "graphviz" and shutil.which("dot"):
            answers = [self._run_dot(text) for text in given]
        else:
            answers = self._ask([{"engine": engine.package, "input": each} for each in given])
        drawings = []
        for each, answer in zip(asked, answers, strict=True):
            if "error" in answer:
                print(f"{engine.name}: a graph of {len(each.sizes)} boxes gave {answer['error']}\n")
                continue
            boxes, lines = engine.read(answer["output"], each)
            drawings.append(Drawing(boxes, lines, answer["wall"], answer["processor"]))
            if len(boxes) < len(each.sizes) or len(lines) < len(each.ends):
                print(
                    f"{engine.name}: {len(boxes)} of {len(each.sizes)} boxes, {len(lines)} of {len(each.ends)} lines\n"
                )
        return drawings

    def _ask(self, jobs: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Give jobs to one process of node, and its answers; what it did not get to is an error."""
        command = ["node", str(Path(__file__).with_name("peers.mjs")), str(self.modules)]
        given = "".join(f"{json.dumps(job)}\n" for job in jobs)
        try:
            ran = subprocess.run(
                command, input=given, capture_output=True, text=True, check=False, timeout=self.limit, encoding="utf-8"
            )
            told, why = ran.stdout, (ran.stderr.strip().splitlines() or ["no answer"])[-1]
        except subprocess.TimeoutExpired as late:
            told = (late.stdout or b"").decode()
            why = f"no answer within {self.limit:.0f} s"
        answers = [json.loads(line) for line in told.splitlines() if line.endswith("}")][: len(jobs)]
        return answers + [{"error": why}] * (len(jobs) - len(answers))

    def _run_dot(self, text: str) -> dict[str, Any]:
        """Run the dot on the PATH; its time holds its start, of some milliseconds."""
        begun, before = time.perf_counter(), os.times()
        try:
            ran = subprocess.run(
                ["dot", "-Tjson0"], input=text, capture_output=True, text=True, check=False, timeout=self.limit
            )
        except subprocess.TimeoutExpired:
            return {"error": f"no answer within {self.limit:.0f} s"}
        wall, after = time.perf_counter() - begun, os.times()
        if ran.returncode:
            return {"error": (ran.stderr.strip().splitlines() or [f"exit {ran.returncode}"])[-1]}
        processor = after.children_user - before.children_user + after.children_system - before.children_system
        return {"output": json.loads(ran.stdout), "wall": wall, "processor": processor}


# -- tables ------------------------------------------------------------------------------------------------------------


def main() -> None:
    """Measure and print the table of each size, then how time grows and which goals are met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--graphs", type=int, default=GRAPHS, help=f"of the first size; of others at most {LARGE}")
    parser.add_argument("--boxes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--quick", action="store_true", help="three graphs of the first size alone")
    parser.add_argument("--modules", type=Path, default=Path.cwd(), help="where npm has installed the peers")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds for an engine")
    options = parser.parse_args()
    sizes, graphs = (options.boxes[:1], 3) if options.quick else (options.boxes, options.graphs)
    peers = Peers(options.modules, options.limit)
    versions = peers.find_versions()
    growth = []
    for place, boxes in enumerate(sizes):
        first = place == 0
        seeds = range(graphs if first else min(graphs, LARGE))
        growth.append(show_size(boxes, seeds, peers, versions, len(seeds) if first else PEERS_LARGE))
    show_growth(growth)
    named = {"graphviz": "Graphviz", "elk": "elkjs"}
    also = "".join(f", {named[package]} {version}" for package, version in versions.items())
    print(f"{describe_machine('govgraph', 'networkx')}{also}; load of the machine {os.getloadavg()[1]:.1f}")


@dataclass(frozen=True)
class Row:
    """One engine on all graphs of one size."""

    name: str
    drawings: Sequence[Drawing]
    counts: Sequence[Counts]

    def spend(self) -> tuple[float, float]:
        """Give the medians of processor time and wall time, in seconds."""
        return median(each.processor for each in self.drawings), median(each.wall for each in self.drawings)

    def list_cells(self) -> list[object]:
        """List the cells: seconds at the median, crossings at the median, and what is wrong in all drawings."""
        crossings = [each.crossings for each in self.counts]
        wrong = [sum(getattr(each, field.name) for each in self.counts) for field in fields(Counts)[:-1]]
        return [self.name, len(self.drawings), *self.spend(), f"{median(crossings):g}", *wrong]


def show_size(boxes: int, seeds: range, peers: Peers, versions: dict[str, str], given: int) -> tuple[int, float, float]:
    """Print the table of one size; gives it with the medians of our times, no number where we were stopped."""
    graphs = [Sample(boxes, seed).build() for seed in seeds]
    drawn = {width: lay_all(graphs, width, peers.limit) for width in find_widths(boxes)}
    asked = [read_asked(*pair) for pair in zip(graphs, next(iter(drawn.values())), strict=True)]
    rows = [
        Row(f"govgraph, {width} mm", ours, [_count(*pair) for pair in zip(ours, asked, strict=False)])
        for width, all_drawn in drawn.items()
        if (ours := [drawing for drawing in all_drawn if drawing])
    ]
    own = len(rows)
    for engine in ENGINES:
        if engine.package in versions and (drawings := peers.lay(engine, asked[:given])):
            counts = [_count(*pair) for pair in zip(drawings, asked, strict=False)]
            rows.append(Row(engine.name, drawings, counts))
    print(f"### {boxes} boxes, {2 * boxes} lines\n")
    headers = [
        "engine",
        "graphs",
        "s processor",
        "s wall",
        "crossings",
        *(_HEADERS[f.name] for f in fields(Counts)[:-1]),
    ]
    print_table([row.list_cells() for row in rows], headers)
    print()
    for row in rows[:own]:
        show_goals(boxes, row, rows[own:])
    return boxes, *(rows[0].spend() if own else (math.nan, math.nan))


def lay_all(graphs: Sequence[Graph], width: int, limit: float) -> list[Drawing | None]:
    """Lay out all graphs of one size with govgraph, up to the first that takes too long."""
    drawn: list[Drawing | None] = []
    for graph in graphs:
        drawn.append(lay_ours(graph, width, limit) if all(drawn) else None)
    return drawn


_HEADERS = {
    "overlaps": "boxes overlap", "through": "lines through boxes", "shared": "shared segments",
    "off_lane": "out of lane", "off_band": "out of band",
}  # fmt: skip


def _count(drawing: Drawing, asked: Asked) -> Counts:
    return count_drawing(drawing, asked.sides, asked.tiers)


def show_goals(boxes: int, ours: Row, theirs: Sequence[Row]) -> None:
    """Say which goals of a size are met, and against each peer on how many of the same graphs we cross less."""
    processor, wall = ours.spend()
    widths, searched = ([getattr(each, name) for each in ours.drawings] for name in ("width", "refused"))
    print(f"{ours.name}: {min(widths):g} to {max(widths):g} mm came out, found in {sum(searched):.1f} s", end="; ")
    if boxes in GOALS:
        met = ["missed", "met"][processor <= GOALS[boxes]], ["missed", "met"][wall <= GOALS[boxes]]
        print(f"{GOALS[boxes]:g} s: {met[0]} in processor time, {met[1]} in wall time", end="; ")
    wrong = sum(sum(getattr(each, field.name) for field in fields(Counts)[:-1]) for each in ours.counts)
    print(f"faults: {wrong}")
    for row in theirs:
        pairs = list(zip(ours.counts, row.counts, strict=False))
        fewer = sum(mine.crossings < other.crossings for mine, other in pairs)
        print(f"fewer crossings than {row.name} on {fewer} of {len(pairs)} graphs")
    print()


def show_growth(growth: Sequence[tuple[int, float, float]]) -> None:
    """Print how our time grows with the number of boxes: as which power of it, from the size before."""
    if len(growth) < 2:
        return
    rows: list[list[object]] = [[*growth[0], growth[0][1] / growth[0][0] * 1000, ""]]
    for before, after in pairwise(growth):
        power = math.log(after[1] / before[1]) / math.log(after[0] / before[0])
        rows.append([*after, after[1] / after[0] * 1000, f"{power:.1f}"])
    print_table(rows, ["boxes", "s processor", "s wall", "ms per box", "power"])
    print()


if __name__ == "__main__":
    main()
