"""Lines become paragraphs: hard wraps are undone, and each paragraph is told what it is.

Two kinds of pages come in: columns with hard wraps, where a line that is as wide as its column goes
on in the next, and pages with one paragraph a line, where a line goes on only if it is cut off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Literal

from kg.articles.furniture import is_date, is_furniture
from kg.articles.lines import Line, ends_sentence, expects_more, holds_sentence, starts_within
from kg.articles.openers import (
    continued_from,
    has_credit,
    has_dateline,
    is_byline,
    is_credit,
    is_document_note,
    is_listed,
    is_signature,
    opens_caption,
)
from kg.articles.words import cuts_word

Kind = Literal["prose", "head", "byline", "continued", "note", "credit", "signature", "furniture"]

_FAR = 10  # and when those near tell nothing
_REACH = 6  # lines looked at to find the width of a column
_LONG_LINE = 30  # a line without a sentence end that is longer is no headline
_WIDEST_COLUMN = 60
_SLACK = 1.6  # how far a full line may miss its column: a punctuation mark pushed in or out
_INDENTATION = 2.0
_INDENT = 1.5
_HEAD_LINES = 4
_HEAD_LENGTH = 90
_HEAD_LINE_LENGTH = 46
_LABEL_LENGTH = 24
_VERSE = 6  # that many headline-like lines in a row are verse, a list or a table


@dataclass(frozen=True)
class Paragraph:
    """Lines that are read on without a break, and what they are."""

    lines: tuple[Line, ...]
    kind: Kind

    @cached_property
    def text(self) -> str:
        """The text without blanks and line breaks."""
        return "".join(line.text for line in self.lines)

    @property
    def gap(self) -> int:
        """Empty lines before it."""
        return self.lines[0].gap

    @property
    def opens(self) -> bool:
        """Whether an article begins here, by what is printed: dateline, byline, continuation note."""
        return self.kind in ("byline", "continued", "note") or (
            self.kind == "prose" and (has_dateline(self.text) or continued_from(self.text) is not None)
        )

    @property
    def finished(self) -> bool:
        """Whether it ends where something can end; only prose can be unfinished."""
        return (
            self.kind != "prose"
            or ends_sentence(self.text)
            or has_credit(self.text)
            or self.text.endswith("）")
        )


def read_paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """Return the paragraphs of a page in the order of their lines."""
    paragraphs: list[Paragraph] = []
    run: list[Line] = []
    for index, line in enumerate(lines):
        run.append(line)
        if not _goes_on(lines, index, run):
            paragraphs.append(Paragraph(tuple(run), _kind(run)))
            run = []
    return _sign(_rejoin(_without_verse(paragraphs)))


def special_kind(line: Line) -> Kind | None:
    """Return the kind of a line that stands for itself, or None for running text.

    >>> from kg.articles.lines import read_lines
    >>> [special_kind(line) for line in read_lines("□本报记者 张文\\n（上接第1版）\\n健康是人类的追求")]
    ['byline', 'continued', None]
    """
    text = line.text
    if is_furniture(line.spaced):
        return "furniture"
    if is_byline(text):
        return "byline"
    note = continued_from(text)
    if note and note.end == len(text):
        return "continued"
    if is_document_note(text):
        return "note"
    if is_signature(line.spaced):
        return "signature"
    return "credit" if is_credit(text) else None


def _goes_on(lines: Sequence[Line], index: int, run: list[Line]) -> bool:
    """Tell whether the paragraph that ends with lines[index] goes on in the next line."""
    if index + 1 == len(lines):
        return False
    line, following = lines[index], lines[index + 1]
    if special_kind(line) or special_kind(following) or _opens(following.text):
        return False
    if has_credit(line.text) or _is_inserted(lines, index + 1):
        return False
    if starts_within(following.text):
        return True
    if following.indent >= _INDENT > line.indent:
        return False
    full = _is_full(lines, index, run)
    if ends_sentence(line.text):
        return full is True and following.gap == 0 and following.indent < _INDENT
    if expects_more(line.text) or _ends_next(line, following):
        return True
    if full is None:
        return _is_cut_off(run, following)
    if not full:
        return following.gap == 0 and cuts_word(line.text, following.text)
    return not _stands_alone(run, following)


def _is_inserted(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line stands by itself in the middle of other text: a column label, a headline."""
    line = lines[index]
    last = index + 1 == len(lines)
    if not line.gap or not (last or lines[index + 1].gap) or not _is_head([line]):
        return False
    if last or special_kind(lines[index + 1]) or _opens(lines[index + 1].text):
        return not cuts_word(lines[index - 1].text, line.text)
    if len(line.text) > _LABEL_LENGTH or cuts_word(lines[index - 1].text, line.text):
        return False
    return not _is_full(lines, index, [line]) and not cuts_word(line.text, lines[index + 1].text)


def _opens(text: str) -> bool:
    """Tell whether a line begins something new whatever came before."""
    return has_dateline(text) or continued_from(text) is not None or opens_caption(text)


def _is_full(lines: Sequence[Line], index: int, run: list[Line]) -> bool | None:
    """Tell whether a line fills its column; None where the text stands in no column.

    The first line of a paragraph may have lost the blanks of its indentation.
    """
    slack = _SLACK + (_INDENTATION if len(run) == 1 else 0)
    around = (_before(lines, index), _running(lines[index + 1 : index + 1 + _REACH]))
    columns = [column for column in map(_column, around) if column is not None]
    if not columns and not lines[index + 1].gap:
        wide = _column([*lines[max(0, index - _FAR) : index], *lines[index + 1 : index + 1 + _FAR]])
        columns = [wide] if wide else []
    if not columns:
        return None
    return any(-slack <= lines[index].width - column <= _SLACK for column in columns)


