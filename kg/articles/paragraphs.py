"""Lines become paragraphs, and each paragraph is told what it is."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from kg.articles.furniture import is_date
from kg.articles.kinds import ParagraphKind, is_head
from kg.articles.lines import Line, ends_sentence, expects_more
from kg.articles.openers import continued_from, has_credit, has_dateline, opens_caption
from kg.articles.words import cuts_word
from kg.articles.wraps import INDENT, WIDEST_COLUMN, Wraps

_REMEMBERED = 6  # lines of a paragraph that decide whether it goes on
_VERSE = 6  # more short lines without punctuation than that in a row are verse, a list or a table
_VERSE_LENGTH = 24
_TAIL = 40  # characters at the end of a text that tell whether it is complete
_PUNCTUATION = frozenset("，。；！？、")
_COMMAS = frozenset("，、")
_IN_BRACKETS = re.compile("（[^）]*(?:）|$)")


@dataclass(frozen=True)
class Paragraph:
    """Lines that are read on without a break, and what they are."""

    lines: tuple[Line, ...]
    kind: ParagraphKind

    @cached_property
    def text(self) -> str:
        """The text without blanks and line breaks."""
        return "".join(line.text for line in self.lines)

    @property
    def gap(self) -> int:
        """Empty lines before it."""
        return self.lines[0].gap

    @cached_property
    def opens(self) -> bool:
        """Whether an article begins here, by what is printed: dateline, byline, continuation note."""
        return self.kind in ("byline", "continued", "note") or (
            self.kind == "prose" and (has_dateline(self.text) or continued_from(self.text) is not None)
        )

    @cached_property
    def finished(self) -> bool:
        """Whether it ends where something can end; only prose can be unfinished."""
        return self.kind != "prose" or _is_end(self.text[-_TAIL:])


def _is_end(tail: str) -> bool:
    """Tell whether a text can end as it does: with a sentence, a photographer's name, a bracket."""
    return ends_sentence(tail) or has_credit(tail) or tail.endswith("）")


def read_paragraphs(lines: Sequence[Line], large: Set[int] = frozenset()) -> list[Paragraph]:
    """Return the paragraphs of a page in the order of their lines.

    `large` are the offsets of lines in large print: these are headlines.
    """
    paragraphs: list[Paragraph] = []
    wraps = Wraps(lines, large)
    start = 0
    for index in range(len(lines)):
        if not wraps.goes_on(index, lines[max(start, index - _REMEMBERED) : index + 1]):
            run = lines[start : index + 1]
            head = is_head(run) and not (large and _is_set_as_text(run))
            kind = wraps.kinds[start] or ("head" if head else "prose")
            paragraphs.append(Paragraph(tuple(run), kind))
            start = index + 1
    return _sign(_rejoin(_find_verse(paragraphs)))


def _is_set_as_text(run: Sequence[Line]) -> bool:
    """Tell whether lines of running text are set as a paragraph is: the first indented, the others not.

    On a page whose headlines are in large print that is text, though its end may be lost on a scan. Notes in
    brackets below a headline and lists of names have no commas but in brackets.
    """
    if len(run) < 2 or run[0].indent < INDENT or any(line.indent >= INDENT for line in run[1:]):
        return False
    return not _COMMAS.isdisjoint(_IN_BRACKETS.sub("", "".join(line.text for line in run)))


def _find_verse(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Take long rows of short lines without punctuation as verse (or a list, or a table), line by line."""
    result: list[Paragraph] = []
    start = 0
    pairs = enumerate(pairwise(paragraphs), 1)
    breaks = [i for i, (one, p) in pairs if p.gap or not (_may_be_verse(one) and _may_be_verse(p))]
    for end in [*breaks, len(paragraphs)]:
        row = paragraphs[start:end]
        lines = [line for paragraph in row for line in paragraph.lines]
        if len(lines) > _VERSE and _may_be_verse(row[0]) and _are_bare(lines):
            result.extend(Paragraph((line,), "verse") for line in lines)
        else:
            result.extend(row)
        start = end
    return result


def _are_bare(lines: Sequence[Line]) -> bool:
    """Tell whether most lines have no punctuation."""
    return 5 * sum(_PUNCTUATION.isdisjoint(line.text) for line in lines) >= 4 * len(lines)


def _may_be_verse(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is short lines of no other kind."""
    short = all(len(line.text) <= _VERSE_LENGTH for line in paragraph.lines)
    return paragraph.kind in ("head", "prose") and short


def _rejoin(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Put pieces that a narrow place in the column, a photo or a blank line has cut off back together."""
    rows: list[list[Paragraph]] = []
    tail: str | None = None  # the end of an unfinished row
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if tail is not None and _completes(paragraph, following) and not is_apart(tail, paragraph):
            rows[-1].append(paragraph)
            tail = (tail + paragraph.text)[-_TAIL:]
            tail = None if _is_end(tail) else tail
        else:
            rows.append([paragraph])
            tail = None if paragraph.finished else paragraph.text[-_TAIL:]
    return [
        row[0] if len(row) == 1 else Paragraph(tuple(line for p in row for line in p.lines), "prose")
        for row in rows
    ]


def is_apart(tail: str, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph on one long line is no rest of what ends before it as a headline does."""
    line = paragraph.lines[0]
    return line.width > WIDEST_COLUMN and not (expects_more(tail) or cuts_word(tail, line.text))


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
        result.append(paragraph if kind == paragraph.kind else Paragraph(paragraph.lines, kind))
    return result


def _is_issuer(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Tell whether a short line with a date below it is the issuer of the text above it."""
    if paragraph.kind != "head" or len(paragraph.lines) > 1 or following is None:
        return False
    return is_date(following.lines[0].spaced)


def _is_date(paragraph: Paragraph, before: Paragraph) -> bool:
    """Tell whether a line is the date below an issuer."""
    return before.kind == "signature" and is_date(paragraph.lines[0].spaced)
