"""Word lists that rules ask for, and a matcher for many words at once."""

from collections.abc import Iterable
from functools import cache
from operator import add

from kg.knowledge.tables import any_word, read_kinds, read_lines
from kg.text import Span

Ends = dict[int, list[int]]
"""Where the words end that begin at an offset, the longest first."""

_RULES = "rule_words.tsv"
_FEW = 64  # so many words are sooner sought one by one


class Matcher:
    """Finds the words of one list or of several in a text, all in one pass."""

    def __init__(self, *lists: Iterable[str]) -> None:
        """Keep the words with the numbers of their lists and, by first two characters, their lengths.

        A single character is not looked for.
        """
        self._count = len(lists)
        self._lists: dict[str, tuple[int, ...]] = {}
        lengths: dict[str, set[int]] = {}
        for number, words in enumerate(lists):
            for word in set(words):
                if len(word) > 1:
                    self._lists[word] = (*self._lists.get(word, ()), number)
                    lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}

    def find(self, text: str) -> list[Ends]:
        """Return for each list the ends of its words by the offsets at which they begin.

        >>> Matcher(["主任", "主任委员"], ["委员"]).find("副主任委员")
        [{1: [5, 3]}, {3: [5]}]
        """
        found: list[Ends] = [{} for _ in range(self._count)]
        lengths, lists, size = self._lengths, self._lists, len(text)
        pairs = map(add, text, text[1:])
        for start, pair in [(start, pair) for start, pair in enumerate(pairs) if pair in lengths]:
            for length in lengths[pair]:
                end = start + length
                numbers = lists.get(text[start:end], ())
                if end <= size:  # what the text's end cuts off may be a word
                    for number in numbers:
                        found[number].setdefault(start, []).append(end)
        return found

    def spans(self, text: str) -> list[Span]:
        """Return the spans of the longest words, left to right, without overlaps.

        >>> Matcher(["副主任", "副主任委员", "委员"]).spans("原副主任委员、委员")
        [(1, 6), (7, 9)]
        """
        longest = self._longest(text)
        found: list[Span] = []
        for start in sorted(longest):
            if not found or start >= found[-1][1]:
                found.append((start, longest[start]))
        return found

    def _longest(self, text: str) -> dict[int, int]:
        """Return the end of the longest word by the offset at which it begins."""
        longest: dict[int, int] = {}
        if len(self._lists) > _FEW:
            for ends in self.find(text):
                longest |= {start: max(found[0], longest.get(start, 0)) for start, found in ends.items()}
            return longest
        for word in sorted(self._lists, key=len):
            start = text.find(word)
            while start >= 0:
                longest[start] = start + len(word)
                start = text.find(word, start + 1)
        return longest


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
