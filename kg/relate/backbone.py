"""The backbone of a weighted network: which edges stand out among those of their ends.

M. A. Serrano, M. Boguna, A. Vespignani, Extracting the multiscale backbone of complex weighted networks,
PNAS 106(16), 2009. A node with k edges that shared out its strength s at random would have an edge of at
least weight w with the probability

    alpha = (1 - w / s) ^ (k - 1)

An edge has the smaller alpha of its two ends. A node with one edge tells nothing (alpha is 1).
"""

from collections import Counter
from collections.abc import Mapping

Pair = tuple[str, str]


def stand_out(weights: Mapping[Pair, int]) -> dict[Pair, float]:
    """Return alpha of each edge, rounded to six decimals: the smaller, the more it stands out.

    Weights are whole numbers, so their sums do not depend on the order of the edges.

    >>> stand_out({("a", "b"): 8, ("a", "c"): 1, ("a", "d"): 1, ("c", "d"): 1})[("a", "b")]
    0.04
    """
    strength: Counter[str] = Counter()
    degree: Counter[str] = Counter()
    for pair, weight in weights.items():
        for end in pair:
            strength[end] += weight
            degree[end] += 1
    return {
        pair: round(min(_alpha(weight, strength[end], degree[end]) for end in pair), 6)
        for pair, weight in weights.items()
    }


def _alpha(weight: int, strength: int, degree: int) -> float:
    return max(0.0, 1 - weight / strength) ** (degree - 1) if degree > 1 else 1.0
