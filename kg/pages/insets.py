"""Large print inside a column, framed or not: an advertisement, a quotation, or a headline."""

import re
from collections.abc import Sequence

from kg.knowledge.press_words import press
from kg.pages.blocks import Block, apart, is_over
from kg.pages.glyphs import Box
from kg.pages.rows import PrintedLine

_NEAR = 4.0  # of the size of the running text: how far the column goes on above and below
_INDENT = 1.5
_SAME = 0.8  # of the breadth of a line above that one below has too, in one column
_STOP = "。"
_RUNS_ON = re.compile(r"[^。！？…”’」』）》】：:]$")
_DATELINE = re.compile(rf".{{0,24}}{press('short_sent')}(?:[（(\s\u3000]|$)")
_BY_REPORTER = re.compile(rf".{{0,4}}{press('reporter')}")


def opens_with_dateline(line: str) -> bool:
    """Tell whether a printed line begins with a dateline, as the first of an article does.

    >>> opens_with_dateline("本报讯（记者 白林）记"), opens_with_dateline("领队介绍，墓主人")
    (True, False)
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
    return (
        bool(_RUNS_ON.search(last.text))
        or not indented
        or not (opens_with_dateline(first.text) or _BY_REPORTER.match(first.text))
    )


def is_interjected(block: Block, texts: Sequence[Block], type_size: float) -> bool:
    """Tell whether large print without a frame stands inside a sentence, which goes on below it.

    The text above has sentences and paragraphs, of which the last is not over; the line below is flush.
    """
    over = [text for text in texts if is_over(text.box, block.box)]
    above = [one for one in over if 0 <= block.box.top - one.box.bottom + type_size / 2 <= _NEAR * type_size]
    below = [one for one in over if 0 <= one.box.top - block.box.bottom + type_size / 2 <= _NEAR * type_size]
    if len(above) != 1 or len(below) != 1:
        return False
    upper, lower = above[0], below[0]
    last, first = upper.lines[-1], lower.lines[0]
    lefts = [line.box.left for line in (*upper.lines, *lower.lines)]
    margin, slack = min(lefts), _INDENT * type_size
    if margin + slack > max(lefts) or first.box.left - margin >= slack or last.box.left - margin >= slack:
        return False
    reaches = max(upper.box.right, lower.box.right)
    inside = block.box.left >= margin - type_size and block.box.right <= reaches + type_size
    alike = -apart(*_sides(upper.box), *_sides(lower.box)) >= _SAME * (reaches - margin)
    full = last.box.right >= reaches - slack
    prose = any(_STOP in line.text for line in upper.lines)
    return (
        inside
        and alike
        and full
        and prose
        and bool(_RUNS_ON.search(last.text))
        and not opens_with_dateline(first.text)
    )


def _sides(box: Box) -> tuple[float, float]:
    return box.left, box.right


def _in_one_column(last: Box, first: Box, frame: Box) -> bool:
    """Tell whether two lines and the frame between them stand in one column."""
    left, right = min(last.left, first.left), max(last.right, first.right)
    return -apart(left, right, frame.left, frame.right) >= _SAME * max(right - left, frame.width)
