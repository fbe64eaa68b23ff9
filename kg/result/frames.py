"""Tables of a build for pandas and Polars, which are optional: dates are dates, numbers stay numbers."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from kg.errors import ConfigError
from kg.schema import TABLES, Column, Type
from kg.schema.kept import KEPT_TABLES
from kg.store.engine import Engine
from kg.store.queries import QUERIES, cleaned

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

_IN_ORDER = {*KEPT_TABLES, "mentions"}
"""Tables that are kept in the order of their files."""
_CELLS: dict[Type, str] = {
    "date": "CASE WHEN regexp_full_match({name}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}') "
    "THEN TRY_CAST({name} AS DATE) END AS {name}",
    "spans": '[[each.start, each."end"] FOR each IN coalesce({name}, [])] AS {name}',
    "passages": "coalesce({name}, []) AS {name}",
}


def to_pandas(engine: Engine, table: str) -> "pd.DataFrame":
    """Return a table as a pandas DataFrame; ConfigError where pandas is not installed.

    Texts are of type string, days datetime64, whole numbers that may be missing Int64; lists are lists. A
    date that may be a month or a year is a string: 2018-12-08, 2018-12, 2018.
    """
    pandas = _load("pandas")
    found = _arrow(engine, table)
    columns = {
        column.name: pandas.Series(_cells(found[column.name], column), dtype=_kind(column))
        for column in TABLES[table].columns
    }
    frame: pd.DataFrame = pandas.DataFrame(columns)
    return frame


def to_polars(engine: Engine, table: str) -> "pl.DataFrame":
    """Return a table as a Polars DataFrame; ConfigError where Polars is not installed.

    Days are of type Date, dates that may be a month or a year texts; passages are lists of structs of page,
    start and end.
    """
    frame: pl.DataFrame = _load("polars").from_arrow(_arrow(engine, table))
    return frame


def _arrow(engine: Engine, table: str) -> pa.Table:
    """Return a table in the order of its file, dates as dates."""
    columns = TABLES[table].columns
    cells = (
        _CELLS[column.type].format(name=f'"{column.name}"') if column.type in _CELLS else cleaned(column)
        for column in columns
    )
    query = QUERIES[table]
    order = "" if table in _IN_ORDER else f" ORDER BY {query.order}"
    return engine.arrow(f"SELECT {', '.join(cells)} FROM ({query.select}) AS found{order}")


def _kind(column: Column) -> str:
    kinds: dict[Type, str] = {
        "text": "string",
        "period": "string",
        "integer": "Int64" if column.nullable else "int64",
        "real": "float64",
        "date": "datetime64[s]",
    }
    return kinds.get(column.type, "object")


def _cells(values: pa.ChunkedArray, column: Column) -> Any:
    """Return the cells of a column as pandas takes them."""
    if column.type == "date":
        return values.cast(pa.timestamp("s")).to_numpy()
    if column.type == "integer" and column.nullable:
        return values.to_pandas(integer_object_nulls=True)
    return values.to_numpy(zero_copy_only=False) if column.type in ("integer", "real") else values.to_pylist()


def _load(package: str) -> ModuleType:
    try:
        return import_module(package)
    except ImportError:
        template = "tables of {package} need the package {package}: pip install {package}"
        raise ConfigError(template, package=package) from None
