"""What pages say of one person in one post, in a form that can be put together in any order."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.knowledge.post_words import post_verbs
from kg.knowledge.titles import is_shareable
from kg.model import Evidence, Post
from kg.posts.changes import LEAVING
from kg.relate.tally import keep_first

FORMER = post_verbs("former")
_THEN = post_verbs("then")  # held at the date of the clause, where it has one


@dataclass(slots=True)
class Service:
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

    def merge(self, other: "Service") -> None:
        """Take in what another table knows of the person in the post."""
        self.seat = min(self.seat, other.seat)
        self.count += other.count
        self.shared = self.shared or other.shared
        keep_first(self.sources, other.sources)
        _see(self.held, other.held)
        _see(self.left, other.left)
        self.started = _earlier(self.started, other.started)
        self.ended = _earlier(self.ended, other.ended)

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


def _is_over(post: Post) -> bool:
    """Tell whether a statement says that a post is no longer held at its date."""
    if post.qualifier in _THEN and post.dated_by == "clause":
        return False
    return post.qualifier in FORMER or post.qualifier in LEAVING
