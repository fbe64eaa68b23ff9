"""The tables of a finished build with the graph that they make: what every format is written from."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import networkx as nx

from kg.graph import build_graph
from kg.store.tables import Tables, read_tables


@dataclass(frozen=True)
class GraphTables(Tables):
    """The tables of a build; the graph is made of them when it is first asked for."""

    @cached_property
    def graph(self) -> "nx.MultiDiGraph[str]":
        """The graph of kg.graph.build_graph, the same as in the build's graph.graphml."""
        return build_graph(self.entities, self.edges)


def read_graph_tables(out: Path) -> GraphTables:
    """Return the tables of the finished build in a folder; OutputError as `read_tables` raises it."""
    return GraphTables(**vars(read_tables(out)))
