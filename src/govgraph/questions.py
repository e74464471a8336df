"""What is asked and what answers it: plain values that the walk finds and everything else words, lists or draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from govgraph import dates
from govgraph.lines import Line

__all__ = ["Answer", "Change", "Direction", "Hop", "Near", "Path", "Question", "Silence"]

Direction = Literal["in", "out"]


@dataclass(frozen=True)
class Question:
    """What was asked, as resolved: `verb` is an id, a family or `any`; `actor` a global id, or None for an aim."""

    verb: str
    verbs: frozenset[str]
    direction: Direction
    actor: str | None
    at: str | None = None
    depth: int | None = 1  # steps; None is all of them
    status: tuple[str, ...] = ("adopted",)
    case: str | None = None
    expand: bool = False
    rules_only: bool = False
    everything: bool = False  # --all: status, mode and date lifted
    about: str | None = None
    words: str | None = None  # an aim in free words, folded


class Hop(NamedTuple):
    """One line on a path, as it was walked; `via` is the group that it is coded at where an end is only a member."""

    line: Line
    source: str
    target: str | None
    via: str | None = None


class Answer(NamedTuple):
    """One line that answers, as it applies to the actor asked about.

    `source` and `target` are the ends of the line, as coded or, where one is a member of the group that the line was
    coded at, that member; `via` is then that group. `hops` lead from the source of the path to its target: of a line
    further away, on to the actor asked about or from it.
    """

    line: Line
    source: str
    target: str | None
    holds: dates.Holds
    via: str | None
    hops: tuple[Hop, ...]

    @property
    def distance(self) -> int:
        """The number of steps."""
        return len(self.hops)

    @property
    def path(self) -> list[str]:
        """The ids from source to target, both included."""
        return name_stops(self.hops)


class Path(NamedTuple):
    """A way from one actor to another along lines, and how surely it holds."""

    hops: tuple[Hop, ...]
    holds: dates.Holds

    @property
    def ids(self) -> list[str]:
        """The ids from source to target, both included."""
        return name_stops(self.hops)


def name_stops(hops: Sequence[Hop]) -> list[str]:
    """Name the actors on a path, from its source to its target."""
    return [hops[0].source, *(hop.target for hop in hops if hop.target is not None)]


class Near(NamedTuple):
    """A statement that was left out, and why: its status, mode or date, another verb, said of the kind, denied."""

    line: Line
    reason: str


class Silence(NamedTuple):
    """Why there is no answer: a state of the table of silences, and the nearest statements that were left out."""

    code: str
    near: tuple[Near, ...]


class Change(NamedTuple):
    """A stretch of time with one answer: its first and last day (None where time is not bounded), or its silence."""

    begins: date | None
    ends: date | None
    answers: tuple[Answer, ...]
    silence: str | None
