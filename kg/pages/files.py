"""Which files are pages: folders walked in a stable order, each page with a name of its own."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath

from kg.errors import InputError, Phrase
from kg.pages.archive import find_files
from kg.pages.content import read_content
from kg.pages.formats import FORMATS, format_of, formats_with, is_archive, is_known, known_suffixes
from kg.pages.notes import FolderNotes
from kg.pages.page_file import PageFile
from kg.pages.patterns import Pattern, split_pattern
from kg.pages.remarks import Remarks
from kg.pages.sheet import Format, Read, Warn
from kg.pages.sidecar import SIDECAR
from kg.pages.walk import Folder, FolderPart, path_inside, walk, walk_part
from kg.pages.zipped import read_place

_SILENT = frozenset({SIDECAR, "thumbs.db", "desktop.ini"})


def find_pages(
    paths: Iterable[Path], warn: Warn, skip: Path | None = None, *, ocr: bool = False
) -> Iterator[PageFile]:
    """Yield the pages of files, folders and patterns (`papers/**/*.txt`), in the order given, sorted by name.

    Nothing is read but folders, sidecar files (pages.csv), the directories of archives and, for formats of
    several sheets, their number; a file where that goes wrong is one page, and reading it says why. One
    folder or archive is walked while its pages are asked for. Of several paths all pages are found first:
    those given twice count once, and two of the same name get the names of their folders put before. `skip`
    is a folder (resolved) that is left out. Pictures in folders
    and archives are pages where `ocr` reads them.
    Raises InputError at once for a path that does not exist and for nothing to read.
    """
    given = [Path(path) for path in paths]
    finder = _Finder(warn, skip, ocr=ocr)
    each = map(finder.find, given)
    found = next(each) if len(given) == 1 else iter(_distinguish(_once(chain.from_iterable(each))))
    first = next(found, None)
    if first is None:
        raise nothing_found(", ".join(str(path) for path in given) or Phrase("nothing given"))
    return chain([first], found)


def choose_files(
    folders: Iterable[Folder], remarks: Remarks, meant: str = "", *, ocr: bool = False
) -> Iterator[tuple[Folder, str]]:
    """Yield the files of folders that may be pages, as folder and name; `remarks` get what was left out.

    `meant` is one more ending, "" for none, that files may have; `ocr` adds pictures.
    """
    for folder in folders:
        for name in folder.names:
            if is_known(name, ocr=ocr) or (meant and name.lower().endswith(meant)):
                yield folder, name
            elif name.lower() not in _SILENT:
                remarks.others.add(path_inside(folder.inside, name))


def told_of(remarks: Remarks, folder: object) -> Iterator[Phrase]:
    """Yield what is to be said of a folder when all of it has been listed, the folder called as given."""
    if remarks.others.count:
        template = "{folder}: skipped {names}{rest}; kg reads {known} files"
        said, rest = remarks.others.said, remarks.others.rest
        yield Phrase(template, folder=folder, names=said, rest=rest, known=known_suffixes())
    yield from remarks.phrases(folder)


def nothing_found(given: object) -> InputError:
    """Return the error for files and folders without a page."""
    return InputError("{given}: no pages found; kg reads {known} files", given=given, known=known_suffixes())


def nothing_fits(pattern: object) -> InputError:
    """Return the error for a pattern that no page's name fits."""
    return InputError("{path}: no file fits this pattern; check it", path=pattern)


def find_part(
    pattern: Pattern, part: FolderPart, warn: Warn, skip: Path | None, remarks: Remarks, *, ocr: bool = False
) -> Iterator[tuple[PageFile, Path | None]]:
    """Yield the pages of a part of a folder, as `find_pages` does, and where links to their files lead."""
    finder, notes = _Finder(warn, skip, ocr=ocr), FolderNotes(pattern.folder, warn)
    folders = walk_part(pattern, part, finder.complain, skip, remarks)
    for folder, name in choose_files(folders, remarks, _meant(pattern), ocr=ocr):
        path = pattern.folder / folder.inside / name
        for page in finder.find_inside(path, folder.inside, name, notes):
            yield page, folder.links.get(name)


def find_inside(folder: Path, names: Iterable[str], warn: Warn, *, ocr: bool = False) -> Iterator[PageFile]:
    """Yield the pages of some files below a folder, as `find_pages` of the folder does.

    They are named by their paths below it, and need not be there before they are named.
    """
    finder, notes = _Finder(warn, None, ocr=ocr), FolderNotes(folder, warn)
    for name in names:
        inside, _, file = name.rpartition("/")
        yield from finder.find_inside(folder / name, inside, file, notes)


