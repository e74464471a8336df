"""The command line: golden answers, exit statuses, options on both sides, UTF-8 everywhere."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import CASE, DOCUMENTS, SOUND, Golden, Run, read_folder
from govgraph import graph as graph_module
from govgraph.graph import Graph, load_graph
from govgraph.lists import LISTS


@pytest.fixture(autouse=True)
def _load_once(bundled: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer from one graph of the bundled datasets; a command that changed it would change the answers after it."""

    def load(folder: Path | None = None) -> Graph:
        return bundled if folder is None else load_graph(folder)

    monkeypatch.setattr(graph_module, "load_graph", load)


def hide_hash(text: str, graph: Graph) -> str:
    """Golden files change with the answers, not with every edit of the data."""
    sha256 = graph.graph["dataset"].sha256
    return text.replace(sha256, "<sha256>").replace(sha256[:12], "<sha256>")


# -- golden answers --------------------------------------------------------------------------------------------------

ASKED = [
    "check",
    "check --format json",
    *(f"list {name}" for name in LISTS),
    "list seats --format csv",
    "list mandates --deontic must --lang sv",
    "show PKD",
    "show PKD --lang sv",
    "show PKD --format json",
    "show SRU --at 2024-05-01",
    "show RUS",
    "show finansieringsformer --case vasterbotten",
    "who informs PKD",
    "who informs PKD --lang sv",
    "who informs PKD --format json",
    "who informs PKD --format csv",
    "who informs PKD --expand",
    "whom PKD recommends_to",
    "who informs DU",
    "who informs DU --lang sv",
    "who prepares_for DU --format json",
    "who decides",
    "who reviews --about overenskommelsen --case vasterbotten",
    "cite",
    "cite --format json",
]


@pytest.mark.parametrize("words", ASKED)
def test_an_answer_is_as_it_was(run: Run, golden: Golden, bundled: Graph, words: str) -> None:
    ran = run(*words.split())
    assert ran.status == 0
    golden(f"{re.sub(r'[^a-zA-Z0-9_]+', '-', words)}.txt", hide_hash(ran.out, bundled))


@pytest.mark.parametrize(
    "words", ["evidence show rr-ledamoter", "evidence show natverket-stodjer --format json", "evidence verify"]
)
def test_evidence_is_shown_as_it_was(run: Run, golden: Golden, sound_graph: Graph, words: str) -> None:
    ran = run("--datasets", str(SOUND), *words.split(), "--case", CASE, "--documents", str(DOCUMENTS))
    assert ran.status == 0
    golden(f"{re.sub(r'[^a-zA-Z0-9_]+', '-', words)}.txt", hide_hash(ran.out, sound_graph))


COMMANDS = [
    "",
    "check",
    "new",
    "list",
    "show",
    "cite",
    "who",
    "whom",
    "evidence",
    "evidence verify",
    "evidence show",
    "evidence lock",
    "draw",
]


@pytest.mark.parametrize("words", COMMANDS)
def test_help_is_as_it_was(run: Run, golden: Golden, words: str) -> None:
    ran = run(*words.split(), "--help")
    assert (ran.status, ran.err) == (0, "")
    golden(f"help{'-' if words else ''}{words.replace(' ', '-')}.txt", ran.out)


def test_a_skeleton_is_as_it_was(tmp_path: Path, run: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("--datasets", "mine", "new", "skane")
    assert (ran.status, ran.err) == (0, "")
    written = [f"== {row}\n{Path(row).read_text(encoding='utf-8')}" for row in ran.out.splitlines()]
    golden("new-skane.txt", "\n".join(written))


# -- shapes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "who informs PKD",
        "whom PKD informs",
        "who decides",
        "list actors",
        "list lines",
        "list cases",
        "show PKD",
        "show RUS",
        "check",
        "cite",
    ],
)
def test_json_says_which_dataset_answered(run: Run, bundled: Graph, words: str) -> None:
    answer = json.loads(run(*words.split(), "--format", "json").out)
    dataset = bundled.graph["dataset"]
    assert (answer["schema"], answer["dataset"]) == (1, {"version": dataset.version, "sha256": dataset.sha256})


