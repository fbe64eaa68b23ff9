"""The tables of a build as records, and what run.json tells of it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.days import first_of, is_date, last_of
from kg.errors import OutputError
from kg.model import Edge, Entity, Evidence, Judgement, Sentence
from kg.schema import (
    TABLES,
    ArticleRecord,
    ContradictionRecord,
    FaultRecord,
    MentionRecord,
    PageRecord,
    PlaceRecord,
    PostRecord,
    Row,
    TenureRecord,
)
from kg.store.clean import clean_text

Spell = tuple[str, str]  # first and last date, of a day, month or year, both included

WHOLE = tuple(name for name in TABLES if name != "text")  # what is read; all the text is only searched
RUN = "run.json"
"""What ran: version, model, configuration, counts, files."""
_PARTS_OF_RUN = ("configuration", "seconds", "sizes")


@dataclass(frozen=True)
class Tables:
    """All that a finished build says, texts cleaned, in the order of its files."""

    pages: tuple[PageRecord, ...]
    articles: tuple[ArticleRecord, ...]
    mentions: tuple[MentionRecord, ...]
    entities: tuple[Entity, ...]
    posts: tuple[PostRecord, ...]
    judgements: tuple[Judgement, ...]
    edges: tuple[Edge, ...]
    sentences: tuple[Sentence, ...] = ()  # the passages that are quoted; empty where the build has none
    tenures: tuple[TenureRecord, ...] = ()
    contradictions: tuple[ContradictionRecord, ...] = ()
    places: tuple[PlaceRecord, ...] = ()
    faults: tuple[FaultRecord, ...] = ()
    run: Row = field(default_factory=dict)  # run.json: version, model, configuration, counts

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each entity by its id, the id itself where the name is empty."""
        return {entity.id: entity.name.strip() or entity.id for entity in self.entities}

    @cached_property
    def quotes(self) -> dict[Evidence, str]:
        """The text of each passage that the build quotes."""
        return {Evidence(told.page, told.start, told.end): told.text for told in self.sentences}

    @cached_property
    def spells(self) -> dict[str, Spell]:
        """First and last date on which an entity is mentioned or linked; none for undated entities."""
        dates = {(article.page, article.id): article.date for article in self.articles}
        pages = {page.page: page.date for page in self.pages}
        found: dict[str, list[str]] = {}
        for mention in self.mentions:
            date = dates.get((mention.page, mention.article)) or pages.get(mention.page)
            if mention.entity and is_date(date):
                found.setdefault(mention.entity, []).append(str(date))
        for edge in self.edges:
            for end in (edge.source, edge.target):
                found.setdefault(end, []).extend(edge_spell(edge) or ())
        return {id_: spell for id_, known in found.items() if (spell := spell_of(known))}


def edge_spell(edge: Edge) -> Spell | None:
    """Return the first and last date on which an edge is stated, None where it has no date."""
    return spell_of(str(date) for date in (edge.first_date, edge.last_date) if is_date(date))


def spell_of(dates: Iterable[str]) -> Spell | None:
    """Return the first and the last of some dates, None of none."""
    known = list(dates)
    first, last = first_of(known), last_of(known)
    return (first, last) if first and last else None


def read_run(out: Path) -> Row:
    """Return what ran as run.json tells it; nothing while the build is under way."""
    path = out / RUN
    if not path.is_file():
        return {}
    try:
        row = json.loads(path.read_text(encoding="utf-8", errors="replace"))
    except (ValueError, RecursionError) as error:
        raise _damaged(path, str(error)) from None
    if not isinstance(row, dict) or not all(isinstance(row.get(name, {}), dict) for name in _PARTS_OF_RUN):
        raise _damaged(path, "no JSON object")
    return dict(_clean_value(row))


def _damaged(path: Path, cause: str) -> OutputError:
    return OutputError(
        "{path}: damaged ({cause}); build again with `kg build PAGES -o {out}`",
        path=path,
        cause=cause,
        out=path.parent,
    )


def _clean_value(value: Any) -> Any:
    """Return a value of JSON with all its texts cleaned."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [_clean_value(item) for item in value]
    if isinstance(value, dict):
        return {clean_text(key): _clean_value(item) for key, item in value.items()}
    return value
