"""Who reads the pages: processes of their own, or this one; kept warm from one build to the next."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from kg.config import Config
from kg.pages import PageFile
from kg.pipeline.keys import Key
from kg.pipeline.pool import Outcome, Pool, Task
from kg.pipeline.serve import TOGETHER

if TYPE_CHECKING:
    from kg.pipeline.worker import Reader

AHEAD = 2 * TOGETHER + 4  # pages under way for each process, so that readings do not pile up in memory

Submit = Callable[[PageFile, Key | None], Task]


class Readers:
    """What reads the pages of one build after another.

    A loaded model stays until a build needs another one or other settings for reading, or until `close`.
    """

    def __init__(self, *, here: bool = False, threads: int | None = None) -> None:
        """With `here`, pages are read in this process, which one that crashes takes along.

        `threads` is how many cores each process may use at once; without, all where one process reads alone.
        """
        self._here, self._threads = here, threads
        self._kept: Pool | _Here | None = None
        self._state = ""  # all that the readings of those kept depend on

    @contextmanager
    def open(self, config: Config, state: str, most: int | None) -> Iterator[tuple[Submit, int]]:
        """Yield what reads a file, and how many files to be ahead.

        `state` stands for all that a reading depends on; `most` is how many pages there are, if known.
        """
        cores = usable_cores()
        jobs = min(config.jobs or cores, max(most or cores, 1))
        threads = self._threads or (cores if self._here or jobs == 1 else 1)
        kept = self._kept
        if kept is None or state != self._state or kept.threads > threads:
            self.close()
            kept = (_Here if self._here else Pool)(config, threads)
            self._kept, self._state = kept, state
        kept.jobs = jobs
        try:
            yield kept.submit, 1 if self._here else AHEAD * jobs
        finally:
            kept.rest()

    def close(self) -> None:
        """Let go of the model and end the processes, whatever they are at."""
        if self._kept:
            self._kept.close()
        self._kept = None


def usable_cores() -> int:
    """Return how many cores this process may use: fewer than there are where it is kept to some.

    >>> usable_cores() >= 1
    True
    """
    allowed = getattr(os, "sched_getaffinity", None)  # Windows and macOS lack it
    return len(allowed(0)) if allowed else os.cpu_count() or 1


class _Here:
    """Reads files in this process, each when its task is called."""

    def __init__(self, config: Config, threads: int) -> None:
        self._settings = config, threads
        self._reader: Reader | None = None
        self.threads, self.jobs = threads, 1

    def submit(self, file: PageFile, key: Key | None) -> Task:
        return partial(self._read, file, key)

    def _read(self, file: PageFile, key: Key | None) -> Outcome:
        if self._reader is None:
            from kg.pipeline.worker import Reader  # noqa: PLC0415 -- imports spaCy, see there

            self._reader = Reader(*self._settings)
        return self._reader.read(file, key)

    def rest(self) -> None:
        """Stay as it is."""

    def close(self) -> None:
        self._reader = None
