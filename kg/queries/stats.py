"""A finished build in figures."""

from pathlib import Path

from kg.model import LABELS
from kg.queries.values import Named, Stats, Top
from kg.store.finished import Store, asking

MOST_TOP = 10
_FIGURES = """
    SELECT count(*) AS pages, count(nullif(date, '')) AS dated_pages, min(nullif(date, '')) AS first_date,
           max(nullif(date, '')) AS last_date,
           (SELECT count(*) FROM articles) AS articles,
           (SELECT count(*) FROM posts WHERE kind <> 'byline') AS posts,
           (SELECT count(*) FROM tenures) AS tenures,
           (SELECT count(*) FROM contradictions) AS contradictions,
           (SELECT count(*) FROM names WHERE entity IS NULL) AS doubtful
    FROM pages
"""
_LINKED = """
    SELECT CAST(coalesce(sum(linked), 0) / 2 AS BIGINT) AS pairs, count(*) AS nodes, max(community) AS last
    FROM nodes
"""
_COMPONENTS = """
    SELECT count(*) FILTER (size > 1) AS components, coalesce(max(size), 0) AS largest_component,
           count(*) FILTER (size = 1) AS alone
    FROM (SELECT count(*) AS size FROM nodes GROUP BY component) AS sizes
"""
_STRONGEST = """
    SELECT e.id, e.label, e.name, e.kind, n.strength, n.degree
    FROM (SELECT * FROM nodes WHERE strength <> 0 ORDER BY strength DESC, id LIMIT {top}) AS n
    JOIN entities e ON e.id = n.id ORDER BY n.strength DESC, n.id
"""


def stats(out: Path | Store, top: int = MOST_TOP) -> Stats:
    """Return the figures of a build and its `top` strongest entities.

    Strength is the sum of an entity's weights above 0, as in graph.graphml. Raises OutputError where the
    folder holds no finished build, or a damaged one.
    """
    with asking(out) as store:
        (figures,) = store.records(_FIGURES)
        (components,) = store.records(_COMPONENTS)
        ((pairs, nodes, last),) = store.rows(_LINKED)
        return Stats(
            **figures,
            **components,
            mentions=_by_label("mentions", store),
            entities=_by_label("entities", store),
            edges=dict(store.rows("SELECT kind, count(*) FROM edges GROUP BY kind ORDER BY kind")),
            linked_pairs=pairs,
            density=round(2 * pairs / (nodes * (nodes - 1)), 6) if nodes > 1 else 0.0,
            communities=1 + (-1 if last is None else last),
            top=tuple(
                Top(Named(id_, label, name, kind), strength, degree)
                for id_, label, name, kind, strength, degree in store.rows(_STRONGEST.format(top=top))
            ),
        )


def _by_label(table: str, store: Store) -> dict[str, int]:
    counts = dict(store.rows(f"SELECT label, count(*) FROM {table} GROUP BY label"))
    return {label: counts.get(label, 0) for label in LABELS}
