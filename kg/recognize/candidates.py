"""What recognition works on: words with tags, and candidates for names, both in character offsets."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from kg.knowledge.listed import Listed, find_listed
from kg.model import LABELS, Label

NAMED = frozenset(LABELS)
TagSpan = tuple[int, int, str]
"""Start, end and tag of a word to be made of what stands there."""

_START = attrgetter("start")


class Candidate(NamedTuple):
    """A stretch of a text that may be a name or a title."""

    start: int
    end: int
    label: Label
    source: str  # what proposed it
    score: float = 1.0  # how certain a tagger is of it, 0 to 1; 1 for what a rule proposes
    optional: bool = False  # stands for a name without being one: 我省, 美方, 习主席, a title of nobody
    canonical: str | None = None  # a gazetteer's name for it
    weight: float = 1.0  # how much it counts beside those that it overlaps


@dataclass(slots=True)
class Word:
    """A word where it stands in a text; the words of a text cover it without gaps.

    The tag is LAC's: PER LOC ORG TIME for names, TITLE once a title is found, else a part of speech
    (n nz v vn a d m q r p c u f w …).
    """

    text: str
    tag: str
    start: int
    source: str = ""
    optional: bool = False
    score: float = 1.0  # how certain the tagger is that named it

    @property
    def end(self) -> int:
        """The offset after the word."""
        return self.start + len(self.text)

    def but(
        self,
        *,
        text: str | None = None,
        tag: str | None = None,
        start: int | None = None,
        source: str | None = None,
        optional: bool | None = None,
    ) -> "Word":
        """Return the word with some of its values changed."""
        return Word(
            self.text if text is None else text,
            self.tag if tag is None else tag,
            self.start if start is None else start,
            self.source if source is None else source,
            self.optional if optional is None else optional,
            self.score,
        )


@dataclass(slots=True)
class Draft:
    """A text on its way through the rules: its words, rewritten by each rule, and further candidates."""

    text: str
    words: list[Word]
    added: list[Candidate] = field(default_factory=list)
    people: frozenset[int] | None = None  # where words of a tagger begin that are people, after a network
    _listed: Listed | None = field(default=None, init=False, repr=False)

    @property
    def listed(self) -> Listed:
        """Where the text has words of the lists, looked for once."""
        if self._listed is None:
            self._listed = find_listed(self.text)
        return self._listed

    def candidates(self) -> list[Candidate]:
        """Return the named words and the added candidates, in no particular order."""
        named = [
            Candidate(w.start, w.end, w.tag, w.source, w.score, w.optional)
            for w in self.words
            if w.tag in NAMED
        ]
        return named + self.added


class WordIndex:
    """The words of a text by their offsets."""

    def __init__(self, words: Sequence[Word]) -> None:
        """Keep the words and the number of each by its start."""
        self._words = words
        self._numbers = {word.start: number for number, word in enumerate(words)}
        self._size = words[-1].end if words else 0

    def has_edge(self, offset: int) -> bool:
        """Tell whether a word begins or ends at an offset."""
        return offset in self._numbers or offset == self._size

    def starting(self, offset: int) -> Word | None:
        """Return the word that begins at an offset."""
        number = self._numbers.get(offset)
        return None if number is None else self._words[number]

    def ending(self, offset: int) -> Word | None:
        """Return the word that ends at an offset where another begins."""
        number = self._numbers.get(offset)
        return self._words[number - 1] if number else None

    def around(self, offset: int) -> Word | None:
        """Return the word that an offset is inside of, None at an edge."""
        if self.has_edge(offset):
            return None
        return self._words[bisect_right(self._words, offset, key=_START) - 1]


def read_words(pairs: Iterable[tuple[str, str]], source: str) -> list[Word]:
    """Return words at their offsets; blanks become punctuation and are words of their own.

    >>> read_words([("王 鹏", "PER")], "lac")[1]
    Word(text=' ', tag='w', start=1, source='', optional=False, score=1.0)
    """
    words: list[Word] = []
    at = 0
    for text, tag in pairs:
        named = source if tag in NAMED else ""
        if text.isalnum() or (len(text) == 1 and not text.isspace()):  # no blank, as in most words
            words.append(Word(text, tag, at, named))
            at += len(text)
            continue
        for piece in _split_blanks(text):
            words.append(Word(piece, "w", at) if piece.isspace() else Word(piece, tag, at, named))
            at += len(piece)
    return words


def _split_blanks(text: str) -> list[str]:
    """Return the text cut around its blanks, except inside a name in Latin letters."""
    if not any(map(str.isspace, text)):
        return [text]
    if text.isascii() and not text.isspace() and "\n" not in text:
        return [text]
    pieces, begin = [], 0
    for index, char in enumerate(text):
        if char.isspace():
            pieces += [text[begin:index], char]
            begin = index + 1
    return [piece for piece in [*pieces, text[begin:]] if piece]


def tagged(words: Sequence[Word], *tags: str) -> list[int]:
    """Return the numbers of the words that have one of some tags."""
    return [number for number, word in enumerate(words) if word.tag in tags]


def join(words: Sequence[Word], tag: str, source: str, *, optional: bool = False) -> Word:
    """Return adjacent words as one."""
    return Word("".join(w.text for w in words), tag, words[0].start, source, optional)


def cut(words: list[Word], spans: Iterable[TagSpan], source: str) -> list[Word]:
    """Return the words with each span (start, end, tag) as one word; words at its edges are cut.

    Spans come sorted and without overlaps. What is left of a cut name keeps its tag.
    """
    return _lay(words, [(start, end, tag, source, 1.0) for start, end, tag in spans])


def overlay(words: list[Word], names: Iterable[Candidate]) -> list[Word]:
    """Return the words with a tagger's candidates, sorted and without overlaps, laid over them."""
    return _lay(words, [(n.start, n.end, n.label, n.source, n.score) for n in names])


def _lay(words: list[Word], spans: Iterable[tuple[int, int, str, str, float]]) -> list[Word]:
    """Return the words with each span (start, end, tag, source, score) as one word."""
    out: list[Word] = []
    rest, done = list(words), 0
    for start, end, tag, source, score in spans:
        first = max(done, bisect_right(rest, start, done, key=_START) - 1)
        after = bisect_left(rest, end, first, key=_START)
        out += rest[done:first]
        part = rest[first:after]
        text = "".join([word.text for word in part])
        if part and part[0].start < start:
            out.append(part[0].but(text=part[0].text[: start - part[0].start]))
            text = text[start - part[0].start :]
        left = part[-1].end - end if part else 0
        if left > 0:
            after -= 1
            rest[after] = part[-1].but(text=part[-1].text[-left:], start=end)
            text = text[:-left]
        out.append(Word(text, tag, start, source, False, score))
        done = after
    return out + rest[done:]
