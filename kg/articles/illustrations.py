"""Captions that illustrate an article next to them become part of it."""

from kg.articles.cohesion import Cohesion
from kg.articles.openers import opens_caption
from kg.articles.parts import Body, Parts

_ILLUSTRATES = 0.2  # share of a caption's vocabulary that its article holds


def join_captions(parts: Parts, cohesion: Cohesion) -> list[Body]:
    """Return the bodies of a page, captions without a headline joined to the article they illustrate."""
    bodies = parts.bodies
    kept: list[Body] = []
    for index, body in enumerate(bodies):
        following = bodies[index + 1] if index + 1 < len(bodies) else None
        for neighbor, is_below in ((following, False), (kept[-1] if kept else None, True)):
            if neighbor and _shares_headline(body, neighbor, is_below, cohesion):
                neighbor.headlines, body.headlines = body.headlines, []
        host = _host(body, kept[-1:], following, cohesion)
        if host is None:
            kept.append(body)
        else:
            host.paragraphs.extend(body.paragraphs)
    return kept


def _host(body: Body, before: list[Body], following: Body | None, cohesion: Cohesion) -> Body | None:
    """Return the article next to a caption that the caption illustrates, or None."""
    if not body.is_caption or body.headlines:
        return None
    if before and opens_caption(body.opening):
        return before[0]
    neighbors = [other for other in (*before, following) if other is not None and not other.is_caption]
    if not neighbors:
        return None
    scores = [cohesion.of_texts(body.opening, other.opening) for other in neighbors]
    best = neighbors[scores.index(max(scores))]
    return best if max(scores) >= _ILLUSTRATES else None


def _shares_headline(caption: Body, other: Body, is_below: bool, cohesion: Cohesion) -> bool:
    """Tell whether a caption stands between an article and its headline (below both, or above)."""
    if not caption.is_caption or not caption.headlines or other.headlines or other.is_caption:
        return False
    if any((headline.start > caption.start) != is_below for headline in caption.headlines):
        return False
    explicit = is_below and opens_caption(caption.opening)
    return explicit or cohesion.of_texts(caption.opening, other.opening) >= _ILLUSTRATES
