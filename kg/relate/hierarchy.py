"""Edges that names alone state: what is part of what, and where a body is."""

from collections.abc import Iterable, Iterator

from kg.model import Edge, Entity

STATED = 1.0
_HELD = ("LOC", "ORG")  # the parent of a post is its body, which an `at` edge states


def hierarchy_edges(entities: Iterable[Entity]) -> list[Edge]:
    """Return the edges `part_of` (to the nearest place or body above) and `located_in` (body to division).

    They come from the names, not from a sentence: no evidence, no dates, a count of 0. Only entities that
    the corpus has are linked; between a county and its province the prefecture may be missing.
    """
    known = list(entities)
    ids = {entity.id for entity in known}
    edges = [edge for entity in known for edge in _edges_of(entity) if edge.target in ids]
    return sorted(edges, key=lambda edge: (edge.kind, edge.source, edge.target))


def _edges_of(entity: Entity) -> Iterator[Edge]:
    if entity.label in _HELD and entity.parent and entity.parent != entity.id:
        yield _edge(entity.id, entity.parent, "part_of")
    if entity.located_in and entity.located_in != entity.id:
        yield _edge(entity.id, entity.located_in, "located_in")


def _edge(source: str, target: str, kind: str) -> Edge:
    return Edge(source, target, kind, 0, STATED, None, None)
