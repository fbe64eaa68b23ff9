"""Articles that follow each other without any mark, found by the headlines that stand together elsewhere."""

from kg.articles.cohesion import Beginning, Cohesion
from kg.articles.paragraphs import Paragraph
from kg.articles.parts import Headline, Parts, Story

_SAYS_AGAIN = 0.5  # cohesion of a headline with the paragraph that its article begins with
_BETTER = 0.2  # and how much more that must be than its cohesion with anything before it, or elsewhere
_MOST = 60  # headlines of a crowd that are looked for


def split_unmarked(parts: Parts, cohesion: Cohesion) -> None:
    """Split stories in which an article begins that only its headline, set elsewhere, tells of.

    Looked for where more headlines stand together than stories stand in the row beside them.
    """
    known: dict[str, Beginning] = {}
    for headlines, stories in _crowds(parts):
        for headline in headlines[:_MOST]:
            _split_at_lead(parts, headline, stories, cohesion, known)


def _crowds(parts: Parts) -> list[tuple[list[Headline], list[Story]]]:
    """Return groups of headlines with the row of stories above them, where those are fewer."""
    crowds = []
    stories: list[Story] = []
    headlines: list[Headline] = []
    for part in [*parts.order, None]:
        if isinstance(part, Headline):
            headlines.append(part)
            continue
        if headlines and len(stories) < len(headlines) > 1:
            crowds.append((headlines, stories))
        if headlines:
            headlines, stories = [], []
        if part is not None:
            stories.append(part)
    return crowds


def _split_at_lead(
    parts: Parts,
    headline: Headline,
    stories: list[Story],
    cohesion: Cohesion,
    known: dict[str, Beginning],
) -> None:
    """Split a story before the paragraph that says a headline again, if there is a clear one."""
    places = [
        (story, at) for story in stories for at in range(1, len(story.paragraphs)) if _may_begin(story, at)
    ]
    if not places:
        return
    texts = [story.paragraphs[at].text for story, at in places]
    for text in texts:
        if text not in known:
            known[text] = cohesion.beginning(text)
    scores = [cohesion.of_beginning(headline.text, known[text]) for text in texts]
    best = max(scores)
    if best < _SAYS_AGAIN:
        return
    story, at = places[scores.index(best)]
    others = [other.opening for other in parts.stories if other is not story]
    before = "".join(paragraph.text for paragraph in story.paragraphs[:at])
    elsewhere = max(cohesion.of_headline(headline.text, text) for text in (before, *others))
    if best < elsewhere + _BETTER:
        return
    rest = Story(story.paragraphs[at:])
    story.paragraphs = story.paragraphs[:at]
    parts.order.insert(parts.order.index(story) + 1, rest)
    stories.insert(stories.index(story) + 1, rest)


def _may_begin(story: Story, at: int) -> bool:
    """Tell whether an article may begin with a paragraph inside a story."""
    before: Paragraph = story.paragraphs[at - 1]
    return story.paragraphs[at].kind == "prose" and before.finished and before.kind != "byline"