def find_lost(value: Any) -> list[str]:
    """Every text that looks as if a value of Python had leaked into JSON."""
    if isinstance(value, dict):
        return [lost for inner in value.values() for lost in find_lost(inner)]
    if isinstance(value, list):
        return [lost for inner in value for lost in find_lost(inner)]
    return [value] if isinstance(value, str) and re.search(r"\bNone\b|Text\(|<.* object at", value) else []


@pytest.mark.parametrize(
    "words", ["who any PKD --all", "show PKD", "show SRU", "list mandates", "list seats", "list lines", "list topics"]
)
def test_absent_values_are_null_and_never_words(run: Run, words: str) -> None:
    ran = run(*words.split(), "--format", "json")
    assert find_lost(json.loads(ran.out)) == []
    for form in ("table", "csv"):
        assert not re.search(r"\bNone\b|Text\(", run(*words.split(), "--format", form).out)


@pytest.mark.parametrize("what", LISTS)
def test_every_record_of_a_list_has_the_same_keys(run: Run, what: str) -> None:
    records = json.loads(run("list", what, "--format", "json").out)["records"]
    assert records
    assert {tuple(record) for record in records} == {tuple(records[0])}
    assert len({record["id"] for record in records}) == len(records)


@pytest.mark.parametrize(
    "words", ["list actors", "list seats", "list mandates", "list lines", "who any PKD", "who decides"]
)
def test_csv_has_one_row_a_record_and_one_cell_a_column(run: Run, words: str) -> None:
    header, *rows = csv.reader(io.StringIO(run(*words.split(), "--format", "csv").out))
    answer = json.loads(run(*words.split(), "--format", "json").out)
    assert len(rows) == len(answer.get("records", answer.get("answers")))
    assert {len(row) for row in rows} == {len(header)}
    assert len(set(header)) == len(header)


def test_the_object_falls_back_to_the_language_it_was_coded_in(run: Run) -> None:
    sv = json.loads(run("--datasets", str(SOUND), "who", "decides", "--lang", "sv", "--format", "json").out)
    en = json.loads(run("--datasets", str(SOUND), "who", "decides", "--lang", "en", "--format", "json").out)
    assert [answer["answers"][0]["object"] for answer in (sv, en)] == ["arbetsordningen", "its rules of procedure"]


@pytest.mark.parametrize(
    ("lang", "expected"), [("en", "(not stated)"), ("sv", "(ej angivet)")], ids=["english", "swedish"]
)
@pytest.mark.parametrize("words", ["show PKD", "who informs PKD"])
def test_an_unspecified_end_is_named_in_the_language_asked(run: Run, words: str, lang: str, expected: str) -> None:
    shown = run(*words.split(), "--lang", lang).out
    assert {name for name in ("(not stated)", "(ej angivet)") if name in shown} == {expected}


def test_what_is_stated_not_to_be_formal_is_shown(run: Run) -> None:
    assert re.search(r"formal.*(false|no)", run("show", "SRU").out, re.IGNORECASE)


def test_a_line_asked_from_its_inverse_is_given_back_as_resolved(run: Run) -> None:
    turned = json.loads(run("whom", "PKD", "informeras av", "--format", "json").out)
    straight = json.loads(run("who", "informs", "PKD", "--format", "json").out)
    assert turned == straight


@pytest.mark.parametrize(
    ("at", "name"),
    [
        pytest.param("2024", "Chefsgruppen", id="before-the-renaming"),
        pytest.param("2025-04-01", "Chefsnätverket", id="in-the-spring-of-it-the-latest"),
        pytest.param("2026", "Chefsnätverket", id="after-it"),
    ],
)
def test_a_name_is_that_of_the_date_asked(run: Run, at: str, name: str) -> None:
    words = ("--datasets", str(SOUND), "show", "natverket", "--case", CASE, "--format", "json", "--at", at)
    assert json.loads(run(*words).out)["actor"]["name"] == name


# -- options ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "--lang sv --format json who informs PKD",
        "who --lang sv informs PKD --format json",
        "who informs PKD --lang sv --format json",
    ],
    ids=["before", "between", "after"],
)
def test_global_options_stand_before_or_after_the_command(run: Run, words: str) -> None:
    assert run(*words.split()) == run("--lang", "sv", "who", "informs", "PKD", "--format", "json")


