"""Communities: those that NetworkX finds, and none where nothing is tied."""

import random

import networkx as nx
import pytest

from kg.graph.louvain import Ties, find_groups


def draw(nodes: int, edges: int, seed: int, *, alike: bool) -> "nx.Graph[int]":
    """Return a random graph whose nodes are numbered in the order in which they come."""
    chance = random.Random(seed)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(nodes))
    for _ in range(edges):
        one, other = chance.sample(range(nodes), 2)
        near = other if chance.random() < 0.2 else one // 8 * 8 + chance.randrange(8)
        if one != near < nodes:
            graph.add_edge(one, near, weight=0.5 if alike else chance.random())
    return graph


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("alike", [True, False])  # equal weights: many moves gain the same
@pytest.mark.parametrize(("nodes", "edges"), [(2, 3), (40, 60), (300, 900)])
def test_groups_are_those_of_networkx(nodes: int, edges: int, seed: int, alike: bool) -> None:
    graph = draw(nodes, edges, seed, alike=alike)
    neighbors: Ties = [{} for _ in range(nodes)]
    for one, other, weight in graph.edges(data="weight"):
        neighbors[one][other] = neighbors[other][one] = weight
    groups = find_groups(neighbors, seed)
    found = {frozenset(node for node in range(nodes) if groups[node] == group) for group in groups}
    assert found == set(map(frozenset, nx.community.louvain_communities(graph, seed=seed)))


@pytest.mark.parametrize("nodes", [0, 1, 3])
def test_nodes_without_ties_are_groups_of_their_own(nodes: int) -> None:
    assert len(set(find_groups([{} for _ in range(nodes)], 1))) == nodes
