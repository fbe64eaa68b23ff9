"""How much two texts speak of the same: shared pairs of characters, rare ones counting more."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache
from operator import add

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
    return frozenset(pair for word in _WORD.findall(text) for pair in map(add, word, word[1:]))


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

    def of_headline(self, headline: str, story: str) -> float:
        """Return how much of a headline its story says again, from 0 to 1; its beginning counts most."""
        if not story:
            return 0.0
        lead = character_pairs(story[:_LEAD])
        rest = character_pairs(story[_LEAD : _LEAD + _REST])
        wanted = character_pairs(headline)
        total = sum(map(self._weight, wanted))
        found = sum(self._weight(pair) for pair in wanted & lead)
        found += _REST_WEIGHT * sum(self._weight(pair) for pair in (wanted & rest) - lead)
        return found / total if total else 0.0

    def of_texts(self, text: str, other: str) -> float:
        """Return how much of a text's beginning the other text says too, from 0 to 1."""
        wanted = character_pairs(text[: 2 * _LEAD])
        known = character_pairs(other[:READ])
        total = sum(map(self._weight, wanted))
        return sum(self._weight(pair) for pair in wanted & known) / total if total else 0.0

    def _weight(self, pair: str) -> float:
        """Return the weight of a pair: the fewer texts hold it, the more it tells."""
        return math.log(1 + len(self._texts) / max(1, self._counts[pair]))
