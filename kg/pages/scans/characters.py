"""The characters of a line of print with their places, and how certain each of them is."""

from itertools import pairwise
from typing import Any, NamedTuple

import cv2
import numpy as np

from kg.pages.glyphs import Box, surround
from kg.pages.scans.models import Models, as_signal, run_network
from kg.pages.scans.shapes import pixels_of

_HEIGHT = 48  # pixels in which the reader sees a line
_WIDEST = 2400  # pixels of such a line; a longer one is pressed together
_DOWN = 1.5  # a line so much higher than wide runs down
_CELL = 0.75, 1.35  # of the breadth of a line that runs down: how high a character of it is
_PITCHES = 0.85, 1.3  # of the breadth of a line that runs down: how far its characters are apart
_DEVIATES = 6.0  # what a cell that is not as high as the others costs, in lines of full print
_CORNER = 0.42  # of a square: a mark that stands wholly beyond is one of the corner
_DIRT = 10  # in the breadth of a line: what is smaller in each direction is no print
_FLAT = 0.42  # of a square: a bracket that lies is lower
_MIDDLE = 0.32, 0.68  # of a square: where 一 stands, and no bracket


class Character(NamedTuple):
    """A recognized character, the middle of its place along the line in pixels, and its probability."""

    char: str
    middle: float
    score: float


def runs_down(box: Box) -> bool:
    """Tell whether a line of this form runs down."""
    return box.height > _DOWN * box.width


def read_line(gray: Any, ink: Any, box: Box, models: Models) -> list[Character]:
    """Return the characters of a line that runs across or down; middles count from the picture's edge."""
    left, top, right, bottom = pixels_of(box, gray)
    if right - left < 3 or bottom - top < 3:
        return []
    crop = gray[top:bottom, left:right]
    if not runs_down(box):
        scale = _HEIGHT / crop.shape[0]
        wide = min(_WIDEST, max(8, round(crop.shape[1] * scale)))
        found = _recognize(crop, wide, models)
        return [c._replace(middle=left + c.middle * crop.shape[1] / wide) for c in found]
    cuts = _cells(ink[top:bottom, left:right])
    strip = _lay_across(crop, ink[top:bottom, left:right], cuts)
    wide = min(_WIDEST, round(strip.shape[1] * _HEIGHT / strip.shape[0]))
    cell = wide / (len(cuts) - 1)
    heights = np.array([(a + b) / 2 for a, b in pairwise(cuts)])
    found = _recognize(strip, wide, models)
    return [
        c._replace(middle=top + float(heights[min(len(heights) - 1, int(c.middle / cell))])) for c in found
    ]


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


def _cells(ink: Any) -> list[int]:
    """Return the heights at which a line that runs down is cut into its characters, both ends with them.

    Cuts go through what is blank, into pieces as high as the line's characters are apart.
    """
    height, width = ink.shape
    inked = np.append(ink.sum(axis=1).astype(np.float64) / width, 0.0)
    pitch = _pitch(inked, width)
    least, most = max(2, round(_CELL[0] * pitch)), max(3, round(_CELL[1] * pitch))
    cost = np.full(height + 1, np.inf)
    cost[0], before = 0.0, np.zeros(height + 1, np.int64)
    for at in range(least, height + 1):
        starts = np.arange(max(0, at - most), at - least + 1)
        each = cost[starts] + _DEVIATES * ((at - starts) / pitch - 1) ** 2 + inked[at]
        best = int(each.argmin())
        cost[at], before[at] = each[best], starts[best]
    cuts = [height]
    while cuts[-1] > 0 and np.isfinite(cost[cuts[-1]]):
        cuts.append(int(before[cuts[-1]]))
    return cuts[::-1] if cuts[-1] == 0 else [0, height]


def _pitch(inked: Any, width: int) -> float:
    """Return how far the characters of a line that runs down are apart: where even cuts meet least print."""
    best = (np.inf, float(width))
    for pitch in np.arange(_PITCHES[0] * width, _PITCHES[1] * width, 0.25):
        count = int((len(inked) - 1) // pitch)
        if count < 3:
            break
        places = (np.arange(int(pitch))[:, None] + np.arange(count) * pitch).astype(np.int64)
        met = float(inked[np.minimum(places, len(inked) - 1)].mean(axis=1).min())
        best = min(best, (met + abs(pitch / width - 1) / 10, float(pitch)))
    return best[1]


def _lay_across(crop: Any, ink: Any, cuts: list[int]) -> Any:
    """Return the characters of a line that runs down side by side, each in the middle of a square."""
    wide = crop.shape[1]
    side = max(wide, *(b - a for a, b in pairwise(cuts)))
    paper = int(np.percentile(crop, 90))
    strip = np.full((side, side * (len(cuts) - 1)), paper, np.uint8)
    for number, (start, end) in enumerate(pairwise(cuts)):
        cell = np.full((side, side), paper, np.uint8)
        top, left = (side - (end - start)) // 2, (side - wide) // 2
        cell[top : top + end - start, left : left + wide] = crop[start:end]
        cell = _as_across(cell, _filled(ink[start:end], top, left), paper)
        strip[:, number * side : (number + 1) * side] = cell
    return strip


def _filled(ink: Any, top: int, left: int) -> Box | None:
    """Return the rectangle that the print of a character fills, None for none; dirt is no print."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    least = max(4, (ink.shape[1] / _DIRT) ** 2)
    boxes = [
        Box(x + left, y + top, x + wide + left, y + high + top)
        for x, y, wide, high, area in stats[1:].tolist()
        if area >= least
    ]
    return surround(boxes) if boxes else None


def _as_across(cell: Any, ink: Box | None, paper: int) -> Any:
    """Return a character as it stands in lines that run across, where a mark stands otherwise.

    Commas and stops move from the upper right corner to the lower left one; brackets are turned upright.
    """
    side = cell.shape[0]
    if ink is None or max(ink.width, ink.height) < 3:
        return cell
    if ink.left > _CORNER * side and ink.bottom < (1 - _CORNER) * side:
        moved = np.full_like(cell, paper)
        moved[side - side // 2 :, : side // 2] = cell[: side // 2, side - side // 2 :]
        return moved
    flat = ink.height < _FLAT * side and ink.width > ink.height
    if flat and not _MIDDLE[0] * side < ink.middle[1] < _MIDDLE[1] * side:
        return np.rot90(cell)
    return cell
