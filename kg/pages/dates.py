"""When a page was printed: from its file name, its masthead, or inferred from its datelines.

Dates are ISO 8601 strings. Arabic, full-width and Chinese digits (二〇一八年十二月八日) are read.
"""

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from kg.knowledge.press_words import press
from kg.knowledge.time_words import time_values, time_word
from kg.knowledge.years import read_ordinal, read_year, year_pattern
from kg.model import DateSource
from kg.text import DIGIT, HAN, NUMERALS, ZEROS, read_date

_MONTH, _DAY = rf"({DIGIT}{{1,3}}|元)\s*月", rf"({DIGIT}{{1,3}})\s*[日号號]"
_FULL = re.compile(rf"({year_pattern('solar')})\s*{_MONTH}\s*{_DAY}")
_YEAR = rf"((?:19|20)\d{{2}}|[一二][{ZEROS}九]{DIGIT}{{2}})"
_DASHED = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_./](\d{1,2})[-_./](\d{1,2})(?!\d)")
_FOLDERS = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_/]?(\d{2})[-_/]?(\d{2})(?!\d)")  # 2018-12/08, 2018/1208
_JOINT = r"[-_./]"
# whole names of folders, one in another: 2019年/3月/8日, 2019/03-08, 2019/0308
_NESTED = re.compile(
    rf"(?:^|/){_YEAR}"
    rf"(?:(?:年/?|{_JOINT})({DIGIT}{{1,3}})(?:月/?|{_JOINT})({DIGIT}{{1,3}})[日号號]?"
    rf"|(?:年/?|{_JOINT})?(\d{{2}})(?:月/?|{_JOINT})?(\d{{2}})日?)(?=/)"
)
_SHEET = re.compile(r"(?:第|[pP](?:age)?[-_ ]?)?([A-Z]?\d{1,3}|[A-Z]\d{1,2}[-_]\d{1,2})版?")
_ABOVE = 3  # folders above the one given that a date may begin in
_MASTHEAD_REST = re.compile(rf"{press('masthead')}|周[{NUMERALS}日]|第\d+期|报$")
_SHEET_REST = re.compile(rf"{press('week')}[{NUMERALS}日天]|第\d+期|\d版")
_SENTENCE = re.compile(rf"[。、“]|(?<=[{HAN}])[,;]")
_DATELINE = re.compile(
    rf"{press('short_sent', 'own', 'photo_agency')}[^。]{{0,12}}?(?<!年)(?<!{DIGIT}){_MONTH}{_DAY}"
    rf"|(?<!年)(?<!{DIGIT}){_MONTH}{_DAY}[^。]{{0,4}}?{press('short_sent')}"
)
# years of the past and the present, not of plans (到2025年, 2021—2025年, 2035年前, 2010年远景目标)
_PAST_YEAR = re.compile(
    rf"(?<![\d至])(?<![—–~～-])((?:19|20)\d{{2}})年(?![前底]?(?:前|实现|建成|全面建成)|{time_word('after')})"
)
_PLANNED = (*time_values("planned"), *time_values("ahead"))
_BLANK = re.compile(r"\s+")
_LOOKED_AT = 200_000  # characters of a page that are searched
_MASTHEAD_LENGTH = 60
_BESIDE_LENGTH = 20  # of a line of the sheet beside a date alone


def parse_date(text: str) -> str | None:
    """Return the one date a short text gives, in ISO 8601, or None.

    >>> parse_date("2018年12月8日"), parse_date("20181208"), parse_date("2018/12/8"), parse_date("8日")
    ('2018-12-08', '2018-12-08', '2018-12-08', None)
    """
    folded = unicodedata.normalize("NFKC", text)
    for pattern in (_FULL, _DASHED, _FOLDERS):
        for match in pattern.finditer(folded):
            found = _iso(*match.groups())
            if found:
                return found
    return None


class FolderDate(NamedTuple):
    """The date that folders give, in ISO 8601; what they give that is no day."""

    date: str | None = None
    wrong: str | None = None


def folder_date(above: Sequence[str], inside: str) -> FolderDate:
    """Return the date of the files in a folder: `inside`, which lies below the folders `above`.

    Names of folders above count as a whole only, and where the date goes on below or is all that they say at
    the end: nobody knows what other dates there stand for.

    >>> folder_date(["papers"], "2019年/3月/8日"), folder_date(["papers", "2019"], "0308")
    (FolderDate(date='2019-03-08', wrong=None), FolderDate(date='2019-03-08', wrong=None))
    >>> folder_date(["scans of 2024-05-01"], ""), folder_date([], "2019/13/45")
    (FolderDate(date=None, wrong=None), FolderDate(date=None, wrong='2019/13/45'))
    """
    found = parse_date(inside) if inside else None
    if found:
        return FolderDate(found)
    upper = "".join(f"{name}/" for name in above[-_ABOVE:])
    folders = unicodedata.normalize("NFKC", f"{upper}{inside}/" if inside else upper)
    wrong = None
    for match in _NESTED.finditer(folders):
        if match.end() + 1 < len(upper):
            continue
        found = _iso(*(part for part in match.groups() if part))
        if found:
            return FolderDate(found)
        wrong = match[0].strip("/")
    return FolderDate(None, wrong)


