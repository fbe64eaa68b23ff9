"""Reading one page, and streaming many."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from kg.errors import InputError, Phrase
from kg.model import DateSource, Page
from kg.pages.content import Content, content_of, read_content
from kg.pages.dates import page_date
from kg.pages.files import find_pages
from kg.pages.formats import FORMATS, format_of
from kg.pages.page_file import PageFile
from kg.pages.said_encodings import decode_as, said_of
from kg.pages.sheet import Sheet, Warn
from kg.pages.zipped import MemberPlace, read_place

MOST_CHARACTERS = 10_000_000
"""Of a page: a hundred times the largest sheet ever printed; more is an archive in one file."""


def read_page(
    page_file: PageFile, date: str | None = None, *, ocr: bool = False, encodings: Sequence[str] = ()
) -> Page:
    """Return a page: its decoded text as it stands in the file, and its date where one is known.

    `date` (ISO 8601) is what the user says of every page, before any other source of a date, `encodings` what
    is said of text files ("gb18030", "old/*.txt=big5"); with
    `ocr`, the characters of a page that is a picture are recognized.
    Raises InputError, naming the file and the next step, when the file can't be read or is not text.
    """
    if page_file.error:
        raise page_file.error
    item = page_file.item
    digest, sheet = (
        (item.sha256, Sheet(item.raw, item.encoding)) if item else _read_sheet(page_file, encodings, ocr=ocr)
    )
    if len(sheet.raw) > MOST_CHARACTERS:
        raise InputError(
            "{path}{sheet}: {size:,} characters, more than a page of {most:,}; split it into pages",
            path=page_file.path,
            sheet=page_file.label,
            size=len(sheet.raw),
            most=MOST_CHARACTERS,
        )
    found, source = _date(page_file, sheet.raw) if date is None else (date, "flag")
    headline_end = len(item.headline) if item else None
    said = (page_file.paper, page_file.number, headline_end, sheet.places, sheet.heads)
    return Page(page_file.name, sheet.raw, sheet.encoding, digest, found, source, *said)


def digest_page(page_file: PageFile) -> str:
    """Return the SHA-256 of what a page is read from, "" where it can't be read.

    That is the page file, the file inside an archive, or the text of the row of a table. Pages of one and
    the same file are best asked for one after another.
    """
    if page_file.error:
        return ""
    try:
        return page_file.item.sha256 if page_file.item else read_bytes(page_file).sha256
    except InputError:
        return ""


def _read_sheet(page_file: PageFile, encodings: Sequence[str], *, ocr: bool) -> tuple[str, Sheet]:
    """Return the digest of the file that a page is in, and the text of the page."""
    found = read_bytes(page_file)
    path = page_file.path / page_file.place.name if page_file.place else page_file.path
    reader = format_of(path) or FORMATS[".txt"]
    if encodings and reader is FORMATS[".txt"] and (said := said_of(page_file.name, encodings)):
        return found.sha256, Sheet(*decode_as(path, found.content, said))
    return found.sha256, reader.read_sheet(path, found.content, page_file.sheet, ocr=ocr)


def read_bytes(page_file: PageFile) -> Content:
    """Return the bytes of the file that a page is in; InputError where it can't be read."""
    if page_file.place:
        return _read_inside(page_file.path, page_file.place)
    return read_content(page_file.path)


@lru_cache(maxsize=1)
def _read_inside(archive: Path, place: MemberPlace) -> Content:
    """Return the bytes of a file inside an archive; those of the last are kept, it may have many sheets."""
    content = read_place(archive, place)
    if not content:
        raise InputError(
            "{path}: the file is empty; remove it or export the page again", path=archive / place.name
        )
    return content_of(content)


def _date(page_file: PageFile, raw: str) -> tuple[str | None, DateSource | None]:
    """Return the date of a page and its source: what is known beforehand, else what the page itself tells.

    A row with a date that is none has none: nobody knows what day was meant.
    """
    if page_file.date is not None:
        return page_file.date, page_file.date_source
    if page_file.item:
        return (None, None) if page_file.item.misdated else page_date("", raw)
    return page_date(page_file.name, raw)


def read_pages(
    paths: Iterable[Path],
    warn: Warn,
    date: str | None = None,
    *,
    ocr: bool = False,
    encodings: Sequence[str] = (),
) -> Iterator[Page]:
    """Yield the pages of files and folders one by one.

    A file that can't be read is warned of and skipped; when none is left, InputError.
    """
    count = 0
    for page_file in find_pages(paths, warn, ocr=ocr):
        try:
            page = read_page(page_file, date, ocr=ocr, encodings=encodings)
        except InputError as error:
            warn(Phrase("{error}; skipped", error=error.phrase))
            continue
        count += 1
        yield page
    if not count:
        raise InputError("none of the pages could be read; the warnings above say why")
