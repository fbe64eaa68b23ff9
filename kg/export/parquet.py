"""Parquet files of all tables, for pandas, Polars, DuckDB, Spark and R."""

from datetime import date
from pathlib import Path
from typing import Any

from kg.export.flat import PLAIN_TABLES, records
from kg.export.tables import GraphTables


def write_parquet(tables: GraphTables, path: Path) -> None:
    """Write a file NAME.parquet for each table of kg.export.flat into a folder; needs pyarrow.

    Text is string, whole numbers int64, others double, dates date32; what is not known is null. Texts
    are kept as they are.
    """
    from pyarrow.parquet import write_table  # noqa: PLC0415  (optional: kg[exports])

    for name in PLAIN_TABLES:
        write_table(arrow_table(tables, name), path / f"{name}.parquet", compression="zstd")


def arrow_table(tables: GraphTables, name: str) -> Any:
    """Return one table of kg.export.flat as a pyarrow.Table; needs pyarrow."""
    import pyarrow  # noqa: PLC0415  (optional: kg[exports])

    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "real": pyarrow.float64(),
        "date": pyarrow.date32(),
    }
    columns = PLAIN_TABLES[name]
    values: list[list[Any]] = [[] for _ in columns]
    for record in records(tables, name):
        for value, cells in zip(record, values, strict=True):
            cells.append(value)
    for column, cells in zip(columns, values, strict=True):
        if column.type == "date":
            cells[:] = [date.fromisoformat(day) if day else None for day in cells]
    schema = pyarrow.schema([(column.name, types[column.type]) for column in columns])
    return pyarrow.table(dict(zip(schema.names, values, strict=True)), schema=schema)
