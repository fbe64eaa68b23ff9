"""A Spark cluster as a build knows it."""

import pickle
import shutil
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

from kg.config import Config
from kg.errors import OutputError
from kg.pages import PageFile
from kg.pipeline.keys import Keys
from kg.pipeline.read import check_read
from kg.pipeline.summary import Listener, Summary
from kg.spark.engine import SparkEngine
from kg.spark.executor import SCHEMA, ChunkOutcome, Job, look_around, read_chunks
from kg.spark.listing import write_chunks
from kg.store.batch import FOLDER
from kg.store.batches import Batches
from kg.version import VERSION

_SCRATCH = ".steps"
_PAUSE = 1.0  # seconds between two looks at how far the executors are
_GROUP = "kg: pages"


class SparkCluster:
    """The executors of a session, which share the folder of a build with this process."""

    def __init__(self, session: SparkSession) -> None:
        """Use a session."""
        self._session = session

    def read_all(
        self,
        files: Iterable[PageFile],
        config: Config,
        batches: Batches,
        staging: Path,
        summary: Summary,
        listener: Listener,
    ) -> list[str]:
        """Read every file that `batches` lack, and return the names of the batches in use.

        What went wrong with a page is noted in `summary.faults`. Raises InputError when no page can be read,
        and with `config.strict` when not all can; ConfigError and OutputError where executors are of no use.
        """
        job = Job(
            config=config.model_copy(update={"jobs": 1}),
            common=Keys(config).common,
            version=VERSION,
            chunks=staging / ".chunks",
            partial=staging / ".partial",
            batches=config.out / FOLDER,
            first=batches.last + 1,
        )
        job.partial.mkdir()
        cores = self._session.sparkContext.defaultParallelism
        self._look_around(job, cores)
        known = batches.key_of if config.cache else _no_key
        sizes = write_chunks(files, known, job.chunks, cores)
        for outcome in self._read(job, sizes, listener):
            _note(outcome, batches, summary, listener)
        listener.on_page("", sum(sizes), sum(sizes))
        for folder in (job.chunks, job.partial):
            shutil.rmtree(folder, ignore_errors=True)
        check_read(summary, config)
        return batches.finish(join=False)

    @contextmanager
    def open_steps(self, staging: Path) -> Iterator[SparkEngine]:
        """Yield an engine without tables, which keeps its steps in `staging`."""
        scratch = staging / _SCRATCH
        scratch.mkdir()
        try:
            yield SparkEngine(self._session, scratch)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def _look_around(self, job: Job, cores: int) -> None:
        """Raise what makes the executors of no use before any page is read."""
        for error in self._run(cores, look_around, job):
            if error is not None:
                raise error
        missing = [number for number in range(cores) if not (job.partial / f"seen-{number}").is_file()]
        if missing:
            raise OutputError(
                "{path}: what executors write there is not seen here; give an output folder that all "
                "machines of the cluster share",
                path=job.config.out,
            )

    def _read(self, job: Job, sizes: Sequence[int], listener: Listener) -> list[ChunkOutcome]:
        """Have all chunks read, telling how far that is, and return what came of them."""
        self._session.sparkContext.setJobGroup(_GROUP, "kg reads pages")
        done = threading.Event()
        watch = threading.Thread(target=self._watch, args=(sizes, listener, done), daemon=True)
        watch.start()
        try:
            return self._run(len(sizes), read_chunks, job)
        finally:
            done.set()
            watch.join()

    def _run(self, count: int, function: Any, job: Job) -> list[Any]:
        """Return what a function of the executors makes of the numbers below a count, each by itself."""
        numbers = self._session.range(0, count, 1, count)
        rows = numbers.mapInArrow(partial(function, job=job), SCHEMA).collect()
        return [pickle.loads(row[0]) for row in rows]

    def _watch(self, sizes: Sequence[int], listener: Listener, done: threading.Event) -> None:
        """Tell now and then how many pages have been read, by the chunks that are done."""
        tracker = self._session.sparkContext.statusTracker()
        while not done.wait(_PAUSE):
            jobs = filter(None, map(tracker.getJobInfo, tracker.getJobIdsForGroup(_GROUP)))
            stages = filter(None, (tracker.getStageInfo(stage) for job in jobs for stage in job.stageIds))
            chunks = sum(stage.numCompletedTasks for stage in stages)
            if chunks:
                total = sum(sizes)
                listener.on_page("", round(total * min(1.0, chunks / len(sizes))), total)


def _no_key(page: str) -> str:
    return ""


def _note(outcome: ChunkOutcome, batches: Batches, summary: Summary, listener: Listener) -> None:
    """Note what came of a chunk."""
    if outcome.error:
        raise outcome.error
    for name in outcome.batches:
        batches.adopt(name)
    for page in outcome.used:
        batches.use(page, batches.key_of(page))
        listener.on_cached(page)
    summary.pages += outcome.pages
    summary.cached += len(outcome.used)
    for fault, told in outcome.faults:
        summary.faults.append(fault)
        if not told:
            listener.on_warning(fault.warning)
