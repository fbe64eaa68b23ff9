"""`kg build`: flags into settings, once or each time that a file changes."""

from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Annotated, get_args

import typer

from kg.cli.complete import MODELS, complete_from
from kg.cli.export import split_formats
from kg.cli.progress import open_listener, print_line, print_summary
from kg.cli.watch import look, wait_for_change, written_by_build
from kg.config import Config, Window, find_config, find_review, read_config
from kg.errors import ConfigError, KgError
from kg.export.formats import FORMATS
from kg.messages import say
from kg.model import LABELS
from kg.pipeline.build import build
from kg.pipeline.readers import Readers


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
            autocompletion=complete_from(get_args(Window)),
        ),
    ] = None,
    min_count: Annotated[int | None, typer.Option(help="Fewest co-occurrences of an edge.")] = None,
    min_weight: Annotated[float | None, typer.Option(help="Smallest NPMI of an edge, -1 to 1.")] = None,
    backbone: Annotated[
        float | None, typer.Option(help="Largest alpha of an edge in the disparity filter, 0 to 1.")
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
    ocr: Annotated[
        bool | None, typer.Option("--ocr", help="Recognize scanned PDF pages (needs tesseract).")
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
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Recognize every page anew and keep nothing.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Build again whenever a page or setting changes; Ctrl-C ends.")
    ] = False,
) -> None:
    """Read pages and write the graph and its tables into a folder."""
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
        "min_count": min_count,
        "min_weight": min_weight,
        "backbone": backbone,
        "bylines": bylines,
        "jobs": jobs,
        "page_seconds": page_seconds,
        "strict": strict,
        "date": date,
        "ocr": ocr,
        "simplify": simplify,
        "title": title,
        "formats": split_formats(formats),
        "cache": False if no_cache else None,
    }
    if watch:
        watch_build(config, flags)
    else:
        build_once(read_settings(config, flags))


def read_columns(values: Iterable[str]) -> dict[str, str]:
    """Return what tables call their columns, from repeated flags; ConfigError for one without `=`.

    >>> read_columns(["text=正文", "id = no"])
    {'text': '正文', 'id': 'no'}
    """
    columns = {}
    for value in values:
        column, equals, name = value.partition("=")
        if not equals:
            raise ConfigError("--column: {value!r} names no column; write text=NAME", value=value)
        columns[column.strip()] = name.strip()
    return columns


def read_settings(path: Path | None, flags: Mapping[str, object]) -> Config:
    """Return the settings of a file (default: the kg.toml here) and flags, with the review file found."""
    settings = read_config(path or find_config(Path()), **flags)
    if settings.review is None and (found := find_review(Path()) or find_review(settings.out)):
        settings = settings.model_copy(update={"review": found})
    return settings


def build_once(settings: Config, readers: Readers | None = None) -> None:
    """Build, showing how it goes on, and print what was done."""
    with open_listener() as listener:
        summary = build(settings, listener, readers)
    print_summary(summary)


def watch_build(path: Path | None, flags: Mapping[str, object]) -> None:
    """Build, and again after each change of a file that the build reads, until Ctrl-C.

    The model stays loaded meanwhile. Mistakes in the first settings are raised, later ones are printed and
    the watch goes on.
    """
    settings = read_settings(path, flags)
    with suppress(KeyboardInterrupt), closing(Readers()) as readers:
        while True:
            seen = look(settings, path)
            try:
                settings = read_settings(path, flags)
                seen = look(settings, path)
                build_once(settings, readers)
            except KgError as error:
                print_line(say("kg: error: {said}", said=error.phrase))
            seen |= written_by_build(look(settings, path), settings.out)
            print_line(say("watching for changes; Ctrl-C ends"))
            changed = wait_for_change(seen, partial(look, settings, path))
            print_line(say("{path}: changed", path=changed))
