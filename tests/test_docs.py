"""What README and docs show is what a reader gets: every command runs, and prints what stands below it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import govgraph
from conftest import Run

REPOSITORY = Path(__file__).parents[1]
PAGES = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").glob("*.md"))]
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
PYTHON = re.compile(r"(?<=^```python\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
HASH = re.compile(r"(?<=,\s)[0-9a-f]{12}\b")
# what needs the documents, tells of an installation, or goes on until it is stopped; test_site.py runs the last two
ELSEWHERE = re.compile(r"govgraph (?:evidence\b|--version|site\b|serve\b)")
SHORTENED = re.compile(r"(?<=^```\n)\$ govgraph .*?(?=^```$)", re.DOTALL | re.MULTILINE)


def find_commands(block: str) -> list[tuple[str, str]]:
    """Each command of a block and the output that stands below it."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)
    return [(command, output) for command, _, output in (part.partition("\n") for part in parts[1:])]


def run_block(run: Run, block: str) -> str:
    """The block with the output that its commands give today; a command with a comment beside it stands alone."""
    commands = find_commands(block)
    if not commands:  # of another shell
        return block
    told = ""
    for command, shown in commands:
        words = shlex.split(command, comments=True)
        told += f"$ {command}\n"
        if words[:1] != ["govgraph"] or ELSEWHERE.search(command):
            told += shown
            continue
        ran = run(*words[1:])
        assert ran.status == 0, command
        told += (
            f"{HASH.sub('…', ran.out)}\n" if shown.strip() or "\n$" not in block.rstrip() or "#" not in block else ""
        )
    return told


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_shows_what_its_commands_print(
    path: Path, run: Run, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)  # what is drawn or coded anew is written there
    text = path.read_text(encoding="utf-8")
    today = BLOCK.sub(lambda found: squeeze(run_block(run, found.group())), text)
    if request.config.getoption("--regolden"):
        path.write_text(today, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == today, f"{path.name} shows what is no longer so; --regolden renews it"


def squeeze(block: str) -> str:
    """A block whose last line is no empty one, and whose rows end without white space."""
    return "\n".join(row.rstrip() for row in block.rstrip().splitlines()) + "\n"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_what_a_page_shows_in_short_is_printed(path: Path, run: Run) -> None:
    for block in SHORTENED.findall(path.read_text(encoding="utf-8")):
        for command, shown in find_commands(block):
            ran = run(*shlex.split(command)[1:])
            assert ran.status == 0, command
            assert [row for row in shown.splitlines() if row not in ran.out.splitlines()] == [], command


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_python_of_a_page_runs(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in PYTHON.findall(path.read_text(encoding="utf-8")):
        exec(compile(block, path.name, "exec"), names)


@pytest.mark.parametrize("name", govgraph.__all__)
def test_every_public_name_is_explained(name: str) -> None:
    assert getattr(govgraph, name).__doc__
