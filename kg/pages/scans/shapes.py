"""What is drawn on a picture beside print: rules, frames and pictures."""

from typing import Any

import cv2
import numpy as np

from kg.pages.glyphs import Box

_LONG = 5.0  # of the height of the running text: strokes of characters are shorter
_THIN = 0.5  # of it: a rule is thinner
_SIDE = 0.8  # of a side of a frame that is drawn
_PICTURE = 5.0  # of the height of the running text: the least side of a picture
_DARK = 0.12  # share of print from which on a place may be part of a picture
_DIRT = 10  # in the breadth of a line: what is smaller in each direction is no print
MOST_SHAPES = 2_000


def clip(box: Box, height: float, width: float) -> Box:
    """Return the part of a rectangle that lies on a picture of some height and width."""
    left, right = (min(max(0.0, side), width) for side in (box.left, box.right))
    top, bottom = (min(max(0.0, side), height) for side in (box.top, box.bottom))
    return Box(left, top, right, bottom)


def pixels_of(box: Box, picture: Any) -> tuple[int, int, int, int]:
    """Return the pixels of a rectangle that lie on a picture: left, top, and before which it ends."""
    left, top, right, bottom = map(round, clip(box, *picture.shape))
    return left, top, right, bottom


def least_print(thick: float) -> float:
    """Return how many pixels of print hang together at least in a line that is so thick."""
    return max(4.0, (thick / _DIRT) ** 2)


def drop_dirt(ink: Any, thick: float) -> Any:
    """Return the print of a line without the specks in it; `thick` is how thick the line is."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    is_print = stats[:, cv2.CC_STAT_AREA] >= least_print(thick)
    is_print[0] = False  # the paper
    return is_print[labels]


def find_rules(ink: Any, em: float) -> tuple[list[Box], list[Box]]:
    """Return the rules of a page and the frames that they make."""
    dark = ink.astype(np.uint8)
    long = max(20, round(_LONG * em))
    gap = max(3, round(em / 6)) | 1
    across = cv2.morphologyEx(
        cv2.dilate(dark, np.ones((3, gap), np.uint8)), cv2.MORPH_OPEN, np.ones((1, long), np.uint8)
    )
    down = cv2.morphologyEx(
        cv2.dilate(dark, np.ones((gap, 3), np.uint8)), cv2.MORPH_OPEN, np.ones((long, 1), np.uint8)
    )
    level = [box for box in _components(across) if box.height <= _THIN * em]
    upright = [box for box in _components(down) if box.width <= _THIN * em]
    rules = sorted(level + upright)
    drawn = np.zeros_like(dark)
    for box in rules:
        drawn[int(box.top) : int(box.bottom), int(box.left) : int(box.right)] = 1
    frames = [
        box
        for box in _components(cv2.dilate(drawn, np.ones((gap, gap), np.uint8)))
        if _is_frame(box, drawn, em)
    ]
    return rules, frames


def find_pictures(ink: Any, em: float, lines: list[Box]) -> list[Box]:
    """Return the places of a page that are dark all over and no print."""
    rest = ink.astype(np.uint8)
    for box in lines:
        left, top, right, bottom = pixels_of(box, rest)
        rest[top:bottom, left:right] = 0
    cell = max(2, round(em / 2))
    height, width = (max(1, side // cell) for side in rest.shape)
    share = cv2.resize(rest.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA)
    dark = cv2.morphologyEx((share > _DARK).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    dark = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    boxes = [Box(*(side * cell for side in box)) for box in _components(dark)]
    return [box for box in boxes if min(box.width, box.height) >= _PICTURE * em]


def _components(mask: Any) -> list[Box]:
    """Return the rectangles around what hangs together."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = []
    for left, top, wide, high, _ in stats[1 : min(count, MOST_SHAPES)].tolist():
        found.append(Box(float(left), float(top), float(left + wide), float(top + high)))
    return found


def _is_frame(box: Box, drawn: Any, em: float) -> bool:
    """Tell whether rules run along all four sides of a rectangle."""
    if min(box.width, box.height) < 2 * em:
        return False
    part = drawn[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
    edge = max(2, round(em / 2))
    sides = (
        part[:edge].max(axis=0),
        part[-edge:].max(axis=0),
        part[:, :edge].max(axis=1),
        part[:, -edge:].max(axis=1),
    )
    return all(float(side.mean()) >= _SIDE for side in sides)
