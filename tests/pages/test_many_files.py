"""A folder of very many files: its first page comes soon, whatever there is behind it."""

import os
import tracemalloc
from pathlib import Path

import pytest

from kg.pages import find_pages, read_page
from tests.long import LONG

BYTES = 400  # of memory for each file of a folder that is listed


@pytest.mark.parametrize("count", [10_000, pytest.param(1_000_000, marks=LONG)])
def test_the_first_page_of_many(tmp_path: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(count):
        (tmp_path / f"{number:07}.txt").touch()
    (tmp_path / "0000000.txt").write_text("县长到会。\n", "utf-8")
    asked: list[Path] = []
    stat = Path.stat

    def note(path: Path, **how: bool) -> os.stat_result:
        asked.append(path)
        return stat(path, **how)

    monkeypatch.setattr(Path, "stat", note)
    tracemalloc.start()
    found = find_pages([tmp_path], pytest.fail)
    first = next(found)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert read_page(first).raw == "县长到会。\n"
    assert most < BYTES * count
    assert len(asked) < 20
    assert sum(1 for _ in found) == count - 1
