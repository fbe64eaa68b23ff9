"""Discs packed close together, and nodes pushed apart until none lies on another."""

import numpy as np
from numpy.typing import NDArray

ASPECT = 1.8  # of the sheet that is filled, a little more than that of most screens
LINKED = 0.9  # how much nearness to linked discs counts beside nearness to the middle
CLOSEST = 36  # discs beside which a free place is looked for
ANGLES = 20  # places tried around each of them

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def pack_discs(radii: Floats, links: tuple[Ints, Ints, Floats]) -> Floats:
    """Return the center of each disc: no two overlap, those with links stand near each other.

    One after the other, in the order given, takes the free place that touches a disc already there and
    lies nearest to the middle and to the discs it has links with. `links` are the two discs and the
    weight of each link. The same arguments give the same centers.
    """
    near = _nearness(len(radii), links)
    centers = np.zeros((len(radii), 2))
    for number in range(1, len(radii)):
        centers[number] = _free_place(number, centers, radii, near[number, :number])
    return centers


def _nearness(count: int, links: tuple[Ints, Ints, Floats]) -> Floats:
    """Return how much each disc wants to be near each other: shares of its links."""
    one, other, weight = links
    near = np.zeros((count, count))
    np.add.at(near, (one, other), weight)
    return near + near.T


def _free_place(number: int, centers: Floats, radii: Floats, wishes: Floats) -> Floats:
    """Return the best free place for a disc among those that touch an earlier disc."""
    share = wishes / wishes.sum() if wishes.sum() else wishes
    placed, sizes = centers[:number], radii[:number]
    wished = share @ placed * LINKED / (1 + LINKED)
    nearest = np.argsort(_far(placed - wished) - sizes, kind="stable")
    for first in range(0, number, CLOSEST):
        spots = _around(placed, sizes + radii[number], nearest[first : first + CLOSEST])
        gaps = np.hypot(spots[:, None, 0] - placed[None, :, 0], spots[:, None, 1] - placed[None, :, 1]) - (
            sizes + radii[number]
        )
        free = spots[gaps.min(axis=1) > -1e-6]
        if len(free):
            cost = (
                _far(free)
                + LINKED
                * np.hypot(free[:, None, 0] - placed[None, :, 0], free[:, None, 1] - placed[None, :, 1])
                @ share
            )
            best: Floats = free[int(np.argmin(cost))]
            return best
    return np.array([float((placed[:, 0] + sizes).max()) + radii[number], 0.0])


def _far(places: Floats) -> Floats:
    """Return the distance from the middle of a sheet that is wider than high."""
    distance: Floats = np.hypot(places[:, 0] / ASPECT, places[:, 1])
    return distance


def _around(placed: Floats, reach: Floats, chosen: Ints) -> Floats:
    """Return places on circles around some discs."""
    angle = np.arange(ANGLES) * (2 * np.pi / ANGLES)
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    spots: Floats = (placed[chosen, None, :] + reach[chosen, None, None] * circle[None]).reshape(-1, 2)
    return spots


def turn_to(places: Floats, toward: Floats, weights: Floats) -> float:
    """Return the angle by which to turn places around (0, 0) so that each faces what it is drawn to."""
    dot = (weights * (places * toward).sum(axis=1)).sum()
    cross = (weights * (places[:, 0] * toward[:, 1] - places[:, 1] * toward[:, 0])).sum()
    return float(np.arctan2(cross, dot)) if dot or cross else 0.0


def part(places: Floats, radii: Floats, rounds: int = 90) -> Floats:
    """Return the places with overlapping nodes pushed apart, each pair by half of its overlap."""
    places = places.copy()
    for _ in range(rounds):
        left, right = _near_pairs(places, 2 * float(radii.max()))
        difference = places[left] - places[right]
        distance = np.maximum(np.hypot(difference[:, 0], difference[:, 1]), 0.01)
        overlap = radii[left] + radii[right] - distance
        hit = overlap > 0.5
        if not hit.any():
            break
        move = difference[hit] / distance[hit, None] * (overlap[hit] / 2)[:, None]
        pushes = np.bincount(left[hit], minlength=len(places)) + np.bincount(
            right[hit], minlength=len(places)
        )
        calm = np.sqrt(np.maximum(pushes, 1))[:, None]  # all at once would throw a crowded node far out
        np.add.at(places, left[hit], move / calm[left[hit]])
        np.add.at(places, right[hit], -move / calm[right[hit]])
    return places


def _near_pairs(places: Floats, cell: float) -> tuple[Ints, Ints]:
    """Return the pairs of nodes that share a cell of a grid or stand in two touching cells."""
    grid = np.floor(places / cell).astype(np.int64)
    grid -= grid.min(axis=0)
    width = int(grid[:, 0].max()) + 3
    keys = grid[:, 1] * width + grid[:, 0] + 1
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    lefts, rights = [], []
    for step in (0, 1, width - 1, width, width + 1):
        first = np.searchsorted(ordered, keys + step, "left")
        last = np.searchsorted(ordered, keys + step, "right")
        counts = last - first
        left = np.repeat(np.arange(len(keys)), counts)
        offset = np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts, counts)
        right = order[np.repeat(first, counts) + offset]
        kept = left < right if step == 0 else np.ones(len(left), dtype=bool)
        lefts.append(left[kept])
        rights.append(right[kept])
    return np.concatenate(lefts), np.concatenate(rights)
