"""What hangs together, for nodes that are numbers: all links at once, as arrays of their two ends."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]  # whole numbers


def count_neighbors(source: Array, target: Array, count: int) -> Array:
    """Return how many neighbors each of `count` nodes has; edges of one pair count once.

    >>> count_neighbors(np.array([0, 1, 0]), np.array([1, 0, 2]), 4).tolist()
    [2, 1, 1, 0]
    """
    pairs = np.minimum(source, target) * count + np.maximum(source, target)
    pairs.sort()
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    return np.bincount(np.concatenate((pairs // max(count, 1), pairs % max(count, 1))), minlength=count)


def find_components(source: Array, target: Array, count: int) -> Array:
    """Return for each of `count` nodes the first node that it hangs together with, itself where alone.

    >>> find_components(np.array([3, 1]), np.array([1, 4]), 5).tolist()
    [0, 1, 2, 1, 1]
    """
    root = np.arange(count)
    while True:
        low = np.minimum(root[source], root[target])
        lowest = root.copy()
        for ends in (source, target):
            np.minimum.at(lowest, root[ends], low)
            np.minimum.at(lowest, ends, low)
        while not np.array_equal(lowest, lowest[lowest]):
            lowest = lowest[lowest]
        if np.array_equal(lowest, root):
            return root
        root = lowest
