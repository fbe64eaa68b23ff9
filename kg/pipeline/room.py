"""Whether the disk has room for a build, told before anything is read."""

import os
import shutil
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from kg.errors import OutputError

_TEXT = frozenset({".txt", ".md", ".csv", ".tsv", ".jsonl"})
_PER_BYTE = (
    15  # of text: readings, tables, files, and what is kept while they are made (measured: 11 and more)
)
_LOOKED_AT = 10_000  # files below one folder
_MB = 1_000_000


def check_room(out: Path, given: Iterable[Path]) -> None:
    """Raise OutputError where the disk of a folder is too small for what a build of some pages writes.

    That is an estimate by the size of the files; of those that are no plain text it is a low one, and of
    folders the first 10,000 files are looked at.
    """
    needed = sum(map(_size, chain.from_iterable(map(_files, given))))
    free = shutil.disk_usage(out).free
    if free < needed:
        raise OutputError(
            "{out}: {free:,} MB are free, and this build needs about {needed:,} MB; make room, or give a "
            "folder on another disk with -o",
            out=out,
            free=free // _MB,
            needed=-(-needed // _MB),
        )


def _files(path: Path) -> Iterator[Path]:
    """Yield a file, or the first files below a folder."""
    if not path.is_dir():
        yield path
        return
    inside = (Path(folder, name) for folder, _, names in os.walk(path) for name in names)
    yield from islice(inside, _LOOKED_AT)


def _size(path: Path) -> int:
    """Return how many bytes a build writes because of a file; none where it can't be read."""
    try:
        size = path.stat().st_size
    except OSError:
        return 0
    return size * _PER_BYTE if path.suffix.lower() in _TEXT else size
