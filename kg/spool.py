"""Readings on disk between two passes, so that memory does not grow with the number of pages."""

import pickle
from collections.abc import Iterator
from pathlib import Path

from kg.model import Reading


class Spool:
    """A file of readings, written once in order and read as often as wanted.

    Only this process reads what it wrote itself, so pickle is safe here.
    """

    def __init__(self, path: Path) -> None:
        """Open a new spool file at `path`."""
        self._path = path
        self._file = path.open("wb")

    def append(self, reading: Reading) -> None:
        """Write one more reading."""
        pickle.dump(reading, self._file, protocol=pickle.HIGHEST_PROTOCOL)

    def __iter__(self) -> Iterator[Reading]:
        """Yield the readings in the order they were written."""
        self._file.flush()
        with self._path.open("rb") as file:
            end = self._path.stat().st_size
            while file.tell() < end:
                yield pickle.load(file)

    def close(self) -> None:
        """Close and remove the file."""
        self._file.close()
        self._path.unlink(missing_ok=True)
