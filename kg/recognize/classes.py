"""What is said of many and names none: 一家|法国电台, 11个|城中村, 省、市、|县党委, 全国海关, 一流大学."""

import re

from kg.knowledge.body_words import ALL, body_words
from kg.knowledge.divisions import LEVELS
from kg.knowledge.lexicon import rule_word, rule_words
from kg.knowledge.place_names import place_names
from kg.recognize.candidates import Word
from kg.text import NUMERALS

_LOCAL = f"[{LEVELS}乡镇]"
_EACH = "各"
_LEVELS = re.compile(f"{_LOCAL}、{_LOCAL}")
_TOGETHER = re.compile(f"[{LEVELS}]{{2,}}")  # 省区市|人大
_EACH_OF = re.compile(f"[各个][{LEVELS}]{{1,3}}$")
_CLASS = re.compile("驻.机构$|一流|大中小学$")  # 中央驻港机构, 世界一流大学
_SORT = re.compile(rf"{rule_word('sorts_of_bodies')}(?P<kind>.{{2,}})")
_WHOLE = re.compile(f"全[{LEVELS}美球]")  # 湖南|全省医院
_LOCAL_SORT = re.compile("[农乡村镇城]")
_OF_ALL = re.compile(rf"{ALL}(?:{_LOCAL}|地方|[各{NUMERALS}]级)?")
_MANY = re.compile(rf"(?:[0-9]多?|[一两{NUMERALS[1:]}多几数])[余几]?{rule_word('measures_of_many')}$")
_REACH = 4  # characters of 余家 and the number before it
_GROUNDS = tuple(rule_words("ends_of_grounds"))


def is_class(body: str) -> bool:
    """Tell whether a body is a class of them by its form.

    >>> [is_class(body) for body in ("全国海关", "全国四级法院", "世界一流大学", "全国妇联", "清河海关")]
    [True, True, True, False, False]
    """
    if body in body_words().known:
        return False
    if _CLASS.search(body) or _is_sort(body):
        return True
    if any(found and body[found.end() :] in body_words().organs for found in _led_by_all(body)):
        return True
    whole = _WHOLE.search(body)
    if whole is None or body[whole.end() :] not in body_words().organs:
        return False
    return not whole.start() or body[: whole.start()] in place_names().sure


def _led_by_all(body: str) -> "tuple[re.Match[str] | None, ...]":
    """Return what a body begins with that says that it is of all places: 全国, 省区市."""
    return _TOGETHER.match(body), _OF_ALL.match(body)


def _is_sort(body: str) -> bool:
    """Tell whether a body is a sort of them, of a place or not: 新疆|中资银行; 岷县|农村信用社 is one."""
    sort = _SORT.search(body)
    if sort is None or body_words().ending(sort["kind"]) != sort["kind"]:
        return False
    place = body[: sort.start()]
    return not place or (place in place_names().sure and not _LOCAL_SORT.match(sort[0]))


def is_of_each(text: str, word: Word) -> bool:
    """Tell whether a body is said of each place of a level: 各|区医院, 省、市、|县党委."""
    if _LEVELS.fullmatch(text[max(0, word.start - 2) : word.start + 1]):
        return True
    if word.text[0] in LEVELS and _EACH_OF.search(text, max(0, word.start - _REACH), word.start):
        return True
    return text[word.start - 1 : word.start] == _EACH and word.text not in body_words().known


def is_counted(text: str, word: Word) -> bool:
    """Tell whether a body or place is one or some of many: 一家|法国电台, 50多座|河滨公园, 11个|城中村."""
    if not _MANY.search(text, max(0, word.start - _REACH), word.start) or word.text in body_words().known:
        return False
    return word.text not in place_names().sure and (word.tag == "ORG" or word.text.endswith(_GROUNDS))
