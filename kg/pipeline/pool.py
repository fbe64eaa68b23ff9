"""Processes that read pages, each a few at a time, so that a page takes none but itself along.

A page that lasts too long is given up and its process killed. One whose process dies is tried once more,
for the process may have died of another's doing, and given up if that one dies too. The next page that
such a process had been given goes to another. One process stays, with its model, for the next pages to come.
"""

import signal
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from math import inf
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from kg.config import Config
from kg.errors import KgError, ModelError, Phrase
from kg.pages import PageFile
from kg.pipeline.board import Board, Noted
from kg.pipeline.faults import Fault, took_too_long
from kg.pipeline.interrupts import interrupts_held
from kg.pipeline.keys import Key
from kg.pipeline.serve import TOGETHER, serve
from kg.reading.stages import Stage

Outcome = bytes | Fault
Task = Callable[[], Outcome]

_AT_HAND = 2  # pages that a process has been given: the one it reads, and the next
_SHORT = 1 << 19  # bytes of rows; of short pages a process is given as many as hold that
_MOST = 2 * TOGETHER  # pages, however short
_TRIES = 2  # of a page at which a process dies
_PATIENCE = 10.0  # seconds for a process to be gone after it was told to
_NAP = 1.0  # seconds that a wait may last longer than it should
_LONGEST = 86_400.0  # seconds to wait at once; systems count in milliseconds, of which they take 2 ** 31


