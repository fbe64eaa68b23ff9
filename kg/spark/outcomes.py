"""What came of chunks, noted by the driver: batches, faults, and each warning once."""

from kg.pages import Warn
from kg.pipeline.summary import Listener, Summary
from kg.spark.handed import ChunkOutcome
from kg.store.batches import Batches


def once(warn: Warn) -> Warn:
    """Return what passes on each warning once."""
    told: set[str] = set()

    def tell(warning: str) -> None:
        if warning not in told:
            told.add(warning)
            warn(warning)

    return tell


class Notes:
    """Notes what came of chunks."""

    def __init__(self, batches: Batches, summary: Summary, listener: Listener, tell: Warn) -> None:
        """Take where it is noted, and what tells warnings."""
        self._batches, self._summary, self._listener, self._tell = batches, summary, listener, tell

    def take(self, outcome: ChunkOutcome) -> None:
        """Note one chunk."""
        if outcome.error:
            raise outcome.error
        for name in outcome.batches:
            self._batches.adopt(name)
        for page, key in outcome.used:
            self._batches.use(page, key)
            self._listener.on_cached(page)
        self._summary.pages += outcome.pages
        self._summary.cached += len(outcome.used)
        for warning in outcome.warnings:
            self._tell(warning)
        for fault, told in outcome.faults:
            self._summary.faults.append(fault)
            if not told:
                self._listener.on_warning(fault.warning)
