"""CSV files for neo4j-admin import, and a Cypher script that loads the same files over a connection."""

from collections.abc import Iterator
from pathlib import Path

from kg.export.csvs import plain, write_csv
from kg.export.elements import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    Value,
    edge_values,
    in_days,
    node_values,
    ordered_edges,
    ordered_entities,
)
from kg.export.left_out import write_left_out
from kg.export.tables import GraphTables
from kg.model import Label
from kg.schema import Column, Type

LABELS: dict[Label, str] = {"PER": "Person", "LOC": "Place", "ORG": "Body", "TITLE": "Post"}
TYPES = {
    "sentence": "IN_SENTENCE_WITH",
    "paragraph": "IN_PARAGRAPH_WITH",
    "article": "IN_ARTICLE_WITH",
    "holds": "HOLDS",
    "at": "AT",
    "byline": "WRITES_FOR",
}
SUFFIXES: dict[Type, str] = {
    "text": "string", "date": "date", "period": "date", "integer": "long", "real": "double",
    "texts": "string[]", "passages": "string[]",
}  # fmt: skip
NODE = tuple(column for column in NODE_COLUMNS if column.name != "label")  # that is :LABEL
EDGE = tuple(column for column in EDGE_COLUMNS if column.name not in ("source", "target", "kind"))


def _named(column: Column) -> str:
    return f"{column.name}:{'ID' if column.name == 'id' else SUFFIXES[column.type]}"


NODE_HEADER = (*map(_named, NODE), ":LABEL")
EDGE_HEADER = (":START_ID", ":END_ID", ":TYPE", *map(_named, EDGE))
IMPORT = """\
neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv \\
    --id-type=string --array-delimiter=";" kg
"""
_UNSAFE = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\\": "＼", ";": "；"})


def write_neo4j(tables: GraphTables, path: Path) -> None:
    """Write nodes.csv, relationships.csv, load.cypher and import.txt (the command) into a folder.

    Headers are those of neo4j-admin, with types; lists are separated by semicolons. Every node is an
    Entity and a Person, Place, Body or Post; an edge of an unknown kind has that kind in capitals.
    `evidence` lists passages as PAGE:START-END. In texts line breaks and tabs become spaces, a
    backslash ＼ and a semicolon ； (Neo4j's two readers take them differently), and a leading = + - @
    its full-width form, for spreadsheets.
    """
    write_csv(path / "nodes.csv", NODE_HEADER, _nodes(tables))
    write_csv(path / "relationships.csv", EDGE_HEADER, _edges(tables))
    kinds = sorted({edge.kind for edge in tables.shown.part.edges})
    (path / "load.cypher").write_text(_script(kinds), "utf-8", newline="\n")
    (path / "import.txt").write_text(IMPORT, "utf-8", newline="\n")
    write_left_out(tables.shown.part, "neo4j", path)


def relationship_type(kind: str) -> str:
    """Return the type of the relationship that stands for a kind of edge.

    >>> relationship_type("holds"), relationship_type("met with")
    ('HOLDS', 'MET_WITH')
    """
    return TYPES.get(kind) or "".join(c if c.isalnum() else "_" for c in kind.upper()) or "RELATED"


def _clean(text: str) -> str:
    return plain(text.translate(_UNSAFE))


def _nodes(tables: GraphTables) -> Iterator[tuple[object, ...]]:
    for entity in ordered_entities(tables):
        values = in_days(node_values(tables, entity))
        cells = (_cell(values[column.name]) for column in NODE)
        yield *cells, f"Entity;{LABELS[entity.label]}"


def _edges(tables: GraphTables) -> Iterator[tuple[object, ...]]:
    for edge in ordered_edges(tables):
        passages = tuple(f"{page}:{start}-{end}" for page, start, end in edge.evidence)
        values = in_days(edge_values(edge)) | {"evidence": passages}
        cells = (_cell(values[column.name]) for column in EDGE)
        yield edge.source, edge.target, relationship_type(edge.kind), *cells


def _cell(value: Value) -> object:
    """Return a value as the CSV files hold it; ids, codes and dates stay as they are when cleaned."""
    if isinstance(value, tuple):
        return ";".join(_clean(str(item)) for item in value)
    return _clean(value) if isinstance(value, str) else value


def _script(kinds: list[str]) -> str:
    """Return the Cypher statements that load the two files from Neo4j's import folder."""
    parts = ["CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (e:Entity) REQUIRE e.id IS UNIQUE;\n"]
    sets = "".join(f"    {_setting('e', column)},\n" for column in NODE if column.name != "id")
    parts += [_NODES.replace("<LABEL>", label).replace("<SET>", sets) for label in LABELS.values()]
    types = dict.fromkeys(relationship_type(kind) for kind in kinds)
    sets = ",\n    ".join(_setting("r", column) for column in EDGE)
    parts += [_RELATIONSHIPS.replace("<TYPE>", type_).replace("<SET>", sets) for type_ in types]
    return "\n".join(parts)


def _setting(owner: str, column: Column) -> str:
    """Return what sets a property from its column: `e.level = toInteger(row.`level:long`)`."""
    cell = f"row.`{_named(column)}`"
    return f"{owner}.{column.name} = {_READ[column.type].format(cell=cell)}"


_LIST = "CASE WHEN coalesce({cell}, '') = '' THEN [] ELSE split({cell}, ';') END"
_READ: dict[Type, str] = {
    "text": "{cell}", "date": "date({cell})", "period": "date({cell})",
    "integer": "toInteger({cell})", "real": "toFloat({cell})",
    "texts": _LIST, "passages": _LIST,
}  # fmt: skip
_NODES = """\
LOAD CSV WITH HEADERS FROM 'file:///nodes.csv' AS row
WITH row WHERE row.`:LABEL` = 'Entity;<LABEL>'
MERGE (e:Entity {id: row.`id:ID`})
SET e:`<LABEL>`,
<SET>    e.location = point({latitude: e.latitude, longitude: e.longitude});
"""
_RELATIONSHIPS = """\
LOAD CSV WITH HEADERS FROM 'file:///relationships.csv' AS row
WITH row WHERE row.`:TYPE` = '<TYPE>'
MATCH (a:Entity {id: row.`:START_ID`})
MATCH (b:Entity {id: row.`:END_ID`})
MERGE (a)-[r:`<TYPE>`]->(b)
SET <SET>;
"""
