"""Folders of pages in parts that executors list, each into a file; of those at an address names alone."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kg.config import Config
from kg.errors import InputError
from kg.pages import PageFile, Warn, find_rows
from kg.pages.files import choose_files, find_part, nothing_fits, nothing_found, told_of
from kg.pages.patterns import Pattern, split_pattern
from kg.pages.remarks import Remarks
from kg.pages.walk import Folder, FolderPart, path_inside, split_folder, split_parts
from kg.pipeline.given import find_given, left_out
from kg.remote import address_of
from kg.spark.listing import ListedFile, listed
from kg.spark.shared import reaching


@dataclass(frozen=True, slots=True)
class PagesFolder:
    """A folder that is given, or a pattern, whose pages executors list."""

    pattern: Pattern
    skip: Path | None  # the folder of an earlier build inside it
    address: str = ""  # of a folder at one
    parts: tuple[FolderPart, ...] = ()

    @property
    def named(self) -> str:
        """What the user calls it."""
        return self.address or str(self.pattern.folder.joinpath(*self.pattern.parts))

    @property
    def there(self) -> bool:
        """Whether this machine sees the folder."""
        if not self.address:
            return self.pattern.folder.is_dir()
        with reaching(self.address) as (system, top):
            return bool(system.isdir(top))

    def split(self, count: int) -> tuple[FolderPart, ...]:
        """Return its parts, `count` or more where there are so many folders."""
        if not self.address:
            return tuple(split_folder(self.pattern, self.skip, count))
        return tuple(split_parts(FolderPart(""), lambda part: _open_far(self.address, part)[1], count))


def find_sources(config: Config, warn: Warn) -> list[PagesFolder | Iterator[PageFile]]:
    """Return what there is to read: folders that executors list, and what is found here.

    Executors list the folder that is given, and each at an address; of several folders here the names have to
    be told apart, which is done here. Raises InputError for what is not there.
    """
    far = [address for path in config.pages if (address := address_of(path))]
    near = config.model_copy(update={"pages": tuple(path for path in config.pages if not address_of(path))})
    sources: list[PagesFolder | Iterator[PageFile]] = []
    if top := _near_top(near):
        sources.append(top)
        if config.tables:
            sources.append(find_rows(config.tables, config.columns, warn))
    elif near.pages or config.tables:
        sources.append(find_given(near, warn))
    return sources + [_far_source(address.rstrip("/")) for address in far]


def _near_top(config: Config) -> PagesFolder | None:
    """Return the folder or pattern that is given; None for several, and for a file."""
    if len(config.pages) != 1:
        return None
    path = config.pages[0]
    pattern = Pattern(path, ()) if path.is_dir() else None if path.exists() else split_pattern(path)
    return PagesFolder(pattern, left_out(config)) if pattern and pattern.folder.is_dir() else None


def _far_source(address: str) -> PagesFolder | Iterator[PageFile]:
    """Return the folder at an address, or the file there; InputError where nothing is."""
    with reaching(address) as (system, at):
        try:
            if system.isdir(at):
                return PagesFolder(Pattern(Path(address), ()), None, address)
            there = bool(system.exists(at))
        except OSError as error:
            raise InputError("{path}: can't be reached ({cause})", path=address, cause=error) from None
    if not there:
        raise InputError("{path}: no such file or folder; check the path", path=address)
    return iter([PageFile(Path(address), address.rpartition("/")[2])])


def list_part(top: PagesFolder, number: int, target: Path, warn: Warn, *, ocr: bool) -> int:
    """Write what a part of a folder holds into a file, and return how many pages or files these are.

    Each line is one of them; the last one tells what was left out.
    """
    if not top.there:
        raise InputError(
            "{path}: executors do not see this folder; give one that all machines of the cluster share",
            path=top.named,
        )
    remarks, count = Remarks(), 0
    with target.open("w", encoding="utf-8", newline="\n") as lines:
        for file, leads in _files(top, top.parts[number], warn, remarks, ocr=ocr):
            lines.write(json.dumps([*listed(file), str(leads or "")]) + "\n")
            count += 1
        lines.write(json.dumps(remarks.counts()) + "\n")
    return count


def _files(
    top: PagesFolder, part: FolderPart, warn: Warn, remarks: Remarks, *, ocr: bool
) -> Iterator[tuple[PageFile, Path | None]]:
    """Yield the pages of a part of a folder; of one at an address its files."""
    if not top.address:
        yield from find_part(top.pattern, part, warn, top.skip, remarks, ocr=ocr)
        return
    for folder, name in choose_files(_walk_far(top.address, part), remarks):
        inside = path_inside(folder.inside, name)
        yield PageFile(Path(top.address, inside), inside), None


def read_lists(top: PagesFolder, parts: Iterable[Iterable[bytes]], warn: Warn) -> Iterator[ListedFile]:
    """Yield what the lines list that executors have written of all parts; then tell what was left out.

    Raises InputError where there is nothing.
    """
    remarks, root, found = Remarks(), top.pattern.folder.resolve(), False
    for told in map(json.loads, chain.from_iterable(parts)):
        if isinstance(told, dict):
            remarks.take(told)
            continue
        *row, leads = told
        file = ListedFile(*row)
        if not leads or remarks.is_new(file.name, Path(leads), root):
            found = True
            yield file
    for said in told_of(remarks, top.address or top.pattern.folder):
        warn(said)
    if not found:
        raise (nothing_fits if top.pattern.parts else nothing_found)(top.named)


def _walk_far(address: str, part: FolderPart) -> Iterator[Folder]:
    """Yield the folders of a part of what lies at an address, each before those inside it, sorted."""
    waiting = [part]
    while waiting:
        folder, below = _open_far(address, waiting.pop())
        yield folder
        if part.whole:
            waiting += reversed(below)


def _open_far(address: str, part: FolderPart) -> tuple[Folder, list[FolderPart]]:
    """Return a folder at an address and those in it; what is hidden is left out."""
    inside = part.inside
    with reaching(address) as (system, top):
        folder = f"{top}/{inside}" if inside else top
        found = {entry["name"].rstrip("/"): entry["type"] for entry in system.ls(folder, detail=True)}
    found.pop(folder, None)  # some list the folder itself
    named = {path.rpartition("/")[2]: kind for path, kind in found.items()}
    shown = {name: kind for name, kind in sorted(named.items()) if not name.startswith(".")}
    names = [name for name, kind in shown.items() if kind == "file"]
    below = [FolderPart(path_inside(inside, name)) for name, kind in shown.items() if kind == "directory"]
    return Folder(inside, names), below
