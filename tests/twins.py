"""What the tests of stores share: datasets to ask about, and questions asked of all actors in one query."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from conftest import MINI, SOUND
from govgraph.dataset import Dataset, load_dataset
from govgraph.graph import Graph, build_graph
from test_oracle import WORLDS, World, read_vocabulary

__all__ = ["DATASETS", "WORLD_COUNT", "ask_of_all", "load_graph_of"]

WORLD_COUNT = 60  # generated cases: parallel lines, cycles, groups of groups, open and unknown ends


def _draw_worlds(count: int) -> list[World]:
    worlds: list[World] = []

    @seed(8)
    @settings(
        max_examples=count,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    @given(WORLDS)
    def draw(world: World) -> None:
        worlds.append(world)

    draw()
    return worlds[:count]


def build_worlds() -> Dataset:
    """One dataset of many generated cases, so that a store is loaded once for all of them."""
    cases = {}
    for number, world in enumerate(_draw_worlds(WORLD_COUNT)):
        data = world.graph().graph["dataset"].cases["small"]
        cases[f"w{number}"] = replace(data, id=f"w{number}", validities={})
    return Dataset(Path("worlds"), read_vocabulary(), cases, None, "1" * 64)


DATASETS = {
    "bundled": load_dataset,
    "mini": lambda: load_dataset(MINI),
    "sound": lambda: load_dataset(SOUND),
    "worlds": build_worlds,
}


def load_graph_of(name: str) -> Graph:
    """The graph of one of the datasets."""
    return build_graph(DATASETS[name]())


def ask_of_all(text: str, parameter: str, columns: list[str]) -> str:
    """Make a query for one actor one for a list of them: `$actors`, each with its rows."""
    body = text[text.index("\nMATCH") :].replace(f"${parameter}", "asked")
    return f"UNWIND $actors AS asked CALL (asked) {{{body}}} RETURN asked, {', '.join(columns)}"


def group_rows(rows: list[list[Any]]) -> dict[str, list[list[Any]]]:
    """The rows of `ask_of_all` by the actor asked about."""
    found: dict[str, list[list[Any]]] = {}
    for asked, *row in rows:
        found.setdefault(asked, []).append(row)
    return found
