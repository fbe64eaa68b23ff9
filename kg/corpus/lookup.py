"""What names stand for, as tables: with them the engine tells the entity of every mention and post."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.corpus.resolution import Resolution
from kg.knowledge.titles import plain_title
from kg.naming.ids import entity_id
from kg.schema import RowCells, columns_of
from kg.schema.kept import KEPT_TABLES
from kg.store.manifest import file_of
from kg.store.named import view_bodies, view_names
from kg.store.steps import Steps

_SEATS = """
    SELECT DISTINCT body_entity, title_form FROM whose WHERE kind = 'post' AND body_entity IS NOT NULL
    ORDER BY body_entity, title_form
"""


def give_names(engine: Steps, resolution: Resolution, store: Path | None = None) -> None:
    """Add what names stand for to an engine that has the readings' mentions, posts and judgements.

    It has `entities` then, and the views of `kg.store.named`. With a path, that is the folder in which the
    tables are kept as Parquet files.
    """

    def keep(name: str, rows: Iterable[RowCells]) -> None:
        engine.keep_rows(name, KEPT_TABLES[name], rows, file_of(store, name) if store else None)

    keep("names", ((*key, id_) for key, id_ in resolution.ids.items()))
    keep("senses", ((*key, page, article, to[1]) for (key, page, article), to in resolution.senses.items()))
    keep("moved", ((*key, form, *to) for (key, form), to in resolution.moved.items()))
    view_bodies(engine)
    keep("seats", _seats(engine, resolution))
    keep("overruled", ((min(pair), max(pair)) for pair in sorted(map(sorted, resolution.overruled))))
    keep("ruled", _cells("ruled", resolution.judgements))
    view_names(engine)
    keep("entities", _cells("entities", resolution.entities))


def _seats(engine: Steps, resolution: Resolution) -> Iterator[RowCells]:
    """Yield each title of each body with the post that it is."""
    for body, title in engine.rows(_SEATS):
        plain = plain_title(title)
        yield body, title, entity_id("TITLE", resolution.names[body] + plain), plain


def _cells(table: str, records: Iterable[object]) -> Iterator[RowCells]:
    columns = columns_of(KEPT_TABLES[table])
    return (tuple(getattr(each, column.name) for column in columns) for each in records)
