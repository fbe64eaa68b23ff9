"""Titles that begin with the office whose head they are: 书记处|书记, 办公厅|主任, 市公安|局长.

The office belongs to the body before it (全国妇联书记处) or stands for itself; it is no part of the title.
"""

import re

from kg.knowledge.divisions import LEVELS
from kg.knowledge.post_words import word
from kg.recognize.body_joints import SOURCE
from kg.recognize.candidates import Draft, Word

_OFFICE = re.compile(
    rf"(?P<office>{word('office')})(?P<title>(?:第[一二三]|常务)?副?(?:书记|主任|秘书长))"
    rf"|(?P<bureau>[{LEVELS}][\u4e00-\u9fff]{{2,6}}?)(?P<head>(?:常务)?副?[局厅]长)"
)


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
    office, held = ("office", "title") if found["office"] else ("bureau", "head")
    return (
        Word(found[office], "n" if found["office"] else "ORG", title.start, SOURCE),
        title.but(text=found[held], start=title.start + found.start(held)),
    )
