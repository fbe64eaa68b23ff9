"""The build that the explorer shows: copied once, and copied anew when another build has replaced it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import KgError
from kg.heap import keep_loaded
from kg.serve.snapshot import Snapshot, state_of


class Desk:
    """A folder with the snapshot of its build; a new build is copied beside it, then takes its place."""

    def __init__(self, out: Path, replaced: Callable[[], None] = lambda: None) -> None:
        """Open the build of a folder; `replaced` is called when another build has taken its place.

        Raises OutputError where there is none, or it is damaged.
        """
        self.out = out
        self._shown = Snapshot(out)
        keep_loaded()
        self._tried = self._shown.state
        self._lock = threading.Lock()
        self._replaced = replaced
        self._copying: threading.Thread | None = None
        self.problem: KgError | None = None  # why a new build can't be shown

    @contextmanager
    def ask(self) -> Iterator[Snapshot]:
        """Yield what is shown now, for one question at a time."""
        while True:
            snapshot = self.snapshot()
            with snapshot.lock:
                if snapshot is self._shown:
                    yield snapshot
                    return

    def snapshot(self) -> Snapshot:
        """Return what is shown now; a build that has taken the place of this one is copied meanwhile."""
        with self._lock:
            state = state_of(self.out)
            idle = self._copying is None or not self._copying.is_alive()
            if idle and state is not None and state not in (self._shown.state, self._tried):
                self._tried = state
                self._copying = threading.Thread(target=self._replace, daemon=True)
                self._copying.start()
            return self._shown

    def wait(self) -> None:
        """Wait until a build that is being copied is shown."""
        if self._copying is not None:
            self._copying.join()

    def _replace(self) -> None:
        try:
            fresh = Snapshot(self.out)
        except KgError as error:
            self.problem = error
            return
        earlier, self.problem = self._shown, None
        with earlier.lock:  # whoever asks it now is answered first
            self._shown = fresh
            earlier.close()
        del earlier
        keep_loaded()
        self._replaced()

    def close(self) -> None:
        """Let go of the build."""
        self.wait()
        self._shown.close()
