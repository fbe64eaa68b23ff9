"""What only describes a place or body, or names a ship, is no name: 该州, 中俄政府, 陕西|三省, “尼米兹”号.

The last word on places and bodies, whatever proposed them: what is left of a description is the place that it
opens with.
"""

import re
from functools import lru_cache

from kg.knowledge.abbreviations import (
    are_several,
    are_states,
    are_told_states,
    is_abbreviated,
    read_abbreviations,
)
from kg.knowledge.body_words import body_words
from kg.knowledge.countries import country_name
from kg.knowledge.dictionary import is_word
from kg.knowledge.divisions import LEVELS
from kg.knowledge.lexicon import rule_word, rule_words
from kg.knowledge.named import is_in_program
from kg.knowledge.person_names import is_foreign
from kg.knowledge.place_names import ends_with_place, place_names
from kg.knowledge.titles import title_words
from kg.recognize.candidates import Draft, Word
from kg.recognize.classes import is_class, is_counted, is_of_each
from kg.recognize.unnamed import is_plenum, is_unnamed
from kg.text import NUMERALS

SOURCE = "places"

_NAMES = frozenset({"PER", "LOC", "ORG"})
_VESSEL = re.compile(r"[”」』\"][号轮]")
_SHIP = "舰"
_LAW = re.compile(rf"[”》]?{rule_word('laws')}")
_ACT = "法"
_PRIZE = re.compile(rf"[”」』\"]?{rule_word('prizes')}(?![\u4e00-\u9fff])|[”」』\"]{rule_word('prizes')}")
_EACH = "各"
_NO_BODY = re.compile(rf"{rule_word('no_bodies')}$")
_UNNAMED = "某"
_POINTED = re.compile(rf"[该此本](?:[{LEVELS}乡镇村国]|地区|行政区)")
_POINTING = "该"
_PAIR = 2  # characters
_STATES = re.compile(rf"[两{NUMERALS[1:9]}]国{rule_word('of_sides')}")
_SIDES = re.compile(rf"(?:两[国军党])?{rule_word('of_sides')}|两[国军党].*")
_NUMBER = rule_word("numbers")
_COUNTED = re.compile(
    rf"(?<![第{LEVELS}])(?:{rule_word('few')}+{rule_word('units_of_few')}(?!子)"
    rf"|{_NUMBER}{rule_word('units_of_bodies')}{rule_word('counted_bodies')}"
    rf"|(?:[0-9]|{_NUMBER})+{rule_word('units')}|全国[0-9]+个|全[{LEVELS}境]$"
    rf"|[多两][{LEVELS}]$|{_EACH}(?:[{LEVELS}]|{rule_word('units_of_each')})).*"
)
_SOME_OF = re.compile(
    rf"(?:[0-9]+多?|{rule_word('numbers', 'first_of')}){rule_word('units_of_some')}"
    rf"(?!{rule_word('no_unit')})(?=..)"
)
_BOTH = re.compile(rule_word("both_sides"))
_SET = re.compile(rf"[0-9]+多?(?:{rule_word('states_counted')}|{rule_word('things_counted')}.*)$")
_RANK = re.compile(rf"第[0-9{NUMERALS}]{{1,3}}{rule_word('ranked')}.*")
_REGION = re.compile("[东西南北中]部$")
_ALONE = rule_words("areas_alone")
_VAGUE = re.compile(rf"(?:{rule_word('vague_parts')}|最(?!高)).*")
_PAIRED = re.compile(rule_word("of_pairs"))
_SOME = re.compile(rf"一{rule_word('one_of')}")
_TWICE = re.compile("[\u4e00-\u9fff]党[\u4e00-\u9fff]党")
_ROAD = re.compile(rf"{rule_word('roads')}$")
_NAMING = rule_words("kinds_in_names")
_WAYS = rule_words("kinds_of_ways")
_KINDS = rule_words("kinds_of_bodies") | _NAMING
_AREAS = rule_words("kinds_of_places") | _NAMING | _WAYS
_TO = tuple("至到")
_DEPARTMENT = "部门"
_LONGEST_KIND = 6  # characters
_PROVINCE = 2  # digits of a code


