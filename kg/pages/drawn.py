"""What a PDF page draws, read by pdfium: its characters with their places, frames, rules and pictures.

Characters that nobody sees are left out: drawn without ink, in white on white paper, beyond the edge, or
once more at the same place to look bold.
"""

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from kg.pages.glyphs import SKEW, Box, Glyph, Layout, fold_char, is_wide

MOST_GLYPHS = 60_000  # characters of one page
_MOST_SHAPES = 20_000  # drawn shapes of one page that are looked at
_ASCENT, _DESCENT = 0.88, 0.12  # of the square that a Chinese character fills, from its baseline
_THIN = 3.0  # points: a rectangle thinner than that is a rule
_CELL, _BESIDE = 2.0, (-1, 0, 1)  # points: characters are looked for in squares of this size
_SAME_PLACE = 0.2  # of the size of a character
_CUTS = (2, 0xFFFE)  # what pdfium says for a hyphen at the end of a line
_WHITE = 248  # of 255, from which on a color is that of paper


class _Look(NamedTuple):
    """How some characters are drawn that are drawn together."""

    object: int  # by which they are told from others
    invisible: bool  # neither ink nor outline
    white: bool


@dataclass(frozen=True, slots=True)
class _Shapes:
    """What a page draws beside its characters; on `grounds` white print can be seen."""

    frames: list[Box]
    rules: list[Box]
    pictures: list[Box]
    grounds: list[Box]


def read_layout(page: pdfium.PdfPage) -> Layout:
    """Return what stands on a page; OverflowError when it holds more than MOST_GLYPHS characters."""
    view = _View(page)
    shapes = _read_shapes(page, view)
    textpage = page.get_textpage()
    try:
        glyphs, unreadable = _read_glyphs(textpage, view, shapes.grounds)
    finally:
        textpage.close()
    return Layout(glyphs, unreadable, shapes.frames, shapes.rules, shapes.pictures)


class _View:
    """Turns the coordinates of a PDF page into those of the page as it is shown."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._crop = page.get_cropbox()
        self._turns = page.get_rotation() // 90 % 4
        left, bottom, right, top = self._crop
        self._width, self._height = right - left, top - bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point is shown."""
        x, y = x - self._crop[0], self._crop[3] - y
        if self._turns == 1:
            return self._height - y, x
        if self._turns == 2:
            return self._width - x, self._height - y
        return (y, self._width - x) if self._turns == 3 else (x, y)

    def box(self, *points: tuple[float, float]) -> Box:
        """Return the rectangle around some points as shown."""
        shown = [self.point(*point) for point in points]
        xs, ys = [x for x, _ in shown], [y for _, y in shown]
        return Box(min(xs), min(ys), max(xs), max(ys))

    def way(self, x: float, y: float) -> int:
        """Return which way a line with this direction runs as shown."""
        angle = math.degrees(math.atan2(-y, x)) / 90 + self._turns
        nearest = round(angle)
        return nearest % 4 if abs(angle - nearest) < 0.12 else SKEW

    def shows(self, box: Box) -> bool:
        """Tell whether the middle of a rectangle lies on the page."""
        wide, high = (self._width, self._height) if self._turns % 2 == 0 else (self._height, self._width)
        x, y = box.middle
        return bool(0 <= x <= wide and 0 <= y <= high)


def _read_glyphs(
    textpage: pdfium.PdfTextPage, view: _View, grounds: Sequence[Box]
) -> tuple[list[Glyph], int]:
    """Return the characters in the order of the file, and how many could not be read."""
    count = textpage.count_chars()
    if count > 3 * MOST_GLYPHS:
        raise OverflowError
    seen: list[tuple[int, Glyph]] = []
    hidden: list[tuple[int, Glyph]] = []
    looks: dict[int, _Look] = {}
    unreadable, blank = 0, False
    for index in range(count):
        code = pdfium_c.FPDFText_GetUnicode(textpage, index)
        if code in _CUTS and pdfium_c.FPDFText_IsHyphen(textpage, index) == 1:
            code = ord("-")
        if code < 32 or pdfium_c.FPDFText_IsGenerated(textpage, index) == 1:
            unreadable += code == 0
            continue
        char = fold_char(chr(code)) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"
        if char.isspace():
            blank = True
            continue
        unreadable += char in "\ufffd\ufffe\uffff" or 0xE000 <= code < 0xF900
        glyph = _glyph(textpage, index, char, blank, view)
        if view.shows(glyph.box) and char not in "\ufffe\uffff\u00ad":
            look = _look(textpage, index, looks)
            unseen = look.invisible or (look.white and not any(_holds(box, glyph.box) for box in grounds))
            (hidden if unseen else seen).append((look.object, glyph))
        blank = False
    if len(hidden) > len(seen):
        seen = hidden  # the text layer behind a scan
    if len(seen) > MOST_GLYPHS:
        raise OverflowError
    return _once(_part_ligatures(seen)), unreadable


def _look(textpage: pdfium.PdfTextPage, index: int, looks: dict[int, _Look]) -> _Look:
    """Return how a character is drawn; those of one object of the page are drawn alike."""
    drawn = pdfium_c.FPDFText_GetTextObject(textpage, index)
    key = ctypes.cast(drawn, ctypes.c_void_p).value or 0
    if key not in looks:
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(drawn) if drawn else pdfium_c.FPDF_TEXTRENDERMODE_FILL
        white = mode == pdfium_c.FPDF_TEXTRENDERMODE_FILL and _is_white(
            pdfium_c.FPDFPageObj_GetFillColor, drawn
        )
        looks[key] = _Look(key, bool(mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE), white)
    return looks[key]


