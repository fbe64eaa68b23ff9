"""What a file of the graph says of the edges that it leaves out."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.graph.selection import Selection

FILE = "left_out.txt"  # in a folder of files that have no room for it
NOTE = (
    "This file holds {edges:,} of {all_edges:,} edges and {nodes:,} of {all_nodes:,} nodes: first what "
    "passages state (holds, at, byline), then co-occurrence by backbone (the smaller first), by weight and "
    "by count, last what names state (part_of, located_in). Nodes that keep no edge are left out. Degree and "
    "strength count all edges. For all of them: kg export {name} OUT --most-edges 0"
)


def say_left_out(part: Selection[Any], name: str) -> str:
    """Return what a file in a format says of the part that it holds; "" where that is the whole graph.

    >>> say_left_out(Selection(("a", "b"), (), 1, 3, 1), "gexf")[:52]
    'This file holds 0 of 1 edges and 2 of 3 nodes: first'
    >>> say_left_out(Selection(("a",), (), 1, 1, 0), "gexf")
    ''
    """
    if part.is_whole:
        return ""
    counts = {"edges": len(part.edges), "nodes": len(part.nodes)}
    return NOTE.format(**counts, all_edges=part.all_edges, all_nodes=part.all_nodes, name=name)


def note_left_out(part: Selection[Any], name: str) -> Mapping[str, str]:
    """Return the same as a member of a JSON object, none where nothing is left out."""
    note = say_left_out(part, name)
    return {"left_out": note} if note else {}


def write_left_out(part: Selection[Any], name: str, folder: Path) -> None:
    """Write the same as a file of its own, none where nothing is left out."""
    if note := say_left_out(part, name):
        (folder / FILE).write_text(note + "\n", "utf-8", newline="\n")
