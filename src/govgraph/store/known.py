"""The names that a store may hold, and the refusal of every other: a misspelt one would read as "nobody stated"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from govgraph.dataset import Dataset
from govgraph.elements import LABELS, PROPERTIES, RELATIONSHIPS, name_class, name_verb
from govgraph.errors import CypherError, name_nearest

__all__ = ["Known", "Sort", "Used", "check_names", "list_known"]

Sort = Literal["label", "relationship type", "property"]


class Used(NamedTuple):
    """A name that a query uses, and where: line and column from 1, as the engine's own parser tells them.

    Where a query leaves open whether it means a label or a relationship type, `sort` is None.
    """

    sort: Sort | None
    name: str
    line: int
    column: int


class Known(NamedTuple):
    """Every name of the schema, whether or not the dataset has anything that bears it."""

    labels: frozenset[str]
    types: frozenset[str]
    properties: frozenset[str]

    def of(self, sort: Sort | None) -> frozenset[str]:
        """Give the names of one sort."""
        if sort is None:
            return self.labels | self.types
        return {"label": self.labels, "relationship type": self.types, "property": self.properties}[sort]


def list_known(dataset: Dataset) -> Known:
    """List the names of the schema, the classes and verbs of a dataset's vocabulary among them."""
    words = dataset.vocabulary
    return Known(
        frozenset((*LABELS, *map(name_class, words.classes))),
        frozenset((*RELATIONSHIPS, *map(name_verb, words.verbs))),
        frozenset(PROPERTIES),
    )


def check_names(used: Iterable[Used], known: Known) -> None:
    """Refuse a query that uses a name which nothing bears.

    Raises
    ------
    CypherError
        Every such name with its place, and the nearest one that is known.
    """
    faults = [
        (line, column, f"no {sort or 'label or relationship type'} {name!r}{name_nearest(name, known.of(sort))}")
        for sort, name, line, column in used
        if name not in known.of(sort)
    ]
    if faults:
        raise CypherError(*faults)
