"""Edges: who stands beside whom, and what is stated."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pytest

from kg.model import Edge, Reading
from kg.relate import relate
from kg.relate.edges import EVIDENCE_KEPT
from kg.relate.meetings import MOST_IN_WINDOW, Window
from kg.relate.npmi import log_likelihood, npmi
from kg.store.queries import records_of
from tests.conftest import by_form

ALL: tuple[Window, ...] = ("sentence", "paragraph", "article")


def pairs(edges: Iterable[Edge], kind: str) -> dict[str, int]:
    return {f"{edge.source}-{edge.target}": edge.count for edge in edges if edge.kind == kind}


def edges_of(*readings: Reading, windows: Sequence[Window] = ALL, **limits: Any) -> list[Edge]:
    with by_form(*readings) as engine:
        relate(engine, windows, **limits)
        return list(records_of(engine, "edges"))


def test_sentences_and_articles_are_counted_apart(marked) -> None:
    edges = edges_of(marked("[P乙]在[L甲地]。[P乙]又到[L甲地]。[O丙社]。", "[P乙]。"))
    assert pairs(edges, "sentence") == {"乙-甲地": 2}
    assert pairs(edges, "article") == {"丙社-乙": 1, "丙社-甲地": 1, "乙-甲地": 1}


def test_evidence_is_the_sentence_on_the_page(marked) -> None:
    reading = marked("开头。[P乙]在[L甲地]开会。结尾。")
    (edge,) = edges_of(reading, windows=("sentence",))
    assert [reading.page.raw[e.start : e.end] for e in edge.evidence] == ["乙在甲地开会。"]


def test_titles_never_co_occur(marked) -> None:
    edges = edges_of(marked("[T主任][P甲]和[T主任][P乙]在[L丙地]。"))
    assert pairs(edges, "sentence") == {"丙地-乙": 1, "丙地-甲": 1, "乙-甲": 1}


def test_posts_are_two_edges_with_their_dates(marked) -> None:
    edges = edges_of(
        marked("[O丙局][T局长][P甲]。", page="a.txt", date="2024-01-02"),
        marked("[O丙局][T局长][P甲]。", page="b.txt", date="2023-01-02"),
    )
    held = [edge for edge in edges if edge.kind in ("holds", "at")]
    assert [(e.source, e.target, e.kind, e.count, e.weight) for e in held] == [
        ("丙局局长", "丙局", "at", 2, 1.0),
        ("甲", "丙局局长", "holds", 2, 1.0),
    ]
    assert {(e.first_date, e.last_date) for e in held} == {("2023-01-02", "2024-01-02")}
    assert [e.page for e in held[0].evidence] == ["a.txt", "b.txt"]


def test_a_byline_is_no_co_occurrence(marked) -> None:
    edges = edges_of(marked("[O丙报][T记者] [P甲] [P丁] 报道：[P乙]到[L戊地]。"))
    assert pairs(edges, "sentence") == {"乙-戊地": 1}
    assert pairs(edges, "article") == {"乙-戊地": 1}
    assert pairs(edges, "byline") == {"甲-丙报": 1, "丁-丙报": 1}
    assert pairs(edges, "holds") == {}


def test_a_long_list_is_discounted_and_a_meeting_is_not(marked) -> None:
    names = [f"人{number}" for number in range(20)]
    listed = marked("出席的有" + "、".join(f"[P{name}]" for name in names) + "。", page="a.txt")
    others = [marked(f"[P{name}]。[P乙]和[P甲]。", page=f"{name}.txt") for name in names]
    edges = edges_of(listed, *others, windows=("sentence",))
    weights = {f"{e.source}-{e.target}": e.weight for e in edges}
    assert len(edges) == 190 + 1
    assert weights["乙-甲"] > 0.9
    assert weights["人0-人1"] < 0.2
    assert {e.count for e in edges if e.source.startswith("人")} == {1}


def test_a_printed_roll_makes_no_pairs(marked) -> None:
    roll = "、".join(f"[P人{number}]" for number in range(MOST_IN_WINDOW + 1))
    assert edges_of(marked(f"名单：{roll}。")) == []


def test_limits_hold_for_co_occurrence_only(marked) -> None:
    reading = marked("[O丙局][T局长][P甲]。[P甲]到[O丙局]。[P甲]见[P乙]。")
    assert pairs(edges_of(reading, windows=("sentence",), min_count=2), "sentence") == {"丙局-甲": 2}
    assert pairs(edges_of(reading, windows=("sentence",), min_weight=1.0), "sentence") == {}
    assert pairs(edges_of(reading, min_count=9), "holds") == {"甲-丙局局长": 1}


def test_evidence_is_bounded_and_the_count_goes_on(marked) -> None:
    many = [marked("[P甲]见[P乙]。", page=f"{n:03}.txt") for n in range(EVIDENCE_KEPT + 5)]
    (edge,) = edges_of(*many, windows=("sentence",))
    assert (edge.count, len(edge.evidence)) == (EVIDENCE_KEPT + 5, EVIDENCE_KEPT)


@pytest.mark.parametrize(
    ("joint", "left", "right", "windows", "expected"),
    [(1, 1, 1, 100, 1.0), (0, 3, 3, 100, -1.0), (4, 20, 20, 100, 0.0), (5, 5, 10, 100, 0.768622)],
)
def test_npmi(joint: float, left: float, right: float, windows: float, expected: float) -> None:
    counts = np.array([joint]), np.array([left]), np.array([right])
    assert npmi(*counts, windows) == pytest.approx([expected], abs=1e-6)
    assert npmi(counts[0], counts[2], counts[1], windows) == npmi(*counts, windows)


def test_paragraphs_are_windows_between_sentence_and_article(marked) -> None:
    reading = marked("[P乙]到会。[P丙]讲话。\n[O丁社]开门。[P乙]参观。")
    edges = edges_of(reading, windows=("sentence", "paragraph", "article"))
    assert pairs(edges, "sentence") == {}
    assert pairs(edges, "paragraph") == {"丙-乙": 1, "丁社-乙": 1}
    assert pairs(edges, "article") == {"丙-乙": 1, "丁社-乙": 1, "丁社-丙": 1}


def test_bylines_co_occur_only_where_asked_for(marked) -> None:
    edges = edges_of(marked("[O丙报][T记者] [P甲] 报道：[P乙]到会。"), windows=("sentence",), bylines=True)
    assert pairs(edges, "sentence") == {"丙报-甲": 1, "丙报-乙": 1, "乙-甲": 1}


def test_what_stands_out_can_be_kept_alone(marked) -> None:
    often = [marked("[P甲]见[P乙]。", page=f"{n}.txt") for n in range(9)]
    once = [marked(f"[P甲]见[P{name}]。[P{name}]见[P庚]。", page=f"{name}.txt") for name in "丙丁戊己"]
    edges = edges_of(*often, *once, windows=("sentence",))
    values = {f"{e.source}-{e.target}": e.backbone for e in edges}
    assert values["乙-甲"] == round((1 - 9 / 13) ** 4, 6)
    assert len(edges) == 9
    few = edges_of(*often, *once, windows=("sentence",), backbone=0.05)
    assert pairs(few, "sentence") == {"乙-甲": 9}


def test_significance_grows_with_the_evidence(marked) -> None:
    pages = [marked("[P甲]见[P乙]。", page=f"{n}.txt") for n in range(9)]
    pages += [marked("[P丙]见[P丁]。", page="x.txt"), marked("[P戊]。", page="y.txt")]
    found = {e.source: e for e in edges_of(*pages, windows=("sentence",))}
    assert (found["乙"].weight, found["丁"].weight) == (0.81, 0.25)  # 9/10 · 9/10 and 1/2 · 1/2 of 1
    assert found["乙"].g2 > found["丁"].g2 > 3.84  # type: ignore[operator]


@pytest.mark.parametrize(
    ("joint", "left", "right", "windows", "expected"),
    [(4, 20, 20, 100, 0.0), (5, 5, 5, 10, 13.863), (1, 1, 1, 100, 11.2), (0, 5, 5, 10, -13.863)],
)
def test_log_likelihood(joint: float, left: float, right: float, windows: float, expected: float) -> None:
    found = log_likelihood(np.array([joint]), np.array([left]), np.array([right]), windows)
    assert found == pytest.approx([expected], abs=1e-3)
