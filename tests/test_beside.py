"""Work in a process beside: the same result, also where the process dies."""

import os
from multiprocessing import parent_process

import pytest

from kg.pipeline.beside import work_beside


def double(number: int) -> tuple[int, bool]:
    """Return twice a number, and whether that was worked out in another process."""
    return 2 * number, parent_process() is not None


def fall(number: int) -> int:
    """Return a number; a process beside dies of it."""
    if parent_process() is not None:
        os._exit(9)
    return number


@pytest.mark.parametrize(("jobs", "elsewhere"), [(1, False), (2, True)])
def test_a_function_is_called_elsewhere_where_two_jobs_are_wanted(
    jobs: int, elsewhere: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.pipeline.beside.usable_cores", lambda: 2)
    with work_beside(jobs) as start:
        results = [start(double, number) for number in (3, 4)]
        assert [result() for result in results] == [(6, elsewhere), (8, elsewhere)]


def test_what_a_process_dies_of_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.pipeline.beside.usable_cores", lambda: 2)
    with work_beside(2) as start:
        assert start(fall, 5)() == 5
