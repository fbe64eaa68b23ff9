"""What stands around a place cut off its name: dates, directions, surroundings, what it is."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.knowledge.countries import OURS, country_name
from kg.knowledge.divisions import LEVELS
from kg.knowledge.lexicon import read_common, rule_word, rule_words
from kg.knowledge.other_places import other_place
from kg.knowledge.place_names import CITY_CENTER, ends_with_place, place_names
from kg.recognize.candidates import Word

_LEVELS = f"{LEVELS}乡镇村"
_DATED = re.compile(r"[0-9]+(?:日|号|月|年)[上中下]?午?$")
_OURS = re.compile(rf"(?:{rule_word('ours')}[{_LEVELS}]|我国)(?=..)")
_PART = re.compile(rf"(?:以[东西南北]海域|[东西南北中]{{1,2}}部|{rule_word('place_part')})$")
_TOWARDS = re.compile(r"(?<=..)[东西南北中]{1,2}部(?![分队落门委长署])")
_AROUND = re.compile(rf"(?<=..){rule_word('surroundings')}$")
_AREA = re.compile(rf"(?:大?部分|大部|沿海)?{rule_word('areas')}?")
_KIND = re.compile(rf"(?<=..){rule_word('seats')}(?=..)")
_RANKED = re.compile(
    rf"(?:(?<=..)|^)第.{rule_word('ranked')}(?:{rule_word('seats')}|.{{0,2}}?{rule_word('ranked_kinds')})(?=..)"
)
_ISLAND, _NO_ISLAND = re.compile(rf"..+{rule_word('island')}"), tuple(rule_words("no_island"))
_SHORTEST_TWO = 3  # characters
_LONGEST = 12
_NO_NAME = 60  # characters, of which no name has more
_ALONE = frozenset({"ocean", "sea", "river", "city"})  # kinds of places of which none holds another
_RULER = "苏丹"  # of 文莱 and 阿曼
_CITY = 4  # digits of the code of a province or a city
_ENDS = frozenset(f"{_LEVELS}河湖江岛城国海洋湾")


def trim_places(words: list[Word]) -> list[Word]:
    """Return the words with each place and body without what stands around its name."""
    return [
        piece
        for word in words
        for piece in (_trim(word) if word.tag in ("LOC", "ORG") else (word,))
        if piece.text
    ]


def _trim(word: Word) -> Iterator[Word]:
    """Yield a name and what is cut off its ends: 贵州省|东南部, 我州|平塘县, 伊拉克|第二大城市|摩苏尔."""
    if len(word.text) > _NO_NAME:
        yield word
        return
    dated = _DATED.search(word.text)
    if dated and dated.start() > 1:
        yield from _cut_off(word, dated, "TIME")
        return
    if word.tag == "ORG":
        middle = word.text.removesuffix(CITY_CENTER)
        if middle == word.text or not _is_place(middle):
            yield word
            return
        word = word.but(tag="LOC")
    if _OURS.match(word.text) and word.text[:3] not in place_names().sure:
        yield Word(word.text[:2], "n", word.start)
        word = word.but(text=word.text[2:], start=word.start + 2)
    second = _second_place(word.text)
    if second:
        yield _piece(word, 0, second)
        yield from _trim(_piece(word, second, len(word.text)))
        return
    inside = _RANKED.search(word.text) or _plain_kind(word.text) or _find_direction(word.text)
    if inside:
        yield from _part(word, inside)
    else:
        yield from _cut_around(word)


@lru_cache(maxsize=1 << 14)
def _second_place(text: str) -> int:
    """Return where the second of two provinces or cities begins that are one in a name, else 0: 河北|天津."""
    if text in place_names().sure:
        return 0
    return next((at for at in range(2, len(text) - 1) if _goes_on(text[:at], text[at:])), 0)


def _goes_on(place: str, rest: str) -> bool:
    """Tell whether after a place in a name come others that are none of its divisions: 北京|上海武汉."""
    if are_two_places(place, rest) or _are_alike(place, rest) or _is_island_of(place, rest):
        return True
    second = _second_place(rest) if len(rest) > _SHORTEST_TWO else 0
    return second > 0 and are_two_places(place, rest[:second])


def _is_island_of(country: str, rest: str) -> bool:
    """Tell whether after another country's name comes an island's own: 挪威|斯匹次卑尔根岛, not 日本|列岛."""
    own = _ISLAND.fullmatch(rest) is not None and not rest.endswith(_NO_ISLAND)
    return own and country in place_names().countries and country_name(country) != OURS


def are_two_places(one: str, other: str) -> bool:
    """Tell whether two places are countries, or provinces or cities neither of which lies in the other."""
    countries = place_names().countries
    if one in countries and other in countries and other != _RULER:
        return True
    codes = place_names().codes
    first, second = (
        [code for code in codes.get(name, ()) if len(code) <= _CITY and name in place_names().sure]
        for name in (one, other)
    )
    if not first or not second:
        return False
    return not any(a.startswith(b) or b.startswith(a) for a in first for b in second)


def _are_alike(one: str, other: str) -> bool:
    """Tell whether two are counties by their whole names, or oceans, rivers, cities abroad: 岷县|漳县."""
    first, second = other_place(one), other_place(other)
    if first and second and first.name != second.name and not {one, other} & place_names().codes.keys():
        return first.kind == second.kind and first.kind in _ALONE
    codes = [place_names().codes.get(name, ()) if name[-1] in LEVELS else () for name in (one, other)]
    return all(len(own) == 1 and len(own[0]) > _CITY for own in codes) and codes[0] != codes[1]


@lru_cache(maxsize=1 << 14)
def _find_direction(text: str) -> "re.Match[str] | None":
    """Return where a name goes on from a place to a part of it, and perhaps to a place there."""
    toward = None if text in place_names().sure else _TOWARDS.search(text)
    if (
        toward is None
        or text[toward.start() :] in place_names().sure
        or not _is_place(text[: toward.start()])
    ):
        return None
    rest = text[toward.end() :]
    return toward if _AREA.fullmatch(rest) or _is_place(rest) else None


@lru_cache(maxsize=1 << 14)
def _plain_kind(text: str) -> "re.Match[str] | None":
    """Return where a name says what a place is before one of the lists: 阿联酋|城市|迪拜."""
    kind = _KIND.search(text)
    if kind is None or not any(text[kind.end() :][:n] in place_names().sure for n in range(2, _LONGEST)):
        return None
    inside = any(text[at : kind.end()] in place_names().divisions for at in range(kind.end() - 2))
    return None if inside else kind


def _part(word: Word, found: "re.Match[str]") -> Iterator[Word]:
    """Yield the place before what is found in a name, what is found, and the place after it."""
    yield from _trim(_piece(word, 0, found.start()))
    rest = _piece(word, found.end(), len(word.text))
    if len(rest.text) > 1 and not _AREA.fullmatch(rest.text) and rest.text not in read_common():
        yield _piece(word, found.start(), found.end(), "u")
        yield from _trim(rest)
    else:
        yield _piece(word, found.start(), len(word.text), "f")


def _cut_around(word: Word) -> Iterator[Word]:
    part = _PART.search(word.text)
    if part and word.text[: part.start()] in place_names().sure:
        yield from _cut_off(word, part, "f")
        return
    around = None if word.text in place_names().sure else _AROUND.search(word.text)
    if around and _is_place(word.text[: around.start()]):
        yield from _cut_off(word, around, "f")
    else:
        yield word


def _cut_off(word: Word, found: "re.Match[str]", tag: str) -> Iterator[Word]:
    yield _piece(word, 0, found.start())
    yield _piece(word, found.start(), len(word.text), tag)


def _piece(word: Word, start: int, end: int, tag: str | None = None) -> Word:
    """Return a stretch of a word; with a tag it is no name any more."""
    return word.but(text=word.text[start:end], start=word.start + start, tag=tag, source=tag and "")


def _is_place(text: str) -> bool:
    """Tell whether a text is a place of the lists, ends with one or ends like one: 崇礼, 泰安市, 查尔斯河."""
    if len(text) < 2:
        return False
    if len(text) > 2 and text[-1] in _ENDS:
        return True
    return ends_with_place(text)
