"""The first pass: every page is read, in worker processes, or was read by an earlier build.

The readings come in the order of the pages, whatever the number of processes, and go into batches in the
output folder. A page is read once for each content, model and configuration (see `kg.pipeline.keys`).
"""

from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import NamedTuple, Protocol

from kg.config import Config
from kg.errors import InputError, Phrase
from kg.pages import PageFile, count_pages
from kg.pipeline.faults import Fault
from kg.pipeline.keys import Keys
from kg.pipeline.pool import Outcome, Task
from kg.pipeline.readers import Readers
from kg.pipeline.summary import Listener, Summary
from kg.reading.rows import PageRows, unpack_rows
from kg.store.batches import Batches
from kg.text import LOST

_NAMED = 3  # pages named where not all could be read
MOST_WARNED = 10  # pages of one file


class KeptReadings(Protocol):
    """What knows readings of pages by their keys."""

    def use(self, page: str, key: str) -> bool:
        """Take the reading that is kept of a page under a key; False where there is none."""


class FileRead(NamedTuple):
    """A page file with what came of reading it; None: it was read before."""

    file: PageFile
    outcome: Outcome | None


def read_all(
    files: Iterable[PageFile],
    config: Config,
    batches: Batches,
    summary: Summary,
    listener: Listener,
    readers: Readers,
) -> list[str]:
    """Read every file that `batches` lack, add them in order, and return the names of the batches in use.

    What went wrong with a page is noted in `summary.faults`. What was read is kept also where this does not
    come to its end. Raises InputError when no page can be read,
    and with `config.strict` when not all can.
    """
    total, told = count_aside(config), FaultTeller(listener)
    with closing(outcomes(files, config, Keys(config), batches, readers)) as found, closing(batches):
        for number, (file, outcome) in enumerate(found, 1):
            if isinstance(outcome, Fault):
                summary.faults.append(outcome)
                told.tell(file, outcome)
            elif outcome is None:
                summary.cached += 1
                listener.on_cached(file.name)
            else:
                rows = unpack_rows(outcome)
                if lost := find_lost(file.name, rows):
                    listener.on_warning(lost)
                batches.add(rows)
            summary.pages = number - len(summary.faults)
            listener.on_page(file.name, number, total())
    told.close()
    check_read(summary, config)
    return batches.finish()


class FaultTeller:
    """Warns of pages that can't be read; of many in one file the first are named, the others counted."""

    def __init__(self, listener: Listener) -> None:
        """Begin with none."""
        self._listener = listener
        self._counts: Counter[Path] = Counter()

    def tell(self, file: PageFile, fault: Fault) -> None:
        """Warn of a page, unless that was done where it was found, or enough of its file are named."""
        if not file.told:
            self._counts[file.path] += 1
            if self._counts[file.path] <= MOST_WARNED:
                self._listener.on_warning(fault.warning)

    def close(self) -> None:
        """Warn of those that were not named."""
        for path, count in self._counts.items():
            if count > MOST_WARNED:
                more = count - MOST_WARNED
                template = "{path}: {count:,} more of its pages can't be read; faults.jsonl names them"
                self._listener.on_warning(Phrase(template, path=path, count=more))


def find_lost(page: str, rows: PageRows) -> Phrase | None:
    """Return the warning of characters that could not be read: bytes or glyphs that stand for none."""
    for _, _, _, _, line, text, *_ in rows["text"]:
        if LOST in text:
            return Phrase(
                "{page}: what is printed could not all be read: {mark} stands for a character of line "
                "{line}; save the page as UTF-8 where that is wrong",
                page=page,
                mark=LOST,
                line=line,
            )
    return None


def count_aside(config: Config) -> Callable[[], int | None]:
    """Return what tells how many pages there are about, None as long as they are being counted."""
    counted: list[int] = []

    def count() -> None:
        counted.append(count_pages(config.pages, config.tables, config.out.resolve(), ocr=config.ocr))

    Thread(target=count, daemon=True).start()
    return lambda: counted[0] if counted else None


def check_read(summary: Summary, config: Config) -> None:
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


def outcomes(
    files: Iterable[PageFile], config: Config, keys: Keys, known: KeptReadings, readers: Readers
) -> Generator[FileRead]:
    """Yield each file with its packed rows, or with the reason why it has none, in the order given."""
    with readers.open(config, keys.state, None) as (submit, ahead):
        under_way: deque[tuple[PageFile, Task | None]] = deque()
        for file in files:
            key = keys.of(file)
            used = config.cache and known.use(file.name, key.name)
            under_way.append((file, None if used else submit(file, key)))
            if len(under_way) >= ahead:
                yield _finish(*under_way.popleft())
        while under_way:
            yield _finish(*under_way.popleft())


def _finish(file: PageFile, task: Task | None) -> FileRead:
    return FileRead(file, task() if task else None)
