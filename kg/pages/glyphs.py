"""What stands on a page: characters with their places, frames, rules and pictures.

Coordinates are points from the upper left corner of the page as it is shown: x grows to the right, y down.
"""

import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

SKEW = 4  # the way of a line that runs neither across nor down, back or up
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


def is_wide(char: str) -> bool:
    """Tell whether a character fills a whole square."""
    return unicodedata.east_asian_width(char) in "WF" or char in "“”‘’—…·"
