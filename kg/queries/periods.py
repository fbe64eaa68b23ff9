"""Dates as a person gives them: a year, a month or a day stands for all its days."""

import calendar
import re

from kg.days import AFTER
from kg.errors import ConfigError
from kg.store.engine import literal

Period = tuple[str, str]  # first and last day
_GIVEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def read_period(text: str, flag: str) -> Period:
    """Return the first and the last day of YYYY, YYYY-MM or YYYY-MM-DD.

    Raises ConfigError, naming the flag, for anything else.

    >>> read_period("2021", "--at"), read_period("2024-02", "--at"), read_period("2021-1-5", "--at")
    (('2021-01-01', '2021-12-31'), ('2024-02-01', '2024-02-29'), ('2021-01-05', '2021-01-05'))
    """
    match = _GIVEN.fullmatch(text.strip())
    year, month, day = (int(part) if part else 0 for part in match.groups()) if match else (0, 0, 0)
    if not year or (match and match[2] and not 1 <= month <= 12):
        raise _refuse(text, flag)
    last = calendar.monthrange(year, month or 12)[1]
    if match and match[3] and not 1 <= day <= last:
        raise _refuse(text, flag)
    return (
        f"{year:04}-{month or 1:02}-{day or 1:02}",
        f"{year:04}-{month or 12:02}-{day or last:02}",
    )


def read_range(since: str | None, until: str | None) -> Period | None:
    """Return the days from the first of `since` to the last of `until`, None where neither is given."""
    if since is None and until is None:
        return None
    first = read_period(since, "--since")[0] if since else "0000"
    last = read_period(until, "--until")[1] if until else "9999"
    if first > last:
        raise ConfigError(
            "--since {since}: later than --until {until}; swap the two", since=since, until=until
        )
    return first, last


def overlapping(first: str, last: str, period: Period | None) -> str:
    """Return a condition of SQL: what is dated by two columns touches a period; undated things touch none.

    A year or month touches what each of its days does.
    """
    if period is None:
        return "TRUE"
    days = f"nullif({first}, ''), nullif({last}, '')"
    return (
        f"coalesce(least({days}) <= {literal(period[1])} "
        f"AND greatest({days}) || {literal(AFTER)} >= {literal(period[0])}, FALSE)"
    )


def _refuse(text: str, flag: str) -> ConfigError:
    return ConfigError("{flag}: {text!r} is no date; give YYYY, YYYY-MM or YYYY-MM-DD", flag=flag, text=text)
