"""The formats that kg reads: one reader per format behind one small contract, chosen by suffix.

To add a format, write a class with the methods of `kg.pages.sheet.Format` and name its suffixes here.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from kg.errors import Phrase
from kg.pages.docx import Docx
from kg.pages.encodings import decode
from kg.pages.markup import Html
from kg.pages.pdf import Pdf
from kg.pages.scans.pictures import PictureFile
from kg.pages.sheet import Format, Read, Sheet, Warn


class PlainText:
    """A text file is one sheet."""

    def name_sheets(self, path: Path, read: Read, warn: Warn) -> Sequence[str]:
        """Return [""]: a text file is one sheet, and the file is not even opened."""
        return [""]

    def read_sheet(self, path: Path, content: bytes, number: int, *, ocr: bool = False) -> Sheet:
        """Return the decoded text, line ends and byte order mark untouched."""
        return Sheet(*decode(path, content))


_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
FORMATS: dict[str, Format] = {
    ".txt": PlainText(),
    ".pdf": Pdf(),
    ".html": Html(),
    ".htm": Html(),
    ".docx": Docx(),
    **dict.fromkeys(_PICTURES, PictureFile()),
}
ARCHIVE = ".zip"  # of files of these formats


def format_of(name: str | Path) -> Format | None:
    """Return the reader for a file's suffix, or None when kg does not know the suffix."""
    return FORMATS.get(_suffix(name))


def is_archive(path: Path) -> bool:
    """Tell whether a file is an archive of pages, by its suffix."""
    return _suffix(path) == ARCHIVE


def formats_with(*, ocr: bool) -> tuple[str, ...]:
    """Return the suffixes of files that are pages wherever they lie; pictures are, where `ocr` reads them."""
    return tuple(suffix for suffix in FORMATS if ocr or suffix not in _PICTURES)


def is_known(name: str | Path, *, ocr: bool = False) -> bool:
    """Tell whether kg reads files of this suffix."""
    suffix = _suffix(name)
    return suffix == ARCHIVE or suffix in formats_with(ocr=ocr)


def known_suffixes() -> str:
    """Return the suffixes that kg reads, for messages."""
    known = ", ".join(sorted((*formats_with(ocr=False), ARCHIVE)))
    return Phrase("{known} (with --ocr also {pictures})", known=known, pictures=", ".join(sorted(_PICTURES)))


def _suffix(name: str | Path) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 -- a Path for each of a million names takes long
