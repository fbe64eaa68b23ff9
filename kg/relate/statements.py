"""What one clause says of a person in a post: held, left or to come, and whether for the day of writing."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.days import is_day
from kg.knowledge.post_words import post_verbs, verb, words
from kg.model import Evidence
from kg.posts.changes import ENTERED, LEAVING, TERM

FORMER = post_verbs("former")
COMING = post_verbs("coming") - ENTERED  # not held yet at the date of the clause
_STANDS_IN = post_verbs("stands_in")
_THEN = post_verbs("then") | {*words("ever")}  # held at the date of the clause, where it has one
_REMOVED = LEAVING - {"辞去"}  # who resigns stays until somebody else is found
_SERVED = re.compile(rf"(?<![现新]){verb('serves')}")
_SESSION, _ACTING = "届", "代"
_NEAR = 2  # characters that may stand between a title and who holds it
_COUNTED = re.compile(f"{TERM}(?![命何务期])")
COLUMNS = """
    body_entity, plain, page, start, "end", date, dated_by, qualifier, change, body_in_full, clause,
    title_form, person_form, body_form
"""
"""Of the table `held`: what `read_statement` takes."""


class Statement(NamedTuple):
    """What one clause says of a person in a post."""

    body: str  # an entity
    title: str  # without 原 前 代
    passage: Evidence
    date: str | None
    dated_by: str | None
    qualifier: str | None
    change: str | None
    body_in_full: str | None
    clause: str = ""
    forms: tuple[str | None, ...] = ()  # of title, person and body in the clause

    @property
    def is_coming(self) -> bool:
        """Whether the post is not held yet."""
        return self.qualifier in COMING and self.change is None

    @property
    def acting(self) -> str | None:
        """How somebody stands in for the holder of a post: 代, 代理; None for its holder."""
        return self.qualifier if self.qualifier in _STANDS_IN else None

    @property
    def is_over(self) -> bool:
        """Whether the post is no longer held at the date."""
        if self.qualifier in _THEN and self.dated_by == "clause":
            return False
        return self.qualifier in FORMER or self.qualifier in LEAVING

    @property
    def is_removal(self) -> bool:
        """Whether the post was left for good: 免去, 原局长; 前总理 may be elected again."""
        return self.qualifier in _REMOVED or self.qualifier == "原"

    @property
    def is_looking_back(self) -> bool:
        """Whether the clause tells of another day than that of writing: 第八任总统, 历史上的原市长."""
        counted = self.change is None and _COUNTED.search(self.clause) is not None
        return counted or (self.dated_by == "clause" and self.qualifier in FORMER - _THEN)

    @property
    def is_firm(self) -> bool:
        """Whether the clause puts body, title and person side by side: 法国总统甲, not 总统甲.

        Who acts for another (代总统, 代行总统职权) holds it beside that one.
        """
        title, person, body = self.forms or (None, None, None)
        if not (title and person and body) or title[0] == _ACTING or (self.qualifier or "")[:1] == _ACTING:
            return False
        at = self.clause.find(body + title)
        end = at + len(body) + len(title)
        beside = self.clause.startswith(person) or self.clause.find(person, end) in range(end, end + _NEAR)
        return at >= 0 and beside

    @property
    def is_rough(self) -> bool:
        """Whether the day is not that of the post: a month, a year, a session (第十届), or told by a verb."""
        if self.change != "start" and _SESSION in self.clause + (self.body_in_full or ""):
            return True
        if self.dated_by == "clause":
            return not is_day(self.date or "")
        return self.change is None and self.qualifier is None and self._is_served()

    def _is_served(self) -> bool:
        """Tell whether a verb gives the post, as lives and looks back do: 甲担任市长."""
        words = self.clause
        for form in self.forms:
            words = words.replace(form, "") if form else words
        return _SERVED.search(words) is not None


def read_statement(row: Iterable[object]) -> Statement:
    """Return the statement that a row with COLUMNS makes."""
    body, title, page, start, end, date, dated_by, qualifier, change, in_full, clause, *forms = row
    passage = Evidence(page, start, end)  # type: ignore[arg-type]
    return Statement(
        *(body, title, passage, date, dated_by, qualifier, change, in_full),  # type: ignore[arg-type]
        *(clause or "", tuple(forms)),  # type: ignore[arg-type]
    )


def without_courtesy(stated: Iterable[Statement]) -> Iterator[Statement]:
    """Yield the statements, in the order of their pages, that tell of the day of their page.

    Where a page says that somebody held a post before, it calls them by it for courtesy elsewhere.
    """
    own: list[Statement] = []
    for said in stated:
        if own and own[-1].passage.page != said.passage.page:
            yield from _of_page(own)
            own = []
        own.append(said)
    yield from _of_page(own)


def _of_page(stated: list[Statement]) -> Iterator[Statement]:
    over = any(said.is_over and said.qualifier in FORMER for said in stated)
    return (said for said in stated if not over or said.is_over or said.change or said.dated_by == "clause")
