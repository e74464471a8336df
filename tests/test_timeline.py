"""Timelines are right: a checker that reads the SVG and the records, proven by breaking; real and bad cases."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from conftest import MINI, SOUND, Coded
from govgraph.cases import CaseData
from govgraph.dates import find_limits, read_moment, read_period
from govgraph.errors import UnknownNameError, UsageError
from govgraph.graph import Graph, load_graph
from govgraph.layout.letters import measure_text
from govgraph.pictures import Picture, write_picture
from govgraph.pictures.scale import find_window
from govgraph.pictures.timeline import build_timeline
from govgraph.words import LANGUAGES

SVG = "{http://www.w3.org/2000/svg}"
REAL = ("malarstader", "ostergotland", "varmland", "vasterbotten")
EVENT_WORDS = (
    "founded", "merged", "split", "renamed", "name_kept", "role_clarified", "replaced", "closed", "adopted", "signed",
    "revised", "presented", "evaluated", "met",
)  # fmt: skip
SIGNS = {"*": "inferred", "°": "practice", "‡": "outside"}


# -- an independent reader of the picture ------------------------------------------------------------------------------


class Rect(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rect) -> bool:
        return (
            self.left < other.right - 0.1 and other.left < self.right - 0.1
            and self.top < other.bottom - 0.1 and other.top < self.bottom - 0.1
        )  # fmt: skip


def with_class(root: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in root.iter() if element.get("class") == name]


def read_number(element: ET.Element, key: str) -> float:
    return float(element.get(key, "nan"))


def read_text(element: ET.Element) -> Rect:
    size, x, y = (read_number(element, key) for key in ("font-size", "x", "y"))
    wide = measure_text(element.text or "", size, bold=element.get("font-weight") == "bold")
    left = x - {"middle": wide / 2, "end": wide}.get(element.get("text-anchor", ""), 0)
    return Rect(left, y - 0.72 * size, left + wide, y + 0.2 * size)


def read_path(element: ET.Element, shift: tuple[float, float] = (0, 0)) -> Rect:
    """Read the box of a path of M, L, H, V, Z; an arc counts by its ends, which our circles have at both sides."""
    x = y = 0.0
    xs, ys = [], []
    for letter, rest in re.findall(r"([MLHVAZ])([^MLHVAZ]*)", element.get("d", "")):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", rest)]
        if letter == "H":
            x = numbers[0]
        elif letter == "V":
            y = numbers[0]
        elif letter != "Z":
            x, y = numbers[-2:]
        xs.append(x + shift[0])
        ys.append(y + shift[1])
    return Rect(min(xs), min(ys), max(xs), max(ys))


def read_shapes(root: ET.Element) -> Iterator[tuple[ET.Element, Rect]]:
    marks = {id(path): read_shift(mark) for mark in with_class(root, "mark") for path in mark}
    for element in root.iter():
        if element.tag == f"{SVG}rect" and element.get("class") != "page":
            x, y, wide, high = (read_number(element, key) for key in ("x", "y", "width", "height"))
            yield element, Rect(x, y, x + wide, y + high)
        elif element.tag == f"{SVG}path":
            yield element, read_path(element, marks.get(id(element), (0, 0)))
        elif element.tag == f"{SVG}text":
            yield element, read_text(element)


def read_shift(mark: ET.Element) -> tuple[float, float]:
    found = re.fullmatch(r"translate\((-?[\d.]+),(-?[\d.]+)\)", mark.get("transform", ""))
    assert found, mark.get("transform")
    return float(found[1]), float(found[2])


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# -- what the records say, worked out anew -----------------------------------------------------------------------------


class Wanted(NamedTuple):
    """What a picture of a case must tell: kind, id and name; whether it is dated, and its first and last day."""

    kind: str
    id: str
    name: str
    dated: bool
    text: str


def find_wanted(case: CaseData) -> Iterator[Wanted]:
    for actor in case.actors.values():
        spans = [s for s in case.spans_of(actor.id) if s.period and s.role in {"current", "former"}]
        organ = case.class_of(actor.id) in {"organ", "network"}
        if actor.negative or not (organ or actor.valid or spans):
            continue
        name = actor.name.words("sv")
        kind = "organ" if organ else "actor"
        yield Wanted(kind, f"{case.id}.{actor.id}", name, bool(actor.valid or spans), case.validity_of(actor).text)
        for span in spans:
            yield Wanted("name", f"{case.id}.{actor.id}", span.name, True, span.text)
    for instrument in case.instruments.values():
        if not instrument.negative:
            name = instrument.name.words("sv")
            text = case.validity_of(instrument).text
            yield Wanted("instrument", f"{case.id}.{instrument.id}", name, bool(instrument.valid), text)
    for event in case.events.values():
        if not event.negative:
            yield Wanted("event", f"{case.id}.{event.id}", "", bool(event.date), event.date or "")


# -- the checker -------------------------------------------------------------------------------------------------------


def check(svg: str, picture: Picture, graph: Graph, lang: str) -> list[str]:
    """Find every fault of a timeline; each begins with the name of the check."""
    root = ET.fromstring(svg)
    width, height = (float(n) for n in root.get("viewBox", "").split()[2:])
    faults = [] if root.get("lang") == lang else ["root: language"]
    faults += check_safety(svg, root)
    faults += check_space(root, width, height)
    faults += check_marks(root, picture, graph)
    faults += check_places(root, graph)
    faults += check_legend(root)
    faults += check_contrast(root)
    return faults


def check_safety(svg: str, root: ET.Element) -> Iterator[str]:
    known = {"svg", "title", "desc", "g", "rect", "path", "text"}
    yield from (f"safety: {el.tag}" for el in root.iter() if el.tag.removeprefix(SVG) not in known)
    yield from (f"safety: {el.attrib}" for el in root.iter() for key in el.attrib if "href" in key or key[:2] == "on")
    if "url(" in svg or "pattern" in svg or "Gradient" in svg:
        yield "safety: a paint that renderers differ on"
    if not with_class(root, "source"):
        yield "source: not named"


def check_space(root: ET.Element, width: float, height: float) -> Iterator[str]:
    shapes = list(read_shapes(root))
    for element, box in shapes:
        if box.left < -0.1 or box.top < -0.1 or box.right > width + 0.1 or box.bottom > height + 0.1:
            yield f"page: {element.get('class')} {element.text or ''} leaves it"
    texts = [(element, box) for element, box in shapes if element.tag == f"{SVG}text"]
    yield from (f"size: {el.text}" for el, _ in texts if read_number(el, "font-size") < 6)
    for (one, a), (other, b) in combinations(texts, 2):
        if a.meets(b):
            yield f"overlap: {one.text!r} and {other.text!r}"
    marks = [(mark, read_shift(mark)) for event in with_class(root, "event") for mark in with_class(event, "mark")]
    glyphs = [Rect(x - 3.2, y - 3.2, x + 3.2, y + 3.2) for _, (x, y) in marks]
    yield from ("overlap: two marks" for a, b in combinations(glyphs, 2) if a.meets(b))
    yield from (f"overlap: a mark and {el.text!r}" for glyph in glyphs for el, box in texts if glyph.meets(box))


def check_marks(root: ET.Element, picture: Picture, graph: Graph) -> Iterator[str]:
    drawn: Counter[tuple[str, str, str]] = Counter()
    for group in root.iter(f"{SVG}g"):
        kind = group.get("class")
        if kind in {"bar", "event", "coverage"} and group.find(f"{SVG}title") is None:
            yield f"title: a {kind} has none"
        if kind == "bar":
            drawn[group.get("data-kind", ""), group.get("data-id", ""), group.get("data-label", "")] += 1
            yield from (f"data: {key}" for key in ("date", "status", "own", "certain") if not group.get(f"data-{key}"))
        elif kind == "event":
            drawn.update(("event", event, "") for event in group.get("data-ids", "").split())
            yield from (f"data: {key}" for key in ("date", "status", "event") if not group.get(f"data-{key}"))
        elif kind == "coverage":
            drawn["coverage", group.get("data-case", ""), ""] += 1
    rows = [row for row in picture.rows if row["drawn"] == "mark"]
    told = Counter(
        (row["kind"], row["id"], "" if row["kind"] in {"event", "coverage"} else row["name"]) for row in rows
    )
    if drawn != told:
        yield f"marks: {sorted((drawn - told) + (told - drawn))}"
    words = " ".join(" ".join(el.text or "" for el in root.iter(f"{SVG}text")).replace("- ", "-").split())
    for panel in with_class(root, "panel"):
        case = graph.graph["dataset"].cases[panel.get("data-case")]
        wanted = list(find_wanted(case))
        got = Counter(
            (row["kind"], row["id"], "" if row["kind"] == "event" else row["name"], row["date"])
            for row in picture.rows
            if row["case"] == case.id and row["kind"] != "coverage"
        )
        if got != Counter((each.kind, each.id, each.name, each.text) for each in wanted):
            yield f"rows: {case.id}"
        for each in wanted:
            if not each.dated and drawn[each.kind, each.id, each.name]:
                yield f"marks: {each.id} has no date"
            row = next(row for row in picture.rows if (row["kind"], row["id"]) == (each.kind, each.id))
            name = str(row["name"]).split()[0]
            if not drawn[each.kind, each.id, each.name] and len(name) < 30 and name not in words:
                yield f"words: {each.id} is not told"


def place_day(first: int, left: float, a_day: float, day: date) -> float:
    return left + (day.toordinal() - first) * a_day


def check_places(root: ET.Element, graph: Graph) -> Iterator[str]:
    """Read the scale from two hairlines, and compare where marks stand with the dates of the records."""
    for panel in with_class(root, "panel"):
        case = graph.graph["dataset"].cases[panel.get("data-case")]
        lines = [(line.get("data-day", ""), read_path(line)) for line in with_class(panel, "hairline")]
        if len(lines) < 2:
            continue
        (first, a), (last, b) = lines[0], lines[-1]
        day = date.fromisoformat(first).toordinal()
        a_day = (b.left - a.left) / (date.fromisoformat(last).toordinal() - day)
        place = partial(place_day, day, a.left, a_day)
        sides = read_path(with_class(panel, "side")[0])
        for bar in with_class(panel, "bar"):
            if bar.get("data-kind") in {"organ", "actor", "instrument"} and bar.get("data-own") == "true":
                yield from check_bar(case, bar, place, sides)
            if bar.get("data-kind") == "name":
                yield from check_name(case, bar, place, sides)
        for group in with_class(panel, "event"):
            moment = read_moment(group.get("data-date", ""))
            x = read_shift(with_class(group, "mark")[0])[0]
            if moment.earliest and moment.earliest == moment.latest and abs(place(moment.earliest) - x) > 1 + a_day:
                yield f"place: event of {moment.earliest}"
            if (moment.earliest != moment.latest) != bool(with_class(group, "whisker")):
                yield f"whisker: {group.get('data-date')}"
            low, high = moment.earliest or date(1, 1, 1), moment.latest or date(3000, 1, 1)
            if not max(place(low), sides.left) - 1 <= x <= min(place(high), sides.right) + 1 + a_day:
                yield f"place: event of {group.get('data-date')} outside its date"


def check_name(case: CaseData, bar: ET.Element, place: Callable[[date], float], sides: Rect) -> Iterator[str]:
    """Find where a name is drawn that it was not borne, or surely drawn that it was only possibly."""
    actor = (bar.get("data-id") or "").partition(".")[2]
    spans = [s for s in case.spans_of(actor) if (s.name, s.text) == (bar.get("data-label"), bar.get("data-date"))]
    period = spans[0].period if spans else None
    if period is None:
        yield f"name: {bar.get('data-label')} is none of {actor}"
        return
    for kind, begin, end in (
        ("certain", period.from_latest, period.to_earliest),
        ("possible", period.from_earliest, period.to_latest),
    ):
        for element, box in read_shapes(bar):
            low = max(place(begin), sides.left) if begin else 0
            high = min(place(end), sides.right) if end else 10_000
            if element.get("class") == kind and not (low - 1 <= box.left and box.right <= high + 2.5):
                yield f"name: {bar.get('data-label')} is {kind} where it was not borne"


def check_bar(case: CaseData, bar: ET.Element, place: Callable[[date], float], sides: Rect) -> Iterator[str]:
    fact = case.facts[(bar.get("data-id") or "").partition(".")[2]]
    valid = case.validity_of(fact)
    limits = find_limits(valid.period, valid.covers)
    solid = with_class(bar, "certain")
    if limits.from_latest <= limits.to_earliest:
        left = min(max(place(limits.from_latest), sides.left), sides.right)
        right = min(max(place(limits.to_earliest), sides.left), sides.right)
        boxes = [box for el, box in read_shapes(bar) if el in solid]
        if right - left > 2 and not (boxes and abs(boxes[0].left - left) < 1 and abs(boxes[0].right - right) < 2):
            yield f"place: {fact.id} is certain elsewhere"
    elif solid:
        yield f"certain: {fact.id} is nowhere"
    if (limits.from_earliest < limits.from_latest or limits.to_earliest < limits.to_latest) and not (
        with_class(bar, "hatch") or with_class(bar, "open") or with_class(bar, "cut")
    ):
        yield f"possible: {fact.id} has no hatch"
    dashed = any(box.get("stroke-dasharray") for box in (*solid, *with_class(bar, "edge")))
    if dashed != (fact.status in {"proposed", "planned"}):
        yield f"status: {fact.id}"
    for end in ("unknown", "open"):
        period = valid.period
        is_open = (period.from_open, period.to_open)
        count = sum(
            bound is None and flag == (end == "open")
            for bound, flag in zip((period.from_earliest, period.to_latest), is_open, strict=True)
        )
        if len(with_class(bar, end)) + len(with_class(bar, "cut")) < count:
            yield f"end: {fact.id} is {end}"


def check_legend(root: ET.Element) -> Iterator[str]:
    legend = with_class(root, "legend")[0]
    told = [entry.get("data-style", "") for entry in with_class(legend, "entry")]
    used: set[str] = set()
    for panel in with_class(root, "panel"):
        for bar in with_class(panel, "bar"):
            is_name = bar.get("data-kind") == "name"
            is_plan = bar.get("data-status") in {"planned", "proposed"}
            zones = {name for name in ("certain", "default") if with_class(bar, name)}
            used |= (
                {"not_adopted"} if is_plan else {"name" if zone == "certain" and is_name else zone for zone in zones}
            )
            used |= {name for name in ("open", "unknown", "cut") if with_class(bar, name)}
            used |= {"possible"} if len(with_class(bar, "possible")) > len(with_class(bar, "unknown")) else set()
        for event in with_class(panel, "event"):
            used |= {event.get("data-event", ""), *(n for n in ("whisker", "unknown", "cut") if with_class(event, n))}
            used |= {"planned_event"} if event.get("data-status") in {"planned", "proposed"} else set()
        used |= {"covered"} if with_class(panel, "covered") else set()
        used |= {"perhaps_covered"} if with_class(panel, "perhaps-covered") else set()
    texts = [el for el in root.iter(f"{SVG}text") if el not in set(legend.iter())]
    used |= {name for sign, name in SIGNS.items() if any(sign in (el.text or "") for el in texts)}
    optional = {"not_covered", "possible"}  # white paper, and a stub that only an unknown end has
    if missing := used - set(told) - {"possible"}:
        yield f"legend: lacks {sorted(missing)}"
    if surplus := set(told) - used - optional:
        yield f"legend: {sorted(surplus)} too much"
    if len(told) != len(set(told)) or not all(list(entry.iter(f"{SVG}text")) for entry in with_class(legend, "entry")):
        yield "legend: an entry twice, or without words"


def check_contrast(root: ET.Element) -> Iterator[str]:
    grounds = ("#ffffff", "#e9ebe4", "#e3e4dd")
    for text in root.iter(f"{SVG}text"):
        if min(contrast(text.get("fill", ""), ground) for ground in grounds) < 4.5:
            yield f"contrast: {text.text}"
    for name in ("cap", "hatch", "open", "cut", "whisker", "tip"):
        for element in with_class(root, name):
            if min(contrast(element.get("stroke", ""), ground) for ground in grounds) < 3:
                yield f"contrast: {name}"


# -- real cases and fixtures -------------------------------------------------------------------------------------------


@cache
def load(name: str) -> Graph:
    return load_graph({"mini": MINI, "sound": SOUND}.get(name))


CASES = [*(("real", (case,)) for case in REAL), ("real", REAL), ("sound", ("mellanby",)), ("mini", ("norrvik",)),
         ("mini", ("strandby",)), ("mini", ("norrvik", "strandby"))]  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [90, 180, 260])
@pytest.mark.parametrize(("name", "cases"), CASES, ids=["+".join(cases) for _, cases in CASES])
def test_a_timeline_has_no_fault(name: str, cases: tuple[str, ...], width: float, lang: str) -> None:
    graph = load(name)
    picture = build_timeline(graph, cases, lang=lang, width_mm=width)
    assert check(picture.sheet.svg, picture, graph, lang) == []
    assert picture.sheet.width == pytest.approx(width / 25.4 * 72, abs=0.01)
    assert [tuple(row) for row in picture.rows] == [picture.columns] * len(picture.rows)


def test_the_same_case_gives_the_same_bytes() -> None:
    one, other = (build_timeline(load_graph(), ["varmland"]) for _ in range(2))
    assert (one.sheet.svg, one.rows, one.captions) == (other.sheet.svg, other.rows, other.captions)


@pytest.mark.parametrize("suffix", [".svg", ".pdf", ".png", ".html", ".csv", ".txt"])
def test_every_format_is_written(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"timeline{suffix}"
    write_picture(build_timeline(load("real"), ["varmland"]), path)
    begin = {".pdf": b"%PDF", ".png": b"\x89PNG"}.get(suffix)
    assert path.stat().st_size > 500
    assert begin is None or path.read_bytes().startswith(begin)


def test_a_renaming_between_two_dates_is_an_uncertain_border() -> None:
    picture = build_timeline(load("real"), ["varmland"])
    old, new = (
        next(row for row in picture.rows if row["kind"] == "name" and row["name"] == name)
        for name in ("Värmlandsrådets arbetsutskott", "Ordföranderådet")
    )
    assert (old["ends_earliest"], old["ends_latest"]) == ("2019-12-31", "2022-11-21")
    assert (new["begins_earliest"], new["begins_latest"]) == ("2019-12-31", "2022-11-21")


def test_the_caption_counts_what_no_mark_shows() -> None:
    picture = build_timeline(load("real"), ["vasterbotten"], lang="sv")
    told = Counter(row["kind"] for row in picture.rows if row["drawn"] == "words")
    assert f"organs and networks without a stated time ({told['organ']})" in picture.captions["en"]
    assert f"händelser utan datum ({told['event']})" in picture.captions["sv"]


# -- proof by breaking -------------------------------------------------------------------------------------------------


def swap(pattern: str, new: str) -> Callable[[str], str]:
    def break_it(svg: str) -> str:
        broken, count = re.subn(pattern, new, svg, count=1, flags=re.DOTALL)
        assert count, pattern
        return broken

    return break_it


EXTRA = '<g class="entry" data-style="closed"><text x="0" y="9" font-size="6" fill="#222222">.</text></g>'
BREAKS = {
    "a script": (swap("</svg>", "<script/></svg>"), "safety"),
    "an outside reference": (swap("<g class=.event.", '<g href="http://x" class="event"'), "safety"),
    "a pattern": (swap('fill="#e9ebe4"', 'fill="url(#p)"'), "safety"),
    "no source": (lambda svg: svg.replace('class="source"', 'class="x"'), "source"),
    "small type": (swap('font-size="6.4"', 'font-size="5"'), "size"),
    "text off the page": (swap(r'<text x="8" (y="[\d.]+" font-size="6.4)', r'<text x="-20" \1'), "page"),
    "a shape off the page": (swap(r'<rect class="theme" x="8"', '<rect class="theme" x="40"'), "page"),
    "words twice": (swap(r"(<text [^>]*>[^<]*</text>)", r"\1\1"), "overlap"),
    "a mark on its words": (swap(r'(class="mark" transform="translate\()([\d.]+)', r"\g<1>300"), "overlap|place"),
    "no title": (swap(r'(<g class="bar"[^>]*>)\s*<title>[^<]*</title>', r"\1"), "title"),
    "no status": (swap(r'(<g class="bar"[^>]*) data-status="\w+"', r"\1"), "data"),
    "a bar left out": (swap(r'<g class="bar"', '<g class="ba"'), "marks"),
    "an event left out": (swap(r'<g class="event"', '<g class="even"'), "marks"),
    "coverage left out": (swap(r'<g class="coverage"', '<g class="cover"'), "marks"),
    "another organ": (swap('data-label="Region Värmland"', 'data-label="Region"'), "marks"),
    "an organ not told": (swap("Värmlandsrådet; regionstyrelsen", "Värmlandsrådet"), "words"),
    "a bar elsewhere": (
        swap(r'(data-label="Region Värmland".*?<rect class="certain" x=")[\d.]+', r"\g<1>300"), "place"),
    "a name borne too long": (
        swap(r'(data-label="Värmlandsrådets arbetsutskott".*?"certain"[^>]*? width=")[\d.]+', r"\g<1>150"), "name"),
    "another name": (swap('(data-kind="name" .*? data-label=")[^"]*', r"\g<1>Rådet"), "name"),
    "certain where possible": (swap(r'class="hatch"', 'class="x"'), "possible"),
    "planned drawn as adopted": (swap(r'data-status="planned"', 'data-status="adopted"'), "legend"),
    "an unknown end left out": (swap(r'class="unknown"', 'class="x"'), "end|possible"),
    "a whisker left out": (swap(r'class="whisker"', 'class="x"'), "whisker"),
    "an event elsewhere": (
        swap(r'(data-date="2019-01-25".*?translate\()[\d.]+', r"\g<1>480"), "place"),
    "a style without legend": (swap(r'data-style="possible"', 'data-style="other"'), "legend"),
    "a sign without legend": (swap(r'data-style="practice"', 'data-style="other"'), "legend"),
    "an event kind without legend": (swap(r'data-style="merged"', 'data-style="other"'), "legend"),
    "too much in the legend": (swap(r'<g class="entry"', EXTRA + '<g class="entry"'), "legend"),
    "pale words": (swap('fill="#5c5c5c"', 'fill="#aaaaaa"'), "contrast"),
    "a pale cap": (swap(r'(class="cap"[^>]*stroke=")#222222', r"\g<1>#cccccc"), "contrast"),
    "another language": (swap('lang="sv"', 'lang="en"'), "root"),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS)
def test_the_checker_catches_what_is_broken(name: str) -> None:
    graph = load("real")
    picture = build_timeline(graph, ["varmland"])
    break_it, expected = BREAKS[name]
    faults = check(break_it(picture.sheet.svg), picture, graph, "sv")
    assert [fault for fault in faults if re.match(expected, fault)], faults


# -- bad input and hard cases ------------------------------------------------------------------------------------------


def draw(graph: Graph, **given: object) -> Picture:
    picture = build_timeline(graph, ["small"], lang="en", **given)  # type: ignore[arg-type]
    assert check(picture.sheet.svg, picture, graph, "en") == []
    return picture


def read_words(picture: Picture) -> str:
    return " ".join(el.text or "" for el in ET.fromstring(picture.sheet.svg).iter(f"{SVG}text"))


def test_an_unknown_case_offers_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="no case 'varmlan'; did you mean 'varmland'"):
        build_timeline(load("real"), ["varmlan"])


def test_no_case_is_refused() -> None:
    with pytest.raises(UsageError, match="no case to draw; name one or several"):
        build_timeline(load("real"), [])


@pytest.mark.parametrize("width", [10, 84.9])
def test_too_narrow_a_width_names_one_that_would_do(width: float) -> None:
    with pytest.raises(UsageError, match="too narrow for a timeline; give 85 or more"):
        build_timeline(load("real"), ["varmland"], width_mm=width)
    assert build_timeline(load("real"), ["varmland"], width_mm=85).sheet.width > 240


@pytest.mark.parametrize("width", [0, -3, float("nan"), float("inf")])
def test_what_is_no_width_is_refused(width: float) -> None:
    with pytest.raises(UsageError, match="cannot be drawn"):
        build_timeline(load("real"), ["varmland"], width_mm=width)


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(UsageError, match="at 'våren 2022': 'våren 2022' is in words; write '2022-21'"):
        build_timeline(load("real"), ["varmland"], at="våren 2022")


def test_a_span_outside_the_coverage_says_so() -> None:
    picture = build_timeline(load("real"), ["varmland"], at="2030", lang="en")
    assert check(picture.sheet.svg, picture, load("real"), "en") == []
    assert "Nothing of what is shown is covered by the sources." in read_words(picture)
    assert "Nothing dated lies in what is shown." in read_words(picture)
    assert {row["drawn"] for row in picture.rows} == {"words"}


@pytest.mark.parametrize("at", ["2020", "2019-01-25", "2022-21", "2019/2020", "2021/..", "2018-06/2019-02"])
def test_a_span_narrows_the_window(at: str) -> None:
    picture = build_timeline(load("real"), ["varmland"], at=at)
    assert check(picture.sheet.svg, picture, load("real"), "sv") == []
    first, last = read_period(at).from_earliest, read_period(at).to_latest
    for row in picture.rows:
        if row["kind"] == "event" and row["drawn"] == "mark":
            assert last is None or not row["begins_earliest"] or row["begins_earliest"][:7] <= last.isoformat()[:7]
            assert first is None or not row["ends_latest"] or row["ends_latest"][:7] >= first.isoformat()[:7]


def test_an_open_span_that_leaves_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="nothing is dated between the ends of the span asked for"):
        build_timeline(load("real"), ["varmland"], at="2090/..")


def test_where_no_day_is_known_there_is_no_scale() -> None:
    with pytest.raises(UsageError, match="no day is known that a scale could begin at"):
        find_window([], [])


def test_a_name_given_up_before_what_the_sources_cover_has_no_known_beginning() -> None:
    picture = build_timeline(load("mini"), ["strandby"])
    (row,) = (row for row in picture.rows if row["name"] == "Kustgruppen")
    assert (row["begins_earliest"], row["ends_latest"], row["open_start"]) == ("", "2021-02-28", False)


def test_a_case_without_dates_says_so(coded: Coded) -> None:
    picture = draw(coded(events="e: {kind: met, of: a}"))
    assert "No organ, document or event of the case is dated." in read_words(picture)
    assert "Events without date: meeting: A." in read_words(picture)


def test_forty_events_of_one_month_share_a_mark_and_have_a_key(coded: Coded) -> None:
    events = "\n".join(f"e{n}: {{kind: met, of: a, date: 2025-03}}" for n in range(40))
    picture = draw(coded(events=events))
    root = ET.fromstring(picture.sheet.svg)
    (group,) = with_class(root, "event")
    assert len((group.get("data-ids") or "").split()) == 40
    assert "1–40" in read_words(picture)
    assert len(with_class(root, "key")) >= 40
    assert sum(row["drawn"] == "mark" and row["kind"] == "event" for row in picture.rows) == 40


def test_forty_events_on_the_days_of_one_month_stay_apart(coded: Coded) -> None:
    kinds = ("met", "signed", "revised", "presented")
    events = "\n".join(f"e{n}: {{kind: {kinds[n % 4]}, of: a, date: 2025-03-{n % 31 + 1:02}}}" for n in range(40))
    picture = draw(coded(events=events))
    assert sum(row["drawn"] == "mark" and row["kind"] == "event" for row in picture.rows) == 40


def test_a_date_far_from_all_others_stays_outside_and_is_told(coded: Coded) -> None:
    graph = coded(events="old: {kind: founded, of: a, date: 1634}\nnew: {kind: met, of: a, date: 2025-02}")
    picture = draw(graph)
    years = [line.get("data-day", "")[:4] for line in with_class(ET.fromstring(picture.sheet.svg), "hairline")]
    assert min(years) == "2024"
    assert "Earlier: founded: A (1634)." in read_words(picture)
    assert "earlier than what is shown (1)" in picture.captions["en"]


def test_every_kind_of_event_has_a_mark_of_its_own(coded: Coded) -> None:
    ends = {"merged": "from: [b, c], to: a", "split": "from: a, to: [b, c]", "replaced": "from: b, to: c",
            "renamed": "of: a, from: B2, to: A"}  # fmt: skip
    events = "\n".join(f"e{n}: {{kind: {k}, date: 2025, {ends.get(k, 'of: a')}}}" for n, k in enumerate(EVENT_WORDS))
    root = ET.fromstring(draw(coded(events=events)).sheet.svg)
    shapes = {
        group.get("data-event"): tuple(
            (path.get("d"), path.get("fill")) for mark in with_class(group, "mark") for path in mark
        )
        for group in with_class(root, "event")
    }
    assert set(shapes) == set(EVENT_WORDS)
    assert len(set(shapes.values())) == len(EVENT_WORDS)


def test_a_planned_event_looks_otherwise_than_one_that_took_place(coded: Coded) -> None:
    events = "a1: {kind: met, of: a, date: 2025-01-02}\nb1: {kind: met, of: b, date: 2026-01-02, status: planned}"
    groups = with_class(ET.fromstring(draw(coded(events=events)).sheet.svg), "event")
    dashed = [any(path.get("stroke-dasharray") for path in with_class(group, "mark")[0]) for group in groups]
    assert dashed == [False, True]


@pytest.mark.parametrize(
    "name",
    [
        "Å" * 300,
        "<b>x</b> & co".replace("<b>", "< b >").replace("</b>", "< /b >"),
        "\u05d0\u05d1\u05d2 råd",
        "]]> & '\"",
    ],
    ids=["300 letters", "signs", "from right to left", "cdata"],
)
@pytest.mark.parametrize("width", [90, 180])
def test_hostile_names_stay_on_the_page(coded: Coded, name: str, width: float) -> None:
    text = name.replace("'", "''")
    actors = f"a: {{name: '{text}', kind: board, valid: 2024-05/..}}\nb: {{name: B, kind: board}}"
    events = "e: {kind: met, of: a, date: 2026-11}\nf: {kind: closed, of: a, date: '[..2024-02-02]'}"
    picture = draw(coded(actors=actors, events=events), width_mm=width)
    assert name in {row["name"] for row in picture.rows}


ENDS = {
    "open": ("2025-02/..", {"cap": 1, "open": 1}),
    "unknown begin": ("/2025-02-03", {"unknown": 1, "cap": 1}),
    "unknown end": ("2025-02-03/", {"unknown": 1, "cap": 1}),
    "days": ("2025-02-03/2026-05-04", {"cap": 2}),
    "season": ("2025-21/2026-22", {"cap": 2, "hatch": 2}),
    "at the latest": ("[..2025-03-04]/..", {"unknown": 1, "open": 1}),
    "some day": ("[2025-03-04..2026-03-04]", {"cap": 2, "hatch": 1}),
}


@pytest.mark.parametrize(("valid", "marks"), ENDS.values(), ids=ENDS)
def test_the_ends_of_a_bar_tell_how_it_begins_and_ends(coded: Coded, valid: str, marks: dict[str, int]) -> None:
    picture = draw(coded(actors=f"a: {{name: A, kind: board, valid: '{valid}'}}"))
    (bar,) = with_class(ET.fromstring(picture.sheet.svg), "bar")
    counted = {name: len(with_class(bar, name)) for name in ("cap", "open", "unknown", "hatch")}
    assert {**counted, **marks} == counted


def test_what_the_text_denies_is_counted_and_not_shown(coded: Coded) -> None:
    picture = draw(coded(actors="a: {name: A, kind: board}\nb: {name: Nej, kind: board, negative: true}"))
    assert "Nej" not in read_words(picture)
    assert picture.captions["en"].endswith("Left out is what the text says not to exist or not to have happened: 1.")
