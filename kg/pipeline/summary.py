"""What a build tells while it runs and when it is done."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kg.pipeline.faults import Fault


class Listener:
    """Told how a build goes on; the command line draws it. This one keeps still."""

    def on_page(self, path: str, done: int, total: int | None) -> None:
        """Hear that a page was read, or could not be; `total` is None as long as pages are being listed.

        Of a cluster it is heard now and then how many pages are done about, and `path` is empty.
        """

    def on_cached(self, path: str) -> None:
        """Hear that a page is known from an earlier build; `on_page` follows."""

    def on_stage(self, name: str) -> None:
        """Hear that a stage begins."""

    def on_stage_done(self, name: str, seconds: float) -> None:
        """Hear that a stage is done, and what it took."""

    def on_warning(self, message: str) -> None:
        """Hear that something was left out, and why."""


@dataclass(slots=True)
class Summary:
    """What a build read, found and wrote."""

    out: Path
    pages: int = 0
    cached: int = 0  # of these pages, known from an earlier build
    faults: list[Fault] = field(default_factory=list)  # of the pages that have no reading
    articles: int = 0
    mentions: Counter[str] = field(default_factory=Counter)
    posts: int = 0
    entities: int = 0
    edges: int = 0
    rows: dict[str, int] = field(default_factory=dict)  # of each file of JSON Lines
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def skipped(self) -> int:
        """The pages left out because their file is of no use."""
        return sum(fault.skipped for fault in self.faults)

    @property
    def failed(self) -> int:
        """The pages left out because reading them went wrong."""
        return len(self.faults) - self.skipped


@contextmanager
def timed(stage: str, summary: Summary, listener: Listener) -> Iterator[None]:
    """Tell the listener that a stage begins and note the seconds it took."""
    listener.on_stage(stage)
    start = time.perf_counter()
    yield
    summary.seconds[stage] = round(time.perf_counter() - start, 3)
    listener.on_stage_done(stage, summary.seconds[stage])
