"""The tables of a finished build, each read from its store when it is first asked for."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.export.held import hold_tables
from kg.export.tables import GraphTables
from kg.graph.measures import Measures
from kg.graph.selection import MOST_EDGES
from kg.graph.shown import Shown
from kg.model import Edge, Entity, Judgement, Sentence
from kg.schema import (
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
from kg.store.engine import Engine
from kg.store.finished import Store, open_store
from kg.store.queries import records_of
from kg.store.tables import Spell, read_run


class StoredTables(GraphTables):
    """The tables of an engine that has all that a store has; the graph is that of the part that is shown."""

    def __init__(self, engine: Engine, run: Row, most_edges: int, held: GraphTables | None = None) -> None:
        """Read from an engine; `held` is the part of the tables that is held already."""
        vars(self).update(engine=engine, run=run, most_edges=most_edges)
        if held is not None:
            vars(self).update(held=held)

    @cached_property
    def held(self) -> GraphTables:
        """The part of the tables that belongs to what is shown, as a build holds it."""
        self.asked.view("measured", "SELECT id, degree, strength FROM nodes")
        return hold_tables(self.asked, self.most_edges)

    @cached_property
    def shown(self) -> Shown:
        """The part that is shown as a graph."""
        return self.held.shown

    @cached_property
    def measures(self) -> dict[str, Measures]:
        """What all edges tell of each entity."""
        found = self.asked.rows("SELECT id, degree, strength FROM nodes")
        return {id_: Measures(degree, strength) for id_, degree, strength in found}

    @cached_property
    def spells(self) -> dict[str, Spell]:
        """First and last date on which an entity is mentioned or linked; none for undated entities."""
        found = self.asked.rows("SELECT id, first_date, last_date FROM nodes WHERE first_date IS NOT NULL")
        return {id_: (first, last) for id_, first, last in found}

    @cached_property
    def pages(self) -> tuple[PageRecord, ...]:
        """The rows of this table."""
        return tuple(records_of(self.asked, "pages"))

    @cached_property
    def articles(self) -> tuple[ArticleRecord, ...]:
        """The rows of this table."""
        return tuple(records_of(self.asked, "articles"))

    @cached_property
    def mentions(self) -> tuple[MentionRecord, ...]:
        """The rows of this table."""
        return tuple(records_of(self.asked, "mentions"))

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """The rows of this table."""
        return tuple(records_of(self.asked, "entities"))

    @cached_property
    def posts(self) -> tuple[PostRecord, ...]:
        """The rows of this table."""
        return tuple(records_of(self.asked, "posts"))

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """The rows of this table."""
        return tuple(records_of(self.asked, "judgements"))

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """The rows of this table."""
        return tuple(records_of(self.asked, "edges"))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The rows of this table."""
        return tuple(records_of(self.asked, "sentences"))

    @cached_property
    def tenures(self) -> tuple[TenureRecord, ...]:
        """The rows of this table."""
        return tuple(records_of(self.asked, "tenures"))

    @cached_property
    def places(self) -> tuple[PlaceRecord, ...]:
        """The rows of this table."""
        return tuple(records_of(self.asked, "places"))

    @cached_property
    def contradictions(self) -> tuple[ContradictionRecord, ...]:
        """The rows of this table."""
        return tuple(records_of(self.asked, "contradictions"))

    @cached_property
    def faults(self) -> tuple[FaultRecord, ...]:
        """The rows of this table."""
        return tuple(records_of(self.asked, "faults"))


class FinishedTables(StoredTables):
    """The tables of a finished build."""

    def __init__(self, out: Path, most_edges: int | None) -> None:
        """Open the build; OutputError as `open_store` raises it."""
        run = read_run(out)
        self.store: Store  # to be closed by whoever opens the tables
        vars(self).update(store=open_store(out))
        super().__init__(self.store, run, _told_edges(run) if most_edges is None else most_edges)


def read_graph_tables(out: Path, most_edges: int | None = None) -> FinishedTables:
    """Return the tables of the finished build in a folder; OutputError as `open_store` raises it.

    `most_edges` is how many edges the graph holds, 0 standing for all; without it, as many as the build was
    told. Their store is to be closed by the caller.
    """
    return FinishedTables(out, most_edges)


def _told_edges(run: Mapping[str, Any]) -> int:
    """Return how many edges a build was told to show."""
    told = run.get("configuration", {}).get("most_edges")
    return told if isinstance(told, int) else MOST_EDGES
