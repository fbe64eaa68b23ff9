"""What a view shows as a graph: the entities that it names, and all edges between them."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import networkx as nx

from kg.graph.building import build_graph
from kg.model import KINDS
from kg.queries.linked import TakenIn
from kg.queries.surroundings import among
from kg.queries.told import Told
from kg.queries.values import TenureRow
from kg.serve.answers import Question

FORMS = ("json", "csv", "graphml")


def graph_of(ids: Iterable[str], asked: Question) -> "Callable[[], nx.MultiDiGraph[str]]":
    """Return what makes the graph of some entities when it is asked for."""

    def whole() -> "nx.MultiDiGraph[str]":
        found = among(list(dict.fromkeys(ids)), asked.snapshot, TakenIn(KINDS))
        return build_graph(found.entities, found.edges)

    return whole


def named_in(told: Iterable[Told]) -> Iterator[str]:
    """Yield the ids of the entities that sentences name."""
    return (mark.entity for each in told for mark in each.marks if mark.entity)


def named_by(held: Sequence[TenureRow]) -> Iterator[str]:
    """Yield the ids of the people, posts and bodies of tenures."""
    return (id_ for row in held for id_ in (row.person.id, row.post, row.body.id))
