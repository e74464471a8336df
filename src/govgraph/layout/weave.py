"""Ways that lie in a lattice, and where two of them cross however their tracks are ordered.

Two lines that run beside each other for a stretch can be ordered so that they do not cross, unless they part on the
wrong sides: one joins from the left of the other and leaves to its right. Such a crossing and that of two lines which
pass one place straight, one across and one down, are all that an order of tracks cannot undo.
"""

from __future__ import annotations

from itertools import pairwise

from govgraph.layout.lattice import BEND, CROSSING, Lattice, Way

__all__ = ["Tree", "Weave"]

Tree = tuple[Way, ...]  # a way from box to box, then one to each further box from where it turns off


class Weave:
    """The lines that lie in a lattice, by number: each a tree of a way and, in a bundle, others that branch off it."""

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        self.trees: dict[int, Tree] = {}
        self._beside: dict[int, dict[int, set[int]]] = {}  # by line and place, the places that it goes on to
        self._along: list[set[int]] = [set() for _ in range(2 * len(lattice.taken))]  # lines by stretch
        rows = lattice.rows
        self._right = {rows: 1, 1: -rows, -rows: -1, -1: rows}  # by a step, the step to its right

    def lay(self, line: int, tree: Tree) -> None:
        """Let a line lie along a tree."""
        self.trees[line] = tree
        beside = self._beside[line] = {}
        for way in tree:
            self.lattice.add(way)
            for here, there in pairwise(way):
                beside.setdefault(here, set()).add(there)
                beside.setdefault(there, set()).add(here)
            for stretch in self.lattice.list_stretches(way):
                self._along[stretch].add(line)

    def lift(self, line: int) -> Tree:
        """Take a line up, and give the tree that it lay along."""
        tree = self.trees.pop(line)
        del self._beside[line]
        for way in tree:
            self.lattice.add(way, -1)
            for stretch in self.lattice.list_stretches(way):
                self._along[stretch].discard(line)
        return tree

    def weigh_all(self) -> int:
        """Give what all lines cost together, each weighed against those before it."""
        trees, cost = dict(self.trees), 0
        for line in trees:
            self.lift(line)
        for line, tree in trees.items():
            cost += self.weigh(tree)[0]
            self.lay(line, tree)
        return cost

    def find_passing(self, place: int) -> set[int]:
        """Find the lines that pass a place or end there."""
        rows = self.lattice.rows
        around = (2 * place, 2 * place + 1, 2 * (place - rows), 2 * (place - 1) + 1)
        return {line for stretch in around for line in self._along[stretch]}

    def weigh(self, tree: Tree) -> tuple[int, int]:
        """Give what a tree costs a line that does not lie yet, and how often it would cross those that lie.

        The cost is that of its length, bends, company, sides and crossings.
        """
        cost = crossings = 0
        for way in tree:
            own, crossed = self._weigh_way(way)
            cost, crossings = cost + own, crossings + crossed
        return cost + BEND * (len(tree) - 1), crossings

    def _weigh_way(self, way: Way) -> tuple[int, int]:
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
                    runs[line] = 0 if not n or taken[here] else self._compare(line, there, here, way[n - 1])
        return cost + CROSSING * crossings, crossings

    def _compare(self, line: int, shared: int, here: int, own: int) -> int:
        """Tell on which side of a line a way lies that shares the stretch to `shared` with it and goes to `own`.

        1 is to the right of it and -1 to the left, both seen from here toward what they share: so that two ways which
        keep their sides give different numbers at the two ends of what they share. 0 is between two of its branches.
        """
        right = self._right[shared - here]
        mine = (own - here == right) - (own - here == -right)
        sides = set()
        for other in self._beside[line][here]:
            if other != shared:
                theirs = (other - here == right) - (other - here == -right)
                sides.add((mine > theirs) - (mine < theirs))
        return sides.pop() if len(sides) == 1 else 0
