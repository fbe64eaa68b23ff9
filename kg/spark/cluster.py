"""A Spark cluster as a build knows it."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

from kg.config import Config
from kg.errors import OutputError, Phrase
from kg.pages import PageFile, Warn
from kg.pipeline.keys import Keys
from kg.pipeline.read import check_read
from kg.pipeline.summary import Listener, Summary
from kg.spark.engine import SparkEngine
from kg.spark.executor import SCHEMA, Job, look_around, read_chunks
from kg.spark.folders import PagesFolder, find_sources, read_lists
from kg.spark.handed import ChunkOutcome, load_outcome
from kg.spark.lister import list_folder
from kg.spark.listing import Chunk, ListedFile, distinct, largest_first, listed, write_chunks
from kg.spark.outcomes import Notes, once
from kg.spark.session import fewest_mentions, knows
from kg.spark.shared import SharedFolder
from kg.store.batch import FOLDER
from kg.store.batches import Batches
from kg.store.engine import Engine
from kg.store.steps import Steps
from kg.version import VERSION

_SCRATCH = ".steps"
_PARTS = 4  # of a folder for each core that lists them
_PAUSE = 1.0  # seconds between two looks at how far the executors are
READING = "kg: pages"
"""The group of jobs in which pages are read."""


class SparkCluster:
    """The executors of a session, which share the folder of a build with this process."""

    def __init__(self, session: SparkSession, shared: SharedFolder) -> None:
        """Use a session, for builds into a folder."""
        self._session, self._shared = session, shared
        self._tell: Warn = lambda said: None
        self._sources: list[PagesFolder | Iterator[PageFile]] = []

    def find_given(self, config: Config, warn: Warn) -> None:
        """Look for files and folders of pages and for tables; executors list the folders, in `read_all`.

        Raises InputError at once for what is not there.
        """
        self._tell = once(warn)
        self._sources = find_sources(config, self._tell)

    def start(self, config: Config, staging: Path) -> None:
        """See that executors are there and fit for the build; else raise ConfigError or OutputError."""
        job = self._job(config, staging)
        job.partial.mkdir()
        cores = self._session.sparkContext.defaultParallelism
        for outcome in self._run(range(cores), look_around, job):
            if outcome.error:
                raise outcome.error
        seen = {path.name for path in self._shared.files(job.partial)}
        if not seen.issuperset(f"seen-{number}" for number in range(cores)):
            raise OutputError(
                "{path}: what executors write there is not seen here; give an output folder that all "
                "machines of the cluster share",
                path=self._shared.address or job.config.out,
            )

    def _job(self, config: Config, staging: Path) -> Job:
        return Job(
            config=config.model_copy(update={"jobs": 1}),
            shared=self._shared,
            common=Keys(config).common,
            version=VERSION,
            chunks=staging / ".chunks",
            partial=staging / ".partial",
            lists=staging / ".lists",
            batches=config.out / FOLDER,
        )

    def read_all(
        self,
        config: Config,
        batches: Batches,
        staging: Path,
        summary: Summary,
        listener: Listener,
    ) -> list[str]:
        """Read all that has been found and `batches` lack, and return the names of the batches in use.

        What went wrong with a page is noted in `summary.faults`. Raises InputError when no page can be read,
        and with `config.strict` when not all can; the error of an executor that can't go on.
        """
        cores = self._session.sparkContext.defaultParallelism
        job = replace(self._job(config, staging), first=batches.last + 1)
        known = partial(_known, batches) if config.cache else _nothing
        files = chain.from_iterable(
            self._listed(source, replace(job, lists=job.lists / str(number)), cores)
            for number, source in enumerate(self._sources)
        )
        chunks = write_chunks(distinct(files) if len(self._sources) > 1 else files, known, job.chunks, cores)
        self._shared.send(job.chunks)
        notes = Notes(batches, summary, listener, self._tell)
        for outcome in self._read(job, chunks, listener):
            notes.take(outcome)
        pages = sum(chunk.pages for chunk in chunks)
        listener.on_page("", pages, pages)
        for folder in (job.chunks, job.partial, job.lists):
            self._shared.remove(folder)
        check_read(summary, config)
        used = batches.finish(join=False)
        self._exchange(job.batches, used)
        return used

    def _listed(self, source: PagesFolder | Iterator[PageFile], job: Job, cores: int) -> Iterator[ListedFile]:
        """Yield the files of a source; a folder is listed by executors first."""
        if not isinstance(source, PagesFolder):
            yield from map(listed, source)
            return
        job.lists.mkdir(parents=True)
        top = replace(source, parts=source.split(_PARTS * cores))
        for outcome in self._run(range(len(top.parts)), list_folder, replace(job, top=top)):
            if outcome.error:
                raise outcome.error
            for warning in outcome.warnings:
                self._tell(warning)
        lists = (self._lines(job.lists / str(number)) for number in range(len(top.parts)))
        yield from read_lists(top, lists, self._tell)

    def _lines(self, path: Path) -> Iterator[bytes]:
        with self._shared.open(path) as file:
            yield from file

    def _exchange(self, folder: Path, names: Sequence[str]) -> None:
        """See that some batches are both here and where executors see them."""
        if not self._shared.address:
            return
        there = {path.name for path in self._shared.folders(folder)}
        for name in names:
            if name not in there:
                self._shared.send(folder / name)
            elif not (folder / name).is_dir():
                self._shared.fetch(folder / name)

    @contextmanager
    def open_steps(self, engine: Engine, staging: Path) -> Iterator[Steps]:
        """Yield an engine without tables, which keeps its steps in `staging`.

        Where the readings have fewer mentions than Spark is worth, that is `engine`, which has them; with a
        warning also where Spark can't reach the folder of the build.
        """
        few = engine.value("SELECT count(*) FROM mentions") < fewest_mentions(self._session)
        if few or not self._is_reached():
            yield engine
            return
        scratch = staging / _SCRATCH
        scratch.mkdir()
        try:
            yield SparkEngine(self._session, self._shared, scratch)
        finally:
            self._shared.remove(scratch)

    def _is_reached(self) -> bool:
        """Tell whether Spark knows the file system of the folder; warn where it does not."""
        if not self._shared.address or knows(self._session, self._shared.address):
            return True
        self._tell(
            Phrase(
                "{address}: Spark has no file system for this address, so this machine does the steps over "
                "all pages; name the package for it in spark.jars.packages",
                address=self._shared.address,
            )
        )
        return False

    def _read(self, job: Job, chunks: Sequence[Chunk], listener: Listener) -> list[ChunkOutcome]:
        """Have all chunks read, telling how far that is, and return what came of them."""
        self._session.sparkContext.setJobGroup(READING, "kg reads pages")
        done = threading.Event()
        watch = threading.Thread(target=self._watch, args=(chunks, listener, done), daemon=True)
        watch.start()
        try:
            return self._run(largest_first(chunks), read_chunks, job)
        finally:
            done.set()
            watch.join()

    def _run(self, numbers: Sequence[int], function: Any, job: Job) -> list[ChunkOutcome]:
        """Return what a function of the executors makes of numbers from 0 on, each by itself, in their order.

        They are begun as they are given.
        """
        tasks = self._session.range(0, len(numbers), 1, len(numbers))
        rows = tasks.mapInArrow(partial(function, job=replace(job, numbers=tuple(numbers))), SCHEMA).collect()
        outcomes = {number: bytes(row[0]) for number, row in zip(numbers, rows, strict=True)}
        return [load_outcome(outcomes[number]) for number in range(len(numbers))]

    def _watch(self, chunks: Sequence[Chunk], listener: Listener, done: threading.Event) -> None:
        """Tell now and then how many pages have been read, by the chunks that are done."""
        tracker = self._session.sparkContext.statusTracker()
        pages = [chunks[number].pages for number in largest_first(chunks)]
        while not done.wait(_PAUSE):
            jobs = filter(None, map(tracker.getJobInfo, tracker.getJobIdsForGroup(READING)))
            stages = filter(None, (tracker.getStageInfo(stage) for job in jobs for stage in job.stageIds))
            if ended := sum(stage.numCompletedTasks for stage in stages):
                listener.on_page("", sum(pages[:ended]), sum(pages))


def _known(batches: Batches, file: ListedFile) -> dict[str, str]:
    """Return the pages of a file whose readings are kept, with their keys."""
    if file.far:
        return batches.keys_below(file.name)
    key = batches.key_of(file.name)
    return {file.name: key} if key else {}


def _nothing(file: ListedFile) -> dict[str, str]:
    return {}
