"""Work for a second core: one function at a time, called in a process of its own while this one goes on."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Protocol, TypeVar

from kg.pipeline.readers import usable_cores
from kg.pipeline.serve import leave, prepare

_Given = TypeVar("_Given")
_Found = TypeVar("_Found")


class Beside(Protocol):
    """What has a function called elsewhere."""

    def __call__(self, function: Callable[[_Given], _Found], given: _Given, /) -> Callable[[], _Found]:
        """Have a function of some module called; what comes back waits for its result."""


@contextmanager
def work_beside(jobs: int | None, ready: Callable[[], object] | None = None) -> Iterator[Beside]:
    """Yield what has a function called in a process of its own; where one job is wanted, in this one.

    The process starts at once and calls `ready`, so that it has loaded what it needs when it is asked. One
    that ends early, as for want of memory, is made up for here. What was not waited for is dropped.
    """
    if min(jobs or usable_cores(), usable_cores()) < 2:
        yield lambda function, given: partial(function, given)
        return
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_answer, args=(theirs, ready), daemon=True)
    process.start()
    theirs.close()
    with ThreadPoolExecutor(1, "beside") as pool:  # what is given to the process is taken when it is up

        def start(function: Callable[[_Given], _Found], given: _Given) -> Callable[[], _Found]:
            return pool.submit(_call, ours, function, given).result

        try:
            yield start
        finally:
            process.kill()


def _call(connection: "Connection[Any, Any]", function: Callable[[Any], Any], given: Any) -> Any:
    try:
        connection.send((function, given))
        return connection.recv()
    except (EOFError, OSError):
        return function(given)


def _answer(connection: "Connection[Any, Any]", ready: Callable[[], object] | None) -> None:
    prepare()
    if ready:
        ready()
    with suppress(EOFError, OSError):
        while True:
            function, given = connection.recv()
            connection.send(function(given))
    leave()
