"""Whether the disk has room for a build, told before anything is read."""

import shutil
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from kg.errors import OutputError
from kg.pages import PageFile

_TEXT = frozenset({".txt", ".md", ".csv", ".tsv", ".jsonl"})
_PER_BYTE = 15  # of text: readings, tables, files, and what is kept while they are made (measured: 11 and more)
_MB = 1_000_000


def check_room(out: Path, files: Iterable[PageFile]) -> None:
    """Raise OutputError where the disk of a folder is too small for what a build of some pages writes.

    That is an estimate by the size of the files; of those that are no plain text it is a low one.
    """
    needed = sum(_size(path) for path, _ in groupby(files, key=lambda file: file.path))
    free = shutil.disk_usage(out).free
    if free < needed:
        raise OutputError(
            "{out}: {free:,} MB are free, and this build needs about {needed:,} MB; make room, or give a folder "
            "on another disk with -o",
            out=out,
            free=free // _MB,
            needed=-(-needed // _MB),
        )


def _size(path: Path) -> int:
    """Return how many bytes a build writes because of a file; none where it can't be read."""
    try:
        size = path.stat().st_size
    except OSError:
        return 0
    return size * _PER_BYTE if path.suffix.lower() in _TEXT else size
