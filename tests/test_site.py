"""The site: every page says what the library says, leads somewhere, runs nothing of its data, and is swapped whole."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from browser import find_validator, serving
from conftest import SOUND, Run, read_folder
from govgraph import load_graph, show, silence, who, whom
from govgraph.differences import diff
from govgraph.errors import UsageError
from govgraph.evidence import open_documents
from govgraph.graph import Graph
from govgraph.lists import LISTS, list_records
from govgraph.shapes import is_id
from govgraph.site import Built, build_site
from govgraph.site.address import FOLDERS, place_answer, place_asked, place_case, place_page, place_record
from govgraph.site.build import MARK
from govgraph.words import LANGUAGES, capitalise, name_key, say
from pages import Page, read_page

pytestmark = pytest.mark.xdist_group("site")

LANG = pytest.mark.parametrize("lang", LANGUAGES)
CASES = ("vasterbotten", "varmland", "ostergotland", "malarstader")


@pytest.fixture(scope="module")
def site(real_site: Path) -> Path:
    return real_site


@cache
def read(path: Path) -> Page:
    return read_page(path)


def list_pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


# -- every page ------------------------------------------------------------------------------------------------------


def test_every_link_leads_to_a_page_and_to_a_part_of_it(site: Path) -> None:
    dead = []
    for path in list_pages(site):
        for link in {*read(path).links, *read(path).loads}:
            if link.startswith("https://"):
                continue
            address, _, part = link.partition("#")
            target = (path.parent / address).resolve() if address else path
            if not target.is_file() or not target.is_relative_to(site):
                dead.append(f"{path.relative_to(site)}: {link}")
            elif part and "=" not in part and part not in read(target).ids:
                dead.append(f"{path.relative_to(site)}: {link}: no such part")
    assert dead == []


def test_no_page_loads_anything_of_another_host_or_runs_anything_of_its_own(site: Path) -> None:
    for path in list_pages(site):
        page = read(path)
        assert not [each for each in page.loads if re.match(r"[a-z]+:|//", each)], path
        assert page.handlers == [], path
        assert not "".join(page.inline).strip(), path
        assert page.policy.startswith("default-src 'none'; "), path
        assert "unsafe" not in page.policy, path


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    twice = [path for path in list_pages(site) if len(set(read(path).ids)) < len(read(path).ids)]
    assert twice == []


def test_every_page_is_there_in_each_language(site: Path) -> None:
    names = {lang: {p.relative_to(site / lang) for p in (site / lang).rglob("*.html")} for lang in LANGUAGES}
    assert names["sv"] == names["en"]
    assert len(names["sv"]) > 1000


def test_a_case_page_is_small(site: Path) -> None:
    script = (site / "static" / "site.js").stat().st_size
    assert script <= 100_000
    for lang, case in product(LANGUAGES, CASES):
        page = site / place_case(lang, case)
        loaded = sum((page.parent / each).stat().st_size for each in read(page).loads if not each.endswith(".svg"))
        assert page.stat().st_size + loaded <= 1_000_000


@pytest.mark.thorough
def test_every_kind_of_page_is_valid_html(site: Path) -> None:
    kinds = [
        *site.glob("*.html"),
        *site.glob("*/*.html"),
        *site.glob("*/difference/*.html"),
        *site.glob("*/*/index.html"),
    ]
    for folder in (*FOLDERS.values(), "answer/*"):
        for lang in LANGUAGES:
            kinds += sorted(site.glob(f"{lang}/*/{folder}/*.html"))[::12]
    ran = subprocess.run(
        [*find_validator(), "--errors-only", "--stdout", "--format", "text", *map(str, kinds)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.stdout.replace(str(site), "") == "Document checking completed. No errors found.\n"
    assert ran.returncode == 0
    assert len(kinds) > 150


# -- what the pages say ----------------------------------------------------------------------------------------------


@LANG
@pytest.mark.parametrize("case", CASES)
def test_the_lines_of_a_case_page_are_those_of_the_library(site: Path, bundled: Graph, lang: str, case: str) -> None:
    page = read(site / place_case(lang, case))
    rows = page.tables["table-lines"]
    known = {row["id"]: row for row in list_records(bundled, "lines", case=case)}
    assert sorted(str(row["data-line"]) for row in rows) == sorted(known)
    for row in rows:
        line = known[row["data-line"]]
        assert (row["data-from"], row["data-to"]) == (line["from"]["id"], line["to"]["id"])
        for axis in ("family", "verb", "status", "basis", "deontic"):
            assert row[f"data-{axis}"] == (line[axis] or "none")
    assert f"{len(known)}" in re.findall(r"[0-9]+", page.text)


@pytest.mark.parametrize("case", CASES)
def test_at_every_turn_the_lines_are_those_that_hold_then(site: Path, bundled: Graph, case: str) -> None:
    path = site / place_case("sv", case)
    days = re.findall(r'data-day="([0-9-]+)"', path.read_text(encoding="utf-8"))
    rows = read(path).tables["table-lines"]
    for place, day in enumerate(days, 1):
        told = {row["id"]: row["holds"] for row in list_records(bundled, "lines", case=case, at=day)}
        shown = {
            row["data-line"]: {"y": "yes", "p": "possibly"}[str(row["data-then"])[place]]
            for row in rows
            if str(row["data-then"])[place] in "yp"
        }
        assert shown == told, day
    assert all(len(str(row["data-then"])) == len(days) + 1 for row in rows)


@pytest.mark.parametrize("case", CASES)
def test_the_actors_of_a_case_page_are_those_of_the_library(site: Path, bundled: Graph, case: str) -> None:
    path = site / place_case("en", case)
    days = re.findall(r'data-day="([0-9-]+)"', path.read_text(encoding="utf-8"))
    rows = {str(row["data-actor"]): row for row in read(path).tables["table-actors"]}
    assert set(rows) == {row["id"] for row in list_records(bundled, "actors", case=case)}
    letters = {"yes": "y", "possibly": "p", "no": "n", "not_covered": "u"}
    for actor, row in rows.items():
        for place, day in enumerate(days, 1):
            head = show(bundled, actor, at=day).fields["actor"]
            assert letters[head["holds"]] == str(row["data-then"])[place]
            names = str(row["data-names"]).split("|") if row["data-names"] else [""] * len(days)
            assert head["name"] == (names[place - 1] or show(bundled, actor).fields["actor"]["name"])


@LANG
def test_what_ordforanderadet_was_called_stands_on_its_page(site: Path, lang: str) -> None:
    text = read(site / place_record(lang, "actors", "varmland.ordforanderadet")).text
    assert "Värmlandsrådets arbetsutskott" in text


@LANG
def test_what_is_only_proposed_stands_on_the_page_of_the_case(site: Path, bundled: Graph, lang: str) -> None:
    page = read(site / place_case(lang, "ostergotland"))
    assert "proposed" in page.ids
    rows = diff(bundled, "ostergotland", proposed=True).rows
    assert len(rows) > 5
    for row in rows:
        assert " ".join(row.sentence.words(lang).split()) in page.text


@LANG
@pytest.mark.parametrize("case", CASES)
def test_what_the_sources_do_not_say_stands_on_the_page_of_the_case(
    site: Path, bundled: Graph, lang: str, case: str
) -> None:
    from govgraph.gaps import word_finding

    text = read(site / place_case(lang, case)).text
    findings = list(silence(bundled, case))
    assert findings
    for finding in findings:
        assert " ".join(word_finding(bundled, finding, lang).split()) in text


def test_every_record_has_its_page_and_every_page_its_record(site: Path, bundled: Graph) -> None:
    dataset = bundled.graph["dataset"]
    wanted = {
        site / place_record("sv", file, f"{case.id}.{local}")
        for case in dataset.cases.values()
        for file in FOLDERS
        for local in getattr(case, file)
    }
    there = {path for folder in FOLDERS.values() for path in site.glob(f"sv/*/{folder}/*.html")}
    assert there == wanted


def test_every_fact_shows_its_evidence_on_its_page(site: Path, bundled: Graph) -> None:
    for case in bundled.graph["dataset"].cases.values():
        for mandate in case.mandates.values():
            text = read(site / place_record("en", "mandates", f"{case.id}.{mandate.id}")).text
            for evidence in mandate.evidence:
                assert " ".join(evidence.cue.split()) in text


def read_data(path: Path, name: str) -> Any:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"{name}(")
    return json.loads(text.removeprefix(f"{name}(").removesuffix(");\n"))


@LANG
@pytest.mark.parametrize("case", CASES)
def test_the_data_of_the_form_hold_the_answers_of_the_library(site: Path, bundled: Graph, lang: str, case: str) -> None:
    verbs = ["any", *bundled.graph["dataset"].vocabulary.verbs]
    for local in bundled.graph["dataset"].cases[case].actors:
        actor = f"{case}.{local}"
        data = read_data(site / place_asked(lang, actor), "govgraphAnswers")
        assert data["actor"] == actor
        for verb, (steps, depth) in product(verbs, (("direct", 1), ("every", None))):
            for direction in ("in", "out"):
                if direction == "in":
                    answers = who(bundled, verb, actor, depth=depth)
                else:
                    answers = whom(bundled, actor, verb, depth=depth)
                entry = data["questions"][direction][verb]
                told = data["answers"][entry[steps]]
                assert len(told["rows"]) == len(answers)
                assert bool(told["silence"]) == (answers.silence is not None)
                hops = {(hop.line["id"], hop.source, hop.target) for answer in answers for hop in answer.hops}
                assert told["svg"].count('class="line"') == len(hops)


def test_the_stretches_of_the_form_are_those_of_the_library(site: Path, bundled: Graph) -> None:
    data = read_data(site / place_asked("en", "varmland.ordforanderadet"), "govgraphAnswers")
    stretches = data["questions"]["out"]["commissions"]["then"]
    changes = whom(bundled, "varmland.ordforanderadet", "commissions", changes=True).changes
    assert changes is not None
    assert len(changes) > 1
    for change in changes:
        begins = change.begins.isoformat() if change.begins else ""
        found = next(row for row in stretches if row[0] == begins)
        assert len(data["answers"][found[2]]["rows"]) == len(change.answers)


@LANG
def test_a_question_that_is_answered_has_its_page(site: Path, bundled: Graph, lang: str) -> None:
    page = read(site / place_answer(lang, "vasterbotten.pkd", "in", "informs"))
    answers = who(bundled, "informs", "vasterbotten.pkd")
    assert len(page.tables["table-direct"]) == len(answers) == 2
    assert "samverkansområdena" in page.text
    assert not (site / place_answer(lang, "vasterbotten.pkd", "out", "informs")).exists()


@LANG
def test_the_comparison_has_every_cell(site: Path, lang: str) -> None:
    from govgraph import compare

    text = (site / place_page(lang, "compare")).read_text(encoding="utf-8")
    matrix = compare(load_graph())
    cells = re.findall(r'<td class="(\w+)" data-case="(\w+)" data-state="(\w+)">', text)
    assert [(state, case) for state, case, _ in cells] == [
        (matrix.cells[feature.id, case.id].state, case.id)
        for theme in matrix.graph.graph["dataset"].vocabulary.themes.values()
        for feature in matrix.features if feature.theme == theme.id for case in matrix.cases
    ]  # fmt: skip


@LANG
def test_the_index_to_search_holds_every_name(site: Path, bundled: Graph, lang: str) -> None:
    entries = read_data(site / lang / "search-index.js", "govgraphIndex")
    told = {(entry[3].rpartition("/")[2], name) for entry in entries for name in [entry[0], *entry[4].split(" · ")]}
    for case in bundled.graph["dataset"].cases.values():
        for actor in case.actors:
            for name, _ in case.names_of(actor):
                assert (f"{actor}.html", name) in told
    for entry in entries:
        assert (site / lang / entry[3]).resolve().is_file()


@LANG
@pytest.mark.parametrize("case", CASES)
def test_the_tables_to_download_are_those_of_the_library(site: Path, bundled: Graph, lang: str, case: str) -> None:
    for table in LISTS:
        rows = list_records(bundled, table, case=case, lang=lang)
        path = site / "data" / lang / case / table
        told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        assert told["records"] == json.loads(json.dumps(rows))
        text = path.with_suffix(".csv").read_text(encoding="utf-8-sig")
        assert len(list(csv.DictReader(io.StringIO(text)))) == len(rows)


@LANG
def test_the_counts_of_start_and_data_are_those_of_the_library(site: Path, bundled: Graph, lang: str) -> None:
    start = read(site / place_page(lang, "index")).text
    path = site / place_page(lang, "data")
    for case in CASES:
        actors, lines = (len(list_records(bundled, table, case=case)) for table in ("actors", "lines"))
        assert say("site_counts", lang).format(actors=actors, lines=lines) in start
        section = path.read_text(encoding="utf-8").partition(f'<section id="{case}">')[2].partition("</section>")[0]
        told = [int(number) for number in re.findall(r"</th><td>([0-9]+)</td>", section)]
        assert told == [
            *(len(list_records(bundled, table, case=case)) for table in LISTS), len(list(silence(bundled, case)))
        ]  # fmt: skip


@LANG
def test_a_statement_says_each_of_its_parts_and_what_is_not_said(site: Path, lang: str) -> None:
    path = site / place_record(lang, "mandates", "vasterbotten.pkd-rekommenderar")
    text = path.read_text(encoding="utf-8")
    for key in ("holder", "deontic", "aim", "toward", "condition", "constraint", "status", "basis", "mode", "scope"):
        assert f"<td>{capitalise(name_key(key, lang))}</td>" in text
    assert f'<span class="absent">{say("site_not_said", lang)}</span>' in text


def test_how_to_cite_can_be_read(site: Path, bundled: Graph) -> None:
    cff = yaml.safe_load((site / "CITATION.cff").read_text(encoding="utf-8"))
    dataset = bundled.graph["dataset"]
    assert (cff["cff-version"], cff["type"], str(cff["version"])) == ("1.2.0", "dataset", dataset.version)
    assert cff["identifiers"][0]["value"] == f"sha256:{dataset.sha256}"
    assert set(cff) >= {"message", "title", "authors"}
    bibtex = (site / "cite.bib").read_text(encoding="utf-8")
    assert bibtex.startswith("@misc{govgraph")
    assert bibtex.count("{") == bibtex.count("}")
    assert dataset.sha256 in bibtex


def test_every_figure_is_there_in_every_format(site: Path) -> None:
    heads = {".svg": b"<?xml", ".png": b"\x89PNG", ".pdf": b"%PDF"}
    for lang, case, kind in product(LANGUAGES, CASES, ("structure", "matrix", "timeline", "seats")):
        for suffix, head in heads.items():
            assert (site / "figures" / f"{case}-{kind}-{lang}{suffix}").read_bytes().startswith(head)
    assert (site / "figures" / "panels-sv.svg").exists()
    assert (site / "figures" / "ostergotland-proposed-sv.svg").exists()


def test_no_passage_of_a_source_is_shown_unless_asked_for(site: Path) -> None:
    assert not [
        path for path in list_pages(site) if "<blockquote" in path.read_text(encoding="utf-8").split("prose")[0]
    ]


# -- building --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sound_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound") / "data"
    shutil.copytree(SOUND, folder)
    return folder


@pytest.fixture(scope="module")
def small(sound_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    folder = tmp_path_factory.mktemp("small") / "site"
    return folder, build_site(load_graph(sound_folder), folder)


def test_a_second_build_gives_the_same_bytes_and_takes_the_figures_over(
    small: tuple[Path, Built], sound_folder: Path
) -> None:
    folder, built = small
    before = read_folder(folder)
    assert built.drawn > 0
    assert built.kept == 0
    again = build_site(load_graph(sound_folder), folder)
    assert (again.drawn, again.kept) == (0, built.drawn)
    assert read_folder(folder) == before
    assert (again.files, again.size) == (len(before), sum(map(len, before.values())))


def test_a_figure_that_was_changed_is_drawn_again(small: tuple[Path, Built], sound_folder: Path) -> None:
    folder, built = small
    before = read_folder(folder)
    figure = next((folder / "figures").glob("*-structure-sv.svg"))
    figure.write_text("<svg>another</svg>", encoding="utf-8")
    again = build_site(load_graph(sound_folder), folder)
    assert (again.drawn, again.kept) == (1, built.drawn - 1)
    assert read_folder(folder) == before


def test_a_folder_of_ones_own_is_refused_whole(tmp_path: Path, sound_graph: Graph) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "thesis.docx").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"it holds other files \('thesis\.docx'\)"):
        build_site(sound_graph, folder)
    assert read_folder(tmp_path) == {"site/thesis.docx": b"mine"}


def test_a_file_of_ones_own_within_a_site_is_not_lost(
    small: tuple[Path, Built], tmp_path: Path, sound_graph: Graph
) -> None:
    folder = tmp_path / "site"
    shutil.copytree(small[0], folder)
    (folder / "sv" / "notes.txt").write_text("mine", encoding="utf-8")
    before = read_folder(folder)
    with pytest.raises(UsageError, match=r"it holds other files \('sv/notes\.txt'\)"):
        build_site(sound_graph, folder)
    assert read_folder(folder) == before


@pytest.mark.parametrize("mark", ["{}", "[]", "not json", '{"made_by": "another", "files": ["a.html"]}'])
def test_a_folder_that_only_looks_like_a_site_is_refused(tmp_path: Path, sound_graph: Graph, mark: str) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / MARK).write_text(mark, encoding="utf-8")
    (folder / "a.html").write_text("mine", encoding="utf-8")
    before = read_folder(folder)
    with pytest.raises(UsageError, match="it holds other files"):
        build_site(sound_graph, folder)
    assert read_folder(folder) == before


def test_a_build_that_fails_leaves_the_old_site_whole(
    small: tuple[Path, Built], sound_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = small
    before = read_folder(folder)
    renamed = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name == "made":
            raise OSError(28, "No space left on device")
        return renamed(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(UsageError, match="No space left"):
        build_site(load_graph(sound_folder), folder)
    assert read_folder(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == ["site"]


def test_a_file_or_a_missing_parent_is_refused(tmp_path: Path, sound_graph: Graph) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="it is a file; give a folder"):
        build_site(sound_graph, tmp_path / "file")
    with pytest.raises(UsageError, match=r"no folder .*; make it first"):
        build_site(sound_graph, tmp_path / "none" / "site")
    assert read_folder(tmp_path) == {"file": b"mine"}


def test_data_that_change_meanwhile_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(SOUND, folder)
    graph = load_graph(folder)
    path = next(folder.glob("*/actors.yaml"))
    path.write_text(path.read_text(encoding="utf-8") + "# changed\n- {id: newly, name: N, kind: board, evidence: w}\n",
                    encoding="utf-8")  # fmt: skip
    with pytest.raises(UsageError, match="changed while the site was being built"):
        build_site(graph, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_an_id_that_went_leads_on(small: tuple[Path, Built], sound_graph: Graph) -> None:
    folder, _ = small
    for lang in LANGUAGES:
        for case in sound_graph.graph["dataset"].cases.values():
            assert case.case.redirects
            for went, actor in case.case.redirects.items():
                old = folder / place_record(lang, "actors", f"{case.id}.{went}")
                new = folder / place_record(lang, "actors", f"{case.id}.{actor}")
                address = re.findall(r'content="0; url=([^"]+)"', old.read_text(encoding="utf-8"))[0]
                assert (old.parent / address).resolve() == new.resolve()


def test_passages_are_shown_to_those_who_hold_them(tmp_path: Path) -> None:
    documents = Path(__file__).parent / "mini-documents"
    graph = load_graph(Path(__file__).parent / "mini")
    dataset = graph.graph["dataset"]
    texts = open_documents(dataset, documents, list(dataset.cases))
    build_site(graph, tmp_path / "site", documents=texts)
    shown = [path for path in (tmp_path / "site" / "sv").rglob("*.html") if "<blockquote" in path.read_text("utf-8")]
    case = next(iter(dataset.cases.values()))
    assert len(shown) > len(case.mandates)
    whole = " ".join(" ".join(text.text.split()) for text in texts.values())
    for path in shown:
        for passage in re.findall(r"<blockquote[^>]*>([^<]+)</blockquote>", path.read_text(encoding="utf-8")):
            assert passage.replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&") in whole


def test_an_empty_folder_of_datasets_is_a_site_too(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    built = build_site(load_graph(tmp_path / "data"), tmp_path / "site")
    assert built.drawn == 0
    assert (tmp_path / "site" / "sv" / "index.html").is_file()


def test_nothing_of_a_name_becomes_markup(hostile_site: Path) -> None:
    """`check` refuses markup in a record; here it is let through, so that what escapes it is tested by itself."""
    texts = [path.read_text(encoding="utf-8") for path in hostile_site.rglob("*.html")]
    assert sum("&lt;script&gt;" in text for text in texts) > 20
    for path in hostile_site.rglob("*.html"):
        page = read(path)
        assert page.handlers == [], path
        assert not "".join(page.inline).strip(), path
        assert not [each for each in (*page.links, *page.loads) if each.startswith(("javascript:", "x", "http"))], path
    for path in hostile_site.rglob("*.svg"):
        text = path.read_text(encoding="utf-8")
        assert "<script" not in text
        assert "<img" not in text


@pytest.mark.parametrize("odd", ["..", "../x", "a/b", "a\\b", "/etc", "con.x", "A", "a b", "%2e%2e", "a..b", ".a", ""])
def test_no_id_can_lead_out_of_the_folder(odd: str) -> None:
    assert not is_id(odd)


# -- the commands ----------------------------------------------------------------------------------------------------


def test_the_command_says_what_it_wrote(run: Run, sound: Path, tmp_path: Path) -> None:
    ran = run("site", "-o", "out", "--datasets", sound.name)
    assert (ran.status, ran.out.count("\n")) == (0, 1)
    assert re.fullmatch(r"out: [0-9]+ pages, [0-9]+ files, [0-9.]+ MB; [0-9]+ figures drawn, 0 taken over\n", ran.out)
    assert ran.err.startswith("figures: ")
    assert (tmp_path / "out" / "index.html").is_file()


def test_passages_without_documents_are_refused(run: Run, sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOVGRAPH_DOCUMENTS", raising=False)
    ran = run("site", "-o", "out", "--with-passages", "--datasets", sound.name)
    assert ran.status == 2
    assert "--documents" in ran.err


def fetch(address: str) -> tuple[int, str, bytes]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read()
    except urllib.error.HTTPError as err:
        with err:
            return err.code, err.headers["Content-Type"], err.read()


def test_a_site_is_served_on_this_machine_alone(small: tuple[Path, Built]) -> None:
    folder, _ = small
    with serving(str(folder)) as address:
        assert re.fullmatch(r"http://127\.0\.0\.1:[0-9]+/", address)
        assert fetch(address)[:2] == (200, "text/html; charset=utf-8")
        assert fetch(f"{address}sv/index.html")[2] == (folder / "sv" / "index.html").read_bytes()
        assert fetch(f"{address}static/site.js")[1] == "text/javascript; charset=utf-8"
        missing = fetch(f"{address}sv/none.html")
        assert (missing[0], missing[2]) == (404, (folder / "404.html").read_bytes())
        assert fetch(f"{address}figures/")[0] == 404
        for outside in ("../data/case.yaml", "%2e%2e/%2e%2e/etc/passwd", "..%2f..%2fetc/passwd"):
            assert fetch(f"{address}{outside}")[0] == 404


def test_a_site_is_built_for_the_time_being(sound: Path) -> None:
    with serving("--datasets", str(sound)) as address:
        assert b"govgraph" in fetch(address)[2]


def test_a_folder_without_a_site_is_not_served(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    ran = run("serve", "mine")
    assert (ran.status, ran.err) == (2, "no site in 'mine'; `govgraph site -o DIR` builds one\n")


def test_the_page_that_marks_a_site_names_its_files(small: tuple[Path, Built]) -> None:
    folder, _ = small
    told = json.loads((folder / MARK).read_text(encoding="utf-8"))
    assert sorted([*told["files"], MARK]) == sorted(read_folder(folder))
    for name, figure in told["figures"].items():
        for suffix, sha256 in figure["sha256"].items():
            data = (folder / "figures" / f"{name}{suffix}").read_bytes()
            assert hashlib.sha256(data).hexdigest() == sha256
