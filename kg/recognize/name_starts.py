"""What a network's names take in of the words before them, and two names that 同 makes one.

应|温敏总统邀请 is an invitation, 同|劳尔主席 a meeting, 联合|财政部 joint work; 中国|同|海合会 are two.
"""

import re

from kg.knowledge.abbreviations import is_abbreviated
from kg.knowledge.body_forms import is_body_form
from kg.knowledge.body_words import body_words
from kg.knowledge.countries import OURS, country_name, leading_country
from kg.knowledge.dictionary import is_word
from kg.knowledge.lexicon import rule_word, rule_words
from kg.knowledge.person_names import is_foreign, is_full_name
from kg.knowledge.place_names import ends_with_place, place_names
from kg.knowledge.state_bodies import state_body
from kg.model import Label
from kg.recognize.candidates import Candidate, WordIndex

_AT, _WITH = "应", "同"
_ASKED = re.compile(rf"[^，。；：！？\n]*?{rule_word('asks')}")
_TOGETHER = re.compile(rule_word("together"))
_DESCRIBED = re.compile(rf"{rule_word('praise')}?{rule_word('descriptions')}(?=...)")
_OPENED = re.compile(rf"{rule_word('descriptions')}(?=....)")
_STATE = "国"
_AT_HOME, _IN = "华", "在"  # 在华|沙特人, 在巴|中国公民
_CUT_WORDS = {"党": rule_words("trades") | rule_words("descriptions"), "内": frozenset({"在内"})}
_RULER = re.compile(
    rf"(?P<country>[\u4e00-\u9fff]+?)国?(?P<title>{rule_word('rulers')})(?P<person>[\u4e00-\u9fff·]{{2,}})"
)
_REGIONS = rule_words("regions") | rule_words("unions")
_MOVES = rule_words("moves")
_SHORTEST, _LONGEST = 2, 12  # characters of a name, and of a country's


def start_name(text: str, index: WordIndex, name: Candidate) -> list[Candidate]:
    """Return a name from after the word that it takes in, or the two with 同 or a description between.

    None where what follows tells where somebody goes: 同来华.
    """
    surface = text[name.start : name.end]
    if surface[0] == _STATE and (country := _country_width(surface[1:])):
        whole = country == len(surface) - 1
        return [name._replace(start=name.start + 1, label="LOC" if whole else name.label)]
    if _begins_before(text, name, surface):
        return [name._replace(start=name.start + 1)]
    width = _width_before(text, index, name, surface)
    if width:
        return [] if surface[width:] in _MOVES else [name._replace(start=name.start + width)]
    if name.label == "ORG" and not _is_known(surface):
        return _part_with(surface, name) or _part_described(surface, name) or [name]
    return (_part_ruled(surface, name) if name.label == "LOC" else []) or [name]


def _begins_before(text: str, name: Candidate, surface: str) -> bool:
    """Tell whether a name takes in the end of the word before it: 反对|党民主党, 在|内金砖国家, 在华|沙特."""
    first, rest = surface[0], surface[1:]
    if len(rest) < _SHORTEST or _is_known(surface) or surface in place_names().sure:
        return False
    if (first == _AT_HOME or is_abbreviated(first)) and text[name.start - 1 : name.start] == _IN:
        return rest in place_names().countries
    before = text[max(0, name.start - _LONGEST) : name.start + 1]
    cut = any(before.endswith(word) for word in _CUT_WORDS.get(first, ()) if word.endswith(first))
    return cut and (_is_known(rest) or rest in place_names().sure or rest.endswith(first))


def _country_width(surface: str) -> int:
    """Return how long the country is that a text begins with, 0 where it does with none: 国|保加利亚."""
    ends = range(min(len(surface), _LONGEST), _SHORTEST - 1, -1)
    return next((end for end in ends if surface[:end] in place_names().countries), 0)


