"""Who sits in an organ: a checker that reads the SVG and the records anew, proven by breaking; then hard cases."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from conftest import MINI, SOUND, Coded
from govgraph.cards import show
from govgraph.cases import CaseData
from govgraph.citation import build_citation
from govgraph.errors import UnknownNameError, UsageError
from govgraph.graph import Graph, load_graph
from govgraph.layout.letters import measure_text
from govgraph.pictures import Picture, write_picture
from govgraph.pictures.seating import build_seating
from govgraph.words import say

SVG = "{http://www.w3.org/2000/svg}"
FOLDERS: dict[str, Path | None] = {
    "malarstader": None, "ostergotland": None, "varmland": None, "vasterbotten": None,
    "mellanby": SOUND, "norrvik": MINI, "strandby": MINI,
}  # fmt: skip
LANGS = ("sv", "en")
WIDTHS = (75, 90, 180, 260)
IS_SO = {"yes", "possibly"}
TOUCH = 0.15  # of what may touch: two decimals, and half a fine line
DRAWN = 600  # seats of one rule that are drawn to scale
Rect = tuple[float, float, float, float]  # left, top, right, bottom


@cache
def load(case: str) -> Graph:
    return load_graph(FOLDERS[case])


# -- an independent reader of the picture ------------------------------------------------------------------------------


def shift_of(element: ET.Element) -> tuple[float, float]:
    found = re.fullmatch(r"translate\((-?[\d.]+),(-?[\d.]+)\)", element.get("transform", "translate(0,0)"))
    assert found, element.get("transform")
    return float(found[1]), float(found[2])


def walk(element: ET.Element, x: float = 0.0, y: float = 0.0) -> Iterator[tuple[ET.Element, float, float]]:
    """Every element with the point that its coordinates count from."""
    dx, dy = shift_of(element)
    yield element, x + dx, y + dy
    for child in element:
        yield from walk(child, x + dx, y + dy)


def bound_text(element: ET.Element, x: float, y: float) -> Rect:
    size, bold = float(element.get("font-size", "0")), element.get("font-weight") == "bold"
    width = measure_text(element.text or "", size, bold=bold)
    left = x + float(element.get("x", "nan")) - (width / 2 if element.get("text-anchor") == "middle" else 0)
    base = y + float(element.get("y", "nan"))
    return left, base - 0.72 * size, left + width, base + 0.21 * size


def trace(d: str) -> Iterator[tuple[float, float]]:
    """The points of a path; a curve by its ends, the half of a circle by its ends and the point between them."""
    x = y = 0.0
    for letter, rest in re.findall(r"([A-Za-z])([^A-Za-z]*)", d):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", rest)]
        step = {"M": 2, "L": 2, "l": 2, "H": 1, "h": 1, "V": 1, "A": 7, "a": 7, "q": 4, "Z": 0}[letter]
        for n in range(0, len(numbers), step or 1):
            part = numbers[n : n + step]
            if letter in "Aa":
                dx, dy = (part[5] - x, part[6] - y) if letter == "A" else (part[5], part[6])
                turn = 0.5 if part[4] else -0.5
                yield x + dx / 2 + dy * turn, y + dy / 2 - dx * turn
                x, y = x + dx, y + dy
            elif letter in "ML":
                x, y = part[-2], part[-1]
            elif letter in "lq":
                x, y = x + part[-2], y + part[-1]
            elif letter in "Hh":
                x = part[0] + (x if letter == "h" else 0)
            else:
                y = part[0]
            yield x, y


def bound_shape(element: ET.Element, x: float, y: float) -> Rect:
    if element.tag == f"{SVG}rect":
        left, top = x + float(element.get("x", "0")), y + float(element.get("y", "0"))
        return left, top, left + float(element.get("width", "nan")), top + float(element.get("height", "nan"))
    points = list(trace(element.get("d", "")))
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return x + min(xs), y + min(ys), x + max(xs), y + max(ys)


def overlap(one: Rect, other: Rect) -> bool:
    apart = one[2] <= other[0] + TOUCH or other[2] <= one[0] + TOUCH
    return not (apart or one[3] <= other[1] + TOUCH or other[3] <= one[1] + TOUCH)


def shine(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    low, high = sorted((shine(one), shine(other)))
    return (high + 0.05) / (low + 0.05)


def with_class(root: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in root.iter() if element.get("class") == name]


def title_of(element: ET.Element) -> str:
    return (element.findtext(f"{SVG}title") or "").strip()


def check_picture(
    svg: str, picture: Picture, graph: Graph, cases: list[str], *, organ: str | None = None, at: str | None = None
) -> list[str]:
    """Find every fault; each begins with the name of the check."""
    root = ET.fromstring(svg)
    return [
        *check_page(root), *check_text(root), *check_colours(root), *check_units(root), *check_legend(root),
        *check_rows(root, picture), *check_records(root, graph, cases, organ, at), *check_source(root, graph),
    ]  # fmt: skip


def check_page(root: ET.Element) -> Iterator[str]:
    _, _, width, height = map(float, root.get("viewBox", "").split())
    if abs(float(root.get("width", "").removesuffix("mm")) - width * 25.4 / 72) > 0.02:
        yield "page: its width is not that of its view"
    names = (root.get("aria-labelledby") or "").split()
    found = {element.get("id") for element in root.iter() if (element.text or "").strip()}
    if len(names) != 2 or not found.issuperset(names):
        yield "page: it has no title or description"
    for element, x, y in walk(root):
        tag = element.tag.removeprefix(SVG)
        if tag not in {"svg", "g", "rect", "path", "text", "title", "desc"}:
            yield f"page: <{tag}> has no place in a picture"
        if any(key.startswith("on") or "href" in key or key == "style" for key in element.attrib):
            yield f"page: {tag} refers to something, or does something"
        if tag in {"rect", "path", "text"}:
            left, top, right, bottom = bound_text(element, x, y) if tag == "text" else bound_shape(element, x, y)
            if left < -0.01 or top < -0.01 or right > width + 0.01 or bottom > height + 0.01:
                yield f"page: {element.get('class') or element.text} leaves it"


def check_text(root: ET.Element) -> Iterator[str]:
    texts = [(e, bound_text(e, x, y)) for e, x, y in walk(root) if e.tag == f"{SVG}text"]
    for element, _ in texts:
        if float(element.get("font-size", "0")) < 6:
            yield f"text: {element.text!r} is smaller than 6 points"
    for (one, here), (other, there) in combinations(texts, 2):
        if overlap(here, there):
            yield f"text: {one.text!r} lies on {other.text!r}"
    inner = {id(text) for unit in root.iter() if unit.get("class") in {"unit", "unknown"} for text in unit.iter()}
    marks = [
        bound_shape(e, x, y)
        for e, x, y in walk(root)
        if e.get("class") in {"edge", "open", "broken", "condition", "may"}
    ]
    for element, rect in texts:
        if id(element) not in inner and any(overlap(rect, mark) for mark in marks):
            yield f"text: {element.text!r} lies on a mark"


def check_colours(root: ET.Element) -> Iterator[str]:
    grounds = {}
    for unit in with_class(root, "unit"):
        fills = [child.get("fill", "") for child in unit if child.get("class") in {"shape", "plate"}]
        grounds.update({id(text): fills[-1] for text in unit.iter(f"{SVG}text")})
    panels = {id(text) for panel in with_class(root, "panel") for text in panel.findall(f"{SVG}text")}
    for element in root.iter():
        if element.tag == f"{SVG}text":
            ground = grounds.get(id(element), "#e3e4dd" if id(element) in panels else "#ffffff")
            if contrast(element.get("fill", "#ffffff"), ground) < 4.5:
                yield f"colour: {element.text!r} is too pale"
        elif element.get("class") in {"edge", "pattern", "hatch", "open", "condition", "practice", "possibly", "may"}:
            stroke = element.get("stroke", "none")
            paint = element.get("fill", "none") if stroke == "none" else stroke
            if contrast(paint, "#ffffff") < 3:
                yield f"colour: {element.get('class')} is too pale"


def look_of(unit: ET.Element) -> tuple[str, str, bool]:
    """What a unit is filled with: tint, pattern, hatch; the colour of its outline stands apart."""
    parts = {child.get("class"): child for child in unit}
    pattern = parts.get("pattern")
    tilt = "" if pattern is None else re.sub(r"[\d.\- ]", "", pattern.get("d", ""))[:4] + pattern.get("fill", "")
    return parts["shape"].get("fill", ""), tilt, "hatch" in parts


def check_units(root: ET.Element) -> Iterator[str]:
    """One unit is one seat of one size; what is in the total is filled, each side in its own way, and nothing else."""
    widths: dict[tuple[str, str], set[float]] = {}
    looks: dict[str, set[tuple[str, str]]] = {}
    for mark in with_class(root, "seat"):
        data = {key.removeprefix("data-"): value for key, value in mark.attrib.items()}
        name = data["seat"] or data["kind"]
        traits, units = set(data["traits"].split()), with_class(mark, "unit")
        side = {"state": "external"}.get(data["side"], data["side"])
        certain = sum(int(unit.get("data-count", "0")) for unit in units if unit.get("data-certain") == "true")
        total = sum(int(unit.get("data-count", "0")) for unit in units)
        least, most = int(data["least"]), int(data["most"] or data["least"])
        if data["kind"] in {"condition", "silent"} or data["unknown"]:
            least = most = 0
        if (certain, total) != (min(least, DRAWN), min(max(least, most), DRAWN)):
            yield f"units: {name} has {certain} of {total}, not {least} of {most}"
        drawn = Counter(child.get("class") for child in mark.iter())
        wanted = {
            "unknown": bool(data["unknown"]), "field": data["kind"] == "silent",
            "condition": data["kind"] == "condition",
            "open": not data["most"] and not data["unknown"] and data["kind"] not in {"condition", "silent"},
            "broken": most > DRAWN, **{trait: trait in traits for trait in ("practice", "inferred", "possibly", "may")},
            "vacant": "vacant" in traits and bool(units or data["unknown"]),
        }  # fmt: skip
        for thing, is_wanted in wanted.items():
            if bool(drawn[thing]) != is_wanted:
                yield f"units: {name} is {'' if is_wanted else 'wrongly '}{thing}"
        edges = [e for e in mark.iter() if e.get("class") in {"edge", "condition"}]
        if any(("dashed" in traits) != bool(edge.get("stroke-dasharray")) for edge in edges):
            yield f"units: the outline of {name} is not that of its status {data['status']}"
        for unit, x, y in walk(mark):
            if unit.get("class") != "unit":
                continue
            fill, tilt, hatched = look_of(unit)
            sure = unit.get("data-certain") == "true"
            if hatched == sure or (fill != "#ffffff") != (data["counted"] == "true" and sure):
                yield f"units: {name} is filled as something else"
            if fill != "#ffffff":
                looks.setdefault(side, set()).add((fill, tilt))
            edge = next(child for child in unit if child.get("class") == "edge")
            left, _, right, _ = bound_shape(edge, x, y)
            shape = data["kind"] if data["kind"] in {"adjunct", "substitute"} else ""
            widths.setdefault((unit.get("data-count", ""), shape), set()).add(round(right - left, 1))
    for (count, _), found in widths.items():
        if max(found) - min(found) > (0.1 if count == "1" else 1.5):
            yield f"units: they are not on one scale: {count} measure {sorted(found)}"
    tints = {side: {fill for fill, _ in found} for side, found in looks.items()}
    if any(len(found) > 1 for found in tints.values()) or any(a & b for a, b in combinations(tints.values(), 2)):
        yield "units: two sides look alike"


def expect_styles(root: ET.Element) -> set[str]:
    """The styles that the marks' own data say are drawn."""
    found: set[str] = set()
    for mark in with_class(root, "seat"):
        data = {key.removeprefix("data-"): value for key, value in mark.attrib.items()}
        traits = set(data["traits"].split()) - {"post"}
        if data["kind"] == "silent":
            found.add("silent")
            continue
        found |= traits
        if data["kind"] == "condition":
            found.add("condition")
            continue
        found.add({"state": "external"}.get(data["side"], data["side"]))
        post = "post" in data["traits"].split()
        plain = "post" if post else "member"
        found.add(data["kind"] if data["kind"] not in {"member", "stated"} else plain)
        found |= {"hollow"} if data["counted"] == "false" else set()
        least, most = int(data["least"]), int(data["most"] or 0)
        if data["unknown"]:
            found.add("unknown")
            continue
        found |= {"possible"} if most > least else set()
        found |= {"open"} if not data["most"] else set()
        found |= {"bar"} if max(least, most) > 60 else set()
        found |= {"broken"} if max(least, most) > DRAWN else set()
    return found


