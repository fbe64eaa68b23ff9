"""GraphML for Gephi, NetworkX, igraph, Cytoscape and yEd."""

from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx

from kg.store.clean import clean_xml

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
SCHEMA = f"{NAMESPACE} {NAMESPACE}/1.0/graphml.xsd"
LABEL_OF_GEPHI = "label"  # the id of the key whose value Gephi writes beside a node

Scalar = str | int | float
Attributes = dict[str, Scalar]


def write_graphml(graph: "nx.MultiDiGraph[str]", path: Path) -> None:
    """Write a graph to a GraphML file (UTF-8) that reads back in NetworkX, igraph and Gephi.

    Attributes keep their types: text as string, whole numbers as long, others as double. Characters
    that XML 1.0 does not allow (control characters other than tab and line breaks, lone surrogates,
    U+FFFE, U+FFFF) and Unicode noncharacters are replaced by U+FFFD; an attribute that is None is left
    out; nothing else is changed. Edges get the ids e0, e1, …

    Gephi takes a key called `label` for what stands beside the node, and looks at the id of a key
    before its name: so the key of `name` has that id and comes after `label` (PER LOC ORG TITLE), which
    is there once more as `category`, a column that Gephi keeps.
    Raises ValueError for an empty node id, which Gephi refuses, and for two ids that become one.
    """
    nodes = [(name, _with_category(attributes)) for name, attributes in _clean_nodes(graph)]
    edges = [
        (clean_xml(str(source)), clean_xml(str(target)), _clean_attributes(attributes))
        for source, target, attributes in graph.edges(data=True)
    ]
    root = ET.Element(
        "graphml", {"xmlns": NAMESPACE, "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance"}
    )
    root.set("xsi:schemaLocation", SCHEMA)
    of_nodes = _add_keys(root, "node", (attributes for _, attributes in nodes))
    of_edges = _add_keys(root, "edge", (attributes for *_, attributes in edges))
    element = ET.SubElement(root, "graph", edgedefault="directed")
    for name, attributes in nodes:
        _add_values(ET.SubElement(element, "node", id=name), attributes, of_nodes)
    for number, (source, target, attributes) in enumerate(edges):
        edge = ET.SubElement(element, "edge", source=source, target=target, id=f"e{number}")
        _add_values(edge, attributes, of_edges)
    ET.indent(root)
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _clean_nodes(graph: "nx.MultiDiGraph[str]") -> list[tuple[str, Attributes]]:
    cleaned: dict[str, Attributes] = {}
    for node, attributes in graph.nodes(data=True):
        name = clean_xml(str(node))
        if not name.strip() or name in cleaned:
            raise ValueError(f"node id {node!r} is empty or not unique once cleaned")
        cleaned[name] = _clean_attributes(attributes)
    return list(cleaned.items())


def _with_category(attributes: Attributes) -> Attributes:
    label = {"label": attributes["label"], "category": attributes["label"]} if "label" in attributes else {}
    return label | attributes


def _add_keys(root: ET.Element, owner: str, rows: Iterable[Attributes]) -> dict[str, str]:
    """Declare the attributes of nodes or edges, each with one type, and return their ids."""
    types: dict[str, set[type]] = {}
    for attributes in rows:
        for name, value in attributes.items():
            types.setdefault(name, set()).add(type(value))
    ids = {name: f"{owner}_{number}" for number, name in enumerate(types)}
    if owner == "node" and "name" in ids:
        ids["name"] = LABEL_OF_GEPHI
    for name, id_ in ids.items():
        key = ET.SubElement(root, "key", {"id": id_, "for": owner})
        key.set("attr.name", name)
        key.set("attr.type", _type_name(types[name]))
    return ids


def _type_name(types: set[type]) -> str:
    if str in types:
        return "string"
    if float in types:
        return "double"
    return "boolean" if types == {bool} else "long"


def _add_values(element: ET.Element, attributes: Attributes, ids: dict[str, str]) -> None:
    for name, value in attributes.items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        ET.SubElement(element, "data", key=ids[name]).text = text


def _clean_attributes(attributes: dict[str, object]) -> Attributes:
    return {
        clean_xml(key): _clean_value(key, value) for key, value in attributes.items() if value is not None
    }


def _clean_value(key: str, value: object) -> Scalar:
    """Return a value that GraphML can type; anything but text and numbers is an error of the caller."""
    if isinstance(value, str):
        return clean_xml(value)
    if isinstance(value, (bool, int, float)):
        return value
    raise TypeError(f"attribute {key!r}: {type(value).__name__} has no GraphML type")
