"""What a file format has to offer: the sheets (printed pages) that a file holds, and their text."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from kg.errors import InputError
from kg.model import LinePlace

Warn = Callable[[str], None]
Read = Callable[[], bytes]


class Sheet(NamedTuple):
    """The text of one sheet of a file and the encoding (or format) it was read from."""

    raw: str
    encoding: str
    places: tuple[LinePlace, ...] = ()  # of its lines, where characters were recognized on a picture
    heads: tuple[int, ...] = ()  # where lines of headlines in large print begin, where the file tells sizes


class Format(Protocol):
    """What a file format has to offer. Both methods raise InputError for a file they can't read."""

    def name_sheets(self, path: Path, read: Read, warn: Warn) -> Sequence[str]:
        """Return what is put after the file's name for each of its sheets: "", "#2", "/a.txt" …

        `read` returns the file's bytes; a format that need not look does not call it.
        """

    def read_sheet(self, path: Path, content: bytes, number: int, *, ocr: bool = False) -> Sheet:
        """Return sheet `number` (from 0) of the file whose bytes are `content`.

        `ocr` asks for characters to be recognized where the sheet is a picture.
        """


def number_sheets(path: Path, count: int, most: int) -> list[str]:
    """Return "#1", "#2", …, or "" for the only sheet; InputError where a file has none or too many."""
    if not 0 < count <= most:
        raise InputError(
            "{path}: {count:,} pages, not 1 to {most:,}; split the file", path=path, count=count, most=most
        )
    return [""] if count == 1 else [f"#{number}" for number in range(1, count + 1)]
