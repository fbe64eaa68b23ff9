"""GraphML for Gephi, NetworkX, igraph, Cytoscape and yEd."""

from collections.abc import Generator, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

import networkx as nx

from kg.export.left_out import say_left_out
from kg.export.tables import GraphTables
from kg.store.clean import clean_xml

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA = f"{NAMESPACE} {NAMESPACE}/1.0/graphml.xsd"
LABEL_OF_GEPHI = "label"  # the id of the key whose value Gephi writes beside a node

Scalar = str | int | float
Attributes = dict[str, Scalar]


def write_graphml(tables: GraphTables, path: Path) -> None:
    """Write the graph of a build, as `write_graph` does; the file says what it leaves out."""
    write_graph(tables.graph, path, say_left_out(tables.shown.part, "graphml"))


def write_graph(graph: "nx.MultiDiGraph[str]", path: Path, note: str = "") -> None:
    """Write a graph to a GraphML file (UTF-8) that reads back in NetworkX, igraph and Gephi.

    A note stands in the file as its `desc`, which readers pass over (Gephi takes an attribute of the
    graph itself for a fault).

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
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_lines(nodes, edges, note))


def _lines(
    nodes: Sequence[tuple[str, Attributes]], edges: Sequence[tuple[str, str, Attributes]], note: str
) -> Iterator[str]:
    """Yield the lines of the file."""
    yield "<?xml version='1.0' encoding='utf-8'?>\n"
    yield f'<graphml xmlns="{NAMESPACE}" xmlns:xsi="{INSTANCE}" xsi:schemaLocation="{SCHEMA}">\n'
    if note:
        yield f"  <desc>{escape(clean_xml(note))}</desc>\n"
    of_nodes = yield from _declare("node", [attributes for _, attributes in nodes])
    of_edges = yield from _declare("edge", [attributes for *_, attributes in edges])
    yield f'  <graph edgedefault="directed"{"" if nodes else " /"}>\n'
    for name, attributes in nodes:
        yield from _element(f'node id="{_quote(name)}"', attributes, of_nodes)
    for number, (source, target, attributes) in enumerate(edges):
        head = f'edge source="{_quote(source)}" target="{_quote(target)}" id="e{number}"'
        yield from _element(head, attributes, of_edges)
    yield "  </graph>\n" if nodes else ""
    yield "</graphml>"


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


def _declare(owner: str, rows: Sequence[Attributes]) -> Generator[str, None, dict[str, str]]:
    """Yield the lines that declare the attributes of nodes or edges, each with one type; return their ids."""
    types: dict[str, set[type]] = {}
    for attributes in rows:
        for name, value in attributes.items():
            types.setdefault(name, set()).add(type(value))
    ids = {name: f"{owner}_{number}" for number, name in enumerate(types)}
    if owner == "node" and "name" in ids:
        ids["name"] = LABEL_OF_GEPHI
    for name, id_ in ids.items():
        kind = _type_name(types[name])
        yield f'  <key id="{id_}" for="{owner}" attr.name="{_quote(name)}" attr.type="{kind}" />\n'
    return ids


def _type_name(types: set[type]) -> str:
    if str in types:
        return "string"
    if float in types:
        return "double"
    return "boolean" if types == {bool} else "long"


def _element(head: str, attributes: Attributes, ids: dict[str, str]) -> Iterator[str]:
    """Yield the lines of a node or an edge."""
    if not attributes:
        yield f"    <{head} />\n"
        return
    yield f"    <{head}>\n"
    for name, value in attributes.items():
        text = escape(value) if isinstance(value, str) else str(value)
        text = text.lower() if isinstance(value, bool) else text
        yield (
            f'      <data key="{ids[name]}">{text}</data>\n'
            if text
            else f'      <data key="{ids[name]}" />\n'
        )
    yield f"    </{head.partition(' ')[0]}>\n"


def _quote(value: str) -> str:
    """Return a text as it stands between quotation marks in XML."""
    return escape(value, {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"})


def _clean_attributes(attributes: dict[str, object]) -> Attributes:
    return {
        _clean_key(key): _clean_value(key, value) for key, value in attributes.items() if value is not None
    }


_clean_key = lru_cache(clean_xml)  # of few names


def _clean_value(key: str, value: object) -> Scalar:
    """Return a value that GraphML can type; anything but text and numbers is an error of the caller."""
    if isinstance(value, str):
        return clean_xml(value)
    if isinstance(value, (bool, int, float)):
        return value
    raise TypeError(f"attribute {key!r}: {type(value).__name__} has no GraphML type")
