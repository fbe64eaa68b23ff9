"""JSON for Cytoscape.js and the Cytoscape program."""

import json
from pathlib import Path

from kg.export.tables import Row, Tables, edge_spell
from kg.graph.kinds import UNDIRECTED
from kg.graph.placement import place_nodes


def write_cytoscape(tables: Tables, path: Path) -> None:
    """Write the graph as the JSON that cytoscape({...}) and Cytoscape's File, Import, Network take.

    `data` of a node: id, name, label, aliases (a list), mentions, code, parent_place, degree, strength,
    community, first_date, last_date; of an edge: id, source, target, kind, directed, count, weight,
    evidence, first_date, last_date. What is not known is left out. Nodes stand where the graph page
    has them (`layout: {name: "preset"}`). `parent` is not used: it means a box around nodes there.
    JSON escapes quotes and line breaks; nothing else is changed.
    """
    places = place_nodes(tables.graph, tables.edges)
    nodes = [
        {"data": _node(tables, id_), "position": {"x": places[id_][0], "y": places[id_][1]}}
        for id_ in tables.graph
    ]
    value = {
        "format_version": "1.0",
        "generated_by": "kg",
        "data": {"name": "kg"},
        "elements": {"nodes": nodes, "edges": _edges(tables)},
        "layout": {"name": "preset"},
    }
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")


def _node(tables: Tables, id_: str) -> Row:
    row: Row = {"id": id_, **tables.graph.nodes[id_]}
    row["aliases"] = [alias for alias in row["aliases"].split("|") if alias]
    row["parent_place"] = row.pop("parent")
    row["name"] = tables.names[id_]
    spell = tables.spells.get(id_)
    row |= {"first_date": spell[0], "last_date": spell[1]} if spell else {}
    return {key: value for key, value in row.items() if value != ""}


def _edges(tables: Tables) -> list[Row]:
    ordered = sorted(tables.edges, key=lambda edge: (edge.source, edge.target, edge.kind))
    rows = []
    for number, edge in enumerate(ordered):
        row: Row = {"id": f"e{number}", "source": edge.source, "target": edge.target, "kind": edge.kind}
        row |= {"directed": edge.kind not in UNDIRECTED, "count": edge.count, "weight": edge.weight}
        row["evidence"] = len(edge.evidence)
        spell = edge_spell(edge)
        rows.append({"data": row | ({"first_date": spell[0], "last_date": spell[1]} if spell else {})})
    return rows
