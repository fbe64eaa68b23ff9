"""A build on a terminal: one line that is drawn anew, and above it what stays."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column

from kg.cli.pace import Pace
from kg.cli.progress import say_both, say_headway, say_stage, say_warning
from kg.messages import say
from kg.pipeline.summary import Listener
from kg.visible import visible

_BAR = 12  # columns


class LineListener(Listener):
    """The stage that is under way, on one line; stages that are done and warnings stay above it."""

    def __init__(self, progress: Progress) -> None:
        """Draw on a started progress display."""
        self._progress = progress
        self._pace = Pace()
        self._task = progress.add_task(say("starting"), total=None)

    def on_cached(self, path: str) -> None:
        """Count a page as known."""
        self._pace.add_known()

    def on_page(self, path: str, done: int, total: int | None) -> None:
        """Say how far it is."""
        headway = self._pace.add(done, total)
        self._progress.update(self._task, description=say_headway(headway), completed=done, total=total)

    def on_stage(self, name: str) -> None:
        """Name the stage that begins, and its time."""
        self._progress.reset(self._task, total=None, description=f"{say_stage(name)} …")

    def on_stage_done(self, name: str, seconds: float) -> None:
        """Leave a line with what a stage took."""
        took = say("{seconds:.1f} s", seconds=seconds)
        read = say_headway(self._pace.headway) if name == "read" else ""
        self._keep(say_both(read, took) if read else f"{say_stage(name)} … {took}")

    def on_warning(self, message: str) -> None:
        """Leave a warning."""
        self._keep(say_warning(message))

    def refresh(self) -> None:
        """Draw the line now; else it is drawn ten times a second."""
        self._progress.refresh()

    def _keep(self, line: str) -> None:
        self._progress.console.print(visible(line), markup=False, highlight=False, soft_wrap=True)


@contextmanager
def open_line(console: Console | None = None) -> Iterator[LineListener]:
    """Yield a listener that draws on standard error, or on a console given; its line is gone at the end."""
    whole_line = Column(ratio=1, no_wrap=True, overflow="ellipsis")
    columns = (
        BarColumn(bar_width=_BAR),
        TextColumn("{task.description}", markup=False, table_column=whole_line),
        TimeElapsedColumn(),
    )
    console = console or Console(stderr=True)
    with Progress(*columns, console=console, transient=True, expand=True) as progress:
        yield LineListener(progress)
