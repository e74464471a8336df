"""Boxes in cells → for each line a way through the strips between them, few bends, crossings and detours.

The picture is a lattice of strips. Vertical strips are numbered 0, 1, 2, … from the left: the odd ones hold the columns
of boxes, the even ones are the channels between them; horizontal strips likewise from the top. A place is where two
strips meet, a cell one where both are odd. A way runs from its holder's cell to its receiver's along strips, through
channels and empty cells, never through another box.

Places are numbered down the first vertical strip, then the next, so that a step is a difference of two numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import pairwise, product

__all__ = ["BEND", "CROSSING", "Cell", "Lattice", "Way"]

Cell = tuple[int, int]  # a place as (vertical strip, horizontal strip)
Way = tuple[int, ...]  # the number of every place that a line passes, from cell to cell

BEND = 40  # what a bend, a crossing and a crowded place cost, in points of detour
CROSSING = 100
_FULL_SIDE = 60
_SIDE_ROOM = 2  # how many lines the short side of a box takes before it has to grow

_FAR = 1 << 40
_BITS = 20  # of a state, and of what is left to go, in the keys of the search's queue
_MASK = (1 << _BITS) - 1
_STEPS = ((1, 0), (0, 1), (-1, 0), (0, -1))


class Lattice:
    """The strips, the taken places, and how many lines pass each.

    `straight` counts the lines that pass a place across and down, `bends` those that turn there, `steps` the places
    that searches have looked at.
    """

    def __init__(self, widths: Sequence[int], heights: Sequence[int], cells: Sequence[Cell], crowd: int = 5) -> None:
        self.crowd = crowd  # what each line that already runs along a place costs the next
        self.rows = len(heights)
        self.steps = 0
        self._middles = _find_middles(widths), _find_middles(heights)
        places = [(across, down) for across in range(len(widths)) for down in range(len(heights))]
        self.taken = bytearray(len(places))
        for cell in cells:
            self.taken[self.number(cell)] = True
        self.straight = ([0] * len(places), [0] * len(places))
        self.bends = [0] * len(places)
        self._sides = [[0, 0, 0, 0] for _ in places]
        self._ahead: dict[int, list[int]] = {}
        self._passing = ([0] * len(places), [0] * len(places))  # what it costs to pass a place, across and down
        self._turning = [BEND] * len(places)
        across, down = (
            [after - before for before, after in pairwise([*middles, 2 * middles[-1]])] for middles in self._middles
        )
        self.lengths = [length for x in across for y in down for length in (x, y)]  # of the stretches
        self._moves = self._find_moves(len(widths), len(heights))

    def _find_moves(self, columns: int, rows: int) -> list[list[tuple[int, int, bool]]]:
        """Give for each state, a place and the step that led there, the next states, their distance, whether it turns.

        A state is four times the place and the step's number.
        """
        out = [
            [
                (4 * self.number((x + dx, y + dy)) + step, self.measure_between((x, y), (x + dx, y + dy)))
                if 0 <= x + dx < columns and 0 <= y + dy < rows
                else None
                for step, (dx, dy) in enumerate(_STEPS)
            ]
            for x in range(columns)
            for y in range(rows)
        ]
        return [
            [(*move, turn != 0) for turn in (0, 1, 3) if (move := steps[(step + turn) % 4]) is not None]
            for steps in out
            for step in range(4)
        ]

    def number(self, cell: Cell) -> int:
        """Give the number of a place."""
        return cell[0] * self.rows + cell[1]

    def cell(self, place: int) -> Cell:
        """Give the strips of a place."""
        return divmod(place, self.rows)

    def measure_between(self, here: Cell, there: Cell) -> int:
        """Give the distance of two places along strips, in points."""
        across, down = self._middles
        return abs(across[here[0]] - across[there[0]]) + abs(down[here[1]] - down[there[1]])

    def add(self, way: Way, sign: int = 1) -> None:
        """Count a way in, or out again with sign -1."""
        rows, straight, bends, crowd = self.rows, self.straight, self.bends, self.crowd * sign
        across, down = self._passing
        for before, here, after in zip(way, way[1:], way[2:], strict=False):
            if before + after != 2 * here:
                bends[here] += sign
                across[here] += crowd
                down[here] += crowd
                continue
            axis = abs(after - here) != rows
            straight[axis][here] += sign
            self._passing[axis][here] += crowd
            self._passing[not axis][here] += CROSSING * sign
            # whether a turn crosses what passes there depends on where both go on to
            self._turning[here] = BEND + CROSSING * (straight[0][here] + straight[1][here]) // 3
        for box, step in self._find_sides(way):
            self._sides[box][step] += sign

    def _find_sides(self, way: Way) -> list[tuple[int, int]]:
        """Give the boxes at the ends of a way, each with the side that it stands at; a branch begins at none."""
        step_of = {self.rows: 0, 1: 1, -self.rows: 2, -1: 3}
        ends = ((way[0], way[1]), (way[-1], way[-2]))
        return [(box, step_of[beside - box]) for box, beside in ends if self.taken[box]]

    def measure(self, way: Way) -> int:
        """Give the length of a way and its bends as one cost."""
        length = sum(self.lengths[stretch] for stretch in self.list_stretches(way))
        return length + BEND * sum(a + c != 2 * b for a, b, c in zip(way, way[1:], way[2:], strict=False))

    def list_stretches(self, way: Way) -> list[int]:
        """Give the numbers of a way's stretches: twice the place that one begins at, and 1 more if it runs down."""
        rows = self.rows
        return [
            2 * (here if here < there else there) + (-rows != here - there != rows) for here, there in pairwise(way)
        ]

    def weigh_sides(self, way: Way) -> int:
        """Give what it costs a way to stand at the sides of its boxes, with the lines that already stand there."""
        return sum(self._cost_side(*side) for side in self._find_sides(way))

    def _cost_side(self, box: int, step: int) -> int:
        used = self._sides[box][step]
        return 4 * used if step % 2 else 6 * used + _FULL_SIDE * max(0, used - _SIDE_ROOM)

    def find_way(
        self, source: int, target: int, *, leave: int | None = None, enter: int | None = None, limit: float = _FAR
    ) -> Way | None:
        """Find the cheapest way, by the side it leaves from and the direction it enters in where these are given.

        None where no way costs less than `limit`.
        """
        if source == target:
            return self._find_loop(source, leave, enter)
        starts = [(source, step, self._cost_side(source, step)) for step in range(4) if leave in (None, step)]
        return self._search(starts, target, enter, limit)

    def find_branch(self, tree: Sequence[Way], target: int) -> Way | None:
        """Find the cheapest way that turns off from where a line lies already, rather where it runs straight."""
        lain: dict[int, set[int]] = {}
        for here, there in (pair for way in tree for pair in pairwise(way)):
            lain.setdefault(here, set()).add(there)
            lain.setdefault(there, set()).add(here)
        starts = [
            (place, step, BEND if len(around) == 2 and sum(around) == 2 * place else BEND + CROSSING)
            for place, around in sorted(lain.items())
            if not self.taken[place]
            for step in range(4)
            if (move := self._go_straight(place, step)) and move[0] >> 2 not in around
        ]
        return self._search(starts, target, None, _FAR)

    def _go_straight(self, place: int, step: int) -> tuple[int, int] | None:
        """Give the state that a step leads to and its distance; None where that is outside the picture."""
        return next(((after, length) for after, length, turns in self._moves[4 * place + step] if not turns), None)

    def _search(
        self, starts: Sequence[tuple[int, int, int]], target: int, enter: int | None, limit: float
    ) -> Way | None:
        """Search from places, each with the step to take first and what that costs.

        A* over states, so that bends can be counted; what is left to go is bounded by distance and by the bends that
        the direction makes needful.
        """
        ahead = self._bound(target)
        taken, moves, turning, (across, down) = self.taken, self._moves, self._turning, self._passing
        best, came, closed = [_FAR] * len(moves), [-1] * len(moves), bytearray(len(moves))
        queue: list[int] = []
        for place, step, cost in starts:
            move = self._go_straight(place, step)
            if move is None:
                continue
            after, length = move
            best[after] = cost + length
            if taken[after >> 2]:
                if after >> 2 != target or enter not in (None, step):
                    continue
                best[after] += self._cost_side(target, (step + 2) % 4)
            queue.append((best[after] + ahead[after]) << 2 * _BITS | ahead[after] << _BITS | after)
        queue.sort()
        while queue:
            state = heappop(queue) & _MASK
            if closed[state]:
                continue
            closed[state] = True
            here = state >> 2
            if here == target:
                self.steps += closed.count(True)
                return self._trace(came, state)
            cost = best[state]
            on, turn = cost + (down if state & 1 else across)[here], cost + turning[here]
            for after, length, turns in moves[state]:
                total = (turn if turns else on) + length
                if total < best[after]:
                    there = after >> 2
                    if taken[there]:
                        if there != target or enter not in (None, after & 3):
                            continue
                        total += self._cost_side(there, (after + 2) & 3)
                        if total >= best[after]:
                            continue
                    left = ahead[after]
                    if total + left >= limit:
                        continue
                    best[after], came[after] = total, state
                    heappush(queue, (total + left) << 2 * _BITS | left << _BITS | after)
        self.steps += closed.count(True)
        return None

    def _find_loop(self, place: int, leave: int | None, enter: int | None) -> Way | None:
        """Find the cheapest way round one corner of a box: out by one side, in by the next."""
        loops = []
        x, y = self.cell(place)
        for out, turn in product(range(4), (1, 3)):
            beside = (out + turn) % 4
            (a, b), (c, d) = _STEPS[out], _STEPS[beside]
            corners = [(x, y), (x + a, y + b), (x + a + c, y + b + d), (x + c, y + d), (x, y)]
            way = tuple(map(self.number, corners))
            cost = self.measure(way) + self.weigh_sides(way)
            cost += sum(self._turning[here] - BEND for here in way[1:-1])
            if leave in (None, out) and enter in (None, (beside + 2) % 4):
                loops.append((cost, way))
        return min(loops)[1] if loops else None

    def _bound(self, target: int) -> list[int]:
        """Give the least that is left to go from each state, so that the search looks toward its end first."""
        found = self._ahead.get(target)
        if found is None:
            (x, y), (across, down) = self.cell(target), self._middles
            found = []
            for column, left in enumerate(across):
                dx, far = (x > column) - (x < column), abs(left - across[x])
                for row, top in enumerate(down):
                    away = far + abs(top - down[y])
                    bends = _LEAST_BENDS[dx, (y > row) - (y < row)]
                    found += [away + bends[0], away + bends[1], away + bends[2], away + bends[3]]
            self._ahead[target] = found
        return found

    def _trace(self, came: Sequence[int], state: int) -> Way:
        way = []
        while state >= 0:
            way.append(state >> 2)
            first, state = state, came[state]
        dx, dy = _STEPS[first & 3]
        return (way[-1] - self.number((dx, dy)), *reversed(way))


def _find_middles(sizes: Sequence[int]) -> list[int]:
    return [sum(sizes[:at]) + sizes[at] // 2 for at in range(len(sizes))]


def _cost_least_bends(dx: int, dy: int, step: int) -> int:
    """Give the cost of the bends that a line needs at least which runs by `step` and whose end lies at (dx, dy)."""
    forward = dx * _STEPS[step][0] + dy * _STEPS[step][1]
    aside = dy if _STEPS[step][0] else dx
    if aside:
        return BEND * (2 if forward < 0 else 1)
    return 3 * BEND if forward < 0 else 0


_LEAST_BENDS = {
    (dx, dy): [_cost_least_bends(dx, dy, step) for step in range(4)] for dx in (-1, 0, 1) for dy in (-1, 0, 1)
}
