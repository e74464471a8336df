"""ArcadeDB in this process: a dataset asked in Cypher without a server.

The engine is openCypher with 99.5 % of its conformance suite and refuses what it does not know, so that no query means
something else than on a server. It is started once a process.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from govgraph.dataset import Dataset
from govgraph.elements import SCHEMA, Elements, Key, Node, Relationship, build_elements
from govgraph.errors import CypherError, StoreError
from govgraph.files import show_path, write_text
from govgraph.store.known import Sort, Used, check_names, list_known
from govgraph.store.loaded import Loaded, Progress
from govgraph.store.tables import READS_FILES, WRITES, Table, read_plain, word_timeout

__all__ = ["Embedded", "Scratch", "end_process", "load_embedded", "start_engine"]

LANGUAGE = "opencypher"
_MARK = "govgraph.json"  # in a folder that is kept: what its database holds
_HEAP = "4g"  # at most; memory is taken when it is needed
_MANY = 10_000  # nodes, from which on an index saves more than it takes to make
_OPTIONS = (
    "-XX:TieredStopAtLevel=1",  # a question is over before better code would pay
    "-XX:+UseSerialGC",
    "-Darcadedb.polyglotEngineEnabled=false",
    "-Darcadedb.typeDefaultBuckets=1",
    "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
    "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
)


def _import_bindings() -> Any:
    try:
        import arcadedb_embedded
    except ImportError as err:
        raise StoreError(
            "the embedded engine is not installed: pip install 'govgraph[embedded]'. There are packages for Linux with "
            "glibc 2.34 or newer, Windows, and macOS on Apple silicon; elsewhere name a server with --store"
        ) from err
    return arcadedb_embedded


@lru_cache(maxsize=1)
def _make_scratch() -> Path:
    """Make the folder of this process that goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="govgraph-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def start_engine(*, warm: str | None = None) -> Path:
    """Start the engine, once a process, with its logs off and out of the working folder.

    Parameters
    ----------
    warm
        A query that its parser is warmed up with.

    Returns
    -------
    Path
        A folder for what it writes, which goes with the process.

    Raises
    ------
    StoreError
        The engine is not installed.
    """
    _import_bindings()
    import jpype

    scratch = _make_scratch()
    if not jpype.isJVMStarted():
        from arcadedb_embedded.jvm import start_jvm

        logging = scratch / "logging.properties"
        logging.write_text(".level=OFF\n", encoding="utf-8")
        os.environ["ARCADEDB_JVM_ERROR_FILE"] = str(scratch / "crash.log")
        with _muted():
            start_jvm(heap_size=_HEAP, jvm_args=[*_OPTIONS, f"-Djava.util.logging.config.file={logging}"])
    if warm is not None:
        with suppress(jpype.JException):  # what is wrong with it is said when it is asked in earnest
            _new_parser().parse(warm)
    return scratch


