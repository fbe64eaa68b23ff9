"""One page read, the unit of work: its articles, the mentions in them, the posts, and what names stand for.

The reading depends on the page file, the model and the settings alone, so that any engine can map over
pages. This module needs spaCy, which takes a second to import.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language

from kg.articles import split_page
from kg.config import Config
from kg.model import Article, Mention, Page, Post, Reading
from kg.naming import add_references, name_page
from kg.pages import PageFile, read_page
from kg.posts.completion import complete
from kg.posts.find import find_posts
from kg.reading.plain import in_plain, posts_as_printed
from kg.reading.stages import Enter
from kg.recognize import foresee, recognize
from kg.script import as_printed, simplify

_SHORT = 5_000  # characters; a longer page has enough for the network by itself


def read_page_file(file: PageFile, nlp: Language, config: Config) -> Reading:
    """Return all that one page file says; InputError where it can't be read."""
    page = read_page(file, date=config.date, ocr=config.ocr, encodings=config.encodings)
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
    plain = [in_plain(article) for article in articles]
    referring = [
        _refer(article, easy, by_article[article.id]) for article, easy in zip(articles, plain, strict=True)
    ]
    enter("posts")
    posts = [
        post
        for article, easy, own in zip(articles, plain, referring, strict=True)
        for post in _find_posts(article, easy, own, page.date)
    ]
    mentions = [mention for own in referring for mention in own if mention.label in config.labels]
    mentions.sort(key=lambda mention: mention.start)
    enter("name")
    named = name_page(Reading(page, tuple(plain), tuple(mentions), tuple(complete(posts))))
    return replace(named, articles=tuple(articles))


def _refer(article: Article, plain: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of an article with its back-references, which are found in plain characters."""
    if plain is article:
        return add_references(article, mentions)
    referring = add_references(plain, [as_printed(mention, plain) for mention in mentions])
    return [as_printed(mention, article) for mention in referring]


def _find_posts(
    article: Article, plain: Article, mentions: Sequence[Mention], date: str | None
) -> list[Post]:
    """Return the posts of an article, which are found in plain characters."""
    if plain is article:
        return find_posts(article, mentions, date)
    found = find_posts(plain, [as_printed(mention, plain) for mention in mentions], date)
    return posts_as_printed(found, mentions, article)


def _recognize(articles: Sequence[Article], nlp: Language, config: Config) -> Iterator[Mention]:
    """Yield the mentions of some articles as printed, recognized in simplified characters if asked for."""
    if not config.simplify:
        yield from recognize(articles, nlp)
        return
    printed = {article.id: article for article in articles}
    for mention in recognize([simplify(article) for article in articles], nlp):
        yield as_printed(mention, printed[mention.article])
