"""One page read, the unit of work: its articles, the mentions in them, the posts, and what names stand for.

The reading depends on the page file, the model and the settings alone, so that any engine can map over
pages. This module needs spaCy, which takes a second to import.
"""

from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language

from kg.articles import split_page
from kg.config import Config
from kg.model import Article, Mention, Page, Reading
from kg.naming import add_references, name_page
from kg.pages import PageFile, read_page
from kg.posts.completion import complete
from kg.posts.find import find_posts
from kg.reading.stages import Enter
from kg.recognize import foresee, recognize
from kg.script import as_printed, simplify

_SHORT = 5_000  # characters; a longer page has enough for the network by itself


def read_page_file(file: PageFile, nlp: Language, config: Config) -> Reading:
    """Return all that one page file says; InputError where it can't be read."""
    page = read_page(file, date=config.date, ocr=config.ocr)
    return read_articles(page, split_page(page), nlp, config)


def foresee_articles(pages: Iterable[Sequence[Article]], nlp: Language, config: Config) -> None:
    """Prepare the recognition of short pages that are read next; each gets the same reading without it."""
    short = [articles for articles in pages if sum(len(a.text.chars) for a in articles) <= _SHORT]
    if len(short) > 1 and not config.simplify:
        foresee(short, nlp)


def read_articles(
    page: Page, articles: Sequence[Article], nlp: Language, config: Config, enter: Enter = lambda _: None
) -> Reading:
    """Return all that the articles of a page say: mentions, posts, and what the page calls each of them.

    `enter` is told of each stage.
    """
    enter("recognize")
    by_article: dict[str, list[Mention]] = {article.id: [] for article in articles}
    for mention in _recognize(articles, nlp, config):
        if mention.label in config.labels and mention.score >= config.min_score:
            by_article[mention.article].append(mention)
    enter("name")
    referring = [add_references(article, by_article[article.id]) for article in articles]
    enter("posts")
    posts = [
        post
        for article, own in zip(articles, referring, strict=True)
        for post in find_posts(article, own, page.date)
    ]
    mentions = [mention for own in referring for mention in own if mention.label in config.labels]
    mentions.sort(key=lambda mention: mention.start)
    enter("name")
    return name_page(Reading(page, tuple(articles), tuple(mentions), tuple(complete(posts))))


def _recognize(articles: Sequence[Article], nlp: Language, config: Config) -> Iterator[Mention]:
    """Yield the mentions of some articles as printed, recognized in simplified characters if asked for."""
    if not config.simplify:
        yield from recognize(articles, nlp)
        return
    printed = {article.id: article for article in articles}
    for mention in recognize([simplify(article) for article in articles], nlp):
        yield as_printed(mention, printed[mention.article])