def check_legend(root: ET.Element) -> Iterator[str]:
    entries = [entry for legend in with_class(root, "legend") for entry in with_class(legend, "entry")]
    styles = [entry.get("data-style") for entry in entries]
    if len(styles) != len(set(styles)) or set(styles) != expect_styles(root):
        yield f"legend: it holds {sorted(map(str, styles))}, not {sorted(expect_styles(root))}"
    for entry in entries:
        words = [text.text for text in entry.findall(f"{SVG}text")]
        if not any(words) or not list(entry.iter(f"{SVG}path")) + list(entry.iter(f"{SVG}rect")):
            yield f"legend: {entry.get('data-style')} shows or says nothing"


def check_rows(root: ET.Element, picture: Picture) -> Iterator[str]:
    """Every mark has a row with what it shows, in the order drawn, and a title with what stands behind it."""
    drawn = [
        (organ.get("data-id"), mark)
        for organ in with_class(root, "organ")
        for mark in organ.iter()
        if mark.get("class") == "seat"
    ]
    if len(drawn) != len(picture.rows):
        yield f"rows: {len(picture.rows)} rows for {len(drawn)} marks"
    for (organ, mark), row in zip(drawn, picture.rows, strict=False):
        if set(row) != set(picture.columns):
            yield f"rows: {row['seat']} has other columns"
        shown: dict[str, Any] = {
            "organ": organ, "seat": mark.get("data-seat") or None, "kind": mark.get("data-kind"),
            "side": None if mark.get("data-side") == "unstated" else mark.get("data-side"),
            "status": mark.get("data-status"), "basis": mark.get("data-basis"), "mode": mark.get("data-mode"),
            "holds": mark.get("data-holds"), "counted": mark.get("data-counted") == "true",
        }  # fmt: skip
        if mark.get("data-kind") not in {"condition", "silent"}:
            least, most = mark.get("data-least"), mark.get("data-most")
            possible = int(most) - int(least) if most and least else None
            known = not mark.get("data-unknown")
            shown |= {
                "units_certain": int(least or 0) if known else None,
                "units_possible": possible if known else None,
            }
        wrong = {key: value for key, value in shown.items() if row[key] != value}
        if wrong:
            yield f"rows: the mark of {row['seat'] or row['organ']} shows {wrong}"
        if not all(cue in title_of(mark) for cue in row["cues"]) or not title_of(mark):
            yield f"rows: the title of {row['seat'] or row['organ']} lacks its evidence"


