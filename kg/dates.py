"""When a sentence says that something was: absolute and relative Chinese dates, resolved.

A pattern finds the date and spells it out (昨日 → 昨天, 去年底 → 2017年12月); dateparser, which knows Chinese
but not the language of newspapers, works out the day. Simplified and traditional characters are read.
"""

import datetime
import re
import unicodedata
from functools import lru_cache
from typing import Literal

from dateparser.date import DateDataParser

from kg.knowledge.time_words import time_values, time_word
from kg.text import NUMERALS, ZEROS, read_date, read_number

Precision = Literal["day", "month", "year", "about"]
Resolved = tuple[str, Precision]

_TWO = "两兩"
_AFTER = "后後"
_DIGIT = f"[0-9{ZEROS}{NUMERALS}]"
_YEAR = rf"(?:(?<!\d)(?:19|20)\d\d|[一二][{ZEROS}九]{_DIGIT}{{2}})年"
_REPUBLIC = rf"民[国國](?P<republic>{_DIGIT}{{1,3}})年"
_TENTH = "[初底末]|[上中下]旬"
_PART = "(?P<part>年?[初底末]|年中|[上下]半年|[上中下]旬)"
_COUNT = rf"(?P<count>(?<!\d){_DIGIT}{{1,3}}|[{_TWO}])"
_AGO = rf"{_COUNT}(?P<unit>{time_word('unit')})(?P<side>前|[{_AFTER}])(?![{_AFTER}来來])"
_WEEK = rf"(?P<week>{time_word('week')}?){time_word('weekday')}(?P<weekday>[{NUMERALS[:6]}日天])"
_NEAR_DAY = rf"(?P<near>{time_word('day')}|{time_word('mark')}(?=（))"
_ABOUT = rf"(?P<about>{time_word('about')})"


def _month(name: str) -> str:
    """Return the pattern of a month, caught under a name."""
    return rf"(?P<{name}>(?<!\d){_DIGIT}{{1,2}})月份?"


def _day(name: str) -> str:
    """Return the pattern of a day, caught under a name."""
    return rf"(?P<{name}>(?<!\d){_DIGIT}{{1,3}}){time_word('date')}"


_DATE = re.compile(
    rf"(?:(?P<year>{_YEAR})|{_REPUBLIC}|(?P<relative>{time_word('year')}))"
    rf"(?:{_month('month')}(?:{_day('day')}|{_TENTH})?|{_PART})?"
    rf"|(?P<relative_month>{time_word('month')})(?:{_day('its_day')}|{_TENTH})?"
    rf"|(?<!年){_month('bare_month')}(?:{_day('bare_day')}|{_TENTH})?"
    rf"|(?P<year_part>年[初底末])(?!夜)"
    rf"|{_AGO}|{_WEEK}|{_NEAR_DAY}|{_ABOUT}|{_day('only_day')}"
)
_NOT_OF_THE_FACT = re.compile(time_word("after"))
_PLANNED = re.compile(time_word("planned") + "$")
_AHEAD = re.compile(time_word("ahead") + "$")
_TITLED = re.compile(r"《[^《》]*》|〈[^〈〉]*〉")
_NEAR_DAYS = time_values("day") | time_values("mark")
_WEEKDAYS = NUMERALS[:6] + "日"
_PART_MONTHS = {"初": 1, "底": 12, "末": 12}
_PRECISIONS: dict[str, Precision] = {"day": "day", "month": "month", "year": "year"}
_REPUBLIC_BEGAN = 1911
_GRACE = datetime.timedelta(days=2)  # a paper is dated a day or two ahead of what it tells


def resolve_date(text: str, reference: str | None) -> Resolved | None:
    """Return the first date by which a sentence dates what it tells, or None.

    The date is ISO 8601: the first day of the month or year where no more is said, which the precision
    tells; `about` is for 日前 and 近日, a few days before the reference. `reference` is the ISO date of the
    article; without it only dates with a year are resolved. Days and months without a year are the latest
    that are not after the reference, or the next after 将于. Births, plans (到2025年) and dates that are
    part of a name (2018年度, 《…》) are passed over.

    >>> resolve_date("去年底，张文任县长", "2018-12-08"), resolve_date("日前召开", "2018-12-08")
    (('2017-12-01', 'month'), ('2018-12-08', 'about'))
    >>> resolve_date("本月3日", "2018-12-08"), resolve_date("1965年3月生，现任县长", "2018-12-08")
    (('2018-12-03', 'day'), None)
    """
    folded = _TITLED.sub(lambda name: "《" * len(name[0]), unicodedata.normalize("NFKC", text))
    folded = folded.translate({ord("("): "（", ord(")"): "）"})
    base = read_date(reference) if reference else None
    for match in _DATE.finditer(folded):
        if _PLANNED.search(folded, 0, match.start()) or _NOT_OF_THE_FACT.match(folded, match.end()):
            continue
        resolved = _resolve(match, base, ahead=bool(_AHEAD.search(folded, 0, match.start())))
        if resolved:
            return resolved
    return None


