"""Decoding: the best sequence of tags for the scores of a network, and how certain each tag is.

Emissions are the scores of the tags of each character, length × windows × tags. Windows of different
lengths stand side by side, the longest first; what is behind a window's end is never looked at, so a
window gets the same answer in any company.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


def count_windows(lengths: Numbers) -> list[int]:
    """Return, for each position, how many windows have a character there; lengths fall.

    >>> count_windows(np.array([3, 1, 1]))
    [3, 1, 1]
    """
    return np.count_nonzero(lengths[None] > np.arange(lengths[0])[:, None], axis=1).tolist()


def best_paths(
    emissions: Floats,
    lengths: Numbers,
    steps: Floats,
    first: Floats | float = 0.0,
    last: Floats | float = 0.0,
) -> Numbers:
    """Return the best tag numbers, length × windows, 0 behind a window's end.

    `steps` says how well a tag (column) fits after another (row); `first` and `last` are added to the tags
    at the start and the end of a window.
    """
    counts = count_windows(lengths)
    scores = emissions + np.float32(0)
    scores[0] += first
    before_after = steps[:, None, :]
    for position in range(1, len(counts)):
        count = counts[position]
        reached = scores[position - 1, :count].T[:, :, None] + before_after
        scores[position, :count] += reached.max(0)
    columns = np.arange(len(lengths))
    path = np.zeros(emissions.shape[:2], np.int64)
    path[lengths - 1, columns] = (scores[lengths - 1, columns] + last).argmax(1)
    after_before = np.ascontiguousarray(steps.T)
    for position in range(len(counts) - 1, 0, -1):
        count = counts[position]
        reached = scores[position - 1, :count] + after_before[path[position, :count]]
        path[position - 1, :count] = reached.argmax(1)
    return path


def tag_shares(emissions: Floats, lengths: Numbers, moves: Floats) -> NDArray[np.float64]:
    """Return the probability of each tag, length × windows × tags, all 0 behind a window's end.

    `moves` are the exponentials of the scores of one tag (column) after another (row).
    """
    counts = count_windows(lengths)
    weights = np.exp(emissions - emissions.max(2, keepdims=True), dtype=np.float64)
    onward = moves.astype(np.float64)
    backward = np.ascontiguousarray(onward.T)
    ahead, behind = np.zeros_like(weights), np.zeros_like(weights)
    ahead[0] = weights[0]
    behind[lengths - 1, np.arange(len(lengths))] = 1.0
    for position in range(1, len(counts)):
        count = counts[position]
        reached = (ahead[position - 1, :count] @ onward) * weights[position, :count]
        ahead[position, :count] = reached / reached.sum(1, keepdims=True)
    for position in range(len(counts) - 1, 0, -1):
        count = counts[position]
        reached = (behind[position, :count] * weights[position, :count]) @ backward
        behind[position - 1, :count] = reached / reached.sum(1, keepdims=True)
    shares = ahead * behind
    shares /= np.maximum(shares.sum(2, keepdims=True), 1e-30)
    return shares
