"""The signals that are weighed where nothing printed tells whether a new article begins.

Each is one function; `opens_article` in stories.py adds them up.
"""

from collections.abc import Sequence
from itertools import groupby, pairwise

from kg.articles.cohesion import Cohesion
from kg.articles.openers import has_credit
from kg.articles.paragraphs import Paragraph
from kg.articles.parts import CAPTION_LENGTH, Headline, Story

_CAPTION_PARAGRAPHS = 3
_PASSAGE = 2000  # characters on each side of a headline that are compared with it


def stand_below(paragraphs: Sequence[Paragraph], cohesion: Cohesion) -> bool:
    """Tell whether the headlines of a page stand below their articles rather than above.

    Over the page, each group of headline-like lines is compared with the text on both sides.
    """
    groups = [(head, list(group)) for head, group in groupby(paragraphs, key=lambda p: p.kind == "head")]
    texts = [(head, "".join(paragraph.text for paragraph in group)) for head, group in groups]
    if not any(head for head, _ in texts[1:]):
        return False  # nothing stands above the only headlines
    balance = 0.0
    for index, (head, text) in enumerate(texts):
        if head:
            before = texts[index - 1][1][-_PASSAGE:] if index else ""
            after = texts[index + 1][1][:_PASSAGE] if index + 1 < len(texts) else ""
            balance += cohesion.of_headline(text, before) - cohesion.of_headline(text, after)
    return balance > 0


def sets_off(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether a page sets off by blank lines what stands between two articles."""
    after_text = [b for a, b in pairwise(paragraphs) if a.kind == "prose" and b.kind in ("head", "byline")]
    return 2 * sum(bool(paragraph.gap) for paragraph in after_text) > len(after_text)


def opens_in_print(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether on a page what follows a headline mostly opens with a printed mark."""
    after_head = [b for a, b in pairwise(paragraphs) if a.kind == "head" and b.kind != "head"]
    return 2 * sum(paragraph.opens for paragraph in after_head) > len(after_head)


def is_captioned(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether the first paragraphs are a caption: short, ended by a credit, no headline between."""
    length = 0
    for paragraph in paragraphs[:_CAPTION_PARAGRAPHS]:
        length += len(paragraph.text)
        if paragraph.kind == "head" or paragraph.opens or length > CAPTION_LENGTH:
            return False
        if paragraph.kind == "credit" or has_credit(paragraph.text):
            return True
    return False


def has_headline_form(headlines: Sequence[Headline]) -> bool:
    """Tell whether lines have the form of a headline rather than of a sub-heading."""
    paragraphs = [paragraph for headline in headlines for paragraph in headline.paragraphs]
    lines = [line for paragraph in paragraphs for line in paragraph.lines]
    return len(paragraphs) > 1 or any(" " in line.spaced or "——" in line.text for line in lines)


def fits_above(headline: str, story: Story, cohesion: Cohesion) -> float:
    """Return how much more a headline says of the story above it than the headlines above that do."""
    opening = story.opening
    return max(0.0, cohesion.of_headline(headline, opening) - cohesion.of_headline(story.above, opening))


def fits_below(headline: str, story: Story, paragraph: Paragraph, cohesion: Cohesion) -> float:
    """Return how much more it says of what follows; only where articles open without a printed mark."""
    if story.paragraphs[0].opens:
        return 0.0
    above = cohesion.of_headline(headline, story.opening)
    return 1 / 3 + max(0.0, cohesion.of_headline(headline, paragraph.text) - above)
