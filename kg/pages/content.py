"""The bytes of page files, each file of many sheets read once."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError

MOST_BYTES = 200_000_000  # of a file


class Content(NamedTuple):
    """What a file holds, and the SHA-256 of it."""

    content: bytes
    sha256: str


def read_content(path: Path) -> Content:
    """Return the bytes of a file that holds at least one and at most MOST_BYTES.

    The file read last is kept: a file of many sheets is read once.
    """
    try:
        status = path.stat()
        if status.st_size > MOST_BYTES:
            raise InputError(
                "{path}: {size:,} bytes, more than {most:,}; split the file",
                path=path,
                size=status.st_size,
                most=MOST_BYTES,
            )
        found = _read(path, status.st_size, status.st_mtime_ns)
    except OSError as error:
        raise InputError(
            "{path}: can't be read ({cause}); check the file's permissions", path=path, cause=error.strerror
        ) from error
    if not found.content:
        raise InputError("{path}: the file is empty; remove it or export the page again", path=path)
    return found


@lru_cache(maxsize=1)
def _read(path: Path, size: int, modified: int) -> Content:
    """Return the bytes of a file of this size and time."""
    content = path.read_bytes()
    return Content(content, hashlib.sha256(content).hexdigest())
