"""The readings of an output folder: batches of pages, each a folder (`kg.store.batch`).

A build that is killed loses the pages of one batch at most. A page that changed, or is no longer asked for,
leaves its batch when the batch is written anew without it; small batches that follow each other are joined.
Batches that no finished build uses any more are removed when the build that does without them is complete.
"""

import json
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from kg.errors import OutputError, Phrase
from kg.reading.rows import PageRows
from kg.schema.readings import READ_TABLES
from kg.store.arrow import table_of
from kg.store.batch import FOLDER, FORM, NAME, file_of, find_fault, keys_in, read_table, write_batch
from kg.store.engine import FAULTS
from kg.store.manifest import MANIFEST, STORE

MOST_PAGES = 1_000  # of a batch
MOST_CHARACTERS = 2_000_000  # of the pages of a batch, more or less
SIGN = "kg.json"  # in a folder that kg made


@dataclass(slots=True)
class _Batch:
    """A batch on disk: the pages that it has with their lengths, and which of them this build uses."""

    pages: dict[str, int]
    used: set[str] = field(default_factory=set)

    @property
    def whole(self) -> bool:
        """Whether the build uses all of it."""
        return len(self.used) == len(self.pages)

    @property
    def characters(self) -> int:
        """The length of the pages that the build uses."""
        return sum(self.pages[page] for page in self.used)


class Gathered:
    """The rows of pages that will make a batch."""

    def __init__(self) -> None:
        """Begin with none."""
        self._rows: PageRows = {}
        self._characters = 0

    @property
    def full(self) -> bool:
        """Whether they are enough for a batch."""
        return len(self._rows.get("pages", ())) >= MOST_PAGES or self._characters >= MOST_CHARACTERS

    def add(self, rows: PageRows) -> None:
        """Take the rows of one more page."""
        for name in READ_TABLES:
            self._rows.setdefault(name, []).extend(rows[name])
        self._characters += rows["pages"][0][2]

    def take(self) -> dict[str, pa.Table]:
        """Return the tables of what has come in and begin anew; none where nothing has."""
        rows, self._rows, self._characters = self._rows, {}, 0
        return {name: table_of(record, rows[name]) for name, record in READ_TABLES.items()} if rows else {}


