"""What pages say of one person in one post: when they held it, when they had left it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, NamedTuple

from kg.knowledge.post_words import post_verbs
from kg.knowledge.titles import is_shareable
from kg.model import Evidence, Means
from kg.posts.changes import LEAVING
from kg.relate.edges import EVIDENCE_KEPT
from kg.text import read_date

FORMER = post_verbs("former")
COMING = post_verbs("coming") - {"新任"}  # not held yet at the date of the clause
_THEN = post_verbs("then")  # held at the date of the clause, where it has one
_SHARED_BODY = "书记处"
MOST_DATES = 60  # kept of a record, the first and last among them
HALF_A_YEAR = 183  # days
A_MONTH = 31  # days in which a post that is left, or will be, is still called by it


Days = dict[str, list[Evidence]]
"""The passages that have somebody in a post, by their days."""


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


@dataclass(slots=True)
class Service:
    """What is known of one person in one post so far."""

    seat: tuple[str, str]  # body and title; of several ways to part the post's name into both, the first
    count: int = 0
    held: dict[str, Evidence] = field(default_factory=dict)  # the first statement of each date
    roughly: dict[str, Evidence] = field(default_factory=dict)  # at the first day of a month or year told
    left: dict[str, Evidence] = field(default_factory=dict)
    started: str | None = None
    ended: str | None = None
    shared: bool = False  # whether several people hold it at one time
    sources: list[Evidence] = field(default_factory=list)  # in the order in which they come

    def add(self, said: Statement) -> None:
        """Take in one more statement; they come in the order of their passages."""
        self.count += 1
        self.seat = min(self.seat, (said.body, said.title))
        self.shared = (
            self.shared or is_shareable(said.title) or (said.body_in_full or "").endswith(_SHARED_BODY)
        )
        if len(self.sources) < EVIDENCE_KEPT and said.passage not in self.sources[-1:]:
            self.sources.append(said.passage)
        if said.date and not _is_coming(said):
            held = self.roughly if _is_rough(said) else self.held
            _see(self.left if _is_over(said) else held, {said.date: said.passage})
            if said.change == "start":
                self.started = _earlier(self.started, said.date)
            elif said.change == "end":
                self.ended = _earlier(self.ended, said.date)

    def overlap(self, other: "Service") -> tuple[str, str] | None:
        """Return the first and last day on which both records can't hold, None where there is none.

        A day is one on which both are seen, or one on which the one is seen and the other within half a year
        before and after. What lies further apart is an interrupted term. In the month in which one leaves
        or enters, a post is handed over.
        """
        changes = [day for day in (self.started, self.ended, other.started, other.ended) if day]
        days = self.held.keys() & other.held.keys()
        days |= _between(self.held, other.held) | _between(other.held, self.held)
        days = {day for day in days if all(abs(days_between(day, change)) > A_MONTH for change in changes)}
        return (min(days), max(days)) if days else None

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
    """Return the days on which one is seen and the other within half a year before and after."""
    ordered, found = sorted(other), set()
    for day in held:
        at = bisect_left(ordered, day)
        if day in other or not 0 < at < len(ordered):
            continue
        if max(days_between(ordered[at - 1], day), days_between(day, ordered[at])) <= HALF_A_YEAR:
            found.add(day)
    return found


def days_between(first: str, last: str) -> int:
    """Return the days from one date to another; those that are no days of the calendar are far from all."""
    one, other = read_date(first), read_date(last)
    return (other - one).days if one and other else 10 * HALF_A_YEAR


def _see(dates: dict[str, Evidence], seen: Mapping[str, Evidence]) -> None:
    """Put dates with their sources among others, the first source of each; of very many some are let go."""
    for date, source in seen.items():
        dates[date] = min(source, dates.get(date, source))
    if len(dates) > MOST_DATES:
        for middle in sorted(dates)[1:-1:2]:
            del dates[middle]


def _earlier(a: str | None, b: str | None) -> str | None:
    """Return the earlier of two dates, of which either may be unknown."""
    return min(filter(None, (a, b)), default=None)


def held_days(stated: Iterable[tuple[Any, ...]]) -> dict[str, Days]:
    """Return on which days each person is seen in a post, of rows with the person and a statement's fields.

    The passage is three cells of them: page, start, end.
    """
    days: dict[str, Days] = defaultdict(lambda: defaultdict(list))
    for person, body, title, page, start, end, *rest in stated:
        said = Statement(body, title, Evidence(page, start, end), *rest)
        if said.date and not (_is_coming(said) or _is_over(said) or _is_rough(said)):
            days[person][said.date].append(said.passage)
    return days


def _is_coming(said: Statement) -> bool:
    """Tell whether a statement says that a post is not held yet."""
    return said.qualifier in COMING and said.change is None


def _is_rough(said: Statement) -> bool:
    """Tell whether a clause gives no more than the month or year (2016年首次担任)."""
    return said.dated_by == "clause" and (said.date or "").endswith("-01")


def _is_over(said: Statement) -> bool:
    """Tell whether a statement says that a post is no longer held at its date."""
    if said.qualifier in _THEN and said.dated_by == "clause":
        return False
    return said.qualifier in FORMER or said.qualifier in LEAVING


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
    left_at: tuple[Evidence, ...]
    started: str | None
    ended: str | None
    sources: tuple[Evidence, ...]


def service_row(person: str, post: str, service: Service) -> tuple[Any, ...]:
    """Return the cells of a `ServiceRecord`."""
    held, left = sorted(service.held.items()), sorted(service.left.items())
    seen = sorted([*service.held, *service.roughly])
    return (
        *(person, post, *service.seat, service.count, int(service.shared)),
        *(seen[0] if seen else None, seen[-1] if seen else None),
        *([day for day, _ in held], [passage for _, passage in held]),
        *(left[0][0] if left else None, [passage for _, passage in left]),
        *(service.started, service.ended, service.sources),
    )


def read_service(row: Mapping[str, Any]) -> Service:
    """Return the service that a row of `ServiceRecord` tells, as far as contradictions need it."""
    held, left = map(_evidence, row["held_at"]), map(_evidence, row["left_at"])
    return Service(
        seat=(row["body"], row["title"]),
        count=row["count"],
        held=dict(zip(row["held_dates"], held, strict=True)),
        left=dict(zip([row["left_first"]], left, strict=False)),
        started=row["started"],
        ended=row["ended"],
        shared=bool(row["shared"]),
    )


def _evidence(passage: Mapping[str, Any]) -> Evidence:
    return Evidence(passage["page"], passage["start"], passage["end"])
