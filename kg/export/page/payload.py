"""What the script of the graph page reads: nodes in their places, edges as rows, tables of texts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

from kg.export.coverage import Coverage
from kg.export.page.pinyin import spell
from kg.export.page.quotes import Quoted, TextTables, edge_rows, find_quoted
from kg.graph.community_names import name_communities
from kg.graph.layout import SMALL, count_small, lay_out
from kg.graph.placement import Sizes, links_of, scale_radii
from kg.graph.selection import rank, shown_part, strongest_nodes
from kg.model import Edge

MOST_NODES = 20_000  # the strongest; a larger page would not open on a laptop
MOST_EDGES = 60_000
SIZES = Sizes(6.0, 21.0, 0.7)
TOLD = ("code", "level", "parent", "located_in", "kind", "rank", "latitude", "longitude")  # on the card

Node = dict[str, object]


@dataclass(frozen=True, slots=True)
class Payload:
    """All that the page holds, made of what JSON knows."""

    title: str
    nodes: list[Node]
    edges: list[list[object]]
    tables: dict[str, object]


def build_payload(
    graph: "nx.MultiDiGraph[str]",
    edges: Sequence[Edge],
    sentences: Quoted,
    title: str,
    coverage: Coverage,
    totals: tuple[int, int] | None = None,
) -> Payload:
    """Return the payload of a graph: the strongest of its edges, MOST_EDGES at most, and MOST_NODES nodes.

    Edges are chosen as in all files of the graph (`kg.graph.selection`) and the strongest first; they are
    rows of `kg.export.page.quotes.edge_rows`, whose ends are positions in the nodes. `totals` are the nodes
    and edges of the whole where the graph is a part itself.
    """
    part = shown_part(graph, edges, MOST_EDGES)
    chosen = strongest_nodes(graph, part.nodes, MOST_NODES)
    position = {node: index for index, node in enumerate(chosen)}
    kept = [edge for edge in part.edges if edge.source in position and edge.target in position]
    kept.sort(key=rank)
    texts = TextTables(find_quoted(sentences, kept))
    rows = edge_rows(kept, position, texts)
    all_nodes, all_edges = totals or (len(graph), len(edges))
    about = {
        "title": title,
        "totals": {"nodes": all_nodes, "edges": all_edges, "pages": coverage.pages},
        "articles": coverage.articles,
        "small": SMALL if _has_field(graph, chosen) else 0,
        "groups": {number: list(names) for number, names in name_communities(graph).items()},
    }
    return Payload(title, _nodes(graph, chosen, kept, position), rows, texts.as_json() | about)


def _has_field(graph: "nx.MultiDiGraph[str]", chosen: Sequence[str]) -> bool:
    """Tell whether small communities lie apart, in rows below the others."""
    sizes = Counter(int(graph.nodes[node].get("community", -1)) for node in chosen)
    del sizes[-1]
    return count_small(np.array(list(sizes.values()), dtype=np.int64)) > 0


def _nodes(
    graph: "nx.MultiDiGraph[str]", chosen: Sequence[str], edges: Sequence[Edge], position: Mapping[str, int]
) -> list[Node]:
    """Return the nodes as vis-network takes them, each with its place, and what the card tells of it."""
    radii = scale_radii([float(graph.nodes[node].get("strength", 0)) for node in chosen], SIZES)
    groups = [int(graph.nodes[node].get("community", -1)) for node in chosen]
    places = lay_out(radii, links_of(edges, position), groups)
    return [
        _node(node, graph.nodes[node], radius, group, place)
        for node, radius, group, place in zip(chosen, radii, groups, places, strict=True)
    ]


def _node(id_: str, known: Mapping[str, object], radius: float, group: int, place: tuple[int, int]) -> Node:
    aliases = [alias for alias in str(known.get("aliases", "")).split("|") if alias]
    node: Node = {
        "id": id_,
        "label": known.get("name") or id_,
        "group": known.get("label", ""),
        "x": place[0],
        "y": place[1],
        "size": round(radius, 1),
        "mentions": known.get("mentions", 0),
        "community": group,
    }
    person = known.get("label") == "PER"
    spelled = [spell(text, person=person) for text in (str(known.get("name", "")), *aliases)]
    extra: Node = {"aliases": aliases, "pinyin": [text for text in spelled if text]}
    extra |= {key: known[key] for key in TOLD if known.get(key)}
    return node | {key: value for key, value in extra.items() if value}
