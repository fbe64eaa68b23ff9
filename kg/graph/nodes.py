"""What the graph tells of every entity, kept beside the edges: neighbors, weights, what hangs together."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from kg.days import DATE_IN_SQL, FIRST_IN_SQL
from kg.schema.kept import NodeRecord
from kg.store.engine import Engine
from kg.store.links import count_neighbors, find_components

_LINKS = """
    WITH numbered AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS number FROM entities)
    SELECT a.number AS source, b.number AS target
    FROM edges e JOIN numbered a ON a.id = e.source JOIN numbered b ON b.id = e.target
    WHERE e.source <> e.target
"""
_TOLD = """
    SELECT n.entity AS id, coalesce(nullif(a.date, ''), p.date) AS day
    FROM named n
    JOIN articles a ON a.page = n.page AND a.id = n.article
    JOIN pages p ON p.page = n.page
    WHERE n.entity IS NOT NULL
"""
_TOLD_OF_NODES = f"""
    SELECT e.id, coalesce(m.degree, 0), coalesce(m.strength, 0), s.first_date, s.last_date
    FROM entities e LEFT JOIN measured m ON m.id = e.id LEFT JOIN (
      SELECT id, {FIRST_IN_SQL.format(date="day")} AS first_date, max(day) AS last_date FROM (
        {_TOLD}
        UNION ALL SELECT source, first_date FROM edges UNION ALL SELECT source, last_date FROM edges
        UNION ALL SELECT target, first_date FROM edges UNION ALL SELECT target, last_date FROM edges
      ) AS days WHERE regexp_full_match(day, '{DATE_IN_SQL}') GROUP BY id
    ) AS s ON s.id = e.id
    ORDER BY e.id
"""


def keep_nodes(engine: Engine, communities: Mapping[str, int], path: Path | None = None) -> None:
    """Add the table `nodes` (`kg.schema.kept.NodeRecord`), sorted by id, to an engine that has `measured`.

    Entities in none of the communities have -1. With a path, that is the Parquet file the table is kept in.
    """
    engine.keep_rows("nodes", NodeRecord, _rows(engine, communities), path)


def _rows(engine: Engine, communities: Mapping[str, int]) -> Iterator[tuple[Any, ...]]:
    links = engine.arrow(_LINKS)
    count = int(engine.value("SELECT count(*) FROM entities"))
    source, target = (np.asarray(links[name], np.int64) for name in ("source", "target"))
    linked = count_neighbors(source, target, count).tolist()
    components = find_components(source, target, count).tolist()
    for place, (id_, degree, strength, *dates) in enumerate(engine.rows(_TOLD_OF_NODES)):
        yield degree, strength, communities.get(id_, -1), *dates, id_, linked[place], components[place]
