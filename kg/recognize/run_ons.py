"""What a name takes in of the words beside it, and two names that run into one another.

理顺|党中央, 希腊|欧盟, 国际奥委会|会旗, 重庆|西进, 横跨|淮河, 世界杯印尼|站, 缅老|澜沧江. The last look at
names, whatever proposed them: what is cut off is no name any more.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from kg.knowledge.abbreviations import are_several, is_abbreviated
from kg.knowledge.body_forms import official_name
from kg.knowledge.body_words import body_words
from kg.knowledge.countries import leading_country
from kg.knowledge.dictionary import word_tag
from kg.knowledge.lexicon import rule_word, rule_words
from kg.knowledge.named import is_people
from kg.knowledge.person_names import is_foreign, is_full_name
from kg.knowledge.place_names import ends_with_place, place_names
from kg.knowledge.state_bodies import state_body
from kg.recognize.beside import join_hyphened, retag_others, retag_places
from kg.recognize.body_edges import takes_in_will
from kg.recognize.candidates import NAMED, Draft, Word
from kg.recognize.no_people import is_quoted, side_in
from kg.text import DIGIT

SOURCE = "places"

_CENTER, _CHINA = "党中央", "中"
_NO_NOUN = frozenset({"v", "p", "c", "d", "a", "ad"})
_LONGEST_WORD = 2  # characters of a verb or preposition before the center
_REGION, _OWN_REGION = rule_words("regions"), rule_words("own_regions")
_UNION = re.compile(rf"{rule_word('unions')}$|国际[\u4e00-\u9fff]{{1,2}}联$")
_NATIONAL = re.compile(rule_word("nationals"))
_NO_PARTY = re.compile(rf"{rule_word('no_parties')}$")
_PARTY, _PARTY_OF = "党", rule_words("party_of")
_SENT = re.compile("常?驻")
_STATIONED = tuple("驻对援和与及同在赴访")
_THING = re.compile(rf"(?:{rule_word('things_of_bodies')}|[旗徽歌])$")
_SIDE = re.compile(rf"{rule_word('sides_of_parties')}(?=.+(?:党|联盟|阵线)$)")
_FOUNDED = re.compile(rule_word("founds"))
_OPENED = re.compile(r"(?<=(.))建\1$")  # 中共六大纪念馆|建馆
_PEOPLE = ("人", "族")
_LEG, _TO = "站", ("至", "到")
_BEIJING, _TIME = "北京", "时间"
_LINE = re.compile(rf".{{2,}}?{rule_word('lines')}(?=..)")
_CONTEST = re.compile(rf"(?:{rule_word('contests')}|[杯赛])[”》]?$")
_CONTESTED = re.compile(rf"的?{rule_word('contested')}")
_MOVES = re.compile(rf"(?<=..)同?{rule_word('moves')}$")
_TOWARD = re.compile(r"(?<=..)[东西][南北]$")
_REACHES = re.compile(rf"{rule_word('reaches')}(?=..)")
_ONE = re.compile(
    rf"(?<=..)(?:[内里外]|{rule_word('seats')})?(?:第?一{rule_word('measures_of_one')}|一{rule_word('one_of')}$)"
)
_COUNTED = re.compile(rf"{rule_word('few', 'numbers')}{rule_word('counted_sides')}$")
_NEAR = rule_words("near_place")
_LONGEST_NEAR = max(map(len, _NEAR))
_DATED = re.compile(rf"{DIGIT}{{1,2}}[日号]|{rule_word('dated')}")
_WORLD = re.compile(rule_word("of_all"))
_HEADLINE = 4  # characters of what a headline ends with
_LANGUAGE = rule_words("languages")
_DISTRICTS = ("港区", "地区")
_LONGEST_PARTY = 3  # characters of 中央党
_SHORTEST, _LONGEST = 2, 12  # characters of a name, and of one that ends another
_BUILT = rule_words("ends_of_places")


def part_run_ons(draft: Draft) -> None:
    """Cut off what names take in of the words beside them, and part two names that are one word."""
    retag_places(draft)
    retag_others(draft)
    draft.words = [
        piece
        for word in join_hyphened(draft.text, draft.words)
        for piece in (_part(draft.text, word) if word.tag in _RULES and not word.optional else (word,))
    ]


def _part(text: str, word: Word) -> Iterator[Word]:
    """Yield what is left of a name, and what stands before and after it in its word."""
    if word.text in _LANGUAGE:
        yield word.but(tag="n", source="")
        return
    start, end, tag, rest = _RULES[word.tag](text, word)
    if start:
        yield Word(word.text[:start], "n", word.start)
    if end > start:
        yield word.but(text=word.text[start:end], start=word.start + start, tag=tag)
    if end < len(word.text):
        after = Word(word.text[end:], rest, word.start + end, word.source if rest in NAMED else "")
        yield from _part(text, after) if rest in NAMED else (after,)


_Parts = tuple[int, int, str, str]
"""Where in a word a name begins and ends, its tag, and the tag of what is left behind it."""


def _person(text: str, word: Word) -> _Parts:
    """Retag a foreign name that stands where a place does, cut off where it goes: 科巴尼|周边, 勒文|来华."""
    if is_quoted(text, word):
        return 0, 0, "PER", "n"
    if side := side_in(word.text):
        return *side, "n"
    near = any(text[word.end : word.end + n] in _NEAR for n in range(1, _LONGEST_NEAR + 1))
    is_place = near and len(word.text) > _SHORTEST and (is_foreign(word.text) or not is_full_name(word.text))
    if (moved := _MOVES.search(word.text)) and is_foreign(word.text[: moved.start()]):
        return 0, moved.start(), "PER", "n"
    return 0, len(word.text), "LOC" if is_place or _are_countries(word.text) else "PER", "n"


def _are_countries(name: str) -> bool:
    """Tell whether what was taken for a person is a list of places by a character each: 德意西, 津冀鲁."""
    return len(name) > _SHORTEST and is_abbreviated(name) and not is_full_name(name)


def _place(text: str, word: Word) -> _Parts:
    second = _second_place(word.text)
    if second:
        return 0, second, "LOC", "LOC"
    start, end = _place_ends(word.text)
    if text.startswith(_TO, word.end) and (line := _LINE.match(word.text)):
        return start, line.end(), "LOC", "LOC" if word.text[line.end() :] in place_names().sure else "n"
    if text.startswith(_PEOPLE, word.end) and (people := _people_width(word.text)):
        return start, end - people, "LOC", "n"
    if text.startswith(_TIME, word.end) and word.text.endswith(_BEIJING):
        end = len(word.text) - len(_BEIJING)
    if end == len(word.text) and word.text.endswith(_LEG) and _is_leg(text, word):
        end -= len(_LEG)
    return start, end, "LOC", "n"


def _people_width(name: str) -> int:
    """Return how long the people's name is that a place ends with before 人 or 族: 叙利亚|库尔德."""
    ends = range(_SHORTEST, len(name) - _SHORTEST)
    return next(
        (len(name) - at for at in ends if is_people(name[at:]) and name[:at] in place_names().sure), 0
    )


