"""The pages of a build dealt out in chunks: each a file that one executor reads, whole.

Of files at an address (`s3a://…`) only the names are listed here: which pages they hold is found where they
are read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.pages import PageFile, Warn
from kg.pages.files import choose_files
from kg.pages.formats import known_suffixes
from kg.pages.walk import Folder
from kg.remote import address_of
from kg.spark.handed import Dealt, dump_chunk
from kg.spark.shared import reaching
from kg.store.batches import MOST_CHARACTERS, MOST_PAGES

_FEWEST = 20  # pages of a chunk
_SHARES = 8  # chunks for each core, or more of them
_FAR = {".zip": MOST_CHARACTERS, ".pdf": MOST_CHARACTERS // 50}  # characters that such a file may well have


def write_chunks(
    files: Iterable[PageFile], known: Callable[[PageFile], Mapping[str, str]], folder: Path, cores: int
) -> list[int]:
    """Write the pages as chunks 0, 1 … into a folder; return how many pages each has.

    `known` returns the pages of a file that an earlier build has read, with their keys.

    A chunk is a small share of the pages listed so far, so that no core waits long for another, and no more
    than a batch; the last chunks are the largest.
    """
    folder.mkdir()
    sizes: list[int] = []
    chunk: list[Dealt] = []
    characters = 0
    for listed, file in enumerate(files, 1):
        chunk.append(Dealt(file, known(file)))
        characters += len(file.item.text) if file.item else _reckon(file)
        most = min(max(_FEWEST, listed // (_SHARES * cores)), MOST_PAGES)
        if len(chunk) >= most or characters >= MOST_CHARACTERS:
            sizes.append(_write(chunk, folder / str(len(sizes))))
            chunk, characters = [], 0
    if chunk:
        sizes.append(_write(chunk, folder / str(len(sizes))))
    return sizes


def _reckon(file: PageFile) -> int:
    """Return what a file counts for in characters: one at an address, which is brought to who reads it."""
    return _FAR.get(file.path.suffix.lower(), 0) if address_of(file.path) else 0


def find_far(address: str, warn: Warn) -> Iterator[PageFile]:
    """Yield the files at an address, a file or folder, in the order of `kg.pages.find_pages`, by name alone.

    Raises InputError at once where nothing is there, or nothing that kg reads.
    """
    address = address.rstrip("/")
    with reaching(address) as (system, top):
        try:
            alone = bool(system.isfile(top))
            there = alone or system.exists(top)
        except OSError as error:
            raise InputError("{path}: can't be reached ({cause})", path=address, cause=error) from None
    if not there:
        raise InputError("{path}: no such file or folder; check the path", path=address)
    if alone:
        return iter([PageFile(Path(address), address.rpartition("/")[2])])
    chosen = choose_files(_walk(address), address, warn)
    found = (
        PageFile(Path(address, inside, name), str(Path(inside, name).as_posix())) for inside, name in chosen
    )
    first = next(found, None)
    if first is None:
        raise InputError(
            "{given}: no pages found; kg reads {known} files", given=address, known=known_suffixes()
        )
    return chain([first], found)


def distinct(files: Iterable[PageFile]) -> Iterator[PageFile]:
    """Yield files of several folders; InputError for two of one name."""
    seen: set[str] = set()
    for file in files:
        if file.name in seen:
            raise InputError(
                "{path}: two pages are called {name}; rename one of them", path=file.path, name=file.name
            )
        seen.add(file.name)
        yield file


def _walk(address: str) -> Iterator[Folder]:
    """Yield the folders below an address, each before those inside it, sorted; hidden ones are left out."""
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        with reaching(address) as (system, top):
            found = _list(system, f"{top}/{inside}" if inside else top)
        yield Folder(inside, sorted(name for name, kind in found.items() if kind == "file"))
        below = sorted((name for name, kind in found.items() if kind == "directory"), reverse=True)
        waiting += [f"{inside}/{name}" if inside else name for name in below]


def _list(system: Any, folder: str) -> dict[str, str]:
    """Return what a folder of a file system holds, by name: file or directory."""
    found = {entry["name"].rstrip("/"): entry["type"] for entry in system.ls(folder, detail=True)}
    found.pop(folder, None)  # some list the folder itself
    named = {path.rpartition("/")[2]: kind for path, kind in found.items()}
    return {name: kind for name, kind in named.items() if not name.startswith(".")}


def _write(chunk: list[Dealt], path: Path) -> int:
    path.write_bytes(dump_chunk(chunk))
    return len(chunk)
