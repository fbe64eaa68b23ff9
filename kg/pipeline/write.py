"""What comes after reading: who is who, what is tied to what, and the files that tell it."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from kg.config import REVIEW_NAME, Config
from kg.corpus import Ruling, format_review, give_names, read_review, resolve, take_census
from kg.errors import InputError
from kg.model import LABELS
from kg.pipeline.faults import Fault, fault_record
from kg.pipeline.summary import Summary
from kg.relate import relate, serve_posts
from kg.schema import FaultRecord, columns_of
from kg.store.engine import Engine
from kg.store.lines import path_of, write_lines
from kg.store.manifest import file_of
from kg.store.queries import QUERIES, records_of
from kg.store.steps import Steps
from kg.store.tables import RUN
from kg.version import VERSION

_COUNTS = "SELECT (SELECT count(*) FROM pages), (SELECT count(*) FROM articles), (SELECT count(*) FROM posts)"
_BY_LABEL = "SELECT label, count(*) FROM mentions GROUP BY label"


def resolve_all(engine: Steps, review: Sequence[Ruling], config: Config, store: Path) -> None:
    """Work out who is who in the readings of an engine, and give it the names."""
    give_names(engine, resolve(take_census(engine, review, config.node_score), review), store)
    engine.keep("meaning", "SELECT * FROM named")  # which all that follows asks for, again and again
    engine.view("named", "SELECT * FROM meaning")


def relate_all(engine: Steps, config: Config, store: Path) -> None:
    """Work out what is tied to what, and who held which post, in an engine that was given names."""
    relate(
        engine,
        config.windows,
        min_count=config.min_count,
        min_weight=config.min_weight,
        backbone=config.backbone,
        bylines=config.bylines,
        path=file_of(store, "edges"),
    )
    serve_posts(engine, file_of(store, "tenures"), file_of(store, "contradictions"))


@contextmanager
def writing_tables(engine: Engine, staging: Path, *, whole: bool) -> Iterator[Callable[[], dict[str, int]]]:
    """Write the tables of an engine as files of JSON Lines while the work inside goes on.

    It yields what waits until all are written and returns how many rows each file has, or raises what went
    wrong. They are all tables, or `faults`.
    """
    pool = ThreadPoolExecutor(1, "lines")
    paths = {name: path_of(staging, name) for name in (QUERIES if whole else ("faults",))}
    writing = {
        path.name: pool.submit(write_lines, engine, name, QUERIES[name], path) for name, path in paths.items()
    }

    def wait() -> dict[str, int]:
        return {name: each.result() for name, each in writing.items()}

    try:
        yield wait
    finally:
        pool.shutdown(cancel_futures=True)


def count(engine: Steps, summary: Summary) -> None:
    """Note how much was read."""
    ((summary.pages, summary.articles, summary.posts),) = engine.rows(_COUNTS)
    by_label = dict(engine.rows(_BY_LABEL))
    summary.mentions.update({label: by_label[label] for label in LABELS if label in by_label})


def keep_faults(engine: Steps, faults: Iterable[Fault], store: Path) -> None:
    """Keep which pages were left out and why, sorted by page."""
    records = map(fault_record, sorted(faults, key=lambda fault: fault.page))
    columns = columns_of(FaultRecord)
    rows = (tuple(getattr(record, column.name) for column in columns) for record in records)
    engine.keep_rows("faults", FaultRecord, rows, file_of(store, "faults"))


def write_review(path: Path, review: Sequence[Ruling], engine: Engine) -> None:
    """Write the rulings in force and the doubtful pairs, for a person to decide and hand back."""
    path.write_text(format_review(review, records_of(engine, "judgements")), "utf-8", newline="\n")


def read_decided(path: Path) -> list[Ruling]:
    """Return what a review file decides; nothing where there is none, or one that can't be read."""
    try:
        return read_review(path)
    except InputError:
        return []


def write_run(staging: Path, summary: Summary, config: Config) -> None:
    """Write what ran: version, model, configuration, counts, files and how long they are, seconds per stage.

    `cached` and `seconds` alone depend on more than the pages and the configuration.
    """
    record = {
        "version": VERSION,
        "model": config.model,
        "configuration": config.model_dump(mode="json"),
        "counts": {
            "pages": summary.pages,
            "skipped": summary.skipped,
            "failed": summary.failed,
            "articles": summary.articles,
            "mentions": {label: summary.mentions[label] for label in config.labels},
            "posts": summary.posts,
            "entities": summary.entities,
            "edges": summary.edges,
        },
        "files": sorted({path.name for path in staging.iterdir()} | {RUN}),
        "sizes": _sizes(staging, summary),
        "cached": summary.cached,
        "seconds": summary.seconds,
    }
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    (staging / RUN).write_text(text, "utf-8", newline="\n")


def _sizes(staging: Path, summary: Summary) -> dict[str, dict[str, int]]:
    """Return how long each file is that nobody is to change, and how many rows a table has."""
    files = [path for path in sorted(staging.iterdir()) if path.is_file() and path.name != REVIEW_NAME]
    rows = {name: {"rows": count} for name, count in summary.rows.items()}
    return {path.name: {"bytes": path.stat().st_size} | rows.get(path.name, {}) for path in files}
