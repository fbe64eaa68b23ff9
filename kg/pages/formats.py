"""The formats that kg reads: one reader per format behind one small contract, chosen by suffix.

A reader tells how many sheets (printed pages) a file holds and returns the text of one of them. To
add a format, write a class with these two methods and name its suffixes in `FORMATS`.
"""

from pathlib import Path
from typing import NamedTuple, Protocol

from kg.pages.encodings import decode


class Sheet(NamedTuple):
    """The text of one sheet of a file and the encoding (or format) it was read from."""

    raw: str
    encoding: str


class Format(Protocol):
    """What a file format has to offer. Both methods raise InputError for a file they can't read."""

    def count_sheets(self, path: Path) -> int:
        """Return how many sheets the file holds, without reading them."""

    def read_sheet(self, path: Path, content: bytes, number: int) -> Sheet:
        """Return sheet `number` (from 0) of the file whose bytes are `content`."""


class PlainText:
    """A text file is one sheet."""

    def count_sheets(self, path: Path) -> int:
        """Return 1: a text file is one sheet, and the file is not even opened."""
        return 1

    def read_sheet(self, path: Path, content: bytes, number: int) -> Sheet:
        """Return the decoded text, line ends and byte order mark untouched."""
        return Sheet(*decode(path, content))


FORMATS: dict[str, Format] = {".txt": PlainText()}


def format_of(path: Path) -> Format | None:
    """Return the reader for a file's suffix, or None when kg does not know the suffix."""
    return FORMATS.get(path.suffix.lower())
