"""A page becomes its articles."""

from kg.articles.cohesion import Cohesion
from kg.articles.credits import read_credits, read_dateline
from kg.articles.furniture import is_rubric
from kg.articles.headlines import match_headlines, part_last
from kg.articles.illustrations import join_captions
from kg.articles.lines import Line, read_lines
from kg.articles.openers import continued_from, continued_to
from kg.articles.outlets import read_outlet
from kg.articles.paragraphs import Paragraph, read_paragraphs
from kg.articles.parts import Headline, Story
from kg.articles.stacks import split_stacks
from kg.articles.stories import extend, find_stories
from kg.articles.unmarked import split_unmarked
from kg.model import Article, Page
from kg.script import read_script
from kg.text import Span, heal, join_texts


def split_page(page: Page) -> list[Article]:
    """Return the articles of a page in the order of their stories.

    Every line with text belongs to one article, to its headline or its story, or is page furniture. A page
    that is known to be one item is that item.
    """
    if page.headline_end is not None:
        return [_article(page, "a1", story) for story in _read_item(page.raw, page.headline_end)]
    large = frozenset(page.heads)
    paragraphs = read_paragraphs(read_lines(page.raw), large)
    texts = [paragraph.text for paragraph in paragraphs if paragraph.kind == "prose"]
    cohesion = Cohesion(texts)
    parts = find_stories(paragraphs, cohesion, large)
    split_stacks(parts, cohesion)
    split_unmarked(parts, cohesion)
    match_headlines(parts, cohesion)
    stories = part_last(join_captions(parts, cohesion), large)
    if not stories and parts.order:
        stories = [Story([p for part in parts.order for p in part.paragraphs])]
    return [_article(page, f"a{number}", story) for number, story in enumerate(stories, 1)]


def _read_item(raw: str, headline_end: int) -> list[Story]:
    """Return the story that a text with a known headline is; none where nothing is printed."""
    lines = read_lines(raw)
    head = [line for line in lines if line.start < headline_end]
    paragraphs = read_paragraphs(lines[len(head) :])
    running = [paragraph for paragraph in paragraphs if paragraph.kind != "furniture"] or paragraphs
    if not running:
        return []
    story = Story(running[:1], [Headline([Paragraph(tuple(head), "head")])] if head else [])
    for paragraph in running[1:]:
        extend(story, paragraph)
    return [story]


def _article(page: Page, name: str, story: Story) -> Article:
    """Return the article that a story and its headlines make."""
    heads = [line for each in story.headlines for p in each.paragraphs for line in p.lines]
    if len(heads) > 1 and is_rubric(heads[0].text):
        heads = heads[1:]
    head_blocks = [_spans([line]) for line in heads]
    story_blocks = [_spans(paragraph.lines) for paragraph in story.paragraphs]
    headline = heal(page.raw, head_blocks)
    text = join_texts((headline, heal(page.raw, story_blocks)))
    first = next((p.text for p in story.paragraphs if p.kind == "prose"), "")
    place, date = read_dateline(first[:200], page.date)
    credits = read_credits(story.paragraphs)
    agency, paper = read_outlet(story.paragraphs, page.paper)
    return Article(
        page=page.path,
        id=name,
        text=text,
        headline_end=len(headline.chars),
        headline_spans=tuple(_spans(heads)),
        body_spans=tuple(_spans([line for paragraph in story.paragraphs for line in paragraph.lines])),
        date=date,
        place=place,
        byline=tuple(credit.name for credit in credits),
        roles=tuple(credit.role for credit in credits),
        agency=agency,
        paper=paper,
        script=read_script(text.chars),
        continued_from=_from(story.paragraphs),
        continued_to=continued_to(story.paragraphs[-1].text),
    )


def _spans(lines: "list[Line] | tuple[Line, ...]") -> list[Span]:
    """Return the raw spans of some lines, neighboring lines as one."""
    spans: list[Span] = []
    previous = -2
    for line in lines:
        if line.number == previous + 1:
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append(line.span)
        previous = line.number
    return spans


def _from(paragraphs: list[Paragraph]) -> str | None:
    """Return the page that an article is continued from."""
    for paragraph in paragraphs[:3]:
        note = continued_from(paragraph.text)
        if note:
            return note.page
    return None