def read_stated(case: CaseData, local: str, card: dict[str, Any]) -> int | None:
    holds = card["actor"]["holds"] in IS_SO and not case.actors[local].negative
    return case.actors[local].size if holds and case.actors[local].status != "former" else None


def expect_organs(graph: Graph, case: CaseData, organ: str | None, at: str | None) -> dict[str, dict[str, Any]]:
    """The organs to be shown with their cards, which another part of the program builds."""
    found = {}
    for local, actor in case.actors.items():
        full = f"{case.id}.{local}"
        if organ not in (None, full):
            continue
        card = show(graph, full, at=at).fields
        is_organ = case.class_of(local) in {"organ", "network"} or actor.size or case.seats_of(local)
        is_there = card["actor"]["holds"] in IS_SO and actor.status != "former" and not actor.negative
        if organ or (is_organ and is_there):
            found[full] = card
    return found


def expect_seats(card: dict[str, Any]) -> list[str]:
    return [
        seat["id"]
        for seat in card["seats"]
        if seat["holds"] in IS_SO
        and seat["status"] != "former"
        and not seat["negative"]
        and seat["deontic"] != "may_not"
    ]


def sign(size: dict[str, Any] | None) -> str:
    if size is None:
        return "?"
    least, most = size["at_least"], size["at_most"]
    if least is not None and least == most:
        return f"= {least}"
    if most is None:
        return f"≥ {least}"
    return f"≤ {most}" if least is None else f"{least}–{most}"


