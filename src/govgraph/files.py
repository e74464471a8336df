"""Files in and out: where the bundled data lie, YAML with the place of every value, writing that never half-happens."""

from __future__ import annotations

import gc
import os
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from govgraph.errors import Problem, UsageError

__all__ = [
    "Loaded",
    "check_folder",
    "data_root",
    "is_checkout",
    "load_yaml",
    "parse_yaml",
    "queries_root",
    "read_suffix",
    "read_text",
    "show_path",
    "without_collection",
    "write_bytes",
    "write_folder",
    "write_text",
]

Loc = tuple[int | str, ...]

_SPECIAL = re.compile(r"(?:^|[\s\[{,:-])[&*!]\S", re.MULTILINE)  # may begin an anchor, an alias or a tag
_CUT = re.compile(r"[ \t]+#[^\s#]")  # after a bare word: meant as words, read as a comment
_DEEPEST = 20  # levels of lists and mappings; a record has five
_INTEGER = re.compile(r"0|-?[1-9][0-9]*")
_FORBIDDEN_BOOLEANS = {"yes", "no", "on", "off"}
_LONGEST_BOOLEAN = 3
# C0 and C1 but LF, soft hyphen, zero-width signs, bidirectional overrides, stray byte-order marks
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_ADVICE = {  # what libyaml says, and what a coder most often did
    "mapping values are not allowed": "put words that hold a colon in quotes",
    "could not find expected ':'": "put a colon and a space between key and value, on this line or the one above",
    "did not find expected key": "check the indent, and put words that begin with a quotation mark in quotes whole",
    "did not find expected '-' indicator": "begin each record with a hyphen and a space, '- '",
    "unexpected end of stream": "close the quotation mark or bracket that was opened above",
}
_TRUTH = {"true": True, "false": False}
_NULLS = {"", "~", "null"}


class _Loader(yaml.CBaseLoader):
    """libyaml's composer, ten times as fast as the one in Python, and no resolver: what words mean is decided here."""

    def descend_resolver(self, *_: object) -> None:
        """Do nothing: no path has a meaning of its own."""

    def ascend_resolver(self) -> None:
        """Do nothing."""

    def resolve(self, *_: object) -> str:
        """Give one tag for all: tags that stand in a file are refused."""
        return ""


