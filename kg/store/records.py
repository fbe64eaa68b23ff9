"""Records of `kg.schema` as rows of JSON and back."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from kg.model import Evidence
from kg.schema import LISTS, TABLES, Column, Record, Row, Type, columns_of

_Kind = TypeVar("_Kind", bound=Record)


def to_row(record: Record) -> Row:
    """Return a record as an object of JSON, its keys in the order of the columns.

    What is not known is null, or left out where the column says so.

    >>> from kg.model import Judgement
    >>> to_row(Judgement("青城", "呼和浩特市", "positive", "another name", 1.0))["b"]
    '呼和浩特市'
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

    >>> from kg.schema import PageRecord
    >>> row = {"page": "a.txt", "encoding": "utf-8", "chars": 3, "sha256": "", "of a later version": 1}
    >>> make_record(PageRecord, row).chars
    3
    """
    values = {name: value if read is None else read(value) for name, value, read in _known(kind, row)}
    return kind(**values)


def path_of(out: Path, table: str) -> Path:
    """Return where a build keeps a table.

    >>> path_of(Path("output"), "edges").as_posix()
    'output/edges.jsonl'
    """
    return out / f"{TABLES[table].name}.jsonl"


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
