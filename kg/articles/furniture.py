"""Page furniture: what belongs to the sheet and to no article (page number, date, editors, printer)."""

import re

from kg.knowledge.press_words import press
from kg.knowledge.years import era_year_pattern, year_pattern
from kg.text import NUMERALS, TENS, ZEROS

_NUMBER = rf"[\d{NUMERALS}{ZEROS}{TENS}初正腊冬闰]"
_DATE = re.compile(
    rf"{year_pattern('solar')}(?:{_NUMBER}{{1,3}}|元)月{_NUMBER}{{1,3}}[日号號]|{press('week')}[{NUMERALS}日天]"
    rf"|{press('calendar')}?(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?)?(?:{_NUMBER}{{1,3}}月|[正腊冬]月)?[初十廿卅]{_NUMBER}"
    rf"|{era_year_pattern('solar')}|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}"
)
_PAGE_NUMBER = re.compile(
    rf"第?[A-Z]?(?:\d{{1,3}}|[{NUMERALS}]{{1,3}}){press('sheet')}|^[A-Z]{{0,2}}\d{{1,2}}$|(?:今日|共)\d{{1,3}}版"
)
_SECTION = re.compile(rf"{press('section')}{press('section_end')}?")
_RUBRIC = re.compile(rf"(?:[\[【［]\w{{2,4}}[\]】］])?\W*(?:{press('section')})?{press('rubric')}\W*")
_STAFF = re.compile(rf"^(?:本版)?{press('staff_before')}?{press('staff')}[:：/|｜\-—]?[\u4e00-\u9fff]{{2,}}")
_CONTACT = re.compile(
    rf"{press('contact')}|[Ee]-?mail|https?：?//|www\.|CN\d{{2}}-\d{{4}}|ISSN|总?第\d+期|[\w.]+@[\w.]+"
)
_FIELD = re.compile(rf"(?:{press('sheet_field')}：.{{0,20}}|{press('empty_field')}：)$")
_BARS = re.compile(r"\s*[|｜]\s*")
_PAPER = re.compile(rf"[\u4e00-\u9fff]{{2,6}}{press('paper')}")
_LONGEST = 90
_IMPRINT_LENGTH = 30
_TOKEN_LENGTH = 6


def is_furniture(text: str) -> bool:
    """Tell whether a line, blanks kept, is furniture of the page.

    >>> is_furniture("2018年12月8日 星期六"), is_furniture("第3版"), is_furniture("责任编辑：张三 版式：李四")
    (True, True, True)
    >>> is_furniture("2018年12月8日，大会开幕"), is_furniture("健康")
    (False, False)
    """
    if not text:
        return True
    if "。" in text:
        return False
    if "|" in text or "｜" in text:
        text = _BARS.sub("：", text)
    if len(text) > _LONGEST:
        return False
    return bool(_STAFF.match(text) or _FIELD.match(text)) or _is_imprint(text) or _is_folio(text)


def is_rubric(text: str) -> bool:
    """Tell whether a line is what a column of short items is called, and no headline of one of them.

    >>> is_rubric("[视频]国内联播快讯"), is_rubric("【要闻简讯】"), is_rubric("体育快讯传来喜报")
    (True, True, False)
    """
    return _RUBRIC.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Tell whether a line is nothing but a date, as under a notice.

    >>> is_date("2020年9月1日"), is_date("2020年9月1日 星期二")
    (True, False)
    """
    match = _DATE.match(text)
    return match is not None and match.end() == len(text) and "年" in text


def _is_folio(text: str) -> bool:
    """Tell whether a line is all date, page number, paper and section, with one of the first three."""
    if _DATE.fullmatch(text):
        return True
    kinds = [_token_kind(token) for token in re.split(r"[\s/·•—–-]+", text) if token]
    if not kinds or not {"date", "number", "paper"} & set(kinds):
        return False
    if "sentence" in kinds:
        return False
    return "other" not in kinds or {"date", "number"} <= set(kinds)


def _token_kind(token: str) -> str:
    """Return what one of the words of a folio line is."""
    rest, dates = _DATE.subn("", token)
    rest, numbers = _PAGE_NUMBER.subn("", rest)
    rest = re.sub(r"[\W_]", "", _SECTION.sub("", rest))
    if _STAFF.match(token) or not rest:
        return "date" if dates else "number" if numbers else "section"
    if _PAPER.fullmatch(rest):
        return "paper"
    return "other" if len(rest) <= _TOKEN_LENGTH else "sentence"


def _is_imprint(text: str) -> bool:
    """Tell whether a short line is mostly addresses, telephone numbers and prices."""
    found = len(_CONTACT.findall(text))
    if found >= 2:
        return True
    short = len(text) <= _IMPRINT_LENGTH and "，" not in text
    return found == 1 and short and any(char.isascii() for char in text)
