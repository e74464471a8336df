"""Work on one dataset, shared among processes that have each read it once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from govgraph.errors import UsageError
from govgraph.files import without_collection
from govgraph.graph import Graph, load_graph

__all__ = ["Workers", "open_workers"]

T = TypeVar("T")
R = TypeVar("R")


class Workers:
    """Does the same with each of several items, in the processes of a pool; `open_workers` makes it."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def map(self, work: Callable[[Graph, T], R], items: Sequence[T]) -> Iterator[R]:
        """Give what each item comes to, in their order. `work` is a function of a module: it is sent by its name."""
        return self._pool.map(partial(_work, work), items)


@contextmanager
def open_workers(graph: Graph) -> Iterator[Workers]:
    """Open as many processes as there are cores, each with the dataset of a graph.

    Raises
    ------
    UsageError
        The files of the dataset are no longer those that the graph was built from.
    """
    dataset = graph.graph["dataset"]
    # spawn, on every system alike: what is forked may hold a lock that nobody frees
    with ProcessPoolExecutor(
        os.cpu_count(), mp_context=get_context("spawn"), initializer=_open_dataset, initargs=(dataset.folder,)
    ) as pool:
        if set(pool.map(_name_dataset, range(os.cpu_count() or 1))) != {dataset.sha256}:
            raise UsageError("the datasets changed while the site was being built; build it again")
        yield Workers(pool)


_opened: dict[str, Graph] = {}  # of a process of the pool


def _open_dataset(folder: Path) -> None:
    _opened["graph"] = load_graph(folder)


def _name_dataset(_: int) -> str:
    return str(_opened["graph"].graph["dataset"].sha256)


@without_collection()
def _work(work: Callable[[Graph, T], R], item: T) -> R:
    return work(_opened["graph"], item)
