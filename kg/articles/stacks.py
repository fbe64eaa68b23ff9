"""Headlines of several articles that stand in a stack without blank lines between them."""

from collections.abc import Sequence

from kg.articles.cohesion import Cohesion
from kg.articles.paragraphs import Paragraph
from kg.articles.parts import Headline, Parts, Story

_SAYS_AGAIN = 0.3  # cohesion from which on a line of a headline tells which article it belongs to
_CLEARLY = 0.2  # and how much more that must be than its cohesion with the article of the line before
_WINDOW = 12  # stories on each side that are looked at


def split_stacks(parts: Parts, cohesion: Cohesion) -> None:
    """Split headlines of which one line clearly speaks of one article and a later line of another."""
    order: list[Story | Headline] = []
    stories_before = 0
    stories = parts.stories
    for part in parts.order:
        if isinstance(part, Story):
            stories_before += 1
            order.append(part)
        else:
            near = stories[max(0, stories_before - _WINDOW) : stories_before + _WINDOW]
            order.extend(_split(part, [story.opening for story in near], cohesion))
    parts.order = order


def _split(headline: Headline, openings: Sequence[str], cohesion: Cohesion) -> list[Headline]:
    """Return the headlines that a stack is made of."""
    lines = [Paragraph((line,), "head") for paragraph in headline.paragraphs for line in paragraph.lines]
    if len(lines) == 1 or len(openings) < 2:
        return [headline]
    stacks: list[list[Paragraph]] = [[]]
    before: list[float] | None = None  # what the last telling line has in common with each article
    for paragraph in lines:
        scores = [cohesion.of_headline(paragraph.text, opening) for opening in openings]
        if max(scores, default=0.0) >= _SAYS_AGAIN:
            if before is not None and _differ(before, scores):
                stacks.append([])
            before = scores
        stacks[-1].append(paragraph)
    return [Headline(stack) for stack in stacks] if len(stacks) > 1 else [headline]


def _differ(one: Sequence[float], other: Sequence[float]) -> bool:
    """Tell whether two lines clearly speak of different articles."""
    first, second = one.index(max(one)), other.index(max(other))
    return one[first] - one[second] >= _CLEARLY and other[second] - other[first] >= _CLEARLY
