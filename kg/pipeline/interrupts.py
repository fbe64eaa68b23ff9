"""Signals around the reading of pages: Ctrl-C while a process starts, an alarm for a page that hangs."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from kg.pipeline.faults import TooLongError

_SHORTEST = 1e-6  # seconds; 0 would be no limit
_LONGEST = 1e8  # about three years; systems refuse what their clock can't hold


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Let a Ctrl-C wait; processes started meanwhile never hear of one, where the system can.

    Blocking the signal is not enough: another thread of this process may take it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    handler = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    masks = hasattr(signal, "pthread_sigmask")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if masks else None
    try:
        yield
    finally:
        if before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        signal.signal(signal.SIGINT, handler if handler is not None else signal.default_int_handler)
        if heard and callable(handler):
            handler(signal.SIGINT, None)


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Raise TooLongError where the work inside stands after some seconds.

    That needs the main thread of a POSIX system whose alarm nobody else has set; elsewhere there is no
    limit. Code that runs outside of Python is interrupted only when it comes back.
    """
    if not _may_set_alarm():
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise TooLongError(seconds)

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, min(max(seconds, _SHORTEST), _LONGEST))
    try:
        yield
    finally:
        try:
            signal.setitimer(signal.ITIMER_REAL, 0)
        finally:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _may_set_alarm() -> bool:
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        return False
    return signal.getsignal(signal.SIGALRM) == signal.SIG_DFL