def _before(lines: Sequence[Line], index: int) -> Sequence[Line]:
    """Return the lines before one, back to the last blank line or line that stands for itself."""
    start = index
    while start and index - start < _REACH and not lines[start].gap and not special_kind(lines[start - 1]):
        start -= 1
    return lines[start:index]


def _running(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines before the next one that begins something new."""
    for count, line in enumerate(lines):
        if count and (special_kind(line) or _opens(line.text)):
            return lines[:count]
    return lines


def _column(lines: Sequence[Line]) -> float | None:
    """Return the width of the column that some lines stand in, None if they stand in none."""
    widths = [line.width for line in lines]
    if len(widths) < 2:
        return None
    middle = median(sorted(widths)[len(widths) // 3 :])
    near = sum(abs(width - middle) <= _SLACK for width in widths)
    return middle if near * 2 >= len(widths) and near >= 2 and middle <= _WIDEST_COLUMN else None


def _is_cut_off(run: list[Line], following: Line) -> bool:
    """Tell whether a line outside of columns, without a sentence end, goes on in the next."""
    line = run[-1]
    if len(line.text) >= _LONG_LINE and len(run) == 1 and not holds_sentence(line.text):
        return cuts_word(line.text, following.text) or "，" in line.text
    if holds_sentence(line.text) or len(line.text) >= _LONG_LINE:
        return True
    return "，" in line.text and cuts_word(line.text, following.text)


def _ends_next(line: Line, following: Line) -> bool:
    """Tell whether the next line, right below and shorter, holds but the end of the sentence."""
    return not following.gap and ends_sentence(following.text) and following.width < line.width


def _stands_alone(run: list[Line], following: Line) -> bool:
    """Tell whether full lines are a headline all the same: blank lines around, no word cut, uneven."""
    line = run[-1]
    if not run[0].gap or not following.gap or cuts_word(line.text, following.text) or not _is_head(run):
        return False
    if len(run) == 1:
        return "，" not in line.text
    widths = [one.width for one in run]
    return max(widths) - min(widths) > _SLACK + _INDENTATION


def _kind(run: list[Line]) -> Kind:
    """Return what a paragraph is."""
    special = special_kind(run[0])
    if special is not None:
        return special
    return "head" if _is_head(run) else "prose"


def _is_head(run: list[Line]) -> bool:
    """Tell whether lines look like a headline: few, short, without the end of a sentence."""
    text = "".join(line.text for line in run)
    if len(run) > _HEAD_LINES or not 2 <= len(text) <= _HEAD_LENGTH or holds_sentence(text):
        return False
    if any(len(line.text) > _HEAD_LINE_LENGTH for line in run) or text.endswith(("，", "、", "；", "：")):
        return False
    if has_credit(text) or starts_within(text) or _opens(text) or is_listed(text):
        return False
    return not text.endswith("…")


def _without_verse(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Take long rows of headline-like lines, which are verse, lists or tables, as prose."""
    result: list[Paragraph] = []
    start = 0
    breaks = [
        index + 1
        for index, (a, b) in enumerate(pairwise(paragraphs))
        if a.kind != "head" or b.kind != "head" or b.gap
    ]
    for end in [*breaks, len(paragraphs)]:
        row = paragraphs[start:end]
        verse = sum(len(paragraph.lines) for paragraph in row) > _VERSE and row[0].kind == "head"
        result.extend(Paragraph(p.lines, "prose") for p in row) if verse else result.extend(row)
        start = end
    return result


def _rejoin(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Put pieces that a narrow place in the column, a photo or a blank line has cut off back together."""
    result: list[Paragraph] = []
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if result and not result[-1].finished and _completes(paragraph, following):
            result[-1] = Paragraph(result[-1].lines + paragraph.lines, "prose")
        else:
            result.append(paragraph)
    return result


def _completes(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Tell whether a paragraph is the rest of an unfinished one before it."""
    if paragraph.kind == "prose":
        return not paragraph.opens and not opens_caption(paragraph.text)
    if paragraph.kind != "head":
        return False
    return not paragraph.gap or (following is not None and following.kind == "prose" and not following.gap)


def _sign(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Find signatures: the issuer and the date under a notice, names in brackets under a text."""
    result: list[Paragraph] = []
    for index, paragraph in enumerate(paragraphs):
        kind = paragraph.kind
        below_text = bool(result) and result[-1].kind in ("prose", "signature")
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if kind == "signature" and not below_text:
            kind = "head"
        elif below_text and (_is_issuer(paragraph, following) or _is_date(paragraph, result[-1])):
            kind = "signature"
        result.append(Paragraph(paragraph.lines, kind))
    return result


def _is_issuer(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Tell whether a short line with a date below it is the issuer of the text above it."""
    if paragraph.kind != "head" or len(paragraph.lines) > 1 or following is None:
        return False
    return is_date(following.lines[0].spaced)


def _is_date(paragraph: Paragraph, before: Paragraph) -> bool:
    """Tell whether a line is the date below an issuer."""
    return before.kind == "signature" and is_date(paragraph.lines[0].spaced)
