"""The names of places, compiled once from the lists of kg/data."""

from functools import cache

from kg.knowledge.countries import read_capitals, read_countries
from kg.knowledge.divisions import read_divisions, read_townships
from kg.knowledge.historic import read_historic
from kg.knowledge.lexicon import Matcher
from kg.knowledge.tables import read_kinds


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
        self.sure = Matcher(countries | frozenset(read_capitals()) | known | self.divisions | self.short)
        self.townships = Matcher(
            name for names in read_townships().values() for name in names if len(name) > 2
        )
        kinds = read_kinds("place_words.txt")
        self.venues = Matcher(kinds["venue"])
        self.venue_words = frozenset(kinds["venue"]) | frozenset(kinds["clear"])
        self.clear = frozenset(kinds["clear"])
        self.generic = frozenset(kinds["generic"])
        self.deictic = frozenset(kinds["deictic"])
        self.level_venues = frozenset(kinds["level_venue"])


@cache
def place_names() -> PlaceNames:
    """Return the names of places, compiled once."""
    return PlaceNames()
