"""Word lists that rules ask for, and a matcher for many words at once."""

from collections.abc import Iterable, Iterator
from functools import cache

from kg.knowledge.tables import any_word, read_kinds, read_lines
from kg.text import Span

_RULES = "rule_words.tsv"


class Matcher:
    """Finds the longest word of a list at each place of a text, left to right, without overlaps."""

    def __init__(self, words: Iterable[str]) -> None:
        """Keep the words and, by first two characters, their lengths, longest first.

        A single character is kept, but not looked for.
        """
        self.words = frozenset(word for word in words if word)
        lengths: dict[str, set[int]] = {}
        for word in self.words:
            if len(word) > 1:
                lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}

    def __contains__(self, word: str) -> bool:
        """Tell whether the list has the word."""
        return word in self.words

    def at(self, text: str, start: int) -> Iterator[int]:
        """Yield the ends of the words that begin at an offset, longest first."""
        for length in self._lengths.get(text[start : start + 2], ()):
            end = start + length
            if end <= len(text) and text[start:end] in self.words:  # what the text's end cuts off may be one
                yield end

    def starts(self, text: str) -> Iterator[int]:
        """Yield the offsets at which some word of the list may begin."""
        lengths = self._lengths
        for start in range(len(text) - 1):
            if text[start : start + 2] in lengths:
                yield start

    def spans(self, text: str) -> list[Span]:
        """Return the spans of the longest words, left to right, without overlaps.

        >>> Matcher(["副主任", "副主任委员", "委员"]).spans("原副主任委员、委员")
        [(1, 6), (7, 9)]
        """
        found: list[Span] = []
        for start in self.starts(text):
            if found and start < found[-1][1]:
                continue
            end = next(self.at(text, start), None)
            if end is not None:
                found.append((start, end))
        return found


@cache
def read_common() -> frozenset[str]:
    """Return the words that name nothing by themselves though taggers take them for names."""
    return frozenset(word for line in read_lines("common_words.txt") for word in line.split())


def rule_words(kind: str) -> frozenset[str]:
    """Return the words of a kind that a rule asks for."""
    return frozenset(read_kinds(_RULES)[kind])


def rule_word(*kinds: str) -> str:
    """Return a group that matches one of the words of some kinds, the longest first."""
    return any_word(_RULES, *kinds)
