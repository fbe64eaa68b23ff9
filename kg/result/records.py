"""The rows of a finished build as plain frozen values, entity ids filled in.

Entities, edges, judgements and sentences are those of kg.model. Fields that a build of an earlier version
lacks have their defaults; fields that this version does not know are left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from kg.model import DateSource, Edge, Entity, Evidence, Judgement, Label, Script, Sentence
from kg.text import Span


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page that was read."""

    page: str
    encoding: str
    chars: int
    sha256: str
    date: str | None = None
    date_source: DateSource | None = None
    paper: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """A news item; the spans are raw offsets of its page, in reading order."""

    page: str
    id: str
    headline: str
    headline_spans: tuple[Span, ...]
    body_spans: tuple[Span, ...]
    date: str | None = None
    place: str | None = None
    byline: tuple[str, ...] = ()
    roles: tuple[str | None, ...] = ()
    agency: str | None = None
    paper: str | None = None
    script: Script | None = None
    continued_from: str | None = None
    continued_to: str | None = None


@dataclass(frozen=True, slots=True)
class MentionRecord:
    """A name or title where it stands on a page, and the id of the entity that it stands for."""

    page: str
    article: str
    start: int
    end: int
    label: Label
    text: str
    entity: str | None
    source: str


@dataclass(frozen=True, slots=True)
class PostRecord:
    """A person holds a title at a body, as one clause states it."""

    page: str
    article: str
    start: int
    end: int
    person: str
    title: str
    body: str | None
    person_entity: str | None = None
    post_entity: str | None = None
    body_entity: str | None = None
    qualifier: str | None = None
    kind: str = "post"
    date: str | None = None
    dated_by: str | None = None
    place: str | None = None
    change: str | None = None


@dataclass(frozen=True, slots=True)
class TenureRecord:
    """One person in one post over all pages: ids, names, first and last date, sources."""

    person: str
    post: str
    body: str
    name: str
    title: str
    at: str
    first_seen: str | None
    last_seen: str | None
    former_since: str | None
    count: int
    sources: tuple[Evidence, ...] = ()
    rank: str | None = None
    started: str | None = None
    ended: str | None = None


@dataclass(frozen=True, slots=True)
class ContradictionRecord:
    """Two statements on one post that can't both be true as they stand."""

    kind: str
    post: str
    people: tuple[str, ...]
    name: str
    names: tuple[str, ...]
    first_date: str
    last_date: str
    sources: tuple[Evidence, ...] = ()
    other: str | None = None
    other_name: str | None = None


Record = (
    PageRecord
    | ArticleRecord
    | MentionRecord
    | PostRecord
    | TenureRecord
    | ContradictionRecord
    | Entity
    | Edge
    | Judgement
    | Sentence
)
RECORDS: dict[str, type[Record]] = {
    "pages": PageRecord,
    "articles": ArticleRecord,
    "mentions": MentionRecord,
    "entities": Entity,
    "posts": PostRecord,
    "tenures": TenureRecord,
    "contradictions": ContradictionRecord,
    "edges": Edge,
    "judgements": Judgement,
    "sentences": Sentence,
}
"""The tables of a result and what one row of each is."""

_PASSAGES = ("sources", "evidence")
_Kind = TypeVar("_Kind", bound=Record)


def make_records(kind: type[_Kind], rows: Iterable[Mapping[str, Any]]) -> tuple[_Kind, ...]:
    """Return rows of JSON as records of one kind; TypeError where a row lacks what has no default.

    >>> rows = [{"page": "a.txt", "encoding": "utf-8", "chars": 3, "sha256": "", "of a later version": 1}]
    >>> make_records(PageRecord, rows)[0].chars
    3
    """
    names = tuple(field.name for field in fields(kind))
    return tuple(kind(**{name: _value(name, row[name]) for name in names if name in row}) for row in rows)


def _value(name: str, value: Any) -> Any:
    """Return a value of JSON with its lists as tuples."""
    if name in _PASSAGES:
        return tuple(Evidence(*passage) for passage in value)
    if isinstance(value, list):
        return tuple(_value("", item) for item in value)
    return value
