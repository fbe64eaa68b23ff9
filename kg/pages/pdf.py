"""PDF files: each page is a sheet; its text layer is read with the places of its characters."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from kg.errors import InputError, Phrase
from kg.pages.columns import read_text
from kg.pages.glyphs import MOST_GLYPHS, Layout, read_layout
from kg.pages.ocr import recognize_sheet
from kg.pages.sheet import Read, Sheet, Warn

MOST_SHEETS = 5_000  # of a file
_UNREADABLE = 0.3  # share of characters without Unicode from which on a text layer is useless
_LOOSE = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")  # tesseract parts Chinese characters by blanks


class Pdf:
    """A PDF file has as many sheets as pages."""

    def name_sheets(self, path: Path, read: Read, warn: Warn) -> Sequence[str]:
        """Return "#1", "#2", …, or "" for the only page."""
        with _open(path, read()) as document:
            count = len(document)
        if not 0 < count <= MOST_SHEETS:
            raise InputError(
                "{path}: {count:,} pages, not 1 to {most:,}; split the file",
                path=path,
                count=count,
                most=MOST_SHEETS,
            )
        return [""] if count == 1 else [f"#{number}" for number in range(1, count + 1)]

    def read_sheet(self, path: Path, content: bytes, number: int, *, ocr: bool = False) -> Sheet:
        """Return the text of a page in reading order; with `ocr`, that of a picture is recognized."""
        where = f"{path}#{number + 1}"
        with _open(path, content) as document:
            layout = _read_page(where, document, number)
            complaint = _complain(layout)
            if complaint is None:
                return Sheet(read_text(layout), "pdf")
            if not layout.glyphs and not layout.pictures and not layout.frames:
                raise InputError(
                    "{where}: an empty page; nothing to do unless the export lost its text", where=where
                )
            if not ocr:
                raise InputError(
                    "{where}: {complaint}; read it with --ocr (needs tesseract), or first run: "
                    "ocrmypdf -l chi_sim IN.pdf OUT.pdf",
                    where=where,
                    complaint=complaint,
                )
            searchable = recognize_sheet(where, document, number)
        with _open(path, searchable) as document:
            text = _LOOSE.sub("", read_text(_read_page(where, document, 0)))
        if not text:
            raise InputError("{where}: OCR found no text; check the scan, or take the page out", where=where)
        return Sheet(text, "pdf+ocr")


def _complain(layout: Layout) -> Phrase | None:
    """Return why a text layer is of no use, or None."""
    if not layout.glyphs:
        return Phrase("a page without text, probably a scan")
    if layout.unreadable > _UNREADABLE * len(layout.glyphs):
        return Phrase("the text layer is unreadable (its fonts do not say which characters they draw)")
    return None


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
