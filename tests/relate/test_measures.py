"""The measures of edges against other ways of computing them, and what a list of sixty names weighs."""

from itertools import combinations
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.relate.backbone import alpha, stand_out
from kg.relate.npmi import log_likelihood, npmi
from tests.relate.test_edges import edges_of

WINDOWS = st.lists(st.sets(st.sampled_from("甲乙丙丁戊"), max_size=4), min_size=2, max_size=30)


def entropy_g2(both: int, one: int, other: int, windows: int) -> float:
    """Return G2 from sums of k ln k over cells, rows, columns and the whole: no expected values."""

    def klogk(*counts: int) -> float:
        return sum(k * log(k) for k in counts if k)

    cells = both, one - both, other - both, windows - one - other + both
    margins = klogk(one, windows - one) + klogk(other, windows - other)
    return 2 * (klogk(*cells) - margins + klogk(windows))


@given(WINDOWS)
def test_npmi_and_g2_over_any_windows(windows: list[set[str]]) -> None:
    total = len(windows)
    for a, b in combinations("甲乙丙丁戊", 2):
        one, other = sum(a in w for w in windows), sum(b in w for w in windows)
        both = sum({a, b} <= w for w in windows)
        if both and both < total:
            surprise = log((both / total) / ((one / total) * (other / total)))
            counts = np.array([both]), np.array([one]), np.array([other]), total
            assert npmi(*counts) == pytest.approx([surprise / -log(both / total)], abs=1e-5)
            expected = max(0.0, entropy_g2(both, one, other, total))
            assert abs(log_likelihood(*counts)) == pytest.approx([expected], abs=2e-3)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        # expected 10 · 10 / 30, 10 · 20 / 30 twice, 20 · 20 / 30
        ((8, 10, 10, 30), 2 * (8 * log(2.4) + 2 * log(0.3) + 2 * log(0.3) + 18 * log(1.35))),
        ((1, 1, 1, 2), 2 * (log(2) + log(2))),
        ((2, 4, 4, 8), 0.0),
        ((1, 4, 4, 8), -2 * (2 * log(0.5) + 6 * log(1.5))),
    ],
)
def test_g2_by_hand(cells: tuple[int, int, int, int], expected: float) -> None:
    both, one, other, windows = cells
    found = log_likelihood(np.array([both]), np.array([one]), np.array([other]), windows)
    assert found == pytest.approx([expected], abs=1e-3)


@pytest.mark.parametrize(("weight", "strength", "degree"), [(8, 10, 3), (1, 10, 3), (5, 20, 7), (2, 4, 2)])
def test_the_backbone_is_the_integral_of_the_null_model(weight: float, strength: float, degree: int) -> None:
    one = np.array([float(weight)])
    ends = alpha(one, np.array([strength]), np.array([degree])), alpha(one, one, np.array([1]))
    steps, share = 20_000, weight / strength
    points = ((step + 0.5) * share / steps for step in range(steps))
    chance = 1 - (degree - 1) * sum((1 - x) ** (degree - 2) for x in points) * share / steps
    assert stand_out(*ends) == pytest.approx([chance], abs=1e-5)


@pytest.fixture(scope="module")
def of_sixty(marked):  # type: ignore[no-untyped-def]
    """Edges of a page that lists sixty names, and of pages where two of them meet twice."""
    names = [f"人{number}" for number in range(60)]
    readings = [
        marked("出席的有" + "、".join(f"[P{name}]" for name in names) + "。"),
        *(marked("[P路人]到[L某地]。[L某地]下雨。", page=f"{number}.txt") for number in range(40)),
        *(marked("[P人0]会见[P人1]。", page=f"x{number}.txt") for number in range(2)),
    ]
    return {(e.source, e.target): e for e in edges_of(*readings, windows=("sentence",))}


def test_a_list_of_sixty_weighs_as_one_meeting_for_each_member(of_sixty) -> None:  # type: ignore[no-untyped-def]
    listed = [edge for pair, edge in of_sixty.items() if "人59" in pair]
    assert len(listed) == 59
    windows = 1 + 40 * 2 + 2
    once = [edge for pair, edge in of_sixty.items() if "人59" in pair and not {"人0", "人1"} & {*pair}]
    npmi_of_once = log(windows / 59) / log(windows * 59)  # 0.04
    assert {edge.weight for edge in once} == {round(round(npmi_of_once, 6) * (1 / 60) * (1 / 2), 6)}
    assert sum(1 / 59 for _ in listed) == pytest.approx(1.0)
    assert {edge.count for edge in listed} == {1}


def test_two_meetings_outweigh_a_list(of_sixty) -> None:  # type: ignore[no-untyped-def]
    met, listed = of_sixty["人0", "人1"], of_sixty["人2", "人3"]
    assert met.count == 3
    assert met.weight > 10 * listed.weight
    assert met.g2 > 3.84 > listed.g2
    assert met.backbone < 0.001 < 0.3 < listed.backbone
