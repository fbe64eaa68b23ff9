"""What an executor does with a chunk of pages: reads it in a process of its own, and writes its batches.

This runs in the Python of the executors. What comes back of a chunk is one row of bytes: a ChunkOutcome.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from pyarrow import parquet

from kg.config import Config
from kg.errors import ConfigError, KgError, OutputError
from kg.pages import PageFile
from kg.pipeline.faults import Fault
from kg.pipeline.keys import Keys
from kg.pipeline.read import find_lost, outcomes
from kg.pipeline.readers import Readers
from kg.reading.rows import PageRows, unpack_rows
from kg.spark.fetching import fetching
from kg.spark.folders import PagesFolder
from kg.spark.handed import ChunkOutcome, Dealt, dump_outcome, load_chunk
from kg.spark.shared import SharedFolder
from kg.store.batch import CONTENTS, file_of, keys_in, write_batch
from kg.store.batches import Gathered
from kg.version import VERSION

SCHEMA = "outcome binary"
STRIDE = 1000  # numbers of batches that a chunk may use: no chunk has more pages
_FIRST = "清河县人民医院院长赵立群来到葛仙庄镇。"
_READERS = Readers(threads=1)  # the model stays loaded from one chunk to the next
_KNOWN: dict[str, Keys] = {}  # by the digest of what they must have in common


@dataclass(frozen=True, slots=True)
class Job:
    """What all chunks of a build have in common."""

    config: Config
    shared: SharedFolder
    common: str  # digest of kg, its word lists, models and packages, as the driver has them
    version: str  # of kg on the driver
    chunks: Path
    partial: Path  # where batches lie until they are whole
    lists: Path  # of what the parts of a folder hold
    batches: Path
    first: int = 1  # number of the first batch of the first chunk
    numbers: tuple[int, ...] = ()  # of chunks, in the order in which they are begun
    top: PagesFolder | None = None  # the folder whose parts are listed


def read_chunks(tasks: Iterable[pa.RecordBatch], job: Job) -> Iterator[pa.RecordBatch]:
    """Yield a ChunkOutcome, as bytes, for each task, which is one of `job.numbers`."""
    attempt = attempt_of_task()
    for number in numbers(tasks, job):
        try:
            outcome = _read(number, job, attempt)
        except KgError as error:
            outcome = ChunkOutcome(error=error)
        yield as_bytes(outcome)


def attempt_of_task() -> str:
    """Return what tells this attempt at a task from others."""
    from pyspark import TaskContext  # noqa: PLC0415 -- no dependency of kg

    context = TaskContext.get()
    return str(context.taskAttemptId()) if context else "0"


def look_around(tasks: Iterable[pa.RecordBatch], job: Job) -> Iterator[pa.RecordBatch]:
    """Yield, as bytes, a ChunkOutcome whose error says why this executor is of no use; leave a sign of it.

    The process that reads pages is there afterwards, its model loaded.
    """
    for number in numbers(tasks, job):
        outcome = ChunkOutcome()
        try:
            keys = _keys_for(job)
            _sign(job, f"seen-{number}")
            _load(job.config, keys)
        except KgError as error:
            outcome.error = error
        yield as_bytes(outcome)


def numbers(tasks: Iterable[pa.RecordBatch], job: Job) -> Iterator[int]:
    """Return the numbers of a task's chunks, or of what else there is of each."""
    return (job.numbers[task] for batch in tasks for task in batch.column(0).to_pylist())


def as_bytes(outcome: ChunkOutcome) -> pa.RecordBatch:
    """Return what came of a chunk as the one row that goes to the driver."""
    return pa.RecordBatch.from_arrays([pa.array([dump_outcome(outcome)], pa.binary())], names=["outcome"])


def _sign(job: Job, name: str) -> None:
    try:
        job.shared.sign(job.partial / name)
    except OSError as error:
        raise OutputError(
            "{path}: executors can't write there ({cause}); give an output folder that all machines of the "
            "cluster share, and may write into",
            path=job.shared.address or job.config.out,
            cause=error.strerror or error,
        ) from None


def _load(config: Config, keys: Keys) -> None:
    """Start the process that reads pages, with a short page of no paper."""
    with TemporaryDirectory(prefix="kg-") as folder, _READERS.open(config, keys.state, 1) as (submit, _):
        page = Path(folder, "1.txt")
        page.write_bytes(_FIRST.encode())
        submit(PageFile(page, page.name), None)()


