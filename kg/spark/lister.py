"""What an executor does with a part of a folder: lists the pages in it, and writes the list."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

from kg.errors import KgError
from kg.spark.executor import Job, as_bytes, attempt_of_task, numbers
from kg.spark.folders import list_part
from kg.spark.handed import ChunkOutcome


def list_folder(tasks: Iterable[pa.RecordBatch], job: Job) -> Iterator[pa.RecordBatch]:
    """Yield a ChunkOutcome, as bytes, for each part of `job.top`; what it holds lies in `job.lists`."""
    attempt = attempt_of_task()
    for number in numbers(tasks, job):
        outcome = ChunkOutcome()
        try:
            outcome.pages = _list(number, job, attempt, outcome.warnings)
        except KgError as error:
            outcome.error = error
        yield as_bytes(outcome)


def _list(number: int, job: Job, attempt: str, warnings: list[str]) -> int:
    assert job.top, "a folder is to be listed"
    target = job.lists / str(number)
    with TemporaryDirectory(prefix="kg-") as folder:
        here = Path(folder, target.name)
        pages = list_part(job.top, number, here, warnings.append, ocr=job.config.ocr)
        if job.shared.address:
            job.shared.send(target, here)
        else:
            whole = target.with_name(f"{number}-{attempt}")
            shutil.copyfile(here, whole)
            whole.replace(target)
    return pages
