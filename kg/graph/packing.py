"""Discs packed close together, the largest in the middle, each near those that it has links with.

One after the other takes the best of the free spots: places where it touches a disc that is already there
and no other. Free spots are kept from disc to disc, for discs of about one size (a room); so each disc looks
at the rim of what is packed and at its holes, not at all discs.
"""

from collections import defaultdict
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

ASPECT = 1.6  # of the sheet that is filled: that of the canvas in a wide window
LINKED = 0.9  # how much nearness to linked discs counts beside nearness to the middle
ANGLES = 20  # spots around each disc
ROOMS = 1.2  # ratio of the rooms for which spots are kept

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_TURN = np.arange(ANGLES) * (2 * np.pi / ANGLES)
_CIRCLE = np.stack([np.cos(_TURN), np.sin(_TURN)], axis=1)


def pack_discs(radii: Floats, links: tuple[Ints, Ints, Floats]) -> Floats:
    """Return the center of each disc: no two overlap, those with links stand near each other.

    The largest disc lies in the middle; `links` are the two discs and the weight of each link. The same
    arguments give the same centers. Time grows with the discs and links, and the looking around with the
    rim: about 0.1 s for 1,000 discs.
    """
    order = np.argsort(-radii, kind="stable")
    rank = np.empty(len(radii), dtype=np.int64)
    rank[order] = np.arange(len(radii))
    packed = _Packed(radii[order])
    wishes = _earlier(len(radii), (rank[links[0]], rank[links[1]], links[2]))
    for number, (others, shares) in enumerate(wishes):
        packed.place(number, others, shares)
    return packed.centers[rank]


def _earlier(count: int, links: tuple[Ints, Ints, Floats]) -> list[tuple[Ints, Floats]]:
    """Return for each disc those before it that it has links with, and their shares of these links."""
    one, other, weight = links
    late, early = np.maximum(one, other), np.minimum(one, other)
    keys, index = np.unique(late * count + early, return_inverse=True)
    sums = np.bincount(index, weight, len(keys)).astype(np.float64)
    starts = np.searchsorted(keys, np.arange(count + 1) * count)
    found = []
    for start, end in pairwise(starts.tolist()):
        own = sums[start:end]
        found.append((keys[start:end] % count, own / max(own.sum(), 1e-9)))
    return found


class _Packed:
    """Discs in their places, and the spots that are free for the next ones."""

    def __init__(self, radii: Floats) -> None:
        """Begin with no disc placed; the radii fall from disc to disc."""
        self.centers = np.zeros((len(radii), 2))
        self._radii = radii
        self._room = 0.0
        self._near: dict[tuple[int, int], list[int]] = {}  # discs that a spot in a square may touch
        self._spots = np.zeros((0, 2))
        self._hosts = np.zeros(0, dtype=np.int64)  # the disc that each spot touches
        self._costs = np.zeros(0)

    def place(self, number: int, others: Ints, shares: Floats) -> None:
        """Place the next disc: the first in the middle, others where their cost is least."""
        radius = float(self._radii[number])
        if number and not radius * ROOMS >= self._room > 0:
            self._make_room(number)
        if number:
            costs = self._costs
            if len(others):
                way = self._spots[:, None, :] - self.centers[others][None, :, :]
                costs = costs + LINKED * (_reach(way) @ shares)
            best = int(np.argmin(costs))
            host = self._hosts[best]
            out = (self._spots[best] - self.centers[host]) / (self._radii[host] + self._room)
            self.centers[number] = self.centers[host] + out * (self._radii[host] + radius)
            self._take(number)

    def _make_room(self, count: int) -> None:
        """Find the free spots around all discs so far for the room of the next ones."""
        self._room = float(self._radii[count])
        self._near = defaultdict(list)
        for number in range(count):
            self._enter(number)
        self._spots, self._hosts, self._costs = np.zeros((0, 2)), np.zeros(0, dtype=np.int64), np.zeros(0)
        found = [self._free_around(number) for number in range(count)]
        self._keep(np.concatenate(found), np.repeat(np.arange(count), [len(spots) for spots in found]))

    def _enter(self, number: int) -> None:
        """Note a disc in each square in which a spot could be too near to it."""
        side, reach = 2 * self._room, float(self._radii[number]) + self._room
        x, y = (float(value) for value in self.centers[number])
        for row in range(int((y - reach) // side), int((y + reach) // side) + 1):
            gap = max(0.0, row * side - y, y - (row + 1) * side)
            wide = (reach * reach - gap * gap) ** 0.5
            for column in range(int((x - wide) // side), int((x + wide) // side) + 1):
                self._near[column, row].append(number)

    def _free_around(self, number: int) -> Floats:
        """Return the free spots that touch a disc."""
        spots = self.centers[number] + (self._radii[number] + self._room) * _CIRCLE
        squares = np.floor(spots / (2 * self._room)).astype(np.int64)
        near = {other for square in squares.tolist() for other in self._near.get((square[0], square[1]), ())}
        discs = np.array(sorted(near - {number}), dtype=np.int64)
        way = spots[:, None, :] - self.centers[discs][None, :, :]
        gaps = np.hypot(way[..., 0], way[..., 1]) - (self._radii[discs] + self._room)
        free: Floats = spots[(gaps > -1e-6).all(axis=1)]
        return free

    def _take(self, number: int) -> None:
        """Drop the spots that a new disc takes, and add those that it gives."""
        way = self._spots - self.centers[number]
        kept = np.hypot(way[:, 0], way[:, 1]) > self._radii[number] + self._room - 1e-6
        self._spots, self._hosts, self._costs = self._spots[kept], self._hosts[kept], self._costs[kept]
        self._enter(number)
        found = self._free_around(number)
        self._keep(found, np.full(len(found), number))

    def _keep(self, spots: Floats, hosts: Ints) -> None:
        """Keep free spots and the discs that they touch."""
        self._spots = np.concatenate([self._spots, spots])
        self._hosts = np.concatenate([self._hosts, hosts])
        self._costs = np.concatenate([self._costs, _reach(spots)])


def _reach(ways: Floats) -> Floats:
    """Return how far ways lead on a sheet that is wider than high."""
    found: Floats = np.hypot(ways[..., 0] / ASPECT, ways[..., 1])
    return found


def turn_to(places: Floats, toward: Floats, weights: Floats, homes: Ints, count: int) -> Floats:
    """Return the angle by which to turn each of some islands so that its places face what they are drawn to.

    `homes` is the island of each place, 0 to `count` - 1; places are given around the middle of theirs.
    """
    dot = np.bincount(homes, weights * (places * toward).sum(axis=1), count)
    cross = places[:, 0] * toward[:, 1] - places[:, 1] * toward[:, 0]
    angles: Floats = np.arctan2(np.bincount(homes, weights * cross, count), dot)
    return angles
