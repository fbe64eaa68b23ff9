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

_TOGETHER = 32  # windows; what is worked out of more is too large for the processor's own memory
_OFTEN = 8  # characters after which shares are brought back to a sum of 1; they may shrink or grow meanwhile


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
    ahead = _by_tag(emissions)
    ahead[0] += np.atleast_2d(first).T
    before_after = steps[:, :, None]
    for position in range(1, len(counts)):
        count = counts[position]
        reached = ahead[position - 1, :, None, :count] + before_after
        ahead[position, :, :count] += reached.max(0)
    scores = np.ascontiguousarray(ahead.transpose(0, 2, 1))
    columns = np.arange(len(lengths))
    path = np.zeros(emissions.shape[:2], np.int64)
    path[lengths - 1, columns] = (scores[lengths - 1, columns] + last).argmax(1)
    after_before = np.ascontiguousarray(steps.T)
    for position in range(len(counts) - 1, 0, -1):
        count = counts[position]
        reached = scores[position - 1, :count] + after_before[path[position, :count]]
        path[position - 1, :count] = reached.argmax(1)
    return path


def _by_tag(values: Scores) -> Scores:
    """Return a copy of values, length × tags × windows: of all windows the same is done in one go."""
    return np.array(values.transpose(0, 2, 1), order="C")


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
    best = np.zeros(doubtful.shape[:2], np.int64)
    for some in _parts(len(sizes), 2 * _TOGETHER):
        longest = sizes[some.start]
        best[:longest, some] = best_paths(
            doubtful[:longest, some], sizes[some], steps, first[some], last[some]
        )
    paths[positions, columns] = best[within, rank]
    return paths


def path_shares(emissions: Scores, lengths: Numbers, moves: Scores, paths: Numbers) -> Shares:
    """Return the probability of each tag of some paths; 0 throughout a window whose tags are all 0."""
    certain = np.zeros(paths.shape)
    named = np.flatnonzero(paths.any(0))
    for part in _parts(len(named), _TOGETHER):
        some = named[part]
        longest = lengths[some[0]]
        shares = tag_shares(emissions[:longest, some], lengths[some], moves)
        tags = paths[:longest, some, None]
        certain[:longest, some] = np.take_along_axis(shares, tags, 2)[:, :, 0]
    return certain


def _parts(count: int, size: int) -> list[slice]:
    """Return the numbers below a count in parts of a size."""
    return [slice(at, at + size) for at in range(0, count, size)]


def tag_shares(emissions: Scores, lengths: Numbers, moves: Scores) -> Shares:
    """Return the probability of each tag, length × windows × tags, without meaning behind a window's end.

    `moves` are the exponentials of the scores of one tag (column) after another (row).
    """
    counts = count_windows(lengths)
    positions, columns = np.arange(len(counts))[:, None], np.arange(len(lengths))
    turned = np.where(positions < lengths, lengths - 1 - positions, positions)
    ahead = _by_tag(emissions)
    ahead -= ahead.max(1, keepdims=True)
    weights = np.empty((2, *ahead.shape))  # from the start on, and from the end back
    np.exp(ahead, out=weights[0], dtype=np.float64)
    weights[1] = weights[0][turned, :, columns].transpose(0, 2, 1)
    steps = np.stack([moves.T, moves]).astype(np.float64)
    reached = np.ones_like(weights)
    for position, count in enumerate(counts[1:], 1):
        moved = steps @ (reached[:, position - 1, :, :count] * weights[:, position - 1, :, :count])
        if position % _OFTEN == 0:
            moved /= moved.sum(1, keepdims=True)
        reached[:, position, :, :count] = moved
    shares = reached[0] * weights[0] * reached[1][turned, :, columns].transpose(0, 2, 1)
    shares /= np.maximum(shares.sum(1, keepdims=True), 1e-30)
    by_window: Shares = shares.transpose(0, 2, 1)
    return by_window
