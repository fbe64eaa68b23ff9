"""Titles that begin with the office whose head they are: 书记处|书记, 办公厅|主任, 市公安|局长, 信息部|总监.

The office belongs to the body before it (全国妇联书记处) or stands for itself; it is no part of the title.
A department is left where the lists have it as part of the title (教研室主任). A party whose name ends in 党
takes that character back: 民族解放阵线党|主席. A body that stands for one named before is no part either:
中心|总监.
"""

import re

from kg.knowledge.body_endings import ending
from kg.knowledge.divisions import LEVELS
from kg.knowledge.lexicon import rule_word
from kg.knowledge.post_words import word as post_word
from kg.knowledge.titles import ends_as, is_calling, occupations, qualifier_of, title_words
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
_UNIT = re.compile(
    rf"(?P<department>(?![村居])[\u4e00-\u9fff]{{0,6}}?(?:{ending('alone')}|(?P<task>[\u4e00-\u9fff][会组])))"
    rf"(?P<head>.{{2,}})"
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
    if any(pattern.search(draft.text) for pattern in (_DEPARTMENT, _UNIT, _OF_PARTY)):
        _part_departments(draft)


def _part_departments(draft: Draft) -> None:
    """Make each department at the beginning of a title one body with the body before it."""
    out: list[Word] = []
    begins: dict[Span, int] = {}  # of the titles that are left
    for word in draft.words:
        found = _find_department(word) or _find_party(word, out)
        if found is None:
            out.append(word)
            continue
        begins[word.start, word.end] = word.start + found.start("head")
        told = bool(out) and out[-1].tag in _NOUNS  # 投资公司|信息部|总监
        vague = told or found.groupdict().get("task")  # 验收组|组长
        department = Word(found["department"], "n" if vague else "ORG", word.start, SOURCE)
        if out and out[-1].tag in _BODIES and not out[-1].optional:
            department = join([out.pop(), department], "ORG", SOURCE)
        out += [department, word.but(text=found["head"], start=word.start + found.start("head"))]
    if begins:
        draft.words = out
        draft.added = [c._replace(start=begins.get((c.start, c.end), c.start)) for c in draft.added]


def _find_department(word: Word) -> "re.Match[str] | None":
    """Return where in a title of no list the department ends whose head it is, None for another word."""
    if word.tag != "TITLE" or word.source == LISTED or qualifier_of(word.text):
        return None
    unit = _UNIT.fullmatch(word.text)
    known = word.text in title_words() or word.text in occupations()
    head = unit["head"] if unit and not known else ""
    leads = head in title_words() and not is_calling(head) and not ends_as(head, "side")
    return _DEPARTMENT.fullmatch(word.text) or (unit if leads else None)


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
