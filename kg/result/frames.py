"""Records as tables of pandas and Polars, which are optional: dates are dates, numbers stay numbers."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal, get_args

from kg.errors import ConfigError
from kg.export.tables import is_date
from kg.model import Evidence
from kg.result.records import Record
from kg.text import Span

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Column = Literal["text", "integer", "optional integer", "real", "date", "texts", "spans", "passages"]
DATES = frozenset(
    {"date", "first_date", "last_date", "first_seen", "last_seen", "former_since", "started", "ended"}
)


def columns_of(kind: type[Record]) -> dict[str, Column]:
    """Return the columns of the table of one kind of record, with their types, in their order.

    >>> from kg.model import Sentence
    >>> columns_of(Sentence)["start"], columns_of(Sentence)["date"]
    ('integer', 'date')
    """
    return {field.name: _column(field.name, field.type) for field in fields(kind)}


def _column(name: str, type_: Any) -> Column:
    if name in DATES:
        return "date"
    if type_ is int:
        return "integer"
    within = get_args(type_)
    if int in within:
        return "optional integer"
    if type_ is float or float in within:
        return "real"
    lists: dict[Any, Column] = {Evidence: "passages", Span: "spans"}
    return lists.get(within[0], "texts") if Ellipsis in within else "text"


def to_pandas(kind: type[Record], records: Sequence[Record]) -> "pd.DataFrame":
    """Return records as a pandas DataFrame; ConfigError where pandas is not installed.

    Texts are of type string, dates datetime64, whole numbers that may be missing Int64; lists are tuples.
    A date that is no day (2018) is missing.
    """
    pandas = _load("pandas")
    kinds: dict[Column, str] = {
        "text": "string",
        "integer": "int64",
        "optional integer": "Int64",
        "real": "float64",
        "date": "datetime64[s]",
    }
    columns = {
        name: pandas.Series(_values(records, name, type_), dtype=kinds.get(type_, "object"))
        for name, type_ in columns_of(kind).items()
    }
    frame: pd.DataFrame = pandas.DataFrame(columns)
    return frame


def to_polars(kind: type[Record], records: Sequence[Record]) -> "pl.DataFrame":
    """Return records as a Polars DataFrame; ConfigError where Polars is not installed.

    Dates are of type Date; passages are lists of structs of page, start and end. A date that is no day
    (2018) is missing.
    """
    polars = _load("polars")
    whole, text = polars.Int64, polars.String
    kinds: dict[Column, Any] = {
        "text": text,
        "integer": whole,
        "optional integer": whole,
        "real": polars.Float64,
        "date": polars.Date,
        "texts": polars.List(text),
        "spans": polars.List(polars.List(whole)),
        "passages": polars.List(polars.Struct({"page": text, "start": whole, "end": whole})),
    }
    columns = columns_of(kind)
    series = [
        polars.Series(name, _values(records, name, type_), dtype=kinds[type_])
        for name, type_ in columns.items()
    ]
    frame: pl.DataFrame = polars.DataFrame(series)
    return frame


def _values(records: Sequence[Record], name: str, type_: Column) -> list[Any]:
    """Return the values of one column."""
    values = [getattr(record, name) for record in records]
    convert = _CONVERT.get(type_)
    return [convert(value) for value in values] if convert else values


def _day(value: str | None) -> date | None:
    """Return a text as a day, None where it is none: 2018, or 2018-02-30."""
    try:
        return date.fromisoformat(value) if value and is_date(value) else None
    except ValueError:
        return None


def _passages(value: Sequence[Evidence]) -> list[dict[str, object]]:
    return [passage._asdict() for passage in value]


_CONVERT: dict[Column, Callable[[Any], Any]] = {
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
