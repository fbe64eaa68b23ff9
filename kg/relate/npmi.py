"""Normalized pointwise mutual information of two things that share windows.

G. Bouma, Normalized (Pointwise) Mutual Information in Collocation Extraction, Proc. GSCL 2009:

    pmi(x, y)  = ln( p(x, y) / (p(x) p(y)) )
    npmi(x, y) = pmi(x, y) / -ln p(x, y)

1 when the two only ever stand together, 0 when they are independent, -1 when they never meet.
"""

from math import log


def npmi(joint: float, left: float, right: float, windows: float) -> float:
    """Return the NPMI of a pair seen together `joint` times, each apart `left` and `right` times.

    All counts are windows (sentences or articles) out of `windows`. Where every window holds the pair
    the value is 1 by convention. The result stays within [-1, 1] and is rounded to six decimals.

    >>> npmi(1, 1, 1, 10), npmi(1, 2, 5, 10), npmi(0, 2, 5, 10), npmi(10, 10, 10, 10)
    (1.0, 0.0, -1.0, 1.0)
    """
    if joint <= 0:
        return -1.0
    if joint >= windows:
        return 1.0
    value = log(joint * windows / (left * right)) / -log(joint / windows)
    return round(max(-1.0, min(1.0, value)), 6) + 0.0
