"""The order of the stages, from the pages' files to the files of the output folder."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from functools import partial
from pathlib import Path

from kg.config import REVIEW_NAME, Config
from kg.corpus import Ruling, read_review
from kg.export.coverage import ask_coverage, title_of
from kg.export.formats import check_formats, write_formats
from kg.export.graphml import write_graphml
from kg.export.held import find_quoted, hold_tables, measure, read_text
from kg.export.page import finish_html
from kg.export.page.drawing import draw, make_ready
from kg.export.page.payload import draft_page
from kg.export.page.quotes import MOST_TEXT
from kg.export.report import write_build_report
from kg.export.stored import StoredTables
from kg.export.tables import GraphTables
from kg.graph.nodes import keep_nodes
from kg.pages import PageFile
from kg.pipeline.beside import Beside, work_beside
from kg.pipeline.cluster import Cluster
from kg.pipeline.given import find_here
from kg.pipeline.read import read_all
from kg.pipeline.readers import Readers
from kg.pipeline.room import check_room
from kg.pipeline.summary import Listener, Summary, timed
from kg.pipeline.write import (
    count,
    keep_faults,
    read_decided,
    relate_all,
    resolve_all,
    write_review,
    write_run,
    writing_tables,
)
from kg.script import check_simplifier
from kg.store.batches import Batches, naming_damage
from kg.store.engine import Engine, open_engine
from kg.store.manifest import STORE, file_of, write_manifest
from kg.store.named import keep_told, open_kept
from kg.store.readings import open_batches
from kg.store.staging import open_staging
from kg.store.steps import Steps
from kg.store.sweeping import sweep

__all__ = ["Listener", "Summary", "build"]

ALONE = 2_000  # entities whose graph is drawn sooner than another process starts


def build(
    config: Config,
    listener: Listener | None = None,
    readers: Readers | None = None,
    cluster: Cluster | None = None,
) -> Summary:
    """Build the graph of the configured pages into the configured folder and return what was done.

    The output files are replaced together when all of them are complete, or not at all. Pages are read in
    processes of their own, as many as `config.jobs` says; those of `readers` stay for the next build. With a
    cluster, that reads the pages and works out who is who and what is tied to what.
    A page that can't be read is left out, see `Summary.faults`.
    Raises InputError when no page can be read, and ConfigError, ModelError or OutputError.
    """
    listener = listener or Listener()
    check_formats(config.formats, config.out)
    if config.simplify:
        check_simplifier()
    review = read_review(config.review) if config.review else []
    later = _watch_review(config.out / REVIEW_NAME, review)
    files = _find(config, listener, cluster)
    summary = Summary(config.out)
    with open_staging(config.out) as staging:
        check_room(config.out, config.given)
        batches = _read(files, config, staging, summary, listener, cluster, readers)
        (staging / STORE).mkdir()
        with naming_damage(config.out, batches), open_engine(staging) as engine:
            open_batches(engine, config.out, batches)
            with cluster.open_steps(engine, staging) if cluster else nullcontext(engine) as steps:
                if steps is not engine:
                    open_batches(steps, config.out, batches)
                _work_out(steps, review, config, staging / STORE, summary, listener)
            if steps is not engine:
                open_kept(engine, staging / STORE)
            _write(engine, review, later, config, staging, summary, listener)
        write_manifest(config.out, staging / STORE, batches)
        write_run(staging, summary, config)
    sweep(config.out)
    return summary


def _watch_review(path: Path, review: Sequence[Ruling]) -> Callable[[], Sequence[Ruling]]:
    """Return what finds the rulings that come into a review file from now on; the next build takes them."""
    before = {*review, *read_decided(path)}
    return lambda: [ruling for ruling in read_decided(path) if ruling not in before]


def _find(config: Config, listener: Listener, cluster: Cluster | None) -> Iterator[PageFile]:
    """Return the files to read; a cluster keeps them to itself."""
    if cluster:
        cluster.find_given(config, listener.on_warning)
        return iter(())
    return find_here(config, listener.on_warning)


def _read(
    files: Iterator[PageFile],
    config: Config,
    staging: Path,
    summary: Summary,
    listener: Listener,
    cluster: Cluster | None,
    readers: Readers | None,
) -> list[str]:
    """Read all files with a cluster, or with processes of this machine; return the batches in use."""
    if cluster:
        with timed("start", summary, listener):
            cluster.start(config, staging)
    with timed("read", summary, listener):
        known = Batches(config.out, listener.on_warning)
        if cluster:
            return cluster.read_all(config, known, staging, summary, listener)
        with _readers(readers) as reading:
            return read_all(files, config, known, summary, listener, reading)


@contextmanager
def _readers(given: Readers | None) -> Iterator[Readers]:
    """Yield what reads pages; unless it was given, its processes and models are gone before all else."""
    if given is not None:
        yield given
    else:
        with closing(Readers()) as own:
            yield own


def _work_out(
    engine: Steps,
    review: Sequence[Ruling],
    config: Config,
    store: Path,
    summary: Summary,
    listener: Listener,
) -> None:
    """Put together what the readings of an engine say, and keep the tables that this comes to."""
    count(engine, summary)
    keep_faults(engine, summary.faults, store)
    with timed("resolve", summary, listener):
        resolve_all(engine, review, config, store)
    with timed("relate", summary, listener):
        relate_all(engine, config, store)


def _write(
    engine: Engine,
    review: Sequence[Ruling],
    later: Callable[[], Sequence[Ruling]],
    config: Config,
    staging: Path,
    summary: Summary,
    listener: Listener,
) -> None:
    """Write the files that tell what the tables of an engine say."""
    whole = config.jsonl or "jsonl" in config.formats
    jobs = config.jobs if int(engine.value("SELECT count(*) FROM entities")) > ALONE else 1
    with (
        work_beside(jobs, make_ready) as start,
        writing_tables(engine, staging, whole=whole) as wait_for_tables,
    ):
        with timed("graph", summary, listener):
            keep_told(engine, staging / STORE)
            measure(engine)
            tables = hold_tables(engine, config.most_edges)
            communities = {node: told["community"] for node, told in tables.graph.nodes(data=True)}
            keep_nodes(engine, communities, file_of(staging / STORE, "nodes"))
        with timed("export", summary, listener):
            write_review(staging / REVIEW_NAME, [*review, *later()], engine)
            _write_pages(engine, tables, config, staging, start)
            write_formats(config.formats, StoredTables(engine, {}, config.most_edges, tables), staging)
            summary.rows = wait_for_tables()
    part = tables.shown.part
    summary.entities, summary.edges = part.all_nodes, part.all_edges


def _write_pages(engine: Engine, tables: GraphTables, config: Config, staging: Path, start: Beside) -> None:
    """Write the graph as GraphML and as a page, and the report; the page is drawn meanwhile."""
    coverage = ask_coverage(engine)
    title = config.title or title_of(coverage)
    part = tables.shown.part
    draft = draft_page(tables.graph, part.edges)
    drawing = start(draw, draft.sketch)
    write_graphml(tables, staging / "graph.graphml")
    write_build_report(staging / "report.html", tables, coverage, title=title, model=config.model)
    page = finish_html(
        draft,
        drawing(),
        partial(find_quoted, engine),
        title=title,
        coverage=coverage,
        totals=(part.all_nodes, part.all_edges),
        whole=read_text(engine, MOST_TEXT),
    )
    (staging / "graph.html").write_text(page, encoding="utf-8", newline="\n")
