"""The text of a table's file: unpacked and decoded while it is read, never as a whole."""

import bz2
import gzip
import io
import lzma
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, cast

from kg.errors import InputError
from kg.pages.encodings import decode

_PACKED = frozenset({".gz", ".xz", ".bz2"})
_SAMPLE = 1 << 16  # bytes looked at, and more until one of them is no ASCII …
_LONGEST_SAMPLE = 1 << 24  # … up to that many
_CUT = 2  # bytes of a character that the end of a sample may leave
_LIKELY = ("utf-8", "gb18030", "big5hkscs")
_LEAST_READ = 0.9  # share of the lines that must fit an encoding where not all do


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


@contextmanager
def open_text(path: Path, encoding: str, newline: str) -> Iterator[IO[str]]:
    """Open a file for its text without a byte order mark; what does not fit becomes half characters."""
    with open_bytes(path) as content, io.TextIOWrapper(content, encoding, "surrogateescape", newline) as text:
        if text.read(1) != "\ufeff":
            text.seek(0)
        yield text


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
