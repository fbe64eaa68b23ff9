"""Captions that illustrate an article next to them become part of it."""

from kg.articles.bodies import Body, Parts
from kg.articles.cohesion import Cohesion
from kg.articles.openers import opens_caption

_ILLUSTRATES = 0.45  # share of a caption's vocabulary that its article holds


def join_captions(parts: Parts, cohesion: Cohesion) -> list[Body]:
    """Return the bodies of a page, captions without a headline joined to the article they illustrate."""
    bodies = parts.bodies
    kept: list[Body] = []
    for index, body in enumerate(bodies):
        host = None
        following = bodies[index + 1] if index + 1 < len(bodies) else None
        if following and _shares_headline(body, following, cohesion):
            following.headlines, body.headlines = body.headlines, []
        if body.is_caption and not body.headlines:
            neighbors = [*kept[-1:], *bodies[index + 1 : index + 2]]
            host = _illustrated(body, [other for other in neighbors if not other.is_caption], cohesion)
            if host is None and kept and opens_caption(body.text):
                host = kept[-1]
        if host is None:
            kept.append(body)
        else:
            host.paragraphs.extend(body.paragraphs)
    return kept


def _illustrated(caption: Body, neighbors: list[Body], cohesion: Cohesion) -> Body | None:
    """Return the neighbor that a caption speaks of, if one does."""
    scored = [(cohesion.of_texts(caption.text, other.text), -place) for place, other in enumerate(neighbors)]
    if not scored or max(scored)[0] < _ILLUSTRATES:
        return None
    return neighbors[-max(scored)[1]]


def _shares_headline(caption: Body, following: Body, cohesion: Cohesion) -> bool:
    """Tell whether a caption stands between an article and its headline."""
    if not caption.is_caption or not caption.headlines or following.headlines or following.is_caption:
        return False
    if caption.headlines[-1].start > caption.start:
        return False
    return cohesion.of_texts(caption.text, following.text) >= _ILLUSTRATES
