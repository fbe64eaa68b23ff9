"""The engine over the tables of a store: DuckDB, within a bound of memory beyond which it spills to disk.

Queries are named steps of SQL; those of the stages of the whole corpus run on other engines too
(`kg.store.steps`).
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import duckdb
import pyarrow as pa
from pyarrow import parquet

from kg.errors import cause_of
from kg.store.arrow import schema_of, write_rows
from kg.store.steps import Folded, Mapped
from kg.text import without_halves

MEMORY_MB = 400  # that the engine may use before it spills
FAULTS = (duckdb.Error, pa.ArrowException)  # of files that can't be read
NO_ROOM = (duckdb.IOException, duckdb.OutOfMemoryException)
"""What is raised where a file can't be written, or what is held finds room neither in memory nor on disk."""
GROUP = 122_880  # rows of a Parquet file that are written together
_ROWS = 10_000  # fetched at once
_SCRATCH = ".engine"
_INTERRUPTED = "Query interrupted"  # what DuckDB says then
_MAPPED = 100_000  # rows given to a function at once
_FUNCTIONS = (
    "passage(page, start, finish) AS {'page': page, 'start': start, 'end': finish}",
    'no_passages() AS CAST([] AS STRUCT(page VARCHAR, start BIGINT, "end" BIGINT)[])',
)


