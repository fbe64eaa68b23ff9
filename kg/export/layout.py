"""Where the nodes of the graph page stand: computed once, so that the page opens still.

Force-directed (Fruchterman and Reingold, 1991, with cooling) on NumPy arrays. Repulsion is exact inside
a group (a community) and, between groups, that of the other group's whole mass at its center, so that
a round costs the sum of the squared group sizes instead of the square of all nodes, and groups come
to lie apart. Measured: bench/page.py.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SEED = 20240415
SPACING = 46.0  # wished distance of two linked nodes, in pixels at zoom 1
ROUNDS = 220
WORK = 250_000_000  # pair forces to compute at most; larger graphs get fewer rounds
FEWEST_ROUNDS = 40
LARGEST_BLOCK = 400  # a larger group is cut into blocks for the repulsion
BETWEEN = 0.15  # pull of a link that joins two groups, compared with one inside a group
ROOM = 88.0  # side of the square that a node has on average
DRAWN_IN = 0.7  # power of the distance from the middle: leaves a rim of lonely nodes less far out
MARGIN = 7.0  # free space around a node
GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
ASPECT = 1.45  # of the whole drawing, that of most screens

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Link = tuple[int, int, float]


def lay_out(
    radii: Sequence[float], links: Sequence[Link], groups: Sequence[int], seed: int = SEED
) -> list[tuple[int, int]]:
    """Return the place of each node, in whole pixels around (0, 0), the same for the same arguments.

    `links` are (node, node, weight above 0); `groups` number the communities. Nodes without a link
    stand in rows below the rest. Time grows with the links and the squared group sizes: about 1 s for
    2,000 nodes and 10,000 links; above about 5,000 nodes the number of rounds falls, down to 40.
    """
    places = np.zeros((len(radii), 2))
    sizes = np.asarray(radii, dtype=float)
    linked = sorted({node for source, target, _ in links for node in (source, target)})
    if linked:
        position = {node: index for index, node in enumerate(linked)}
        inner = [(position[a], position[b], weight) for a, b, weight in links if a != b]
        places[linked] = _settle(sizes[linked], inner, np.asarray(groups)[linked], seed)
    alone = sorted(set(range(len(radii))) - set(linked))
    places[alone] = _rows(len(alone), places[linked])
    return [(round(float(x)), round(float(y))) for x, y in places]


def _settle(radii: Floats, links: list[Link], groups: NDArray[np.int64], seed: int) -> Floats:
    """Return the places of linked nodes: forces, then no two nodes on each other, then turned flat."""
    blocks = _blocks(groups)
    places = _spiral_start(blocks, len(radii), seed)
    places = _relax(places, links, groups, blocks)
    places = _fill(_turn(places))
    return _part(places, radii + MARGIN)


def _blocks(groups: NDArray[np.int64]) -> list[Ints]:
    """Return the members of each group, the largest first; groups above LARGEST_BLOCK cut into pieces."""
    members = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    members.sort(key=lambda block: (-len(block), int(block[0])))
    return [
        piece for block in members for piece in np.array_split(block, max(1, -(-len(block) // LARGEST_BLOCK)))
    ]


def _spiral_start(blocks: list[Ints], count: int, seed: int) -> Floats:
    """Return a first guess: the blocks on a sunflower spiral, each a small sunflower itself."""
    places = np.zeros((count, 2))
    before = 0
    for number, block in enumerate(blocks):
        center = _sunflower(number, SPACING * np.sqrt((before + len(block) / 2) / max(number, 1)))
        for index, node in enumerate(block):
            places[node] = center + _sunflower(index, SPACING * 0.6)
        before += len(block)
    return places + np.random.default_rng(seed).normal(0, 1.0, places.shape)


def _sunflower(index: int, step: float) -> Floats:
    angle, radius = index * GOLDEN_ANGLE, step * np.sqrt(index)
    return np.array([radius * np.cos(angle), radius * np.sin(angle)])


def _relax(places: Floats, links: list[Link], groups: NDArray[np.int64], blocks: list[Ints]) -> Floats:
    """Move the nodes along the forces in ever smaller steps; links inside a crowd pull less each."""
    source = np.array([link[0] for link in links], dtype=np.int64)
    target = np.array([link[1] for link in links], dtype=np.int64)
    pull = np.array([link[2] for link in links])
    pull = pull * np.where(groups[source] == groups[target], 1.0, BETWEEN)
    degree = np.bincount(source, minlength=len(places)) + np.bincount(target, minlength=len(places))
    mass = 1 + np.sqrt(degree)
    pull = 4 * pull / np.maximum(np.minimum(degree[source], degree[target]), 1) ** 0.6
    work = sum(len(block) ** 2 for block in blocks) + len(places) * len(blocks) + len(links)
    rounds = int(np.clip(WORK // work, FEWEST_ROUNDS, ROUNDS))
    hottest = SPACING * 3
    for number in range(rounds):
        force = _repulsion(places, mass, blocks) + _attraction(places, source, target, pull)
        force -= places * (0.012 * mass)[:, None]
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
    difference = places[target] - places[source]
    distance = np.hypot(difference[:, 0], difference[:, 1])
    strength = pull * distance / SPACING
    vector = difference / np.maximum(distance, 1e-9)[:, None] * strength[:, None]
    force = np.zeros_like(places)
    for axis in (0, 1):
        force[:, axis] += np.bincount(source, vector[:, axis], len(places))
        force[:, axis] -= np.bincount(target, vector[:, axis], len(places))
    return force


def _turn(places: Floats) -> Floats:
    """Return the places turned so that the drawing is wider than high."""
    centered: Floats = places - (places.max(axis=0) + places.min(axis=0)) / 2
    if len(places) < 3:
        return centered
    covariance = centered.T @ centered
    angle = 0.5 * np.arctan2(2 * covariance[0, 1], covariance[0, 0] - covariance[1, 1])
    cos, sin = np.cos(-angle), np.sin(-angle)
    turned: Floats = centered @ np.array([[cos, sin], [-sin, cos]])
    width, height = np.ptp(turned, axis=0)
    stretch = np.clip(ASPECT * height / max(width, 1e-9), 1.0, ASPECT)
    turned[:, 0] *= stretch
    return turned


def _fill(places: Floats) -> Floats:
    """Return the places drawn in from the rim and scaled, so that a node has ROOM whatever their number."""
    distance = np.hypot(places[:, 0], places[:, 1])
    middle = max(float(np.median(distance)), 1e-9)
    drawn: Floats = places * ((np.maximum(distance, 1e-9) / middle) ** (DRAWN_IN - 1))[:, None]
    width, height = np.ptp(drawn, axis=0)
    drawn *= np.sqrt(len(places) * ROOM**2 / max(width * height, 1.0))
    return drawn


def _part(places: Floats, radii: Floats, rounds: int = 90) -> Floats:
    """Return the places with overlapping nodes pushed apart, each pair by half of its overlap."""
    places = places.copy()
    for _ in range(rounds):
        left, right = _near_pairs(places, 2 * float(radii.max()))
        difference = places[left] - places[right]
        distance = np.maximum(np.hypot(difference[:, 0], difference[:, 1]), 0.01)
        overlap = radii[left] + radii[right] - distance
        hit = overlap > 0.5
        if not hit.any():
            break
        move = difference[hit] / distance[hit, None] * (overlap[hit] / 2)[:, None]
        pushes = np.bincount(left[hit], minlength=len(places)) + np.bincount(
            right[hit], minlength=len(places)
        )
        calm = np.sqrt(np.maximum(pushes, 1))[
            :, None
        ]  # all pushes at once would throw a crowded node far out
        np.add.at(places, left[hit], move / calm[left[hit]])
        np.add.at(places, right[hit], -move / calm[right[hit]])
    return places


def _near_pairs(places: Floats, cell: float) -> tuple[Ints, Ints]:
    """Return the pairs of nodes that share a cell of a grid or stand in two touching cells."""
    grid = np.floor(places / cell).astype(np.int64)
    grid -= grid.min(axis=0)
    width = int(grid[:, 0].max()) + 3
    keys = grid[:, 1] * width + grid[:, 0] + 1
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    lefts, rights = [], []
    for step in (0, 1, width - 1, width, width + 1):
        first = np.searchsorted(ordered, keys + step, "left")
        last = np.searchsorted(ordered, keys + step, "right")
        counts = last - first
        left = np.repeat(np.arange(len(keys)), counts)
        offset = np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts, counts)
        right = order[np.repeat(first, counts) + offset]
        kept = left < right if step == 0 else np.ones(len(left), dtype=bool)
        lefts.append(left[kept])
        rights.append(right[kept])
    return np.concatenate(lefts), np.concatenate(rights)


def _rows(count: int, others: Floats) -> Floats:
    """Return rows below the other nodes, as wide as they are."""
    if not count:
        return np.zeros((0, 2))
    width = float(np.ptp(others[:, 0])) if len(others) else 0.0
    bottom = float(others[:, 1].max()) + 2 * SPACING if len(others) else 0.0
    columns = max(int(width // (1.6 * SPACING)) + 1, int(np.ceil(np.sqrt(count))) if not len(others) else 8)
    index = np.arange(count)
    across = (index % columns - (min(columns, count) - 1) / 2) * 1.6 * SPACING
    return np.stack([across, bottom + (index // columns) * SPACING], axis=1)
