"""What lines are by themselves: furniture, a byline, a note, a credit, a signature, a headline or text."""

from collections.abc import Sequence
from typing import Literal

from kg.articles.furniture import is_furniture
from kg.articles.lines import Line, holds_sentence, starts_within
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

ParagraphKind = Literal[
    "prose", "head", "verse", "byline", "continued", "note", "credit", "signature", "furniture"
]

_HEAD_LINES = 4
_HEAD_LENGTH = 90
_HEAD_LINE_LENGTH = 46


def special_kind(line: Line) -> ParagraphKind | None:
    """Return the kind of a line that stands for itself, or None for running text.

    >>> from kg.articles.lines import read_lines
    >>> [special_kind(line) for line in read_lines("□本报记者 张文\\n（上接第1版）\\n健康是人类的追求")]
    ['byline', 'continued', None]
    """
    text = line.text
    if is_furniture(line.spaced):
        return "furniture"
    note = continued_from(text)
    if note and note.end == len(text):
        return "continued"
    if is_byline(text):
        return "byline"
    if is_document_note(text):
        return "note"
    if is_signature(line.spaced):
        return "signature"
    return "credit" if is_credit(text) else None


def opens_text(text: str) -> bool:
    """Tell whether a line begins something new whatever came before: dateline, note, caption.

    >>> opens_text("本报讯（记者张文）"), opens_text("图为现场。"), opens_text("会议指出，")
    (True, True, False)
    """
    return has_dateline(text) or continued_from(text) is not None or opens_caption(text)


def is_head(run: Sequence[Line]) -> bool:
    """Tell whether lines look like a headline: few, short, without the end of a sentence."""
    text = "".join(line.text for line in run)
    if len(run) > _HEAD_LINES or not 2 <= len(text) <= _HEAD_LENGTH or holds_sentence(text):
        return False
    if any(len(line.text) > _HEAD_LINE_LENGTH for line in run) or text.endswith(("，", "、", "；", "：")):
        return False
    if has_credit(text) or starts_within(text) or opens_text(text) or is_listed(text):
        return False
    return not text.endswith("…")
