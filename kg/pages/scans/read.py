"""A picture of a page becomes its text, each line with its place on the picture."""

from typing import Any

import cv2
import numpy as np

from kg.model import LinePlace
from kg.pages.columns import read_printed
from kg.pages.glyphs import Box
from kg.pages.scans.characters import read_line, runs_down
from kg.pages.scans.find import find_lines, measure_print
from kg.pages.scans.layout import ReadLine, lay_out
from kg.pages.scans.models import load_models
from kg.pages.scans.shapes import find_pictures, find_rules
from kg.pages.scans.straighten import straighten
from kg.pages.sheet import Sheet

_MOST_PIXELS = 32_000_000  # of a picture as it is read; a larger one is shrunk: a broadsheet at 300 dpi
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
    boxes = [_tighten(page.ink, box) for box in find_lines(page.gray, em, models.finder)]
    lines = []
    for box in sorted(boxes, key=_order):
        pad = 0.06 * min(box.width, box.height) + 1
        grown = Box(box.left - pad, box.top - pad, box.right + pad, box.bottom + pad)
        characters = read_line(page.gray, page.ink, grown, models)
        if characters and sum(c.score for c in characters) >= _LEAST * len(characters):
            lines.append(ReadLine(box, tuple(characters)))
    rules, frames = find_rules(page.ink, em) if em else ([], [])
    pictures = find_pictures(page.ink, em, [line.box for line in lines]) if em else []
    layout, scale = lay_out(lines, rules, frames, pictures)
    printed = read_printed(layout)
    places = []
    for number, line in printed.lines:
        box = page.back(Box(*(side / scale for side in line.box)))
        box = Box(*(side / shrunk for side in box))
        places.append(LinePlace(number, *_whole(box), round(line.score, 3)))
    return Sheet(printed.text, encoding, tuple(places), printed.heads)


def _order(box: Box) -> tuple[bool, float, float]:
    """Return the place of a line among all: from top to bottom, lines that run down from right to left."""
    return (True, -box.right, box.top) if runs_down(box) else (False, box.top, box.left)


def _whole(box: Box) -> tuple[int, int, int, int]:
    """Return a rectangle as x, y, width and height in whole pixels."""
    left, top = max(0, round(box.left)), max(0, round(box.top))
    return left, top, round(box.right) - left, round(box.bottom) - top


def _tighten(ink: Any, box: Box) -> Box:
    """Return the part of a rectangle that the print of its line fills, across the line."""
    left, top = max(0, round(box.left)), max(0, round(box.top))
    part = ink[top : max(top, round(box.bottom)), left : max(left, round(box.right))]
    if not part.size:
        return box
    axis = 0 if runs_down(box) else 1
    counts = part.sum(axis=axis)
    filled = np.nonzero(counts > 0.02 * part.shape[axis])[0]
    if len(filled) < 3:
        return box
    first, last = int(filled[0]), int(filled[-1]) + 1
    if axis:
        return Box(box.left, top + first, box.right, top + last)
    return Box(left + first, box.top, left + last, box.bottom)
