"""The entities and edges of a store that stays open, as columns: a part of the graph is taken out of them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from weakref import WeakKeyDictionary

import pyarrow as pa

from kg.model import Edge
from kg.schema import Row
from kg.store.finished import Store

_ENTITIES = "SELECT e.* FROM numbered_nodes n JOIN entities e ON e.id = n.id ORDER BY n.row"
_EDGES = "SELECT {columns} FROM numbered ORDER BY row"
_OF_EDGES = [each.name for each in fields(Edge) if each.name not in ("source", "target", "evidence")]


@dataclass(frozen=True, slots=True)
class GraphColumns:
    """The entities in the order of their numbers; the edges in that of their rows, without ends, passages."""

    _entities: pa.Table
    _edges: pa.Table

    def entities(self, numbers: Sequence[int]) -> list[Row]:
        """Return some entities."""
        return _rows(self._entities, numbers)

    def edges(self, rows: Sequence[int]) -> list[Row]:
        """Return some edges, without ends and passages."""
        return _rows(self._edges, rows)


def _rows(table: pa.Table, places: Sequence[int]) -> list[Row]:
    rows: list[Row] = table.take(pa.array(places, pa.int64())).to_pylist()
    return rows


_COLUMNS: WeakKeyDictionary[Store, GraphColumns] = WeakKeyDictionary()


def columns_of(store: Store) -> GraphColumns:
    """Return the graph of a store; it is read once from one that stays open."""
    if store not in _COLUMNS:
        edges = store.arrow(_EDGES.format(columns=", ".join(_OF_EDGES)))
        _COLUMNS[store] = GraphColumns(_packed(store.arrow(_ENTITIES)), _packed(edges))
    return _COLUMNS[store]


def _packed(table: pa.Table) -> pa.Table:
    """Return a table in one piece; texts but ids and names, most of them the same, stand once."""
    for at, column in enumerate(table.schema):
        if pa.types.is_string(column.type) and column.name not in ("id", "name"):
            table = table.set_column(at, column.name, table[column.name].dictionary_encode())
    return table.combine_chunks()
