"""What a reader would call a community: the place or body that its members share, else its central ones."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.graph.kinds import FAINT, OF_NAMES, STATED

STRONG = 12  # members that decide
SHARED = 0.5  # of their weight, to lie in a place or below a body
NEARLY = 0.8  # of what the widest one covers, for a narrower one to be named
OWN = 0.5  # of all that lies in a place or below a body, to belong to the community
FEWEST, MOST = 2, 3  # members named where nothing is shared
FIRST = 2.0  # times as central as the next: named even where a place or body is
BESIDE = 0.5  # of the weight of the first member named, for another to be named too
PERSON = 0.4  # of a person's weight counts: a community is sooner known by its places and bodies
DAMPING, ROUNDS = 0.85, 60


def name_communities(graph: "nx.MultiDiGraph[str]") -> dict[int, tuple[str, ...]]:
    """Return what a reader would call each community of a graph of kg.graph.build_graph: a few names.

    First comes the place or body in which its strongest members lie, by their names and posts, if most of
    what lies there belongs to the community; then, or else, the members it is known by: two where nothing is
    shared, and more as far as they are half as well known as the first; three names at most, of which an edge
    joins the later ones with the first where there are such. A post is named only where there is nothing
    else. Known is who shares many sentences with others of the community (PageRank) and few with other
    communities, and is told of often; places and bodies sooner than people. Where two communities would be
    called the same, their next members tell them apart.
    """
    groups: dict[int, list[str]] = defaultdict(list)
    for node, known in graph.nodes(data=True):
        groups[known["community"]].append(node)
    groups.pop(-1, None)
    weights, frames = _known_by(graph, _weigh(graph)), _Frames(graph)
    ranked = {
        number: sorted(groups[number], key=lambda node: (-weights[node], node)) for number in sorted(groups)
    }
    chosen = {number: _choose(graph, nodes, weights, frames) for number, nodes in ranked.items()}
    return _tell_apart(graph, chosen, ranked)


def _choose(
    graph: "nx.MultiDiGraph[str]", ranked: Sequence[str], weights: Mapping[str, float], frames: "_Frames"
) -> list[str]:
    """Return the nodes that a community is called by, its members given with the most central first."""
    strong = ([node for node in ranked if graph.nodes[node]["label"] != "TITLE"] or list(ranked))[:STRONG]
    cover: dict[str, float] = defaultdict(float)
    for node in strong:
        for frame in frames.over(node):
            cover[frame] += weights[node]
    own = Counter(frame for node in ranked for frame in frames.over(node))
    fit = {frame for frame in cover if own[frame] > 1 and own[frame] >= OWN * frames.sizes[frame]}
    enough = max(
        SHARED * sum(weights[node] for node in strong),
        NEARLY * max((cover[frame] for frame in fit), default=0.0),
    )
    shared = [frame for frame in fit if cover[frame] >= enough]
    chosen = [min(shared, key=lambda frame: (frames.sizes[frame], frame))] if shared else []
    if chosen and len(strong) > 1 and weights[strong[0]] >= FIRST * weights[strong[1]]:
        chosen += [node for node in strong[:1] if node not in chosen]
    needed = len(chosen) or FEWEST
    first = (chosen or strong)[0]
    near = [node for node in strong if node == first or _joined(graph, node, first)]
    for node in near if len(near) >= needed else strong:
        central = len(chosen) < needed or weights[node] >= BESIDE * weights[strong[0]]
        told = any(other in frames.over(node) or _alike(graph, node, other) for other in chosen)
        if central and not told and len(chosen) < MOST:
            chosen.append(node)
    return chosen


def _joined(graph: "nx.MultiDiGraph[str]", one: str, other: str) -> bool:
    """Tell whether an edge joins two nodes."""
    return bool(graph.has_edge(one, other) or graph.has_edge(other, one))


def _known_by(graph: "nx.MultiDiGraph[str]", central: Mapping[str, float]) -> dict[str, float]:
    """Return how well each node is known for its community: how central it is, how often told of."""
    found: dict[str, float] = {}
    for node, known in graph.nodes(data=True):
        often = math.log1p(int(known.get("mentions") or 1))
        found[node] = round(central[node] * often * (PERSON if known["label"] == "PER" else 1.0), 6)
    return found


def _alike(graph: "nx.MultiDiGraph[str]", one: str, other: str) -> bool:
    """Tell whether the name of one node contains that of another with the same label."""
    (label, name), (other_label, other_name) = (
        (graph.nodes[node]["label"], str(graph.nodes[node].get("name", ""))) for node in (one, other)
    )
    return label == other_label and (name in other_name or other_name in name)


def _tell_apart(
    graph: "nx.MultiDiGraph[str]", chosen: Mapping[int, list[str]], ranked: Mapping[int, list[str]]
) -> dict[int, tuple[str, ...]]:
    """Return the names of the communities, with the next members of those that would be called the same."""
    names = {number: _names(graph, nodes) for number, nodes in chosen.items()}
    times = Counter(names.values())
    for number, nodes in chosen.items():
        if times[names[number]] > 1:
            more = [node for node in ranked[number] if node not in nodes][: MOST - 1]
            names[number] = _names(graph, [*nodes, *more])
    return names


def _names(graph: "nx.MultiDiGraph[str]", nodes: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(graph.nodes[node].get("name", "")).strip() or node for node in nodes)


def _weigh(graph: "nx.MultiDiGraph[str]") -> dict[str, float]:
    """Return how central each node is for its community, 1.0 being about the average."""
    number = {node: index for index, node in enumerate(graph)}
    community = np.array([known["community"] for _, known in graph.nodes(data=True)], dtype=np.int64)
    ties = [
        (number[source], number[target], _tie(known["kind"], known["weight"], known["count"]))
        for source, target, known in graph.edges(data=True)
        if source != target and known["kind"] not in OF_NAMES
    ]
    ends = np.array([tie[:2] for tie in ties], dtype=np.int64).reshape(-1, 2)
    pull = np.array([tie[2] for tie in ties], dtype=np.float64)
    source, target = np.concatenate([ends[:, 0], ends[:, 1]]), np.concatenate([ends[:, 1], ends[:, 0]])
    pull = np.concatenate([pull, pull])
    total = np.bincount(source, pull, len(number))
    inside = community[source] == community[target]
    source, target, pull = source[inside], target[inside], pull[inside]
    inner = np.bincount(source, pull, len(number))
    share = pull / np.maximum(inner[source], 1e-9)
    score: NDArray[np.floating[Any]] = np.ones(len(number))
    for _ in range(ROUNDS):
        score = (1 - DAMPING) + DAMPING * np.bincount(target, score[source] * share, len(number))
    own = np.sqrt(inner / np.maximum(total, 1e-9))
    return {node: round(float(value), 6) for node, value in zip(number, score * own, strict=True)}


def _tie(kind: str, weight: float, count: int) -> float:
    """Return how much an edge ties: sentences count, those that chance would give do not."""
    return max(0.0, weight) * count * (0.1 if kind in FAINT else 1.0)


class _Frames:
    """The places and bodies that nodes lie in or belong to, by their names and posts, themselves included."""

    def __init__(self, graph: "nx.MultiDiGraph[str]") -> None:
        """Find the frames of all nodes."""
        self._frames = {node for node, known in graph.nodes(data=True) if known["label"] in ("LOC", "ORG")}
        self._above: dict[str, set[str]] = defaultdict(set)
        for node, known in graph.nodes(data=True):
            self._above[node].update(
                known[key] for key in ("parent", "located_in") if known.get(key) in graph
            )
        for source, target, edge in graph.edges(data=True):
            if edge["kind"] in STATED:
                self._above[source].add(target)
        self._known = {node: frozenset(self._walk(node)) for node in graph}
        self.sizes = Counter(frame for found in self._known.values() for frame in found)

    def over(self, node: str) -> frozenset[str]:
        """Return the frames of a node."""
        return self._known[node]

    def _walk(self, start: str) -> Iterator[str]:
        ahead, seen = [start], {start}
        while ahead:
            node = ahead.pop()
            if node in self._frames:
                yield node
            new = self._above[node] - seen
            ahead.extend(new)
            seen |= new
