"""A page becomes its articles."""

from kg.articles.bodies import find_bodies
from kg.articles.cohesion import Cohesion
from kg.articles.credits import read_credits, read_dateline
from kg.articles.headlines import match_headlines
from kg.articles.illustrations import join_captions
from kg.articles.lines import Line, read_lines
from kg.articles.openers import continued_from, continued_to
from kg.articles.outlets import read_outlet
from kg.articles.paragraphs import Paragraph, read_paragraphs
from kg.articles.parts import Body
from kg.articles.stacks import split_stacks
from kg.articles.unmarked import split_unmarked
from kg.model import Article, Page
from kg.script import read_script
from kg.text import Span, heal


def split_page(page: Page) -> list[Article]:
    """Return the articles of a page in the order of their bodies.

    Every line with text belongs to one article, to its headline or its body, or is page furniture.
    """
    paragraphs = read_paragraphs(read_lines(page.raw))
    texts = [paragraph.text for paragraph in paragraphs if paragraph.kind == "prose"]
    cohesion = Cohesion(texts)
    parts = find_bodies(paragraphs, cohesion)
    split_stacks(parts, cohesion)
    split_unmarked(parts, cohesion)
    match_headlines(parts, cohesion)
    bodies = join_captions(parts, cohesion)
    if not bodies and parts.order:
        bodies = [Body([p for part in parts.order for p in part.paragraphs])]
    return [_article(page, f"a{number}", body) for number, body in enumerate(bodies, 1)]


def _article(page: Page, name: str, body: Body) -> Article:
    """Return the article that a body and its headlines make."""
    heads = [p for headline in body.headlines for p in headline.paragraphs]
    head_blocks = [_spans([line]) for paragraph in heads for line in paragraph.lines]
    body_blocks = [_spans(paragraph.lines) for paragraph in body.paragraphs]
    text = heal(page.raw, [*head_blocks, *body_blocks])
    headline_end = len(heal(page.raw, head_blocks).chars)
    first = next((p.text for p in body.paragraphs if p.kind == "prose"), "")
    place, date = read_dateline(first[:200], page.date)
    credits = read_credits(body.paragraphs)
    agency, paper = read_outlet(body.paragraphs, page.paper)
    return Article(
        page=page.path,
        id=name,
        text=text,
        headline_end=headline_end,
        headline_spans=tuple(_spans([line for paragraph in heads for line in paragraph.lines])),
        body_spans=tuple(_spans([line for paragraph in body.paragraphs for line in paragraph.lines])),
        date=date,
        place=place,
        byline=tuple(credit.name for credit in credits),
        roles=tuple(credit.role for credit in credits),
        agency=agency,
        paper=paper,
        script=read_script(text.chars),
        continued_from=_from(body.paragraphs),
        continued_to=continued_to(body.paragraphs[-1].text),
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
