"""Nodes pushed apart until none lies on another."""

import numpy as np
from numpy.typing import NDArray

SLACK = 12.0  # two nodes that are further apart than this need not be looked at again at once

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def part(places: Floats, radii: Floats, rounds: int = 90) -> Floats:
    """Return the places with overlapping nodes pushed apart, each pair by half of its overlap.

    Pairs are found on a grid, anew when a node has moved so far that another pair could have come close.
    """
    places = places.copy()
    moved = SLACK
    for _ in range(rounds):
        if moved * 2 >= SLACK:
            left, right = _near_pairs(places, radii)
            moved = 0.0
        difference = places[left] - places[right]
        distance = np.maximum(np.hypot(difference[:, 0], difference[:, 1]), 0.01)
        overlap = radii[left] + radii[right] - distance
        hit = np.flatnonzero(overlap > 0.5)
        if not len(hit):
            break
        one, other = left[hit], right[hit]
        move = difference[hit] * (overlap[hit] / 2 / distance[hit])[:, None]
        pushes = np.bincount(one, minlength=len(places)) + np.bincount(other, minlength=len(places))
        push = np.empty_like(places)
        for axis in (0, 1):
            push[:, axis] = np.bincount(one, move[:, axis], len(places))
            push[:, axis] -= np.bincount(other, move[:, axis], len(places))
        push /= np.sqrt(np.maximum(pushes, 1))[:, None]  # all at once would throw a crowded node far out
        moved += float(np.hypot(push[:, 0], push[:, 1]).max())
        places += push
    return places


def _near_pairs(places: Floats, radii: Floats) -> tuple[Ints, Ints]:
    """Return the pairs of nodes that are closer than their radii and some slack."""
    left, right = _close_squares(places, 2 * float(radii.max()) + SLACK)
    way = places[left] - places[right]
    near = np.hypot(way[:, 0], way[:, 1]) < radii[left] + radii[right] + SLACK
    return left[near], right[near]


def _close_squares(places: Floats, side: float) -> tuple[Ints, Ints]:
    """Return the pairs of nodes that share a square of a grid or stand in two that touch."""
    grid = np.floor(places / side).astype(np.int64)
    grid -= grid.min(axis=0)
    width = int(grid[:, 0].max()) + 3
    keys = grid[:, 1] * width + grid[:, 0] + 1
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    lefts, rights = [], []
    for step in (0, 1, width - 1, width, width + 1):
        first = np.searchsorted(ordered, ordered + step, "left")
        counts = np.searchsorted(ordered, ordered + step, "right") - first
        if step == 0:  # each pair once
            first = np.arange(1, len(ordered) + 1)
            counts = np.searchsorted(ordered, ordered, "right") - first
        left = np.repeat(np.arange(len(keys)), counts)
        right = np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts - first, counts)
        lefts.append(order[left])
        rights.append(order[right])
    return np.concatenate(lefts), np.concatenate(rights)
