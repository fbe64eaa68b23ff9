"""Rows as Arrow tables, and Parquet files of them, typed as `kg.schema` says."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from kg.schema import Column, RowCells, Type, columns_of
from kg.text import without_halves

_ROWS = 10_000  # of a table at once
_SPAN = pa.struct([("start", pa.int64()), ("end", pa.int64())])
_PASSAGE = pa.struct([("page", pa.string()), ("start", pa.int64()), ("end", pa.int64())])
TYPES: dict[Type, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "real": pa.float64(),
    "date": pa.string(),  # YYYY-MM-DD
    "period": pa.string(),  # or YYYY-MM, or YYYY
    "texts": pa.list_(pa.string()),
    "spans": pa.list_(_SPAN),
    "passages": pa.list_(_PASSAGE),
}


def schema_of(record: type[Any]) -> pa.Schema:
    """Return the columns of a kind of record as an Arrow schema."""
    kind: Any = record  # any class can be a key
    return _schema_of(kind)


@cache
def _schema_of(record: type[Any]) -> pa.Schema:
    return pa.schema([pa.field(column.name, TYPES[column.type]) for column in columns_of(record)])


def table_of(record: type[Any], rows: Sequence[RowCells]) -> pa.Table:
    """Return rows, their cells in the order of the columns, as a table.

    A lone surrogate, which UTF-8 can't hold, becomes U+FFFD.
    """
    columns, schema = columns_of(record), schema_of(record)
    cells: Iterable[RowCells] = zip(*rows, strict=True) if rows else [()] * len(columns)
    arrays = [
        _array(column, values, schema.field(column.name).type)
        for column, values in zip(columns, cells, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def tables_of(record: type[Any], rows: Iterable[RowCells]) -> Iterator[pa.Table]:
    """Yield rows as tables of some thousands each."""
    known = iter(rows)
    while some := list(islice(known, _ROWS)):
        yield table_of(record, some)


def write_rows(record: type[Any], rows: Iterable[RowCells], path: Path) -> None:
    """Write rows to a Parquet file as they come."""
    with parquet.ParquetWriter(path, schema_of(record), compression="zstd") as writer:
        for table in tables_of(record, rows):
            writer.write_table(table)


def write_parquet(table: pa.Table, path: Path) -> None:
    """Write a table to a Parquet file, each page of it with a checksum."""
    parquet.write_table(table, path, compression="zstd", write_page_checksum=True)


def _array(column: Column, values: RowCells, kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, type=kind)
    except UnicodeEncodeError:
        return pa.array([_encodable(value) for value in values], type=kind)


def _encodable(value: Any) -> Any:
    """Return a cell with its lone surrogates replaced."""
    if isinstance(value, str):
        return without_halves(value)
    return tuple(map(_encodable, value)) if isinstance(value, tuple | list) else value
