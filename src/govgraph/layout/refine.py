"""Boxes in cells → ways for all lines, then boxes moved and lines led anew as long as the picture gets better.

What a picture costs is the cost of its shape and the sum over its lines, each weighed against those that lie before it.
So lifting some lines and laying them elsewhere tells exactly what a change gains, crossings included.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf
from operator import add

from govgraph.layout.frame import measure_strips
from govgraph.layout.lattice import CROSSING, Lattice
from govgraph.layout.weave import Tree, Weave

__all__ = ["Refinement", "Room"]

_TRIED = 3  # places that are tried for a box, the nearest to those that it has lines to first
_SIDES = [(None, None), *((side, None) for side in range(4)), *((None, side) for side in range(4))]
_HEIGHT = 3  # what a point of height is worth against crossings, bends and length
_EXCESS = 400  # and a point of width that is not there
_TIE = 1  # and a point between two that belong together


@dataclass(frozen=True)
class Room:
    """What the picture may take, and what its boxes need: all in points."""

    width: float  # of all columns and channels together
    sizes: Sequence[tuple[float, float]]  # least width of each actor's box and about its height
    borders: Sequence[frozenset[int]]  # strips across, and down, that a border of lanes or bands runs in
    ties: Sequence[tuple[int, int]]  # actors that are to stand near each other


class Refinement:
    """A picture while it is made better.

    `cells` are the places of the actors, `regions` the places that each may take, `ends` the holder and the receivers
    of each line.
    """

    def __init__(
        self,
        lattice: Lattice,
        room: Room,
        cells: Sequence[int],
        regions: Sequence[Sequence[int]],
        ends: Sequence[tuple[int, ...]],
    ) -> None:
        self.lattice, self.room, self.cells, self.regions, self.ends = lattice, room, list(cells), regions, ends
        self.weave = Weave(lattice)
        self._owner = {cell: n for n, cell in enumerate(cells)}
        self._lines: list[list[int]] = [[] for _ in cells]  # by actor
        for line, both in enumerate(ends):
            for actor in sorted(set(both)):
                self._lines[actor].append(line)
        for line in sorted(range(len(ends)), key=self._rank_line):
            self.weave.lay(line, self._find_trees(line, _SIDES[:1])[0])
        self._shape = self._weigh_shape()

    def weigh(self) -> float:
        """Give what the picture costs."""
        return self._shape + self.weave.weigh_all()

    @property
    def width(self) -> float:
        """How wide the picture is, in points, by how many lines lie side by side; an order of tracks may need more."""
        return self._measure_shape()[0]

    def aim_at(self, width: float) -> None:
        """Set how wide the picture should be, in points."""
        self.room = replace(self.room, width=width)
        self._shape = self._weigh_shape()

    def improve(self, steps: int) -> int:
        """Make the picture better until nothing helps, or about so many steps of search are done; gives how many were.

        Boxes are moved until none moves; then lines are led by every side of their boxes, which costs most.
        """
        begun = self.lattice.steps
        limit = begun + steps
        unsettled = set(range(len(self.cells)))
        while self.lattice.steps < limit:
            moved = set[int]()
            for actor in sorted(unsettled):
                moved |= self._improve_actor(actor)
                if self.lattice.steps >= limit:
                    break
            led = self._lead_anew(_SIDES[:1] if moved else _SIDES, limit)
            if not moved and not led:
                break
            lines = [line for actor in moved for line in self._lines[actor]] if moved else led
            unsettled = {*moved, *(end for line in lines for end in self.ends[line])}
        return self.lattice.steps - begun

    def _rank_line(self, line: int) -> tuple[int, int]:
        return self._measure(line), line

    def _measure(self, line: int) -> int:
        """Give how long a line is at least, about: from each end, nearest first, to the nearest of those before it."""
        cells = [self.lattice.cell(self.cells[actor]) for actor in self.ends[line]]
        measure = self.lattice.measure_between
        if len(cells) == 2:
            return measure(*cells)
        cells = cells[:1] + sorted(cells[1:], key=lambda cell: measure(cells[0], cell))
        return sum(min(measure(cell, before) for before in cells[:n]) for n, cell in enumerate(cells) if n)

    def _find_trees(self, line: int, sides: Iterable[tuple[int | None, int | None]], limit: float = inf) -> list[Tree]:
        """Find the cheapest tree for each choice of sides; one of several branches also from its far end."""
        source, *others = (self.cells[actor] for actor in self.ends[line])
        cell = self.lattice.cell
        others.sort(key=lambda place: (self.lattice.measure_between(cell(source), cell(place)), place))
        trees = [
            self._branch((way,), further)
            for target, *further in ([others] if len(others) == 1 else [others, others[::-1]])
            for leave, enter in sides
            if (way := self.lattice.find_way(source, target, leave=leave, enter=enter, limit=limit))
        ]
        return list(dict.fromkeys(trees))

    def _branch(self, tree: Tree, targets: Sequence[int]) -> Tree:
        """Add a way to each further receiver."""
        for target in targets:
            self.lattice.add(tree[-1])
            way = self.lattice.find_branch(tree, target)
            assert way is not None, "channels surround every box, so a way is always there"
            tree = (*tree, way)
        for way in tree[:-1]:
            self.lattice.add(way, -1)
        return tree

    def _lead_anew(self, sides: Sequence[tuple[int | None, int | None]], limit: float) -> list[int]:
        """Lead each line anew while all others lie, one that crosses others by whichever sides serve best."""
        led = []
        for line in sorted(range(len(self.ends)), key=self._rank_line):
            if self.lattice.steps >= limit:
                break
            was = self.weave.lift(line)
            cost, crossings = self.weave.weigh(was)
            trees = self._find_trees(line, sides if crossings else sides[:1], limit=cost + CROSSING)
            ranked = sorted((gain, tree) for tree in trees if (gain := self.weave.weigh(tree)[0] - cost) < 0)
            for gain, tree in ranked:
                self.weave.lay(line, tree)
                shape = self._weigh_shape()
                if gain + shape < self._shape:
                    self._shape = shape
                    led.append(line)
                    break
                self.weave.lift(line)
            else:
                self.weave.lay(line, was)
        return led

    def _improve_actor(self, actor: int) -> set[int]:
        """Try other places for a box, whoever stands there taking its own; gives the actors that moved."""
        for place in self._rank_places(actor)[:_TRIED]:
            home = self.cells[actor]
            if self._try_move(actor, place):
                return {actor, self._owner.get(home, actor)}
        return set()

    def _rank_places(self, actor: int) -> list[int]:
        """List the places that an actor could move to, where lines would be shortest first."""
        home, found = self.cells[actor], []
        for place in self.regions[actor]:
            if place != home:
                lines = self._touch(actor, place)
                before = sum(map(self._measure, lines))
                self._swap(actor, place)
                found.append((sum(map(self._measure, lines)) - before, place))
                self._swap(actor, home)
        return [place for _, place in sorted(found)]

    def _touch(self, actor: int, place: int) -> list[int]:
        """List the lines of an actor and of whoever stands in a place."""
        other = self._owner.get(place)
        return sorted({*self._lines[actor], *(self._lines[other] if other is not None else ())})

    def _try_move(self, actor: int, place: int) -> bool:
        """Move a box and lead all lines anew that this touches; keep it if the picture gets better."""
        weave, home = self.weave, self.cells[actor]
        touched = self._touch(actor, place)
        if place not in self._owner:
            touched = sorted({*touched, *weave.find_passing(place)})
        lifted, before = {}, self._shape
        for line in touched:
            lifted[line] = weave.lift(line)
            before += weave.weigh(lifted[line])[0]
        self._swap(actor, place)
        least = sorted((self._measure(line), line) for line in touched)
        after, laid = float(sum(length for length, _ in least)), []
        for length, line in least:
            if after >= before:
                break
            after -= length
            cost, tree = min((weave.weigh(tree)[0], tree) for tree in self._find_trees(line, _SIDES[:1]))
            after += cost
            weave.lay(line, tree)
            laid.append(line)
        if after < before and after + (shape := self._weigh_shape()) < before:
            self._shape = shape
            return True
        for line in laid:
            weave.lift(line)
        self._swap(actor, home)
        for line, tree in lifted.items():
            weave.lay(line, tree)
        return False

    def _swap(self, actor: int, place: int) -> None:
        """Put an actor in a place of its region, and whoever stands there in its own."""
        home, other = self.cells[actor], self._owner.pop(place, None)
        del self._owner[home]
        self.lattice.taken[home] = other is not None
        self.lattice.taken[place] = True
        self.cells[actor], self._owner[place] = place, actor
        if other is not None:
            self.cells[other], self._owner[home] = home, other

    def _weigh_shape(self) -> float:
        """Give the cost of the picture's height, of width that is not there, and of ties."""
        width, height = self._measure_shape()
        lattice, cells = self.lattice, self.cells
        apart = sum(
            lattice.measure_between(lattice.cell(cells[one]), lattice.cell(cells[other]))
            for one, other in self.room.ties
        )
        return _HEIGHT * height + _EXCESS * max(0.0, width - self.room.width) + _TIE * apart

    def _measure_shape(self) -> tuple[float, float]:
        """Measure the picture by how many lines lie side by side; an order of tracks may need a little more."""
        rows, places = self.lattice.rows, len(self.lattice.taken)
        boxes = [0.0] * (places // rows), [0.0] * rows
        for cell, (width, height) in zip(self.cells, self.room.sizes, strict=True):
            x, y = self.lattice.cell(cell)
            boxes[0][x], boxes[1][y] = max(boxes[0][x], width), max(boxes[1][y], height)
        upright, level = (list(map(add, self.lattice.straight[axis], self.lattice.bends)) for axis in (1, 0))
        across = [max(upright[at : at + rows]) for at in range(0, places, rows)]
        down = [max(level[at::rows]) for at in range(rows)]
        return (
            measure_strips(across, boxes[0], self.room.borders[0], easy=False),
            measure_strips(down, boxes[1], self.room.borders[1], easy=True),
        )
