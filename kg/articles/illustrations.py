"""Captions that illustrate an article next to them become part of it."""

from kg.articles.cohesion import Cohesion
from kg.articles.openers import opens_caption
from kg.articles.parts import Parts, Story

_ILLUSTRATES = 0.2  # share of a caption's vocabulary that its article holds


def join_captions(parts: Parts, cohesion: Cohesion) -> list[Story]:
    """Return the stories of a page, captions without a headline joined to the article they illustrate."""
    stories = parts.stories
    kept: list[Story] = []
    for index, story in enumerate(stories):
        following = stories[index + 1] if index + 1 < len(stories) else None
        for neighbor, is_below in ((following, False), (kept[-1] if kept else None, True)):
            if neighbor and _shares_headline(story, neighbor, is_below, cohesion):
                neighbor.headlines, story.headlines = story.headlines, []
        host = _host(story, kept[-1:], following, cohesion)
        if host is None:
            kept.append(story)
        else:
            host.paragraphs.extend(story.paragraphs)
    return kept


def _host(story: Story, before: list[Story], following: Story | None, cohesion: Cohesion) -> Story | None:
    """Return the article next to a caption that the caption illustrates, or None."""
    if not story.is_caption or story.headlines:
        return None
    if before and opens_caption(story.opening):
        return before[0]
    neighbors = [other for other in (*before, following) if other is not None and not other.is_caption]
    if not neighbors:
        return None
    scores = [cohesion.of_texts(story.opening, other.opening) for other in neighbors]
    best = neighbors[scores.index(max(scores))]
    return best if max(scores) >= _ILLUSTRATES else None


def _shares_headline(caption: Story, other: Story, is_below: bool, cohesion: Cohesion) -> bool:
    """Tell whether a caption stands between an article and its headline (below both, or above)."""
    if not caption.is_caption or not caption.headlines or other.headlines or other.is_caption:
        return False
    if any((headline.start > caption.start) != is_below for headline in caption.headlines):
        return False
    explicit = is_below and opens_caption(caption.opening)
    return explicit or cohesion.of_texts(caption.opening, other.opening) >= _ILLUSTRATES
