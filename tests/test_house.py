"""The house: imports point one way, public names are listed, data files load, what is written down is complete."""

from __future__ import annotations

import ast
import importlib
import json
import re
import subprocess
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from jsonschema import Draft202012Validator

import govgraph
from conftest import CASE, SOUND
from govgraph import cli
from govgraph.coding import build_schemas
from govgraph.dataset import Release, load_dataset
from govgraph.files import data_root, load_yaml
from govgraph.records import FILES, Bounds, Case, Evidence, Section, Times
from govgraph.shapes import Record
from govgraph.vocabulary import Aim, Family, Kind, Term, Verb, load_vocabulary
from govgraph.words import LANGUAGES, WORDS

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGE = REPOSITORY / "src" / "govgraph"
MODULES = sorted(PACKAGE.rglob("*.py"))

# a module imports only from those before it; layout and draw are packages, ordered within by what they need
ORDER = [
    "errors",
    "files",
    "dates",
    "shapes",
    "features",
    "vocabulary",
    "words",
    "records",
    "cases",
    "salvage",
    "rules",
    "dataset",
    "names",
    "evidence",
    "lines",
    "elements",
    "graph",
    "tables",
    "sentences",
    "questions",
    "walk",
    "near",
    "wording",
    "answers",
    "ask",
    "gaps",
    "alignments",
    "telling",
    "changes",
    "projections",
    "contrasts",
    "differences",
    "numbers",
    "measures",
    "matrix",
    "lists",
    "cards",
    "citation",
    "workbook",
    "webpage",
    "passages",
    "coverage",
    "coding",
    "layout",
    "draw",
    "pictures",
    "comparison",
    "site",
    "library",
    "store",
    "exchange",
    "cli",
    "__main__",
]


def name_module(path: Path) -> str:
    """`draw.svg` for draw/svg.py, `draw` for draw/__init__.py, `__init__` for the package's own."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


NAMES = {name_module(path) for path in MODULES}


def find_imports(path: Path) -> Iterator[str]:
    """Every module of the package that another imports, in functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (
                alias.name.removeprefix("govgraph.") for alias in node.names if alias.name.startswith("govgraph.")
            )
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            if node.module == "govgraph":
                yield from (alias.name for alias in node.names)
            elif node.module and node.module.startswith("govgraph."):
                module = node.module.removeprefix("govgraph.")
                inner = [f"{module}.{alias.name}" for alias in node.names]
                yield from (name if name in NAMES else module for name in inner)


MODULE = pytest.mark.parametrize("path", MODULES, ids=[name_module(path) for path in MODULES])


@pytest.mark.parametrize("path", [path for path in MODULES if path != PACKAGE / "__init__.py"], ids=name_module)
def test_imports_point_one_way(path: Path) -> None:
    own = name_module(path).partition(".")[0]
    imported = {name.partition(".")[0] for name in find_imports(path)} - {own}
    assert imported <= set(ORDER[: ORDER.index(own)])


@pytest.mark.parametrize("package", ["layout", "draw", "pictures", "cards", "measures", "store", "site"])
def test_imports_within_a_package_make_no_circle(package: str) -> None:
    graph = {
        name_module(path): {name for name in find_imports(path) if name.startswith(package)} - {name_module(path)}
        for path in MODULES
        if name_module(path).partition(".")[0] == package
    }
    TopologicalSorter(graph).prepare()  # raises CycleError


def test_every_module_has_its_place_in_the_order() -> None:
    assert sorted({name.partition(".")[0] for name in NAMES} - {"__init__"}) == sorted(ORDER)


