"""A process notes how far it is in memory that another one sees."""

from math import inf
from multiprocessing import get_context

import pytest

from kg.pipeline.board import Board
from kg.reading.stages import Stage


def test_nothing_is_noted_before_a_page_begins() -> None:
    assert Board().read().number == -1


@pytest.mark.parametrize(
    ("number", "stage", "ends"),
    [(0, "read", True), (3, "recognize", True), (3, "load", False), (1_000_000, "posts", True)],
)
def test_what_was_noted_last_is_read(number: int, stage: Stage, ends: bool) -> None:
    board = Board()
    board.note(7, "name", 60.0)
    board.note(number, stage, 60.0)
    noted = board.read()
    assert (noted.number, noted.stage, noted.deadline < inf) == (number, stage, ends)


def test_a_deadline_is_as_far_away_as_was_said() -> None:
    board = Board()
    board.note(0, "read", 60.0)
    near = board.read().deadline
    board.note(0, "split", 3_660.0)
    assert board.read().deadline - near >= 3_600.0


def test_a_note_that_is_half_written_is_passed_over() -> None:
    board = Board()
    board.note(6, "posts", 60.0)
    before, early = board.read(), bytes(board._shared)
    board.note(7, "read", 3_600.0)
    late = bytes(board._shared)
    for written in range(1, len(late)):
        for rest in (early[written:], bytes(len(late) - written)):
            board._shared[:] = (half := late[:written] + rest)
            board._last = before
            assert half in (early, late) or board.read() == before, written
    board._shared[:] = late
    assert board.read()[:2] == (7, "read")


def test_another_process_sees_the_note() -> None:
    board = Board()
    process = get_context("spawn").Process(target=board.note, args=(5, "split", 60.0))
    process.start()
    process.join()
    assert board.read()[:2] == (5, "split")
