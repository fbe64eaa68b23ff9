"""How strongly two things that share windows belong together, and how sure that is.

G. Bouma, Normalized (Pointwise) Mutual Information in Collocation Extraction, Proc. GSCL 2009:

    pmi(x, y)  = ln( p(x, y) / (p(x) p(y)) )
    npmi(x, y) = pmi(x, y) / -ln p(x, y)

1 when the two only ever stand together, 0 when they are independent, -1 when they never meet.

Of what was seen once NPMI says too much: two names of one list, never met again, have 1. P. Pantel and
D. Lin, Discovering Word Senses from Text, Proc. KDD 2002, discount it by how little was seen:

    joint / (joint + 1) * min(left, right) / (min(left, right) + 1)

T. Dunning, Accurate Methods for the Statistics of Surprise and Coincidence, Computational Linguistics
19(1), 1993, over the four cells of windows with both, one, the other and neither:

    G2 = 2 sum( observed ln(observed / expected) )

Above 3.84 chance would do as much in 5 of 100 cases, above 6.63 in 1, above 10.83 in 1 of 1,000 (chi
squared, one degree of freedom).
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]


def npmi(joint: Floats, left: Floats, right: Floats, windows: float) -> Floats:
    """Return the NPMI of pairs seen together `joint` times, each apart `left` and `right` times.

    All counts are windows (sentences or articles) out of `windows`. Where every window holds the pair
    the value is 1 by convention. The results stay within [-1, 1] and are rounded to six decimals.

    >>> npmi(np.array([1, 1, 0, 10]), np.array([1, 2, 2, 10]), np.array([1, 5, 5, 10]), 10).tolist()
    [1.0, 0.0, -1.0, 1.0]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        values: Floats = np.log(joint * windows / (left * right)) / -np.log(joint / windows)
    values = np.where(joint <= 0, -1.0, np.where(joint >= windows, 1.0, values))
    return rounded(np.clip(values, -1.0, 1.0), 6)


def shrunk(values: Floats, joint: Floats, left: Floats, right: Floats) -> Floats:
    """Return NPMI discounted by how little was seen, rounded to six decimals; counts are those of `npmi`.

    >>> shrunk(np.array([1.0, 1.0]), np.array([1, 9]), np.array([1, 9]), np.array([1, 9])).tolist()
    [0.25, 0.81]
    """
    rarer = np.minimum(left, right)
    return rounded(values * (joint / (joint + 1)) * (rarer / (rarer + 1)), 6)


def log_likelihood(joint: Floats, left: Floats, right: Floats, windows: float) -> Floats:
    """Return G2 of pairs, rounded to three decimals; below 0 where they meet less than by chance.

    The arguments are those of `npmi`.

    >>> log_likelihood(np.array([1, 5, 0]), np.array([2, 5, 5]), np.array([5, 5, 5]), 10).tolist()
    [0.0, 13.863, -13.863]
    """
    cells = (
        (joint, left * right / windows),
        (left - joint, left * (windows - right) / windows),
        (right - joint, (windows - left) * right / windows),
        (windows - left - right + joint, (windows - left) * (windows - right) / windows),
    )
    value = 2 * np.sum([_part(seen, expected) for seen, expected in cells], axis=0)
    sign = np.where(joint >= cells[0][1], 1.0, -1.0)
    return rounded(np.maximum(0.0, value) * sign, 3)


def rounded(values: Floats, digits: int) -> Floats:
    """Return numbers rounded, none of them a negative 0."""
    return np.asarray(np.round(values, digits) + 0.0, dtype=np.float64)


def _part(seen: Floats, expected: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        part: Floats = np.where((seen > 0) & (expected > 0), seen * np.log(seen / expected), 0.0)
    return part
