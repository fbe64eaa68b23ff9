"""What a process does that reads pages for another one."""

import os
import select
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from typing import Any, NoReturn, Protocol

from kg.config import Config
from kg.errors import KgError
from kg.heap import collect_seldom
from kg.pipeline.board import Board
from kg.pipeline.boundary import TellOf
from kg.pipeline.faults import Fault
from kg.pipeline.keys import Asked
from kg.reading.stages import Stage

TOGETHER = 64  # pages whose texts the network reads at once: enough, where each is a short item


class Reads(Protocol):
    """What reads pages."""

    def read_together(self, asked: Sequence[Asked], tell: TellOf) -> Iterator[bytes | Fault]:
        """Yield the packed rows of each page file, or why it has none; tell how far each is."""


def serve(connection: "Connection[object, object]", board: Board, config: Config, threads: int) -> None:
    """Read the pages that come in over a connection until it is closed; the work of a process."""
    prepare()
    from kg.pipeline.worker import Reader  # noqa: PLC0415 -- imports spaCy, see there

    collect_seldom()
    answer(connection, board, Reader(config, threads))
    leave()


def prepare() -> None:
    """Make this process one that works for the one that started it and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a user's Ctrl-C is for the process that asked for it
    _be_ended_with_parent()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(OSError):
        os.dup2(2, 1)  # standard output is for what a build tells, whatever a page makes some package print


def leave() -> NoReturn:
    """End this process at once; Python would first take its model apart, half a second of work."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(0)


def answer(connection: "Connection[object, object]", board: Board, reader: Reads) -> None:
    """Have the pages read that come in over a connection, until it is closed.

    It says `None` when it is there, then in the order of the pages what came of each: packed rows, a fault,
    or a KgError that would strike every page. How far each is it notes on the board, by its number, counted
    from the first page ever. Pages that have come in already are read together.
    """
    with suppress(EOFError, OSError):
        connection.send(None)
        done = 0
        while True:
            asked: list[Any] = [connection.recv()]
            while len(asked) < TOGETHER and connection.poll():
                asked.append(connection.recv())
            first = done

            def tell(number: int, stage: Stage, left: float, first: int = first) -> None:
                board.note(first + number, stage, left)

            try:
                for outcome in reader.read_together(asked, tell):
                    connection.send(outcome)
                    done += 1
            except KgError as error:
                connection.send(error)


def _be_ended_with_parent() -> None:
    """Have the system end this process when the one that started it is gone, on Linux.

    Of the pipe that only that process holds open, the end is told by SIGIO, of which a process dies. Unlike a
    thread that waits for it, that needs no turn: code outside of Python may hold the lock of the interpreter
    for minutes.
    """
    parent = parent_process()
    if parent is None or sys.platform != "linux":
        return
    import fcntl  # noqa: PLC0415 -- Windows has none

    pipe = parent.sentinel
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
    waiting = select.poll()
    waiting.register(pipe, select.POLLIN)
    if waiting.poll(0):  # it was gone before
        os._exit(1)


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, where the system does not.

    That is on systems other than Linux, and as soon as Python gets a turn.
    """
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
