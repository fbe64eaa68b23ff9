"""Measures of nodes that need nothing but a pass over the edges."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from kg.graph.kinds import OF_NAMES
from kg.graph.selection import Tie

FINE = 1_000_000_000  # weights are summed as whole numbers of this part, so that their order does not matter


class Measures(NamedTuple):
    """What the edges of a whole graph tell of a node."""

    degree: int = 0  # neighbors
    strength: float = 0.0  # sum of the weights above 0


def measure_nodes(ties: Iterable[Tie]) -> dict[str, Measures]:
    """Return the measures of all nodes with edges; edges that names alone state count for none.

    Strength is rounded to six decimals; the order of the edges does not matter.
    """
    others: dict[str, set[str]] = defaultdict(set)
    strength: dict[str, int] = defaultdict(int)
    for tie in ties:
        if tie.kind not in OF_NAMES:
            weight = max(0, round(tie.weight * FINE))
            for end, other in ((tie.source, tie.target), (tie.target, tie.source)):
                others[end].add(other)
                strength[end] += weight
    return {
        id_: Measures(len(found - {id_}), round(strength[id_] / FINE, 6)) for id_, found in others.items()
    }
