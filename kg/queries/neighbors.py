"""The neighbors of an entity."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.errors import ConfigError
from kg.model import KINDS, LABELS, WINDOWS
from kg.queries.names import find_one
from kg.queries.periods import overlaps, read_range
from kg.queries.rows import named, read_entities, read_rows
from kg.queries.values import Neighbor, Neighbors
from kg.schema import Row


def neighbors(
    name: str,
    out: Path,
    *,
    labels: Sequence[str] = (),
    kinds: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    limit: int = 0,
) -> Neighbors:
    """Return the neighbors of a name, alias or id, the heaviest first, `limit` of them (0: all).

    Two names that meet in a sentence also meet in its article: without `kinds`, only the nearest kind of
    meeting is told. `since` and `until` (YYYY, YYYY-MM, YYYY-MM-DD) leave out what is undated.
    Raises InputError for a name that no entity or several have, ConfigError for an unknown label or kind.
    """
    check_choices("--label", labels, LABELS)
    check_choices("--kind", kinds, KINDS)
    period = read_range(since, until)
    entities = read_entities(out)
    entity = find_one(name, entities.values(), out)
    edges = [
        edge
        for edge in read_rows(out, "edges", [entity["id"]])
        if entity["id"] in (edge["source"], edge["target"])
        and (not kinds or edge["kind"] in kinds)
        and overlaps(edge["first_date"], edge["last_date"], period)
    ]
    found = [_neighbor(edge, entity, entities) for edge in (edges if kinds else _nearest(edges))]
    chosen = [each for each in found if not labels or each.entity.label in labels]
    chosen.sort(key=lambda each: (-each.weight, -each.count, each.kind, each.entity.name, each.entity.id))
    return Neighbors(named(entity), len(chosen), tuple(chosen[: limit or None]))


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


def _nearest(edges: Sequence[Row]) -> list[Row]:
    """Return the edges without the meetings that a nearer meeting of the same two implies."""
    near: dict[tuple[str, str], int] = {}
    for edge in edges:
        if edge["kind"] in WINDOWS:
            pair = (edge["source"], edge["target"])
            near[pair] = min(WINDOWS.index(edge["kind"]), near.get(pair, len(WINDOWS)))
    return [
        edge
        for edge in edges
        if edge["kind"] not in WINDOWS or WINDOWS.index(edge["kind"]) == near[edge["source"], edge["target"]]
    ]


def _neighbor(edge: Row, entity: Row, entities: dict[str, Row]) -> Neighbor:
    forward = edge["source"] == entity["id"]
    return Neighbor(
        entity=named(entities[edge["target" if forward else "source"]]),
        kind=edge["kind"],
        forward=forward,
        weight=edge["weight"],
        count=edge["count"],
        first_date=edge["first_date"],
        last_date=edge["last_date"],
    )
