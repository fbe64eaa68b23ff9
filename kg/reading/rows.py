"""A reading as rows of the tables of `kg.schema.readings`, and these as bytes and back.

This is all that later stages, and later builds, know of a page.
"""

import json
import marshal
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import Article, Context, Mention, Page, Post, Reading
from kg.reading.lists import ALONE, InList, find_lists
from kg.schema import RowCells
from kg.text import BLOCK_END, heal, sentences, squeeze_name

PageRows = dict[str, list[RowCells]]
"""The rows of each table, their cells in the order of its columns."""

_DOUBTFUL = 0.9  # of a line of print: below it, one of a few characters is likely wrong
_FAULTS = (EOFError, ValueError, TypeError)
_OPENS_DATELINE = frozenset(f"{BLOCK_END}据【[〔（")


class DamagedError(ValueError):
    """Bytes that hold no rows."""


def pack_rows(rows: PageRows) -> bytes:
    """Return rows as bytes, for another process of the same Python."""
    return marshal.dumps(rows)


def unpack_rows(content: bytes) -> PageRows:
    """Return the rows that `pack_rows` made bytes of; DamagedError where there are none."""
    try:
        rows = marshal.loads(content)
    except _FAULTS as error:
        raise DamagedError(f"no rows: {error}") from error
    if not isinstance(rows, dict):
        raise DamagedError("no rows")
    return rows


