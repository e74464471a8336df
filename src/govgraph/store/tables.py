"""What a query gives back, from whichever engine: columns and rows of plain values."""

from __future__ import annotations

from typing import Any, NamedTuple

from govgraph.tables import render_html

__all__ = ["ROWS", "SECONDS", "WRITES", "Table"]

ROWS = 10_000  # that free Cypher gives unless told otherwise
SECONDS = 60.0  # that a query may take unless told otherwise
WRITES = "the query writes, and this reads only; --write lets it"


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
