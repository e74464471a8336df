"""What a store holds, and what a load does to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Held", "Loaded", "Progress"]

Progress = Callable[[str, int, int], None]
"""Told what is done, how much of it, and of how much."""


@dataclass(frozen=True)
class Held:
    """What a store holds under a dataset's name: `place` differs from load to load, `swapping` announces another."""

    version: str
    sha256: str
    schema: int
    place: str
    swapping: bool


@dataclass(frozen=True)
class Loaded:
    """What a load did: nothing, where the store held the very same (`already`)."""

    dataset: str
    version: str
    sha256: str
    nodes: int
    relationships: int
    already: bool
