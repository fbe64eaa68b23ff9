"""JSON for Cytoscape.js and the Cytoscape program."""

import json
from pathlib import Path

from kg.export.elements import Values, edge_values, node_values, ordered_edges, ordered_entities
from kg.export.left_out import note_left_out
from kg.export.tables import GraphTables
from kg.graph.kinds import UNDIRECTED
from kg.graph.placement import place_nodes
from kg.model import Edge, Entity

NAMES = {"parent": "parent_place"}


def write_cytoscape(tables: GraphTables, path: Path) -> None:
    """Write the graph as the JSON that cytoscape({...}) and Cytoscape's File, Import, Network take.

    `data` of a node and an edge are the columns of their tables, of an edge also its id and `directed`;
    aliases are a list, evidence is its number. What is not known is left out. Nodes stand where the graph
    page has them (`layout: {name: "preset"}`). `parent` would draw a box around nodes: it is `parent_place`.
    JSON escapes quotes and line breaks; nothing else is changed.
    """
    ordered = ordered_edges(tables)
    places = place_nodes(tables.graph, ordered)
    nodes = [
        {"data": _node(tables, entity), "position": dict(zip("xy", places[entity.id], strict=True))}
        for entity in ordered_entities(tables)
    ]
    edges = [_edge(number, edge) for number, edge in enumerate(ordered)]
    value = {
        "format_version": "1.0",
        "generated_by": "kg",
        "data": {"name": "kg", **note_left_out(tables.shown.part, "cytoscape")},
        "elements": {"nodes": nodes, "edges": edges},
        "layout": {"name": "preset"},
    }
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")


def _node(tables: GraphTables, entity: Entity) -> Values:
    values = node_values(tables, entity)
    return _known({NAMES.get(name, name): value for name, value in values.items()})


def _edge(number: int, edge: Edge) -> dict[str, Values]:
    values: Values = {"id": f"e{number}", **edge_values(edge)}
    values |= {"directed": edge.kind not in UNDIRECTED, "evidence": len(edge.evidence)}
    return {"data": _known(values)}


def _known(values: Values) -> Values:
    return {name: value for name, value in values.items() if value not in (None, "")}
