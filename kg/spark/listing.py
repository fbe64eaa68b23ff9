"""The pages of a build dealt out in chunks: each a file that one executor reads, whole."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kg.pages import PageFile
from kg.store.batches import MOST_CHARACTERS, MOST_PAGES

_FEWEST = 20  # pages of a chunk
_SHARES = 8  # chunks for each core, or more of them


class Dealt(NamedTuple):
    """A page to be read, and the key under which an earlier build has read it; "" where none has."""

    file: PageFile
    key: str


def write_chunks(
    files: Iterable[PageFile], key_of: Callable[[str], str], folder: Path, cores: int
) -> list[int]:
    """Write the pages as chunks 0, 1 … into a folder; return how many pages each has.

    A chunk is a small share of the pages listed so far, so that no core waits long for another, and no more
    than a batch.
    """
    folder.mkdir()
    sizes: list[int] = []
    chunk: list[Dealt] = []
    characters = 0
    for listed, file in enumerate(files, 1):
        chunk.append(Dealt(file, key_of(file.name)))
        characters += len(file.item.text) if file.item else 0
        most = min(max(_FEWEST, listed // (_SHARES * cores)), MOST_PAGES)
        if len(chunk) >= most or characters >= MOST_CHARACTERS:
            sizes.append(_write(chunk, folder / str(len(sizes))))
            chunk, characters = [], 0
    if chunk:
        sizes.append(_write(chunk, folder / str(len(sizes))))
    return sizes


def read_chunk(folder: Path, number: int) -> Iterator[Dealt]:
    """Yield the pages of a chunk."""
    yield from pickle.loads((folder / str(number)).read_bytes())


def _write(chunk: list[Dealt], path: Path) -> int:
    path.write_bytes(pickle.dumps(chunk))
    return len(chunk)
