"""A tree of cells over the nodes of a large island: what lies far away pushes as one (Barnes and Hut, 1986).

The nodes are halved along the longer side of their cell, again and again, down to leaves of some nodes; all
cells of a level hold as many. A leaf is pushed node by node by its near leaves, and by the center of mass of
a cell that is far for its size. All of a level is computed at once.
"""

import numpy as np
from numpy.typing import NDArray

LEAF = 16  # nodes of a leaf at most
FAR = 1.6  # times the spread of two cells: from this distance on one pushes the other as one
SOFT = 25.0  # added to squared distances: nodes on each other push with a finite force
FIRST = 3  # level from which on cells are looked at

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class CellTree:
    """The cells of some places, and which of them push each other as one."""

    def __init__(self, places: Floats, mass: Floats) -> None:
        """Sort the places into leaves and find what is near to each and what is far."""
        self._count = len(places)
        levels = max(FIRST, int(np.ceil(np.log2(len(places) / LEAF))))
        size = -(-len(places) // 2**levels)
        self._order = _halve(places, levels, size)
        self._real = self._order < self._count
        self._order[~self._real] = self._count - 1
        self._mass = np.where(self._real, mass[self._order], 0.0)
        self._far: list[tuple[int, Ints, Ints]] = []  # level, leaves, cells of it that push them
        self._near = self._pair(places[self._order], levels)

    def push(self, places: Floats) -> Floats:
        """Return the sum over all nodes of mass · difference / (squared distance + SOFT), far ones as one."""
        leaves = places[self._order]
        total = np.zeros_like(leaves)
        for level, leaf, cell in self._far:
            mass, centers = self._gather(leaves, level)
            _add(total, leaf, leaves, centers[cell, None, :], mass[cell, None])
        leaf, other = self._near
        for node in range(leaves.shape[1]):
            _add(total, leaf, leaves, leaves[other, node, None, :], self._mass[other, node, None])
        pushed = np.empty_like(places)
        pushed[self._order[self._real]] = total[self._real]
        return pushed

    def _gather(self, leaves: Floats, level: int) -> tuple[Floats, Floats]:
        """Return mass and center of mass of the cells of a level."""
        mass = self._mass.reshape(2**level, -1)
        places = leaves.reshape(2**level, -1, 2)
        whole = np.maximum(mass.sum(axis=1), 1e-9)
        centers: Floats = np.einsum("cn,cnx->cx", mass, places) / whole[:, None]
        return whole, centers

    def _reach(self, leaves: Floats, centers: Floats) -> Floats:
        """Return how far cells spread around their centers: the root of the mean squared distance."""
        places = leaves.reshape(len(centers), -1, 2)
        mass = self._mass.reshape(len(centers), -1)
        squares = np.square(places - centers[:, None, :]).sum(axis=2)
        reach: Floats = np.sqrt(np.einsum("cn,cn->c", mass, squares) / np.maximum(mass.sum(axis=1), 1e-9))
        return reach

    def _pair(self, leaves: Floats, levels: int) -> tuple[Ints, Ints]:
        """Note the far cells of each leaf, level by level, and return the pairs of near leaves."""
        _, middles = self._gather(leaves, levels)
        own = self._reach(leaves, middles)
        leaf = np.repeat(np.arange(2**levels), 2**FIRST)
        cell = np.tile(np.arange(2**FIRST), 2**levels)
        for level in range(FIRST, levels + 1):
            _, centers = self._gather(leaves, level)
            reach = self._reach(leaves, centers)
            way = middles[leaf] - centers[cell]
            far = np.hypot(way[:, 0], way[:, 1]) > FAR * (own[leaf] + reach[cell])
            self._far.append((level, leaf[far], cell[far]))
            leaf, cell = leaf[~far], cell[~far]
            if level < levels:
                leaf = np.repeat(leaf, 2)
                cell = np.repeat(2 * cell, 2)
                cell[1::2] += 1
        return leaf, cell


def _halve(places: Floats, levels: int, size: int) -> Ints:
    """Return the numbers of the nodes of each leaf; numbers beyond the nodes fill the leaves up."""
    order = np.arange(size * 2**levels).reshape(1, -1)
    filled = np.concatenate([places, np.repeat(places[-1:], order.size - len(places), axis=0)])
    for _ in range(levels):
        spots = filled[order]
        longer = np.argmax(np.ptp(spots, axis=1), axis=1)
        along = np.take_along_axis(spots, longer[:, None, None], axis=2)[..., 0]
        sorted_ = np.argpartition(along, order.shape[1] // 2, axis=1)
        order = np.take_along_axis(order, sorted_, axis=1).reshape(2 * len(order), -1)
    return order


def _add(total: Floats, leaf: Ints, leaves: Floats, centers: Floats, weights: Floats) -> None:
    """Add to the nodes of some leaves the push of a center each; the leaves come in order."""
    if not len(leaf):
        return
    way = leaves[leaf] - centers
    strength = weights / (np.square(way).sum(axis=2) + SOFT)
    starts = np.flatnonzero(np.diff(leaf, prepend=-1))
    total[leaf[starts]] += np.add.reduceat(way * strength[..., None], starts, axis=0)
