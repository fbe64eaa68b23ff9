"""The columns of the tables: rows keep to them, and come back as they were written."""

import json
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Evidence
from kg.schema import TABLES, Column, NodeMeasures, Record, columns_of
from kg.store.engine import Engine
from tests.records import make_record, written

_TEXTS = st.text(st.characters(codec="utf-8"), max_size=6)
_NUMBERS = st.integers(0, 2**40)
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": _TEXTS,
    "date": st.dates().map(str),
    "period": st.sampled_from(["2011", "2011-03", "2011-03-05"]),
    "integer": _NUMBERS,
    "real": st.floats(allow_nan=False, allow_infinity=False),
    "texts": st.lists(_TEXTS, max_size=3).map(tuple),
    "spans": st.lists(st.tuples(_NUMBERS, _NUMBERS), max_size=3).map(tuple),
    "passages": st.lists(st.builds(Evidence, _TEXTS, _NUMBERS, _NUMBERS), max_size=3).map(tuple),
}


def _value(column: Column) -> st.SearchStrategy[Any]:
    known = st.sampled_from(column.values) if column.values else _VALUES[column.type]
    return st.none() | known if column.nullable else known


def _records(name: str) -> st.SearchStrategy[Record]:
    values: dict[str, Any] = {column.name: _value(column) for column in TABLES[name].columns}
    build: Callable[..., Record] = TABLES[name].record
    return st.fixed_dictionaries(values).map(lambda known: build(**known))


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_the_fields_in_their_order(name: str) -> None:
    table = TABLES[name]
    assert [column.name for column in table.columns] == [field.name for field in fields(table.record)]
    assert set(table.key) <= {column.name for column in table.columns if not column.nullable}


@pytest.mark.parametrize("name", TABLES)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_record_comes_back_from_its_line(engine: Engine, name: str, data: st.DataObject) -> None:
    record: Any = data.draw(_records(name))
    (line,) = written(engine, name, record)
    row = json.loads(line)
    assert make_record(TABLES[name].record, row) == record
    order = [column.name for column in TABLES[name].columns]
    assert list(row) == [column for column in order if column in row], (
        "keys stand in the order of the columns"
    )
    left_out = {column.name for column in TABLES[name].columns if column.left_out}
    assert set(order) - set(row) == {n for n in left_out if getattr(record, n) in (None, ())}


@pytest.mark.parametrize("name", TABLES)
def test_every_column_says_what_it_is(name: str) -> None:
    for column in TABLES[name].columns:
        assert column.meaning or column.unit or column.refers or column.values, column.name
        assert (column.type == "period") == (column.unit == "period")
        assert column.unit == "day" or column.type != "date"


@pytest.mark.parametrize("name", TABLES)
def test_what_a_column_points_to_is_there(name: str) -> None:
    for column in (*TABLES[name].columns, *columns_of(NodeMeasures)):
        if column.refers:
            table, target = column.refers.split(".")
            assert target in TABLES[table].key
