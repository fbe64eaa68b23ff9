"""Islands: the communities of a graph, each drawn by itself around its middle."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.graph.forces import SPACING, group_by_size, pairs_of, relax
from kg.graph.parting import part

ROUNDS = 160
WORK = 150_000_000  # pair forces to compute at most; larger graphs get fewer rounds
FEWEST_ROUNDS = 30
ROOM = 46.0  # side of the square that a point has on average
ROOM_BY_RADIUS = 2.2  # what the radius of a node adds to it, for larger names
EVENNESS = 0.6  # 0: distances from the middle as the forces left them, 1: all of a disc filled alike
MARGIN = 7.0  # free space around a node
APART = 200.0  # between islands while their nodes are pushed apart
GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Links:
    """Links as columns."""

    source: Ints
    target: Ints
    pull: Floats

    def only(self, chosen: Bools | Ints | slice) -> "Links":
        """Return some of the links."""
        return Links(self.source[chosen], self.target[chosen], self.pull[chosen])


@dataclass(frozen=True, slots=True)
class Islands:
    """The nodes of all islands, one island after the other, the largest first."""

    nodes: Ints
    starts: Ints  # where each island begins in the nodes, and where the last one ends
    home: Ints  # the island of each node, -1 for none
    seat: Ints  # the position of each node in its island

    @property
    def sizes(self) -> Ints:
        """How many nodes each island has."""
        return np.diff(self.starts)


def find_islands(group: Ints) -> Islands:
    """Return the islands of nodes whose communities are given by their numbers, -1 being none."""
    order = np.argsort(group, kind="stable")
    order = order[group[order] >= 0]
    bounds = np.flatnonzero(np.diff(group[order], prepend=-1))
    sizes = np.diff(bounds, append=len(order))
    ranked = np.lexsort((order[bounds], -sizes))
    sizes = sizes[ranked]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    seats = np.arange(len(order)) - np.repeat(starts[:-1], sizes)
    nodes = order[seats + np.repeat(bounds[ranked], sizes)]
    home, seat = np.full(len(group), -1, dtype=np.int64), np.zeros(len(group), dtype=np.int64)
    home[nodes], seat[nodes] = np.repeat(np.arange(len(ranked)), sizes), seats
    return Islands(nodes, starts, home, seat)


def draw_islands(radii: Floats, links: Links, islands: Islands, seed: int) -> Floats:
    """Return the places of the nodes of all islands, each island around its own middle.

    `links` are those inside islands. Nodes of no island stay at (0, 0).
    """
    places = np.zeros((len(radii), 2))
    rounds = _rounds(islands.sizes, len(links.pull))
    links = links.only(np.argsort(islands.home[links.source], kind="stable"))
    homes = islands.home[links.source]
    for first, last in group_by_size(islands.sizes):
        own = links.only(slice(*np.searchsorted(homes, [first, last])))
        nodes = islands.nodes[islands.starts[first] : islands.starts[last]]
        places[nodes] = _draw_alike(radii[nodes], own, islands, (first, last), rounds, seed)
    _part_all(places, radii, islands)
    return places


def _rounds(sizes: Ints, links: int) -> int:
    """Return how many rounds of forces the islands can be given."""
    work = sum(pairs_of(size) for size in sizes.tolist()) + links
    return int(np.clip(WORK // max(work, 1), FEWEST_ROUNDS, ROUNDS))


def _draw_alike(
    radii: Floats, links: Links, islands: Islands, span: tuple[int, int], rounds: int, seed: int
) -> Floats:
    """Return the places of the nodes of some islands of about one size."""
    first, last = span
    sizes = islands.sizes[first:last]
    widest = int(sizes[0])
    real = np.arange(widest) < sizes[:, None]
    rows = _sunflower(widest) * real[..., None]
    if widest > 2:
        rows += np.random.default_rng(seed).normal(0, 1.0, (widest, 2)) * real[..., None]
        position = (islands.home - first) * widest + islands.seat
        rows = relax(rows, real, (position[links.source], position[links.target]), links.pull, rounds)
        mean = np.add.reduceat(radii, islands.starts[first:last] - islands.starts[first]) / sizes
        rows = _round_off(rows, real, ROOM + ROOM_BY_RADIUS * mean)
    return rows[real]


def _sunflower(count: int) -> Floats:
    """Return places around (0, 0) that fill a disc from its middle outwards."""
    index = np.arange(count)
    angle, radius = index * GOLDEN_ANGLE, SPACING * 0.6 * np.sqrt(index)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def _round_off(rows: Floats, real: Bools, room: Floats) -> Floats:
    """Return rows of places drawn to discs in which a node has room: directions stay, distances even out."""
    sizes = real.sum(axis=1)
    distance = np.where(real, np.hypot(rows[..., 0], rows[..., 1]), np.inf)
    order = np.argsort(distance, axis=1, kind="stable")
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(real.shape[1])[None], axis=1)
    far = (room * np.sqrt(sizes / np.pi))[:, None]
    even = far * np.sqrt((rank + 0.5) / sizes[:, None])
    at = np.ceil(0.95 * (sizes - 1)).astype(np.int64)[:, None]
    reach = np.take_along_axis(distance, np.take_along_axis(order, at, axis=1), axis=1)
    wished = (1 - EVENNESS) * np.minimum(distance / np.maximum(reach, 1e-9), 1.0) * far + EVENNESS * even
    drawn: Floats = rows * (wished / np.maximum(distance, 1e-9))[..., None]
    return drawn


def _part_all(places: Floats, radii: Floats, islands: Islands) -> None:
    """Push the nodes of all islands apart, and set each island around its middle."""
    nodes, starts = islands.nodes, islands.starts[:-1]
    home = islands.home[nodes]
    reach = np.maximum.reduceat(np.hypot(*places[nodes].T) + radii[nodes], starts)
    apart = np.cumsum(2.2 * reach + APART)
    row = np.stack([apart[home], np.zeros(len(nodes))], axis=1)
    parted = part(places[nodes] + row, radii[nodes] + MARGIN)
    middle = (np.minimum.reduceat(parted, starts) + np.maximum.reduceat(parted, starts)) / 2
    places[nodes] = parted - middle[home]
