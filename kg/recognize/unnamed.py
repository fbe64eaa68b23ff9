"""What looks like a name by its form and names nothing: plenums, parts of regions, some states."""

import re

from kg.knowledge.abbreviations import is_abbreviated
from kg.knowledge.divisions import LEVELS
from kg.knowledge.lexicon import rule_word
from kg.recognize.candidates import Word
from kg.text import NUMERALS

_NEAR = 12  # characters
_PLENUM, _MEETING = re.compile(f"[{NUMERALS}]中"), "全会"
_PLENUMS = re.compile(rf"(?:[、和]{_PLENUM.pattern})*{_MEETING}")
_PLENUM_BEFORE = re.compile(f"{_PLENUM.pattern}[、和]$")
_LINE = rf"{rule_word('lines', 'kinds_of_ways')}(?:线路|网)?"
_PART = re.compile(rf"[东西南北中]{{1,2}}部(?:(?:大部|部分|沿海|边境)(?:地区)?|片区|{_LINE})")
_EDGE = re.compile("城[中边郊]村")
_SOME_STATES = re.compile(f"[多各两][{LEVELS}国地]")


def is_plenum(text: str, word: Word) -> bool:
    """Tell whether what looks like a school is one of several plenums: 三中、|四中|、五中全会."""
    if not _PLENUM.fullmatch(word.text):
        return False
    before = text[max(0, word.start - len("三中、")) : word.start]
    after = text[word.end : word.end + _NEAR]
    led = _PLENUM_BEFORE.search(before) is not None and _MEETING in after
    return led or _PLENUMS.match(text, word.end) is not None


def is_unnamed(place: str) -> bool:
    """Tell whether a place is a part of a region or city with no name, or some states of a country.

    >>> [is_unnamed(place) for place in ("中东部大部地区", "中西部铁路", "美多州", "城中村", "多伦")]
    [True, True, True, True, False]
    """
    some = is_abbreviated(place[0]) and _SOME_STATES.fullmatch(place, 1) is not None
    return some or _PART.fullmatch(place) is not None or _EDGE.fullmatch(place) is not None
