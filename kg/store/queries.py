"""The tables of a build as queries over an engine that was given names, edges and tenures.

Each has the columns of its table in `kg.schema`, and the order of the file NAME.jsonl.
"""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, NamedTuple

from kg.schema import TABLES, Column
from kg.store.cells import CellReader
from kg.store.clean import NO_TEXT
from kg.store.engine import Engine, literal

_ARTICLE_ORDER = "length({article}), {article}"
_QUOTED = """
    SELECT page, start, "end", line, text, headline, date FROM (
      SELECT t.*, row_number() OVER (
        PARTITION BY t.page, t.start, t."end" ORDER BY t.from_clause, t.article) AS place
      FROM (
        SELECT page, start, "end", line, text, headline, day AS date, article, 0 AS from_clause FROM text
        UNION ALL
        SELECT p.page, p.start, p."end", p.line, p.clause, a.headline, coalesce(a.date, g.date), p.article, 1
        FROM posts p
        JOIN articles a ON a.page = p.page AND a.id = p.article
        JOIN pages g ON g.page = p.page
      ) AS t
      JOIN (
        SELECT DISTINCT passage.page, passage.start, passage."end"
        FROM (SELECT unnest(evidence) AS passage FROM {edges}) AS passages
      ) AS q ON q.page = t.page AND q.start = t.start AND q."end" = t."end"
    ) AS placed WHERE place = 1
"""
_POSTS = """
    SELECT page, article, start, "end", person, title, body, person_entity, post_entity, body_entity,
           qualifier, kind, date, dated_by, place, change, number
    FROM held
"""
_PLACE = 'page, start, "end"'


class Selecting(NamedTuple):
    """A query with at least the columns of its table, and the order of its rows."""

    select: str
    order: str


def quoted_by(edges: str) -> Selecting:
    """Return the query of the sentences that a table of edges rests on."""
    return Selecting(_QUOTED.format(edges=edges), _PLACE)


def rows_in(table: str, order: str) -> Selecting:
    """Return the query of a whole table."""
    return Selecting(f"SELECT * FROM main.{table}", order)


QUERIES: dict[str, Selecting] = {
    "pages": rows_in("pages", "page"),
    "articles": rows_in("articles", f"page, {_ARTICLE_ORDER.format(article='id')}"),
    "mentions": rows_in("named", "page, start"),
    "entities": rows_in("entities", "id"),
    "posts": Selecting(_POSTS, "page, number"),
    "tenures": rows_in("tenures", "person, coalesce(first_seen, former_since, ''), post"),
    "contradictions": rows_in("contradictions", "post, kind, people, other"),
    "judgements": rows_in("judged", "a, b, judgement, reason, label NULLS FIRST, score"),
    "edges": rows_in("edges", "kind, source, target"),
    "sentences": quoted_by("edges"),
    "text": rows_in("text", f"page, {_ARTICLE_ORDER.format(article='article')}, number"),
    "places": rows_in("places", "page, line"),
    "faults": rows_in("faults", "page"),
}
"""The rows of each table."""


def cleaned(column: Column) -> str:
    """Return SQL for a column with all texts cleaned as `kg.store.clean.clean_text` does, by its own name."""
    name = f'"{column.name}"'
    if column.values or column.refers.endswith(".id") or column.type not in ("text", "texts"):
        return name
    if column.type == "texts":
        return f"[{clean_sql('each')} FOR each IN {name}] AS {name}"
    return f"{clean_sql(name)} AS {name}"


def clean_sql(text: str) -> str:
    """Return SQL for a text cleaned as `kg.store.clean.clean_text` does."""
    return f"regexp_replace({text}, {literal(NO_TEXT)}, '\ufffd', 'g')"


def records_of(engine: Engine, table: str) -> Iterator[Any]:
    """Yield the records of a table."""
    return read_records(engine, table, QUERIES[table])


def find_entities(engine: Engine, name: str) -> Iterator[Any]:
    """Yield the entities of a name or alias, or the one of an id."""
    text = literal(name)
    found = f"SELECT * FROM entities WHERE {text} IN (id, name) OR list_contains(aliases, {text})"
    return read_records(engine, "entities", Selecting(found, "id"))


def read_records(engine: Engine, table: str, query: Selecting) -> Iterator[Any]:
    """Yield what a query finds as records of a table, all texts cleaned."""
    record: Any = TABLES[table].record
    columns, cells = TABLES[table].columns, CellReader()
    names = [column.name for column in columns]
    by_place = not any(field.kw_only for field in fields(record))
    listed = ", ".join(map(cleaned, columns))
    for batch in engine.batches(f"SELECT {listed} FROM ({query.select}) AS found ORDER BY {query.order}"):
        read = [cells.read(column.type, given) for column, given in zip(columns, batch.columns, strict=True)]
        if by_place:
            yield from map(record, *read)
        else:
            yield from (record(**dict(zip(names, values, strict=True))) for values in zip(*read, strict=True))
