"""The bytes of page files, each file of many sheets read once."""

import hashlib
import stat
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError

MOST_BYTES = 200_000_000  # of a file
_TRIES = 2  # for a file that changes while it is read

Stamp = tuple[int, int]
"""Size and time of a file: when they are what they were, so is the file."""


class Content(NamedTuple):
    """What a page is read from, and the SHA-256 of it."""

    content: bytes
    sha256: str


def content_of(content: bytes) -> Content:
    """Return bytes with their SHA-256."""
    return Content(content, hashlib.sha256(content).hexdigest())


def stamp_of(path: Path) -> Stamp:
    """Return the size in bytes and the time in nanoseconds of a file; OSError where there is none.

    InputError for a pipe, a socket or a device, of which nobody knows when it would end.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise InputError(
            "{path}: a pipe, a socket or a device; save what it holds in a file and give that", path=path
        )
    return status.st_size, status.st_mtime_ns


def read_content(path: Path) -> Content:
    """Return the bytes of a file that holds at least one and at most MOST_BYTES.

    The file read last is kept: a file of many sheets is read once. One that changes meanwhile is read once
    more; InputError where that happens again.
    """
    try:
        found = _read_whole(path)
    except OSError as error:
        raise InputError(
            "{path}: can't be read ({cause}); check the file's permissions", path=path, cause=error.strerror
        ) from error
    if found is None:
        raise InputError("{path}: changes while it is read; build again when it is complete", path=path)
    if not found.content:
        raise InputError("{path}: the file is empty; remove it or export the page again", path=path)
    return found


def _read_whole(path: Path) -> Content | None:
    """Return the bytes of a file, None where it has changed at each try."""
    for _ in range(_TRIES):
        stamp = stamp_of(path)
        if stamp[0] > MOST_BYTES:
            raise InputError(
                "{path}: {size:,} bytes, more than {most:,}; split the file",
                path=path,
                size=stamp[0],
                most=MOST_BYTES,
            )
        found = _read(path, stamp)
        if stamp_of(path) == stamp:
            return found
    return None


@lru_cache(maxsize=1)
def _read(path: Path, stamp: Stamp) -> Content:
    """Return the bytes of a file of this size and time."""
    return content_of(path.read_bytes())
