"""Nodes and edges with all their columns, for the formats that hold a graph."""

from kg.days import first_day, last_day
from kg.export.tables import GraphTables
from kg.graph.measures import Measures
from kg.model import Edge, Entity
from kg.schema import NodeMeasures, columns_of
from kg.store.tables import edge_spell

Value = str | int | float | tuple[object, ...] | None
Values = dict[str, Value]

NODE_COLUMNS = columns_of(Entity) + columns_of(NodeMeasures)
EDGE_COLUMNS = columns_of(Edge)


def node_values(tables: GraphTables, entity: Entity) -> Values:
    """Return what is known of a node in the order of NODE_COLUMNS; its name is never empty."""
    values = {column.name: getattr(entity, column.name) for column in columns_of(Entity)}
    measures = measures_of(tables, entity.id)
    more = {column.name: getattr(measures, column.name) for column in columns_of(NodeMeasures)}
    return values | {"name": tables.names[entity.id]} | more


def measures_of(tables: GraphTables, id_: str) -> NodeMeasures:
    """Return what the graph and the dates of a build tell of an entity.

    Degree and strength count all edges; an entity that the graph leaves out has the community -1.
    """
    degree, strength = tables.measures.get(id_, Measures())
    known = tables.graph.nodes.get(id_)
    first, last = tables.spells.get(id_, (None, None))
    return NodeMeasures(
        degree=degree,
        strength=strength,
        community=known["community"] if known else -1,
        first_date=first,
        last_date=last,
    )


def edge_values(edge: Edge) -> Values:
    """Return what is known of an edge in the order of EDGE_COLUMNS; its two dates are dates or none."""
    values = {column.name: getattr(edge, column.name) for column in EDGE_COLUMNS}
    first, last = edge_spell(edge) or (None, None)
    return values | {"first_date": first, "last_date": last}


def in_days(values: Values) -> Values:
    """Return what is known of a node or edge with the first day of its first date and the last of its last.

    For formats that know days alone: what is told of 2011 is told of the days from 2011-01-01 to 2011-12-31.
    """
    first, last = values["first_date"], values["last_date"]
    if not (isinstance(first, str) and isinstance(last, str)):
        return values
    return values | {"first_date": first_day(first), "last_date": last_day(last)}


def ordered_entities(tables: GraphTables) -> list[Entity]:
    """Return the entities that are shown, in the order in which formats write nodes."""
    return sorted(tables.shown.entities, key=lambda entity: entity.id)


def ordered_edges(tables: GraphTables) -> list[Edge]:
    """Return the edges that are shown, in the order in which formats write and number them."""
    return sorted(tables.shown.part.edges, key=lambda edge: (edge.source, edge.target, edge.kind))
