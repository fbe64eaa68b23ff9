"""What is kept of the reading of a page: the tables of `OUT/readings`, a row for all that the page says.

They hold what the page alone tells. What names stand for in the whole corpus is asked of the tables of the
build (`kg.schema`), which are made from these.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from kg.model import Label, Means
from kg.schema import ArticleRecord, PageRecord, PlaceRecord, TextRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage(PageRecord):
    """A page that was read, and under which conditions."""

    key: Annotated[str, Means("digest of all that the reading depends on")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText(TextRecord):
    """A sentence of an article."""

    number: Annotated[int, Means("of the sentence in its article, from 0")]
    paragraph: Annotated[int, Means("of its article, from 0; the headline has its own")]
    headline: Annotated[str, Means("of its article, empty where that has none")]
    day: Annotated[str | None, Means("of its article or page", unit="day")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMention:
    """A name or title where it stands on a page, and what the page calls it."""

    page: Annotated[str, Means(refers="pages.page")]
    article: Annotated[str, Means(refers="articles.id")]
    start: Annotated[int, Means(unit="characters")]
    end: Annotated[int, Means(unit="characters")]
    label: Label
    text: Annotated[str, Means("as printed, whitespace dropped")]
    form: Annotated[str, Means("as read")]
    source: Annotated[str, Means("what recognized it")]
    score: Annotated[float, Means("how likely it is right, 0 to 1")]
    rule: Annotated[str, Means("by which it was chosen: network list composed context …")]
    name: Annotated[str | None, Means("what its page calls it; null for what stands for no node")]
    sentence: Annotated[int | None, Means("number of its sentence in its article")]
    list_start: Annotated[int | None, Means("where the list of people begins that it stands in")]
    share: Annotated[int, Means("of a meeting with each other member of its list, in parts of a meeting")]
    in_byline: Annotated[int, Means("1 for who reports, and for whom; else 0")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPost:
    """A person holds a title at a body, as one clause states it."""

    page: Annotated[str, Means(refers="pages.page")]
    article: Annotated[str, Means(refers="articles.id")]
    start: Annotated[int, Means("of the clause", unit="characters")]
    end: Annotated[int, Means("of the clause", unit="characters")]
    line: Annotated[int, Means("of the page file where the clause starts, from 1")]
    clause: Annotated[str, Means("healed: without line wraps")]
    person: Annotated[str, Means("as printed")]
    person_label: Label
    person_form: Annotated[str, Means("as read")]
    person_name: Annotated[str | None, Means("what the page calls the person")]
    title: Annotated[str, Means("as printed")]
    title_form: Annotated[str, Means("as read; that of an envoy with where the envoy is: 驻巴西大使")]
    title_start: Annotated[int, Means("where the title stands", unit="characters")]
    number: Annotated[int, Means("of the post on its page, from 0")]
    body: Annotated[str | None, Means("as printed")]
    body_label: Label | None
    body_form: Annotated[str, Means("as read; empty for none")]
    body_name: Annotated[str | None, Means("what the page calls the body")]
    body_in_full: Annotated[str | None, Means("in the fullest words that its article has")]
    qualifier: Annotated[str | None, Means("原 前 代 …")]
    kind: Literal["post", "byline"]
    date: Annotated[str | None, Means("at which it is so", unit="period")]
    dated_by: Annotated[Literal["clause", "article"] | None, Means("what gave the date")]
    place: Annotated[str | None, Means("of the article's dateline")]
    change: Annotated[Literal["start", "end"] | None, Means("what a verb says happens: 任命, 免去")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadJudgement:
    """Why two forms of names are, or are not, one thing on a page."""

    page: Annotated[str, Means(refers="pages.page")]
    a: Annotated[str, Means("a form of a name")]
    b: Annotated[str, Means("the other form")]
    judgement: Literal["positive", "negative", "unsure"]
    reason: Annotated[str, Means("the rule that decided, in words")]
    score: Annotated[float, Means("how sure it is, 0 to 1")]
    label: Annotated[Label | None, Means("of both")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadGiven:
    """An article gives another form to a name: （以下简称“…”）."""

    page: Annotated[str, Means(refers="pages.page")]
    label: Label
    form: Annotated[str, Means("in plain spelling")]
    name: Annotated[str, Means("what the page calls the one that the form stands for")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadContext:
    """What one article says of one person; it tells namesakes apart."""

    page: Annotated[str, Means(refers="pages.page")]
    article: Annotated[str, Means(refers="articles.id")]
    name: Annotated[str, Means("what the page calls the person")]
    day: Annotated[str, Means("of its article or page, empty where unknown")]
    posts: Annotated[int, Means("how many the article gives")]
    told: Annotated[str, Means("posts, companions and forms of the person, as JSON")]


READ_TABLES: dict[str, type] = {
    "pages": ReadPage,
    "articles": ArticleRecord,
    "text": ReadText,
    "places": PlaceRecord,
    "mentions": ReadMention,
    "posts": ReadPost,
    "judgements": ReadJudgement,
    "given": ReadGiven,
    "contexts": ReadContext,
}
"""What each table of the readings holds in a row."""
