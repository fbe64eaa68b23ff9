"""Places of nodes: communities apart, no node on another, the same each time."""

import random
from itertools import combinations
from math import hypot

import numpy as np
import pytest

from kg.graph.layout import SHORE, Link, lay_out
from kg.graph.packing import pack_discs, turn_to
from kg.graph.parting import part

Graph = tuple[list[float], list[Link], list[int]]


def draw(nodes: int, communities: int, alone: int = 0, seed: int = 7) -> Graph:
    """Return radii, links and communities of a random graph, some nodes without any link."""
    chance = random.Random(seed)
    groups = [chance.randrange(communities) for _ in range(nodes)] + [-1] * alone
    links = []
    for _ in range(nodes * 4):
        one = chance.randrange(nodes)
        near = [other for other in range(nodes) if groups[other] == groups[one]]
        other = chance.choice(near) if chance.random() < 0.8 else chance.randrange(nodes)
        links.append((one, other, 0.05 + chance.random()))
    return [6 + 15 * chance.random() ** 3 for _ in range(nodes + alone)], links, groups


@pytest.fixture(scope="module", params=[(1, 1, 0), (2, 1, 0), (60, 4, 9), (300, 12, 30), (450, 1, 0)])
def graph(request: pytest.FixtureRequest) -> Graph:
    return draw(*request.param)


def test_no_node_lies_on_another(graph: Graph) -> None:
    places = lay_out(*graph)
    radii = graph[0]
    for one, other in combinations(range(len(places)), 2):
        (x, y), (u, v) = places[one], places[other]
        assert hypot(x - u, y - v) > (radii[one] + radii[other]) * 0.95


def test_communities_lie_in_discs_of_their_own(graph: Graph) -> None:
    places, groups = lay_out(*graph), graph[2]
    for group in set(groups) - {-1}:
        own = [place for place, of in zip(places, groups, strict=True) if of == group]
        others = [place for place, of in zip(places, groups, strict=True) if of not in (group, -1)]
        x, y = (sum(axis) / 2 for axis in zip(map(min, *own, own[0]), map(max, *own, own[0]), strict=True))
        reach = max(hypot(u - x, v - y) for u, v in own)
        assert all(hypot(u - x, v - y) > reach for u, v in others)


def test_the_same_graph_gives_the_same_places(graph: Graph) -> None:
    assert lay_out(*graph) == lay_out(*graph)


def test_nodes_without_a_community_stand_in_rows_below(graph: Graph) -> None:
    places, groups = lay_out(*graph), graph[2]
    rows = [y for (_, y), group in zip(places, groups, strict=True) if group < 0]
    lowest = max(y for (_, y), group in zip(places, groups, strict=True) if group >= 0)
    assert all(y > lowest for y in rows)


def test_many_small_communities_stand_in_rows_below_all_others() -> None:
    radii, links, groups = draw(600, 12, alone=5)
    small = [group for group in range(100, 180) for _ in range(2 + group % 3)]
    links += [
        (0, 700, 1.0),
        *((605 + at, 606 + at, 1.0) for at in range(len(small) - 1) if small[at] == small[at + 1]),
    ]
    radii, groups = radii + [8.0] * len(small), groups + small
    places = lay_out(radii, links, groups)
    top = min(y for _, y in places[605:])
    assert all(y + radius < top - 8 for (_, y), radius in zip(places[:605], radii, strict=False))
    left, right = min(x for x, _ in places[:600]), max(x for x, _ in places[:600])
    rim = SHORE + max(radii)
    assert all(left - rim < x < right + rim for x, _ in places[605:])
    for (one, (x, y)), (other, (u, v)) in combinations(enumerate(places[605:]), 2):
        assert hypot(x - u, y - v) > 14 or small[one] == small[other]


def test_a_drawing_is_wider_than_high() -> None:
    places = lay_out(*draw(600, 25))
    width, height = np.ptp(np.array(places), axis=0)
    assert 1.1 < width / height < 2.2


def test_without_communities_the_connected_parts_are_taken() -> None:
    places = lay_out([6.0] * 6, [(0, 1, 1.0), (1, 2, 1.0), (3, 4, 1.0)], [-1] * 6)
    assert len(set(places)) == 6
    assert places[5][1] > max(y for _, y in places[:5])


def test_an_empty_graph_has_no_places() -> None:
    assert lay_out([], [], []) == []


def test_discs_do_not_overlap_and_linked_ones_stand_near() -> None:
    radii = np.full(20, 50.0)
    links = (np.array([12, 15]), np.array([19, 18]), np.array([1.0, 1.0]))
    centers = pack_discs(radii, links)
    for one, other in combinations(range(20), 2):
        assert np.hypot(*(centers[one] - centers[other])) > 99.9
    free = pack_discs(radii, (np.zeros(0, int), np.zeros(0, int), np.zeros(0)))
    for one, other in ((12, 19), (15, 18)):
        near, far = (float(np.hypot(*(some[one] - some[other]))) for some in (centers, free))
        assert near < 160
        assert near <= far


def test_an_island_turns_to_what_it_is_drawn_to() -> None:
    angle = turn_to(np.array([[1.0, 0.0]]), np.array([[0.0, 5.0]]), np.array([1.0]), np.zeros(1, int), 1)
    assert angle == pytest.approx(np.pi / 2)
    assert turn_to(np.zeros((0, 2)), np.zeros((0, 2)), np.zeros(0), np.zeros(0, int), 1) == 0.0


def test_parting_keeps_what_is_apart() -> None:
    places = np.array([[0.0, 0.0], [100.0, 0.0]])
    assert part(places, np.array([5.0, 5.0])).tolist() == places.tolist()
