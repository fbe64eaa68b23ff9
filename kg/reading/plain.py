"""A traditional page read by rules that know simplified words: read in plain characters, kept as printed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.knowledge.spelling import to_plain
from kg.model import Article, Label, Mention, Post
from kg.text import Span, Text, squeeze_name


def in_plain(article: Article) -> Article:
    """Return an article in simplified characters, each where it stood; itself where it has no others."""
    chars = to_plain(article.text.chars)
    if chars == article.text.chars:
        return article
    return replace(article, text=Text(chars, article.text.offsets))


def posts_as_printed(posts: Sequence[Post], mentions: Sequence[Mention], article: Article) -> list[Post]:
    """Return the posts found in plain characters with the mentions and the words that the article prints."""
    printed = {(mention.at, mention.label): mention for mention in mentions}
    return [_as_printed(post, printed, article) for post in posts]


def _as_printed(post: Post, printed: Mapping[tuple[Span, Label], Mention], article: Article) -> Post:
    def known(mention: Mention) -> Mention:
        return printed.get((mention.at, mention.label), mention)

    return replace(
        post,
        person=known(post.person),
        title=known(post.title),
        body=known(post.body) if post.body else None,
        body_text=_words(post, article) if post.body_text else None,
    )


def _words(post: Post, article: Article) -> str | None:
    """Return the body's words as printed where they stand before the title, else as they are."""
    words = post.body_text or ""
    plain = to_plain(article.text.chars)
    end = post.title.at[1]
    at = plain.rfind(words, 0, end)
    at = at if at >= 0 else plain.find(words, end)
    return squeeze_name(article.text.chars[at : at + len(words)]) if at >= 0 else words
