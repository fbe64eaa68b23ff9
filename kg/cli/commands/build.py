"""`kg build`: flags into settings."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.complete import MODELS, complete_from
from kg.export.formats import FORMATS
from kg.model import ENGINES, LABELS, WINDOWS


def build_command(
    pages: Annotated[
        list[Path] | None, typer.Argument(help="Page files, folders, patterns, archives.  [default: seeds]")
    ] = None,
    table: Annotated[
        list[Path] | None, typer.Option(help="Table of news items: .tsv .csv .jsonl .parquet; repeatable.")
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="What a table calls a column: text=正文; can be repeated.")
    ] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Output folder.  [default: output]")] = None,
    config: Annotated[
        Path | None, typer.Option(help="Settings file.  [default: kg.toml here, if any]")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            help="kg_zh (kg's own), rules, or an installed spaCy pipeline.",
            autocompletion=complete_from(MODELS),
        ),
    ] = None,
    gazetteer: Annotated[
        list[Path] | None, typer.Option(help="CSV: term,label,canonical[,aliases]; can be repeated.")
    ] = None,
    review: Annotated[
        Path | None, typer.Option(help="CSV: action,a,b,label,note.  [default: review.csv here or in OUT]")
    ] = None,
    label: Annotated[
        list[str] | None,
        typer.Option(help=f"Only these labels ({' '.join(LABELS)}).", autocompletion=complete_from(LABELS)),
    ] = None,
    window: Annotated[
        list[str] | None,
        typer.Option(
            help="Co-occurrence in: sentence, paragraph, article.",
            autocompletion=complete_from(WINDOWS),
        ),
    ] = None,
    min_score: Annotated[
        float | None, typer.Option(help="Smallest score of a name, 0 to 1; 0 keeps all.")
    ] = None,
    node_score: Annotated[
        float | None,
        typer.Option(help="Score that a name without a post must have to be a node, 0 to 1; 0 for all."),
    ] = None,
    min_count: Annotated[int | None, typer.Option(help="Fewest co-occurrences of an edge.")] = None,
    min_weight: Annotated[float | None, typer.Option(help="Smallest weight of an edge, -1 to 1.")] = None,
    backbone: Annotated[
        float | None, typer.Option(help="Largest alpha of an edge in the disparity filter, 0 to 1.")
    ] = None,
    most_edges: Annotated[
        int | None, typer.Option(help="Most edges in a file of the graph, the strongest; 0 is all.")
    ] = None,
    bylines: Annotated[
        bool | None, typer.Option("--bylines", help="Let reporters co-occur with what they report.")
    ] = None,
    jobs: Annotated[int | None, typer.Option("-j", "--jobs", help="Processes; 0 is one a core.")] = None,
    page_seconds: Annotated[
        float | None, typer.Option(help="Most seconds that a page may take; then it is left out.")
    ] = None,
    strict: Annotated[
        bool | None, typer.Option("--strict", help="Write nothing where a page can't be read.")
    ] = None,
    date: Annotated[
        str | None, typer.Option(help="Date of all pages, YYYY-MM-DD, whatever they say.")
    ] = None,
    encoding: Annotated[
        list[str] | None,
        typer.Option(help="Of text files that don't tell: gb18030; of a pattern: 'old/*.txt=big5'; repeat."),
    ] = None,
    ocr: Annotated[
        bool | None, typer.Option("--ocr", help="Recognize the characters of scanned pages (needs kg[ocr]).")
    ] = None,
    simplify: Annotated[
        bool | None, typer.Option("--simplify", help="Simplify traditional characters to recognize names.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of the graph page.")] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            help="More formats, as in `kg export`: gexf,sqlite.", autocompletion=complete_from(FORMATS)
        ),
    ] = None,
    no_jsonl: Annotated[
        bool, typer.Option("--no-jsonl", help="Write no tables as JSON Lines; commands need none.")
    ] = False,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Read every page anew.")] = False,
    engine: Annotated[
        str | None,
        typer.Option(
            help="duckdb: this machine; spark: a cluster.  [default: duckdb]",
            autocompletion=complete_from(ENGINES),
        ),
    ] = None,
    master: Annotated[
        str | None,
        typer.Option(help="Of Spark: local[*], spark://HOST:7077, yarn.  [default: spark-submit's]"),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Build again whenever a page or setting changes; Ctrl-C ends.")
    ] = False,
) -> None:
    """Read pages and write the graph and its tables into a folder."""
    from kg.cli.build import build_with, read_columns, split_formats, watch_build

    flags: dict[str, object] = {
        "pages": pages or None,
        "tables": table,
        "columns": read_columns(column) if column else None,
        "out": out,
        "model": model,
        "gazetteers": gazetteer,
        "review": review,
        "labels": label,
        "windows": window,
        "min_score": min_score,
        "node_score": node_score,
        "min_count": min_count,
        "min_weight": min_weight,
        "backbone": backbone,
        "most_edges": most_edges,
        "bylines": bylines,
        "jobs": jobs,
        "page_seconds": page_seconds,
        "strict": strict,
        "date": date,
        "encodings": encoding,
        "ocr": ocr,
        "simplify": simplify,
        "title": title,
        "formats": split_formats(formats),
        "jsonl": False if no_jsonl else None,
        "cache": False if no_cache else None,
        "engine": engine,
        "master": master,
    }
    run = watch_build if watch else build_with
    run(config, flags)
