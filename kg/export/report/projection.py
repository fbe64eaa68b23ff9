"""Positions in a drawing: a projection of China that keeps areas, the frame to show, and boxes."""

from collections.abc import Sequence
from math import cos, radians, sin, sqrt

WIDTH = 840
LOWEST, HIGHEST = 380, 600  # height of the drawing
PADDING = 46
PARALLELS, ORIGIN, MERIDIAN = (25.0, 47.0), 36.0, 105.0  # usual for maps of China
EARTH = 6371.0  # km

Point = tuple[float, float]
Rect = tuple[float, float, float, float]  # left, top, right, bottom


def project(latitude: float, longitude: float) -> Point:
    """Return a position in kilometers right and down on a map that keeps areas (Albers).

    >>> [round(value) for value in project(36.0, 105.0)], project(40.0, 116.0)[0] > 0
    ([0, 0], True)
    """
    low, high = (sin(radians(parallel)) for parallel in PARALLELS)
    n = (low + high) / 2
    c = cos(radians(PARALLELS[0])) ** 2 + 2 * n * low
    reach = EARTH * sqrt(max(0.0, c - 2 * n * sin(radians(latitude)))) / n
    base = EARTH * sqrt(c - 2 * n * sin(radians(ORIGIN))) / n
    angle = n * radians((longitude - MERIDIAN + 180) % 360 - 180)
    return reach * sin(angle), -(base - reach * cos(angle))


class MapFrame:
    """A drawing that shows a box of kilometers."""

    def __init__(
        self, box: Rect, width: float = WIDTH, height: float = 0.0, padding: float = PADDING
    ) -> None:
        """Fit a box into a drawing; without a height, it is as high as the box asks for."""
        wide, tall = max(box[2] - box[0], 1.0), max(box[3] - box[1], 1.0)
        room = width - 2 * padding
        self.height = height or min(max(room * tall / wide + 2 * padding, LOWEST), HIGHEST)
        self.width, self.padding = width, padding
        self.scale = min(room / wide, (self.height - 2 * padding) / tall)
        self.middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)

    def on(self, point: Point) -> Point:
        """Return where a point in kilometers lies in the drawing."""
        x = self.width / 2 + (point[0] - self.middle[0]) * self.scale
        return x, self.height / 2 + (point[1] - self.middle[1]) * self.scale

    def holds(self, point: Point, edge: float = 12.0) -> bool:
        """Tell whether a point lies in the drawing, so far from its edge."""
        x, y = self.on(point)
        return edge <= x <= self.width - edge and edge <= y <= self.height - edge

    @property
    def frame(self) -> Rect:
        """The box of kilometers that the whole drawing shows."""
        across, down = self.width / 2 / self.scale, self.height / 2 / self.scale
        return (
            self.middle[0] - across,
            self.middle[1] - down,
            self.middle[0] + across,
            self.middle[1] + down,
        )


def rect_of(points: Sequence[Point]) -> Rect:
    """Return the smallest box around some points."""
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def rect_holds(box: Rect, point: Point) -> bool:
    """Tell whether a point lies in a box."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def rects_meet(one: Rect, other: Rect) -> bool:
    """Tell whether two boxes share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
