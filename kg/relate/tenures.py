"""Tenures: who held which post, first and last seen, over all pages; and what contradicts each other.

A statement with 原 前 前任 时任 says that somebody held a post before its date; any other says that somebody
holds it then. Statements are gathered by person and post; contradictions are listed, nothing is mended.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal, NamedTuple

from kg.model import Evidence, Lookup, Post, Reading
from kg.relate.titles import is_shareable, plain_title

FORMER = frozenset({"原", "前", "前任", "时任"})
SOURCES_KEPT = 50
ContradictionKind = Literal["two holders", "back after leaving"]


class Tenure(NamedTuple):
    """One person in one post, as far as the pages tell."""

    person: str
    post: str
    body: str
    title: str
    first_seen: str | None  # the earliest and the latest date at which a page says they hold it
    last_seen: str | None
    former_since: str | None  # the earliest date at which a page says they held it before
    statements: int
    sources: tuple[Evidence, ...]


class Contradiction(NamedTuple):
    """Two statements on one post that can't both be true as they stand."""

    kind: ContradictionKind
    post: str
    people: tuple[str, ...]
    first_date: str
    last_date: str
    sources: tuple[Evidence, ...]


@dataclass(slots=True)
class _Record:
    """What is known of one person in one post so far."""

    body: str
    title: str
    count: int = 0
    held: dict[str, Evidence] = field(default_factory=dict)  # the first statement at its earliest and latest
    left: dict[str, Evidence] = field(default_factory=dict)
    sources: set[Evidence] = field(default_factory=set)

    def add(self, post: Post) -> None:
        """Take in one more statement; only the first and last dates and the first sources are kept."""
        self.count += 1
        source = Evidence(post.page, post.start, post.end)
        self.sources.add(source)
        if len(self.sources) > SOURCES_KEPT:
            self.sources.remove(max(self.sources))
        if post.date:
            dates = self.left if post.qualifier in FORMER else self.held
            dates[post.date] = min(source, dates.get(post.date, source))
            for middle in sorted(dates)[1:-1]:
                del dates[middle]


@dataclass(slots=True)
class Tenures:
    """The table of tenures of a corpus; feed it readings, then ask for `tenures` and `contradictions`."""

    _records: dict[tuple[str, str], _Record] = field(default_factory=dict)  # person, post

    def add(self, reading: Reading, lookup: Lookup) -> None:
        """Take in the posts of one page."""
        for post in reading.posts:
            person, held, body = lookup.entity_of(post.person), lookup.post_entity(post), lookup.body_of(post)
            if post.kind == "post" and person and held and body:
                title = plain_title(post.title.text)
                self._records.setdefault((person, held), _Record(body, title)).add(post)

    def tenures(self) -> Iterator[Tenure]:
        """Yield the tenures, sorted by person, first date and post."""
        found = (_tenure(person, post, record) for (person, post), record in self._records.items())
        yield from sorted(found, key=lambda t: (t.person, t.first_seen or t.former_since or "", t.post))

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield two holders of a post that has one, and people back in a post that they had left.

        Two people hold a post at one time when the times between their first and last dates overlap.
        """
        found = [*self._returns(), *self._double()]
        yield from sorted(found, key=lambda c: (c.post, c.kind, c.people))

    def _returns(self) -> Iterator[Contradiction]:
        for (person, post), record in self._records.items():
            if record.held and record.left and min(record.left) < max(record.held):
                first, last = min(record.left), max(record.held)
                sources = (record.left[first], record.held[last])
                yield Contradiction("back after leaving", post, (person,), first, last, sources)

    def _double(self) -> Iterator[Contradiction]:
        holders: dict[str, list[tuple[str, _Record]]] = {}
        for (person, post), record in sorted(self._records.items()):
            if record.held and not is_shareable(record.title):
                holders.setdefault(post, []).append((person, record))
        for post, people in holders.items():
            for (a, left), (b, right) in combinations(people, 2):
                first = max(min(left.held), min(right.held))
                last = min(max(left.held), max(right.held))
                if first <= last:
                    sources = (left.held[min(left.held)], right.held[min(right.held)])
                    yield Contradiction("two holders", post, (a, b), first, last, sources)


def _tenure(person: str, post: str, record: _Record) -> Tenure:
    return Tenure(
        person=person,
        post=post,
        body=record.body,
        title=record.title,
        first_seen=min(record.held, default=None),
        last_seen=max(record.held, default=None),
        former_since=min(record.left, default=None),
        statements=record.count,
        sources=tuple(sorted(record.sources)),
    )
