"""A finished build in figures."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import networkx as nx

from kg.export.tables import GraphTables, read_graph_tables
from kg.model import LABELS
from kg.queries.values import Named, Stats, Top

MOST_TOP = 10


def stats(out: Path, top: int = MOST_TOP) -> Stats:
    """Return the figures of a build and its `top` strongest entities.

    Strength is the sum of an entity's weights above 0, as in graph.graphml. Raises OutputError where the
    folder holds no finished build, or a damaged one.
    """
    tables = read_graph_tables(out)
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(entity.id for entity in tables.entities)
    simple.add_edges_from((edge.source, edge.target) for edge in tables.edges if edge.source != edge.target)
    sizes = [len(members) for members in nx.connected_components(simple)]
    dates = sorted(filter(None, (page.date for page in tables.pages)))
    return Stats(
        pages=len(tables.pages),
        dated_pages=len(dates),
        first_date=dates[0] if dates else None,
        last_date=dates[-1] if dates else None,
        articles=len(tables.articles),
        mentions=_by_label(mention.label for mention in tables.mentions),
        entities=_by_label(entity.label for entity in tables.entities),
        edges=dict(sorted(Counter(edge.kind for edge in tables.edges).items())),
        posts=sum(post.kind != "byline" for post in tables.posts),
        tenures=len(tables.tenures),
        contradictions=len(tables.contradictions),
        linked_pairs=simple.number_of_edges(),
        density=round(nx.density(simple), 6),
        components=sum(size > 1 for size in sizes),
        largest_component=max(sizes, default=0),
        alone=sizes.count(1),
        communities=1 + max((told["community"] for _, told in tables.graph.nodes(data=True)), default=-1),
        top=_strongest(tables, top),
    )


def _by_label(labels: Iterable[str]) -> dict[str, int]:
    counts = Counter(labels)
    return {label: counts[label] for label in LABELS}


def _strongest(tables: GraphTables, count: int) -> tuple[Top, ...]:
    nodes = [(node, dict(told)) for node, told in tables.graph.nodes(data=True) if told["strength"]]
    nodes.sort(key=lambda each: (-each[1]["strength"], each[0]))
    return tuple(
        Top(
            Named(node, told["label"], told["name"], told["kind"] or None),
            told["strength"],
            told["degree"],
        )
        for node, told in nodes[:count]
    )
