"""Actors with their lane and band → a cell for each, so that those joined by lines stand near and straight."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Grid", "Spot", "count_links", "place_actors"]

Spot = tuple[int, int]  # column and row, from 0
Link = tuple[int, int, float, float]  # two actors, how many lines join them, how strongly they belong together

_ACROSS, _DOWN = 100, 42  # points from one column or row to the next, roughly
_BLOCKED = 110
# What a turn and a crossing cost. Straight links say only roughly what routed lines will do, so starts differ in what
# they weigh, and routing tells which was right.
_TASTES = ((40, 60), (70, 30), (25, 110))
_TRIED = 3  # spots whose crossings are counted when an actor may move
_FIRST = 12  # seed of the first start: which one is luck, and with this one the coded cases came out well
_COMPARED = 3_000_000  # pairs of links, after which a placement is taken as it is
_WIDTH = 4  # what a point of width of all columns costs
_ROW = 90  # what a row in use costs, so that pictures do not grow long


@dataclass(frozen=True)
class Grid:
    """Columns of each lane and rows of each band, both as half-open ranges, left to right and top to bottom."""

    columns: tuple[tuple[int, int], ...]
    rows: tuple[tuple[int, int], ...]

    @property
    def column_borders(self) -> list[int]:
        """The strips that the borders of lanes run in."""
        return [2 * low for low, _ in self.columns[1:]]

    @property
    def row_borders(self) -> list[int]:
        """The strips that the borders of bands run in."""
        return [2 * low for low, _ in self.rows[1:]]

    def spots(self, lane: int, band: int) -> list[Spot]:
        """Give the spots where an actor of a lane and band may stand."""
        return [(c, r) for r in range(*self.rows[band]) for c in range(*self.columns[lane])]


def place_actors(
    grid: Grid, homes: Sequence[tuple[int, int]], widths: Sequence[float], links: Sequence[Link], *, starts: int
) -> Iterator[list[Spot]]:
    """Place actors from shuffled starts, one after another; gives the spot of each actor.

    `homes` are the lane and band of each actor, `widths` their boxes'. In each start one is moved, or two are swapped,
    as long as that helps; no new start is made, and none carried on, when a fixed number of links has been compared.
    Starts differ in their order and in what they weigh. The same arguments give the same spots.
    """
    plan = _Plan(grid, homes, widths, links)
    for start in range(starts):
        if plan.left > 0:
            yield _Placing(plan, start).improve()


class _Crossings:
    """Which straight links cross. Spots are numbers; on which side of a link each of them lies is found once."""

    def __init__(self, columns: int, rows: int) -> None:
        self.rows = rows
        self.spots = [(column, row) for column in range(columns) for row in range(rows)]
        self.sides: dict[tuple[int, int], bytes] = {}

    def number(self, spot: Spot) -> int:
        return spot[0] * self.rows + spot[1]

    def sides_of(self, one: int, other: int) -> bytes:
        """Give for each spot on which side of a link it lies: 0 or 2, or 1 in line with it."""
        found = self.sides.get((one, other))
        if found is None:
            (left, top), (right, bottom) = self.spots[one], self.spots[other]
            across, down = right - left, bottom - top
            turns = (across * (y - top) - down * (x - left) for x, y in self.spots)
            found = bytes([(turn > 0) - (turn < 0) + 1 for turn in turns])
            self.sides[one, other] = found
        return found


class _Plan:
    """What every start shares: the task, the spots of each home, the links of each actor, and which links cross."""

    def __init__(
        self, grid: Grid, homes: Sequence[tuple[int, int]], widths: Sequence[float], links: Sequence[Link]
    ) -> None:
        self.grid, self.homes, self.widths, self.links = grid, homes, widths, links
        self.regions: dict[tuple[int, int], list[Spot]] = {home: grid.spots(*home) for home in sorted(set(homes))}
        self.crossings = _Crossings(grid.columns[-1][1], grid.rows[-1][1])
        self.left = _COMPARED
        self.of: list[list[int]] = [[] for _ in homes]
        for n, (one, other, _, _) in enumerate(links):
            self.of[one].append(n)
            self.of[other].append(n)


class _Placing:
    """One placement while it is being improved."""

    def __init__(self, plan: _Plan, seed: int) -> None:
        self.plan, self.links, self.of = plan, plan.links, plan.of
        self.turn, self.cross = _TASTES[seed % len(_TASTES)]
        self.spots: list[Spot] = [(0, 0)] * len(plan.homes)
        self.taken: dict[Spot, int] = {}
        self.ends = [(0, 0)] * len(plan.links)
        self._fill(random.Random(_FIRST + seed))  # noqa: S311 - a repeatable start, no secret
        self.columns: list[set[int]] = [set() for _ in range(plan.grid.columns[-1][1])]
        self.rows = [0] * plan.grid.rows[-1][1]
        for n, (column, row) in enumerate(self.spots):
            self.columns[column].add(n)
            self.rows[row] += 1
            self._number(n)

    def _fill(self, chance: random.Random) -> None:
        for home, spots in self.plan.regions.items():
            members = [n for n, own in enumerate(self.plan.homes) if own == home]
            free = list(spots)
            chance.shuffle(free)
            for n, spot in zip(members, free, strict=False):
                self.spots[n] = spot
                self.taken[spot] = n

    def improve(self) -> list[Spot]:
        unsettled = set(range(len(self.spots)))
        while unsettled and self.plan.left > 0:
            moved = set[int]()
            for n in sorted(unsettled):
                moved |= self._improve_actor(n)
            unsettled = moved | {end for m in moved for link in self.of[m] for end in self.links[link][:2]}
        return self.spots

    def _improve_actor(self, n: int) -> set[int]:
        """Move an actor to the spot that helps most, whoever stands there taking its place; gives who moved."""
        home, best, goal = self.spots[n], -1e-6, None
        own = self._cost_crossings(self.of[n])
        for alone, spot in self._weigh_spots(n)[:_TRIED]:
            touched = self._touch(n, spot)
            crossed = own if touched is self.of[n] else self._cost_crossings(touched)
            if alone - crossed >= best:  # even without a single crossing it would be no better
                continue
            self._move(n, spot)
            gain = alone - crossed + self._cost_crossings(touched)
            self._move(n, home)
            if gain < best:
                best, goal = gain, spot
        if goal is None:
            return set()
        self._move(n, goal)
        return {n, self.taken.get(home, n)}

    def _weigh_spots(self, n: int) -> list[tuple[float, Spot]]:
        """Give what each other spot would cost more, or below 0 less, but for crossings; the best first."""
        home, found = self.spots[n], []
        over = self._find_over()
        for spot in self.plan.regions[self.plan.homes[n]]:
            if spot != home:
                changed = self._touch(n, spot)
                if spot not in self.taken:  # a swap leaves both spots taken, and nothing else opens or is blocked
                    changed = sorted({*changed, *over.get(home, ()), *over.get(spot, ())})
                before = self._cost_links(changed)
                shape = self._weigh_shape(n, spot)
                self._shift(n, spot)
                # rounded, so that spots that cost the same are ranked by where they are
                found.append((round(shape + self._cost_links(changed) - before, 6), spot))
                self._shift(n, home)
        return sorted(found)

    def _touch(self, n: int, spot: Spot) -> list[int]:
        other = self.taken.get(spot)
        return self.of[n] if other is None else sorted({*self.of[n], *self.of[other]})

    def _find_over(self) -> dict[Spot, list[int]]:
        """Find for each spot the links along a row or column that whoever stands there is in the way of."""
        over: dict[Spot, list[int]] = {}
        for n, (one, other, _, _) in enumerate(self.links):
            begins, ends = self.spots[one], self.spots[other]
            if begins[0] == ends[0] or begins[1] == ends[1]:
                for spot in _between(begins, ends):
                    over.setdefault(spot, []).append(n)
        return over

    def _move(self, n: int, spot: Spot) -> None:
        home, other = self.spots[n], self.taken.get(spot)
        self._shift(n, spot)
        for mover, was, now in ((n, home, spot), *(((other, spot, home),) if other is not None else ())):
            self.columns[was[0]].discard(mover)
            self.columns[now[0]].add(mover)
            self.rows[was[1]] -= 1
            self.rows[now[1]] += 1
            self._number(mover)

    def _shift(self, n: int, spot: Spot) -> None:
        """Put an actor on a spot for a moment, where only the spots are looked at."""
        other, home = self.taken.get(spot), self.spots[n]
        self.spots[n] = spot
        self.taken[spot] = n
        if other is None:
            del self.taken[home]
        else:
            self.spots[other] = home
            self.taken[home] = other

    def _number(self, n: int) -> None:
        for m in self.of[n]:
            one, other, lines, _ = self.links[m]
            if lines:  # what only belongs together is no line that could cross
                self.ends[m] = (
                    self.plan.crossings.number(self.spots[one]),
                    self.plan.crossings.number(self.spots[other]),
                )

    def _widest(self, actors: Iterable[int]) -> float:
        return max((self.plan.widths[n] for n in actors), default=0.0)

    def _weigh_shape(self, n: int, spot: Spot) -> float:
        """Give what the shape would cost more if an actor moved to a spot."""
        (left, top), (column, row), other = self.spots[n], spot, self.taken.get(spot)
        rows = 0
        if other is None and row != top:
            rows = (self.rows[row] == 0) - (self.rows[top] == 1)
        if column == left:
            return _ROW * rows
        here, there = self.columns[left], self.columns[column]
        width = self._widest(here - {n} | ({other} if other is not None else set()))
        width += self._widest(there - {other} | {n})
        return _ROW * rows + _WIDTH * (width - self._widest(here) - self._widest(there))

    def _cost_links(self, chosen: Iterable[int]) -> float:
        """Give the cost of each of the chosen links for itself."""
        spots, cost = self.spots, 0.0
        for n in chosen:
            one, other, lines, tie = self.links[n]
            cost += self._cost_link(spots[one], spots[other], lines, tie)
        return cost

    def _cost_crossings(self, touched: Sequence[int]) -> float:
        """Give the cost of crossings between the touched links and all others, drawn as straight lines."""
        sides_of, among, found = self.plan.crossings.sides_of, set(touched), 0
        self.plan.left -= len(touched) * len(self.links)
        for n in touched:
            one, other = self.ends[n]
            sides = sides_of(one, other)
            parted = [m for m, (third, fourth) in enumerate(self.ends) if sides[third] ^ sides[fourth] == 2]
            for m in parted:
                if m < n or m not in among:
                    back = sides_of(*self.ends[m])
                    found += back[one] ^ back[other] == 2
        return self.cross * found

    def _cost_link(self, one: Spot, other: Spot, lines: float, tie: float) -> float:
        across, down = abs(one[0] - other[0]), abs(one[1] - other[1])
        length = _ACROSS * across + _DOWN * down
        if across and down:
            return (lines + tie) * length + lines * self.turn
        if across + down > 1 and any(spot in self.taken for spot in _between(one, other)):
            return (lines + tie) * length + lines * _BLOCKED
        return (lines + tie) * length


def _between(one: Spot, other: Spot) -> Iterator[Spot]:
    if one[0] == other[0]:
        low, high = sorted((one[1], other[1]))
        return ((one[0], row) for row in range(low + 1, high))
    low, high = sorted((one[0], other[0]))
    return ((column, one[1]) for column in range(low + 1, high))


def count_links(lines: Sequence[tuple[int, ...]], ties: Sequence[tuple[int, int]]) -> list[Link]:
    """Count the lines between each two actors, and whether one is part of the other."""
    found: dict[tuple[int, int], list[float]] = {}
    pairs = [(one, other, 0, 1.0) for one, *others in lines for other in others]
    for one, other, kind, weight in [*pairs, *((*tie, 1, 0.7) for tie in ties)]:
        if one != other:
            found.setdefault((min(one, other), max(one, other)), [0.0, 0.0])[kind] += weight
    return [(one, other, *weights) for (one, other), weights in sorted(found.items())]  # type: ignore[misc]
