"""Cases → a timeline: what the sources cover, organs with their names, instruments, and events, on one scale.

What is certain is solid; between the days that an end may lie on, a bar is hatched; an open end is an arrow, an unknown
one a question mark. What no source dates is named in words, and never drawn as if it had dates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any, Literal, NamedTuple
from xml.etree import ElementTree as ET

from govgraph import dates
from govgraph.ask import read_at
from govgraph.cases import CaseData, Validity
from govgraph.citation import build_citation
from govgraph.draw.canvas import INK, SOFT, add_box, add_group, add_stroke, add_title, finish_sheet, new_root, write
from govgraph.draw.svg import write_number
from govgraph.errors import UsageError
from govgraph.graph import Graph
from govgraph.layout.fit import POINTS, read_width
from govgraph.layout.letters import measure_text, wrap_text
from govgraph.pictures.picture import Picture
from govgraph.records import Event, Fact
from govgraph.sentences import say_event
from govgraph.words import LANGUAGES, say, say_date

__all__ = ["COLUMNS", "build_timeline"]

COLUMNS = (
    "case", "kind", "id", "name", "event", "date", "begins_earliest", "begins_latest", "ends_earliest", "ends_latest",
    "open_start", "open_end", "certain", "status", "record", "cues", "sources",
)  # fmt: skip

_SIZE, _HEAD, _TITLE = 6.4, 7.2, 9.0
_MARGIN = 8.0
_LEAD = 7.6
_NAMES = 122.0  # room of the names of rows
_LEAST = 190.0  # of the scale
_BAR = 5.0
_ROW = 11.0
_HEADING = 10.0
_FIGURES = 3  # of a number that stands for a label
_MOST_ROWS = 9  # of labelled events; more are numbered, with a key below
_YEARS = 5  # that dates may lie outside the coverage at least, and still be in the window
_COVERED, _UNSURE, _FRAME, _RULE = "#edf1e4", "#c9d2b6", "#8a8d86", "#dcddd7"
_PROPOSED = {"proposed", "planned"}
_BARS = {"organ": "#3f5f8a", "instrument": "#7a5c2e"}

# marks of events, by what they do: begin, end, change, decide, tell
_MARKS = {
    "begin": ("M0 -3L3 2.4H-3Z", INK),
    "end": ("M-3 -2.4H3L0 3Z", INK),
    "change": ("M0 -3L3 0L0 3L-3 0Z", "#ffffff"),
    "decide": ("M-2.4 -2.4H2.4V2.4H-2.4Z", INK),
    "tell": ("M-2.5 0A2.5 2.5 0 1 1 2.5 0A2.5 2.5 0 1 1 -2.5 0Z", "#ffffff"),
}
_SORTS = {
    "founded": "begin", "closed": "end", "merged": "change", "split": "change", "replaced": "change",
    "renamed": "change", "name_kept": "tell", "role_clarified": "tell", "adopted": "decide", "signed": "decide",
    "revised": "decide", "presented": "tell", "evaluated": "tell", "met": "tell",
}  # fmt: skip

Kind = Literal["organ", "instrument"]


@dataclass(frozen=True)
class _Scale:
    """Days along the picture: `first` at `left`, the day after `last` at `right`, in points."""

    first: date
    last: date
    left: float
    right: float

    def place(self, day: date) -> float:
        """Give where a day begins; days outside the window lie at its ends."""
        share = (day.toordinal() - self.first.toordinal()) / (self.last.toordinal() + 1 - self.first.toordinal())
        return round(self.left + min(max(share, 0.0), 1.0) * (self.right - self.left), 2)

    def place_after(self, day: date) -> float:
        """Give where a day ends."""
        return self.place(date.fromordinal(min(day.toordinal() + 1, date.max.toordinal())))

    def holds(self, limits: dates.Limits) -> bool:
        """Tell whether some of a stretch lies in the window."""
        return limits.from_earliest <= self.last and limits.to_latest >= self.first


class _Bar(NamedTuple):
    """What exists for a time: an actor or an instrument, and the names that it bore."""

    kind: Kind
    id: str
    name: str
    fact: Fact
    validity: Validity
    spans: tuple[tuple[str, dates.Period | None, str], ...]  # of names: the name, when it was borne, as coded


@dataclass
class _Panel:
    """One case: what is drawn of it, and what is said in words."""

    case: CaseData
    bars: list[_Bar]
    events: list[Event]
    undated: list[Event]
    unbounded: list[str]  # names of organs and instruments that no source dates


def build_timeline(
    graph: Graph, cases: Sequence[str], *, at: str | None = None, lang: str = "sv", width_mm: float = 180
) -> Picture:
    """Build the timeline of one case, or of several on one scale.

    Parameters
    ----------
    cases
        Ids.
    at
        EDTF span of the window; default: what the sources cover, and dates near it.
    lang
        `sv` or `en`.
    width_mm
        Width of the picture; the height follows.

    Returns
    -------
    Picture
        Rows of its data are coverage, organs, names, instruments and events, in the order drawn; those outside the
        window too.

    Raises
    ------
    UnknownNameError
        No such case.
    UsageError
        `at` is no date, or the width leaves no room for the scale, and one that would do is named.
    """
    width = read_width(width_mm)
    if width - 2 * _MARGIN - _NAMES < _LEAST:
        least = ceil((_LEAST + _NAMES + 2 * _MARGIN) / POINTS)
        raise UsageError(f"a timeline does not fit into {width_mm:g} mm; {least} mm would do")
    panels = [_build_panel(graph.graph["dataset"].case_of(case)) for case in cases]
    first, last = _find_window(panels, read_at(at) if at else None)
    scale = _Scale(first, last, _MARGIN + _NAMES, width - _MARGIN)
    names = ", ".join(panel.case.case.name.words("sv") for panel in panels)
    title = f"{say('timeline_title', lang)}: {names}"
    root = new_root()
    y = _MARGIN + 9
    for line in wrap_text(title, width - 2 * _MARGIN, _TITLE, bold=True):
        write(root, line, _MARGIN, y, size=_TITLE, bold=True)
        y += 11
    used: set[str] = set()
    for panel in panels:
        y = _draw_panel(root, panel, scale, y, lang, used)
    y = _add_legend(root, y, width, lang, used)
    for line in wrap_text(build_citation(graph.graph["dataset"], lang)["text"], width - 2 * _MARGIN, 6.0):
        y += 7.4
        write(root, line, _MARGIN, y, size=6.0, colour=SOFT, name="source")
    told = {each: " ".join(_word_caption(panels, scale, each)) for each in LANGUAGES}
    sheet = finish_sheet(
        root, "timeline", title=title, description=told[lang], lang=lang, width=width, height=round(y + _MARGIN, 2)
    )
    return Picture(sheet, told, COLUMNS, tuple(row for panel in panels for row in _list_rows(panel)))


# -- what is shown -----------------------------------------------------------------------------------------------------


def _build_panel(case: CaseData) -> _Panel:
    """Gather what has dates of its own; of the rest, the names."""
    bars, unbounded = [], []
    for actor in case.actors.values():
        validity, spans = case.validity_of(actor), _find_names(case, actor.id)
        if validity.own or spans:
            bars.append(_Bar("organ", actor.id, actor.name.words("sv"), actor, validity, spans))
        elif case.class_of(actor.id) in {"organ", "network"}:
            unbounded.append(actor.name.words("sv"))
    for instrument in case.instruments.values():
        validity = case.validity_of(instrument)
        if validity.own:
            bars.append(_Bar("instrument", instrument.id, instrument.name.words("sv"), instrument, validity, ()))
        else:
            unbounded.append(instrument.name.words("sv"))
    dated = [event for event in case.events.values() if event.date is not None]
    dated.sort(key=lambda event: (dates.read_moment(str(event.date)).earliest or date.min, event.id))
    undated = [event for event in case.events.values() if event.date is None]
    return _Panel(case, bars, dated, undated, unbounded)


def _find_names(case: CaseData, actor: str) -> tuple[tuple[str, dates.Period | None, str], ...]:
    """Find the names that renamings bound, in the order in which they were borne; none where it had one name."""
    spans = [span for span in case.spans_of(actor) if span.period is not None and span.role in {"current", "former"}]
    spans.sort(key=lambda span: (span.period.from_earliest or date.min) if span.period else date.min)
    return tuple((span.name, span.period, span.text) for span in spans) if len(spans) > 1 else ()


def _find_window(panels: Sequence[_Panel], asked: dates.Period | None) -> tuple[date, date]:
    """Find the window: what is asked for, else what the sources cover, with the dates near it in whole years."""
    if asked is not None:
        window = dates.open_window(asked)
        return max(window.from_earliest, date(1000, 1, 1)), min(window.to_latest, date(2999, 12, 31))
    covered = [_bound(_find_coverage(panel.case)) for panel in panels]
    first, last = min(low for low, _ in covered), max(high for _, high in covered)
    room = max(last.year - first.year + 1, _YEARS)
    days = [
        day
        for panel in panels
        for period in [*(bar.validity.period for bar in panel.bars), *(_read_event(event) for event in panel.events)]
        for day in (period.from_earliest, period.from_latest, period.to_earliest, period.to_latest)
        if day and first.year - room <= day.year <= last.year + room
    ]
    return date(min([first, *days]).year, 1, 1), date(max([last, *days]).year, 12, 31)


def _find_coverage(case: CaseData) -> dates.Period:
    texts = [source.covers for source in case.sources.values() if source.covers]
    return dates.union([dates.read_period(text) for text in texts]) if texts else case.period


def _bound(period: dates.Period) -> tuple[date, date]:
    """Give the first and last day that a period names; an end that it does not name is its other end."""
    days = [
        day for day in (period.from_earliest, period.from_latest, period.to_earliest, period.to_latest) if day
    ]  # fmt: skip
    return (min(days), max(days)) if days else (date(2000, 1, 1), date(2000, 12, 31))


def _read_event(event: Event) -> dates.Period:
    return dates.read_moment(str(event.date)).as_period()


def _list_rows(panel: _Panel) -> Iterator[Mapping[str, Any]]:
    case = panel.case
    coverage = _find_coverage(case)
    yield _build_row(case, "coverage", case.id, case.case.name.words("sv"), coverage, case.case.period)
    for bar in panel.bars:
        period, text = bar.validity.period, bar.validity.text
        yield _build_row(case, bar.kind, bar.id, bar.name, period, text, fact=bar.fact, certain=bar.validity.certain)
        for name, borne, said in bar.spans:
            yield _build_row(case, "name", bar.id, name, borne or period, said, fact=bar.fact)
    for event in (*panel.events, *panel.undated):
        period = _read_event(event) if event.date else dates.Period()
        named = say_event(case, event, "sv")
        yield _build_row(case, "event", event.id, named, period, event.date, fact=event, event=event.kind)


def _build_row(
    case: CaseData, kind: str, id_: str, name: str, period: dates.Period, text: str | None, *, fact: Fact | None = None,
    certain: bool = True, event: str | None = None,
) -> Mapping[str, Any]:  # fmt: skip
    days = (period.from_earliest, period.from_latest, period.to_earliest, period.to_latest)
    begins, begun, ends, ended = (day.isoformat() if day else None for day in days)
    evidence = fact.evidence if fact else ()
    known_id = id_ if kind == "coverage" else f"{case.id}.{id_}"
    return dict(
        zip(
            COLUMNS,
            (
                case.id, kind, known_id, name, event, text, begins, begun, ends, ended, period.from_open,
                period.to_open, certain, fact.status if fact else None, f"{case.id}.{fact.id}" if fact else None,
                [each.cue for each in evidence], [f"{case.id}.{case.source_of(each)}" for each in evidence],
            ),
            strict=True,
        )
    )  # fmt: skip


def _word_caption(panels: Sequence[_Panel], scale: _Scale, lang: str) -> Iterator[str]:
    """Word what is shown, how to read it, and of each case what has no dates or lies outside the window."""
    yield say("timeline_reads", lang).format(first=scale.first.isoformat(), last=scale.last.isoformat())
    for panel in panels:
        case = panel.case
        yield say("timeline_case", lang).format(
            case=case.case.name.words("sv"), covered=_say_coverage(case, lang),
            bars=len(panel.bars), events=len(panel.events) + len(panel.undated), unbounded=len(panel.unbounded),
        )  # fmt: skip
        yield from _word_outside(panel, scale, lang)


def _say_coverage(case: CaseData, lang: str) -> str:
    texts = list(dict.fromkeys(source.covers for source in case.sources.values() if source.covers))
    return ", ".join(say_date(text, lang) for text in texts or [case.case.period])


def _word_outside(panel: _Panel, scale: _Scale, lang: str) -> Iterator[str]:
    """Word what has dates outside the window, what events have none, and what no source dates."""
    case = panel.case
    outside = [
        f"{bar.name} ({say_date(bar.validity.text, lang)})"
        for bar in panel.bars
        if not _is_in(bar.validity.period, scale)
    ]
    outside += [
        f"{say_event(case, event, lang)} ({say_date(str(event.date), lang)})"
        for event in panel.events if not _is_in(_read_event(event), scale)
    ]  # fmt: skip
    if outside:
        yield f"{say('timeline_outside', lang)}: {', '.join(outside)}."
    if panel.undated:
        yield f"{say('timeline_undated', lang)}: {', '.join(say_event(case, event, lang) for event in panel.undated)}."
    if panel.unbounded:
        yield f"{say('timeline_unbounded', lang)}: {', '.join(panel.unbounded)}."


def _is_in(period: dates.Period, scale: _Scale) -> bool:
    return scale.holds(dates.find_limits(period, dates.Period(from_open=True, to_open=True)))


# -- drawing -----------------------------------------------------------------------------------------------------------


def _draw_panel(root: ET.Element, panel: _Panel, scale: _Scale, top: float, lang: str, used: set[str]) -> float:
    """Draw one case below `top`; gives where it ends."""
    case = panel.case
    group = add_group(root, "panel", case=case.id)
    y = top + 8
    write(group, case.case.name.words("sv"), _MARGIN, y, size=_HEAD, bold=True)
    ground = add_group(group, "ground")  # below all else of the panel
    begin = y + 4
    y = begin + 12
    inside = [bar for bar in panel.bars if _is_in(bar.validity.period, scale)]
    for kind in ("organ", "instrument"):
        own = [bar for bar in inside if bar.kind == kind]
        if own:
            y = _draw_heading(group, say(f"timeline_{kind}s", lang), scale, y)
        for bar in own:
            y = _draw_bar(group, case, bar, scale, y, lang, used)
    events = [event for event in panel.events if _is_in(_read_event(event), scale)]
    key: list[str] = []
    if events:
        y = _draw_heading(group, say("timeline_events", lang), scale, y)
        y, key = _draw_events(group, case, events, scale, y, lang, used)
    if not inside and not events:
        y += _LEAD
        write(group, say("timeline_nothing", lang), scale.left + 3, y, size=_SIZE, name="silence")
        y += 4
    _draw_ground(ground, case, scale, begin, y, lang, used)
    for text in (*key, *_word_outside(panel, scale, lang)):
        for line in wrap_text(text, scale.right - _MARGIN, _SIZE):
            y += _LEAD
            write(group, line, _MARGIN, y + 1, size=_SIZE, name="words")
    return y + 10


def _draw_ground(
    group: ET.Element, case: CaseData, scale: _Scale, top: float, bottom: float, lang: str, used: set[str]
) -> None:
    """Shade what the sources cover, and rule the years."""
    covers = _find_coverage(case)
    limits = dates.find_limits(covers, dates.Period())
    low, high = scale.place(limits.from_earliest), scale.place_after(limits.to_latest)
    sure_low = scale.place(covers.from_latest or limits.from_earliest)
    sure_high = scale.place_after(covers.to_earliest) if covers.to_earliest else sure_low
    cover = add_group(group, "coverage", case=case.id)
    add_title(cover, f"{say('timeline_covered', lang)}: {_say_coverage(case, lang)}")
    if sure_high > sure_low:
        used.add("covered")
        add_box(cover, "covered", sure_low, top + 10, sure_high - sure_low, bottom - top - 10, _COVERED)
    for begin, end in ((low, sure_low), (sure_high, high if covers.to_latest or covers.to_open else scale.right)):
        if end - begin > 0.5:
            used.add("perhaps")
            _hatch(cover, "perhaps", begin, top + 10, end, bottom, _UNSURE)
    for year in range(scale.first.year, scale.last.year + 2):
        x = scale.place(date(year, 1, 1)) if year <= scale.last.year else scale.right
        add_stroke(
            group, "year", f"M{write_number(x)} {write_number(top + 8)}V{write_number(bottom)}", stroke=_RULE, width=0.5
        )
    step = _find_step(scale)
    for year in range(scale.first.year, scale.last.year + 1):
        if (year - scale.first.year) % step == 0:
            x, after = scale.place(date(year, 1, 1)), scale.place_after(date(year, 12, 31))
            words = str(year)
            if step == 1 and after - x > measure_text(words, _SIZE) + 2:
                write(group, words, (x + after) / 2, top + 7, size=_SIZE, anchor="middle", colour=SOFT)
            else:
                write(group, words, min(x, scale.right - measure_text(words, _SIZE)), top + 7, size=_SIZE, colour=SOFT)
    add_box(group, "frame", scale.left, top + 10, scale.right - scale.left, bottom - top - 10, "none", stroke=_FRAME)


def _find_step(scale: _Scale) -> int:
    """Find how many years lie from one that is written to the next."""
    years = scale.last.year - scale.first.year + 1
    room = (scale.right - scale.left) / years
    return next(step for step in (1, 2, 5, 10, 20, 50, 100, 500, 2000) if step * room > 20)


def _draw_heading(group: ET.Element, words: str, scale: _Scale, y: float) -> float:
    write(group, words, _MARGIN, y + 7, size=_SIZE, bold=True)
    add_stroke(
        group,
        "rule",
        f"M{write_number(_MARGIN)} {write_number(y)}H{write_number(scale.right)}",
        stroke=_FRAME,
        width=0.4,
    )
    return y + _HEADING


def _draw_bar(
    group: ET.Element, case: CaseData, bar: _Bar, scale: _Scale, y: float, lang: str, used: set[str]
) -> float:
    """Draw what exists for a time, with its name on the left and former names along it; gives where it ends."""
    told = add_group(group, "bar", id=f"{case.id}.{bar.id}", kind=bar.kind, status=bar.fact.status)
    add_title(told, "\n".join([f"{bar.name}: {say_date(bar.validity.text, lang)}", *_say_evidence(bar.fact, lang)]))
    names = wrap_text(bar.name, _NAMES - 6, _SIZE)
    for n, line in enumerate(names):
        write(told, line, _MARGIN + 2, y + 7 + n * _LEAD, size=_SIZE)
    if bar.validity.own:
        covers, colour = bar.validity.covers, _BARS[bar.kind]
        _draw_stretch(told, bar.validity.period, covers, scale, y + 4.6, colour, bar.fact.status, used)
    below = y + _ROW
    ends: list[float] = []  # of each row of names, where its last ends
    for name, borne, said in bar.spans:
        part = add_group(told, "name", name=name)
        add_title(part, f"{name}: {say_date(said, lang)}")
        begin, _ = _place_span(borne, scale)
        wide = measure_text(name, _SIZE)
        x = min(max(begin + 3, scale.left + 3), scale.right - wide - 3)
        row = next((n for n, last in enumerate(ends) if last + 8 < x), len(ends))
        ends[row:] = [x + wide]
        at = below + row * 9.5 if bar.validity.own else y + row * 9.5
        if borne is not None:
            _draw_stretch(part, borne, bar.validity.covers, scale, at + 8.4, SOFT, "adopted", used, thin=True)
        write(part, name, x, at + 6.2, size=_SIZE)
    rows = len(ends) * 9.5 + (_ROW if bar.validity.own else 0.0) + (2 if ends else 0)
    return round(y + max(rows, len(names) * _LEAD + 3.4), 2)


def _place_span(borne: dates.Period | None, scale: _Scale) -> tuple[float, float]:
    if borne is None:
        return scale.left, scale.right
    begin = borne.from_latest or borne.from_earliest or scale.first
    return scale.place(begin), scale.place_after(borne.to_earliest or borne.to_latest or scale.last)


def _draw_stretch(
    group: ET.Element, period: dates.Period, covers: dates.Period, scale: _Scale, y: float, colour: str, status: str,
    used: set[str], *, thin: bool = False,
) -> None:  # fmt: skip
    """Draw a stretch of time: solid where it certainly lasts, hatched where it may, its ends as they are known."""
    limits = dates.find_limits(period, covers)
    high = 1.6 if thin else _BAR
    top = y - high / 2
    begin, end = scale.place(limits.from_earliest), scale.place_after(limits.to_latest)
    solid = scale.place(limits.from_latest)
    firm = max(scale.place_after(limits.to_earliest), solid) if limits.to_earliest >= limits.from_latest else solid
    if firm > solid:
        is_firm = status not in _PROPOSED
        used.add("certain" if is_firm else "proposed")
        look = {} if is_firm else {"stroke": colour, "dashes": "2 1.4"}
        add_box(group, "certain", solid, top, firm - solid, high, colour if is_firm else "#ffffff", **look)
    for left, right in ((begin, solid), (firm, end)):
        if right - left > 0.6:
            used.add("possible")
            _hatch(group, "possible", left, top, right, top + high, colour)
    if thin:
        return
    for is_open, tip, inward in ((period.from_open, begin, 3.0), (period.to_open, end, -3.0)):
        if is_open:
            used.add("open")
            _draw_arrow(group, tip, y, inward, colour)
    ends = (
        (period.from_earliest or period.from_latest or period.from_open, begin + 1.5),
        (period.to_earliest or period.to_latest or period.to_open, end - 6),
    )
    for known, x in ends:
        if not known:
            used.add("unknown")
            add_box(group, "back", x - 0.8, y - 3.6, 5.4, 7.2, "#ffffff")
            write(group, "?", x, y + 2.3, size=_SIZE, bold=True, name="unknown")


def _draw_arrow(group: ET.Element, x: float, y: float, inward: float, colour: str) -> None:
    places = ((x + inward, y - 3), (x, y), (x + inward, y + 3))
    add_stroke(group, "open", f"M{'L'.join(map(_pair, places))}", stroke=colour, width=1.0)


def _pair(place: tuple[float, float]) -> str:
    return f"{write_number(place[0])} {write_number(place[1])}"


def _level(left: float, right: float, y: float) -> str:
    return f"M{_pair((left, y))}H{write_number(right)}"


def _hatch(group: ET.Element, name: str, left: float, top: float, right: float, bottom: float, colour: str) -> None:
    """Hatch a stretch by upright strokes, an outline above and below: what may be so."""
    count = max(1, int((right - left) / 2.2))
    strokes = "".join(
        f"M{write_number(left + (n + 0.5) * (right - left) / count)} {write_number(top)}V{write_number(bottom)}"
        for n in range(count)
    )
    edges = _level(left, right, top) + _level(left, right, bottom)
    add_stroke(group, name, f"{strokes}{edges}", stroke=colour, width=0.6)


class _Spot(NamedTuple):
    """An event with where its label begins and ends along the scale, and its row."""

    event: Event
    words: str
    x: float
    row: int


def _draw_events(
    group: ET.Element, case: CaseData, events: Sequence[Event], scale: _Scale, top: float, lang: str, used: set[str]
) -> tuple[float, list[str]]:
    """Draw events in as few rows as their labels need; gives where they end, and the key where they are numbered."""
    labels = [say_event(case, event, lang) for event in events]
    spots = _pack(events, labels, scale)
    key: list[str] = []
    if None in spots or max(spot.row for spot in spots if spot) >= _MOST_ROWS:
        key = [
            f"{n} {words} ({say_date(str(event.date), lang)})"
            for n, (event, words) in enumerate(zip(events, labels, strict=True), 1)
        ]
        spots = _pack(events, [str(n) for n in range(1, len(events) + 1)], scale)
    placed = [spot for spot in spots if spot]
    for spot in placed:
        _draw_event(group, case, spot, scale, top + spot.row * 10 + 5, lang, used)
    return top + (max(spot.row for spot in placed) + 1) * 10 + 2, key


def _pack(events: Sequence[Event], labels: Sequence[str], scale: _Scale) -> list[_Spot | None]:
    """Give each event the first row in which its mark, its extent and its label have room; None where no row has."""
    ends: list[float] = []
    spots: list[_Spot | None] = []
    for event, words in zip(events, labels, strict=True):
        begin, end = _place_event(event, scale)
        wide = measure_text(words, _SIZE)
        x = end + 6 if end + 6 + wide < scale.right - 2 else begin - 6 - wide
        if x < scale.left + 2 and len(words) > _FIGURES:
            spots.append(None)
            continue
        x = max(x, scale.left + 2)
        low, high = min(begin - 4, x), max(end + 4, x + wide)
        row = next((n for n, last in enumerate(ends) if last + 5 < low), len(ends))
        ends[row : row + 1] = [high]
        spots.append(_Spot(event, words, x, row))
    return spots


def _place_event(event: Event, scale: _Scale) -> tuple[float, float]:
    period = _read_event(event)
    return scale.place(period.from_earliest or scale.first), scale.place_after(period.to_latest or scale.last)


def _draw_event(
    group: ET.Element, case: CaseData, spot: _Spot, scale: _Scale, y: float, lang: str, used: set[str]
) -> None:
    event = spot.event
    sort = _SORTS[event.kind]
    used.add(sort)
    told = add_group(group, "event", id=f"{case.id}.{event.id}", kind=event.kind, date=str(event.date))
    said = f"{say_event(case, event, lang)}: {say_date(str(event.date), lang)}"
    add_title(told, "\n".join([said, *_say_evidence(event, lang)]))
    begin, end = _place_event(event, scale)
    middle = round((begin + end) / 2, 2)
    if end - begin > 6:
        used.add("someday")
        period = _read_event(event)
        _draw_extent(told, begin, end, y, begins=period.from_earliest is not None, ends=period.to_latest is not None)
    _draw_mark(told, sort, middle, y)
    write(told, spot.words, spot.x, y + 2.2, size=_SIZE)


def _draw_extent(
    parent: ET.Element, begin: float, end: float, y: float, *, begins: bool = True, ends: bool = True
) -> None:
    """Draw between which days an event took place on some day; an end that is not known has no mark."""
    known = [x for x, is_known in ((begin, begins), (end, ends)) if is_known]
    marks = "".join(f"M{_pair((x, y - 2))}V{write_number(y + 2)}" for x in known)
    add_stroke(parent, "extent", f"{_level(begin, end, y)}{marks}", width=0.6)


def _draw_mark(parent: ET.Element, sort: str, x: float, y: float) -> None:
    shape, fill = _MARKS[sort]
    mark = add_group(parent, "mark")
    mark.set("transform", f"translate({write_number(x)},{write_number(y)})")
    add_stroke(mark, "shape", shape, fill=fill)


def _say_evidence(fact: Fact, lang: str) -> list[str]:
    return [f"{say('evidence', lang)}: “{each.cue}”" for each in fact.evidence]


# -- legend ------------------------------------------------------------------------------------------------------------

_ENTRIES = (
    "covered", "perhaps", "certain", "proposed", "possible", "open", "unknown", "begin", "end", "change", "decide",
    "tell", "someday",
)  # fmt: skip


def _add_legend(root: ET.Element, top: float, width: float, lang: str, used: set[str]) -> float:
    """Add what is on the picture, and no other."""
    legend = add_group(root, "legend")
    x, y = _MARGIN, top + 8
    for name in _ENTRIES:
        if name not in used:
            continue
        words = say(f"timeline_{name}", lang)
        wide = 20 + measure_text(words, _SIZE)
        if x > _MARGIN and x + wide > width - _MARGIN:
            x, y = _MARGIN, y + 10
        entry = add_group(legend, "entry", kind=name)
        _draw_sample(entry, name, x, y)
        write(entry, words, x + 17, y + 2.2, size=_SIZE)
        x += wide + 9
    return y + 8


def _draw_sample(entry: ET.Element, name: str, x: float, y: float) -> None:
    if name == "covered":
        add_box(entry, "sample", x, y - 4, 14, 8, _COVERED)
    elif name == "perhaps":
        _hatch(entry, "sample", x, y - 4, x + 14, y + 4, _UNSURE)
    elif name == "certain":
        add_box(entry, "sample", x, y - _BAR / 2, 14, _BAR, INK)
    elif name == "proposed":
        add_box(entry, "sample", x, y - _BAR / 2, 14, _BAR, "#ffffff", stroke=INK, dashes="2 1.4")
    elif name == "possible":
        _hatch(entry, "sample", x, y - _BAR / 2, x + 14, y + _BAR / 2, INK)
    elif name == "open":
        _draw_arrow(entry, x + 9, y, -3.0, INK)
    elif name == "unknown":
        write(entry, "?", x + 5, y + 2.2, size=_SIZE, bold=True)
    elif name == "someday":
        _draw_extent(entry, x, x + 14, y)
    else:
        _draw_mark(entry, name, x + 7, y)
