"""Whom and what an entity is told of together with, by label, the best attested first."""

from dataclasses import dataclass

from kg.model import LABELS, WINDOWS
from kg.queries.values import Named
from kg.store.engine import literal, literals
from kg.store.finished import Store

MOST_COMPANIONS = 12  # of each label
_MET = """
    WITH met AS (
      SELECT kind, count, weight, g2, first_date, last_date, other
      FROM ends WHERE own = {id} AND kind IN ({windows})
    ), nearest AS (SELECT kind FROM met ORDER BY {nearness} LIMIT 1)
    SELECT * FROM (
      SELECT o.id, o.label, o.name, o.kind AS body_kind, m.kind, m.count, m.weight, m.first_date, m.last_date,
             count(*) OVER (PARTITION BY o.label) AS total,
             row_number() OVER (
               PARTITION BY o.label ORDER BY m.count DESC, coalesce(m.g2, 0) DESC, o.id) AS place
      FROM met m JOIN entities o ON o.id = m.other WHERE m.kind = (SELECT kind FROM nearest)
    ) AS placed WHERE place <= {most} ORDER BY place
"""
_NEARNESS = " ".join(f"WHEN '{kind}' THEN {place}" for place, kind in enumerate(WINDOWS))


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
    query = _MET.format(
        id=literal(id_),
        windows=literals(WINDOWS),
        nearness=f"CASE kind {_NEARNESS} END",
        most=most,
    )
    found: dict[str, list[Companion]] = {}
    totals: dict[str, tuple[str, int]] = {}
    for row in store.records(query):
        totals[row["label"]] = row["kind"], row["total"]
        entity = Named(row["id"], row["label"], row["name"], row["body_kind"])
        found.setdefault(row["label"], []).append(
            Companion(entity, row["count"], row["weight"], row["first_date"], row["last_date"])
        )
    return tuple(Companions(label, *totals[label], tuple(found[label])) for label in LABELS if label in found)