def drop_descriptions(draft: Draft) -> None:
    """Untag what names nothing, and cut descriptions down to the place that they open with."""
    draft.words = [
        piece
        for word in draft.words
        for piece in (_sift(draft, word) if word.tag in _NAMES and not word.optional else (word,))
    ]


def _sift(draft: Draft, word: Word) -> tuple[Word, ...]:
    """Return what is left of a name where it stands."""
    text = draft.text
    paired = are_states(word.text) and _PAIRED.match(text, word.end)
    if word.tag == "ORG" and is_plenum(text, word):
        return (word.but(tag="n", source=""),)
    if paired or _VESSEL.match(text, word.end) or _names_nothing(word.tag, word.text):
        return (word.but(tag="n", source=""),)
    if word.tag != "LOC" and _is_regulated(text, word):
        place = _leading_place(word.text)
        rest = word.but(text=word.text[place:], start=word.start + place, tag="n", source="")
        return (word.but(text=word.text[:place], tag="LOC", source=SOURCE), rest) if place else (rest,)
    if word.tag == "PER":
        return (_sift_person(text, word),)
    if word.tag == "LOC" and word.text not in place_names().sure and _is_part_of_program(text, word):
        return (word.but(tag="n", source=""),)
    if word.tag == "ORG" and is_of_each(text, word):
        return (word.but(tag="n", source=""),)
    if word.tag == "ORG" and _ROAD.search(word.text):
        word = word.but(tag="LOC", source=SOURCE)
    if is_counted(text, word):
        place = _leading_place(word.text)
        rest = word.but(text=word.text[place:], start=word.start + place, tag="n", source="")
        return (word.but(text=word.text[:place], tag="LOC", source=SOURCE), rest) if place else (rest,)
    place = _described(word.tag, word.text, leads=text[word.start - 1 : word.start] in _TO)
    headed = place and word.text[place] == _UNNAMED and word.end in draft.listed.titles
    if place and not headed:
        rest = Word(word.text[place:], "n", word.start + place)
        whole = word.text[:place]
        counted = word.tag == "ORG" and _SOME_OF.match(word.text, place) and not ends_with_place(whole)
        body = counted or (_is_body(whole) and not _REGION.search(whole))
        return word.but(text=whole, tag="ORG" if body else "LOC"), rest
    return (word.but(tag="n", source="") if word.tag == "LOC" and _SET.search(word.text) else word,)


def _is_regulated(text: str, word: Word) -> bool:
    """Tell whether what was taken for a body or person is what a law is about: 香港国安|立法, 人大 no."""
    if _is_known(word.text) or body_words().ending(word.text) or is_foreign(word.text):
        return False
    if _LAW.match(text, word.end):
        return True
    act, longer = text[word.end : word.end + 2], text[word.end : word.end + 3]
    return word.tag == "ORG" and act.startswith(_ACT) and not is_word(act) and not is_foreign(longer)


def _leading_place(name: str) -> int:
    """Return how long the place of the lists is that a name opens with."""
    return next((n for n in range(len(name) - 1, 1, -1) if name[:n] in place_names().sure), 0)


def _sift_person(text: str, word: Word) -> Word:
    """Return what is no person: a prize (“韬奋”奖), countries that the page tells of (韩朝, 巴新)."""
    if _PRIZE.match(text, word.end):
        return word.but(tag="n", source="")
    if are_told_states(word.text[:_PAIR], text) and _goes_on(text, word):
        return word.but(tag="n", source="")
    country = country_name(word.text)
    meant = country and country != word.text and country in text
    return word.but(tag="LOC", source=SOURCE) if meant else word


def _goes_on(text: str, word: Word) -> bool:
    """Tell whether what two countries by a character each end with belongs to what follows: 韩美|强行."""
    after = word.text[_PAIR:]
    return not after or (len(after) == 1 and is_word(text[word.end - 1 : word.end + 1]))


