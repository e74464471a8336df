"""Ways that lie in a lattice, and where two of them cross however their tracks are ordered.

Two lines that run beside each other for a stretch can be ordered so that they do not cross, unless they part on the
wrong sides: one joins from the left of the other and leaves to its right. Such a crossing and that of two lines which
pass one place straight, one across and one down, are all that an order of tracks cannot undo.
"""

from __future__ import annotations

from govgraph.layout.lattice import BEND, CROSSING, Lattice, Way

__all__ = ["Weave"]


class Weave:
    """The lines that lie in a lattice, by number."""

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        self.ways: dict[int, Way] = {}
        rows = lattice.rows
        self._at: dict[int, dict[int, int]] = {}  # by line, where in its way each place is
        self._along: list[set[int]] = [set() for _ in range(2 * len(lattice.taken))]  # lines by stretch
        self._right = {rows: 1, 1: -rows, -rows: -1, -1: rows}  # by a step, the step to its right

    def lay(self, line: int, way: Way) -> None:
        """Let a line lie along a way."""
        self.lattice.add(way)
        self.ways[line] = way
        self._at[line] = {place: n for n, place in enumerate(way)}
        for stretch in self.lattice.list_stretches(way):
            self._along[stretch].add(line)

    def lift(self, line: int) -> Way:
        """Take a line up, and give the way that it lay along."""
        way = self.ways.pop(line)
        self.lattice.add(way, -1)
        del self._at[line]
        for stretch in self.lattice.list_stretches(way):
            self._along[stretch].discard(line)
        return way

    def weigh_all(self) -> int:
        """Give what all lines cost together, each weighed against those before it."""
        ways, cost = dict(self.ways), 0
        for line in ways:
            self.lift(line)
        for line, way in ways.items():
            cost += self.weigh(way)[0]
            self.lay(line, way)
        return cost

    def find_passing(self, place: int) -> set[int]:
        """Find the lines that pass a place or end there."""
        rows = self.lattice.rows
        around = (2 * place, 2 * place + 1, 2 * (place - rows), 2 * (place - 1) + 1)
        return {line for stretch in around for line in self._along[stretch]}

    def weigh(self, way: Way) -> tuple[int, int]:
        """Give what a way costs a line that does not lie yet, and how often it would cross those that lie.

        The cost is that of its length, bends, company, sides and crossings.
        """
        lattice, along = self.lattice, self._along
        rows, straight, taken, lengths, crowd = (
            lattice.rows,
            lattice.straight,
            lattice.taken,
            lattice.lengths,
            lattice.crowd,
        )
        cost, crossings, runs = lattice.weigh_sides(way), 0, dict[int, int]()  # by line beside, the side it joined on
        for n, stretch in enumerate(lattice.list_stretches(way)):
            here, there, beside = way[n], way[n + 1], along[stretch]
            cost += lengths[stretch] + crowd * len(beside)
            if n:
                before = way[n - 1]
                if before + there == 2 * here:
                    crossings += straight[abs(there - here) == rows][here]
                else:
                    cost += BEND
                if runs:
                    for line in [line for line in runs if line not in beside]:
                        joined = runs.pop(line)
                        crossings += joined != 0 and joined == self._compare(line, before, here, there)
            for line in beside:
                if line not in runs:
                    runs[line] = 0 if taken[here] else self._compare(line, there, here, way[n - 1])
        return cost + CROSSING * crossings, crossings

    def _compare(self, line: int, shared: int, here: int, own: int) -> int:
        """Tell on which side of a line a way lies that shares the stretch to `shared` with it and goes to `own`.

        1 is to the right of it and -1 to the left, both seen from here toward what they share: so that two ways which
        keep their sides give different numbers at the two ends of what they share.
        """
        way, at = self.ways[line], self._at[line][here]
        other = way[at - 1] if way[at + 1] == shared else way[at + 1]
        right = self._right[shared - here]
        first, then = ((place - here == right) - (place - here == -right) for place in (own, other))
        return (first > then) - (first < then)
