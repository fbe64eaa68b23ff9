"""The files below a folder, folder by folder while it is walked; patterns of names decide which.

Hidden files and folders are left out, and so is what builds have written; links to folders are not followed.
A pattern is a row of parts, each for one folder or file: `*`, `?` and `[ab]` stand for characters, `**` for
any number of folders.
"""

import os
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from kg.errors import Phrase
from kg.pages.skipped import Skipped

_BUILT = frozenset({"run.json", "graph.html"})  # lie together where a build has written
_NO_PAGES = frozenset({"graph.html", "report.html"})  # what it has written there in a format of pages
_TABLES = frozenset({"readings", "store"})
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


class Remarks:
    """What is to be said of a folder when it has been walked."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.odd, self.links, self.away, self.built = Skipped(), Skipped(), Skipped(), Skipped()

    def phrases(self, folder: object) -> Iterator[Phrase]:
        """Yield what is to be said, the folder called as given."""
        if self.odd.count:
            said = self._named(folder, self.odd)
            yield Phrase(
                "{folder}: skipped {names}{rest}: pipes, sockets, devices or links that lead nowhere", **said
            )
        if self.links.count:
            said = self._named(folder, self.links)
            yield Phrase("{folder}: links to folders are not followed: {names}{rest}; give those too", **said)
        if self.away.count:
            said = self._named(folder, self.away)
            yield Phrase(
                "{folder}: links lead out of it to other files, which are read: {names}{rest}", **said
            )
        if self.built.count:
            said = self._named(folder, self.built)
            yield Phrase("{folder}: skipped {names}{rest}: outputs of builds, no pages", **said)

    def _named(self, folder: object, names: Skipped) -> dict[str, object]:
        return {"folder": folder, "names": names.said, "rest": names.rest}


def split_pattern(path: Path) -> Pattern | None:
    """Return the pattern that a path is which no file or folder has; None where it has no wildcard.

    >>> split_pattern(Path("papers/2019/**/*.txt")).parts
    ('**', '*.txt')
    """
    first = next((at for at, part in enumerate(path.parts) if _WILD & set(part)), None)
    return Pattern(Path(*path.parts[:first]), path.parts[first:]) if first is not None else None


def walk(
    pattern: Pattern,
    complain: Callable[[OSError], None],
    skip: Path | None = None,
    remarks: Remarks | None = None,
) -> Iterator[Folder]:
    """Yield the folders that hold files which fit a pattern, each before those inside it, sorted by name.

    A folder that fits the whole pattern is taken with all that is in it. What can't be listed is complained
    of and left out; the folder to `skip`, a resolved path, is left out. What else is to be said is known to
    `remarks` in the end.
    """
    remarks, links = remarks or Remarks(), set[Path]()
    waiting: list[tuple[str, _Places]] = [("", _reach(pattern.parts, {0}) if pattern.parts else None)]
    while waiting:
        inside, places = waiting.pop()
        folders, names, odd = _list(pattern.folder, inside, complain)
        if names.keys() >= _BUILT:
            if inside:
                remarks.built.add(inside)
                continue
            folders, names = _leave_built(folders, names, remarks)
        fitting = [name for name in sorted(names) if places is None or _fits(pattern.parts, places, name)]
        if any(names.values()):
            fitting = [
                name
                for name in fitting
                if not names[name] or _is_own(pattern, path_inside(inside, name), skip, links, remarks)
            ]
        for name, is_folder in sorted(odd.items()):
            if places is None or _fits(pattern.parts, places, name):
                (remarks.links if is_folder else remarks.odd).add(path_inside(inside, name))
        if fitting:
            yield Folder(inside, fitting)
        for name in reversed(folders):
            below = path_inside(inside, name)
            if skip and name == skip.name and (pattern.folder / below).resolve() == skip:
                continue
            after = None if places is None else _advance(pattern.parts, places, name)
            if after is None or len(pattern.parts) in after:
                waiting.append((below, None))
            elif after:
                waiting.append((below, after))


def _leave_built(
    folders: list[str], names: dict[str, bool], remarks: Remarks
) -> tuple[list[str], dict[str, bool]]:
    """Return the folders and files beside which a build has written, without what it wrote."""
    for name in sorted(_NO_PAGES & names.keys()):
        remarks.built.add(name)
    kept = {name: is_link for name, is_link in names.items() if name not in _NO_PAGES}
    return [name for name in folders if name not in _TABLES], kept


def _list(
    root: Path, inside: str, complain: Callable[[OSError], None]
) -> tuple[list[str], dict[str, bool], dict[str, bool]]:
    """Return what is in a folder: folders, sorted; files, and whether they are links; what is neither.

    Of the last it is told whether it is a link to a folder.
    """
    folders: list[str] = []
    files: dict[str, bool] = {}
    odd: dict[str, bool] = {}
    try:
        with os.scandir(root / inside) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.name)
                elif _is_file(entry):
                    files[entry.name] = entry.is_symlink()
                else:
                    odd[entry.name] = _leads_to_folder(entry)
    except OSError as error:
        complain(error)
    return sorted(folders), files, odd


def _is_file(entry: "os.DirEntry[str]") -> bool:
    """Tell whether an entry of a folder is a file, or a link to one; links may lead in circles."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _leads_to_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_own(pattern: Pattern, place: str, skip: Path | None, links: set[Path], remarks: Remarks) -> bool:
    """Tell whether a link leads to a file that neither is found by itself nor another link has led to."""
    link = pattern.folder / place
    target, top = link.resolve(), pattern.folder.resolve()
    if target in links:
        return False
    links.add(target)
    if top not in target.parents:
        remarks.away.add(place)
        return True
    if target.suffix.lower() != link.suffix.lower():
        return True
    return not _is_found(pattern.parts, top, target.relative_to(top).parts, skip)


def _is_found(parts: tuple[str, ...], top: Path, names: tuple[str, ...], skip: Path | None) -> bool:
    """Tell whether a walk comes to a file by itself: one below a resolved folder, no link."""
    places: _Places = _reach(parts, {0}) if parts else None
    *folders, file = names
    folder = top
    for name in folders:
        folder /= name
        if name.startswith(".") or folder == skip or all((folder / each).is_file() for each in _BUILT):
            return False
        if places is not None:
            places = _advance(parts, places, name)
            places = None if len(parts) in places else places
    return not file.startswith(".") and (places is None or _fits(parts, places, file))


def path_inside(inside: str, name: str) -> str:
    """Return the path of something in a folder, which may be "" for the one that is walked."""
    return f"{inside}/{name}" if inside else name


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
