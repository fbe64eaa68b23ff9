"""The neighbors of an entity."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.errors import ConfigError
from kg.model import KINDS, LABELS, WINDOWS, Evidence
from kg.queries.names import find_one, find_others
from kg.queries.periods import overlapping, read_range
from kg.queries.rows import EDGE, named, passages_of, quotes_of, read_quotes, with_passages
from kg.queries.values import Named, Neighbor, Neighbors, Quote
from kg.schema import Row
from kg.store.engine import literal, literals
from kg.store.finished import Store, asking

_PLACES = " ".join(f"WHEN '{kind}' THEN {place}" for place, kind in enumerate(WINDOWS))
_NEARNESS = f"CASE kind {_PLACES} END"  # how near two meet; null for what is no meeting
_NEIGHBORS = f"""
    SELECT e.row, o.id, o.label, o.name, o.kind AS body_kind, e.kind, e.forward, e.weight, e.count,
           e.first_date, e.last_date, count(*) OVER () AS total
    FROM (
      SELECT *, min(nearness) OVER (PARTITION BY source, target) AS nearest FROM (
        SELECT row, {EDGE}, source = {{id}} AS forward, {_NEARNESS} AS nearness,
               CASE WHEN source = {{id}} THEN target ELSE source END AS other
        FROM numbered WHERE (source = {{id}} OR target = {{id}}) AND {{kinds}} AND {{period}}
      ) AS own
    ) AS e JOIN entities o ON o.id = e.other
    WHERE {{chosen}}
    ORDER BY e.kind IN ('part_of', 'located_in'), o.label = 'LOC', e.weight DESC, e.count DESC,
             e.kind, o.name, o.id
    {{limit}}
"""


def neighbors(
    name: str,
    out: Path | Store,
    *,
    labels: Sequence[str] = (),
    kinds: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    limit: int = 0,
) -> Neighbors:
    """Return the neighbors of a name, alias or id, the heaviest first, `limit` of them (0: all).

    Places come after people, bodies and posts; what lies where, which no sentence says, comes last. Every
    other neighbor has its first sentence.
    Two names that meet in a sentence also meet in its article: without `kinds`, only the nearest kind of
    meeting is told. `since` and `until` (YYYY, YYYY-MM, YYYY-MM-DD) leave out what is undated.
    Raises InputError for a name that no entity or several have, ConfigError for an unknown label or kind.
    """
    check_choices("--label", labels, LABELS)
    check_choices("--kind", kinds, KINDS)
    period = read_range(since, until)
    with asking(out) as store:
        entity = find_one(name, store)
        chosen = ["TRUE"]
        if labels:
            chosen.append(f"o.label IN ({literals(labels)})")
        if not kinds:
            chosen.append("(e.nearness IS NULL OR e.nearness = e.nearest)")
        rows = store.records(
            _NEIGHBORS.format(
                id=literal(entity["id"]),
                kinds=f"kind IN ({literals(kinds)})" if kinds else "TRUE",
                period=overlapping("first_date", "last_date", period),
                chosen=" AND ".join(chosen),
                limit=f"LIMIT {limit}" if limit else "",
            )
        )
        told = with_passages(store, rows, most=1)
        quotes = read_quotes(store, (passage for row in told for passage in passages_of(row)))
        others = find_others(name, entity["id"], store)
    found = tuple(_neighbor(row, quotes) for row in told)
    return Neighbors(named(entity), rows[0]["total"] if rows else 0, found, others)


def check_choices(flag: str, given: Iterable[str], known: Sequence[str]) -> None:
    """Raise ConfigError for a value that a flag does not know."""
    for value in given:
        if value not in known:
            raise ConfigError(
                "{flag}: {value!r} is not known; choose from {known}",
                flag=flag,
                value=value,
                known=" ".join(known),
            )


def _neighbor(row: Row, quotes: dict[Evidence, Quote]) -> Neighbor:
    return Neighbor(
        entity=Named(row["id"], row["label"], row["name"], row["body_kind"]),
        kind=row["kind"],
        forward=row["forward"],
        weight=row["weight"],
        count=row["count"],
        first_date=row["first_date"],
        last_date=row["last_date"],
        quotes=quotes_of(row, quotes),
    )
