"""The graph: entities as nodes, edges with their kinds, counts and weights, and communities."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise

import networkx as nx

from kg.graph.kinds import OF_NAMES
from kg.graph.measures import Measures, measure_nodes
from kg.model import Edge, Entity

SEED = 20240415
ALIAS_SEPARATOR = "|"
_UNITS = 2**24  # the weight of all edges: a power of two, whose square times four is below 2**53


def build_graph(
    entities: Sequence[Entity],
    edges: Iterable[Edge],
    seed: int = SEED,
    measures: Mapping[str, Measures] | None = None,
) -> "nx.MultiDiGraph[str]":
    """Return the graph of the entities and edges, with attributes of type str, int and float only.

    Nodes: label, name, aliases (joined by |), mentions, code, level, parent, located_in, kind, rank,
    degree, strength, community, and of a place whose position is known latitude, longitude. Edges (key:
    their kind): kind, count, weight, first_date, last_date, evidence (its passages counted); of
    co-occurrence also g2 and backbone. A missing text is "", a missing level 0. `degree` counts neighbors,
    `strength` sums the weights above 0, `community` numbers the Louvain communities from the largest (0);
    nodes without edges have -1. Edges that names alone state (part_of, located_in) count for none of them.
    Where the entities and edges are a part of a larger graph, `measures` are those of the whole.

    Edges whose source or target is no entity are an error of the caller: KeyError.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in sorted(entities, key=lambda entity: entity.id):
        graph.add_node(entity.id, **_node_attributes(entity))
    ordered = sorted(edges, key=lambda edge: (edge.source, edge.target, edge.kind))
    for edge in ordered:
        for end in (edge.source, edge.target):
            if end not in graph:
                raise KeyError(f"edge {edge.source} - {edge.target} ({edge.kind}): {end} is no entity")
        graph.add_edge(edge.source, edge.target, key=edge.kind, **_edge_attributes(edge))
    known = measure_nodes(ordered) if measures is None else measures
    _add_measures(graph, known, find_communities(ordered, seed))
    return graph


def find_communities(edges: Iterable[Edge], seed: int = SEED) -> list[list[str]]:
    """Return the communities that some edges make, the largest first, each sorted.

    Louvain on the undirected graph with the sum of the positive weights; the same edges in the same order
    and the same seed give the same communities. Nodes without such an edge belong to none. The weights are
    told in whole units, so many in all that the gain of each move is computed without rounding: where two
    moves gain the same, rounding makes either look better than the other, and NetworkX goes to and fro
    between them for ever.
    """
    weights: dict[tuple[str, str], float] = {}
    for edge in edges:
        if edge.weight > 0 and edge.source != edge.target and edge.kind not in OF_NAMES:
            ends = min(edge.source, edge.target), max(edge.source, edge.target)
            weights[ends] = weights.get(ends, 0.0) + edge.weight
    if not weights:
        return []
    sums = [0.0, *accumulate(weights.values())]
    units = [round(_UNITS * (each / sums[-1])) for each in sums]
    tied: nx.Graph[str] = nx.Graph()
    for (source, target), (before, after) in zip(weights, pairwise(units), strict=True):
        tied.add_edge(source, target, weight=after - before)
    found = nx.community.louvain_communities(tied, weight="weight", seed=seed)
    return sorted(map(sorted, found), key=lambda members: (-len(members), members))


def _node_attributes(entity: Entity) -> dict[str, str | int | float]:
    position = {"latitude": entity.latitude, "longitude": entity.longitude}
    attributes: dict[str, str | int | float] = {
        "label": entity.label,
        "name": entity.name,
        "aliases": ALIAS_SEPARATOR.join(entity.aliases),
        "mentions": entity.mentions,
        "code": entity.code or "",
        "level": entity.level or 0,
        "parent": entity.parent or "",
        "located_in": entity.located_in or "",
        "kind": entity.kind or "",
        "rank": entity.rank or "",
    }
    return attributes | {name: value for name, value in position.items() if value is not None}


def _edge_attributes(edge: Edge) -> dict[str, str | int | float]:
    attributes: dict[str, str | int | float] = {
        "kind": edge.kind,
        "count": edge.count,
        "weight": float(edge.weight),
        "first_date": edge.first_date or "",
        "last_date": edge.last_date or "",
        "evidence": len(edge.evidence),
    }
    if edge.g2 is not None:
        attributes["g2"] = edge.g2
    if edge.backbone is not None:
        attributes["backbone"] = edge.backbone
    return attributes


def _add_measures(
    graph: "nx.MultiDiGraph[str]", measures: Mapping[str, Measures], communities: Iterable[Iterable[str]]
) -> None:
    """Set degree, strength and community of every node."""
    community = {node: number for number, members in enumerate(communities) for node in members}
    for node, attributes in graph.nodes(data=True):
        attributes["degree"], attributes["strength"] = measures.get(node, Measures())
        attributes["community"] = community.get(node, -1)
