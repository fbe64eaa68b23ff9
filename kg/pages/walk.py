"""The files below a folder, folder by folder while it is walked; patterns of names decide which.

Hidden files and folders are left out, links to folders not followed. A pattern is a row of parts, each for
one folder or file: `*`, `?` and `[ab]` stand for characters, `**` for any number of folders.
"""

import os
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

_WILD = frozenset("*?[")
_ANY = "**"
_Places = frozenset[int] | None  # how far a pattern fits; None where all that lies below fits


class Pattern(NamedTuple):
    """The folder before the first wildcard, and the parts from there on; none of them for all files."""

    folder: Path
    parts: tuple[str, ...]


class Folder(NamedTuple):
    """A folder with files: its path below the one that is walked, "" for that; its files, sorted."""

    inside: str
    names: list[str]


def split_pattern(path: Path) -> Pattern | None:
    """Return the pattern that a path is which no file or folder has; None where it has no wildcard.

    >>> split_pattern(Path("papers/2019/**/*.txt")).parts
    ('**', '*.txt')
    """
    first = next((at for at, part in enumerate(path.parts) if _WILD & set(part)), None)
    return Pattern(Path(*path.parts[:first]), path.parts[first:]) if first is not None else None


def walk(pattern: Pattern, complain: Callable[[OSError], None], skip: Path | None = None) -> Iterator[Folder]:
    """Yield the folders that hold files which fit a pattern, each before those inside it, sorted by name.

    A folder that fits the whole pattern is taken with all that is in it. What can't be listed is complained
    of and left out; the folder to `skip`, a resolved path, is left out.
    """
    links: set[Path] = set()
    waiting: list[tuple[str, _Places]] = [("", _reach(pattern.parts, {0}) if pattern.parts else None)]
    while waiting:
        inside, places = waiting.pop()
        folders, names = _list(pattern.folder, inside, complain, links)
        fitting = names if places is None else [name for name in names if _fits(pattern.parts, places, name)]
        if fitting:
            yield Folder(inside, fitting)
        for name in reversed(folders):
            below = f"{inside}/{name}" if inside else name
            if skip and name == skip.name and (pattern.folder / below).resolve() == skip:
                continue
            after = None if places is None else _advance(pattern.parts, places, name)
            if after is None or len(pattern.parts) in after:
                waiting.append((below, None))
            elif after:
                waiting.append((below, after))


def _list(
    root: Path, inside: str, complain: Callable[[OSError], None], links: set[Path]
) -> tuple[list[str], list[str]]:
    """Return the names of the folders and of the files in a folder, sorted."""
    folders: list[str] = []
    names: list[str] = []
    linked: set[str] = set()
    try:
        with os.scandir(root / inside) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.name)
                elif entry.is_file():
                    names.append(entry.name)
                    if entry.is_symlink():
                        linked.add(entry.name)
    except OSError as error:
        complain(error)
    found = sorted(names)
    if linked:
        found = [
            name for name in found if name not in linked or not _is_twin(root / inside / name, root, links)
        ]
    return sorted(folders), found


def _is_twin(link: Path, root: Path, links: set[Path]) -> bool:
    """Tell whether a link leads to a file that is found by itself, or that another link has led to."""
    target, top = link.resolve(), root.resolve()
    if target in links:
        return True
    links.add(target)
    if top not in target.parents or target.suffix.lower() != link.suffix.lower():
        return False
    return not any(part.startswith(".") for part in target.relative_to(top).parts)


def _reach(parts: tuple[str, ...], places: set[int]) -> frozenset[int]:
    """Return places with those that can be had for nothing: `**` may stand for no folder at all."""
    reached = set(places)
    for place in sorted(places):
        while place < len(parts) and parts[place] == _ANY:
            place += 1
            reached.add(place)
    return frozenset(reached)


def _advance(parts: tuple[str, ...], places: frozenset[int], name: str) -> frozenset[int]:
    """Return how far a pattern fits when one more name has been read."""
    after = set()
    for place in places:
        if place < len(parts) and parts[place] == _ANY:
            after.add(place)
        elif place < len(parts) and fnmatch(name, parts[place]):
            after.add(place + 1)
    return _reach(parts, after)


def _fits(parts: tuple[str, ...], places: frozenset[int], name: str) -> bool:
    return len(parts) in _advance(parts, places, name)