def _keys_for(job: Job) -> Keys:
    """Return the keys of pages; ConfigError where this is not the kg of the driver."""
    if job.version != VERSION:
        raise ConfigError(
            "executors have kg {theirs} ({python}), the driver has kg {own}; install one version on all "
            "machines",
            theirs=VERSION,
            python=sys.executable,
            own=job.version,
        )
    if job.common in _KNOWN:
        return _KNOWN[job.common]
    keys = Keys(job.config)
    if keys.common != job.common:
        raise ConfigError(
            "executors have kg {version} as the driver has ({python}), but other files of kg, its model or a "
            "gazetteer, or other versions of the packages that read pages; install the same on all machines",
            version=VERSION,
            python=sys.executable,
        )
    _KNOWN.clear()
    _KNOWN[job.common] = keys
    return keys


class _Earlier:
    """What earlier builds have read of a chunk."""

    def __init__(self, listed: Iterable[Dealt]) -> None:
        self._keys = {page: key for dealt in listed for page, key in dealt.known.items()}
        self.used: list[tuple[str, str]] = []

    def use(self, page: str, key: str) -> bool:
        """Take the reading that is kept of a page under a key; False where there is none."""
        if self._keys.get(page) != key:
            return False
        self.used.append((page, key))
        return True


class _Writer:
    """Writes the rows of a chunk as batches, whose numbers belong to it."""

    def __init__(self, job: Job, number: int, attempt: str) -> None:
        self._job, self._attempt = job, attempt
        self._number = job.first + number * STRIDE
        self._gathered = Gathered()
        self.names: list[str] = []

    def add(self, rows: PageRows) -> None:
        self._gathered.add(rows)
        if self._gathered.full:
            self.close()

    def close(self) -> None:
        """Write what has come in; a batch that another attempt at this chunk has written stays."""
        if not (tables := self._gathered.take()):
            return
        name = f"{self._number + len(self.names):06}"
        folder = self._job.batches / name
        try:
            self._write(folder, tables)
        except OSError as error:
            if not self._job.shared.exists(folder / CONTENTS):
                raise OutputError(
                    "{path}: an executor can't write this batch ({cause}); nothing was changed",
                    path=folder,
                    cause=error.strerror or error,
                ) from error
            if not self._is_there(folder, tables):
                raise OutputError(
                    "{path}: another build writes into this folder at the same time; wait for its end",
                    path=folder,
                ) from error
        self.names.append(name)

    def _write(self, folder: Path, tables: Mapping[str, pa.Table]) -> None:
        """Write a batch, whole; FileExistsError or another OSError where it is there already."""
        shared = self._job.shared
        if not shared.address:
            write_batch(folder, tables, self._job.partial / f"{folder.name}-{self._attempt}")
            return
        if shared.exists(folder / CONTENTS):
            raise FileExistsError(folder)
        with TemporaryDirectory(prefix="kg-") as here:
            local = Path(here, folder.name)
            write_batch(local, tables)
            shared.send(folder, local)

    def _is_there(self, folder: Path, tables: Mapping[str, pa.Table]) -> bool:
        """Tell whether a batch has the pages of some tables."""
        with self._job.shared.open(file_of(folder, "pages")) as file:
            return keys_in(parquet.read_table(file)) == keys_in(tables["pages"])


def _read(number: int, job: Job, attempt: str) -> ChunkOutcome:
    with job.shared.open(job.chunks / str(number)) as chunk:
        listed = load_chunk(chunk.read())
    outcome, writer, earlier = ChunkOutcome(), _Writer(job, number, attempt), _Earlier(listed)
    keys = _keys_for(job)
    with fetching(outcome.warnings.append) as fetched:
        pages = fetched.pages(dealt.file for dealt in listed)
        with closing(outcomes(pages, job.config, keys, earlier, _READERS)) as found:
            for file, read in found:
                if isinstance(read, Fault):
                    outcome.faults.append((fetched.fault(read), file.told))
                    continue
                outcome.pages += 1
                if read is not None:
                    rows = unpack_rows(read)
                    if lost := find_lost(file.name, rows):
                        outcome.warnings.append(lost)
                    writer.add(rows)
    writer.close()
    outcome.batches, outcome.used = writer.names, earlier.used
    return outcome
