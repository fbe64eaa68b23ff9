"""Titles that begin with the office whose head they are: 书记处|书记, 办公厅|主任.

The office belongs to the body before it (全国妇联书记处) or stands for itself; it is no part of the title.
"""

import re

from kg.knowledge.post_words import word
from kg.recognize.candidates import Draft, Word

_OFFICE = re.compile(rf"(?P<office>{word('office')})(?P<title>(?:第[一二三]|常务)?副?(?:书记|主任|秘书长))")


def part_offices(draft: Draft) -> None:
    """Make the office at the beginning of a title a word of its own."""
    if not _OFFICE.search(draft.text):
        return
    draft.words = [
        piece for each in draft.words for piece in (_part(each) if each.tag == "TITLE" else (each,))
    ]


def _part(title: Word) -> tuple[Word, ...]:
    found = _OFFICE.fullmatch(title.text)
    if found is None:
        return (title,)
    office = Word(found["office"], "n", title.start)
    return office, title.but(text=found["title"], start=title.start + found.start("title"))