def _is_leg(text: str, word: Word) -> bool:
    """Tell whether 站 is a leg of a contest and no station: 世界杯北京|站, 四川恩阳|站的比赛."""
    begin = max(0, word.start - 8)
    return bool(_CONTEST.search(text[begin : word.start]) or _CONTESTED.match(text, word.end))


@lru_cache(maxsize=1 << 14)
def _place_ends(name: str) -> tuple[int, int]:
    """Return where a place's name begins and ends in what was taken for it."""
    if name in place_names().sure:
        return 0, len(name)
    if verb := _REACHES.match(name):
        return verb.end(), len(name)
    if found := _MOVES.search(name) or _ONE.search(name) or _OPENED.search(name):
        return 0, found.start()
    toward = _TOWARD.search(name)
    if toward and name not in _OWN_REGION and ends_with_place(name[: toward.start()]):
        return 0, toward.start()
    if found := _COUNTED.search(name):
        return 0, found.start() if name[: found.start()] in place_names().sure else 0
    return _count_run(name), len(name)


def _count_run(name: str) -> int:
    """Return how many countries by a character each stand before a place and are no part of its name."""
    names = place_names()
    run = next((at for at, char in enumerate(name) if not is_abbreviated(char)), 0)
    if run < _SHORTEST or len(name) - run <= _SHORTEST or name[run:] not in names.sure:
        return 0
    return 0 if any(name[:n] in names.sure for n in range(_SHORTEST, len(name))) else run


@lru_cache(maxsize=1 << 14)
def _second_place(name: str) -> int:
    """Return where a country, a region or a pair begins that runs into the place before it, else 0.

    阿克萨清真寺|以色列, 美国|中东, 鹿特丹|中欧.
    """
    names = place_names()
    if name in names.sure:
        return 0
    for at in range(max(_SHORTEST, len(name) - _LONGEST), len(name) - 1):
        first, second = name[:at], name[at:]
        if first in _OWN_REGION and second in _OWN_REGION:
            return at
        if (second in names.countries and not (second in names.codes and first in names.codes)) or (
            second in _REGION or (_CHINA in second and are_several(second))
        ):
            ended = at > _SHORTEST and (first[-1] in _BUILT or ends_with_place(first))
            if ended or first in names.sure:
                return at
    return 0


