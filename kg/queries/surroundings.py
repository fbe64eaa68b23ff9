"""What lies around an entity in the graph: the strongest edges, step by step."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kg.model import Edge, Entity, Evidence
from kg.queries.columns import columns_of
from kg.queries.linked import TakenIn, linked_in
from kg.queries.rows import read_quotes, with_passages
from kg.queries.values import Quote
from kg.schema import Row
from kg.store.engine import literal
from kg.store.finished import Store

MOST_EACH = 24  # edges that one step takes from an entity
MOST_AROUND = 100  # entities in all


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A part of the graph around some entities."""

    entities: tuple[Entity, ...]
    edges: tuple[Edge, ...]
    cut: bool  # whether stronger edges were taken and others left


def surroundings(
    ids: Sequence[str],
    store: Store,
    taken: TakenIn,
    *,
    steps: int = 1,
    most: int = MOST_AROUND,
    passages: int | None = None,
) -> Surroundings:
    """Return the entities within some steps of others and all edges between them, of what is taken in.

    Stated facts are taken first, then the meetings that chance explains least: of each
    entity the first MOST_EACH, of all together `most`. Edges have all their passages; with a number of
    `passages` those at the entities asked for have the first of theirs, others none.
    """
    found, rim, cut = list(dict.fromkeys(ids)), list(ids), False
    for _ in range(steps):
        if len(found) >= most:
            cut = True
            break
        rows = sorted(linked_in(store).step(rim, taken, MOST_EACH))
        known = set(found)
        fresh = [other for other in dict.fromkeys(other for *_, other in rows) if other not in known]
        cut = cut or len(found) + len(fresh) > most or any(place == MOST_EACH for place, *_ in rows)
        rim = fresh[: max(0, most - len(found))]
        found += rim
    return among(found, store, taken, cut=cut, quoted=None if passages is None else (ids, passages))


def among(
    ids: Sequence[str],
    store: Store,
    taken: TakenIn,
    *,
    cut: bool = False,
    quoted: tuple[Collection[str], int] | None = None,
) -> Surroundings:
    """Return some entities and all edges between them that are taken in.

    Edges have all their passages; with `quoted` those at some of the entities have so many, others none.
    """
    if not ids:
        return Surroundings((), (), cut)
    linked, columns = linked_in(store), columns_of(store)
    known = sorted(id_ for id_ in set(ids) if id_ in linked.numbers)
    entities = (
        Entity(**row | {"aliases": tuple(row["aliases"])})
        for row in columns.entities([linked.numbers[id_] for id_ in known])
    )
    ends = linked.between(dict.fromkeys(ids), taken)
    told_of = columns.edges([row for row, *_ in ends])
    edges = [
        {"row": row, "source": source, "target": target} | told
        for (row, source, target), told in zip(ends, told_of, strict=True)
    ]
    edges.sort(key=lambda edge: (edge["kind"], edge["source"], edge["target"]))
    near, passages = quoted or (ids, 0)
    told = [row for row in edges if row["source"] in near or row["target"] in near]
    evidence = {row["row"]: row["evidence"] for row in with_passages(store, told, passages)}
    return Surroundings(
        tuple(entities), tuple(_edge(row, evidence.get(row["row"]) or ()) for row in edges), cut
    )


def quotes_between(source: str, target: str, kind: str, store: Store, most: int) -> tuple[Quote, ...]:
    """Return the first sentences that an edge of the graph rests on; none where there is no such edge."""
    here = f"own = {literal(source)} AND other = {literal(target)} AND kind = {literal(kind)}"
    edges = with_passages(store, store.records(f"SELECT row FROM ends WHERE {here} AND forward"), most)
    passages = [Evidence(**passage) for edge in edges for passage in edge["evidence"] or ()]
    quotes = read_quotes(store, passages)
    return tuple(quotes[passage] for passage in passages if passage in quotes)


def _edge(row: Row, passages: Iterable[Row]) -> Edge:
    evidence = tuple(Evidence(**passage) for passage in passages)
    return Edge(**{name: value for name, value in row.items() if name != "row"} | {"evidence": evidence})
