"""What recognition works on: words with tags, and candidates for names, both in character offsets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model import LABELS, Label

NAMED = frozenset(LABELS)


class Candidate(NamedTuple):
    """A stretch of a text that may be a name or a title."""

    start: int
    end: int
    label: Label
    source: str  # what proposed it
    score: float = 1.0
    optional: bool = False  # stands for a name without being one: 我省, 美方, 习主席, a title of nobody
    canonical: str | None = None  # a gazetteer's name for it


class Word(NamedTuple):
    """A word where it stands in a text; the words of a text cover it without gaps.

    The tag is LAC's: PER LOC ORG TIME for names, TITLE once a title is found, else a part of speech
    (n nz v vn a d m q r p c u f w …).
    """

    text: str
    tag: str
    start: int
    source: str = ""
    optional: bool = False

    @property
    def end(self) -> int:
        """The offset after the word."""
        return self.start + len(self.text)


@dataclass(slots=True)
class Draft:
    """A text on its way through the rules: its words, rewritten by each rule, and further candidates."""

    text: str
    words: list[Word]
    added: list[Candidate] = field(default_factory=list)

    def candidates(self) -> list[Candidate]:
        """Return the named words and the added candidates, in no particular order."""
        named = [
            Candidate(w.start, w.end, w.tag, w.source, optional=w.optional)
            for w in self.words
            if w.tag in NAMED
        ]
        return named + self.added


def read_words(pairs: Iterable[tuple[str, str]], source: str) -> list[Word]:
    """Return words at their offsets; blanks become punctuation and are words of their own.

    >>> read_words([("王 鹏", "PER")], "lac")[1]
    Word(text=' ', tag='w', start=1, source='', optional=False)
    """
    words: list[Word] = []
    at = 0
    for text, tag in pairs:
        for piece in _split_blanks(text):
            blank = piece.isspace()
            words.append(Word(piece, "w" if blank else tag, at, "" if blank or tag not in NAMED else source))
            at += len(piece)
    return words


def _split_blanks(text: str) -> list[str]:
    """Return the text cut around its blanks, except inside a name in Latin letters."""
    if not any(char.isspace() for char in text) or (
        text.isascii() and not text.isspace() and "\n" not in text
    ):
        return [text]
    pieces, begin = [], 0
    for index, char in enumerate(text):
        if char.isspace():
            pieces += [text[begin:index], char]
            begin = index + 1
    return [piece for piece in [*pieces, text[begin:]] if piece]


def join(words: Sequence[Word], tag: str, source: str, *, optional: bool = False) -> Word:
    """Return adjacent words as one."""
    return Word("".join(w.text for w in words), tag, words[0].start, source, optional)


def cut(words: list[Word], spans: Iterable[tuple[int, int, str]], source: str) -> list[Word]:
    """Return the words with each span (start, end, tag) as one word; words at its edges are cut.

    Spans come sorted and without overlaps. What is left of a cut name keeps its tag.
    """
    out: list[Word] = []
    rest = list(reversed(words))
    for start, end, tag in spans:
        while rest and rest[-1].end <= start:
            out.append(rest.pop())
        text = ""
        while rest and rest[-1].start < end:
            word = rest.pop()
            before, after = start - word.start, end - word.start
            if before > 0:
                out.append(word._replace(text=word.text[:before]))
            text += word.text[max(0, before) : after]
            if after < len(word.text):
                rest.append(word._replace(text=word.text[after:], start=end))
        out.append(Word(text, tag, start, source))
    return out + rest[::-1]


def overlay(words: list[Word], names: Iterable[Candidate]) -> list[Word]:
    """Return the words with a tagger's candidates, sorted and without overlaps, laid over them."""
    return _overlay(words, list(names))


def _overlay(words: list[Word], names: list[Candidate]) -> list[Word]:
    laid = cut(words, [(n.start, n.end, n.label) for n in names], "")
    sources = {(n.start, n.label): n.source for n in names}
    return [w._replace(source=sources.get((w.start, w.tag), w.source)) if w.tag in NAMED else w for w in laid]
