"""What the network reads of a text: characters, pairs of neighbors and known places, as numbers.

The same code feeds the network while it learns and while it works.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.text import Span, sentences

Ids = NDArray[np.int32]

WINDOW = 160
"""The most characters that the network sees at a time."""
MARKS = 9
"""Values of a mark: none, and first, inner, last, single × full name, short name."""
_FIRST, _INNER, _LAST = 1, 2, 3
_SHORT = 4
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Encoded:
    """One window as numbers, four arrays of the same length."""

    chars: Ids
    left: Ids  # the pair of the character and the one before it
    right: Ids  # the pair of the character and the one after it
    marks: Ids

    def __len__(self) -> int:
        """Return the number of characters."""
        return len(self.chars)


class Lexicon:
    """Names of places; longest match from the left."""

    def __init__(self, full: Iterable[str], short: Iterable[str]) -> None:
        """Take full names (上城区) and short names (上城); names of one character are left out."""
        self._offset = {name: _SHORT for name in short if len(name) > 1}
        self._offset |= {name: 0 for name in full if len(name) > 1}
        lengths: dict[str, set[int]] = {}
        for name in self._offset:
            lengths.setdefault(name[:2], set()).add(len(name))
        self._lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}

    def __len__(self) -> int:
        """Return the number of names."""
        return len(self._offset)

    @property
    def full(self) -> list[str]:
        """The full names, sorted."""
        return sorted(name for name, offset in self._offset.items() if not offset)

    @property
    def short(self) -> list[str]:
        """The short names, sorted."""
        return sorted(name for name, offset in self._offset.items() if offset)

    def marks(self, text: str) -> Ids:
        """Return one mark a character: 0 outside names, else its place in a name.

        >>> Lexicon(["余杭区"], ["余杭"]).marks("在余杭区，余杭").tolist()
        [0, 1, 2, 3, 0, 5, 7]
        """
        marks = np.zeros(len(text), np.int32)
        position, size, lengths_of, offset_of = 0, len(text), self._lengths, self._offset
        while position < size - 1:
            for length in lengths_of.get(text[position : position + 2], ()):
                end = position + length
                if end <= size and (offset := offset_of.get(text[position:end])) is not None:
                    marks[position:end] = _INNER + offset
                    marks[position], marks[end - 1] = _FIRST + offset, _LAST + offset
                    position = end - 1
                    break
            position += 1
        return marks


class Encoder:
    """Turns texts into numbers."""

    def __init__(self, ids: dict[str, int], unknown: int, buckets: int, lexicon: Lexicon) -> None:
        """Take the number of each character, that of all others, and how many pairs are told apart."""
        self.ids, self.unknown, self.buckets, self.lexicon = ids, unknown, buckets, lexicon
        self._table = np.full(0x10000, unknown, np.int32)
        for char, number in ids.items():
            self._table[ord(char)] = number

    @property
    def size(self) -> int:
        """The number of different character numbers."""
        return max(self.unknown, *self.ids.values()) + 1

    def encode(self, text: str) -> Encoded:
        """Return the numbers of a text."""
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        chars = np.where(points < 0x10000, self._table[points & 0xFFFF], self.unknown).astype(np.int32)
        edge = np.zeros(1, np.uint64)
        around = np.concatenate([edge, chars.astype(np.uint64) + np.uint64(1), edge])
        keys = (around[:-1] << np.uint64(16)) + around[1:]
        pairs = (((keys * _SPREAD) >> np.uint64(24)) % np.uint64(self.buckets)).astype(np.int32)
        return Encoded(chars, pairs[:-1], pairs[1:], self.lexicon.marks(text))

    def write(self, folder: Path) -> None:
        """Write characters.json and places.json."""
        characters = {"unknown": self.unknown, "buckets": self.buckets, "ids": self.ids}
        places = {"full": self.lexicon.full, "short": self.lexicon.short}
        for name, content in (("characters", characters), ("places", places)):
            dumped = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            (folder / f"{name}.json").write_bytes(dumped.encode("utf-8"))

    @classmethod
    def read(cls, files: Mapping[str, bytes]) -> "Encoder":
        """Return the encoder that write() left in some files."""
        characters, places = json.loads(files["characters.json"]), json.loads(files["places.json"])
        lexicon = Lexicon(places["full"], places["short"])
        return cls(characters["ids"], characters["unknown"], characters["buckets"], lexicon)


def split_windows(text: str, limit: int = WINDOW) -> list[Span]:
    """Return spans of whole sentences, as many to a span as fit into the limit.

    A sentence longer than the limit is cut, after a comma where it has one in its second half.

    >>> [ "一。二三。四五六。"[s:e] for s, e in split_windows("一。二三。四五六。", 5) ]
    ['一。二三。', '四五六。']
    """
    windows: list[Span] = []
    for start, end in sentences(text):
        for piece in _cut_long(text, start, end, limit):
            if windows and piece[1] - windows[-1][0] <= limit:
                windows[-1] = (windows[-1][0], piece[1])
            else:
                windows.append(piece)
    return windows


def _cut_long(text: str, start: int, end: int, limit: int) -> list[Span]:
    pieces = []
    while end - start > limit:
        half = start + limit // 2
        comma = max(text.rfind(mark, half, start + limit) for mark in "，；、,; ")
        cut = comma + 1 if comma >= 0 else start + limit
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def pad(windows: Sequence[Encoded], length: int, blank: int) -> tuple[Ids, Ids, Ids, Ids]:
    """Return the four inputs as arrays of length × windows, filled up with the blank character."""
    shape = (length, len(windows))
    chars = np.full(shape, blank, np.int32)
    left, right, marks = np.zeros(shape, np.int32), np.zeros(shape, np.int32), np.zeros(shape, np.int32)
    for column, window in enumerate(windows):
        size = len(window)
        chars[:size, column], left[:size, column] = window.chars, window.left
        right[:size, column], marks[:size, column] = window.right, window.marks
    return chars, left, right, marks
