"""GraphML for Gephi, NetworkX, igraph, Cytoscape and yEd."""

from collections.abc import Generator, Iterable, Iterator, Mapping
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
    nodes = _clean_ids(graph)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_parts(graph, nodes, note))


def format_graph(graph: "nx.MultiDiGraph[str]", note: str = "") -> str:
    """Return the text of the file that `write_graph` writes."""
    return "".join(_parts(graph, _clean_ids(graph), note))


def _parts(graph: "nx.MultiDiGraph[str]", nodes: Mapping[str, str], note: str) -> Iterator[str]:
    """Yield the text of the file in parts."""
    yield "<?xml version='1.0' encoding='utf-8'?>\n"
    yield f'<graphml xmlns="{NAMESPACE}" xmlns:xsi="{INSTANCE}" xsi:schemaLocation="{SCHEMA}">\n'
    if note:
        yield f"  <desc>{escape(clean_xml(note))}</desc>\n"
    of_nodes = yield from _declare("node", (_with_category(known) for _, known in graph.nodes(data=True)))
    of_edges = yield from _declare("edge", (known for *_, known in graph.edges(data=True)))
    yield f'  <graph edgedefault="directed"{"" if nodes else " /"}>\n'
    for node, known in graph.nodes(data=True):
        yield _element("node", f'id="{_quote(nodes[node])}"', _with_category(known), of_nodes)
    for number, (source, target, known) in enumerate(graph.edges(data=True)):
        ends = f'source="{_quote(nodes[source])}" target="{_quote(nodes[target])}" id="e{number}"'
        yield _element("edge", ends, known, of_edges)
    yield "  </graph>\n" if nodes else ""
    yield "</graphml>"


def _clean_ids(graph: "nx.MultiDiGraph[str]") -> dict[str, str]:
    """Return the id that the file has for each node."""
    cleaned = {node: clean_xml(str(node)) for node in graph}
    taken: set[str] = set()
    for node, name in cleaned.items():
        if not name.strip() or name in taken:
            raise ValueError(f"node id {node!r} is empty or not unique once cleaned")
        taken.add(name)
    return cleaned


def _with_category(attributes: Attributes) -> Attributes:
    label = {"label": attributes["label"], "category": attributes["label"]} if "label" in attributes else {}
    return label | attributes


class _Key:
    """One attribute of nodes or edges, by its id in the file."""

    def __init__(self, id_: str) -> None:
        self._id = id_
        self._known: dict[str, str] = {}  # the lines of texts: few, or each new

    def line(self, value: Scalar) -> str:
        """Return the line of a value."""
        if isinstance(value, str):
            if value not in self._known:
                self._known[value] = self._line(escape(clean_xml(value)))
            return self._known[value]
        return self._line(str(value).lower() if isinstance(value, bool) else str(value))

    def _line(self, text: str) -> str:
        if not text:
            return f'      <data key="{self._id}" />\n'
        return f'      <data key="{self._id}">{text}</data>\n'


def _declare(owner: str, rows: Iterable[Attributes]) -> Generator[str, None, dict[str, _Key]]:
    """Yield the lines that declare the attributes of nodes or edges, one type each; return their keys."""
    types: dict[str, set[type]] = {}
    for attributes in rows:
        for name, value in attributes.items():
            types.setdefault(name, set()).add(type(value))
    for name, found in types.items():
        found.discard(type(None))
        if other := next((kind for kind in found if not issubclass(kind, (str, int, float))), None):
            raise TypeError(f"attribute {name!r}: {other.__name__} has no GraphML type")
    ids = {name: f"{owner}_{number}" for number, name in enumerate(n for n in types if types[n])}
    if owner == "node" and "name" in ids:
        ids["name"] = LABEL_OF_GEPHI
    for name, id_ in ids.items():
        told, kind = _quote(clean_xml(name)), _type_name(types[name])
        yield f'  <key id="{id_}" for="{owner}" attr.name="{told}" attr.type="{kind}" />\n'
    return {name: _Key(id_) for name, id_ in ids.items()}


def _type_name(types: set[type]) -> str:
    if str in types:
        return "string"
    if float in types:
        return "double"
    return "boolean" if types == {bool} else "long"


def _element(tag: str, head: str, attributes: Attributes, keys: Mapping[str, _Key]) -> str:
    """Return the lines of a node or an edge."""
    lines = [keys[name].line(value) for name, value in attributes.items() if value is not None]
    if not lines:
        return f"    <{tag} {head} />\n"
    return f"    <{tag} {head}>\n{''.join(lines)}    </{tag}>\n"


def _quote(value: str) -> str:
    """Return a text as it stands between quotation marks in XML."""
    return escape(value, {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"})
