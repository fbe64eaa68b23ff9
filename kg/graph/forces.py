"""Forces that place the nodes of islands: all of an island's nodes push each other, links pull.

Fruchterman and Reingold (1991) with cooling, on NumPy arrays. Islands of about the same size are relaxed
together, a row of the arrays each, filled up with nodes of no mass: thousands of small ones cost no more
than a large one of as many nodes. The push is exact in islands of up to LARGEST_EXACT nodes; larger ones
push through a tree of cells (`kg.graph.cells`), so that a round costs n log n.
"""

import numpy as np
from numpy.typing import NDArray

from kg.graph.cells import CellTree

SPACING = 46.0  # wished distance of two linked nodes, in pixels at zoom 1
LARGEST_EXACT = 256
TOGETHER = 1 << 16  # pairs of nodes that are computed at once, so that they stay near the processor
FILLING = 1 << 14  # pairs with no node that are computed rather than smaller islands by themselves
SOFT = 25.0  # added to squared distances: nodes on each other push with a finite force
AGAIN = 4  # rounds after which the tree of a large island is made anew

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def group_by_size(sizes: Ints) -> list[tuple[int, int]]:
    """Return which islands are relaxed together, as first and last plus one; their sizes fall.

    >>> group_by_size(np.array([300, 5, 4, 4, 3])), group_by_size(np.array([250, 240, 100, 20, 9, 2]))
    ([(0, 1), (1, 5)], [(0, 1), (1, 2), (2, 4), (4, 6)])
    """
    groups, start = [], 0
    while start < len(sizes):
        widest = int(sizes[start])
        many = 1 if widest > LARGEST_EXACT else max(1, TOGETHER // widest**2)
        some = sizes[start : start + many]
        alike = int(np.searchsorted(-some, -0.75 * widest, "right"))
        filled = int(np.searchsorted(np.cumsum(widest**2 - some**2), FILLING, "right"))
        groups.append((start, start + max(alike, filled, 1)))
        start = groups[-1][1]
    return groups


def pairs_of(size: int) -> int:
    """Return how many pairs of nodes a round of an island of so many nodes computes, about."""
    return size * size if size <= LARGEST_EXACT else size * LARGEST_EXACT


def relax(places: Floats, real: Bools, ends: tuple[Ints, Ints], pull: Floats, rounds: int) -> Floats:
    """Return the places after some rounds along the forces, in ever smaller steps.

    `places` has a row of places for each island, `real` tells which of them are nodes. The ends of the links
    are positions in all rows, one after the other. Links inside a crowd pull less each.
    """
    source, target = ends
    degree = np.bincount(source, minlength=real.size) + np.bincount(target, minlength=real.size)
    mass = (1 + np.sqrt(degree)).reshape(real.shape) * real
    pull = 4 * pull / np.maximum(np.minimum(degree[source], degree[target]), 1) ** 0.6 / SPACING
    scale = (SPACING**2 * 0.5 * np.sqrt(mass))[..., None]
    sizes = real.sum(axis=1)[:, None, None]
    cells = None
    for number in range(rounds):
        if real.shape[1] > LARGEST_EXACT:
            if cells is None or number % AGAIN == 0:
                cells = CellTree(places[0], mass[0])
            push = cells.push(places[0])[None]
        else:
            push = _push(places, mass)
        force = push * scale + _attraction(places, source, target, pull) - places * (0.03 * mass)[..., None]
        length = np.hypot(force[..., 0], force[..., 1])
        step = np.minimum(length, SPACING * 2 * (1 - number / rounds) ** 1.5 + 0.5)
        places = places + force * (step / np.maximum(length, 1e-9))[..., None]
        places = (places - places.sum(axis=1, keepdims=True) / sizes) * real[..., None]
    return places


def _push(places: Floats, mass: Floats) -> Floats:
    """Return the sum over the nodes of an island of mass · difference / (squared distance + SOFT)."""
    across, down = (np.ascontiguousarray(places[..., axis]) for axis in (0, 1))
    square = across[:, :, None] - across[:, None, :]
    square *= square
    rise = down[:, :, None] - down[:, None, :]
    rise *= rise
    square += rise
    square += SOFT
    strength = np.divide(mass[:, None, :], square, out=square)
    whole = strength.sum(axis=2)
    pushed = (axis * whole - np.einsum("bij,bj->bi", strength, axis) for axis in (across, down))
    return np.stack(list(pushed), axis=2)


def _attraction(places: Floats, source: Ints, target: Ints, pull: Floats) -> Floats:
    """Return the pull of the links on each node, in proportion to their length."""
    flat = places.reshape(-1, 2)
    vector = (flat[target] - flat[source]) * pull[:, None]
    force = np.empty_like(flat)
    for axis in (0, 1):
        force[:, axis] = np.bincount(source, vector[:, axis], len(flat))
        force[:, axis] -= np.bincount(target, vector[:, axis], len(flat))
    return force.reshape(places.shape)
