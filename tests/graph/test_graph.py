"""The graph and its measures."""

import subprocess
import sys

import pytest

from kg.graph.building import build_graph, find_communities
from kg.model import Edge, Entity, Evidence


def entity(name: str, **fields: object) -> Entity:
    return Entity(id=name, label="PER", name=name, **fields)  # type: ignore[arg-type]


def edge(source: str, target: str, kind: str = "sentence", weight: float = 1.0, **fields: object) -> Edge:
    defaults = {"count": 1, "first_date": None, "last_date": None}
    return Edge(source=source, target=target, kind=kind, weight=weight, **(defaults | fields))  # type: ignore[arg-type]


def two_circles() -> tuple[list[Entity], list[Edge]]:
    names = [f"{circle}{n}" for circle in "ab" for n in range(4)]
    inside = [edge(x, y) for x in names for y in names if x < y and x[0] == y[0]]
    return [entity(name) for name in names], [*inside, edge("a0", "b0", weight=0.1)]


def test_attributes_are_typed_and_none_is_missing() -> None:
    passages = (Evidence("p.txt", 0, 3), Evidence("p.txt", 5, 9))
    graph = build_graph(
        [entity("甲", aliases=("老甲", "甲某"), mentions=3), entity("乙", code="510000", parent="甲")],
        [edge("乙", "甲", weight=0.25, count=2, first_date="2024-01-01", evidence=passages)],
    )
    assert graph.nodes["甲"] == {
        "label": "PER",
        "name": "甲",
        "aliases": "老甲|甲某",
        "mentions": 3,
        "code": "",
        "level": 0,
        "parent": "",
        "located_in": "",
        "kind": "",
        "rank": "",
        "degree": 1,
        "strength": 0.25,
        "community": 0,
    }
    assert graph.edges["乙", "甲", "sentence"] == {
        "kind": "sentence",
        "count": 2,
        "weight": 0.25,
        "first_date": "2024-01-01",
        "last_date": "",
        "evidence": 2,
    }


def test_every_value_is_text_or_a_number() -> None:
    graph = build_graph(*two_circles())
    values = [v for _, a in graph.nodes(data=True) for v in a.values()]
    values += [v for *_, a in graph.edges(data=True) for v in a.values()]
    assert {type(value) for value in values} == {str, int, float}


def test_two_kinds_between_two_nodes_are_two_edges_and_one_neighbor() -> None:
    graph = build_graph([entity("a"), entity("b")], [edge("a", "b"), edge("a", "b", "article", -0.5)])
    assert graph.number_of_edges() == 2
    assert graph.nodes["a"]["degree"] == 1
    assert graph.nodes["a"]["strength"] == 1.0


def test_two_circles_are_two_communities() -> None:
    graph = build_graph(*two_circles())
    communities = {node: attributes["community"] for node, attributes in graph.nodes(data=True)}
    assert {communities[f"a{n}"] for n in range(4)} == {0}
    assert {communities[f"b{n}"] for n in range(4)} == {1}


def test_a_node_without_positive_edges_has_no_community() -> None:
    apart = [edge("a", "b", weight=-0.5)]
    graph = build_graph([entity("a"), entity("b"), entity("c")], apart)
    assert {a["community"] for _, a in graph.nodes(data=True)} == {-1}
    assert find_communities(apart) == []


TIES = """
from networkx import gnm_random_graph
from kg.graph.building import find_communities
from kg.model import Edge
for size, seed in ((16, 30000), (55, 27897), (59, 19546)):
    ends = [(str(one), str(other)) for one, other in gnm_random_graph(size, size, seed=seed).edges]
    found = find_communities([Edge(*each, "sentence", 1, 0.1, None, None) for each in ends])
    assert {name for each in found for name in each} == {name for each in ends for name in each}
"""


def test_the_search_for_communities_ends() -> None:
    # with rounded gains NetworkX moved the same nodes of these graphs to and fro for ever
    subprocess.run([sys.executable, "-c", TIES], check=True, timeout=60)


def test_what_names_state_makes_no_community_and_no_strength() -> None:
    entities, edges = two_circles()
    province = entity("省")
    lies_in = [edge(name.id, "省", "located_in") for name in entities]
    graph = build_graph([*entities, province], [*edges, *lies_in])
    assert graph.nodes["省"]["community"] == -1
    assert (graph.nodes["省"]["degree"], graph.nodes["省"]["strength"]) == (0, 0.0)
    assert graph.nodes["a1"]["degree"] == 3


def test_the_same_input_in_any_order_gives_the_same_graph() -> None:
    entities, edges = two_circles()
    one, other = build_graph(entities, edges), build_graph(entities[::-1], edges[::-1])
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_an_edge_to_no_entity_is_an_error() -> None:
    with pytest.raises(KeyError, match="乙 is no entity"):
        build_graph([entity("甲")], [edge("甲", "乙")])


def test_an_empty_corpus_is_an_empty_graph() -> None:
    assert build_graph([], []).number_of_nodes() == 0
