"""Which files are pages: folders walked in a stable order, each page with a name of its own."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import InputError, Phrase
from kg.model import DateSource
from kg.pages.content import read_content
from kg.pages.formats import FORMATS, format_of
from kg.pages.sheet import Warn
from kg.pages.sidecar import SIDECAR, SheetNote, read_sidecar

_NAMED = 5  # files named in one warning
_SILENT = frozenset({SIDECAR, "thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page still to be read: where it is, how it is called, what is known of it beforehand."""

    path: Path
    name: str  # relative to the folder given, with forward slashes, or the file's name
    sheet: int = 0  # which of the file's sheets
    date: str | None = None
    date_source: DateSource | None = None
    label: str = ""  # the end of the name, which tells the sheets of one file apart
    paper: str | None = None
    number: str | None = None  # of the page in the paper
    error: InputError | None = None  # why the file's sheets can't be told; `read_page` raises it


def find_pages(paths: Iterable[Path], warn: Warn) -> list[PageFile]:
    """Return the pages that files and folders hold, in the order given, folders sorted by name.

    Nothing is read but folders, sidecar files (pages.csv) and, for formats of several sheets, their
    number; a file where that goes wrong is one page, and reading it says why. Two pages of the same name
    get the names of their folders put before. A path that does not exist and nothing to read are InputErrors.
    """
    paths = list(paths)
    found: list[PageFile] = []
    for path in paths:
        found.extend(_find(Path(path), warn))
    if not found:
        given = ", ".join(str(path) for path in paths) or Phrase("nothing given")
        raise InputError("{given}: no pages found; kg reads {known} files", given=given, known=_known())
    return _distinguish(_once(found))


def _known() -> str:
    """Return the suffixes that kg reads, for messages."""
    return ", ".join(sorted(FORMATS))


def _find(path: Path, warn: Warn) -> Iterator[PageFile]:
    """Yield the pages of one path given by the user."""
    if path.is_dir():
        yield from _find_in_folder(path, warn)
    elif path.exists():
        notes = read_sidecar(path.parent / SIDECAR, warn)
        yield from _sheets(path, path.name, notes, warn)
    else:
        raise InputError("{path}: no such file or folder; check the path", path=path)


def _find_in_folder(folder: Path, warn: Warn) -> Iterator[PageFile]:
    """Yield the pages of a folder and its subfolders."""
    notes = read_sidecar(folder / SIDECAR, warn)
    others: list[str] = []
    for path in _walk(folder, warn):
        name = path.relative_to(folder).as_posix()
        if format_of(path) is not None:
            yield from _sheets(path, name, notes, warn)
        elif path.name.lower() not in _SILENT:
            others.append(name)
    if others:
        names, more = ", ".join(others[:_NAMED]), max(0, len(others) - _NAMED)
        rest = Phrase(" and {count} more", count=more) if more else ""
        template = "{folder}: skipped {names}{rest}; kg reads {known} files"
        warn(Phrase(template, folder=folder, names=names, rest=rest, known=_known()))


def _walk(folder: Path, warn: Warn) -> Iterator[Path]:
    """Yield the files below a folder sorted by name, hidden ones left out; links to folders not followed."""

    def complain(error: OSError) -> None:
        template = "{folder}: folder skipped ({cause}); check its permissions"
        warn(Phrase(template, folder=error.filename, cause=error.strerror))

    for parent, folders, names in os.walk(folder, onerror=complain):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and (Path(parent) / name).is_file():
                yield Path(parent) / name


def _sheets(path: Path, name: str, notes: dict[str, SheetNote], warn: Warn) -> Iterator[PageFile]:
    """Yield the sheets of one file; several are told apart by what is put after its name."""
    reader = format_of(path) or FORMATS[".txt"]
    try:
        labels = reader.name_sheets(path, lambda: read_content(path).content, warn)
    except InputError as error:
        yield PageFile(path, name, error=error)
        return
    except Exception:  # noqa: BLE001 -- a page can't stop a build; reading it will say what is wrong
        yield PageFile(path, name)
        return
    for sheet, label in enumerate(labels):
        file_inside = name + label.partition("#")[0]
        note = notes.get(name + label) or notes.get(file_inside) or notes.get(name) or SheetNote()
        source: DateSource | None = "sidecar" if note.date else None
        yield PageFile(path, name + label, sheet, note.date, source, label, note.paper, note.number)


def _once(found: list[PageFile]) -> list[PageFile]:
    """Drop pages that were given twice, as a file and within its folder."""
    unique: dict[tuple[Path, int], PageFile] = {}
    for page in found:
        unique.setdefault((page.path.resolve(), page.sheet), page)
    return list(unique.values())


def _distinguish(found: list[PageFile]) -> list[PageFile]:
    """Put the name of the folder before the names that several pages share."""
    counts = Counter(page.name for page in found)
    if all(count == 1 for count in counts.values()):
        return found
    longer = [replace(page, name=_longer(page)) if counts[page.name] > 1 else page for page in found]
    if [page.name for page in longer] == [page.name for page in found]:
        first = next(page for page in found if counts[page.name] > 1)
        raise InputError(
            "{path}: two pages are called {name}; rename one of them", path=first.path, name=first.name
        )
    return _distinguish(longer)


def _longer(page: PageFile) -> str:
    """Return the page's name with one more folder before it, if there is one."""
    name = page.name.removesuffix(page.label)
    parts = page.path.resolve().parts[1:]
    depth = name.count("/") + 2
    return "/".join(parts[-depth:]) + page.label if len(parts) >= depth else page.name
