"""How strongly two things that share windows belong together, and how sure that is.

G. Bouma, Normalized (Pointwise) Mutual Information in Collocation Extraction, Proc. GSCL 2009:

    pmi(x, y)  = ln( p(x, y) / (p(x) p(y)) )
    npmi(x, y) = pmi(x, y) / -ln p(x, y)

1 when the two only ever stand together, 0 when they are independent, -1 when they never meet.

T. Dunning, Accurate Methods for the Statistics of Surprise and Coincidence, Computational Linguistics
19(1), 1993, over the four cells of windows with both, one, the other and neither:

    G2 = 2 sum( observed ln(observed / expected) )

Above 3.84 chance would do as much in 5 of 100 cases, above 6.63 in 1, above 10.83 in 1 of 1,000 (chi
squared, one degree of freedom).
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


def log_likelihood(joint: float, left: float, right: float, windows: float) -> float:
    """Return G2 of a pair, rounded to three decimals; below 0 where they meet less than by chance.

    The arguments are those of `npmi`.

    >>> log_likelihood(1, 2, 5, 10), log_likelihood(5, 5, 5, 10), log_likelihood(0, 5, 5, 10)
    (0.0, 13.863, -13.863)
    """
    cells = (
        (joint, left * right / windows),
        (left - joint, left * (windows - right) / windows),
        (right - joint, (windows - left) * right / windows),
        (windows - left - right + joint, (windows - left) * (windows - right) / windows),
    )
    value = 2 * sum(seen * log(seen / expected) for seen, expected in cells if seen > 0 and expected > 0)
    return round(max(0.0, value) * (1 if joint >= cells[0][1] else -1), 3) + 0.0
