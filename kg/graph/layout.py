"""Where the nodes of the graph page stand: computed once, so that the page opens still.

Each community is an island: force-directed by itself (`kg.graph.forces`) and drawn together to a disc. The
discs are packed without overlap (`kg.graph.packing`), the largest in the middle, each near those it has
links with, and turned so that nodes with links abroad face them. All steps go over all islands at once, so
that time grows with nodes and links (n log n), whatever islands they make. Measured: bench/layout.py.
"""

from collections.abc import Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.graph.islands import Islands, Links, draw_islands, find_islands
from kg.graph.packing import pack_discs, turn_to

SEED = 20240415
SHORE = 26.0  # free space around an island, so that two stand twice as far apart
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
    places[alone] = _rows(len(alone), places[group >= 0])
    return [(round(x), round(y)) for x, y in places.tolist()]


def _columns(links: Sequence[Link]) -> Links:
    """Return links as columns."""
    source = np.array([link[0] for link in links], dtype=np.int64)
    target = np.array([link[1] for link in links], dtype=np.int64)
    return Links(source, target, np.array([link[2] for link in links], dtype=float))


def _parts(count: int, links: Links) -> Ints:
    """Return the number of the connected part of each node, -1 where it has no link."""
    graph: nx.Graph[int] = nx.Graph(zip(links.source.tolist(), links.target.tolist(), strict=True))
    group = np.full(count, -1, dtype=np.int64)
    for number, members in enumerate(sorted(map(sorted, nx.connected_components(graph)))):
        group[members] = number
    return group


def _spread(places: Floats, radii: Floats, islands: Islands, abroad: Links) -> None:
    """Move each island to its place on the sheet, turned to those it has links with."""
    nodes, home = islands.nodes, islands.home
    reach = np.hypot(places[nodes, 0], places[nodes, 1]) + radii[nodes]
    discs = np.maximum.reduceat(reach, islands.starts[:-1]) + SHORE
    centers = pack_discs(discs, (home[abroad.source], home[abroad.target], abroad.pull))
    ends = np.concatenate([abroad.source, abroad.target])
    others = np.concatenate([abroad.target, abroad.source])
    toward = centers[home[others]] - centers[home[ends]]
    pull = np.concatenate([abroad.pull, abroad.pull])
    angles = turn_to(places[ends], toward, pull, home[ends], len(discs))[home[nodes]]
    x, y = places[nodes].T
    cos, sin = np.cos(angles), np.sin(angles)
    turned = np.stack([x * cos - y * sin, x * sin + y * cos], axis=1)
    places[nodes] = turned + centers[home[nodes]]


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
