"""The names of places, compiled once from the lists of kg/data."""

from functools import cache

from kg.knowledge.lexicon import (
    Matcher,
    read_countries,
    read_divisions,
    read_historic,
    read_kinds,
    read_townships,
)


class PlaceNames:
    """Names of places, ready to match."""

    def __init__(self) -> None:
        """Compile the lists of kg/data."""
        countries, capitals = read_countries()
        divisions = read_divisions()
        known = {word for words in read_kinds("places.txt").values() for word in words}
        self.countries = countries
        former, former_short = read_historic()
        self.divisions = frozenset(d.name for d in divisions) | former
        self.codes: dict[str, list[str]] = {}
        for division in divisions:
            code = division.code[: 2 * division.level]
            for name in {division.name, division.short}:
                self.codes.setdefault(name, []).append(code)
        self.short = frozenset(d.short for d in divisions if d.sure) | former_short
        self.sure = Matcher(countries | capitals | known | self.divisions | self.short)
        self.townships = Matcher(name for name in read_townships() if len(name) > 2)
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
