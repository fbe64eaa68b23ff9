"""The date that a clause gives to a post: the nearest before it."""

import re
from bisect import bisect_left

from kg.dates import carry_era, resolve_date
from kg.days import is_after
from kg.knowledge.post_words import word
from kg.knowledge.press_words import press
from kg.posts.clauses import Clause

_YEARS = r"(?:19|20)\d\d[-—－~～至]{1,2}(?:(?:19|20)\d\d年|今)"
# a dateline is a piece too
_PIECE = re.compile(rf"[，；：\n]|[^\d](?={_YEARS})|(?<=[日号號]){press('short_sent')}(?=[\s（])")
_SENTENCE = re.compile(r"[^。！？\n]+")
_LONGEST = 300  # characters before the end of a post that are read where no mark parts them
_PART = "；"
_YEAR = 4  # characters of a date that tell its year
_STRETCH = re.compile(
    rf"{word('until')}[^，。]{{0,3}}(?:\d{{4}}年|去年)|[年月日底初末](?:{word('since')}|[—－~～-])|出生"
    rf"|\d{{4}}[—－~～至到-]{{1,2}}\d{{2,4}}年"
)
_DAY = r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?"
_BORN = re.compile(rf"{word('born_in')}{_DAY}|{_DAY}{word('born')}(?=[^\u4e00-\u9fff]|[于在的]|$)")
_IN_OFFICE = re.compile(rf"(?:一职|职务)?{word('in_office')}")
_IN_OFFICES = re.compile(rf"(?:、[\u4e00-\u9fff]{{1,10}}?){{0,3}}{_IN_OFFICE.pattern}")  # 任副书记|、省长期间
_ONCE = re.compile(rf"(?:一职|职务)?{word('once')}")


def _is_to_come(date: str, reference: str) -> bool:
    """Tell whether a date is later than another, or a year that is not over then."""
    return is_after(date, reference) or date == reference[:_YEAR]


class Dates:
    """The dates of a sentence; each of its pieces is read once."""

    def __init__(self, clause: Clause, reference: str | None) -> None:
        """Take the sentence and the date, in ISO 8601, of its article or page."""
        self.reference = reference
        self._clause = clause
        self._marks: list[int] | None = None
        self._has_head: bool | None = None  # whether the first part of a list has a date, that of all
        self._nearest: dict[int, str | None] = {}  # by the number of a piece

    def before(self, end: int, *, stated: bool) -> str | None:
        """Return the date that the sentence gives nearest before a place, None where it gives none.

        It is a day, month or year, as the sentence tells it, and "" where that tells of another time than its
        article, of no certain year: 80年代.
        What is not stated for that day is as old as its article where the sentence tells of a stretch of
        time (2009年以来…，局长甲说), of what is to come (明年举行，局长甲说) or of its own year (今年).
        甲任局长期间 is another time.
        """
        chars = self._clause.chars
        in_office = (_IN_OFFICES if stated else _IN_OFFICE).match(chars, end)
        if in_office or (stated and _ONCE.match(chars, end)):
            return self._given(end) or ""
        return self._told(end, stated=stated)

    def is_of_earlier_year(self) -> bool:
        """Tell whether the sentences before, in the same paragraph, tell of a year before the article.

        1929年，甲到武汉。|乙出任书记。
        """
        chars, start = self._clause.chars, self._clause.start
        begin = max(chars.rfind("\n", 0, start) + 1, start - _LONGEST)
        for sentence in reversed(_SENTENCE.findall(chars, begin, start)):
            if found := resolve_date(sentence, self.reference):
                return self.reference is not None and found[:_YEAR] < self.reference[:_YEAR]
        return False

    def _told(self, end: int, *, stated: bool) -> str | None:
        """Return the date that the sentence gives to a post of the day that it tells of."""
        found = self._given(end)
        if not found or stated:
            return found
        is_later = self.reference is not None and _is_to_come(found, self.reference)
        return None if is_later or self._clause.words.hold(_STRETCH, self._clause.start, end) else found

    def _given(self, end: int) -> str | None:
        """Return the date nearest before a place."""
        if self._marks is None:
            pieces = _PIECE.finditer(self._clause.chars, self._clause.start, self._clause.end)
            self._marks = [mark.start() for mark in pieces]
        number = bisect_left(self._marks, end)
        found = self._read(max(self._start(number), end - _LONGEST), end)
        if found is None:
            found = self._read_back(number - 1)
        return found

    def _start(self, number: int) -> int:
        return self._marks[number - 1] + 1 if number and self._marks else self._clause.start

    def _read_back(self, number: int) -> str | None:
        """Return the date of the nearest piece, from one on backwards, that gives any."""
        found, passed = None, []
        while number >= 0 and found is None and not self._is_of_another(number):
            if number in self._nearest:
                found = self._nearest[number]
                break
            passed.append(number)
            found = self._read(self._start(number), self._start(number + 1) - 1)
            number -= 1
        self._nearest |= dict.fromkeys(passed, found)
        return found

    def _is_of_another(self, number: int) -> bool:
        """Tell whether a piece ends a part of a list whose parts have dates of their own: 2020年…甲；|乙."""
        if self._clause.chars[self._start(number + 1) - 1] != _PART:
            return False
        if self._has_head is None:
            first = self._clause.chars.find(_PART, self._clause.start)
            self._has_head = self._read(self._clause.start, first) is not None
        return not self._has_head

    def _read(self, start: int, end: int) -> str | None:
        """Return the date of a stretch; that of a birth is no date of a post: 生于1953年，曾任局长."""
        for born in _BORN.finditer(self._clause.chars, start, end):
            start = born.end()
        return resolve_date(carry_era(self._clause.chars, start, end), self.reference)
