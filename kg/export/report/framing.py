"""Which part of the country a map shows: the region on which most mentions fall, or all of it."""

from collections.abc import Sequence
from math import hypot

from kg.export.report.projection import Point, Rect, rect_holds, rect_of

CLOSE_SHARE = 0.9  # of all mentions: where they lie in one region, the map shows that region
REGION = 0.5  # of the country's width: what counts as one region
LEAST_KM = 300.0  # side of the smallest frame


def choose_frame(
    weighted: Sequence[tuple[Point, int]], wide: Sequence[bool], country: Rect
) -> tuple[Rect, bool]:
    """Return the box to show, and whether it is a part of the country.

    Points outside the country do not count, nor do those that stand for a wide area, unless all do.
    """
    near_land = [number for number, (point, _) in enumerate(weighted) if rect_holds(country, point)]
    exact = [weighted[n] for n in near_land if not wide[n]] or [weighted[n] for n in near_land]
    if not exact:
        return country, False
    box = _grown(rect_of(_closest(exact)))
    if max(box[2] - box[0], box[3] - box[1]) < REGION * (country[2] - country[0]):
        return box, True
    return country, False


def _closest(weighted: Sequence[tuple[Point, int]]) -> list[Point]:
    """Return the points nearest to the middle that hold CLOSE_SHARE of all weight."""
    total = sum(weight for _, weight in weighted) or 1
    middle = _middle([(point, weight or 1) for point, weight in weighted])
    near, held = [], 0
    for point, weight in sorted(
        weighted, key=lambda one: hypot(one[0][0] - middle[0], one[0][1] - middle[1])
    ):
        near.append(point)
        held += weight
        if held >= CLOSE_SHARE * total:
            break
    return near


def _middle(weighted: Sequence[tuple[Point, int]]) -> Point:
    """Return the median of some points across and down, each as often as it weighs."""

    def median(axis: int) -> float:
        ordered = sorted((point[axis], weight) for point, weight in weighted)
        half, passed = sum(weight for _, weight in ordered) / 2, 0
        for value, weight in ordered:
            passed += weight
            if passed >= half:
                return value
        return 0.0

    return median(0), median(1)


def _grown(box: Rect) -> Rect:
    """Return a box of LEAST_KM at least, with some land around."""
    grow_x = max((box[2] - box[0]) * 0.06, (LEAST_KM - (box[2] - box[0])) / 2)
    grow_y = max((box[3] - box[1]) * 0.06, (LEAST_KM - (box[3] - box[1])) / 2)
    return box[0] - grow_x, box[1] - grow_y, box[2] + grow_x, box[3] + grow_y
