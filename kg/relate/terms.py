"""What pages say of one person in one post: when they held it, when they had left it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, NamedTuple

from kg.knowledge.post_words import post_verbs
from kg.knowledge.titles import is_shareable
from kg.model import Evidence, Means
from kg.posts.changes import LEAVING
from kg.relate.edges import EVIDENCE_KEPT

FORMER = post_verbs("former")
_THEN = post_verbs("then")  # held at the date of the clause, where it has one
_SHARED_BODY = "书记处"


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
    held: dict[str, Evidence] = field(default_factory=dict)  # the first statement at its earliest and latest
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
        if said.date:
            _see(self.left if _is_over(said) else self.held, {said.date: said.passage})
            if said.change == "start":
                self.started = _earlier(self.started, said.date)
            elif said.change == "end":
                self.ended = _earlier(self.ended, said.date)

    def overlap(self, other: "Service") -> tuple[str, str] | None:
        """Return the first and last date of the time that two records share, None where they share none.

        The day on which one leaves or the other enters is shared by nobody.
        """
        first = max(min(self.held), min(other.held))
        last = min(max(self.held), max(other.held))
        handed_over = first == last and {first} & {self.started, self.ended, other.started, other.ended}
        return (first, last) if first <= last and not handed_over else None


Served = tuple[str, Service]  # who holds it, or which post it is


def overlapping(
    records: Iterable[Served],
) -> Iterator[tuple[Served, Served, tuple[str, str], tuple[Evidence, Evidence]]]:
    """Yield the pairs of records whose times overlap, with that time and the first source of each.

    A sweep over the times: only those that go on when another begins are compared with it.
    """
    going_on: list[Served] = []
    for later in sorted(records, key=lambda term: (min(term[1].held), term[0])):
        begins = min(later[1].held)
        going_on = [earlier for earlier in going_on if max(earlier[1].held) >= begins]
        for earlier in going_on:
            if shared := earlier[1].overlap(later[1]):
                one, other = sorted((earlier, later), key=lambda term: term[0])
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
    held_at: tuple[Evidence, ...]  # the first and the last
    left_first: str | None
    left_at: tuple[Evidence, ...]
    started: str | None
    ended: str | None
    sources: tuple[Evidence, ...]


def service_row(person: str, post: str, service: Service) -> tuple[Any, ...]:
    """Return the cells of a `ServiceRecord`."""
    held, left = sorted(service.held.items()), sorted(service.left.items())
    return (
        *(person, post, *service.seat, service.count, int(service.shared)),
        *(held[0][0] if held else None, held[-1][0] if held else None, [passage for _, passage in held]),
        *(left[0][0] if left else None, [passage for _, passage in left]),
        *(service.started, service.ended, service.sources),
    )


def read_service(row: Mapping[str, Any]) -> Service:
    """Return the service that a row of `ServiceRecord` tells, as far as contradictions need it."""
    held, left = map(_evidence, row["held_at"]), map(_evidence, row["left_at"])
    days = dict.fromkeys(day for day in (row["held_first"], row["held_last"]) if day)
    return Service(
        seat=(row["body"], row["title"]),
        held=dict(zip(days, held, strict=False)),
        left=dict(zip([row["left_first"]], left, strict=False)),
        started=row["started"],
        ended=row["ended"],
        shared=bool(row["shared"]),
    )


def _evidence(passage: Mapping[str, Any]) -> Evidence:
    return Evidence(passage["page"], passage["start"], passage["end"])
