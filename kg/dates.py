"""When a sentence says that something was: absolute and relative Chinese dates, resolved.

A pattern finds the date, tables tell what its words stand for (昨日: one day before), and the day is counted
from the reference. Simplified and traditional characters are read.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, get_args

from kg.knowledge.press_words import press, press_words
from kg.knowledge.time_words import time_values, time_word
from kg.knowledge.years import (
    era_pattern,
    era_year_pattern,
    eras,
    hidden_year_pattern,
    read_ordinal,
    read_year,
    short_year_pattern,
    year_pattern,
)
from kg.text import DIGIT, HAN, NUMERALS, TENS, ZEROS, read_date

Unit = Literal["day", "month", "year"]

_TWO = "两兩"
_AFTER = "后後"
_YEAR = year_pattern("solar")
_LUNAR_YEAR = rf"(?P<lunar>{era_year_pattern('lunar')})"
_TO = rf"(?:[-—~]|{time_word('to')}){{1,2}}"
_SINCE = rf"(?P<since>(?<![\d.])(?:1[6-9]|20)\d\d|(?<!{DIGIT})[一二]{DIGIT}{{3}}){_TO}{DIGIT}{{2,4}}年"
_SHORT_YEAR = rf"(?P<short_year>{short_year_pattern()})年"
_DASHED = r"(?P<dashed>(?<![\d.-])(?:19|20)\d\d(?P<mark>[-./])\d{1,2}(?P=mark)\d{1,2})(?![\d.-])"
_CENTURY = rf"(?:上|{DIGIT}{{1,2}}){time_word('century')}"
_DECADE = rf"{DIGIT}{{1,4}}{time_word('decade')}"
_STAGE = rf"(?>{time_word('stage')})"
_EVENT = rf"{time_word('event')}(?:{_STAGE}|{time_word('passed')})"
_DYNASTY = rf"(?:(?<![{HAN}])|(?<={time_word('at')})){time_word('dynasty')}{time_word('reign')}"
_VAGUE = (
    rf"(?P<vague>{_CENTURY}(?:{_DECADE}{_STAGE}?|{_STAGE})|{_DECADE}{_STAGE}?|{time_word('period')}{_STAGE}"
    rf"|{_EVENT}|{_DYNASTY}|{hidden_year_pattern()})(?!{time_word('of_things')})"
)
_LUNAR_DAY = (
    rf"(?P<lunar_day>{press('calendar')}[{HAN}]{{0,5}}?月[初{DIGIT[1:-1]}]{{1,3}}日?"
    rf"|{time_word('lunar_month')}[初{DIGIT[1:-1]}]{{1,3}}日?|[{NUMERALS}]{{1,2}}月初[{NUMERALS}]日?)"
)
_TENTH = time_word("tenth")
_PART = rf"(?P<part>年?{_TENTH}|年中|[上下]半年)"
_COUNT = rf"(?P<count>(?<!\d){DIGIT}{{1,3}}|[{_TWO}])"
_AGO = rf"{_COUNT}(?P<unit>{time_word('unit')})(?P<side>前|[{_AFTER}])(?![{_AFTER}来來])"
_WEEK = rf"(?P<week>{time_word('week')}?){time_word('weekday')}(?P<weekday>[{NUMERALS[:6]}日天])"
_NEAR_DAY = rf"(?P<near>{time_word('day')}|{time_word('mark')}(?=（))"
_ABOUT = rf"(?P<about>{time_word('about')})"


def _month(name: str) -> str:
    """Return the pattern of a month, caught under a name."""
    first = rf"(?<!{DIGIT})(?<!{time_word('hundreds')})元(?=月(?:份|{DIGIT}|{_TENTH}))|(?<![{HAN}])元(?=月)"
    return rf"(?P<{name}>(?<!\d){DIGIT}{{1,2}}|{first})月份?"


def _day(name: str) -> str:
    """Return the pattern of a day that stands behind its month, caught under a name; of several the first."""
    return rf"(?P<{name}>(?<!\d){DIGIT}{{1,3}}){_MORE_DAYS}{time_word('day_sign')}"


_MORE_DAYS = rf"(?:(?:{_TO}|、|{time_word('and')}){DIGIT}{{1,3}}){{0,4}}[{_TWO}]?"
_BY_ITSELF = rf"(?:(?<=\d)日(?={time_word('sent')})|{time_word('date')})"
_NUMBERED = rf"(?<=[{HAN}“])[{NUMERALS}{TENS}]{{1,3}}[号號]"  # 神舟|十五号, 第|九号
_ONLY_DAY = rf"(?!{_NUMBERED})(?P<only_day>(?<!\d){DIGIT}{{1,3}}){_MORE_DAYS}{_BY_ITSELF}"
_DATE = re.compile(
    rf"{_DASHED}|{_SINCE}|{_VAGUE}|{_LUNAR_DAY}|{_LUNAR_YEAR}"
    rf"|(?:(?P<year>{_YEAR})|{_SHORT_YEAR}|(?P<relative>{time_word('year')}))"
    rf"(?:{_month('month')}(?:{_day('day')}|{_TENTH})?|{_PART})?"
    rf"|(?P<relative_month>{time_word('month')})(?:{_day('its_day')}|{_TENTH})?"
    rf"|(?<!年){_month('bare_month')}(?:{_day('bare_day')}|{_TENTH})?"
    rf"|(?P<year_part>年[初底末])(?!夜)"
    rf"|{_AGO}|{_WEEK}|{_NEAR_DAY}|{_ABOUT}|{_ONLY_DAY}"
)


def _telling() -> str:
    """Return characters of which each date has one."""
    chars = dict.fromkeys("年月")
    for kind in ("day", "mark", "unit", "weekday", "about", "date", "stage", "passed", "reign"):
        chars |= {word[-1]: None for word in time_values(kind) if chars.keys().isdisjoint(word)}
    return "".join(chars)


def _first() -> str:
    """Return the characters that a date begins with."""
    kinds = ("year", "month", "day", "mark", "week", "weekday", "about", "period", "event", "dynasty")
    words = [*eras(), *press_words("calendar"), *time_values("lunar_month")]
    chars = {word[0] for word in [*words, *(word for kind in kinds for word in time_values(kind))]}
    return "".join(sorted({*"0123456789民年元上", *ZEROS, *NUMERALS, *TENS, *_TWO, *chars}))


_TELLING = re.compile(rf"[{_telling()}]|\d[-./]\d")
_FIRST = re.compile(f"[{_first()}]")
_NOT_OF_THE_FACT = re.compile(time_word("after"))
_EVENT_NAME = re.compile(
    rf"(?:(?!{time_word('verb')})[{HAN}“”\"·]){{0,16}}?{time_word('gathering')}(?P<during>{time_word('during')})?"
)
_PLANNED = re.compile(time_word("planned") + "$")
_AHEAD = re.compile(time_word("ahead") + "$")
_LONGEST_BEFORE = max(map(len, (*time_values("planned"), *time_values("ahead"))))
_ERA_YEAR = re.compile(rf"(?={era_year_pattern('solar')})(?P<era>{era_pattern('solar')})")
_BARE_YEAR = re.compile(rf"{time_word('at')}?(?P<year>{DIGIT}{{1,3}}年)(?!{time_word('span')})")
_TITLED = re.compile(r"《[^《》]*》|〈[^〈〉]*〉")
_NEAR_DAYS = time_values("day") | time_values("mark")
_UNITS: dict[str, Unit] = {unit: unit for unit in get_args(Unit)}
_WEEKDAYS = NUMERALS[:6] + "日"
_PART_MONTHS = {"初": 1, "底": 12, "末": 12}
_CARRIED = 200  # characters over which an era is carried on
_GRACE = datetime.timedelta(days=2)  # a paper is dated a day or two ahead of what it tells


def resolve_date(text: str, reference: str | None) -> str | None:
    """Return the first date by which a sentence dates what it tells, or None.

    The date is ISO 8601, as far as the sentence tells it: 2018-12-03, 2018-12, 2018. It is the reference for
    日前 and 近日, a few days before it, and "" for what is told of another time than the reference and of no
    certain year: 80年代, 抗战时期. `reference` is the ISO date of the article; without it only dates with a
    year are resolved. Days and months without a year are the latest that are not after the reference, or the
    next after 将于. Births, plans (到2025年) and dates that are part of a name (2018年度,
    2018年中国网络文明大会, 《…》) are passed over.

    >>> resolve_date("去年底，张文任县长", "2018-12-08"), resolve_date("日前召开", "2018-12-08")
    ('2017-12', '2018-12-08')
    >>> resolve_date("本月3日", "2018-12-08"), resolve_date("1965年3月生，现任县长", "2018-12-08")
    ('2018-12-03', None)
    """
    folded = unicodedata.normalize("NFKC", text)
    if not _TELLING.search(folded):
        return None
    folded = _TITLED.sub(lambda name: "《" * len(name[0]), folded).replace("(", "（").replace(")", "）")
    base = read_date(reference) if reference else None
    for match in _dates(folded):
        before = max(0, match.start() - _LONGEST_BEFORE), match.start()
        if _PLANNED.search(folded, *before) or _NOT_OF_THE_FACT.match(folded, match.end()):
            continue
        if match["year"] and _names_event(folded, match, base):
            continue
        resolved = _resolve(match, base, ahead=bool(_AHEAD.search(folded, *before)))
        if resolved is not None:
            return resolved
    return None


def _names_event(folded: str, match: "re.Match[str]", base: datetime.date | None) -> bool:
    """Tell whether a year is part of the name of an event: 2024年|中非合作论坛.

    What was at an event of an earlier year (2017年达沃斯论坛上) is of that year.
    """
    event = _EVENT_NAME.match(folded, match.end()) if not (match["month"] or match["part"]) else None
    if event is None:
        return False
    year = read_year(match["year"]) or 0
    return not event["during"] or base is None or year >= base.year


def carry_era(chars: str, start: int, end: int) -> str:
    """Return a stretch of a text with the era of what stands before it where it begins with a year of none.

    >>> text = "民国三十六年任区长，三十八年任县长"
    >>> carry_era(text, 10, 17), carry_era(text, 7, 9)
    ('民国三十八年任县长', '区长')
    """
    text = chars[start:end]
    bare = _BARE_YEAR.match(text)
    if bare is None:
        return text
    told = [match["era"] for match in _ERA_YEAR.finditer(chars, max(0, start - _CARRIED), start)]
    return text[: bare.start("year")] + told[-1] + text[bare.start("year") :] if told else text


def _dates(folded: str) -> Iterator["re.Match[str]"]:
    """Yield the dates of a text."""
    at = 0
    while first := _FIRST.search(folded, at):
        match = _DATE.match(folded, first.start())
        at = match.end() if match else first.end()
        if match:
            yield match


def _resolve(match: "re.Match[str]", base: datetime.date | None, *, ahead: bool) -> str | None:
    """Return what one found date stands for."""
    if match["dashed"]:
        return _on(*(int(number) for number in match["dashed"].split(match["mark"])))
    if match["since"]:
        return _on_year(_number(match["since"]))
    if match["vague"]:
        return ""
    if match["lunar_day"]:
        return None
    if match["lunar"]:
        year = read_year(match["lunar"])
        return _on_year(year) if year else None
    if match["year"]:
        return _of_year(read_year(match["year"]) or 0, match)
    if base is None:
        return None
    if match["short_year"]:
        return _of_year(_last_year(match["short_year"], base), match)
    if match["relative"]:
        return _of_year(base.year + int(time_values("year")[match["relative"]]), match)
    if match["bare_month"]:
        return _of_month(match["bare_month"], match["bare_day"], base, ahead=ahead)
    if match["only_day"]:
        return _of_day(_number(match["only_day"]), base, ahead=ahead)
    if match["year_part"]:
        return _on(base.year, _PART_MONTHS[match["year_part"][-1]])
    if match["weekday"]:
        return _of_week(match, base)
    if match["about"]:
        return base.isoformat()
    return _from(match, base)


def _number(text: str) -> int:
    """Return the value of a number, 1 of 元; what is none is 0, which no month and no day has."""
    return read_ordinal(text) or 0


def _from(match: "re.Match[str]", base: datetime.date) -> str | None:
    """Return the day of an expression that counts from the reference: 昨日, 上月, 上月3日, 三天前."""
    if match["near"]:
        return _shift(base, "day", int(_NEAR_DAYS[match["near"]]))
    if match["relative_month"]:
        first = _shift(base, "month", int(time_values("month")[match["relative_month"]]))
        if match["its_day"] is None:
            return first
        year, month = map(int, first.split("-"))
        return _on(year, month, _number(match["its_day"]))
    count = 2 if match["count"] in _TWO else _number(match["count"])
    unit = _UNITS[time_values("unit")[match["unit"]]]
    return _shift(base, unit, count if match["side"] in _AFTER else -count) if count else None


def _last_year(short: str, base: datetime.date) -> int:
    """Return the last year up to the reference that ends with two digits: 98年3月."""
    return base.year - (base.year - _number(short)) % 100


def _of_year(year: int, match: "re.Match[str]") -> str | None:
    """Return what a date with a year stands for, None for year 0."""
    if not year:
        return None
    if match["month"]:
        return _on(year, _number(match["month"]), _number(match["day"]) if match["day"] else None)
    month_of_part = _PART_MONTHS.get(match["part"][-1]) if match["part"] else None
    return _on(year, month_of_part) if month_of_part else _on_year(year)


def _on_year(year: int) -> str:
    """Return a year of which no more is known."""
    return f"{year:04}"


def _of_month(month: str, day: str | None, base: datetime.date, *, ahead: bool) -> str | None:
    """Return the latest such month or day up to the reference, or the next one."""
    last = (base if ahead else base + _GRACE).isoformat()
    for year in (base.year, base.year + 1) if ahead else (base.year + 1, base.year, base.year - 1):
        found = _on(year, _number(month), _number(day) if day else None)
        if found and (found >= last if ahead else found <= last):
            return found
    return None


def _of_day(day: int, base: datetime.date, *, ahead: bool) -> str | None:
    """Return the latest such day of a month up to the reference, or the next one."""
    for months in range(3):  # of two months one has any day
        year, month = map(int, _shift(base, "month", months if ahead else -months).split("-"))
        found = _on(year, month, day)
        if found and (found >= base.isoformat() if ahead else found <= base.isoformat()):
            return found
    return None


def _of_week(match: "re.Match[str]", base: datetime.date) -> str | None:
    """Return a day of last, this or next week, or the latest such day up to the reference."""
    number = _WEEKDAYS.index(match["weekday"].replace("天", "日"))
    off = number - base.weekday()
    if match["week"]:
        off += int(time_values("week")[match["week"]])
    elif off > 0:
        off -= 7
    return (base + datetime.timedelta(days=off)).isoformat()


def _on(year: int, month: int, day: int | None = None) -> str | None:
    """Return a day, or the month where only that is known; None for a day that does not exist."""
    try:
        date = datetime.date(year, month, 1 if day is None else day).isoformat()
    except ValueError:
        return None
    return date if day is not None else date[:-3]


def _shift(base: datetime.date, unit: Unit, count: int) -> str:
    """Return the day, month or year that is so many of them after a day."""
    if unit == "day":
        return (base + datetime.timedelta(days=count)).isoformat()
    if unit == "year":
        return _on_year(base.year + count)
    months = 12 * base.year + base.month - 1 + count
    return f"{months // 12:04}-{months % 12 + 1:02}"