def check_records(root: ET.Element, graph: Graph, cases: list[str], organ: str | None, at: str | None) -> Iterator[str]:
    """What is drawn is what the records say: the organs, their seats, and their size as their cards have it."""
    panels = {panel.get("data-case"): panel for panel in with_class(root, "panel")}
    if list(panels) != cases:
        yield f"records: panels of {list(panels)}"
    for case_id in cases:
        case: CaseData = graph.graph["dataset"].cases[case_id]
        panel, cards = panels.get(case_id, root), expect_organs(graph, case, organ, at)
        groups = {group.get("data-id", ""): group for group in with_class(panel, "organ")}
        if set(groups) != set(cards):
            yield f"records: the organs of {case_id} are {sorted(set(groups) ^ set(cards))} off"
        if not cards and not with_class(panel, "remark"):
            yield f"records: {case_id} does not say that it has no organ"
        for full in set(groups) & set(cards):
            yield from check_organ(groups[full], full, case, cards[full])


def check_organ(group: ET.Element, full: str, case: CaseData, card: dict[str, Any]) -> Iterator[str]:
    marks = with_class(group, "seat")
    drawn = [mark.get("data-seat") for mark in marks if mark.get("data-seat")]
    if Counter(drawn) != Counter(expect_seats(card)):
        yield f"records: {full} has the seats {drawn}, not {expect_seats(card)}"
    for seat in card["seats"]:
        for mark in marks:
            if mark.get("data-seat") == seat["id"]:
                yield from check_seat(mark, seat)
    stated = read_stated(case, full.partition(".")[2], card)
    total = " ".join(text.text or "" for text in group.findall(f"{SVG}text") if text.get("class") == "total")
    wanted = f"= {stated}" if stated is not None else sign(card["size"]["computed"])
    if total != wanted and not (total == "" and [m.get("data-kind") for m in marks] == ["silent"] and wanted == "?"):
        yield f"records: the total of {full} is {total!r}, not {wanted!r}"
    computed = card["size"]["computed"]
    sure = [mark for mark in marks if mark.get("data-counted") == "true" and mark.get("data-kind") != "stated"]
    if computed and all(mark.get("data-holds") == "yes" for mark in sure):
        least = sum(int(mark.get("data-least", "0")) for mark in sure)
        upper = [mark.get("data-most") for mark in sure]
        most = None if "" in upper else sum(int(number or 0) for number in upper)
        if (least, most) != (computed["at_least"], computed["at_most"]):
            yield f"records: what is filled in {full} does not add up"


