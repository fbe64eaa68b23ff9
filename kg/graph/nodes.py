"""What the graph tells of every entity, kept beside the edges: neighbors, weights, what hangs together."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.schema.kept import NodeRecord
from kg.store.engine import Engine

_LINKS = """
    WITH numbered AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS number FROM entities)
    SELECT a.number AS source, b.number AS target
    FROM edges e JOIN numbered a ON a.id = e.source JOIN numbered b ON b.id = e.target
    WHERE e.source <> e.target
"""
_DAY = "regexp_full_match({day}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}')"
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
      SELECT id, min(day) AS first_date, max(day) AS last_date FROM (
        {_TOLD}
        UNION ALL SELECT source, first_date FROM edges UNION ALL SELECT source, last_date FROM edges
        UNION ALL SELECT target, first_date FROM edges UNION ALL SELECT target, last_date FROM edges
      ) AS days WHERE {_DAY.format(day="day")} GROUP BY id
    ) AS s ON s.id = e.id
    ORDER BY e.id
"""
Numbers = NDArray[np.int64]


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


def count_neighbors(source: Numbers, target: Numbers, count: int) -> Numbers:
    """Return how many neighbors each of `count` nodes has; edges of one pair count once.

    >>> count_neighbors(np.array([0, 1, 0]), np.array([1, 0, 2]), 4).tolist()
    [2, 1, 1, 0]
    """
    pairs = np.minimum(source, target) * count + np.maximum(source, target)
    pairs.sort()
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    return np.bincount(np.concatenate((pairs // max(count, 1), pairs % max(count, 1))), minlength=count)


def find_components(source: Numbers, target: Numbers, count: int) -> Numbers:
    """Return for each of `count` nodes the first node that it hangs together with, itself where alone.

    >>> find_components(np.array([3, 1]), np.array([1, 4]), 5).tolist()
    [0, 1, 2, 1, 1]
    """
    root = np.arange(count)
    while True:
        low = np.minimum(root[source], root[target])
        lowest = root.copy()
        for ends in (source, target):
            np.minimum.at(lowest, root[ends], low)
            np.minimum.at(lowest, ends, low)
        while not np.array_equal(lowest, lowest[lowest]):
            lowest = lowest[lowest]
        if np.array_equal(lowest, root):
            return root
        root = lowest
