"""Bodies carried over from an earlier sentence: 来到第一小学。…校长甲 is the head of that school.

A title that says of what kind its body is (院长 校长 局长 连长 护士长) takes the one body of that kind
that the article, else the paragraph, has named before it; so does who is spoken of by a seat in an assembly
(甲委员说, in an article on 政协). Where two fit, none is taken.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from kg.knowledge.body_forms import official_name
from kg.knowledge.divisions import LEVELS, short_provinces
from kg.knowledge.post_words import words
from kg.knowledge.tables import any_of
from kg.knowledge.titles import ends_as, title_end
from kg.model import Mention, Post
from kg.posts.completion import is_short_for
from kg.text import occurrences

_SEATS = [(words("councillor"), tuple(words("council"))), (words("deputy"), tuple(words("congress")))]
"""What members of an assembly are called by, and what its name ends with."""
_ASSEMBLIES = {ends for _, ends in _SEATS}
_OF_DIVISION = re.compile(rf"(?:.*[{LEVELS}]|{any_of(*short_provinces())})..$")
_SPORTS = "sports"  # a report of a match is about two teams, though it may name one
_MOST = 50  # bodies of a kind that are compared; where more are named, they are not one


class Carrier:
    """The places and bodies of an article, for titles that take one over."""

    def __init__(self, chars: str, mentions: Sequence[Mention]) -> None:
        """Take the article's text and its mentions."""
        self._breaks = [at for at, _ in occurrences(chars, "\n")]
        bodies = (mention for mention in mentions if mention.label in ("LOC", "ORG"))
        self._bodies = sorted(bodies, key=lambda mention: mention.at[1])
        self._of_kind: dict[tuple[str, ...], list[_Upto]] = {}

    def carry(self, post: Post) -> Post:
        """Return a post without a body with the body that its title takes over from before; else as it is."""
        ends = _assembly(post) or _ends_of(post.title.text)
        if not ends or post.body_in_full is not None:
            return post
        if ends not in self._of_kind:
            self._of_kind[ends] = list(self._named(ends))
        start = post.title.at[0]
        before = bisect_right(self._of_kind[ends], start, key=attrgetter("end"))
        if not before:
            return post
        named = self._of_kind[ends][before - 1]
        near = named.near if named.paragraph == self._paragraph(start) else None
        body = named.only or near
        return replace(post, body=body) if body else post

    def _named(self, ends: tuple[str, ...]) -> "Iterator[_Upto]":
        """Yield, for each body of a kind, what is named up to it."""
        known: dict[str, Mention] = {}
        near: dict[str, Mention] = {}
        only, only_near, paragraph = None, None, -1
        for body in self._bodies:
            if not body.text.endswith(ends) or (ends in _ASSEMBLIES and not _is_of_division(body.text)):
                continue
            here = self._paragraph(body.at[0])
            if here != paragraph:
                near, paragraph = {}, here
            if body.text not in near:
                near[body.text] = body
                only_near = _only(near.values())
            if body.text not in known:
                known[body.text] = body
                only = _only(known.values())
            yield _Upto(body.at[1], only, paragraph, only_near)

    def _paragraph(self, at: int) -> int:
        """Return the number of the paragraph that a place stands in."""
        return bisect_left(self._breaks, at)


def _ends_of(title: str) -> tuple[str, ...]:
    """Return what bodies that a title can be at end with; of players and coaches a team has many."""
    told = title_end(title)
    return () if told.field == _SPORTS and not ends_as(title, "sole") else told.bodies


class _Upto(NamedTuple):
    """Which one body of a kind is named up to a place, None where there are several."""

    end: int
    only: Mention | None  # in the article
    paragraph: int
    near: Mention | None  # in the paragraph


def _is_of_division(assembly: str) -> bool:
    """Tell whether the name of an assembly is one: 全国政协, 清河县政协; not 贡献政协."""
    return official_name(assembly) is not None or _OF_DIVISION.match(assembly) is not None


def _assembly(post: Post) -> tuple[str, ...]:
    """Return what the assembly's name ends with in which somebody is said to sit right after the name."""
    if post.person.at[1] == post.title.at[0]:
        return next((ends for titles, ends in _SEATS if post.title.text in titles), ())
    return ()


def _only(bodies: Collection[Mention]) -> Mention | None:
    """Return the fullest of some mentions of different text where all of them can be one body, else None."""
    if len(bodies) > _MOST:
        return None
    fullest = max(bodies, key=lambda m: (len(m.text), -m.at[0]))
    one = all(m.text == fullest.text or is_short_for(m.text, fullest.text) for m in bodies)
    return fullest if one else None
