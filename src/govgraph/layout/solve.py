"""Homes of actors, lines and label widths → cells, ways and tracks: of several placements the least tangled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from govgraph.layout.lattice import CROSSING, Cell, Lattice, Way, route_lines
from govgraph.layout.place import Grid, Spot, count_links, place_actors
from govgraph.layout.tracks import Segment, Tracks, cut_way

__all__ = ["Solution", "Task", "find_grids", "solve_grid"]

_STARTS = 9  # shuffled starts of the placement
_TRIED = 3  # how many of them show whether a grid can fit at all
_ROUTED = 4  # how many of the other placements are routed, the most promising first
_IMPROVED = 3  # how many of the routed are improved
_TRIALS = 4  # other ways tried for a line that crosses


@dataclass(frozen=True)
class Task:
    """What is to be laid out: lane and band of each actor, the ends of each line, and pairs to keep near."""

    homes: tuple[tuple[int, int], ...]
    lines: tuple[tuple[int, int], ...]
    ties: tuple[tuple[int, int], ...]
    lanes: int
    bands: int
    widths: tuple[float, ...]  # the least box width of each actor


@dataclass
class Solution:
    """Where everything lies, before any of it has a size."""

    grid: Grid
    cells: list[Cell]
    ways: list[Way]
    tracks: Tracks
    lattice: Lattice
    cost: float = 0.0
    crossings: int = 0
    borders: list[Segment] = field(default_factory=list)


def find_grids(task: Task, room: float, channel: float) -> list[Grid]:
    """Find the numbers of columns and rows worth trying, the lowest picture first.

    `room` is what all columns and channels may take together. A lane's columns are as wide as they would be with its
    wide boxes gathered in one of them; whether that comes true, only the placement shows.
    """
    counts = [[task.homes.count((lane, band)) for band in range(task.bands)] for lane in range(task.lanes)]
    tried = []
    for columns in product(*(range(1, min(4, max(*c, 1)) + 1) for c in counts)):
        needed = sum(sum(_split_widths(task, lane, n)) for lane, n in enumerate(columns)) + channel * (sum(columns) + 1)
        if needed <= room or max(columns) == 1:
            rows = [
                max(-(-counts[lane][band] // columns[lane]) for lane in range(task.lanes)) for band in range(task.bands)
            ]
            tried.append((sum(rows), sum(columns), columns, rows))
    return [_build_grid(columns, rows) for _, _, columns, rows in sorted(tried)]


def _split_widths(task: Task, lane: int, columns: int) -> list[float]:
    widths = sorted(
        (width for width, home in zip(task.widths, task.homes, strict=True) if home[0] == lane), reverse=True
    )
    deep = -(-len(widths) // columns)
    return [widths[deep * column] for column in range(columns) if deep * column < len(widths)]


def _build_grid(columns: Sequence[int], rows: Sequence[int]) -> Grid:
    spare = [count + (1 if count > 1 else 0) for count in rows]
    return Grid(_ranges(columns), _ranges(spare))


def _ranges(counts: Sequence[int]) -> tuple[tuple[int, int], ...]:
    ends = [sum(counts[: n + 1]) for n in range(len(counts))]
    return tuple((end - count, end) for end, count in zip(ends, counts, strict=True))


def solve_grid(task: Task, grid: Grid, rate: Callable[[Solution], float | None], *, crowd: int) -> Solution | None:
    """Place, route and order on one grid, and keep what `rate` gives the lowest number; None where it gives none.

    `crowd` is how much a line that already runs there deters the next from a channel.
    """
    links = count_links(task.lines, task.ties)

    def draft(starts: range, count: int) -> list[Solution]:
        placed = place_actors(grid, task.homes, task.widths, links, starts=starts)
        return [_route(task, *_drop_empty_rows(grid, spots), crowd) for spots in placed[:count]]

    drafts = draft(range(_TRIED), _TRIED)
    if not _rank(drafts, rate):
        return None
    drafts += draft(range(_TRIED, _STARTS), _ROUTED)
    improved = [_improve(drafts[n]) for n in _rank(drafts, rate)[:_IMPROVED]]
    best = _rank(improved, rate)[:1]
    return improved[best[0]] if best else None


def _rank(solutions: Sequence[Solution], rate: Callable[[Solution], float | None]) -> list[int]:
    """Give the places of those solutions that can be drawn, the best first."""
    rates = [(rate(solution), n) for n, solution in enumerate(solutions)]
    return [n for _, n in sorted((number, n) for number, n in rates if number is not None)]


def _drop_empty_rows(grid: Grid, spots: Sequence[Spot]) -> tuple[Grid, list[Spot]]:
    used = {row for _, row in spots}
    kept = [
        row for low, high in grid.rows for row in range(low, high) if row in used or not used & set(range(low, high))
    ]
    rows = [sum(low <= row < high for row in kept) for low, high in grid.rows]
    return Grid(grid.columns, _ranges(rows)), [(column, kept.index(row)) for column, row in spots]


def _route(task: Task, grid: Grid, spots: Sequence[Spot], crowd: int) -> Solution:
    cells = [(2 * column + 1, 2 * row + 1) for column, row in spots]
    lattice = _build_lattice(grid, cells, task.widths, crowd)
    ways = route_lines(lattice, [(cells[one], cells[other]) for one, other in task.lines])
    tracks = Tracks()
    for n, way in enumerate(ways):
        tracks.add(n, way)
    tracks.settle()
    solution = Solution(grid, cells, ways, tracks, lattice)
    _assess(solution)
    return solution


def _build_lattice(grid: Grid, cells: Sequence[Cell], widths: Sequence[float], crowd: int) -> Lattice:
    columns = [0] * grid.columns[-1][1]
    for (column, _), width in zip(cells, widths, strict=True):
        columns[column // 2] = max(columns[column // 2], round(width))
    across = [24, *(size for column in columns for size in (column, 24))]
    down = [20, *(size for _ in range(grid.rows[-1][1]) for size in (24, 20))]
    return Lattice(across, down, frozenset(cells), crowd)


def _improve(solution: Solution, rounds: int = 2) -> Solution:
    """Try other ways for the lines that cross most, and keep what makes the whole picture better."""
    for _ in range(rounds):
        before = solution.cost
        for line in _find_crossed(solution):
            _improve_line(solution, line)
        if solution.cost >= before:
            break
        solution.tracks.settle()
        _assess(solution)
    return solution


def _assess(solution: Solution) -> None:
    solution.crossings = solution.tracks.count_crossings()
    solution.cost = CROSSING * solution.crossings + sum(map(solution.lattice.measure, solution.ways))


def _find_crossed(solution: Solution) -> list[int]:
    times: dict[int, int] = {}
    for upright, level in solution.tracks.find_crossings():
        for line in (upright.line, level.line):
            times[line] = times.get(line, 0) + 1
    return sorted(times, key=lambda line: (-times[line], line))


def _improve_line(solution: Solution, line: int) -> None:
    lattice, was = solution.lattice, solution.ways[line]
    lattice.add(was, -1)
    best = was
    for way in _other_ways(lattice, was):
        if _try_way(solution, line, best, way):
            best = way
    lattice.add(best)


def _other_ways(lattice: Lattice, was: Way) -> Iterator[Way]:
    found: dict[Way, int] = {}
    limit = lattice.weigh(was) + CROSSING
    for leave, enter in [(side, None) for side in range(4)] + [(None, side) for side in range(4)]:
        way = lattice.find_way(was[0], was[-1], leave=leave, enter=enter, limit=limit)
        if way is not None and way != was:
            found.setdefault(way, lattice.weigh(way))
    return iter(sorted(found, key=lambda way: (found[way], way))[:_TRIALS])


def _try_way(solution: Solution, line: int, was: Way, way: Way) -> bool:
    tracks = solution.tracks
    kept = tracks.keep()
    touched = {(s.upright, s.strip) for s in (*tracks.lines[line], *cut_way(line, way))}
    before = tracks.count_near(touched)
    tracks.remove(line)
    tracks.add(line, way)
    tracks.settle(touched, rounds=2)
    crossings = solution.crossings + tracks.count_near(touched) - before
    cost = (
        solution.cost
        + CROSSING * (crossings - solution.crossings)
        + solution.lattice.measure(way)
        - solution.lattice.measure(was)
    )
    if cost >= solution.cost:
        tracks.restore(kept)
        return False
    solution.ways[line], solution.cost, solution.crossings = way, cost, crossings
    return True
