"""The files below a folder, folder by folder while it is walked; patterns of names decide which.

Hidden files and folders are left out, and so is what builds have written; links to folders are not followed.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kg.pages.patterns import Pattern, Places, advance, fits, reach
from kg.pages.remarks import Remarks

_BUILT = frozenset({"run.json", "graph.html"})  # lie together where a build has written
_NO_PAGES = frozenset({"graph.html", "report.html"})  # what it has written there in a format of pages
_TABLES = frozenset({"readings", "store"})
_LEVELS = 3  # of folders that are opened to be shared out


class Folder(NamedTuple):
    """A folder with files: its path below the one that is walked, "" for that; its files, sorted.

    Of files that are links it is told where they lead.
    """

    inside: str
    names: list[str]
    links: Mapping[str, Path] = MappingProxyType({})


class FolderPart(NamedTuple):
    """What is still to be walked: a folder, as `Folder` has it, with all that is in it or its files alone."""

    inside: str
    whole: bool = True
    places: Places = None


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
    remarks, top = remarks or Remarks(), pattern.folder.resolve()
    for folder in walk_part(pattern, whole_of(pattern), complain, skip, remarks):
        kept = [
            name
            for name in folder.names
            if name not in folder.links
            or remarks.is_new(path_inside(folder.inside, name), folder.links[name], top)
        ]
        if kept:
            yield Folder(folder.inside, kept)


def whole_of(pattern: Pattern) -> FolderPart:
    """Return the part of a folder that is all of it."""
    return FolderPart("", places=reach(pattern.parts, {0}) if pattern.parts else None)


def walk_part(
    pattern: Pattern,
    part: FolderPart,
    complain: Callable[[OSError], None],
    skip: Path | None,
    remarks: Remarks,
) -> Iterator[Folder]:
    """Do what `walk` does with a part of a folder, but yield all links: others may lead to the same file."""
    waiting = [part]
    while waiting:
        folder, below = _open(pattern, waiting.pop(), complain, skip, remarks)
        if folder:
            yield folder
        if part.whole:
            waiting += reversed(below)


def split_folder(pattern: Pattern, skip: Path | None, count: int) -> list[FolderPart]:
    """Return the parts of a folder, in the order in which it is walked, so many that they may be shared out.

    Folders are opened level by level until there are `count` parts, or no folders inside the third.
    """

    def below(part: FolderPart) -> list[FolderPart]:
        return _open(pattern, part, lambda error: None, skip, Remarks())[1]

    return split_parts(whole_of(pattern), below, count)


def split_parts(
    top: FolderPart, below: Callable[[FolderPart], list[FolderPart]], count: int
) -> list[FolderPart]:
    """Return the parts of a folder; `below` returns those that lie right in one.

    >>> years = [FolderPart("1949"), FolderPart("1950")]
    >>> [part.inside for part in split_parts(FolderPart(""), lambda part: [] if part.inside else years, 3)]
    ['', '1949', '1950']
    """
    parts = [top]
    for _ in range(_LEVELS):
        if len(parts) >= count:
            break
        parts = [each for part in parts for each in (_opened(part, below(part)) if part.whole else [part])]
    return parts


def _opened(part: FolderPart, below: list[FolderPart]) -> list[FolderPart]:
    """Return a part as its own files and what lies below it, where something does."""
    return [part._replace(whole=False), *below] if below else [part]


def _open(
    pattern: Pattern,
    part: FolderPart,
    complain: Callable[[OSError], None],
    skip: Path | None,
    remarks: Remarks,
) -> tuple[Folder | None, list[FolderPart]]:
    """Return a folder, None where none of its files fits the pattern, and those in it that may have some."""
    inside, places = part.inside, part.places
    folders, names, odd = _list(pattern.folder, inside, complain)
    if names.keys() >= _BUILT:
        if inside:
            remarks.built.add(inside)
            return None, []
        folders, names = _leave_built(folders, names, remarks)
    fitting = [name for name in sorted(names) if places is None or fits(pattern.parts, places, name)]
    links: dict[str, Path] = {}
    if any(names.values()):
        targets = {name: (pattern.folder / inside / name).resolve() for name in fitting if names[name]}
        links = {
            name: target
            for name, target in targets.items()
            if not _is_found_itself(pattern, name, target, skip)
        }
        fitting = [name for name in fitting if not names[name] or name in links]
    for name, is_folder in sorted(odd.items()):
        if places is None or fits(pattern.parts, places, name):
            (remarks.links if is_folder else remarks.odd).add(path_inside(inside, name))
    below = filter(None, (_below(pattern, part, name, skip) for name in folders))
    return Folder(inside, fitting, links) if fitting else None, list(below)


def _below(pattern: Pattern, part: FolderPart, name: str, skip: Path | None) -> FolderPart | None:
    """Return a folder in another one, None where nothing in it is asked for."""
    inside = path_inside(part.inside, name)
    if skip and name == skip.name and (pattern.folder / inside).resolve() == skip:
        return None
    after = None if part.places is None else advance(pattern.parts, part.places, name)
    if after is None or len(pattern.parts) in after:
        return FolderPart(inside)
    return FolderPart(inside, places=after) if after else None


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


def _is_found_itself(pattern: Pattern, name: str, target: Path, skip: Path | None) -> bool:
    """Tell whether a link leads to a file that a walk comes to by itself."""
    top = pattern.folder.resolve()
    if top not in target.parents or target.suffix.lower() != Path(name).suffix.lower():
        return False
    return _is_found(pattern.parts, top, target.relative_to(top).parts, skip)


def _is_found(parts: tuple[str, ...], top: Path, names: tuple[str, ...], skip: Path | None) -> bool:
    """Tell whether a walk comes to a file by itself: one below a resolved folder, no link."""
    places: Places = reach(parts, {0}) if parts else None
    *folders, file = names
    folder = top
    for name in folders:
        folder /= name
        if name.startswith(".") or folder == skip or all((folder / each).is_file() for each in _BUILT):
            return False
        if places is not None:
            places = advance(parts, places, name)
            places = None if len(parts) in places else places
    return not file.startswith(".") and (places is None or fits(parts, places, file))


def path_inside(inside: str, name: str) -> str:
    """Return the path of something in a folder, which may be "" for the one that is walked."""
    return f"{inside}/{name}" if inside else name
