"""What a clause says happens to a post: somebody enters it (任命 当选) or leaves it (免去 辞去 逝世)."""

import re
from typing import Literal

from kg.knowledge.lexicon import rule_word
from kg.knowledge.post_words import post_verbs, verb, word
from kg.knowledge.press_words import press
from kg.knowledge.time_words import time_word
from kg.model import Mention
from kg.posts.clauses import Clause, Seat
from kg.text import DIGIT, NUMERALS

Change = Literal["start", "end"]

LEAVING = post_verbs("left")
"""Qualifiers that say that a post is left at the date of the clause."""

TERM = rf"(?:第[\d{NUMERALS}]+|[两几{NUMERALS}])任"
"""What numbers the holder of a post, or counts several: 第八任, 三任."""
SESSION = rf"第[\d{NUMERALS}]+届"
"""What numbers the term of a body: 第十届."""
_OF_SESSION = re.compile(SESSION)
ENTERED = frozenset({"新任"})
"""Qualifiers of who has just entered a post: 任命甲为新任局长."""
_ENTERS = re.compile(verb("enters"))
_DECIDES = re.compile(rf"{word('decides')}[^。；]{{0,40}}$")
_NOW = re.compile(r"(?:同志|)(?:任|担任|为|兼任)$")
_DIES = re.compile(rf"(?P<between>[^，。；]{{0,6}}?(?:，[^，。；]{{0,24}}?){{0,3}}?){verb('dies')}(?!的)")
# 总统甲致唁电，对乙逝世表示哀悼; 甲就乙逝世
_OF_ANOTHER = re.compile(rf"{rule_word('says')}|{word('toward')}")
_DAY = rf"(?:{time_word('day')}|{press('recently')}|(?:{DIGIT}{{1,2}}月)?{DIGIT}{{1,3}}[日号]|当[天日])"
_RESIGNS = re.compile(rf"{_DAY}?(?:已经?|正式|突然)?(?:宣布)?{verb('resigns')}(?=[，。；、！]|[后并了]|$)")
_WISHED = re.compile(rf"{verb('wishes')}$")
_NEAR, _FAR = 8, 80  # characters in which 任 and 决定 before it have room
_NOT_THEN = re.compile(word("commemorates"))


def change_of(
    clause: Clause, person: Mention, seat: Seat, qualifier: str | None, *, stated: bool
) -> Change | None:
    """Return what a clause says happens to a post of a person, None where it only says that they hold it.

    `stated` tells that a verb gives the post (甲当选市长) and not apposition (市长甲).
    """
    if qualifier in LEAVING:
        return "end"
    entered = stated and qualifier is None and seat.qualifier in ENTERED
    if qualifier is not None or (seat.qualifier is not None and not entered):
        return None
    chars, words = clause.chars, clause.words
    if not stated:
        if _RESIGNS.match(chars, person.at[1], clause.end):
            return None if wish_before(chars[clause.start : seat.start]) else "end"
        dies = _DIES.match(chars, person.at[1], clause.end)
        if (
            dies is None
            or _OF_ANOTHER.search(dies["between"])
            or _OF_SESSION.search(chars, seat.start, seat.title.at[0])
        ):
            return None
        return None if words.hold(_NOT_THEN, person.at[1], clause.end) else "end"
    start, end = min(person.at[1], seat.title.at[1]), max(person.at[0], seat.start)
    if words.hold(_NOT_THEN, start, end):
        return None
    if words.hold(_ENTERS, start, end):
        return "start"
    return (
        "start" if _NOW.search(chars, max(start, end - _NEAR), end) and _is_decided(clause, person) else None
    )


def wish_before(words: str) -> str | None:
    """Return the verb that some words end with where it says what others would have: 支持, 要求."""
    wished = _WISHED.search(words)
    return wished[0] if wished else None


def _is_decided(clause: Clause, person: Mention) -> bool:
    """Tell whether the words before a person say that a post is given: 决定：甲任局长."""
    end = person.at[0]
    lead = max(clause.start, clause.chars.rfind("；", clause.start, max(clause.start, end)) + 1)
    if clause.words.hold(_ENTERS, lead, end):
        return True
    return _DECIDES.search(clause.chars, max(clause.start, end - _FAR), end) is not None
