"""The first pass: every page becomes a reading, in worker processes or out of the cache.

The readings come in the order of the pages, whatever the number of processes. A page is recognized once
for each content, model and configuration (see `kg.pipeline.keys`).
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from typing import NamedTuple

from kg.cache import Cache, cache_folder, digest_of
from kg.config import Config
from kg.corpus import Census
from kg.errors import InputError, KgError, Phrase
from kg.pages import PageFile
from kg.pipeline.keys import Key, Keys
from kg.pipeline.summary import Listener, Summary
from kg.reading.packing import DamagedError, unpack_reading
from kg.store.spool import Spool

AHEAD = 4  # pages under way for each worker, so that memory does not depend on the number of pages

Outcome = bytes | InputError
Task = Callable[[], Outcome]


class Known(NamedTuple):
    """A page file with what came of reading it."""

    file: PageFile
    outcome: Outcome
    cached: bool


def read_all(
    files: Sequence[PageFile], config: Config, spool: Spool, summary: Summary, listener: Listener
) -> Census:
    """Spool the reading of every file in order and return the census of them all.

    Raises InputError when no page can be read.
    """
    census = Census()
    cache = open_cache(config)
    for number, (file, outcome, cached) in enumerate(_outcomes(files, config, cache), 1):
        if isinstance(outcome, InputError):
            summary.skipped += 1
            listener.on_warning(Phrase("{error}; skipped", error=outcome.phrase))
        else:
            reading = unpack_reading(outcome)
            spool.append(outcome)
            census.add(reading)
            summary.add(reading, cached=cached)
        listener.on_page(file.name, number, len(files))
    if not summary.pages:
        raise InputError("{path}: no page could be read; the warnings above say why", path=config.pages[0])
    if cache and summary.cached < summary.pages:
        cache.sweep_daily()
    return census


def open_cache(config: Config) -> Cache | None:
    """Return the cache that a configuration asks for, None where it asks for none."""
    if config.cache is False:
        return None
    return Cache(cache_folder() / "readings" if config.cache is True else config.cache)


def _outcomes(files: Sequence[PageFile], config: Config, cache: Cache | None) -> Iterator[Known]:
    """Yield each file with its packed reading, or with the reason why it has none, in the order given."""
    known = Keys(config) if cache else None
    keys = [known.of(file) if known else None for file in files]
    missing = sum(not (cache and key and cache.holds(key.name)) for key in keys)
    state = digest_of(known.common, cache) if known else ""
    with _start_workers(config, cache, missing, state) as (submit, ahead):
        under_way: deque[tuple[PageFile, Task, bool]] = deque()
        for file, key in zip(files, keys, strict=True):
            kept = _load(cache, key) if cache and key else None
            task = partial(_same, kept) if kept else submit(file, key)
            under_way.append((file, task, bool(kept)))
            if len(under_way) >= ahead:
                yield _finish(*under_way.popleft())
        while under_way:
            yield _finish(*under_way.popleft())


def _finish(file: PageFile, task: Task, cached: bool) -> Known:
    try:
        return Known(file, task(), cached)
    except BrokenProcessPool:
        raise KgError(
            "{page}: a process that read pages ended early; build with jobs = 1, and in a script of your own "
            'put the call under `if __name__ == "__main__":`',
            page=file.name,
        ) from None


def _same(packed: bytes) -> Outcome:
    return packed


def _load(cache: Cache, key: Key) -> bytes | None:
    """Return the packed reading that is kept under a key; None where there is none that is whole."""
    packed = cache.load(key.name)
    try:
        return packed if packed and unpack_reading(packed) else None
    except DamagedError:
        return None


@contextmanager
def _start_workers(
    config: Config, cache: Cache | None, missing: int, state: str
) -> Iterator[tuple[Callable[[PageFile, Key | None], Task], int]]:
    """Yield what reads a file, now or in another process, and how many files to be ahead."""
    cores = os.cpu_count() or 1
    jobs = min(config.jobs or cores, missing)
    if jobs <= 1:
        yield _Here(config, cache, cores, state), 1
        return
    with _interrupts_held():
        pool = ProcessPoolExecutor(jobs, get_context("spawn"), _start_worker, (config, cache))
    try:
        yield _There(pool), AHEAD * jobs
    finally:
        pool.shutdown(cancel_futures=True)


class _Here:
    """Reads files in this process."""

    def __init__(self, config: Config, cache: Cache | None, threads: int, state: str) -> None:
        self._settings = config, cache, threads, state
        self._started = False

    def __call__(self, file: PageFile, key: Key | None) -> Task:
        return partial(self._read, file, key)

    def _read(self, file: PageFile, key: Key | None) -> Outcome:
        if not self._started:
            _start(*self._settings)
            self._started = True
        return _read(file, key)


class _There:
    """Reads files in other processes."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def __call__(self, file: PageFile, key: Key | None) -> Task:
        with _interrupts_held():  # submitting may start a process
            future: Future[Outcome] = self._pool.submit(_read, file, key)
        return future.result


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let a Ctrl-C wait; processes started meanwhile never hear of one, where the system can.

    Blocking the signal is not enough: another thread of this process may take it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    handler = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    masks = hasattr(signal, "pthread_sigmask")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if masks else None
    try:
        yield
    finally:
        if before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        signal.signal(signal.SIGINT, handler if handler is not None else signal.default_int_handler)
        if heard and callable(handler):
            handler(signal.SIGINT, None)


def _start_worker(config: Config, cache: Cache | None) -> None:
    """Start a process that reads; a user's Ctrl-C is for the process that asked for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _start(config, cache, 1, "")


def _start(config: Config, cache: Cache | None, threads: int, state: str) -> None:
    from kg.pipeline.worker import start_reader  # noqa: PLC0415 -- imports spaCy, see there

    start_reader(config, cache, threads, state)


def _read(file: PageFile, key: Key | None) -> Outcome:
    from kg.pipeline.worker import read_file  # noqa: PLC0415 -- imports spaCy, see there

    return read_file(file, key)
