"""How far a process is that reads pages, in memory that it shares with the one that waits for it.

Stages of a page are noted there and not sent: messages would wake the one that waits ten times a page.
"""

import struct
import time
from multiprocessing import get_context
from typing import Any, NamedTuple, get_args

from kg.reading.stages import Stage

_NOTE = struct.Struct("ddd")
_STAGES: tuple[Stage, ...] = get_args(Stage)
_NEVER = float("inf")


class Noted(NamedTuple):
    """At which page a process is, counted from the first page ever, and until when that may last."""

    number: int
    stage: Stage
    deadline: float  # of time.monotonic


class Board:
    """Where one process notes what another looks at."""

    def __init__(self) -> None:
        """Take memory that a process which is started may be given."""
        self._shared: Any = get_context("spawn").RawArray("b", _NOTE.size)
        _NOTE.pack_into(self._shared, 0, -1, 0, _NEVER)

    def note(self, number: int, stage: Stage, left: float) -> None:
        """Note that a stage of a page begins, and how many seconds are left to the page.

        The model is loaded for all pages, which may last.
        """
        deadline = _NEVER if stage == "load" else time.monotonic() + left
        _NOTE.pack_into(self._shared, 0, number, _STAGES.index(stage), deadline)

    def read(self) -> Noted:
        """Return what was noted last; the number is -1 as long as no page has begun.

        >>> (board := Board()).note(7, "load", 2.0)
        >>> board.read()
        Noted(number=7, stage='load', deadline=inf)
        """
        told, again = None, self._once()
        while told != again:  # it was being noted
            told, again = again, self._once()
        number, stage, deadline = again
        return Noted(int(number), _STAGES[int(stage)], deadline)

    def _once(self) -> tuple[float, float, float]:
        return _NOTE.unpack_from(self._shared)
