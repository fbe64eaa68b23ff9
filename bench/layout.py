"""How long the layout of the graph page takes: made-up graphs of several shapes.

python bench/layout.py [--shapes communities islands one star lonely] [--nodes 1000 2000 …]

communities: groups of 60 with links between them, average degree 10. islands: 2 to 4 nodes each, without
links to others, as one-sentence pages make them. one: a single community of all nodes, average degree 10.
star: one node that all others are linked to. lonely: nodes without links. `--pages FILE FOLDER N` writes N
one-sentence pages, a sentence of each news item of a table, and measures nothing.
"""

import argparse
import lzma
import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.graph.layout import Link, lay_out

NODES = (1_000, 2_000, 4_000, 8_000, 16_000)
DEGREE = 10
COMMUNITY = 60  # nodes in one community, on average
INSIDE = 0.85  # share of the links that stay in a community
SENTENCE = re.compile(r"(?<=[。！？])[^。！？\s]{12,120}[。！？]")  # not the first, which names the source
LOCAL = re.compile("(县|村|镇|乡|学院|公司|医院|中学|小学|研究所|厂|社区)")

Graph = tuple[list[float], list[Link], list[int]]


def draw_communities(nodes: int, chance: random.Random) -> Graph:
    """Return radii, links and communities of a random graph."""
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


def draw_islands(nodes: int, chance: random.Random) -> Graph:
    """Return many small circles of nodes."""
    links, groups = [], []
    while len(groups) < nodes:
        size, first = min(chance.randint(2, 4), nodes - len(groups)), len(groups)
        groups += [len(links) + nodes] * size
        links += [(first + a, first + b, 0.5) for b in range(size) for a in range(b)]
    return [6 + 20 * chance.random() ** 4 for _ in range(nodes)], links, groups


def draw_one(nodes: int, chance: random.Random) -> Graph:
    """Return a single community."""
    pairs = [(chance.randrange(nodes), chance.randrange(nodes)) for _ in range(nodes * DEGREE // 2)]
    links = [(a, b, 0.05 + 0.95 * chance.random()) for a, b in pairs]
    return [6 + 20 * chance.random() ** 4 for _ in range(nodes)], links, [0] * nodes


def draw_star(nodes: int, chance: random.Random) -> Graph:
    """Return a node with all others around it."""
    return [26.0] + [6.0] * (nodes - 1), [(0, node, chance.random()) for node in range(1, nodes)], [0] * nodes


def draw_lonely(nodes: int, _: random.Random) -> Graph:
    """Return nodes that nothing links."""
    return [6.0] * nodes, [], [-1] * nodes


SHAPES: dict[str, Callable[[int, random.Random], Graph]] = {
    "communities": draw_communities,
    "islands": draw_islands,
    "one": draw_one,
    "star": draw_star,
    "lonely": draw_lonely,
}


def some_sentences(table: Path) -> Iterator[str]:
    """Yield a sentence of each news item that speaks of some place or body, none twice."""
    seen: set[str] = set()
    with lzma.open(table, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = line.rstrip().split("\t")[-1].replace("\\n", "\n")
            sentence = next(filter(LOCAL.search, SENTENCE.findall(text)), "")
            if sentence and sentence not in seen:
                seen.add(sentence)
                yield sentence


def write_pages(table: Path, folder: Path, count: int) -> None:
    """Write one-sentence pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, sentence in zip(range(count), some_sentences(table), strict=False):
        (folder / f"{number:05}.txt").write_text(sentence + "\n", "utf-8")


def main() -> None:
    """Read the command line, and measure or write pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, default=list(SHAPES))
    parser.add_argument("--nodes", type=int, nargs="+", default=NODES)
    parser.add_argument("--pages", nargs=3, metavar=("FILE", "FOLDER", "N"))
    options = parser.parse_args()
    if options.pages:
        table, folder, count = options.pages
        write_pages(Path(table), Path(folder), int(count))
        return
    print("| shape | nodes | links | communities | processor s |")
    print("|---|---|---|---|---|")
    for shape in options.shapes:
        for nodes in options.nodes:
            radii, links, groups = SHAPES[shape](nodes, random.Random(1))
            start = time.process_time()
            lay_out(radii, links, groups)
            seconds = time.process_time() - start
            kinds = len(set(groups) - {-1})
            print(f"| {shape} | {nodes:,} | {len(links):,} | {kinds:,} | {seconds:.2f} |", flush=True)


if __name__ == "__main__":
    main()
