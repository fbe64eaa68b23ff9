"""Where the nodes of the graph page stand: computed once, so that the page opens still.

Each community is an island: force-directed by itself (Fruchterman and Reingold, 1991, with cooling, on
NumPy arrays), drawn together to a disc. The discs are packed without overlap, the largest in the middle,
each near those it has links with, and turned so that nodes with links abroad face them. Repulsion is
exact inside an island (a large one is cut into blocks that push each other by their centers), so that a
round costs the sum of the squared island sizes. Measured: bench/layout.py, bench/page.py.
"""

from collections.abc import Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.graph.packing import pack_discs, part, turn_to

SEED = 20240415
SPACING = 46.0  # wished distance of two linked nodes, in pixels at zoom 1
ROUNDS = 160
WORK = 150_000_000  # pair forces to compute at most; larger graphs get fewer rounds
FEWEST_ROUNDS = 30
LARGEST_BLOCK = 400  # a larger island is cut into blocks for the repulsion
ROOM = 46.0  # side of the square that a point has on average
ROOM_BY_RADIUS = 2.2  # what the radius of a node adds to it, for larger names
EVENNESS = 0.6  # 0: distances from the middle as the forces left them, 1: all of a disc filled alike
MARGIN = 7.0  # free space around a node
SHORE = 26.0  # free space around an island, so that two stand twice as far apart
GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
COLUMN, ROW = 104.0, 58.0  # the grid of the nodes that stand alone

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Link = tuple[int, int, float]


def lay_out(
    radii: Sequence[float], links: Sequence[Link], groups: Sequence[int], seed: int = SEED
) -> list[tuple[int, int]]:
    """Return the place of each node, in whole pixels around (0, 0), the same for the same arguments.

    `links` are (node, node, weight above 0); `groups` number the communities, -1 being none. Nodes
    without a community stand in rows below the rest; where no node has one, the connected parts are
    taken for communities. Time grows with the links and the squared community sizes: about 1 s for
    2,000 nodes and 10,000 links; in large graphs the number of rounds falls, down to 30.
    """
    places = np.zeros((len(radii), 2))
    sizes = np.asarray(radii, dtype=float)
    kept = [link for link in links if link[0] != link[1]]
    group = np.asarray(groups, dtype=np.int64)
    if not (group >= 0).any():
        group = _parts(len(radii), kept)
    islands = _islands(group)
    if islands:
        _settle(places, sizes, kept, islands, seed)
    alone = np.flatnonzero(group < 0)
    places[alone] = _rows(len(alone), places[group >= 0])
    return [(round(float(x)), round(float(y))) for x, y in places]


def _parts(count: int, links: Sequence[Link]) -> Ints:
    """Return the number of the connected part of each node, -1 where it has no link."""
    graph: nx.Graph[int] = nx.Graph((source, target) for source, target, _ in links)
    group = np.full(count, -1, dtype=np.int64)
    for number, members in enumerate(sorted(map(sorted, nx.connected_components(graph)))):
        group[members] = number
    return group


def _islands(group: Ints) -> list[Ints]:
    """Return the members of each community, the largest community first."""
    order = np.argsort(group, kind="stable")
    order = order[group[order] >= 0]
    islands = np.split(order, np.flatnonzero(np.diff(group[order])) + 1) if len(order) else []
    return sorted(islands, key=lambda island: (-len(island), int(island[0])))


def _settle(places: Floats, radii: Floats, links: Sequence[Link], islands: Sequence[Ints], seed: int) -> None:
    """Set the places of the members of all islands."""
    home = np.full(len(places), -1, dtype=np.int64)
    for number, island in enumerate(islands):
        home[island] = number
    source, target, pull = _columns(links)
    inner = home[source] == home[target]
    rounds = _rounds(islands, len(links))
    by_home = np.argsort(home[source], kind="stable")
    by_home = by_home[inner[by_home]]
    starts = np.searchsorted(home[source][by_home], np.arange(len(islands) + 1))
    position = np.zeros(len(places), dtype=np.int64)
    for number, island in enumerate(islands):
        position[island] = np.arange(len(island))
        own = by_home[starts[number] : starts[number + 1]]
        ends = (position[source[own]], position[target[own]])
        places[island] = _island(radii[island], ends, pull[own], rounds, seed)
    abroad = ~inner & (home[source] >= 0) & (home[target] >= 0)
    _spread(places, radii, islands, home, (source[abroad], target[abroad], pull[abroad]))


def _columns(links: Sequence[Link]) -> tuple[Ints, Ints, Floats]:
    source = np.array([link[0] for link in links], dtype=np.int64)
    target = np.array([link[1] for link in links], dtype=np.int64)
    return source, target, np.array([link[2] for link in links], dtype=float)