def sheet_number(stem: str) -> str | None:
    """Return the number of the page in the paper that a file's name, without suffix, is; else None.

    >>> [sheet_number(stem) for stem in ("04", "A03", "第4版", "p12", "要闻", "20190308")]
    ['04', 'A03', '4', '12', None, None]
    """
    match = _SHEET.fullmatch(stem)
    return match[1] if match else None


def page_date(name: str, raw: str) -> tuple[str | None, DateSource | None]:
    """Return the date of a page and where it comes from: its file name, its print, or its datelines."""
    found = parse_date(name)
    if found:
        return found, "file name"
    sample = unicodedata.normalize("NFKC", raw[:_LOOKED_AT])
    found = _printed(raw)
    if found:
        return found, "printed"
    found = _inferred(sample) if "年" in sample else None
    return found, "inferred" if found else None


def _iso(year: str, month: str, day: str) -> str | None:
    """Return an ISO date, or None for a day that does not exist."""
    numbers = [read_year(year), read_ordinal(month), read_ordinal(day)]
    written = "-".join(f"{number:02}" for number in numbers if number is not None)
    date = read_date(written)
    return date.isoformat() if date else None


def _printed(raw: str) -> str | None:
    """Return the date of a masthead line: a full date in a short line without a sentence."""
    lines = [line for line in raw[:_LOOKED_AT].splitlines() if not line.isspace() and line]
    for index, line in enumerate(lines):
        if not 8 <= len(line.strip()) <= _MASTHEAD_LENGTH:
            continue
        folded = _fold(line)
        match = _FULL.search(folded) if "年" in folded else _DASHED.search(folded)
        if match and _is_masthead(folded, match, lines, index):
            return _iso(*match.groups())
    return None


def _fold(line: str) -> str:
    """Return a line without blanks, with half-width digits."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", line))


def _is_masthead(line: str, match: "re.Match[str]", lines: Sequence[str], index: int) -> bool:
    """Tell whether a line with a full date is print of the sheet rather than a sentence or a cell of a table.

    A date alone is, where it opens the page or other print of the sheet stands right above or below it. Lists
    give days as 2018-12-08 beside papers too: of such a line the weekday, the issue or the page tells.
    """
    if _SENTENCE.search(line):
        return False
    rest = line[: match.start()] + line[match.end() :]
    if rest:
        sure = match.re is _FULL or not index
        return bool((_MASTHEAD_REST if sure else _SHEET_REST).search(rest))
    beside = (_fold(lines[at]) for at in (index - 1, index + 1) if 0 <= at < len(lines))
    return not index or any(len(line) <= _BESIDE_LENGTH and _MASTHEAD_REST.search(line) for line in beside)


def _inferred(sample: str) -> str | None:
    """Return the day after the latest dateline, in the latest year that fits the text's years."""
    sample = _BLANK.sub("", sample)
    found = _DATELINE.findall(sample)
    days = Counter((read_ordinal(a or c) or 0, read_ordinal(b or d) or 0) for a, b, c, d in found)
    if not days:
        return None
    month, day = max(days, key=lambda each: (days[each], each))
    year = _year_of(sample, month, day)
    return _next_day(year, month, day) if year else None


def _year_of(sample: str, month: int, day: int) -> int | None:
    """Return the year of a day: the one a full date gives it, else the latest past year of the text."""
    full = [read_year(year) for year, *rest in _FULL.findall(sample) if _same_day(rest, month, day)]
    past = (
        int(match[1])
        for match in _PAST_YEAR.finditer(sample)
        if not sample.endswith(_PLANNED, 0, match.start())
    )
    return max([year for year in full if year] or past, default=None)


def _same_day(written: Sequence[str], month: int, day: int) -> bool:
    """Tell whether a month and a day, as written, are these."""
    return [read_ordinal(part) for part in written] == [month, day]


def _next_day(year: int, month: int, day: int) -> str | None:
    """Return the day on which a paper prints a dateline: the day after."""
    written = _iso(str(year), str(month), str(day))
    return (
        (datetime.date.fromisoformat(written) + datetime.timedelta(days=1)).isoformat() if written else None
    )
