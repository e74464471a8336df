"""Boxes in cells → for each line a way through the strips between them, few bends, crossings and detours.

The picture is a lattice of strips. Vertical strips are numbered 0, 1, 2, … from the left: the odd ones hold the columns
of boxes, the even ones are the channels between them; horizontal strips likewise from the top. A cell is where two odd
strips meet. A way runs from its holder's cell to its receiver's along strips, through channels and empty cells, never
through another box.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import pairwise, product

__all__ = ["BEND", "CROSSING", "Cell", "Lattice", "Way", "route_lines"]

Cell = tuple[int, int]  # (vertical strip, horizontal strip), both odd
Way = tuple[Cell, ...]  # every place that a line passes, from cell to cell

BEND = 40  # what a bend, a crossing and a crowded place cost, in points of detour
CROSSING = 100
_FULL_SIDE = 60
_SIDE_ROOM = 2  # how many lines the short side of a box takes before it has to grow

_FAR = 1 << 60
_STEPS = ((1, 0), (0, 1), (-1, 0), (0, -1))


class Lattice:
    """The strips, the taken cells, and how often each place is passed.

    Places are numbered; `across` and `down` count the lines that pass one straight, `bends` those that turn there,
    `sides` those that stand at each of the four sides of a box.
    """

    def __init__(self, widths: Sequence[int], heights: Sequence[int], taken: frozenset[Cell], crowd: int = 5) -> None:
        self.crowd = crowd  # what each line that already runs along a place costs the next
        self._rows = len(heights)
        self._middles = [_find_middles(sizes) for sizes in (widths, heights)]
        places = [(across, down) for across in range(len(widths)) for down in range(len(heights))]
        self._taken = [place in taken for place in places]
        self._straight = ([0] * len(places), [0] * len(places))  # across, down
        self._bends = [0] * len(places)
        self._sides = [[0, 0, 0, 0] for _ in places]
        self._bounds: dict[Cell, list[int]] = {}
        self._moves = [self._find_moves(place, len(widths), len(heights)) for place in places]

    def _find_moves(self, place: Cell, columns: int, rows: int) -> list[tuple[int, int] | None]:
        """Give for each step the place it leads to and its length; None where it leads out of the picture."""
        moves: list[tuple[int, int] | None] = []
        for dx, dy in _STEPS:
            there = (place[0] + dx, place[1] + dy)
            inside = 0 <= there[0] < columns and 0 <= there[1] < rows
            moves.append((self._number(there), self._length(place, there)) if inside else None)
        return moves

    def _number(self, place: Cell) -> int:
        return place[0] * self._rows + place[1]

    def _length(self, here: Cell, there: Cell) -> int:
        across, down = self._middles
        return abs(across[here[0]] - across[there[0]]) + abs(down[here[1]] - down[there[1]])

    def add(self, way: Way, sign: int = 1) -> None:
        """Count a way in, or out again with sign -1."""
        for before, here, after in zip(way, way[1:], way[2:], strict=False):
            at = self._number(here)
            if before[1] == after[1]:
                self._straight[0][at] += sign
            elif before[0] == after[0]:
                self._straight[1][at] += sign
            else:
                self._bends[at] += sign
        for box, beside in ((way[0], way[1]), (way[-1], way[-2])):
            self._sides[self._number(box)][_STEPS.index((beside[0] - box[0], beside[1] - box[1]))] += sign

    def measure(self, way: Way) -> int:
        """Give the length of a way and its bends as one cost."""
        length = sum(self._length(here, there) for here, there in pairwise(way))
        return length + BEND * sum(a[0] != b[0] and a[1] != b[1] for a, b in zip(way, way[2:], strict=False))

    def weigh(self, way: Way) -> int:
        """Give the cost of a way as the search sees it: length, bends, and the lines that it would cross or crowd."""
        cost = self.measure(way)
        for before, here, after in zip(way, way[1:], way[2:], strict=False):
            straight = before[0] == after[0] or before[1] == after[1]
            cost += (
                self._cost_straight(self._number(here), int(before[0] == after[0]))
                if straight
                else self._cost_turn(self._number(here)) - BEND
            )
        return cost

    def _cost_straight(self, at: int, axis: int) -> int:
        return CROSSING * self._straight[1 - axis][at] + self.crowd * (self._straight[axis][at] + self._bends[at])

    def _cost_turn(self, at: int) -> int:
        # whether a turn crosses what passes there depends on the order of tracks, which is found later
        return BEND + CROSSING * (self._straight[0][at] + self._straight[1][at]) // 3

    def _cost_side(self, box: int, step: int) -> int:
        used = self._sides[box][step]
        return 4 * used if step % 2 else 6 * used + _FULL_SIDE * max(0, used - _SIDE_ROOM)

    def find_way(
        self, source: Cell, target: Cell, *, leave: int | None = None, enter: int | None = None, limit: int = _FAR
    ) -> Way | None:
        """Find the cheapest way, by the side it leaves from and the direction it enters in where these are given.

        None where no way costs less than `limit`.

        A* search; a state is a place and the step that led there, so that bends can be counted.
        """
        if source == target:
            return self._find_loop(source, leave, enter, limit)
        start, goal = self._number(source), self._number(target)
        ahead = self._bound(target)
        best, came = [_FAR] * (4 * len(self._moves)), [-1] * (4 * len(self._moves))
        queue: list[tuple[int, int, int]] = []
        for step in range(4) if leave is None else (leave,):
            if move := self._moves[start][step]:
                cost = move[1] + self._cost_side(start, step)
                best[4 * move[0] + step] = cost
                queue.append((cost + ahead[move[0]], cost, 4 * move[0] + step))
        queue.sort()
        while queue:
            _, cost, state = heappop(queue)
            if cost > best[state]:
                continue
            here, step = divmod(state, 4)
            if here == goal:
                return self._trace(came, state, source)
            turn = cost + self._cost_turn(here)
            for onward, spent in (
                (step, cost + self._cost_straight(here, step % 2)),
                ((step + 1) % 4, turn),
                ((step + 3) % 4, turn),
            ):
                move = self._moves[here][onward]
                if move is None:
                    continue
                there, length = move
                total = spent + length
                if self._taken[there]:
                    if there != goal or enter not in (None, onward):
                        continue
                    total += self._cost_side(there, (onward + 2) % 4)
                after = 4 * there + onward
                if total < best[after] and total + ahead[there] < limit:
                    best[after], came[after] = total, state
                    heappush(queue, (total + ahead[there], total, after))
        return None

    def _find_loop(self, cell: Cell, leave: int | None, enter: int | None, limit: int) -> Way | None:
        """Find the cheapest way round one corner of a box: out by one side, in by the next."""
        loops = []
        for out, turn in product(range(4), (1, 3)):
            beside = (out + turn) % 4
            (a, b), (c, d) = _STEPS[out], _STEPS[beside]
            x, y = cell
            way = (cell, (x + a, y + b), (x + a + c, y + b + d), (x + c, y + d), cell)
            cost = (
                self.weigh(way) + self._cost_side(self._number(cell), out) + self._cost_side(self._number(cell), beside)
            )
            if leave in (None, out) and enter in (None, (beside + 2) % 4) and cost < limit:
                loops.append((cost, way))
        return min(loops)[1] if loops else None

    def _bound(self, target: Cell) -> list[int]:
        """Give the least that is left to go from each place, so that the search looks toward its end first."""
        found = self._bounds.get(target)
        if found is None:
            across, down = self._middles
            found = [abs(x - across[target[0]]) + abs(y - down[target[1]]) for x in across for y in down]
            self._bounds[target] = found
        return found

    def _trace(self, came: Sequence[int], state: int, source: Cell) -> Way:
        way = []
        while state >= 0:
            way.append(divmod(state // 4, self._rows))
            state = came[state]
        return (source, *reversed(way))


def _find_middles(sizes: Sequence[int]) -> list[int]:
    return [sum(sizes[:at]) + sizes[at] // 2 for at in range(len(sizes))]


def route_lines(lattice: Lattice, ends: Sequence[tuple[Cell, Cell]], *, rounds: int = 2) -> list[Way]:
    """Route every line, short ones first, then each anew while all others lie (`rounds` times)."""
    order = sorted(range(len(ends)), key=lambda n: (_distance(*ends[n]), n))
    ways: dict[int, Way] = {}
    for turn in range(rounds + 1):
        for n in order:
            if turn:
                lattice.add(ways[n], -1)
            way = lattice.find_way(*ends[n])
            assert way is not None, "channels surround every box, so a way is always there"
            ways[n] = way
            lattice.add(way)
    return [ways[n] for n in range(len(ends))]


def _distance(source: Cell, target: Cell) -> int:
    return abs(source[0] - target[0]) + abs(source[1] - target[1])