def _rounds(islands: Sequence[Ints], links: int) -> int:
    """Return how many rounds of forces the islands can be given."""
    work = sum(len(island) * min(len(island), LARGEST_BLOCK) for island in islands) + links
    return int(np.clip(WORK // max(work, 1), FEWEST_ROUNDS, ROUNDS))


def _island(radii: Floats, ends: tuple[Ints, Ints], pull: Floats, rounds: int, seed: int) -> Floats:
    """Return the places of the nodes of one island around its middle."""
    count = len(radii)
    places = np.array([_sunflower(index, SPACING * 0.6) for index in range(count)])
    if count > 2:
        places += np.random.default_rng(seed).normal(0, 1.0, places.shape)
        places = _relax(places, ends, pull, rounds)
        places = _round_off(places, ROOM + ROOM_BY_RADIUS * float(radii.mean()))
    places = part(places, radii + MARGIN)
    middle: Floats = places - (places.max(axis=0) + places.min(axis=0)) / 2
    return middle


def _sunflower(index: int, step: float) -> Floats:
    angle, radius = index * GOLDEN_ANGLE, step * np.sqrt(index)
    return np.array([radius * np.cos(angle), radius * np.sin(angle)])


def _relax(places: Floats, ends: tuple[Ints, Ints], pull: Floats, rounds: int) -> Floats:
    """Move the nodes along the forces in ever smaller steps; links inside a crowd pull less each."""
    source, target = ends
    degree = np.bincount(source, minlength=len(places)) + np.bincount(target, minlength=len(places))
    mass = 1 + np.sqrt(degree)
    pull = 4 * pull / np.maximum(np.minimum(degree[source], degree[target]), 1) ** 0.6
    blocks = np.array_split(np.arange(len(places)), -(-len(places) // LARGEST_BLOCK))
    hottest = SPACING * 2
    for number in range(rounds):
        force = _repulsion(places, mass, blocks) + _attraction(places, source, target, pull)
        force -= places * (0.03 * mass)[:, None]
        length = np.hypot(force[:, 0], force[:, 1])
        step = np.minimum(length, hottest * (1 - number / rounds) ** 1.5 + 0.5)
        places = places + force * (step / np.maximum(length, 1e-9))[:, None]
        places = places - places.mean(axis=0)
    return places


def _repulsion(places: Floats, mass: Floats, blocks: list[Ints]) -> Floats:
    """Return the push of all nodes on each: exact inside a block, by centers of mass between blocks."""
    push = np.zeros_like(places)
    weights = np.array([mass[block].sum() for block in blocks])
    centers = np.array([np.average(places[block], axis=0, weights=mass[block]) for block in blocks])
    spreads = np.array(
        [np.square(places[block] - centers[i]).sum(1).mean() for i, block in enumerate(blocks)]
    )
    for number, block in enumerate(blocks):
        push[block] = _push(places[block], places[block], mass[block], 25.0)
        others = np.arange(len(blocks)) != number
        if others.any():
            push[block] += _push(places[block], centers[others], weights[others], spreads[others] + 25.0)
    return push * (SPACING**2 * 0.5 * np.sqrt(mass))[:, None]


def _push(places: Floats, centers: Floats, weights: Floats, soft: Floats | float) -> Floats:
    """Return the sum over the centers of weight · difference / (squared distance + soft)."""
    across = places[:, None, 0] - centers[None, :, 0]
    down = places[:, None, 1] - centers[None, :, 1]
    strength = weights / (across**2 + down**2 + soft)
    return np.stack([(across * strength).sum(1), (down * strength).sum(1)], axis=1)


def _attraction(places: Floats, source: Ints, target: Ints, pull: Floats) -> Floats:
    """Return the pull of the links on each node, in proportion to their length."""
    vector = (places[target] - places[source]) * (pull / SPACING)[:, None]
    force = np.zeros_like(places)
    for axis in (0, 1):
        force[:, axis] += np.bincount(source, vector[:, axis], len(places))
        force[:, axis] -= np.bincount(target, vector[:, axis], len(places))
    return force


def _round_off(places: Floats, room: float) -> Floats:
    """Return the places drawn to a disc in which a node has room: directions stay, distances even out."""
    distance = np.hypot(places[:, 0], places[:, 1])
    rank = np.empty(len(places))
    rank[np.argsort(distance, kind="stable")] = np.arange(len(places))
    far = room * np.sqrt(len(places) / np.pi)
    even = far * np.sqrt((rank + 0.5) / len(places))
    reach = max(float(np.quantile(distance, 0.95)), 1e-9)
    wished = (1 - EVENNESS) * np.minimum(distance / reach, 1.0) * far + EVENNESS * even
    drawn: Floats = places * (wished / np.maximum(distance, 1e-9))[:, None]
    return drawn


def _spread(
    places: Floats,
    radii: Floats,
    islands: Sequence[Ints],
    home: Ints,
    abroad: tuple[Ints, Ints, Floats],
) -> None:
    """Move each island to its place on the sheet, turned to those it has links with."""
    source, target, pull = abroad
    discs = np.array(
        [
            float((np.hypot(places[island, 0], places[island, 1]) + radii[island]).max()) + SHORE
            for island in islands
        ]
    )
    centers = pack_discs(discs, (home[source], home[target], pull))
    both = (np.concatenate([source, target]), np.concatenate([target, source]), np.concatenate([pull, pull]))
    order = np.argsort(home[both[0]], kind="stable")
    starts = np.searchsorted(home[both[0]][order], np.arange(len(islands) + 1))
    for number, island in enumerate(islands):
        own = order[starts[number] : starts[number + 1]]
        toward = centers[home[both[1][own]]] - centers[number]
        angle = turn_to(places[both[0][own]], toward, both[2][own])
        places[island] = _turned(places[island], angle) + centers[number]


def _turned(places: Floats, angle: float) -> Floats:
    cos, sin = np.cos(angle), np.sin(angle)
    turned: Floats = places @ np.array([[cos, sin], [-sin, cos]])
    return turned


def _rows(count: int, others: Floats) -> Floats:
    """Return rows below the other nodes, as wide as they are."""
    if not count:
        return np.zeros((0, 2))
    width = float(np.ptp(others[:, 0])) if len(others) else 0.0
    bottom = float(others[:, 1].max()) + 2 * ROW if len(others) else 0.0
    columns = max(int(width // COLUMN), 8, int(np.sqrt(count)) if not len(others) else 0)
    middle = float(others[:, 0].max() + others[:, 0].min()) / 2 if len(others) else 0.0
    index = np.arange(count)
    across = middle + (index % columns - (min(columns, count) - 1) / 2) * COLUMN
    return np.stack([across, bottom + (index // columns) * ROW], axis=1)
