"""Two CSV files for the spreadsheet import of Gephi."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.export.csvs import plain, write_csv
from kg.export.elements import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    Value,
    edge_values,
    node_values,
    ordered_edges,
    ordered_entities,
)
from kg.export.left_out import write_left_out
from kg.export.tables import GraphTables
from kg.graph.building import ALIAS_SEPARATOR
from kg.graph.kinds import UNDIRECTED
from kg.schema import Column

NAMES = {
    "id": "Id", "name": "Label", "label": "Category", "source": "Source", "target": "Target",
    "latitude": "latitude", "longitude": "longitude",
}  # fmt: skip
"""What Gephi, and its plugin GeoLayout, call a column; others begin with a capital."""
LEFT_OUT = ("degree",)  # a name that Gephi's own measure has
SHOWN = sorted(
    (column for column in NODE_COLUMNS if column.name not in LEFT_OUT),
    key=lambda c: c.name not in ("id", "name"),
)


def _named(columns: Iterable[Column]) -> list[str]:
    return [NAMES.get(column.name) or column.name.capitalize() for column in columns]


NODE_HEADER = _named(SHOWN)
EDGE_HEADER = [*_named(EDGE_COLUMNS[:2]), "Type", "Id", *_named(EDGE_COLUMNS[2:])]


def write_gephi(tables: GraphTables, path: Path) -> None:
    """Write nodes.csv and edges.csv (UTF-8 with byte order mark, commas) into a folder.

    Id, Label, Source, Target, Type (Directed or Undirected), Weight and Kind are the names that Gephi
    knows; the rest become columns of its data laboratory. In texts a leading = + - @ or tab, which a
    spreadsheet would run as a formula, becomes its full-width form (＝ ＋ － ＠) or a space; line breaks
    stay, quoted. Numbers are not touched.
    """
    write_csv(path / "nodes.csv", NODE_HEADER, _nodes(tables), mark=True)
    write_csv(path / "edges.csv", EDGE_HEADER, _edges(tables), mark=True)
    write_left_out(tables.shown.part, "gephi", path)


def _nodes(tables: GraphTables) -> Iterator[tuple[object, ...]]:
    for entity in ordered_entities(tables):
        values = node_values(tables, entity)
        yield tuple(_cell(values[column.name]) for column in SHOWN)


def _edges(tables: GraphTables) -> Iterator[tuple[object, ...]]:
    for number, edge in enumerate(ordered_edges(tables)):
        values = edge_values(edge) | {"evidence": len(edge.evidence)}
        type_ = "Undirected" if edge.kind in UNDIRECTED else "Directed"
        source, target, *cells = map(_cell, values.values())
        yield source, target, type_, f"e{number}", *cells


def _cell(value: Value) -> object:
    if isinstance(value, tuple):
        value = ALIAS_SEPARATOR.join(map(str, value))
    return plain(value) if isinstance(value, str) else value