def check_seat(mark: ET.Element, seat: dict[str, Any]) -> Iterator[str]:
    bounds = seat["count"] if isinstance(seat["count"], int) else None
    least, most = (bounds, bounds) if bounds else (seat["at_least"], seat["at_most"])
    if (least or most) and (mark.get("data-least"), mark.get("data-most")) != (str(least or 0), str(most or "")):
        yield f"records: {seat['id']} has other bounds"
    traits = set((mark.get("data-traits") or "").split())
    wanted = {
        "dashed": seat["status"] in {"proposed", "planned"}, "practice": seat["mode"] == "practice",
        "inferred": seat["basis"] == "inferred", "possibly": seat["holds"] == "possibly",
        "may": seat["deontic"] == "may", "vacant": seat["vacant"],
        "extra": seat["extra"] and seat["kind"] in {"chair", "vice_chair"},
    }  # fmt: skip
    for trait, is_wanted in wanted.items():
        if (trait in traits) != is_wanted:
            yield f"records: {seat['id']} is {'not ' if is_wanted else ''}marked as {trait}"
    free = {"member": True, "chair": seat["extra"], "vice_chair": seat["extra"]}.get(seat["kind"], False)
    rule = seat["status"] == "adopted" and seat["mode"] == "rule" and mark.get("data-kind") != "condition"
    if (mark.get("data-counted") == "true") != (free and rule):
        yield f"records: {seat['id']} counts, or does not, against its kind"


def check_source(root: ET.Element, graph: Graph) -> Iterator[str]:
    written = "".join(text.text or "" for text in with_class(root, "source"))
    cited = build_citation(graph.graph["dataset"], root.get("lang", ""))["text"]
    if written.replace(" ", "").replace("-", "") != cited.replace(" ", "").replace("-", ""):
        yield "source: how to cite the data is not there"


# -- the pictures pass -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("case", FOLDERS)
def test_a_picture_of_a_case_is_right(case: str, lang: str, width: int) -> None:
    picture = build_seating(load(case), [case], lang=lang, width_mm=width)
    assert check_picture(picture.sheet.svg, picture, load(case), [case]) == []
    assert picture.sheet.lang == lang
    assert sorted(picture.captions) == ["en", "sv"]


@pytest.mark.parametrize(
    ("case", "at"),
    [
        ("varmland", "2019-06"),
        ("varmland", "2022-12-01"),
        ("strandby", "2024"),
        ("norrvik", "2026"),
        ("vasterbotten", "2021"),
    ],
)
def test_a_picture_at_a_date_is_right(case: str, at: str) -> None:
    picture = build_seating(load(case), [case], at=at)
    assert check_picture(picture.sheet.svg, picture, load(case), [case], at=at) == []


def test_several_cases_stand_as_panels_on_one_scale() -> None:
    cases = ["vasterbotten", "malarstader", "varmland", "ostergotland"]
    picture = build_seating(load("varmland"), cases, lang="en")
    assert check_picture(picture.sheet.svg, picture, load("varmland"), cases) == []


@pytest.mark.parametrize("organ", ["vasterbotten.pkd", "vasterbotten.regionledningen", "vasterbotten.region"])
def test_one_organ_is_shown_alone(organ: str) -> None:
    picture = build_seating(load("vasterbotten"), ["vasterbotten"], organ=organ)
    assert check_picture(picture.sheet.svg, picture, load("vasterbotten"), ["vasterbotten"], organ=organ) == []
    assert {row["organ"] for row in picture.rows} == {organ}


def test_the_order_is_that_of_the_functions_and_silence_comes_last() -> None:
    picture = build_seating(load("vasterbotten"), ["vasterbotten"])
    organs = list(dict.fromkeys(row["organ"].partition(".")[2] for row in picture.rows))
    assert organs == [
        "pkd", "pkd-presidiet", "pkd-au", "dsh", "du", "sru", "kommunchefsnatverket", "skolchefsnatverket",
        "socialchefsnatverket", "bsr", "regionledningsmotet", "regionfullmaktige", "run", "regionledningen",
        "regionstyrelsen",
    ]  # fmt: skip


# -- the checker finds what is wrong -----------------------------------------------------------------------------------

