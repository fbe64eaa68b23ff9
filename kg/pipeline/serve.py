"""What a process does that reads pages for another one."""

import os
import signal
import sys
import threading
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from typing import Any, NoReturn, Protocol

from kg.config import Config
from kg.errors import KgError
from kg.pages import PageFile
from kg.pipeline.boundary import Tell
from kg.pipeline.faults import Fault
from kg.pipeline.keys import Key
from kg.reading.stages import Stage


class Reads(Protocol):
    """What reads pages."""

    def read(self, file: PageFile, key: Key | None, tell: Tell) -> bytes | Fault:
        """Return the packed rows of a page file, or why it has none; tell how far it is."""


def serve(connection: "Connection[object, object]", config: Config, threads: int) -> None:
    """Read the pages that come in over a connection until it is closed; the work of a process."""
    prepare()
    from kg.pipeline.worker import Reader  # noqa: PLC0415 -- imports spaCy, see there

    answer(connection, Reader(config, threads))
    leave()


def prepare() -> None:
    """Make this process one that works for the one that started it and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a user's Ctrl-C is for the process that asked for it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(OSError):
        os.dup2(2, 1)  # standard output is for what a build tells, whatever a page makes some package print


def leave() -> NoReturn:
    """End this process at once; Python would first take its model apart, half a second of work."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(0)


def answer(connection: "Connection[object, object]", reader: Reads) -> None:
    """Have the pages read that come in over a connection, until it is closed.

    It says `None` when it is there, then for each page its stages with the seconds left, and what came of
    it: a packed reading, a fault, or a KgError that would strike every page.
    """

    def tell(stage: Stage, left: float) -> None:
        connection.send((stage, left))

    with suppress(EOFError, OSError):
        connection.send(None)
        while True:
            asked: Any = connection.recv()
            file, key = asked
            try:
                outcome: object = reader.read(file, key, tell)
            except KgError as error:
                outcome = error
            connection.send(outcome)


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, whatever page it is at."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
