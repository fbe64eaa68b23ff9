"""The tables of kg/data: comments begin with `#`, columns are parted by tabs, words of a cell by blanks.

Every table is read through here; the modules around this one say what its columns mean.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

WordLists = dict[str, tuple[str, ...]]


def read_lines(name: str) -> list[str]:
    """Return the lines of a table that are no comments."""
    text = (files("kg.data") / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def read_rows(name: str, columns: int) -> list[list[str]]:
    """Return the rows of a table. Raises ValueError for a row that has not that many columns."""
    rows = [line.split("\t") for line in read_lines(name)]
    for row in rows:
        if len(row) != columns:
            raise ValueError(f"kg/data/{name}: {columns} columns are expected: {row}")
    return rows


@cache
def read_kinds(name: str) -> WordLists:
    """Return the words of a table of kind and words by kind, in the order of the file, each once."""
    kinds: dict[str, dict[str, None]] = {}
    for kind, words in read_rows(name, 2):
        kinds.setdefault(kind, {}).update(dict.fromkeys(words.split()))
    return {kind: tuple(words) for kind, words in kinds.items()}


@cache
def read_marks(name: str, columns: int) -> WordLists:
    """Return the words of a table by each mark that its last column gives them, in the order of the file."""
    marked: dict[str, list[str]] = {}
    for row in read_rows(name, columns):
        for mark in row[-1].split():
            marked.setdefault(mark, []).append(row[0])
    return {mark: tuple(words) for mark, words in marked.items()}


def any_of(*words: str) -> str:
    """Return a group that matches one of some words, the longest first.

    >>> any_of("院", "法院", "C++")
    '(?:C\\\\+\\\\+|法院|院)'
    """
    return f"(?:{'|'.join(map(re.escape, longest_first(words)))})"


def any_unbarred(barred: Mapping[str, str]) -> str:
    """Return a group that matches one of some words, the longest first, where none of its characters follows.

    >>> any_unbarred({"处": "理长", "证": ""})
    '(?:处(?![理长])|证)'
    """
    ways = (
        re.escape(word) + (f"(?![{barred[word]}])" if barred[word] else "") for word in longest_first(barred)
    )
    return f"(?:{'|'.join(ways)})"


@cache
def any_word(name: str, *kinds: str) -> str:
    """Return a group that matches one of the words that a table of kinds and words has of some kinds."""
    return any_of(*(word for kind in kinds for word in read_kinds(name)[kind]))


def longest_first(words: Iterable[str]) -> list[str]:
    """Return words each once, the longest first, those of one length in the order of their characters."""
    return sorted(set(words), key=lambda word: (-len(word), word))
