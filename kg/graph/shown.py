"""The graph that is shown: the strongest part of all edges, with measures of the whole."""

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

from kg.graph.building import build_graph
from kg.graph.measures import measure_nodes
from kg.graph.selection import MOST_EDGES, Selection, shown_part
from kg.model import Edge, Entity


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of a graph, as values and as a graph."""

    part: Selection[Edge]
    entities: tuple[Entity, ...]  # of the part, in the order given
    graph: "nx.MultiDiGraph[str]"  # of the part; degree and strength of its nodes count all edges


def show_graph(entities: Sequence[Entity], edges: Sequence[Edge], most: int = MOST_EDGES) -> Shown:
    """Return the graph of at most so many edges, chosen by `kg.graph.selection`; 0 stands for all."""
    part = shown_part((entity.id for entity in entities), edges, most)
    if part.is_whole:
        return Shown(part, tuple(entities), build_graph(entities, edges))
    nodes = set(part.nodes)
    chosen = tuple(entity for entity in entities if entity.id in nodes)
    return Shown(part, chosen, build_graph(chosen, part.edges, measures=measure_nodes(edges)))
