"""Forces: islands of one size together, and what lies far away pushing as one."""

import numpy as np
import pytest

from kg.graph.cells import CellTree
from kg.graph.forces import LARGEST_EXACT, group_by_size, relax
from kg.graph.islands import Links, draw_islands, find_islands


def push_exactly(places: np.ndarray, mass: np.ndarray) -> np.ndarray:
    """Return the sum over all nodes of mass · difference / (squared distance + 25)."""
    way = places[:, None, :] - places[None, :, :]
    return (way * (mass[None, :] / (np.square(way).sum(2) + 25.0))[..., None]).sum(1)


@pytest.mark.parametrize("count", [257, 300, 1000, 3001])
def test_far_nodes_push_as_one_and_nearly_as_they_would_alone(count: int) -> None:
    chance = np.random.default_rng(1)
    places, mass = chance.normal(0, 300.0, (count, 2)), chance.uniform(1, 9, count)
    exact, about = push_exactly(places, mass), CellTree(places, mass).push(places)
    error = np.hypot(*(about - exact).T) / np.hypot(*exact.T).mean()
    assert error.mean() < 0.06
    assert error.max() < 0.3


def test_nodes_in_one_place_do_not_push_each_other() -> None:
    places = np.zeros((400, 2))
    assert not CellTree(places, np.ones(400)).push(places).any()


@pytest.mark.parametrize("many", [100, 10_000])
def test_many_small_islands_are_few_groups(many: int) -> None:
    sizes = np.repeat([40, 4, 3, 2], many)
    groups = group_by_size(sizes)
    assert [first for first, _ in groups[1:]] == [last for _, last in groups[:-1]]
    assert groups[-1][1] == len(sizes)
    assert len(groups) < 10 + len(sizes) / 100


def test_an_island_is_the_same_with_and_without_others_beside_it() -> None:
    ring = [(node, (node + 1) % 8) for node in range(8)]
    one, two = find_islands(np.zeros(8, int)), find_islands(np.repeat([0, 1], [8, 7]))
    ends = np.array(ring)
    links = Links(ends[:, 0], ends[:, 1], np.ones(8))
    alone = draw_islands(np.full(8, 6.0), links, one, 1)
    beside = draw_islands(np.full(15, 6.0), links, two, 1)
    assert beside[:8] == pytest.approx(alone, abs=1e-6)


@pytest.mark.parametrize("count", [12, LARGEST_EXACT + 44])
def test_linked_nodes_come_close(count: int) -> None:
    chance = np.random.default_rng(3)
    source = np.arange(1, count)
    target = source // 3
    start = chance.normal(0, 200, (1, count, 2))
    places = relax(start, np.ones((1, count), bool), (source, target), np.ones(count - 1), 100)[0]
    linked = np.hypot(*(places[source] - places[target]).T).mean()
    others = np.hypot(*(places[source] - places[chance.permutation(target)]).T).mean()
    assert linked < 0.75 * others
