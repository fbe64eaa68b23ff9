"""Readings as bytes and back: what the cache keeps and the spool holds, without code in it.

A reading is two JSON documents, each compressed: the page with its articles, and what they name. Offsets
are written as runs (first, length), for most characters of a page follow each other; each mention is
written once, posts point to it by its number.
"""

import json
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, fields
from typing import Any

from kg.model import Article, Context, Given, Judgement, Mention, Occupation, Page, Post, Reading
from kg.text import Span, Text

_ARTICLE_FIELDS = tuple(field.name for field in fields(Article))
_MENTION_FIELDS = tuple(field.name for field in fields(Mention))
_POST_FIELDS = tuple(field.name for field in fields(Post))
_LENGTH = 8  # bytes that say how long a stretch is
_MENTIONS_OF_POST = ("person", "title", "body")
_FAULTS = (zlib.error, ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError)


class DamagedError(ValueError):
    """Bytes that hold no whole reading."""


def pack_reading(reading: Reading) -> bytes:
    """Return a reading as bytes; equal readings give equal bytes."""
    text = {
        "page": astuple(reading.page),
        "articles": [_article_row(article) for article in reading.articles],
    }
    mentions = list(dict.fromkeys([*reading.mentions, *_mentions_of(reading.posts)]))
    number = {mention: index for index, mention in enumerate(mentions)}
    named = {
        "mentions": [astuple(mention) for mention in mentions],
        "own": [number[mention] for mention in reading.mentions],
        "posts": [_post_row(post, number) for post in reading.posts],
        "judgements": [astuple(judgement) for judgement in reading.judgements],
        "given": reading.given,
        "contexts": [context_row(context) for context in reading.contexts],
    }
    return join_packed(pack_document(text), pack_document(named))


def unpack_reading(content: bytes) -> Reading:
    """Return the reading that `pack_reading` made bytes of; DamagedError where there is none."""
    with refusing_damage():
        text, named = split_packed(content, 2)
        page, articles = _page_of(text)
        document = unpack_document(named)
        mentions = [_mention(row) for row in document["mentions"]]
        return Reading(
            page,
            articles,
            tuple(mentions[index] for index in document["own"]),
            tuple(_post(row, mentions) for row in document["posts"]),
            tuple(Judgement(*row) for row in document["judgements"]),
            tuple(Given(*row) for row in document["given"]),
            tuple(context_of(row) for row in document["contexts"]),
        )


def unpack_articles(content: bytes) -> tuple[Page, tuple[Article, ...]]:
    """Return the page and the articles of a packed reading alone; DamagedError where there are none."""
    with refusing_damage():
        return _page_of(split_packed(content, 2)[0])


def _page_of(text: bytes) -> tuple[Page, tuple[Article, ...]]:
    document = unpack_document(text)
    return Page(*document["page"]), tuple(_article(row) for row in document["articles"])


@contextmanager
def refusing_damage() -> Iterator[None]:
    """Raise DamagedError for whatever comes of unpacking bytes that are not what was packed."""
    try:
        yield
    except DamagedError:
        raise
    except _FAULTS as error:
        raise DamagedError(f"no whole reading: {error}") from error


def pack_document(document: object) -> bytes:
    """Return what JSON can hold as bytes, compressed."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack_document(content: bytes) -> Any:
    """Return what `pack_document` made bytes of."""
    return json.loads(zlib.decompress(content).decode("utf-8", "surrogatepass"))


def join_packed(*parts: bytes) -> bytes:
    """Return several stretches of bytes as one."""
    return b"".join(piece for part in parts for piece in (len(part).to_bytes(_LENGTH), part))


def split_packed(content: bytes, count: int) -> list[bytes]:
    """Return the stretches that `join_packed` made one of; DamagedError where they are not as many.

    >>> split_packed(join_packed(b"a", b"bc"), 2)
    [b'a', b'bc']
    """
    parts, start = [], 0
    while start < len(content):
        end = start + _LENGTH + int.from_bytes(content[start : start + _LENGTH])
        parts.append(content[start + _LENGTH : end])
        start = end
    if len(parts) != count or start != len(content):
        raise DamagedError("no whole reading: cut or made otherwise")
    return parts


def _mentions_of(posts: Iterable[Post]) -> Iterator[Mention]:
    """Yield the mentions that posts are made of."""
    for post in posts:
        yield from (mention for mention in (post.person, post.title, post.body) if mention is not None)


def _article_row(article: Article) -> list[Any]:
    row = {name: getattr(article, name) for name in _ARTICLE_FIELDS}
    row["text"] = [article.text.chars, pack_runs(article.text.offsets)]
    return list(row.values())


def _article(values: Sequence[Any]) -> Article:
    row = dict(zip(_ARTICLE_FIELDS, values, strict=True))
    chars, runs = row["text"]
    row["text"] = Text(chars, unpack_runs(runs))
    for name in ("headline_spans", "body_spans"):
        row[name] = tuple((start, end) for start, end in row[name])
    for name in ("byline", "roles"):
        row[name] = tuple(row[name])
    return Article(**row)


def _mention(values: Sequence[Any]) -> Mention:
    row = dict(zip(_MENTION_FIELDS, values, strict=True))
    start, end = row["at"]
    return Mention(**{**row, "at": (start, end)})


def _post_row(post: Post, number: dict[Mention, int]) -> list[Any]:
    row = {name: getattr(post, name) for name in _POST_FIELDS}
    for name in _MENTIONS_OF_POST:
        row[name] = None if row[name] is None else number[row[name]]
    return list(row.values())


def _post(values: Sequence[Any], mentions: Sequence[Mention]) -> Post:
    row = dict(zip(_POST_FIELDS, values, strict=True))
    for name in _MENTIONS_OF_POST:
        row[name] = None if row[name] is None else mentions[row[name]]
    return Post(**row)


def context_row(context: Context) -> list[Any]:
    """Return a context as a row for JSON."""
    return [sorted(value) if isinstance(value, frozenset) else value for value in context]


def context_of(row: Sequence[Any]) -> Context:
    """Return the context that `context_row` made a row of."""
    name, date, page, article, posts, companions, forms = row
    held = tuple(Occupation(*post) for post in posts)
    written = tuple((form, count) for form, count in forms)
    return Context(name, date, page, article, held, frozenset(companions), written)


def pack_runs(offsets: "array[int]") -> list[Span]:
    """Return offsets as runs: the first offset and how many follow it one by one.

    >>> pack_runs(array("i", [4, 5, 6, 9]))
    [(4, 3), (9, 1)]
    """
    runs: list[Span] = []
    first = length = 0
    for offset in offsets:
        if length and offset == first + length:
            length += 1
            continue
        if length:
            runs.append((first, length))
        first, length = offset, 1
    if length:
        runs.append((first, length))
    return runs


def unpack_runs(runs: Iterable[Sequence[int]]) -> "array[int]":
    """Return the offsets of some runs.

    >>> unpack_runs([(4, 3), (9, 1)]).tolist()
    [4, 5, 6, 9]
    """
    offsets = array("i")
    for first, length in runs:
        offsets.extend(range(first, first + length))
    return offsets
