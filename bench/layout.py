"""How long the layout of the graph page takes: made-up graphs with communities, average degree 10.

python bench/layout.py [NODES ...]
"""

import random
import sys
import time

from kg.graph.layout import Link, lay_out

NODES = (500, 2_000, 5_000, 20_000)
DEGREE = 10
COMMUNITY = 60  # nodes in one community, on average
INSIDE = 0.85  # share of the links that stay in a community


def draw_graph(nodes: int, seed: int = 1) -> tuple[list[float], list[Link], list[int]]:
    """Return radii, links and communities of a random graph."""
    chance = random.Random(seed)
    groups = [chance.randrange(max(2, nodes // COMMUNITY)) for _ in range(nodes)]
    members: dict[int, list[int]] = {}
    for node, group in enumerate(groups):
        members.setdefault(group, []).append(node)
    links = []
    for _ in range(nodes * DEGREE // 2):
        source = chance.randrange(nodes)
        near = chance.random() < INSIDE
        target = chance.choice(members[groups[source]]) if near else chance.randrange(nodes)
        links.append((source, target, 0.05 + 0.95 * chance.random()))
    return [6 + 20 * chance.random() ** 4 for _ in range(nodes)], links, groups


def main(sizes: list[int]) -> None:
    for nodes in sizes:
        radii, links, groups = draw_graph(nodes)
        start = time.perf_counter()
        lay_out(radii, links, groups)
        seconds = time.perf_counter() - start
        print(
            f"{nodes:7,} nodes {len(links):8,} links {max(groups) + 1:4} communities {seconds:6.2f} s",
            flush=True,
        )


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or list(NODES))
