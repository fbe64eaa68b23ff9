"""Rectangles found by their place on the page, without a look at all the others.

The page is cut into bands of one height. A rectangle lies in the band of its own height (that of its middle
or of its top); those of a band stand in the order of their left edges.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Generic, Protocol, TypeVar

from kg.pages.glyphs import Box


class Placed(Protocol):
    """What has a place on the page."""

    @property
    def box(self) -> Box:
        """The place."""


T = TypeVar("T", bound=Placed)


class Band(Generic[T]):
    """What lies in one band, by its left edges."""

    def __init__(self, items: Sequence[T], heights: Sequence[float]) -> None:
        """Take what lies there, sorted by left edges, and its heights."""
        self._items, self._heights = items, heights
        self._lefts = [item.box.left for item in items]
        self._reached = list(accumulate((item.box.right for item in items), max))

    def beginning(self, top: float, bottom: float, first: float, last: float) -> Iterator[T]:
        """Yield what begins after a place, up to another, and lies between two heights, left to right."""
        for number in range(bisect_right(self._lefts, first), bisect_right(self._lefts, last)):
            if top <= self._heights[number] <= bottom:
                yield self._items[number]

    def crossing(self, top: float, bottom: float, left: float, right: float) -> Iterator[T]:
        """Yield what overlaps a stretch of a line and lies between two heights, from right to left."""
        for number in reversed(range(bisect_left(self._lefts, right))):
            if self._reached[number] <= left:
                return
            if top <= self._heights[number] <= bottom and self._items[number].box.right > left:
                yield self._items[number]


class Bands(Generic[T]):
    """What lies on a page, band by band."""

    def __init__(self, items: Sequence[T], height_of: Callable[[T], float], step: float) -> None:
        """Take what lies there, what tells the height of each, and the height of a band."""
        self._step = step if step > 0 else 1.0
        bands: dict[float, list[tuple[float, float, int]]] = defaultdict(list)
        for number, item in enumerate(items):
            height = height_of(item)
            bands[height // self._step].append((item.box.left, height, number))
        self._keys = sorted(bands)
        self._bands = [
            Band([items[number] for *_, number in held], [height for _, height, _ in held])
            for held in (sorted(bands[key]) for key in self._keys)
        ]

    def between(self, top: float, bottom: float) -> Sequence[Band[T]]:
        """Return the bands that hold what lies between two heights, from top to bottom."""
        first = bisect_left(self._keys, top // self._step)
        return self._bands[first : bisect_right(self._keys, bottom // self._step)]

    def crossing(self, top: float, bottom: float, left: float, right: float) -> Iterator[T]:
        """Yield what overlaps a stretch of a line and lies between two heights, band by band."""
        for band in self.between(top, bottom):
            yield from band.crossing(top, bottom, left, right)
