"""Tenures: who held which post, first and last seen, over all pages; and what contradicts each other.

A statement with 原 前 曾任 says that somebody held a post before its date; one with 免去 辞去 that they leave
it at that date, one with 任命 当选 that they enter it; any other that they hold it then. 时任 and 曾任 with a
date of their own (2011年曾任) say that somebody held the post at that date. Statements are gathered by
person and post; contradictions are listed, nothing is mended.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from kg.knowledge.titles import plain_title
from kg.model import Evidence, Lookup, Post, Reading
from kg.posts.changes import LEAVING
from kg.posts.titles import is_shareable
from kg.relate.tally import keep_first

FORMER = frozenset({"原", "前", "前任", "时任", "曾任", "曾担任", "历任", "先后任"})
ContradictionKind = Literal["two holders", "two posts", "back after leaving"]
_THEN = frozenset(
    {"时任", "曾任", "曾担任", "历任", "先后任"}
)  # held at the date of the clause, where it has one
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
class _Record:
    """What is known of one person in one post so far; it can be put together in any order."""

    seat: tuple[str, str]  # body and title; of several ways to part the post's name into both, the first
    count: int = 0
    held: dict[str, Evidence] = field(default_factory=dict)  # the first statement at its earliest and latest
    left: dict[str, Evidence] = field(default_factory=dict)
    started: str | None = None
    ended: str | None = None
    shared: bool = False  # whether several people hold it at one time
    sources: list[Evidence] = field(default_factory=list)  # sorted

    def add(self, post: Post) -> None:
        """Take in one more statement."""
        self.count += 1
        self.shared = (
            self.shared or is_shareable(self.seat[1]) or (post.body_in_full or "").endswith("书记处")
        )
        source = Evidence(post.page, post.start, post.end)
        keep_first(self.sources, [source])
        if post.date:
            _see(self.left if _is_over(post) else self.held, {post.date: source})
            if post.change == "start":
                self.started = _earlier(self.started, post.date)
            elif post.change == "end":
                self.ended = _earlier(self.ended, post.date)

    def merge(self, other: "_Record") -> None:
        """Take in what another table knows of the person in the post."""
        self.seat = min(self.seat, other.seat)
        self.count += other.count
        self.shared = self.shared or other.shared
        keep_first(self.sources, other.sources)
        _see(self.held, other.held)
        _see(self.left, other.left)
        self.started = _earlier(self.started, other.started)
        self.ended = _earlier(self.ended, other.ended)

    def overlap(self, other: "_Record") -> tuple[str, str] | None:
        """Return the first and last date of the time that two records share, None where they share none.

        The day on which one leaves or the other enters is shared by nobody.
        """
        first = max(min(self.held), min(other.held))
        last = min(max(self.held), max(other.held))
        handed_over = first == last and {first} & {self.started, self.ended, other.started, other.ended}
        return (first, last) if first <= last and not handed_over else None


Named = tuple[str, _Record]  # who holds it, or which post it is


@dataclass(slots=True)
class Tenures:
    """The table of tenures of some pages.

    Add readings and other tables in any order, then ask for `tenures` and `contradictions`.
    """

    _records: dict[tuple[str, str], _Record] = field(default_factory=dict)  # person, post

    def add(self, reading: Reading, lookup: Lookup) -> None:
        """Take in the posts of one page."""
        for post in reading.posts:
            person, held, body = lookup.entity_of(post.person), lookup.post_entity(post), lookup.body_of(post)
            if post.kind == "post" and person and held and body:
                seat = (body, plain_title(post.title.text))
                one = _Record(seat)
                one.add(post)
                self._records.setdefault((person, held), _Record(seat)).merge(one)

    def merge(self, other: "Tenures") -> None:
        """Add what another table has gathered."""
        for key, record in other._records.items():
            self._records.setdefault(key, _Record(record.seat)).merge(record)

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
        holders: dict[str, list[tuple[str, _Record]]] = {}
        for (person, post), record in sorted(self._records.items()):
            if record.held and not record.shared:
                holders.setdefault(post, []).append((person, record))
        for post, people in holders.items():
            for (a, _), (b, _), shared, sources in _overlapping(people):
                yield Contradiction("two holders", post, (a, b), *shared, sources)

    def _torn(self) -> Iterator[Contradiction]:
        """Yield the people who lead two places of one kind at one time."""
        leading: dict[tuple[str, str], list[tuple[str, _Record]]] = {}
        for (person, post), record in sorted(self._records.items()):
            if record.held and _ONE_AT_A_TIME.fullmatch(record.seat[1]):
                leading.setdefault((person, record.seat[1]), []).append((post, record))
        for (person, _), posts in leading.items():
            for (one, _), (other, _), shared, sources in _overlapping(posts):
                yield Contradiction("two posts", one, (person,), *shared, sources, other)


def _overlapping(
    records: Iterable[Named],
) -> Iterator[tuple[Named, Named, tuple[str, str], tuple[Evidence, Evidence]]]:
    """Yield the pairs of records whose times overlap, with that time and the first source of each.

    A sweep over the times: only those that go on when another begins are compared with it.
    """
    going_on: list[Named] = []
    for later in sorted(records, key=lambda named: (min(named[1].held), named[0])):
        begins = min(later[1].held)
        going_on = [earlier for earlier in going_on if max(earlier[1].held) >= begins]
        for earlier in going_on:
            if shared := earlier[1].overlap(later[1]):
                one, other = sorted((earlier, later), key=lambda named: named[0])
                sources = tuple(record.held[min(record.held)] for _, record in (one, other))
                yield one, other, shared, (sources[0], sources[1])
        going_on.append(later)


def _see(dates: dict[str, Evidence], seen: Mapping[str, Evidence]) -> None:
    """Put dates with their sources among others; the first source of the first and last date is kept."""
    for date, source in seen.items():
        dates[date] = min(source, dates.get(date, source))
    for middle in sorted(dates)[1:-1]:
        del dates[middle]


def _earlier(a: str | None, b: str | None) -> str | None:
    """Return the earlier of two dates, of which either may be unknown."""
    return min(filter(None, (a, b)), default=None)


def _is_over(post: Post) -> bool:
    """Tell whether a statement says that a post is no longer held at its date."""
    if post.qualifier in _THEN and post.dated_by == "clause":
        return False
    return post.qualifier in FORMER or post.qualifier in LEAVING


def _tenure(person: str, post: str, record: _Record) -> Tenure:
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
