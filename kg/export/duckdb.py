"""One DuckDB file with all tables."""

from pathlib import Path

from kg.export.flat import SCHEMA, TENURES
from kg.export.parquet import arrow_table
from kg.export.tables import Tables

TYPES = {"text": "VARCHAR", "integer": "BIGINT", "real": "DOUBLE", "date": "DATE"}


def write_duckdb(tables: Tables, path: Path) -> None:
    """Write the tables of kg.export.flat into a DuckDB database; needs duckdb and pyarrow.

    Dates are DATE. The view `tenures` tells who held what where. Texts are kept as they are. The bytes
    of the file differ from run to run, its rows do not.
    """
    import duckdb  # noqa: PLC0415  (optional: kg[exports])

    with duckdb.connect(str(path)) as database:
        for name, columns in SCHEMA.items():
            typed = ", ".join(f'"{column}" {TYPES[type_]}' for column, type_ in columns.items())
            database.execute(f'CREATE TABLE "{name}" ({typed})')
            database.register("rows_to_add", arrow_table(tables, name))
            database.execute(f'INSERT INTO "{name}" SELECT * FROM rows_to_add')
            database.unregister("rows_to_add")
        database.execute(f"CREATE VIEW tenures AS {TENURES}")