@dataclass(slots=True)
class _Sentences:
    """The sentences of an article: where they begin in its healed text."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def holding(self, at: int) -> int | None:
        """Return the number of the sentence that holds a place of the healed text, None where none does."""
        number = bisect_right(self.starts, at) - 1
        return number if number >= 0 and at < self.ends[number] else None


def rows_of(reading: Reading, key: str = "") -> PageRows:
    """Return all that a reading says; `key` is the digest of what it depends on."""
    page, raw = reading.page, reading.page.raw
    breaks = [at for at, char in enumerate(raw) if char == "\n"] if "\n" in raw else []
    inside: dict[str, list[Mention]] = {article.id: [] for article in reading.articles}
    for mention in reading.mentions:
        inside[mention.article].append(mention)
    silent = _in_bylines(reading.posts)
    silent.update(start for article in reading.articles for start in _senders(article, inside[article.id]))
    text: list[RowCells] = []
    placed: dict[int, tuple[int | None, InList]] = {}  # by the start of a mention
    for article in reading.articles:
        split = _Sentences()
        text += _text_rows(article, raw, article.date or page.date, breaks, split)
        _place(article, inside[article.id], split, silent, placed)
    return {
        "pages": [_page_row(page, key)],
        "articles": [_article_row(article) for article in reading.articles],
        "text": text,
        "places": list(_place_rows(page, breaks)),
        "mentions": [_mention_row(m, raw, silent, *placed[m.start]) for m in reading.mentions],
        "posts": [_post_row(post, raw, breaks, n) for n, post in enumerate(reading.posts)],
        "judgements": [
            (page.path, j.a, j.b, j.judgement, j.reason, j.score, j.label) for j in reading.judgements
        ],
        "given": [(page.path, *given) for given in reading.given],
        "contexts": [_context_row(context) for context in reading.contexts],
    }


def _in_bylines(posts: Iterable[Post]) -> set[int]:
    """Return where the people and media of bylines start on the page."""
    bylines = [post for post in posts if post.kind == "byline"]
    return {post.person.start for post in bylines} | {post.body.start for post in bylines if post.body}


def _senders(article: Article, mentions: Iterable[Mention]) -> Iterator[int]:
    """Yield where the agency or paper that an article is from stands in its dateline, no part of the news."""
    outlets = {outlet for outlet in (article.agency, article.paper) if outlet}
    for mention in mentions:
        before = article.text.chars[mention.at[0] - 1 : mention.at[0]] if mention.at[0] else BLOCK_END
        if mention.label == "ORG" and mention.text in outlets and before in _OPENS_DATELINE:
            yield mention.start


def _place(
    article: Article,
    mentions: list[Mention],
    split: _Sentences,
    silent: set[int],
    placed: dict[int, tuple[int | None, InList]],
) -> None:
    """Note in which sentence, and in which list of people, each mention of an article stands."""
    told: dict[int, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda m: m.at):
        number = split.holding(mention.at[0])
        placed[mention.start] = number, ALONE
        if number is not None and mention.name and mention.start not in silent:
            told.setdefault(number, []).append(mention)
    for number, named in told.items():
        for mention, listed in find_lists(article.text.chars, named):
            placed[mention.start] = number, listed


def _text_rows(
    article: Article, raw: str, day: str | None, breaks: Sequence[int], split: _Sentences
) -> Iterator[RowCells]:
    """Yield the rows of an article's sentences, the headline's first; note where they stand.

    start and end enclose all that the sentence takes up on the page.
    """
    chars, headline = article.text.chars, article.headline
    paragraph = counted = 0
    for number, (first, last) in enumerate(sentences(chars)):
        split.starts.append(first)
        split.ends.append(last)
        paragraph += chars.count("\n", counted, first)
        counted = first
        start, end = article.text.raw_span(first, last)
        line = bisect_left(breaks, start) + 1
        yield (
            article.page,
            article.id,
            start,
            end,
            line,
            article.text.printed(raw, first, last),
            number,
            paragraph,
            headline,
            day,
        )


def _place_rows(page: Page, breaks: Sequence[int]) -> Iterator[RowCells]:
    """Yield where the lines of a page stand on its picture."""
    for place in page.places:
        start = breaks[place.line - 2] + 1 if place.line > 1 else 0
        end = breaks[place.line - 1] if place.line <= len(breaks) else len(page.raw)
        yield (page.path, place.line, start, end, *place[1:], int(place.score < _DOUBTFUL))


def _page_row(page: Page, key: str) -> RowCells:
    dated = (page.date or None, page.date_source if page.date else None)
    return (
        *(page.path, page.encoding, len(page.raw), page.sha256, *dated),
        *(page.paper or None, page.number or None, key),
    )


def _article_row(article: Article) -> RowCells:
    return (
        *(article.page, article.id, article.headline, article.headline_spans, article.body_spans),
        *(article.date, article.place, article.byline),
        *(article.continued_from or None, article.continued_to or None, article.roles),
        *(article.agency or None, article.paper or None, article.script),
    )


def _mention_row(
    mention: Mention, raw: str, silent: set[int], number: int | None, listed: InList
) -> RowCells:
    return (
        *(mention.page, mention.article, mention.start, mention.end, mention.label),
        *(_printed(mention, raw), mention.text, mention.source, mention.score, mention.rule),
        *(mention.name, number),
        *(listed.start, listed.share, int(mention.start in silent)),
    )


def _post_row(post: Post, raw: str, breaks: Sequence[int], number: int) -> RowCells:
    person, title, body, key = post.person, post.title, post.body, post.body_key
    return (
        *(post.page, post.article, post.start, post.end, bisect_left(breaks, post.start) + 1),
        *(_clause(raw, post), _printed(person, raw), person.label, person.text, person.name),
        *(_printed(title, raw), post.title_form, title.start, number),
        post.body_text or (_printed(body, raw) if body else None),
        *(key[0] if key else None, post.body_form, key[1] if key else None, post.body_in_full),
        *(post.qualifier, post.kind, post.date, post.dated_by, post.place, post.change),
    )


def _clause(raw: str, post: Post) -> str:
    healed = heal(raw, [[(post.start, post.end)]])
    return healed.printed(raw, 0, len(healed.chars))


def _context_row(context: Context) -> RowCells:
    told = {
        "posts": context.posts,
        "companions": sorted(context.companions),
        "forms": context.forms,
        "countries": sorted(context.countries),
        "provinces": sorted(context.provinces),
        "plain": context.plain,
    }
    return (
        *(context.page, context.article, context.name, context.date, len(context.posts)),
        json.dumps(told, ensure_ascii=False, separators=(",", ":")),
    )


def _printed(mention: Mention, raw: str) -> str:
    """Return a mention as the page prints it, whitespace dropped.

    The healed form is returned where the stretch of the page holds more than the mention (a name that is
    cut by the end of a column) or characters that are no text.
    """
    printed = squeeze_name(raw[mention.start : mention.end])
    return printed if len(printed) == len(mention.text) else squeeze_name(mention.text)
