"""What is told of a community: its posts with who holds them, and the years in which most of it is told."""

import networkx as nx
import pytest

from kg.graph.community_facts import CommunityFacts, tell_communities


def graph_of(*edges: tuple[str, str, str, int, str], **communities: int) -> "nx.MultiDiGraph[str]":
    """Return a graph of edges (source, target, kind, count, day), whose nodes are called by their ids."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, number in communities.items():
        parent = name.removesuffix("局长") if name.endswith("局长") else None
        graph.add_node(name, name=name, community=number, parent=parent)
    for source, target, kind, count, day in edges:
        graph.add_edge(source, target, kind=kind, count=count, first_date=day or None, last_date=day or None)
    return graph


HELD = (
    ("赵立群", "清河县水利局局长", "holds", 4, "2021-03-02"),
    ("何文静", "清河县水利局局长", "holds", 9, ""),
)


def test_a_post_is_told_with_who_is_most_often_said_to_hold_it() -> None:
    graph = graph_of(*HELD, 赵立群=0, 何文静=0, 清河县水利局局长=0)
    assert tell_communities(graph) == {0: CommunityFacts(("清河县水利局局长 何文静",), None)}


def test_a_long_post_is_told_without_its_body() -> None:
    post = "清河县农业农村和水利局局长"
    people = {"何文静": 1, post: 1, "清河县农业农村和水利局": 1}
    found = tell_communities(graph_of(("何文静", post, "holds", 2, ""), **people))
    assert found[1].posts == ("局长 何文静",)


@pytest.mark.parametrize(
    ("days", "years"),
    [
        (["2012-01-01", "2021-05-06"], ("2012", "2012")),
        (["", "2021-05-06"], None),
        (["2021-01-01", "2021-05-06"], None),
    ],
)
def test_years_are_told_where_they_are_few_of_all(days: list[str], years: tuple[str, str] | None) -> None:
    first, second = days
    graph = graph_of(
        ("甲", "乙", "sentence", 3, first), ("丙", "丁", "sentence", 3, second), 甲=0, 乙=0, 丙=1, 丁=1
    )
    assert tell_communities(graph)[0].years == years


def test_nodes_without_a_community_tell_nothing() -> None:
    assert tell_communities(graph_of(("甲", "乙", "sentence", 1, "2020-01-01"), 甲=-1, 乙=-1)) == {}
