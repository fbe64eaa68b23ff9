"""Where the nodes of the graph page stand: computed once, so that the page opens still.

Each community is an island: force-directed by itself (`kg.graph.forces`) and drawn together to a disc. The
discs are packed without overlap (`kg.graph.packing`), the largest in the middle, each near those it has
links with, and turned so that nodes with links abroad face them. Where very many islands are small, these
lie in rows below instead of around the rest. All steps go over all islands at once, so
that time grows with nodes and links (n log n), whatever islands they make. Measured: bench/layout.py.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.graph.islands import Islands, Links, draw_islands, find_islands
from kg.graph.packing import pack_discs, turn_to
from kg.store.links import find_components

SEED = 20240415
GAP = 300.0  # above the rows of small islands
SHORE = 26.0  # free space around an island, so that two stand twice as far apart
SMALL = 8  # nodes of the smallest island that is packed where many are smaller
MANY = 60  # smaller islands at least, with less than half of all nodes, for them to lie in rows
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
    taken for communities. Time grows with nodes and links: about 1 s for 2,000 nodes and 10,000
    links; in large graphs the number of rounds falls, down to 30.
    """
    places, sizes = np.zeros((len(radii), 2)), np.asarray(radii, dtype=float)
    columns = _columns([link for link in links if link[0] != link[1]])
    group = np.asarray(groups, dtype=np.int64)
    if not (group >= 0).any():
        group = _parts(len(radii), columns)
    islands = find_islands(group)
    if len(islands.nodes):
        home = islands.home
        same = home[columns.source] == home[columns.target]
        among = (home[columns.source] >= 0) & (home[columns.target] >= 0)
        places = draw_islands(sizes, columns.only(same & among), islands, seed)
        _spread(places, sizes, islands, columns.only(among & ~same))
    alone = np.flatnonzero(group < 0)
    small = islands.home >= len(islands.sizes) - count_small(islands.sizes)
    places[alone] = _rows(len(alone), places[(group >= 0) & ~small])
    if len(alone) and small.any():
        places[small, 1] += places[alone, 1].max() + 2 * ROW + GAP - places[small, 1].min()
    return [(round(x), round(y)) for x, y in places.tolist()]


def _columns(links: Sequence[Link]) -> Links:
    """Return links as columns."""
    source = np.array([link[0] for link in links], dtype=np.int64)
    target = np.array([link[1] for link in links], dtype=np.int64)
    return Links(source, target, np.array([link[2] for link in links], dtype=float))


def _parts(count: int, links: Links) -> Ints:
    """Return the number of the connected part of each node, -1 where it has no link."""
    group = find_components(links.source, links.target, count)
    linked = np.zeros(count, dtype=bool)
    linked[links.source] = linked[links.target] = True
    return np.where(linked, group, -1)


def count_small(sizes: Ints) -> int:
    """Return how many islands of some sizes lie in rows below the others.

    >>> count_small(np.array([900, 8] + [3] * 100)), count_small(np.array([9] + [3] * 100))
    (100, 0)
    >>> count_small(np.array([900] + [3] * 20))
    0
    """
    small = sizes < SMALL
    return int(small.sum()) if small.sum() > MANY and 2 * sizes[small].sum() < sizes.sum() else 0


def _spread(places: Floats, radii: Floats, islands: Islands, abroad: Links) -> None:
    """Move each island to its place on the sheet, turned to those it has links with."""
    nodes, home = islands.nodes, islands.home
    reach = np.hypot(places[nodes, 0], places[nodes, 1]) + radii[nodes]
    discs = np.maximum.reduceat(reach, islands.starts[:-1]) + SHORE
    large = len(discs) - count_small(islands.sizes)
    abroad = abroad.only((home[abroad.source] < large) & (home[abroad.target] < large))
    centers = pack_discs(discs[:large], (home[abroad.source], home[abroad.target], abroad.pull))
    centers = np.concatenate([centers, _field(discs[large:], centers, discs[:large])])
    ends = np.concatenate([abroad.source, abroad.target])
    others = np.concatenate([abroad.target, abroad.source])
    toward = centers[home[others]] - centers[home[ends]]
    pull = np.concatenate([abroad.pull, abroad.pull])
    angles = turn_to(places[ends], toward, pull, home[ends], len(discs))[home[nodes]]
    x, y = places[nodes].T
    cos, sin = np.cos(angles), np.sin(angles)
    turned = np.stack([x * cos - y * sin, x * sin + y * cos], axis=1)
    places[nodes] = turned + centers[home[nodes]]


def _field(discs: Floats, others: Floats, radii: Floats) -> Floats:
    """Return the centers of small islands: rows below the others and as wide, the largest islands first."""
    centers = np.zeros((len(discs), 2))
    if not len(discs):
        return centers
    left, right = float((others[:, 0] - radii).min()), float((others[:, 0] + radii).max())
    top = float((others[:, 1] + radii).max()) + GAP
    order, start = np.argsort(-discs, kind="stable"), 0
    while start < len(order):
        side = 2 * float(discs[order[start]])
        columns = max(1, int((right - left) // side))
        row = order[start : start + columns]
        centers[row, 0] = left + (np.arange(len(row)) + 0.5) * (right - left) / columns
        centers[row, 1] = top + side / 2
        start, top = start + columns, top + side
    return centers


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
