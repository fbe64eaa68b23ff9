"""The first pass: every page becomes a reading, in worker processes or out of the cache.

The readings come in the order of the pages, whatever the number of processes. A page is recognized once
for each content, model and configuration (see `kg.pipeline.keys`).
"""

from collections import deque
from collections.abc import Generator, Sequence
from contextlib import closing
from functools import partial
from typing import NamedTuple

from kg.cache import Cache, cache_folder, digest_of
from kg.config import Config
from kg.corpus import Census
from kg.errors import InputError, Phrase
from kg.pages import PageFile
from kg.pipeline.faults import Fault
from kg.pipeline.keys import Key, Keys
from kg.pipeline.packed import is_whole, unpack_page
from kg.pipeline.pool import Outcome, Task
from kg.pipeline.readers import Readers
from kg.pipeline.summary import Listener, Summary
from kg.store.spool import Spool

_NAMED = 3  # pages named where not all could be read


class Known(NamedTuple):
    """A page file with what came of reading it."""

    file: PageFile
    outcome: Outcome
    cached: bool


def read_all(
    files: Sequence[PageFile],
    config: Config,
    spool: Spool,
    summary: Summary,
    listener: Listener,
    readers: Readers,
) -> Census:
    """Spool the reading of every file in order and return the census of them all.

    What went wrong with a page is noted in `summary.faults`. Raises InputError when no page can be read,
    and with `config.strict` when not all can.
    """
    census = Census()
    cache = open_cache(config)
    keys = _keys(files, config, cache)
    with closing(_outcomes(files, keys, config, cache, readers)) as outcomes:
        for number, (file, outcome, cached) in enumerate(outcomes, 1):
            if isinstance(outcome, Fault):
                summary.faults.append(outcome)
                if not file.told:
                    listener.on_warning(outcome.warning)
            else:
                packed = unpack_page(outcome)
                spool.append(packed.reading)
                census.merge(packed.census)
                summary.cached += cached
            listener.on_page(file.name, number, len(files))
    if cache and summary.cached < census.read["pages"]:
        cache.sweep_daily({key.name for key in keys.each if key})
    summary.take(census)
    _check(summary, config)
    return census


def _check(summary: Summary, config: Config) -> None:
    """Raise InputError where nothing is left to build of, or less than was asked for."""
    if not summary.pages:
        raise InputError("{path}: no page could be read; the warnings above say why", path=config.given[0])
    if config.strict and summary.faults:
        named = ", ".join(fault.page for fault in summary.faults[:_NAMED])
        more = len(summary.faults) - _NAMED
        raise InputError(
            "{count:,} pages could not be read ({names}{rest}), and strict asks for all; nothing was written",
            count=len(summary.faults),
            names=named,
            rest=Phrase(" and {count} more", count=more) if more > 0 else "",
        )


def open_cache(config: Config) -> Cache | None:
    """Return the cache that a configuration asks for, None where it asks for none."""
    if config.cache is False:
        return None
    return Cache(cache_folder() / "readings" if config.cache is True else config.cache)


class _Keys(NamedTuple):
    """The key of each file, None where nothing is kept, and a digest of all that any reading depends on."""

    each: list[Key | None]
    state: str


def _keys(files: Sequence[PageFile], config: Config, cache: Cache | None) -> _Keys:
    known = Keys(config)
    state = digest_of(known.common, cache, config.page_seconds)
    return _Keys([known.of(file) if cache else None for file in files], state)


def _outcomes(
    files: Sequence[PageFile], keys: _Keys, config: Config, cache: Cache | None, readers: Readers
) -> Generator[Known]:
    """Yield each file with its packed reading, or with the reason why it has none, in the order given."""
    missing = sum(not (cache and key and cache.holds(key.name)) for key in keys.each)
    with readers.open(config, cache, keys.state, missing) as (submit, ahead):
        under_way: deque[tuple[PageFile, Task, bool]] = deque()
        for file, key in zip(files, keys.each, strict=True):
            kept = _load(cache, key) if cache and key else None
            task = partial(_same, kept) if kept else submit(file, key)
            under_way.append((file, task, bool(kept)))
            if len(under_way) >= ahead:
                yield _finish(*under_way.popleft())
        while under_way:
            yield _finish(*under_way.popleft())


def _finish(file: PageFile, task: Task, cached: bool) -> Known:
    return Known(file, task(), cached)


def _same(packed: bytes) -> Outcome:
    return packed


def _load(cache: Cache, key: Key) -> bytes | None:
    """Return the packed page that is kept under a key; None where there is none that is whole."""
    packed = cache.load(key.name)
    return packed if packed and is_whole(packed) else None