class _Finder:
    """Finds the pages of one path after another."""

    def __init__(self, warn: Warn, skip: Path | None, *, ocr: bool = False) -> None:
        self._warn, self._skip, self._ocr = warn, skip, ocr
        self._notes: FolderNotes | None = None

    def find(self, path: Path) -> Iterator[PageFile]:
        """Yield the pages of one path given by the user."""
        pattern = None if path.exists() else split_pattern(path)
        if path.is_dir():
            yield from self._find_below(Pattern(path, ()))
        elif path.exists():
            yield from self.find_inside(path, "", path.name, self._notes_of(path.parent))
        elif pattern:
            yield from self._find_fitting(path, pattern)
        else:
            raise InputError("{path}: no such file or folder; check the path", path=path)

    def _notes_of(self, folder: Path) -> FolderNotes:
        """Return what is known of the pages of a folder; of many files of one it is read once."""
        if self._notes is None or self._notes.folder != folder:
            self._notes = FolderNotes(folder, self._warn)
        return self._notes

    def _find_fitting(self, path: Path, pattern: Pattern) -> Iterator[PageFile]:
        """Yield the pages that fit a pattern; InputError where there are none."""
        if not pattern.folder.is_dir():
            raise InputError("{path}: no such file or folder; check the path", path=pattern.folder)
        found = self._find_below(pattern)
        first = next(found, None)
        if first is None:
            raise nothing_fits(path)
        yield first
        yield from found

    def _find_below(self, pattern: Pattern) -> Iterator[PageFile]:
        """Yield the pages below a folder that fit a pattern."""
        top, notes, remarks = pattern.folder, self._notes_of(pattern.folder), Remarks()
        folders = walk(pattern, self.complain, self._skip, remarks)
        for folder, name in choose_files(folders, remarks, _meant(pattern), ocr=self._ocr):
            yield from self.find_inside(top / folder.inside / name, folder.inside, name, notes)
        for said in told_of(remarks, top):
            self._warn(said)

    def complain(self, error: OSError) -> None:
        """Tell of a folder that can't be listed."""
        template = "{folder}: folder skipped ({cause}); check its permissions"
        self._warn(Phrase(template, folder=error.filename, cause=error.strerror))

    def find_inside(self, path: Path, inside: str, file: str, notes: FolderNotes) -> Iterator[PageFile]:
        """Yield the pages of one file, which lies in a folder below the one given."""
        name = _as_text(path_inside(inside, file))
        if not is_archive(path):
            reader = format_of(file) or FORMATS[".txt"]
            page = PageFile(path, name)
            yield from self._find_sheets(page, path, reader, lambda: read_content(path).content, notes)
            return
        try:
            for place in find_files(path, formats_with(ocr=self._ocr), self._warn):
                page = PageFile(path, name, label=f"/{place.name}", place=place)
                read = partial(read_place, path, place)
                reader = format_of(place.name) or FORMATS[".txt"]
                yield from self._find_sheets(page, path / place.name, reader, read, notes)
        except InputError as error:
            yield PageFile(path, name, error=error)

    def _find_sheets(
        self, page: PageFile, path: Path, reader: Format, read: Read, notes: FolderNotes
    ) -> Iterator[PageFile]:
        """Yield the sheets of one file; several are notes apart by what is put after its name."""
        file = page.name + page.label
        try:
            labels = reader.name_sheets(path, read, self._warn)
        except InputError as error:
            yield replace(page, name=file, error=error)
            return
        except (MemoryError, RuntimeError):  # pdfium's errors among them: reading will say what is wrong
            yield replace(page, name=file)
            return
        for sheet, label in enumerate(labels):
            note = notes.note(page.name, file, label)
            yield PageFile(
                page.path,
                file + label,
                sheet,
                note.date,
                note.source,
                page.label + label,
                note.paper,
                note.number,
                place=page.place,
            )


def _meant(pattern: Pattern) -> str:
    """Return the ending that a pattern asks for, "" for none."""
    return PurePosixPath(pattern.parts[-1]).suffix.lower() if pattern.parts else ""


def _as_text(name: str) -> str:
    """Return the name of a file with bytes spelled out that are no UTF-8, by which two may differ."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _once(found: Iterable[PageFile]) -> list[PageFile]:
    """Drop pages that were given twice, as a file and within its folder."""
    unique: dict[tuple[Path, str], PageFile] = {}
    for page in found:
        unique.setdefault((page.path.resolve(), page.label), page)
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
