"""kg for programs: `build` and `open_build`, and each stage alone."""

import hashlib
import logging
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypedDict, Unpack

from kg.config import NODE_SCORE, Config, make_config
from kg.corpus import Resolution, give_names, read_review, resolve, take_census
from kg.errors import ConfigError
from kg.model import Edge, ItemColumn, Label, Page, Reading, Window
from kg.pages import read_pages as read_page_files
from kg.pipeline.build import build as run_build
from kg.pipeline.readers import Readers
from kg.pipeline.summary import Listener
from kg.relate import relate
from kg.remote import address_of
from kg.result import Result, make_folder
from kg.spark.build import build_on_spark
from kg.store.queries import records_of
from kg.store.readings import open_readings
from kg.text import read_date

LOGGER = logging.getLogger("kg")

StrPath = str | Path

_HERE = Readers(here=True)  # its model stays loaded from one call of `build` to the next


class Settings(TypedDict, total=False):
    """The settings of a build, as in kg.toml; see kg.Config for what they mean and their defaults."""

    model: str
    gazetteers: Sequence[StrPath]
    review: StrPath | None
    labels: Sequence[Label]
    min_score: float
    node_score: float
    windows: Sequence[Window]
    min_count: int
    min_weight: float
    backbone: float
    most_edges: int
    bylines: bool
    jobs: int
    page_seconds: float
    strict: bool
    date: str | None
    encodings: Sequence[str]
    ocr: bool
    simplify: bool
    title: str
    formats: Sequence[str]
    jsonl: bool
    cache: bool
    engine: Literal["duckdb", "spark"]
    master: str
    columns: Mapping[ItemColumn, str]


class LoggingListener(Listener):
    """Hands what was left out, and why, to the logger `kg`."""

    def on_warning(self, message: str) -> None:
        """Log a warning."""
        LOGGER.warning("%s", message)


def build(
    pages: StrPath | Iterable[StrPath] = (),
    out: StrPath | None = None,
    *,
    table: StrPath | Iterable[StrPath] = (),
    config: StrPath | None = None,
    listener: Listener | None = None,
    **settings: Unpack[Settings],
) -> Result:
    """Build the graph of page files, folders, patterns and tables, and return what was found.

    A table (.tsv .csv .jsonl .parquet) has a news item in each row; `columns` says what it calls its columns
    where that can't be guessed: `columns={"text": "正文"}`.

    Without `out`, the files lie in a temporary folder as long as the result is used. `config` is a kg.toml;
    keyword settings win over it. This process reads the pages unless `jobs` says otherwise (with more, a
    script must call this below `if __name__ == "__main__":`). Pages that can't be read are left out and
    named by the logger `kg`, or by a listener, and in `faults.jsonl`; with `jobs` from 2 on also those that
    crash their process or take longer than `page_seconds` wherever they hang, while this process can end a
    page that takes too long only in the main thread of a POSIX system and between two steps of Python.
    Counting the sheets of PDF, ZIP and other files of many is always done here, before pages are read.
    With `jobs` 1 the model stays loaded from one call to the next.
    Raises KgError for what the user can mend.

    >>> import tempfile, pathlib
    >>> folder = tempfile.TemporaryDirectory()
    >>> page = pathlib.Path(folder.name, "2024-03-06.txt")
    >>> _ = page.write_text("清河县人民医院院长赵立群来到葛仙庄镇义诊。", encoding="utf-8")
    >>> result = build(page, model="rules")
    >>> [(post.person, post.body, post.title) for post in result.posts]
    [('赵立群', '清河县人民医院', '院长')]
    >>> [entity.name for entity in result.find("赵立群")]
    ['赵立群']
    >>> folder.cleanup()
    """
    given = _paths(pages), _paths(table)
    folder = Path(out) if out is not None else make_folder()
    try:
        _run(_configure(*given, folder, config, settings), listener or LoggingListener())
    except BaseException:
        if out is None:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    return Result(folder, temporary=out is None)


def _run(config: Config, listener: Listener) -> None:
    """Build with the engine that is asked for, into a folder of this machine."""
    if address := address_of(config.out):
        raise ConfigError(
            "{address}: a Result reads a folder of this machine; give one as out, or build with `kg build`",
            address=address,
        )
    if config.engine == "spark":
        build_on_spark(config, listener)
    else:
        run_build(config, listener, _HERE if config.jobs == 1 else None)


def _configure(
    pages: Sequence[StrPath],
    tables: Sequence[StrPath],
    out: Path,
    config: StrPath | None,
    settings: Mapping[str, object],
) -> Config:
    """Return the configuration of a build; kg.toml has no say in where it reads and writes."""
    given = {"jobs": 1, **settings, "pages": pages, "tables": tables, "out": out}
    return make_config(Path(config) if config is not None else None, given)


def read_pages(
    pages: StrPath | Iterable[StrPath],
    *,
    date: str | None = None,
    ocr: bool = False,
    encodings: Sequence[str] = (),
) -> Iterator[Page]:
    """Yield the pages of files and folders one by one: decoded text, encoding, date where one is known.

    Those that can't be read are left out and named by the logger `kg`; InputError when none is left.
    """
    _check_date(date)
    return read_page_files(
        map(Path, _paths(pages)), LoggingListener().on_warning, date, ocr=ocr, encodings=encodings
    )


def _paths(given: StrPath | Iterable[StrPath]) -> tuple[StrPath, ...]:
    return (given,) if isinstance(given, str | Path) else tuple(given)


def _check_date(date: str | None) -> None:
    if date is not None and read_date(date) is None:
        template = (
            "date: {date!r} is no day of the calendar of the years 1000 to 2999; write it as 2018-12-08"
        )
        raise ConfigError(template, date=date)


def make_page(text: str, name: str = "page.txt", *, date: str | None = None) -> Page:
    """Return a text as a page; the name is what mentions and passages cite.

    Raises ConfigError for a date that is none.

    >>> make_page("清河县人民医院院长赵立群来到葛仙庄镇。", date="2024-03-06").date_source
    'flag'
    """
    _check_date(date)
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return Page(name, text, "utf-8", digest, date, "flag" if date else None)


def resolve_readings(
    readings: Iterable[Reading], review: StrPath | None = None, *, node_score: float = NODE_SCORE
) -> Resolution:
    """Return who is who in some readings: entities, judgements, and `entity_of` a mention.

    `review` is a CSV file with what a person decided about names. A name with no post and no mention of
    `node_score` stands for no entity.
    """
    rulings = read_review(Path(review)) if review is not None else []
    with open_readings(readings) as engine:
        resolution = resolve(take_census(engine, rulings, node_score), rulings)
        give_names(engine, resolution)
        return replace(resolution, judgements=list(records_of(engine, "judgements")))


def relate_readings(
    readings: Iterable[Reading],
    resolution: Resolution,
    windows: Sequence[Window] = ("sentence",),
    *,
    min_count: int = 1,
    min_weight: float = -1.0,
    backbone: float = 1.0,
    bylines: bool = False,
) -> list[Edge]:
    """Return the edges of some readings: co-occurrence, posts, and what names say of places and bodies."""
    with open_readings(readings) as engine:
        give_names(engine, resolution)
        relate(
            engine, windows, min_count=min_count, min_weight=min_weight, backbone=backbone, bylines=bylines
        )
        return list(records_of(engine, "edges"))
