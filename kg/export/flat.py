"""The tables of a build with plain columns only, as databases and Parquet take them.

Lists become tables of their own: aliases, spans, bylines, evidence. The columns here are the same in
SQLite, DuckDB and Parquet.
"""

from collections.abc import Callable, Iterator
from typing import Literal

from kg.export.tables import Tables, edge_spell, is_date

Type = Literal["text", "integer", "real", "date"]
Cell = str | int | float | None
Record = tuple[Cell, ...]

PLACE: dict[str, Type] = {"page": "text", "start": "integer", "end": "integer"}
SCHEMA: dict[str, dict[str, Type]] = {
    "pages": {
        "page": "text", "encoding": "text", "chars": "integer", "sha256": "text",
        "date": "date", "date_source": "text", "paper": "text", "number": "text",
    },
    "articles": {
        "page": "text", "article": "text", "headline": "text", "date": "date", "place": "text",
        "continued_from": "text", "continued_to": "text", "agency": "text", "paper": "text",
        "script": "text",
    },
    "spans": {
        "page": "text", "article": "text", "part": "text", "number": "integer",
        "start": "integer", "end": "integer",
    },
    "bylines": {"page": "text", "article": "text", "number": "integer", "name": "text"},
    "mentions": {
        "page": "text", "article": "text", "start": "integer", "end": "integer", "label": "text",
        "text": "text", "entity": "text", "source": "text",
    },
    "entities": {
        "id": "text", "label": "text", "name": "text", "mentions": "integer", "code": "text",
        "parent": "text", "degree": "integer", "strength": "real", "community": "integer",
        "first_date": "date", "last_date": "date", "kind": "text", "level": "integer", "rank": "text",
        "located_in": "text", "latitude": "real", "longitude": "real",
    },
    "aliases": {"entity": "text", "alias": "text"},
    "posts": {
        "page": "text", "article": "text", "start": "integer", "end": "integer", "person": "text",
        "title": "text", "body": "text", "person_entity": "text", "post_entity": "text",
        "body_entity": "text", "qualifier": "text", "kind": "text", "date": "date",
        "dated_by": "text", "place": "text", "change": "text",
    },
    "judgements": {
        "a": "text", "b": "text", "judgement": "text", "reason": "text", "score": "real", "label": "text",
    },
    "contradictions": {
        "kind": "text", "post": "text", "other_post": "text", "person": "text", "other_person": "text",
        "first_date": "date", "last_date": "date",
    },
    "edges": {
        "source": "text", "target": "text", "kind": "text", "count": "integer", "weight": "real",
        "first_date": "date", "last_date": "date", "g2": "real", "backbone": "real",
    },
    "evidence": {"source": "text", "target": "text", "kind": "text", **PLACE},
    "sentences": {**PLACE, "line": "integer", "text": "text", "headline": "text", "date": "date"},
}  # fmt: skip

TENURES = """
SELECT posts.person_entity AS person, people.name AS person_name, posts.title AS title,
       posts.body_entity AS body, coalesce(bodies.name, posts.body) AS body_name,
       posts.qualifier AS qualifier, min(posts.date) AS first_date, max(posts.date) AS last_date,
       count(*) AS statements
FROM posts LEFT JOIN entities AS people ON people.id = posts.person_entity
           LEFT JOIN entities AS bodies ON bodies.id = posts.body_entity
WHERE posts.kind = 'post'
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY 5, 3, 7, 2
"""  # the view `tenures` of the databases: who held what where, and from when to when pages say so


def records(tables: Tables, name: str) -> Iterator[Record]:
    """Yield the rows of one table of SCHEMA in its columns; what is not known is None.

    A date that is no day (YYYY-MM-DD) is None too.
    """
    if name in _OWN:
        yield from _OWN[name](tables)
        return
    columns = SCHEMA[name]
    for row in getattr(tables, name):
        yield tuple(_cell(row.get(column), type_) for column, type_ in columns.items())


def _cell(value: Cell, type_: Type) -> Cell:
    if type_ == "date":
        return value if is_date(value) else None
    if type_ == "real" and value is not None:
        return float(value)
    return value


def _articles(tables: Tables) -> Iterator[Record]:
    columns = SCHEMA["articles"]
    for row in tables.articles:
        own = {**row, "article": row["id"]}
        yield tuple(_cell(own.get(column), type_) for column, type_ in columns.items())


def _spans(tables: Tables) -> Iterator[Record]:
    for row in tables.articles:
        for part in ("headline", "body"):
            for number, (start, end) in enumerate(row[f"{part}_spans"]):
                yield row["page"], row["id"], part, number, start, end


def _bylines(tables: Tables) -> Iterator[Record]:
    for row in tables.articles:
        for number, name in enumerate(row["byline"]):
            yield row["page"], row["id"], number, name


def _entities(tables: Tables) -> Iterator[Record]:
    for entity in tables.entities:
        known = tables.graph.nodes[entity.id]
        first, last = tables.spells.get(entity.id, (None, None))
        own = (entity.id, entity.label, entity.name, entity.mentions, entity.code, entity.parent)
        more = (entity.kind, entity.level, entity.rank, entity.located_in, entity.latitude, entity.longitude)
        yield *own, known["degree"], known["strength"], known["community"], first, last, *more


def _aliases(tables: Tables) -> Iterator[Record]:
    for entity in tables.entities:
        for alias in entity.aliases:
            yield entity.id, alias


def _edges(tables: Tables) -> Iterator[Record]:
    for edge in tables.edges:
        first, last = edge_spell(edge) or (None, None)
        yield (
            edge.source,
            edge.target,
            edge.kind,
            edge.count,
            edge.weight,
            first,
            last,
            edge.g2,
            edge.backbone,
        )


def _contradictions(tables: Tables) -> Iterator[Record]:
    for row in tables.contradictions:
        people = [*row["people"], None][:2]
        dates = (_cell(row.get(name), "date") for name in ("first_date", "last_date"))
        yield row["kind"], row["post"], row.get("other"), *people, *dates


def _evidence(tables: Tables) -> Iterator[Record]:
    for edge in tables.edges:
        for passage in edge.evidence:
            yield edge.source, edge.target, edge.kind, *passage


_OWN: dict[str, Callable[[Tables], Iterator[Record]]] = {
    "articles": _articles,
    "spans": _spans,
    "bylines": _bylines,
    "entities": _entities,
    "aliases": _aliases,
    "contradictions": _contradictions,
    "edges": _edges,
    "evidence": _evidence,
}
