"""What a query gives back, from whichever engine: columns and rows of plain values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from govgraph.tables import render_html

__all__ = ["READS_FILES", "ROWS", "SECONDS", "WRITES", "Table", "read_plain", "word_timeout"]

ROWS = 10_000  # that free Cypher gives unless told otherwise
SECONDS = 60.0  # that a query may take unless told otherwise
WRITES = "the query writes, and this reads only; --write lets it"
READS_FILES = "LOAD CSV reads files, and a query reads the store; load records with govgraph"


def word_timeout(timeout: float | None) -> str:
    """Word that a query was ended, after so many seconds."""
    given = f"more than {timeout:g} s" if timeout else "too long"
    return f"the query took {given} and was ended; --timeout gives it longer"


def read_plain(value: Any, read_record: Callable[[Any], Any]) -> Any:
    """Read a value that an engine gave; `read_record` reads what is no plain value, list or map."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, dict):
        return {str(key): read_plain(each, read_record) for key, each in value.items()}
    if isinstance(value, list | tuple | set):
        return [read_plain(each, read_record) for each in value]
    return read_record(value)


class Table(NamedTuple):
    """The rows of a query, each with one value a column: str, int, float, bool, None, lists and dicts of these.

    A node is a dict of `labels` and `properties`, a relationship of `type`, `start`, `end` (ids) and `properties`, a
    path of `nodes` and `relationships`; times are text (ISO 8601). `cut` says that there were more rows than asked for.
    """

    columns: tuple[str, ...]
    rows: list[list[Any]]
    cut: bool = False

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        return render_html([dict(zip(self.columns, row, strict=True)) for row in self.rows])
