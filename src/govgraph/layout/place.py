"""Actors with their lane and band → a cell for each, so that those joined by lines stand near and straight."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

__all__ = ["Grid", "Spot", "place_actors"]

Spot = tuple[int, int]  # column and row, from 0
Link = tuple[int, int, float, float]  # two actors, how many lines join them, how strongly they belong together

_ACROSS, _DOWN = 100, 42  # points from one column or row to the next, roughly
_TURN = 40
_BLOCKED = 110
_CROSS = 60
_WIDTH = 4  # what a point of width of all columns costs
_ROW = 90  # what a row in use costs, so that pictures do not grow long


@dataclass(frozen=True)
class Grid:
    """Columns of each lane and rows of each band, both as half-open ranges, left to right and top to bottom."""

    columns: tuple[tuple[int, int], ...]
    rows: tuple[tuple[int, int], ...]

    def spots(self, lane: int, band: int) -> list[Spot]:
        """Give the spots where an actor of a lane and band may stand."""
        return [(c, r) for r in range(*self.rows[band]) for c in range(*self.columns[lane])]


def place_actors(
    grid: Grid,
    homes: Sequence[tuple[int, int]],
    widths: Sequence[float],
    links: Sequence[Link],
    *,
    starts: int,
    seed: int = 0,
) -> list[tuple[float, list[Spot]]]:
    """Place actors from several shuffled starts; gives cost and spots of each, the best first.

    `homes` are the lane and band of each actor, `widths` their boxes'. Each start is improved by moving one actor, or swapping two, as long as
    that helps. The same arguments give the same places.
    """
    found = [_Placing(grid, homes, widths, links, seed * 1000 + start).improve() for start in range(starts)]
    distinct = {tuple(spots): cost for cost, spots in found}
    return sorted((cost, list(spots)) for spots, cost in distinct.items())


class _Placing:
    """One placement while it is being improved."""

    def __init__(
        self, grid: Grid, homes: Sequence[tuple[int, int]], widths: Sequence[float], links: Sequence[Link], seed: int
    ) -> None:
        self.links = links
        self.widths = widths
        self.of: list[list[int]] = [[] for _ in homes]
        for n, (one, other, _, _) in enumerate(links):
            self.of[one].append(n)
            self.of[other].append(n)
        self.regions: dict[tuple[int, int], list[Spot]] = {home: grid.spots(*home) for home in sorted(set(homes))}
        self.homes = homes
        self.spots: list[Spot] = [(0, 0)] * len(homes)
        self.taken: dict[Spot, int] = {}
        self._fill(random.Random(seed))  # noqa: S311 - a repeatable start, no secret

    def _fill(self, chance: random.Random) -> None:
        for home, spots in self.regions.items():
            members = [n for n, own in enumerate(self.homes) if own == home]
            free = list(spots)
            chance.shuffle(free)
            for n, spot in zip(members, free, strict=False):
                self.spots[n] = spot
                self.taken[spot] = n

    def improve(self, rounds: int = 12) -> tuple[float, list[Spot]]:
        for _ in range(rounds):
            if not any([self._improve_actor(n) for n in range(len(self.spots))]):
                break
        return self._cost_of(range(len(self.links))), self.spots

    def _improve_actor(self, n: int) -> bool:
        home, best, goal = self.spots[n], -1e-6, None
        for spot in self.regions[self.homes[n]]:
            if spot == home:
                continue
            gain = self._try(n, spot)
            if gain < best:
                best, goal = gain, spot
        if goal is not None:
            self._move(n, goal)
        return goal is not None

    def _try(self, n: int, spot: Spot) -> float:
        other, home = self.taken.get(spot), self.spots[n]
        touched = sorted({*self.of[n], *(self.of[other] if other is not None else ())})
        before = self._cost_of(touched)
        self._move(n, spot)
        after = self._cost_of(touched)
        self._move(n, home)
        return after - before

    def _move(self, n: int, spot: Spot) -> None:
        other, home = self.taken.get(spot), self.spots[n]
        self.spots[n] = spot
        self.taken[spot] = n
        if other is None:
            del self.taken[home]
        else:
            self.spots[other] = home
            self.taken[home] = other

    def _cost_of(self, touched: Sequence[int]) -> float:
        """Give the cost of all rows in use, of blocked lines anywhere, and of the touched links with all others."""
        cost = float(_ROW * len({row for _, row in self.taken})) + _WIDTH * self._sum_widths()
        among = set(touched)
        spots = [(self.spots[one], self.spots[other]) for one, other, _, _ in self.links]
        for n, (_, _, lines, tie) in enumerate(self.links):
            cost += self._cost_link(*spots[n], lines, tie)
        for n in touched:
            lines = self.links[n][2]
            for m, pair in enumerate(spots):
                if m not in among or m < n:
                    if self.links[m][2] and lines and _cross(*spots[n], *pair):
                        cost += _CROSS * min(lines, 2) * min(self.links[m][2], 2)
        return cost

    def _sum_widths(self) -> float:
        columns: dict[int, float] = {}
        for n, (column, _) in enumerate(self.spots):
            columns[column] = max(columns.get(column, 0.0), self.widths[n])
        return sum(columns.values())

    def _cost_link(self, one: Spot, other: Spot, lines: float, tie: float) -> float:
        across, down = abs(one[0] - other[0]), abs(one[1] - other[1])
        length = _ACROSS * across + _DOWN * down
        if across and down:
            return (lines + tie) * length + lines * _TURN
        if across + down > 1 and any(spot in self.taken for spot in _between(one, other)):
            return (lines + tie) * length + lines * _BLOCKED
        return (lines + tie) * length


def _between(one: Spot, other: Spot) -> Iterator[Spot]:
    if one[0] == other[0]:
        low, high = sorted((one[1], other[1]))
        return ((one[0], row) for row in range(low + 1, high))
    low, high = sorted((one[0], other[0]))
    return ((column, one[1]) for column in range(low + 1, high))


@cache
def _cross(a: Spot, b: Spot, c: Spot, d: Spot) -> bool:
    """Tell whether two straight links cross at a point inside both."""
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Spot, b: Spot, c: Spot) -> int:
    turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (turn > 0) - (turn < 0)


def count_links(lines: Sequence[tuple[int, int]], ties: Sequence[tuple[int, int]]) -> list[Link]:
    """Count the lines between each two actors, and whether one is part of the other."""
    counted: Mapping[tuple[int, int], list[float]] = {}
    found: dict[tuple[int, int], list[float]] = dict(counted)
    for weight, pairs in enumerate((lines, ties)):
        for one, other in pairs:
            if one != other:
                found.setdefault((min(one, other), max(one, other)), [0.0, 0.0])[weight] += 1.0 if weight == 0 else 0.7
    return [(one, other, *weights) for (one, other), weights in sorted(found.items())]  # type: ignore[misc]
