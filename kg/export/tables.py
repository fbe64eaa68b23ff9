"""The tables of a finished build with the graph that they make: what every format is written from."""

from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from kg.graph.measures import Measures, measure_nodes
from kg.graph.selection import MOST_EDGES
from kg.graph.shown import Shown, show_graph
from kg.store.engine import Engine
from kg.store.tables import Tables


@dataclass(frozen=True)
class GraphTables(Tables):
    """The tables of a build; the graph is made of them when it is first asked for."""

    most_edges: int = MOST_EDGES  # of the graph; 0 for all
    engine: Engine | None = None  # of the same build, to ask for what is not held in memory

    @property
    def asked(self) -> Engine:
        """The engine; RuntimeError where the tables have none."""
        if self.engine is None:
            raise RuntimeError("tables without an engine")
        return self.engine

    @cached_property
    def shown(self) -> Shown:
        """The part that is shown as a graph."""
        return show_graph(self.entities, self.edges, self.most_edges)

    @property
    def graph(self) -> "nx.MultiDiGraph[str]":
        """The graph of the part that is shown, the same as in the build's graph.graphml."""
        return self.shown.graph

    @cached_property
    def measures(self) -> dict[str, Measures]:
        """What all edges tell of each entity that has any."""
        return measure_nodes(self.edges)
