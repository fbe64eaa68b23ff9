"""Decoding: against a plain implementation that takes one window at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.recognize.chain import best_paths, best_paths_by_lead, count_windows, path_shares, tag_shares
from kg.recognize.network import TAGS, edge_scores, legal_steps

NO_STEPS = np.where(legal_steps(), 0.0, -1e4).astype(np.float32)
MOVES = legal_steps().astype(np.float32)
LENGTHS = st.lists(st.integers(1, 9), min_size=1, max_size=6).map(lambda found: sorted(found, reverse=True))
SEEDS = st.integers(0, 2**32 - 1)


def _emissions(*tags: str) -> np.ndarray:
    emissions = np.zeros((len(tags), 1, len(TAGS)), np.float32)
    for position, tag in enumerate(tags):
        emissions[position, 0, TAGS.index(tag)] = 5.0
    return emissions


def _random(lengths: list[int], seed: int, tags: int = len(TAGS)) -> tuple[np.ndarray, np.ndarray]:
    """Return emissions, with noise behind the windows' ends, and scores of steps."""
    random = np.random.default_rng(seed)
    shape = (lengths[0] + 2, len(lengths), tags)
    return random.normal(0, 4, shape).astype(np.float32), random.normal(0, 2, (tags, tags)).astype(np.float32)


def _plain_path(emissions: np.ndarray, steps: np.ndarray, first: np.ndarray, last: np.ndarray) -> list[int]:
    """Return the best path of one window (length × tags): for each tag the best way to it."""
    ways = [([tag], score) for tag, score in enumerate(emissions[0] + first)]
    for scores in emissions[1:]:
        longer = []
        for tag, score in enumerate(scores):
            path, before = max(ways, key=lambda way: way[1] + steps[way[0][-1], tag])
            longer.append(([*path, tag], before + steps[path[-1], tag] + score))
        ways = longer
    return max(ways, key=lambda way: way[1] + last[way[0][-1]])[0]


def _plain_shares(emissions: np.ndarray, moves: np.ndarray) -> np.ndarray:
    """Return the probabilities in one window (length × tags), from the sums of all ways to a tag and on."""
    weights = np.exp(emissions.astype(np.longdouble))
    ahead, behind = [weights[0]], [np.ones(len(moves), np.longdouble)]
    for weight in weights[1:]:
        ahead.append((ahead[-1][:, None] * moves).sum(0) * weight)
    for weight in weights[:0:-1]:
        behind.append((moves * (weight * behind[-1])[None]).sum(1))
    both = np.array(ahead) * np.array(behind[::-1])
    shares: np.ndarray = both / both.sum(1, keepdims=True)
    return shares


@pytest.mark.parametrize(
    ("wanted", "best"),
    [
        (("O", "B-PER", "E-PER"), ["O", "B-PER", "E-PER"]),
        (("O", "S-LOC", "O"), ["O", "S-LOC", "O"]),
        (("B-ORG", "I-ORG", "E-ORG"), ["B-ORG", "I-ORG", "E-ORG"]),
        (("O", "I-PER", "O"), ["O", "S-PER", "O"]),
    ],
)
def test_the_best_path_is_legal(wanted: tuple[str, ...], best: list[str]) -> None:
    emissions = _emissions(*wanted)
    emissions[1, 0, TAGS.index("S-PER")] += 1.0
    paths = best_paths(emissions, np.array([len(wanted)]), NO_STEPS)
    assert [TAGS[tag] for tag in paths[:, 0]] == best


def test_shares_are_probabilities_and_favor_the_best() -> None:
    shares = tag_shares(_emissions("O", "B-PER", "E-PER"), np.array([3]), MOVES)
    assert shares.sum(2) == pytest.approx(np.ones((3, 1)), abs=1e-5)
    assert shares[1, 0, TAGS.index("B-PER")] > 0.8


@given(LENGTHS, SEEDS, st.sampled_from([5, 17]))
def test_paths_are_those_of_each_window_by_itself(lengths: list[int], seed: int, tags: int) -> None:
    emissions, steps = _random(lengths, seed, tags)
    first, last = steps[0], steps[1]
    paths = best_paths(emissions, np.array(lengths), steps, first, last)
    for column, length in enumerate(lengths):
        assert paths[:length, column].tolist() == _plain_path(emissions[:length, column], steps, first, last)
        assert not paths[length:, column].any()


@given(LENGTHS, SEEDS, st.sampled_from([0.0, 0.05, 0.3, 2.0]))
def test_paths_by_lead_are_the_best(lengths: list[int], seed: int, weight: float) -> None:
    emissions, steps = _random(lengths, seed, 9)
    steps *= np.float32(weight)
    expected = best_paths(emissions[: lengths[0]], np.array(lengths), steps)
    assert (best_paths_by_lead(emissions, np.array(lengths), steps)[: lengths[0]] == expected).all()


@given(LENGTHS, SEEDS)
def test_shares_are_those_of_each_window_by_itself(lengths: list[int], seed: int) -> None:
    emissions, steps = _random(lengths, seed)
    moves = np.exp(steps) * MOVES
    shares = tag_shares(emissions[: lengths[0]], np.array(lengths), moves)
    for column, length in enumerate(lengths):
        assert np.allclose(
            shares[:length, column], _plain_shares(emissions[:length, column], moves), atol=1e-9
        )


@given(LENGTHS, SEEDS)
def test_paths_with_a_name_get_their_shares(lengths: list[int], seed: int) -> None:
    emissions, steps = _random(lengths, seed)
    moves = np.exp(steps) * MOVES
    paths = best_paths(emissions, np.array(lengths), NO_STEPS, edge_scores("BOS"), edge_scores("EOS"))
    paths[:, ::2] = 0  # windows without a name
    certain = path_shares(emissions, np.array(lengths), moves, paths)
    for column, length in enumerate(lengths):
        path = paths[:length, column]
        shares = _plain_shares(emissions[:length, column], moves)[np.arange(length), path]
        assert np.allclose(certain[:length, column], shares if path.any() else 0.0, atol=1e-9)


@given(LENGTHS)
def test_windows_are_counted_where_they_have_a_character(lengths: list[int]) -> None:
    assert count_windows(np.array(lengths)) == [
        sum(length > position for length in lengths) for position in range(lengths[0])
    ]
