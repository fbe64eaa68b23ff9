"""How a build is shown while it runs and when it is done."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kg.model import LABELS
from kg.pipeline import Listener, Summary

LOG_STEPS = 10  # plain progress lines of one build


class LogListener(Listener):
    """Plain lines on standard error, for logs and pipes."""

    def on_page(self, path: str, done: int, total: int) -> None:
        """Print about ten lines over the whole build."""
        if done == total or done % max(1, total // LOG_STEPS) == 0:
            print_line(f"read {done} of {total} pages ({path})")

    def on_stage(self, name: str) -> None:
        """Print the name of the stage that begins."""
        print_line(f"{name} …")

    def on_warning(self, message: str) -> None:
        """Print a warning."""
        print_line(f"kg: warning: {message}")


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


@contextmanager
def open_listener() -> Iterator[Listener]:
    """Yield a progress bar where there is a terminal, else what writes plain lines."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield LogListener()
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield BarListener(progress)


def print_summary(summary: Summary) -> None:
    """Print what was read, what was found and where to look."""
    labels = "  ".join(f"{label} {summary.mentions[label]:,}" for label in LABELS)
    rows = [
        ("pages", f"{summary.pages:,}" + (f"  ({summary.skipped:,} skipped)" if summary.skipped else "")),
        ("articles", f"{summary.articles:,}"),
        ("mentions", f"{sum(summary.mentions.values()):,}  ({labels})"),
        ("posts", f"{summary.posts:,}"),
        ("entities", f"{summary.entities:,}"),
        ("edges", f"{summary.edges:,}"),
        ("seconds", f"{sum(summary.seconds.values()):.1f}"),
    ]
    if summary.cached:
        rows.insert(1, ("cached", f"{summary.cached:,}  (pages recognized by an earlier build)"))
    for name, figure in rows:
        typer.echo(f"{name:9} {figure}")
    typer.echo(f"look at   {summary.out / 'graph.html'}   (kg open {summary.out})")


def print_line(line: str) -> None:
    """Print a line on standard error."""
    typer.echo(line, err=True)
