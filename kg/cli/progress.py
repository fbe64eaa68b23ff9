"""How a build is shown while it runs and when it is done."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from kg.cli.tables import pad
from kg.messages import say, template
from kg.model import LABELS
from kg.pipeline.summary import Listener, Summary

LOG_STEPS = 10  # plain progress lines of one build
STAGES = {
    "read": template("read"),
    "resolve": template("resolve"),
    "relate": template("relate"),
    "graph": template("graph"),
    "export": template("export"),
}


class LogListener(Listener):
    """Plain lines on standard error, for logs and pipes."""

    def on_page(self, path: str, done: int, total: int) -> None:
        """Print about ten lines over the whole build."""
        if done == total or done % max(1, total // LOG_STEPS) == 0:
            print_line(say("read {done} of {total} pages ({path})", done=done, total=total, path=path))

    def on_stage(self, name: str) -> None:
        """Print the name of the stage that begins."""
        print_line(f"{say_stage(name)} …")

    def on_warning(self, message: str) -> None:
        """Print a warning."""
        print_line(say_warning(message))


class BarListener(Listener):
    """A progress bar on a terminal."""

    def __init__(self, progress: Progress) -> None:
        """Draw on a started progress display."""
        self._progress = progress
        self._task = progress.add_task(say("starting"), total=None)

    def on_page(self, path: str, done: int, total: int) -> None:
        """Move the bar."""
        description = say("reading {path}", path=path)
        self._progress.update(self._task, description=description, completed=done, total=total)

    def on_stage(self, name: str) -> None:
        """Name the stage that begins."""
        self._progress.update(self._task, description=say_stage(name))

    def on_warning(self, message: str) -> None:
        """Print a warning above the bar."""
        warning = say_warning(message)
        self._progress.console.print(warning, markup=False, highlight=False, soft_wrap=True)


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
        (say("pages"), f"{summary.pages:,}{_say_left_out(summary)}"),
        (say("articles"), f"{summary.articles:,}"),
        (say("mentions"), f"{sum(summary.mentions.values()):,}  ({labels})"),
        (say("posts"), f"{summary.posts:,}"),
        (say("entities"), f"{summary.entities:,}"),
        (say("edges"), f"{summary.edges:,}"),
        (say("seconds"), f"{sum(summary.seconds.values()):.1f}"),
        (say("look at"), f"{summary.out / 'graph.html'}   (kg open {summary.out})"),
    ]
    if summary.cached:
        rows.insert(1, (say("cached"), _say_known(summary)))
    for name, figure in rows:
        typer.echo(f"{pad(name, 9)} {figure}")


def _say_known(summary: Summary) -> str:
    """Return how many pages an earlier build had read, and how many are new."""
    known, new = summary.cached, summary.pages - summary.cached
    if new == 1:
        return say("{known:,} pages were read before, 1 is new", known=known)
    return say("{known:,} pages were read before, {new:,} are new", known=known, new=new)


def _say_left_out(summary: Summary) -> str:
    """Return how many pages have no reading, "" where all have."""
    skipped, failed = summary.skipped, summary.failed
    if skipped and failed:
        return say("  ({skipped:,} skipped, {failed:,} failed)", skipped=skipped, failed=failed)
    if failed:
        return say("  ({count:,} failed)", count=failed)
    return say("  ({count:,} skipped)", count=skipped) if skipped else ""


def say_stage(name: str) -> str:
    """Return the name of a stage as people say it."""
    return say(STAGES.get(name, name))


def say_warning(message: str) -> str:
    """Return a warning as one line."""
    return say("kg: warning: {said}", said=message)


def print_line(line: str) -> None:
    """Print a line on standard error."""
    typer.echo(line, err=True)
