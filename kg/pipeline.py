"""The build: the only place that knows the order of the stages.

Each page file becomes a Reading in a worker process (pages, articles, recognize, posts); the readings
are spooled to disk in page order. A first pass counts what resolution needs, a second one writes the
rows that carry entity ids and counts edges, a third picks the sentences that the graph page quotes.
Only the tables of entities and edges, and the quoted sentences, are held in memory.
"""

import json
import os
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from spacy.language import Language

from kg import __version__
from kg.articles import split_page
from kg.config import Config
from kg.errors import InputError, KgError
from kg.export.formats import check_formats, write_formats
from kg.export.graphml import write_graphml
from kg.export.html import write_html
from kg.export.jsonl import (
    Row,
    article_row,
    edge_row,
    entity_row,
    format_row,
    judgement_row,
    mention_rows,
    page_row,
    post_rows,
    write_jsonl,
)
from kg.export.passages import text_rows, write_sentences
from kg.export.staging import open_staging
from kg.export.tenures import contradiction_row, tenure_row
from kg.graph import build_graph
from kg.model import Article, Edge, Evidence, Mention, Post, Reading, Sentence
from kg.pages import PageFile, find_pages, read_page
from kg.recognize import load_pipeline, recognize
from kg.relate import Relations, Tenures, complete, find_posts, hierarchy_edges
from kg.resolve import Census, Resolution, Ruling, add_references, format_review, read_review, resolve
from kg.script import as_printed, check_simplifier, simplify
from kg.spool import Spool
from kg.text import heal

AHEAD = 4  # pages under way for each worker, so that memory does not depend on the number of pages


class Listener:
    """Told how a build goes on; the command line draws it. This one keeps still."""

    def on_page(self, path: str, done: int, total: int) -> None:
        """Hear that a page was read."""

    def on_stage(self, name: str) -> None:
        """Hear that a stage begins."""

    def on_warning(self, message: str) -> None:
        """Hear that something was left out, and why."""


@dataclass(slots=True)
class Summary:
    """What a build read, found and wrote."""

    out: Path
    pages: int = 0
    skipped: int = 0
    articles: int = 0
    mentions: Counter[str] = field(default_factory=Counter)
    posts: int = 0
    entities: int = 0
    edges: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, reading: Reading) -> None:
        """Count one page."""
        self.pages += 1
        self.articles += len(reading.articles)
        self.mentions.update(mention.label for mention in reading.mentions)
        self.posts += len(reading.posts)


def build(config: Config, listener: Listener | None = None) -> Summary:
    """Build the graph of the configured pages into the configured folder and return what was done.

    The output files are replaced together when all of them are complete, or not at all.
    Raises InputError when no page can be read, and ConfigError, ModelError or OutputError.
    """
    listener = listener or Listener()
    check_formats(config.formats, config.out)
    if config.simplify:
        check_simplifier()
    review = read_review(config.review) if config.review else []
    files = find_pages(config.pages, listener.on_warning)
    summary = Summary(config.out)
    with open_staging(config.out) as staging, ExitStack() as stack:
        spool = Spool(staging / "spool")
        stack.callback(spool.close)
        with _timed("read", summary, listener):
            census = _read_all(files, config, spool, summary, listener)
        with _timed("resolve", summary, listener):
            resolution = resolve(census, review)
        with _timed("relate", summary, listener):
            edges = _relate_all(spool, resolution, config, staging)
        with _timed("graph", summary, listener):
            graph = build_graph(resolution.entities, edges)
        with _timed("export", summary, listener):
            _write_tables(staging, resolution, edges)
            _write_review(staging / "review.csv", review, resolution)
            write_graphml(graph, staging / "graph.graphml")
            quoted = _quote(edges, spool)
            write_sentences(staging / "sentences.jsonl", quoted)
            write_html(graph, edges, quoted, staging / "graph.html", title=config.title)
            write_formats(config.formats, staging)
        summary.entities, summary.edges = len(resolution.entities), len(edges)
        _write_run(staging / "run.json", summary, config)
    return summary


