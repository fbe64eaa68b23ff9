"""The second and third pass: rows with entity ids, edges, the sentences that are quoted, the files."""

import json
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

from kg.config import Config
from kg.corpus import Resolution, Ruling, format_review
from kg.export.report.noted import Noted
from kg.model import Article, Edge, Evidence, Page, Reading, Sentence
from kg.pipeline.faults import Fault, fault_record
from kg.pipeline.summary import Summary
from kg.relate import Relations, Tenures, contradiction_record, hierarchy_edges, tenure_record
from kg.schema import Record, Row
from kg.store.jsonl import write_jsonl
from kg.store.records import path_of, to_row
from kg.store.rows import article_row, mention_rows, page_row, post_rows, text_rows
from kg.store.spool import Spool
from kg.text import heal
from kg.version import VERSION

RUN = "run.json"
BY_PAGE = ("pages", "articles", "mentions", "posts", "text")  # tables whose rows come page by page


def relate_all(
    spool: Spool, resolution: Resolution, config: Config, staging: Path, noted: Noted
) -> list[Edge]:
    """Write the rows of all pages with their entity ids, which are noted, and return the edges."""
    relations, tenures = Relations(config.windows, config.bylines), Tenures()
    with ExitStack() as stack:
        files = {
            name: stack.enter_context(path_of(staging, name).open("w", encoding="utf-8", newline="\n"))
            for name in BY_PAGE
        }
        for reading in spool:
            relations.add(reading, resolution)
            tenures.add(reading, resolution)
            for name, rows in _page_rows(reading, resolution).items():
                files[name].writelines(noted.passing(name, rows))
    _write_tenures(staging, tenures, resolution, noted)
    met_or_stated = relations.edges(config.min_count, config.min_weight, config.backbone)
    return sorted(
        [*met_or_stated, *hierarchy_edges(resolution.entities)], key=lambda e: (e.kind, e.source, e.target)
    )


def _page_rows(reading: Reading, resolution: Resolution) -> dict[str, Iterable[Row]]:
    """Return the rows of one page for each of the tables of BY_PAGE."""
    return {
        "pages": [page_row(reading.page)],
        "articles": map(article_row, reading.articles),
        "mentions": mention_rows(reading, resolution),
        "posts": post_rows(reading, resolution),
        "text": text_rows(reading),
    }


def write_tables(staging: Path, resolution: Resolution, edges: Iterable[Edge], noted: Noted) -> None:
    """Write the tables of the whole corpus."""
    write_records(staging, "entities", resolution.entities, noted)
    write_records(staging, "judgements", resolution.judgements, noted)
    write_records(staging, "edges", edges, noted)


def write_records(staging: Path, table: str, records: Iterable[Record], noted: Noted) -> None:
    """Write the records of a table as they come."""
    write_jsonl(path_of(staging, table), noted.passing(table, map(to_row, records)))


def _write_tenures(staging: Path, tenures: Tenures, resolution: Resolution, noted: Noted) -> None:
    """Write who held which post from when to when, and what contradicts each other."""
    entities = {entity.id: entity for entity in resolution.entities}
    write_records(staging, "tenures", (tenure_record(each, entities) for each in tenures.tenures()), noted)
    found = (contradiction_record(each, entities) for each in tenures.contradictions())
    write_records(staging, "contradictions", found, noted)


def write_faults(staging: Path, faults: Iterable[Fault], noted: Noted) -> None:
    """Write which pages were left out and why, sorted by page; an empty file where none was."""
    ordered = sorted(faults, key=lambda fault: fault.page)
    write_records(staging, "faults", map(fault_record, ordered), noted)


def write_review(path: Path, review: Sequence[Ruling], resolution: Resolution) -> None:
    """Write the rulings in force and the doubtful pairs, for a person to decide and hand back."""
    path.write_text(format_review(review, resolution.judgements), "utf-8", newline="\n")


def quote(edges: Iterable[Edge], spool: Spool) -> dict[Evidence, Sentence]:
    """Return the passages that the edges rest on, as a reader reads them, with where they stand."""
    wanted: dict[str, set[Evidence]] = {}
    for edge in edges:
        for evidence in edge.evidence:
            wanted.setdefault(evidence.page, set()).add(evidence)
    quoted = {}
    for page, articles in spool.articles():
        for evidence in sorted(wanted.pop(page.path, ())):
            quoted[evidence] = _sentence(evidence, page, articles)
    return quoted


def _sentence(evidence: Evidence, page: Page, articles: Iterable[Article]) -> Sentence:
    """Return one passage of a page with its article's headline and date and its line number."""
    raw = page.raw
    article = next((a for a in articles if _holds(a, evidence)), None)
    return Sentence(
        page=evidence.page,
        start=evidence.start,
        end=evidence.end,
        text=heal(raw, [[(evidence.start, evidence.end)]]).chars,
        headline=article.headline if article else "",
        date=(article.date if article else None) or page.date,
        line=raw.count("\n", 0, evidence.start) + 1,
    )


def _holds(article: Article, evidence: Evidence) -> bool:
    """Tell whether a passage starts inside an article."""
    return any(start <= evidence.start < end for start, end in article.headline_spans + article.body_spans)


def write_run(staging: Path, summary: Summary, config: Config) -> None:
    """Write what ran: version, model, configuration, counts, files, seconds per stage.

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
        "cached": summary.cached,
        "seconds": summary.seconds,
    }
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    (staging / RUN).write_text(text, "utf-8", newline="\n")
