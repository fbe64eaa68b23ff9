"""Which nodes and edges are shown where not all can be: the strongest, by one rule for all formats."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Generic, Protocol, TypeVar

import networkx as nx

from kg.graph.kinds import OF_NAMES, STATED, UNDIRECTED
from kg.model import Edge, Entity

MOST_EDGES = 100_000  # that a file of the graph holds, unless more are asked for
DISTANT = ("article", "paragraph")  # kinds of edges too weak for a picture
FACT = 4.0  # a fact of its own counts as so many co-occurrences


class Tie(Protocol):
    """What the rule asks of an edge, be it a value or a row of a query."""

    @property
    def source(self) -> str:
        """The id of one end."""

    @property
    def target(self) -> str:
        """The id of the other end."""

    @property
    def kind(self) -> str:
        """The kind of the edge."""

    @property
    def backbone(self) -> float | None:
        """Alpha of the disparity filter, None of a fact."""

    @property
    def weight(self) -> float:
        """The weight of the edge."""

    @property
    def count(self) -> int:
        """How many passages say so."""


AnyTie = TypeVar("AnyTie", bound=Tie)


@dataclass(frozen=True, slots=True)
class Selection(Generic[AnyTie]):
    """The part of a graph that is shown, and how large the whole is."""

    nodes: tuple[str, ...]  # ids, in the order in which they were given
    edges: tuple[AnyTie, ...]
    most: int  # edges at most; 0 for all
    all_nodes: int
    all_edges: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return len(self.edges) == self.all_edges


def rank(tie: Tie) -> tuple[int, float, float, int, str, str, str]:
    """Return the place of an edge in the order of the rule, the smallest first; no two edges share one.

    First what passages state (holds, at, byline), then co-occurrence by backbone, the smaller first (none
    counts as 1), by weight and by count, the larger first; last what names state (part_of, located_in), for
    nodes have it as attributes too. What is equal goes by ids and kind.
    """
    told = 0 if tie.kind in STATED else 2 if tie.kind in OF_NAMES else 1
    alpha = 1.0 if tie.backbone is None else tie.backbone
    return told, alpha, -tie.weight, -tie.count, tie.source, tie.target, tie.kind


def shown_part(nodes: Iterable[str], ties: Iterable[AnyTie], most: int = MOST_EDGES) -> Selection[AnyTie]:
    """Return the part of a graph that is shown: at most so many edges, the first by `rank`; 0 stands for all.

    Where edges are left out, nodes that keep none go with them; else every node stays. Both may be streams:
    no more than the part is held, and the nodes. Edges come as given, by rank where some are left out.
    """
    given = tuple(nodes)
    counted = _Counted(ties)
    kept = list(islice(counted, most or None))
    beyond = next(counted, None)
    if beyond is not None:
        kept = heapq.nsmallest(most, chain(kept, [beyond], counted), key=rank)
        ends = {end for tie in kept for end in (tie.source, tie.target)}
        return Selection(
            tuple(id_ for id_ in given if id_ in ends), tuple(kept), most, len(given), counted.count
        )
    return Selection(given, tuple(kept), most, len(given), counted.count)


class _Counted(Iterator[AnyTie]):
    """Edges on their way, counted."""

    def __init__(self, ties: Iterable[AnyTie]) -> None:
        """Begin with none."""
        self.count = 0
        self._ties = iter(ties)

    def __next__(self) -> AnyTie:
        """Return the next edge."""
        tie = next(self._ties)
        self.count += 1
        return tie


def strongest_nodes(graph: "nx.MultiDiGraph[str]", nodes: Iterable[str], most: int) -> list[str]:
    """Return the ids of at most so many of some nodes, the strongest first."""

    def order(node: str) -> tuple[float, int, str, str]:
        known = graph.nodes[node]
        return (
            -float(known.get("strength", 0)),
            -int(known.get("mentions", 0)),
            str(known.get("name", "")),
            node,
        )

    return sorted(nodes, key=order)[:most]


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
