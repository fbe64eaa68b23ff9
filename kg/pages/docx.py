"""Word files (.docx): paragraphs in their order, tables row by row."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.pages.content import MOST_BYTES
from kg.pages.sheet import Read, Sheet, Warn
from kg.pages.zipped import FAULTS, open_zip, read_member

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

_TYPE_DECLARATIONS = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_XML = (".xml", ".rels")
_MOST_XML = 50_000_000  # bytes of all parts; as a tree they take up to ten times that
_HEADINGS = ("Heading", "Title", "标题")


class Docx:
    """A Word file is one sheet."""

    def name_sheets(self, path: Path, read: Read, warn: Warn) -> Sequence[str]:
        """Return [""]: a Word file is one sheet, and the file is not even opened."""
        return [""]

    def read_sheet(self, path: Path, content: bytes, number: int, *, ocr: bool = False) -> Sheet:
        """Return the paragraphs, each on a line; headings stand between blank lines."""
        if content.startswith(b"\xd0\xcf\x11\xe0"):
            raise InputError(
                "{path}: encrypted, or an old Office file; save it as .docx, no password", path=path
            )
        _check(path, content)
        text = "\n".join(_read_lines(path, content)).strip("\n")
        if not text:
            raise InputError("{path}: no text; take it out or save its text as .txt", path=path)
        return Sheet(text + "\n", "docx")


def _check(path: Path, content: bytes) -> None:
    """Refuse bombs: parts that are packed too much, and document types, in which entities multiply."""
    with open_zip(path, content, most_unpacked=MOST_BYTES) as archive:
        members = archive.infolist()
        size = sum(member.file_size for member in members if member.filename.endswith(_XML))
        if size > _MOST_XML:
            raise InputError(
                "{path}: {size:,} bytes of text and markup, more than {most:,}; split the document",
                path=path,
                size=size,
                most=_MOST_XML,
            )
        for member in members:
            part = read_member(path, content, member)
            if member.filename.endswith(_XML) and any(mark in part for mark in _TYPE_DECLARATIONS):
                raise InputError(
                    "{path}: {name} declares a document type, as no Word file does",
                    path=path,
                    name=member.filename,
                )


def _read_lines(path: Path, content: bytes) -> list[str]:
    """Return the lines of a document."""
    try:
        import docx  # noqa: PLC0415 (an optional extra)
        from docx.opc.exceptions import OpcError  # noqa: PLC0415
    except ImportError:
        raise InputError(
            "{path}: reading .docx needs an extra: pip install 'kg[formats]'", path=path
        ) from None
    try:
        return list(_lines(docx.Document(io.BytesIO(content))))
    except (OpcError, SyntaxError, LookupError, AttributeError, TypeError, *FAULTS) as error:
        # python-docx takes the parts for well-formed and stumbles over whatever is missing, and zipfile, by
        # which it reads them, over names that differ
        raise InputError(
            "{path}: not a Word file, or a broken one ({cause}); save it again", path=path, cause=str(error)
        ) from None


def _lines(document: "Document") -> Iterator[str]:
    """Yield the paragraphs of a document, headings between blank lines, and the rows of its tables."""
    from docx.text.paragraph import Paragraph  # noqa: PLC0415 (an optional extra)

    for part in document.iter_inner_content():
        if not isinstance(part, Paragraph):
            yield from ("", *_rows(part), "")
        elif part.style is not None and (part.style.name or "").startswith(_HEADINGS):
            yield from ("", part.text, "")
        else:
            yield part.text


def _rows(table: "Table") -> Iterator[str]:
    """Yield a line for each row, its cells parted by wide blanks.

    A cell that goes on from the row above says again what stands there. That is looked up by the column it
    begins in: python-docx walks up all rows for each such cell, and lists a cell once a column that it spans.
    """
    from docx.table import _Cell  # noqa: PLC0415 (an optional extra)

    above: dict[int, str] = {}
    for row in table.rows:
        here: dict[int, str] = {}
        column = row.grid_cols_before
        for cell in row._tr.tc_lst:
            goes_on = cell.vMerge == "continue"
            here[column] = above.get(column, "") if goes_on else " ".join(_Cell(cell, row).text.split())
            column += max(1, cell.grid_span)
        yield "\u3000".join(filter(None, here.values()))
        above = here