class Engine:
    """Tables by name, and SQL over them."""

    def __init__(self, scratch: Path, memory_mb: int = MEMORY_MB, *, in_order: bool = False) -> None:
        """Open an engine that spills, and keeps its steps, in a folder that exists.

        `in_order`: rows keep the order of a table that is kept, without being sorted by it again.
        """
        self._scratch = scratch
        self._database = duckdb.connect(":memory:")
        settings = {
            "memory_limit": f"{memory_mb}MB",
            "temp_directory": str(scratch / "spill"),
            "preserve_insertion_order": str(in_order).lower(),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "enable_progress_bar": "false",
            "python_enable_replacements": "false",
        }
        for name, value in settings.items():
            self._database.execute(f"SET {name} = {literal(value)}")
        for function in _FUNCTIONS:
            self._database.execute(f"CREATE MACRO {function}")

    def open_files(self, name: str, files: Sequence[Path], record: type[Any] | None = None) -> None:
        """Give Parquet files of one schema the name of a table; without any, an empty table of a record."""
        if files:
            listed = ", ".join(literal(str(path)) for path in files)
            self._database.execute(f'CREATE OR REPLACE VIEW "{name}" AS FROM read_parquet([{listed}])')
        elif record is not None:
            self.add_table(name, schema_of(record).empty_table())

    def open_numbered(self, name: str, files: Sequence[Path]) -> None:
        """Give Parquet files the name of a table whose column `row` numbers the rows of a file.

        Asked for by their numbers, rows are read alone.
        """
        listed = ", ".join(literal(str(path)) for path in files)
        source = f"read_parquet([{listed}], file_row_number = true)"
        query = f"SELECT * RENAME (file_row_number AS row) FROM {source}"
        self._database.execute(f'CREATE OR REPLACE VIEW "{name}" AS {query}')

    def add_schema(self, name: str) -> None:
        """Add a name under which views may have the names of other tables."""
        self._database.execute(f'CREATE SCHEMA IF NOT EXISTS "{name}"')

    def add_table(self, name: str, table: pa.Table) -> None:
        """Give an Arrow table a name."""
        self._database.register("_given", table)
        self._database.execute(f'CREATE OR REPLACE TABLE "{name}" AS FROM _given')
        self._database.unregister("_given")

    def add_columns(
        self, name: str, columns: Mapping[str, Sequence[str] | Sequence[int] | Sequence[float]]
    ) -> None:
        """Give columns of one length the name of a table; unlike `add_table`, pandas is never loaded."""
        taken = ", ".join(f'unnest(${number}) AS "{column}"' for number, column in enumerate(columns, 1))
        cells = [list(values) for values in columns.values()]
        self._database.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT {taken}', cells)

    def view(self, name: str, query: str, *, schema: str = "main") -> None:
        """Give a query the name of a table; it is run whenever the table is asked for."""
        self._database.execute(f'CREATE OR REPLACE VIEW "{schema}"."{name}" AS {query}')

    def keep(self, name: str, query: str, path: Path | None = None) -> None:
        """Run a query once, keep its rows in a Parquet file, and give them the name of a table.

        Without a path the file is removed with the scratch folder.
        """
        path = path or self._scratch / f"{name}.parquet"
        self.write_parquet(query, path)
        self.open_files(name, [path])

    def write_parquet(self, query: str, path: Path, group: int = GROUP) -> None:
        """Run a query and write its rows to a Parquet file, so many in a group that is read as a whole."""
        how = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {group}"
        self._database.execute(f"COPY ({query}) TO {literal(str(path))} ({how})")

    def write_lines(self, query: str, path: Path) -> int:
        """Write the rows of a query of one column, texts without control characters, as lines; count them."""
        raw = "FORMAT csv, HEADER false, DELIMITER '\x01', QUOTE '', ESCAPE ''"
        with self._database.cursor() as cursor:
            row = cursor.execute(f"COPY ({query}) TO {literal(str(path))} ({raw})").fetchone()
        return int(row[0]) if row else 0

    @contextmanager
    def new_database(self, path: Path) -> Iterator[Callable[[str, Mapping[str, str], str], None]]:
        """Write a database file; yield what adds a table to it: by name, types of its columns, and query."""
        self._database.execute(f"ATTACH {literal(str(path))} AS new_database")
        try:
            yield self._add_to_new
        finally:
            self._database.execute("DETACH new_database")

    def _add_to_new(self, name: str, types: Mapping[str, str], query: str) -> None:
        typed = ", ".join(f'"{column}" {kind}' for column, kind in types.items())
        self._database.execute(f'CREATE TABLE new_database."{name}" ({typed})')
        self._database.execute(f'INSERT INTO new_database."{name}" {query}')

    def map(
        self,
        name: str,
        query: str,
        function: Mapped,
    ) -> None:
        """Run a query, have a function make other rows of its rows, part by part, and keep these."""
        path = self._scratch / f"{name}.parquet"
        with self._database.cursor() as cursor:
            reader = cursor.sql(query).to_arrow_reader(_MAPPED)
            empty = function(pa.RecordBatch.from_pylist([], schema=reader.schema))
            with parquet.ParquetWriter(path, empty.schema, compression="zstd") as writer:
                for batch in reader:
                    writer.write_batch(function(batch))
        self.open_files(name, [path])

    def fold(
        self,
        name: str,
        record: type[Any],
        query: str,
        by: Sequence[str],
        order: Sequence[str],
        function: Folded,
    ) -> None:
        """Keep the rows of a record that a function makes of a query's rows, sorted by `by` and `order`."""
        ordered = f"SELECT * FROM ({query}) AS found ORDER BY {', '.join([*by, *order])}"
        self.keep_rows(name, record, function(self.rows(ordered)))

    def keep_rows(
        self, name: str, record: type[Any], rows: Iterable[Sequence[Any]], path: Path | None = None
    ) -> None:
        """Keep rows, their cells in the order of a record's columns, as `keep` does."""
        path = path or self._scratch / f"{name}.parquet"
        write_rows(record, rows, path)
        self.open_files(name, [path])

    def lookup(self, table: str, key: str, column: str, keys: Sequence[str]) -> dict[str, Any]:
        """Return a column of a table by its key, for some keys."""
        query = f'SELECT "{key}", "{column}" FROM "{table}" WHERE "{key}" IN ({literals(keys)})'
        return dict(self.rows(query))

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query, some thousands of them in memory at a time."""
        for batch in self.batches(query):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)

    def batches(self, query: str) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a query as Arrow batches."""
        with self._database.cursor() as cursor:
            yield from cursor.sql(query).to_arrow_reader(_ROWS)

    def records(self, query: str) -> list[dict[str, Any]]:
        """Return the few rows of a query, each by the names of its columns."""
        return [row for batch in self.batches(query) for row in batch.to_pylist()]

    def arrow(self, query: str) -> pa.Table:
        """Return the rows of a query as a table."""
        with self._database.cursor() as cursor:
            return cursor.sql(query).to_arrow_table()

    def value(self, query: str) -> Any:
        """Return the first cell of a query's first row, None where it has none."""
        row = self._database.execute(query).fetchone()
        return row[0] if row else None

    def __enter__(self) -> Self:
        """Return the engine; it is closed afterwards."""
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Close the engine; Ctrl-C within a query, which DuckDB tells as an error, is KeyboardInterrupt."""
        self.close()
        if isinstance(error, RuntimeError) and str(error) == _INTERRUPTED:
            raise KeyboardInterrupt from error

    def close(self) -> None:
        """Let go of the tables."""
        self._database.close()


@contextmanager
def open_engine(folder: Path) -> Iterator[Engine]:
    """Yield an engine that spills into a hidden folder inside `folder`, which is gone afterwards.

    Raises OSError where it can't write, or finds no room for what it holds.
    """
    scratch = folder / _SCRATCH
    scratch.mkdir()
    try:
        with Engine(scratch) as engine:
            yield engine
    except NO_ROOM as error:
        raise as_disk_error(error) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def as_disk_error(error: duckdb.Error) -> OSError:
    """Return what an engine says of a disk that is full or fails as the OSError that it is.

    What finds no room in memory spills to disk, so memory is short where the disk is full.
    """
    if isinstance(error, duckdb.OutOfMemoryException):
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return OSError(errno.EIO, cause_of(error))


def literal(text: str) -> str:
    """Return a text as a literal of SQL; halves of characters, which no table holds, become U+FFFD.

    >>> literal("O'Neill")
    "'O''Neill'"
    """
    return "'" + without_halves(text).replace("'", "''") + "'"


def literals(values: Iterable[str]) -> str:
    """Return texts as a list of SQL literals, for IN (…)."""
    return ", ".join(map(literal, values)) or "NULL"
