"""How far a process is that reads pages, in memory that it shares with the one that waits for it.

Stages of a page are noted there and not sent: messages would wake the one that waits ten times a page. The
system may stop a process in the middle of a note, and whoever reads then sees a part of it. So each note ends
with its checksum, and one that does not bear it is passed over.
"""

import struct
import time
import zlib
from multiprocessing import get_context
from typing import Any, NamedTuple, get_args

from kg.reading.stages import Stage

_NOTE, _SUM = struct.Struct("ddd"), struct.Struct("I")
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
        self._shared: Any = get_context("spawn").RawArray("B", _NOTE.size + _SUM.size)
        self._last = Noted(-1, _STAGES[0], _NEVER)

    def note(self, number: int, stage: Stage, left: float) -> None:
        """Note that a stage of a page begins, and how many seconds are left to the page.

        The model is loaded for all pages, which may last.
        """
        deadline = _NEVER if stage == "load" else time.monotonic() + left
        note = _NOTE.pack(number, _STAGES.index(stage), deadline)
        self._shared[:] = note + _SUM.pack(zlib.crc32(note))

    def read(self) -> Noted:
        """Return what was noted last and whole; the number is -1 as long as no page has begun.

        >>> (board := Board()).note(7, "load", 2.0)
        >>> board.read()
        Noted(number=7, stage='load', deadline=inf)
        """
        held = bytes(self._shared)
        note = held[: _NOTE.size]
        if _SUM.unpack(held[_NOTE.size :]) == (zlib.crc32(note),):
            number, stage, deadline = _NOTE.unpack(note)
            self._last = Noted(int(number), _STAGES[int(stage)], deadline)
        return self._last
