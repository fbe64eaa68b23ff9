"""Whom and what an entity is told of together with, by label, the best attested first."""

from dataclasses import dataclass

from kg.model import LABELS, WINDOWS
from kg.queries.rows import read_named
from kg.queries.values import Named
from kg.store.engine import literal
from kg.store.finished import Store

MOST_COMPANIONS = 12  # of each label
_MET = """
    SELECT * FROM (
      SELECT other, label, count, weight, first_date, last_date, count(*) OVER (PARTITION BY label) AS total,
             row_number() OVER (PARTITION BY label ORDER BY count DESC, coalesce(g2, 0) DESC, other) AS place
      FROM ends WHERE own = {id} AND kind = {kind}
    ) AS placed WHERE place <= {most} ORDER BY place
"""


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity that another one is told of together with."""

    entity: Named
    count: int  # sentences, or what `met_in` says
    weight: float
    first_date: str | None
    last_date: str | None


@dataclass(frozen=True, slots=True)
class Companions:
    """The companions of one label."""

    label: str
    met_in: str  # sentence, paragraph or article
    total: int
    companions: tuple[Companion, ...]


def companions_of(id_: str, store: Store, most: int = MOST_COMPANIONS) -> tuple[Companions, ...]:
    """Return the companions of an entity: of each label so many, those with the most sentences first."""
    queries = ((kind, _MET.format(id=literal(id_), kind=literal(kind), most=most)) for kind in WINDOWS)
    kind, rows = next(((kind, rows) for kind, query in queries if (rows := store.records(query))), ("", []))
    names = read_named(store, {row["other"] for row in rows})
    found: dict[str, list[Companion]] = {}
    totals: dict[str, tuple[str, int]] = {}
    for row in rows:
        totals[row["label"]] = kind, row["total"]
        found.setdefault(row["label"], []).append(
            Companion(names[row["other"]], row["count"], row["weight"], row["first_date"], row["last_date"])
        )
    return tuple(Companions(label, *totals[label], tuple(found[label])) for label in LABELS if label in found)
