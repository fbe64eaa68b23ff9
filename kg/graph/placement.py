"""How large the nodes of a drawing are, how its edges pull, and where the nodes stand then."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import networkx as nx

from kg.graph.kinds import FAINT
from kg.graph.layout import Link, lay_out
from kg.model import Edge

WEAKEST = 0.05  # pull of a link without weight, so that it still joins
FAINT_PULL = 0.1  # pull of a faint link, compared with a co-occurrence in a sentence


class Sizes(NamedTuple):
    """The radii of the weakest and of the strongest node, and the power of the strength in between."""

    smallest: float = 4.5
    largest: float = 22.0
    power: float = 0.5  # a node's area grows with its strength


def scale_radii(strengths: Sequence[float], sizes: Sizes) -> list[float]:
    """Return the radius of each node by its strength.

    >>> scale_radii([4.0, 1.0, 0.0], Sizes(5.0, 25.0, 0.5))
    [25.0, 15.0, 5.0]
    """
    strongest = max(strengths, default=0.0) or 1.0
    span = sizes.largest - sizes.smallest
    return [sizes.smallest + span * (strength / strongest) ** sizes.power for strength in strengths]


def node_radii(graph: "nx.MultiDiGraph[str]") -> dict[str, float]:
    """Return the radius of each node of a graph of kg.graph.build_graph."""
    strengths = [float(known["strength"]) for _, known in graph.nodes(data=True)]
    return dict(zip(graph, scale_radii(strengths, Sizes()), strict=True))


def links_of(edges: Iterable[Edge], position: Mapping[str, int]) -> list[Link]:
    """Return what pulls in a layout: the positions of the ends of each edge, and its pull above 0."""
    return [
        (
            position[edge.source],
            position[edge.target],
            max(edge.weight, WEAKEST) * (FAINT_PULL if edge.kind in FAINT else 1.0),
        )
        for edge in edges
        if edge.source != edge.target
    ]


def place_nodes(graph: "nx.MultiDiGraph[str]", edges: Iterable[Edge]) -> dict[str, tuple[int, int]]:
    """Return the place of each node of a graph and its edges, the same for the same order of these."""
    position = {id_: number for number, id_ in enumerate(graph)}
    groups = [int(known["community"]) for _, known in graph.nodes(data=True)]
    radii = list(node_radii(graph).values())
    return dict(zip(position, lay_out(radii, links_of(edges, position), groups), strict=True))
