"""Files: written whole or not at all, named as the user would type them, read strictly."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgraph.errors import UsageError
from govgraph.files import load_yaml, show_path, write_bytes, write_text


def test_a_text_is_written_as_utf_8_with_line_feeds(tmp_path: Path) -> None:
    write_text(tmp_path / "x.txt", "råd\nmöte\n")
    assert (tmp_path / "x.txt").read_bytes() == "råd\nmöte\n".encode()


def test_nothing_but_the_file_is_left_behind(tmp_path: Path) -> None:
    write_text(tmp_path / "x.txt", "one")
    write_text(tmp_path / "x.txt", "two")
    assert [path.name for path in tmp_path.iterdir()] == ["x.txt"]


def test_a_write_that_fails_leaves_what_stood_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.txt"
    path.write_text("before", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(UsageError, match="No space left on device"):
        write_text(path, "after")
    assert path.read_text(encoding="utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["x.txt"]


@pytest.mark.skipif(os.name == "nt", reason="file modes are POSIX")
def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("before", encoding="utf-8")
    path.chmod(0o640)
    write_text(path, "after")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("no/x.svg", "cannot write no/x.svg: no folder 'no'; make it first", id="no-folder"),
        pytest.param("folder", "cannot write folder: it is a folder; give a file name", id="a-folder"),
        pytest.param("file/x.svg", "cannot write file/x.svg: no folder 'file'; make it first", id="below-a-file"),
    ],
)
def test_a_place_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, expected: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError) as err:
        write_bytes(Path(name), b"x")
    assert str(err.value) == expected


def test_a_path_is_shown_as_it_would_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert show_path(tmp_path / "a" / "b.yaml") == "a/b.yaml"
    assert show_path(tmp_path.parent / "b.yaml") == (tmp_path.parent / "b.yaml").as_posix()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2023-02-30", "2023-02-30"),
        ("2024", 2024),
        ("007", "007"),
        ("1_000", "1_000"),
        ("0x1f", "0x1f"),
        ("1.5", "1.5"),
        ("1e3", "1e3"),
        ("12:30", "12:30"),
        ("true", True),
        ("True", "True"),
        ("'true'", "true"),
        ("null", None),
        ("~", None),
    ],
)
def test_a_plain_value_is_a_whole_number_a_truth_nothing_or_text(tmp_path: Path, text: str, value: object) -> None:
    (tmp_path / "x.yaml").write_text(f"- {text}\n", encoding="utf-8")
    loaded = load_yaml(tmp_path / "x.yaml")
    assert (loaded.problems, loaded.value) == ((), [value])


@given(data=st.binary(max_size=60))
def test_no_bytes_at_all_make_the_reader_stumble(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(data)
    loaded = load_yaml(path)
    assert loaded.problems or loaded.value is not None or loaded.node is not None


@given(text=st.text(st.sampled_from("-:[]{},&*!|>#'\"% \nab0?"), max_size=30))
def test_no_signs_of_yaml_make_the_reader_stumble(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(text.encode())
    for problem in load_yaml(path).problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.text


def test_brackets_in_brackets_are_refused_and_do_not_end_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("[" * 600 + "]" * 600, encoding="utf-8")
    assert load_yaml(path).problems