def data_root() -> Path:
    """Find the folder that holds the bundled cases and `vocabulary/`.

    Beside the package in a wheel; two levels above it in a checkout, an editable install and an unpacked sdist.

    Raises
    ------
    UsageError
        The installation lacks its data.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "datasets", package.parents[1] / "datasets"):
        if (folder / "vocabulary").is_dir():
            return folder
    raise UsageError("the bundled datasets are missing from this installation; install govgraph again")


def queries_root() -> Path:
    """Find the folder of the bundled queries: beside that of the datasets."""
    return data_root().parent / "queries"


def is_checkout() -> bool:
    """Tell whether the bundled datasets are those of a checkout, where a coder works, and not of an installation."""
    return data_root().parent == Path(__file__).resolve().parents[2]


@contextmanager
def without_collection() -> Iterator[None]:
    """Hold the garbage collector off while many small objects are made that all stay: halves the time to load."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def show_path(path: Path) -> str:
    """Word a path as the user would type it: relative to the working folder where it lies below, forward slashes."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (ValueError, OSError, RuntimeError):  # elsewhere, or a link that leads to itself
        return path.as_posix()


@dataclass(frozen=True)
class Loaded:
    """A YAML file as plain values, with the node tree that tells where each value stands.

    `value` holds dict, list, str, int, float, bool and None; dates stay text. `problems` are the faults
    of the file as such; `value` is what could be read all the same, None where nothing could.
    """

    path: str
    value: Any
    node: yaml.Node | None
    problems: tuple[Problem, ...]

    def problem(self, loc: Loc, text: str) -> Problem:
        """Make a Problem at the value that `loc` leads to, or at the nearest enclosing one that is there."""
        line, column = self.place(loc)
        return Problem(self.path, line, column, text)

    def place(self, loc: Loc, *, key: bool = False) -> tuple[int, int]:
        """Give line and column, from 1, of the value at `loc`, or of its key."""
        mark = _find_mark(self.node, loc, key=key)
        return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def load_yaml(path: Path) -> Loaded:
    """Read one YAML file strictly: nothing that means two things, or looks like another, passes silently.

    Refused: a missing or empty file, bytes that are not UTF-8, a byte-order mark, CRLF line ends, text that is not
    NFC, tabs as indent, control characters, duplicate keys, anchors' aliases, merge keys, tags and the bare words
    `yes no on off`, which YAML 1.1 reads as booleans. Dates and other plain words stay text.
    """
    shown = show_path(path)
    text, problem = read_text(path)
    return Loaded(shown, None, None, (problem,)) if problem else parse_yaml(shown, text)


def parse_yaml(shown: str, text: str) -> Loaded:
    """Parse a text as strictly as `load_yaml` reads a file; `shown` is the path that faults name."""
    try:
        return _read_yaml(shown, text)
    except yaml.MarkedYAMLError as err:
        problem = _word_yaml_error(shown, err)
    except yaml.YAMLError as err:
        problem = Problem(shown, 1, 1, f"not YAML: {err}")
    except RecursionError:
        problem = Problem(shown, 1, 1, "nested too deeply; a record is a few levels at most")
    return Loaded(shown, None, None, (problem,))


def _read_yaml(shown: str, text: str) -> Loaded:
    node = yaml.compose(text, Loader=_Loader)
    if node is None:
        return Loaded(shown, None, None, (Problem(shown, 1, 1, "the file is empty; write its records, or remove it"),))
    if _SPECIAL.search(text) and (special := _find_special(shown, text)):
        return Loaded(shown, None, node, (special,))
    faults: list[Problem] = []
    value = _build_value(node, shown, faults)
    if _CUT.search(text):
        faults += _find_cut(shown, text.split("\n"), node)
    return Loaded(shown, value, node, tuple(faults))


def read_text(path: Path) -> tuple[str, Problem | None]:
    """Read a file as strict UTF-8 text: LF line ends, NFC, no byte-order mark; the first fault where there is one."""
    shown = show_path(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return "", Problem(shown, 1, 1, "no such file")
    except OSError as err:
        return "", Problem(shown, 1, 1, f"cannot be read: {err.strerror}")
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return "", Problem(shown, 1, 1, "begins with a byte-order mark; save the file as UTF-8 without it")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as err:
        before = data[: err.start].decode("utf-8")
        what = "a binary file" if b"\0" in data else "not UTF-8 (Latin-1?)"
        return "", Problem(shown, *_count_place(before), f"byte 0x{data[err.start]:02x} is {what}; save it as UTF-8")
    return text, _find_text_fault(shown, text)


def _find_text_fault(shown: str, text: str) -> Problem | None:
    if (at := text.find("\r")) >= 0:
        ends = "CRLF" if text.startswith("\r\n", at) else "CR"
        return Problem(shown, *_count_place(text[:at]), f"line ends are {ends}; save the file with LF line ends")
    if found := _CONTROL.search(text):
        return Problem(shown, *_count_place(text[: found.start()]), _word_control(found.group()))
    if not unicodedata.is_normalized("NFC", text):
        return _find_decomposed(shown, text)
    return None


def _word_control(sign: str) -> str:
    if sign == "\t":
        return "a tab; use spaces"
    if sign == "\0":
        return "a NUL byte: a binary file; save it as UTF-8 text"
    return f"control character U+{ord(sign):04X}; remove it"


def _find_decomposed(shown: str, text: str) -> Problem:
    number, row = next(
        (number, row)
        for number, row in enumerate(text.split("\n"), start=1)
        if not unicodedata.is_normalized("NFC", row)
    )
    composed = unicodedata.normalize("NFC", row)
    at = next(i for i, (was, is_) in enumerate(zip(row, composed, strict=False)) if was != is_)
    return Problem(
        shown, number, at + 1, f"{row[at : at + 2]!r} is two signs (NFD); write it as one (NFC): {composed[at]!r}"
    )


def _count_place(before: str) -> tuple[int, int]:
    """Give line and column, from 1, of the sign that follows `before`."""
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _word_yaml_error(shown: str, err: yaml.MarkedYAMLError) -> Problem:
    mark = err.problem_mark or err.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    what = err.problem or "cannot be read"
    advice = next(
        (said for words, said in _ADVICE.items() if words in what), "check indent, quotes and colons hereabouts"
    )
    return Problem(shown, line, column, f"not YAML: {what}; {advice}")


def _find_special(shown: str, text: str) -> Problem | None:
    """Find the first anchor, alias or tag: what the composer resolves without a trace."""
    for event in yaml.parse(text, Loader=_Loader):
        mark = event.start_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if isinstance(event, yaml.AliasEvent):
            return Problem(shown, *place, "an alias (*name); write the value out")
        for what in ("anchor", "tag"):
            if name := getattr(event, what, None):
                return Problem(shown, *place, f"{'an' if what == 'anchor' else 'a'} {what} ({name!r}); remove it")
    return None


def _build_value(node: yaml.Node, shown: str, faults: list[Problem], depth: int = 0) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return _build_scalar(node, shown, faults)
    if depth > _DEEPEST:
        faults.append(_at(shown, node, "nested too deeply; a record is a few levels at most"))
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_build_value(item, shown, faults, depth + 1) for item in node.value]
    assert isinstance(node, yaml.MappingNode)
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = _build_key(key_node, shown, faults)
        if key in found:
            faults.append(_at(shown, key_node, f"key {key!r} is given twice"))
        found[key] = _build_value(value_node, shown, faults, depth + 1)
    return found


def _build_key(node: yaml.Node, shown: str, faults: list[Problem]) -> str:
    if not isinstance(node, yaml.ScalarNode):
        faults.append(_at(shown, node, "a key that is a list or a mapping; keys are words"))
        return ""
    if node.value == "<<":
        faults.append(_at(shown, node, "a merge key ('<<'); write the keys out"))
    if len(node.value) <= _LONGEST_BOOLEAN:
        _refuse_loose_boolean(node, shown, faults)
    return str(node.value)


def _build_scalar(node: yaml.ScalarNode, shown: str, faults: list[Problem]) -> Any:
    text = str(node.value)
    if node.style:  # quoted or a block: always text
        return text
    if len(text) <= _LONGEST_BOOLEAN:
        _refuse_loose_boolean(node, shown, faults)
    if text in _TRUTH:
        return _TRUTH[text]
    if text in _NULLS:
        return None
    return int(text) if _INTEGER.fullmatch(text) else text


def _find_cut(shown: str, rows: list[str], node: yaml.Node) -> Iterator[Problem]:
    """Find words that end at a sign of number: the rest of their line passes for a comment."""
    if isinstance(node, yaml.ScalarNode):
        mark = node.end_mark
        if node.value and not node.style and mark and _CUT.match(rows[mark.line], mark.column):
            text = f"what follows {node.value!r} is a comment; put the words in quotes, or a space behind #"
            yield Problem(shown, mark.line + 1, mark.column + 2, text)
    elif isinstance(node, yaml.SequenceNode | yaml.MappingNode):
        inner = node.value if isinstance(node, yaml.SequenceNode) else [each for pair in node.value for each in pair]
        for each in inner:
            yield from _find_cut(shown, rows, each)


def _refuse_loose_boolean(node: yaml.ScalarNode, shown: str, faults: list[Problem]) -> None:
    if not node.style and node.value.lower() in _FORBIDDEN_BOOLEANS:
        faults.append(
            _at(shown, node, f"bare {node.value!r} is a boolean in YAML 1.1; write true or false, or quote it")
        )


def _at(shown: str, node: yaml.Node, text: str) -> Problem:
    mark = node.start_mark
    return Problem(shown, mark.line + 1, mark.column + 1, text) if mark else Problem(shown, 1, 1, text)


def _find_mark(node: yaml.Node | None, loc: Loc, *, key: bool) -> yaml.Mark | None:
    mark = node.start_mark if node else None
    for step in loc:
        found = next((child for child in _children(node) if child[0] == step), None)
        if found is None:  # a step that only the reader of records knows: a default, or one item written without a list
            continue
        _, key_node, node = found
        mark = key_node.start_mark if key and key_node else node.start_mark
    return mark


def _children(node: yaml.Node | None) -> Iterator[tuple[int | str, yaml.Node | None, yaml.Node]]:
    if isinstance(node, yaml.SequenceNode):
        yield from ((index, None, item) for index, item in enumerate(node.value))
    elif isinstance(node, yaml.MappingNode):
        yield from ((str(key.value), key, value) for key, value in node.value)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text with LF line ends, whole or not at all; see `write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def read_suffix(path: Path, known: Sequence[str], *, does: str) -> str:
    """Give the suffix of a path in lower case if it is one of those known; UsageError says that none can be `does`."""
    suffix = path.suffix.lower()
    if suffix not in known:
        offered = f"{', '.join(known[:-1])} or {known[-1]}"
        raise UsageError(f"cannot {does} {show_path(path)}: no format {suffix!r}; use {offered}")
    return suffix


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: into a temporary neighbour first, then in its place.

    Raises
    ------
    UsageError
        The folder is not there, is no folder or may not be written; what stood at `path` is unchanged.
    """
    folder = path.parent
    if not folder.is_dir():
        raise UsageError(f"cannot write {show_path(path)}: no folder {show_path(folder)!r}; make it first")
    if path.is_dir():
        raise UsageError(f"cannot write {show_path(path)}: it is a folder; give a file name")
    try:
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{path.name}.")
    except OSError as err:
        raise UsageError(f"cannot write {show_path(path)}: {err.strerror}") from err
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, path.stat().st_mode if path.exists() else 0o644)
        os.replace(temporary, path)
    except OSError as err:
        Path(temporary).unlink(missing_ok=True)
        raise UsageError(f"cannot write {show_path(path)}: {err.strerror}") from err


