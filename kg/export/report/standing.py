"""Who stands at the center: PageRank over names that share sentences and posts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np

from kg.graph.kinds import UNDIRECTED
from kg.model import Edge
from kg.store.tables import Tables

DAMPING = 0.85
ROUNDS = 100
CLOSEST = ("sentence", "paragraph", "article")  # windows, the closest first

Pair = tuple[str, str]


def tie_weights(tables: Tables) -> dict[Pair, float]:
    """Return how strongly each pair of people, places and bodies is tied, by their sorted ids.

    A sentence that both stand in counts 1 / (k - 1), where k is the number of names in it, so that a
    long list ties nobody closely; a statement that one holds a post at the other counts 1. Builds
    without sentences are read by paragraph or by article.
    """
    ties: dict[Pair, float] = defaultdict(float)
    met = _closest_edges(tables)
    for edge, share in zip(met, _shares(met), strict=True):
        ties[edge.source, edge.target] += edge.count * share
    for row in tables.posts:
        person, body = row.person_entity, row.body_entity
        if row.kind == "post" and person and body and person != body:
            ties[min(person, body), max(person, body)] += 1.0
    return dict(ties)


def find_standing(ids: Sequence[str], ties: Mapping[Pair, float]) -> dict[str, float]:
    """Return the PageRank of each id as a multiple of the average, which is 1.0.

    >>> found = find_standing(["甲", "乙", "丙"], {("丙", "乙"): 1.0, ("乙", "甲"): 1.0})
    >>> found["乙"] > 1.0 > found["甲"] == found["丙"]
    True
    """
    if not ids:
        return {}
    position = {id_: number for number, id_ in enumerate(ids)}
    known = [(position[a], position[b], tie) for (a, b), tie in sorted(ties.items()) if tie > 0]
    ends = np.array([(a, b) for a, b, _ in known], dtype=np.int64).reshape(-1, 2)
    pull = np.array([tie for *_, tie in known] * 2)
    sources, targets = np.concatenate([ends[:, 0], ends[:, 1]]), np.concatenate([ends[:, 1], ends[:, 0]])
    sums = np.bincount(sources, pull, len(ids))
    share = pull / sums[sources]
    score = np.full(len(ids), 1.0)
    for _ in range(ROUNDS):
        lost = score[sums == 0].sum() / len(ids)
        score = 1 - DAMPING + DAMPING * (np.bincount(targets, score[sources] * share, len(ids)) + lost)
    return {id_: round(float(value), 6) for id_, value in zip(ids, score, strict=True)}


def _closest_edges(tables: Tables) -> list[Edge]:
    """Return the co-occurrences in the closest window that the build has."""
    kinds = {edge.kind for edge in tables.edges}
    window = next((kind for kind in (*CLOSEST, *UNDIRECTED) if kind in kinds), None)
    return [edge for edge in tables.edges if edge.kind == window and edge.source != edge.target]


def _shares(edges: Sequence[Edge]) -> list[float]:
    """Return what a meeting in the passages of each edge counts, on average; 1.0 for one without."""
    passages: dict[object, int] = {}
    names: dict[str, int] = {}
    resting = [[passages.setdefault(passage, len(passages)) for passage in e.evidence] for e in edges]
    ends = [[names.setdefault(id_, len(names)) for id_ in (e.source, e.target)] for e in edges]
    many = np.array([len(found) for found in resting], dtype=np.int64)
    edge, passage = np.repeat(np.arange(len(edges)), many), np.array([*chain(*resting)], dtype=np.int64)
    named = passage[:, None] * len(names) + np.array(ends, dtype=np.int64).reshape(-1, 2)[edge]
    sizes = np.bincount(np.unique(named) // max(len(names), 1), minlength=len(passages))
    sums = np.bincount(edge, 1 / (sizes[passage] - 1), len(edges))
    shares: list[float] = np.where(many > 0, sums / np.maximum(many, 1), 1.0).tolist()
    return shares