def read_page_file(file: PageFile, nlp: Language, config: Config) -> Reading:
    """Return all that one page file says: its articles, mentions and posts."""
    page = read_page(file, date=config.date, ocr=config.ocr)
    articles = split_page(page)
    recognized = [mention for mention in _recognize(articles, nlp, config) if mention.label in config.labels]
    mentions: list[Mention] = []
    posts: list[Post] = []
    for article in articles:
        own = add_references(article, [mention for mention in recognized if mention.article == article.id])
        mentions += (mention for mention in own if mention.label in config.labels)
        posts += find_posts(article, own, page.date)
    mentions.sort(key=lambda mention: mention.start)
    return Reading(page, tuple(articles), tuple(mentions), tuple(complete(posts)))


def _recognize(articles: Sequence[Article], nlp: Language, config: Config) -> Iterator[Mention]:
    """Yield the mentions of some articles as printed, recognized in simplified characters if asked for."""
    if not config.simplify:
        yield from recognize(articles, nlp)
        return
    printed = {article.id: article for article in articles}
    for mention in recognize([simplify(article) for article in articles], nlp):
        yield as_printed(mention, printed[mention.article])


def _read_all(
    files: Sequence[PageFile], config: Config, spool: Spool, summary: Summary, listener: Listener
) -> Census:
    """Spool the reading of every file in order and return the census of them all."""
    census = Census()
    for number, (file, reading) in enumerate(_readings(files, config), 1):
        if isinstance(reading, InputError):
            summary.skipped += 1
            listener.on_warning(f"{reading}; skipped")
        else:
            spool.append(reading)
            census.add(reading)
            summary.add(reading)
        listener.on_page(file.name, number, len(files))
    if not summary.pages:
        raise InputError(f"{config.pages[0]}: no page could be read; the warnings above say why")
    return census


def _readings(files: Sequence[PageFile], config: Config) -> Iterator[tuple[PageFile, Reading | InputError]]:
    """Yield each file with its reading, or with the reason why it has none, in the order given."""
    cores = os.cpu_count() or 1
    jobs = min(config.jobs or cores, len(files))
    if jobs == 1:
        _start_worker(config, cores)
        yield from ((file, _read_in_worker(file)) for file in files)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start_worker, (config,)) as pool:
        under_way: deque[tuple[PageFile, Future[Reading | InputError]]] = deque()
        for file in files:
            under_way.append((file, pool.submit(_read_in_worker, file)))
            if len(under_way) >= AHEAD * jobs:
                first, future = under_way.popleft()
                yield first, future.result()
        yield from ((file, future.result()) for file, future in under_way)


_reader: Callable[[PageFile], Reading] | KgError = KgError("the worker was not started")  # set in each worker


def _start_worker(config: Config, threads: int = 1) -> None:
    """Load the recognizer once for all the pages that this process will read.

    A fault is kept and raised at the first page: a pool would hide what an initializer raises.
    """
    global _reader
    try:
        nlp = load_pipeline(config.model, config.gazetteers, config.labels, threads)
    except KgError as error:
        _reader = error
    else:
        _reader = partial(read_page_file, nlp=nlp, config=config)


def _read_in_worker(file: PageFile) -> Reading | InputError:
    if isinstance(_reader, KgError):
        raise _reader
    try:
        return _reader(file)
    except InputError as error:
        return error


