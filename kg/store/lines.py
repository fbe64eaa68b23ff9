"""Rows of an engine's tables as lines of JSON: the files NAME.jsonl of a build, written as they come."""

from pathlib import Path

from kg.schema import TABLES, Column, Type
from kg.store.engine import Engine
from kg.store.queries import Selecting

_LISTS: dict[Type, str] = {
    "texts": "{column}",
    "spans": '[[each.start, each."end"] for each in {column}]',
    "passages": '[json_array(each.page, each.start, each."end") for each in {column}]',
}


def write_lines(engine: Engine, table: str, query: Selecting, path: Path) -> int:
    """Write the rows of a query, which has the columns of a table, to a file; return how many."""
    columns = " || ".join(_member(column, first=not at) for at, column in enumerate(TABLES[table].columns))
    found = f"({query.select}) AS found ORDER BY {query.order}"
    return engine.write_lines(f"SELECT '{{' || {columns} || '}}' FROM {found}", path)


def path_of(out: Path, table: str) -> Path:
    """Return where a build keeps the lines of a table.

    >>> path_of(Path("output"), "edges").as_posix()
    'output/edges.jsonl'
    """
    return out / f"{TABLES[table].name}.jsonl"


def _member(column: Column, *, first: bool) -> str:
    """Return SQL for a column as a member of a JSON object, left out or null where it is not known."""
    name, mark = f'"{column.name}"', "" if first else ", "
    value = f"to_json({_LISTS.get(column.type, '{column}').format(column=name)})"
    member = f"'{mark}\"{column.name}\": ' || {value}"
    if column.left_out:
        known = f"{name} IS NOT NULL"
        if column.type in _LISTS:
            known += f" AND len({name}) > 0"
        return f"CASE WHEN {known} THEN {member} ELSE '' END"
    if column.nullable:
        return f"CASE WHEN {name} IS NULL THEN '{mark}\"{column.name}\": null' ELSE {member} END"
    return member
