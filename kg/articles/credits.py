"""Who wrote an article, where and when: read off its byline and its dateline."""

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.articles.openers import HAN, RANK
from kg.articles.paragraphs import Paragraph
from kg.knowledge.place_names import place_names
from kg.knowledge.press_words import press, press_words
from kg.knowledge.years import read_ordinal, read_year, year_pattern
from kg.text import DIGIT, read_date

_ROLE = rf"(?:{press('own', 'employer')}?(?:{RANK}|驻[^记\s]{{1,6}})*{press('writer', 'author')})"
_BRACKETED = re.compile(rf"[（〔【]((?:[^（）〔〕【】。]{{0,12}})?{_ROLE}[^（）〔〕【】。]{{1,60}})[）〕】]")
_REPORTS = re.compile(rf"{press('short_sent')}\s*({_ROLE}[{HAN}·、\s]{{2,20}}?){press('reports')}")
_CREDITED = re.compile(rf"(?:^|[。）\s■□])({_ROLE}?[{HAN}·\s]{{2,20}}){press('taken')}[）]?$")
_SPLIT = re.compile(rf"({_ROLE})|[\s、，：:/／|]+")
_EMPLOYER = re.compile(f"^{press('own', 'employer')}")
_PHOTOGRAPHER = press_words("photographer")[0]
_REPORTED_FROM = re.compile(
    rf"[／/]\s*[^\s／/]{{2,6}}{press('reports')}|(?<=[^\s]{{3}})[^\s]{{2}}{DIGIT}+日電"
)
_NAME = re.compile(rf"^[{HAN}]{{2,4}}$|^[{HAN}]{{1,8}}·[{HAN}·]{{1,10}}$|^[{HAN}]{{5,6}}$")
_MONTH = rf"(?P<year>{year_pattern('solar')})?(?:(?P<month>{DIGIT}{{1,3}}|元)月)?"
_DAY = rf"(?P<day>{DIGIT}{{1,3}})[日号號]"
_DATELINE = re.compile(
    rf"^[【（〔]?据?(?:[{HAN}]{{1,8}}?{press('medium')}|国际在线)"
    rf"(?:記者[{HAN}]{{3}})?(?P<place>[{HAN}]{{0,8}}?)"
    rf"{_MONTH}(?:{_DAY})?{press('wire')}?{press('short_sent')}(?!员|員)"
)
_SENT_FROM = re.compile(  # 南京廿八日電: whoever sent it
    rf"^[【（〔]?(?P<place>[{HAN}]{{2,6}}?){_MONTH}{_DAY}"
    rf"{press('wire')}?{press('short_sent')}(?!{press('not_sent')})"
)
_GRACE = datetime.timedelta(days=2)
_NOT_A_PLACE = frozenset(press_words("no_place"))


class Credit(NamedTuple):
    """An author or photographer and, where it is printed, the role: 记者, 通讯员, 摄影 …"""

    name: str
    role: str | None


def read_credits(paragraphs: Sequence[Paragraph]) -> tuple[Credit, ...]:
    """Return an article's authors and photographers in the order printed, each with the first role given."""
    credits: list[Credit] = []
    for index, paragraph in enumerate(paragraphs):
        credits += _paragraph_credits(paragraph, first=index < 2)
    by_name: dict[str, Credit] = {}
    for credit in credits:
        by_name.setdefault(credit.name, credit)
    return tuple(by_name.values())


def _paragraph_credits(paragraph: Paragraph, *, first: bool) -> list[Credit]:
    """Return the authors that one paragraph names."""
    spaced = _spaced(paragraph)
    if paragraph.kind in ("byline", "credit", "signature"):
        printed = re.sub(rf"(?<=.){press('taken')}$", "", spaced)
        return split_credits(printed, _PHOTOGRAPHER if paragraph.kind == "credit" else None)
    credits: list[Credit] = []
    if first and (match := _BRACKETED.search(spaced[:200])):
        credits += split_credits(match[1])
    if first and (match := _REPORTS.search(spaced[:200])):
        credits += split_credits(match[1])
    if match := _CREDITED.search(spaced[-60:]):
        credits += split_credits(match[1], _PHOTOGRAPHER)
    return credits


def _spaced(paragraph: Paragraph) -> str:
    """Return the text with blanks, lines joined without one (a name may be cut in two)."""
    return "".join(line.spaced for line in paragraph.lines)


def split_credits(text: str, photographed: str | None = None) -> list[Credit]:
    """Return the personal names in a byline with the role that stands before each.

    `photographed` is the role of the names in a photographer's credit, whatever else they are.

    >>> split_credits("□本报记者 周立成 通讯员 韩玉梅")
    [Credit(name='周立成', role='记者'), Credit(name='韩玉梅', role='通讯员')]
    """
    text = _REPORTED_FROM.sub("", text)
    joined = re.sub(rf"(?<![{HAN}])([{HAN}]) ([{HAN}])(?![{HAN}])", r"\1\2", text)
    role: str | None = None
    credits: list[Credit] = []
    for word in _SPLIT.split(re.sub(r"[□■◎○◇◆●▲△☆★▪（）()【】〔〕]", " ", joined)):
        if word and re.fullmatch(_ROLE, word):
            role = _EMPLOYER.sub("", word)
        elif word and _NAME.match(word):
            credits.append(Credit(word, photographed or role))
    return credits


def read_dateline(text: str, page_date: str | None) -> tuple[str | None, str | None]:
    """Return the place and the ISO date of a dateline; its year is the page's (or the year before).

    >>> read_dateline("本报通辽3月9日电（记者", "2017-03-10")
    ('通辽', '2017-03-09')
    >>> read_dateline("南京廿八日電：院長", "1947-05-29"), read_dateline("大会5日电视直播", "1997-05-06")
    (('南京', '1947-05-28'), (None, None))
    """
    match = _DATELINE.match(text)
    if match is None and (sent := _SENT_FROM.match(text)) and sent["place"] in place_names().sure:
        match = sent
    if match is None:
        return None, None
    place = match["place"] if match["place"] and match["place"] not in _NOT_A_PLACE else None
    return place, _resolve(match["year"], match["month"], match["day"], page_date)


def _resolve(year: str | None, month: str | None, day: str | None, page_date: str | None) -> str | None:
    """Return the latest such day that is not after the page's date (but for two days of grace)."""
    if day is None or (year is None and page_date is None):
        return None
    printed = read_date(page_date) if page_date else None
    if month is None:
        return _latest_day(printed, read_ordinal(day))
    number = (read_year(year) or 0) if year else printed.year if printed else 0
    date = _date(number, month, day)
    if date and year is None and printed and date > printed + _GRACE:
        date = _date(number - 1, month, day) if (date.month, date.day) != (2, 29) else None
    return date.isoformat() if date else None


def _date(year: int, month: str, day: str) -> datetime.date | None:
    """Return a day, None where there is none of these numbers."""
    return read_date(f"{year:04}-{read_ordinal(month) or 0:02}-{read_ordinal(day) or 0:02}")


def _latest_day(printed: datetime.date | None, day: int | None) -> str | None:
    """Return the last such day of a month up to the page's date."""
    if printed is None:
        return None
    for back in range(31):
        date = printed - datetime.timedelta(days=back)
        if date.day == day:
            told = date.isoformat()
            return told if read_date(told) else None
    return None
