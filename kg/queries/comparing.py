"""Two entities beside each other: what they share, and what makes them one or two."""

from dataclasses import dataclass

from kg.model import WINDOWS
from kg.queries.told import ToldPage, count_by_month, told_of
from kg.queries.values import Named
from kg.store.engine import literal, literals
from kg.store.finished import Store

MOST_SHARED = 40
_SHARED = """
    SELECT o.id, o.label, o.name, o.kind, max(CASE WHEN own = {a} THEN count ELSE 0 END) AS with_a,
           max(CASE WHEN own = {b} THEN count ELSE 0 END) AS with_b
    FROM ends JOIN entities o ON o.id = ends.other
    WHERE own IN ({ids}) AND other NOT IN ({ids}) AND ends.kind NOT IN ({far})
    GROUP BY o.id, o.label, o.name, o.kind HAVING count(DISTINCT own) = 2
    ORDER BY least(with_a, with_b) DESC, with_a + with_b DESC, o.id LIMIT {most}
"""
_FAR = ("part_of", "located_in", *WINDOWS[1:])


@dataclass(frozen=True, slots=True)
class SharedCompanion:
    """What stands beside both of two entities."""

    entity: Named
    with_a: int  # sentences, or statements
    with_b: int


@dataclass(frozen=True, slots=True)
class Together:
    """What two entities have in common."""

    sentences: ToldPage  # that name both
    months: tuple[tuple[str, int], ...]  # articles that have such a sentence
    shared: tuple[SharedCompanion, ...]


def compare(a: str, b: str, store: Store, *, skip: int = 0, limit: int = 20) -> Together:
    """Return what two entities, by their ids, have in common."""
    query = _SHARED.format(
        a=literal(a),
        b=literal(b),
        ids=literals((a, b)),
        far=literals(_FAR),
        most=MOST_SHARED,
    )
    shared = tuple(
        SharedCompanion(Named(id_, label, name, kind), with_a, with_b)
        for id_, label, name, kind, with_a, with_b in store.rows(query)
    )
    told = told_of((a, b), store, skip=skip, limit=limit)
    return Together(told, count_by_month((a, b), store), shared)
