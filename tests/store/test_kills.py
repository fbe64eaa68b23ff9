"""Builds of the command line that are killed at any moment: see `kills.py`, which also runs as a program."""

import random
import sys
from pathlib import Path

import pytest

from tests.long import LONG

pytest.importorskip("psutil", reason="psutil is not installed")

from tests.store.kills import Kills

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")


@pytest.mark.parametrize(
    ("model", "times"), [("rules", 5), pytest.param("kg_zh", 200, marks=LONG)], ids=["a few", "many"]
)
def test_a_killed_build_leaves_the_old_or_the_new_and_no_process(
    tmp_path: Path, model: str, times: int
) -> None:
    kills, chance = Kills(tmp_path, model), random.Random(18)
    wrong = [said for _ in range(times) if (said := kills.kill(chance))]
    assert wrong == []
    assert kills.stages.total() == times