def _relate_all(spool: Spool, resolution: Resolution, config: Config, staging: Path) -> list[Edge]:
    """Write the rows of all pages with their entity ids and return the edges."""
    relations, tenures = Relations(config.windows, config.bylines), Tenures()
    with ExitStack() as stack:
        files = {
            name: stack.enter_context((staging / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n"))
            for name in ("pages", "articles", "mentions", "posts", "text")
        }
        for reading in spool:
            relations.add(reading, resolution)
            tenures.add(reading, resolution)
            for name, rows in _page_rows(reading, resolution).items():
                files[name].writelines(map(format_row, rows))
    _write_tenures(staging, tenures, resolution)
    met_or_stated = relations.edges(config.min_count, config.min_weight, config.backbone)
    return sorted(
        [*met_or_stated, *hierarchy_edges(resolution.entities)], key=lambda e: (e.kind, e.source, e.target)
    )


def _page_rows(reading: Reading, resolution: Resolution) -> dict[str, Iterable[Row]]:
    """Return the rows of one page for each of the tables that have rows by page."""
    return {
        "pages": [page_row(reading.page)],
        "articles": map(article_row, reading.articles),
        "mentions": mention_rows(reading, resolution),
        "posts": post_rows(reading, resolution),
        "text": text_rows(reading),
    }


def _write_tables(staging: Path, resolution: Resolution, edges: Iterable[Edge]) -> None:
    """Write the tables of the whole corpus."""
    write_jsonl(staging / "entities.jsonl", map(entity_row, resolution.entities))
    write_jsonl(staging / "judgements.jsonl", map(judgement_row, resolution.judgements))
    write_jsonl(staging / "edges.jsonl", map(edge_row, edges))


def _write_tenures(staging: Path, tenures: Tenures, resolution: Resolution) -> None:
    """Write who held which post from when to when, and what contradicts each other."""
    entities = {entity.id: entity for entity in resolution.entities}
    write_jsonl(staging / "tenures.jsonl", (tenure_row(t, entities) for t in tenures.tenures()))
    found = (contradiction_row(c, entities) for c in tenures.contradictions())
    write_jsonl(staging / "contradictions.jsonl", found)


def _write_review(path: Path, review: Sequence[Ruling], resolution: Resolution) -> None:
    """Write the rulings in force and the doubtful pairs, for a person to decide and hand back."""
    path.write_text(format_review(review, resolution.judgements), "utf-8", newline="\n")


def _quote(edges: Iterable[Edge], spool: Spool) -> dict[Evidence, Sentence]:
    """Return the passages that the edges rest on, as a reader reads them, with where they stand."""
    wanted: dict[str, set[Evidence]] = {}
    for edge in edges:
        for evidence in edge.evidence:
            wanted.setdefault(evidence.page, set()).add(evidence)
    quoted = {}
    for reading in spool:
        for evidence in sorted(wanted.pop(reading.page.path, ())):
            quoted[evidence] = _sentence(evidence, reading)
    return quoted


def _sentence(evidence: Evidence, reading: Reading) -> Sentence:
    """Return one passage of a page with its article's headline and date and its line number."""
    raw = reading.page.raw
    article = next((a for a in reading.articles if _holds(a, evidence)), None)
    return Sentence(
        page=evidence.page,
        start=evidence.start,
        end=evidence.end,
        text=heal(raw, [[(evidence.start, evidence.end)]]).chars,
        headline=article.headline if article else "",
        date=(article.date if article else None) or reading.page.date,
        line=raw.count("\n", 0, evidence.start) + 1,
    )


def _holds(article: Article, evidence: Evidence) -> bool:
    """Tell whether a passage starts inside an article."""
    return any(start <= evidence.start < end for start, end in article.headline_spans + article.body_spans)


def _write_run(path: Path, summary: Summary, config: Config) -> None:
    """Write what ran: version, model, configuration, counts, seconds per stage."""
    record = {
        "version": __version__,
        "model": config.model,
        "configuration": config.model_dump(mode="json"),
        "counts": {
            "pages": summary.pages,
            "skipped": summary.skipped,
            "articles": summary.articles,
            "mentions": {label: summary.mentions[label] for label in config.labels},
            "posts": summary.posts,
            "entities": summary.entities,
            "edges": summary.edges,
        },
        "seconds": summary.seconds,
    }
    path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", "utf-8", newline="\n")


@contextmanager
def _timed(stage: str, summary: Summary, listener: Listener) -> Iterator[None]:
    """Tell the listener that a stage begins and note the seconds it took."""
    listener.on_stage(stage)
    start = time.perf_counter()
    yield
    summary.seconds[stage] = round(time.perf_counter() - start, 3)
