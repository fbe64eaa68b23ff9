"""The tables of a build with plain columns only, as databases and Parquet take them.

Lists become tables of their own: aliases, spans, bylines, evidence … The columns and the queries here are the
same for SQLite, DuckDB and Parquet.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from kg.days import DATE_IN_SQL
from kg.export.tables import GraphTables
from kg.schema import LISTS, TABLES, Column, NodeMeasures, Type, columns_of
from kg.store.queries import QUERIES, clean_sql, cleaned
from kg.store.tables import WHOLE

Columns = tuple[Column, ...]
Cells = tuple[Any, ...]  # text, whole or other numbers, null


def _plain(name: str) -> Columns:
    """Return the columns of a table that are no lists."""
    return tuple(column for column in TABLES[name].columns if column.type not in LISTS)


def _key(name: str, **renamed: str) -> Columns:
    """Return the columns that point to a row of a table, some by another name than there."""
    table = TABLES[name]
    key = (column for column in table.columns if column.name in table.key)
    return tuple(replace(column, name=renamed.get(column.name, column.name)) for column in key)


_NUMBER = Column("number", "integer", meaning="in the list, from 0")
_START_END = tuple(column for column in TABLES["sentences"].columns if column.name in ("start", "end"))
_PASSAGE = (_key("pages")[0], *_START_END)
_CONTRADICTION = Column("contradiction", "integer", refers="contradictions.number")
_NAME = Column("name", "text", nullable=True)
_DATE = "CASE WHEN regexp_full_match({name}, '{pattern}') THEN {name} END AS {name}"
_PATTERNS: dict[Type, str] = {"date": "[0-9]{4}-[0-9]{2}-[0-9]{2}", "period": DATE_IN_SQL}
_CONTRADICTIONS = (
    f"(SELECT *, row_number() OVER (ORDER BY {QUERIES['contradictions'].order}) AS contradiction "
    f"FROM ({QUERIES['contradictions'].select}) AS found)"
)
_ITEM = f'{clean_sql("item.page")} AS page, item.start AS start, item."end" AS "end"'


def _items(name: str, source: str, more: str = "") -> str:
    """Return SQL for the items of lists, a row each: `item`, its place `nth` from 0, and its own row."""
    nth = f"generate_subscripts({name}, 1) - 1 AS nth"
    return f"SELECT *, unnest({name}) AS item, {nth}{more} FROM {source}"


@dataclass(frozen=True, slots=True)
class ListTable:
    """A table that lists become, a row for each item."""

    of: str  # the table that has the lists
    lists: tuple[str, ...]  # its columns
    columns: Columns
    query: str


LIST_TABLES: dict[str, ListTable] = {
    "spans": ListTable(
        "articles",
        ("headline_spans", "body_spans"),
        (*_key("articles", id="article"), Column("part", "text"), _NUMBER, *_START_END),
        f"""
        SELECT {clean_sql("page")} AS page, id AS article, part, nth AS number, item.start AS start,
               item."end" AS "end"
        FROM ({_items("headline_spans", "articles", ", 'headline' AS part")}
              UNION ALL {_items("body_spans", "articles", ", 'body'")}) AS items
        ORDER BY page, length(id), id, part DESC, nth
        """,
    ),
    "bylines": ListTable(
        "articles",
        ("byline", "roles"),
        (*_key("articles", id="article"), _NUMBER, _NAME, Column("role", "text", nullable=True)),
        f"""
        SELECT {clean_sql("page")} AS page, id AS article, nth AS number, {clean_sql("item")} AS name,
               {clean_sql("roles[nth + 1]")} AS role
        FROM ({_items("byline", "articles")}) AS items
        ORDER BY page, length(id), id, nth
        """,
    ),
    "aliases": ListTable(
        "entities",
        ("aliases",),
        (*_key("entities", id="entity"), Column("alias", "text")),
        f"""
        SELECT id AS entity, {clean_sql("item")} AS alias FROM ({_items("aliases", "entities")}) AS items
        ORDER BY id, nth
        """,
    ),
    "tenure_sources": ListTable(
        "tenures",
        ("sources",),
        _key("tenures") + _PASSAGE,
        f"""
        SELECT person, post, {_ITEM} FROM ({_items("sources", "tenures")}) AS items
        ORDER BY {QUERIES["tenures"].order}, nth
        """,
    ),
    "contradiction_people": ListTable(
        "contradictions",
        ("people", "names"),
        (_CONTRADICTION, Column("person", "text", refers="entities.id"), _NAME),
        f"""
        SELECT contradiction, item AS person, {clean_sql("names[nth + 1]")} AS name
        FROM ({_items("people", _CONTRADICTIONS)}) AS items ORDER BY contradiction, nth
        """,
    ),
    "contradiction_sources": ListTable(
        "contradictions",
        ("sources",),
        (_CONTRADICTION, *_PASSAGE),
        f"""
        SELECT contradiction, {_ITEM} FROM ({_items("sources", _CONTRADICTIONS)}) AS items
        ORDER BY contradiction, nth
        """,
    ),
    "evidence": ListTable(
        "edges",
        ("evidence",),
        _key("edges") + _PASSAGE,
        f"""
        SELECT source, target, kind, {_ITEM} FROM ({_items("evidence", "edges")}) AS items
        ORDER BY kind, source, target, nth
        """,
    ),
}
ADDED: dict[str, Columns] = {
    "entities": columns_of(NodeMeasures),
    "contradictions": (Column("number", "integer", meaning="of the row, from 1"),),
}
"""What databases add to a table."""
PLAIN_TABLES: dict[str, Columns] = {
    **{name: _plain(name) + ADDED.get(name, ()) for name in WHOLE},
    **{name: table.columns for name, table in LIST_TABLES.items()},
}
"""All tables with their columns."""
_SOURCES = {
    "entities": "entities JOIN nodes USING (id)",
    "contradictions": f"(SELECT *, contradiction AS number FROM {_CONTRADICTIONS} AS numbered) AS found",
}
"""Where a table has its rows from, where that is more than the table."""


def query_of(name: str) -> str:
    """Return the SQL of one table of PLAIN_TABLES with its columns in order; what is not known is null.

    A date is a text; what is no day (YYYY-MM-DD), or where no day is asked for no date, is null too.
    """
    if name in LIST_TABLES:
        return LIST_TABLES[name].query
    listed = ", ".join(map(_cell, PLAIN_TABLES[name]))
    source = _SOURCES.get(name, f"({QUERIES[name].select}) AS found")
    return f"SELECT {listed} FROM {source} ORDER BY {QUERIES[name].order}"


def records(tables: GraphTables, name: str) -> Iterator[Cells]:
    """Yield the rows of one table of PLAIN_TABLES as `query_of` gives them."""
    return tables.asked.rows(query_of(name))


def _cell(column: Column) -> str:
    if pattern := _PATTERNS.get(column.type):
        return _DATE.format(name=f'"{column.name}"', pattern=pattern)
    return cleaned(column)