@contextmanager
def _muted() -> Iterator[None]:
    """Hold back what the JVM itself says on standard error as it starts: that a module of its own is new."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with Path(os.devnull).open("wb") as null:
            os.dup2(null.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def end_process(status: int) -> NoReturn:
    """End this process at once, where the engine was started: by itself it takes half a second more to end."""
    shutil.rmtree(_make_scratch(), ignore_errors=True)
    os._exit(status)


class Scratch:
    """An empty database that is not kept: made while the dataset is read, which takes as long."""

    def __init__(self, *, warm: str | None = None) -> None:
        """Start the engine and make the database; `warm` is a query that the parser is warmed up with."""
        self._place = Path(tempfile.mkdtemp(dir=start_engine(warm=warm)))
        self._database = _import_bindings().create_database(str(self._place / "database"))

    def fill(self, elements: Elements) -> Any:
        """Write every node and relationship into it, and give it."""
        try:
            _fill(self._database, elements)
        except BaseException:
            self.close()
            raise
        return self._database

    def close(self) -> None:
        """Close it, if it is open, and remove it: one that is left open holds up the end of the process."""
        if self._place.exists():
            self._database.close()
            shutil.rmtree(self._place, ignore_errors=True)


class Embedded:
    """A dataset in an embedded database; closes with its `with`.

    Parameters
    ----------
    dataset
        What it holds.
    folder
        Where the database is kept; used again while the dataset is the same. None: it goes with the `with`.
    scratch
        A database that was made before, for one that is not kept.

    Raises
    ------
    StoreError
        The engine is not installed; the folder is in use by another process, cannot be written, or holds other files.
    """

    def __init__(self, dataset: Dataset, *, folder: Path | None = None, scratch: Scratch | None = None) -> None:
        self._known = list_known(dataset)
        self._kept, self._scratch = folder, scratch
        kept = folder and _find_kept(folder, dataset)
        self.written = bool(kept and folder and _read_mark(folder).get("written"))
        start_engine()
        if kept:
            self._database = _open(kept, dataset)
        elif folder:
            self._database = _keep(folder, build_elements(dataset))
        else:
            self._scratch = scratch or Scratch()
            self._database = self._scratch.fill(build_elements(dataset))

    def __enter__(self) -> Embedded:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; one that is not kept is removed."""
        if self._scratch:
            self._scratch.close()
        else:
            self._database.close()

    def read(
        self, text: str, parameters: Mapping[str, Any], *, limit: int | None = None, timeout: float | None = None
    ) -> Table:
        """Read rows; see `govgraph.store.cypher`."""
        statement = self.check(text, parameters, write=False)
        return self._run(self._database.query, text, parameters, statement, limit, timeout)

    def write(self, text: str, parameters: Mapping[str, Any], *, timeout: float | None = None) -> Table:
        """Write, all of it or nothing, and give what the query returns."""
        statement = self.check(text, parameters, write=True)
        with self._database.transaction():
            table = self._run(self._database.command, text, parameters, statement, None, timeout)
        if self._kept:
            _mark(self._kept, {**_read_mark(self._kept), "written": True})
            self.written = True
        return table

    def check(self, text: str, parameters: Mapping[str, Any], *, write: bool) -> Any:
        """Refuse a query that is no Cypher, that writes, or that uses unknown names; gives its parsed form."""
        import jpype

        try:
            parsed = _new_parser().parseQueryWithTree(text)
        except jpype.JException as err:
            raise _read_fault(err) from None
        missing = sorted({str(name) for name in parsed.parsed().parameters()} - set(parameters))
        if missing:
            raise CypherError((0, 0, f"no value for ${', $'.join(missing)}"))
        if not write and not parsed.parsed().statement().isReadOnly():
            raise CypherError((0, 0, WRITES))
        contexts = list(_walk(parsed.tree()))
        _refuse_contexts(contexts)
        if not write:
            keys, used = _find_used(contexts)
            check_names((each for each in used if each.sort != "property" or each.name not in keys), self._known)
        return parsed.parsed().statement()

    def _run(
        self, run: Callable[..., Any], text: str, parameters: Mapping[str, Any], statement: Any,
        limit: int | None, timeout: float | None,
    ) -> Table:  # fmt: skip
        from arcadedb_embedded import ArcadeDBError

        java = self._database.get_java_database()
        java.getConfiguration().setValue("arcadedb.command.timeout", round((timeout or 0) * 1000))
        try:
            found = run(LANGUAGE, text, dict(parameters))
            rows = [] if found is None else _take(found, limit)
        except ArcadeDBError as err:
            raise _read_error(err, timeout) from None
        columns = _name_columns(statement)
        if columns is None:
            columns = tuple(rows[0]) if rows else ()
        cut = limit is not None and len(rows) > limit
        kept = rows[:limit] if cut else rows
        return Table(columns, [[read_plain(row.get(name), _read_record) for name in columns] for row in kept], cut)


def load_embedded(dataset: Dataset, folder: Path, progress: Progress) -> Loaded:
    """Keep a dataset in an embedded database; see `govgraph.store.asking.load_store`."""
    kept = _find_kept(folder, dataset)
    elements = build_elements(dataset)
    progress("database", 0, 1)
    start_engine()
    (_open(kept, dataset) if kept else _keep(folder, elements)).close()
    progress("database", 1, 1)
    counts = len(elements.nodes), len(elements.relationships)
    return Loaded(dataset.name, dataset.version, dataset.sha256, *counts, kept is not None)


# -- databases ---------------------------------------------------------------------------------------------------------


def _find_kept(folder: Path, dataset: Dataset) -> Path | None:
    """Find the database of a folder that holds this dataset; None where it holds none, or another version."""
    mark = folder / _MARK
    if not mark.exists():
        others = [path.name for path in folder.iterdir()] if folder.is_dir() else []
        if folder.exists() and (others or not folder.is_dir()):
            what = "holds other files" if others else "is no folder"
            raise StoreError(f"{show_path(folder)!r} {what}; give file: a folder of its own")
        return None
    held = _read_mark(folder)
    same = tuple(map(held.get, ("schema", "dataset", "sha256"))) == (SCHEMA, dataset.name, dataset.sha256)
    place = folder / str(held.get("database"))
    return place if same and place.is_dir() else None


