"""Which nodes and edges are shown where not all can be: the strongest."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

import networkx as nx

from kg.graph.kinds import FAINT, STATED, UNDIRECTED
from kg.model import Edge, Entity

DISTANT = ("article", "paragraph")  # kinds of edges too weak for a picture
FACT = 4.0  # a fact of its own counts as so many co-occurrences


def strongest_nodes(graph: "nx.MultiDiGraph[str]", most: int) -> list[str]:
    """Return the ids of at most so many nodes, the strongest first."""

    def order(node: str) -> tuple[float, int, str, str]:
        known = graph.nodes[node]
        return (
            -float(known.get("strength", 0)),
            -int(known.get("mentions", 0)),
            str(known.get("name", "")),
            node,
        )

    return sorted(graph, key=order)[:most]


def strongest_edges(edges: Iterable[Edge], nodes: Collection[str], most: int) -> list[Edge]:
    """Return at most so many edges between some nodes, stated facts and the strongest first."""

    def order(edge: Edge) -> tuple[bool, bool, float, int, str, str, str]:
        return (
            edge.kind not in STATED,
            edge.kind in FAINT,
            -edge.weight,
            -edge.count,
            edge.source,
            edge.target,
            edge.kind,
        )

    return sorted((edge for edge in edges if edge.source in nodes and edge.target in nodes), key=order)[:most]


def strongest_part(
    entities: Iterable[Entity], edges: Iterable[Edge], most: int
) -> tuple[Sequence[Entity], Sequence[Edge]]:
    """Return at most so many entities with the edges between them, the strongest of those that are close.

    Edges of articles and paragraphs are left out, and so are entities without any other edge.
    """
    close = [edge for edge in edges if edge.kind not in DISTANT and edge.source != edge.target]
    strength: dict[str, float] = defaultdict(float)
    for edge in close:
        pull = max(edge.weight, 0.0) * (FACT if edge.kind not in UNDIRECTED else 1.0)
        for end in (edge.source, edge.target):
            strength[end] += pull
    kept = set(sorted(strength, key=lambda id_: (-strength[id_], id_))[:most])
    linked = tuple(edge for edge in close if {edge.source, edge.target} <= kept)
    ends = {end for edge in linked for end in (edge.source, edge.target)}
    return tuple(entity for entity in entities if entity.id in ends), linked
