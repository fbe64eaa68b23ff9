"""What an executor makes of a chunk, without any Spark: batches, faults, and why it refuses."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from kg.config import Config
from kg.errors import ModelError
from kg.pages import find_pages
from kg.pipeline.keys import Keys
from kg.spark.executor import Job, look_around, read_chunks
from kg.spark.handed import ChunkOutcome, dump_chunk, dump_file, load_outcome
from kg.spark.listing import listed, write_chunks
from kg.spark.shared import SharedFolder
from kg.store.batch import FOLDER, keys_in, read_table
from kg.store.batches import Batches, batches_in
from kg.version import VERSION

pytest.importorskip("pyspark", reason="PySpark is not installed")


def _fail(message: str) -> None:
    raise AssertionError(message)


@pytest.fixture
def job(pages: Path, tmp_path: Path) -> Job:
    """A job of one chunk, the pages."""
    config = Config(pages=(pages,), out=tmp_path / "out", model="rules", jobs=1)
    config.out.mkdir()
    Batches(config.out, _fail)
    made = Job(
        config=config,
        shared=SharedFolder(config.out),
        common=Keys(config).common,
        version=VERSION,
        chunks=tmp_path / "chunks",
        partial=tmp_path / "out" / "staging" / "partial",
        lists=tmp_path / "lists",
        batches=config.out / FOLDER,
        first=1,
        numbers=(0,),
    )
    made.partial.mkdir(parents=True)
    write_chunks(map(listed, find_pages([pages], _fail)), lambda file: {}, made.chunks, 1)
    return made


def _run(function: Any, job: Job) -> ChunkOutcome:
    numbers = pa.RecordBatch.from_pydict({"id": [0]})
    (batch,) = function([numbers], job=job)
    return load_outcome(batch.column(0)[0].as_py())


def _read(job: Job) -> ChunkOutcome:
    return _run(read_chunks, job)


def test_a_chunk_becomes_a_batch_and_its_faults(job: Job) -> None:
    outcome = _read(job)
    assert outcome.error is None
    assert (outcome.batches, outcome.used, outcome.pages) == (["000001"], [], 7)
    assert [(fault.page, told) for fault, told in outcome.faults] == [("2024-06-01-p01.txt", False)]
    assert len(keys_in(read_table(job.batches / "000001", "pages"))) == 7
    assert list(job.partial.iterdir()) == []


def test_a_second_attempt_leaves_what_the_first_has_written(job: Job) -> None:
    assert _read(job).batches == ["000001"]
    written = (job.batches / "000001" / "mentions.parquet").stat().st_mtime_ns
    assert _read(job).batches == ["000001"]
    assert (job.batches / "000001" / "mentions.parquet").stat().st_mtime_ns == written
    assert list(job.partial.iterdir()) == []


def test_a_batch_of_another_build_is_not_taken_for_ones_own(job: Job, pages: Path) -> None:
    _read(job)
    (pages / "2024-03-07-p01.txt").write_text("清河县水利局局长周建国到葛仙庄镇检查河道。\n", "utf-8")
    error = _read(job).error
    assert error is not None
    assert "another build writes into this folder" in str(error)


def test_a_page_that_is_known_is_not_read_again(job: Job, pages: Path) -> None:
    _read(job)
    batches = Batches(job.config.out, _fail)
    again = replace(job, chunks=job.chunks.with_name("again"), first=batches.last + 1)
    (pages / "2024-03-07-p01.txt").write_text("清河县水利局局长周建国到葛仙庄镇检查河道。\n", "utf-8")
    files = map(listed, find_pages([pages], _fail))
    write_chunks(files, lambda file: {file.name: batches.key_of(file.name)}, again.chunks, 1)
    outcome = _read(again)
    assert (outcome.batches, len(outcome.used), outcome.pages) == (["000002"], 6, 7)
    assert [page for page, _, _ in keys_in(read_table(job.batches / "000002", "pages"))] == [
        "2024-03-07-p01.txt"
    ]
    assert [path.name for path in batches_in(job.config.out)] == ["000001", "000002"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"version": "0.0.9"}, "the driver has kg 0.0.9; install one version on all machines"),
        ({"common": "0" * 64}, "other versions of the packages that read pages"),
    ],
)
def test_another_kg_is_refused(job: Job, changed: dict[str, str], said: str) -> None:
    other = replace(job, **changed)  # type: ignore[arg-type]
    assert said in str(_run(look_around, other).error)
    assert said in str(_read(other).error)
    assert batches_in(job.config.out) == []


def test_tasks_read_the_chunks_in_the_order_they_are_given(job: Job, pages: Path) -> None:
    files = list(find_pages([pages], _fail))
    chunks = job.chunks.with_name("two")
    chunks.mkdir()
    for number, some in enumerate((files[:3], files[3:])):
        (chunks / str(number)).write_bytes(dump_chunk([(dump_file(file), {}) for file in some]))
    turned = replace(job, chunks=chunks, numbers=(1, 0))
    told = [
        load_outcome(batch.column(0)[0].as_py())
        for batch in read_chunks([pa.RecordBatch.from_pydict({"id": [0, 1]})], turned)
    ]
    assert [outcome.batches for outcome in told] == [["001001"], ["000001"]]
    assert keys_in(read_table(job.batches / "000001", "pages"))[0][0] == files[0].name


def test_a_model_that_can_not_be_loaded_is_told_before_anything_is_read(job: Job, tmp_path: Path) -> None:
    config = job.config.model_copy(update={"model": str(tmp_path / "model")})
    (tmp_path / "model").mkdir()
    outcome = _run(look_around, replace(job, config=config, common=Keys(config).common))
    assert isinstance(outcome.error, ModelError)
    assert str(tmp_path / "model") in str(outcome.error)


def test_a_folder_that_can_not_be_written_is_named(job: Job) -> None:
    assert _run(look_around, job).error is None
    assert [path.name for path in job.partial.iterdir()] == ["seen-0"]
    gone = replace(job, partial=job.partial.with_name("gone"))
    assert f"{job.config.out}: executors can't write there" in str(_run(look_around, gone).error)
