"""What is shown where not all can be: one order of edges, the same for values and for rows of a query."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pytest

from kg.graph.measures import Measures, measure_nodes
from kg.graph.selection import rank, shown_part
from kg.graph.shown import show_graph
from kg.model import Edge, Entity


class Row(NamedTuple):
    """An edge as a query gives it."""

    source: str
    target: str
    kind: str = "sentence"
    backbone: float | None = 0.5
    weight: float = 0.5
    count: int = 1


ORDERED = [
    Row("人", "职", "holds", None, 1.0, 1),
    Row("甲", "乙", backbone=0.01),
    Row("甲", "丙", backbone=0.2, weight=0.9),
    Row("甲", "丁", backbone=0.2, weight=0.4, count=5),
    Row("丁", "丙", backbone=0.2, weight=0.4, count=2),
    Row("丁", "戊", backbone=0.2, weight=0.4, count=2),
    Row("丁", "戊", "article", None, 0.9, 9),
    Row("县", "省", "part_of", None, 1.0, 0),
]


@pytest.mark.parametrize(("first", "second"), list(pairwise(ORDERED)))
def test_facts_come_first_then_backbone_weight_count_and_ids(first: Row, second: Row) -> None:
    assert rank(first) < rank(second)


@pytest.mark.parametrize("most", range(1, len(ORDERED)))
def test_the_first_edges_stay_with_their_nodes(most: int) -> None:
    nodes = ["省", "甲", "乙", "丙", "丁", "戊", "人", "职", "县", "独"]
    part = shown_part(nodes, reversed(ORDERED), most)
    assert list(part.edges) == ORDERED[:most]
    ends = {end for row in ORDERED[:most] for end in (row.source, row.target)}
    assert list(part.nodes) == [node for node in nodes if node in ends]
    assert (part.all_nodes, part.all_edges, part.is_whole) == (10, len(ORDERED), False)


@pytest.mark.parametrize("most", [0, len(ORDERED), 1000])
def test_within_the_limit_all_stays_also_nodes_without_edges(most: int) -> None:
    part = shown_part(["甲", "独"], ORDERED[::-1], most)
    assert part.edges == tuple(ORDERED[::-1])
    assert part.nodes == ("甲", "独")
    assert part.is_whole


def test_edges_may_be_a_stream_of_which_the_part_alone_is_held() -> None:
    held = 0

    class Held(Row):
        def __new__(cls, *values: object) -> "Held":
            nonlocal held
            held += 1
            return super().__new__(cls, *values)  # type: ignore[arg-type]

        def __del__(self) -> None:
            nonlocal held
            held -= 1

    def stream() -> Iterator[Held]:
        for number in range(2000):
            assert held < 60
            yield Held(f"n{number}", "甲", "sentence", (number * 7919 % 2000) / 2000, 0.5, 1)

    part = shown_part([], stream(), 20)
    assert [row.backbone for row in part.edges] == [number / 2000 for number in range(20)]
    assert part.all_edges == 2000


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([Row("a", "b", weight=0.25)], {"a": (1, 0.25), "b": (1, 0.25)}),
        ([Row("a", "b"), Row("a", "b", "article", weight=-0.5)], {"a": (1, 0.5), "b": (1, 0.5)}),
        ([Row("a", "b"), Row("a", "省", "part_of", weight=1)], {"a": (1, 0.5), "b": (1, 0.5)}),
        ([Row("a", "a"), Row("a", "b")], {"a": (1, 1.5), "b": (1, 0.5)}),
        ([], {}),
    ],
)
def test_measures_need_one_pass(edges: list[Row], expected: dict[str, Measures]) -> None:
    assert measure_nodes(edges) == measure_nodes(edges[::-1]) == expected


def test_the_graph_of_a_part_measures_the_whole() -> None:
    entities = [Entity(name, "PER", name) for name in "甲乙丙丁"]
    values = [("甲", "乙", 0.1), ("甲", "丙", 0.2), ("甲", "丁", 0.3)]
    edges = [Edge(*ends, "sentence", 1, 0.5, None, None, backbone=alpha) for *ends, alpha in values]
    shown = show_graph(entities, edges, 2)
    assert [entity.id for entity in shown.entities] == list("甲乙丙")
    assert sorted(shown.graph) == sorted("甲乙丙")
    assert shown.graph.nodes["甲"]["degree"] == 3
    assert shown.graph.nodes["甲"]["strength"] == 1.5
    assert shown.graph.degree("甲") == 2
