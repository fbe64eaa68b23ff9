"""Readings on disk between two passes, so that the texts of the pages need not stay in memory."""

from collections.abc import Iterator
from pathlib import Path

from kg.model import Article, Page, Reading
from kg.reading.packing import unpack_articles, unpack_reading

_LENGTH = 8  # bytes that say how long a reading is


class Spool:
    """A file of packed readings, written once in order and read as often as wanted."""

    def __init__(self, path: Path) -> None:
        """Open a new spool file at `path`."""
        self._path = path
        self._file = path.open("wb")

    def append(self, packed: bytes) -> None:
        """Write one more reading, as `kg.reading.packing.pack_reading` gives it."""
        self._file.write(len(packed).to_bytes(_LENGTH))
        self._file.write(packed)

    def __iter__(self) -> Iterator[Reading]:
        """Yield the readings in the order they were written."""
        return map(unpack_reading, self._packed())

    def articles(self) -> Iterator[tuple[Page, tuple[Article, ...]]]:
        """Yield each page with its articles, in the order they were written."""
        return map(unpack_articles, self._packed())

    def _packed(self) -> Iterator[bytes]:
        self._file.flush()
        with self._path.open("rb") as file:
            while head := file.read(_LENGTH):
                yield file.read(int.from_bytes(head))

    def close(self) -> None:
        """Close and remove the file."""
        self._file.close()
        self._path.unlink(missing_ok=True)
