"""Places that are no division of China: seas, rivers, mountains, regions, cities of other countries.

Also what stands for a division and for something else: 南海 is the sea unless its text names 佛山.
"""

from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from kg.knowledge.countries import country_name
from kg.knowledge.tables import read_kinds, read_rows


class OtherPlace(NamedTuple):
    """A place that is no division of China."""

    name: str  # the one it is called by
    kind: str  # sea river mountain … city
    holder: str  # the country that it lies in, "" where that is none or several


def other_place(form: str) -> OtherPlace | None:
    """Return the place of a name, None where it is no such place.

    >>> other_place("珠峰"), other_place("多伦多").holder, other_place("佛山")
    (OtherPlace(name='珠穆朗玛峰', kind='mountain', holder=''), '加拿大', None)
    """
    return _places().get(form)


def other_places() -> Collection[str]:
    """Return all names of such places."""
    return _places().keys()


def is_twofold(form: str) -> bool:
    """Tell whether the short name of a division of China stands for something else as well.

    >>> is_twofold("南海"), is_twofold("大关"), is_twofold("义乌")
    (True, True, False)
    """
    return form in _twofold()


def may_be_pair(form: str) -> bool:
    """Tell whether a place's name can be China and another country by a character each.

    >>> may_be_pair("中非"), may_be_pair("中美"), may_be_pair("巴中")
    (True, False, True)
    """
    return form in read_kinds("places.txt")["place_or_pair"]


def begins_elsewhere(text: str, end: int) -> bool:
    """Tell whether what a text begins with up to `end` is the beginning of another place's name.

    >>> begins_elsewhere("吉隆坡使馆", 2), begins_elsewhere("南海舰队", 2), begins_elsewhere("义乌市场", 2)
    (True, True, False)
    """
    ends = range(min(len(text), _longest()), end - 1, -1)
    return any(text[:stop] in _places() for stop in ends)


@cache
def _places() -> dict[str, OtherPlace]:
    rows = [
        *(("city", *row) for row in read_rows("foreign_cities.tsv", 2)),
        *read_rows("other_places.tsv", 3),
    ]
    found: dict[str, OtherPlace] = {}
    for kind, holder, names in rows:
        for forms in names.split():
            name, *others = forms.split("=")
            place = OtherPlace(name, kind, country_name(holder) or "")
            for form in (name, *others):
                found.setdefault(form, place)
    return found


@cache
def _longest() -> int:
    return max(map(len, _places()))


@cache
def _twofold() -> frozenset[str]:
    return frozenset(word for words in read_kinds("twofold_places.tsv").values() for word in words)
