"""Whom mentions and posts stand for, as views over what pages read and what names stand for.

- `named`: the mentions with `entity`, null for what stands for no node. A title that belongs to a post has
  the post as its entity, any other title has none.
- `held`: the posts with `person_entity`, `body_entity`, `post_entity` and the title as it is told (`plain`).
- `judged`: all judgements, those of pages and those of the corpus, each once.
- `occurrences`: the sentences that name an entity, each once: how many `times`, its day.
- `months`: how many articles name an entity in a sentence, by month; undated ones under "".
- `ends`: the edges by each of their ends, `own`, with the end that is the `other` and that one's label.

They rest on the readings' tables and on `names`, `senses`, `moved`, `implied`, `seats`, `overruled` and
`ruled` (`kg.schema.kept`). `named` and `occurrences` are kept, too: a finished store has them as files.
"""

from pathlib import Path

from kg.schema import columns_of
from kg.schema.kept import KEPT_TABLES, NamedRecord
from kg.store.engine import Engine
from kg.store.manifest import file_of
from kg.store.steps import Steps

_GROUP = 20_480  # rows that are read together where one page or entity is asked for

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
    SELECT p.*, n.entity AS person_entity, b.entity AS own_body
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
_HELD = """
    SELECT w.*, coalesce(s.at, w.own_body, i.body) AS body_entity, s.post AS post_entity, s.plain
    FROM whose w
    LEFT JOIN implied i
      ON i.person = w.person_entity AND i.title = w.title_form AND i.told = coalesce(w.body_in_full, '')
      AND w.kind = 'post' AND w.own_body IS NULL
    LEFT JOIN seats s
      ON s.body = coalesce(w.own_body, i.body) AND s.title = w.title_form AND w.kind = 'post'
"""
_TITLED = """
    SELECT page, title_start, post FROM (
      SELECT page, title_start, post_entity AS post,
             row_number() OVER (PARTITION BY page, title_start ORDER BY number) AS place
      FROM held
    ) AS placed WHERE place = 1
"""
_OCCURRENCES = """
    SELECT n.entity, t.day, n.page, n.article, n.sentence, min(n.start) AS start, count(*) AS times
    FROM named n JOIN text t ON t.page = n.page AND t.article = n.article AND t.number = n.sentence
    WHERE n.entity IS NOT NULL GROUP BY n.entity, t.day, n.page, n.article, n.sentence
    ORDER BY n.entity, coalesce(t.day, ''), n.page, start, n.article, n.sentence
"""
_MONTHS = """
    SELECT entity, substr(coalesce(day, ''), 1, 7) AS month, count(DISTINCT (page, article)) AS articles
    FROM occurrences GROUP BY entity, month
"""
_ENDS = """
    SELECT ends.*, o.label FROM (
      SELECT source AS own, target AS other, TRUE AS forward, * FROM {edges}
      UNION ALL
      SELECT target, source, FALSE, * FROM {edges} WHERE source <> target
    ) AS ends JOIN entities o ON o.id = ends.other
"""
_JUDGED = """
    SELECT DISTINCT j.a, j.b, j.judgement, j.reason, j.score, j.label
    FROM judgements j
    LEFT JOIN overruled o ON o.a = least(j.a, j.b) AND o.b = greatest(j.a, j.b)
    WHERE o.a IS NULL
    UNION
    SELECT a, b, judgement, reason, score, label FROM ruled
"""


def open_kept(engine: Steps, store: Path) -> None:
    """Give an engine that has the readings' tables those that a store has so far, and all views over them."""
    for name, record in KEPT_TABLES.items():
        if (path := file_of(store, name)).is_file():
            engine.open_files(name, [path], record)
    view_bodies(engine)
    view_names(engine)


def view_bodies(engine: Steps) -> None:
    """Add the view `whose`: the posts with the entities of person and body; needs no `seats`."""
    engine.view("whose", _WHOSE)


def view_names(engine: Steps) -> None:
    """Add the views `held`, `named` and `judged` to an engine that has `whose` and all that they rest on."""
    view_posts(engine)
    engine.view("titled", _TITLED)
    engine.view("named", _NAMED)


def view_posts(engine: Steps) -> None:
    """Add the views `held` and `judged` to an engine that has `whose` and all that they rest on."""
    engine.view("held", _HELD)
    engine.view("judged", _JUDGED)


def keep_told(engine: Engine, store: Path) -> None:
    """Keep the tables of a store that say who is named where, for an engine that has `named` as a view."""
    columns = ", ".join(f'"{column.name}"' for column in columns_of(NamedRecord))
    for name, query in (
        ("named", f"SELECT {columns} FROM named ORDER BY page, start"),
        ("occurrences", _OCCURRENCES),
    ):
        path = file_of(store, name)
        engine.write_parquet(query, path, group=_GROUP)
        engine.open_files(name, [path])


def view_told(engine: Steps, edges: str) -> None:
    """Add the views by which an entity is asked for beside `occurrences`: `months`, `ends` of some edges."""
    engine.view("months", _MONTHS)
    engine.view("ends", _ENDS.format(edges=edges))
