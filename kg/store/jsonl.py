"""Rows of the JSON Lines files, and a writer that streams them.

One JSON object a line, UTF-8, keys in the order given here, lines ended by a line feed on every system.
The rows of a page follow the order of the text; entities, judgements and edges are sorted by their keys.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.model import Article, Edge, Entity, Judgement, Lookup, Mention, Page, Post, Reading
from kg.text import squeeze

Row = dict[str, Any]
_SURROGATE = re.compile("[\ud800-\udfff]")


def write_jsonl(path: Path, rows: Iterable[Row]) -> int:
    """Write rows to a file as they come and return how many there were.

    A lone surrogate, which UTF-8 can't hold, becomes U+FFFD.
    """
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(format_row(row))
            count += 1
    return count


def format_row(row: Row) -> str:
    r"""Return a row as one line of JSON with its line feed.

    >>> format_row({"id": "per-1", "name": "那顺\ud800"})
    '{"id": "per-1", "name": "那顺\ufffd"}\n'
    """
    return _SURROGATE.sub("\ufffd", json.dumps(row, ensure_ascii=False)) + "\n"


def page_row(page: Page) -> Row:
    """Return the row of a page for pages.jsonl."""
    row: Row = {
        "page": page.path,
        "encoding": page.encoding,
        "chars": len(page.raw),
        "sha256": page.sha256,
    }
    known = {
        "date": page.date,
        "date_source": page.date_source if page.date else None,
        "paper": page.paper,
        "number": page.number,
    }
    return row | {key: value for key, value in known.items() if value}


def article_row(article: Article) -> Row:
    """Return the row of an article for articles.jsonl."""
    row: Row = {
        "page": article.page,
        "id": article.id,
        "headline": article.headline,
        "headline_spans": [list(span) for span in article.headline_spans],
        "body_spans": [list(span) for span in article.body_spans],
        "date": article.date,
        "place": article.place,
        "byline": list(article.byline),
    }
    if article.continued_from:
        row["continued_from"] = article.continued_from
    if article.continued_to:
        row["continued_to"] = article.continued_to
    known = {
        "roles": list(article.roles),
        "agency": article.agency,
        "paper": article.paper,
        "script": article.script,
    }
    return row | {key: value for key, value in known.items() if value}


def mention_rows(reading: Reading, lookup: Lookup) -> Iterator[Row]:
    """Yield the rows of a page's mentions for mentions.jsonl.

    A title that belongs to a post has the post as its entity, any other title has none.
    """
    posts = {post.title.start: lookup.post_entity(post) for post in reversed(reading.posts)}
    for mention in reading.mentions:
        title = mention.label == "TITLE"
        yield {
            "page": mention.page,
            "article": mention.article,
            "start": mention.start,
            "end": mention.end,
            "label": mention.label,
            "text": _printed(mention, reading.page.raw),
            "entity": posts.get(mention.start) if title else lookup.entity_of(mention),
            "source": mention.source,
        }


def post_rows(reading: Reading, lookup: Lookup) -> Iterator[Row]:
    """Yield the rows of a page's posts for posts.jsonl."""
    for post in reading.posts:
        yield post_row(post, lookup, reading.page.raw)


def post_row(post: Post, lookup: Lookup, raw: str = "") -> Row:
    """Return the row of a post for posts.jsonl; with the raw page, names are as the page prints them."""
    body = post.body_text or (_printed(post.body, raw) if post.body else None)
    return {
        "page": post.page,
        "article": post.article,
        "start": post.start,
        "end": post.end,
        "person": _printed(post.person, raw),
        "title": _printed(post.title, raw),
        "body": body,
        "person_entity": lookup.entity_of(post.person),
        "post_entity": lookup.post_entity(post),
        "body_entity": lookup.body_of(post),
        "qualifier": post.qualifier,
        "kind": post.kind,
        "date": post.date,
        "dated_by": post.dated_by,
        "place": post.place,
        "change": post.change,
    }


def _printed(mention: Mention, raw: str) -> str:
    """Return a mention as the page prints it, whitespace dropped.

    The healed form is returned where the stretch of the page holds more than the mention (a name that is
    cut by the end of a column) or characters that are no text.
    """
    printed = squeeze(raw[mention.start : mention.end])
    return printed if len(printed) == len(mention.text) else squeeze(mention.text)


def entity_row(entity: Entity) -> Row:
    """Return the row of an entity for entities.jsonl; what is not known is left out."""
    row: Row = {
        "id": entity.id,
        "label": entity.label,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "mentions": entity.mentions,
    }
    known = {
        "code": entity.code,
        "level": entity.level,
        "parent": entity.parent,
        "located_in": entity.located_in,
        "kind": entity.kind,
        "rank": entity.rank,
        "latitude": entity.latitude,
        "longitude": entity.longitude,
        "successors": entity.successors,
    }
    return row | {key: value for key, value in known.items() if value is not None}


def judgement_row(judgement: Judgement) -> Row:
    """Return the row of a judgement for judgements.jsonl; the label only where known."""
    row: Row = {
        "a": judgement.a,
        "b": judgement.b,
        "judgement": judgement.judgement,
        "reason": judgement.reason,
        "score": judgement.score,
    }
    return row | ({"label": judgement.label} if judgement.label else {})


def edge_row(edge: Edge) -> Row:
    """Return the row of an edge for edges.jsonl; g2 and backbone only of co-occurrence."""
    row: Row = {
        "source": edge.source,
        "target": edge.target,
        "kind": edge.kind,
        "count": edge.count,
        "weight": edge.weight,
        "first_date": edge.first_date,
        "last_date": edge.last_date,
        "evidence": [list(passage) for passage in edge.evidence],
    }
    known = {"g2": edge.g2, "backbone": edge.backbone}
    return row | {key: value for key, value in known.items() if value is not None}
