"""The word lists of kg/data, read once, and a matcher for many words at once."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kg.text import Span


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


class Division(NamedTuple):
    """An administrative division of China."""

    code: str
    level: int  # 1 province, 2 prefecture, 3 county
    name: str
    short: str
    sure: bool  # the short name is a place name for sure


def read_lines(name: str) -> list[str]:
    """Return the lines of a list of kg/data that are no comments."""
    text = (files("kg.data") / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def read_kinds(name: str) -> dict[str, tuple[str, ...]]:
    """Return the words of a list by kind, in the order of the file."""
    kinds: dict[str, dict[str, None]] = {}
    for line in read_lines(name):
        kind, _, words = line.partition("\t")
        kinds.setdefault(kind, {}).update(dict.fromkeys(words.split()))
    return {kind: tuple(words) for kind, words in kinds.items()}


@cache
def read_divisions() -> tuple[Division, ...]:
    """Return the administrative divisions from province to county."""
    rows = (line.split("\t") for line in read_lines("divisions.tsv"))
    return tuple(
        Division(code, int(level), name, short, sure == "1") for code, level, name, short, sure in rows
    )


@cache
def read_historic() -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of the divisions that are no more, and their short names that are places for sure."""
    rows = [line.split("\t") for line in read_lines("historic.tsv")]
    return frozenset(row[0] for row in rows), frozenset(row[1] for row in rows if row[1])


@cache
def read_townships() -> frozenset[str]:
    """Return the full names of the townships."""
    return frozenset(name for line in read_lines("townships.tsv") for name in line.split("\t")[1].split())


@cache
def read_countries() -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of the countries and those of their capitals."""
    names: set[str] = set()
    capitals: set[str] = set()
    for line in read_lines("countries.tsv"):
        name, others, cities = line.split("\t")
        names.update([name, *others.split("|")])
        capitals.update(cities.split("|"))
    return frozenset(names - {""}), frozenset(capitals - {""})


@cache
def read_surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Return the single and the compound surnames."""
    single, compound = read_lines("surnames.txt")
    return frozenset(single), frozenset(compound.split())


@cache
def read_common() -> frozenset[str]:
    """Return the words that name nothing by themselves though taggers take them for names."""
    return frozenset(word for line in read_lines("common_words.txt") for word in line.split())


def rule_words(kind: str) -> frozenset[str]:
    """Return the words of a kind that a rule asks for."""
    return frozenset(read_kinds("rule_words.txt")[kind])
