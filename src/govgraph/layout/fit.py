"""What is to be laid out → the first grid of columns and rows on which it fits into the width asked for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from math import inf
from typing import Generic, TypeVar

from govgraph.errors import UsageError
from govgraph.layout.place import Grid
from govgraph.layout.solve import Solution, Task, find_grids, solve_grid

__all__ = ["CROWD", "MARGIN", "POINTS", "Fitting", "read_width"]

POINTS = 72 / 25.4  # of a millimetre
MARGIN = 1.0
_CHANNEL = 15.0  # what a channel takes, before it is known how many tracks it has
CROWD = 5  # how much a line in a channel deters the next
_GRIDS = 5  # how many numbers of columns are tried
_LACKING = 0.05  # share of the width that a placement may lack before it is improved
_FEW = 60  # lines; of more, improving gains less width, and less may be lacking

Columns = TypeVar("Columns")


def read_width(millimetres: float) -> float:
    """Read how wide a picture is to be, in points; UsageError for what is no number above 0."""
    if not 0 < millimetres < inf:
        raise UsageError(f"a width of {millimetres:g} mm cannot be drawn; give a number above 0")
    return round(millimetres * POINTS, 2)


@dataclass
class Fitting(ABC, Generic[Columns]):
    """What is being laid out within `room` points; `lang` is the language of its labels.

    `task` says what; how wide a solution comes out, and how its columns are fitted, those say who inherit.
    """

    lang: str
    room: float

    task: Task = field(init=False)

    @abstractmethod
    def measure_width(self, solution: Solution) -> float:
        """Measure the least width of a solution in points."""

    @abstractmethod
    def fit_columns(self, solution: Solution) -> Columns | None:
        """Fit its columns into the room; None where that is too narrow."""

    def find_width(self) -> int:
        """Find a width in mm that is known to do, near the least, by trying."""
        tried: Fitting[Columns] = self
        least = 0
        while not least or tried.solve() is None:
            least = max(least + 1, int((tried.room + tried.lacking) / POINTS) + 1)
            tried = replace(self, room=read_width(least))
        return least

    def list_grids(self) -> list[tuple[Grid, float]]:
        """List the grids worth trying, each with its least width."""
        return find_grids(self.task, _CHANNEL)

    def solve(self) -> tuple[Solution, Columns] | None:
        """Find the best solution that fits into the width, and its columns."""
        self.lacking = inf
        length = self.task.room
        grids = self.list_grids()
        spare = _LACKING * length * min(1.0, _FEW / max(len(self.task.lines), 1))
        ratio, tried = 1.0, 0
        for grid, least in grids:
            if tried == _GRIDS or ratio * least > length + spare:
                continue
            tried += 1
            solution, across = self._try_grid(grid, CROWD, spare)
            if solution and across:
                return solution, across
            ratio = self._needed / least  # how much wider than the least the narrowest placement came out
            spare = 0.0 if solution else spare  # where improving one did not help, the next must fit from the start
        for crowd in (CROWD, 4 * CROWD):
            solution, across = self._try_grid(grids[-1][0], crowd, inf)
            if solution and across:
                return solution, across
        return None

    def _try_grid(self, grid: Grid, crowd: int, lacking: float) -> tuple[Solution | None, Columns | None]:
        """Solve one grid, and fit its columns into the width if they can be."""
        self._needed = inf
        solution = solve_grid(self.task, grid, self._measure, crowd=crowd, lacking=lacking)
        return solution, self.fit_columns(solution) if solution else None

    def _measure(self, solution: Solution) -> float:
        width = self.measure_width(solution)
        self._needed = min(self._needed, width)
        return width

    def note_lack(self, width: float) -> None:
        """Note how much a solution of that least width lacks; the next width tried is wider by the least of these."""
        self.lacking = min(self.lacking, width - self.task.room)
