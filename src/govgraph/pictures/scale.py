"""Dates → places on one scale: which stretch of time a picture shows, and what its axis says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from govgraph.dates import Period
from govgraph.errors import UsageError
from govgraph.layout.letters import measure_text

__all__ = ["Scale", "Tick", "find_window", "read_window"]

_FAR = 3653  # days: so far from all others, and further than all shown so far, a date would make the scale useless
_MONTHS = (1, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_MOST_MONTHS = 24  # of a window, whose axis can tell months

Window = tuple[date, date]


def find_window(covered: Iterable[date], dated: Iterable[date]) -> Window:
    """Find the whole years that hold what is covered and the dates beside it, first and last day.

    A date that lies further from all the others than they spread, and more than ten years, stays outside.

    Raises
    ------
    UsageError
        There is no day at all.
    """
    known = sorted(dated)
    core = sorted(covered) or known[len(known) // 2 :][:1]
    if not core:
        raise UsageError("no day is known that a scale could begin at; give a span, such as at 2019/2022")
    first, last = core[0], core[-1]
    for day in reversed(known):
        if day < first and (first - day).days <= max(_FAR, (last - first).days):
            first = day
    for day in known:
        if day > last and (day - last).days <= max(_FAR, (last - first).days):
            last = day
    return date(first.year, 1, 1), date(last.year, 12, 31)


def read_window(at: Period, known: Collection[date]) -> Window:
    """Give the whole months of a span that was asked for; an end that it leaves open is the last day known there.

    Raises
    ------
    UsageError
        It begins after all that is known, or ends before it, and leaves the other end open.
    """
    first = at.from_earliest or min(known, default=None)
    last = at.to_latest or max(known, default=None)
    if first is None or last is None or last < first:
        raise UsageError("nothing is dated between the ends of the span asked for; give both, such as at 2019/2022")
    after = (last.replace(day=1) + timedelta(days=31)).replace(day=1)
    return first.replace(day=1), after - timedelta(days=1)


@dataclass(frozen=True)
class Tick:
    """A day on the axis; its label is empty where only a small stroke stands."""

    day: date
    x: float
    label: str = ""


@dataclass(frozen=True)
class Scale:
    """A window of time between two places of a picture, in points."""

    window: Window
    left: float
    right: float

    def place(self, day: float) -> float:
        """Place the beginning of a day, given by its ordinal; what lies outside the window, at its edge."""
        first, beyond = self.window[0].toordinal(), self.window[1].toordinal() + 1
        share = (min(max(day, first), beyond) - first) / (beyond - first)
        return round(self.left + share * (self.right - self.left), 2)

    def find_ticks(self, size: float) -> list[Tick]:
        """Find the ticks: as many labels as fit, with small strokes between them where years leave room."""
        first, last = self.window
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        steps = [step for step in _MONTHS if months <= _MOST_MONTHS] + [12 * step for step in _YEARS]
        room = (self.right - self.left) / months
        label = {step: measure_text("2000-00" if step < 12 else "2000", size) + 6 for step in steps}
        step = next((step for step in steps if step * room >= label[step]), steps[-1])
        small = next((each for each in (1, 3, 12) if each < step and each * room >= 6), step)
        return [self._build_tick(day, step, size) for day in self._list_days(small)]

    def _list_days(self, step: int) -> Iterator[date]:
        first, last = self.window
        month = -(-(first.year * 12 + first.month - 1) // step) * step
        while (day := date(month // 12, month % 12 + 1, 1)) <= last:
            yield day
            month += step

    def _build_tick(self, day: date, step: int, size: float) -> Tick:
        x = self.place(day.toordinal())
        label = ""
        if (day.year * 12 + day.month - 1) % step == 0:
            label = day.isoformat()[: 7 if step < 12 else 4]
            fits = x + 2 + measure_text(label, size) <= self.right
            return Tick(day, x, label if fits else "")
        return Tick(day, x)
