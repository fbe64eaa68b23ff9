"""The order of the stages, from the pages' files to the files of the output folder."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from kg.config import Config
from kg.corpus import read_review, resolve
from kg.export.coverage import Coverage, coverage_of, title_of
from kg.export.formats import check_formats, write_formats
from kg.export.graphml import write_graphml
from kg.export.left_out import say_left_out
from kg.export.page import write_html
from kg.export.report import write_build_report
from kg.export.report.noted import Noted
from kg.graph.shown import Shown, show_graph
from kg.model import Evidence, Sentence
from kg.pages import PageFile, find_pages
from kg.pipeline.read import read_all
from kg.pipeline.readers import Readers
from kg.pipeline.summary import Listener, Summary, timed
from kg.pipeline.write import (
    quote,
    relate_all,
    write_faults,
    write_records,
    write_review,
    write_run,
    write_tables,
)
from kg.script import check_simplifier
from kg.store.spool import Spool
from kg.store.staging import open_staging

__all__ = ["Listener", "Summary", "build"]


def build(config: Config, listener: Listener | None = None, readers: Readers | None = None) -> Summary:
    """Build the graph of the configured pages into the configured folder and return what was done.

    The output files are replaced together when all of them are complete, or not at all. Pages are read in
    processes of their own, as many as `config.jobs` says; those of `readers` stay for the next build.
    A page that can't be read is left out, see `Summary.faults`.
    Raises InputError when no page can be read, and ConfigError, ModelError or OutputError.
    """
    if readers is None:
        with closing(Readers()) as own:
            return build(config, listener, own)
    listener = listener or Listener()
    check_formats(config.formats, config.out)
    if config.simplify:
        check_simplifier()
    review = read_review(config.review) if config.review else []
    files = _find_pages(config, listener)
    summary, noted = Summary(config.out), Noted()
    with open_staging(config.out) as staging:
        with closing(Spool(staging / "spool")) as spool:
            with timed("read", summary, listener):
                census = read_all(files, config, spool, summary, listener, readers)
            with timed("resolve", summary, listener):
                resolution = resolve(census, review)
            with timed("relate", summary, listener):
                edges = relate_all(spool, resolution, config, staging, noted)
            with timed("graph", summary, listener):
                shown = show_graph(resolution.entities, edges, config.most_edges)
            with timed("export", summary, listener):
                write_tables(staging, resolution, edges, noted)
                write_faults(staging, summary.faults, noted)
                write_review(staging / "review.csv", review, resolution)
                quoted = quote(edges, spool)
                write_records(staging, "sentences", (quoted[key] for key in sorted(quoted)), noted)
                coverage = coverage_of(noted.rows["pages"], noted.rows["articles"])
                title = config.title or title_of(coverage)
                _write_graph(staging, shown, quoted, title, coverage)
                tables = noted.tables(shown, resolution.entities, edges, quoted)
                write_build_report(
                    staging / "report.html", tables, noted.where, title=title, model=config.model
                )
                write_formats(config.formats, staging, config.most_edges)
        summary.entities, summary.edges = len(resolution.entities), len(edges)
        write_run(staging, summary, config)
    return summary


def _write_graph(
    staging: Path, shown: Shown, quoted: Mapping[Evidence, Sentence], title: str, coverage: Coverage
) -> None:
    """Write the graph as GraphML and as a page."""
    part = shown.part
    write_graphml(shown.graph, staging / "graph.graphml", say_left_out(part, "graphml"))
    write_html(
        shown.graph,
        part.edges,
        quoted,
        staging / "graph.html",
        title=title,
        coverage=coverage,
        totals=(part.all_nodes, part.all_edges),
    )


def _find_pages(config: Config, listener: Listener) -> list[PageFile]:
    """Return the page files; what an earlier build wrote inside a folder of pages is none."""
    files = find_pages(config.pages, listener.on_warning)
    out = config.out.resolve()
    given = [path.resolve() for path in config.pages]
    if any(out in (path, *path.parents) for path in given):  # the user means what lies there
        return files
    return [file for file in files if out not in file.path.resolve().parents]
