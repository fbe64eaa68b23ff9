"""A picture of a page becomes its text, each line with its place on the picture."""

from typing import Any

import cv2
import numpy as np

from kg.model import LinePlace
from kg.pages.columns import read_printed
from kg.pages.glyphs import Box
from kg.pages.scans.characters import read_line, which_run_down
from kg.pages.scans.down import lengthen
from kg.pages.scans.find import drop_parts, find_lines, measure_print
from kg.pages.scans.layout import ReadLine, lay_out, part_spread
from kg.pages.scans.models import Models, load_models
from kg.pages.scans.shapes import clip, drop_dirt, find_pictures, find_rules, pixels_of
from kg.pages.scans.straighten import Straight, straighten
from kg.pages.sheet import Sheet

_MOST_PIXELS = 32_000_000  # of a picture as it is read; a larger one is shrunk: a broadsheet at 300 dpi
_RIM = 0.25  # of a line's thickness: a thinner band of print at the edge of its place is of another line
_LEAST = 0.5  # mean probability of the characters of a line; below it stands no print


def read_picture(gray: Any, encoding: str) -> Sheet:
    """Return the text of a page; the places of its lines are in pixels of the picture.

    The text is empty where nothing is printed. ModelError where kg[ocr] is not installed.
    """
    models = load_models()
    shrunk = min(1.0, (_MOST_PIXELS / gray.size) ** 0.5)
    if shrunk < 1:
        gray = cv2.resize(gray, None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA)
    page = straighten(gray)
    em = measure_print(page.ink)
    lines = _read_lines(page, em, models)
    rules, frames = find_rules(page.ink, em) if em else ([], [])
    pictures = find_pictures(page.ink, em, [line.box for line in lines]) if em else []
    text, places, heads = "", list[LinePlace](), list[int]()
    for side in part_spread(lines, page.gray.shape[1], page.gray.shape[0]):
        layout, scale = lay_out(side, rules, frames, pictures)
        printed = read_printed(layout)
        text += "\n" if text else ""
        above = text.count("\n")
        heads += [len(text) + head for head in printed.heads]
        text += printed.text
        for number, line in printed.lines:
            box = page.back(Box(*(each / scale for each in line.box)))
            box = clip(Box(*(each / shrunk for each in box)), *(side / shrunk for side in page.gray.shape))
            places.append(LinePlace(above + number, *_whole(box), round(line.score, 3)))
    return Sheet(text, encoding, tuple(places), tuple(heads))


def _read_lines(page: Straight, em: float, models: Models) -> list[ReadLine]:
    """Return the lines of print of a page with their characters."""
    found = find_lines(page.gray, em, models.finder)
    down = which_run_down(found)
    boxes = drop_parts([_tighten(page.ink, *each) for each in zip(found, down, strict=True)])
    lines = []
    for box, runs_down in sorted(zip(boxes, which_run_down(boxes), strict=True), key=_order):
        whole = lengthen(page.gray, box, [other for other in boxes if other is not box]) if runs_down else box
        pad = 0.06 * min(whole.width, whole.height) + 1
        grown = Box(whole.left - pad, whole.top - pad, whole.right + pad, whole.bottom + pad)
        characters = read_line(page.gray, page.ink, grown, models, down=runs_down)
        if characters and sum(c.score for c in characters) >= _LEAST * len(characters):
            lines.append(ReadLine(whole, tuple(characters), runs_down and len(characters) > 1))
    return lines


def _order(line: tuple[Box, bool]) -> tuple[bool, float, float]:
    """Return the place of a line among all: from top to bottom, lines that run down from right to left."""
    box, runs_down = line
    return (True, -box.right, box.top) if runs_down else (False, box.top, box.left)


def _whole(box: Box) -> tuple[int, int, int, int]:
    """Return a rectangle as x, y, width and height in whole pixels, one of each at least."""
    left, top = round(box.left), round(box.top)
    return left, top, max(1, int(box.right) - left), max(1, int(box.bottom) - top)


def _tighten(ink: Any, box: Box, runs_down: bool) -> Box:
    """Return the part of a rectangle that the print of its line fills, across the line."""
    left, top, right, bottom = pixels_of(box, ink)
    part = ink[top:bottom, left:right]
    if not part.size:
        return box
    axis = 0 if runs_down else 1
    counts = drop_dirt(part, part.shape[1 - axis]).sum(axis=axis)
    bands = _drop_rims(_bands(counts > 0.02 * part.shape[axis]), len(counts))
    if not bands or bands[-1][1] - bands[0][0] < 3:
        return box
    first, last = bands[0][0], bands[-1][1]
    if axis:
        return Box(box.left, top + first, box.right, top + last)
    return Box(left + first, box.top, left + last, box.bottom)


def _bands(filled: Any) -> list[tuple[int, int]]:
    """Return from where to where rows are filled, and before which the next blank one stands.

    >>> _bands(np.array([True, False, False, True, True]))
    [(0, 1), (3, 5)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], np.asarray(filled, np.int8), [0]))))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def _drop_rims(bands: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Return bands of print without thin ones at the very edge: those are of the lines beside.

    >>> _drop_rims([(0, 2), (17, 42), (56, 57)], 57), _drop_rims([(0, 3), (12, 15)], 16)
    ([(17, 42)], [(0, 3), (12, 15)])
    """
    thickest = max((end - start for start, end in bands), default=0)
    return [
        (start, end) for start, end in bands if (start > 0 and end < length) or end - start > _RIM * thickest
    ]