def _is_white(get_color: Any, drawn: Any) -> bool:
    """Tell whether an object of the page is drawn in the color of paper, or so that nothing is seen."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not drawn or not get_color(drawn, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE


def _holds(ground: Box, box: Box) -> bool:
    x, y = box.middle
    return ground.left <= x <= ground.right and ground.top <= y <= ground.bottom


def _part_ligatures(drawn: Sequence[tuple[int, Glyph]]) -> list[Glyph]:
    """Return the characters, those that one sign stands for (ffi) side by side in its place."""
    glyphs: list[Glyph] = []
    for (_, box, wide), group in groupby(drawn, key=lambda one: (one[0], one[1].box, is_wide(one[1].char))):
        signs = [glyph for _, glyph in group]
        step = box.width / len(signs)
        for number, glyph in enumerate(signs):
            left = box.left + number * step
            across = glyph.way == 0 and len(signs) > 1 and not wide
            glyphs.append(glyph._replace(box=box._replace(left=left, right=left + step)) if across else glyph)
    return glyphs


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """Return the characters without those drawn once more at nearly the same place, to look bold."""
    kept: list[Glyph] = []
    near: dict[tuple[str, int, int], Glyph] = {}
    for glyph in glyphs:
        x, y = round(glyph.box.left / _CELL), round(glyph.box.top / _CELL)
        again = (near.get((glyph.char, x + dx, y + dy)) for dx in _BESIDE for dy in _BESIDE)
        if not any(other and _is_same(glyph, other) for other in again):
            near[glyph.char, x, y] = glyph
            kept.append(glyph)
    return kept


def _is_same(glyph: Glyph, other: Glyph) -> bool:
    most = _SAME_PLACE * max(glyph.size, other.size)
    off = max(abs(glyph.box.left - other.box.left), abs(glyph.box.top - other.box.top))
    return off <= most and glyph.way == other.way


def _glyph(textpage: pdfium.PdfTextPage, index: int, char: str, blank: bool, view: _View) -> Glyph:
    """Return one character with the square that it fills, whatever way it is turned."""
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(textpage, index, matrix)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetCharOrigin(textpage, index, x, y)
    size = pdfium_c.FPDFText_GetFontSize(textpage, index) or 1.0
    along, across = math.hypot(matrix.a, matrix.b) or 1.0, math.hypot(matrix.c, matrix.d) or 1.0
    ux, uy = matrix.a / along, matrix.b / along
    vx, vy = matrix.c / across, matrix.d / across
    high = size * across
    near, far = (
        (0.0, size * along) if is_wide(char) else _reach(textpage, index, (x.value, y.value), (ux, uy))
    )
    low, up = _DESCENT * high, _ASCENT * high
    start = (x.value + near * ux - low * vx, y.value + near * uy - low * vy)
    end = (x.value + far * ux + up * vx, y.value + far * uy + up * vy)
    return Glyph(char, view.box(start, end), high, view.way(ux, uy), blank)


def _reach(
    textpage: pdfium.PdfTextPage, index: int, origin: tuple[float, float], unit: tuple[float, float]
) -> tuple[float, float]:
    """Return from where to where a narrow character reaches along its line, from its origin on.

    Of several that one sign stands for (ffi) each has its part.
    """
    rectangle = pdfium_c.FS_RECTF()
    pdfium_c.FPDFText_GetLooseCharBox(textpage, index, rectangle)
    corners = [(x, y) for x in (rectangle.left, rectangle.right) for y in (rectangle.bottom, rectangle.top)]
    reaches = [float((x - origin[0]) * unit[0] + (y - origin[1]) * unit[1]) for x, y in corners]
    far = max(0.0, *reaches)
    return min(max(0.0, min(reaches)), far), far


def _read_shapes(page: pdfium.PdfPage, view: _View) -> _Shapes:
    """Return the frames, rules and pictures of a page, and what white print can be seen on."""
    found = _Shapes([], [], [], [])
    for kind, box, dark in _shapes(page, view):
        if dark:
            found.grounds.append(box)
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            found.pictures.append(box)
        elif kind != pdfium_c.FPDF_PAGEOBJ_PATH:
            continue
        elif min(box.width, box.height) > _THIN:
            found.frames.append(box)
        elif max(box.width, box.height) > 4 * _THIN:
            found.rules.append(box)
    return _Shapes(sorted(set(found.frames)), sorted(set(found.rules)), found.pictures, found.grounds)


_COLORED = (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING, pdfium_c.FPDF_PAGEOBJ_FORM)


def _shapes(page: pdfium.PdfPage, view: _View) -> Iterator[tuple[int, Box, bool]]:
    """Yield the kind and the place of each path, picture and the like, and whether it colors the paper."""
    for index in range(min(_MOST_SHAPES, pdfium_c.FPDFPage_CountObjects(page))):
        shape = pdfium_c.FPDFPage_GetObject(page, index)
        kind = pdfium_c.FPDFPageObj_GetType(shape)
        if kind != pdfium_c.FPDF_PAGEOBJ_PATH and kind not in _COLORED:
            continue
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if pdfium_c.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
            box = view.box((left.value, bottom.value), (right.value, top.value))
            yield kind, box, kind in _COLORED or _is_filled(shape)


def _is_filled(path: Any) -> bool:
    """Tell whether a path is filled with a color that white print can be seen on."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium_c.FPDFPath_GetDrawMode(path, mode, stroke) or mode.value == pdfium_c.FPDF_FILLMODE_NONE:
        return False
    return not _is_white(pdfium_c.FPDFPageObj_GetFillColor, path)
