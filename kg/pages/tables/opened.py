"""The text of a table's file: unpacked and decoded while it is read, never as a whole, and within bounds."""

import bz2
import gzip
import io
import lzma
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import IO, TypeVar, cast

from kg.errors import InputError, Phrase
from kg.pages.encodings import decode
from kg.pages.zipped import MOST_RATIO

_Row = TypeVar("_Row")
_PACKED = frozenset({".gz", ".xz", ".bz2"})
_SAMPLE = 1 << 16  # bytes looked at, and more until one of them is no ASCII …
_LONGEST_SAMPLE = 1 << 24  # … up to that many
_CUT = 2  # bytes of a character that the end of a sample may leave
_LIKELY = ("utf-8", "gb18030", "big5hkscs")
_LEAST_READ = 0.9  # share of the lines that must fit an encoding where not all do
LONGEST_LINE = 64_000_000  # characters: the longest page, each of them spelled out as JSON may (\\uXXXX)
_UNSUSPECTED = 100_000_000  # characters that a packed table may have whatever the size of its file


def table_suffix(path: Path) -> str:
    """Return the suffix that tells a table's format, that of the packing left out.

    >>> table_suffix(Path("news.TSV.xz")), table_suffix(Path("news.parquet"))
    ('.tsv', '.parquet')
    """
    return (Path(path.stem) if is_packed(path) else path).suffix.lower()


def is_packed(path: Path) -> bool:
    """Tell whether a file is packed, by its suffix."""
    return path.suffix.lower() in _PACKED


def open_bytes(path: Path) -> IO[bytes]:
    """Open a file for its bytes, unpacked."""
    packing = path.suffix.lower()
    if packing == ".gz":
        return cast("IO[bytes]", gzip.open(path))
    if packing == ".xz":
        return lzma.open(path)
    return bz2.open(path) if packing == ".bz2" else path.open("rb")


class Lines:
    """The lines of a text one by one; ValueError where one is longer than any row, or all are like a bomb."""

    def __init__(self, text: IO[str], most: int | None) -> None:
        """Take a text, and how many characters it may have."""
        self._text, self._most, self._count = text, most, 0

    def __iter__(self) -> Iterator[str]:
        """Return the lines that were not read yet."""
        return self

    def __next__(self) -> str:
        """Return the next line."""
        line = self._text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        if len(line) == LONGEST_LINE:
            raise ValueError(Phrase("a line of {most:,} characters or more", most=LONGEST_LINE))
        self._count += len(line)
        if self._most is not None and self._count > self._most:
            raise ValueError(Phrase("packed more than {most} times, like a bomb", most=MOST_RATIO))
        return line


def beginning(rows: Iterable[_Row], most: int, characters_of: Callable[[_Row], int]) -> Iterator[_Row]:
    """Yield so many rows at most, fewer where they have as many characters as the longest line."""
    count = 0
    for row in islice(rows, most):
        yield row
        count += characters_of(row)
        if count >= LONGEST_LINE:
            return


@contextmanager
def open_text(path: Path, encoding: str, newline: str) -> Iterator[Lines]:
    """Open a file for its lines without a byte order mark; what does not fit becomes half characters."""
    most = max(_UNSUSPECTED, MOST_RATIO * path.stat().st_size) if is_packed(path) else None
    with open_bytes(path) as content, io.TextIOWrapper(content, encoding, "surrogateescape", newline) as text:
        if text.read(1) != "\ufeff":
            text.seek(0)
        yield Lines(text, most)


def find_encoding(path: Path) -> str:
    """Return the encoding of a table by its beginning; InputError where it is empty or no text."""
    sample = _read_sample(path)
    if not sample:
        raise InputError("{path}: the table is empty; check the path, or save it again", path=path)
    if sample.isascii() and b"\x00" not in sample:  # its separators would have one in UTF-16
        return "utf-8"
    for cut in range(_CUT):
        with suppress(InputError):
            return decode(path, sample[: len(sample) - cut])[1]
    return _most_lines(sample) or decode(path, sample)[1]


def _most_lines(sample: bytes) -> str | None:
    """Return the encoding that nearly all lines are in where some are damaged."""
    lines = sample.splitlines()
    if b"\x00" in sample:
        return None
    fitting = (
        name for name in _LIKELY if sum(_fits(line, name) for line in lines) >= _LEAST_READ * len(lines)
    )
    return next(fitting, None)


def _fits(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _read_sample(path: Path) -> bytes:
    """Return as much of a file's beginning as tells its encoding, whole lines where there are some."""
    with open_bytes(path) as content:
        sample = content.read(_SAMPLE)
        while sample.isascii() and len(sample) < _LONGEST_SAMPLE and (more := content.read(_SAMPLE)):
            sample += more
    return sample if len(sample) < _SAMPLE else sample[: sample.rfind(b"\n") + 1] or sample
