"""The rows of the tables whose rows come page by page; they follow the order of the text."""

from bisect import bisect_left
from collections.abc import Iterator

from kg.model import Article, Lookup, Mention, Page, Post, Reading
from kg.schema import ArticleRecord, MentionRecord, PageRecord, PostRecord, Row, TextRecord
from kg.store.records import to_row
from kg.text import sentences, squeeze


def page_row(page: Page) -> Row:
    """Return the row of a page for pages.jsonl."""
    return to_row(
        PageRecord(
            page=page.path,
            encoding=page.encoding,
            chars=len(page.raw),
            sha256=page.sha256,
            date=page.date or None,
            date_source=page.date_source if page.date else None,
            paper=page.paper or None,
            number=page.number or None,
        )
    )


def article_row(article: Article) -> Row:
    """Return the row of an article for articles.jsonl."""
    return to_row(
        ArticleRecord(
            page=article.page,
            id=article.id,
            headline=article.headline,
            headline_spans=article.headline_spans,
            body_spans=article.body_spans,
            date=article.date,
            place=article.place,
            byline=article.byline,
            continued_from=article.continued_from or None,
            continued_to=article.continued_to or None,
            roles=article.roles,
            agency=article.agency or None,
            paper=article.paper or None,
            script=article.script,
        )
    )


def mention_rows(reading: Reading, lookup: Lookup) -> Iterator[Row]:
    """Yield the rows of a page's mentions for mentions.jsonl.

    A title that belongs to a post has the post as its entity, any other title has none.
    """
    posts = {post.title.start: lookup.post_entity(post) for post in reversed(reading.posts)}
    for mention in reading.mentions:
        title = mention.label == "TITLE"
        yield to_row(
            MentionRecord(
                page=mention.page,
                article=mention.article,
                start=mention.start,
                end=mention.end,
                label=mention.label,
                text=_printed(mention, reading.page.raw),
                entity=posts.get(mention.start) if title else lookup.entity_of(mention),
                source=mention.source,
                name=mention.name,
            )
        )


def post_rows(reading: Reading, lookup: Lookup) -> Iterator[Row]:
    """Yield the rows of a page's posts for posts.jsonl."""
    for post in reading.posts:
        yield post_row(post, lookup, reading.page.raw)


def post_row(post: Post, lookup: Lookup, raw: str = "") -> Row:
    """Return the row of a post for posts.jsonl; with the raw page, names are as the page prints them."""
    return to_row(
        PostRecord(
            page=post.page,
            article=post.article,
            start=post.start,
            end=post.end,
            person=_printed(post.person, raw),
            title=_printed(post.title, raw),
            body=post.body_text or (_printed(post.body, raw) if post.body else None),
            person_entity=lookup.entity_of(post.person),
            post_entity=lookup.post_entity(post),
            body_entity=lookup.body_of(post),
            qualifier=post.qualifier,
            kind=post.kind,
            date=post.date,
            dated_by=post.dated_by,
            place=post.place,
            change=post.change,
        )
    )


def text_rows(reading: Reading) -> Iterator[Row]:
    """Yield the rows of a page's sentences for text.jsonl, article by article, headlines first.

    The text is healed; start and end enclose all that the sentence takes up on the page.
    """
    raw = reading.page.raw
    breaks = [at for at, char in enumerate(raw) if char == "\n"]
    for article in reading.articles:
        for first, last in sentences(article.text.chars):
            start, end = article.text.raw_span(first, last)
            yield to_row(
                TextRecord(
                    page=article.page,
                    article=article.id,
                    start=start,
                    end=end,
                    line=bisect_left(breaks, start) + 1,
                    text=article.text.chars[first:last],
                )
            )


def _printed(mention: Mention, raw: str) -> str:
    """Return a mention as the page prints it, whitespace dropped.

    The healed form is returned where the stretch of the page holds more than the mention (a name that is
    cut by the end of a column) or characters that are no text.
    """
    printed = squeeze(raw[mention.start : mention.end])
    return printed if len(printed) == len(mention.text) else squeeze(mention.text)
