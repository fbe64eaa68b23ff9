"""The boundary of a page: whatever reading it raises, or how long it takes, stays with that page."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from kg.errors import InputError, KgError
from kg.pipeline.faults import Fault, TooLongError, fault_of, took_too_long
from kg.pipeline.interrupts import alarm
from kg.reading.stages import Stage

Tell = Callable[[Stage, float], None]
"""Told which stage of a page begins, and how many seconds are left to the page."""
TellOf = Callable[[int, Stage, float], None]
"""Told the same of one of several pages, by its number."""


class Boundary:
    """Where one page is read; `fault` is what went wrong, None as long as nothing did."""

    def __init__(self, page: str, seconds: float, tell: Tell | None = None) -> None:
        """Take the page's name and its time limit.

        With `tell`, somebody else watches the time; without, this process does what it can.
        """
        self._page, self._seconds, self._tell = page, seconds, tell
        self._used = 0.0
        self._since = time.monotonic()
        self.stage: Stage = "read"
        self.fault: Fault | None = None

    def aside(self) -> "Boundary":
        """Return a boundary with a time of its own, for what is done on the way and is not the page's."""
        return Boundary(self._page, self._seconds, self._tell)

    def enter(self, stage: Stage) -> None:
        """Note the stage that begins."""
        now = time.monotonic()
        if self.stage != "load":
            self._used += now - self._since
        self.stage, self._since = stage, now
        if self._tell:
            self._tell(stage, self._seconds - self._used)

    @contextmanager
    def inside(self, stage: Stage) -> Iterator[None]:
        """Do the work of a stage and of those entered meanwhile; what it raises becomes the page's fault.

        Errors that would strike every page alike are raised: a model or a gazetteer that is of no use.
        """
        self.enter(stage)
        try:
            with nullcontext() if self._tell else alarm(self._seconds - self._used):
                yield
        except TooLongError as error:
            error.args = (took_too_long(self._seconds),)
            self.fault = fault_of(self._page, self.stage, error)
        except KgError as error:
            if not isinstance(error, InputError) or self.stage != "read":
                raise
            self.fault = fault_of(self._page, self.stage, error)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 -- a page can't stop a build; told with its traceback
            self.fault = fault_of(self._page, self.stage, error)
