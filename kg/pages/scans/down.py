"""Lines that run down: where they end, and their characters side by side, as in a line that runs across."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import cv2
import numpy as np

from kg.pages.blocks import apart
from kg.pages.glyphs import Box, surround
from kg.pages.scans.shapes import least_print, pixels_of

_CELL = 0.75, 1.35  # of the distance of the characters: how high one of them is
_HALF = 0.42, 0.6  # of it: how high a mark is that is set half as high as a character, beside another one
_HALVED = 0.1  # what such a cell costs
_PITCHES = 0.85, 1.3  # of the breadth of a line: how far its characters are apart
_STRETCH = 12  # of the breadth of a line: in how long pieces that is measured
_DEVIATES = 6.0  # what a cell that is not as high as the others costs, in lines of full print
_FAINT = 0.25  # of what the darkest print differs from the paper: how much thin strokes differ at least
_MARK = 0.65  # of the breadth of a line: what is lower is a mark, no character
_MARKED = 1.4  # of half a square: what is lower is such a mark
_MOST_MARKS = 3  # at the end of a line: 。”）
_CORNER = 0.42  # of a square: a mark that stands wholly beyond is one of the corner
_FLAT = 0.42  # of a square: a bracket that lies is lower
_MIDDLE = 0.32, 0.68  # of a square: where 一 stands, and no bracket


def lengthen(gray: Any, box: Box, others: Sequence[Box]) -> Box:
    """Return the rectangle of a line that runs down with the marks at its ends, which are easily missed.

    `others` are the other lines of the page, which it does not reach into.
    """
    side = box.width
    for _ in range(_MOST_MARKS):
        above = Box(box.left, box.top - side, box.right, box.top)
        below = Box(box.left, box.bottom, box.right, box.bottom + side)
        start = _mark_in(gray, above, box, others)
        end = _mark_in(gray, below, box, others)
        if not start and not end:
            break
        box = box._replace(top=start.top if start else box.top, bottom=end.bottom if end else box.bottom)
    return box


def _mark_in(gray: Any, place: Box, line: Box, others: Sequence[Box]) -> Box | None:
    """Return where a mark stands alone in the place of a character before or after a line."""
    if any(_meet(place, other) for other in others):
        return None
    left, top, right, bottom = pixels_of(place, gray)
    around = pixels_of(surround([place, line]), gray)
    if bottom - top < 3 or right - left < 3:
        return None
    paper, dark = np.percentile(gray[around[1] : around[3], around[0] : around[2]], (90, 3))
    found = _filled(gray[top:bottom, left:right] < paper - _FAINT * (paper - dark))
    if found is None or found.height > _MARK * line.width:
        return None
    return Box(left + found.left, top + found.top, left + found.right, top + found.bottom)


def _meet(one: Box, other: Box) -> bool:
    """Tell whether two rectangles overlap."""
    across = apart(one.left, one.right, other.left, other.right)
    return across < 0 and apart(one.top, one.bottom, other.top, other.bottom) < 0


def lay_across(crop: Any, ink: Any) -> tuple[Any, list[float]]:
    """Return the characters of a line that runs down side by side, each in the middle of a square.

    With them come the heights of their middles in the line.
    """
    wide = crop.shape[1]
    paper, dark = (int(value) for value in np.percentile(crop, (90, 3)))
    ends = ((wide, wide), (0, 0))  # blank, so that the first and the last one have room
    crop, ink = np.pad(crop, ends, constant_values=paper), np.pad(ink, ends)
    faint = crop < paper - _FAINT * (paper - dark)
    cuts = _part_marks(_cells(ink, faint), faint)
    side = max(wide, *(b - a for a, b in pairwise(cuts)))
    strip = np.full((side, side * (len(cuts) - 1)), paper, np.uint8)
    for number, (start, end) in enumerate(pairwise(cuts)):
        cell = np.full((side, side), paper, np.uint8)
        halved = 2 * (end - start) < _MARKED * side
        top, left = 0 if halved else (side - (end - start)) // 2, (side - wide) // 2
        cell[top : top + end - start, left : left + wide] = crop[start:end]
        light = float(np.percentile(crop[start:end], 90))
        filled = _filled(cell < light - _FAINT * (light - dark))
        strip[:, number * side : (number + 1) * side] = _as_across(cell, filled, paper)
    return strip, [(a + b) / 2 - wide for a, b in pairwise(cuts)]


def _cells(ink: Any, faint: Any) -> list[int]:
    """Return the heights at which a line that runs down is cut into its characters, both ends with them.

    Cuts go through what is blank, into pieces as high as the line's characters are apart. The ends lie
    anywhere in the blank before and after all print, the faint one too.
    """
    height, width = ink.shape
    rows = np.nonzero(faint.sum(axis=1) > 1)[0]
    first, last = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, height)
    inked = np.append(ink.sum(axis=1).astype(np.float64) / width, 0.0)
    pitch = _pitch(inked[first : last + 1], width)
    cost, before = _cheapest(inked, pitch, first)
    cuts = [last + int(cost[last:].argmin())]
    while before[cuts[-1]] >= 0:
        cuts.append(int(before[cuts[-1]]))
    return cuts[::-1] if len(cuts) > 1 else [0, height]


def _cheapest(inked: Any, pitch: float, first: int) -> tuple[Any, Any]:
    """Return what it costs to cut a line down to each height, and the cut before it; -1 for none."""
    cost, before = np.full(len(inked), np.inf), np.full(len(inked), -1)
    cost[: first + 1] = 0.0
    for at in range(first + 1, len(inked)):
        for (least, most), usual, more in ((_CELL, 1.0, 0.0), (_HALF, 0.5, _HALVED)):
            starts = np.arange(max(0, at - round(most * pitch)), at - max(1, round(least * pitch)) + 1)
            if len(starts):
                each = cost[starts] + _DEVIATES * ((at - starts) / pitch - usual) ** 2 + inked[at] + more
                best = int(each.argmin())
                if each[best] < cost[at]:
                    cost[at], before[at] = each[best], starts[best]
    return cost, before


def _part_marks(cuts: list[int], faint: Any) -> list[int]:
    """Return cuts with one more between two marks in the place of one character: 。』."""
    parted = [cuts[0]]
    for start, end in pairwise(cuts):
        high, wide = end - start, faint.shape[1]
        blank = np.nonzero(faint[start:end].sum(axis=1) < 2)[0]
        blank = blank[(blank > _HALF[0] * high) & (blank < _HALF[1] * high)]
        middle = start + int(blank[len(blank) // 2]) if len(blank) else end
        halves = _filled(faint[start:middle]), _filled(faint[middle:end])
        if high > _CELL[0] * wide and _are_marks(*halves, wide):
            parted.append(middle)
        parted.append(end)
    return parted


def _are_marks(upper: Box | None, lower: Box | None, wide: int) -> bool:
    """Tell whether one half of a character is a small mark to the right, and the other half a wider one."""
    if not upper or not lower:
        return False
    small, large = sorted((upper, lower), key=lambda half: half.width)
    return small.left > _CORNER * wide and small.width < _CORNER * wide < large.width


def _pitch(inked: Any, width: int) -> float:
    """Return how far the characters of a line are apart: what is usual in its stretches.

    `inked` says how much print each height has; a mark that is set half as high shifts what follows it.
    """
    long = _STRETCH * width
    starts = range(0, max(1, len(inked) - long // 2), long)
    return float(np.median([_pitch_of(inked[start : start + long + 1], width) for start in starts]))


def _pitch_of(inked: Any, width: int) -> float:
    """Return how far the characters of a stretch are apart: where even cuts meet least print."""
    best = (np.inf, float(width))
    for pitch in np.arange(_PITCHES[0] * width, _PITCHES[1] * width, 0.25):
        count = int((len(inked) - 1) // pitch)
        if count < 3:
            break
        places = (np.arange(int(pitch))[:, None] + np.arange(count) * pitch).astype(np.int64)
        met = float(inked[np.minimum(places, len(inked) - 1)].mean(axis=1).min())
        best = min(best, (met + abs(pitch / width - 1) / 10, float(pitch)))
    return best[1]


def _filled(ink: Any) -> Box | None:
    """Return the rectangle that print fills in a square, None for none; dirt is no print."""
    if not ink.size:
        return None
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    least = least_print(ink.shape[1])
    boxes = [Box(x, y, x + wide, y + high) for x, y, wide, high, area in stats[1:].tolist() if area >= least]
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
