"""The formats that kg reads: one reader per format behind one small contract, chosen by suffix.

To add a format, write a class with the methods of `kg.pages.sheet.Format` and name its suffixes here.
"""

from collections.abc import Sequence
from pathlib import Path

from kg.pages.archive import Archive
from kg.pages.docx import Docx
from kg.pages.encodings import decode
from kg.pages.markup import Html
from kg.pages.pdf import Pdf
from kg.pages.sheet import Format, Read, Sheet, Warn


class PlainText:
    """A text file is one sheet."""

    def name_sheets(self, path: Path, read: Read, warn: Warn) -> Sequence[str]:
        """Return [""]: a text file is one sheet, and the file is not even opened."""
        return [""]

    def read_sheet(self, path: Path, content: bytes, number: int, *, ocr: bool = False) -> Sheet:
        """Return the decoded text, line ends and byte order mark untouched."""
        return Sheet(*decode(path, content))


_SINGLE: dict[str, Format] = {
    ".txt": PlainText(),
    ".pdf": Pdf(),
    ".html": Html(),
    ".htm": Html(),
    ".docx": Docx(),
}
FORMATS: dict[str, Format] = {**_SINGLE, ".zip": Archive(_SINGLE)}


def format_of(path: Path) -> Format | None:
    """Return the reader for a file's suffix, or None when kg does not know the suffix."""
    return FORMATS.get(path.suffix.lower())