def test_an_option_after_the_command_wins(run: Run) -> None:
    assert run("--format", "json", "cite", "--format", "table").out == run("cite").out


def test_datasets_may_come_from_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVGRAPH_DATASETS", str(SOUND))
    assert run("check").out.startswith(f"{CASE}: ")
    assert run("check", "--datasets", str(SOUND)).out == run("check").out


def test_an_option_wins_over_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVGRAPH_DATASETS", "nowhere")
    assert run("check", "--datasets", str(SOUND)).status == 0


def test_case_narrows_a_list(sound: Path, run: Run) -> None:
    (sound / CASE).rename(sound / "granby")
    records = json.loads(run("--datasets", "sound", "list", "actors", "--case", "granby", "--format", "json").out)[
        "records"
    ]
    assert {record["id"].partition(".")[0] for record in records} == {"granby"}


def test_check_narrows_to_the_cases_named(sound: Path, run: Run) -> None:
    (sound / "other").mkdir()
    assert run("--datasets", "sound", "check").status == 1
    assert run("--datasets", "sound", "check", CASE).status == 0


# -- exit statuses and streams ---------------------------------------------------------------------------------------


def test_nobody_stated_is_an_answer(run: Run) -> None:
    ran = run("who", "informs", "DU")
    assert (ran.status, ran.err) == (0, "")
    assert "The sources do not say." in ran.out


@pytest.mark.parametrize("words", ["", "evidence"])
def test_no_command_gives_help_and_ends_with_2(run: Run, words: str) -> None:
    ran = run(*words.split())
    assert (ran.status, ran.out) == (2, "")
    assert "Commands:" in ran.err


@pytest.mark.parametrize("words", ["informs", "whoo informs PKD", "who", "who informs PKD DU", "draw vasterbotten"])
def test_what_cannot_be_understood_ends_with_2(run: Run, words: str) -> None:
    ran = run(*words.split())
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.strip()
    assert not ran.err.strip().endswith(".")


def test_the_version_is_told(run: Run) -> None:
    assert re.fullmatch(r"govgraph, version \d+\.\d+\.\d+\n", run("--version").out)


