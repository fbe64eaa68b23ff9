"""Tenures: who held which post, first and last seen, over all pages; and what contradicts each other.

A statement with 原 前 曾任 says that somebody held a post before its date; one with 免去 辞去 that they leave
it at that date, one with 任命 当选 that they enter it; any other that they hold it then. 时任 and 曾任 with a
date of their own (2011年曾任) say that somebody held the post at that date. Statements are gathered by
person and post; contradictions are listed, nothing is mended.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from kg.knowledge.titles import plain_title
from kg.model import Evidence, Lookup, Reading
from kg.relate.terms import Service, overlapping

ContradictionKind = Literal["two holders", "two posts", "back after leaving"]
_ONE_AT_A_TIME = re.compile(r"(?:代理?)?(?:[省市县区旗盟州镇乡]长|总统|总理|首相)$")


class Tenure(NamedTuple):
    """One person in one post, as far as the pages tell."""

    person: str
    post: str
    body: str
    title: str
    first_seen: str | None  # the earliest and the latest date at which a page says they hold it
    last_seen: str | None
    former_since: str | None  # the earliest date at which a page says they held it before, or leave it
    statements: int
    sources: tuple[Evidence, ...]
    started: str | None = None  # the earliest date at which a page says that they enter it
    ended: str | None = None  # the earliest date at which a page says that they leave it


class Contradiction(NamedTuple):
    """Two statements that can't both be true as they stand.

    `other` is the second post where one person has two that nobody has at one time.
    """

    kind: ContradictionKind
    post: str
    people: tuple[str, ...]
    first_date: str
    last_date: str
    sources: tuple[Evidence, ...]
    other: str | None = None


@dataclass(slots=True)
class Tenures:
    """The table of tenures of some pages.

    Add readings and other tables in any order, then ask for `tenures` and `contradictions`.
    """

    _records: dict[tuple[str, str], Service] = field(default_factory=dict)  # person, post

    def add(self, reading: Reading, lookup: Lookup) -> None:
        """Take in the posts of one page."""
        for post in reading.posts:
            person, held, body = lookup.entity_of(post.person), lookup.post_entity(post), lookup.body_of(post)
            if post.kind == "post" and person and held and body:
                seat = (body, plain_title(post.title.text))
                one = Service(seat)
                one.add(post)
                self._records.setdefault((person, held), Service(seat)).merge(one)

    def merge(self, other: "Tenures") -> None:
        """Add what another table has gathered."""
        for key, record in other._records.items():
            self._records.setdefault(key, Service(record.seat)).merge(record)

    def tenures(self) -> Iterator[Tenure]:
        """Yield the tenures, sorted by person, first date and post."""
        found = (_tenure(person, post, record) for (person, post), record in self._records.items())
        yield from sorted(found, key=lambda t: (t.person, t.first_seen or t.former_since or "", t.post))

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield two holders of a post that has one, two posts that nobody has at one time, and returns.

        A return is somebody back in a post that they had left. Two times overlap when the stretches
        between their first and last dates do.
        """
        found = [*self._returns(), *self._double(), *self._torn()]
        yield from sorted(found, key=lambda c: (c.post, c.kind, c.people, c.other or ""))

    def _returns(self) -> Iterator[Contradiction]:
        for (person, post), record in self._records.items():
            if record.held and record.left and min(record.left) < max(record.held):
                first, last = min(record.left), max(record.held)
                sources = (record.left[first], record.held[last])
                yield Contradiction("back after leaving", post, (person,), first, last, sources)

    def _double(self) -> Iterator[Contradiction]:
        holders: dict[str, list[tuple[str, Service]]] = {}
        for (person, post), record in sorted(self._records.items()):
            if record.held and not record.shared:
                holders.setdefault(post, []).append((person, record))
        for post, people in holders.items():
            for (a, _), (b, _), shared, sources in overlapping(people):
                yield Contradiction("two holders", post, (a, b), *shared, sources)

    def _torn(self) -> Iterator[Contradiction]:
        """Yield the people who lead two places of one kind at one time."""
        leading: dict[tuple[str, str], list[tuple[str, Service]]] = {}
        for (person, post), record in sorted(self._records.items()):
            if record.held and _ONE_AT_A_TIME.fullmatch(record.seat[1]):
                leading.setdefault((person, record.seat[1]), []).append((post, record))
        for (person, _), posts in leading.items():
            for (one, _), (other, _), shared, sources in overlapping(posts):
                yield Contradiction("two posts", one, (person,), *shared, sources, other)


def _tenure(person: str, post: str, record: Service) -> Tenure:
    return Tenure(
        person=person,
        post=post,
        body=record.seat[0],
        title=record.seat[1],
        first_seen=min(record.held, default=None),
        last_seen=max(record.held, default=None),
        former_since=min(record.left, default=None),
        statements=record.count,
        sources=tuple(record.sources),
        started=record.started,
        ended=record.ended,
    )
