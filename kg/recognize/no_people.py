"""What a tagger takes for a person and is none: a side, what stands in quotes wherever it stands.

巴新|方, 乌方|正, 伊军方; “萨德”. Bynames stand in quotes as well, with a word that says so.
"""

import re

from kg.knowledge.abbreviations import SIDES, is_abbreviated, is_side, read_abbreviations
from kg.knowledge.countries import country_name
from kg.knowledge.dictionary import word_tag
from kg.knowledge.lexicon import rule_word
from kg.knowledge.person_names import is_foreign, is_full_name
from kg.recognize.candidates import Word
from kg.text import occurrences

_SIDE = SIDES[0]
_SHORT = 2  # characters of 俄方
_VISIT = re.compile("(?P<who>.?)[访赴驻抵](?P<where>.{1,2})")
_FORCES = re.compile("军[方警]")
_ADVERBS = frozenset({"d", "p", "v"})
_LED = re.compile(rf"(?P<name>.*?){rule_word('before_sides')}$")
_OPEN = '“「『"'
_OPENING, _CLOSING = frozenset(_OPEN), frozenset('”」』"')
_SURE = 0.97
_BYNAME = re.compile(rf"{rule_word('bynames')}[为叫是作]?[{_OPEN}]$")
_REACH = 8  # characters of what leads up to a byname


def side_in(name: str) -> tuple[int, int, str] | None:
    """Return where a side stands in what was taken for a person, and its tag; None where it has none.

    >>> side_in("巴新方"), side_in("乌方正"), side_in("向巴方"), side_in("伊军方")
    ((0, 2, 'LOC'), (0, 2, 'LOC'), (1, 3, 'LOC'), (0, 0, 'n'))
    >>> side_in("韩方明"), side_in("程东方"), side_in("塞方正"), side_in("访英"), side_in("德驻俄")
    (None, None, (0, 2, 'LOC'), (0, 0, 'n'), (0, 0, 'n'))
    """
    visit = _VISIT.fullmatch(name)
    if visit and is_abbreviated(visit["who"] + visit["where"]):  # 访|英, 德|驻|俄
        return 0, 0, "n"
    if len(name) <= _SHORT:
        return None
    if is_abbreviated(name[0]) and _FORCES.fullmatch(name, 1):
        return 0, 0, "n"
    if name.endswith(_SIDE) and country_name(name[:-1]):
        return 0, len(name) - 1, "LOC"
    if is_side(name[:_SHORT]) and word_tag(name[_SHORT:]) in _ADVERBS:
        return 0, _SHORT, "LOC"
    side = name[1] == _SIDE and name[0] in read_abbreviations() and not is_full_name(name)
    if side and word_tag(name[_SHORT:]) in _ADVERBS:  # 塞方|正, of one of several countries
        return 0, _SHORT, "LOC"
    led = _LED.match(name[:-_SHORT]) if is_side(name[-_SHORT:]) else None
    return (len(name) - _SHORT, len(name), "LOC") if led else None


def is_quoted(text: str, word: Word) -> bool:
    """Tell whether what was taken for a person stands in quotes wherever the text has it: “萨德”, “卡西尼”.

    Not a Chinese name that the tagger is sure of, nor what the text says somebody is called: 化名“施英”.
    """
    if not _stands_in_quotes(text, word.start, word.end):
        return False
    if word.score >= _SURE and is_full_name(word.text) and not is_foreign(word.text):
        return False
    if _BYNAME.search(text, max(0, word.start - _REACH), word.start):
        return False
    return all(_stands_in_quotes(text, *span) for span in occurrences(text, word.text))


def _stands_in_quotes(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING
