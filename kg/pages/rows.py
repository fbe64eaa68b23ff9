"""Characters with places become printed lines, whether they run across, down or up the page.

Neighbors in the file that also stand next to each other make a run; runs on one baseline make a line,
unless the blank between them goes on above or below, as it does between two columns.
"""

import bisect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from kg.pages.bands import Bands
from kg.pages.glyphs import SKEW, Box, Glyph, Layout, surround

_TIGHT = 0.6  # of the size of the print: a smaller space is no blank
_BLANK = 1.3  # a space up to that may be a blank that is in the file
_PITCH = 1.1  # the largest space between the characters of a line that runs down or up
_WIDEST = 3.0  # a wider space parts two lines
_OVERLAP = 0.95  # how far a character may reach into the next: half-width punctuation
_SAME_ROW = 0.35  # how far baselines may differ
_SIZES = 1.6  # how far sizes may differ within a line
_NEAR = 2.6  # how far above and below a blank is looked at
_WORD_SPACE = 0.17  # of the size of the print, beyond what is usual in the line
_TURNED = (0, 0, 1, 2, SKEW)  # ways on a turned page: upright characters stay upright in their lines


@dataclass(frozen=True)
class PrintedLine:
    """A printed line: its text, its place, the size of its print, and the way it runs (0: across)."""

    text: str
    box: Box
    size: float
    way: int
    score: float = 1.0  # how certain its characters are, on average

    @property
    def across(self) -> bool:
        """Whether the line runs from left to right."""
        return self.way == 0


@dataclass(frozen=True)
class Run:
    """Characters that stand next to each other, in the order of the file; `index` is the first's."""

    glyphs: tuple[Glyph, ...]
    way: int
    index: int

    @cached_property
    def box(self) -> Box:
        """The place of the run."""
        return surround([glyph.box for glyph in self.glyphs])

    @cached_property
    def size(self) -> float:
        """The size of the print."""
        return median(glyph.size for glyph in self.glyphs)

    @property
    def end(self) -> int:
        """The index after the last character's."""
        return self.index + len(self.glyphs)


def read_lines(layout: Layout) -> list[PrintedLine]:
    """Return the printed lines of a page, in no particular order."""
    runs = _settle(list(_runs(layout.glyphs)))
    across = [run for run in runs if run.way == 0]
    lines = [_line(row, 0) for row in _rows(across, layout.rules)]
    return lines + [_line([run], run.way) for run in runs if run.way != 0]


def stands_upright(layout: Layout) -> bool:
    """Tell whether most of the page is set in lines that run down, as in old and in Taiwanese papers."""
    ways = Counter[int]()
    for run in _settle(list(_runs(layout.glyphs))):
        ways[run.way] += len(run.glyphs)
    return ways[1] > ways[0]


def turn_layout(layout: Layout) -> Layout:
    """Return a page turned so that lines that run down run across; the first line comes on top."""
    glyphs = [glyph._replace(box=_turn(glyph.box), way=_TURNED[glyph.way]) for glyph in layout.glyphs]
    boxes = ([_turn(box) for box in group] for group in (layout.frames, layout.rules, layout.pictures))
    return Layout(glyphs, layout.unreadable, *boxes)


def _turn(box: Box) -> Box:
    return Box(box.top, -box.right, box.bottom, -box.left)


def turn_back(box: Box) -> Box:
    """Return where a rectangle of a turned page lies on the page as it is.

    >>> turn_back(_turn(Box(1, 2, 3, 4)))
    Box(left=1, top=2, right=3, bottom=4)
    """
    return Box(-box.bottom, box.left, -box.top, box.right)


def _runs(glyphs: Sequence[Glyph]) -> Iterable[Run]:
    """Yield the runs of a page: across, down, or any way that its characters are turned."""
    start, way = 0, -1
    for index in range(1, len(glyphs) + 1):
        step = _step(glyphs[index - 1], glyphs[index]) if index < len(glyphs) else -1
        if step >= 0 and way in (-1, step):
            way = step
            continue
        yield Run(tuple(glyphs[start:index]), glyphs[start].way if way < 0 else way, start)
        start, way = index, -1


