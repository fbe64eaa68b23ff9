"""Titles that begin with the office whose head they are: 书记处|书记, 办公厅|主任, 市公安|局长, 信息部|总监.

The office belongs to the body before it (全国妇联书记处) or stands for itself; it is no part of the title.
A department is left where the lists have it as part of the title (教研室主任). A party whose name ends in 党
takes that character back: 民族解放阵线党|主席.
"""

import re

from kg.knowledge.divisions import LEVELS
from kg.knowledge.lexicon import rule_word
from kg.knowledge.post_words import word as post_word
from kg.knowledge.titles import qualifier_of
from kg.recognize.body_joints import SOURCE
from kg.recognize.candidates import Draft, Word, join
from kg.recognize.titles import SOURCE as LISTED
from kg.text import Span

_PARTY = "党"
_OFFICE = re.compile(
    rf"(?P<office>{post_word('office')})(?P<title>(?:第[一二三]|常务)?副?(?:书记|主任|秘书长))"
    rf"|(?P<bureau>[{LEVELS}][\u4e00-\u9fff]{{2,6}}?)(?P<head>(?:常务)?副?[局厅]长)"
)
_DEPARTMENT = re.compile(
    rf"(?P<department>[\u4e00-\u9fff]{{2,10}}{rule_word('departments')})"
    rf"(?P<head>(?:常务|执行)?副?{rule_word('heads_of_departments')})"
)
_OF_PARTY = re.compile(rf"(?P<department>{_PARTY})(?P<head>{rule_word('heads_of_parties')})")
_BODIES = frozenset({"ORG", "LOC"})
_NOUNS = frozenset({"n", "nz", "vn"})


def part_offices(draft: Draft) -> None:
    """Make the office at the beginning of a title a word of its own."""
    if _OFFICE.search(draft.text):
        draft.words = [
            piece for each in draft.words for piece in (_part(each) if each.tag == "TITLE" else (each,))
        ]
    if _DEPARTMENT.search(draft.text) or _OF_PARTY.search(draft.text):
        _part_departments(draft)


def _part_departments(draft: Draft) -> None:
    """Make each department at the beginning of a title one body with the body before it."""
    out: list[Word] = []
    whole: set[Span] = set()
    for word in draft.words:
        found = _find_department(word) or _find_party(word, out)
        if found is None:
            out.append(word)
            continue
        whole.add((word.start, word.end))
        vague = bool(out) and out[-1].tag in _NOUNS  # 投资公司|信息部|总监
        department = Word(found["department"], "n" if vague else "ORG", word.start, SOURCE)
        if out and out[-1].tag in _BODIES and not out[-1].optional:
            department = join([out.pop(), department], "ORG", SOURCE)
        out += [department, word.but(text=found["head"], start=word.start + found.start("head"))]
    if whole:
        draft.words = out
        draft.added = [c for c in draft.added if (c.start, c.end) not in whole]


def _find_department(word: Word) -> "re.Match[str] | None":
    """Return where in a title of no list the department ends whose head it is, None for another word."""
    if word.tag != "TITLE" or word.source == LISTED or qualifier_of(word.text):
        return None
    return _DEPARTMENT.fullmatch(word.text)


def _find_party(word: Word, before: list[Word]) -> "re.Match[str] | None":
    """Return where in a title the last character of the party before it ends, None for another word."""
    found = _OF_PARTY.fullmatch(word.text) if word.tag == "TITLE" and before else None
    named = found is not None and before[-1].tag in _BODIES and not before[-1].optional
    return found if named and not before[-1].text.endswith(_PARTY) else None


def _part(title: Word) -> tuple[Word, ...]:
    found = _OFFICE.fullmatch(title.text)
    if found is None:
        return (title,)
    office, held = ("office", "title") if found["office"] else ("bureau", "head")
    return (
        Word(found[office], "n" if found["office"] else "ORG", title.start, SOURCE),
        title.but(text=found[held], start=title.start + found.start(held)),
    )
