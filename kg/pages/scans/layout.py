"""Recognized lines become the layout of a page, as the characters of a PDF page do.

Coordinates are those of the straightened picture, shrunk so that the running text is BODY points high.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median

from kg.pages.glyphs import Box, Glyph, Layout, fold_char, is_wide
from kg.pages.scans.characters import Character

BODY = 10.0  # points
_FILLS = 0.95  # of its square that a line of characters fills
_SPACE = 0.6  # of the size of the print: what is farther apart has a blank between
_LANDSCAPE = 1.15  # a picture so much wider than high may hold two pages
_INNER = 0.4, 0.6  # of its breadth: where the gutter between them lies
_GUTTER = 0.025  # of its breadth: how wide that is at least
_LEAST_OF_SPREAD = 0.15  # of the lines of both that each of them has
_ALIKE = 1.17  # how far measured sizes of one size of print differ


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of print: the rectangle that its print fills, in pixels, its characters, and its way."""

    box: Box
    characters: tuple[Character, ...]
    down: bool = False

    @property
    def size(self) -> float:
        """The size of its print in pixels, as measured."""
        thick = (self.box.width if self.down else self.box.height) / _FILLS
        return min(thick, self.pitch or thick)

    @property
    def pitch(self) -> float:
        """How far its characters are apart in pixels, most often; 0 where it has too few to tell."""
        pitches = [
            b.middle - a.middle for a, b in pairwise(self.characters) if is_wide(a.char) and is_wide(b.char)
        ]
        return median(pitches) if len(pitches) > 2 else 0.0


def lay_out(
    lines: Sequence[ReadLine], rules: Sequence[Box], frames: Sequence[Box], pictures: Sequence[Box]
) -> tuple[Layout, float]:
    """Return the layout of a page, and the points of a pixel."""
    sizes = settle_sizes([(line.size, len(line.characters)) for line in lines])
    weights: dict[float, int] = defaultdict(int)
    for size, line in zip(sizes, lines, strict=True):
        weights[size] += len(line.characters)
    scale = BODY / max(weights, key=lambda size: (weights[size], -size)) if weights else 1.0
    glyphs = [glyph for line, size in zip(lines, sizes, strict=True) for glyph in _glyphs(line, size, scale)]
    shrunk = ([Box(*(side * scale for side in box)) for box in group] for group in (frames, rules, pictures))
    return Layout(glyphs, 0, *shrunk), scale


def part_spread(lines: Sequence[ReadLine], width: float, height: float) -> list[list[ReadLine]]:
    """Return the lines of each of two pages that lie side by side on a picture, or of its only page.

    Where most lines run down, the page on the right comes first.
    """
    if width < _LANDSCAPE * height:
        return [list(lines)]
    reach, gutters = 0.0, [(0.0, 0.0)]
    for line in sorted(lines, key=lambda line: line.box.left):
        middle = (reach + line.box.left) / 2
        if reach and _INNER[0] * width < middle < _INNER[1] * width:
            gutters.append((line.box.left - reach, middle))
        reach = max(reach, line.box.right)
    wide, middle = max(gutters)
    pages = [[line for line in lines if (line.box.middle[0] < middle) is left] for left in (True, False)]
    if wide < _GUTTER * width or min(map(len, pages)) < _LEAST_OF_SPREAD * len(lines):
        return [list(lines)]
    down = sum(len(line.characters) for line in lines if line.down)
    return pages[::-1] if 2 * down > sum(len(line.characters) for line in lines) else pages


def settle_sizes(measured: Sequence[tuple[float, int]]) -> list[float]:
    """Return the size that each line is meant to have: measured sizes that are alike are one.

    A line is given by its measured size and how many characters it has.

    >>> settle_sizes([(20.0, 18), (21.0, 18), (19.0, 4), (40.0, 8)])
    [20.0, 20.0, 20.0, 40.0]
    """
    rest = sorted(range(len(measured)), key=lambda n: measured[n])
    settled = [0.0] * len(measured)
    while rest:
        middle = _usual_size([measured[n] for n in rest])
        for n in rest:
            if _alike(measured[n][0], middle, _ALIKE):
                settled[n] = middle
        rest = [n for n in rest if not settled[n]]
    return settled


def _usual_size(measured: Sequence[tuple[float, int]]) -> float:
    """Return the size, of some in their order, to which the sizes of most characters are alike."""
    sums = list(accumulate((count for _, count in measured), initial=0))
    first = after = 0
    best = (-1, -1, 0.0)
    for size, count in measured:
        while not _alike(measured[first][0], size, _ALIKE**0.5):
            first += 1
        while after < len(measured) and _alike(measured[after][0], size, _ALIKE**0.5):
            after += 1
        if (sums[after] - sums[first], count) > best[:2]:
            best = (sums[after] - sums[first], count, size)
    return best[2]


def _alike(one: float, other: float, most: float) -> bool:
    return max(one, other) <= most * min(one, other)


def _glyphs(line: ReadLine, size: float, scale: float) -> list[Glyph]:
    """Return the characters of a line with the squares that they fill, in points."""
    high = size * scale
    x, y = (side * scale for side in line.box.middle)
    glyphs: list[Glyph] = []
    usual = line.pitch if size < line.pitch < (1 + _SPACE) * size else size
    for word, blank in _words(line.characters, size):
        for found, start, end in _spread(word, usual):
            start, end = start * scale, end * scale
            if line.down:
                box = Box(x - high / 2, start, x + high / 2, end)
            else:
                box = Box(start, y - high / 2, end, y + high / 2)
            glyphs.append(Glyph(fold_char(found.char), box, high, 0, blank, found.score))
            blank = False
    return glyphs


def _words(characters: Sequence[Character], size: float) -> Iterator[tuple[list[Character], bool]]:
    """Yield the characters between the blanks of a line, and whether a blank that was read stands before."""
    word: list[Character] = []
    blank = before = False
    for found in characters:
        if found.char.isspace():
            blank = bool(word) or before
            continue
        apart = found.middle - word[-1].middle if word else 0.0
        if word and (blank or apart > (_wide(word[-1]) + _wide(found)) / 2 * size + _SPACE * size):
            yield word, before
            word, before = [], blank
        word.append(found)
        blank = False
    if word:
        yield word, before


def _spread(word: Sequence[Character], usual: float) -> Iterator[tuple[Character, float, float]]:
    """Yield characters with their starts and ends: measured places are rough, and print is even.

    `usual` is how far the characters of its line are apart; a short word does not tell that itself.
    """
    wide = [_wide(found) for found in word]
    reach = word[-1].middle - word[0].middle
    inner = sum(wide) - (wide[0] + wide[-1]) / 2  # from the first middle to the last
    pitch = reach / inner if len(word) > 3 and inner else usual
    at = (word[0].middle + word[-1].middle) / 2 - (inner + wide[0]) * pitch / 2
    for found, share in zip(word, wide, strict=True):
        yield found, at, at + share * pitch
        at += share * pitch


def _wide(found: Character) -> float:
    """Return how much of a square a character takes."""
    return 1.0 if is_wide(found.char) else 0.5
