"""One DuckDB file with all tables."""

from pathlib import Path

from kg.export.flat import PLAIN_TABLES
from kg.export.parquet import typed_query
from kg.export.tables import GraphTables

TYPES = {"text": "VARCHAR", "integer": "BIGINT", "real": "DOUBLE", "date": "DATE", "period": "VARCHAR"}


def write_duckdb(tables: GraphTables, path: Path) -> None:
    """Write the tables of kg.export.flat into a DuckDB database.

    Dates are DATE. The bytes of the file differ from run to run, its rows do not.
    """
    with tables.asked.new_database(path) as add_table:
        for name, columns in PLAIN_TABLES.items():
            add_table(name, {column.name: TYPES[column.type] for column in columns}, typed_query(name))