def _step(one: Glyph, other: Glyph) -> int:
    """Return the way from a character to the next of its line, or -1 when that is no such thing."""
    size = max(one.size, other.size)
    if size > _SIZES * min(one.size, other.size):
        return -1
    if SKEW in (one.way, other.way):
        return SKEW if one.way == other.way and _distance(one.box, other.box) < 2 * size else -1
    a, b = one.box, other.box
    limit = (_BLANK if other.blank else _TIGHT) * size
    if one.way == other.way == 0 and abs(a.bottom - b.bottom) <= _SAME_ROW * size:
        return 0 if -_OVERLAP * size <= b.left - a.right <= limit and b.left > a.left else -1
    if one.way == other.way == 2 and abs(a.top - b.top) <= _SAME_ROW * size:
        return 2 if -_OVERLAP * size <= a.left - b.right <= limit else -1
    if abs(a.middle[0] - b.middle[0]) > _SAME_ROW * size:
        return -1
    if one.way < 2 and other.way < 2 and -_OVERLAP * size / 2 <= b.top - a.bottom <= _PITCH * size:
        return 1
    upward = one.way == other.way and -_OVERLAP * size / 2 <= a.top - b.bottom <= _PITCH * size
    return 3 if upward else -1


def _distance(one: Box, other: Box) -> float:
    """Return how far the middles of two rectangles are apart along the farther axis."""
    return max(abs(a - b) for a, b in zip(one.middle, other.middle, strict=True))


def _settle(runs: list[Run]) -> list[Run]:
    """Take apart runs that only seem to go down: two characters, or the bullets of a list."""
    across = _bands([run for run in runs if run.way == 0 and len(run.glyphs) > 1])
    settled: list[Run] = []
    for run in runs:
        seeming = run.way in (1, 3) and any(glyph.way == 0 for glyph in run.glyphs)
        figures = all(glyph.char in "0123456789" for glyph in run.glyphs)
        if seeming and (figures or len(run.glyphs) < 3 or _has_neighbors(run, across)):
            settled += [Run((glyph,), glyph.way, run.index + i) for i, glyph in enumerate(run.glyphs)]
        else:
            settled.append(run)
    return settled


def _has_neighbors(run: Run, across: "Bands[Run]") -> bool:
    """Tell whether most characters of a run stand in lines that go across, of print of their size."""
    count = sum(
        any(
            _SIZES * other.size > glyph.size and -glyph.size <= other.box.left - glyph.box.right <= glyph.size
            for other in _beside(glyph, across)
        )
        for glyph in run.glyphs
    )
    return 2 * count >= len(run.glyphs)


def _beside(glyph: Glyph, across: "Bands[Run]") -> Iterator[Run]:
    """Yield the runs whose middles lie beside a character, and that begin about where it ends."""
    box, reach = glyph.box, 2 * glyph.size
    for band in across.between(box.top, box.bottom):
        yield from band.beginning(box.top, box.bottom, box.right - reach, box.right + reach)


def _bands(runs: Sequence[Run]) -> "Bands[Run]":
    """Return runs by the heights of their middles; those of one height in the order of the file."""
    step = median(run.size for run in runs) if runs else 1.0
    return Bands(sorted(runs, key=lambda run: run.index), lambda run: run.box.middle[1], step)


def _rows(runs: list[Run], rules: Sequence[Box]) -> list[list[Run]]:
    """Return the runs of each line, from left to right."""
    rows = _bands(runs)
    upright = sorted(rule for rule in rules if rule.height > rule.width)
    after: dict[int, Run] = {}
    taken: set[int] = set()
    for run in sorted(runs, key=lambda one: (one.box.left, one.index)):
        best = _right_of(run, rows)
        if best is not None and best.index not in taken and _joins(run, best, rows, upright):
            after[run.index] = best
            taken.add(best.index)
    lines = []
    for run in sorted(runs, key=lambda one: one.index):
        if run.index not in taken:
            line = [run]
            while line[-1].index in after:
                line.append(after[line[-1].index])
            lines.append(line)
    return lines


