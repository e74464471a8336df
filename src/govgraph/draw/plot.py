"""A scene → a Plotly figure with what is behind each line, and a page that shows it without any network."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, hypot, radians, sin
from typing import TYPE_CHECKING, Any

from govgraph.draw.heads import HEADS, turn_of
from govgraph.draw.svg import JOINT, LINE_WIDTH
from govgraph.layout.letters import FONT_FAMILY
from govgraph.layout.scene import Box, Entry, Letters, Panel, Point, Scene, Wire
from govgraph.layout.style import CHANGE_MARKS, weigh_stroke

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["draw_figure", "draw_html"]

_WIDTH = 1180  # pixels of the picture on the screen
_LEGEND = 240  # and of the verbs beside it
_STEP = 5.0  # points between two places of a wire that answer to the pointer
_FAMILIES = f"{FONT_FAMILY}, Arimo, Arial, Helvetica, sans-serif"


def draw_figure(scene: Scene) -> go.Figure:
    """Draw a scene as a Plotly figure.

    Pointing at a line tells its statement, modality, status, object and evidence; a click on a verb in the legend
    hides its lines and shows them again.
    """
    import plotly.graph_objects as go

    scale = _WIDTH / scene.width
    shapes = [shape for panel in scene.panels for shape in _find_shapes(panel, scale)]
    figure = go.Figure(
        layout={
            "width": _WIDTH + _LEGEND, "height": round(scene.height * scale),
            "margin": {"l": 0, "r": _LEGEND, "t": 0, "b": 0}, "plot_bgcolor": "#ffffff", "paper_bgcolor": "#ffffff",
            "xaxis": {"range": [0, scene.width], "visible": False, "fixedrange": True},
            "yaxis": {"range": [scene.height, 0], "visible": False, "fixedrange": True},
            "font": {"family": _FAMILIES, "color": "#111111"}, "hoverlabel": {"align": "left", "bgcolor": "#ffffff"},
            "legend": {"x": 1.01, "y": 1.0, "groupclick": "togglegroup"}, "hovermode": "closest",
            "shapes": [*shapes, *_find_samples(scene, scale)],
            "annotations": [_annotate(letters, scale) for letters in _find_letters(scene)],
        }
    )  # fmt: skip
    for panel in scene.panels:
        for wire in panel.wires:
            figure.add_traces(list(_trace_wire(wire, scale)))
    for entry in scene.entries:
        if entry.verb:
            figure.add_trace(_trace_verb(entry))
    return figure


def draw_html(scene: Scene) -> str:
    """Draw a scene as a whole HTML page that holds all it needs. The same scene gives the same text."""
    name = f"govgraph-{scene.panels[0].case}" if scene.panels else "govgraph"
    body = draw_figure(scene).to_html(
        full_html=False, include_plotlyjs=True, div_id=name, config={"displaylogo": False, "displayModeBar": False}
    )
    return "\n".join([
        "<!DOCTYPE html>",
        f'<html lang="{html.escape(scene.lang)}">',
        f'<head><meta charset="utf-8"><title>{html.escape(scene.title)}</title></head>',
        f'<body><main aria-label="{html.escape(scene.description)}">{body}</main></body>',
        "</html>",
        "",
    ])  # fmt: skip


def _find_shapes(panel: Panel, scale: float) -> Iterator[dict[str, Any]]:
    frame = {"color": "#8a8d86", "width": 1}
    for n, lane in enumerate(panel.lanes):
        ground = "#ffffff" if n % 2 else "#fafaf6"
        yield _rectangle(lane.x, lane.y, lane.width, lane.height, fillcolor=ground, line=frame)
        yield _rectangle(lane.x, lane.y - lane.head, lane.width, lane.head, fillcolor="#e3e4dd", line=frame)
    for band in panel.bands:
        yield _rectangle(band.x - band.head, band.y, band.head, band.height, fillcolor="#e3e4dd", line=frame)
    for band in panel.bands[:-1]:
        under = band.y + band.height
        dotted = {"color": "#8a8d86", "width": 1, "dash": "dot"}
        yield {
            "type": "line",
            "layer": "below",
            "x0": band.x,
            "x1": band.x + band.width,
            "y0": under,
            "y1": under,
            "line": dotted,
        }
    for gap in panel.gaps:
        outline = {"color": "#222222", "width": 0.65 * scale, "dash": "dot"}
        yield _rectangle(gap.x, gap.y, gap.width, gap.height, line=outline)
    for box in panel.boxes:
        yield from _draw_box(box, scale)


def _draw_box(box: Box, scale: float) -> Iterator[dict[str, Any]]:
    width = 0.65 * scale * weigh_stroke(outside=box.faint, change=box.change)
    line = {"color": "#222222", "width": width, **({"dash": "dot"} if box.dashed else {})}
    yield _rectangle(box.x, box.y, box.width, box.height, fillcolor=box.fill, line=line)
    if box.double:
        yield _rectangle(
            box.x + 1.5, box.y + 1.5, box.width - 3, box.height - 3, line={"color": "#222222", "width": 0.35 * scale}
        )


def _find_samples(scene: Scene, scale: float) -> Iterator[dict[str, Any]]:
    for entry in scene.entries:
        if entry.kind:
            width = 0.65 * scale * weigh_stroke(outside=entry.faint, change="")
            line = {"color": "#222222", "width": width, **({"dash": "dot"} if entry.dashes else {})}
            yield _rectangle(entry.x, entry.y - 3.4, entry.width, 6.8, fillcolor=entry.fill, line=line)
        else:
            width = LINE_WIDTH * scale * weigh_stroke(outside=entry.faint, change=entry.change)
            yield {
                "type": "line", "x0": entry.x, "x1": entry.x + entry.width, "y0": entry.y, "y1": entry.y,
                "line": {"color": entry.colour, "width": width, "dash": _dash(entry.dashes, scale)},
            }  # fmt: skip
            if entry.head:
                yield _head_shape(entry)


def _head_shape(entry: Entry) -> dict[str, Any]:
    head = HEADS[entry.head]
    corners = _turn(head.outline, 90, (entry.x + entry.width, entry.y))
    path = "M" + "L".join(f"{x:.2f},{y:.2f}" for x, y in corners) + ("Z" if head.path.endswith("Z") else "")
    return {
        "type": "path",
        "path": path,
        "fillcolor": entry.colour if head.filled else "#ffffff",
        "line": {"color": entry.colour, "width": 1},
    }


def _rectangle(x: float, y: float, width: float, height: float, **style: Any) -> dict[str, Any]:
    return {"type": "rect", "layer": "below", "x0": x, "y0": y, "x1": x + width, "y1": y + height, **style}


def _find_letters(scene: Scene) -> Iterator[Letters]:
    yield from scene.texts
    for panel in scene.panels:
        yield from panel.texts
        yield from (lane.label for lane in panel.lanes)
        yield from (band.label for band in panel.bands)
        for label in (part.label for parts in (panel.gaps, panel.boxes) for part in parts):
            yield from label
    yield from scene.headings
    for entry in scene.entries:
        yield entry.label
    yield from scene.notes
    yield from scene.source


def _annotate(letters: Letters, scale: float) -> dict[str, Any]:
    words = html.escape(letters.words)  # Plotly reads a few tags in its texts
    place = {"x": letters.x, "y": letters.y - 0.36 * letters.size, "yanchor": "middle"}
    if letters.upright:
        place = {"x": letters.x - 0.36 * letters.size, "y": letters.y, "yanchor": "middle", "textangle": -90}
    anchor = "center" if letters.anchor == "middle" else "left"
    return {
        **place, "text": f"<b>{words}</b>" if letters.bold else words, "xanchor": anchor, "showarrow": False,
        "borderpad": 0,
        "font": {"size": round(letters.size * scale, 2), "color": letters.colour},
    }  # fmt: skip


def _trace_wire(wire: Wire, scale: float) -> Iterator[dict[str, Any]]:
    notes = "<br>".join(html.escape(note) for note in (*wire.notes, wire.id))
    shared = {
        "type": "scatter", "legendgroup": wire.verb, "showlegend": False, "name": html.escape(wire.verb_label),
        "hovertemplate": f"<b>{html.escape(wire.title)}</b><br>{notes}<extra></extra>",
    }  # fmt: skip
    points: list[tuple[float | None, float | None]] = []
    for path in wire.paths:
        points += [*([(None, None)] if points else []), *_spread(path)]
    width = LINE_WIDTH * scale * weigh_stroke(outside=wire.scope == "outside", change=wire.change)
    line = {"color": wire.colour, "width": round(width, 2), "dash": _dash(wire.dashes, scale)}
    yield {**shared, "mode": "lines", "x": [x for x, _ in points], "y": [y for _, y in points], "line": line}
    if wire.joints:
        marker = {"size": round(2 * JOINT * scale, 2), "color": wire.colour}
        joints = {"x": [x for x, _ in wire.joints], "y": [y for _, y in wire.joints], "marker": marker}
        yield {**shared, "mode": "markers", **joints}
    if wire.change in CHANGE_MARKS:
        symbol = {"gone": "x-thin-open", "uncovered": "circle-open"}[wire.change]
        marker = {"symbol": symbol, "size": round(4.4 * scale, 2), "color": wire.colour}
        yield {**shared, "mode": "markers", "x": [wire.middle[0]], "y": [wire.middle[1]], "marker": marker}
    if wire.count:  # a trace, not an annotation, so that it goes with its verb
        yield {
            **shared, "mode": "text", "x": [wire.count.x], "y": [wire.count.y - 0.36 * wire.count.size],
            "text": [wire.count.words], "textposition": "middle right",
            "textfont": {"size": round(wire.count.size * scale, 2), "color": wire.count.colour},
        }  # fmt: skip
    ends = [(path[-2], path[-1]) for path in wire.paths]
    ends += [(wire.paths[0][1], wire.paths[0][0])] if wire.symmetric else []
    for before, tip in ends:
        head = HEADS[wire.head]
        corners = _turn(head.outline, turn_of(before, tip), tip)
        yield {
            **shared, "mode": "lines", "x": [x for x, _ in corners], "y": [y for _, y in corners],
            "fill": "toself" if head.path.endswith("Z") else "none",
            "fillcolor": wire.colour if head.filled else "#ffffff", "line": {"color": wire.colour, "width": 1.2},
        }  # fmt: skip


def _trace_verb(entry: Entry) -> dict[str, Any]:
    marker = {"symbol": HEADS[entry.head].symbol, "size": 10, "color": entry.colour}
    return {
        "type": "scatter", "x": [None], "y": [None], "mode": "lines+markers", "legendgroup": entry.verb,
        "showlegend": True, "name": html.escape(entry.label.words), "line": {"color": entry.colour, "width": 2},
        "marker": marker, "hoverinfo": "skip",
    }  # fmt: skip


def _spread(points: Sequence[Point]) -> Iterator[Point]:
    """Set points close along a wire: the pointer meets only points, not what lies between."""
    yield points[0]
    for here, there in pairwise(points):
        count = max(1, round(hypot(there[0] - here[0], there[1] - here[1]) / _STEP))
        for n in range(1, count + 1):
            part = n / count
            yield round(here[0] + part * (there[0] - here[0]), 2), round(here[1] + part * (there[1] - here[1]), 2)


def _turn(outline: Sequence[Point], degrees: int, tip: Point) -> list[Point]:
    sine, cosine = round(sin(radians(degrees))), round(cos(radians(degrees)))
    return [(round(tip[0] + x * cosine - y * sine, 2), round(tip[1] + x * sine + y * cosine, 2)) for x, y in outline]


def _dash(dashes: Sequence[float], scale: float) -> str:
    return ",".join(f"{dash * scale:.1f}px" for dash in dashes) or "solid"
