"""A name and the same name with what holds it in front: 阿富汗喀布尔机场 is 喀布尔机场 of the corpus.

What the longer name adds must be a place, and the same one wherever the corpus adds one; the shorter name
must be one by itself: 国家体育场, 中部地区 and 长江大桥 are many.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.corpus.short_names import Verdict
from kg.knowledge.body_endings import ending
from kg.knowledge.body_forms import official_name
from kg.knowledge.body_kinds import body_kind
from kg.knowledge.countries import OURS, country_name, leading_country, read_capitals
from kg.knowledge.dictionary import cut_words, word_tag
from kg.knowledge.divisions import read_divisions
from kg.knowledge.historic import historic_of
from kg.knowledge.lexicon import rule_word
from kg.knowledge.other_places import other_place
from kg.knowledge.person_names import is_foreign
from kg.knowledge.place_names import place_words
from kg.knowledge.state_bodies import states_of
from kg.knowledge.tables import read_kinds
from kg.model import Judgement, NameKey
from kg.naming.ids import plain_name
from kg.naming.places import division_of
from kg.naming.unresolved import points

REASON = "the longer name adds what it lies in"
_SHORTEST, _LONGEST = 3, 12  # characters of a name by itself, and of what stands in front
_LEAST = 2  # characters of a place with its level
_LEVELS = "省市县区旗盟州"
_SEAS = ("sea", "ocean", "continent")
_WATERS = (*_SEAS, "gulf", "strait", "canal", "river", "lake")  # in which nothing lies
_COMMON = ("n", "v", "vn", "a", "an", "b", "d", "f", "m", "j", "t")
_NOUNS = ("n", "vn")
_SHAPED = "湾河湖山岛江州区"  # ends of names of places that no list gives to one country
_MANY = re.compile(rf"国家|中央|全国|联邦|国立|[东西南北中]{{1,2}}(?:部|地区)|{rule_word('numbers')}|[0-9]")
_HILLS = "山岛峰沟谷"  # which have one name in many places
_WIDE = (
    "流域",
    "山区",
    "老区",
    "疫区",
    "灾区",
    "库区",
    "盆地",
    "平原",
    "高原",
)  # with one of many places: its part
_REPUBLIC = "共和国"
_PARTY = "党"  # 人大党组 is of one assembly or another
_OF_MANY = re.compile(rf"{rule_word('causes')}+{_PARTY}")  # parties of many countries: 自由党, 社会民主党
_CHAINS = ("company", "media", "culture", "party")  # 河南省新华书店 is one house of 新华书店
_OF_ONE = ("company", "media", "school", "culture", "party", "hospital")  # kinds of bodies with names
_WORDED = ("hospital", "school")  # of which one named by a common word is many: 方舱医院


def judge_placed(keys: Iterable[NameKey]) -> Iterator[Verdict]:
    """Yield that a name with a place in front is the one without, where that is the only place in front."""
    known = {key for key in keys if plain_name(key[1]) == key[1]}
    longer: dict[NameKey, dict[str, NameKey]] = defaultdict(dict)
    for key in sorted(known):
        at = _split(key)
        if at:
            longer[key[0], key[1][at:]][key[1][:at]] = key
    for rest, told in longer.items():
        alone = rest in known and rest[1] != _REPUBLIC
        fronts = told if alone else {front: key for front, key in told.items() if not country_name(front)}
        if fronts and _are_one(fronts) and not (_OF_MANY.fullmatch(rest[1]) and _are_foreign(fronts)):
            ordered = sorted(fronts, key=lambda front: (len(front), front))  # the shortest first
            short = rest if alone else fronts[ordered[0]]
            for key in (fronts[front] for front in ordered):
                if key != short:
                    yield short, key, Judgement(short[1], key[1], "positive", REASON, 0.8, key[0])


def is_trade(name: str) -> bool:
    """Tell whether a name is what China has a branch of industry for, and no firm: 中国|建筑技术.

    >>> [is_trade(name) for name in ("中国建筑", "中国航天科技", "中国移动", "中国南方航空", "德国铁路")]
    [True, True, False, False, False]
    """
    words = cut_words(name.removeprefix(OURS), guess=False) if name.startswith(OURS) else []
    if not words or official_name(name) or re.search(rf"{ending('generic')}$", name):
        return False
    return all(len(word) > 1 and word_tag(word) in _NOUNS for word in words)


def _split(key: NameKey) -> int:
    """Return where in a name the name without the place in front begins, 0 for none."""
    label, name = key
    if label == "PER" or country_name(name) or division_of(name) or historic_of(name) or other_place(name):
        return 0
    if label == "ORG" and is_trade(name):
        return 0
    for at in range(min(len(name) - _SHORTEST, _LONGEST), 0, -1):
        front, rest = name[:at], name[at:]
        if not (_holds(front, rest, label) and _stands_alone(label, rest)):
            continue
        if not _is_branch(label, front, rest) and not _lies_elsewhere(front, rest):
            return at
    return 0


def _lies_elsewhere(front: str, rest: str) -> bool:
    """Tell whether a listed place is of another country than the one in front, or of several: 中国|湄公河."""
    country, place = leading_country(front), other_place(rest)
    return country is not None and place is not None and country[0] != place.holder


def _holds(front: str, rest: str, label: str) -> bool:
    """Tell whether a place, or a chain of places, stands in front of a name."""
    if len(front) == 1:
        place = other_place(rest)
        states = states_of(front)
        return label == "LOC" and bool(states) and (place.holder in states if place else is_foreign(rest))
    ends = range(len(front), 1, -1)
    return not front or any(_is_holder(front[:at], label) and _holds(front[at:], rest, label) for at in ends)


def _is_holder(front: str, label: str) -> bool:
    """Tell whether a form is that of a country, a division, a city; for places also of a region."""
    if country_name(front) or front in read_capitals():
        return True
    place, found = other_place(front), read_divisions().leading(front)
    if place:
        if label == "ORG" and (place.kind == "region" or not place.holder):
            return False
        return place.kind not in _WATERS
    return found is not None and found[1] == len(front)


def _stands_alone(label: str, name: str) -> bool:
    """Tell whether a name is one by itself: 喀布尔机场, 日产汽车公司, not 国家体育场, 革命党, 梅花山."""
    if _MANY.match(name) or (word_tag(name) in _COMMON and not other_place(name)):
        return False
    if label == "ORG":
        own, kind = re.sub(rf"{ending('alone')}$", "", name), body_kind(name)
        if kind == "party":
            return name[-1] == _PARTY
        if kind in _WORDED and not _is_own(re.sub(rf"{ending('generic')}$", "", name)):
            return False
        return kind in _OF_ONE and not points("ORG", name) and _is_own(own)
    if name.endswith(_WIDE):
        return False
    place = other_place(name)
    if place:
        return place.kind not in _SEAS and bool(place.holder or name[-1] in _SHAPED)
    if name[-1] in _HILLS or name in place_words("venue") or country_name(name) or name in read_capitals():
        return False
    if read_divisions().named(name) or division_of(name):
        return False
    end = next((n for n in range(1, len(name)) if name[n:] in place_words("venue")), len(name))
    own = name[:end]
    return _is_own(own) and own not in read_kinds("places.txt")["water"]


def _is_branch(label: str, front: str, rest: str) -> bool:
    """Tell whether a division of ours in front of a firm's or party's name makes it the house there."""
    divisions = read_divisions()
    placed = divisions.leading(front) is not None and divisions.leading(rest) is None
    return label == "ORG" and placed and body_kind(rest) in _CHAINS


def _is_own(own: str) -> bool:
    """Tell whether what is left of a name without its kind is no common word."""
    return len(own) > 1 and word_tag(own) not in _COMMON


def _are_one(fronts: Iterable[str]) -> bool:
    """Tell whether what stands in front of a name is one place, told more or less fully."""
    told = [front for front in fronts if country_name(front) != OURS]
    longest = max(told, key=len, default="")
    return all(_without_level(front) in longest for front in told)


def _are_foreign(fronts: Iterable[str]) -> bool:
    """Tell whether other countries stand in front of a name as well: 自由党 is one of many."""
    return any(country_name(front) != OURS for front in fronts)


def _without_level(front: str) -> str:
    """Return a place without the word for its level, where a name is left: 四川省, not 沙市."""
    return front[:-1] if len(front) > _LEAST and front[-1] in _LEVELS else front
