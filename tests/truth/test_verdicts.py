"""The verdicts of readers are well-formed, hold no word of the news, and come to the shares that are told."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

from samples import KINDS
from truth import figures, read_judged, wilson

FILES = sorted(Path(__file__).parent.glob("*.tsv"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_verdicts_have_ids_and_no_word_of_the_news(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert lines[0] == "kind\trow\treader\tverdict"
    assert lines[1:] == sorted(set(lines[1:]))
    assert not re.search("[\u4e00-\u9fff]", path.read_text("utf-8"))
    judged = read_judged(path)
    assert {kind for kind, _ in judged} <= set(KINDS)
    assert len(lines) - 1 == sum(map(len, judged.values()))


@pytest.mark.parametrize(
    ("right", "count", "low", "high"), [(54, 75, 0.610, 0.809), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0)]
)
def test_the_interval_of_a_share(right: float, count: int, low: float, high: float) -> None:
    assert wilson(right, count) == pytest.approx((low, high), abs=1e-3)


def test_two_readers_who_differ_count_half() -> None:
    judged = {
        ("nodes", "a"): {"A": 1.0, "B": 1.0},
        ("nodes", "b"): {"A": 1.0, "B": 0.0},
        ("edges", "c"): {"A": 1.0},
    }
    told = {kind: (count, right, agreed) for kind, count, right, _, _, agreed in figures(judged)}
    assert told == {"nodes": (2, 1.5, "1 of 2"), "edges": (1, 1.0, "–")}
