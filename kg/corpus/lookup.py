"""What names stand for, as tables: with them the engine tells the entity of every mention and post."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from kg.corpus.resolution import Resolution, build_post
from kg.corpus.seats import STATED, Completed, complete_seats
from kg.model import Entity
from kg.schema import RowCells, columns_of
from kg.schema.kept import KEPT_TABLES
from kg.store.manifest import file_of
from kg.store.named import view_bodies, view_names
from kg.store.steps import Steps

_SEATS = """
    SELECT DISTINCT own_body, title_form FROM whose WHERE kind = 'post' AND own_body IS NOT NULL
"""


def give_names(engine: Steps, resolution: Resolution, store: Path | None = None) -> None:
    """Add what names stand for to an engine that has the readings' mentions, posts and judgements.

    It has `entities` then, and the views of `kg.store.named`. With a path, that is the folder in which the
    tables are kept as Parquet files.
    """

    def keep(name: str, rows: Iterable[RowCells]) -> None:
        engine.keep_rows(name, KEPT_TABLES[name], rows, file_of(store, name) if store else None)

    doubtful = ((*key, None) for key in sorted(resolution.doubtful))
    keep("names", chain(((*key, id_) for key, id_ in resolution.ids.items()), doubtful))
    keep("senses", ((*key, page, article, to[1]) for (key, page, article), to in resolution.senses.items()))
    keep("moved", ((*key, form, *to) for (key, form), to in resolution.moved.items()))
    view_bodies(engine)
    completed = list(complete_seats(engine.rows(STATED), resolution.names))
    keep("implied", ((seat.person, seat.title, seat.told, seat.body) for seat in completed))
    keep("seats", _seats(engine, resolution, completed))
    keep("overruled", ((min(pair), max(pair)) for pair in sorted(map(sorted, resolution.overruled))))
    keep("ruled", _cells("ruled", resolution.judgements))
    view_names(engine)
    keep("entities", _cells("entities", _with_posts(resolution, completed)))


def _seats(engine: Steps, resolution: Resolution, completed: Sequence[Completed]) -> Iterator[RowCells]:
    """Yield each title of each body with the post that it is."""
    stated = set(engine.rows(_SEATS)) | {(seat.body, seat.title) for seat in completed}
    for body, title in sorted(stated):
        seat = resolution.seat(body, title)
        yield body, title, seat.post, seat.title, seat.body


def _with_posts(resolution: Resolution, completed: Sequence[Completed]) -> list[Entity]:
    """Return the entities, those of posts with the titles that were told without their body."""
    entities = {entity.id: entity for entity in resolution.entities}
    for person in completed:
        seat = resolution.seat(person.body, person.title)
        forms = Counter({person.title: person.times})
        post = build_post(seat, entities[seat.body], resolution.names[seat.body], forms)
        known = entities.get(post.id)
        if known:
            aliases = tuple(sorted({*known.aliases, *post.aliases}))
            post = replace(known, aliases=aliases, mentions=known.mentions + person.times)
        entities[post.id] = post
    return sorted(entities.values(), key=lambda entity: entity.id)


def _cells(table: str, records: Iterable[object]) -> Iterator[RowCells]:
    columns = columns_of(KEPT_TABLES[table])
    return (tuple(getattr(each, column.name) for column in columns) for each in records)
