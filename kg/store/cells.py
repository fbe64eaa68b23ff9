"""Columns of Arrow tables as lists of values; equal texts and passages are one value and take little room."""

from itertools import pairwise
from typing import Any

import pyarrow as pa

from kg.model import Evidence
from kg.schema import Type


class CellReader:
    """Reads the columns of one table, batch by batch."""

    def __init__(self) -> None:
        """Begin with no passage seen."""
        self._passages: dict[Evidence, Evidence] = {}

    def read(self, kind: Type, column: pa.Array) -> list[Any]:
        """Return the values of a column; an empty tuple for a list that is null."""
        if kind in ("text", "date", "period"):
            return _texts(column)
        if kind == "passages":
            known, pages = self._passages, _texts(column.values.field("page"))
            passages = map(Evidence, pages, *_bounds(column.values))
            return _lists(column, [known.setdefault(passage, passage) for passage in passages])
        if kind == "spans":
            return _lists(column, list(zip(*_bounds(column.values), strict=True)))
        return _lists(column, _texts(column.values)) if kind == "texts" else _numbers(column)


def _texts(column: pa.Array) -> list[Any]:
    encoded = column.dictionary_encode()
    values = encoded.dictionary.to_pylist()
    return [None if at is None else values[at] for at in encoded.indices.to_pylist()]


def _numbers(column: pa.Array) -> list[Any]:
    numbers: list[Any] = column.to_pylist()
    return numbers


def _bounds(spans: pa.Array) -> tuple[list[Any], list[Any]]:
    return _numbers(spans.field("start")), _numbers(spans.field("end"))


def _lists(column: pa.Array, values: list[Any]) -> list[tuple[Any, ...]]:
    """Return lists of values as tuples."""
    bounds = column.offsets.to_pylist()
    found = [tuple(values[start:end]) for start, end in pairwise(bounds)]
    if column.null_count:
        return [items if known.as_py() else () for items, known in zip(found, column.is_valid(), strict=True)]
    return found
