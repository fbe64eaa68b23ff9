"""Years as they are written: 2018年, 二〇一八年, 二O一八年, 民国三十八年, 昭和元年 (kg/data/eras.tsv).

Months and days of a lunar calendar are none of the common one, so of 光绪三年五月 the year alone is read.
"""

import re
from functools import cache

from kg.knowledge.tables import any_of, read_rows
from kg.text import DIGIT, HAN, NUMERALS, ZEROS, read_number

_ORDINAL = rf"(?:{DIGIT}{{1,3}}|元)"


@cache
def eras() -> dict[str, tuple[int, str]]:
    """Return the year before the first one of each era and its calendar."""
    rows = read_rows("eras.tsv", 3)
    return {name: (int(before), calendar) for names, before, calendar in rows for name in names.split()}


def era_pattern(*calendars: str) -> str:
    """Return a group that matches the name of an era with one of some calendars, 民 before a number also."""
    names = any_of(*(name for name, (_, calendar) in eras().items() if calendar in calendars))
    short = rf"(?:(?<![{HAN}])|(?<=[于於在自由至迄从從]))民(?={_ORDINAL}\s*年)"
    return rf"(?:{names}|{short})" if "solar" in calendars else names


def era_year_pattern(*calendars: str) -> str:
    """Return a pattern of a year of an era with one of some calendars, with its 年."""
    return rf"{era_pattern(*calendars)}{_ORDINAL}\s*年"


def year_pattern(*calendars: str) -> str:
    """Return a pattern of a year with its 年: of the common era, or of an era with one of some calendars."""
    common = rf"(?<!\d)(?:1[6-9]|2[0Oo])[\dOo]{{2}}|[一二][{ZEROS}{NUMERALS[5:9]}]{DIGIT}{{2}}"
    return rf"(?:(?:{common})\s*年|{era_year_pattern(*calendars)})"


def read_ordinal(text: str) -> int | None:
    """Return the number of a year, month or day, 1 for 元; None where it is none."""
    return 1 if text == "元" else read_number(text)


_YEAR = re.compile(rf"(?P<era>\D*?)(?P<number>{_ORDINAL}|{DIGIT}{{4}})\s*年?")


def read_year(text: str) -> int | None:
    """Return the year of the common era that is written, with or without 年; None where it is none.

    >>> read_year("2018年"), read_year("二O一八年"), read_year("民国三十八年"), read_year("昭和元年")
    (2018, 2018, 1949, 1926)
    >>> read_year("二〇十八年"), read_year("民国〇年")
    (None, None)
    """
    match = _YEAR.fullmatch(text)
    if match is None:
        return None
    number = read_ordinal(match["number"])
    if not match["era"]:
        return number
    era = eras().get("民国" if match["era"] == "民" else match["era"])
    return era[0] + number if era and number else None
