"""Events → words beside their marks, in as few rows as hold them without touching; what is too much gets a number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from govgraph.layout.letters import measure_text, wrap_text
from govgraph.pictures.chronology import Item
from govgraph.pictures.scale import Scale
from govgraph.pictures.spans import place_event, reach_event

__all__ = ["Label", "Room", "place_labels"]

_MOST_LINES = 3  # beside a mark; what needs more gets a number
_MOST_ROWS = 18  # of marks with words; where there would be more, events of one date and kind share a mark
_LEAST = 36.0  # points, that words need beside a mark
_MARK = 4.0  # half of a mark, and air
_UNKNOWN = 6.5  # what the sign of an unknown end takes
_GAP = 6.0  # between what stands in one row


@dataclass(frozen=True)
class Room:
    """Where words may stand: from `left` to `right`, in type of `size`, no line wider than `most`."""

    scale: Scale
    left: float
    right: float
    size: float
    most: float


@dataclass(frozen=True)
class Label:
    """A mark with the words beside it: one event, or several of one date and kind.

    `number` is empty where the words themselves stand there. `anchor` is start for words to the right of the mark.
    """

    items: tuple[Item, ...]
    lines: tuple[str, ...]
    x: float
    anchor: str
    row: int
    number: str = ""


@dataclass(frozen=True)
class _Side:
    """One of the two sides of a mark: what its words are there, and what both take."""

    lines: tuple[str, ...]
    x: float
    anchor: str
    left: float
    right: float


def place_labels(events: Sequence[Item], room: Room, word: Callable[[Item], str]) -> list[Label]:
    """Place events by date in rows, each as high as it can stand.

    Where the rows would be many, and fewer if events of one date, kind and status shared a mark, they do; then all bear
    numbers. So does an event whose words find no room.
    """
    ordered = sorted(events, key=lambda item: item.period.from_earliest or item.period.to_latest or date.min)
    single = _place([(item,) for item in ordered], room, word)
    if _count_rows(single) <= _MOST_ROWS:
        return single
    keyed = sorted(ordered, key=_key)
    shared = _place([tuple(group) for _, group in groupby(keyed, key=_key)], room, None)
    return shared if _count_rows(shared) < 0.7 * _count_rows(single) else single


def _key(item: Item) -> tuple[date, str, str, str]:
    first = item.period.from_earliest or item.period.to_latest or date.min
    return first, item.text, item.event, item.status


def _count_rows(labels: Iterable[Label]) -> int:
    return max((label.row + len(label.lines) for label in labels), default=0)


def _place(groups: Sequence[tuple[Item, ...]], room: Room, word: Callable[[Item], str] | None) -> list[Label]:
    rows: list[list[tuple[float, float]]] = []
    labels, number = [], 1
    for group in groups:
        sides = list(_find_sides(group[0], room, word(group[0]))) if word else []
        named = ""
        if not sides:
            last = number + len(group) - 1
            named = str(number) if last == number else f"{number}–{last}"
            number = last + 1
            sides = list(_find_sides(group[0], room, named))
        row, side = _find_row(rows, sides)
        labels.append(Label(group, side.lines, side.x, side.anchor, row, named))
    return labels


def _find_sides(item: Item, room: Room, words: str) -> Iterator[_Side]:
    """Find on which sides of a mark its words have room, the one with fewer lines first."""
    mark = place_event(item, room.scale)
    begin, end = reach_event(item, room.scale)
    begin = min(begin - (_UNKNOWN if item.period.from_earliest is None else 2), mark - _MARK)
    end = max(end + (_UNKNOWN if item.period.to_latest is None else 2), mark + _MARK)
    found = []
    for is_right, space in ((True, room.right - end - 1.5), (False, begin - 1.5 - room.left)):
        least = min(_LEAST, measure_text(words, room.size))
        lines = tuple(wrap_text(words, min(space, room.most), room.size)) if space >= least else ()
        if not 0 < len(lines) <= _MOST_LINES:
            continue
        wide = max(measure_text(line, room.size) for line in lines)
        x = round(end + 1.5 if is_right else begin - 1.5, 2)
        ends = (begin, x + wide) if is_right else (x - wide, end)
        found.append(_Side(lines, x, "start" if is_right else "end", *ends))
    yield from sorted(found, key=lambda side: len(side.lines))


def _find_row(rows: list[list[tuple[float, float]]], sides: Sequence[_Side]) -> tuple[int, _Side]:
    """Find the uppermost rows in which a mark and its words touch nothing, and take them."""
    row = 0
    while True:
        for side in sides:
            rows += [[] for _ in range(row + len(side.lines) - len(rows))]
            taken = rows[row : row + len(side.lines)]
            if all(side.right + _GAP <= left or right + _GAP <= side.left for each in taken for left, right in each):
                for each in taken:
                    each.append((side.left, side.right))
                return row, side
        row += 1
