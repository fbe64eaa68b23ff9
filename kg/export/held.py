"""The part of a build that is held in memory: the graph that is shown, and what the report tells of it."""

from collections.abc import Collection
from typing import Any

from kg.export.tables import GraphTables
from kg.graph.building import build_graph
from kg.graph.kinds import OF_NAMES, STATED
from kg.graph.measures import FINE, Measures
from kg.graph.selection import Selection
from kg.graph.shown import Shown
from kg.model import Evidence, Sentence
from kg.store.engine import Engine, literals
from kg.store.queries import QUERIES, Selecting, quoted_by, read_records

_MEASURED = f"""
    SELECT id, count(DISTINCT nullif(other, id)) AS degree,
           round(sum(weight) / {FINE}, 6) AS strength
    FROM (
      SELECT source AS id, target AS other, CAST(round(greatest(weight, 0) * {FINE}) AS BIGINT) AS weight
      FROM edges WHERE kind NOT IN ({literals(OF_NAMES)})
      UNION ALL
      SELECT target, source, CAST(round(greatest(weight, 0) * {FINE}) AS BIGINT)
      FROM edges WHERE kind NOT IN ({literals(OF_NAMES)})
    ) AS ends GROUP BY id
"""
_STRONGEST = f"""
    SELECT * FROM edges
    ORDER BY
      CASE WHEN kind IN ({literals(STATED)}) THEN 0 WHEN kind IN ({literals(OF_NAMES)}) THEN 2 ELSE 1 END,
      coalesce(backbone, 1), weight DESC, count DESC, source, target, kind
    LIMIT {{most}}
"""
_LINKED = """
    SELECT * FROM entities WHERE id IN (SELECT source FROM shown_edges UNION SELECT target FROM shown_edges)
"""
_MEASURES = "SELECT id, degree, strength FROM measured WHERE id IN (SELECT id FROM shown_entities)"
_CITED = 'SELECT s.* FROM quoted_sentences s JOIN cited USING (page, start, "end")'
_OF_SHOWN = "SELECT * FROM ({posts}) AS held WHERE person_entity IN (SELECT id FROM shown_entities)"
_TEXT = 'SELECT page, start, "end", line, text, headline, day AS date FROM text'


def measure(engine: Engine) -> None:
    """Add the table `measured`: what all edges tell of each entity that has any.

    `degree` counts neighbors, `strength` sums the weights above 0, rounded to six decimals; edges that names
    alone state count for neither.
    """
    engine.keep("measured", _MEASURED)


def hold_tables(engine: Engine, most_edges: int) -> GraphTables:
    """Return the part of a build that is shown: at most so many edges by `kg.graph.selection.rank`; 0 is all.

    Where edges are left out, entities that keep none go with them. Of the other tables there is what belongs
    to that part: the posts of its people, all contradictions and all judgements that are in doubt; none of
    the pages, articles and mentions. The sentences that its edges rest on are a table of the engine,
    `quoted_sentences`.
    """
    all_nodes, all_edges = (
        int(engine.value(f"SELECT count(*) FROM {name}")) for name in ("entities", "edges")
    )
    whole = not most_edges or all_edges <= most_edges
    if whole:
        engine.view("shown_edges", "SELECT * FROM edges")
    else:
        engine.keep("shown_edges", _STRONGEST.format(most=most_edges))
    engine.view("shown_entities", "SELECT * FROM entities" if whole else _LINKED)
    engine.keep("quoted_sentences", quoted_by("shown_edges").select)
    tables = GraphTables(
        pages=(),
        articles=(),
        mentions=(),
        entities=_held(engine, "entities", "SELECT * FROM shown_entities"),
        posts=_held(engine, "posts", _OF_SHOWN.format(posts=QUERIES["posts"].select)),
        judgements=_held(engine, "judgements", "SELECT * FROM judged WHERE judgement = 'unsure'"),
        edges=_held(engine, "edges", "SELECT * FROM shown_edges"),
        contradictions=_held(engine, "contradictions", "SELECT * FROM contradictions"),
        most_edges=most_edges,
        engine=engine,
    )
    measures = {id_: Measures(degree, strength) for id_, degree, strength in engine.rows(_MEASURES)}
    nodes = tuple(entity.id for entity in tables.entities)
    part = Selection(nodes, tables.edges, most_edges, all_nodes, all_edges)
    graph = build_graph(tables.entities, tables.edges, measures=measures)
    # in place of the cached properties
    vars(tables).update(shown=Shown(part, tables.entities, graph), measures=measures)
    return tables


def find_quoted(engine: Engine, passages: Collection[Evidence]) -> dict[Evidence, Sentence]:
    """Return some of the sentences that the edges of the shown part rest on."""
    if not passages:
        return {}
    columns = zip(*passages, strict=True)
    engine.add_columns("cited", dict(zip(("page", "start", "end"), columns, strict=True)))
    found = read_records(engine, "sentences", Selecting(_CITED, QUERIES["sentences"].order))
    return {Evidence(told.page, told.start, told.end): told for told in found}


def read_text(engine: Engine, most_bytes: int) -> tuple[Sentence, ...]:
    """Return all sentences of the pages, in their order; none where they come to more bytes than that."""
    if int(engine.value("SELECT coalesce(sum(strlen(text)), 0) FROM text")) > most_bytes:
        return ()
    return tuple(read_records(engine, "sentences", Selecting(_TEXT, QUERIES["sentences"].order)))


def _held(engine: Engine, table: str, select: str) -> tuple[Any, ...]:
    return tuple(read_records(engine, table, Selecting(select, QUERIES[table].order)))
