"""Uncertain dates: EDTF text in, six values out, and whether a fact holds at a date: yes, possibly, no, not covered.

A validity `2022` holds throughout that year; an event of `2022` happens on some day in it. So there are two
readers, `read_period` and `read_moment`, of one syntax. Days, months, years, seasons, halves and `[day..day]` are
read here; only `~ ? %` and other choices in brackets import edtf (0.2 s), and only for their syntax: it knows no
calendar, refuses a half as an end of an interval, accepts `2026/2023`, invents a start for `/2016` and ends winter
in December.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

__all__ = [
    "Certainty",
    "DateFault",
    "Holds",
    "Limits",
    "Moment",
    "Period",
    "Window",
    "find_limits",
    "holds",
    "open_window",
    "read_duration",
    "read_moment",
    "read_period",
    "share_a_day",
    "union",
]

Certainty: TypeAlias = Literal["yes", "possibly", "no"]
Holds: TypeAlias = Literal["yes", "possibly", "no", "not_covered"]

_DAY = timedelta(days=1)
_YEARS = (1000, 2999)  # leaves room on both sides for `~` and for the infinite days below
_SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 14), "40": (1, 6), "41": (7, 12)}
_WORDS = {
    r"första halvåret|first half": "40",
    r"andra halvåret|second half": "41",
    r"vår(en)?|spring": "21",
    r"sommar(en)?|summer": "22",
    r"höst(en)?|autumn|fall": "23",
    r"vinter(n)?|winter": "24",
}
_PLAIN = r"[0-9]{4}(?:-[0-9]{2}){0,2}"
_DAYS = r"\[(?=.*[0-9])(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?\.\.(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?\]"
_UNIT = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?"
_DURATION = re.compile(
    r"P(?=[0-9T])(?:[0-9]+W|(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+S)?)?)"
)


class DateFault(ValueError):  # noqa: N818 - a fault of a text, worded as those of `Problem` are
    """A date, period or duration that cannot be read; the text says what would be right."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole days, end days included, that begins and ends some day within bounds.

    A bound of None is not known. Where both bounds of an end are None, the end is unknown, or, if flagged open, lies
    beyond all that the sources cover. `Period()` is unknown at both ends.
    """

    from_earliest: date | None = None
    from_latest: date | None = None
    to_earliest: date | None = None
    to_latest: date | None = None
    from_open: bool = False
    to_open: bool = False


_BOUNDLESS = Period(from_open=True, to_open=True)


@dataclass(frozen=True, slots=True)
class Moment:
    """Some day from `earliest` to `latest`, both included; None is no bound."""

    earliest: date | None
    latest: date | None

    def as_period(self) -> Period:
        """Give the period that begins and ends within the moment, so that `holds` and `share_a_day` can take it."""
        return Period(self.earliest, self.latest, self.earliest, self.latest)


class _Span(NamedTuple):
    """What one end of an interval says: all its days, or only some day in it."""

    first: date | None
    last: date | None
    some_day: bool = False


def read_period(text: str) -> Period:
    """Read an EDTF date or interval as a period: `valid`, `covers`, `period`.

    Parameters
    ----------
    text
        A day, month, year, season (21 to 24), half (40, 41), one of these with `~`, `?` or `%` (not seasons and
        halves), a choice `[2018,2019]`, `[..2016-11-29]`, `[2019-12-31..2022-11-21]`, or two of them as
        `beginning/end`, where `..` is open and nothing is unknown. Years 1000 to 2999.

    Returns
    -------
    Period
        A day, month or year holds throughout, certainly. All else begins on some day in its range and ends on
        some day in it, also when it stands alone: a text that says "spring" marks off no days. `2015~` is some
        day in 2014 to 2016, `2015-06~` in May to July. A choice is read as its hull.

    Raises
    ------
    DateFault
        The text is no such date, or ends before it begins.

    Examples
    --------
    >>> read_period("2022-21/2026").from_latest, read_period("2022-21/2026").to_earliest
    (datetime.date(2022, 5, 31), datetime.date(2026, 12, 31))
    """
    parts = text.split("/")
    if text == "/" or len(parts) > 2:
        raise DateFault(f"{text!r} is no interval; write 'beginning/end', such as '2023/2026' or '2019-01-25/..'")
    begin, end = (_read_end(part) if len(parts) == 2 else _read_span(part) for part in (parts[0], parts[-1]))
    if begin.first and end.last and end.last < begin.first:
        raise DateFault(f"{text!r} ends before it begins; write '{parts[1]}/{parts[0]}', or correct one of the two")
    return Period(
        begin.first,
        begin.last if begin.some_day else begin.first,
        end.first if end.some_day else end.last,
        end.last,
        from_open=parts[0] == "..",
        to_open=parts[-1] == "..",
    )


def read_moment(text: str) -> Moment:
    """Read an EDTF date as a moment: the `date` of an event, which happens on some day in what the text names.

    Takes what `read_period` takes and raises what it raises; an interval is some day from its first to its last.

    >>> read_moment("2022-02")
    Moment(earliest=datetime.date(2022, 2, 1), latest=datetime.date(2022, 2, 28))
    """
    period = read_period(text)
    return Moment(period.from_earliest, period.to_latest)


def holds(valid: Period, at: Period, *, covers: Period | None, own: bool) -> Holds:
    """Say whether a fact holds at a date or span.

    Parameters
    ----------
    valid
        When the fact holds.
    at
        Asked for: all days from its first to its last, so that `2022-21` asks about the whole of spring.
    covers
        What the sources of the fact cover; None where that is not known, and then nothing lies outside it.
    own
        Whether `valid` is coded on the fact itself; otherwise it is a default, which says nothing outside `covers`.

    Returns
    -------
    Holds
        `yes` if the fact certainly shares a day with `at`, `possibly` if it may, `no` if it cannot;
        `not_covered` where no day of `at` is covered and the answer hangs on an open or unknown end, or on a default.
        An open end reaches as far as the sources certainly cover, an unknown one no further than is certain anyway.

    Examples
    --------
    >>> since = read_period("2022-21/..")
    >>> [holds(since, read_period(at), covers=read_period("2019/2022"), own=True) for at in ("2021", "2022", "2030")]
    ['no', 'yes', 'not_covered']
    """
    first, last = at.from_earliest or date.min, at.to_latest or date.max
    covers = covers or Period()
    outside = (covers.to_latest or date.max) < first or last < (covers.from_earliest or date.min)
    if outside and not own:
        return "not_covered"
    limits = find_limits(valid, covers)
    if limits.from_earliest > last or limits.to_latest < first:
        return "no"
    begun, lasts = limits.from_latest <= last, limits.to_earliest >= first
    if begun and lasts:
        return "yes"
    unbounded = (not begun and valid.from_earliest is None) or (not lasts and valid.to_latest is None)
    return "not_covered" if outside and unbounded else "possibly"


class Window(NamedTuple):
    """The days that several periods may have in common: what is left of time when each has been met with the next.

    `certain` says whether they share a day for sure. Two periods that each share a day with a third need not share one
    with each other; but when each two of several do, all of them share one (Helly's theorem for intervals), so that
    four bounds are enough however many were met.
    """

    from_earliest: date
    from_latest: date
    to_earliest: date
    to_latest: date
    certain: bool = True

    def meet(self, other: Window) -> Window | None:
        """Give what is left when both hold; None where they cannot share a day."""
        if self is other and self.certain and self.from_latest <= self.to_earliest:
            return self  # most statements of a case hold for one and the same time
        from_earliest = max(self.from_earliest, other.from_earliest)
        to_latest = min(self.to_latest, other.to_latest)
        if from_earliest > to_latest:
            return None
        sure = self.from_latest <= other.to_earliest and other.from_latest <= self.to_earliest
        return Window(
            from_earliest,
            max(self.from_latest, other.from_latest),
            min(self.to_earliest, other.to_earliest),
            to_latest,
            self.certain and other.certain and sure,
        )

    def contains(self, other: Window) -> bool:
        """Tell whether whatever can be met with the other can be met with this one, and as surely."""
        return (
            self.from_earliest <= other.from_earliest
            and self.to_latest >= other.to_latest
            and self.from_latest <= other.from_latest
            and self.to_earliest >= other.to_earliest
            and self.certain >= other.certain
        )


def open_window(period: Period | None = None) -> Window:
    """Give the window of one period, in which an open end has no limit; of none, all time.

    >>> spring = open_window(read_period("2022-21"))
    >>> spring.meet(open_window(read_period("2022-04/.."))).certain
    False
    """
    limits = find_limits(period or _BOUNDLESS, _BOUNDLESS)
    return Window(limits.from_earliest, limits.from_latest, limits.to_earliest, limits.to_latest)


def share_a_day(a: Period, b: Period) -> Certainty:
    """Say whether two periods have a day in common; an open end has no limit here.

    >>> share_a_day(read_period("2022-21"), read_period("2022-04/.."))
    'possibly'
    """
    met = open_window(a).meet(open_window(b))
    if met is None:
        return "no"
    return "yes" if met.certain else "possibly"


def union(periods: Sequence[Period]) -> Period:
    """Find the shortest period that contains each of the given ones; none gives `Period()`, unknown at both ends.

    >>> union([read_period("2019/2022"), read_period("2016/")]) == read_period("2016/[2022-12-31..]")
    True
    """
    if len(set(periods)) < 2:
        return periods[0] if periods else Period()
    limits = [find_limits(period, _BOUNDLESS) for period in periods]
    return Period(
        _known(min(each.from_earliest for each in limits)),
        _known(min(each.from_latest for each in limits)),
        _known(max(each.to_earliest for each in limits)),
        _known(max(each.to_latest for each in limits)),
        from_open=any(period.from_open for period in periods),
        to_open=any(period.to_open for period in periods),
    )


def read_duration(text: str) -> str:
    """Check an ISO 8601 duration of whole units, such as a term of office (P4Y) or a meeting's length (PT4H).

    Gives the text itself; raises DateFault for any other.

    >>> read_duration("P2Y6M")
    'P2Y6M'
    """
    if _DURATION.fullmatch(text) and re.search("[1-9]", text):
        return text
    bare = re.sub(r"\s", "", text).upper()
    tries = (bare, f"P{bare}", f"PT{bare.removeprefix('P')}")
    offer = next((t for t in tries if t != text and _DURATION.fullmatch(t) and re.search("[1-9]", t)), None)
    examples = "P and whole years, months, weeks or days, T and hours or minutes, such as 'P4Y', 'P2Y6M' or 'PT4H'"
    raise DateFault(f"{text!r} is no duration; write {repr(offer) if offer else examples}")


class Limits(NamedTuple):
    """The bounds of a period, each of them a day: those that are open or unknown are filled in."""

    from_earliest: date
    from_latest: date
    to_earliest: date
    to_latest: date


def find_limits(period: Period, covers: Period) -> Limits:
    """Fill in bounds: open ends by what is certainly covered, unknown ones by all time, each end by the other.

    >>> find_limits(read_period("2022-21/.."), read_period("2019/2022")).to_earliest
    datetime.date(2022, 12, 31)
    """
    covered_from = date.min if covers.from_open else covers.from_latest or date.max
    covered_to = date.max if covers.to_open else covers.to_earliest or date.min
    from_earliest = period.from_earliest or date.min
    from_latest = covered_from if period.from_open else period.from_latest or date.max
    to_earliest = covered_to if period.to_open else period.to_earliest or date.min
    to_latest = period.to_latest or date.max
    return Limits(from_earliest, min(from_latest, to_latest), max(to_earliest, from_earliest), to_latest)


def _known(bound: date) -> date | None:
    return None if bound in {date.min, date.max} else bound


def _read_end(text: str) -> _Span:
    return _Span(None, None) if text in {"", ".."} else _read_span(text)


def _read_span(text: str) -> _Span:
    if re.fullmatch(_PLAIN, text):
        _check_year(text)
        in_season = len(text) == 7 and text[5:] in _SEASONS
        return _Span(*(_read_season if in_season else _read_unit)(text), some_day=in_season)
    if re.fullmatch(_DAYS, text) or (re.fullmatch(rf"{_PLAIN}[~?%]|\[[0-9.,-]+\]", text) and _edtf_reads(text)):
        return _read_choice(text) if text.startswith("[") else _widen(text[:-1])
    raise DateFault(_word_fault(text))


def _read_unit(text: str) -> tuple[date, date]:
    """Give the first and the last day of a day, month or year."""
    year, month, day = int(text[:4]), int(text[5:7] or 1), int(text[8:] or 1)
    if not 1 <= month <= 12:
        what = "month, season or half" if len(text) == 7 else "day"
        raise DateFault(f"{text!r} is no {what}; months are 01 to 12, seasons 21 to 24, halves 40 and 41")
    length = monthrange(year, month)[1]
    if not 1 <= day <= length:
        raise DateFault(f"{text!r} is no day; {text[:7]} has the days 01 to {length}")
    if len(text) == 10:
        return date(year, month, day), date(year, month, day)
    return date(year, month, 1), date(year, month, length) if len(text) == 7 else date(year, 12, 31)


def _read_season(text: str) -> tuple[date, date]:
    begins, ends = _SEASONS[text[5:]]
    first = date(int(text[:4]), begins, 1)
    years, month = divmod(ends - 1, 12)  # winter goes on to month 14, the February after
    last = first.replace(first.year + years, month + 1)
    return first, last.replace(day=monthrange(last.year, last.month)[1])


def _check_year(text: str) -> None:
    if not _YEARS[0] <= int(text[:4]) <= _YEARS[1]:
        raise DateFault(f"{text[:4]!r} is no year that is read; write one from {_YEARS[0]} to {_YEARS[1]}")


@lru_cache(maxsize=1024)  # 10 to 50 ms a text
def _edtf_reads(text: str) -> bool:
    from edtf import parse_edtf

    return parse_edtf(text, fail_silently=True) is not None


def _widen(text: str) -> _Span:
    """Read a day, month or year as some day from one unit earlier to one unit later."""
    _check_year(text)
    first, last = _read_unit(text)
    earlier, later = (day.isoformat()[: len(text)] for day in (first - _DAY, last + _DAY))
    return _Span(_read_unit(earlier)[0], _read_unit(later)[1], some_day=True)


def _read_choice(text: str) -> _Span:
    """Read `[a,b..c,..d]` as some day in its hull."""
    spans = [_read_range(item) for item in text[1:-1].split(",")]
    first, last = min(span.first or date.min for span in spans), max(span.last or date.max for span in spans)
    return _Span(_known(first), _known(last), some_day=True)


def _read_range(text: str) -> _Span:
    begin, dots, end = text.partition("..")
    first = _read_span(begin).first if begin else None
    last = _read_span(end if dots else begin).last if end or not dots else None
    if first and last and last < first:
        raise DateFault(f"'[{text}]' ends before it begins; write '[{end}..{begin}]', or correct one of the two")
    return _Span(first, last)


def _word_fault(text: str) -> str:
    """Say what would be right instead of a text that is no date."""
    if not text:
        return "'' is no date; leave the key out where none is known, or write one, such as '2019' or '2019-01-25'"
    if season := _name_season(text):
        return f"{text!r} is in words; write {season!r}"
    dense = re.sub(r"\s", "", text)
    if dense != text and re.fullmatch(r"[0-9.,~?%\[\]-]+", dense):
        return f"{text!r} holds white space; write {dense!r}"
    if found := re.fullmatch(rf"({_UNIT})\.\.({_UNIT})|\[({_UNIT})\.\.({_UNIT})\]|([0-9]{{4}})[-–—]([0-9]{{4}})", text):
        return _word_range(text, *filter(None, found.groups()))
    if re.fullmatch(rf"{_PLAIN}[~?%]", text):
        return f"{text!r} is no date; a season or half is some day in it already, write {text[:-1]!r}"
    if text.startswith(("[", "{")):
        return (
            f"{text!r} is no choice; write two or more days, months or years, such as '[2018,2019]' or '[..2016-11-29]'"
        )
    if found := re.fullmatch("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})", text):
        year, month, day = filter(None, found.groups())
        return f"{text!r} is no date; write '{year}-{month:0>2}-{day:0>2}'"
    return f"{text!r} is no date; write '2019-01-25', '2019-01', '2019', spring as '2019-21', about 2019 as '2019~'"


def _name_season(text: str) -> str | None:
    years = re.findall(r"(?<![0-9])[0-9]{4}(?![0-9])", text)
    folded = unicodedata.normalize("NFC", text).casefold()
    codes = [code for words, code in _WORDS.items() if re.search(rf"\b(?:{words})\b", folded)]
    return f"{years[0]}-{codes[0]}" if len(years) == len(codes) == 1 else None


def _word_range(text: str, begin: str, end: str) -> str:
    first, last = _read_span(begin).first, _read_span(end).last
    if len(begin) != len(end):
        return f"{text!r} mixes precisions; write both ends as days, '[{first}..{last}]'"
    choice = f"[{begin},{end}]" if len(begin) == 4 and ".." not in text else f"[{begin}..{end}]"
    return f"{text!r} is no date; write '{begin}/{end}' for all of it, '{choice}' for some day in it"
