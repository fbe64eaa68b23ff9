"""Records as tables of pandas and Polars, which are optional: dates are dates, numbers stay numbers."""

from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from kg.errors import ConfigError
from kg.model import Evidence
from kg.schema import Column, Record, Type
from kg.store.tables import is_date

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


def to_pandas(records: Sequence[Record], columns: Sequence[Column]) -> "pd.DataFrame":
    """Return records as a pandas DataFrame; ConfigError where pandas is not installed.

    Texts are of type string, dates datetime64, whole numbers that may be missing Int64; lists are tuples.
    A date that is no day (2018) is missing.
    """
    pandas = _load("pandas")
    kinds: dict[Type, str] = {
        "text": "string",
        "integer": "int64",
        "real": "float64",
        "date": "datetime64[s]",
    }

    def kind(column: Column) -> str:
        return "Int64" if column.type == "integer" and column.nullable else kinds.get(column.type, "object")

    frame: pd.DataFrame = pandas.DataFrame(
        {
            column.name: pandas.Series(_values(records, column), dtype=kind(column), name=column.name)
            for column in columns
        }
    )
    return frame


def to_polars(records: Sequence[Record], columns: Sequence[Column]) -> "pl.DataFrame":
    """Return records as a Polars DataFrame; ConfigError where Polars is not installed.

    Dates are of type Date; passages are lists of structs of page, start and end. A date that is no day
    (2018) is missing.
    """
    polars = _load("polars")
    whole, text = polars.Int64, polars.String
    kinds: dict[Type, Any] = {
        "text": text,
        "integer": whole,
        "real": polars.Float64,
        "date": polars.Date,
        "texts": polars.List(text),
        "spans": polars.List(polars.List(whole)),
        "passages": polars.List(polars.Struct({"page": text, "start": whole, "end": whole})),
    }
    series = [
        polars.Series(column.name, _values(records, column), dtype=kinds[column.type]) for column in columns
    ]
    frame: pl.DataFrame = polars.DataFrame(series)
    return frame


def _values(records: Sequence[Record], column: Column) -> list[Any]:
    """Return the values of one column."""
    values = [getattr(record, column.name) for record in records]
    convert = _CONVERT.get(column.type)
    return [convert(value) for value in values] if convert else values


def _day(value: str | None) -> date | None:
    """Return a text as a day, None where it is none: 2018, or 2018-02-30."""
    try:
        return date.fromisoformat(value) if value and is_date(value) else None
    except ValueError:
        return None


def _passages(value: Sequence[Evidence]) -> list[dict[str, object]]:
    return [passage._asdict() for passage in value]


_CONVERT: dict[Type, Callable[[Any], Any]] = {
    "date": _day,
    "spans": lambda value: [list(span) for span in value],
    "texts": list,
    "passages": _passages,
}


def _load(package: str) -> ModuleType:
    try:
        return import_module(package)
    except ImportError:
        template = "tables of {package} need the package {package}: pip install {package}"
        raise ConfigError(template, package=package) from None