class Batches:
    """The readings that an output folder has, and those that a build adds to them."""

    def __init__(self, out: Path, warn: Callable[[str], None]) -> None:
        """See what is there; a batch that is damaged is told with `warn` and counts for nothing.

        Raises OutputError where a folder that kg would write into is somebody else's.
        """
        self._folder = out / FOLDER
        self._batches: dict[str, _Batch] = {}
        self._known: dict[str, tuple[str, str]] = {}  # page → batch and key
        self._sorted: list[str] | None = None  # the known pages
        self._last = 0
        self._adopted: list[str] = []
        self._gathered = Gathered()
        _claim(out)
        for path in batches_in(out):
            self._last = max(self._last, int(path.name))
            if fault := find_fault(path):
                warn(Phrase("{fault}; the pages of its batch are read again", fault=fault))
                continue
            keys = keys_in(read_table(path, "pages"))
            self._batches[path.name] = _Batch({page: chars for page, _, chars in keys})
            self._known |= {page: (path.name, key) for page, key, _ in keys}

    def use(self, page: str, key: str) -> bool:
        """Take the reading that is kept of a page under a key; False where there is none."""
        batch, known = self._known.get(page, ("", ""))
        if not batch or known != key:
            return False
        self._batches[batch].used.add(page)
        return True

    def add(self, rows: PageRows) -> None:
        """Take the rows of one more page; write the batch when it is full."""
        self._gathered.add(rows)
        if self._gathered.full:
            self.close()

    def close(self) -> None:
        """Write what has come in so far as a batch."""
        if tables := self._gathered.take():
            self._write(tables)

    @property
    def last(self) -> int:
        """The number of the last batch; those that follow may be written by others."""
        return self._last

    def key_of(self, page: str) -> str:
        """Return the key under which a reading of a page is kept, "" where none is."""
        return self._known.get(page, ("", ""))[1]

    def keys_below(self, file: str) -> dict[str, str]:
        """Return the keys of the readings that are kept of pages whose names begin with that of a file."""
        if self._sorted is None:
            self._sorted = sorted(self._known)
        found = {}
        for place in range(bisect_left(self._sorted, file), len(self._sorted)):
            page = self._sorted[place]
            if not page.startswith(file):
                break
            found[page] = self._known[page][1]
        return found

    def adopt(self, name: str) -> None:
        """Use a batch, as it is, that somebody else has written; of its pages nothing is held."""
        self._last = max(self._last, int(name))
        self._adopted.append(name)

    def finish(self, *, join: bool = True) -> list[str]:
        """Write what is left, renew what is used in part, join what is small; return what is in use."""
        self.close()
        for group in list(self._groups(MOST_PAGES if join else 0)):
            if len(group) > 1 or not self._batches[group[0]].whole:
                self._renew(group)
        return sorted([*self._adopted, *(name for name, batch in self._batches.items() if batch.used)])

    def _groups(self, most: int) -> Iterator[list[str]]:
        """Yield the batches in use, neighbors together that have no more pages than one batch may have."""
        group: list[str] = []
        pages = characters = 0
        for name, batch in sorted(self._batches.items(), key=lambda item: int(item[0])):
            if not batch.used:
                continue
            fits = pages + len(batch.used) <= most and characters + batch.characters <= MOST_CHARACTERS
            if group and not fits:
                yield group
                group, pages, characters = [], 0, 0
            group.append(name)
            pages, characters = pages + len(batch.used), characters + batch.characters
        if group:
            yield group

    def _renew(self, names: Sequence[str]) -> None:
        """Write some batches again as one, without the pages that are not used."""
        used = {name: self._batches[name].used for name in names}
        tables = {
            table: pa.concat_tables(
                [_of_pages(read_table(self._folder / name, table), used[name]) for name in names]
            )
            for table in READ_TABLES
        }
        for name in names:
            self._batches[name].used = set()
        self._write(tables)

    def _write(self, tables: dict[str, pa.Table]) -> None:
        self._last += 1
        name = f"{self._last:06}"
        write_batch(self._folder / name, tables)
        pages = {page: chars for page, _, chars in keys_in(tables["pages"])}
        self._batches[name] = _Batch(pages, set(pages))


def batches_in(out: Path) -> list[Path]:
    """Return the folders of the batches of an output folder, in the order in which they were written."""
    folder = out / FOLDER
    inside = folder.iterdir() if (folder / SIGN).is_file() else ()
    return sorted((path for path in inside if NAME.fullmatch(path.name)), key=lambda path: int(path.name))


def files_of(out: Path, names: Sequence[str], table: str) -> list[Path]:
    """Return the files of a table of the readings in some batches of an output folder."""
    return [file_of(out / FOLDER / name, table) for name in names]


@contextmanager
def naming_damage(out: Path, names: Sequence[str]) -> Iterator[None]:
    """Say which file of some batches is damaged where that is why something inside fails."""
    try:
        yield
    except (*FAULTS, OSError) as error:
        for name in names:
            if fault := find_fault(out / FOLDER / name):
                raise OutputError(
                    "{fault}; build again: the pages of its batch are read anew", fault=fault
                ) from error
        raise


def _of_pages(table: pa.Table, pages: Collection[str]) -> pa.Table:
    """Return the rows of some pages."""
    from pyarrow import compute  # noqa: PLC0415 (takes time to load)

    wanted = pa.array(sorted(pages), type=pa.string())
    return table.filter(compute.is_in(table["page"], value_set=wanted))


def _claim(out: Path) -> None:
    """Sign the folder of the readings; OutputError where it, or that of the store, is somebody else's."""
    sign = out / FOLDER / SIGN
    if sign.is_file():
        return
    for path in (out / FOLDER, out / STORE):
        foreign = path.exists() and (not path.is_dir() or any(path.iterdir()))
        if foreign and not (path / MANIFEST).is_file():
            raise OutputError(
                "{path}: kg keeps its own files under this name, and did not make this; rename it, or give "
                "another folder with -o",
                path=path,
            )
    sign.parent.mkdir(exist_ok=True)
    sign.write_text(json.dumps({"form": FORM}) + "\n", "utf-8", newline="\n")
