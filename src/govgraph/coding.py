"""Help for the person who codes: missing ids, a skeleton for a new case, JSON Schemas for editors."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from govgraph.dataset import RESERVED, Release
from govgraph.errors import UnknownNameError, UsageError
from govgraph.files import data_root, load_yaml, show_path, write_text
from govgraph.records import FILES, Case
from govgraph.shapes import is_id

__all__ = ["build_schemas", "fix_ids", "write_schemas", "write_skeleton"]


# -- missing ids -----------------------------------------------------------------------------------------------------


def fix_ids(folder: Path, cases: Collection[str] = ()) -> list[str]:
    """Write the missing ids of records into their files, and nothing else; gives one row a written id.

    A file that is not sound YAML is left as it is: `check` names its faults. Every file is written whole or not
    at all.

    Raises
    ------
    UnknownNameError
        A case named is not there.
    """
    known = [path for path in sorted(folder.iterdir()) if path.is_dir() and path.name not in RESERVED]
    for case in cases:
        if case not in {path.name for path in known}:
            raise UnknownNameError("case", case, [path.name for path in known])
    written: list[str] = []
    for case_folder in known:
        if not cases or case_folder.name in cases:
            written += _fix_case(case_folder)
    return written


def _fix_case(folder: Path) -> Iterator[str]:
    loads = {name: load_yaml(path) for name in FILES if (path := folder / f"{name}.yaml").exists()}
    sound = {name: loaded for name, loaded in loads.items() if not loaded.problems and isinstance(loaded.value, list)}
    taken = {
        str(item["id"]) for loaded in sound.values() for item in loaded.value if isinstance(item, dict) and "id" in item
    }
    for name, loaded in sound.items():
        path = folder / f"{name}.yaml"
        rows = path.read_text(encoding="utf-8").split("\n")
        fixed: list[str] = []
        for index in reversed(range(len(loaded.value))):
            item = loaded.value[index]
            if not isinstance(item, dict) or "id" in item or not item:
                continue
            new = _choose_id(name, item, taken)
            line, column = loaded.place((index,))
            row = rows[line - 1]
            if row[column - 1] == "{":
                rows[line - 1] = f"{row[:column]}id: {new}, {row[column:]}"
            else:
                rows[line - 1] = f"{row[: column - 1]}id: {new}\n{' ' * (column - 1)}{row[column - 1 :]}"
            fixed.append(f"{show_path(path)}:{line}: wrote id {new!r}")
        if fixed:
            write_text(path, "\n".join(rows))
            yield from reversed(fixed)


def _choose_id(file: str, item: Mapping[str, Any], taken: set[str]) -> str:
    parts = {
        "mandates": ("holder", "aim", "toward"),
        "seats": ("organ", "kind", "from", "role"),
        "events": ("of", "to", "kind"),
        "alignment": ("actor", "function"),
        "uncoded": ("reason",),
    }.get(file, ("name",))
    base = "-".join(word for part in parts if (word := _slug(item.get(part)))) or file
    new, number = base, 1
    while new in taken:
        number += 1
        new = f"{base}-{number}"
    taken.add(new)
    return new


def _slug(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("sv") or value.get("en")
    if isinstance(value, list):
        value = value[0] if value else None
    plain = unicodedata.normalize("NFKD", str(value or "")).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:6])


# -- JSON Schemas ----------------------------------------------------------------------------------------------------


def build_schemas() -> dict[str, str]:
    """Build a JSON Schema (2020-12) for each file of a case, by file name, from the records themselves."""
    schemas: dict[str, str] = {}
    for name, model in {"case": Case, "dataset": Release, **FILES}.items():
        lone = name in {"case", "dataset"}
        shape: Any = model if lone else list[model]  # type: ignore[valid-type]
        adapter: TypeAdapter[Any] = TypeAdapter(shape)
        schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": f"{name}.yaml",
            **adapter.json_schema(by_alias=True),
        }
        schemas[f"{name}.schema.json"] = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    return schemas


def write_schemas(folder: Path) -> list[Path]:
    """Write the JSON Schemas into `folder`, which is made where it is not there; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in build_schemas().items():
        write_text(folder / name, text)
        written.append(folder / name)
    return written


# -- a new case ------------------------------------------------------------------------------------------------------

_SKELETON: dict[str, str] = {
    "case": """\
# The case as a whole. Every key is explained in CODEBOOK.md; period is EDTF, such as 2023/2026.
name: {name}
kind: region
period: 2024/2027
basis: inferred
note: Write here what the period rests on, and delete basis where the text states it.
coders: [your initials]
default_source: agreement
""",
    "sources": """\
# The texts that you code from. sha256: of the file's bytes (sha256sum FILE); file: its name in the folder of documents.
- id: agreement
  title: Title of the agreement
  publisher: Who published it
  kind: agreement
  date: 2024
  covers: 2024/2027
  file: {case}-agreement.txt
  sha256: "0000000000000000000000000000000000000000000000000000000000000000"
""",
    "actors": """\
# Organisations, organs, networks, roles, groups and collaboration areas that the text names, in its order.
# Every fact cites a cue: at most eight words that stand in the source, as they stand there.
- id: kommunerna
  name: kommunerna
  kind: municipalities
  side: municipal
  evidence: the words that name them

- id: samradet
  name: {{sv: samrådet, en: the consultation}}
  kind: consultation
  tier: political
  evidence: the words that name it
""",
    "seats": """\
# Who sits in an organ, how many, and on whose behalf.
- id: samradet-members
  organ: samradet
  from: kommunerna
  per_member: 2
  evidence: the words that say so
""",
    "mandates": """\
# What the text says that an actor does, must, should, may or may not do. With toward it is a reporting line.
# Where an end is a group, say how it applies: each or jointly.
- id: samradet-recommends
  holder: samradet
  aim: recommends_to
  toward: kommunerna
  toward_as: each
  object: {{sv: gemensamma frågor, en: common matters}}
  evidence: the words that say so
""",
    "README": """\
# {name}

The source, what it lacks (figures, annexes), and each point where two readings are possible with the one taken.
""",
}


def write_skeleton(folder: Path, case: str) -> list[Path]:
    """Write a commented skeleton of a new case that passes `check`, and give the paths written.

    `folder` is made where it is not there; where it is not the bundled one, it gets the JSON Schemas that the
    files point their editors to.

    Raises
    ------
    UsageError
        The id is no id or reserved, or the case exists; nothing is written.
    """
    if not is_id(case) or case in RESERVED:
        why = "is reserved" if case in RESERVED else "is no case id"
        raise UsageError(f"{case!r} {why}; use a-z, 0-9 and single hyphens between them, such as 'skane'")
    target = folder / case
    if target.exists():
        raise UsageError(f"case {case!r} exists: {show_path(target)}; choose another id, or edit its files")
    try:
        target.mkdir(parents=True)
    except OSError as err:
        raise UsageError(f"cannot make {show_path(target)}: {err.strerror}") from err
    name = case.replace("-", " ").capitalize()
    written = []
    for file, text in _SKELETON.items():
        path = target / (f"{file}.md" if file == "README" else f"{file}.yaml")
        modeline = "" if file == "README" else f"# yaml-language-server: $schema=../schema/{file}.schema.json\n"
        write_text(path, modeline + text.format(case=case, name=name))
        written.append(path)
    if not (folder / "schema").exists() and folder.resolve() != data_root().resolve():
        write_schemas(folder / "schema")
    return written
