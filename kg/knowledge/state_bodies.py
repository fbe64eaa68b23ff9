"""Organs that every country has (kg/data/state_bodies.tsv): 俄国防部 is 俄罗斯国防部."""

import re
from functools import cache, lru_cache

from kg.knowledge.abbreviations import read_abbreviations, state_of
from kg.knowledge.countries import OURS, country_name, leading_country
from kg.knowledge.post_words import word, words
from kg.knowledge.tables import longest_first, read_rows

ARMY = "军队"
"""What a country's forces are called after its name, where a page has only 俄军."""
_MISSION = re.compile(rf"(?P<sender>.+?){word('stationed')}(?P<place>.+?)(?:(?P<embassy>大?使馆)|总领事?馆)")
_EMBASSY, _CONSULATE = "大使馆", "总领事馆"


@cache
def _organs() -> dict[str, str]:
    """Return the names of organs by each of their forms, the longest first."""
    names = {
        form: name for name, forms in read_rows("state_bodies.tsv", 2) for form in (name, *forms.split("|"))
    }
    return {form: names[form] for form in longest_first(filter(None, names))}


def organ_of(form: str) -> str | None:
    """Return the name of an organ that every country has, None for what is none.

    >>> organ_of("众院"), organ_of("外交部"), organ_of("水利部")
    ('众议院', '外交部', None)
    """
    return _organs().get(form)


@lru_cache(maxsize=65536)
def state_body(form: str) -> tuple[tuple[str, ...], str] | None:
    """Return the countries that a body of a state can belong to and its name without them, else None.

    >>> state_body("俄国防部"), state_body("美国众院"), state_body("俄国防部情报总局")
    ((('俄罗斯',), '国防部'), (('美国',), '众议院'), (('俄罗斯',), '国防部情报总局'))
    >>> state_body("外交部"), state_body("中国外交部"), state_body("乌军")
    (None, None, (('乌克兰', '乌兹别克斯坦'), '军队'))
    """
    for countries, rest in _split(form):
        for organ, name in _organs().items():
            if rest.startswith(organ) and (rest == organ or len(organ) > 2):
                return countries, name + rest[len(organ) :]
    return None


@lru_cache(maxsize=65536)
def mission_name(form: str) -> str | None:
    """Return the full name of a mission abroad of which the form says whose it is, None for what is none.

    >>> mission_name("我驻法使馆"), mission_name("中国驻汉堡总领馆"), mission_name("驻法使馆")
    ('中国驻法国大使馆', '中国驻汉堡总领事馆', None)
    """
    match = _MISSION.fullmatch(form)
    if match is None:
        return None
    sender = OURS if match["sender"] in words("senders") else country_name(match["sender"])
    place = country_name(match["place"]) or state_of(match["place"]) or match["place"]
    end = _EMBASSY if match["embassy"] else _CONSULATE
    return f"{sender}驻{'华' if place == OURS else place}{end}" if sender else None


def _split(form: str) -> list[tuple[tuple[str, ...], str]]:
    """Return the ways to read a foreign country at the beginning of a form, with what follows it."""
    ways: list[tuple[tuple[str, ...], str]] = []
    if (found := leading_country(form[:-1])) and found[0] != OURS:
        ways.append(((found[0],), form[found[1] :]))
    short = states_of(form[:1])
    return [way for way in (*ways, (short, form[1:])) if way[0]]


@lru_cache(maxsize=1024)
def states_of(char: str) -> tuple[str, ...]:
    """Return the foreign countries that a character can stand for.

    >>> states_of("乌"), states_of("中"), states_of("京")
    (('乌克兰', '乌兹别克斯坦'), (), ())
    """
    countries = (country_name(name) for name in read_abbreviations().get(char, ()))
    return tuple(country for country in countries if country and country != OURS)


def is_army(name: str) -> bool:
    """Tell whether a name is that of a country's forces.

    >>> is_army("乌克兰军队"), is_army("人民军队")
    (True, False)
    """
    return name.endswith(ARMY) and country_name(name.removesuffix(ARMY)) is not None
