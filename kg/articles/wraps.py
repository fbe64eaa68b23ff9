"""Where a line goes on in the next: hard wraps undone.

Two kinds of pages come in: columns with hard wraps, where a line that is as wide as its column goes
on in the next, and pages with one paragraph a line, where a line goes on only if it is cut off.
"""

from collections.abc import Sequence, Set
from itertools import pairwise

from kg.articles.kinds import ParagraphKind, is_head, opens_text, special_kind
from kg.articles.lines import Line, ends_sentence, expects_more, holds_sentence, starts_within
from kg.articles.openers import continued_to, goes_on_with_reporter, has_credit, has_lead
from kg.articles.words import cuts_word

_REACH = 6  # lines looked at to find the width of a column
_FAR = 10  # and when those near tell nothing
_LONG_LINE = 30  # a line without a sentence end that is longer is no headline
_NARROWEST_COLUMN, WIDEST_COLUMN = 8, 60
_SLACK = 1.6  # how far a full line may miss its column: a punctuation mark pushed in or out
_INDENTATION = 2.0
INDENT = 1.5
_HEADLINE = 4  # lines that a headline has at most
_REST = 0.6  # a last line is shorter than that share of the line before it
_LABEL_LENGTH = 24


def column_width(lines: Sequence[Line]) -> float | None:
    """Return the width of the column that some lines stand in, None if they stand in none."""
    if len(lines) < 2:
        return None
    widths = sorted(line.width for line in lines)
    middle = _median(widths[len(widths) // 3 :])
    near = sum(-_SLACK <= width - middle <= _SLACK for width in widths)
    shared = near * 2 >= len(widths) and near >= 2
    return middle if shared and _NARROWEST_COLUMN <= middle <= WIDEST_COLUMN else None


def _median(ordered: Sequence[float]) -> float:
    """Return the middle of some numbers in order."""
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


class Wraps:
    """The lines of a page, with what each is by itself, and which of them go on in the next."""

    def __init__(self, lines: Sequence[Line], large: Set[int] = frozenset()) -> None:
        """Look at each line once; those at the offsets `large` are known to be of headlines."""
        self._lines = lines
        self.kinds: list[ParagraphKind | None] = [
            special_kind(line) or ("head" if line.start in large else None) for line in lines
        ]
        self._opens = [
            kind is None and opens_text(line.text) for kind, line in zip(self.kinds, lines, strict=True)
        ]
        for index, (line, following) in enumerate(pairwise(lines), 1):
            if not following.gap and goes_on_with_reporter(line.text, following.text):
                self._opens[index] = False

    def goes_on(self, index: int, run: Sequence[Line]) -> bool:
        """Tell whether the paragraph `run`, which ends with line `index`, goes on in the next line."""
        if index + 1 == len(self._lines) or self._is_broken(index):
            return False
        line, following = self._lines[index], self._lines[index + 1]
        if starts_within(following.text):
            return True
        if following.indent >= INDENT > line.indent:
            return False
        first = len(run) == 1
        if ends_sentence(line.text):
            if following.gap or following.indent >= INDENT or line.width > WIDEST_COLUMN + _SLACK:
                return False
            return self._is_full(index, first=first) is True and not self._ends_with_headline(index + 1)
        if expects_more(line.text) or ends_next(line, following):
            return True
        if is_indented(line, following) or is_flush(run, following):
            return True
        full = self._is_full(index, first=first)
        if full is None:
            return is_cut_off(run, following)
        if not full:
            return following.gap == 0 and cuts_word(line.text, following.text)
        return not stands_alone(self._chunk(index), following)

    def _is_broken(self, index: int) -> bool:
        """Tell whether a line certainly ends its paragraph: it, or the next one, stands for itself."""
        if self.kinds[index] or self.kinds[index + 1] or self._opens[index + 1]:
            return True
        text = self._lines[index].text
        return has_credit(text) or continued_to(text) is not None or self._is_inserted(index + 1)

    def _is_inserted(self, index: int) -> bool:
        """Tell whether a line stands by itself in the middle of other text: a column label, a headline."""
        before, line = self._lines[index - 1], self._lines[index]
        last = index + 1 == len(self._lines)
        if not line.gap or not (last or self._lines[index + 1].gap) or not is_head([line]):
            return False
        if cuts_word(before.text, line.text):
            return False
        if last or self._begins(index + 1):
            return True
        if len(line.text) > _LABEL_LENGTH or self._is_full(index, first=True):
            return False
        return not cuts_word(line.text, self._lines[index + 1].text)

    def _ends_with_headline(self, index: int) -> bool:
        """Tell whether nothing but a headline stands from a line to where something new begins."""
        for other in range(index, min(len(self._lines), index + _HEADLINE + 1)):
            line = self._lines[other]
            if other > index and (self._begins(other) or line.gap or has_lead(line.text)):
                return True
            if not is_head([line]):
                return False
        return len(self._lines) <= index + _HEADLINE

    def _begins(self, index: int) -> bool:
        """Tell whether something new begins with a line."""
        return bool(self.kinds[index]) or self._opens[index]

    def _is_full(self, index: int, *, first: bool) -> bool | None:
        """Tell whether a line fills its column; None where the text stands in no column.

        The first line of a paragraph may have lost the blanks of its indentation.
        """
        slack = _SLACK + (_INDENTATION if first else 0)
        columns = [column_width(self._before(index)), column_width(self._after(index))]
        if first and columns[1] is not None:
            columns = columns[1:]
        running = not self._lines[index + 1].gap or "，" in self._lines[index].text
        if running and columns == [None, None]:
            around = [*self._lines[max(0, index - _FAR) : index], *self._lines[index + 1 : index + 1 + _FAR]]
            columns = [column_width(around)]
        known = [column for column in columns if column is not None]
        if not known:
            return None
        return any(-slack <= self._lines[index].width - column <= _SLACK for column in known)

    def _before(self, index: int) -> Sequence[Line]:
        """Return the lines before one, back to the last blank line or line that stands for itself."""
        start = index
        while start and index - start < _REACH and not self._lines[start].gap and not self.kinds[start - 1]:
            start -= 1
        return self._lines[start:index]

    def _chunk(self, index: int) -> Sequence[Line]:
        """Return the lines from the last blank line to a line, as many as matter."""
        start = index
        while start and index - start < _REACH and not self._lines[start].gap:
            start -= 1
        return self._lines[start : index + 1]

    def _after(self, index: int) -> Sequence[Line]:
        """Return the lines after one, up to the next that begins something new."""
        end = min(len(self._lines), index + 1 + _REACH)
        for other in range(index + 2, end):
            if self._begins(other):
                return self._lines[index + 1 : other]
        return self._lines[index + 1 : end]


def is_indented(line: Line, following: Line) -> bool:
    """Tell whether a line is the first of a paragraph in a column: indented, the next, right below, is not.

    The two end at the same edge, or the next one ends the sentence.
    """
    if line.indent < INDENT or following.indent >= INDENT or following.gap:
        return False
    return _end_alike(line, following) or ("，" in line.text and ends_sentence(following.text))


def is_flush(run: Sequence[Line], following: Line) -> bool:
    """Tell whether the last two lines of a text end at the same edge, right above the next line."""
    if len(run) < 2 or following.gap or not any("，" in line.text for line in run):
        return False
    return _end_alike(run[-2], run[-1])


def _end_alike(line: Line, other: Line) -> bool:
    """Tell whether two lines end at the same edge."""
    return abs(line.indent + line.width - other.indent - other.width) <= _SLACK


def is_cut_off(run: Sequence[Line], following: Line) -> bool:
    """Tell whether a line outside of columns, without a sentence end, goes on in the next."""
    line = run[-1]
    if len(line.text) >= _LONG_LINE and len(run) == 1 and not holds_sentence(line.text):
        return "，" in line.text or cuts_word(line.text, following.text)
    if holds_sentence(line.text) or len(line.text) >= _LONG_LINE:
        return True
    return "，" in line.text and cuts_word(line.text, following.text)


def ends_next(line: Line, following: Line) -> bool:
    """Tell whether the next line, right below and shorter, holds but the end of the sentence."""
    return not following.gap and ends_sentence(following.text) and following.width < _REST * line.width


def stands_alone(chunk: Sequence[Line], following: Line) -> bool:
    """Tell whether full lines are a headline all the same: blank lines around, no word cut, uneven.

    Wrapped lines are as wide as the last of them, but for the lost indentation of the first.
    """
    line = chunk[-1]
    if not following.gap or not is_head(chunk) or cuts_word(line.text, following.text):
        return False
    if len(chunk) == 1:
        return "，" not in line.text
    widest = max(one.width for one in chunk)
    narrowest = min(one.width for one in chunk)
    return line.width < widest - _SLACK or narrowest < widest - _SLACK - _INDENTATION
