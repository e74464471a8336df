"""Dates: every row of the design's table, every refusal word for word, and laws against brute force."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from govgraph.dates import (
    DateFault,
    Holds,
    Moment,
    Period,
    holds,
    read_duration,
    read_moment,
    read_period,
    share_a_day,
    union,
)


def write_period(period: Period) -> str:
    """Write `from_earliest..from_latest/to_earliest..to_latest`, one day for an exact end, `open` or `unknown`."""

    def write_end(earliest: date | None, latest: date | None, is_open: bool) -> str:
        if earliest is None and latest is None:
            return "open" if is_open else "unknown"
        assert not is_open
        return f"{earliest}" if earliest == latest else f"{earliest or ''}..{latest or ''}"

    begin = write_end(period.from_earliest, period.from_latest, period.from_open)
    return f"{begin}/{write_end(period.to_earliest, period.to_latest, period.to_open)}"


no_clock = settings(deadline=None)


def find_fault(text: str) -> str | None:
    try:
        read_period(text)
    except DateFault as fault:
        return str(fault)
    return None


# Reading

ALONE = [
    pytest.param("2019-01-25", "2019-01-25/2019-01-25", id="a-day"),
    pytest.param("2022-01", "2022-01-01/2022-01-31", id="a-month"),
    pytest.param("2020-02", "2020-02-01/2020-02-29", id="a-leap-month"),
    pytest.param("2019", "2019-01-01/2019-12-31", id="a-year"),
    pytest.param("2022-21", "2022-03-01..2022-05-31/2022-03-01..2022-05-31", id="spring"),
    pytest.param("2022-22", "2022-06-01..2022-08-31/2022-06-01..2022-08-31", id="summer"),
    pytest.param("2022-23", "2022-09-01..2022-11-30/2022-09-01..2022-11-30", id="autumn"),
    pytest.param("2022-24", "2022-12-01..2023-02-28/2022-12-01..2023-02-28", id="winter"),
    pytest.param("2023-24", "2023-12-01..2024-02-29/2023-12-01..2024-02-29", id="winter-into-a-leap-year"),
    pytest.param("2021-40", "2021-01-01..2021-06-30/2021-01-01..2021-06-30", id="first-half"),
    pytest.param("2021-41", "2021-07-01..2021-12-31/2021-07-01..2021-12-31", id="second-half"),
    pytest.param("2015~", "2014-01-01..2016-12-31/2014-01-01..2016-12-31", id="about-a-year"),
    pytest.param("2015-06~", "2015-05-01..2015-07-31/2015-05-01..2015-07-31", id="about-a-month"),
    pytest.param("2016-01~", "2015-12-01..2016-02-29/2015-12-01..2016-02-29", id="about-january"),
    pytest.param("2015-06-01~", "2015-05-31..2015-06-02/2015-05-31..2015-06-02", id="about-a-day"),
    pytest.param("2015?", "2014-01-01..2016-12-31/2014-01-01..2016-12-31", id="uncertain"),
    pytest.param("2015%", "2014-01-01..2016-12-31/2014-01-01..2016-12-31", id="about-and-uncertain"),
    pytest.param("1000~", "0999-01-01..1001-12-31/0999-01-01..1001-12-31", id="about-the-first-year-read"),
    pytest.param("2999~", "2998-01-01..3000-12-31/2998-01-01..3000-12-31", id="about-the-last-year-read"),
    pytest.param("[2018,2019]", "2018-01-01..2019-12-31/2018-01-01..2019-12-31", id="one-of-two-years"),
    pytest.param("[2019,2018]", "2018-01-01..2019-12-31/2018-01-01..2019-12-31", id="one-of-two-in-any-order"),
    pytest.param("[2018,2019-05]", "2018-01-01..2019-05-31/2018-01-01..2019-05-31", id="one-of-two-precisions"),
    pytest.param("[2016,2018..2020]", "2016-01-01..2020-12-31/2016-01-01..2020-12-31", id="a-hull"),
    pytest.param("[..2016-11-29]", "..2016-11-29/..2016-11-29", id="some-day-until"),
    pytest.param("[2016-11-29..]", "2016-11-29../2016-11-29..", id="some-day-since"),
    pytest.param(
        "[2019-12-31..2022-11-21]", "2019-12-31..2022-11-21/2019-12-31..2022-11-21", id="some-day-between-two"
    ),
]
INTERVALS = [
    pytest.param("2019-01-25/2019-02-03", "2019-01-25/2019-02-03", id="days"),
    pytest.param("2022-01/2022-02", "2022-01-01/2022-02-28", id="months"),
    pytest.param("2023/2026", "2023-01-01/2026-12-31", id="years"),
    pytest.param("2019-01-25/2019", "2019-01-25/2019-12-31", id="mixed-ends"),
    pytest.param("2022-21/..", "2022-03-01..2022-05-31/open", id="since-spring"),
    pytest.param("2022-22/2022-24", "2022-06-01..2022-08-31/2022-12-01..2023-02-28", id="summer-to-winter"),
    pytest.param("2021-40/2022-41", "2021-01-01..2021-06-30/2022-07-01..2022-12-31", id="halves"),
    pytest.param("2015~/2016-11?", "2014-01-01..2016-12-31/2016-10-01..2016-12-31", id="about-to-uncertain"),
    pytest.param("2015/2015-05-31%", "2015-01-01/2015-05-30..2015-06-01", id="to-about-a-day"),
    pytest.param("[2019-12-31..2022-11-21]/..", "2019-12-31..2022-11-21/open", id="since-some-day-between"),
    pytest.param("[..2016-11-29]/[2018,2019]", "..2016-11-29/2018-01-01..2019-12-31", id="choices"),
    pytest.param("../2016-11-29", "open/2016-11-29", id="open-beginning"),
    pytest.param("2022/..", "2022-01-01/open", id="open-end"),
    pytest.param("../..", "open/open", id="open-at-both-ends"),
    pytest.param("/2016-11-29", "unknown/2016-11-29", id="unknown-beginning"),
    pytest.param("2016/", "2016-01-01/unknown", id="unknown-end"),
    pytest.param("/..", "unknown/open", id="unknown-beginning-open-end"),
    pytest.param("../", "open/unknown", id="open-beginning-unknown-end"),
    pytest.param("2022-21/2022-04", "2022-03-01..2022-05-31/2022-04-30", id="ends-that-overlap"),
    pytest.param("2022/2022", "2022-01-01/2022-12-31", id="equal-ends"),
]
WRITE = "write '2019-01-25', '2019-01', '2019', spring as '2019-21', about 2019 as '2019~'"
TWO_OR_MORE = "write two or more days, months or years, such as '[2018,2019]' or '[..2016-11-29]'"
CODES = "months are 01 to 12, seasons 21 to 24, halves 40 and 41"
TWO_ENDS = "write 'beginning/end', such as '2023/2026' or '2019-01-25/..'"
REFUSED = [
    ("", "'' is no date; leave the key out where none is known, or write one, such as '2019' or '2019-01-25'"),
    ("/", f"'/' is no interval; {TWO_ENDS}"),
    ("2019/2020/2021", f"'2019/2020/2021' is no interval; {TWO_ENDS}"),
    ("..", f"'..' is no date; {WRITE}"),
    ("2026/2023", "'2026/2023' ends before it begins; write '2023/2026', or correct one of the two"),
    ("2022-21/2022-02", "'2022-21/2022-02' ends before it begins; write '2022-02/2022-21', or correct one of the two"),
    ("2017~/2015", "'2017~/2015' ends before it begins; write '2015/2017~', or correct one of the two"),
    ("[2022..2019]", "'[2022..2019]' ends before it begins; write '[2019..2022]', or correct one of the two"),
    ("2021-02-29", "'2021-02-29' is no day; 2021-02 has the days 01 to 28"),
    ("2026-02-30", "'2026-02-30' is no day; 2026-02 has the days 01 to 28"),
    ("2022/2024-06-31", "'2024-06-31' is no day; 2024-06 has the days 01 to 30"),
    ("2019-02-29~", "'2019-02-29' is no day; 2019-02 has the days 01 to 28"),
    ("[..2021-02-29]", "'2021-02-29' is no day; 2021-02 has the days 01 to 28"),
    ("2019-01-00", "'2019-01-00' is no day; 2019-01 has the days 01 to 31"),
    ("2022-13", f"'2022-13' is no month, season or half; {CODES}"),
    ("2022-25", f"'2022-25' is no month, season or half; {CODES}"),
    ("2022-21-05", f"'2022-21-05' is no day; {CODES}"),
    ("0000", "'0000' is no year that is read; write one from 1000 to 2999"),
    ("3000-21", "'3000' is no year that is read; write one from 1000 to 2999"),
    ("9999~", "'9999' is no year that is read; write one from 1000 to 2999"),
    ("2015-2016", "'2015-2016' is no date; write '2015/2016' for all of it, '[2015,2016]' for some day in it"),
    (
        "2015\N{EN DASH}2016",
        "'2015–2016' is no date; write '2015/2016' for all of it, '[2015,2016]' for some day in it",
    ),
    ("2019..2022", "'2019..2022' is no date; write '2019/2022' for all of it, '[2019..2022]' for some day in it"),
    (
        "[2019..2022-11-21]",
        "'[2019..2022-11-21]' mixes precisions; write both ends as days, '[2019-01-01..2022-11-21]'",
    ),
    (
        "2019-12/[2020-02..2022]",
        "'[2020-02..2022]' mixes precisions; write both ends as days, '[2020-02-01..2022-12-31]'",
    ),
    ("våren 2022", "'våren 2022' is in words; write '2022-21'"),
    ("va\u030aren 2022", "'va\u030aren 2022' is in words; write '2022-21'"),
    ("Hösten 2021/..", "'Hösten 2021' is in words; write '2021-23'"),
    ("vintern 2021/2022", "'vintern 2021' is in words; write '2021-24'"),
    ("andra halvåret 2021", "'andra halvåret 2021' is in words; write '2021-41'"),
    ("autumn of 2021", "'autumn of 2021' is in words; write '2021-23'"),
    ("vårdplan 2022", f"'vårdplan 2022' is no date; {WRITE}"),
    (" 2019", "' 2019' holds white space; write '2019'"),
    ("2015 / 2016", "'2015 ' holds white space; write '2015'"),
    ("[2018, 2019]", "'[2018, 2019]' holds white space; write '[2018,2019]'"),
    ("2022-21~", "'2022-21~' is no date; a season or half is some day in it already, write '2022-21'"),
    ("[2018]", f"'[2018]' is no choice; {TWO_OR_MORE}"),
    ("[..]", f"'[..]' is no choice; {TWO_OR_MORE}"),
    ("[2022-21,2023]", f"'[2022-21,2023]' is no choice; {TWO_OR_MORE}"),
    ("{2018,2019}", f"'{{2018,2019}}' is no choice; {TWO_OR_MORE}"),
    ("2019-1-5", "'2019-1-5' is no date; write '2019-01-05'"),
    ("20190125", "'20190125' is no date; write '2019-01-25'"),
    ("2019-01-25T10:00:00", f"'2019-01-25T10:00:00' is no date; {WRITE}"),
    ("-0005", f"'-0005' is no date; {WRITE}"),
    ("Y20000", f"'Y20000' is no date; {WRITE}"),
    ("201X", f"'201X' is no date; {WRITE}"),
    ("2015S2-21", f"'2015S2-21' is no date; {WRITE}"),
    ("~2015", f"'~2015' is no date; {WRITE}"),
    ("2015-~06", f"'2015-~06' is no date; {WRITE}"),
    ("unknown/2016", f"'unknown' is no date; {WRITE}"),
    ("٢٠١٩", f"'٢٠١٩' is no date; {WRITE}"),
    ("2019\n", "'2019\\n' holds white space; write '2019'"),
]


@pytest.mark.parametrize(("text", "expected"), [*ALONE, *INTERVALS])
def test_a_text_of_the_table_is_read_as_its_six_values(text: str, expected: str) -> None:
    assert write_period(read_period(text)) == expected


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        pytest.param("2019-01-25", "2019-01-25", "2019-01-25", id="a-day"),
        pytest.param("2022", "2022-01-01", "2022-12-31", id="some-day-of-a-year"),
        pytest.param("2022-21", "2022-03-01", "2022-05-31", id="some-day-of-a-season"),
        pytest.param("2015~", "2014-01-01", "2016-12-31", id="about"),
        pytest.param("[..2016-11-29]", None, "2016-11-29", id="before"),
        pytest.param("[2019-12-31..2022-11-21]", "2019-12-31", "2022-11-21", id="between"),
        pytest.param("2019-05/2019-07", "2019-05-01", "2019-07-31", id="interval"),
    ],
)
def test_an_event_happens_on_some_day_in_its_date(text: str, earliest: str | None, latest: str | None) -> None:
    first, last = (date.fromisoformat(bound) if bound else None for bound in (earliest, latest))
    assert read_moment(text) == Moment(first, last)
    assert read_moment(text).as_period() == Period(first, last, first, last)


def test_an_event_of_a_year_only_possibly_happens_on_a_day_of_it() -> None:
    day, year = read_period("2022-07-01"), read_period("2022")
    moment = read_moment("2022").as_period()
    assert [holds(moment, at, covers=None, own=True) for at in (day, year)] == ["possibly", "yes"]
    assert [holds(year, at, covers=None, own=True) for at in (day, year)] == ["yes", "yes"]


@pytest.mark.parametrize(("text", "message"), [pytest.param(*case, id=ascii(case[0])) for case in REFUSED])
def test_a_refusal_says_what_would_be_right(text: str, message: str) -> None:
    for read in (read_period, read_moment):
        with pytest.raises(DateFault) as raised:
            read(text)
        assert str(raised.value) == message


@no_clock
@given(st.one_of(st.text(max_size=12), st.text("0123456789-/.,[]{}~?%X TPvår", max_size=24)))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    fault = find_fault(text)
    if fault is None:
        assert read_period(text) == read_period(text)
        assert share_a_day(read_period(text), read_period(text)) != "no"
    else:
        assert fault == find_fault(text)
        assert fault.startswith(("'", '"'))
        assert not fault.endswith(".")


@no_clock
@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_plain_dates_go_round(one: date, other: date) -> None:
    begin, end = sorted((one, other))
    assert read_period(one.isoformat()) == Period(one, one, one, one)
    assert write_period(read_period(f"{begin}/{end}")) == f"{begin}/{end}"
    for length in (4, 7, 10):
        period = read_period(one.isoformat()[:length])
        assert (period.from_earliest or date.max) <= one <= (period.to_latest or date.min)


def test_only_what_needs_edtf_imports_it() -> None:
    texts = ["2019-01-25", "2019/..", "2022-21", "2021-40/", "2019-01/2020"]
    script = (
        "import sys; from govgraph.dates import read_period\n"
        f"for text in {texts!r}: read_period(text)\n"
        "assert not {'edtf', 'pyparsing'} & set(sys.modules)\n"
        "read_period('2015~'); assert 'edtf' in sys.modules"
    )
    outcome = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, "", "")


# Durations


@pytest.mark.parametrize(
    "text", ["P4Y", "P2Y6M", "P6W", "P10D", "PT4H", "PT1H30M", "P1DT12H", "PT90M", "PT30S", "P0Y6M"]
)
def test_a_duration_stays_as_it_stands(text: str) -> None:
    assert read_duration(text) == text


DURATION = "P and whole years, months, weeks or days, T and hours or minutes, such as 'P4Y', 'P2Y6M' or 'PT4H'"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("4Y", "'P4Y'"),
        ("p4y", "'P4Y'"),
        (" P4Y", "'P4Y'"),
        ("P4H", "'PT4H'"),
        ("4h", "'PT4H'"),
        *(
            (text, DURATION)
            for text in ["", "P", "PT", "P4YT", "4 år", "P1.5Y", "PT1,5H", "P-4Y", "P1Y2W", "P6M4Y", "P0Y"]
        ),
        ("P٤Y", DURATION),
    ],
)
def test_another_duration_is_refused(text: str, right: str) -> None:
    with pytest.raises(DateFault) as raised:
        read_duration(text)
    assert str(raised.value) == f"{text!r} is no duration; write {right}"


# Holding at a date


@pytest.mark.parametrize(
    ("valid", "at", "covers", "own", "expected"),
    [
        pytest.param("2022-21/..", "2021-06-01", "2019/2022", True, "no", id="before-it-begins"),
        pytest.param("2022-21/..", "2022-04-15", "2019/2022", True, "possibly", id="within-its-beginning"),
        pytest.param("2022-21/..", "2022-21", "2019/2022", True, "yes", id="span-of-its-beginning"),
        pytest.param("2022-21/..", "2022-06-01", "2019/2022", True, "yes", id="open-end-within-the-coverage"),
        pytest.param("2022-21/..", "2023-01-01", "2019/2022", True, "not_covered", id="open-end-beyond-the-coverage"),
        pytest.param("2022-21/..", "2022/2030", "2019/2022", True, "yes", id="span-reaching-out-of-the-coverage"),
        pytest.param("2022-21/..", "2023-01-01", "2019/..", True, "yes", id="coverage-is-open-too"),
        pytest.param("2022-21/..", "2023-01-01", "2019/", True, "possibly", id="coverage-of-unknown-end"),
        pytest.param("2022-21/..", "2023-01-01", None, True, "possibly", id="coverage-not-known"),
        pytest.param("2016/", "2017", "2016/2019", True, "possibly", id="unknown-end-within-the-coverage"),
        pytest.param("2016/", "2020", "2016/2019", True, "not_covered", id="unknown-end-beyond-the-coverage"),
        pytest.param("2016/", "2016", "2016/2019", True, "yes", id="unknown-end-at-its-beginning"),
        pytest.param("2016/", "2015", "2016/2019", True, "no", id="unknown-end-before-its-beginning"),
        pytest.param("../2016", "2015-05", "2015/2019", True, "yes", id="open-beginning-within-the-coverage"),
        pytest.param("../2016", "2014", "2015/2019", True, "not_covered", id="open-beginning-beyond-the-coverage"),
        pytest.param("../2016", "2017", "2015/2019", True, "no", id="open-beginning-after-its-end"),
        pytest.param("2019/2022", "2020", "2022", True, "yes", id="own-dates-decide-outside-the-coverage"),
        pytest.param("2019/..", "2020", "2022", True, "yes", id="own-dates-decide-between-beginning-and-coverage"),
        pytest.param("2019/2022", "2018", "2022", True, "no", id="own-dates-rule-out-outside-the-coverage"),
        pytest.param("2021-23", "2021-10-10", "2022", True, "possibly", id="own-season-outside-the-coverage"),
        pytest.param("[..2016-11-29]/..", "2010", "2016/2019", True, "not_covered", id="some-day-before-the-coverage"),
        pytest.param("[..2016-11-29]/..", "2016", "2016/2019", True, "yes", id="some-day-before-is-over"),
        pytest.param("[..2016]/[2018,2020]", "2019", "2022", True, "possibly", id="only-a-bounded-end-in-doubt"),
        pytest.param("[2017,2019]/[2020..]", "2018", "2015", True, "possibly", id="only-a-bounded-beginning-in-doubt"),
        pytest.param("2019/..", "2021-05", "2019/[2021,2022]", True, "possibly", id="coverage-ends-some-day-before"),
        pytest.param("2019/..", "2020-12", "2019/[2021,2022]", True, "yes", id="coverage-ends-some-day-after"),
        pytest.param("../2022", "2019-05", "[2018,2019]/2022", True, "possibly", id="coverage-begins-some-day-after"),
        pytest.param("2019/2022", "2020", "2019/2022", False, "yes", id="default-within-the-coverage"),
        pytest.param("2019/2022", "2023", "2019/2022", False, "not_covered", id="default-outside-the-coverage"),
        pytest.param("2019/2030", "2023", "2019/2022", False, "not_covered", id="default-never-decides-outside"),
        pytest.param("2016/", "2018", "2016/", False, "possibly", id="memo-after-its-year"),
        pytest.param("2016/", "2016", "2016/", False, "yes", id="memo-in-its-year"),
        pytest.param("2022-21/2023", "2022-21/", "2022", True, "yes", id="asked-from-the-first-day-of-a-season-on"),
    ],
)
def test_a_fact_holds(valid: str, at: str, covers: str | None, own: bool, expected: str) -> None:
    coverage = read_period(covers) if covers else None
    assert holds(read_period(valid), read_period(at), covers=coverage, own=own) == expected


@pytest.mark.parametrize("at", ["1500", "2022-04-15", "2022/.."])
def test_what_no_covering_source_carries_holds_possibly(at: str) -> None:
    assert holds(Period(), read_period(at), covers=None, own=False) == "possibly"


# Laws. Days are numbers 1 to 8; what has no bound reaches from -2 to 11.

FIRST = date(2022, 1, 1)
RANK: dict[Holds, int] = {"no": 0, "not_covered": 1, "possibly": 2, "yes": 3}
DAYS = range(-2, 12)
numbers = st.integers(1, 8)


def to_day(number: int) -> date:
    return FIRST + timedelta(days=number)


def to_number(day: date) -> int:
    return (day - FIRST).days


@st.composite
def ends(draw: st.DrawFn) -> tuple[date | None, date | None, bool]:
    low, high = sorted((to_day(draw(numbers)), to_day(draw(numbers))))
    kinds = [(low, low, False), (low, high, False), (low, None, False), (None, high, False), (None, None, False)]
    return draw(st.sampled_from([*kinds, (None, None, True)]))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    (from_earliest, from_latest, from_open), (to_earliest, to_latest, to_open) = draw(ends()), draw(ends())
    assume((from_earliest or date.min) <= (to_latest or date.max))
    return Period(from_earliest, from_latest, to_earliest, to_latest, from_open, to_open)


def span(first: int, last: int) -> Period:
    return Period(to_day(first), to_day(first), to_day(last), to_day(last))


spans = st.tuples(numbers, numbers).map(sorted)
coverages = st.one_of(st.none(), periods())


def list_bounds(period: Period) -> list[date | None]:
    return [period.from_earliest, period.from_latest, period.to_earliest, period.to_latest]


def realise(period: Period, covers: Period) -> Iterator[tuple[int, int]]:
    """Yield every first and last day that the period may have, where open ends lie beyond the coverage."""

    def find_bound(day: date | None, without: int) -> int:
        return without if day is None else to_number(day)

    low, high = DAYS[0], DAYS[-1]
    begins = range(find_bound(period.from_earliest, low), find_bound(period.from_latest, high) + 1)
    ends = range(find_bound(period.to_earliest, low), find_bound(period.to_latest, high) + 1)
    if period.from_open:
        begins = range(low, (low if covers.from_open else find_bound(covers.from_latest, high)) + 1)
    if period.to_open:
        ends = range(high if covers.to_open else find_bound(covers.to_earliest, low), high + 1)
    return ((begin, end) for begin, end in product(begins, ends) if begin <= end)


BOUNDLESS = Period(from_open=True, to_open=True)


@settings(no_clock, max_examples=500)
@given(periods(), spans, coverages, st.booleans())
def test_holds_is_what_all_possible_intervals_say(
    valid: Period, at: list[int], covers: Period | None, own: bool
) -> None:
    first, last = at
    outside = not any(begin <= last and first <= end for begin, end in realise(covers or Period(), BOUNDLESS))
    shares, hangs = set(), False
    for begin, end in realise(valid, covers or Period()):
        shares.add(begin <= last and first <= end)
        hangs |= (begin > last and valid.from_earliest is None) or (end < first and valid.to_latest is None)
    expected = "possibly" if len(shares) == 2 else "yes" if True in shares else "no"
    if outside and (not own or (expected == "possibly" and hangs)):
        expected = "not_covered"
    assert holds(valid, span(first, last), covers=covers, own=own) == expected


@no_clock
@given(periods(), periods())
def test_sharing_is_what_all_pairs_of_possible_intervals_say(a: Period, b: Period) -> None:
    shares = {
        begin <= other_end and other_begin <= end
        for (begin, end), (other_begin, other_end) in product(realise(a, BOUNDLESS), realise(b, BOUNDLESS))
    }
    assert share_a_day(a, b) == ("possibly" if len(shares) == 2 else "yes" if True in shares else "no")
    assert share_a_day(a, b) == share_a_day(b, a)


@no_clock
@given(st.lists(periods(), min_size=3, max_size=3))
def test_where_each_two_share_a_day_all_share_one(three: list[Period]) -> None:
    if all(share_a_day(a, b) != "no" for a, b in [*pairwise(three), (three[0], three[2])]):
        widest = [(p.from_earliest or date.min, p.to_latest or date.max) for p in three]
        assert max(begin for begin, _ in widest) <= min(end for _, end in widest)


@no_clock
@given(periods(), spans, coverages, st.booleans(), st.tuples(numbers, numbers))
def test_asking_for_more_days_never_weakens_the_answer(
    valid: Period, at: list[int], covers: Period | None, own: bool, more: tuple[int, int]
) -> None:
    narrow = holds(valid, span(*at), covers=covers, own=own)
    wide = holds(valid, span(at[0] - more[0], at[1] + more[1]), covers=covers, own=own)
    assert RANK[narrow] <= RANK[wide] or (narrow == "not_covered" and not own)  # a default says nothing outside


@no_clock
@given(periods(), spans, coverages, st.booleans(), st.integers(-9999, 9999))
def test_moving_everything_by_whole_days_changes_nothing(
    valid: Period, at: list[int], covers: Period | None, own: bool, days: int
) -> None:
    def move(period: Period) -> Period:
        first, second, third, fourth = (bound and bound + timedelta(days) for bound in list_bounds(period))
        return Period(first, second, third, fourth, period.from_open, period.to_open)

    asked = span(*at)
    after = holds(move(valid), move(asked), covers=covers and move(covers), own=own)
    assert after == holds(valid, asked, covers=covers, own=own)
    assert share_a_day(move(valid), move(asked)) == share_a_day(valid, asked)


@no_clock
@given(st.one_of(st.none(), numbers.map(to_day)), spans, coverages)
def test_an_open_end_never_says_less_than_an_unknown_one(
    exact: date | None, at: list[int], covers: Period | None
) -> None:
    for unknown, opened in [
        (Period(exact, exact), Period(exact, exact, to_open=True)),
        (Period(None, None, exact, exact), Period(None, None, exact, exact, from_open=True)),
    ]:
        less, more = (holds(valid, span(*at), covers=covers, own=True) for valid in (unknown, opened))
        assert RANK[less] <= RANK[more]
        assert (less == "no") == (more == "no")


@no_clock
@given(st.lists(periods(), min_size=1, max_size=4), spans)
def test_a_union_holds_wherever_one_of_its_parts_does(parts: list[Period], at: list[int]) -> None:
    whole = union(parts)
    assert whole == union(parts[::-1])
    for part in parts:
        assert RANK[share_a_day(part, span(*at))] <= RANK[share_a_day(whole, span(*at))]
        assert (whole.from_earliest or date.min) <= (part.from_earliest or date.min)
        assert (part.to_latest or date.max) <= (whole.to_latest or date.max)


@no_clock
@given(periods(), periods(), periods())
def test_a_union_may_be_built_in_steps(a: Period, b: Period, c: Period) -> None:
    assert union([a]) == a
    assert union([union([a, b]), c]) == union([a, b, c])


def test_a_union_of_nothing_is_unknown_at_both_ends() -> None:
    assert union([]) == Period()


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(["2019/2022", "2016"], "2016-01-01/2022-12-31", id="plain"),
        pytest.param(["2016/", "2019/2022"], "2016-01-01/2022-12-31..", id="unknown-end"),
        pytest.param(["2016/", "2022-21"], "2016-01-01/2022-03-01..", id="unknown-end-and-a-season"),
        pytest.param(["2022-21/..", "2022-04-10/2023"], "2022-03-01..2022-04-10/open", id="open-end"),
        pytest.param(["2016/", "2018/"], "2016-01-01/2018-01-01..", id="two-unknown-ends"),
        pytest.param(["2016/", "2016/"], "2016-01-01/unknown", id="the-same-twice"),
        pytest.param(["/2016", "../2015"], "open/2016-12-31", id="open-before-unknown"),
    ],
)
def test_a_union_is_the_hull(texts: list[str], expected: str) -> None:
    assert write_period(union([read_period(text) for text in texts])) == expected
