"""What a page does that can't be read: it costs that page alone, and is told with its stage and cause."""

import os
import traceback
from dataclasses import dataclass

from kg.errors import InputError, Phrase
from kg.messages import template
from kg.reading.stages import Stage
from kg.schema import FaultRecord

_DOING: dict[Stage, str] = {
    "read": template("reading the file"),
    "split": template("splitting it into articles"),
    "load": template("loading the model"),
    "recognize": template("recognizing its names"),
    "name": template("joining its names"),
    "posts": template("finding its posts"),
}
_LONGEST = 300  # characters of a cause


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a page has no reading."""

    page: str
    stage: Stage
    error: Phrase  # the cause in one line
    traceback: str | None = None
    skipped: bool = False  # the file is of no use, as an InputError says; else reading it went wrong

    @property
    def warning(self) -> Phrase:
        """What is said of it while the build goes on."""
        if self.skipped:
            return Phrase("{error}; skipped", error=self.error)
        return Phrase(
            "{page}: {doing} failed ({error}); left out",
            page=self.page,
            doing=Phrase(_DOING[self.stage]),
            error=self.error,
        )


class TooLongError(BaseException):
    """Reading a page took longer than it may; what holds back ordinary errors on the way does not hold it."""


def fault_of(page: str, stage: Stage, error: BaseException) -> Fault:
    """Return the fault that an exception is, which was raised in a stage of reading a page."""
    if isinstance(error, InputError):
        return Fault(page, stage, error.phrase, skipped=True)
    if isinstance(error, TooLongError):
        return Fault(page, stage, error.args[0], _format(error))
    said = " ".join(str(error).split())
    cause = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return Fault(page, stage, Phrase(_plain(cause[:_LONGEST])), _format(error))


def took_too_long(seconds: float) -> Phrase:
    """Return the cause of a page that was given up after some seconds."""
    return Phrase("it took longer than {seconds:g} seconds (page_seconds)", seconds=seconds)


def fault_record(fault: Fault) -> FaultRecord:
    """Return the record of a fault for faults.jsonl."""
    error = _plain(str(fault.error))
    return FaultRecord(page=fault.page, stage=fault.stage, error=error, traceback=fault.traceback)


def _format(error: BaseException) -> str | None:
    """Return the traceback, "" where even that fails for want of memory."""
    try:
        return _plain("".join(traceback.format_exception(error)))
    except MemoryError:
        return ""


def _plain(text: str) -> str:
    """Return a text that can be written as UTF-8, half characters spelled out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace(os.linesep, "\n")
