"""What is counted of one edge, in a form that can be put together in any order."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from kg.model import Evidence

K = TypeVar("K")
EVIDENCE_KEPT = 50  # passages kept for one edge or tenure, the first by page and place; its count goes on
MEETING = 5_354_228_880  # parts of one meeting, lcm(1 … 24): lists of up to 25 people share it out exactly


@dataclass(slots=True)
class Tally:
    """What is known of one edge so far."""

    count: int = 0
    share: int = 0  # the discounted count, in parts of a meeting
    first_date: str | None = None
    last_date: str | None = None
    evidence: list[Evidence] = field(default_factory=list)  # sorted

    def add(self, passages: Iterable[Evidence], date: str | None, share: int = MEETING) -> None:
        """Count one more window or statement."""
        self.count += 1
        self.share += share
        keep_first(self.evidence, passages)
        self._see(date)

    def merge(self, other: "Tally") -> None:
        """Add what another table knows of the edge."""
        self.count += other.count
        self.share += other.share
        keep_first(self.evidence, other.evidence)
        self._see(other.first_date)
        self._see(other.last_date)

    def _see(self, date: str | None) -> None:
        if date:
            self.first_date = min(date, self.first_date or date)
            self.last_date = max(date, self.last_date or date)


def keep_first(kept: list[Evidence], passages: Iterable[Evidence]) -> None:
    """Put passages into a sorted list that holds the first of all, each once.

    >>> kept = [Evidence("b", 0, 9)]
    >>> keep_first(kept, [Evidence("a", 5, 9), Evidence("b", 0, 9)])
    >>> [passage.page for passage in kept]
    ['a', 'b']
    """
    for passage in passages:
        at = bisect_left(kept, passage)
        if at < EVIDENCE_KEPT and passage not in kept[at : at + 1]:
            kept.insert(at, passage)
            del kept[EVIDENCE_KEPT:]


def merge_tallies(own: dict[K, Tally], other: dict[K, Tally]) -> None:
    """Add another table of edges to one."""
    for key, tally in other.items():
        own.setdefault(key, Tally()).merge(tally)