def write_folder(folder: Path, files: Mapping[str, bytes], *, find_others: Callable[[Path], Sequence[str]]) -> None:
    """Write a folder of files in place of what stood there, whole or not at all: beside it first, then swapped.

    Parameters
    ----------
    files
        Contents by name; a slash in a name is a folder.
    find_others
        Names the files of a folder that is there which are not ours to replace; one is enough to refuse it.

    Raises
    ------
    UsageError
        The folder holds other files, or may not be written; what stood there is unchanged.
    """
    check_folder(folder, find_others=find_others)
    try:
        _swap_folder(folder, files)
    except OSError as err:
        raise UsageError(f"cannot write {show_path(folder)}: {err.strerror}") from err


def check_folder(folder: Path, *, find_others: Callable[[Path], Sequence[str]]) -> None:
    """Refuse a folder that `write_folder` would refuse; before a long task, this is the cheap question."""
    shown = show_path(folder)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"cannot write {shown}: it is a file; give a folder")
    try:
        others = find_others(folder) if folder.is_dir() else ()
    except OSError as err:
        raise UsageError(f"cannot read {shown}: {err.strerror}") from err
    if others:
        raise UsageError(f"cannot write {shown}: it holds other files ({others[0]!r}); give a folder of its own")
    if not folder.parent.is_dir():
        raise UsageError(f"cannot write {shown}: no folder {show_path(folder.parent)!r}; make it first")


def _swap_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as beside:
        made, old = Path(beside) / "made", Path(beside) / "old"
        made.mkdir()
        for parent in {(made / name).parent for name in files}:
            parent.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (made / name).write_bytes(data)
        try:
            if folder.exists():
                folder.rename(old)
            made.rename(folder)
        except BaseException:  # an interrupt too: what stood there goes back, before `beside` is removed
            if old.exists() and not folder.exists():
                old.rename(folder)
            raise
