"""Dates as far as they are known: a day, a month or a year in ISO 8601 (2011-03-05, 2011-03, 2011).

A month or a year stands for some day of its own. As texts these dates sort by their first days, a year before
its months and a month before its days; with `AFTER` behind them they sort by their last days.
"""

import calendar
import datetime
import re
from collections.abc import Iterable
from functools import lru_cache

from kg.text import read_date

AFTER = "~"
"""Behind a date it makes a text that is greater than any day of the date, and less than the day after."""
FIRST_IN_SQL = f"replace(min({{date}} || '{AFTER}'), '{AFTER}', '')"
"""What `first_of` returns, as an aggregate of SQL; `last_of` is max."""
DATE_IN_SQL = "[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?"
"""A date of a day, month or year, as a pattern of SQL."""
_DATE = re.compile(DATE_IN_SQL)
_FIRST, _LAST = "-01-01", "-12-31"
_YEAR, _MONTH = 4, 7  # characters
_FAR = 1830  # days, longer than all that is asked for


def is_date(value: object) -> bool:
    """Tell whether a value is written as a day, month or year.

    >>> [is_date(value) for value in ("2018-12-08", "2018-12", "2018", "2018-13", "20181208", None)]
    [True, True, True, False, False, False]
    """
    return isinstance(value, str) and _DATE.fullmatch(value) is not None


def is_day(date: str) -> bool:
    """Tell whether a date is known to the day.

    >>> is_day("2018-12-08"), is_day("2018-12"), is_day("2018")
    (True, False, False)
    """
    return len(date) > _MONTH


def first_day(date: str) -> str:
    """Return the first day of a month or year; a day, and what is no date, as it is.

    >>> first_day("2018"), first_day("2018-02"), first_day("2018-02-08")
    ('2018-01-01', '2018-02-01', '2018-02-08')
    """
    return date if is_day(date) or not is_date(date) else date + _FIRST[len(date) - _YEAR :]


def last_day(date: str) -> str:
    """Return the last day of a month or year; a day, and what is no date, as it is.

    >>> last_day("2018"), last_day("2018-02"), last_day("2018-02-08")
    ('2018-12-31', '2018-02-28', '2018-02-08')
    """
    if is_day(date) or not is_date(date):
        return date
    if len(date) == _YEAR:
        return date + _LAST
    year, month = map(int, date.split("-"))
    return f"{date}-{calendar.monthrange(year, month)[1]}"


def first_of(dates: Iterable[str]) -> str | None:
    """Return the first of some dates, None of none.

    What is said of a year tells nothing more where a day of that year is known: of 2011 and 2011-05-01 both
    the first and the last is 2011-05-01. So the first is the one that is over first.

    >>> first_of(["2011", "2011-05-01"]), first_of(["2011", "2012-05-01"]), first_of([])
    ('2011-05-01', '2011', None)
    """
    return min(dates, key=lambda date: date + AFTER, default=None)


def last_of(dates: Iterable[str]) -> str | None:
    """Return the last of some dates, None of none: the one that begins last, see `first_of`.

    >>> last_of(["2011", "2011-05-01"]), last_of(["2011", "2010-05-01"]), last_of([])
    ('2011-05-01', '2011', None)
    """
    return max(dates, default=None)


def is_after(date: str, other: str) -> bool:
    """Tell whether a date is surely later than another: on no day of it.

    >>> is_after("2019", "2018-12-08"), is_after("2018", "2018-12-08"), is_after("2018-12-08", "2018")
    (True, False, False)
    """
    return date > other + AFTER


def days_between(first: str, last: str) -> int:
    """Return the days from one date to another, none where they may be one day: from 2011 to 2011-05-01.

    Of a month or year the nearest day counts. Dates that are none of the calendar are far from all.

    >>> days_between("2011-12-01", "2011-12-05"), days_between("2011", "2012-01-02")
    (4, 2)
    >>> days_between("2011", "2011-05"), days_between("2011-05", "2010"), days_between("2011-02-30", "2011")
    (0, -121, 1830)
    """
    one, other = _bounds(first), _bounds(last)
    if one is None or other is None:
        return _FAR
    if one[1] < other[0]:
        return (other[0] - one[1]).days
    return min(0, (other[1] - one[0]).days)


@lru_cache(maxsize=1 << 14)
def _bounds(date: str) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and last day of a date, None where it is none of the calendar."""
    first, last = (read_date(first_day(date)), read_date(last_day(date))) if is_date(date) else (None, None)
    return (first, last) if first and last else None
