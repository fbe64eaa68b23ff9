"""What a place abroad is called without the country or the division in front of it.

As with ours (湖北省武汉市 is 武汉市): 美国田纳西州 is 田纳西州, 伊利诺伊州芝加哥市 is 芝加哥. A name needs
its country where nothing else tells that it is one (美国大使馆).
"""

import re
from functools import lru_cache

from kg.knowledge.countries import OURS, country_name, leading_country, read_capitals
from kg.knowledge.divisions import read_divisions
from kg.knowledge.other_places import OtherPlace, other_place
from kg.knowledge.person_names import is_foreign
from kg.knowledge.state_bodies import states_of

STATE = "state"  # kind of the divisions of the first level
_LEVEL = re.compile(r"(?P<own>[^共市县郡]{2,}?)(?:大区|共和国|[州省邦郡市县镇村]|地区)")
_OVER = re.compile(r"[\u4e00-\u9fff-]{2,}?(?:大区|[州省邦郡])(?=..)")
_OWN_CHARACTERS = frozenset({"日本", "韩国", "朝鲜", "越南"})  # whose names transliterate nothing
_OWN_LEVEL = re.compile(r"[\u4e00-\u9fff]{2,4}[县市道郡]")
_CITY = "市"
_SIDE = re.compile(r"(?:远东|[东西南北中]{1,2}部)(?=..)")
_SHORT = 2  # characters, too few to tell a foreign name by
_LONG = 4  # characters of a name with its level from which on it is a foreign one by its characters alone
_INSIDE = re.compile(r"[\u4e00-\u9fff]{2,}?(?:[市县郡镇村区]|(?<!半)岛)")


@lru_cache(maxsize=65536)
def place_abroad(form: str) -> str:
    """Return the name of a place of another country that a form gives with what holds it, "" for others.

    >>> [place_abroad(form) for form in ("美国田纳西州", "伊利诺伊州芝加哥市", "日本茨城县筑波市")]
    ['田纳西州', '芝加哥', '筑波市']
    >>> [place_abroad(form) for form in ("英国苏格兰", "美国大使馆", "日本外务省", "湖北省武汉市")]
    ['苏格兰', '', '', '']
    """
    country, rest = _without_country(form)
    if country == OURS:
        return ""
    place = other_place(_without_side(rest)) if country else None
    if place and place.holder == country and rest != form:
        return place.name
    over = _state_before(rest, country)
    state = other_place(rest[:over])
    inner = _inner(rest[over:], country or (state.holder if state else "")) if over else ""
    if not inner and state and _INSIDE.fullmatch(rest, over) and not _is_ours(rest[over:]):
        return rest[over:]
    return inner or (_inner(rest, country) if country and rest != form else "")


def _without_country(form: str) -> tuple[str, str]:
    """Return the country that a form begins with and what follows it; "" and the form for none."""
    if other_place(form) or read_divisions().leading(form):
        return "", form
    found = leading_country(form[:-1])
    if found and not country_name(form):
        return found[0], form[found[1] :]
    states = states_of(form[:1])
    whole = other_place(_without_side(form[1:])) if states else None
    if whole and len(form) > _SHORT + 1 and whole.holder in states:
        return whole.holder, form[1:]
    known = next((at for at in range(len(form), 2, -1) if _is_state(form[1:at], states)), 0)
    place = other_place(form[1:known]) if known else None
    return (place.holder, form[1:]) if place else ("", form)


def _without_side(form: str) -> str:
    """Return a place without the part of its country in front: 远东|堪察加半岛, 东部|代尔祖尔省."""
    side = _SIDE.match(form)
    return form[side.end() :] if side else form


def _is_state(form: str, countries: tuple[str, ...]) -> bool:
    place = other_place(form)
    return place is not None and place.kind == STATE and place.holder in countries


def _state_before(text: str, country: str) -> int:
    """Return where the state or province ends that a text begins with, 0 where it begins with none."""
    for at in range(len(text) - 2, 1, -1):
        place = other_place(text[:at])
        if place and place.kind == STATE and country in ("", place.holder):
            return at
    over = _OVER.match(text)
    if over is None or not (country or len(over[0]) > _LONG):
        return 0
    return over.end() if is_foreign(over[0][:-1].replace("-", "")) else 0


def _inner(form: str, country: str) -> str:
    """Return the name of a place that lies in a country, "" for what is no such place by its form."""
    base = form.removesuffix(_CITY)
    for name in dict.fromkeys((form, base)):
        place = other_place(name)
        if place and _lies_in(place, country):
            return place.name
        if read_capitals().get(name) == country:
            return name
    if _is_ours(form):
        return ""
    if country in _OWN_CHARACTERS and _OWN_LEVEL.fullmatch(form):
        return form
    level = _LEVEL.fullmatch(form)
    sounds = level["own"] if level else form if len(form) > _SHORT else ""
    return form if sounds and is_foreign(sounds.replace("-", "")) else ""


def _is_ours(form: str) -> bool:
    """Tell whether a name begins as that of a division of China or of a country does."""
    return bool(read_divisions().leading(form) or leading_country(form))


def _lies_in(place: OtherPlace, country: str) -> bool:
    return bool(country) and place.holder == country
