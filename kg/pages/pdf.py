"""PDF files: each page is a sheet; its text layer is read with the places of its characters."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from kg.errors import InputError, Phrase
from kg.model import LinePlace
from kg.pages.columns import read_printed
from kg.pages.drawn import MOST_GLYPHS, read_layout
from kg.pages.glyphs import Layout
from kg.pages.scans.pictures import MOST_PIXELS, check_size, recognize, require_ocr
from kg.pages.sheet import Read, Sheet, Warn, number_sheets
from kg.text import is_han

MOST_SHEETS = 5_000  # of a file
_UNREADABLE = 0.3  # share of characters without Unicode from which on a text layer is useless
_ENOUGH = 200  # characters that tell whether a text layer is rubbish
_ODD = 0.4  # share of signs on a page without Chinese from which on it is
_USUAL = 0.02  # least share of the most common characters among all: a third in news, a tenth in lists
_CONTROLS = 0.02  # the largest share of control characters, of which no text has one
_SELDOM = 0.1  # the largest share of characters that papers hardly print; it is under a hundredth
_COMMON = frozenset("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也")
_DPI = 250  # at which a page that is a picture is drawn


class Pdf:
    """A PDF file has as many sheets as pages."""

    def name_sheets(self, path: Path, read: Read, warn: Warn) -> Sequence[str]:
        """Return "#1", "#2", …, or "" for the only page."""
        with _open(path, read()) as document:
            count = len(document)
        return number_sheets(path, count, MOST_SHEETS)

    def read_sheet(self, path: Path, content: bytes, number: int, *, ocr: bool = False) -> Sheet:
        """Return the text of a page in reading order; with `ocr`, that of a picture is recognized."""
        where = f"{path}#{number + 1}"
        with _open(path, content) as document:
            layout = _read_page(where, document, number)
            complaint = _complain(layout)
            if complaint is None:
                printed = read_printed(layout)
                return Sheet(printed.text, "pdf", heads=printed.heads)
            if not layout.glyphs and not layout.pictures and not layout.frames:
                raise InputError(
                    "{where}: an empty page; nothing to do unless the export lost its text", where=where
                )
            if not ocr:
                raise InputError(
                    "{where}: {complaint}; --ocr recognizes its characters", where=where, complaint=complaint
                )
            require_ocr(where)
            gray, scale = _draw(where, document, number)
        sheet = recognize(where, gray, "pdf")
        return sheet._replace(places=tuple(_shrink(place, scale) for place in sheet.places))


def draw_sheet(where: str, path: Path, content: bytes, number: int) -> tuple[Any, float]:
    """Return a page of a file as a picture in red, green and blue, and its pixels in a point.

    InputError where it can't be read.
    """
    with _open(path, content) as document:
        if number >= len(document):
            raise InputError("{path}: {complaint}", path=where, complaint=Phrase("no such page"))
        return _draw(where, document, number, colored=True)


def _draw(
    where: str, document: pdfium.PdfDocument, number: int, *, colored: bool = False
) -> tuple[Any, float]:
    """Return a page as a picture, gray or in red, green and blue, and its pixels in a point."""
    page = document[number]
    try:
        width, height = page.get_size()
        scale = min(_DPI / 72, (MOST_PIXELS / (width * height)) ** 0.5)
        check_size(where, width * scale, height * scale)
        bitmap = page.render(scale=scale, grayscale=not colored, rev_byteorder=True)
        try:
            pixels = np.array(bitmap.to_numpy())
            return pixels[:, :, :3] if colored else pixels.reshape(bitmap.height, bitmap.width), scale
        finally:
            bitmap.close()
    finally:
        page.close()


def _shrink(place: LinePlace, scale: float) -> LinePlace:
    """Return a place in points."""
    return place._replace(
        x=round(place.x / scale),
        y=round(place.y / scale),
        width=round(place.width / scale),
        height=round(place.height / scale),
    )


def _complain(layout: Layout) -> Phrase | None:
    """Return why a text layer is of no use, or None."""
    if not layout.glyphs:
        return Phrase("a page without text, probably a scan")
    if layout.unreadable > _UNREADABLE * len(layout.glyphs):
        return Phrase("the text layer is unreadable (its fonts do not say which characters they draw)")
    if _is_rubbish("".join(glyph.char for glyph in layout.glyphs)):
        return Phrase("the text layer is rubbish (its characters are no text of any language)")
    return None


def _is_rubbish(chars: str) -> bool:
    """Tell whether the characters of a page are others than those that are printed.

    >>> _is_rubbish("市图书馆新馆昨日开馆，首日接待读者六千多人次。" * 9), _is_rubbish("!#¤%&¥ÐÞ@£$½¼×" * 20)
    (False, True)
    """
    if sum("\x7f" <= char <= "\x9f" for char in chars) > _CONTROLS * len(chars):
        return True
    if len(chars) < _ENOUGH:
        return False
    han = sum(map(is_han, chars))
    if 5 * han < len(chars):
        odd = sum(not char.isalnum() or "\x80" <= char <= "\xff" for char in chars)
        return odd > _ODD * len(chars)
    common = sum(char in _COMMON for char in chars)
    rare = sum(is_han(char) and not _is_in_use(char) for char in chars)
    return han >= _ENOUGH and (common < _USUAL * han or rare > _SELDOM * han)


@cache
def _is_in_use(char: str) -> bool:
    """Tell whether a character is one of those that papers print: of GB 2312, or of Big5's first level."""
    try:
        return bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return b"\xa4\x40" <= char.encode("big5", "replace") <= b"\xc6\x7e"


def _read_page(where: str, document: pdfium.PdfDocument, number: int) -> Layout:
    """Return what stands on one page of an open document."""
    try:
        page = document[number]
    except (pdfium.PdfiumError, IndexError) as error:
        raise InputError(
            "{where}: this page is broken ({cause}); repair or export the file again",
            where=where,
            cause=str(error),
        ) from None
    try:
        return read_layout(page)
    except pdfium.PdfiumError as error:
        raise InputError(
            "{where}: this page is broken ({cause}); repair or export the file again",
            where=where,
            cause=str(error),
        ) from None
    except OverflowError:
        raise InputError(
            "{where}: more than {most:,} characters on one page; split the page",
            where=where,
            most=MOST_GLYPHS,
        ) from None
    finally:
        page.close()


@contextmanager
def _open(path: Path, content: bytes) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF file and close it afterwards."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise InputError("{path}: {complaint}", path=path, complaint=_explain(error)) from None
    try:
        yield document
    finally:
        document.close()


def _explain(error: pdfium.PdfiumError) -> Phrase:
    """Return what is wrong with a file and what the user can do."""
    if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
        return Phrase("the PDF file is encrypted; save a copy without a password")
    return Phrase("not a PDF file, or a broken one; export it again")
