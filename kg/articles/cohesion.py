"""How much two texts speak of the same: shared pairs of characters, rare ones counting more."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import repeat
from operator import add
from typing import NamedTuple

_WORD = re.compile(r"[\u3400-\u9fff〇A-Za-z0-9]+")
_LEAD = 160  # characters of an article in which its headline is said again
_REST = 3000  # characters after that are looked at
_REST_WEIGHT = 0.6
READ = _LEAD + _REST  # characters of a text that are ever compared


@lru_cache(maxsize=128)
def character_pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighboring characters within words.

    >>> sorted(character_pairs("举行，大会"))
    ['举行', '大会']
    """
    pairs: set[str] = set()
    for word in _WORD.findall(text):
        pairs.update(map(add, word, word[1:]))
    return frozenset(pairs)


class Beginning(NamedTuple):
    """The pairs of characters of a story: of its first lines, and of what follows."""

    lead: frozenset[str]
    rest: frozenset[str]


class Cohesion:
    """Measures cohesion among the texts of one page."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the page's texts; pairs of characters are counted when the first two are compared."""
        self._texts = [text[:READ] for text in texts]

    @cached_property
    def _counts(self) -> Counter[str]:
        """In how many of the page's texts each pair of characters occurs."""
        counts: Counter[str] = Counter()
        for text in self._texts:
            counts.update(character_pairs(text))
        return counts

    @cached_property
    def _weights(self) -> dict[int, float]:
        """The weight of a pair by how many texts hold it: the fewer they are, the more it tells."""
        return {count: math.log(1 + len(self._texts) / count) for count in {1, *self._counts.values()}}

    def of_headline(self, headline: str, story: str) -> float:
        """Return how much of a headline its story says again, from 0 to 1; its beginning counts most."""
        return self.of_beginning(headline, self.beginning(story)) if story else 0.0

    def beginning(self, story: str) -> Beginning:
        """Return what a story is compared by."""
        return Beginning(character_pairs(story[:_LEAD]), character_pairs(story[_LEAD : _LEAD + _REST]))

    def of_beginning(self, headline: str, story: Beginning) -> float:
        """Return the same as `of_headline`, of a story that is compared with many headlines."""
        wanted = character_pairs(headline)
        lead, rest = wanted & story.lead, wanted & story.rest
        if not lead and not rest:
            return 0.0
        found, total = self._weigh(lead) + _REST_WEIGHT * self._weigh(rest - lead), self._weigh(wanted)
        return found / total if total else 0.0  # nothing weighs on a page without running text

    def of_texts(self, text: str, other: str) -> float:
        """Return how much of a text's beginning the other text says too, from 0 to 1."""
        wanted = character_pairs(text[: 2 * _LEAD])
        known = character_pairs(other[:READ])
        total = self._weigh(wanted)
        return self._weigh(wanted & known) / total if total else 0.0

    def _weigh(self, pairs: Iterable[str]) -> float:
        """Return the weight of some pairs."""
        counts = map(self._counts.get, pairs, repeat(1))
        return sum(map(self._weights.__getitem__, counts))
