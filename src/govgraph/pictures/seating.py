"""Cases → a picture of who sits in their organs, from where: one unit a seat, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from govgraph.ask import read_at
from govgraph.citation import build_citation
from govgraph.dataset import Dataset
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
from govgraph.errors import UsageError
from govgraph.graph import Graph
from govgraph.layout.fit import read_width
from govgraph.layout.letters import measure_text, wrap_text
from govgraph.names import find_actor
from govgraph.pictures.picture import Picture
from govgraph.pictures.seats import COLUMNS, Block, Organ, Seating, read_seating
from govgraph.pictures.units import STYLES, Look, draw_block, draw_sample, list_styles, measure_block, measure_sample
from govgraph.telling import name_case
from govgraph.words import LANGUAGES, capitalise, say, say_date

__all__ = ["build_seating"]

_SIZE = 6.4  # points, of the words; a journal asks for 6 at least
_SMALL = 6.0
_LEAD = 7.8
_MARGIN = 8.0
_GAP = 8.0  # between the columns
_LEAST = 75  # mm: narrower, five units and a word do not stand side by side
_NEAR = 76.0  # points that a label beside its units has at least; with less it stands beneath them
_RULE = "#b9bbb4"
_BAND = "#e3e4dd"


@dataclass
class _Pen:
    """Where the next row stands, the columns, and the styles drawn so far: the legend shows these and no other."""

    root: ET.Element
    width: float
    lang: str
    y: float
    styles: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        inner = self.width - 2 * _MARGIN
        self.name = round(inner * 0.24, 2)
        self.total = round(max(48.0, inner * 0.17), 2)
        self.left = round(_MARGIN + self.name + _GAP, 2)
        self.middle = round(inner - self.name - self.total - 2 * _GAP, 2)
        self.right = round(self.width - _MARGIN - self.total, 2)

    def say(self, key: str) -> str:
        return say(key, self.lang)


def build_seating(
    graph: Graph, cases: Sequence[str], *, organ: str | None = None, at: str | None = None, lang: str = "sv",
    width_mm: float = 180,
) -> Picture:  # fmt: skip
    """Build a picture of who sits in the organs of some cases, from where; the same input gives the same bytes.

    Parameters
    ----------
    cases
        Ids of cases, each a panel; all have one scale.
    organ
        An actor of one of the cases, which is shown alone; default all organs and networks, and all else that has
        seats or a stated size.
    at
        EDTF date or span: what does not hold then is left out and counted, what holds possibly is marked. Default: each
        case in its own period.

    Returns
    -------
    Picture
        One row a mark: a rule on seats, a bare number of seats, or an organ of which nothing is stated.

    Raises
    ------
    UnknownNameError
        There is no such case or actor; the nearest are offered.
    UsageError
        No case is named, the actor is of none of them, the date is none, or the width is too narrow.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> picture = build_seating(load_graph(), ["vasterbotten"], organ="vasterbotten.pkd")
    >>> [(row["kind"], row["units_certain"], row["counted"]) for row in picture.rows]
    [('member', 30, True), ('chair', 1, False), ('vice_chair', 1, False)]
    """
    dataset: Dataset = graph.graph["dataset"]
    width = read_width(width_mm)
    if width_mm < _LEAST:
        raise UsageError(f"a width of {width_mm:g} mm is too narrow for seats; give {_LEAST} or more")
    if at is not None:
        read_at(at)
    chosen = _choose_cases(dataset, cases, organ)
    read = {
        language: [read_seating(dataset.case_of(case), language, organ=local, at=at) for case, local in chosen]
        for language in LANGUAGES
    }
    shown = read[lang]
    captions = {language: _write_caption(seatings, at, language) for language, seatings in read.items()}
    title = _word_title(shown, lang)
    pen = _Pen(new_root(), width, lang, _MARGIN)
    _add_head(pen, title, say_date(at, lang) if at else say("own_periods", lang) if len(shown) > 1 else "")
    for seating in shown:
        _add_panel(pen, seating)
    _add_legend(pen)
    _add_source(pen, dataset)
    height = round(pen.y + _MARGIN, 2)
    sheet = finish_sheet(
        pen.root, "seating", title=title, description=captions[lang], lang=lang, width=width, height=height
    )
    rows = tuple(block.row for seating in shown for one in seating.organs for block in one.blocks)
    return Picture(sheet, captions, COLUMNS, rows)


def _choose_cases(dataset: Dataset, cases: Sequence[str], organ: str | None) -> list[tuple[str, str | None]]:
    chosen = [dataset.case_of(case).id for case in dict.fromkeys(cases)]
    if organ is not None:
        case, local = find_actor(dataset, organ)
        if case not in chosen:
            raise UsageError(f"actor {organ!r} is of the case {case}, which is not drawn; name that case")
        return [(case, local)]
    if not chosen:
        raise UsageError(f"no case to draw; name one of {', '.join(dataset.cases)}")
    return [(case, None) for case in chosen]


# -- the words around the panels ---------------------------------------------------------------------------------------


def _word_title(seatings: Sequence[Seating], lang: str) -> str:
    return f"{say('seating_title', lang)}: {', '.join(name_case(one.case) for one in seatings)}"


def _write_caption(seatings: Sequence[Seating], at: str | None, lang: str) -> str:
    """Say in full sentences what is shown, how to read it, and what is left out."""
    when = say_date(at, lang) if at else None
    names = "; ".join(f"{name_case(one.case)}, {when or say_date(one.case.case.period, lang)}" for one in seatings)
    said = [say("seating_shows", lang).format(cases=names)]
    said += [say(f"seating_reads_{what}", lang) for what in ("unit", "hollow", "unknown")]
    if any(len(one.organs) > 1 for one in seatings):
        said.append(say("seating_order", lang))
    organs = [organ for one in seatings for organ in one.organs]
    blocks = [block for organ in organs for block in organ.blocks]
    counts = {
        "seating_silent": sum(organ.is_silent for organ in organs),
        "seating_uncounted": sum(organ.total == "?" and not organ.is_silent for organ in organs),
        "seating_weak": sum("dashed" in block.traits for block in blocks),
        "seating_practised": sum("practice" in block.traits for block in blocks),
    }
    for one in seatings:
        for reason, count in one.left_out.items():
            counts[f"seating_left_{reason}"] = counts.get(f"seating_left_{reason}", 0) + count
    said += [_count(key, count, lang) for key, count in sorted(counts.items()) if count]
    said += [f"{name_case(one.case)}: {one.remark}" for one in seatings if one.remark]
    return " ".join(said)


def _count(key: str, count: int, lang: str) -> str:
    return say(f"{key}_one" if count == 1 else key, lang).format(count=count)


def _add_head(pen: _Pen, title: str, when: str) -> None:
    for line in wrap_text(title, pen.width - 2 * _MARGIN, 9, bold=True):
        pen.y += 9.6
        write(pen.root, line, _MARGIN, pen.y, size=9, bold=True)
    for line in wrap_text(when, pen.width - 2 * _MARGIN, _SIZE):
        pen.y += 9
        write(pen.root, line, _MARGIN, pen.y, size=_SIZE, colour=SOFT)
    heads = (
        (_MARGIN, "column_organ", pen.name),
        (pen.left, "seating_column", pen.middle),
        (pen.right, "column_count", pen.total),
    )
    pen.y += 4
    lines = [(x, wrap_text(capitalise(pen.say(key)), room, _SIZE)) for x, key, room in heads]
    for x, words in lines:
        for n, line in enumerate(words):
            write(pen.root, line, x, pen.y + 7 + n * _LEAD, size=_SIZE, colour=SOFT)
    pen.y += max(len(words) for _, words in lines) * _LEAD + 3


# -- panels ------------------------------------------------------------------------------------------------------------


def _add_panel(pen: _Pen, seating: Seating) -> None:
    panel = add_group(pen.root, "panel", case=seating.case.id)
    period = say_date(seating.case.case.period, pen.lang)
    heads = wrap_text(f"{name_case(seating.case)}, {period}", pen.width - 2 * _MARGIN - 6, 7.2, bold=True)
    add_box(panel, "band", _MARGIN, pen.y, pen.width - 2 * _MARGIN, len(heads) * 8.6 + 2.6, _BAND)
    for line in heads:
        pen.y = round(pen.y + 8.6, 2)
        write(panel, line, _MARGIN + 3, pen.y - 0.4, size=7.2, bold=True)
    pen.y += 6
    for words in wrap_text(seating.remark, pen.width - 2 * _MARGIN, _SIZE):
        write(panel, words, _MARGIN + 3, pen.y + 5.5, size=_SIZE, name="remark")
        pen.y += _LEAD
    known = [organ for organ in seating.organs if not organ.is_silent]
    for n, organ in enumerate(known):
        if n:
            _add_rule(panel, pen)
        _add_organ(panel, pen, organ)
    silent = [organ for organ in seating.organs if organ.is_silent]
    if silent:
        if known:
            _add_rule(panel, pen)
        _add_silent(panel, pen, silent)
    pen.y = round(pen.y + 4, 2)


def _add_rule(panel: ET.Element, pen: _Pen) -> None:
    add_stroke(panel, "rule", f"M{_MARGIN} {pen.y}H{pen.width - _MARGIN}", stroke=_RULE, width=0.4)
    pen.y = round(pen.y + 3.2, 2)


def _add_organ(panel: ET.Element, pen: _Pen, organ: Organ) -> None:
    """Add one organ: its name at the left, a mark for each block, the number of seats at the right."""
    data = {"at_least": organ.size.at_least, "at_most": organ.size.at_most, "stated": organ.stated}
    given = {key: str(value) for key, value in data.items() if value is not None}
    row = add_group(panel, "organ", id=organ.id, **given)
    names = wrap_text(organ.name, pen.name, _SIZE, bold=True)
    for n, line in enumerate(names):
        write(row, line, _MARGIN, pen.y + 5.5 + n * _LEAD, size=_SIZE, bold=True)
    totals = wrap_text(organ.total, pen.total, 7.2, bold=True)
    for n, line in enumerate(totals):
        write(row, line, pen.right, pen.y + 5.7 + n * 8.6, size=7.2, bold=True, name="total")
    notes = wrap_text(organ.note, pen.total, _SMALL)
    for n, line in enumerate(notes):
        write(row, line, pen.right, pen.y + 5.7 + len(totals) * 8.6 - 0.6 + n * 7, size=_SMALL, colour=SOFT)
    least = max(len(names) * _LEAD, len(totals) * 8.6 + len(notes) * 7)
    y = pen.y
    for n, block in enumerate(organ.blocks):
        y += 2.2 if n and block.counted != organ.blocks[n - 1].counted else 0
        y = _add_block(row, pen, block, round(y, 2))
    pen.y = round(max(pen.y + least, y) + 2.4, 2)


def _add_block(row: ET.Element, pen: _Pen, block: Block, y: float) -> float:
    """Add one block with its words beside it, or beneath it where they find no room; give where it ends."""
    look = _find_look(block)
    pen.styles.update(dict.fromkeys(list_styles(look)))
    mark = _add_mark(row, block)
    extent = measure_block(look, pen.middle)
    draw_block(mark, look, pen.left, y, pen.middle, pen.lang)
    room = pen.middle - extent.width - 5
    beside = extent.lines == 1 and (room >= _NEAR or measure_text(block.label, _SIZE) <= room)
    x = pen.left + extent.width + 5 if beside else pen.left + extent.indent
    lines = wrap_text(block.label, room if beside else pen.middle - extent.indent, _SIZE)
    top = y if beside else y + extent.height
    for n, line in enumerate(lines):
        write(mark, line, round(x, 2), round(top + 5.5 + n * _LEAD, 2), size=_SIZE)
    return max(y + extent.height, top + len(lines) * _LEAD) + 0.8


def _add_mark(row: ET.Element, block: Block) -> ET.Element:
    data = {
        "seat": block.row["seat"] or "", "kind": block.kind, "side": block.side, "least": str(block.least),
        "most": "" if block.most is None else str(block.most), "unknown": block.unknown,
        "counted": "true" if block.counted else "false", "status": block.row["status"], "basis": block.row["basis"],
        "mode": block.row["mode"], "holds": block.row["holds"], "traits": " ".join(block.traits),
    }  # fmt: skip
    mark = add_group(row, "seat", **data)
    add_title(mark, block.title)
    return mark


def _find_look(block: Block) -> Look:
    return Look(
        kind=block.kind,
        side="external" if block.side == "state" else block.side,
        least=block.least,
        most=block.most,
        unknown=bool(block.unknown),
        counted=block.counted,
        traits=frozenset(block.traits),
    )


def _add_silent(panel: ET.Element, pen: _Pen, organs: Sequence[Organ]) -> None:
    """Add the organs of which no composition is stated, each an empty field beside its name, in a few columns."""
    inner = pen.width - 2 * _MARGIN
    count = max(1, min(3, int(inner // 150)))
    column = round(inner / count, 2)
    field_width = max(measure_text(organ.blocks[0].label, _SIZE) for organ in organs) + 8
    field_width = min(field_width, column / 2)
    pen.styles["silent"] = None
    for start in range(0, len(organs), count):
        ends = [
            _add_field(panel, pen, organ, _MARGIN + n * column, column - _GAP, field_width)
            for n, organ in enumerate(organs[start : start + count])
        ]
        pen.y = round(max(ends), 2)


def _add_field(
    panel: ET.Element, pen: _Pen, organ: Organ, x: float, width: float, field_width: float
) -> float:  # fmt: skip
    row = add_group(panel, "organ", id=organ.id)
    mark = _add_mark(row, organ.blocks[0])
    words = wrap_text(organ.blocks[0].label, field_width - 6, _SIZE)
    height = len(words) * _LEAD + 2.2
    add_box(
        mark, "field", round(x + 0.4, 2), pen.y, round(field_width - 0.8, 2), height, "#ffffff", stroke=SOFT,
        dashes="2 1.4",
    )  # fmt: skip
    for n, line in enumerate(words):
        write(mark, line, round(x + 4, 2), round(pen.y + 7 + n * _LEAD, 2), size=_SIZE, colour=SOFT)
    names = wrap_text(organ.name, width - field_width - 4, _SIZE, bold=True)
    for n, line in enumerate(names):
        write(row, line, round(x + field_width + 4, 2), round(pen.y + 7 + n * _LEAD, 2), size=_SIZE, bold=True)
    return max(pen.y + height, pen.y + len(names) * _LEAD + 1.2) + 2.2


# -- legend and source -------------------------------------------------------------------------------------------------


def _add_legend(pen: _Pen) -> None:
    """Add an entry for each style that is drawn, and for no other; what they tell stands before them."""
    legend = add_group(pen.root, "legend")
    groups = {group: [style for style in styles if style in pen.styles] for group, styles in STYLES.items()}
    heads = {group: pen.say(f"seating_legend_{group}") for group, styles in groups.items() if styles}
    widest = max((measure_text(head, _SIZE, bold=True) for head in heads.values()), default=0)
    indent = round(_MARGIN + widest + 8, 2)
    pen.y += 4
    for group, head in heads.items():
        write(legend, head, _MARGIN, round(pen.y + 5.9, 2), size=_SIZE, bold=True)
        x, tallest = indent, 1
        for style in groups[group]:
            sample = measure_sample(style)
            lines = wrap_text(pen.say(f"seating_style_{style}"), pen.width - _MARGIN - indent - sample, _SIZE)
            width = sample + max(measure_text(line, _SIZE) for line in lines)
            if x > indent and x + width > pen.width - _MARGIN:
                pen.y = round(pen.y + tallest * _LEAD + 3, 2)
                x, tallest = indent, 1
            _add_entry(legend, pen, style, x, lines)
            x, tallest = round(x + width + 14, 2), max(tallest, len(lines))
        pen.y = round(pen.y + tallest * _LEAD + 3.6, 2)


def _add_entry(legend: ET.Element, pen: _Pen, style: str, x: float, lines: Sequence[str]) -> None:
    entry = add_group(legend, "entry", style=style)
    draw_sample(entry, style, x, round(pen.y + 0.4, 2), pen.lang)
    for n, line in enumerate(lines):
        write(entry, line, round(x + measure_sample(style), 2), round(pen.y + 5.9 + n * _LEAD, 2), size=_SIZE)


def _add_source(pen: _Pen, dataset: Dataset) -> None:
    words = build_citation(dataset, pen.lang)["text"]
    pen.y = write_source(pen.root, words, _MARGIN, pen.width - 2 * _MARGIN, pen.y + 2)
