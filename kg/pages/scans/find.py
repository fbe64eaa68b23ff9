"""Where print stands on a picture: the lines of print, across or down."""

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from kg.pages.glyphs import Box
from kg.pages.scans.models import as_signal, run_network

_EM = 22.0  # pixels of running text in which print is looked for
_TILE, _EDGE = 960, 64  # pixels: pieces of a page, and by how much they overlap
_PRINT = 0.3  # probability from which on a pixel is part of a line
_LINE = 0.5  # the least mean probability of a line
_GROWS = 1.5  # a line is found thinner than it is
_WITHIN = 0.6  # of its area: so much of a rectangle lies in the line that it is a part of
MOST_BOXES = 6_000


def measure_print(ink: Any) -> float:
    """Return about how high the running text is, in pixels; 0 where there is no print."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    heights, widths = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    least, most = 5, max(40, min(ink.shape) // 12)
    sizes = np.maximum(heights, widths)
    sizes = sizes[(sizes >= least) & (sizes <= most) & (np.minimum(heights, widths) * 6 > sizes)]
    return float(np.percentile(sizes, 80)) * 1.08 if len(sizes) > 8 else 0.0


def find_lines(gray: Any, em: float, finder: Any) -> list[Box]:
    """Return the rectangles of a picture in which a line of print stands, in pixels of the picture."""
    scale = min(1.0, _EM / em) if em else 1.0
    height, width = (max(32, round(side * scale)) for side in gray.shape)
    small = cv2.resize(gray, (width, height), interpolation=cv2.INTER_AREA) if scale < 1 else gray
    likely = _likely(small, finder)
    count, labels, stats, _ = cv2.connectedComponentsWithStats((likely > _PRINT).astype(np.uint8))
    sums = np.bincount(labels.ravel(), weights=likely.ravel(), minlength=count)
    boxes = []
    for number in range(1, min(count, MOST_BOXES)):
        left, top, wide, high, area = (int(value) for value in stats[number])
        if min(wide, high) < 3 or sums[number] < _LINE * area:
            continue
        grown = _GROWS * wide * high / (2 * (wide + high))
        box = Box(left - grown, top - grown, left + wide + grown, top + high + grown)
        boxes.append(Box(*(side / scale for side in box)))
    return boxes


def drop_parts(boxes: Sequence[Box]) -> list[Box]:
    """Return rectangles without those that lie in a larger one: a line's rim, found once more beside it.

    >>> drop_parts([Box(0, 0, 100, 20), Box(30, 14, 60, 20), Box(0, 22, 100, 42)])
    [Box(left=0, top=0, right=100, bottom=20), Box(left=0, top=22, right=100, bottom=42)]
    """
    if not boxes:
        return []
    left, top, right, bottom = np.array(boxes, dtype=np.float64).T
    areas = (right - left) * (bottom - top)
    kept = []
    for box, area in zip(boxes, areas, strict=True):
        wide = np.minimum(right, box.right) - np.maximum(left, box.left)
        high = np.minimum(bottom, box.bottom) - np.maximum(top, box.top)
        shared = np.maximum(wide, 0) * np.maximum(high, 0)
        if not ((shared > _WITHIN * area) & (areas > area)).any():
            kept.append(box)
    return kept


def _likely(gray: Any, finder: Any) -> Any:
    """Return for each pixel how likely it is part of a line of print, piece by piece of the page."""
    height, width = gray.shape
    likely = np.zeros((height, width), np.float32)
    for top in _starts(height):
        for left in _starts(width):
            piece = gray[top : top + _TILE, left : left + _TILE]
            high, wide = piece.shape
            filled = np.full((-(-high // 32) * 32, -(-wide // 32) * 32), 255, np.uint8)
            filled[:high, :wide] = piece
            told = run_network(finder, as_signal(filled))
            part = likely[top : top + high, left : left + wide]
            np.maximum(part, told[0, :high, :wide], out=part)
    return likely


def _starts(length: int) -> list[int]:
    """Return where the pieces of a side begin."""
    if length <= _TILE:
        return [0]
    count = -(-(length - _EDGE) // (_TILE - _EDGE))
    return [round(number * (length - _TILE) / (count - 1)) for number in range(count)]