def _is_part_of_program(text: str, word: Word) -> bool:
    """Tell whether a place is no more than a part of the name of a plan: 北煤|南运, not 中泰铁路."""
    around = (max(0, word.start - 1), word.end), (word.start, min(len(text), word.end + 1))
    return any(is_in_program(text, *span) for span in around if span != (word.start, word.end))


@lru_cache(maxsize=1 << 14)
def _names_nothing(tag: str, text: str) -> bool:
    """Tell whether a place or body is none by its form: 该州, 该县公安局, 中俄政府, 许昌舰."""
    if tag == "PER":
        return False
    if text in place_names().sure or _is_known(text):
        return False
    if _SOME.fullmatch(text, 1) and is_abbreviated(text[0]):
        return True
    if tag == "LOC":
        return (
            text in _ALONE
            or is_unnamed(text)
            or _NO_BODY.search(text) is not None
            or (text.isascii() and text.isupper())
            or _POINTED.fullmatch(text) is not None
            or (text.endswith(_SHIP) and len(text) > _PAIR)
        )
    if text.startswith(_POINTING) or _TWICE.fullmatch(text) or _NO_BODY.search(text) or _STATES.search(text):
        return True
    if is_class(text) or (_BOTH.match(text, _PAIR) and text[0] in read_abbreviations()):
        return True
    if is_abbreviated(text[0]) and text[1:] in title_words():  # 美|特使
        return True
    return are_several(text[:_PAIR]) and _SIDES.fullmatch(text, _PAIR) is not None


@lru_cache(maxsize=1 << 14)
def _described(tag: str, text: str, *, leads: bool) -> int:
    """Return where a name goes on from a place to a description, 0 where it does not: 土耳其|一家电视台."""
    if text in place_names().sure or _is_known(text):
        return 0
    unnamed = text.find(_UNNAMED, _PAIR) if tag == "ORG" else 0
    if unnamed > 0 and (ends_with_place(text[:unnamed]) or body_words().ending(text[:unnamed])):
        return unnamed
    counted = _COUNTED.search(text, _PAIR)
    if counted and ends_with_place(text[: counted.start()]):
        return counted.start()
    some = _SOME_OF.search(text, _PAIR) if tag == "ORG" else None
    if some and body_words().ending(text) and text[some.start() : some.end() + 1] not in place_names().sure:
        return some.start()
    ranked = (_RANK.search(text, _PAIR) or _SET.search(text, _PAIR)) if tag == "LOC" else None
    if ranked and ends_with_place(text[: ranked.start()]):
        return ranked.start()
    vague = _VAGUE.search(text, _PAIR)
    if vague and (ends_with_place(text[: vague.start()]) or body_words().ending(text[: vague.start()])):
        return vague.start()
    kinds = _KINDS if tag == "ORG" else _AREAS
    kind = next((text[at:] for at in range(_PAIR, len(text) - 1) if _is_kind(text[at:], kinds)), "")
    return len(text) - len(kind) if kind and _owns_no_name(text.removesuffix(kind), kind, leads) else 0


def _is_kind(text: str, kinds: frozenset[str]) -> bool:
    """Tell whether a text is a kind of bodies or places, no name: 部队, 农业部门."""
    return text in kinds or (text.endswith(_DEPARTMENT) and len(text) <= _LONGEST_KIND)


def _owns_no_name(place: str, kind: str, leads: bool) -> bool:
    """Tell whether a kind after a place is nothing's name: 澳门|学校, 沈阳至大连|高速公路, but 集美学校."""
    names = place_names()
    if leads and kind in _WAYS and (ends_with_place(place) or is_foreign(place)):
        return True
    if leads or kind not in _NAMING | _WAYS:
        return place in names.sure
    return place in names.countries or any(len(code) == _PROVINCE for code in names.codes.get(place, ()))


def _is_body(text: str) -> bool:
    return bool(body_words().ending(text)) and text not in place_names().sure


def _is_known(text: str) -> bool:
    return text in body_words().known
