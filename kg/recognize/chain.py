"""Decoding: the best sequence of tags for the scores of a network, and how certain each tag is.

Emissions are the scores of the tags of each character, length × windows × tags. Windows of different
lengths stand side by side, the longest first; what is behind a window's end is never looked at, so a
window gets the same answer in any company.
"""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]


def count_windows(lengths: Numbers) -> list[int]:
    """Return, for each position, how many windows have a character there; lengths fall.

    >>> count_windows(np.array([3, 1, 1]))
    [3, 1, 1]
    """
    counts: list[int] = np.count_nonzero(lengths > np.arange(lengths[0])[:, None], axis=1).tolist()
    return counts


def best_paths(
    emissions: Scores,
    lengths: Numbers,
    steps: Scores,
    first: Scores | float = 0.0,
    last: Scores | float = 0.0,
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


def best_paths_by_lead(emissions: Scores, lengths: Numbers, steps: Scores) -> Numbers:
    """Return what `best_paths` returns, sooner the less `steps` weigh beside the emissions.

    A tag that leads by more than its two steps can make up for is the best whatever stands beside it; only
    where none leads so far are the ways compared.

    >>> emissions = np.array([[[9, 0]], [[5, 4.9]], [[0, 9]], [[1, 8]]], np.float32)
    >>> best_paths_by_lead(emissions, np.array([4]), np.array([[0, 0], [0, 0.5]], np.float32)).ravel()
    array([0, 1, 1, 1])
    """
    inside = np.arange(len(emissions))[:, None] < lengths
    paths = np.where(inside, emissions.argmax(2), 0)
    others = emissions.copy()
    np.put_along_axis(others, paths[:, :, None], -np.inf, 2)
    lead = np.take_along_axis(emissions, paths[:, :, None], 2)[:, :, 0] - others.max(2)
    columns, positions = np.nonzero((inside & (lead <= 2 * (steps.max() - steps.min()))).T)
    if not len(columns):
        return paths
    begins = np.r_[True, (np.diff(columns) != 0) | (np.diff(positions) != 1)]
    firsts = np.flatnonzero(begins)
    sizes = np.diff(np.r_[firsts, len(columns)])
    order = np.argsort(-sizes, kind="stable")  # of the stretches in doubt, the longest first
    rank = np.argsort(order)[np.cumsum(begins) - 1]
    within = np.arange(len(columns)) - np.repeat(firsts, sizes)
    doubtful = np.zeros((sizes[order[0]], len(sizes), emissions.shape[2]), np.float32)
    doubtful[within, rank] = emissions[positions, columns]
    start, column, sizes = positions[firsts[order]], columns[firsts[order]], sizes[order]
    end = start + sizes
    known = (end < lengths[column])[:, None]
    first = np.where((start > 0)[:, None], steps[paths[start - 1, column]], 0)
    last = np.where(known, steps.T[paths[np.minimum(end, len(paths) - 1), column]], 0)
    paths[positions, columns] = best_paths(doubtful, sizes, steps, first, last)[within, rank]
    return paths


def path_shares(emissions: Scores, lengths: Numbers, moves: Scores, paths: Numbers) -> Shares:
    """Return the probability of each tag of some paths; 0 throughout a window whose tags are all 0."""
    certain = np.zeros(paths.shape)
    named = np.flatnonzero(paths.any(0))
    if len(named):
        longest = lengths[named[0]]
        shares = tag_shares(emissions[:longest, named], lengths[named], moves)
        tags = paths[:longest, named, None]
        certain[:longest, named] = np.take_along_axis(shares, tags, 2)[:, :, 0]
    return certain


def tag_shares(emissions: Scores, lengths: Numbers, moves: Scores) -> Shares:
    """Return the probability of each tag, length × windows × tags, without meaning behind a window's end.

    `moves` are the exponentials of the scores of one tag (column) after another (row).
    """
    counts = count_windows(lengths)
    positions, columns = np.arange(len(counts))[:, None], np.arange(len(lengths))
    turned = np.where(positions < lengths, lengths - 1 - positions, positions)
    ahead = np.exp(emissions - emissions.max(2, keepdims=True), dtype=np.float64)
    weights = np.stack([ahead, ahead[turned, columns]])  # from the start on, and from the end back
    steps = np.stack([moves, moves.T]).astype(np.float64)
    reached = np.ones_like(weights)
    for position, count in enumerate(counts[1:]):
        moved = (reached[:, position, :count] * weights[:, position, :count]) @ steps
        reached[:, position + 1, :count] = moved / moved.sum(2, keepdims=True)
    shares: Shares = reached[0] * ahead * reached[1][turned, columns]
    shares /= np.maximum(shares.sum(2, keepdims=True), 1e-30)
    return shares
