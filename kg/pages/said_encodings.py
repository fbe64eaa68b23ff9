"""Which encoding the user says that text files are in: one for all, or one for those of a pattern."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kg.errors import InputError
from kg.pages.encodings import BYTE_ORDER_MARKS, decode
from kg.text import LOST

_MOST_LOST = 0.1  # share of the characters of a file from which on it is in another encoding


class Stated(NamedTuple):
    """An encoding, and whether it is said of this very file."""

    encoding: str
    of_file: bool


def said_of(name: str, encodings: Sequence[str]) -> Stated | None:
    """Return the encoding that is said of a page file: the last pattern that fits, else what is said of all.

    >>> said_of("1998/a.txt", ("gb18030", "1998/*=big5")), said_of("b.txt", ("gb18030", "1998/*=big5"))
    (Stated(encoding='big5', of_file=True), Stated(encoding='gb18030', of_file=False))
    """
    found: Stated | None = None
    for each in encodings:
        pattern, _, encoding = each.rpartition("=")
        if pattern and (fnmatchcase(name, pattern) or PurePosixPath(name).match(pattern)):
            found = Stated(encoding, of_file=True)
        elif not pattern and not (found and found.of_file):
            found = Stated(encoding, of_file=False)
    return found


def decode_as(path: Path, content: bytes, said: Stated) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding, as it is said to be.

    A byte order mark wins. What is said of all files gives way where a file is valid UTF-8 or does not
    fit; of a file that is named, a byte that does not fit becomes U+FFFD; InputError where those are many.
    """
    if content.startswith(tuple(BYTE_ORDER_MARKS)) or (not said.of_file and _is_utf8(content)):
        return decode(path, content)
    text = content.decode(said.encoding, errors="replace")
    if LOST in text and not said.of_file:
        return decode(path, content)
    if text.count(LOST) > len(text) * _MOST_LOST:
        raise InputError(
            "{path}: not text in {encoding}; leave --encoding out, or name another for this file: "
            "--encoding '{name}=ENCODING'",
            path=path,
            encoding=said.encoding,
            name=path.name,
        )
    return text, said.encoding


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
