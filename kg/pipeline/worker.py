"""What happens to one page, in whatever process: it is read, split, recognized; its posts are found.

This module alone needs spaCy, which takes a second to import; a build of pages that are all known from
an earlier one goes without.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from spacy.language import Language

from kg.articles import split_page
from kg.cache import Cache
from kg.config import Config
from kg.model import Article, Mention, Page, Reading
from kg.naming import add_references
from kg.pages import PageFile, read_page
from kg.pipeline.boundary import Boundary, Tell
from kg.pipeline.faults import Enter, Fault
from kg.pipeline.keys import Key
from kg.posts import complete, find_posts
from kg.reading.packing import pack_reading
from kg.recognize import load_pipeline, recognize
from kg.script import as_printed, simplify

_FIRST = "清河县人民医院院长赵立群来到葛仙庄镇。"  # recognized for its lists and dictionaries to be loaded


class Reader:
    """Reads pages under one configuration; the recognizer is loaded when the first page needs it."""

    def __init__(self, config: Config, cache: Cache | None = None, threads: int = 1, state: str = "") -> None:
        """Keep what is needed; `threads` is how many cores kg's own network may use at once.

        `state` stands for all that reading depends on; "" where that is not known.
        """
        self._config, self._cache, self._threads, self.state = config, cache, threads, state

    @cached_property
    def nlp(self) -> Language:
        """The pipeline that recognizes."""
        config = self._config
        nlp = load_pipeline(config.model, config.gazetteers, config.labels, self._threads)
        nlp(_FIRST)
        return nlp

    def read(self, file: PageFile, key: Key | None = None, tell: Tell | None = None) -> bytes | Fault:
        """Return the packed reading of a page file, or why it has none; keep it under a key.

        It is not kept where the file has changed since its key was made. `tell` is told how far it is, by
        who watches the time. Faults of the model or of a gazetteer are raised.
        """
        config = self._config
        boundary = Boundary(file.name, config.page_seconds, tell)
        with boundary.inside("read"):
            page = read_page(file, date=config.date, ocr=config.ocr)
            boundary.enter("split")
            articles = split_page(page)
        if boundary.fault:
            return boundary.fault
        boundary.enter("load")
        nlp = self.nlp
        with boundary.inside("recognize"):
            packed = pack_reading(read_articles(page, articles, nlp, config, boundary.enter))
            if self._cache and key and key.sha256 == page.sha256:
                self._cache.store(key.name, packed)
        return boundary.fault or packed


_readers: list[Reader] = []  # the one of this process


def start_reader(config: Config, cache: Cache | None, threads: int, state: str) -> None:
    """Make the reader of this process; one of an earlier build is kept where it would read the same."""
    if not (state and _readers and _readers[0].state == state):
        _readers[:] = [Reader(config, cache, threads, state)]


def read_file(file: PageFile, key: Key | None, tell: Tell | None = None) -> bytes | Fault:
    """Read a page file with the reader of this process."""
    return _readers[0].read(file, key, tell)


def read_page_file(file: PageFile, nlp: Language, config: Config) -> Reading:
    """Return all that one page file says: its articles, mentions and posts."""
    page = read_page(file, date=config.date, ocr=config.ocr)
    return read_articles(page, split_page(page), nlp, config)


def read_articles(
    page: Page, articles: Sequence[Article], nlp: Language, config: Config, enter: Enter = lambda _: None
) -> Reading:
    """Return all that the articles of a page say: its mentions and posts; `enter` is told of each stage."""
    enter("recognize")
    by_article: dict[str, list[Mention]] = {article.id: [] for article in articles}
    for mention in _recognize(articles, nlp, config):
        if mention.label in config.labels:
            by_article[mention.article].append(mention)
    enter("name")
    named = [add_references(article, by_article[article.id]) for article in articles]
    enter("posts")
    posts = [
        post
        for article, own in zip(articles, named, strict=True)
        for post in find_posts(article, own, page.date)
    ]
    mentions = [mention for own in named for mention in own if mention.label in config.labels]
    mentions.sort(key=lambda mention: mention.start)
    return Reading(page, tuple(articles), tuple(mentions), tuple(complete(posts)))


def _recognize(articles: Sequence[Article], nlp: Language, config: Config) -> Iterator[Mention]:
    """Yield the mentions of some articles as printed, recognized in simplified characters if asked for."""
    if not config.simplify:
        yield from recognize(articles, nlp)
        return
    printed = {article.id: article for article in articles}
    for mention in recognize([simplify(article) for article in articles], nlp):
        yield as_printed(mention, printed[mention.article])
