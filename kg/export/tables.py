"""The tables of a finished build with the graph that they make: what every format is written from."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import networkx as nx

from kg.graph.measures import Measures, measure_nodes
from kg.graph.selection import MOST_EDGES
from kg.graph.shown import Shown, show_graph
from kg.store.engine import Engine
from kg.store.tables import Tables, read_tables


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


def read_graph_tables(out: Path, most_edges: int | None = None) -> GraphTables:
    """Return the tables of the finished build in a folder; OutputError as `read_tables` raises it.

    `most_edges` is how many edges the graph holds, 0 standing for all; without it, as many as the build was
    told.
    """
    tables = read_tables(out)
    if most_edges is None:
        told = tables.run.get("configuration", {}).get("most_edges")
        most_edges = told if isinstance(told, int) else MOST_EDGES
    return GraphTables(**vars(tables), most_edges=most_edges)
