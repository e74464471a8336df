"""The site in a real browser, from the disk: what a reader does by pointer and by keyboard, in any window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser import find_axe, open_browser, serving
from govgraph import who, whom
from govgraph.graph import Graph
from govgraph.lists import list_records
from govgraph.site.address import FOLDERS, place_case, place_page, place_record
from govgraph.words import LANGUAGES, say

pytestmark = [pytest.mark.xdist_group("site"), pytest.mark.thorough]

CASES = ("vasterbotten", "varmland", "ostergotland", "malarstader")
LANG = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


class Reader:
    """A page of the site in the browser; whatever it says on its console or asks of another place is kept."""

    def __init__(self, context: BrowserContext, site: Path) -> None:
        self.site = site
        self.page: Page = context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, place: str) -> Page:
        self.page.goto(f"{self.site.as_uri()}/{place}")
        return self.page

    @property
    def strayed(self) -> list[str]:
        """The requests that left the folder."""
        return [url for url in self.asked if not url.startswith((f"{self.site.as_uri()}/", "data:image/svg"))]


@pytest.fixture
def reader(browser: Browser, real_site: Path) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    reader = Reader(context, real_site)
    yield reader
    context.close()
    assert reader.said == []
    assert reader.strayed == []


def list_kinds(site: Path, lang: str) -> list[str]:
    """One page of every kind, and every page of no case."""
    kinds = [place_page(lang, name) for name in ("index", "compare", "ask", "search", "codebook", "data")]
    kinds.append(place_case(lang, "varmland"))
    for folder in (*FOLDERS.values(), "answer/*"):
        kinds += [path.relative_to(site).as_posix() for path in sorted(site.glob(f"{lang}/*/{folder}/*.html"))[:1]]
    kinds.append(sorted(site.glob(f"{lang}/difference/*.html"))[0].relative_to(site).as_posix())
    kinds.append(place_record(lang, "actors", "vasterbotten.pkd"))
    return kinds


# -- every page ------------------------------------------------------------------------------------------------------


@LANG
def test_every_page_opens_without_a_word_on_the_console(reader: Reader, real_site: Path, lang: str) -> None:
    pages = sorted((real_site / lang).rglob("*.html"))
    # the records' pages have one template: a sample of them, and every other page
    alike = [path for path in pages if len(path.relative_to(real_site).parts) > 3]
    for path in [*(path for path in pages if path not in set(alike)), *alike[::6]]:
        reader.open(path.relative_to(real_site).as_posix())
        assert reader.said == [], path
    for name in ("index.html", "404.html"):
        reader.open(name)
    assert reader.strayed == []


@LANG
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(browser: Browser, real_site: Path, lang: str, scheme: Any) -> None:
    # axe is run by the driver, beside the page's own policy, which would not let it in
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    found = []
    for place in [*list_kinds(real_site, lang), "index.html", "404.html"]:
        page.goto(f"{real_site.as_uri()}/{place}")
        if "ask.html" in place:
            page.goto(f"{real_site.as_uri()}/{place}#actor=vasterbotten.pkd&direction=in&verb=informs")
            page.reload()
            expect(page.locator("#answer h2")).not_to_be_empty()
        if "search.html" in place:
            page.fill("input[name=q]", "pkd")
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        page.evaluate(find_axe())
        told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        found += [
            f"{place}: {each['id']}: {each['nodes'][0]['html'][:160]} ({len(each['nodes'])})"
            for each in told["violations"]
        ]
    context.close()
    assert found == []


@LANG
@pytest.mark.parametrize("width", [320, 768, 2560])
def test_no_page_is_wider_than_the_window(browser: Browser, real_site: Path, lang: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    wide = []
    for place in list_kinds(real_site, lang):
        page.goto(f"{real_site.as_uri()}/{place}")
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        sizes = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        if sizes[0] > sizes[1]:
            wide.append((place, sizes))
    context.close()
    assert wide == []


def test_at_twice_the_size_everything_is_still_there(browser: Browser, real_site: Path) -> None:
    # what a window of 1280 px shows at 200 %: half as many CSS pixels, each of two
    context = browser.new_context(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    page = context.new_page()
    for place in list_kinds(real_site, "sv"):
        page.goto(f"{real_site.as_uri()}/{place}")
        sizes = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert sizes[0] <= sizes[1], place
    page.goto(f"{real_site.as_uri()}/{place_case('sv', 'vasterbotten')}")
    page.select_option("#pick", "vasterbotten.pkd")
    expect(page.locator("#table-lines tbody tr:not(.out)").first).to_be_visible()
    context.close()


@LANG
def test_without_script_facts_tables_and_diagrams_are_there(
    browser: Browser, real_site: Path, bundled: Graph, lang: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{real_site.as_uri()}/{place_case(lang, 'vasterbotten')}")
    expect(page.locator("#diagram .frame svg .actor").first).to_be_visible()
    expect(page.locator("#table-lines tbody tr")).to_have_count(
        len(list_records(bundled, "lines", case="vasterbotten"))
    )
    expect(page.locator("#filters")).to_be_hidden()
    page.goto(f"{real_site.as_uri()}/{place_page(lang, 'ask')}")
    expect(page.locator("form#ask")).to_be_hidden()
    page.locator("#answers details").last.locator("summary").click()
    page.locator('#answers a[href*="answer/pkd/who-informs"]').click()
    expect(page.locator("#table-direct tbody tr")).to_have_count(2)
    expect(page.locator("figure svg").first).to_be_visible()
    context.close()


def test_nothing_of_the_data_runs(browser: Browser, hostile_site: Path) -> None:
    context = browser.new_context()
    reader = Reader(context, hostile_site)
    for path in sorted(hostile_site.rglob("*.html")):
        page = reader.open(path.relative_to(hostile_site).as_posix())
        if 'http-equiv="refresh"' in path.read_text(encoding="utf-8"):
            page.wait_for_url(re.compile(rf"/(?!{re.escape(path.name)})[^/]+$"))  # it leads on by itself
        assert page.evaluate("window.ran") is None, path
    ask = reader.open("sv/ask.html")
    actors = ask.locator("select[name=actor] option").evaluate_all("all => all.map(one => one.value)")
    for actor in actors:
        ask.select_option("select[name=actor]", actor)
        ask.select_option("select[name=verb]", "any")
        expect(ask.locator("#answer")).to_be_visible()
        assert ask.evaluate("window.ran") is None
    search = reader.open("sv/search.html")
    search.fill("input[name=q]", "script")
    expect(search.locator("#results li").first).to_be_visible()
    assert search.evaluate("window.ran") is None
    assert search.locator("#results img, #results script").count() == 0
    context.close()
    assert reader.said == []
    assert reader.strayed == []


# -- the diagram -----------------------------------------------------------------------------------------------------


def shown(page: Page) -> int:
    return page.locator("#table-lines tbody tr:not(.out)").count()


@pytest.mark.parametrize("case", CASES)
def test_each_filter_shows_what_the_library_lists(reader: Reader, bundled: Graph, case: str) -> None:
    page = reader.open(place_case("en", case))
    lines = list_records(bundled, "lines", case=case)
    assert shown(page) == len(lines)
    expect(page.locator(".count[data-of=lines]")).to_have_text(str(len(lines)))
    for axis in ("family", "verb", "status", "basis", "deontic"):
        page.evaluate("for (const part of document.querySelectorAll('.filter')) part.open = true")
        boxes = page.locator(f"#filters input[name={axis}]")
        for n in range(boxes.count()):
            box = boxes.nth(n)
            value = box.get_attribute("value")
            box.uncheck()
            assert shown(page) == sum((line[axis] or "none") != value for line in lines), (axis, value)
            drawn = page.locator(f'#diagram svg .line[data-{axis}="{value}"]:not(.out)') if axis != "family" else None
            if drawn is not None and axis in {"verb", "status", "basis"}:
                assert drawn.count() == 0
            box.check()
    page.click("#reset")
    assert shown(page) == len(lines)


def test_an_actor_is_picked_by_pointer_and_by_list_and_the_rest_fades(reader: Reader, bundled: Graph) -> None:
    page = reader.open(place_case("sv", "vasterbotten"))
    own = [
        line for line in list_records(bundled, "lines", case="vasterbotten")
        if "vasterbotten.pkd" in {line["from"]["id"], line["to"]["id"]}
    ]  # fmt: skip
    page.locator('#diagram svg .actor[data-id="vasterbotten.pkd"] rect.box').click()
    assert shown(page) == len(own)
    assert page.locator("#pick").input_value() == "vasterbotten.pkd"
    expect(page.locator('#diagram svg .actor[data-id="vasterbotten.pkd"]')).to_have_attribute("aria-pressed", "true")
    assert page.locator("#diagram svg .actor.faded").count() > 3
    for line in page.locator("#diagram svg .line:not(.faded)").evaluate_all("all => all.map(one => one.dataset)"):
        assert "vasterbotten.pkd" in [line["from"], *line["to"].split()] or any(
            each["id"] in line["ids"].split() for each in own
        )
    assert "actor=vasterbotten.pkd" in page.url
    page.select_option("#pick", "")
    assert page.locator("#diagram svg .faded").count() == 0


@pytest.mark.parametrize("case", CASES)
def test_each_date_shows_what_holds_then(reader: Reader, bundled: Graph, case: str) -> None:
    page = reader.open(place_case("en", case))
    days = page.locator("#then option[data-day]").evaluate_all("all => all.map(one => one.dataset.day)")
    for day in days:
        page.select_option("#then", str(days.index(day) + 1))
        told = list_records(bundled, "lines", case=case, at=day)
        assert shown(page) == len(told), day
        perhaps = page.locator("#table-lines tr.possibly:not(.out)").count()
        assert perhaps == sum(line["holds"] == "possibly" for line in told)
        assert f"at={day}" in page.url
    if days:
        page.go_back()
        page.go_forward()
        assert page.locator("#then").input_value() == str(len(days))


def test_a_former_name_is_said_at_its_date(reader: Reader) -> None:
    page = reader.open(place_case("sv", "varmland"))
    days = page.locator("#then option[data-day]").evaluate_all("all => all.map(one => one.dataset.day)")
    before = [day for day in days if day < "2019-12-31"]
    page.select_option("#then", str(days.index(before[-1]) + 1))
    expect(page.locator("#state")).to_contain_text("Värmlandsrådets arbetsutskott (Ordföranderådet)")


def test_the_diagram_grows_scrolls_and_is_dragged(reader: Reader) -> None:
    page = reader.open(place_case("sv", "vasterbotten"))
    svg, frame = page.locator("#diagram .frame svg"), page.locator("#diagram .frame")
    before = svg.bounding_box()
    assert before is not None
    page.click("[data-zoom=in]")
    page.click("[data-zoom=in]")
    larger = svg.bounding_box()
    assert larger is not None
    assert larger["width"] > before["width"] * 1.4
    frame.focus()
    page.keyboard.press("+")
    page.keyboard.press("ArrowRight")
    for _ in range(50):
        if frame.evaluate("one => one.scrollLeft"):
            break
        page.wait_for_timeout(40)
    page.wait_for_timeout(300)  # a scroll by key goes on for a while
    assert frame.evaluate("one => one.scrollLeft") > 0
    box = frame.bounding_box()
    assert box is not None
    left = frame.evaluate("one => one.scrollLeft")
    page.mouse.move(box["x"] + 300, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 30)
    page.mouse.up()
    assert frame.evaluate("one => one.scrollLeft") == pytest.approx(left + 100, abs=2)
    page.keyboard.press("0")
    page.click("[data-zoom=fit]")
    after = svg.bounding_box()
    assert after is not None
    assert after["width"] == pytest.approx(before["width"], abs=1)


def test_an_address_of_the_diagram_is_shared_and_gone_back_to(reader: Reader) -> None:
    page = reader.open(place_case("en", "varmland") + "#actor=varmland.ordforanderadet&status=adopted")
    assert page.locator("#pick").input_value() == "varmland.ordforanderadet"
    few = shown(page)
    page.click("#reset")
    expect(page.locator("#pick")).to_have_value("")
    assert shown(page) > few
    page.go_back()
    expect(page.locator("#pick")).to_have_value("varmland.ordforanderadet")
    assert shown(page) == few


# -- asking, searching, downloading ----------------------------------------------------------------------------------


@LANG
def test_a_question_is_asked_and_its_address_gives_the_same_answer(reader: Reader, bundled: Graph, lang: str) -> None:
    page = reader.open(place_page(lang, "ask"))
    page.select_option("select[name=actor]", "vasterbotten.pkd")
    page.select_option("select[name=verb]", "informs")
    rows = page.locator("#answer tbody tr")
    expect(rows).to_have_count(len(who(bundled, "informs", "vasterbotten.pkd")))
    expect(page.locator("#answer .said").first).to_contain_text("amverkansområdena")
    expect(page.locator("#answer img")).to_be_visible()
    assert page.locator("#answer img").evaluate("one => one.naturalWidth") > 100
    text = page.locator("#answer").inner_text()
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(rows).to_have_count(2)
    assert page.locator("#answer").inner_text() == text
    page.select_option("select[name=direction]", "out")
    expect(page.locator("#answer .silence")).to_have_text(say("silence_not_stated", lang))
    page.select_option("select[name=verb]", "any")
    page.select_option("select[name=steps]", "every")
    expect(rows).to_have_count(len(whom(bundled, "vasterbotten.pkd", "any", depth=None)))
    page.go_back()
    page.go_back()
    expect(page.locator("#answer .silence")).to_be_visible()
    page.go_forward()
    assert page.locator("select[name=verb]").input_value() == "any"
    link = page.locator("#answer-page")
    link.click()
    expect(page.locator("h1")).to_contain_text("Primärkommunala delegationen")


def test_a_date_of_a_question_is_one_at_which_its_answer_changes(reader: Reader, bundled: Graph) -> None:
    page = reader.open(place_page("en", "ask"))
    page.select_option("select[name=actor]", "varmland.ordforanderadet")
    page.select_option("select[name=direction]", "out")
    page.select_option("select[name=verb]", "commissions")
    expect(page.locator("#answer tbody tr")).to_have_count(1)
    changes = whom(bundled, "varmland.ordforanderadet", "commissions", changes=True).changes or ()
    options = page.locator("select[name=at] option")
    assert options.count() > len(changes)
    for n in range(1, options.count()):
        option = options.nth(n).get_attribute("value") or ""
        page.select_option("select[name=at]", option)
        begins = option.split("/")[0]
        change = [c for c in changes if (c.begins.isoformat() if c.begins else "..") <= begins or c.begins is None][-1]
        expect(page.locator("#answer tbody tr")).to_have_count(len(change.answers))


def test_a_question_is_asked_and_answered_by_keyboard_alone(reader: Reader) -> None:
    page = reader.open("index.html")

    def tab_to(selector: str, most: int = 60) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            if page.evaluate(f"document.activeElement.matches({selector!r})"):
                return
        pytest.fail(f"{selector} is not reached by Tab")

    tab_to('a[href="sv/index.html"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/sv/index.html")
    tab_to('.nav a[href$="sv/ask.html"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/sv/ask.html")
    tab_to("select[name=actor]")
    page.keyboard.type("Primärkommunala delegationen (")
    tab_to("select[name=verb]")
    page.keyboard.type("informerar")
    page.keyboard.press("Tab")
    expect(page.locator("#answer tbody tr")).to_have_count(2)
    tab_to("#answer a")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_visible()
    assert "/vasterbotten/" in page.url


def test_the_first_tab_leads_past_the_menu(reader: Reader) -> None:
    page = reader.open(place_case("sv", "varmland"))
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("PKD", "Primärkommunala delegationen"),
        ("varmlandsradets arbetsutskott", "Ordföranderådet"),
        ("ORDFÖRANDERÅDET", "Ordföranderådet"),
        ("ordforande radet", None),
        ("kommunala delegat", "Primärkommunala delegationen"),
    ],
)
def test_search_finds_by_any_name(reader: Reader, words: str, first: str | None) -> None:
    page = reader.open(place_page("sv", "search"))
    page.locator("input[name=q]").press_sequentially(words)
    hits = page.locator("#results li a")
    if first is None:
        expect(page.locator("#found")).to_have_text(re.compile("^(Inget heter så|[0-9]+ träffar)"))
        return
    assert first in (hits.first.inner_text())
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    assert page.locator("input[name=q]").input_value() == words
    page.locator("input[name=q]").press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(first)


def test_a_cell_of_the_comparison_opens_to_its_facts(reader: Reader) -> None:
    page = reader.open(place_page("en", "compare"))
    cell = page.locator("#features td[data-case=vasterbotten] details").first
    cell.locator("summary").click()
    fact = cell.locator("li a").first
    expect(fact).to_be_visible()
    fact.click()
    expect(page.locator("#evidence q").first).to_be_visible()


def test_downloads_are_what_they_say(browser: Browser, real_site: Path) -> None:
    # from a disk Chromium shows what it can show; from a host it saves what is to be saved
    heads = {"SVG": b"<?xml", "PNG": b"\x89PNG", "PDF": b"%PDF", "CSV": "\ufeffcase".encode()}
    with serving(str(real_site)) as address:
        context = browser.new_context(accept_downloads=True)
        page = context.new_page()
        page.goto(f"{address}{place_case('en', 'vasterbotten')}")
        for name, head in heads.items():
            link = page.locator("#diagram .downloads a", has_text=name)
            file = (link.get_attribute("href") or "").rpartition("/")[2]
            data = (real_site / "figures" / file).read_bytes()
            assert data.startswith(head)
            with page.expect_download() as told:
                link.click()
            assert Path(told.value.path()).read_bytes() == data
        context.close()


def test_a_site_works_from_a_host_as_from_a_disk(browser: Browser, real_site: Path) -> None:
    with serving(str(real_site)) as address:
        context = browser.new_context()
        page = context.new_page()
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}en/ask.html#actor=vasterbotten.pkd&direction=in&verb=informs")
        expect(page.locator("#answer tbody tr")).to_have_count(2)
        page.goto(f"{address}sv/search.html#q=pkd")
        expect(page.locator("#results li").first).to_contain_text("PKD")
        page.goto(f"{address}sv/varmland/index.html#at=2019-01-01")
        expect(page.locator("#state")).not_to_be_empty()
        assert context.cookies() == []
        context.close()
    assert said == []
    assert [url for url in asked if not url.startswith((address, "data:image/svg"))] == []


def test_a_page_prints(reader: Reader, tmp_path: Path) -> None:
    page = reader.open(place_case("sv", "vasterbotten"))
    data = page.pdf(path=tmp_path / "page.pdf", format="A4")
    assert data.startswith(b"%PDF")
    page.emulate_media(media="print")
    expect(page.locator(".top nav")).to_be_hidden()
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#table-lines tbody tr").first).to_be_visible()


def test_the_other_language_is_the_same_page(reader: Reader) -> None:
    page = reader.open(place_record("sv", "actors", "vasterbotten.pkd"))
    page.locator(".language a").click()
    assert page.url.endswith(place_record("en", "actors", "vasterbotten.pkd"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


# -- done when -------------------------------------------------------------------------------------------------------


def test_the_four_questions_are_answered_in_few_clicks(reader: Reader) -> None:
    """From the start page in Swedish: who informs PKD, a name in 2019, what is proposed, who has no committee."""
    clicks = 0

    def click(selector: str) -> None:
        nonlocal clicks
        reader.page.locator(selector).first.click()
        clicks += 1

    page = reader.open("sv/index.html")
    click('.gallery a:has-text("Västerbotten")')
    click('#table-actors a:has-text("(PKD)")')
    expect(page.locator("#who-informs")).to_contain_text("samverkansområdena")
    assert clicks == 2
    page = reader.open("sv/index.html")
    click('.gallery a:has-text("Värmland")')
    click('#table-actors a:has-text("Ordföranderådet")')
    expect(page.locator("#names")).to_contain_text("Värmlandsrådets arbetsutskott")
    assert clicks == 4
    page = reader.open("sv/index.html")
    click('.gallery a:has-text("Östergötland")')
    click('.contents a[href="#proposed"]')
    expect(page.locator("#proposed")).to_contain_text("samrådsgrupp")
    assert clicks == 6
    page = reader.open("sv/index.html")
    click('.nav a[href$="sv/compare.html"]')
    row = page.locator("tr", has=page.locator('th:has-text("arbetsutskott †")'))
    states = row.locator("td").evaluate_all("all => all.map(one => [one.dataset.case, one.dataset.state])")
    assert dict(states)["malarstader"] == "not_stated"
    assert dict(states)["varmland"] == "former"
    assert {case for case, state in states if state == "stated"} == {"vasterbotten", "ostergotland"}
    assert clicks == 7
