"""A timeline: read back from the SVG, set beside the records, and proven by breaking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from conftest import MINI, SOUND, Coded
from govgraph import build_picture, dates, load_graph
from govgraph.cases import CaseData
from govgraph.errors import UnknownNameError, UsageError
from govgraph.pictures import Picture
from sheets import check_sheet
from test_draw import SVG, read_rect, with_class
from test_sociomatrix import add_script, drop, drop_source, pale, pile, push_out, set_on, shrink

Graph = nx.MultiDiGraph
CASES = ["vasterbotten", "varmland", "ostergotland", "malarstader"]
SORTS = {
    "begin": {"founded"}, "end": {"closed"}, "change": {"merged", "split", "replaced", "renamed"},
    "decide": {"adopted", "signed", "revised"},
    "tell": {"name_kept", "role_clarified", "presented", "evaluated", "met"},
}  # fmt: skip


def is_renamed(case: CaseData, actor: str) -> bool:
    return sum(span.period is not None and span.role in {"current", "former"} for span in case.spans_of(actor)) > 1


def expect_bars(case: CaseData) -> set[str]:
    """Everything with dates of its own or names that renamings bound."""
    actors = {a.id for a in case.actors.values() if case.validity_of(a).own or is_renamed(case, a.id)}
    return {
        f"{case.id}.{name}" for name in actors | {i.id for i in case.instruments.values() if case.validity_of(i).own}
    }


def check_timeline(text: str, graph: Graph[str], cases: list[str], *, outside: bool = False) -> list[str]:
    faults = list(check_sheet(text, marks="event")) + list(check_sheet(text, marks="bar"))
    root = ET.fromstring(text)
    panels = {panel.get("data-case", ""): panel for panel in with_class(root, "panel")}
    if list(panels) != cases:
        faults.append("panels: not the cases asked for")
    used = set()
    for name, panel in panels.items():
        case = graph.graph["dataset"].cases[name]
        bars = {bar.get("data-id", "") for bar in with_class(panel, "bar")}
        events = {event.get("data-id", "") for event in with_class(panel, "event")}
        dated = {f"{name}.{event.id}" for event in case.events.values() if event.date}
        if (bars > expect_bars(case) or events > dated) if outside else (bars, events) != (expect_bars(case), dated):
            faults.append(f"marks: {name} {sorted(bars ^ expect_bars(case))} {sorted(events ^ dated)}")
        words = " ".join(t.text or "" for t in panel.iter(f"{SVG}text"))
        for event in case.events.values():
            if event.date is None and "Utan datum" not in words and "Without a date" not in words:
                faults.append(f"words: {name} does not tell of {event.id}")
        faults += check_bars(panel, case)
        for event in with_class(panel, "event"):
            used |= {sort for sort, kinds in SORTS.items() if event.get("data-kind") in kinds}
    for kind in ("covered", "certain", "possible", "open", "unknown"):
        used |= {kind} if [part for panel in panels.values() for part in with_class(panel, kind)] else set()
    legend = with_class(root, "legend")
    told = {entry.get("data-kind") for entry in with_class(legend[0], "entry")} if legend else set()
    if told - {"perhaps", "someday", "proposed"} != used - {"proposed"}:
        faults.append(f"legend: {sorted(str(kind) for kind in told ^ used)}")
    return faults


def check_bars(panel: ET.Element, case: CaseData) -> list[str]:
    """What is solid is certain, by the scale that the shading of the years gives."""
    faults = []
    for bar in with_class(panel, "bar"):
        local = bar.get("data-id", "").partition(".")[2]
        fact = case.actors.get(local) or case.instruments[local]
        own = [part for part in bar if part.get("class") in {"certain", "possible", "open", "unknown"}]
        period = case.validity_of(fact).period
        kinds = {part.get("class") for part in own}
        if case.validity_of(fact).own:
            if ("open" in kinds) != (period.from_open or period.to_open):
                faults.append(f"bars: {local} has a wrong end")
            known = [
                period.from_earliest or period.from_latest or period.from_open,
                period.to_earliest or period.to_latest or period.to_open,
            ]
            if ("unknown" in kinds) != (not all(known)):
                faults.append(f"bars: {local} hides that an end is not stated")
    return faults


def build(graph: Graph[str], cases: list[str], **options: Any) -> Picture:
    return build_picture(graph, cases, picture="timeline", **options)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("width", [150, 180, 260])
@pytest.mark.parametrize("case", CASES)
def test_a_case_has_no_fault(bundled: Graph[str], case: str, width: float, lang: str) -> None:
    assert check_timeline(build(bundled, [case], width_mm=width, lang=lang).sheet.svg, bundled, [case]) == []


def test_several_cases_on_one_scale_have_no_fault(bundled: Graph[str]) -> None:
    text = build(bundled, CASES).sheet.svg
    assert check_timeline(text, bundled, CASES) == []
    frames = [read_rect(frame) for frame in with_class(ET.fromstring(text), "frame")]
    assert len({(left, right) for left, _, right, _ in frames}) == 1


def test_the_invented_cases_have_no_fault() -> None:
    for folder in (SOUND, MINI):
        graph = load_graph(folder)
        cases = list(graph.graph["dataset"].cases)
        assert check_timeline(build(graph, cases).sheet.svg, graph, cases, outside=True) == []


def test_a_certain_stretch_ends_where_the_sources_do(bundled: Graph[str]) -> None:
    root = ET.fromstring(build(bundled, ["varmland"]).sheet.svg)
    (bar,) = (bar for bar in with_class(root, "bar") if bar.get("data-id") == "varmland.region")
    solid, shade = read_rect(with_class(bar, "certain")[0]), read_rect(with_class(root, "covered")[0])
    assert (solid[0], solid[2]) == (shade[0], shade[2])  # since the first day of 2019, as are the sources
    assert with_class(bar, "possible")


def test_names_are_those_that_renamings_bound(bundled: Graph[str]) -> None:
    picture = build(bundled, ["varmland"])
    names = [
        (row["name"], row["date"])
        for row in picture.rows
        if row["kind"] == "name" and row["id"] == "varmland.ordforanderadet"
    ]
    assert [name for name, _ in names] == ["Värmlandsrådets arbetsutskott", "Ordföranderådet"]
    root = ET.fromstring(picture.sheet.svg)
    (bar,) = (bar for bar in with_class(root, "bar") if bar.get("data-id") == "varmland.ordforanderadet")
    assert [part.get("data-name") for part in with_class(bar, "name")] == [name for name, _ in names]


def test_rows_are_what_the_records_say(bundled: Graph[str]) -> None:
    for case in CASES:
        data = bundled.graph["dataset"].cases[case]
        rows = build(bundled, [case]).rows
        assert {row["id"] for row in rows if row["kind"] == "event"} == {f"{case}.{event}" for event in data.events}
        assert {row["id"] for row in rows if row["kind"] in {"organ", "instrument"}} == expect_bars(data)
        for row in rows:
            if row["kind"] in {"organ", "instrument"}:
                record = data.facts[row["id"].partition(".")[2]]
                period = data.validity_of(record).period
                assert (row["begins_earliest"], row["open_end"]) == (
                    period.from_earliest.isoformat() if period.from_earliest else None, period.to_open,
                )  # fmt: skip


# ---- bad input ----------------------------------------------------------------------------------------------------


def test_a_window_outside_the_coverage_says_so(bundled: Graph[str]) -> None:
    picture = build(bundled, ["malarstader"], at="1950/1960")
    words = " ".join(t.text or "" for t in with_class(ET.fromstring(picture.sheet.svg), "silence"))
    assert words == "Inget med datum anges i källorna för den här tiden."
    assert "Utanför bilden: 4 Mälarstäder möts" in picture.captions["sv"]
    assert check_timeline(picture.sheet.svg, bundled, ["malarstader"], outside=True) == []


def test_what_is_no_date_case_or_width_is_refused(bundled: Graph[str]) -> None:
    with pytest.raises(UsageError, match="at 'soon'"):
        build(bundled, ["varmland"], at="soon")
    with pytest.raises(UnknownNameError):
        build(bundled, ["varmlnad"])
    with pytest.raises(UsageError, match=r"a timeline does not fit into 90 mm; (\d+) mm would do") as caught:
        build(bundled, ["varmland"], width_mm=90)
    least = int(str(caught.value).partition("; ")[2].split()[0])
    assert check_timeline(build(bundled, ["varmland"], width_mm=least).sheet.svg, bundled, ["varmland"]) == []


def code_events(coded: Coded, *days: str) -> Graph[str]:
    return coded(
        "{holder: a, aim: informs, toward: b}",
        events="\n".join(f"e{n}: {{kind: met, date: '{day}', of: a}}" for n, day in enumerate(days)),
    )


def test_forty_events_of_one_month_are_numbered_in_a_key(coded: Coded) -> None:
    graph = code_events(coded, *(f"2020-03-{day:02}" for day in range(1, 29)), *["2020-03"] * 12)
    (case,) = graph.graph["dataset"].cases
    text = build(graph, [case]).sheet.svg
    assert list(check_sheet(text, marks="event")) == []
    assert len(with_class(ET.fromstring(text), "event")) == 40


def test_a_date_far_away_leaves_the_scale_alone_and_is_told_in_words(coded: Coded) -> None:
    graph = code_events(coded, "1634-05-01", "2020-03-01")
    (case,) = graph.graph["dataset"].cases
    picture = build(graph, [case])
    assert "Utanför bilden: " in picture.captions["sv"]
    assert "1634-05-01" in picture.captions["sv"]
    drawn = with_class(ET.fromstring(picture.sheet.svg), "event")
    assert [event.get("data-date") for event in drawn] == ["2020-03-01"]


def test_a_case_without_any_date_says_so(coded: Coded) -> None:
    graph = coded("{holder: a, aim: informs, toward: b}")
    (case,) = graph.graph["dataset"].cases
    text = build(graph, [case]).sheet.svg
    assert with_class(ET.fromstring(text), "silence")
    assert list(check_sheet(text, marks="event")) == []


def test_the_same_case_gives_the_same_bytes(bundled: Graph[str]) -> None:
    assert build(bundled, ["varmland"]).sheet.svg == build(bundled, ["varmland"]).sheet.svg


# ---- proven by breaking -------------------------------------------------------------------------------------------


def lie_of_an_end(root: ET.Element) -> None:
    mark = with_class(root, "unknown")[0]
    next(parent for parent in root.iter() if mark in list(parent)).remove(mark)


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (drop("event"), "marks: "), (drop("bar"), "marks: "), (drop("entry"), "legend: "), (lie_of_an_end, "bars: "),
        (drop("open"), "bars: "), (add_script, "safety: "), (shrink, "texts: "), (pale, "texts: "), (pile, "texts: "),
        (push_out, "extent: "), (drop("legend"), "legend: "), (drop_source, "root: no source"),
        (drop("panel"), "panels: "), (set_on("event", "data-kind", "closed"), "legend: "),
    ],
)  # fmt: skip
def test_the_checker_catches(bundled: Graph[str], damage: Callable[[ET.Element], None], fault: str) -> None:
    root = ET.fromstring(build(bundled, ["varmland"]).sheet.svg)
    damage(root)
    found = check_timeline(ET.tostring(root, encoding="unicode"), bundled, ["varmland"])
    assert any(one.startswith(fault) for one in found), found


def test_limits_are_those_of_the_model() -> None:
    limits = dates.find_limits(dates.read_period("2019/.."), dates.read_period("2019/2022"))
    assert limits.to_earliest.isoformat() == "2022-12-31"
