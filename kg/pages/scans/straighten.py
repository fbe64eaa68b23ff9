"""A scanned page is made straight: light evened out, and turned by the few degrees that it lay askew."""

import math
from typing import Any, NamedTuple

import cv2
import numpy as np

from kg.pages.glyphs import Box, surround

_MOST = 3.5  # degrees
_LEAST = 0.1  # degrees that are worth a turn
_SIDE = 1200  # pixels of the picture on which the angle is measured
_POINTS = 150_000
INK = 0.72  # of the light of the paper around it: what is darker is print


class Straight(NamedTuple):
    """A gray picture whose lines run across, its print, and the angle by which it was turned, in degrees."""

    gray: Any  # 8 bit, rows of pixels
    ink: Any  # bool, of the same form
    angle: float

    def back(self, box: Box) -> Box:
        """Return where a rectangle lies on the picture as it was before it was turned."""
        if not self.angle:
            return box
        height, width = self.gray.shape
        turned = _turn(-self.angle, width, height)
        corners = [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
        points = [turned @ np.array([x, y, 1.0]) for x, y in corners]
        return surround([Box(float(x), float(y), float(x), float(y)) for x, y in points])


def straighten(gray: Any) -> Straight:
    """Return a picture made straight; up to 3.5 degrees askew are found."""
    even = _even(gray)
    angle = _find_angle(even < 255 * INK)
    if abs(angle) < _LEAST:
        return Straight(gray, even < 255 * INK, 0.0)
    height, width = gray.shape
    turned = [
        cv2.warpAffine(
            picture,
            _turn(angle, width, height),
            (width, height),
            flags=cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=int(np.percentile(picture[::16, ::16], 90)),
        )
        for picture in (gray, even)
    ]
    return Straight(turned[0], turned[1] < 255 * INK, angle)


def _turn(angle: float, width: int, height: int) -> Any:
    """Return the matrix that turns a picture around its middle."""
    return cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)


def _even(gray: Any) -> Any:
    """Return a picture as if the paper were white all over: stains and shadows vanish."""
    height, width = gray.shape
    small = cv2.resize(gray, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 9)
    paper = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return cv2.divide(gray, np.maximum(paper, 1), scale=255)


def _find_angle(ink: Any) -> float:
    """Return by how many degrees the lines of a page rise to the right."""
    step = max(1, max(ink.shape) // _SIDE)
    ys, xs = np.nonzero(ink[::step, ::step])
    if len(xs) < 100:
        return 0.0
    thin = max(1, len(xs) // _POINTS)
    points = xs[::thin].astype(np.float64), ys[::thin].astype(np.float64)
    best = max(np.arange(-_MOST, _MOST + 0.01, 0.25), key=lambda angle: _sharpness(*points, angle))
    near = np.arange(best - 0.2, best + 0.21, 0.05)
    return -round(float(max(near, key=lambda angle: _sharpness(*points, angle))), 2)


def _sharpness(xs: Any, ys: Any, angle: float) -> float:
    """Return how sharply rows, or columns, of print are parted when a page is turned by an angle."""
    slope = math.tan(math.radians(angle))
    parted = []
    for along, across, sign in ((xs, ys, 1), (ys, xs, -1)):
        places = across + sign * slope * along
        counts = np.bincount((places - places.min()).astype(np.int64))
        parted.append(float((np.diff(counts.astype(np.float64)) ** 2).sum()))
    return max(parted)
