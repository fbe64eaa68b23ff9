"""Work for a second core: one function at a time, called in a process of its own while this one goes on."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
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
def work_beside(jobs: int | None) -> Iterator[Beside]:
    """Yield what has a function called in a process of its own; where one job is wanted, in this one.

    A process that ends early, as for want of memory, is made up for here. What was not waited for is dropped.
    """
    if min(jobs or usable_cores(), usable_cores()) < 2:
        yield lambda function, given: partial(function, given)
        return
    processes: list[BaseProcess] = []
    with ThreadPoolExecutor(
        1, "beside"
    ) as pool:  # a process that starts takes what it is given when it is up

        def start(function: Callable[[_Given], _Found], given: _Given) -> Callable[[], _Found]:
            return pool.submit(_call, processes, function, given).result

        try:
            yield start
        finally:
            for process in processes:
                process.kill()


def _call(processes: list[BaseProcess], function: Callable[[Any], Any], given: Any) -> Any:
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(theirs, function, given), daemon=True)
    process.start()
    processes.append(process)
    theirs.close()
    try:
        found = ours.recv()
    except (EOFError, OSError):
        found = function(given)
    process.join()
    return found


def _answer(connection: "Connection[object, object]", function: Callable[[Any], object], given: Any) -> None:
    prepare()
    connection.send(function(given))
    leave()
