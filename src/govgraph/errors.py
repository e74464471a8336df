"""Everything govgraph raises on purpose, each with the exit status that the command line gives it.

GovgraphError
  DatasetError         a dataset or vocabulary file is wrong; holds every Problem, not just the first
  UsageError           what was typed is wrong: option, path, format, documents not given
    CypherError          the text of a query is wrong; holds every fault with its place
    UnknownNameError     a name that nothing bears; offers the nearest
    AmbiguousNameError   a name that several things bear; offers them
  StoreError           a store could not be reached, or refused
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

__all__ = [
    "AmbiguousNameError",
    "CypherError",
    "DatasetError",
    "GovgraphError",
    "Problem",
    "StoreError",
    "UnknownNameError",
    "UsageError",
    "name_nearest",
]


FEW = 40  # names: so many can be read through where none is near


@dataclass(frozen=True, order=True)
class Problem:
    """One fault at one place, worded for the researcher who coded the file."""

    path: str  # as the user would type it, with forward slashes on every system
    line: int  # counted from 1, as editors do
    column: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.text}"


class GovgraphError(Exception):
    """The parent of every error that govgraph raises on purpose; `exit_status` is the command line's."""

    exit_status = 1


class DatasetError(GovgraphError):
    """A dataset or vocabulary file is wrong: `problems` holds every fault, ordered by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class UsageError(GovgraphError):
    """What was typed is wrong; nothing was answered and nothing was written."""

    exit_status = 2


class CypherError(UsageError):
    """The text of a query is wrong: `faults` are line and column, from 1, and what; (0, 0) where it is of the whole."""

    def __init__(self, *faults: tuple[int, int, str]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(self._place(*fault) for fault in self.faults))

    @staticmethod
    def _place(line: int, column: int, text: str) -> str:
        return f"query:{line}:{column}: {text}" if line else f"query: {text}"


class UnknownNameError(UsageError):
    """A name that no actor, verb, case or record bears; `nearest` are offered."""

    def __init__(self, what: str, name: str, known: Sequence[str], *, where: str = "") -> None:
        self.name = name
        self.nearest: tuple[str, ...] = tuple(find_nearest(name, known))
        offered = name_nearest(name, known) or (f"; one of {', '.join(known)}" if 0 < len(known) <= FEW else "")
        super().__init__(f"no {what} {name!r}{where}{offered}")


class AmbiguousNameError(UsageError):
    """A name that several actors or records bear; `candidates` are offered as global ids."""

    def __init__(self, what: str, name: str, candidates: Sequence[str]) -> None:
        self.name = name
        self.candidates: tuple[str, ...] = tuple(candidates)
        offered = ", ".join(self.candidates)
        super().__init__(f"{what} {name!r} is ambiguous: {offered}; give one of these ids, or narrow with --case")


class StoreError(GovgraphError):
    """A store could not be reached, or refused what was asked of it; what it held before it still holds."""

    exit_status = 3


def find_nearest(name: str, known: Iterable[str], *, most: int = 3) -> list[str]:
    """Find up to `most` of the known names that a misspelt one may have meant, nearest first.

    >>> find_nearest("pdk", ["pkd", "du", "pkd-au"])
    ['pkd']
    """
    by_folded = {candidate.casefold(): candidate for candidate in sorted(set(known), reverse=True)}
    return [by_folded[folded] for folded in get_close_matches(name.casefold(), by_folded, n=most, cutoff=0.6)]


def name_nearest(name: str, known: Iterable[str]) -> str:
    """Word the nearest known names as the end of a message; empty where none is near.

    >>> name_nearest("pdk", ["pkd", "du"])
    "; did you mean 'pkd'?"
    """
    nearest = find_nearest(name, known)
    return f"; did you mean {' or '.join(map(repr, nearest))}?" if nearest else ""
