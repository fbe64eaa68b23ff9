"""pages.csv: what the user knows of the pages beside it (columns page, date, paper and page number)."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from kg.cells import CellRow, read_cells
from kg.errors import InputError, Phrase
from kg.pages.dates import parse_date

SIDECAR = "pages.csv"
_NUMBER_COLUMNS = ("page number", "page_number", "number", "版次", "版")


class SheetNote(NamedTuple):
    """What the user says of a page; None where nothing is said."""

    date: str | None = None  # ISO 8601
    paper: str | None = None
    number: str | None = None


def read_sidecar(path: Path, warn: Callable[[str], None]) -> dict[str, SheetNote]:
    """Return what a sidecar file says of each page that it names; empty when there is no such file.

    A date that can't be read is warned of and left out, and so are the later of two lines for one page; a
    file that is no CSV in UTF-8, or is without the columns page and date, is an InputError.
    """
    if not path.is_file():
        return {}
    lines = (row for row in read_cells(path, Phrase("list of pages")) if row.row)
    columns = next(lines, CellRow(1, [])).row
    if not {"page", "date"} <= set(columns):
        raise InputError("{path}: line 1 must name the columns page and date", path=path)
    return _read_lines(path, ((line, dict(zip(columns, row, strict=False))) for line, row in lines), warn)


def _read_lines(
    path: Path, lines: Iterator[tuple[int, dict[str, str]]], warn: Callable[[str], None]
) -> dict[str, SheetNote]:
    """Return what the lines say that say something."""
    notes: dict[str, SheetNote] = {}
    for line, row in lines:
        page, written = (row.get(name, "").strip() for name in ("page", "date"))
        page, date = page.replace("\\", "/"), parse_date(written)
        if written and date is None:
            template = "{path}: line {line}: {written!r} is not a date; write it as 2018-12-08"
            warn(Phrase(template, path=path, line=line, written=written))
        number = next((row[name] for name in _NUMBER_COLUMNS if row.get(name)), None)
        note = SheetNote(date, _said(row.get("paper")), _said(number))
        if page in notes:
            template = "{path}: line {line}: {page} stands there twice; the first line counts"
            warn(Phrase(template, path=path, line=line, page=page))
        elif page and any(note):
            notes[page] = note
    return notes


def _said(value: str | None) -> str | None:
    """Return what a field says, None where it is empty."""
    return (value or "").strip() or None