def _right_of(run: Run, rows: "Bands[Run]") -> Run | None:
    """Return the nearest run to the right on the same baseline, the upper one of two."""
    slack, middle = _SAME_ROW * run.size, run.box.middle[1]
    heights = middle - run.size, middle + run.size
    first = max(run.box.left, run.box.right - run.size)
    best = None
    for band in rows.between(*heights):
        for other in band.beginning(*heights, first, run.box.right + _WIDEST * run.size):
            if best is not None and other.box.left >= best.box.left:
                break
            apart = other.box.left - run.box.right
            on_row = abs(other.box.bottom - run.box.bottom) <= slack and other.box.left > run.box.left
            if on_row and -_OVERLAP * run.size <= apart <= _WIDEST * run.size and other.index != run.index:
                best = other
                break
    return best


def _joins(run: Run, other: Run, rows: "Bands[Run]", upright: Sequence[Box]) -> bool:
    """Tell whether two runs side by side are one line."""
    small, large = sorted((run.size, other.size))
    gap = Box(run.box.right, min(run.box.top, other.box.top), other.box.left, run.box.bottom)
    if large > _SIZES * small or _is_ruled(gap, upright):
        return False
    if gap.width <= _TIGHT * small:
        return True
    left, right = gap.left - _WIDEST * small, gap.right + _WIDEST * small
    over = rows.crossing(gap.top - _NEAR * large, gap.top, left, right)
    under = rows.crossing(gap.bottom, gap.bottom + _NEAR * large, left, right)
    above, below = _covers(gap, over, small, max), _covers(gap, under, small, min)
    if False in (above, below):
        return False
    successive = run.end == other.index
    if above is below is None:
        return successive and gap.width <= _BLANK * small
    return successive or gap.width <= _BLANK * small


def _is_ruled(gap: Box, upright: Sequence[Box]) -> bool:
    """Tell whether a rule runs down through a gap."""
    y = gap.middle[1]
    first = bisect.bisect_left(upright, (gap.left - 1,))
    for rule in upright[first:]:
        if rule.left > gap.right + 1:
            return False
        if rule.top <= y <= rule.bottom:
            return True
    return False


def _covers(
    gap: Box, runs: Iterable[Run], size: float, nearest: Callable[[Iterable[float]], float]
) -> bool | None:
    """Tell whether the nearest row above or below runs across a gap or has the gap too.

    `nearest` is max of the heights above, min of those below. None when there is no such row, or when it
    stands on one side only.
    """
    near = [run.box for run in runs if size / 1.2 < run.size < size * 1.2]
    if not near:
        return None
    height = nearest(box.middle[1] for box in near)
    row = [box for box in near if abs(box.middle[1] - height) < size / 2]
    if any(box.left <= gap.left and box.right >= gap.right for box in row):
        return True
    middle = gap.middle[0]
    both = any(box.right <= middle for box in row) and any(box.left >= middle for box in row)
    return False if both else None


def _line(runs: Sequence[Run], way: int) -> PrintedLine:
    """Return the line that some runs make, with blanks where they are printed."""
    glyphs = [glyph for run in runs for glyph in run.glyphs]
    spaces = [_space(*pair, way) for pair in pairwise(glyphs)]
    usual = median(spaces) if spaces else 0.0
    text = glyphs[0].char
    for glyph, space in zip(glyphs[1:], spaces, strict=True):
        text += (" " if glyph.blank or space - usual > _WORD_SPACE else "") + glyph.char
    return PrintedLine(
        text,
        surround([glyph.box for glyph in glyphs]),
        median(glyph.size for glyph in glyphs),
        way,
        sum(glyph.score for glyph in glyphs) / len(glyphs),
    )


def _space(before: Glyph, glyph: Glyph, way: int) -> float:
    """Return the space between two characters of a line, as a share of their size."""
    a, b = before.box, glyph.box
    space = (b.left - a.right, b.top - a.bottom, a.left - b.right, a.top - b.bottom, 0.0)[way]
    return space / (glyph.size or 1.0)
