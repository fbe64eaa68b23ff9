"""Node-link JSON, as NetworkX writes and reads it and D3 examples take it."""

import json
from pathlib import Path

import networkx as nx

from kg.export.left_out import note_left_out
from kg.export.tables import GraphTables


def write_nodelink(tables: GraphTables, path: Path) -> None:
    """Write the graph as node-link JSON in UTF-8: `nx.node_link_graph(json.load(file), edges="edges")`.

    Keys of the file: directed, multigraph, graph, nodes, edges; an edge's `key` is its kind. Texts and
    numbers come back as they are in the graph; JSON escapes quotes and line breaks.
    """
    value = nx.node_link_data(tables.graph, edges="edges")
    value["graph"] |= note_left_out(tables.shown.part, "nodelink")
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
