"""The characters of a PDF page with their places, and the frames and rules drawn around them.

Coordinates are points from the upper left corner of the page as it is shown: x grows to the right, y down.
"""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

MOST_GLYPHS = 60_000  # characters of one page
_MOST_SHAPES = 20_000  # drawn shapes of one page that are looked at
_ASCENT, _DESCENT = 0.88, 0.12  # of the square that a Chinese character fills, from its baseline
_THIN = 3.0  # points: a rectangle thinner than that is a rule
_CELL, _BESIDE = 2.0, (-1, 0, 1)  # points: characters are looked for in squares of this size
_SAME_PLACE = 0.2  # of the size of a character
_RIGHT, _DOWN, _LEFT, _UP, SKEW = range(5)
_FULL_WIDTH = {chr(0x21 + i): chr(0xFF01 + i) for i in range(94) if not chr(0x21 + i).isalnum()}
_RADICALS = dict(
    zip(
        "⺁⺝⺠⺶⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂月民羊月虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)


class Box(NamedTuple):
    """A rectangle on the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Its extent from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its extent from top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its center."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


class Glyph(NamedTuple):
    """A printed character: what it is, the square it fills, its size and the way its line runs."""

    char: str
    box: Box
    size: float
    way: int  # 0 to the right, 1 down, 2 to the left, 3 up, 4 askew
    blank: bool = False  # whether a blank stands before it
    score: float = 1.0  # how certain it is that it is this character


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands on a page: characters in the order of the file, frames, rules and pictures."""

    glyphs: list[Glyph]
    unreadable: int  # characters whose font does not say which they are
    frames: list[Box]
    rules: list[Box]
    pictures: list[Box]


def surround(boxes: "list[Box]") -> Box:
    """Return the smallest rectangle around some others.

    >>> surround([Box(0, 0, 1, 1), Box(2, 3, 4, 5)])
    Box(left=0, top=0, right=4, bottom=5)
    """
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def read_layout(page: pdfium.PdfPage) -> Layout:
    """Return what stands on a page; OverflowError when it holds more than MOST_GLYPHS characters."""
    view = _View(page)
    textpage = page.get_textpage()
    try:
        glyphs, unreadable = _read_glyphs(textpage, view)
    finally:
        textpage.close()
    frames, rules, pictures = _read_shapes(page, view)
    return Layout(glyphs, unreadable, frames, rules, pictures)


def fold_char(char: str) -> str:
    """Return the ordinary character for a radical, a compatibility or a vertical form of it.

    Fonts that draw several characters with one glyph leave such forms in text layers.

    >>> fold_char("⼈"), fold_char("⻅"), fold_char("︵"), fold_char("，")
    ('人', '见', '（', '，')
    """
    if "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff":
        return _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
    if "\ufe10" <= char <= "\ufe4f":
        plain = unicodedata.normalize("NFKC", char)
        return _FULL_WIDTH.get(plain, plain) if len(plain) == 1 else char
    return char


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


def _read_glyphs(textpage: pdfium.PdfTextPage, view: _View) -> tuple[list[Glyph], int]:
    """Return the characters in the order of the file, and how many could not be read."""
    count = textpage.count_chars()
    if count > 3 * MOST_GLYPHS:
        raise OverflowError
    glyphs: list[Glyph] = []
    hidden: list[Glyph] = []
    unreadable, blank = 0, False
    for index in range(count):
        code = pdfium_c.FPDFText_GetUnicode(textpage, index)
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
            (hidden if _is_hidden(textpage, index) else glyphs).append(glyph)
        blank = False
    if len(hidden) > len(glyphs):
        glyphs = hidden  # the text layer behind a scan
    if len(glyphs) > MOST_GLYPHS:
        raise OverflowError
    return _once(glyphs), unreadable


def _is_hidden(textpage: pdfium.PdfTextPage, index: int) -> bool:
    """Tell whether a character is drawn with neither ink nor outline."""
    drawn = pdfium_c.FPDFText_GetTextObject(textpage, index)
    mode = pdfium_c.FPDFTextObj_GetTextRenderMode(drawn) if drawn else pdfium_c.FPDF_TEXTRENDERMODE_FILL
    return bool(mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)


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
    advance = size * along if is_wide(char) else _advance(textpage, index, (x.value, y.value), (ux, uy))
    low, up = _DESCENT * high, _ASCENT * high
    start = (x.value - low * vx, y.value - low * vy)
    end = (x.value + advance * ux + up * vx, y.value + advance * uy + up * vy)
    return Glyph(char, view.box(start, end), high, view.way(ux, uy), blank)


def is_wide(char: str) -> bool:
    """Tell whether a character fills a whole square."""
    return unicodedata.east_asian_width(char) in "WF" or char in "“”‘’—…·"


def _advance(
    textpage: pdfium.PdfTextPage, index: int, origin: tuple[float, float], unit: tuple[float, float]
) -> float:
    """Return how far a narrow character reaches along its line."""
    rectangle = pdfium_c.FS_RECTF()
    pdfium_c.FPDFText_GetLooseCharBox(textpage, index, rectangle)
    corners = [(x, y) for x in (rectangle.left, rectangle.right) for y in (rectangle.bottom, rectangle.top)]
    reaches = [float((x - origin[0]) * unit[0] + (y - origin[1]) * unit[1]) for x, y in corners]
    return max(0.0, *reaches)


def _read_shapes(page: pdfium.PdfPage, view: _View) -> tuple[list[Box], list[Box], list[Box]]:
    """Return the frames, rules and pictures of a page."""
    frames: list[Box] = []
    rules: list[Box] = []
    pictures: list[Box] = []
    for kind, box in _shapes(page, view):
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            pictures.append(box)
        elif min(box.width, box.height) > _THIN:
            frames.append(box)
        elif max(box.width, box.height) > 4 * _THIN:
            rules.append(box)
    return sorted(set(frames)), sorted(set(rules)), pictures


def _shapes(page: pdfium.PdfPage, view: _View) -> Iterator[tuple[int, Box]]:
    """Yield the kind and the place of each path and picture."""
    for index in range(min(_MOST_SHAPES, pdfium_c.FPDFPage_CountObjects(page))):
        shape = pdfium_c.FPDFPage_GetObject(page, index)
        kind = pdfium_c.FPDFPageObj_GetType(shape)
        if kind not in (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE):
            continue
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if pdfium_c.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
            yield kind, view.box((left.value, bottom.value), (right.value, top.value))
