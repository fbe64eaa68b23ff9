"""What names stand for, as tables: with them the engine tells the entity of every mention and post.

After `give_names` an engine that has the tables of the readings has these views too:

- `named`: the mentions with `entity`, null for what stands for no node. A title that belongs to a post has
  the post as its entity, any other title has none.
- `held`: the posts with `person_entity`, `body_entity`, `post_entity` and the title as it is told (`plain`).
- `entities`: the entities.
- `judged`: all judgements, those of pages and those of the corpus, each once.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from kg.corpus.resolution import Resolution
from kg.knowledge.titles import plain_title
from kg.model import Entity
from kg.naming.ids import entity_id
from kg.schema import columns_of
from kg.store.engine import Engine

_TEXT = pa.string()
_NAMED = """
    SELECT m.*, CASE WHEN m.label = 'TITLE' THEN t.post ELSE n.entity END AS entity
    FROM mentions m
    LEFT JOIN senses s ON s.label = m.label AND s.name = m.name AND s.page = m.page AND s.article = m.article
    LEFT JOIN moved v ON v.label = m.label AND v.name = coalesce(s.sense, m.name) AND v.form = m.form
    LEFT JOIN names n
      ON n.label = coalesce(v.to_label, m.label) AND n.name = coalesce(v.to_name, s.sense, m.name)
    LEFT JOIN titled t ON t.page = m.page AND t.title_start = m.start AND m.label = 'TITLE'
"""
_WHOSE = """
    SELECT p.*, n.entity AS person_entity, b.entity AS body_entity
    FROM posts p
    LEFT JOIN senses s
      ON s.label = p.person_label AND s.name = p.person_name AND s.page = p.page AND s.article = p.article
    LEFT JOIN moved v
      ON v.label = p.person_label AND v.name = coalesce(s.sense, p.person_name) AND v.form = p.person_form
    LEFT JOIN names n
      ON n.label = coalesce(v.to_label, p.person_label)
      AND n.name = coalesce(v.to_name, s.sense, p.person_name)
    LEFT JOIN moved w ON w.label = p.body_label AND w.name = p.body_name AND w.form = p.body_form
    LEFT JOIN names b
      ON b.label = coalesce(w.to_label, p.body_label) AND b.name = coalesce(w.to_name, p.body_name)
"""
_SEATS = """
    SELECT DISTINCT body_entity, title_form FROM whose WHERE kind = 'post' AND body_entity IS NOT NULL
    ORDER BY body_entity, title_form
"""
_HELD = """
    SELECT w.*, s.post AS post_entity, s.plain
    FROM whose w
    LEFT JOIN seats s ON s.body = w.body_entity AND s.title = w.title_form AND w.kind = 'post'
"""
_TITLED = """
    SELECT page, title_start, post FROM (
      SELECT page, title_start, post_entity AS post,
             row_number() OVER (PARTITION BY page, title_start ORDER BY number) AS place
      FROM held
    ) AS placed WHERE place = 1
"""
_JUDGED = """
    SELECT DISTINCT j.a, j.b, j.judgement, j.reason, j.score, j.label
    FROM judgements j
    LEFT JOIN overruled o ON o.a = least(j.a, j.b) AND o.b = greatest(j.a, j.b)
    WHERE o.a IS NULL
    UNION
    SELECT a, b, judgement, reason, score, label FROM ruled
"""


def give_names(engine: Engine, resolution: Resolution, entities: Path | None = None) -> None:
    """Add what names stand for to an engine that has the readings' mentions, posts and judgements.

    With a path, that is the Parquet file in which the entities are kept.
    """
    _add(engine, "names", ("label", "name", "entity"), [(*key, id_) for key, id_ in resolution.ids.items()])
    _add(
        engine,
        "senses",
        ("label", "name", "page", "article", "sense"),
        [(*key, page, article, to[1]) for (key, page, article), to in resolution.senses.items()],
    )
    _add(
        engine,
        "moved",
        ("label", "name", "form", "to_label", "to_name"),
        [(*key, form, *to) for (key, form), to in resolution.moved.items()],
    )
    engine.view("whose", _WHOSE)
    _add(engine, "seats", ("body", "title", "post", "plain"), list(_seats(engine, resolution)))
    engine.view("held", _HELD)
    engine.view("titled", _TITLED)
    engine.view("named", _NAMED)
    _add_judgements(engine, resolution)
    columns = columns_of(Entity)
    cells = (tuple(getattr(each, column.name) for column in columns) for each in resolution.entities)
    engine.keep_rows("entities", Entity, cells, entities)


def _add_judgements(engine: Engine, resolution: Resolution) -> None:
    pairs = [(min(pair), max(pair)) for pair in sorted(map(sorted, resolution.overruled))]
    _add(engine, "overruled", ("a", "b"), pairs)
    rows = [(j.a, j.b, j.judgement, j.reason, j.score, j.label) for j in resolution.judgements]
    _add(engine, "ruled", ("a", "b", "judgement", "reason", "score", "label"), rows)
    engine.view("judged", _JUDGED)


def _seats(engine: Engine, resolution: Resolution) -> Iterator[tuple[str, str, str, str]]:
    """Yield each title of each body with the post that it is."""
    for body, title in engine.rows(_SEATS):
        plain = plain_title(title)
        yield body, title, entity_id("TITLE", resolution.names[body] + plain), plain


def _add(engine: Engine, name: str, columns: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> None:
    cells = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    kinds = [pa.float64() if column == "score" else _TEXT for column in columns]
    arrays = [pa.array(values, type=kind) for values, kind in zip(cells, kinds, strict=True)]
    engine.add_table(name, pa.Table.from_arrays(arrays, names=list(columns)))
