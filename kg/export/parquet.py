"""Parquet files of all tables, for pandas, Polars, DuckDB, Spark and R."""

from datetime import date
from pathlib import Path
from typing import Any

from kg.export.flat import SCHEMA, records
from kg.export.tables import Tables


def write_parquet(tables: Tables, path: Path) -> None:
    """Write a file NAME.parquet for each table of kg.export.flat into a folder; needs pyarrow.

    Text is string, whole numbers int64, others double, dates date32; what is not known is null. Texts
    are kept as they are.
    """
    from pyarrow.parquet import write_table  # noqa: PLC0415  (optional: kg[exports])

    for name in SCHEMA:
        write_table(arrow_table(tables, name), path / f"{name}.parquet", compression="zstd")


def arrow_table(tables: Tables, name: str) -> Any:
    """Return one table of kg.export.flat as a pyarrow.Table; needs pyarrow."""
    import pyarrow  # noqa: PLC0415  (optional: kg[exports])

    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "real": pyarrow.float64(),
        "date": pyarrow.date32(),
    }
    columns = SCHEMA[name]
    values: list[list[Any]] = [[] for _ in columns]
    for record in records(tables, name):
        for value, column in zip(record, values, strict=True):
            column.append(value)
    for column, type_ in zip(values, columns.values(), strict=True):
        if type_ == "date":
            column[:] = [date.fromisoformat(day) if day else None for day in column]
    schema = pyarrow.schema([(column, types[type_]) for column, type_ in columns.items()])
    return pyarrow.table(dict(zip(columns, values, strict=True)), schema=schema)
