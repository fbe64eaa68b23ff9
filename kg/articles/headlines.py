"""Which headline belongs to which body, whether it stands above, below or far from it."""

from kg.articles.bodies import Body, Headline, Parts
from kg.articles.cohesion import Cohesion

_NEAR = 0.35  # what standing next to a body is worth, beside cohesion (0 to 1)
_USUAL_SIDE = 0.3  # what standing on the side where the page's headlines stand is worth
_UNRELATED = 0.4  # the share of that which is left where headline and body share no words
_RELATED = 0.25  # the cohesion from which on it counts in full
_FAR = 0.2  # what is lost when the body stands elsewhere
_TAKEN = 0.1  # and when it has its headline already
_GROUPED = 0.8  # and when the headline stands among others: it is theirs


def match_headlines(parts: Parts, cohesion: Cohesion) -> None:
    """Give each headline to the body it fits best; the surest pairs are made first.

    A headline fits a body whose beginning says it again (cohesion), next to which it stands, and on the
    side on which headlines stand on this page. A body with a headline takes another from nearby only.
    """
    bodies = parts.bodies
    if not bodies:
        return
    below = headlines_stand_below(parts, cohesion)
    waiting = [part for part in parts.order if isinstance(part, Headline)]
    while waiting:
        scored = [
            (_fit(headline, body, parts, cohesion, below, bool(body.headlines)), -h, -b)
            for h, headline in enumerate(waiting)
            for b, body in enumerate(bodies)
        ]
        _, h, b = max(scored)
        headline = waiting.pop(-h)
        bodies[-b].headlines.append(headline)
    for body in bodies:
        body.headlines.sort(key=lambda headline: headline.start)


def headlines_stand_below(parts: Parts, cohesion: Cohesion) -> bool:
    """Tell whether the headlines of a page stand below their bodies rather than above.

    Cohesion with the neighbor above is compared with cohesion with the neighbor below, over the page.
    """
    balance = 0.0
    for headline, before, after in _with_neighbors(parts):
        up = cohesion.of_headline(headline.text, before.text) if before else 0.0
        down = cohesion.of_headline(headline.text, after.text) if after else 0.0
        balance += up - down
    return balance > 0


def _with_neighbors(parts: Parts) -> list[tuple[Headline, Body | None, Body | None]]:
    """Return each headline with the body before and the body after it."""
    result = []
    for index, part in enumerate(parts.order):
        if isinstance(part, Headline):
            before = next((p for p in reversed(parts.order[:index]) if isinstance(p, Body)), None)
            after = next((p for p in parts.order[index + 1 :] if isinstance(p, Body)), None)
            result.append((part, before, after))
    return result


def _fit(headline: Headline, body: Body, parts: Parts, cohesion: Cohesion, below: bool, taken: bool) -> float:
    """Return how well a headline fits a body."""
    index, place = parts.order.index(headline), parts.order.index(body)
    between = parts.order[min(index, place) + 1 : max(index, place)]
    adjacent = not any(isinstance(part, Body) for part in between)
    score = cohesion.of_headline(headline.text, body.text)
    if not adjacent:
        return score - _FAR - taken * (_TAKEN + _GROUPED * _is_grouped(parts, index))
    near = _NEAR + _USUAL_SIDE * (not taken and (place < index) == below)
    unrelated = 0.0 if taken else _UNRELATED
    return score + near * (unrelated + (1 - unrelated) * min(1.0, score / _RELATED))


def _is_grouped(parts: Parts, index: int) -> bool:
    """Tell whether a headline stands right before or after another one."""
    beside = [*parts.order[max(0, index - 1) : index], *parts.order[index + 1 : index + 2]]
    return any(isinstance(part, Headline) for part in beside)
