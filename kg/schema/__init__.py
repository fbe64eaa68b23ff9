"""The tables that a build writes, and their columns: name, type, meaning and unit stand here alone.

A table is a frozen dataclass, one record a row; the annotation of a field says what it means. Entities,
edges, judgements and sentences are values of the flow itself and stand in `kg.model`. From these come the
rows of the JSON Lines files and their reading, the columns of SQLite, DuckDB, Parquet and data frames, the
attributes of nodes and edges in the formats for graphs, and the tables of the documents.
"""

from collections.abc import Sequence
from dataclasses import MISSING, dataclass, fields
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from kg.model import DateSource, Edge, Entity, Evidence, Judgement, Label, Means, Script, Sentence
from kg.text import Span

Row = dict[str, Any]  # one line of a JSON Lines file
RowCells = Sequence[Any]  # the values of a row, in the order of the columns
Type = Literal["text", "integer", "real", "date", "period", "texts", "spans", "passages"]
LISTS: tuple[Type, ...] = ("texts", "spans", "passages")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRecord:
    """A page that was read."""

    page: Annotated[str, Means("path relative to the folder given, or the file's name")]
    encoding: Annotated[str, Means("in which the file was read")]
    chars: Annotated[int, Means("length of the decoded page", unit="characters")]
    sha256: Annotated[str, Means("of the file's bytes")]
    date: Annotated[str | None, Means("of the paper", unit="day", left_out=True)] = None
    date_source: Annotated[DateSource | None, Means("what gave the date", left_out=True)] = None
    paper: Annotated[str | None, Means("whose page it is", left_out=True)] = None
    number: Annotated[str | None, Means("of the page in the paper, as given: 1, A03", left_out=True)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRecord:
    """A news item; its spans are in reading order."""

    page: Annotated[str, Means(refers="pages.page")]
    id: Annotated[str, Means("of the item on its page")]
    headline: Annotated[str, Means("empty where the item has none")]
    headline_spans: Annotated[tuple[Span, ...], Means("where its headline stands", unit="characters")]
    body_spans: Annotated[tuple[Span, ...], Means("where its text stands", unit="characters")]
    date: Annotated[str | None, Means("of its dateline", unit="day")] = None
    place: Annotated[str | None, Means("of its dateline")] = None
    byline: Annotated[tuple[str, ...], Means("names of those who sign it")] = ()
    continued_from: Annotated[str | None, Means("the page it comes from, as it says", left_out=True)] = None
    continued_to: Annotated[str | None, Means("the page it goes on at, as it says", left_out=True)] = None
    roles: Annotated[
        tuple[str | None, ...], Means("of each name of the byline, as printed: 记者 通讯员 …", left_out=True)
    ] = ()
    agency: Annotated[str | None, Means("that the report is from: 新华社", left_out=True)] = None
    paper: Annotated[str | None, Means("that the report is from: 本报 or a name", left_out=True)] = None
    script: Annotated[Script | None, Means("of its characters, where they tell", left_out=True)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRecord:
    """A name or title where it stands on a page, and the entity that it stands for."""

    page: Annotated[str, Means(refers="pages.page")]
    article: Annotated[str, Means(refers="articles.id")]
    start: Annotated[int, Means(unit="characters")]
    end: Annotated[int, Means(unit="characters")]
    label: Label
    text: Annotated[str, Means("as printed, whitespace dropped")]
    entity: Annotated[str | None, Means("null where it stands for no node", refers="entities.id")]
    source: Annotated[str, Means("what recognized it")]
    name: Annotated[str | None, Means("what its page calls it", left_out=True)] = None
    score: Annotated[float | None, Means("how likely it is right, 0 to 1", left_out=True)] = None
    rule: Annotated[
        str | None, Means("by which it was chosen: network list composed context …", left_out=True)
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRecord:
    """A person holds a title at a body, as one clause states it."""

    page: Annotated[str, Means(refers="pages.page")]
    article: Annotated[str, Means(refers="articles.id")]
    start: Annotated[int, Means("of the clause", unit="characters")]
    end: Annotated[int, Means("of the clause", unit="characters")]
    person: Annotated[str, Means("as printed")]
    title: Annotated[str, Means("as printed")]
    body: Annotated[str | None, Means("as printed")]
    person_entity: Annotated[str | None, Means(refers="entities.id")] = None
    post_entity: Annotated[str | None, Means(refers="entities.id")] = None
    body_entity: Annotated[str | None, Means(refers="entities.id")] = None
    qualifier: Annotated[str | None, Means("原 前 代 …")] = None
    kind: Literal["post", "byline"] = "post"
    date: Annotated[str | None, Means("at which it is so", unit="period")] = None
    dated_by: Annotated[
        Literal["clause", "article"] | None,
        Means("what gave the date: the clause, or its article or page"),
    ] = None
    place: Annotated[str | None, Means("of the article's dateline")] = None
    change: Annotated[Literal["start", "end"] | None, Means("what a verb says happens: 任命, 免去")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TenureRecord:
    """A person in a post, over all pages."""

    person: Annotated[str, Means(refers="entities.id")]
    post: Annotated[str, Means(refers="entities.id")]
    body: Annotated[str, Means("of the post", refers="entities.id")]
    name: Annotated[str, Means("of the person")]
    title: Annotated[str, Means("without 原 前 代")]
    at: Annotated[str, Means("name of the body")]
    first_seen: Annotated[str | None, Means("first at which a page says they hold it", unit="period")]
    last_seen: Annotated[str | None, Means("last at which a page says they hold it", unit="period")]
    former_since: Annotated[str | None, Means("first at which it is 原 前 时任 or ended", unit="period")]
    started: Annotated[str | None, Means("where a verb says so: 任命", unit="period")] = None
    ended: Annotated[str | None, Means("where a verb says so: 免去", unit="period")] = None
    count: Annotated[int, Means("statements")]
    sources: Annotated[tuple[Evidence, ...], Means("the first clauses that say so")] = ()
    rank: Annotated[str | None, Means("of the post, as in entities", left_out=True)] = None
    acting: Annotated[
        str | None, Means("代 代理 where each page that has them in it says so", left_out=True)
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionRecord:
    """Statements that can't both hold as they stand."""

    kind: Literal["two holders", "two posts", "back after leaving"]
    post: Annotated[str, Means(refers="entities.id")]
    people: Annotated[tuple[str, ...], Means("one or two", refers="entities.id")]
    name: Annotated[str, Means("of the post")]
    names: Annotated[tuple[str, ...], Means("of the people")]
    first_date: Annotated[str, Means("of the time in question", unit="period")]
    last_date: Annotated[str, Means("of the time in question", unit="period")]
    sources: Annotated[tuple[Evidence, ...], Means("the clauses that say so")] = ()
    other: Annotated[str | None, Means("of two posts the second", refers="entities.id", left_out=True)] = None
    other_name: Annotated[str | None, Means("of the second post", left_out=True)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRecord:
    """A sentence of an article."""

    page: Annotated[str, Means(refers="pages.page")]
    article: Annotated[str, Means(refers="articles.id")]
    start: Annotated[int, Means(unit="characters")]
    end: Annotated[int, Means(unit="characters")]
    line: Annotated[int, Means("of the page file where it starts, from 1")]
    text: Annotated[str, Means("healed: without line wraps")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRecord:
    """A line of a page that was recognized on a picture, and where it stands there."""

    page: Annotated[str, Means(refers="pages.page")]
    line: Annotated[int, Means("of the page's text, from 1")]
    start: Annotated[int, Means(unit="characters")]
    end: Annotated[int, Means(unit="characters")]
    x: Annotated[int, Means("from the left edge, in pixels of the picture; on a PDF page, in points")]
    y: Annotated[int, Means("from the upper edge, in the same unit")]
    width: Annotated[int, Means("in the same unit")]
    height: Annotated[int, Means("in the same unit")]
    score: Annotated[float, Means("how certain its characters are on average, 0 to 1")]
    doubtful: Annotated[int, Means("1 where that is so little that it is best read on the picture; else 0")]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultRecord:
    """A page that could not be read, and why."""

    page: Annotated[str, Means("as it would stand in pages")]
    stage: Annotated[str, Means("of reading it that failed: read split load recognize name posts")]
    error: Annotated[str, Means("in one line")]
    traceback: Annotated[str | None, Means("of the program; null where the file itself is of no use")]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeMeasures:
    """What the graph tells of an entity: columns that formats add to those of entities."""

    degree: Annotated[int, Means("neighbors; edges that names alone state count for none")]
    strength: Annotated[float, Means("sum of its weights above 0")]
    community: Annotated[int, Means("from the largest, 0; -1 of a node without edges")]
    first_date: Annotated[str | None, Means("on which pages tell of it", unit="period")]
    last_date: Annotated[str | None, Means("on which pages tell of it", unit="period")]


Record = (
    PageRecord
    | ArticleRecord
    | MentionRecord
    | PostRecord
    | TenureRecord
    | ContradictionRecord
    | TextRecord
    | PlaceRecord
    | FaultRecord
    | Entity
    | Edge
    | Judgement
    | Sentence
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    type: Type
    nullable: bool = False  # it may be null, or be left out
    left_out: bool = False  # of a row where it is not known, instead of null or an empty list
    needed: bool = True  # a row without it is damaged; of others, builds of earlier versions may have none
    meaning: str = ""
    unit: str = ""
    values: tuple[str, ...] = ()  # all that it can hold, where these are few
    refers: str = ""  # TABLE.COLUMN of what it points to


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a build: the file NAME.jsonl."""

    name: str
    record: type[Record]
    key: tuple[str, ...] = ()  # columns that tell its rows apart
    needed: bool = False  # a folder without it is no finished build

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in the order in which rows are written."""
        return columns_of(self.record)


PLACE = ("page", "start", "end")
TABLES = {
    table.name: table
    for table in (
        Table("pages", PageRecord, ("page",), needed=True),
        Table("articles", ArticleRecord, ("page", "id"), needed=True),
        Table("mentions", MentionRecord, PLACE, needed=True),
        Table("entities", Entity, ("id",), needed=True),
        Table("posts", PostRecord, needed=True),
        Table("tenures", TenureRecord, ("person", "post")),
        Table("contradictions", ContradictionRecord),
        Table("judgements", Judgement, needed=True),
        Table("edges", Edge, ("source", "target", "kind"), needed=True),
        Table("sentences", Sentence, PLACE),
        Table("text", TextRecord, PLACE),
        Table("places", PlaceRecord, ("page", "line")),
        Table("faults", FaultRecord),
    )
}


def columns_of(record: type[Any]) -> tuple[Column, ...]:
    """Return the columns that a dataclass says, in the order of its fields.

    >>> [(column.name, column.type) for column in columns_of(Sentence)][3:5]
    [('line', 'integer'), ('text', 'text')]
    """
    kind: Any = record  # any class can be a key
    return _columns_of(kind)


@cache
def _columns_of(record: type[Any]) -> tuple[Column, ...]:
    hints = get_type_hints(record, include_extras=True)
    given = {field.name: field.default is MISSING for field in fields(record)}
    return tuple(_column(name, hints[name], needed) for name, needed in given.items())


def _column(name: str, hint: Any, needed: bool) -> Column:
    kind, *said = get_args(hint) if get_origin(hint) is Annotated else (hint, Means())
    means: Means = said[0]
    parts = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    kinds = tuple(part for part in parts if part is not NoneType)
    values = tuple(str(value) for part in kinds if get_origin(part) is Literal for value in get_args(part))
    return Column(
        name=name,
        type=_type(kinds[0], means),
        nullable=NoneType in parts,
        left_out=means.left_out,
        needed=needed,
        meaning=means.text,
        unit=means.unit,
        values=values,
        refers=means.refers,
    )


def _type(kind: Any, means: Means) -> Type:
    if get_origin(kind) is tuple:
        item = get_args(kind)[0]
        return "passages" if item is Evidence else "spans" if item == Span else "texts"
    if kind in (int, float):
        return "integer" if kind is int else "real"
    if means.unit in ("day", "period"):
        return "date" if means.unit == "day" else "period"
    return "text"
