"""The tables of a build with plain columns only, as databases and Parquet take them.

Lists become tables of their own: aliases, spans, bylines, evidence … The columns here are the same in
SQLite, DuckDB and Parquet.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kg.export.elements import measures_of
from kg.export.tables import GraphTables
from kg.schema import LISTS, TABLES, Column, NodeMeasures, Type, columns_of
from kg.store.tables import WHOLE, is_date

Columns = tuple[Column, ...]
Cell = str | int | float | None
Cells = tuple[Cell, ...]


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


def _spans(tables: GraphTables) -> Iterator[Cells]:
    for row in tables.articles:
        for part, spans in (("headline", row.headline_spans), ("body", row.body_spans)):
            for number, (start, end) in enumerate(spans):
                yield row.page, row.id, part, number, start, end


def _bylines(tables: GraphTables) -> Iterator[Cells]:
    for row in tables.articles:
        roles = row.roles + (None,) * len(row.byline)
        for number, (name, role) in enumerate(zip(row.byline, roles, strict=False)):
            yield row.page, row.id, number, name, role


def _aliases(tables: GraphTables) -> Iterator[Cells]:
    for entity in tables.entities:
        for alias in entity.aliases:
            yield entity.id, alias


def _tenure_sources(tables: GraphTables) -> Iterator[Cells]:
    for row in tables.tenures:
        for passage in row.sources:
            yield row.person, row.post, *passage


def _contradiction_people(tables: GraphTables) -> Iterator[Cells]:
    for number, row in enumerate(tables.contradictions, 1):
        names = row.names + (None,) * len(row.people)
        for person, name in zip(row.people, names, strict=False):
            yield number, person, name


def _contradiction_sources(tables: GraphTables) -> Iterator[Cells]:
    for number, row in enumerate(tables.contradictions, 1):
        for passage in row.sources:
            yield number, *passage


def _evidence(tables: GraphTables) -> Iterator[Cells]:
    for edge in tables.edges:
        for passage in edge.evidence:
            yield edge.source, edge.target, edge.kind, *passage


@dataclass(frozen=True, slots=True)
class ListTable:
    """A table that lists become, a row for each item."""

    of: str  # the table that has the lists
    lists: tuple[str, ...]  # its columns
    columns: Columns
    rows: Callable[[GraphTables], Iterator[Cells]]


LIST_TABLES: dict[str, ListTable] = {
    "spans": ListTable(
        "articles",
        ("headline_spans", "body_spans"),
        (*_key("articles", id="article"), Column("part", "text"), _NUMBER, *_START_END),
        _spans,
    ),
    "bylines": ListTable(
        "articles",
        ("byline", "roles"),
        (*_key("articles", id="article"), _NUMBER, _NAME, Column("role", "text", nullable=True)),
        _bylines,
    ),
    "aliases": ListTable(
        "entities", ("aliases",), (*_key("entities", id="entity"), Column("alias", "text")), _aliases
    ),
    "tenure_sources": ListTable("tenures", ("sources",), _key("tenures") + _PASSAGE, _tenure_sources),
    "contradiction_people": ListTable(
        "contradictions",
        ("people", "names"),
        (_CONTRADICTION, Column("person", "text", refers="entities.id"), _NAME),
        _contradiction_people,
    ),
    "contradiction_sources": ListTable(
        "contradictions", ("sources",), (_CONTRADICTION, *_PASSAGE), _contradiction_sources
    ),
    "evidence": ListTable("edges", ("evidence",), _key("edges") + _PASSAGE, _evidence),
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


def records(tables: GraphTables, name: str) -> Iterator[Cells]:
    """Yield the rows of one table of PLAIN_TABLES in its columns; what is not known is None.

    A date that is no day (YYYY-MM-DD) is None too.
    """
    return LIST_TABLES[name].rows(tables) if name in LIST_TABLES else _rows(tables, name)


def _rows(tables: GraphTables, name: str) -> Iterator[Cells]:
    columns = _plain(name)
    for number, record in enumerate(getattr(tables, name), 1):
        own = tuple(_cell(getattr(record, column.name), column.type) for column in columns)
        yield own + _added(tables, name, number)


def _added(tables: GraphTables, name: str, number: int) -> Cells:
    if name == "contradictions":
        return (number,)
    if name == "entities":
        measures = measures_of(tables, tables.entities[number - 1].id)
        return tuple(getattr(measures, column.name) for column in columns_of(NodeMeasures))
    return ()


def _cell(value: Cell, type_: Type) -> Cell:
    return value if type_ != "date" or is_date(value) else None
