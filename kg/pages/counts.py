"""How many pages there are about, for those who wait: counted by names alone."""

from collections.abc import Sequence
from pathlib import Path

from kg.pages.archive import count_files
from kg.pages.formats import formats_with, is_archive, is_known
from kg.pages.patterns import Pattern, split_pattern
from kg.pages.tables import count_rows
from kg.pages.walk import walk


def count_pages(
    paths: Sequence[Path], tables: Sequence[Path] = (), skip: Path | None = None, *, ocr: bool = False
) -> int:
    """Return about how many pages `find_pages` and `find_rows` will yield.

    Folders are listed, the directories of archives and the rows of tables are counted; no other file is
    opened, so that one of many sheets counts as one page.
    """
    return sum(_count(Path(path), skip, ocr=ocr) for path in paths) + count_rows(tables)


def _count(path: Path, skip: Path | None, *, ocr: bool) -> int:
    pattern = Pattern(path, ()) if path.is_dir() else None if path.exists() else split_pattern(path)
    if pattern is None:
        return _count_inside(path, ocr=ocr)
    found = walk(pattern, _ignore, skip)
    return sum(
        _count_inside(pattern.folder / folder.inside / name, ocr=ocr)
        if is_archive(Path(name))
        else is_known(name, ocr=ocr)
        for folder in found
        for name in folder.names
    )


def _count_inside(path: Path, *, ocr: bool) -> int:
    return count_files(path, formats_with(ocr=ocr)) if is_archive(path) else 1


def _ignore(error: OSError) -> None:
    """Pass over a folder that can't be listed; whoever finds the pages says so."""
