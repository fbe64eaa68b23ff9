"""Numbers that count the lines of a column, printed beside every fifth line or each: no part of its text."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.pages.glyphs import Box
from kg.pages.rows import PrintedLine

_MOST_DIGITS = 4
_FEWEST = {True: 3, False: 8}  # numbers of a column: every so many lines, or each line
_FAR = 5.0  # of the size of the print: how far from its line a number may stand
_EVEN = 0.2  # of the distance of two lines: how far it may vary
_LONG = 10  # characters of a line of running text
_SAME_EDGE = 0.3  # of the size of the print


def drop_line_numbers(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines of a page without the numbers that count them.

    Such numbers stand below each other, grow by one step, are as far apart as the lines that they count,
    and have running text beside them. Those of lists and tables do not.
    """
    numbers = [line for line in lines if _is_number(line)]
    if len(numbers) < min(_FEWEST.values()):
        return list(lines)
    texts = [line for line in lines if line.across and len(line.text) >= _LONG]
    counted = {id(each) for column in _columns(numbers) for each in column if _counts(column, texts)}
    return [line for line in lines if id(line) not in counted]


def _is_number(line: PrintedLine) -> bool:
    return line.across and len(line.text) <= _MOST_DIGITS and line.text.isascii() and line.text.isdecimal()


def _columns(numbers: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Yield the numbers that begin or end on one edge and grow by one step, from top to bottom."""
    edges: dict[tuple[bool, float], list[PrintedLine]] = defaultdict(list)
    for ends in (True, False):
        last = float("-inf")
        for line in sorted(numbers, key=lambda one: one.box.right if ends else one.box.left):
            edge = line.box.right if ends else line.box.left
            last = edge if edge - last > _SAME_EDGE * line.size else last
            edges[ends, last].append(line)
    for column in edges.values():
        row: list[PrintedLine] = []
        for line in sorted(column, key=lambda one: one.box.top):
            if len(row) > 1 and int(line.text) - int(row[-1].text) != int(row[1].text) - int(row[0].text):
                yield row
                row = row[-1:] if int(line.text) > int(row[-1].text) else []
            row.append(line)
        yield row


def _counts(column: Sequence[PrintedLine], texts: Sequence[PrintedLine]) -> bool:
    """Tell whether some numbers count lines of text."""
    if len(column) < 2:
        return False
    step = int(column[1].text) - int(column[0].text)
    if step < 1 or len(column) < _FEWEST[step > 1]:
        return False
    spaces = [(b.box.bottom - a.box.bottom) / step for a, b in pairwise(column)]
    pitch = sorted(spaces)[len(spaces) // 2]
    if pitch > 3 * column[0].size or any(abs(space - pitch) > _EVEN * pitch for space in spaces):
        return False
    return 3 * sum(any(_is_beside(one, text.box) for text in texts) for one in column) >= 2 * len(column)


def _is_beside(number: PrintedLine, text: Box) -> bool:
    """Tell whether a line of text stands on the height of a number, near it."""
    level = text.top < number.box.middle[1] < text.bottom
    apart = max(text.left - number.box.right, number.box.left - text.right)
    return level and apart + number.size >= 0 and apart <= _FAR * number.size
