"""The backbone of a weighted network: which edges stand out among those of their ends.

M. A. Serrano, M. Boguna, A. Vespignani, Extracting the multiscale backbone of complex weighted networks,
PNAS 106(16), 2009. A node with k edges that shared out its strength s at random would have an edge of at
least weight w with the probability

    alpha = (1 - w / s) ^ (k - 1)

An edge has the smaller alpha of its two ends. A node with one edge tells nothing (alpha is 1).
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = "NDArray[np.float64] | NDArray[np.int64]"


def alpha(weight: Numbers, strength: Numbers, degree: Numbers) -> NDArray[np.float64]:
    """Return alpha of edges at one of their ends, by the end's strength and degree.

    >>> alpha(np.array([8, 1]), np.array([10, 10]), np.array([3, 1])).round(6).tolist()
    [0.04, 1.0]
    """
    share = np.maximum(0.0, 1 - weight / strength)
    return np.where(degree > 1, share ** (degree - 1), 1.0)


def stand_out(left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return alpha of edges by that of their ends, rounded to six decimals: the smaller, the more they do."""
    return np.asarray(np.round(np.minimum(left, right), 6) + 0.0, dtype=np.float64)
