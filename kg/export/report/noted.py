"""What the report needs of the tables, noted while their rows pass by on their way to disk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.export.report.whereabouts import Whereabouts
from kg.export.tables import GraphTables
from kg.graph.shown import Shown
from kg.model import Edge, Entity, Evidence, Sentence
from kg.schema import TABLES, MentionRecord, Row
from kg.store.jsonl import as_read, format_row
from kg.store.records import make_record

KEPT = ("pages", "articles", "posts", "judgements", "contradictions")


class Noted:
    """Records of the tables of KEPT, cleaned as those of a finished build; of mentions an index alone."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.rows: dict[str, list[Any]] = {table: [] for table in KEPT}
        self.where = Whereabouts()

    def passing(self, table: str, rows: Iterable[Row]) -> Iterator[str]:
        """Yield rows of a table as the lines of its file, each noted where it is needed."""
        for row in rows:
            line = format_row(row)
            if table in KEPT:
                self.rows[table].append(make_record(TABLES[table].record, as_read(row, line)))
            elif table == "mentions":
                self.where.add(make_record(MentionRecord, as_read(row, line)))
            yield line

    def tables(
        self,
        shown: Shown,
        entities: Sequence[Entity],
        edges: Sequence[Edge],
        sentences: Mapping[Evidence, Sentence],
    ) -> GraphTables:
        """Return the tables of the build under way, without its mentions."""
        quoted = tuple(sentences[key] for key in sorted(sentences))
        rows: dict[str, Any] = {table: tuple(noted) for table, noted in self.rows.items()}
        tables = GraphTables(
            mentions=(), entities=tuple(entities), edges=tuple(edges), sentences=quoted, **rows
        )
        tables.__dict__["shown"] = shown  # in place of the cached property: it is this part
        return tables
