"""Named queries and free Cypher, asked of whichever store is given."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from govgraph.dataset import Dataset, load_dataset
from govgraph.elements import SCHEMA
from govgraph.errors import CypherError, DatasetError, Problem, StoreError, UsageError
from govgraph.files import show_path
from govgraph.library import Query, check_given, find_query, read_library, resolve_parameters
from govgraph.store.address import Address, read_address
from govgraph.store.loaded import Loaded, Progress
from govgraph.store.tables import ROWS, SECONDS, Table

__all__ = ["Note", "cypher", "load_store", "query", "read_queries"]

Note = Callable[[str], None]
"""Told what one should know besides the answer: that a store holds another version of the dataset."""


def _tell(text: str) -> None:
    print(text, file=sys.stderr)


def read_queries(folder: Path | None = None) -> dict[str, Query]:
    """Read the bundled queries and those of a folder of one's own, which come first where two bear one name.

    Raises
    ------
    DatasetError, UsageError
        As `govgraph.library.read_library`.
    """
    return {**read_library(), **(read_library(folder) if folder else {})}


def query(
    name: str,
    parameters: Mapping[str, str] | None = None,
    *,
    folder: Path | str | None = None,
    store: str | None = None,
    queries: Path | None = None,
    case: str | None = None,
    timeout: float = SECONDS,
    note: Note = _tell,
) -> tuple[Dataset, Table]:
    """Ask a named query: the same question, and the same rows, in an embedded store as on a server.

    Parameters
    ----------
    name
        Of a query file.
    parameters
        As one would type them: actors and topics by any of their names, dates as EDTF, lists with commas.
    folder
        Of the datasets; default: the bundled ones.
    store
        See `govgraph.store.address.read_address`; default: embedded, and gone afterwards.
    queries
        A folder of query files of one's own, beside the bundled ones.
    case
        Narrows to one case.
    timeout
        Seconds that the query may take.
    note
        Told what one should know besides; default: printed on standard error.

    Returns
    -------
    tuple[Dataset, Table]
        The dataset that named and known names come from, and the rows.

    Raises
    ------
    DatasetError
        A file of the dataset or the query is wrong.
    UsageError
        The query or a parameter is none.
    StoreError
        The store could not be reached or refused, has no such dataset, or the query took too long.

    Examples
    --------
    >>> dataset, table = query("members", {"group": "varmland.parterna"})
    >>> table.columns
    ('member', 'direct')
    """
    asked = find_query(read_queries(queries), name)
    given = dict(parameters or {})
    check_given(asked, given)
    with _read(folder, read_address(store), warm=asked.text) as begun:
        dataset = begun.dataset
        values = {**resolve_parameters(asked, given, dataset, case=case), "dataset": dataset.name}
        try:
            with _open(begun, note, named=True) as opened:
                table: Table = opened.read(asked.text, values, timeout=timeout)
        except CypherError as err:
            shown = show_path(asked.path)
            raise DatasetError(
                Problem(shown, max(1, line), max(1, column), text) for line, column, text in err.faults
            ) from None
    if table.columns != asked.header.returns:
        told = f"returns {', '.join(asked.header.returns)}, but the query gives {', '.join(table.columns)}"
        raise DatasetError([Problem(show_path(asked.path), 1, 1, told)])
    return dataset, table


def cypher(
    text: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    folder: Path | str | None = None,
    store: str | None = None,
    write: bool = False,
    limit: int = ROWS,
    timeout: float = SECONDS,
    note: Note = _tell,
) -> tuple[Dataset, Table]:
    """Ask free Cypher. It reads only, unless `write`; unknown labels, types and properties are refused.

    Parameters
    ----------
    text
        openCypher.
    parameters
        The values of its `$names`.
    write
        Let it write, in a store that lasts; all of it is written or nothing.
    limit
        The number of rows that are given; `cut` of the table says that there were more.

    Other parameters, result and errors are those of `query`.

    Raises
    ------
    CypherError
        It is no Cypher, writes, reads files, or uses a name that nothing bears; with the place of each.
    """
    address = read_address(store)
    if write and address == Address():
        raise UsageError("what is written would be gone at once; name a store that lasts with --store")
    with _read(folder, address, warm=text) as begun, _open(begun, note, named=False) as opened:
        run = opened.write if write else opened.read
        options = {} if write else {"limit": limit}
        return begun.dataset, run(text, parameters or {}, timeout=timeout, **options)


def load_store(store: str, *, folder: Path | str | None = None, progress: Progress | None = None) -> Loaded:
    """Load a dataset into a store that lasts, in place of what it holds under the same name.

    All or nothing: a reader sees the old graph or the new one. Where the store holds the very same, nothing is done.

    Raises
    ------
    DatasetError
        A file of the dataset is wrong.
    StoreError
        The store could not be reached or refused; it answers as before.
    """
    address = read_address(store)
    if address == Address():
        raise UsageError("load needs --store")
    dataset = load_dataset(Path(folder) if folder is not None else None)
    tell = progress or (lambda *_: None)
    if address.folder is not None:
        from govgraph.store.embedded import load_embedded

        return load_embedded(dataset, address.folder, tell)
    from govgraph.store.loading import load_server
    from govgraph.store.server import Server

    with Server(address, dataset) as server:
        return load_server(server, dataset, tell)


class _Begun(NamedTuple):
    """The dataset, and the address that is asked; for an engine that is not kept also its empty database."""

    dataset: Dataset
    address: Address
    scratch: Any


@contextmanager
def _read(folder: Path | str | None, address: Address, *, warm: str) -> Iterator[_Begun]:
    """Read the dataset; where the engine is embedded, while it starts: each takes the better part of a second."""
    place = Path(folder) if folder is not None else None
    if address.uri is not None:
        yield _Begun(load_dataset(place), address, None)
        return
    from govgraph.store.embedded import Scratch, start_engine

    with ExitStack() as stack:
        reading = stack.enter_context(ThreadPoolExecutor(1)).submit(load_dataset, place)
        scratch = None
        if address.folder is None:
            scratch = Scratch(warm=warm)
            stack.callback(scratch.close)
        else:
            start_engine(warm=warm)
        yield _Begun(reading.result(), address, scratch)


@contextmanager
def _open(begun: _Begun, note: Note, *, named: bool) -> Iterator[Any]:
    dataset, address, scratch = begun
    if address.uri is None:
        from govgraph.store.embedded import Embedded

        with Embedded(dataset, folder=address.folder, scratch=scratch) as embedded:
            if embedded.written:
                note("note: the store was written to since it was loaded; load it anew to have what the files say")
            yield embedded
        return
    from govgraph.store.loading import find_held
    from govgraph.store.server import Server

    with Server(address, dataset) as server:
        held = find_held(server, dataset.name)
        if held is None:
            if named:
                raise StoreError(f"{address.uri} holds no dataset {dataset.name!r}; govgraph load brings it there")
        elif held.schema != SCHEMA:
            told = f"was loaded by another version of govgraph (schema {held.schema}, not {SCHEMA})"
            raise StoreError(f"{address.uri} {told}; load it anew")
        elif held.sha256 != dataset.sha256:
            note(
                f"note: {address.uri} holds version {held.version}, {held.sha256[:12]}, and the files here are "
                f"{dataset.version}, {dataset.sha256[:12]}; the answer is the store's, govgraph load renews it"
            )
        yield _Served(server, dataset.name)


class _Served:
    """A dataset on a server, whatever loads go on meanwhile."""

    def __init__(self, server: Any, dataset: str) -> None:
        self.server, self.dataset = server, dataset
        self.write = server.write

    def read(self, text: str, parameters: Mapping[str, Any], **options: Any) -> Table:
        from govgraph.store.loading import read_whole

        return read_whole(self.server, self.dataset, lambda: self.server.read(text, parameters, **options))
