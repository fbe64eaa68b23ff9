"""Years as they are written: 2018年, 二〇一八年, 二O一八年, 民国三十八年, 昭和元年 (kg/data/eras.tsv).

Months and days of a lunar calendar are none of the common one, so of 光绪三年五月 the year alone is read.
"""

import re
from functools import cache
from itertools import pairwise

from kg.knowledge.tables import any_of, read_rows
from kg.knowledge.time_words import time_word
from kg.text import DIGIT, HAN, NUMERALS, ZEROS, read_number

_ORDINAL = rf"(?:一百{DIGIT}{{0,3}}|{DIGIT}{{1,3}}|元)"


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


def short_year_pattern() -> str:
    """Return a pattern of the two digits of a year before its 年.

    八五年, 〇八年 and ’85年 are years; 七八年 may be seven or eight of them and 85年 how long something took,
    so a month must follow these.
    """
    digits = NUMERALS[:9]
    dated = rf"(?:(?<![\d.])\d\d|(?<!{DIGIT})[{digits}][{digits}{ZEROS}])(?=年{DIGIT}{{1,2}}月)"
    about = "|".join([*map("".join, pairwise(digits)), digits[2] + digits[4]])
    sure = rf"(?<!{DIGIT})(?!{about})[{ZEROS[:4]}{digits}][{digits}](?=年(?!{time_word('span')}))"
    return rf"(?:{dated}|{sure}|(?<=['‘’])\d\d(?=年))"


def hidden_year_pattern() -> str:
    """Return a pattern of a year whose last digits are not told: 197×年, 一九七几年, 19□□年."""
    hidden = "[×xX几幾?□]"
    return rf"(?:(?<!\d)(?:1[89]|20)(?:\d|{hidden})|一[八九](?:{DIGIT}|{hidden})){hidden}年"


def read_ordinal(text: str) -> int | None:
    """Return the number of a year, month or day, 1 for 元; None where it is none.

    >>> read_ordinal("元"), read_ordinal("廿三"), read_ordinal("一百零三"), read_ordinal("一百一十二")
    (1, 23, 103, 112)
    """
    if text == "元":
        return 1
    rest = text.removeprefix("一百")
    number = read_number(rest) if rest else 0
    return number if rest == text or number is None else 100 + number


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
