"""Cases → a timeline: what their records date, on one common scale, over what their sources cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
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
from govgraph.graph import Graph
from govgraph.layout.fit import read_width
from govgraph.layout.letters import measure_text, wrap_text
from govgraph.pictures.chronology import (
    COLUMNS,
    KINDS,
    SIGNS,
    Item,
    build_row,
    find_coverage,
    find_items,
    has_bar,
    tell_item,
)
from govgraph.pictures.labels import Label, Room, place_labels
from govgraph.pictures.legends import draw_legend
from govgraph.pictures.picture import Picture
from govgraph.pictures.scale import Scale, find_window, read_window
from govgraph.pictures.spans import (
    PLAIN,
    Span,
    Zone,
    draw_cover,
    draw_event,
    draw_span,
    find_span,
)  # fmt: skip
from govgraph.telling import join_words, name_case
from govgraph.words import LANGUAGES, say, say_date

__all__ = ["build_timeline"]

_SIZE = 6.4  # points, of words beside marks; a journal asks for 6 at least
_LEAD = 7.8
_MARGIN = 8.0
_ENDS = 20.0  # beside the window, for ends that nobody dates
_LEAST = 85  # millimetres
_TALL = 170.0  # points: a panel so high has its axis below too
_EVENT_LEAD = 8.6  # of the rows of events
_KEY = 160.0  # points: the least width of a column of the key
_TOLD = ("organ", "actor", "instrument", "event", "before", "after")
_LESS = ("proposed", "planned", "inferred", "practice", "outside")
_HEIGHTS = {"name": 3.4}
_BAR = 5.6
_LINE = "#d2d4cc"
_FRAME = "#8a8d86"


def build_timeline(
    graph: Graph, cases: Sequence[str], *, at: str | None = None, lang: str = "sv", width_mm: float = 180
) -> Picture:
    """Build a timeline of cases, a panel each, on one common scale.

    Bars are organs and networks, other actors whose time is coded, the names that actors bore, and documents; marks
    are events, each in the middle of its date with a whisker as long as that is; shaded is what the sources cover.
    What has no date, or lies outside the scale, is told in words below its panel.

    Parameters
    ----------
    cases
        Ids of cases, from top to bottom.
    at
        EDTF date or span: shows its whole months only. Default: the whole years that the sources cover and the coded
        dates lie in, but for dates that lie more than ten years, and further than all the others spread, from these.
    lang
        Language of the tool's own words, `sv` or `en`; names stay as coded.
    width_mm
        Width in print, at least 85; the height follows.

    Returns
    -------
    Picture
        A row for each item, by case: what its sources cover, organs, other actors, their names, documents, events.
        `drawn` says whether a mark or words tell it. `begins_earliest` to `ends_latest` are days, both included, empty
        where open or not known; of an event all four bound its date.

    Raises
    ------
    UsageError
        No case, a date that is none, or too narrow a width.
    UnknownNameError
        There is no such case.

    Examples
    --------
    >>> from govgraph import load_graph
    >>> picture = build_timeline(load_graph(), ["ostergotland"], lang="en")
    >>> [(row["name"], row["date"]) for row in picture.rows if row["kind"] == "event"]
    [('Region Östergötland', '[..2016-11-29]')]
    """
    if not cases:
        raise UsageError("no case to draw; name one or several")
    found = [graph.graph["dataset"].case_of(case) for case in dict.fromkeys(cases)]
    asked = read_at(at) if at is not None else None
    width = read_width(width_mm)
    if width_mm < _LEAST:
        raise UsageError(f"a width of {width_mm:g} mm is too narrow for a timeline; give {_LEAST} or more")
    covers = [find_coverage(case) for case in found]
    items = {case.id: list(find_items(case)) for case in found}
    dated = [day for each in items.values() for item in each if item.dated for day in item.days]
    covered = [day for item in covers for day in item.days]
    window = read_window(asked, covered + dated) if asked else find_window(covered, dated)
    sheet = _Sheet(width, lang, Scale(window, 0, 0), _MARGIN)
    sheet.set_columns([item for each in items.values() for item in each if has_bar(item, each)])
    title = f"{say('timeline', lang)}: {', '.join(map(name_case, found))}, {sheet.say_window()}"
    sheet.write_lines(title, size=9, bold=True, lead=10.5)
    panels = [_Panel(sheet, case, cover, items[case.id]) for case, cover in zip(found, covers, strict=True)]
    for panel in panels:
        panel.draw()
    sheet.y = draw_legend(sheet.root, sheet.used, lang, left=_MARGIN, right=sheet.right, y=sheet.y + 5)
    cited = build_citation(graph.graph["dataset"], lang)["text"]
    sheet.y = write_source(sheet.root, cited, _MARGIN, width - 2 * _MARGIN, sheet.y)
    drawn = finish_sheet(
        sheet.root, "timeline", title=title, description=f"{title}.", lang=lang, width=width,
        height=round(sheet.y + _MARGIN, 2),
    )  # fmt: skip
    captions = {each: _word_caption(panels, sheet.say_window(), each) for each in LANGUAGES}
    return Picture(drawn, captions, COLUMNS, tuple(row for panel in panels for row in panel.build_rows()))


@dataclass
class _Sheet:
    """The picture so far, what it is drawn with, and where the next row begins."""

    width: float
    lang: str
    scale: Scale
    y: float
    root: ET.Element = field(default_factory=new_root)
    used: set[str] = field(default_factory=set)
    column: float = 0.0

    @property
    def right(self) -> float:
        """Where words must end."""
        return self.width - _MARGIN

    def set_columns(self, items: Iterable[Item]) -> None:
        """Share the width between names and scale: names get what they need, and no more than a third."""
        need = max((measure_text(_label(item), _SIZE) for item in items), default=0) + 12
        self.column = round(min(max(need, 0.18 * self.width), 0.33 * self.width), 2)
        left = _MARGIN + self.column + _ENDS
        self.scale = Scale(self.scale.window, round(left, 2), round(self.right - _ENDS, 2))

    def write_lines(self, words: str, *, size: float = _SIZE, bold: bool = False, lead: float = _LEAD) -> None:
        """Write words over the whole width, and go on below."""
        for line in wrap_text(words, self.right - _MARGIN, size, bold=bold):
            self.y = round(self.y + lead, 2)
            write(self.root, line, _MARGIN, self.y, size=size, bold=bold, colour="#222222" if bold else SOFT)

    def say_window(self) -> str:
        """Say the years of the scale; the months, where they are no whole years."""
        first, last = self.scale.window
        precise = 4 if (first.month, last.month) == (1, 12) else 7
        return "–".join(dict.fromkeys(day.isoformat()[:precise] for day in (first, last)))


def _label(item: Item) -> str:
    """Name an item in few words, with its signs, and its status where it is not, or no longer, so."""
    signs = "".join(SIGNS[key] for key in item.signs)
    return f"”{item.name}”{signs}" if item.kind == "name" else f"{item.name}{signs}"


def _word(item: Item, lang: str, *, dated: bool = False) -> str:
    """Name an item as `_label` does: an event with what happens, what is not adopted with its status, or its date."""
    status = [say(item.status, lang)] if item.status != "adopted" else []
    remarks = ", ".join([*status, *([say_date(item.text, lang)] if dated else [])])
    event = f"{say(f'timeline_{item.event}', lang)}: " if item.kind == "event" else ""
    return f"{event}{_label(item)} ({remarks})" if remarks else f"{event}{_label(item)}"


class _Panel:
    """One case."""

    def __init__(self, sheet: _Sheet, case: CaseData, cover: Item, items: Sequence[Item]) -> None:
        self.sheet, self.case, self.cover, self.items = sheet, case, cover, items
        self.lang, self.scale = sheet.lang, sheet.scale
        self.spans = {id(item): span for item in items if (span := self._find_span(item))}
        self.marked = {id(item) for item in items if id(item) in self.spans or self._is_marked(item)}
        self.root = add_group(sheet.root, "panel", case=case.id, at=sheet.say_window())
        self.ground = add_group(self.root, "ground")
        self.labels: list[Label] = []

    def _find_span(self, item: Item) -> Span | None:
        return find_span(item, self.scale) if has_bar(item, self.items) else None

    def _is_marked(self, item: Item) -> bool:
        return item.kind == "event" and item.dated and self._compare(item) == 0

    def _compare(self, item: Item) -> int:
        """Say whether an item lies before the window (-1), after it (1), or may lie in it."""
        first, last = self.scale.window
        begin, end = item.period.from_earliest or first, item.period.to_latest or last
        return -1 if end < first else 1 if begin > last else 0

    def count_denied(self) -> int:
        """Count the actors, documents and events that the text says not to be; they are no items."""
        tables = (self.case.actors, self.case.instruments, self.case.events)
        return sum(fact.negative for table in tables for fact in table.values())

    def build_rows(self) -> Iterator[dict[str, object]]:
        """Build the data behind the panel."""
        yield build_row(self.cover, drawn="mark" if self.cover_zones else "words")
        for item in self.items:
            yield build_row(item, drawn="mark" if id(item) in self.marked else "words")

    @property
    def cover_zones(self) -> tuple[Zone, ...]:
        """What of the window the sources cover."""
        span = find_span(self.cover, self.scale)
        return span.zones if span else ()

    # -- drawing

    def draw(self) -> None:
        """Draw the panel at the place where the sheet stands, and move that below it."""
        sheet = self.sheet
        sheet.y = round(sheet.y + 8, 2)
        lines = wrap_text(self.case.case.name.words("sv"), sheet.right - _MARGIN - 6, 7.2, bold=True)
        add_box(self.root, "theme", _MARGIN, sheet.y, sheet.right - _MARGIN, 11 + 8.4 * (len(lines) - 1), "#e3e4dd")
        for n, line in enumerate(lines):
            write(self.root, line, _MARGIN + 3, sheet.y + 8 + n * 8.4, size=7.2, bold=True)
        sheet.y = round(sheet.y + 11 + 8.4 * (len(lines) - 1), 2)
        sheet.write_lines(tell_item(self.cover, self.lang))
        if self.marked or self.cover_zones:
            self._draw_plot()
        self._draw_key()
        for words in self._find_notes():
            sheet.write_lines(words)

    def _draw_plot(self) -> None:
        sheet = self.sheet
        self._draw_axis(sheet.y + 9)
        top = sheet.y = round(sheet.y + 12, 2)
        sheet.y += 2
        for kind in KINDS:
            shown = [item for item in self.items if id(item) in self.marked and self._section(item) == kind]
            if shown:
                self._draw_section(kind, shown)
        if not self.marked:
            sheet.y += 8
        sheet.y = round(sheet.y + 2, 2)
        self._draw_ground(top, sheet.y)
        if sheet.y - top > _TALL:
            self._draw_axis(sheet.y + 7.4)
            sheet.y += 9
        sheet.y = round(sheet.y + 1, 2)

    def _section(self, item: Item) -> str:
        if item.kind != "name":
            return item.kind
        return next(other.kind for other in self.items if other.id == item.id and other.kind != "name")

    def _draw_axis(self, y: float) -> None:
        for tick in self.scale.find_ticks(_SIZE):
            if tick.label:
                write(self.root, tick.label, tick.x + 1, y, size=_SIZE, colour=SOFT, name="tick")

    def _draw_ground(self, top: float, bottom: float) -> None:
        scale, height = self.scale, round(bottom - top, 2)
        span = find_span(self.cover, scale)
        if span is not None:
            zones = span.zones
            cover = add_group(self.ground, "coverage", case=self.case.id, date=self.cover.text)
            add_title(cover, tell_item(self.cover, self.lang))
            draw_cover(cover, zones, scale, top, height)
            self.sheet.used |= {"covered" if zone.kind == "certain" else "perhaps_covered" for zone in zones}
        shaded = sum(zone.end - zone.begin for zone in span.zones) if span else 0
        if shaded < (scale.window[1] - scale.window[0]).days + 1:
            self.sheet.used.add("not_covered")
        for tick in scale.find_ticks(_SIZE):
            end = bottom if tick.label or tick.day.month == 1 else top + 3
            d = f"M{write_number(tick.x)} {write_number(top)}V{write_number(end)}"
            add_stroke(self.ground, "hairline", d, stroke=_LINE if end == bottom else _FRAME, width=0.5)
            self.ground[-1].set("data-day", tick.day.isoformat())
        left, right = write_number(scale.left), write_number(scale.right)
        sides = "".join(f"M{x} {write_number(top)}V{write_number(bottom)}" for x in (left, right))
        add_stroke(self.ground, "side", sides, stroke=_LINE, width=0.5)
        ends = "".join(f"M{left} {write_number(y)}H{right}" for y in (top, bottom))
        add_stroke(self.ground, "frame", ends, stroke=_FRAME, width=0.6)

    def _draw_section(self, kind: str, items: Sequence[Item]) -> None:
        sheet = self.sheet
        sheet.y = round(sheet.y + 9, 2)
        for line in wrap_text(say(f"timeline_kind_{kind}", self.lang), sheet.column, _SIZE, bold=True):
            write(self.root, line, _MARGIN, sheet.y, size=_SIZE, bold=True)
            sheet.y = round(sheet.y + _LEAD, 2)
        sheet.y = round(sheet.y - _LEAD + 2.6, 2)
        if kind == "event":
            self._draw_events(items)
            return
        for item in items:
            self._draw_bar(item, self.spans[id(item)])

    def _draw_bar(self, item: Item, span: Span) -> None:
        sheet, is_name = self.sheet, item.kind == "name"
        indent = 8.0 if is_name else 0.0
        status = item.status if item.status not in PLAIN else "adopted"
        words = _label(item) if status == "adopted" else f"{_label(item)} ({say(status, self.lang)})"
        lines = wrap_text(words, sheet.column - indent - 3, _SIZE)
        group = add_group(
            self.root, "bar", kind=item.kind, id=item.id, label=item.name, date=item.text, status=item.status,
            own=str(item.own).lower(), certain=str(item.certain).lower(),
        )  # fmt: skip
        add_title(group, tell_item(item, self.lang))
        for n, line in enumerate(lines):
            write(group, line, _MARGIN + indent, sheet.y + 6.6 + n * _LEAD, size=_SIZE)
        height = _HEIGHTS.get(item.kind, _BAR)
        draw_span(group, span, self.scale, round(sheet.y + 4.4 - height / 2, 2), height, status=item.status)
        kinds = {zone.kind for zone in span.zones}
        sheet.used |= kinds - ({"certain"} if status != "adopted" or is_name else set())
        sheet.used |= set(span.ends) - {"stated", "unstated"}
        sheet.used |= {"not_adopted"} if status != "adopted" else {"name"} if is_name and "certain" in kinds else set()
        sheet.used |= set(item.signs)
        sheet.y = round(sheet.y + len(lines) * _LEAD + 1.8, 2)

    def _draw_events(self, items: Sequence[Item]) -> None:
        """Draw the events; those that bear numbers are told in the key."""
        sheet = self.sheet
        room = Room(self.scale, _MARGIN, sheet.right, _SIZE, 0.36 * sheet.width)
        self.labels = place_labels(items, room, lambda item: _word(item, self.lang))
        for label in self.labels:
            y, first = round(sheet.y + 4.4 + label.row * _EVENT_LEAD, 2), label.items[0]
            group = add_group(
                self.root, "event", ids=" ".join(item.id for item in label.items), event=first.event, date=first.text,
                status=first.status,
            )  # fmt: skip
            add_title(group, "\n".join(tell_item(item, self.lang) for item in label.items))
            draw_event(group, first, self.scale, y)
            for n, line in enumerate(label.lines):
                write(group, line, label.x, y + 2.2 + n * _LEAD, size=_SIZE, anchor=label.anchor)
            self._use_event(label.items)
        rows = max(label.row + len(label.lines) for label in self.labels)
        sheet.y = round(sheet.y + rows * _EVENT_LEAD, 2)

    def _use_event(self, items: Sequence[Item]) -> None:
        first = items[0].period.from_earliest, items[0].period.to_latest
        begin, end = self.scale.window
        cut = (first[0] is not None and first[0] < begin) or (first[1] is not None and first[1] > end)
        used = {items[0].event, *(key for item in items for key in item.signs)}
        used |= {"unknown"} if None in first else set()
        used |= {"whisker"} if first[0] != first[1] else set()
        used |= {"cut"} if cut else set()
        used |= {"planned_event"} if items[0].status not in PLAIN else set()
        self.sheet.used |= used

    def _draw_key(self) -> None:
        """Tell the numbered events, in columns from top to bottom."""
        sheet, told = self.sheet, [item for label in self.labels if label.number for item in label.items]
        numbered = [f"{n} {_word(item, self.lang, dated=True)}" for n, item in enumerate(told, 1)]
        if not numbered:
            return
        columns = max(1, int((sheet.right - _MARGIN) // _KEY))
        wide = (sheet.right - _MARGIN) / columns
        per = -(-len(numbered) // columns)
        top = bottom = sheet.y = round(sheet.y + 3, 2)
        for n in range(0, len(numbered), per):
            y = top
            for line in (line for words in numbered[n : n + per] for line in wrap_text(words, wide - 8, _SIZE)):
                y = round(y + _LEAD, 2)
                write(self.root, line, round(_MARGIN + n // per * wide, 2), y, size=_SIZE, name="key")
            bottom = max(bottom, y)
        sheet.y = round(bottom + 2, 2)

    # -- words

    def _find_notes(self) -> Iterator[str]:
        """Find what is to be said below: that there is nothing, and what no mark shows."""
        if not self.cover_zones:
            yield say("timeline_uncovered", self.lang)
        if not any(item.dated for item in self.items):
            yield say("timeline_nothing", self.lang)
        elif not self.marked:
            yield say("timeline_nothing_then", self.lang)
        for key, items in self.told.items():
            self.sheet.used |= {sign for item in items for sign in item.signs}
            words = [_word(item, self.lang, dated=key in {"before", "after"}) for item in items]
            yield f"{say(f'timeline_told_{key}', self.lang)}: {'; '.join(words)}."

    @cached_property
    def told(self) -> dict[str, list[Item]]:
        """What no mark shows, by why not."""
        found: dict[str, list[Item]] = {key: [] for key in _TOLD}
        for item in self.items:
            if id(item) not in self.marked:
                place = {-1: "before", 0: item.kind, 1: "after"}[self._compare(item)]
                found[place if item.dated else item.kind].append(item)
        return {key: items for key, items in found.items() if items}


# -- caption ------------------------------------------------------------------------------------------------


def _word_caption(panels: Sequence[_Panel], window: str, lang: str) -> str:
    cases = join_words([name_case(panel.case) for panel in panels], lang)
    said = [say("timeline_caption", lang).format(cases=cases, window=window)]
    said += [f"{name_case(panel.case)}: {tell_item(panel.cover, lang)}" for panel in panels]
    marked = [item for panel in panels for item in panel.items if id(item) in panel.marked]
    told = Counter(key for panel in panels for key, items in panel.told.items() for _ in items)
    kinds = Counter(item.kind for item in marked)
    if kinds:
        said.append(_count("timeline_marked", {f"timeline_count_{kind}": n for kind, n in kinds.items()}, lang))
    if told:
        said.append(_count("timeline_told", {f"timeline_counted_{key}": told[key] for key in _TOLD}, lang))
    less = Counter(
        key
        for item in marked
        for key in (*item.signs, *([item.status] if item.status in {"proposed", "planned"} else []))
    )
    if less:
        said.append(_count("timeline_less", {f"timeline_less_{key}": less[key] for key in _LESS}, lang))
    if denied := sum(panel.count_denied() for panel in panels):
        said.append(say("timeline_denied", lang).format(count=denied))
    return " ".join(said)


def _count(key: str, counts: Mapping[str, int], lang: str) -> str:
    counted = [f"{say(each, lang)} ({n})" for each, n in counts.items() if n]
    return f"{say(key, lang)}: {', '.join(counted)}."
