"""Reading one page, and streaming many."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import InputError, Phrase
from kg.model import DateSource, Page
from kg.pages.content import read_content
from kg.pages.dates import page_date
from kg.pages.files import PageFile, find_pages
from kg.pages.formats import FORMATS, format_of
from kg.pages.sheet import Warn

MOST_CHARACTERS = 10_000_000
"""Of a page: a hundred times the largest sheet ever printed; more is an archive in one file."""


def read_page(page_file: PageFile, date: str | None = None, *, ocr: bool = False) -> Page:
    """Return a page: its decoded text as it stands in the file, and its date where one is known.

    `date` (ISO 8601) is what the user says of every page, before any other source of a date; with
    `ocr`, the characters of a page that is a picture are recognized.
    Raises InputError, naming the file and the next step, when the file can't be read or is not text.
    """
    if page_file.error:
        raise page_file.error
    content, digest = read_content(page_file.path)
    reader = format_of(page_file.path) or FORMATS[".txt"]
    sheet = reader.read_sheet(page_file.path, content, page_file.sheet, ocr=ocr)
    if len(sheet.raw) > MOST_CHARACTERS:
        raise InputError(
            "{path}{sheet}: {size:,} characters, more than a page of {most:,}; split it into pages",
            path=page_file.path,
            sheet=page_file.label,
            size=len(sheet.raw),
            most=MOST_CHARACTERS,
        )
    found, source = _date(page_file, sheet.raw) if date is None else (date, "flag")
    said = (page_file.paper, page_file.number)
    return Page(page_file.name, sheet.raw, sheet.encoding, digest, found, source, *said)


def _date(page_file: PageFile, raw: str) -> tuple[str | None, DateSource | None]:
    """Return the date of a page and its source: the sidecar, else what the page itself tells."""
    if page_file.date is not None:
        return page_file.date, page_file.date_source
    return page_date(page_file.name, raw)


def read_pages(
    paths: Iterable[Path], warn: Warn, date: str | None = None, *, ocr: bool = False
) -> Iterator[Page]:
    """Yield the pages of files and folders one by one.

    A file that can't be read is warned of and skipped; when none is left, InputError.
    """
    count = 0
    for page_file in find_pages(paths, warn):
        try:
            page = read_page(page_file, date, ocr=ocr)
        except InputError as error:
            warn(Phrase("{error}; skipped", error=error.phrase))
            continue
        count += 1
        yield page
    if not count:
        raise InputError("none of the pages could be read; the warnings above say why")