BREAKS = [
    pytest.param("norrvik", r'font-size="6.4"', 'font-size="5.9"', "text: ", id="small"),
    pytest.param(
        "norrvik",
        r'x="8" y="(?=[^"]*" font-size="6.4" fill="#222222" font-weight)',
        'x="300" y="',
        "text: ",
        id="overlap",
    ),
    pytest.param("norrvik", r'(<text class="total" x=")[^"]*', r"\g<1>500", "page: ", id="off-the-page"),
    pytest.param("norrvik", r"<title>[^<]*”[^<]*</title>", "", "rows: ", id="no-title"),
    pytest.param("norrvik", r'data-counted="false"', 'data-counted="true"', "units: ", id="counted"),
    pytest.param("norrvik", r'data-counted="true"', 'data-counted="false"', "records: ", id="not-counted"),
    pytest.param("norrvik", r'data-least="10"', 'data-least="9"', "records: ", id="too-few"),
    pytest.param(
        "norrvik", r'<g class="unit" data-count="1"', '<g class="unit" data-count="2"', "units: ", id="two-in-one"
    ),
    pytest.param(
        "norrvik",
        r'<g class="unit" (?=data-count="1" data-certain="true")',
        '<g class="gone" ',
        "units: ",
        id="unit-gone",
    ),
    pytest.param("norrvik", r'data-certain="false"', 'data-certain="true"', "units: ", id="possible-as-certain"),
    pytest.param("norrvik", r'data-mode="practice"', 'data-mode="rule"', "rows: ", id="practice-as-rule"),
    pytest.param("norrvik", r'<path class="practice"', '<path class="gone"', "units: ", id="practice-unmarked"),
    pytest.param("norrvik", r'<path class="may"', '<path class="gone"', "units: ", id="may-unmarked"),
    pytest.param("norrvik", r'<path class="vacant"', '<path class="gone"', "units: ", id="vacant-unmarked"),
    pytest.param("norrvik", r'<g class="unknown"', '<g class="gone"', "units: ", id="unknown-gone"),
    pytest.param("norrvik", r'data-style="adjunct"', 'data-style="joint"', "legend: ", id="legend-lacks"),
    pytest.param(
        "norrvik", r'(<g class="legend">)', r'\1<g class="entry" data-style="bar"/>', "legend: ", id="legend-surplus"
    ),
    pytest.param("norrvik", r'fill="#2f6690"', 'fill="#d5eadb"', "units: two sides", id="sides-alike"),
    pytest.param("norrvik", r'fill="#2f6690"', 'fill="#ffffff"', "units: ", id="hollow"),
    pytest.param("norrvik", r'stroke="#2c6e49"', 'stroke="#d5eadb"', "colour: ", id="pale-mark"),
    pytest.param("norrvik", r'fill="#5c5c5c"', 'fill="#aaaaaa"', "colour: ", id="pale-text"),
    pytest.param("norrvik", r"= 13<", "= 14<", "records: ", id="total"),
    pytest.param(
        "norrvik",
        r'<g class="organ" data-id="norrvik.stamman"',
        '<g class="organ" data-id="norrvik.x"',
        "records: ",
        id="organ-gone",
    ),
    pytest.param(
        "norrvik", r'data-seat="norrvik.rr-adjungerad"', 'data-seat="norrvik.rr-inte-hamnen"', "records: ", id="denied"
    ),
    pytest.param(
        "norrvik", r'\A([\s\S]*?class="edge" d="M0 0)H6.4V6.4H0Z', r"\1H9.9V6.4H0Z", "units: they", id="scale"
    ),
    pytest.param("norrvik", r'(<g class="legend">)', r"\1<script>1</script>", "page: ", id="script"),
    pytest.param("norrvik", r'<path class="edge"', '<path class="edge" href="x"', "page: ", id="reference"),
    pytest.param("norrvik", r'<text class="source"', "<text", "source: ", id="source"),
    pytest.param("norrvik", r'width="[\d.]+mm"', 'width="100mm"', "page: its width", id="width"),
    pytest.param("norrvik", r'id="seating-title"', 'id="title"', "page: it has no title", id="untitled"),
    pytest.param("norrvik", r'<rect class="field"', '<rect class="gone"', "units: ", id="field-gone"),
    pytest.param("strandby", r' stroke-dasharray="2 1.3"', "", "units: ", id="proposed-as-adopted"),
    pytest.param("strandby", r'data-status="proposed"', 'data-status="adopted"', "rows: ", id="status"),
    pytest.param("strandby", r'<path class="open"', '<path class="gone"', "units: ", id="bound-made-up"),
    pytest.param("strandby", r'<path class="inferred"', '<path class="gone"', "units: ", id="inferred-unmarked"),
    pytest.param("strandby", r'data-basis="inferred"', 'data-basis="stated"', "rows: ", id="inferred-as-stated"),
    pytest.param("strandby", r'<path class="hatch"', '<path class="gone"', "units: ", id="hatch-gone"),
    pytest.param("vasterbotten", r'<path class="condition"', '<path class="gone"', "units: ", id="condition-gone"),
    pytest.param("malarstader", r'<text class="remark"', "<text", "records: ", id="silence-unsaid"),
    pytest.param(
        "malarstader", r'<g class="panel" data-case="malarstader">', '<g class="panel">', "records: panels", id="panel"
    ),
]


