"""What answers a question → a small diagram: who stands how many steps from the actor asked about, by which lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from govgraph.answers import Answers
from govgraph.draw.canvas import add_box, add_group, add_stroke, add_title, finish_sheet, new_root, write
from govgraph.draw.heads import HEADS
from govgraph.draw.sheets import Sheet
from govgraph.draw.svg import LINE_WIDTH, write_number, write_pair
from govgraph.graph import Graph
from govgraph.layout.letters import wrap_text
from govgraph.layout.style import find_dashes, style_key
from govgraph.lines import Line
from govgraph.questions import Answer
from govgraph.sentences import say_line
from govgraph.wording import name_actor, word_question
from govgraph.words import capitalise

__all__ = ["draw_reach"]

_WIDTH, _GAP, _ROOM, _EDGE = 118.0, 62.0, 9.0, 8.0  # of a box, between columns, between boxes, around all
_SIZE, _LEAD, _PAD = 8.0, 9.6, 5.0
_APART = 6.4  # between two lines at one side of a box
_DIP = 16.0  # how far below the boxes a line turns that does not lead one column on


@dataclass(frozen=True)
class _Stop:
    """An actor in its column; `x`, `y` is the upper left corner of its box."""

    actor: str
    x: float
    y: float
    height: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class _Step:
    """One line as it was walked, and how surely it answers."""

    line: Line
    source: str
    target: str
    via: str | None
    holds: str


def draw_reach(answers: Answers, lang: str) -> Sheet:
    """Draw what answers `who` or `whom`: the actor asked about at one side, each other in the column of its distance.

    Every arrow is a line of an answer and looks as in a diagram of the whole: colour by family, head by verb, dashes by
    status, basis and mode. One that holds only possibly has a question mark. The same answers give the same bytes.

    Parameters
    ----------
    answers
        With at least one answer, to a question about an actor.
    """
    graph, question = answers.graph, answers.question
    assert question.actor is not None
    steps = _list_steps(graph, answers)
    distances = _measure_distances(question.actor, question.direction == "in", steps)
    columns = _order_columns(distances, steps, toward_last=question.direction == "in")
    stops = _place_stops(graph, columns, steps, lang)
    told = [_say_step(graph, step, lang) for step in steps]
    root = new_root()
    begins, ends = (_find_ports(steps, stops, end) for end in ("source", "target"))
    for n, step in enumerate(steps):
        _draw_step(root, graph, step, (stops[step.source], stops[step.target]), (begins[n], ends[n]), told[n])
    for stop in stops.values():
        _draw_stop(root, graph, stop, asked=stop.actor == question.actor, lang=lang)
    dips = any(stops[step.source].x >= stops[step.target].x for step in steps)
    height = max(stop.y + stop.height for stop in stops.values()) + _EDGE + (_DIP if dips else 0.0)
    width = max(stop.x for stop in stops.values()) + _WIDTH + _EDGE
    title = capitalise(word_question(graph, question, lang))
    description = " ".join(dict.fromkeys(told))
    return finish_sheet(root, "reach", title=title, description=description, lang=lang, width=width, height=height)


def _say_step(graph: Graph, step: _Step, lang: str) -> str:
    return say_line(graph, step.line, lang, source=step.source, target=step.target, via=step.via, holds=step.holds)


def _list_steps(graph: Graph, answers: Sequence[Answer]) -> list[_Step]:
    """List the lines walked, each once for the ends that it leads between, as surely as any answer has it."""
    found: dict[tuple[str, str, str], _Step] = {}
    for answer in answers:
        for hop in answer.hops:
            target = hop.target or hop.line["to"]
            if target is None or target not in graph:
                continue  # a statement without counterpart is no arrow
            key = (hop.line["id"], hop.source, target)
            known = found.get(key)
            if known is None or (known.holds != "yes" and answer.holds == "yes"):
                found[key] = _Step(hop.line, hop.source, target, hop.via, answer.holds)
    return list(found.values())


def _measure_distances(asked: str, inward: bool, steps: Sequence[_Step]) -> dict[str, int]:
    """Give the least number of steps from each actor to the one asked about, or from that one to it."""
    distances = {asked: 0}
    rim = [asked]
    while rim:
        near = set(rim)
        rim = []
        for step in steps:
            here, there = (step.target, step.source) if inward else (step.source, step.target)
            if here in near and there not in distances:
                distances[there] = distances[here] + 1
                rim.append(there)
    return distances


def _order_columns(distances: Mapping[str, int], steps: Sequence[_Step], *, toward_last: bool) -> list[list[str]]:
    """Give the actors of each column, from left to right, each near those that it is tied to one column nearer."""
    columns: list[list[str]] = [[] for _ in range(max(distances.values()) + 1)]
    for actor, distance in distances.items():
        columns[distance].append(actor)
    for n in range(1, len(columns)):
        rows = {actor: row for row, actor in enumerate(columns[n - 1])}

        def middle(actor: str, rows: dict[str, int] = rows) -> float:
            tied = [
                rows[end] for s in steps if actor in (s.source, s.target) for end in (s.source, s.target) if end in rows
            ]
            return sum(tied) / len(tied) if tied else 0.0

        columns[n].sort(key=middle)
    return columns[::-1] if toward_last else columns


def _place_stops(graph: Graph, columns: Sequence[Sequence[str]], steps: Sequence[_Step], lang: str) -> dict[str, _Stop]:
    """Place each box, high enough for its name and for the lines at either of its sides."""
    words = {
        actor: wrap_text(name_actor(graph, actor, lang), _WIDTH - 2 * _PAD, _SIZE, bold=True)
        for column in columns
        for actor in column
    }
    most = Counter(step.source for step in steps) | Counter(step.target for step in steps)
    heights = {actor: max(len(lines) * _LEAD + 2 * _PAD, most[actor] * _APART + 2) for actor, lines in words.items()}
    totals = [sum(heights[actor] for actor in column) + _ROOM * (len(column) - 1) for column in columns]
    stops: dict[str, _Stop] = {}
    for n, column in enumerate(columns):
        y = _EDGE + (max(totals) - totals[n]) / 2
        for actor in column:
            stops[actor] = _Stop(actor, _EDGE + n * (_WIDTH + _GAP), round(y, 2), heights[actor], tuple(words[actor]))
            y += heights[actor] + _ROOM
    return stops


def _find_ports(steps: Sequence[_Step], stops: Mapping[str, _Stop], end: str) -> list[float]:
    """Give how far from the middle of its box each line begins, or ends: in the order of where it comes from."""
    beside: dict[str, list[int]] = defaultdict(list)
    for n, step in enumerate(steps):
        beside[getattr(step, end)].append(n)
    ports = [0.0] * len(steps)
    for numbers in beside.values():
        numbers.sort(key=lambda n: (stops[steps[n].source].y + stops[steps[n].target].y, n))
        for place, n in enumerate(numbers):
            ports[n] = (place - (len(numbers) - 1) / 2) * _APART
    return ports


def _draw_stop(root: ET.Element, graph: Graph, stop: _Stop, *, asked: bool, lang: str) -> None:
    vocabulary = graph.graph["dataset"].vocabulary
    node = graph.nodes[stop.actor]
    group = add_group(root, "actor", id=stop.actor)
    add_title(group, name_actor(graph, stop.actor, lang))
    class_ = vocabulary.classes.get(node["class"])
    dashes = "2 1.4" if node["status"] in {"proposed", "planned"} else ""
    add_box(group, "box", stop.x, stop.y, _WIDTH, stop.height, class_.fill if class_ else "#ffffff", stroke="#222222",
            dashes=dashes)  # fmt: skip
    top = stop.y + (stop.height - len(stop.words) * _LEAD) / 2
    for n, line in enumerate(stop.words):
        y = top + (n + 0.78) * _LEAD
        write(group, line, stop.x + _WIDTH / 2, round(y, 2), size=_SIZE, bold=asked, anchor="middle", name="label")


def _draw_step(
    root: ET.Element, graph: Graph, step: _Step, between: tuple[_Stop, _Stop], ports: tuple[float, float], told: str
) -> None:
    vocabulary = graph.graph["dataset"].vocabulary
    line = step.line
    verb = vocabulary.verbs[line["verb"]]
    group = add_group(root, "line", **{"id": line["id"], "from": step.source, "to": step.target, "verb": verb.id})
    add_title(group, told)
    colour, head = vocabulary.families[verb.family].colour, HEADS[verb.arrowhead]
    dashes = " ".join(map(write_number, find_dashes(style_key(line)))) if line["status"] != "former" else "1 3"
    lead = _lead_on if between[0].x < between[1].x else _lead_back
    start, stop, turn, bend = lead(between, ports)
    back = (stop[0] - head.inset, stop[1]) if turn else (stop[0], stop[1] + head.inset)
    d = f"M{write_pair(*start)}C{' '.join(write_pair(*point) for point in (*bend, back))}"
    ends = [(stop, turn), *([(start, -turn)] if verb.symmetric else [])]
    middle = ((start[0] + stop[0]) / 2, (start[1] + bend[0][1] + bend[1][1] + stop[1]) / 4 - 3)
    add_stroke(group, "wire", d, stroke=colour, width=LINE_WIDTH, dashes=dashes)
    for (x, y), turn in ends:
        look = {"fill": colour} if head.filled else {"fill": "#ffffff", "stroke": colour, "stroke-width": "0.8"}
        place = f"translate({write_number(x)},{write_number(y)}) rotate({turn})"
        ET.SubElement(group, "path", {"class": "head", "d": head.path, "transform": place, **look})
    if step.holds == "possibly":
        write(group, "?", *middle, size=_SIZE, anchor="middle", colour=colour, name="holds")


Point = tuple[float, float]


Lead = tuple[Point, Point, int, tuple[Point, Point]]
"""Where a line begins and ends, the turn of its head in degrees, and the two points that bend it."""


def _lead_on(between: tuple[_Stop, _Stop], ports: tuple[float, float]) -> Lead:
    source, target = between
    start = (source.x + _WIDTH, source.y + source.height / 2 + ports[0])
    stop = (target.x, target.y + target.height / 2 + ports[1])
    middle = (start[0] + stop[0]) / 2
    return start, stop, 90, ((middle, start[1]), (middle, stop[1]))


def _lead_back(between: tuple[_Stop, _Stop], ports: tuple[float, float]) -> Lead:
    """Lead a line that does not go one column on from the lower edge of its box to that of the other."""
    source, target = between
    start = (source.x + _WIDTH * 0.35 + ports[0], source.y + source.height)
    stop = (target.x + _WIDTH * 0.65 + ports[1], target.y + target.height)
    low = max(start[1], stop[1]) + _DIP
    return start, stop, 0, ((start[0], low), (stop[0], low))
