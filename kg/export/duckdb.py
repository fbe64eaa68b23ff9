"""One DuckDB file with all tables."""

from pathlib import Path

from kg.export.flat import PLAIN_TABLES
from kg.export.parquet import arrow_table
from kg.export.tables import GraphTables

TYPES = {"text": "VARCHAR", "integer": "BIGINT", "real": "DOUBLE", "date": "DATE"}


def write_duckdb(tables: GraphTables, path: Path) -> None:
    """Write the tables of kg.export.flat into a DuckDB database; needs duckdb and pyarrow.

    Dates are DATE. Texts are kept as they are. The bytes of the file differ from run to run, its rows do not.
    """
    import duckdb  # noqa: PLC0415  (optional: kg[exports])

    with duckdb.connect(str(path)) as database:
        for name, columns in PLAIN_TABLES.items():
            typed = ", ".join(f'"{column.name}" {TYPES[column.type]}' for column in columns)
            database.execute(f'CREATE TABLE "{name}" ({typed})')
            database.register("rows_to_add", arrow_table(tables, name))
            database.execute(f'INSERT INTO "{name}" SELECT * FROM rows_to_add')
            database.unregister("rows_to_add")
