"""A dataset → what `neo4j-admin database import full` takes: the fastest way into an empty database.

Each file holds nodes of the same labels, or relationships of one type between nodes of the same labels; its first row
names the properties and their types.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from govgraph.dataset import Dataset
from govgraph.elements import Elements, Properties, build_elements
from govgraph.errors import UsageError
from govgraph.files import write_folder

__all__ = ["export_neo4j_csv", "render_files"]

README, ARGUMENTS = "README.txt", "import.args"
_REPORT = "import.report"  # what neo4j-admin leaves in the folder that it is run in
# an option that takes files would take the name of the database for one, if that came next
_OPTIONS = ("--array-delimiter=U+001F", "--multiline-fields=true", "--overwrite-destination", "neo4j")
_BETWEEN = "\x1f"  # the items of a list: the sign that ASCII has for it, which no text holds
_WORDS = """These files are the dataset {dataset}, version {version}, {sha256}.
Into an empty database, or in place of what it holds, with its server stopped, in this folder:

neo4j-admin database import full @import.args

Then start the server; `govgraph load` is not needed. An import makes no constraints and no indexes: what finds an actor
by its id at once is made by one command there:

CREATE CONSTRAINT govgraph_actor IF NOT EXISTS FOR (n:Actor) REQUIRE (n.dataset, n.id) IS UNIQUE
"""
_BEGINS = _WORDS.partition("{")[0]


def export_neo4j_csv(dataset: Dataset, folder: Path) -> list[Path]:
    """Write a dataset as CSV for `neo4j-admin`, and the command that imports it.

    Parameters
    ----------
    folder
        Is made; one that an earlier export wrote is replaced whole.

    Returns
    -------
    list[Path]
        The files, first the one that says how to import them.

    Raises
    ------
    UsageError
        The folder holds a file that no export wrote, or cannot be written; what stood there is unchanged. A value is
        one that the files cannot carry; see `render_files`.
    """
    files = render_files(build_elements(dataset))
    write_folder(folder, {name: text.encode("utf-8") for name, text in files.items()}, find_others=_find_others)
    return [folder / name for name in files]


def _find_others(folder: Path) -> list[str]:
    """Find what neither an export nor its import wrote: everything, where the folder does not say that it is one."""
    there = {path.name for path in folder.iterdir()}
    try:
        is_export = (folder / README).read_text(encoding="utf-8").startswith(_BEGINS)
        rows = (folder / ARGUMENTS).read_text(encoding="utf-8").splitlines() if is_export else []
    except (OSError, UnicodeError):
        rows = []
    named = {row.partition("=")[2] for row in rows if row.startswith(("--nodes=", "--relationships="))}
    return sorted(there - {README, ARGUMENTS, _REPORT, *named} if named else there)


def render_files(elements: Elements) -> dict[str, str]:
    """Render the files by name; the same elements give the same text.

    Raises
    ------
    UsageError
        A value would not come back as it is: a list item with the sign U+001F, a property of two types in one file, or
        a list of nothing or of one empty text, either of which neo4j-admin reads as no property at all.
    """
    nodes: dict[tuple[str, ...], list[tuple[list[str], Properties]]] = defaultdict(list)
    for labels, properties in elements.nodes:
        nodes[labels].append(([_BETWEEN.join(labels)], properties))
    relationships: dict[tuple[str, ...], list[tuple[list[str], Properties]]] = defaultdict(list)
    for type_, start, end, properties in elements.relationships:
        relationships[type_, start[0], end[0]].append(([start[1], end[1], type_], properties))
    files: dict[str, str] = {}
    for labels, items in nodes.items():
        files[f"nodes-{'-'.join(labels)}.csv"] = _render([":LABEL"], items, space=labels[0])
    for (type_, near, far), items in relationships.items():
        heads = [f":START_ID({near})", f":END_ID({far})", ":TYPE"]
        files[f"relationships-{type_}-{near}-{far}.csv"] = _render(heads, items)
    words = [*(f"--{name.partition('-')[0]}={name}" for name in files), *_OPTIONS]
    about = {"dataset": elements.dataset, "version": elements.version, "sha256": elements.sha256}
    return {README: _WORDS.format(**about), ARGUMENTS: "\n".join(words) + "\n", **files}


def _render(heads: Sequence[str], items: Sequence[tuple[list[str], Properties]], *, space: str | None = None) -> str:
    """Render one file: what is absent is empty, and a text without signs is in quotes."""
    kinds: dict[str, str] = {}
    for _, properties in items:
        for key, value in properties.items():
            if kinds.setdefault(key, _name_kind(value)) != _name_kind(value):
                raise UsageError(f"property {key!r} is now {kinds[key]} and now {_name_kind(value)}; give it one type")
    columns = sorted(kinds)
    named = [f"id:ID({space})" if key == "id" and space else f"{key}:{kinds[key]}" for key in columns]
    rows: list[list[str | None]] = [[*heads, *named]]
    rows += [[*ends, *(_word(properties.get(key)) for key in columns)] for ends, properties in items]
    return "".join(",".join(map(_quote, row)) + "\n" for row in rows)


def _quote(text: str | None) -> str:
    return "" if text is None else '"' + text.replace('"', '""') + '"'


def _word(value: Any) -> str | None:
    if isinstance(value, list):
        if value in ([], [""]):
            raise UsageError(f"neo4j-admin takes the list {value!r} for no property at all; leave the property out")
        if odd := [item for item in value if _BETWEEN in item]:
            raise UsageError(f"{odd[0]!r} holds the sign U+001F, which stands between the items of a list; remove it")
        return _BETWEEN.join(value)
    if value is None or isinstance(value, str):
        return value
    return str(value).lower()


def _name_kind(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, list):
        return "string[]"
    return "int" if isinstance(value, int) else "string"
