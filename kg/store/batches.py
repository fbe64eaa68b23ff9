"""The readings of an output folder: batches of pages, each a folder of Parquet files.

A batch is written once and never changed: into a hidden folder that is renamed when it is whole, so that a
build which is killed loses the pages of one batch at most. A page that changed, or is no longer asked for,
leaves its batch when the batch is written anew without it. Batches that no finished build uses any more are
removed when the build that does without them is complete.
"""

import re
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
from pyarrow import compute, parquet

from kg.errors import Phrase
from kg.reading.rows import PageRows
from kg.schema.readings import READ_TABLES
from kg.store.arrow import schema_of, table_of, write_parquet

FOLDER = "readings"
MOST_PAGES = 1_000  # of a batch
MOST_CHARACTERS = 2_000_000  # of the pages of a batch, more or less
_NAME = re.compile(r"\d{6,}")
_PARTIAL = ".partial"


@dataclass(slots=True)
class _Batch:
    """A batch on disk: how many pages it has, and which of them this build uses."""

    size: int
    used: set[str] = field(default_factory=set)


class Batches:
    """The readings that an output folder has, and those that a build adds to them."""

    def __init__(self, out: Path, warn: Callable[[str], None]) -> None:
        """See what is there; a batch that is damaged is told with `warn` and counts for nothing."""
        self._folder = out / FOLDER
        self._batches: dict[str, _Batch] = {}
        self._known: dict[str, tuple[str, str]] = {}  # page → batch and key
        self._last = 0
        self._rows: PageRows = {}
        self._characters = 0
        for path in sorted(self._folder.glob("*")) if self._folder.is_dir() else ():
            if not _NAME.fullmatch(path.name):
                continue
            self._last = max(self._last, int(path.name))
            pages = _read_pages(path)
            if pages is None:
                warn(Phrase("{path}: damaged; its pages are read again", path=path))
                continue
            self._batches[path.name] = _Batch(len(pages))
            self._known |= {page: (path.name, key) for page, key in pages}

    def use(self, page: str, key: str) -> bool:
        """Take the reading that is kept of a page under a key; False where there is none."""
        batch, known = self._known.get(page, ("", ""))
        if not batch or known != key:
            return False
        self._batches[batch].used.add(page)
        return True

    def add(self, rows: PageRows) -> None:
        """Take the rows of one more page; write the batch when it is full."""
        for name in READ_TABLES:
            self._rows.setdefault(name, []).extend(rows[name])
        self._characters += rows["pages"][0][2]
        if len(self._rows["pages"]) >= MOST_PAGES or self._characters >= MOST_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Write what has come in so far as a batch."""
        if not self._rows:
            return
        tables = {name: table_of(record, self._rows[name]) for name, record in READ_TABLES.items()}
        pages = [row[0] for row in self._rows["pages"]]
        self._rows, self._characters = {}, 0
        self._write(tables, pages)

    def finish(self) -> list[str]:
        """Write what is left, renew batches that are used in part, and return the names of those in use."""
        self.flush()
        for name, batch in sorted(self._batches.items()):
            if batch.used and len(batch.used) < batch.size:
                self._renew(name, batch.used)
        return sorted(name for name, batch in self._batches.items() if len(batch.used) == batch.size)

    def _renew(self, name: str, used: Collection[str]) -> None:
        """Write a batch again without the pages that are not used."""
        tables = {}
        wanted = pa.array(sorted(used), type=pa.string())
        for table, record in READ_TABLES.items():
            whole = parquet.read_table(self._folder / name / f"{table}.parquet", schema=schema_of(record))
            tables[table] = whole.filter(compute.is_in(whole["page"], value_set=wanted))
        self._batches[name].used.clear()
        self._write(tables, sorted(used))

    def _write(self, tables: dict[str, pa.Table], pages: Sequence[str]) -> None:
        self._last += 1
        name = f"{self._last:06}"
        partial = self._folder / (name + _PARTIAL)
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        for table, rows in tables.items():
            write_parquet(rows, partial / f"{table}.parquet")
        partial.rename(self._folder / name)
        self._batches[name] = _Batch(len(pages), set(pages))


def files_of(out: Path, names: Sequence[str], table: str) -> list[Path]:
    """Return the files of a table of the readings in some batches of an output folder."""
    return [out / FOLDER / name / f"{table}.parquet" for name in names]


def sweep(out: Path, names: Collection[str]) -> None:
    """Remove all batches of an output folder but those named."""
    folder = out / FOLDER
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name not in names and _NAME.match(path.name):
            shutil.rmtree(path, ignore_errors=True)


def _read_pages(folder: Path) -> list[tuple[str, str]] | None:
    """Return the pages of a batch with their keys; None where one of its files is missing or damaged."""
    try:
        for table, record in READ_TABLES.items():
            kept = parquet.read_schema(folder / f"{table}.parquet")
            if not kept.equals(schema_of(record)):
                return None
        pages = parquet.read_table(folder / "pages.parquet", columns=["page", "key"])
    except (OSError, pa.ArrowException):
        return None
    return list(_pairs(pages))


def _pairs(pages: pa.Table) -> Iterator[tuple[str, str]]:
    yield from zip(pages["page"].to_pylist(), pages["key"].to_pylist(), strict=True)