def run_process(*words: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    clean = {key: value for key, value in os.environ.items() if key not in {"PYTHONUTF8", "PYTHONIOENCODING"}}
    return subprocess.run(
        [sys.executable, "-m", "govgraph", *words], cwd=cwd, env=clean | env, capture_output=True, check=False
    )


def test_output_is_utf_8_whatever_the_terminal_says(tmp_path: Path) -> None:
    done = run_process("who", "informs", "PKD", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "Primärkommunala delegationen" in done.stdout.decode("utf-8")
    done = run_process("who", "informs", "Åäö", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode("utf-8").startswith("no actor 'Åäö'")


def test_two_processes_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (
        run_process("show", "PKD", "--format", "json", cwd=tmp_path, PYTHONHASHSEED=seed).stdout for seed in ("1", "2")
    )
    assert first == second


def test_a_question_imports_nothing_that_draws(tmp_path: Path) -> None:
    code = (
        "import sys; from govgraph import cli\n"
        "try: cli.main(['who', 'informs', 'PKD'])\n"
        "except SystemExit: pass\n"
        "print([name for name in ('plotly', 'typst', 'resvg_py', 'fontTools', 'edtf', 'numpy') if name in "
        "sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True)
    assert done.stderr.decode().strip() == "[]"


# -- new and check --fix ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("sound")
def test_a_new_case_passes_the_check(run: Run) -> None:
    assert run("--datasets", "sound", "new", "skane").status == 0
    ran = run("--datasets", "sound", "check", "skane")
    assert (ran.status, ran.out.splitlines()[-1]) == (0, "0 faults")


def test_a_new_case_may_begin_a_folder_of_datasets(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("--datasets", "mine", "new", "skane").status == 0
    assert run("--datasets", "mine", "check").status == 0
    assert run("--datasets", "mine", "who", "recommends_to", "kommunerna", "--case", "skane").status == 0


def test_a_new_case_finds_its_schemas(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("--datasets", "mine", "new", "skane")
    for path in (tmp_path / "mine" / "skane").glob("*.yaml"):
        schema = path.read_text(encoding="utf-8").splitlines()[0].partition("$schema=")[2]
        assert (path.parent / schema).is_file(), path.name


@pytest.mark.parametrize("words", ["new skane", "check --fix", "evidence lock"])
def test_what_an_installation_carries_is_never_written_to(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr("govgraph.files.is_checkout", lambda: False)
    shutil.copytree(SOUND, tmp_path / "bundled")
    monkeypatch.setattr("govgraph.files.data_root", lambda: tmp_path / "bundled")
    before = read_folder(tmp_path)
    ran = run(*words.split())
    assert ran.status == 2
    assert ran.err == "the bundled datasets belong to this installation; give --datasets DIR for your own\n"
    assert read_folder(tmp_path) == before


def test_check_says_when_it_reads_what_an_installation_carries(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("check").err == ""
    monkeypatch.setattr("govgraph.files.is_checkout", lambda: False)
    assert run("check").err == "these are the datasets that came with govgraph; --datasets DIR checks your own\n"


def test_a_case_that_exists_is_never_written_over(sound: Path, run: Run) -> None:
    before = read_folder(sound)
    assert run("--datasets", "sound", "new", CASE).status == 2
    assert read_folder(sound) == before


NO_IDS = {
    "actors.yaml": ("- id: chefer\n  name: chefer\n", "- name: chefer\n", "- id: chefer\n  name: chefer\n"),
    "seats.yaml": ("- id: au-ledamoter\n  organ", "- organ", "- id: au-aby-aby\n  organ"),
    "events.yaml": ("- id: utvardering\n  kind", "- kind", "- id: avtalet-evaluated\n  kind"),
}


def test_fix_writes_missing_ids_and_nothing_else(sound: Path, run: Run) -> None:
    for file, (old, new, _) in NO_IDS.items():
        path = sound / CASE / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
    broken = read_folder(sound)
    assert run("--datasets", "sound", "check").status == 1
    ran = run("--datasets", "sound", "check", "--fix")
    assert (ran.status, ran.out.splitlines()[-1]) == (0, "0 faults")
    assert ran.err.splitlines() == [
        "sound/mellanby/actors.yaml:103: wrote id 'chefer'",
        "sound/mellanby/seats.yaml:24: wrote id 'au-aby-aby'",
        "sound/mellanby/events.yaml:22: wrote id 'avtalet-evaluated'",
    ]
    for file, data in read_folder(sound).items():
        _, new, fixed = NO_IDS.get(file.partition("/")[2], ("", "", ""))
        assert data == (broken[file].replace(new.encode(), fixed.encode(), 1) if new else broken[file]), file


def test_fix_leaves_a_sound_dataset_as_it_is(sound: Path, run: Run) -> None:
    before = read_folder(sound)
    assert run("--datasets", "sound", "check", "--fix").err == ""
    assert read_folder(sound) == before


def test_fix_never_writes_an_id_twice(sound: Path, run: Run) -> None:
    path = sound / CASE / "topics.yaml"
    again = "- {name: klimat, kind: goal, evidence: words}\n- name: klimat\n  kind: task\n  evidence: words\n"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{again}", encoding="utf-8")
    assert run("--datasets", "sound", "check", "--fix").status == 0
    assert path.read_text(encoding="utf-8").count("id: klimat-2") == 1
    assert path.read_text(encoding="utf-8").count("id: klimat-3") == 1


def test_fix_leaves_a_file_that_is_no_yaml_as_it_is(sound: Path, run: Run) -> None:
    path = sound / CASE / "topics.yaml"
    path.write_text("- name: [klimat\n", encoding="utf-8")
    before = read_folder(sound)
    assert run("--datasets", "sound", "check", "--fix").status == 1
    assert read_folder(sound) == before


# -- draw ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["svg", "html"])
def test_draw_writes_one_file_and_tells_its_path(sound: Path, run: Run, kind: str) -> None:
    before = set(sound.parent.iterdir())
    ran = run("--datasets", "sound", "draw", CASE, "-o", f"x.{kind}")
    assert (ran.status, ran.out, ran.err) == (0, f"x.{kind}\n", "")
    assert set(sound.parent.iterdir()) - before == {sound.parent / f"x.{kind}"}
