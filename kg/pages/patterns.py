"""Patterns of names: which files below a folder are meant.

A pattern is a row of parts, each for one folder or file: `*`, `?` and `[ab]` stand for characters, `**` for
any number of folders.
"""

from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

_WILD = frozenset("*?[")
_ANY = "**"
Places = frozenset[int] | None
"""How far a pattern fits the names read so far; None where all that lies below fits."""


class Pattern(NamedTuple):
    """The folder before the first wildcard, and the parts from there on; none of them for all files."""

    folder: Path
    parts: tuple[str, ...]


def split_pattern(path: Path) -> Pattern | None:
    """Return the pattern that a path is which no file or folder has; None where it has no wildcard.

    >>> split_pattern(Path("papers/2019/**/*.txt")).parts
    ('**', '*.txt')
    """
    first = next((at for at, part in enumerate(path.parts) if _WILD & set(part)), None)
    return Pattern(Path(*path.parts[:first]), path.parts[first:]) if first is not None else None


def reach(parts: tuple[str, ...], places: set[int]) -> frozenset[int]:
    """Return places with those that can be had for nothing: `**` may stand for no folder at all."""
    reached = set(places)
    for place in sorted(places):
        while place < len(parts) and parts[place] == _ANY:
            place += 1
            reached.add(place)
    return frozenset(reached)


def advance(parts: tuple[str, ...], places: frozenset[int], name: str) -> frozenset[int]:
    """Return how far a pattern fits when one more name has been read."""
    after = set()
    for place in places:
        if place < len(parts) and parts[place] == _ANY:
            after.add(place)
        elif place < len(parts) and fnmatch(name, parts[place]):
            after.add(place + 1)
    return reach(parts, after)


def fits(parts: tuple[str, ...], places: frozenset[int], name: str) -> bool:
    """Tell whether the whole pattern fits when one more name has been read."""
    return len(parts) in advance(parts, places, name)
