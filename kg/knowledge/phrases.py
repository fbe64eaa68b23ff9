"""Phrases of a list, and what stands in a text as part of one of them."""

from collections.abc import Iterable
from itertools import pairwise


class Phrases:
    """Phrases by each two characters that stand in them side by side."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take the phrases."""
        self._by_pair: dict[str, list[str]] = {}
        for phrase in dict.fromkeys(phrases):
            for pair in dict.fromkeys(map("".join, pairwise(phrase))):
                self._by_pair.setdefault(pair, []).append(phrase)

    def hold(self, text: str, start: int, end: int) -> bool:
        """Tell whether a stretch of a text, of two characters at least, is one of the phrases or part of one.

        >>> sayings = Phrases(["不到长城非好汉"])
        >>> sayings.hold("人说不到长城非好汉", 4, 6), sayings.hold("长城", 0, 2)
        (True, False)
        """
        surface = text[start:end]
        return any(
            surface in phrase and text.startswith(phrase, max(0, start - phrase.index(surface)))
            for phrase in self._by_pair.get(text[start : start + 2], ())
        )
