"""Frames that hold nothing but large print: an advertisement inside a column, or a framed headline."""

import re
from collections.abc import Sequence

from kg.knowledge.press_words import press
from kg.pages.blocks import apart, is_over
from kg.pages.glyphs import Box
from kg.pages.rows import PrintedLine

_NEAR = 4.0  # of the size of the running text: how far the column goes on above and below
_INDENT = 1.5
_SAME = 0.8  # of the breadth of a line above that one below has too, in one column
_RUNS_ON = re.compile(r"[^。！？…”’」』）》】：:]$")
_DATELINE = re.compile(rf".{{0,24}}{press('short_sent')}(?:[（(\s\u3000]|$)")
_BY_REPORTER = re.compile(rf".{{0,4}}{press('reporter')}")


def has_dateline(line: str) -> bool:
    """Tell whether a printed line begins with a dateline, as the first of an article does.

    >>> has_dateline("本报讯（记者 白林）记"), has_dateline("记者看到，桥上"), has_dateline("领队介绍，墓主人")
    (True, False, False)
    """
    return _DATELINE.match(line) is not None


def is_inset(frame: Box, lines: Sequence[PrintedLine], type_size: float) -> bool:
    """Tell whether the text of a column goes on around a frame of large print, which is no headline then.

    `lines` are those outside of it, `type_size` is the size of the running text. The text goes on where
    a sentence does, where what stands below is not indented, and where that opens no article.
    """
    text = [
        line for line in lines if line.across and line.size < 1.15 * type_size and is_over(line.box, frame)
    ]
    above = [line for line in text if 0 <= frame.top - line.box.bottom + type_size / 2 <= _NEAR * type_size]
    below = [line for line in text if 0 <= line.box.top - frame.bottom + type_size / 2 <= _NEAR * type_size]
    if not above or not below:
        return False
    last = max(above, key=lambda line: line.box.bottom)
    first = min(below, key=lambda line: line.box.top)
    if not _in_one_column(last.box, first.box, frame):
        return False
    margin = min(line.box.left for line in [*above, *below])
    indented = first.box.left - margin >= _INDENT * type_size
    return bool(_RUNS_ON.search(last.text)) or not indented or not (has_dateline(first.text) or _BY_REPORTER.match(first.text))


def _in_one_column(last: Box, first: Box, frame: Box) -> bool:
    """Tell whether two lines and the frame between them stand in one column."""
    left, right = min(last.left, first.left), max(last.right, first.right)
    return -apart(left, right, frame.left, frame.right) >= _SAME * max(right - left, frame.width)
