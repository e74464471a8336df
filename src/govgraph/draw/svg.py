"""A scene → SVG, written element by element so that no name can become markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from xml.etree import ElementTree as ET

from govgraph.draw.heads import HEADS, Head, turn_of
from govgraph.layout.letters import FONT_FAMILY
from govgraph.layout.scene import Band, Box, Bridge, Entry, Gap, Lane, Letters, Panel, Point, Scene, Wire
from govgraph.layout.style import CHANGE_MARKS, GAP_DASHES, weigh_stroke

__all__ = ["JOINT", "LINE_WIDTH", "NO_XML", "draw_svg", "write_number", "write_pair"]

LINE_WIDTH = 0.85
_RADIUS = 2.8
JOINT = 1.3  # radius of the dot where a branch turns off
_OUTLINE = "#222222"
_FRAME = "#8a8d86"
_HEADING = "#e3e4dd"
_GROUNDS = ("#fafaf6", "#ffffff")
_FAMILIES = f"{FONT_FAMILY}, Arimo, Arial, Helvetica, sans-serif"
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def draw_svg(scene: Scene) -> str:
    """Draw a scene as an SVG document in points, `width` in millimetres. The same scene gives the same text."""
    name = scene.panels[0].case if scene.panels else "scene"
    root = ET.Element("svg", {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": f"{_millimetres(scene.width)}mm", "height": f"{_millimetres(scene.height)}mm",
        "viewBox": f"0 0 {write_number(scene.width)} {write_number(scene.height)}",
        "lang": scene.lang, "xml:lang": scene.lang,
        "role": "img", "aria-labelledby": f"{name}-title {name}-desc", "font-family": _FAMILIES,
    })  # fmt: skip
    _add_text(root, "title", scene.title, {"id": f"{name}-title"})
    _add_text(root, "desc", scene.description, {"id": f"{name}-desc"})
    _add(root, "rect", "page", x=0.0, y=0.0, width=scene.width, height=scene.height, fill="#ffffff")
    for n, letters in enumerate(scene.texts):
        _add_letters(root, letters, "subtitle" if n else "heading")
    for panel in scene.panels:
        _add_panel(root, panel)
    _add_legend(root, scene)
    for letters in scene.notes:
        _add_letters(root, letters, "note")
    for letters in scene.source:
        _add_letters(root, letters, "source")
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _add(parent: ET.Element, tag: str, name: str, **attributes: str | float) -> ET.Element:
    written = {
        key.replace("_", "-"): write_number(value) if isinstance(value, float) else str(value)
        for key, value in attributes.items()
    }
    return ET.SubElement(parent, tag, {"class": name, **{key: NO_XML.sub("", value) for key, value in written.items()}})


def _add_text(parent: ET.Element, tag: str, words: str, attributes: dict[str, str] | None = None) -> None:
    ET.SubElement(parent, tag, attributes or {}).text = NO_XML.sub("", words)


def _add_letters(parent: ET.Element, letters: Letters, name: str) -> None:
    place = {"x": write_number(letters.x), "y": write_number(letters.y)}
    if letters.upright:
        place = {"transform": f"translate({place['x']},{place['y']}) rotate(-90)"}
    style = {"font-size": write_number(letters.size), "fill": letters.colour}
    if letters.bold:
        style["font-weight"] = "bold"
    if letters.anchor != "start":
        style["text-anchor"] = letters.anchor
    _add_text(parent, "text", letters.words, {"class": name, **place, **style})


def _add_panel(root: ET.Element, panel: Panel) -> None:
    group = _add(root, "g", "panel", data_case=panel.case, data_at=panel.at)
    for n, lane in enumerate(panel.lanes):
        _add_lane(group, lane, _GROUNDS[n % 2])
    for n, band in enumerate(panel.bands):
        _add_band(group, band, last=n == len(panel.bands) - 1)
    for letters in panel.texts:
        _add_letters(group, letters, "panel-heading")
    for gap in panel.gaps:
        _add_gap(group, gap)
    for box in panel.boxes:
        _add_box(group, box)
    lines: dict[str, ET.Element] = {}
    for wire in panel.wires:
        if wire.id in lines:  # a joint holder's branch of a line that is drawn already
            _add_path(_add(lines[wire.id], "g", "branch", data_from=wire.source, data_to=" ".join(wire.targets)), wire)
        else:
            lines[wire.id] = _add_wire(group, wire)


def _add_lane(group: ET.Element, lane: Lane, ground: str) -> None:
    frame: dict[str, str | float] = {"x": lane.x, "width": lane.width, "stroke": _FRAME, "stroke_width": 0.5}
    _add(group, "rect", "lane", data_side=lane.side, y=lane.y, height=lane.height, fill=ground, **frame)
    _add(group, "rect", "head-of-lane", y=lane.y - lane.head, height=lane.head, fill=_HEADING, **frame)
    _add_letters(group, lane.label, "heading")


def _add_band(group: ET.Element, band: Band, *, last: bool) -> None:
    _add(
        group,
        "rect",
        "band",
        data_tier=band.tier,
        x=band.x,
        y=band.y,
        width=band.width,
        height=band.height,
        fill="none",
    )
    _add(
        group, "rect", "head-of-band", x=band.x - band.head, y=band.y, width=band.head, height=band.height,
        fill=_HEADING, stroke=_FRAME, stroke_width=0.5,
    )  # fmt: skip
    if not last:
        under = band.y + band.height
        path = f"M{write_number(band.x)} {write_number(under)}H{write_number(band.x + band.width)}"
        _add(group, "path", "border", d=path, fill="none", stroke=_FRAME, stroke_width=0.5, stroke_dasharray="1.2 1.6")
    _add_letters(group, band.label, "heading")


def _add_box(group: ET.Element, box: Box) -> None:
    actor = _add(group, "g", "actor", data_id=box.id, data_function=box.function, data_class=box.class_)
    if box.faint:
        actor.set("data-scope", "outside")
    _add_text(actor, "title", box.title)
    style: dict[str, str | float] = {"fill": box.fill, "stroke": _OUTLINE, "stroke_width": 0.65, "rx": 1.6}
    if box.change:
        actor.set("data-change", box.change)
    style["stroke_width"] = 0.65 * weigh_stroke(outside=box.faint, change=box.change)
    if box.dashed:
        style["stroke_dasharray"] = "2 1.4"
    _add(actor, "rect", "box", x=box.x, y=box.y, width=box.width, height=box.height, **style)
    if box.double:
        _add_inner(actor, box.x, box.y, box.width, box.height)
    for letters in box.label:
        _add_letters(actor, letters, "label")


def _add_gap(group: ET.Element, gap: Gap) -> None:
    empty = _add(group, "g", "empty", data_function=gap.function, data_state=gap.state)
    _add_text(empty, "title", gap.title)
    dashes = " ".join(map(write_number, GAP_DASHES))
    style: dict[str, str | float] = {"fill": "none", "stroke": _OUTLINE, "stroke_width": 0.65, "rx": 1.6}
    _add(empty, "rect", "place", x=gap.x, y=gap.y, width=gap.width, height=gap.height, stroke_dasharray=dashes, **style)
    for letters in gap.label:
        _add_letters(empty, letters, "label")


def _add_inner(parent: ET.Element, x: float, y: float, width: float, height: float, gap: float = 1.5) -> None:
    _add(
        parent, "rect", "inner", x=x + gap, y=y + gap, width=width - 2 * gap, height=height - 2 * gap, rx=0.8,
        fill="none", stroke=_OUTLINE, stroke_width=0.35,
    )  # fmt: skip


def _add_wire(group: ET.Element, wire: Wire) -> ET.Element:
    line = _add(
        group, "g", "line", data_id=wire.id, data_from=wire.source, data_to=" ".join(wire.targets), data_verb=wire.verb,
        data_status=wire.status, data_basis=wire.basis, data_mode=wire.mode, data_scope=wire.scope,
        data_deontic=wire.deontic, data_ids=" ".join(wire.ids),
    )  # fmt: skip
    if wire.change:
        line.set("data-change", wire.change)
    _add_text(line, "title", "\n".join((wire.title, *wire.notes)))
    _add_path(line, wire)
    return line


def _add_path(line: ET.Element, wire: Wire) -> None:
    head = HEADS[wire.head]
    width = LINE_WIDTH * weigh_stroke(outside=wire.scope == "outside", change=wire.change)
    stroke: dict[str, str | float] = {"fill": "none", "stroke": wire.colour, "stroke_width": width}
    dashes = {"stroke_dasharray": " ".join(map(write_number, wire.dashes))} if wire.dashes else {}
    for n, path in enumerate(wire.paths):
        points = shorten(path, head.inset if wire.symmetric and not n else 0.0, head.inset)
        _add(line, "path", "wire", d=trace_wire(points, wire.bridges, wire.joints), **stroke, **dashes)
    for bridge in wire.bridges:
        _add(line, "path", "bridge", d=_trace_bridge(bridge), **stroke)
    if wire.symmetric:
        _add_head(line, "tail", head, wire.paths[0][1], wire.paths[0][0], wire.colour)
    for path in wire.paths:
        _add_head(line, "head", head, path[-2], path[-1], wire.colour)
    for joint in wire.joints:
        _add(line, "circle", "joint", cx=joint[0], cy=joint[1], r=JOINT, fill=wire.colour)
    if wire.change in CHANGE_MARKS:
        _add_change(line, wire.change, *wire.middle, wire.colour)
    if wire.count:
        _add_letters(line, wire.count, "count")


def _add_change(parent: ET.Element, change: str, x: float, y: float, colour: str) -> None:
    place = f"translate({write_number(x)},{write_number(y)})"
    look: dict[str, str | float] = {"fill": "#ffffff", "stroke": colour, "stroke_width": LINE_WIDTH}
    _add(parent, "path", "change", d=CHANGE_MARKS[change], transform=place, **look)


def _add_head(parent: ET.Element, name: str, head: Head, before: Point, tip: Point, colour: str) -> None:
    place = f"translate({write_number(tip[0])},{write_number(tip[1])}) rotate({turn_of(before, tip)})"
    style: dict[str, str | float] = {"fill": colour, "stroke": "none"}
    if not head.filled:
        closed = head.path.endswith("Z")
        style = {
            "fill": "#ffffff" if closed else "none",
            "stroke": colour,
            "stroke_width": 0.8,
            "stroke_linejoin": "round",
        }
    _add(parent, "path", name, d=head.path, transform=place, **style)


def shorten(points: Sequence[Point], start: float, stop: float) -> list[Point]:
    """Take a little off both ends of a wire, to make room for its heads."""
    cut = list(points)
    cut[0] = _toward(points[0], points[1], start)
    cut[-1] = _toward(points[-1], points[-2], stop)
    return cut


def _toward(here: Point, there: Point, by: float) -> Point:
    dx, dy = there[0] - here[0], there[1] - here[1]
    length = abs(dx) + abs(dy)
    by = min(by, length)
    return (round(here[0] + dx / length * by, 2), round(here[1] + dy / length * by, 2)) if length else here


def trace_wire(points: Sequence[Point], bridges: Sequence[Bridge], joints: Sequence[Point] = ()) -> str:
    """Write a path of a wire: straight pieces, rounded corners, a half circle at each bridge.

    No corner is rounded so far that it would leave a joint, where another path turns off.
    """
    path = [f"M{write_pair(*points[0])}"]
    radii = _fit_radii(points, [*bridges, *(Bridge(x, y, 0.0, dx, 1 - dx) for x, y in joints for dx in (0, 1))])
    for n, (here, there) in enumerate(pairwise(points)):
        hops = [(abs(b.x - here[0]) + abs(b.y - here[1]), b) for b in bridges if _lies_on(b, here, there)]
        path.extend(_trace_hop(bridge) for _, bridge in sorted(hops, key=itemgetter(0)))
        radius = radii[n + 1]
        if n + 2 < len(points):
            corner_in, corner_out = _toward(there, here, radius), _toward(there, points[n + 2], radius)
            path.append(f"L{write_pair(*corner_in)}")
            round_, sweep = write_number(radius), _sweep(here, there, points[n + 2])
            path.append(f"A{round_} {round_} 0 0 {sweep} {write_pair(*corner_out)}")
        else:
            path.append(f"L{write_pair(*there)}")
    return "".join(path)


def _fit_radii(points: Sequence[Point], bridges: Sequence[Bridge]) -> list[float]:
    radii = [0.0] * len(points)
    for n in range(1, len(points) - 1):
        room = [_RADIUS]
        for one, other in ((points[n], points[n - 1]), (points[n], points[n + 1])):
            ends = (points[0], points[-1])
            length = abs(one[0] - other[0]) + abs(one[1] - other[1])
            room.append(length if other in ends else length / 2)
            room += [abs(b.x - one[0]) + abs(b.y - one[1]) - b.half - 0.05 for b in bridges if _lies_on(b, one, other)]
        radii[n] = round(max(min(room), 0.1), 2)
    return radii


def _lies_on(bridge: Bridge, one: Point, other: Point) -> bool:
    if bridge.dy == 0:
        return one[1] == other[1] == bridge.y and min(one[0], other[0]) < bridge.x < max(one[0], other[0])
    return one[0] == other[0] == bridge.x and min(one[1], other[1]) < bridge.y < max(one[1], other[1])


def _sweep(before: Point, corner: Point, after: Point) -> int:
    turn = (corner[0] - before[0]) * (after[1] - corner[1]) - (corner[1] - before[1]) * (after[0] - corner[0])
    return 1 if turn > 0 else 0


def _trace_hop(bridge: Bridge) -> str:
    half = bridge.half
    start = (bridge.x - half * bridge.dx, bridge.y - half * bridge.dy)
    stop = (bridge.x + half * bridge.dx, bridge.y + half * bridge.dy)
    sweep = 1 if bridge.dx + bridge.dy > 0 else 0  # always to the same side: up, or to the right
    return f"L{write_pair(*start)}A{write_number(half)} {write_number(half)} 0 0 {sweep} {write_pair(*stop)}"


def _trace_bridge(bridge: Bridge) -> str:
    return "M" + _trace_hop(bridge)[1:]


def _add_legend(root: ET.Element, scene: Scene) -> None:
    legend = _add(root, "g", "legend")
    for letters in scene.headings:
        _add_letters(legend, letters, "heading")
    for entry in scene.entries:
        _add_entry(legend, entry)


def _add_entry(legend: ET.Element, entry: Entry) -> None:
    group = _add(legend, "g", "entry", data_verb=entry.verb, data_status=entry.status, data_kind=entry.kind)
    if entry.change:
        group.set("data-change", entry.change)
    if entry.kind:
        style: dict[str, str | float] = {"fill": entry.fill, "stroke": _OUTLINE, "stroke_width": 0.65, "rx": 1.2}
        style["stroke_width"] = 0.65 * weigh_stroke(outside=entry.faint, change="")
        if entry.dashes:
            style["stroke_dasharray"] = " ".join(map(write_number, entry.dashes))
        _add(group, "rect", "sample", x=entry.x, y=entry.y - 3.4, width=entry.width, height=6.8, **style)
        if entry.double:
            _add_inner(group, entry.x, entry.y - 3.4, entry.width, 6.8)
    else:
        _add_sample(group, entry)
    _add_letters(group, entry.label, "label")


def _add_sample(group: ET.Element, entry: Entry) -> None:
    start, tip = (entry.x, entry.y), (round(entry.x + entry.width, 2), entry.y)
    head = HEADS[entry.head or "none"]
    dashes = {"stroke_dasharray": " ".join(map(write_number, entry.dashes))} if entry.dashes else {}
    ends = shorten((start, tip), head.inset if entry.symmetric else 0.0, head.inset)
    path = f"M{write_pair(*ends[0])}L{write_pair(*ends[1])}"
    width = LINE_WIDTH * weigh_stroke(outside=entry.faint, change=entry.change)
    _add(group, "path", "sample", d=path, fill="none", stroke=entry.colour, stroke_width=width, **dashes)
    if entry.change in CHANGE_MARKS:
        _add_change(group, entry.change, entry.x + entry.width / 2, entry.y, entry.colour)
    if entry.head:
        _add_head(group, "sample-head", head, start, tip, entry.colour)
        if entry.symmetric:
            _add_head(group, "sample-tail", head, tip, start, entry.colour)


def write_number(value: float) -> str:
    """Write a number as SVG wants it: at most two decimals, and none that say nothing."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text


def write_pair(x: float, y: float) -> str:
    """Write a place as SVG wants it in a path."""
    return f"{write_number(x)} {write_number(y)}"


def _millimetres(points: float) -> str:
    return write_number(points * 25.4 / 72)
