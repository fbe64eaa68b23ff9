"""Where a text has the words of the lists that the rules of recognition ask for."""

from functools import cache
from typing import NamedTuple

from kg.knowledge.body_words import body_words
from kg.knowledge.matcher import Ends, Matcher
from kg.knowledge.named import read_named
from kg.knowledge.place_names import place_names
from kg.knowledge.titles import title_words


class Listed(NamedTuple):
    """The words of each list in a text: by the offset where some begin their ends, the longest first."""

    titles: Ends
    bodies: Ends  # fixed names, and organs of a level
    organs: Ends
    places: Ends
    townships: Ends
    named: Ends  # clubs, companies, media, sights


def find_listed(text: str) -> Listed:
    """Return where a text has the words of the lists, found in one pass.

    >>> found = find_listed("云阳县纪委书记")
    >>> found.places, found.organs, found.titles
    ({0: [3, 2]}, {3: [5]}, {5: [7]})
    """
    return Listed(*_matcher().find(text))


@cache
def _matcher() -> Matcher:
    titles, bodies, places = title_words(), body_words(), place_names()
    return Matcher(titles, bodies.known, bodies.organs, places.sure, places.townships, read_named())
