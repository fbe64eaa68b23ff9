"""What pages say of one person in one post: when they held it, when they had left it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Annotated, Any

from kg.days import AFTER, days_between, first_of, last_of
from kg.knowledge.titles import is_shareable
from kg.model import Evidence, Means
from kg.relate.edges import EVIDENCE_KEPT
from kg.relate.statements import Statement, read_statement, without_courtesy

_SHARED_BODIES = ("书记处", "组委会", "组织委员会")  # of which several are secretaries or presidents
MOST_DATES = 60  # kept of a record, the first and last among them
HALF_A_YEAR = 183  # days
A_QUARTER = 92
A_MONTH = 31  # days in which a post that is left, or will be, is still called by it


Days = dict[str, list[Evidence]]
"""The passages that have somebody in a post, by their days."""


@dataclass(slots=True)
class Service:
    """What is known of one person in one post so far."""

    seat: tuple[str, str]  # body and title; of several ways to part the post's name into both, the first
    count: int = 0
    held: dict[str, Evidence] = field(default_factory=dict)  # the first statement of each date
    roughly: dict[str, Evidence] = field(default_factory=dict)  # of uncertain day, or body: 总统甲
    left: dict[str, Evidence] = field(default_factory=dict)
    removed: dict[str, Evidence] = field(default_factory=dict)  # where they can't hold it any more
    started: str | None = None
    ended: str | None = None
    acting: str | None = None  # 代 代理 of the first statement that has one
    in_full: bool = False  # whether a statement has them in the post itself
    shared: bool = False  # whether several people hold it at one time
    sources: list[Evidence] = field(default_factory=list)  # in the order in which they come

    def add(self, said: Statement) -> None:
        """Take in one more statement; they come in the order of their passages."""
        self.count += 1
        self.seat = min(self.seat, (said.body, said.title))
        self.shared = (
            self.shared or is_shareable(said.title) or (said.body_in_full or "").endswith(_SHARED_BODIES)
        )
        if said.acting:
            self.acting = self.acting or said.acting
        elif not (said.is_over or said.is_coming):
            self.in_full = True
        if len(self.sources) < EVIDENCE_KEPT and said.passage not in self.sources[-1:]:
            self.sources.append(said.passage)
        if said.date and not (said.is_coming or said.is_looking_back):
            firm = said.is_firm and not said.is_rough and said.change != "end"  # lives of the dead end posts
            held = self.held if firm else self.roughly
            _see(self.left if said.is_over else held, {said.date: said.passage})
            if said.is_removal:
                _see(self.removed, {said.date: said.passage})
            if said.change == "start":
                self.started = _earlier(self.started, said.date)
            elif said.change == "end":
                self.ended = _earlier(self.ended, said.date)

    def overlap(self, other: "Service") -> tuple[str, str] | None:
        """Return the first and last day on which both records can't hold, None where there is none.

        A day is one on which both are seen, or one on which the one is seen and the other within a quarter of
        a year before and after. What lies further apart is an interrupted term. In the month in which one
        leaves or enters, a post is handed over.
        """
        if self.passes_on(other):
            return None
        changes = [day for day in (self.started, self.ended, other.started, other.ended) if day]
        days = self.held.keys() & other.held.keys()
        days |= _between(self.held, other.held) | _between(other.held, self.held)
        days = {day for day in days if all(abs(days_between(day, change)) > A_MONTH for change in changes)}
        if not days or self._around(days).passes_on(other._around(days)):
            return None
        return min(days), max(days)

    def _around(self, days: set[str]) -> "Service":
        """Return the record of the half years before and after some days: of several stays the one then."""
        first, last = min(days), max(days)
        near = (
            day
            for day in self.held
            if days_between(day, first) <= HALF_A_YEAR and days_between(last, day) <= HALF_A_YEAR
        )
        return Service(self.seat, held={day: self.held[day] for day in near})

    def passes_on(self, other: "Service") -> bool:
        """Tell whether one of two records hands over to the other."""
        return bool(self.held and other.held) and (self.hands_over_to(other) or other.hands_over_to(self))

    def hands_over_to(self, later: "Service") -> bool:
        """Tell whether a record goes on in a later one: who is elected is called by the post before."""
        first, last = min(self.held), max(self.held)
        begins, ends = min(later.held), max(later.held)
        if not (first <= begins and last <= ends) or (first, last) == (begins, ends):
            return False
        return begins > last or days_between(begins, last) <= HALF_A_YEAR

    def seen_near(self, day: str) -> Evidence:
        """Return the passage that has this person in the post at the date nearest to a day."""
        return self.held[min(sorted(self.held), key=lambda held: abs(days_between(held, day)))]


Served = tuple[str, Service]  # who holds it, or which post it is


def overlapping(
    records: Iterable[Served],
) -> Iterator[tuple[Served, Served, tuple[str, str], tuple[Evidence, Evidence]]]:
    """Yield the pairs of records that can't both hold, with the time in question and a source of each.

    A sweep over the times: only those that go on when another begins are compared with it.
    """
    going_on: list[Served] = []
    for later in sorted(records, key=lambda term: (min(term[1].held), term[0])):
        begins = min(later[1].held)
        going_on = [earlier for earlier in going_on if max(earlier[1].held) >= begins]
        for earlier in going_on:
            if shared := earlier[1].overlap(later[1]):
                one, other = sorted((earlier, later), key=lambda term: term[0])
                sources = one[1].seen_near(shared[0]), other[1].seen_near(shared[0])
                yield one, other, shared, sources
        going_on.append(later)


def _between(held: Mapping[str, Evidence], other: Mapping[str, Evidence]) -> set[str]:
    """Return the days on which one is seen and the other within a quarter of a year before and after."""
    ordered, found = sorted(other), set()
    for day in held:
        at = bisect_left(ordered, day)
        if day in other or not 0 < at < len(ordered):
            continue
        if max(days_between(ordered[at - 1], day), days_between(day, ordered[at])) <= A_QUARTER:
            found.add(day)
    return found


def _see(dates: dict[str, Evidence], seen: Mapping[str, Evidence]) -> None:
    """Put dates with their sources among others, the first source of each; of very many some are let go."""
    for date, source in seen.items():
        dates[date] = min(source, dates.get(date, source))
    if len(dates) > MOST_DATES:
        for middle in sorted(dates)[1:-1:2]:
            del dates[middle]


def _earlier(a: str | None, b: str | None) -> str | None:
    """Return the earlier of two dates, of which either may be unknown."""
    return first_of(filter(None, (a, b)))


def held_days(stated: Iterable[tuple[Any, ...]]) -> dict[str, Days]:
    """Return on which days each person is seen in a post.

    The rows have the person and the columns of statements. Those of a person come together, sorted by page.
    """
    days: dict[str, Days] = defaultdict(lambda: defaultdict(list))
    for person, rows in groupby(stated, key=itemgetter(0)):
        for said in without_courtesy(read_statement(row[1:]) for row in rows):
            if said.date and not (said.is_coming or said.is_over or said.is_rough):
                days[person][said.date].append(said.passage)
    return days


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRecord:
    """A person in a post, as a row."""

    person: Annotated[str, Means(refers="entities.id")]
    post: Annotated[str, Means(refers="entities.id")]
    body: Annotated[str, Means(refers="entities.id")]
    title: str
    count: int
    shared: int
    held_first: str | None
    held_last: str | None
    held_dates: tuple[str, ...]
    held_at: tuple[Evidence, ...]  # at each of them
    left_first: str | None
    removed_first: str | None
    removed_at: tuple[Evidence, ...]
    started: str | None
    ended: str | None
    acting: str | None
    sources: tuple[Evidence, ...]


def service_row(person: str, post: str, service: Service) -> tuple[Any, ...]:
    """Return the cells of a `ServiceRecord`."""
    held = sorted(service.held.items())
    removed = sorted(service.removed.items(), key=lambda each: each[0] + AFTER)  # the first one first
    seen = [*service.held, *service.roughly]
    first = first_of(seen)
    return (
        *(person, post, *service.seat, service.count, int(service.shared)),
        *(first, last_of(seen)),
        *([day for day, _ in held], [passage for _, passage in held]),
        *(first_of(service.left), removed[0][0] if removed else None),
        [passage for _, passage in removed],
        *(_started(service, first), service.ended),
        None if service.in_full else service.acting,
        service.sources,
    )


def _started(service: Service, seen: str | None) -> str | None:
    """Return when a post was entered, None where it was held long before: who is elected again."""
    again = service.started and seen and days_between(seen, service.started) > A_MONTH
    return None if again else service.started


def read_service(row: Mapping[str, Any]) -> Service:
    """Return the service that a row of `ServiceRecord` tells, as far as contradictions need it."""
    held, removed = map(_evidence, row["held_at"]), map(_evidence, row["removed_at"])
    return Service(
        seat=(row["body"], row["title"]),
        count=row["count"],
        held=dict(zip(row["held_dates"], held, strict=True)),
        removed=dict(zip([row["removed_first"]], removed, strict=False)),
        started=row["started"],
        ended=row["ended"],
        shared=bool(row["shared"]),
    )


def _evidence(passage: Mapping[str, Any]) -> Evidence:
    return Evidence(passage["page"], passage["start"], passage["end"])
