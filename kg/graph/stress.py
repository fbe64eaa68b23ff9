"""Places for a small graph: drawn distances follow the number of steps between nodes.

Stress majorization (SMACOF; Gansner, Koren and North, 2004) of each connected part, the parts packed
in rows. Time and memory grow with the square of the nodes: for pictures, not for whole graphs.
"""

from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

SEED = 20240415
ROUNDS = 120
STEP = 95.0  # drawn distance of two linked nodes
GAP = 70.0  # free space between two parts
ROOM = 24.0  # free space between two nodes, for their names

Floats = NDArray[np.float64]


def place_parts(
    graph: "nx.Graph[str]", radii: Mapping[str, float], seed: int = SEED
) -> dict[str, tuple[float, float]]:
    """Return the place of each node, the largest part first, the same for the same graph and seed."""
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda p: (-len(p), p))
    drawn = [_apart(_settle(graph, part, seed), np.array([radii[node] for node in part])) for part in parts]
    places: dict[str, tuple[float, float]] = {}
    for part, spots in zip(parts, _pack(drawn), strict=True):
        places |= {node: (float(x), float(y)) for node, (x, y) in zip(part, spots, strict=True)}
    return places


def _settle(graph: "nx.Graph[str]", part: Sequence[str], seed: int) -> Floats:
    """Return places with the least stress: the wished distance of two nodes is STEP for each step."""
    count = len(part)
    if count == 1:
        return np.zeros((1, 2))
    steps = dict(nx.all_pairs_shortest_path_length(graph.subgraph(part)))
    wished = STEP * np.array([[steps[a][b] for b in part] for a in part], dtype=float)
    wished *= np.sqrt(1 + count / 60)  # large parts are dense: give each node more room
    np.fill_diagonal(wished, 1.0)
    weights = wished**-2.0
    np.fill_diagonal(weights, 0.0)
    laplacian = np.diag(weights.sum(1)) - weights
    inverse = np.linalg.pinv(laplacian)
    places: Floats = np.random.default_rng(seed).normal(0, STEP, (count, 2))
    for _ in range(ROUNDS):
        difference = places[:, None, :] - places[None, :, :]
        distance = np.maximum(np.hypot(difference[..., 0], difference[..., 1]), 1e-6)
        ratio = weights * wished / distance
        places = inverse @ ((np.diag(ratio.sum(1)) - ratio) @ places)
    return _turn(places)


def _turn(places: Floats) -> Floats:
    """Return the places with their longest extent across."""
    centered = places - places.mean(axis=0)
    axes = np.linalg.svd(centered, full_matrices=False)[2]
    turned: Floats = centered @ axes.T
    return turned


def _apart(places: Floats, radii: Floats, rounds: int = 200) -> Floats:
    """Return the places with nodes that lie on each other pushed apart."""
    wished = radii[:, None] + radii[None, :] + ROOM
    np.fill_diagonal(wished, 0.0)
    for _ in range(rounds):
        difference = places[:, None, :] - places[None, :, :]
        distance = np.maximum(np.hypot(difference[..., 0], difference[..., 1]), 0.01)
        overlap = np.maximum(wished - distance, 0.0)
        if not (overlap > 0.5).any():
            break
        places = places + 0.3 * (difference / distance[..., None] * overlap[..., None]).sum(axis=1)
    return places


def _pack(drawn: Sequence[Floats]) -> list[Floats]:
    """Return the parts moved so that none touches another: the first on top, the others in rows below."""
    width = max((float(np.ptp(spots[:, 0])) for spots in drawn), default=0.0)
    packed, x, y, row = [], 0.0, 0.0, 0.0
    for number, spots in enumerate(drawn):
        wide, high = (float(extent) for extent in np.ptp(spots, axis=0))
        if number == 1 or (number and x + wide > width):
            x, y, row = 0.0, y + row + GAP, 0.0
        packed.append(spots - spots.min(axis=0) + np.array([x, y]))
        x, row = x + wide + GAP, max(row, high)
    return packed