@pytest.mark.parametrize(("case", "old", "new", "fault"), BREAKS)
def test_the_checker_finds_what_is_broken(case: str, old: str, new: str, fault: str) -> None:
    picture = build_seating(load(case), [case])
    assert re.search(old, picture.sheet.svg)
    broken = re.sub(old, new, picture.sheet.svg)
    assert [found for found in check_picture(broken, picture, load(case), [case]) if found.startswith(fault)]


def test_the_checker_finds_a_row_that_is_missing() -> None:
    picture = build_seating(load("norrvik"), ["norrvik"])
    less = Picture(picture.sheet, picture.captions, picture.columns, picture.rows[1:])
    assert any(
        fault.startswith(f"rows: {len(less.rows)} rows for {len(picture.rows)}")
        for fault in check_picture(less.sheet.svg, less, load("norrvik"), ["norrvik"])
    )


def test_a_mark_that_possibly_holds_is_marked_so() -> None:
    picture = build_seating(load("varmland"), ["varmland"], at="2019-06")
    broken = picture.sheet.svg.replace('<path class="possibly"', '<path class="gone"')
    faults = check_picture(broken, picture, load("varmland"), ["varmland"], at="2019-06")
    assert any("possibly" in fault for fault in faults)
    assert "Värmlandsrådets arbetsutskott" in {row["organ_name"] for row in picture.rows}  # as it was called then


# -- what is asked wrongly, and hard cases -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cases", "given", "error", "words"),
    [
        pytest.param(["vasterboten"], {}, UnknownNameError, "did you mean 'vasterbotten'", id="case"),
        pytest.param(["vasterbotten"], {"organ": "vasterbotten.pdk"}, UnknownNameError, "no actor", id="actor"),
        pytest.param(["varmland"], {"organ": "vasterbotten.pkd"}, UsageError, "name that case", id="of-another-case"),
        pytest.param([], {}, UsageError, "no case to draw", id="no-case"),
        pytest.param(["varmland"], {"at": "soon"}, UsageError, "at 'soon'", id="date"),
        pytest.param(["varmland"], {"width_mm": 74.9}, UsageError, "give 75 or more", id="narrow"),
        pytest.param(["varmland"], {"width_mm": float("nan")}, UsageError, "cannot be drawn", id="no-width"),
    ],
)
def test_what_is_asked_wrongly_is_refused(
    bundled: Graph, cases: list[str], given: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=re.escape(words)):
        build_seating(bundled, cases, **given)


def test_a_date_outside_what_the_sources_cover_is_said_so(bundled: Graph) -> None:
    picture = build_seating(bundled, ["vasterbotten"], at="2021", lang="en")
    assert picture.rows == ()
    assert say("silence_not_covered", "en") in picture.captions["en"]
    assert "15 organs are left out, as the sources do not cover the time." in picture.captions["en"]
    assert say("silence_not_covered", "en") in picture.sheet.svg
    alone = build_seating(bundled, ["vasterbotten"], organ="vasterbotten.sru", at="2021", lang="en")
    assert [(row["kind"], row["unknown"]) for row in alone.rows] == [("silent", "date_not_covered")]


def test_an_organ_without_composition_is_not_stated_and_never_empty(bundled: Graph) -> None:
    picture = build_seating(bundled, ["vasterbotten"], organ="vasterbotten.regionledningen", lang="en")
    (row,) = picture.rows
    assert (row["kind"], row["count"], row["units_certain"], row["unknown"]) == (
        "silent", None, None, "composition_not_stated",
    )  # fmt: skip
    assert "For 1 organ no composition is stated." in picture.captions["en"]


def test_a_bare_number_is_drawn_and_said_to_be_from_nowhere_stated(bundled: Graph) -> None:
    (row,) = build_seating(bundled, ["vasterbotten"], organ="vasterbotten.bsr").rows
    assert (row["kind"], row["count"], row["side"], row["total_stated"]) == ("stated", 7, None, 7)


def test_chairs_among_the_members_and_substitutes_are_not_in_the_total() -> None:
    rows = build_seating(load("norrvik"), ["norrvik"]).rows
    counted = {row["seat"]: row["counted"] for row in rows if row["organ"] == "norrvik.regionradet"}
    assert [seat.partition("norrvik.rr-")[2] for seat, is_in in counted.items() if is_in] == [
        "forbundens", "regionens", "ordforandeplats",
    ]  # fmt: skip


def test_a_case_without_any_organ_says_so(bundled: Graph) -> None:
    picture = build_seating(bundled, ["malarstader"], lang="en")
    assert picture.rows == ()
    assert "No organ is stated, and no composition." in picture.captions["en"]