def public_names(tree: ast.Module) -> set[str]:
    """What a module defines at its top under a name that is not private."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return {name for name in found if not name.startswith("_")}


@MODULE
def test_what_a_module_offers_is_listed_and_sorted(path: Path) -> None:
    module = importlib.import_module(
        f"govgraph.{name_module(path)}" if path.parent != PACKAGE or path.stem != "__init__" else "govgraph"
    )
    if path.stem == "__main__":
        return
    # constants, then classes, then functions, as ruff sorts them
    assert list(module.__all__) == sorted(
        set(module.__all__), key=lambda name: (not name.isupper(), name[0].islower(), name)
    )
    assert all(hasattr(module, name) for name in module.__all__)


def test_what_others_import_is_offered() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("govgraph.")):
                continue
            assert not [alias.name for alias in node.names if alias.name.startswith("_")], (
                f"{path.name} imports a private name"
            )


def test_every_public_name_of_the_package_is_there() -> None:
    assert list(govgraph.__all__) == sorted(govgraph.__all__) == dir(govgraph)
    assert all(getattr(govgraph, name) is not None for name in govgraph.__all__)


def test_an_unknown_name_of_the_package_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'whoo'"):
        _ = govgraph.whoo


def test_every_public_function_says_what_it_does() -> None:
    silent = [
        f"{name_module(path)}.{node.name}"
        for path in MODULES
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


# -- data ------------------------------------------------------------------------------------------------------------


def test_every_bundled_dataset_loads() -> None:
    dataset = load_dataset()
    folders = {path.name for path in data_root().iterdir() if path.is_dir()} - {"vocabulary", "schema"}
    assert set(dataset.cases) == folders


@pytest.mark.parametrize("path", sorted((data_root() / "vocabulary").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_vocabulary_file_is_sound_yaml(path: Path) -> None:
    assert load_yaml(path).problems == ()


def test_the_vocabulary_loads_whole() -> None:
    problems: list[Any] = []
    vocabulary = load_vocabulary(data_root() / "vocabulary", None, problems)
    assert problems == []
    for path in sorted((data_root() / "vocabulary").glob("*.yaml")):
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert list(getattr(vocabulary, path.stem)) == [entry["id"] for entry in entries]


def test_the_tools_own_words_are_in_every_language() -> None:
    assert [key for key, words in WORDS.items() if sorted(words) != sorted(LANGUAGES) or not all(words.values())] == []


def test_the_tools_own_words_are_sorted() -> None:
    assert list(WORDS) == sorted(WORDS)


# -- JSON Schemas ----------------------------------------------------------------------------------------------------

SCHEMAS = build_schemas()


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_committed_schema_is_what_the_records_say(name: str) -> None:
    committed = (data_root() / "schema" / name).read_text(encoding="utf-8")
    assert committed == SCHEMAS[name], "stale: write it with govgraph.coding.write_schemas"


def test_no_schema_is_left_over() -> None:
    assert {path.name for path in (data_root() / "schema").iterdir()} == set(SCHEMAS)


DATA_FILES = sorted([*data_root().glob("*/*.yaml"), *data_root().glob("*.yaml"), *SOUND.glob("*/*.yaml")])
DATA_FILES = [path for path in DATA_FILES if path.parent.name != "vocabulary"]


def validate(path: Path, value: Any) -> list[str]:
    validator = Draft202012Validator(json.loads(SCHEMAS[f"{path.stem}.schema.json"]))
    return [error.message for error in validator.iter_errors(value)]


@pytest.mark.parametrize("path", DATA_FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_schema_accepts_what_check_accepts(path: Path) -> None:
    assert validate(path, load_yaml(path).value) == []


@pytest.mark.parametrize("name", [*FILES, "case"])
def test_a_schema_refuses_an_unknown_key(name: str) -> None:
    path = SOUND / CASE / f"{name}.yaml"
    value = load_yaml(path).value
    (value if name == "case" else value[0])["unknown"] = "x"
    assert validate(path, value)


@pytest.mark.parametrize("name", [*FILES, "case"])
def test_a_schema_refuses_a_record_that_lacks_a_key(name: str) -> None:
    path = SOUND / CASE / f"{name}.yaml"
    value = load_yaml(path).value
    del (value if name == "case" else value[0])["name" if name == "case" else "id"]
    assert validate(path, value)


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("mandates", "deontic", "maynot"),
        ("mandates", "negative", "true"),
        ("seats", "count", "nine"),
        ("actors", "tier", "officials"),
        ("events", "kind", "evaluate"),
    ],
)
def test_a_schema_refuses_a_wrong_value(name: str, key: str, value: object) -> None:
    path = SOUND / CASE / f"{name}.yaml"
    records = load_yaml(path).value
    records[0][key] = value
    assert validate(path, records)


@pytest.mark.parametrize(
    "path", sorted(data_root().glob("*/*.yaml")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_a_data_file_points_editors_to_its_schema(path: Path) -> None:
    if path.parent.name == "vocabulary":
        return
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=../schema/{path.stem}.schema.json"


# -- commands --------------------------------------------------------------------------------------------------------


def walk_commands(
    command: click.Command, words: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if not isinstance(command, click.Group):
        yield words, command
        return
    for name, inner in command.commands.items():
        yield from walk_commands(inner, (*words, name))


COMMANDS = list(walk_commands(cli.govgraph))


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=[" ".join(words) for words, _ in COMMANDS])
def test_every_command_and_option_has_help(words: tuple[str, ...], command: click.Command) -> None:
    assert command.help, words
    silent = [option.name for option in command.params if isinstance(option, click.Option) and not option.help]
    assert silent == []


@pytest.mark.parametrize("words", [" ".join(words) for words, _ in COMMANDS])
def test_every_command_stands_in_the_readme(words: str) -> None:
    assert re.search(rf"govgraph {words}\b", (REPOSITORY / "README.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("command", [pytest.param(command, id=" ".join(words)) for words, command in COMMANDS])
def test_every_option_stands_in_the_reference(command: click.Command) -> None:
    text = (REPOSITORY / "docs" / "commands.md").read_text(encoding="utf-8")
    options = [option.opts for option in command.params if isinstance(option, click.Option)]
    assert [names for names in options if not any(re.search(rf"[`\[ ]{name}\b", text) for name in names)] == []


MIRRORS = {
    "check": "check_dataset", "new": "write_skeleton", "list": "list_records", "cite": "build_citation",
    "draw": "draw_file", "evidence verify": "verify_evidence", "evidence show": "build_passages",
    "evidence lock": "lock_evidence", "evidence coverage": "measure_coverage", "queries": "read_queries",
    "load": "load_store", "export": "export_neo4j_csv", "site": "build_site", "serve": "serve_site",
}  # fmt: skip


@pytest.mark.parametrize("words", [" ".join(words) for words, _ in COMMANDS])
def test_every_command_has_its_function(words: str) -> None:
    function = MIRRORS.get(words, words)
    assert callable(getattr(govgraph, function))
    assert f"`{function}`" in (REPOSITORY / "docs" / "commands.md").read_text(encoding="utf-8")


# -- the codebook ----------------------------------------------------------------------------------------------------

CODEBOOK = (data_root() / "CODEBOOK.md").read_text(encoding="utf-8")
RECORDS: dict[str, type[Record]] = {
    "case": Case,
    **FILES,
    "section": Section,
    "evidence": Evidence,
    "times": Times,
    "bounds": Bounds,
}
KEYS = sorted({field.alias or key for model in RECORDS.values() for key, field in model.model_fields.items()})


def find_enums(schema: Any) -> Iterator[str]:
    """Every value that a JSON Schema lists."""
    if isinstance(schema, dict):
        yield from (value for value in [*schema.get("enum", ()), schema.get("const")] if isinstance(value, str))
        for inner in schema.values():
            yield from find_enums(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from find_enums(inner)


VALUES = sorted({value for text in SCHEMAS.values() for value in find_enums(json.loads(text))})
VOCABULARY = load_dataset(SOUND).vocabulary
WORDS_OF = {
    name: list(getattr(VOCABULARY, name))
    for name in ("verbs", "families", "classes", "kinds", "aims", "instrument_kinds", "functions")
}


def find_unnamed(names: list[str]) -> list[str]:
    """The names that no code span or block of the codebook holds as a word."""
    blocks = re.findall(r"^```.*?^```", CODEBOOK, re.DOTALL | re.MULTILINE)
    text = re.sub(r"^```.*?^```", "", CODEBOOK, flags=re.DOTALL | re.MULTILINE)
    spans = " ".join([*re.findall(r"`([^`]+)`", text), *blocks])
    return [name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", spans)]


@pytest.mark.parametrize("name", ["case", *FILES])
def test_the_codebook_names_every_file(name: str) -> None:
    assert f"`{name}.yaml`" in CODEBOOK


def test_the_codebook_names_every_key() -> None:
    assert find_unnamed(KEYS) == []


def test_the_codebook_names_every_value() -> None:
    assert find_unnamed(VALUES) == []


@pytest.mark.parametrize("name", WORDS_OF)
def test_the_codebook_names_every_word_of_the_vocabulary(name: str) -> None:
    assert find_unnamed(WORDS_OF[name]) == []


def test_every_record_that_the_codebook_cites_is_there() -> None:
    ids = set(load_dataset().cases["vasterbotten"].facts)
    assert set(re.findall(r"`vasterbotten\.([a-z0-9-]+)`", CODEBOOK)) - ids == set()


# -- what is committed -----------------------------------------------------------------------------------------------

# written in pieces, so that this file does not name them either
HOSTS = [
    ".".join(parts)
    for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("maven", "org"), ("conda", "anaconda"))
]
MACHINE = re.compile(r"(?<![\w.])/(?:" + "|".join(["ro" + "ot", "ho" + r"me/\w", "wo" + "rk/", "Us" + r"ers/\w"]) + ")")
BINARY = {".ttf", ".png", ".pdf"}


def list_committed() -> list[Path]:
    """The files under version control, or all of an unpacked archive."""
    if (REPOSITORY / ".git").exists():
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, encoding="utf-8", check=True)
        return [path for name in listed.stdout.splitlines() if (path := REPOSITORY / name).is_file()]
    return [
        path
        for path in REPOSITORY.rglob("*")
        if path.is_file() and not path.relative_to(REPOSITORY).parts[0].startswith(".")
    ]


def test_no_committed_file_names_a_registry_or_a_machine() -> None:
    found = []
    for path in list_committed():
        if path.suffix in BINARY:
            continue
        text = path.read_text(encoding="utf-8")
        found += [f"{path.relative_to(REPOSITORY)}: {host}" for host in HOSTS if host in text]
        found += [f"{path.relative_to(REPOSITORY)}: {match.group()}" for match in MACHINE.finditer(text)]
    assert found == []


def test_every_committed_text_ends_in_one_line_feed() -> None:
    wrong = [
        str(path.relative_to(REPOSITORY))
        for path in list_committed()
        if path.suffix in {".py", ".yaml", ".md", ".toml", ".txt", ".json"} and (data := path.read_bytes())
        if not data.endswith(b"\n") or data.endswith(b"\n\n") or b"\r" in data
    ]
    assert wrong == []


def test_the_parts_of_the_vocabulary_share_their_shape() -> None:
    for model in (Verb, Family, Kind, Aim, Term):
        assert {"id", "label", "definition"} <= set(model.model_fields)
    assert {"title", "version", "licence"} <= set(Release.model_fields)
