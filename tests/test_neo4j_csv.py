"""Files for neo4j-admin: imported by the real tool, and every node and relationship is as it was."""

from __future__ import annotations

import re
import shlex
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import SOUND, Run, read_folder
from govgraph.dataset import Dataset, load_dataset
from govgraph.elements import Elements, Node, Relationship, build_elements
from govgraph.errors import UsageError
from govgraph.exchange import neo4j_csv
from govgraph.exchange.neo4j_csv import README, export_neo4j_csv, render_files
from govgraph.store.address import read_address
from govgraph.store.server import Server
from neo4j_server import Neo4jServer, start_server
from test_load import read_all, sort_elements

HOSTILE = (
    "",
    " ",
    ' "quoted" ',
    "comma, semicolon; tab\t",
    "line\nbreak\r\nand\rmore",
    "back\\slash\\",
    "'",
    "å ä ö",
    "1",
    "true",
)


@pytest.mark.xdist_group("neo4j")
@pytest.mark.thorough
def test_the_real_tool_imports_what_was_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bundled_dataset: Dataset
) -> None:
    server = start_server()
    monkeypatch.setenv("NEO4J_PASSWORD", server.password)
    elements = build_elements(bundled_dataset)
    odd = [
        Node(
            ("Actor", "Organ"), {"id": f"odd.{n}", "dataset": "govgraph", "name": value, "names": [value, f"x{value}"]}
        )
        for n, value in enumerate(HOSTILE)
    ]
    between = [
        Relationship(
            "INFORMS", odd[0].key, node.key, {"dataset": "govgraph", "object": value, "count": 2, "whole": False}
        )
        for node, value in zip(odd, HOSTILE, strict=True)
    ]
    whole = replace(elements, nodes=(*elements.nodes, *odd), relationships=(*elements.relationships, *between))
    monkeypatch.setattr(neo4j_csv, "build_elements", lambda _: whole)
    try:
        folder = tmp_path / "export"
        export_neo4j_csv(bundled_dataset, folder)
        server.stop()
        import_as_told(server, folder)
        server.start()
        with Server(read_address(server.uri), bundled_dataset) as opened:
            assert read_all(opened, bundled_dataset) == sort_elements(whole)
    finally:
        server.remove()


def import_as_told(server: Neo4jServer, folder: Path) -> None:
    """Run the command that the export tells, word for word, with the server's own neo4j-admin."""
    told = (folder / README).read_text(encoding="utf-8")
    command = re.search(r"^neo4j-admin .*$", told, re.MULTILINE)
    assert command
    words = shlex.split(command.group())
    ran = server.admin(*words[1:], folder=folder)
    assert ran.returncode == 0, ran.stderr + ran.stdout


@pytest.fixture(scope="module")
def bundled_dataset() -> Dataset:
    return load_dataset()


