"""How far the reading of pages is, how fast it goes, and how long it will take."""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

WINDOW = 30.0  # seconds whose pages tell how fast it goes
_SHORTEST = 1.0  # seconds from which it can be told


@dataclass(frozen=True, slots=True)
class Headway:
    """How many pages are read."""

    done: int
    total: int | None  # None as long as it is not known
    known: int = 0  # of those done, read by an earlier build
    rate: float | None = None  # pages a second, without the known ones

    @property
    def left(self) -> int | None:
        """The seconds that are left, should none of the pages to come be known; None where nobody can tell.

        >>> Headway(done=20, total=100, known=10, rate=2.0).left
        40
        """
        if self.total is None or not self.rate or self.done >= self.total:
            return None
        return math.ceil((self.total - self.done) / self.rate)


class Pace:
    """Counts the pages of a build; those of the last `WINDOW` seconds, and one before, tell the rate."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with no page; `clock` gives seconds."""
        self._clock = clock
        self._marks: deque[tuple[float, int]] = deque()  # when a page was read, and how many were by then
        self._known = 0
        self.headway = Headway(0, None)

    def add_known(self) -> None:
        """Count a page as known from an earlier build; `add` follows."""
        self._known += 1

    def add(self, done: int, total: int | None) -> Headway:
        """Take in that so many pages are done, and return how far it is."""
        new = done - self._known
        if new > (self._marks[-1][1] if self._marks else 0):
            self._mark(new)
        self.headway = Headway(done, total, self._known, self._rate())
        return self.headway

    def _mark(self, new: int) -> None:
        now = self._clock()
        self._marks.append((now, new))
        while len(self._marks) > 2 and self._marks[1][0] <= now - WINDOW:
            self._marks.popleft()

    def _rate(self) -> float | None:
        if not self._marks:
            return None
        (start, before), (end, after) = self._marks[0], self._marks[-1]
        return (after - before) / (end - start) if end - start >= _SHORTEST else None


def is_due(done: int, total: int | None) -> bool:
    """Tell whether a log that says about ten times how far it is says it now.

    Without a total, the more pages there were, the more rarely: at 100, 200, 500, 1,000, 2,000 …

    >>> [done for done in range(1, 43) if is_due(done, 43)]
    [4, 8, 12, 16, 20, 24, 28, 32, 36, 40]
    >>> [done for done in range(1, 5001) if is_due(done, None)]
    [100, 200, 500, 1000, 2000, 5000]
    """
    if total is not None:
        return done % max(1, total // 10) == 0
    digits = str(done)
    return len(digits) > 2 and digits[0] in "125" and not digits[1:].strip("0")
