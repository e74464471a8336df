"""Cases → who does what toward whom as a matrix: a row a holder, a column a receiver, a mark a line.

The same actors stand along both sides, in the order of their functions, so that what runs both ways lies mirrored at
the diagonal and cases compare: the adjacency matrix of a directed multigraph (Wasserman and Faust, Social Network
Analysis, 1994, chapter 4).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any
from xml.etree import ElementTree as ET

from govgraph.ask import read_at
from govgraph.cases import CaseData
from govgraph.citation import build_citation
from govgraph.draw.canvas import (
    SOFT,
    add_box,
    add_group,
    add_stroke,
    add_title,
    finish_sheet,
    new_root,
    write,
    write_source,
)
from govgraph.draw.svg import write_number
from govgraph.errors import UsageError
from govgraph.graph import Graph, read_validity
from govgraph.layout import captions
from govgraph.layout.choose import TIERS, Choice, choose_parts, list_lines, read_tier
from govgraph.layout.fit import POINTS, read_width
from govgraph.layout.letters import measure_text, wrap_text
from govgraph.layout.slots import find_functions
from govgraph.pictures.picture import Picture
from govgraph.vocabulary import STRUCTURE
from govgraph.words import LANGUAGES, capitalise, say, say_date

__all__ = ["COLUMNS", "build_sociomatrix"]

COLUMNS = (
    "case", "from", "from_name", "verb", "family", "to", "to_name", "status", "basis", "mode", "scope", "deontic",
    "holds", "line", "record", "cues", "sources",
)  # fmt: skip

_SIZE, _HEAD, _TITLE = 6.4, 7.2, 9.0
_MARGIN = 8.0
_LEAD = 7.6
_GAP = 18.0  # between panels
_NAME = 118.0  # room of a row's name
_NUMBER = 13.0
_HEADING = 9.0
_MARK = 6.6  # room of one mark
_LEAST = 9.2  # of a column or row
_ACROSS = 2  # marks of a cell beside each other; more stand below
_FRAME, _GRID, _DIAGONAL = "#8a8d86", "#d9dad4", "#ecebe4"

# one shape a family, in the order of the vocabulary; each with its left half, for what is only inferred
_SHAPES = (
    ("M-2.4 0A2.4 2.4 0 1 1 2.4 0A2.4 2.4 0 1 1 -2.4 0Z", "M0 -2.4A2.4 2.4 0 0 0 0 2.4Z"),
    ("M-2.2 -2.2H2.2V2.2H-2.2Z", "M-2.2 -2.2H0V2.2H-2.2Z"),
    ("M0 -2.6L2.6 2.1H-2.6Z", "M0 -2.6V2.1H-2.6Z"),
    ("M0 -2.8L2.8 0L0 2.8L-2.8 0Z", "M0 -2.8V2.8L-2.8 0Z"),
    ("M-2.6 -2.1H2.6L0 2.6Z", "M-2.6 -2.1H0V2.6Z"),
    ("M-1.3 -2.5H1.3L2.7 0L1.3 2.5H-1.3L-2.7 0Z", "M-1.3 -2.5H0V2.5H-1.3L-2.7 0Z"),
    ("M-0.9 -2.6H0.9V-0.9H2.6V0.9H0.9V2.6H-0.9V0.9H-2.6V-0.9H-0.9Z", "M-0.9 -2.6H0V2.6H-0.9V0.9H-2.6V-0.9H-0.9Z"),
)
_PRACTICE = "M-3 0H3"  # a white bar across
_POSSIBLY = "M-2.4 -3.4Q-1.2 -4.4 0 -3.4T2.4 -3.4"  # a wave above
_DASHES = {"adopted": "", "proposed": "1.3 0.9", "planned": "2.6 0.9"}

_Line = Mapping[str, Any]


@dataclass(frozen=True)
class _Row:
    """An actor with its number, and the lines of its name; `group` is the function whose first it is."""

    actor: Mapping[str, Any]
    number: int
    name: tuple[str, ...]
    group: str


@dataclass
class _Panel:
    """One case: its actors in order, its lines, and what it says where it has none."""

    case: CaseData
    lines: list[_Line]
    rows: list[_Row]
    empty: tuple[str, ...] = ()
    of: Mapping[tuple[str, str], list[_Line]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cells: dict[tuple[str, str], list[_Line]] = defaultdict(list)
        for line in self.lines:
            cells[line["from"], line["to"]].append(line)
        self.of = dict(cells)

        across = [
            max((_shape(lines)[0] for (_, head), lines in cells.items() if head == row.actor["id"]), default=1)
            for row in self.rows
        ]
        down = [
            max((_shape(lines)[1] for (tail, _), lines in cells.items() if tail == row.actor["id"]), default=1)
            for row in self.rows
        ]
        self.widths = [max(_LEAST, marks * _MARK + 2.4) for marks in across]
        self.heights = [
            max(_LEAST, marks * _MARK + 2.4, len(row.name) * _LEAD + 2.0)
            for marks, row in zip(down, self.rows, strict=True)
        ]

    def measure(self) -> tuple[float, float]:
        """Measure its width and height in points, names and headings included."""
        headings = _HEADING * sum(bool(row.group) for row in self.rows)
        width = max(_NAME + _NUMBER + sum(self.widths), _NAME + 70)
        return width, 32.0 + headings + sum(self.heights) + len(self.empty) * _LEAD


def _shape(lines: Sequence[_Line]) -> tuple[int, int]:
    """Give how many marks of a cell stand beside each other, and how many below."""
    across = min(len(lines), _ACROSS)
    return across, ceil(len(lines) / across)


def build_sociomatrix(
    graph: Graph, cases: Sequence[str], *, verbs: Collection[str] | None = None, at: str | None = None,
    lang: str = "sv", width_mm: float = 180,
) -> Picture:  # fmt: skip
    """Build the matrix of who does what toward whom, of one case or of several.

    Parameters
    ----------
    cases
        Ids.
    verbs
        Ids of verbs or families; default: all but structure.
    at
        EDTF date or span; default: each case's own period.
    lang
        `sv` or `en`.
    width_mm
        Width of the picture: panels stand beside each other as far as it has room for them.

    Returns
    -------
    Picture
        One mark, and one row of its data, for each line from each of its holders. A group is an actor of its own.

    Raises
    ------
    UnknownNameError
        No such case, verb or family.
    UsageError
        `at` is no date; or the widest panel does not fit into that width, and one that would do is named.
    """
    if at is not None:
        read_at(at)
    width = read_width(width_mm)
    panels = [_build_panel(graph, case, verbs, at, lang) for case in cases]
    widest = max(panel.measure()[0] for panel in panels)
    if widest > width - 2 * _MARGIN:
        least = ceil((widest + 2 * _MARGIN) / POINTS)
        raise UsageError(
            f"the matrix does not fit into {width_mm:g} mm; {least} mm would do, or fewer verbs, or one case"
        )
    title = f"{_word_title(graph, verbs, lang)}: {', '.join(panel.case.case.name.words('sv') for panel in panels)}"
    root = new_root()
    y = _MARGIN + 9
    for line in wrap_text(title, width - 2 * _MARGIN, _TITLE, bold=True):
        write(root, line, _MARGIN, y, size=_TITLE, bold=True)
        y += 11
    y = _place_panels(root, panels, y, width, at, lang)
    y = _add_legend(root, graph, panels, y, width, lang)
    y = write_source(root, build_citation(graph.graph["dataset"], lang)["text"], _MARGIN, width - 2 * _MARGIN, y)
    told = {each: _word_caption(graph, panels, verbs, at, each) for each in LANGUAGES}
    height = round(y + _MARGIN, 2)
    sheet = finish_sheet(
        root, "sociomatrix", title=title, description=told[lang], lang=lang, width=width, height=height
    )
    return Picture(sheet, told, COLUMNS, tuple(_list_rows(graph, panels)))


# -- what is shown -----------------------------------------------------------------------------------------------------


def _build_panel(graph: Graph, case: str, verbs: Collection[str] | None, at: str | None, lang: str) -> _Panel:
    choice = choose_parts(graph, case, verbs, at=at)
    lines: list[_Line] = [
        {**one, "from": line["from"], "to": one["to"]} for line in choice.lines for one in line["bundle"]
    ]
    data = graph.graph["dataset"].cases[case]
    ends = {end for line in lines for end in (line["from"], line["to"])}
    actors = [actor for actor in choice.actors if actor["id"] in ends]
    empty = () if lines else tuple(wrap_text(_say_why(graph, data, verbs, at, lang), 184.0, _SIZE))
    return _Panel(data, lines, _order_rows(graph, choice, actors, lang), empty)


def _order_rows(graph: Graph, choice: Choice, actors: Sequence[Mapping[str, Any]], lang: str) -> list[_Row]:
    """Order actors by function, then those that play none by tier and name, and ends that are left open last."""
    functions = graph.graph["dataset"].vocabulary.functions
    order, played = list(functions), find_functions(graph, choice)
    placed: list[tuple[Any, ...]] = []
    for n, actor in enumerate(actors):
        first = min(map(order.index, played[actor["id"]]), default=len(order) + (actor["class"] is None))
        placed.append((first, TIERS.index(read_tier(actor)), captions.name_shortly(actor, lang).lower(), n))
    rows, last = [], -1
    for number, (first, _, _, n) in enumerate(sorted(placed), 1):
        group = ""
        if first != last:
            group = (
                functions[order[first]].label.words(lang)
                if first < len(order)
                else say("no_function" if first == len(order) else "not_named", lang)
            )
        last = first
        name = capitalise(captions.name_shortly(actors[n], lang))
        rows.append(_Row(actors[n], number, tuple(wrap_text(name, _NAME - 4, _SIZE)), group))
    return rows


def _say_why(graph: Graph, case: CaseData, verbs: Collection[str] | None, at: str | None, lang: str) -> str:
    """Say why a case has no line to show: what is left out of it, or that nothing is stated."""
    period = read_at(at) if at else case.period
    own, wanted = list_lines(graph, case.id, verbs)
    asked = [line for line in own if line["verb"] in wanted]
    if asked and all(read_validity(graph, line).holds(period) == "not_covered" for line in asked):
        return say("matrix_not_covered", lang).format(period=say_date(case.case.period, lang))
    if asked:
        return say("matrix_other_date", lang).format(count=len(asked))
    others = sum(line["family"] != STRUCTURE for line in own)
    return say("matrix_not_stated", lang).format(count=others)


def _word_title(graph: Graph, verbs: Collection[str] | None, lang: str) -> str:
    vocabulary = graph.graph["dataset"].vocabulary
    if verbs is None:
        return say("matrix_title", lang)
    names = [v.label.words(lang) for v in vocabulary.verbs.values() if v.id in verbs or v.family in verbs]
    return say("matrix_title_verbs", lang).format(verbs=", ".join(names))


def _list_rows(graph: Graph, panels: Sequence[_Panel]) -> Iterator[Mapping[str, Any]]:
    for panel in panels:
        for line in panel.lines:
            named = {f"{end}_name": graph.nodes[line[end]]["name"] for end in ("from", "to")}
            told = {**{key: line.get(key) for key in COLUMNS}, **named}
            yield {**told, "line": line["id"], "deontic": line["deontic"] or "none"}


def _word_caption(
    graph: Graph, panels: Sequence[_Panel], verbs: Collection[str] | None, at: str | None, lang: str
) -> str:
    """Word what is shown, how to read it, and what is left out of each case."""
    words = [f"{_word_title(graph, verbs, lang)}. {say('matrix_reads', lang)}"]
    for panel in panels:
        case, drawn = panel.case, {line["id"] for line in panel.lines}
        of_case = sum(
            data["case"] == case.id and data["family"] != STRUCTURE and data["id"] not in drawn
            for _, _, data in graph.edges(data=True)
        )
        told = say("matrix_case", lang).format(
            case=case.case.name.words("sv"), period=say_date(at or case.case.period, lang), lines=len(drawn),
            others=of_case,
        )  # fmt: skip
        words.append(f"{told} {_say_why(graph, case, verbs, at, lang)}" if not panel.lines else told)
    return " ".join(words)


# -- where it stands ---------------------------------------------------------------------------------------------------


def _place_panels(
    root: ET.Element, panels: Sequence[_Panel], top: float, width: float, at: str | None, lang: str
) -> float:
    """Place panels from the left, in as many rows as needed; gives where the last ends."""
    x, y, below = _MARGIN, top, top
    for panel in panels:
        wide, high = panel.measure()
        if x > _MARGIN and x + wide > width - _MARGIN:
            x, y = _MARGIN, below + _GAP
        _draw_panel(root, panel, x, y, at, lang)
        x += wide + _GAP
        below = max(below, y + high)
    return below


def _draw_panel(root: ET.Element, panel: _Panel, x: float, y: float, at: str | None, lang: str) -> None:
    group = add_group(root, "panel", case=panel.case.id, at=at or "")
    write(group, panel.case.case.name.words("sv"), x, y + 7, size=_HEAD, bold=True)
    write(group, say_date(at or panel.case.case.period, lang), x, y + 15, size=_SIZE, colour=SOFT)
    if not panel.rows:
        for n, line in enumerate(panel.empty):
            write(group, line, x, y + 26 + n * _LEAD, size=_SIZE, name="silence")
        return
    left, top = x + _NAME + _NUMBER, y + 30
    edges = [left, *(round(left + sum(panel.widths[: n + 1]), 2) for n in range(len(panel.rows)))]
    tops = _draw_rows(group, panel, x, edges, top)
    bottom, right = tops[-1][1], edges[-1]
    for n, row in enumerate(panel.rows):
        at_x = edges[n]
        write(group, str(row.number), (at_x + edges[n + 1]) / 2, top - 2.5, size=_SIZE, anchor="middle", colour=SOFT)
        strong = bool(row.group)
        add_stroke(
            group, "rule", f"M{write_number(at_x)} {write_number(top)}V{write_number(bottom)}",
            stroke=_FRAME if strong else _GRID, width=0.5 if strong else 0.35,
        )  # fmt: skip
    add_box(group, "frame", left, top, right - left, bottom - top, "none", stroke=_FRAME)
    number = {row.actor["id"]: n for n, row in enumerate(panel.rows)}
    for (tail, head), lines in panel.of.items():
        low, high = tops[number[tail]]
        middle = (edges[number[head]] + edges[number[head] + 1]) / 2
        _draw_cell(group, panel, lines, middle, (low + high) / 2, lang)


def _draw_rows(
    group: ET.Element, panel: _Panel, x: float, edges: Sequence[float], top: float
) -> list[tuple[float, float]]:
    """Draw the names and what lies below the marks; gives where each row begins and ends, its heading left out."""
    y, tops, left, right = top, [], edges[0], edges[-1]
    for n, row in enumerate(panel.rows):
        if row.group:
            add_box(group, "heading", x, y, right - x, _HEADING, "#e3e4dd")
            write(group, row.group, x + 2, y + 6.8, size=_SIZE, bold=True)
            y += _HEADING
        high = panel.heights[n]
        add_box(group, "diagonal", edges[n], y, panel.widths[n], high, _DIAGONAL)
        add_stroke(
            group, "rule", f"M{write_number(x)} {write_number(y)}H{write_number(right)}", stroke=_GRID, width=0.35
        )
        first = y + high / 2 - (len(row.name) - 1) * _LEAD / 2 + 2.3
        write(group, str(row.number), left - 3, y + high / 2 + 2.3, size=_SIZE, anchor="end", colour=SOFT)
        for m, line in enumerate(row.name):
            write(group, line, x + 2, first + m * _LEAD, size=_SIZE, bold=row.actor["class"] is not None)
        tops.append((y, y + high))
        y = round(y + high, 2)
    return tops


def _draw_cell(group: ET.Element, panel: _Panel, lines: Sequence[_Line], x: float, y: float, lang: str) -> None:
    """Draw the marks of a cell around its middle."""
    vocabulary = panel.case.vocabulary
    across, down = _shape(lines)
    for n, line in enumerate(lines):
        verb = vocabulary.verbs[line["verb"]]
        mark = add_group(
            group, "line", id=line["id"], **{"from": line["from"]}, to=line["to"], verb=verb.id, family=verb.family,
            status=line["status"], basis=line["basis"], mode=line["mode"], holds=_read_holds(line),
        )  # fmt: skip
        names = {row.actor["id"]: row.actor for row in panel.rows}
        said = [captions.state_line({**line, "with": ()}, verb, names, lang), *captions.note_line(line, lang)]
        add_title(mark, "\n".join(said))
        place = (x + (n % across - (across - 1) / 2) * _MARK, y + (n // across - (down - 1) / 2) * _MARK)
        style = line["status"], line["basis"], line["mode"], _read_holds(line)
        _draw_mark(
            mark, list(vocabulary.families).index(verb.family), vocabulary.families[verb.family].colour, style, place
        )


def _read_holds(line: _Line) -> str:
    return "possibly" if line["any"] or line["holds"] == "possibly" else "yes"


def _draw_mark(
    parent: ET.Element, shape: int, colour: str, style: tuple[str, str, str, str], place: tuple[float, float]
) -> None:
    """Draw a mark: shape by family, filled by how firmly it is said."""
    status, basis, mode, holds = style
    whole, half = _SHAPES[shape % len(_SHAPES)]
    mark = add_group(parent, "mark")
    mark.set("transform", f"translate({write_number(place[0])},{write_number(place[1])})")
    firm = status == "adopted" and basis == "stated"
    add_stroke(
        mark, "shape", whole, stroke=colour, width=0.8, dashes=_DASHES[status], fill=colour if firm else "#ffffff"
    )
    if status == "adopted" and basis == "inferred":
        add_stroke(mark, "half", half, stroke="none", fill=colour)
    if mode == "practice":
        add_stroke(mark, "bar", _PRACTICE, stroke="#ffffff", width=1.5)
        add_stroke(mark, "bar", _PRACTICE, stroke=colour, width=0.5)
    if holds == "possibly":
        add_stroke(mark, "wave", _POSSIBLY, stroke=colour, width=0.6)


# -- legend ------------------------------------------------------------------------------------------------------------


def _add_legend(root: ET.Element, graph: Graph, panels: Sequence[_Panel], top: float, width: float, lang: str) -> float:
    """Add what is on the picture: families with their verbs, then how firmly a line is said."""
    vocabulary = graph.graph["dataset"].vocabulary
    lines = [line for panel in panels for line in panel.lines]
    legend = add_group(root, "legend")
    y = top + 14
    counts = Counter(line["verb"] for line in lines)
    for n, family in enumerate(vocabulary.families.values()):
        own = [verb for verb in vocabulary.verbs.values() if verb.family == family.id and counts[verb.id]]
        if own:
            words = ", ".join(f"{verb.label.words(lang)} ({counts[verb.id]})" for verb in own)
            entry = add_group(legend, "entry", family=family.id)
            _draw_mark(entry, n, family.colour, ("adopted", "stated", "rule", "yes"), (_MARGIN + 4, y - 2.3))
            name = family.label.words(lang)
            name = f"{capitalise(name)}:"
            write(entry, name, _MARGIN + 11, y, size=_SIZE, bold=True)
            indent = _MARGIN + 15 + measure_text(name, _SIZE, bold=True)
            for m, text in enumerate(wrap_text(words, width - _MARGIN - indent, _SIZE)):
                y += _LEAD if m else 0
                write(entry, text, indent, y, size=_SIZE)
            y += 10
    x = _MARGIN
    styles = {(line["status"], line["basis"], line["mode"], _read_holds(line)) for line in lines}
    for style in sorted(styles):
        words = ", ".join(_word_style(style, lang))
        wide = 15 + measure_text(words, _SIZE)
        if x > _MARGIN and x + wide > width - _MARGIN:
            x, y = _MARGIN, y + 10
        entry = add_group(legend, "entry", style=" ".join(style))
        _draw_mark(entry, 0, "#222222", style, (x + 4, y - 2.3))
        write(entry, words, x + 11, y, size=_SIZE)
        x += wide + 8
    return y + 5


def _word_style(style: tuple[str, str, str, str], lang: str) -> list[str]:
    status, basis, mode, holds = style
    words = [status, *([basis] if basis != "stated" else []), *([mode] if mode != "rule" else [])]
    return [say(word, lang) for word in (*words, *(["possibly"] if holds == "possibly" else []))]
