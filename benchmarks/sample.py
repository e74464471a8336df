"""A sound case of any number of actors with six lines each, as records ready for a graph, or as YAML files.

A tenth of the lines has a validity of its own, a twentieth is proposed, a twentieth is practice. Unless `plain`, one
actor in five is a group of the next three, and what it holds or receives applies to each of them or to all jointly, as
in the coded cases.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from generate import DEONTICS, VERBS
from govgraph.cases import CaseData
from govgraph.dataset import Dataset
from govgraph.files import data_root
from govgraph.records import Actor, Case, Mandate, Source
from govgraph.shapes import Record
from govgraph.vocabulary import load_vocabulary

__all__ = ["CASE", "LINES", "PERIOD", "Sample", "name_actors"]

CASE = "sample"
LINES = 6  # that each actor holds
PERIOD = "2024/2027"
VALID = ("2024-21/..", "../2025", "2025-22/2026-23", "2020~/2026", "2025/", "2019/2022", "2026-03-01/2027")
BLOCK, MEMBERS = 5, 3  # actors of which one is a group, and how many it has
_CASE_FILE = {
    "name": {"sv": "Provregionen", "en": "The sample region"},
    "kind": "region",
    "period": PERIOD,
    "coders": ["generator"],
    "default_source": "agreement",
}
_SOURCE = {
    "id": "agreement",
    "title": {"sv": "Överenskommelse om samverkan", "en": "Agreement on cooperation"},
    "publisher": "Provregionen",
    "kind": "agreement",
    "covers": PERIOD,
    "file": "agreement.txt",
    "sha256": "0" * 64,
}


@dataclass(frozen=True)
class Sample:
    """A case of so many actors; the same seed gives the same one."""

    actors: int
    plain: bool = False
    seed: int = 1

    def build_dataset(self) -> Dataset:
        """Build the records themselves: to read as many from YAML takes minutes."""
        gc.disable()  # many small objects that all stay
        try:
            vocabulary = load_vocabulary(data_root() / "vocabulary", None, [])
            data = CaseData(
                CASE,
                Case.model_validate(_CASE_FILE),
                vocabulary,
                sources={"agreement": Source.model_validate(_SOURCE)},
                actors=_read_all(Actor, self._list_actors()),
                mandates=_read_all(Mandate, self._list_mandates()),
            )
        finally:
            gc.enable()
        return Dataset(Path(), vocabulary, {CASE: data}, None, "0" * 64)

    def write_files(self, folder: Path) -> None:
        """Write the same records as YAML, in a folder of the case's name."""
        (folder / CASE).mkdir()
        files = {"case": _CASE_FILE, "sources": [_SOURCE]}
        files |= {"actors": list(self._list_actors()), "mandates": list(self._list_mandates())}
        for name, value in files.items():
            with (folder / CASE / f"{name}.yaml").open("w", encoding="utf-8") as file:
                yaml.dump(value, file, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)

    def _is_group(self, n: int) -> bool:
        return not self.plain and n % BLOCK == 0 and n + MEMBERS < self.actors

    def _list_actors(self) -> Iterator[dict[str, Any]]:
        for n in range(self.actors):
            group = self._is_group(n)
            actor = {
                "id": f"organ-{n}",
                "name": {"sv": f"Samrådsgruppen {n}", "en": f"Consultation group {n}"},
                "abbreviations": [f"SG{n}"],
                "kind": "delegations" if group else "committee",
                "tier": ("political", "official")[n % 2],
                "side": ("municipal", "joint", "regional")[n % 3],
                "evidence": [{"cue": f"Samrådsgruppen {n} består av"}],
            }
            yield actor | ({"members": [f"organ-{n + 1 + m}" for m in range(MEMBERS)]} if group else {})

    def _list_mandates(self) -> Iterator[dict[str, Any]]:
        draw = Random(self.seed)
        for n in range(self.actors * LINES):
            holder, lap = divmod(n, LINES)
            toward = draw.randrange(self.actors - 1)
            toward += toward >= holder
            sort = n % 50
            mandate: dict[str, Any] = {
                "id": f"mandate-{n}",
                "holder": [f"organ-{holder}"],
                "deontic": DEONTICS[n % len(DEONTICS)],
                "aim": VERBS[(holder + lap) % len(VERBS)],
                "toward": [f"organ-{toward}"],
                "object": {"sv": f"ärenden av slag {sort}", "en": f"matters of sort {sort}"},
                "evidence": [{"cue": f"lämnar underlag i ärenden av slag {sort}"}],
            }
            if self._is_group(holder):
                mandate["holder_as"] = "each" if draw.random() < 0.5 else "jointly"
            if self._is_group(toward):
                mandate["toward_as"] = "each" if draw.random() < 0.85 else "jointly"
            mandate |= _draw_axes(draw)
            yield mandate


def name_actors(graph_size: int, wanted: int, *, seed: int = 2) -> list[str]:
    """Name actors at random to ask about, as global ids, always the same."""
    draw = Random(seed)
    return [f"{CASE}.organ-{draw.randrange(graph_size)}" for _ in range(wanted)]


def _draw_axes(draw: Random) -> dict[str, str]:
    """Draw what sets a line apart from a rule that is in force all along, if anything."""
    axes = {"valid": draw.choice(VALID)} if draw.random() < 0.1 else {}
    by_chance = draw.random()
    if by_chance < 0.05:
        return axes | {"status": "proposed"}
    return axes | {"mode": "practice"} if by_chance < 0.1 else axes


def _read_all(model: type[Record], values: Iterator[dict[str, Any]]) -> dict[str, Any]:
    return {value["id"]: model.model_validate(value) for value in values}