def _part_ruled(surface: str, name: Candidate) -> list[Candidate]:
    """Return a country, a title and who rules it, where a place is taken for all: 卡塔尔|埃米尔|塔米姆."""
    ruler = _RULER.fullmatch(surface)
    if not ruler or country_name(ruler["country"]) is None or not is_foreign(ruler["person"]):
        return []
    parts: tuple[tuple[str, Label], ...] = (("country", "LOC"), ("title", "TITLE"), ("person", "PER"))
    spans = ((ruler.span(part), label) for part, label in parts)
    return [
        name._replace(start=name.start + start, end=name.start + end, label=label)
        for (start, end), label in spans
    ]


def _width_before(text: str, index: WordIndex, name: Candidate, surface: str) -> int:
    """Return how many characters a name takes in of the word before it."""
    rest = surface[1:]
    if len(rest) < _SHORTEST or _is_known(surface) or surface in place_names().sure:
        return 0
    if surface[0] == _AT:
        word = index.starting(name.start)
        alone = word is not None and (word.text == _AT or (name.label != "PER" and _is_state(rest)))
        return int(alone and _ASKED.match(text, name.end) is not None)
    if surface[0] == _WITH:
        return int(_is_met(rest, name.label))
    together = _TOGETHER.match(surface)
    joined = together and name.label == "ORG" and _is_organ(surface[together.end() :])
    return together.end() if together and joined else 0


def _is_met(rest: str, label: str) -> bool:
    """Tell whether what follows 同 in a name is one by itself: 同|劳尔, 同|安哥拉, 同|葡政府."""
    if label == "PER":
        return is_foreign(rest) or is_full_name(rest) or rest in _MOVES
    return rest in place_names().countries if label == "LOC" else _is_organ(rest) or _is_state(rest)


def _is_state(text: str) -> bool:
    """Tell whether a text is a country or its organ: 泰王国, 瑞典议会, 葡政府."""
    return leading_country(text) is not None or state_body(text) is not None


def _is_organ(text: str) -> bool:
    return _is_known(text) or (is_body_form(text) and len(text) > _SHORTEST)


def _is_known(text: str) -> bool:
    return text in body_words().known


def _part_with(surface: str, name: Candidate) -> list[Candidate]:
    """Return the two names that 同 stands between and is no part of a word: 中国|同|海合会, not 大同."""
    for at in range(_SHORTEST, len(surface) - _SHORTEST):
        if surface[at] != _WITH or is_word(surface[at - 1 : at + 1]) or is_word(surface[at : at + 2]):
            continue
        before, after = surface[:at], surface[at + 1 :]
        is_body = _is_known(before)
        if (is_body or before in place_names().sure or ends_with_place(before)) and _is_whole(after):
            first = name._replace(end=name.start + at, label="ORG" if is_body else "LOC")
            return [first, name._replace(start=name.start + at + 1)]
    return _part_joined(surface, name)


def _part_joined(surface: str, name: Candidate) -> list[Candidate]:
    """Return the two bodies of the lists of which one joins the other: 教育部|联合|财政部."""
    for found in _TOGETHER.finditer(surface, _SHORTEST):
        if _is_known(surface[: found.start()]) and _is_organ(surface[found.end() :]):
            first = name._replace(end=name.start + found.start())
            return [first, name._replace(start=name.start + found.end())]
    return []


def _is_whole(text: str) -> bool:
    return _is_known(text) or len(body_words().ending(text)) >= _SHORTEST or _is_state(text)


def _part_described(surface: str, name: Candidate) -> list[Candidate]:
    """Return the place before what a body is said to be, and the body: 韩国|名校|梨花女子大学."""
    if opened := _OPENED.match(surface):
        named = body_words().has_name(surface[opened.end() :])
        return [name._replace(start=name.start + opened.end())] if named else []
    described = _DESCRIBED.search(surface, _SHORTEST)
    if not described:
        return []
    place, body = surface[: described.start()], surface[described.end() :]
    if (
        not body_words().has_name(body)
        or country_name(place) == OURS
        or not (place in place_names().sure or place in _REGIONS)
    ):
        return []
    label: Label = "ORG" if _is_known(place) else "LOC"
    first = name._replace(end=name.start + described.start(), label=label)
    return [first, name._replace(start=name.start + described.end())]
