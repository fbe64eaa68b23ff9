"""A name and the same name with what it is: 巴黎市 is 巴黎, 喀布尔国际机场 is 喀布尔机场."""

import re
from collections.abc import Collection, Iterator

from kg.corpus.placed import is_trade
from kg.corpus.short_names import Verdict
from kg.knowledge.countries import country_name
from kg.knowledge.dictionary import word_tag
from kg.knowledge.divisions import read_divisions
from kg.knowledge.lexicon import rule_word
from kg.knowledge.other_places import other_place
from kg.knowledge.person_names import is_foreign
from kg.knowledge.tables import read_kinds
from kg.model import Judgement, Label, NameKey
from kg.naming.places import division_of

REASON = "the longer name adds what it is"
_CITY, _AREA, _WORLD, _AIRPORT = "市", "地区", "国际", "机场"
_FIRM = re.compile(rf"(?<=..){rule_word('firms')}$")
_PARENT = tuple("航")  # 南航集团 is no airline


def judge_fuller(known: Collection[NameKey]) -> Iterator[Verdict]:
    """Yield that two names of the corpus are one of which the longer says of what kind it is."""
    for label, name in sorted(known):
        for short in _shorter(label, name):
            if (label, short) in known:
                verdict = Judgement(short, name, "positive", REASON, 0.8, label)
                yield (label, short), (label, name), verdict
                break


def says_kind(name: str) -> bool:
    """Tell whether the longer of two names of a place only says what it is: 巴黎市, not 大兴国际机场."""
    return name.endswith((_CITY, _AREA))


def _shorter(label: Label, name: str) -> Iterator[str]:
    """Yield the names that a name may be told more fully for, the longest first."""
    if label == "ORG" and (firm := _FIRM.search(name)):
        short = name[: firm.start()]
        common = word_tag(short) in ("n", "v", "vn", "a", "b") or is_trade(short)
        if not short.endswith(_PARENT) and not common:
            yield short
    if label != "LOC" or division_of(name):
        return
    if name.endswith(_WORLD + _AIRPORT):
        yield name.removesuffix(_WORLD + _AIRPORT) + _AIRPORT
    short = name.removesuffix(_CITY)
    if short != name and len(short) > 1 and not country_name(short) and not read_divisions().named(short):
        yield short
    if name.endswith(_AREA) and _is_region(name.removesuffix(_AREA)):
        yield name.removesuffix(_AREA)


def _is_region(name: str) -> bool:
    """Tell whether a name is that of an area, not of the city in the middle of one: 缅北, not 贝鲁特."""
    if country_name(name) or read_divisions().named(name) or len(name) < 2:
        return False
    place = other_place(name)
    if place:
        return place.kind == "region"
    return name in read_kinds("places.txt")["region"] or not is_foreign(name)
