"""What a build keeps beside the readings: the tables of `OUT/store`, a file NAME.parquet for each.

Entities, edges, tenures, contradictions and faults are tables of the build itself (`kg.schema`); `named` and
`occurrences` are what questions ask for most, in the order in which they ask; the others say what names stand
for, so that posts need not be kept a second time with their entities.
"""

from dataclasses import dataclass
from typing import Annotated

from kg.model import Edge, Entity, Judgement, Label, Means
from kg.schema import ContradictionRecord, FaultRecord, MentionRecord, NodeMeasures, TenureRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRecord:
    """A name of a page stands for an entity, or is too uncertain to stand for any."""

    label: Label
    name: Annotated[str, Means("what pages call it")]
    entity: Annotated[str | None, Means(refers="entities.id")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SenseRecord:
    """An article means another person of a name than most do."""

    label: Label
    name: Annotated[str, Means("what the page calls the person")]
    page: Annotated[str, Means(refers="pages.page")]
    article: Annotated[str, Means(refers="articles.id")]
    sense: Annotated[str, Means("the name that tells this person from the others")]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedRecord:
    """A review says that a form of a name belongs to another name."""

    label: Label
    name: Annotated[str, Means("what pages call it")]
    form: Annotated[str, Means("as read")]
    to_label: Label
    to_name: Annotated[str, Means("the name that the form belongs to")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRecord:
    """A title at a body is a post."""

    body: Annotated[str, Means(refers="entities.id")]
    title: Annotated[str, Means("as read")]
    post: Annotated[str, Means(refers="entities.id")]
    plain: Annotated[str, Means("the title of the post, without 原 前 代")]
    at: Annotated[str, Means("the body of the post", refers="entities.id")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpliedRecord:
    """A person under a title is at a body, where a page says none that has a node."""

    person: Annotated[str, Means(refers="entities.id")]
    title: Annotated[str, Means("as read")]
    told: Annotated[str, Means("the body in the page's words, empty where it has none")] = ""
    body: Annotated[str, Means(refers="entities.id")]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverruledRecord:
    """Two forms of names on which a review alone has a say."""

    a: Annotated[str, Means("the form that sorts first")]
    b: Annotated[str, Means("the other form")]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeRecord(NodeMeasures):
    """What the graph tells of an entity."""

    id: Annotated[str, Means(refers="entities.id")]
    linked: Annotated[int, Means("neighbors, whatever the edges state")]
    component: Annotated[int, Means("number, in this table, of the first entity that it hangs together with")]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRecord(MentionRecord):
    """A mention with its entity, sorted by page and place."""

    form: Annotated[str, Means("as read")]
    sentence: Annotated[int | None, Means("number of its sentence in its article")]


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceRecord:
    """A sentence names an entity; sorted by entity, then by day, undated ones first, and place."""

    entity: Annotated[str, Means(refers="entities.id")]
    day: Annotated[str | None, Means("of its article or page", unit="day")]
    page: Annotated[str, Means(refers="pages.page")]
    article: Annotated[str, Means(refers="articles.id")]
    sentence: Annotated[int, Means("number of it in its article")]
    start: Annotated[int, Means("where the entity is named first", unit="characters")]
    times: Annotated[int, Means("how often it is named there")]


KEPT_TABLES: dict[str, type] = {
    "entities": Entity,
    "edges": Edge,
    "tenures": TenureRecord,
    "contradictions": ContradictionRecord,
    "faults": FaultRecord,
    "nodes": NodeRecord,
    "names": NameRecord,
    "senses": SenseRecord,
    "moved": MovedRecord,
    "implied": ImpliedRecord,
    "seats": SeatRecord,
    "overruled": OverruledRecord,
    "ruled": Judgement,
    "named": NamedRecord,
    "occurrences": OccurrenceRecord,
}
"""What each table of the store holds in a row."""
