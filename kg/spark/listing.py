"""The pages of a build dealt out in chunks: each a file that one executor reads, whole.

Of files at an address (`s3a://…`) only the names are listed: which pages they hold is found where they are
read.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError
from kg.pages import PageFile
from kg.remote import address_of
from kg.spark.handed import dump_chunk, dump_file
from kg.store.batches import MOST_CHARACTERS, MOST_PAGES

_LEAST = 20_000  # characters of a chunk
_SHARES = 8  # chunks for each core, or more of them
_EACH = 500  # characters that take as long to read as all that a page takes beside its text
_SHEET = 2_500  # characters that a page may well have of which nothing is known but that it is there
_PLAIN = (".txt", ".html", ".htm")  # files whose length tells how much there is to read
_BYTES = 3  # of a character
_FAR = {".zip": MOST_CHARACTERS, ".pdf": MOST_CHARACTERS // 50}  # characters that such a file may well have


class ListedFile(NamedTuple):
    """A file to be read as it is dealt out."""

    name: str
    far: bool  # at an address, so that it may hold several pages
    characters: int  # that it may have
    file: str  # as `kg.spark.handed.dump_file` has it


class Chunk(NamedTuple):
    """How much there is to read in a chunk."""

    pages: int
    characters: int  # as far as that can be told before they are read


def listed(file: PageFile) -> ListedFile:
    """Return a file as it is dealt out; its length is asked for, but it is not opened."""
    return ListedFile(file.name, bool(address_of(file.path)), _length(file), dump_file(file))


def write_chunks(
    files: Iterable[ListedFile], known: Callable[[ListedFile], Mapping[str, str]], folder: Path, cores: int
) -> list[Chunk]:
    """Write the pages as chunks 0, 1 … into a folder; return how much each has to read.

    `known` returns the pages of a file that an earlier build has read, with their keys.

    A chunk is a small share of what is listed so far, so that no core waits long for another, and no more
    than a batch; a page that is more than that is a chunk by itself.
    """
    folder.mkdir()
    chunks: list[Chunk] = []
    dealt: list[tuple[str, Mapping[str, str]]] = []
    characters = seen = 0

    def close() -> None:
        (folder / str(len(chunks))).write_bytes(dump_chunk(dealt))
        chunks.append(Chunk(len(dealt), characters))
        dealt.clear()

    for file in files:
        length = _EACH + file.characters
        if dealt and characters + length > MOST_CHARACTERS:
            close()
            characters = 0
        dealt.append((file.file, known(file)))
        characters, seen = characters + length, seen + length
        most = min(max(_LEAST, seen // (_SHARES * cores)), MOST_CHARACTERS)
        if characters >= most or len(dealt) >= MOST_PAGES:
            close()
            characters = 0
    if dealt:
        close()
    return chunks


def largest_first(chunks: Sequence[Chunk]) -> list[int]:
    """Return the numbers of chunks in the order in which they are begun, so that small ones end the reading.

    >>> largest_first([Chunk(20, 20_000), Chunk(1, 3_000_000), Chunk(60, 90_000)])
    [1, 2, 0]
    """
    return sorted(range(len(chunks)), key=lambda number: (-chunks[number].characters, -number))


def _length(file: PageFile) -> int:
    """Return how many characters a file may have, without opening it."""
    if file.item:
        return len(file.item.text)
    suffix = Path(file.place.name if file.place else file.path).suffix.lower()
    if address_of(file.path):
        return _FAR.get(suffix, _SHEET)
    if suffix not in _PLAIN:
        return _SHEET
    return (file.place.size if file.place else _size(file.path)) // _BYTES


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def distinct(files: Iterable[ListedFile]) -> Iterator[ListedFile]:
    """Yield files of several folders; InputError for two of one name."""
    seen: set[str] = set()
    for file in files:
        if file.name in seen:
            raise InputError(
                "{path}: two pages are called {name}; rename one of them",
                path=json.loads(file.file)["path"],
                name=file.name,
            )
        seen.add(file.name)
        yield file
