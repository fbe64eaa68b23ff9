"""Parquet files of all tables, for pandas, Polars, DuckDB, Spark and R."""

from pathlib import Path

from kg.export.flat import PLAIN_TABLES, query_of
from kg.export.tables import GraphTables


def write_parquet(tables: GraphTables, path: Path) -> None:
    """Write a file NAME.parquet for each table of kg.export.flat into a folder.

    Text is string, whole numbers int64, others double, dates date32; what is not known is null.
    """
    for name in PLAIN_TABLES:
        tables.asked.write_parquet(typed_query(name), path / f"{name}.parquet")


def typed_query(name: str) -> str:
    """Return the query of one table of kg.export.flat with its dates as dates, not as texts."""
    days = [column.name for column in PLAIN_TABLES[name] if column.type == "date"]
    replaced = ", ".join(f'TRY_CAST("{day}" AS DATE) AS "{day}"' for day in days)
    return f"SELECT * REPLACE ({replaced}) FROM ({query_of(name)}) AS plain" if days else query_of(name)
