"""The pages of a build dealt out in chunks: each a file that one executor reads, whole.

Of files at an address (`s3a://…`) only the names are listed here: which pages they hold is found where they
are read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import InputError
from kg.pages import PageFile, Warn
from kg.pages.files import choose_files
from kg.pages.formats import known_suffixes
from kg.pages.walk import Folder
from kg.remote import address_of
from kg.spark.handed import Dealt, dump_chunk
from kg.spark.shared import reaching
from kg.store.batches import MOST_CHARACTERS, MOST_PAGES

_LEAST = 20_000  # characters of a chunk
_SHARES = 8  # chunks for each core, or more of them
_EACH = 500  # characters that take as long to read as all that a page takes beside its text
_SHEET = 2_500  # characters that a page may well have of which nothing is known but that it is there
_PLAIN = (".txt", ".html", ".htm")  # files whose length tells how much there is to read
_BYTES = 3  # of a character
_FAR = {".zip": MOST_CHARACTERS, ".pdf": MOST_CHARACTERS // 50}  # characters that such a file may well have


class Chunk(NamedTuple):
    """How much there is to read in a chunk."""

    pages: int
    characters: int  # as far as that can be told before they are read


def write_chunks(
    files: Iterable[PageFile], known: Callable[[PageFile], Mapping[str, str]], folder: Path, cores: int
) -> list[Chunk]:
    """Write the pages as chunks 0, 1 … into a folder; return how much each has to read.

    `known` returns the pages of a file that an earlier build has read, with their keys.

    A chunk is a small share of what is listed so far, so that no core waits long for another, and no more
    than a batch; a page that is more than that is a chunk by itself.
    """
    folder.mkdir()
    chunks: list[Chunk] = []
    dealt: list[Dealt] = []
    characters = listed = 0

    def close() -> None:
        (folder / str(len(chunks))).write_bytes(dump_chunk(dealt))
        chunks.append(Chunk(len(dealt), characters))
        dealt.clear()

    for file in files:
        length = _EACH + _length(file)
        if dealt and characters + length > MOST_CHARACTERS:
            close()
            characters = 0
        dealt.append(Dealt(file, known(file)))
        characters, listed = characters + length, listed + length
        most = min(max(_LEAST, listed // (_SHARES * cores)), MOST_CHARACTERS)
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
