"""Homes of actors, lines and label widths → cells, ways and tracks on a grid of columns and rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from math import fsum

from govgraph.layout.lattice import Cell, Lattice
from govgraph.layout.place import Grid, Spot, count_links, place_actors
from govgraph.layout.refine import Refinement, Room
from govgraph.layout.tracks import Tracks, order_tracks

__all__ = ["Solution", "Task", "find_grids", "route_lines", "solve_grid"]

_STARTS = 3  # shuffled starts of the placement, one for each of its tastes
_STEPS = 3200  # steps of search for each box that a placement may be improved by
_LEAST = 0.99  # share of the room that is aimed at, since tracks may take a little more than before


@dataclass(frozen=True)
class Task:
    """What is to be laid out: lane and band of each actor, holder and receivers of each line, pairs to keep near."""

    homes: tuple[tuple[int, int], ...]
    lines: tuple[tuple[int, ...], ...]
    ties: tuple[tuple[int, int], ...]
    lanes: int
    bands: int
    sizes: tuple[tuple[float, float], ...]  # least width of each actor's box and about its height, in points
    room: float  # what all columns and channels may take together, in points


@dataclass(frozen=True)
class Solution:
    """Where everything lies, before any of it has a size."""

    grid: Grid
    cells: Sequence[Cell]
    tracks: Tracks


def find_grids(task: Task, channel: float) -> list[tuple[Grid, float]]:
    """Find the numbers of columns and rows worth trying, the lowest picture first, each with its least width.

    `channel` is what a channel takes, before it is known what runs in it. A lane's columns are as wide as they would be
    with its wide boxes gathered in one of them; whether that comes true, only the placement shows.
    """
    counts = [[task.homes.count((lane, band)) for band in range(task.bands)] for lane in range(task.lanes)]
    tried = []
    for columns in product(*(range(1, min(4, max(*c, 1)) + 1) for c in counts)):
        boxes = fsum(width for lane, n in enumerate(columns) for width in _split_widths(task, lane, n))
        needed = boxes + channel * (sum(columns) + 1)
        if needed <= task.room or max(columns) == 1:
            rows = [
                max(-(-counts[lane][band] // columns[lane]) for lane in range(task.lanes)) for band in range(task.bands)
            ]
            tried.append((sum(rows), sum(columns), columns, rows, needed))
    return [(_build_grid(columns, rows), needed) for _, _, columns, rows, needed in sorted(tried)]


def _split_widths(task: Task, lane: int, columns: int) -> list[float]:
    widths = sorted(
        (width for (width, _), home in zip(task.sizes, task.homes, strict=True) if home[0] == lane), reverse=True
    )
    deep = -(-len(widths) // columns)
    return [widths[deep * column] for column in range(columns) if deep * column < len(widths)]


def _build_grid(columns: Sequence[int], rows: Sequence[int]) -> Grid:
    spare = [count + (1 if count > 1 else 0) for count in rows]
    return Grid(_ranges(columns), _ranges(spare))


def _ranges(counts: Sequence[int]) -> tuple[tuple[int, int], ...]:
    ends = [sum(counts[: n + 1]) for n in range(len(counts))]
    return tuple((end - count, end) for end, count in zip(ends, counts, strict=True))


def solve_grid(
    task: Task, grid: Grid, measure: Callable[[Solution], float], *, crowd: int, lacking: float
) -> Solution | None:
    """Place and route on one grid, and make the best of several placements better.

    `measure` gives the width that a solution needs, in points; `crowd` is how much a line that already runs there
    deters the next from a channel. None where a placement is wider than the room by more than `lacking` from the start.
    """
    links, widths = count_links(task.lines, task.ties), [width for width, _ in task.sizes]
    drafts: list[tuple[float, int, Grid, Refinement]] = []
    for start, placed in enumerate(place_actors(grid, task.homes, widths, links, starts=_STARTS)):
        kept, spots = _drop_empty_rows(grid, placed)
        draft = _draft(task, kept, spots, crowd)
        needed = measure(_finish(kept, draft))
        if needed - task.room > lacking:
            return None
        draft.aim_at(_LEAST * task.room - (needed - draft.width))
        drafts.append((draft.weigh(), start, kept, draft))
    left = steps = _STEPS * len(task.homes)
    for _, _, _, draft in sorted(drafts):
        left -= draft.improve(left)
    _, _, kept, best = min((draft.weigh(), n, kept, draft) for _, n, kept, draft in drafts)
    found = _finish(kept, best)
    if (needed := measure(found)) > task.room:
        best.aim_at(_LEAST * task.room - (needed - best.width))
        best.improve(steps // 2)
        found = _finish(kept, best)
    return found


def route_lines(task: Task, grid: Grid, cells: Sequence[Cell], *, crowd: int, improve: bool) -> Solution:
    """Route all lines between boxes that stay in their cells; `improve` leads them anew as long as that helps."""
    draft = _draft(task, grid, [(across // 2, down // 2) for across, down in cells], crowd, fixed=True)
    if improve:
        draft.improve(_STEPS * len(task.homes))
    return _finish(grid, draft)


def _finish(grid: Grid, draft: Refinement) -> Solution:
    """Order the tracks of a placed and routed picture."""
    cell, trees = draft.lattice.cell, draft.weave.trees
    ways = [[[cell(place) for place in way] for way in trees[line]] for line in range(len(trees))]
    return Solution(grid, [cell(place) for place in draft.cells], order_tracks(ways))


def _drop_empty_rows(grid: Grid, spots: Sequence[Spot]) -> tuple[Grid, list[Spot]]:
    used = {row for _, row in spots}
    kept = [
        row for low, high in grid.rows for row in range(low, high) if row in used or not used & set(range(low, high))
    ]
    rows = [sum(low <= row < high for row in kept) for low, high in grid.rows]
    return Grid(grid.columns, _ranges(rows)), [(column, kept.index(row)) for column, row in spots]


def _draft(task: Task, grid: Grid, spots: Sequence[Spot], crowd: int, *, fixed: bool = False) -> Refinement:
    """Route all lines between actors on their spots; `fixed` keeps them there for good."""
    columns = [0] * grid.columns[-1][1]
    for (column, _), (width, _) in zip(spots, task.sizes, strict=True):
        columns[column] = max(columns[column], round(width))
    across = [24, *(size for column in columns for size in (column, 24))]
    down = [20, *(size for _ in range(grid.rows[-1][1]) for size in (24, 20))]
    lattice = Lattice(across, down, [_find_cell(spot) for spot in spots], crowd)

    def number(spots: Sequence[Spot]) -> list[int]:
        return [lattice.number(_find_cell(spot)) for spot in spots]

    borders = [frozenset(2 * low for low, _ in ranges[1:]) for ranges in (grid.columns, grid.rows)]
    room = Room(task.room, task.sizes, borders, task.ties)
    regions = [[spot] for spot in spots] if fixed else [grid.spots(*home) for home in task.homes]
    return Refinement(lattice, room, number(spots), list(map(number, regions)), task.lines)


def _find_cell(spot: Spot) -> Cell:
    return 2 * spot[0] + 1, 2 * spot[1] + 1
