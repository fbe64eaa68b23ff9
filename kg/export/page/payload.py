"""What the script of the graph page reads: nodes in their places, edges as rows, tables of texts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np

from kg.export.coverage import Coverage
from kg.export.page.drawing import Drawing, Sketch
from kg.export.page.quotes import Quoted, TextTables, edge_rows, find_quoted
from kg.graph.community_facts import tell_communities
from kg.graph.community_names import name_communities
from kg.graph.layout import SMALL, count_small
from kg.graph.placement import Sizes, links_of, scale_radii
from kg.graph.selection import rank, shown_part, strongest_nodes
from kg.model import Edge, Sentence

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


@dataclass(frozen=True, slots=True)
class PageDraft:
    """The part of a graph that a page shows, and what is to be drawn of it."""

    graph: "nx.MultiDiGraph[str]"
    all_edges: int
    nodes: list[str]  # the strongest first
    edges: list[Edge]  # the strongest first
    sketch: Sketch


def draft_page(graph: "nx.MultiDiGraph[str]", edges: Sequence[Edge]) -> PageDraft:
    """Return what a page shows: the strongest of its edges, MOST_EDGES at most, and MOST_NODES nodes.

    Edges are chosen as in all files of the graph (`kg.graph.selection`).
    """
    part = shown_part(graph, edges, MOST_EDGES)
    chosen = strongest_nodes(graph, part.nodes, MOST_NODES)
    position = {node: index for index, node in enumerate(chosen)}
    kept = [edge for edge in part.edges if edge.source in position and edge.target in position]
    kept.sort(key=rank)
    known = [graph.nodes[node] for node in chosen]
    sketch = Sketch(
        radii=scale_radii([float(each.get("strength", 0)) for each in known], SIZES),
        links=links_of(kept, position),
        groups=[int(each.get("community", -1)) for each in known],
        names=[(each.get("label") == "PER", (str(each.get("name", "")), *_aliases(each))) for each in known],
    )
    return PageDraft(graph, len(edges), chosen, kept, sketch)


def build_payload(
    draft: PageDraft,
    drawing: Drawing,
    sentences: Quoted,
    title: str,
    coverage: Coverage,
    totals: tuple[int, int] | None = None,
    whole: Sequence[Sentence] = (),
) -> Payload:
    """Return the payload of a page.

    Edges are rows of `kg.export.page.quotes.edge_rows`, whose ends are positions in the nodes. `totals` are
    the nodes and edges of the whole where the graph is a part itself; `whole` are all sentences of the pages,
    to be searched beside those that edges quote.
    """
    position = {node: index for index, node in enumerate(draft.nodes)}
    texts = TextTables(find_quoted(sentences, draft.edges), whole=whole)
    rows = edge_rows(draft.edges, position, texts)
    all_nodes, all_edges = totals or (len(draft.graph), draft.all_edges)
    about = {
        "title": title,
        "totals": {"nodes": all_nodes, "edges": all_edges, "pages": coverage.pages},
        "articles": coverage.articles,
        "small": SMALL if _has_field(draft.sketch.groups) else 0,
        "told": {
            number: {"posts": list(facts.posts), "years": list(facts.years or ())}
            for number, facts in tell_communities(draft.graph).items()
            if facts.posts or facts.years
        },
        "groups": {number: list(names) for number, names in name_communities(draft.graph).items()},
    }
    return Payload(title, _nodes(draft, drawing), rows, texts.as_json() | about)


def _aliases(known: Mapping[str, object]) -> list[str]:
    return [alias for alias in str(known.get("aliases", "")).split("|") if alias]


def _has_field(groups: Sequence[int]) -> bool:
    """Tell whether small communities lie apart, in rows below the others."""
    sizes = Counter(group for group in groups if group >= 0)
    return count_small(np.array(list(sizes.values()), dtype=np.int64)) > 0


def _nodes(draft: PageDraft, drawing: Drawing) -> list[Node]:
    """Return the nodes as vis-network takes them, each with its place, and what the card tells of it."""
    drawn = (draft.nodes, draft.sketch.radii, draft.sketch.groups, drawing.places, drawing.pinyin)
    return [
        _node(node, draft.graph.nodes[node], radius, group, place, pinyin)
        for node, radius, group, place, pinyin in zip(*drawn, strict=True)
    ]


def _node(
    id_: str,
    known: Mapping[str, object],
    radius: float,
    group: int,
    place: tuple[int, int],
    pinyin: Sequence[str],
) -> Node:
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
    extra: Node = {"aliases": _aliases(known), "pinyin": pinyin}
    extra |= {key: known[key] for key in TOLD if known.get(key)}
    return node | {key: value for key, value in extra.items() if value}
