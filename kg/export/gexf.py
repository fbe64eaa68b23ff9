"""GEXF 1.3 for Gephi, Gephi Lite and graphology: the graph with its timeline."""

from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from kg.days import first_day, last_day
from kg.export.colors import COLORS
from kg.export.elements import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    Values,
    edge_values,
    node_values,
    ordered_edges,
    ordered_entities,
)
from kg.export.left_out import say_left_out
from kg.export.tables import GraphTables
from kg.graph.building import ALIAS_SEPARATOR
from kg.graph.kinds import UNDIRECTED
from kg.graph.placement import node_radii, place_nodes
from kg.model import Edge
from kg.schema import Column, Type
from kg.store.tables import Spell, edge_spell

NAMESPACE = "http://gexf.net/1.3"
VIZ = "http://gexf.net/1.3/viz"
Columns = tuple[Column, ...]
TYPES: dict[Type, str] = {
    "text": "string", "date": "string", "period": "string", "integer": "long", "real": "double",
    "texts": "string", "passages": "long",
}  # fmt: skip
OF_NODE = ("id", "name")  # GEXF has places of its own for these
OF_EDGE = ("source", "target", "kind", "weight")
NODE = tuple(column for column in NODE_COLUMNS if column.name not in OF_NODE)
EDGE = tuple(column for column in EDGE_COLUMNS if column.name not in OF_EDGE)
TITLES = {"label": "category"}  # `label` is what GEXF calls the name of a node


def write_gexf(tables: GraphTables, path: Path) -> None:
    """Write the graph as dynamic GEXF 1.3 in UTF-8.

    A node is labeled with its name and has its label (PER LOC ORG TITLE) as `category`; a node and an
    edge have a spell from the first to the last date on which the pages tell of them, or none (always)
    without dates. Co-occurrences are undirected, other edges directed; `kind` and `weight` are the
    attributes that GEXF has for them. Nodes have place, size and color. Numbers are typed; empty texts
    are left out.
    Names keep everything but what kg.store.clean.clean_text replaces: line breaks and quotes are
    escaped.
    """
    root = ET.Element("gexf", {"xmlns": NAMESPACE, "xmlns:viz": VIZ, "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = "kg"
    if note := say_left_out(tables.shown.part, "gexf"):
        ET.SubElement(meta, "description").text = note
    graph = ET.SubElement(root, "graph", mode="dynamic", defaultedgetype="undirected", timeformat="date")
    graph.set("timerepresentation", "interval")
    _add_columns(graph, "node", NODE)
    _add_columns(graph, "edge", EDGE)
    ordered = ordered_edges(tables)
    _add_nodes(ET.SubElement(graph, "nodes"), tables, place_nodes(tables.graph, ordered))
    edges = ET.SubElement(graph, "edges")
    for number, edge in enumerate(ordered):
        _add_edge(edges, number, edge)
    ET.indent(root, " ")
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _add_columns(graph: ET.Element, owner: str, columns: Columns) -> None:
    attributes = ET.SubElement(graph, "attributes", {"class": owner, "mode": "static"})
    for number, column in enumerate(columns):
        title = TITLES.get(column.name, column.name)
        ET.SubElement(attributes, "attribute", id=str(number), title=title, type=TYPES[column.type])


def _add_nodes(nodes: ET.Element, tables: GraphTables, places: Mapping[str, tuple[int, int]]) -> None:
    radii = node_radii(tables.graph)
    for entity in ordered_entities(tables):
        element = ET.SubElement(nodes, "node", id=entity.id, label=tables.names[entity.id])
        values = node_values(tables, entity)
        _add_values(element, NODE, values | {"aliases": ALIAS_SEPARATOR.join(entity.aliases)})
        _add_spell(element, tables.spells.get(entity.id))
        _add_looks(element, COLORS[entity.label], radii[entity.id], places[entity.id])


def _add_looks(element: ET.Element, color: str, radius: float, place: tuple[int, int]) -> None:
    """Add color, place (upwards, as GEXF has it) and size of a node."""
    red, green, blue = (str(int(color[start : start + 2], 16)) for start in (1, 3, 5))
    ET.SubElement(element, "viz:color", r=red, g=green, b=blue)
    ET.SubElement(element, "viz:position", x=str(place[0]), y=str(-place[1]), z="0")
    ET.SubElement(element, "viz:size", value=f"{2 * radius:.1f}")


def _add_edge(edges: ET.Element, number: int, edge: Edge) -> None:
    element = ET.SubElement(edges, "edge", id=f"e{number}", source=edge.source, target=edge.target)
    element.set("type", "undirected" if edge.kind in UNDIRECTED else "directed")
    element.set("weight", repr(edge.weight))
    element.set("kind", edge.kind)
    _add_values(element, EDGE, edge_values(edge) | {"evidence": len(edge.evidence)})
    _add_spell(element, edge_spell(edge))


def _add_values(element: ET.Element, columns: Columns, values: Values) -> None:
    known = [(n, values[c.name]) for n, c in enumerate(columns) if values[c.name] not in (None, "")]
    if known:
        attvalues = ET.SubElement(element, "attvalues")
        for number, value in known:
            ET.SubElement(attvalues, "attvalue", {"for": str(number), "value": str(value)})


def _add_spell(element: ET.Element, spell: Spell | None) -> None:
    if spell:
        start, end = first_day(spell[0]), last_day(spell[1])
        ET.SubElement(ET.SubElement(element, "spells"), "spell", start=start, end=end)
