"""Many words sought in a text at once."""

from collections.abc import Collection, Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kg.text import Span

Ends = dict[int, list[int]]
"""Where the words end that begin at an offset, the longest first."""

_FEW = 64  # so many words are sooner sought one by one
_SPREAD = np.uint32(0x9E3779B1)
_ROOM = 5  # 2^5 places for each word in a table of beginnings, or up to twice as many
_MOST_BITS = 22


class Matcher:
    """Finds the words of one list or of several in a text, all in one pass."""

    def __init__(self, *lists: Iterable[str]) -> None:
        """Keep the words with the numbers of their lists; a single character is not looked for."""
        self._count = len(lists)
        self._lists: dict[str, tuple[int, ...]] = {}
        for number, words in enumerate(lists):
            for word in set(words):
                if len(word) > 1:
                    self._lists[word] = (*self._lists.get(word, ()), number)

    def find(self, text: str) -> list[Ends]:
        """Return for each list the ends of its words by the offsets at which they begin, in their order.

        >>> Matcher(["主任", "主任委员"], ["委员"]).find("副主任委员")
        [{1: [5, 3]}, {3: [5]}]
        """
        found: list[Ends] = [{} for _ in range(self._count)]
        lists, lengths = self._lists, self._lengths
        for start in self._beginnings.find(text):
            for length in lengths.get(text[start : start + 3], ()):
                word = text[start : start + length]
                if len(word) == length:  # what the text's end cuts off may be a word
                    for number in lists.get(word, ()):
                        found[number].setdefault(start, []).append(start + length)
            for number in lists.get(text[start : start + 2], ()):
                found[number].setdefault(start, []).append(start + 2)
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

    @cached_property
    def _lengths(self) -> dict[str, list[int]]:
        """The lengths of the words of more than two characters by their first three, longest first."""
        lengths: dict[str, set[int]] = {}
        for word in self._lists:
            if len(word) > 2:
                lengths.setdefault(word[:3], set()).add(len(word))
        return {head: sorted(found, reverse=True) for head, found in lengths.items()}

    @cached_property
    def _beginnings(self) -> "_Beginnings":
        return _Beginnings([word for word in self._lists if len(word) == 2], self._lengths)


class _Beginnings:
    """Where a text has what some words begin with, and now and then where it has not.

    Characters are told apart by a hash, in arrays: an offset that no word begins at costs next to nothing.
    """

    def __init__(self, pairs: Collection[str], triples: Collection[str]) -> None:
        """Take the beginnings of two and of three characters."""
        bits = min((len(pairs) + len(triples)).bit_length() + _ROOM, _MOST_BITS)
        self._shift = np.uint32(32 - bits)
        self._pairs, self._triples = np.zeros(1 << bits, np.bool_), np.zeros(1 << bits, np.bool_)
        rows = _points("".join(pairs)).reshape(-1, 2)
        self._pairs[_mix(rows[:, 0], rows[:, 1]) >> self._shift] = True
        rows = _points("".join(triples)).reshape(-1, 3)
        self._triples[_mix(_mix(rows[:, 0], rows[:, 1]), rows[:, 2]) >> self._shift] = True

    def find(self, text: str) -> list[int]:
        """Return offsets, from left to right, among them all at which one of the words begins."""
        points = _points(text)
        pairs = _mix(points[:-1], points[1:])
        begins = self._pairs[pairs >> self._shift]
        begins[:-1] |= self._triples[_mix(pairs[:-1], points[2:]) >> self._shift]
        offsets: list[int] = np.flatnonzero(begins).tolist()
        return offsets


def _points(text: str) -> NDArray[np.uint32]:
    """Return the numbers of the characters of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _mix(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return a hash of two numbers for each two of some."""
    mixed: NDArray[np.uint32] = (left * _SPREAD + right) * _SPREAD
    return mixed