@dataclass(slots=True, eq=False)
class _Page:
    """A page to be read, and what came of it."""

    file: PageFile
    key: Key | None
    outcome: Outcome | None = None
    tries: int = 0  # that ended with the process


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, the pages it has been given, and how far it is with one of them."""

    process: BaseProcess
    connection: "Connection[object, object]"
    board: Board
    pages: deque[_Page] = field(default_factory=deque)
    started: bool = False
    room: int = _AT_HAND  # for pages
    done: int = 0  # pages, ever
    noted: Noted | None = None  # on its board; None between two pages
    deadline: float | None = None

    @property
    def at(self) -> int:
        """Which of its pages the process is at: not always the first where some are read together."""
        return self.noted.number - self.done if self.noted else 0

    @property
    def stage(self) -> Stage | None:
        """The stage of that page, None between two pages."""
        return self.noted.stage if self.noted else None

    def look(self) -> None:
        """See how far the process is."""
        noted = self.board.read()
        if noted != self.noted and noted.number >= self.done:
            self.noted = noted
            self.deadline = noted.deadline if noted.deadline < inf else None


class Pool:
    """Reads pages in other processes."""

    def __init__(self, config: Config, threads: int, jobs: int = 1) -> None:
        """Take how many cores each process may use at once, and how many processes there may be."""
        self._config = config
        self._settings = config, threads
        self.threads, self.jobs = threads, jobs
        self._waiting: deque[_Page] = deque()
        self._workers: list[_Worker] = []

    def submit(self, file: PageFile, key: Key | None) -> Task:
        """Have a page read; the task that comes back waits for it and returns what came of it."""
        page = _Page(file, key)
        self._waiting.append(page)
        self._feed()
        return partial(self._outcome_of, page)

    def rest(self) -> None:
        """End all processes but one that is idle; nobody asks any more for what is not read yet."""
        self._close(next((worker for worker in self._workers if not worker.pages), None))

    def close(self) -> None:
        """End the processes, whatever they are at."""
        self._close(None)

    def _close(self, but: _Worker | None) -> None:
        self._waiting.clear()
        ending = [worker for worker in self._workers if worker is not but]
        for worker in ending:
            worker.connection.close()
            if worker.pages:
                worker.process.kill()
        for worker in ending:
            _end(worker)
            self._workers.remove(worker)

    def _outcome_of(self, page: _Page) -> Outcome:
        while page.outcome is None:
            self._feed()
            self._listen()
        return page.outcome

    def _feed(self) -> None:
        """Give the waiting pages to processes: to idle ones first, then to new ones, then ahead."""
        while self._waiting:
            worker = min(self._workers, key=lambda worker: len(worker.pages), default=None)
            if worker is None or (worker.pages and len(self._workers) < self.jobs):
                worker = self._start()
            if not _has_room(worker, self._waiting[0]):
                return
            if worker.started and not worker.pages and not worker.process.is_alive():
                self._dismiss(worker)  # it died while it was idle, of no page
                continue
            page = self._waiting.popleft()
            worker.pages.append(page)
            self._expect_answer(worker)
            with suppress(OSError):  # one that has died says so when it is listened to
                worker.connection.send((page.file, page.key))

    def _start(self) -> _Worker:
        context, board = get_context("spawn"), Board()
        ours, theirs = context.Pipe()
        with interrupts_held():
            process = context.Process(target=serve, args=(theirs, board, *self._settings), daemon=True)
            process.start()
            theirs.close()
            worker = _Worker(process, ours, board)
            self._workers.append(worker)
        return worker

    def _listen(self) -> None:
        """Wait until some process says something, or has had its time."""
        heard = self._wait()
        for worker in [worker for worker in self._workers if worker.connection in heard]:
            self._hear(worker)
        now = time.monotonic()
        self._look()
        for worker in [w for w in self._workers if w.deadline is not None and w.deadline <= now]:
            if not worker.connection.poll():
                self._give_up(worker)

    def _wait(self) -> Sequence[object]:
        """Return the connections over which something was said, none where a deadline came before."""
        now = time.monotonic()
        self._look()
        timed = [worker for worker in self._workers if worker.deadline is not None]
        first = min((worker.deadline or now for worker in timed), default=now + _LONGEST)
        patience = min(max(0.0, first - now), _LONGEST)
        heard = wait([worker.connection for worker in self._workers], patience)
        overslept = time.monotonic() - now - patience
        if overslept > _NAP:  # all of them were stopped meanwhile, as by Ctrl-Z, or the machine was
            for worker in timed:
                worker.deadline = (worker.deadline or now) + overslept
        return heard

    def _look(self) -> None:
        """See how far the processes are."""
        for worker in self._workers:
            worker.look()

    def _hear(self, worker: _Worker) -> None:
        """Take in one thing that a process says; that it is gone, if it says nothing any more."""
        try:
            said = worker.connection.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if isinstance(said, KgError):
            raise said
        worker.started = True
        if isinstance(said, bytes | Fault):
            worker.pages.popleft().outcome = said
            worker.done += 1
            if isinstance(said, bytes):
                worker.room = min(max(_AT_HAND, _SHORT // max(1, len(said))), _MOST)
        if worker.noted is None or worker.noted.number < worker.done:
            worker.noted = worker.deadline = None
        self._expect_answer(worker)

    def _expect_answer(self, worker: _Worker) -> None:
        """Begin the time of the page that a process turns to now; one that is starting has all it needs."""
        if worker.started and worker.pages and worker.noted is None and worker.deadline is None:
            worker.deadline = time.monotonic() + self._config.page_seconds

    def _give_up(self, worker: _Worker) -> None:
        """Kill a process whose page has had its time."""
        worker.process.kill()
        cause = took_too_long(self._config.page_seconds)
        page = worker.pages[worker.at]
        worker.pages.remove(page)
        page.outcome = Fault(page.file.name, worker.stage or "read", cause)
        self._dismiss(worker)

    def _bury(self, worker: _Worker) -> None:
        """See what a process that is gone died of; what it read is tried again or given up."""
        worker.look()
        self._dismiss(worker)
        cause = _cause_of_death(worker.process.exitcode)
        page = worker.pages[worker.at] if worker.pages else None
        if worker.stage == "load":
            raise ModelError(
                "{model}: loading the model failed: {cause}", model=self._config.model, cause=cause
            )
        if page is not None:
            page.tries += 1
        if not worker.started or (page and page.tries > _TRIES):
            raise KgError(
                "{page}: a process that read pages ended early; build with jobs = 1, and in a script of "
                'your own put the call under `if __name__ == "__main__":`',
                page=page.file.name if page else self._config.given[0],
            )
        if page and worker.stage and page.tries == _TRIES:
            page.outcome = Fault(page.file.name, worker.stage, cause)
            self._waiting.remove(page)

    def _dismiss(self, worker: _Worker) -> None:
        """Do without a process; the pages that it had been given wait for another."""
        self._workers.remove(worker)
        worker.connection.close()
        _end(worker)
        self._waiting.extendleft(reversed(worker.pages))


def _has_room(worker: _Worker, page: _Page) -> bool:
    """Tell whether a process may be given a page; one at which a process died is read by itself."""
    if page.tries or any(given.tries for given in worker.pages):
        return not worker.pages
    return len(worker.pages) < worker.room


def _end(worker: _Worker) -> None:
    """See that a process whose connection is closed is gone."""
    worker.process.join(_PATIENCE)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()


def _cause_of_death(code: int | None) -> Phrase:
    """Return why a process ended, by its exit code."""
    killed = getattr(signal, "SIGKILL", None)
    if code is not None and killed is not None and code == -killed:
        return Phrase("the process that read it was killed (SIGKILL), perhaps for want of memory")
    if code is not None and code < 0:
        name = {int(known): known.name for known in signal.Signals}.get(-code, str(-code))
        return Phrase("the process that read it crashed ({signal})", signal=name)
    return Phrase("the process that read it ended early (exit code {code})", code=code)