def _resolve(match: "re.Match[str]", base: datetime.date | None, *, ahead: bool) -> Resolved | None:
    """Return the day that one found date stands for."""
    if match["year"] or match["republic"]:
        return _of_year(_absolute_year(match), match)
    if base is None:
        return None
    if match["relative"]:
        return _of_year(base.year + int(time_values("year")[match["relative"]]), match)
    if match["bare_month"]:
        return _of_month(match["bare_month"], match["bare_day"], base, ahead=ahead)
    if match["only_day"]:
        return _of_day(_number(match["only_day"]), base, ahead=ahead)
    if match["year_part"]:
        return _parse(f"{base.year}年{_PART_MONTHS[match['year_part'][-1]]}月", "month")
    if match["weekday"]:
        return _of_week(match, base)
    return _spelled(match, base)


def _number(text: str) -> int:
    """Return the value of a number; what is none is 0, which no month and no day has."""
    return read_number(text) or 0


def _spelled(match: "re.Match[str]", base: datetime.date) -> Resolved | None:
    """Return the day of an expression that dateparser resolves against the reference."""
    if match["about"]:
        return base.isoformat(), "about"
    if match["near"]:
        return _parse(_NEAR_DAYS[match["near"]], "day", base)
    if match["relative_month"]:
        first = _parse(time_values("month")[match["relative_month"]], "month", base)
        if first is None or match["its_day"] is None:
            return first
        year, month, _ = first[0].split("-")
        return _parse(f"{year}年{int(month)}月{_number(match['its_day'])}日", "day")
    count = 2 if match["count"] in _TWO else _number(match["count"])
    if not count:
        return None
    unit, precision = time_values("unit")[match["unit"]].split()
    side = _AFTER[0] if match["side"] in _AFTER else match["side"]
    return _parse(f"{count}{unit}{side}", _PRECISIONS[precision], base)


def _absolute_year(match: "re.Match[str]") -> int:
    """Return the year of the common era, 0 where what is written is none."""
    if match["republic"]:
        republic = _number(match["republic"])
        return _REPUBLIC_BEGAN + republic if republic else 0
    return _number(match["year"].removesuffix("年"))


def _of_year(year: int, match: "re.Match[str]") -> Resolved | None:
    """Return what a date with a year stands for, None for year 0."""
    if not year:
        return None
    if match["month"]:
        month = f"{year}年{_number(match['month'])}月"
        return _parse(f"{month}{_number(match['day'])}日", "day") if match["day"] else _parse(month, "month")
    month_of_part = _PART_MONTHS.get(match["part"][-1]) if match["part"] else None
    if month_of_part:
        return _parse(f"{year}年{month_of_part}月", "month")
    return _parse(f"{year}年1月", "year")


def _of_month(month: str, day: str | None, base: datetime.date, *, ahead: bool) -> Resolved | None:
    """Return the latest such month or day up to the reference, or the next one."""
    precision: Precision = "day" if day else "month"
    written = f"{_number(month)}月{_number(day)}日" if day else f"{_number(month)}月"
    last = base if ahead else base + _GRACE
    for year in (base.year, base.year + 1) if ahead else (base.year + 1, base.year, base.year - 1):
        found = _parse(f"{year}年{written}", precision)
        if found and (found[0] >= base.isoformat() if ahead else found[0] <= last.isoformat()):
            return found
    return None


def _of_day(day: int, base: datetime.date, *, ahead: bool) -> Resolved | None:
    """Return the latest such day of a month up to the reference, or the next one."""
    for days in range(62):
        date = base + datetime.timedelta(days=days if ahead else -days)
        if date.day == day:
            return date.isoformat(), "day"
    return None


def _of_week(match: "re.Match[str]", base: datetime.date) -> Resolved | None:
    """Return a day of last, this or next week, or the latest such day up to the reference."""
    number = _WEEKDAYS.index(match["weekday"].replace("天", "日"))
    off = number - base.weekday()
    if match["week"]:
        off += int(time_values("week")[match["week"]])
    elif off > 0:
        off -= 7
    return (base + datetime.timedelta(days=off)).isoformat(), "day"


@lru_cache(maxsize=4096)
def _parse(text: str, precision: Precision, base: datetime.date | None = None) -> Resolved | None:
    """Return the day of an expression spelled out, None for a day that does not exist."""
    date = _parser(base).get_date_data(text).date_obj
    return (date.date().isoformat(), precision) if date else None


@lru_cache(maxsize=64)
def _parser(base: datetime.date | None) -> DateDataParser:
    """Return a parser for Chinese alone, the first day standing for a month and a year."""
    settings = {
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_MONTH_OF_YEAR": "first",
        "RELATIVE_BASE": datetime.datetime.combine(base or datetime.date(2000, 1, 1), datetime.time()),
    }
    return DateDataParser(languages=["zh"], settings=settings)