HARD = {
    "actors": "\n".join([
        "k: {name: kommunerna, kind: municipalities, side: municipal}",
        "r: {name: Regionen, kind: region, side: regional}",
        "s: {name: Länsstyrelsen, kind: region, side: state}",
        "n: {name: Nämnden, kind: board, side: joint}",
        "chef: {name: chefen, kind: official-role, of: r}",
        "stora: {name: Stora rådet, kind: board}",
        "enorma: {name: Enorma rådet, kind: board}",
        f"fientliga: {{name: '1 < 2 & ''co'' \"å ä ö\" {'x' * 300} \u05d0\u05d1\u05d2', kind: board}}",
        "skilda: {name: Skilda rådet, kind: board, size: 9}",
    ]),
    "seats": "\n".join([
        "s1: {organ: stora, count: 200, from: k}",
        "s2: {organ: stora, at_least: 70, at_most: 95, from: r}",
        "s3: {organ: stora, count: 64, from: s, role: chef}",
        "s4: {organ: stora, count: 70, from: n}",
        "s5: {organ: stora, count: 66, from: k, kind: substitute}",
        "e1: {organ: enorma, count: 100000, from: r}",
        "e2: {organ: enorma, at_least: 40, from: n, basis: inferred}",
        "f1: {organ: fientliga, count: 2, from: fientliga, deontic: may}",
        "f2: {organ: fientliga, count: 1, from: k, kind: chair, extra: true}",
        "f3: {organ: fientliga, at_most: 3, from: fientliga, kind: adjunct}",
        "d1: {organ: skilda, count: 6, from: k, valid: 2024}",
        "d2: {organ: skilda, count: 3, from: k, valid: 2025/2026}",
        "d3: {organ: skilda, count: 3, from: r, role: chef, status: planned}",
    ]),
}  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGS)
def test_many_seats_and_hostile_names_stay_on_the_page(coded: Coded, lang: str, width: int) -> None:
    graph = coded(**HARD)
    picture = build_seating(graph, ["small"], lang=lang, width_mm=width)
    assert check_picture(picture.sheet.svg, picture, graph, ["small"]) == []
    assert read_words(picture).count("x") >= 300


def test_bars_are_on_the_scale_of_the_units(coded: Coded) -> None:
    root = ET.fromstring(build_seating(coded(**HARD), ["small"]).sheet.svg)
    ends: dict[int, set[float]] = {}
    for mark in with_class(root, "seat"):
        if mark.get("data-kind") not in {"member", "stated"}:
            continue
        for unit, x, y in walk(mark):
            if unit.get("class") == "unit" and (count := int(unit.get("data-count", "0"))) in {1, 10}:
                left, _, right, _ = bound_shape(next(e for e in unit if e.get("class") == "edge"), x, y)
                ends.setdefault(count, set()).add(round(left, 1) if count == 1 else round(right, 1))
    starts = sorted(ends[1])
    # ten units one by one end where a bar of ten does
    assert min(ends[10]) - 6.4 == pytest.approx(starts[9], abs=0.2)
    assert [round(b - a, 1) for a, b in pairwise(starts[:6])] == [7.7, 7.7, 7.7, 7.7, 9.1]


def test_a_stated_size_and_one_that_differs_are_both_said(coded: Coded) -> None:
    graph = coded(**HARD)
    now = read_words(build_seating(graph, ["small"], organ="small.skilda", at="2024", lang="en"))
    assert "= 9" in now
    assert "stated, but 6 by its seats: the two do not agree" in now
    ever = read_words(build_seating(graph, ["small"], organ="small.skilda", lang="en"))
    assert "stated; the seats hold at different times" in ever


def read_words(picture: Picture) -> str:
    return " ".join(text.text or "" for text in ET.fromstring(picture.sheet.svg).iter(f"{SVG}text"))


def test_statements_that_are_not_drawn_are_counted() -> None:
    caption = build_seating(load("strandby"), ["strandby"]).captions["en"]
    for sentence in (
        "1 statement of who has no seat is not drawn.",
        "1 organ that the sources say does not exist is left out.",
        "5 organs that only existed formerly are left out.",
        "3 statements are of practice and no rule.",
        "1 statement is only proposed or planned.",
    ):
        assert sentence in caption


@pytest.mark.parametrize("lang", LANGS)
def test_the_same_input_gives_the_same_bytes(bundled: Graph, lang: str) -> None:
    one, other = (build_seating(graph, ["varmland"], lang=lang) for graph in (bundled, load_graph()))
    assert one.sheet.svg.encode() == other.sheet.svg.encode()
    assert one == other


@pytest.mark.parametrize("suffix", [".png", ".pdf", ".html", ".csv", ".txt"])
def test_a_picture_is_written_in_every_format(bundled: Graph, tmp_path: Path, suffix: str) -> None:
    write_picture(build_seating(bundled, ["vasterbotten"]), tmp_path / f"seats{suffix}")
    assert (tmp_path / f"seats{suffix}").stat().st_size > 500
