"""A build in a log: plain lines on standard error."""

from kg.cli.lines import put
from kg.cli.pace import Pace, is_due
from kg.cli.progress import print_line, say_both, say_headway, say_stage, say_warning
from kg.messages import say
from kg.pipeline.summary import Listener


class LogListener(Listener):
    """Plain lines on standard error, for logs and pipes."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self._pace = Pace()
        self._open = False  # whether a line waits for its end

    def on_cached(self, path: str) -> None:
        """Count a page as known."""
        self._pace.add_known()

    def on_page(self, path: str, done: int, total: int | None) -> None:
        """Print how far it is, about ten lines over the whole build."""
        headway = self._pace.add(done, total)
        if done != total and is_due(done, total):
            print_line(say_headway(headway))

    def on_stage(self, name: str) -> None:
        """Begin the line of a stage; that of reading ends at once, as pages follow."""
        self.close()
        self._open = name != "read"
        if self._open:
            put(f"{say_stage(name)} … ", nl=False, err=True)
        else:
            print_line(f"{say_stage(name)} …")

    def on_stage_done(self, name: str, seconds: float) -> None:
        """End the line of a stage."""
        took = say("{seconds:.1f} s", seconds=seconds)
        if name == "read":
            print_line(say_both(say_headway(self._pace.headway), took))
        else:
            print_line(took if self._open else f"{say_stage(name)} … {took}")
        self._open = False

    def on_warning(self, message: str) -> None:
        """Print a warning."""
        self.close()
        print_line(say_warning(message))

    def close(self) -> None:
        """End the line that is not ended."""
        if self._open:
            print_line("")
        self._open = False
