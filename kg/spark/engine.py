"""Spark as the engine of the steps (`kg.store.steps`): the same queries, their tables in Parquet files.

Each step that is kept is written by the executors into a folder that all machines share, so that a machine
which is lost takes no step along. What the driver asks for comes to it the same way, file by file, however
much it is; a table that stays is put into one file on the driver.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema
from pyspark.sql.types import StructType

from kg.spark.shared import SharedFolder
from kg.store.arrow import schema_of, tables_of, write_rows
from kg.store.steps import Folded, Mapped

SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.compression.codec": "zstd",
}
_PASSAGE = 'STRUCT<page: STRING, start: BIGINT, "end": BIGINT>'
_FUNCTIONS = (
    f"passage(page STRING, start BIGINT, finish BIGINT) RETURNS {_PASSAGE} "
    "RETURN named_struct('page', page, 'start', start, 'end', finish)",
    f"no_passages() RETURNS ARRAY<{_PASSAGE}> RETURN CAST(array() AS ARRAY<{_PASSAGE}>)",
)
_ROWS = 10_000  # given on at once
_PATTERN = re.compile(r"[*?{}\[\]\\]")  # what Hadoop takes for patterns; told not to, Spark reads files twice


class SparkEngine:
    """Tables by name, and named steps of SQL over them, in a session of Spark."""

    def __init__(self, session: SparkSession, shared: SharedFolder, scratch: Path) -> None:
        """Use a session of its own; steps are kept in a folder that is there, in one that machines share."""
        self._session, self._shared, self._scratch = session, shared, scratch
        self._asked = 0  # queries so far
        for name, value in SETTINGS.items():
            session.conf.set(name, value)
        for function in _FUNCTIONS:
            session.sql(f"CREATE OR REPLACE TEMPORARY FUNCTION {function}")

    def open_files(self, name: str, files: Sequence[Path], record: type[Any] | None = None) -> None:
        """Give Parquet files of one schema the name of a table; without any, an empty table of a record."""
        schema = from_arrow_schema(schema_of(record)) if record is not None else None
        if files:
            self._open(name, schema, files)
        elif schema is not None:
            self._session.createDataFrame([], schema).createOrReplaceTempView(name)

    def view(self, name: str, query: str) -> None:
        """Give a query the name of a table; it is run whenever the table is asked for."""
        self._session.sql(query).createOrReplaceTempView(name)

    def keep(self, name: str, query: str, path: Path | None = None) -> None:
        """Run a query once, and give its rows the name of a table; with a path they stay in that file."""
        self._keep(name, self._session.sql(query), path)

    def keep_rows(
        self, name: str, record: type[Any], rows: Iterable[Sequence[Any]], path: Path | None = None
    ) -> None:
        """Keep rows, their cells in the order of a record's columns, as `keep` does."""
        path = path or self._scratch / f"{name}.parquet"
        write_rows(record, rows, path)
        self._shared.send(path)
        self.open_files(name, [path], record)

    def map(self, name: str, query: str, function: Mapped) -> None:
        """Run a query, have a function make other rows of its rows, part by part, and keep these."""
        frame = self._session.sql(query)
        empty = function(pa.RecordBatch.from_pylist([], schema=to_arrow_schema(frame.schema)))
        self._keep(name, frame.mapInArrow(partial(_map, function=function), from_arrow_schema(empty.schema)))

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
        together, ordered = ", ".join(by), ", ".join([*by, *order])
        dealt = f"SELECT * FROM ({query}) AS found DISTRIBUTE BY {together} SORT BY {ordered}"
        folded = partial(_fold, function=function, record=record)
        self._keep(name, self._session.sql(dealt).mapInArrow(folded, from_arrow_schema(schema_of(record))))

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query, some thousands of them in memory at a time."""
        self._asked += 1
        folder = self._scratch / f"asked-{self._asked}"
        frame = self._session.sql(query)
        self._write(frame.toDF(*map(str, range(len(frame.columns)))), folder)  # names that are their own
        for batch in self._batches(folder):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
        self._shared.remove(folder)

    def value(self, query: str) -> Any:
        """Return the first cell of a query's first row, None where it has none."""
        row = self._session.sql(query).first()
        return row[0] if row else None

    def lookup(self, table: str, key: str, column: str, keys: Sequence[str]) -> dict[str, Any]:
        """Return a column of a table by its key, for some keys."""
        self._session.createDataFrame(pa.table({key: pa.array(keys, pa.string())})).createOrReplaceTempView(
            "sought"
        )
        return dict(self.rows(f'SELECT "{key}", "{column}" FROM "{table}" JOIN sought USING ("{key}")'))

    def _keep(self, name: str, frame: DataFrame, path: Path | None = None) -> None:
        folder = self._scratch / name
        self._write(frame, folder)
        if path:
            self._join(folder, path)
            self._shared.remove(folder)
        self._open(name, frame.schema, [path or folder])

    def _open(self, name: str, schema: StructType | None, files: Sequence[Path]) -> None:
        """Give files the name of a table; where their schema is not known, Spark looks into one."""
        reader = self._session.read
        if schema is not None:
            reader = reader.schema(schema)
        names = (_PATTERN.sub(r"\\\g<0>", self._shared.name(file)) for file in files)
        reader.parquet(*names).createOrReplaceTempView(name)

    def _write(self, frame: DataFrame, folder: Path) -> None:
        """Write a frame as Parquet files into a folder, in its order by their names."""
        frame.write.parquet(self._shared.name(folder), mode="overwrite")

    def _parts(self, folder: Path) -> list[Path]:
        return [path for path in self._shared.files(folder) if path.match("part-*.parquet")]

    def _batches(self, folder: Path) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a folder that `_write` wrote, in their order."""
        for part in self._parts(folder):
            with self._shared.open(part) as opened, parquet.ParquetFile(opened) as file:
                yield from file.iter_batches(_ROWS)

    def _join(self, folder: Path, path: Path) -> None:
        """Put the rows of a folder that `_write` wrote into one file, in their order."""
        with self._shared.open(self._parts(folder)[0]) as opened:
            schema = parquet.read_schema(opened).remove_metadata()
        with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
            for batch in self._batches(folder):
                writer.write_batch(batch)
        self._shared.send(path)


def _map(batches: Iterable[pa.RecordBatch], function: Mapped) -> Iterator[pa.RecordBatch]:
    return map(function, batches)


def _fold(batches: Iterable[pa.RecordBatch], function: Folded, record: type[Any]) -> Iterator[pa.RecordBatch]:
    rows = (
        row
        for batch in batches
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True)
    )
    for table in tables_of(record, function(rows)):
        yield from table.to_batches()
