"""GraphML for Gephi, NetworkX, igraph, Cytoscape and yEd."""

import re
from pathlib import Path

import networkx as nx

# XML 1.0 allows these characters and no others, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NONCHARACTER = re.compile(
    "[\ufdd0-\ufdef" + "".join(chr(p * 65536 + 0xFFFE) + chr(p * 65536 + 0xFFFF) for p in range(1, 17)) + "]"
)

Value = str | int | float


def write_graphml(graph: "nx.MultiDiGraph[str]", path: Path) -> None:
    """Write a graph to a GraphML file (UTF-8) that reads back in NetworkX, igraph and Gephi.

    Attributes keep their types: text as string, whole numbers as long, others as double. Characters
    that XML 1.0 does not allow (control characters other than tab and line breaks, lone surrogates,
    U+FFFE, U+FFFF) and Unicode noncharacters are replaced by U+FFFD; an attribute that is None is left
    out; nothing else is changed. Edges get the ids e0, e1, …
    Raises ValueError for an empty node id, which Gephi refuses, and for two ids that become one.
    """
    # Not write_graphml, whose bytes depend on whether lxml is installed.
    nx.write_graphml_xml(_cleaned(graph), path, encoding="utf-8", infer_numeric_types=True)


def clean_xml(text: str) -> str:
    r"""Return the text with each character that XML does not allow replaced by U+FFFD.

    >>> clean_xml("乌\x0b兰\ud800察布")
    '乌\ufffd兰\ufffd察布'
    """
    return _NONCHARACTER.sub("\ufffd", _ILLEGAL.sub("\ufffd", text))


def _cleaned(graph: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, attributes in graph.nodes(data=True):
        name = clean_xml(str(node))
        if not name.strip() or name in copy:
            raise ValueError(f"node id {node!r} is empty or not unique once cleaned")
        copy.add_node(name, **_clean_attributes(attributes))
    for number, (source, target, attributes) in enumerate(graph.edges(data=True)):
        copy.add_edge(
            clean_xml(str(source)), clean_xml(str(target)), key=f"e{number}", **_clean_attributes(attributes)
        )
    return copy


def _clean_attributes(attributes: dict[str, object]) -> dict[str, Value]:
    return {
        clean_xml(key): _clean_value(key, value) for key, value in attributes.items() if value is not None
    }


def _clean_value(key: str, value: object) -> Value:
    """Return a value that GraphML can type; anything but text and numbers is an error of the caller."""
    if isinstance(value, str):
        return clean_xml(value)
    if isinstance(value, (bool, int, float)):
        return value
    raise TypeError(f"attribute {key!r}: {type(value).__name__} has no GraphML type")
