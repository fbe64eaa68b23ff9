"""`kg build`: flags into settings, and how a build is shown while it runs."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kg.cli.export import split_formats
from kg.config import find_config, find_review, read_config
from kg.model import LABELS
from kg.pipeline import Listener, Summary, build

LOG_STEPS = 10  # plain progress lines of one build


class LogListener(Listener):
    """Plain lines on standard error, for logs and pipes."""

    def on_page(self, path: str, done: int, total: int) -> None:
        """Print about ten lines over the whole build."""
        if done == total or done % max(1, total // LOG_STEPS) == 0:
            _say(f"read {done} of {total} pages ({path})")

    def on_stage(self, name: str) -> None:
        """Print the name of the stage that begins."""
        _say(f"{name} …")

    def on_warning(self, message: str) -> None:
        """Print a warning."""
        _say(f"kg: warning: {message}")


class BarListener(Listener):
    """A progress bar on a terminal."""

    def __init__(self, progress: Progress) -> None:
        """Draw on a started progress display."""
        self._progress = progress
        self._task = progress.add_task("starting", total=None)

    def on_page(self, path: str, done: int, total: int) -> None:
        """Move the bar."""
        self._progress.update(self._task, description=f"reading {path}", completed=done, total=total)

    def on_stage(self, name: str) -> None:
        """Name the stage that begins."""
        self._progress.update(self._task, description=name)

    def on_warning(self, message: str) -> None:
        """Print a warning above the bar."""
        self._progress.console.print(f"kg: warning: {message}", markup=False, highlight=False, soft_wrap=True)


def build_command(
    pages: Annotated[
        list[Path] | None, typer.Argument(help="Page files and folders.  [default: seeds]")
    ] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Output folder.  [default: output]")] = None,
    config: Annotated[
        Path | None, typer.Option(help="Settings file.  [default: kg.toml here, if any]")
    ] = None,
    model: Annotated[
        str | None, typer.Option(help="kg_zh (kg's own), lac, rules, or an installed spaCy pipeline.")
    ] = None,
    gazetteer: Annotated[
        list[Path] | None, typer.Option(help="CSV: term,label,canonical[,aliases]; can be repeated.")
    ] = None,
    review: Annotated[
        Path | None, typer.Option(help="CSV: action,a,b,label,note.  [default: review.csv here or in OUT]")
    ] = None,
    label: Annotated[list[str] | None, typer.Option(help=f"Only these labels ({' '.join(LABELS)}).")] = None,
    window: Annotated[
        list[str] | None, typer.Option(help="Co-occurrence in: sentence, paragraph, article.")
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
        list[str] | None, typer.Option(help="More formats, as in `kg export`: gexf,sqlite.")
    ] = None,
) -> None:
    """Read pages and write the graph and its tables into a folder."""
    flags: dict[str, object] = {
        "model": model,
        "gazetteers": gazetteer,
        "review": review,
        "labels": label,
        "windows": window,
        "jobs": jobs,
    }
    flags |= {"backbone": backbone, "bylines": bylines}
    flags |= {"min_count": min_count, "min_weight": min_weight, "date": date, "title": title}
    flags |= {"ocr": ocr, "simplify": simplify}
    flags |= {"formats": split_formats(formats)}
    settings = read_config(config or find_config(Path()), pages=pages or None, out=out, **flags)
    if settings.review is None and (found := find_review(Path()) or find_review(settings.out)):
        settings = settings.model_copy(update={"review": found})
    console = Console(stderr=True)
    if console.is_terminal:
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=console, transient=True) as progress:
            summary = build(settings, BarListener(progress))
    else:
        summary = build(settings, LogListener())
    _print_summary(summary)


def _print_summary(summary: Summary) -> None:
    """Print what was read, what was found and where to look."""
    labels = "  ".join(f"{label} {summary.mentions[label]:,}" for label in LABELS)
    rows = (
        ("pages", f"{summary.pages:,}" + (f"  ({summary.skipped:,} skipped)" if summary.skipped else "")),
        ("articles", f"{summary.articles:,}"),
        ("mentions", f"{sum(summary.mentions.values()):,}  ({labels})"),
        ("posts", f"{summary.posts:,}"),
        ("entities", f"{summary.entities:,}"),
        ("edges", f"{summary.edges:,}"),
        ("seconds", f"{sum(summary.seconds.values()):.1f}"),
    )
    for name, figure in rows:
        typer.echo(f"{name:9} {figure}")
    typer.echo(f"look at   {summary.out / 'graph.html'}   (kg open {summary.out})")


def _say(line: str) -> None:
    typer.echo(line, err=True)
