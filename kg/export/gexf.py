"""GEXF 1.3 for Gephi, Gephi Lite and graphology: the graph with its timeline."""

from pathlib import Path
from xml.etree import ElementTree as ET

from kg.export.colors import COLORS
from kg.export.tables import Spell, Tables, edge_spell
from kg.graph.kinds import UNDIRECTED
from kg.graph.placement import node_radii, place_nodes
from kg.model import Edge

NAMESPACE = "http://gexf.net/1.3"
VIZ = "http://gexf.net/1.3/viz"
Columns = tuple[tuple[str, str], ...]  # title and type of each attribute

NODE: Columns = (
    ("category", "string"),
    ("aliases", "string"),
    ("mentions", "long"),
    ("code", "string"),
    ("kind", "string"),
    ("level", "long"),
    ("rank", "string"),
    ("parent", "string"),
    ("located_in", "string"),
    ("latitude", "double"),
    ("longitude", "double"),
    ("degree", "long"),
    ("strength", "double"),
    ("community", "long"),
    ("first_date", "string"),
    ("last_date", "string"),
)
EDGE: Columns = (
    ("count", "long"),
    ("evidence", "long"),
    ("first_date", "string"),
    ("last_date", "string"),
)


def write_gexf(tables: Tables, path: Path) -> None:
    """Write the graph as dynamic GEXF 1.3 in UTF-8.

    A node is labeled with its name and has its label (PER LOC ORG TITLE) as `category`; a node and an
    edge have a spell from the first to the last date on which the pages tell of them, or none (always)
    without dates. Co-occurrences are undirected, other edges directed; `kind` and `weight` are the
    attributes that GEXF has for them. Nodes have place, size and color. Numbers are typed; empty texts
    are left out.
    Names keep everything but what kg.export.tables.clean_text replaces: line breaks and quotes are
    escaped.
    """
    root = ET.Element("gexf", {"xmlns": NAMESPACE, "xmlns:viz": VIZ, "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = "kg"
    graph = ET.SubElement(root, "graph", mode="dynamic", defaultedgetype="undirected", timeformat="date")
    graph.set("timerepresentation", "interval")
    _add_columns(graph, "node", NODE)
    _add_columns(graph, "edge", EDGE)
    _add_nodes(ET.SubElement(graph, "nodes"), tables)
    edges = ET.SubElement(graph, "edges")
    ordered = sorted(tables.edges, key=lambda edge: (edge.source, edge.target, edge.kind))
    for number, edge in enumerate(ordered):
        _add_edge(edges, number, edge)
    ET.indent(root, " ")
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _add_columns(graph: ET.Element, owner: str, columns: Columns) -> None:
    attributes = ET.SubElement(graph, "attributes", {"class": owner, "mode": "static"})
    for number, (title, type_) in enumerate(columns):
        ET.SubElement(attributes, "attribute", id=str(number), title=title, type=type_)


def _add_nodes(nodes: ET.Element, tables: Tables) -> None:
    places, radii = place_nodes(tables.graph, tables.edges), node_radii(tables.graph)
    for id_, attributes in tables.graph.nodes(data=True):
        element = ET.SubElement(nodes, "node", id=id_, label=tables.names[id_])
        spell = tables.spells.get(id_)
        values = {**attributes, "category": attributes["label"], "level": attributes["level"] or ""}
        values |= _dates(spell)
        _add_values(element, NODE, values)
        _add_spell(element, spell)
        _add_looks(element, COLORS[attributes["label"]], radii[id_], places[id_])


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
    spell = edge_spell(edge)
    _add_values(element, EDGE, {"count": edge.count, "evidence": len(edge.evidence)} | _dates(spell))
    _add_spell(element, spell)


def _dates(spell: Spell | None) -> dict[str, object]:
    return {"first_date": spell[0], "last_date": spell[1]} if spell else {}


def _add_values(element: ET.Element, columns: Columns, values: dict[str, object]) -> None:
    known = [
        (n, values[title]) for n, (title, _) in enumerate(columns) if values.get(title) not in (None, "")
    ]
    if known:
        attvalues = ET.SubElement(element, "attvalues")
        for number, value in known:
            ET.SubElement(attvalues, "attvalue", {"for": str(number), "value": str(value)})


def _add_spell(element: ET.Element, spell: Spell | None) -> None:
    if spell:
        ET.SubElement(ET.SubElement(element, "spells"), "spell", start=spell[0], end=spell[1])
