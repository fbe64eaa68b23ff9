"""The characters of a line of print with their places, and how certain each of them is."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import cv2
import numpy as np

from kg.pages.glyphs import Box
from kg.pages.scans.down import lay_across
from kg.pages.scans.models import Models, as_signal, run_network
from kg.pages.scans.shapes import pixels_of

_HEIGHT = 48  # pixels in which the reader sees a line
_WIDEST = 2400  # pixels of such a line; a longer one is pressed together
_DOWN = 1.5  # a line so much higher than wide runs down
_SHORT = 1.0  # on a page of such lines: also one of two characters


class Character(NamedTuple):
    """A recognized character, the middle of its place along the line in pixels, and its probability."""

    char: str
    middle: float
    score: float


def which_run_down(boxes: Sequence[Box]) -> list[bool]:
    """Tell of each line of a page whether it runs down, by its form and by that of most of the page.

    >>> line, end = Box(100, 0, 120, 900), Box(60, 0, 80, 26)
    >>> which_run_down([line, end]), which_run_down([Box(0, 0, 900, 20), end])
    ([True, True], [False, False])
    """
    down = sum(box.height for box in boxes if box.height > _DOWN * box.width)
    across = sum(box.width for box in boxes if box.width > _DOWN * box.height)
    least = _SHORT if down > across else _DOWN
    return [box.height > least * box.width for box in boxes]


def read_line(gray: Any, ink: Any, box: Box, models: Models, *, down: bool) -> list[Character]:
    """Return the characters of a line that runs across or down; middles count from the picture's edge."""
    left, top, right, bottom = pixels_of(box, gray)
    if right - left < 3 or bottom - top < 3:
        return []
    crop = gray[top:bottom, left:right]
    if not down:
        scale = _HEIGHT / crop.shape[0]
        wide = min(_WIDEST, max(8, round(crop.shape[1] * scale)))
        found = _recognize(crop, wide, models)
        return [c._replace(middle=left + c.middle * crop.shape[1] / wide) for c in found]
    strip, heights = lay_across(crop, ink[top:bottom, left:right])
    wide = min(_WIDEST, round(strip.shape[1] * _HEIGHT / strip.shape[0]))
    found = _recognize(strip, wide, models)
    each = wide / len(heights)
    return [c._replace(middle=top + heights[min(len(heights) - 1, int(c.middle / each))]) for c in found]


def _recognize(crop: Any, wide: int, models: Models) -> list[Character]:
    """Return the characters of a line that runs across, their middles in pixels of `wide`."""
    way = cv2.INTER_AREA if crop.shape[0] > _HEIGHT else cv2.INTER_CUBIC
    line = cv2.resize(crop, (wide, _HEIGHT), interpolation=way)
    plane = np.zeros((_HEIGHT, max(48, -(-wide // 8) * 8)), np.float32)
    plane[:, :wide] = as_signal(line)
    told = run_network(models.reader, plane)
    best, sure = told.argmax(axis=1), told.max(axis=1)
    step = plane.shape[1] / len(best)
    found, start = [], 0
    for at in range(1, len(best) + 1):
        if at < len(best) and best[at] == best[start]:
            continue
        if best[start]:
            char = models.characters[best[start]]
            found.append(Character(char, (start + at) / 2 * step, float(sure[start:at].max())))
        start = at
    return found
