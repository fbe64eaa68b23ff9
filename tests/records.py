"""Records of `kg.schema` as rows of JSON and back, for tests to compare with what the product writes."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from kg.model import Evidence
from kg.schema import LISTS, TABLES, Column, Record, Row, Type, columns_of
from kg.store.arrow import table_of
from kg.store.engine import Engine
from kg.store.lines import write_lines
from kg.store.queries import Selecting, rows_in

_Kind = TypeVar("_Kind", bound=Record)


def to_row(record: Record) -> Row:
    """Return a record as an object of JSON, its keys in the order of the columns.

    What is not known is null, or left out where the column says so.
    """
    row: Row = {}
    kind: Any = type(record)  # any class can be a key
    for name, left_out, is_list in _writers(kind):
        value = getattr(record, name)
        if not left_out or (value is not None and value != ()):
            row[name] = _listed(value) if is_list else value
    return row


def make_record(kind: type[_Kind], row: Row) -> _Kind:
    """Return an object of JSON as a record; ValueError or TypeError where it can't be one.

    Fields that a build of an earlier version lacks have their defaults; those of a later one are passed over.
    """
    values = {name: value if read is None else read(value) for name, value, read in _known(kind, row)}
    return kind(**values)


def written(engine: Engine, table: str, *records: Record) -> list[str]:
    """Return the lines that a build writes for some records of a table."""
    columns = TABLES[table].columns
    cells = [tuple(getattr(record, column.name) for column in columns) for record in records]
    engine.add_table("drawn", table_of(TABLES[table].record, cells))
    return lines_of(engine, table, rows_in("drawn", "ALL"))


def lines_of(engine: Engine, table: str, query: Selecting) -> list[str]:
    """Return the lines that a build writes for what a query finds."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "lines.jsonl"
        write_lines(engine, table, query, path)
        text = path.read_bytes().decode("utf-8")
    assert text.endswith("\n") or not text
    return text.split("\n")[:-1]


def _listed(values: Sequence[Any]) -> list[Any]:
    """Return a list of JSON; spans and passages are lists too."""
    return [list(value) if isinstance(value, tuple) else value for value in values]


def _known(kind: type[Any], row: Row) -> Iterator[tuple[str, Any, Callable[[Any], Any] | None]]:
    key: Any = kind  # any class can be a key
    return ((name, row[name], read) for name, read in _readers(key) if name in row)


@cache
def _writers(kind: type[Any]) -> tuple[tuple[str, bool, bool], ...]:
    """Return the fields of a kind of record, with whether each may be left out and is a list."""
    return tuple((column.name, column.left_out, column.type in LISTS) for column in columns_of(kind))


@cache
def _readers(kind: type[Any]) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    """Return the fields of a kind of record, each with what reads its values; None: they stay as they are."""
    return tuple((column.name, _reader(column)) for column in columns_of(kind))


def _reader(column: Column) -> Callable[[Any], Any] | None:
    if column.type == "real" and column.nullable:
        return lambda value: None if value is None else float(value)
    return _READERS.get(column.type)


_READERS: dict[Type, Callable[[Any], Any]] = {
    "real": float,
    "texts": tuple,
    "spans": lambda value: tuple((start, end) for start, end in value),
    "passages": lambda value: tuple(Evidence(*passage) for passage in value),
}
