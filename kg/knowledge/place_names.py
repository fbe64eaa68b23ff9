"""The names of places, compiled once from the lists of kg/data."""

from functools import cache

from kg.knowledge.countries import read_capitals, read_countries
from kg.knowledge.divisions import read_divisions, read_townships
from kg.knowledge.historic import read_historic
from kg.knowledge.tables import any_of, read_kinds, read_marks

CITY_CENTER = "市中心"
"""What the middle of a city is called after its name, which is then without its 市: 桂林市中心."""
_WORDS = "place_words.tsv"
_LONGEST = 15  # characters of a place's name


class PlaceNames:
    """Names of places, ready to match."""

    def __init__(self) -> None:
        """Compile the lists of kg/data."""
        countries = frozenset(read_countries())
        divisions = tuple(read_divisions().by_code.values())
        known = {word for words in read_kinds("places.txt").values() for word in words}
        self.countries = countries
        former = frozenset(read_historic())
        former_names = frozenset(entry.name for entries in read_historic().values() for entry in entries)
        self.divisions = frozenset(d.name for d in divisions) | former_names
        self.codes: dict[str, list[str]] = {}
        for division in divisions:
            code = division.code[: 2 * division.level]
            for name in {division.name, division.short}:
                self.codes.setdefault(name, []).append(code)
        self.short = frozenset(d.short for d in divisions if d.sure) | (former - former_names)
        self.sure = countries | frozenset(read_capitals()) | known | self.divisions | self.short
        self.townships = frozenset(
            name for names in read_townships().values() for name in names if len(name) > 2
        )
        self.deictic = place_words("deictic")
        self.venue_words = place_words("venue") | place_words("clear")
        self.clear = place_words("clear")


@cache
def place_names() -> PlaceNames:
    """Return the names of places, compiled once."""
    return PlaceNames()


def opens_with_place(text: str) -> bool:
    """Tell whether a text begins with a place of the lists.

    >>> opens_with_place("贵州省人民医院"), opens_with_place("人民医院")
    (True, False)
    """
    return any(text[:end] in place_names().sure for end in range(2, _LONGEST + 1))


def ends_with_place(text: str) -> bool:
    """Tell whether a text ends with a place of the lists, or with a division's short name.

    >>> ends_with_place("老区崇礼"), ends_with_place("老区")
    (True, False)
    """
    names = place_names()
    ends = (text[at:] for at in range(max(0, len(text) - _LONGEST), len(text) - 1))
    return any(end in names.sure or end in names.codes for end in ends)


def place_words(mark: str) -> frozenset[str]:
    """Return the words for places that have a mark.

    >>> "机场" in place_words("venue"), "我省" in place_words("deictic")
    (True, True)
    """
    return frozenset(read_marks(_WORDS, 2)[mark])


def place_word(*marks: str) -> str:
    """Return a group that matches one of the words for places with one of some marks, the longest first."""
    return any_of(*(word for mark in marks for word in place_words(mark)))
