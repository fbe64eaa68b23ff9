"""Two entities beside each other: what they share, and what makes them one or two."""

from dataclasses import dataclass

from kg.model import KINDS, WINDOWS
from kg.queries.rows import read_named
from kg.queries.told import ToldPage, count_by_month, told_of
from kg.queries.values import Named
from kg.store.engine import literal, literals
from kg.store.finished import Store

MOST_SHARED = 40
_SHARED = """
    SELECT a.other, a.count AS with_a, b.count AS with_b
    FROM (
      SELECT other, max(count) AS count FROM ends WHERE own = {a} AND kind IN ({near}) GROUP BY other
    ) AS a JOIN (
      SELECT other, max(count) AS count FROM ends WHERE own = {b} AND kind IN ({near}) GROUP BY other
    ) AS b ON b.other = a.other
    WHERE a.other NOT IN ({a}, {b})
    ORDER BY least(with_a, with_b) DESC, with_a + with_b DESC, a.other LIMIT {most}
"""
_NEAR = [kind for kind in KINDS if kind not in ("part_of", "located_in", *WINDOWS[1:])]


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
    query = _SHARED.format(a=literal(a), b=literal(b), near=literals(_NEAR), most=MOST_SHARED)
    rows = list(store.rows(query))
    names = read_named(store, {other for other, *_ in rows})
    shared = tuple(SharedCompanion(names[other], with_a, with_b) for other, with_a, with_b in rows)
    told = told_of((a, b), store, skip=skip, limit=limit)
    return Together(told, count_by_month((a, b), store), shared)
