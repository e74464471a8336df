"""Files for neo4j-admin: imported by the real tool, and every node and relationship is as it was."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import SOUND, Run
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
    with pytest.raises(UsageError, match="it holds other files; give a folder of its own"):
        export_neo4j_csv(load_dataset(SOUND), tmp_path / "thesis")
    with pytest.raises(UsageError, match="it is a file; give a folder"):
        export_neo4j_csv(load_dataset(SOUND), tmp_path / "thesis" / "chapter.txt")
    with pytest.raises(UsageError, match="make it first"):
        export_neo4j_csv(load_dataset(SOUND), tmp_path / "nowhere" / "export")
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["chapter.txt"]


def test_a_write_that_fails_leaves_the_earlier_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export_neo4j_csv(load_dataset(SOUND), tmp_path / "export")
    before = {path.name: path.read_bytes() for path in (tmp_path / "export").iterdir()}
    written, write_text = [], Path.write_text

    def write(path: Path, text: str, **options: str) -> int:
        written.append(path)
        if len(written) == 5:
            raise OSError(28, "No space left on device")
        return write_text(path, text, **options)

    monkeypatch.setattr(Path, "write_text", write)
    with pytest.raises(UsageError, match="No space left on device"):
        export_neo4j_csv(load_dataset(SOUND), tmp_path / "export")
    assert {path.name: path.read_bytes() for path in (tmp_path / "export").iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["export"]


def test_the_sign_between_items_is_refused_in_one() -> None:
    node = Node(("Actor",), {"id": "a.b", "dataset": "a", "names": ["one\x1ftwo"]})
    with pytest.raises(UsageError, match=r"U\+001F"):
        render_files(Elements("a", "1", "0" * 64, (node,), ()))
