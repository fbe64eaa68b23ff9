"""What a clause says happens to a post: somebody enters it (任命 当选) or leaves it (免去 辞去 逝世)."""

import re
from typing import Literal

from kg.knowledge.post_words import post_verbs, verb, word
from kg.model import Mention
from kg.posts.clauses import Clause
from kg.posts.seats import Seat

Change = Literal["start", "end"]

LEAVING = post_verbs("left")
"""Qualifiers that say that a post is left at the date of the clause."""

_ENTERS = re.compile(verb("enters"))
_DECIDES = re.compile(rf"{word('decides')}[^。；]{{0,40}}$")
_NOW = re.compile(r"(?:同志|)(?:任|担任|为|兼任)$")
_DIES = re.compile(rf"^[^，。；]{{0,6}}(?:，[^，。；]{{0,24}}){{0,3}}{verb('dies')}")
_NOT_THEN = re.compile(word("commemorates"))


def change_of(
    clause: Clause, person: Mention, seat: Seat, qualifier: str | None, *, stated: bool
) -> Change | None:
    """Return what a clause says happens to a post of a person, None where it only says that they hold it.

    `stated` tells that a verb gives the post (甲当选市长) and not apposition (市长甲).
    """
    if qualifier in LEAVING:
        return "end"
    if qualifier is not None or seat.qualifier is not None:
        return None
    if not stated:
        after = clause.chars[person.at[1] : clause.end]
        return "end" if _DIES.match(after) and not _NOT_THEN.search(after) else None
    between = clause.chars[min(person.at[1], seat.title.at[1]) : max(person.at[0], seat.start)]
    if _NOT_THEN.search(between):
        return None
    lead = clause.chars[clause.start : person.at[0]].rpartition("；")[2]
    decided = _ENTERS.search(lead) or _DECIDES.search(clause.chars[clause.start : person.at[0]])
    return "start" if _ENTERS.search(between) or (_NOW.search(between) and decided) else None