def test_the_same_dataset_gives_the_same_bytes(tmp_path: Path, run: Run) -> None:
    for name in ("a", "b"):
        ran = run("export", "--to", "neo4j-csv", "-o", str(tmp_path / name), "--datasets", str(SOUND))
        assert ran.status == 0, ran.err
    files = [{path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("a", "b")]
    assert files[0] == files[1]
    assert README in files[0]


def test_an_export_replaces_an_earlier_one_whole(tmp_path: Path, bundled_dataset: Dataset) -> None:
    export_neo4j_csv(bundled_dataset, tmp_path / "export")
    export_neo4j_csv(load_dataset(SOUND), tmp_path / "export")
    assert {path.name for path in (tmp_path / "export").iterdir()} == set(
        render_files(build_elements(load_dataset(SOUND)))
    )
    assert [path.name for path in tmp_path.iterdir()] == ["export"]


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("words", encoding="utf-8")
    with pytest.raises(UsageError, match=r"it holds other files \('chapter.txt'\); give a folder of its own"):
        export_neo4j_csv(load_dataset(SOUND), tmp_path / "thesis")
    with pytest.raises(UsageError, match="it is a file; give a folder"):
        export_neo4j_csv(load_dataset(SOUND), tmp_path / "thesis" / "chapter.txt")
    with pytest.raises(UsageError, match="make it first"):
        export_neo4j_csv(load_dataset(SOUND), tmp_path / "nowhere" / "export")
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["chapter.txt"]


@pytest.mark.parametrize("own", ["README.txt", "import.args", "import.report"])
def test_a_folder_is_no_export_for_one_name_in_it(own: str, tmp_path: Path) -> None:
    (tmp_path / own).write_text("These are my words", encoding="utf-8")
    (tmp_path / "chapter.txt").write_text("words", encoding="utf-8")
    with pytest.raises(UsageError, match="it holds other files"):
        export_neo4j_csv(load_dataset(SOUND), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {own, "chapter.txt"}


def test_a_file_put_into_an_export_is_left_alone(tmp_path: Path) -> None:
    dataset, folder = load_dataset(SOUND), tmp_path / "export"
    export_neo4j_csv(dataset, folder)
    (folder / "import.report").touch()  # what neo4j-admin leaves there
    export_neo4j_csv(dataset, folder)
    (folder / "nodes-of-mine.csv").write_text("words", encoding="utf-8")
    with pytest.raises(UsageError, match=r"it holds other files \('nodes-of-mine.csv'\)"):
        export_neo4j_csv(dataset, folder)
    assert (folder / "nodes-of-mine.csv").read_text(encoding="utf-8") == "words"


def test_an_export_that_cannot_take_its_place_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_neo4j_csv(load_dataset(SOUND), tmp_path / "export")
    before = read_folder(tmp_path)
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "made":
            raise OSError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(UsageError, match="Permission denied"):
        export_neo4j_csv(load_dataset(SOUND), tmp_path / "export")
    assert read_folder(tmp_path) == before


def test_a_write_that_is_killed_leaves_the_earlier_export(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    export_neo4j_csv(load_dataset(SOUND), folder)
    before = read_folder(folder)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(SOUND), str(folder)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert read_folder(folder) == before
    export_neo4j_csv(load_dataset(SOUND), folder)
    assert read_folder(folder) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from govgraph import export_neo4j_csv, load_dataset

write_bytes = Path.write_bytes

def write(path, data):
    if path.name.startswith("relationships-"):
        os.kill(os.getpid(), signal.SIGKILL)
    return write_bytes(path, data)

Path.write_bytes = write
export_neo4j_csv(load_dataset(Path(sys.argv[1])), Path(sys.argv[2]))
"""


def test_a_write_that_fails_leaves_the_earlier_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export_neo4j_csv(load_dataset(SOUND), tmp_path / "export")
    before = {path.name: path.read_bytes() for path in (tmp_path / "export").iterdir()}
    written, write_bytes = [], Path.write_bytes

    def write(path: Path, data: bytes) -> int:
        written.append(path)
        if len(written) == 5:
            raise OSError(28, "No space left on device")
        return write_bytes(path, data)

    monkeypatch.setattr(Path, "write_bytes", write)
    with pytest.raises(UsageError, match="No space left on device"):
        export_neo4j_csv(load_dataset(SOUND), tmp_path / "export")
    assert {path.name: path.read_bytes() for path in (tmp_path / "export").iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["export"]


def test_the_sign_between_items_is_refused_in_one() -> None:
    node = Node(("Actor",), {"id": "a.b", "dataset": "a", "names": ["one\x1ftwo"]})
    with pytest.raises(UsageError, match=r"U\+001F"):
        render_files(Elements("a", "1", "0" * 64, (node,), ()))


@pytest.mark.parametrize("names", [[], [""]], ids=["nothing", "one-empty-text"])
def test_a_list_that_the_tool_would_lose_is_refused(names: list[str]) -> None:
    node = Node(("Actor",), {"id": "a.b", "dataset": "a", "names": names})
    with pytest.raises(UsageError, match="for no property at all; leave the property out"):
        render_files(Elements("a", "1", "0" * 64, (node,), ()))