def _body(text: str, word: Word) -> _Parts:
    name = word.text
    if name.endswith(_PARTY) and name not in body_words().known:
        if _NO_PARTY.search(name):
            return 0, 0, "ORG", "n"
        center = name.endswith(_CENTER[1:] + _PARTY)
        if text[word.end : word.end + 1] in _PARTY_OF and (center or _is_whole(name[:-1])):
            return 0, 0 if len(name) <= _LONGEST_PARTY and center else len(name) - 1, "ORG", "n"
    if headline := _headline_width(text, word):
        return _after_headline(name, headline)
    return (0, len(name) - 1, "ORG", "n") if takes_in_will(name) else _body_ends(name)


@lru_cache(maxsize=1 << 14)
def _body_ends(name: str) -> _Parts:
    """Return where a body's name begins and ends in what was taken for it, and what is left behind it."""
    whole: _Parts = (0, len(name), "ORG", "n")
    if name in body_words().known:
        return whole
    center = name.find(_CENTER)
    if center > 0 and name.endswith(_CENTER) and _ends_in_verb(name[:center]):
        return center, len(name), "ORG", "n"
    if parts := _national_ends(name):
        return parts
    if side := _SIDE.match(name):
        return side.end(), len(name), "ORG", "n"
    union = _UNION.search(name)
    if union and name[: union.start()] in place_names().sure:
        return 0, union.start(), "LOC", "ORG"
    thing = _THING.search(name)
    if thing and _is_whole(name[: thing.start()]):
        return 0, thing.start(), "ORG", "n"
    if opened := _OPENED.search(name):
        return 0, opened.start(), "ORG", "n"
    sent = _SENT.search(name, _SHORTEST)
    if sent and _receives(name[sent.end() :]):
        return 0, 0, "ORG", "n"
    founded = _FOUNDED.search(name, _SHORTEST)
    if founded and ends_with_place(name[: founded.start()]):
        return 0, founded.start(), "LOC", "n"
    return whole


def _receives(name: str) -> bool:
    """Tell whether a text is a whole name of whom envoys are sent to: 驻|东盟, 驻|禁化武组织."""
    return name in place_names().sure or name in body_words().known or official_name(name) is not None


def _national_ends(name: str) -> _Parts | None:
    """Return the parts of a central body and what runs into it: 澳门|全国人大, 乌油库|俄罗斯国防部."""
    national = _NATIONAL.search(name, 1)
    if national:
        place = name[: national.start()]
        if place in place_names().countries:
            return None
        if len(place) > 1 and ends_with_place(place) and not body_words().ending(place):
            return 0, len(place), "LOC", "ORG"
        if is_abbreviated(place) or place.endswith(_DISTRICTS):  # 京|中共中央, 港区|全国政协
            return len(place), len(name), "ORG", "n"
    again = _second_state(name)
    return _after_headline(name, again) if again else None


def _after_headline(name: str, at: int) -> _Parts:
    """Return the parts of a body and what a headline ends with before it, a place or no name."""
    if name[:at] in place_names().sure:
        return 0, at, "LOC", "ORG"
    return at, len(name), "ORG", "n"


def _second_state(name: str) -> int:
    """Return where a state's organ begins that a headline runs into: 俄炼油厂|俄罗斯国防部, else 0."""
    ends = () if name[0] in _STATIONED else range(_SHORTEST, len(name) - _SHORTEST)
    return next((at for at in ends if name[at - 1] not in _STATIONED and _is_organ(name[at:])), 0)


def _is_organ(name: str) -> bool:
    return leading_country(name) is not None and state_body(name) is not None


def _headline_width(text: str, word: Word) -> int:
    """Return how much of a headline runs into the body of a dated sentence: 奥运铜牌|国际奥委会|5日."""
    name = word.text
    if name in body_words().known or not _DATED.match(text, word.end):
        return 0
    found = _WORLD.search(name, _HEADLINE)
    return found.start() if found and name[found.start() :] in body_words().known else 0


def _ends_in_verb(text: str) -> bool:
    """Tell whether a text ends with a verb, a preposition or the like: 宁夏紧扣, 同."""
    tags = (word_tag(text[-n:]) for n in range(min(_LONGEST_WORD, len(text)), 0, -1))
    return next(filter(None, tags), "") in _NO_NOUN


def _is_whole(name: str) -> bool:
    return name in body_words().known or len(body_words().ending(name)) >= _SHORTEST


_RULES: dict[str, Callable[[str, Word], _Parts]] = {"PER": _person, "LOC": _place, "ORG": _body}
