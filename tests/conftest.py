"""What the tests share: a sound case, ways to break it or to code a small one, the command line, golden files."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import pytest
import yaml
from hypothesis import HealthCheck, settings

from govgraph import cli
from govgraph.graph import Graph, load_graph
from govgraph.site import build_site
from neo4j_server import GIVEN, AtHand, Neo4jServer, start_server

TESTS = Path(__file__).parent
SOUND = TESTS / "sound"  # a folder of datasets with one invented case that uses every record type
MINI = TESTS / "mini"  # two more invented cases, which use what the real ones do not
CASE = "mellanby"
DOCUMENTS = TESTS / "documents"  # the texts that it is coded from
GOLDEN = TESTS / "golden"

# the same examples on every machine and in every run, and no clock
settings.register_profile(
    "govgraph", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("govgraph")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regolden", action="store_true", help="write the golden files anew; review the difference")


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test hangs on the environment that it is run in."""
    for name in ("GOVGRAPH_DATASETS", "GOVGRAPH_DOCUMENTS", "NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "120")


# -- the command line ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ran:
    """What a command gave back."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process."""

    def run_govgraph(*words: str) -> Ran:
        with pytest.raises(SystemExit) as ended:
            cli.main(words)
        captured = capsys.readouterr()
        status = ended.value.code
        assert isinstance(status, int)
        return Ran(status, captured.out, captured.err)

    return run_govgraph


# -- data ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of datasets of one's own with the sound case in it, and the working folder beside it."""
    folder = tmp_path / "sound"
    shutil.copytree(SOUND, folder)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture(scope="session")
def sound_graph() -> Graph:
    """The graph of the sound case."""
    return load_graph(SOUND)


@pytest.fixture(scope="session")
def bundled() -> Graph:
    """The graph of the bundled datasets."""
    return load_graph()


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the bundled datasets; long to build, so the tests of it are one group of xdist."""
    folder = tmp_path_factory.mktemp("real") / "site"
    build_site(load_graph(), folder)
    return folder


HOSTILE = (
    "<script>window.ran=1</script>\\\"><img src=x onerror=window.ran=2>' javascript:window.ran=3 {{7*7}} </title></svg>"
)


class _Here:
    """Stands in for the processes that a site is built in: in this one, a check may be lifted."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def map(self, work: Callable[[Graph, Any], Any], items: Sequence[Any]) -> Iterator[Any]:
        return (work(self.graph, item) for item in items)


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sound case with markup, addresses and signs that turn the text round in all its texts."""
    home = tmp_path_factory.mktemp("hostile")
    folder = home / "data"
    shutil.copytree(SOUND, folder)
    renamed = {name for case in load_graph(folder).graph["dataset"].cases.values() for e in case.events.values()
               for name in e.of if e.kind == "renamed"}  # fmt: skip
    for path in folder.glob("*/*.yaml"):
        records = yaml.safe_load(path.read_text(encoding="utf-8"))
        for record in records if isinstance(records, list) else [records]:
            for key in record.keys() & {"name", "note", "object", "condition", "title", "publisher", "reason"}:
                if path.stem not in {"uncoded", "case"} and record.get("id") not in renamed:
                    record[key] = f"{HOSTILE} {record.get('id', '')}"
            if path.stem not in {"uncoded", "sources", "case"} and "evidence" in record:
                record["evidence"] = '"><script>window.ran=4</script>'
        path.write_text(yaml.safe_dump(records, allow_unicode=True), encoding="utf-8")
    points = f"## Ambiguous points\n| point | taken | other |\n|---|---|---|\n| {HOSTILE} \u202egnp | a | b |\n"
    next(folder.glob("*/case.yaml")).with_name("README.md").write_text(points, encoding="utf-8")
    for name in ("CODEBOOK.md", "CHANGELOG.md"):
        (folder / name).write_text(f"# {HOSTILE}\n\n{HOSTILE} [a](javascript:alert(1)) ![b](//c)\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("govgraph.shapes._MARKUP", re.compile("(?!)"))
        patch.setattr("govgraph.site.build.open_workers", lambda graph: nullcontext(_Here(graph)))
        build_site(load_graph(folder), home / "site")
    return home / "site"


class Broken(Protocol):
    """Breaks the sound case in one place and gives what `check` says: in the broken file without its path."""

    def __call__(self, old: str, new: str, file: str = "mandates.yaml") -> list[str]: ...


@pytest.fixture
def broken(sound: Path, run: Run) -> Broken:
    def break_sound(old: str, new: str, file: str = "mandates.yaml") -> list[str]:
        path = sound / CASE / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8", newline="")
        return check_faulty(sound, run, file)

    return break_sound


def check_faulty(folder: Path, run: Run, file: str = "") -> list[str]:
    """What `check` says of a faulty folder, about `file` without its path; exit status 1, nothing on disk changed."""
    before = read_folder(folder)
    ran = run("check", "--datasets", folder.name)
    assert (ran.status, ran.err) == (1, "")
    assert read_folder(folder) == before
    said = [row for row in ran.out.splitlines() if row.startswith(f"{folder.name}/")]
    return [row.removeprefix(f"{folder.name}/{CASE}/{file}:") for row in said]


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, byte for byte."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Coded(Protocol):
    """Codes a small case, each record in one line without id and evidence, and gives its graph."""

    def __call__(self, *mandates: str, actors: str = ..., case: str = ..., **files: str) -> Graph: ...


# five nodes: A, B and C outside any group; G = {m, o}, H = {h, k}, where h is attached to m and k to o
FIVE = """
a: {name: A, kind: board}
b: {name: B, kind: board}
c: {name: C, kind: board}
g: {name: G, kind: political-organs, members: [m, o]}
h-group: {name: H, kind: political-organs, members: [h, k]}
m: {name: M, kind: board}
o: {name: O, kind: board}
h: {name: H1, kind: working-committee, attached_to: m}
k: {name: K, kind: working-committee, attached_to: o}
"""


@pytest.fixture
def coded(tmp_path: Path) -> Coded:
    numbers = count(1)

    def code(*mandates: str, actors: str = FIVE, case: str = "small", **files: str) -> Graph:
        """Write a case whose records are rows `id: {…}`; a mandate may go without `id:` and is then m1, m2 …"""
        folder = tmp_path / f"coded-{next(numbers)}"
        target = folder / case
        target.mkdir(parents=True)
        numbered = "\n".join(
            f"m{number}: {row}" if row.startswith("{") else row for number, row in enumerate(mandates, 1)
        )
        (target / "case.yaml").write_text(
            "{name: Small, kind: region, period: 2024/2027, coders: tests, default_source: text}\n", encoding="utf-8"
        )
        sources = files.pop("sources", "{id: text, title: T, publisher: P, kind: agreement, covers: 2024/2027}")
        rows = [f"{row.removesuffix('}')}, file: x.txt, sha256: '{'0' * 64}'}}" for row in sources.splitlines()]
        (target / "sources.yaml").write_text("".join(f"- {row}\n" for row in rows), encoding="utf-8")
        for name, text in {"actors": actors, "mandates": numbered, **files}.items():
            if text.strip():
                (target / f"{name}.yaml").write_text("".join(_code_rows(name, text)), encoding="utf-8")
        return load_graph(folder)

    return code


def _code_rows(file: str, text: str) -> Iterator[str]:
    for row in filter(None, text.strip().splitlines()):
        name, _, fields = row.partition(": ")
        evidence = ", evidence: words"
        if file == "alignment":
            evidence = ", reason: {en: judged}, confidence: high, coder: tests"
        elif "evidence:" in fields:
            evidence = ""
        yield f"- {{id: {name}, {fields.strip().removeprefix('{').removesuffix('}')}{evidence}}}\n"


# -- stores ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Neo4jServer | AtHand]:
    """A real Neo4j: that of `NEO4J_URI`, or one that is started here."""
    if GIVEN["NEO4J_URI"]:
        yield AtHand()
        return
    server = start_server()
    yield server
    server.remove()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many answers were found equal on each engine."""
    counts: Counter[str] = Counter()
    for report in terminalreporter.stats.get("passed", ()):
        counts.update({name: int(number) for name, number in report.user_properties if name.startswith("equal on ")})
    for name, number in sorted(counts.items()):
        terminalreporter.write_line(f"answers {name}: {number:,}")


# -- golden files ----------------------------------------------------------------------------------------------------

Golden = Callable[[str, str], None]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with a golden file, or writes it there under --regolden."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--regolden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert path.exists(), f"no golden file {name}; write it with --regolden and read it"
        assert text == path.read_text(encoding="utf-8"), f"{name} differs; --regolden renews it"

    return compare