def _read_mark(folder: Path) -> dict[str, Any]:
    """Read what a folder says of the database that it keeps."""
    try:
        held = json.loads((folder / _MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError) as err:
        raise StoreError(f"{show_path(folder / _MARK)} cannot be read: {err}; remove the folder") from None
    return held if isinstance(held, dict) else {}


def _mark(folder: Path, held: Mapping[str, Any]) -> None:
    write_text(folder / _MARK, json.dumps(held, indent=2) + "\n")


def _open(place: Path, dataset: Dataset) -> Any:
    """Open a database that was kept; one that does not hold what its folder says is refused, and never answers."""
    bindings = _import_bindings()
    try:  # the JVM keeps to the working folder that it was started in
        database = bindings.open_database(str(place.resolve()))
    except bindings.ArcadeDBError as err:
        raise _word_open(place, err) from None
    held = database.query(LANGUAGE, "MATCH (d:Dataset) RETURN d.sha256 AS sha256").to_list()
    if held != [{"sha256": dataset.sha256}]:
        database.close()
        raise StoreError(f"{show_path(place.parent)!r} does not hold what it was loaded with; remove the folder")
    return database


def _word_open(place: Path, err: Exception) -> StoreError:
    text = str(err)
    if "lock" in text.lower():
        return StoreError(
            f"{show_path(place.parent)!r} is in use by another process; wait for it, or give another folder"
        )
    return StoreError(f"{show_path(place.parent)!r} cannot be opened: {text}; remove the folder, it is made anew")


def _keep(folder: Path, elements: Elements) -> Any:
    """Make a database in a folder that keeps it: whole before it takes the place of what was there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(dir=folder, prefix="database-"))
    except OSError as err:
        raise StoreError(f"cannot write {show_path(folder)}: {err.strerror}") from err
    place.rmdir()
    database = _create(place, elements)
    held = {"schema": SCHEMA, "dataset": elements.dataset, "version": elements.version, "sha256": elements.sha256}
    _mark(folder, {**held, "database": place.name})
    for other in folder.glob("database-*"):
        if other != place:
            shutil.rmtree(other, ignore_errors=True)
    return database


def _create(place: Path, elements: Elements) -> Any:
    """Make a database of every node and relationship; closed again where that fails."""
    database = _import_bindings().create_database(str(place.resolve()))
    try:
        _fill(database, elements)
    except BaseException:
        database.close()
        raise
    return database


def _fill(database: Any, elements: Elements) -> None:
    nodes: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in elements.nodes:
        nodes[node.labels].append(node)
    relationships: dict[str, list[Relationship]] = defaultdict(list)
    for relationship in elements.relationships:
        relationships[relationship.type].append(relationship)
    schema = database.get_java_database().getSchema()
    with database.transaction():  # else each type writes the whole schema anew
        for label in dict.fromkeys(label for labels in nodes for label in labels):
            schema.createVertexType(label)
        for labels in nodes:
            if len(labels) > 1:
                both = schema.createVertexType(_name_type(labels))
                for label in labels:
                    both.addSuperType(label)
        for kind in relationships:
            schema.createEdgeType(kind)
    places: dict[Key, str] = {}
    with database.graph_batch(use_wal=False) as batch:
        for labels, found in nodes.items():
            made = batch.create_vertices(_name_type(labels), [node.properties for node in found])
            places.update(zip((node.key for node in found), made, strict=True))
        for kind, each in relationships.items():
            batch.new_edges(
                [places[one.start] for one in each], kind, [places[one.end] for one in each],
                [one.properties for one in each],
            )  # fmt: skip
    if len(elements.nodes) >= _MANY:
        schema.getType("Actor").createProperty("id", "STRING")
        database.command("sql", "CREATE INDEX ON Actor (id) NOTUNIQUE")


def _name_type(labels: tuple[str, ...]) -> str:
    """Name the type that the engine keeps nodes of several labels in."""
    return "~".join(sorted(labels))


# -- queries -----------------------------------------------------------------------------------------------------------


def _new_parser() -> Any:
    import jpype

    return jpype.JClass("com.arcadedb.query.opencypher.parser.Cypher25AntlrParser")()


def _walk(context: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Walk the engine's syntax tree: each rule with the names of those that it stands in, itself the last."""
    name = str(context.getClass().getSimpleName())
    if not name.endswith("Context"):
        return
    path = (*path, name.removesuffix("Context"))
    yield path, context
    for index in range(context.getChildCount()):
        yield from _walk(context.getChild(index), path)


_REFUSED = {
    "LoadCSVClause": READS_FILES,
    "DynamicLabel": "a label or type that the query works out ($(…)) cannot be checked; write it out",
    "DynamicLabelType": "a label or type that the query works out ($(…)) cannot be checked; write it out",
}


def _refuse_contexts(contexts: list[tuple[tuple[str, ...], Any]]) -> None:
    for path, context in contexts:
        if path[-1] in _REFUSED:
            raise CypherError((*_place(context), _REFUSED[path[-1]]))


def _place(context: Any) -> tuple[int, int]:
    """Give the line and column of a rule, from 1."""
    start = context.getStart()
    return int(start.getLine()), int(start.getCharPositionInLine()) + 1


def _find_used(contexts: list[tuple[tuple[str, ...], Any]]) -> tuple[set[str], list[Used]]:
    """Find the keys of a query's own maps, and the labels, types and properties that it names."""
    keys: set[str] = set()
    used: list[Used] = []
    for path, context in contexts:
        if path[-1] not in {"LabelName", "LabelType", "RelType", "PropertyKeyName"}:
            continue
        name = str(context.getText()).lstrip(":").strip("`")
        if path[-1] == "PropertyKeyName" and path[-2] == "Map" and path[-3] != "Properties":
            keys.add(name)
            continue
        sort: Sort | None = "property"
        if path[-1] != "PropertyKeyName":
            sort = next((_PATTERNS[rule] for rule in reversed(path) if rule in _PATTERNS), "label")
        used.append(Used(sort, name, *_place(context)))
    return keys, used


_PATTERNS: dict[str, Sort | None] = {
    "NodePattern": "label", "RelationshipPattern": "relationship type", "LabelComparison": None,
}  # fmt: skip


def _name_columns(statement: Any) -> tuple[str, ...] | None:
    """Name the columns that a statement returns; None where it says so only with its rows (`RETURN *`)."""
    with suppress(AttributeError):
        statement = statement.getQueries().get(0)
    clause = statement.getReturnClause()
    if clause is None or clause.isReturnAll():
        return None
    return tuple(str(item.getOutputName()) for item in clause.getReturnItems())


def _take(found: Any, limit: int | None) -> list[dict[str, Any]]:
    if limit is None:
        rows: list[dict[str, Any]] = found.to_list()
        return rows
    taken = []
    for row in found:
        taken.append(row.to_dict())
        if len(taken) > limit:
            found.close()
            break
    return taken


def _read_fault(err: Exception) -> CypherError:
    """Word what the engine says of a query, with the place where it tells one."""
    text = str(err).splitlines()[0].rsplit("Exception: ", 1)[-1]
    text = text.partition(" (caused by")[0]
    place = re.match(r"Syntax error at line (\d+):(\d+) - ", text)
    if place:
        return CypherError((int(place[1]), int(place[2]) + 1, text[place.end() :]))
    return CypherError((0, 0, f"{text[:1].lower()}{text[1:]}"))


def _read_error(err: Exception, timeout: float | None) -> CypherError | StoreError:
    text = str(err)
    if "TimeoutException" in text:
        return StoreError(word_timeout(timeout))
    if "NotIdempotent" in text:
        return CypherError((0, 0, WRITES))
    return _read_fault(err)


def _read_record(value: Any) -> Any:
    name = str(value.getClass().getName()) if hasattr(value, "getClass") else ""
    if name.endswith("TraversalPath"):
        nodes, edges = ([_read_record(each) for each in part] for part in (value.getVertices(), value.getEdges()))
        return {"nodes": nodes, "relationships": edges}
    if ".graph." in name and hasattr(value, "asVertex"):
        from arcadedb_embedded.type_conversion import convert_java_to_python

        found = {key: convert_java_to_python(value.get(key)) for key in value.getPropertyNames()}
        properties = read_plain(found, _read_record)
        if "Edge" in name:
            ends = {
                key: str(each.asVertex().get("id"))
                for key, each in (("start", value.getOutVertex()), ("end", value.getInVertex()))
            }
            return {"type": str(value.getTypeName()), **ends, "properties": properties}
        return {"labels": sorted(str(value.getTypeName()).split("~")), "properties": properties}
    return str(value)
