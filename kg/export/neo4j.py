"""CSV files for neo4j-admin import, and a Cypher script that loads the same files over a connection."""

from collections.abc import Iterator
from pathlib import Path

from kg.export.csvs import plain, write_csv
from kg.export.tables import Tables, edge_spell
from kg.model import Label

LABELS: dict[Label, str] = {"PER": "Person", "LOC": "Place", "ORG": "Body", "TITLE": "Post"}
TYPES = {
    "sentence": "IN_SENTENCE_WITH",
    "paragraph": "IN_PARAGRAPH_WITH",
    "article": "IN_ARTICLE_WITH",
    "holds": "HOLDS",
    "at": "AT",
    "byline": "WRITES_FOR",
}
NODE_HEADER = (
    "id:ID", "name:string", "aliases:string[]", "mentions:long", "code:string", "parent:string",
    "degree:long", "strength:double", "community:long", "first_date:date", "last_date:date",
    "kind:string", "level:long", "rank:string", "located_in:string",
    "latitude:double", "longitude:double", ":LABEL",
)  # fmt: skip
EDGE_HEADER = (
    ":START_ID", ":END_ID", ":TYPE", "count:long", "weight:double", "first_date:date",
    "last_date:date", "evidence:string[]",
)  # fmt: skip
IMPORT = """\
neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv \\
    --id-type=string --array-delimiter=";" kg
"""
_UNSAFE = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\\": "＼", ";": "；"})


def write_neo4j(tables: Tables, path: Path) -> None:
    """Write nodes.csv, relationships.csv, load.cypher and import.txt (the command) into a folder.

    Headers are those of neo4j-admin, with types; lists are separated by semicolons. Every node is an
    Entity and a Person, Place, Body or Post; an edge of an unknown kind has that kind in capitals.
    `evidence` lists passages as PAGE:START-END. In texts line breaks and tabs become spaces, a
    backslash ＼ and a semicolon ； (Neo4j's two readers take them differently), and a leading = + - @
    its full-width form, for spreadsheets.
    """
    write_csv(path / "nodes.csv", NODE_HEADER, _nodes(tables))
    write_csv(path / "relationships.csv", EDGE_HEADER, _edges(tables))
    kinds = sorted({edge.kind for edge in tables.edges})
    (path / "load.cypher").write_text(_script(kinds), "utf-8", newline="\n")
    (path / "import.txt").write_text(IMPORT, "utf-8", newline="\n")


def relationship_type(kind: str) -> str:
    """Return the type of the relationship that stands for a kind of edge.

    >>> relationship_type("holds"), relationship_type("met with")
    ('HOLDS', 'MET_WITH')
    """
    return TYPES.get(kind) or "".join(c if c.isalnum() else "_" for c in kind.upper()) or "RELATED"


def _clean(text: str) -> str:
    return plain(text.translate(_UNSAFE))


def _nodes(tables: Tables) -> Iterator[tuple[object, ...]]:
    for entity in sorted(tables.entities, key=lambda entity: entity.id):
        known = tables.graph.nodes[entity.id]
        yield (
            entity.id,
            _clean(tables.names[entity.id]),
            ";".join(_clean(alias) for alias in entity.aliases),
            entity.mentions,
            entity.code,
            entity.parent,
            known["degree"],
            known["strength"],
            known["community"],
            *tables.spells.get(entity.id, ("", "")),
            _clean(entity.kind or ""),
            entity.level,
            _clean(entity.rank or ""),
            entity.located_in,
            entity.latitude,
            entity.longitude,
            f"Entity;{LABELS[entity.label]}",
        )


def _edges(tables: Tables) -> Iterator[tuple[object, ...]]:
    for edge in sorted(tables.edges, key=lambda edge: (edge.source, edge.target, edge.kind)):
        yield (
            edge.source,
            edge.target,
            relationship_type(edge.kind),
            edge.count,
            edge.weight,
            *(edge_spell(edge) or ("", "")),
            ";".join(f"{_clean(page)}:{start}-{end}" for page, start, end in edge.evidence),
        )


def _script(kinds: list[str]) -> str:
    """Return the Cypher statements that load the two files from Neo4j's import folder."""
    parts = ["CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (e:Entity) REQUIRE e.id IS UNIQUE;\n"]
    parts += [_NODES.replace("<LABEL>", label) for label in LABELS.values()]
    types = dict.fromkeys(relationship_type(kind) for kind in kinds)
    parts += [_RELATIONSHIPS.replace("<TYPE>", type_) for type_ in types]
    return "\n".join(parts)


_NODES = """\
LOAD CSV WITH HEADERS FROM 'file:///nodes.csv' AS row
WITH row WHERE row.`:LABEL` = 'Entity;<LABEL>'
MERGE (e:Entity {id: row.`id:ID`})
SET e:`<LABEL>`,
    e.name = row.`name:string`,
    e.aliases = CASE WHEN coalesce(row.`aliases:string[]`, '') = '' THEN []
                ELSE split(row.`aliases:string[]`, ';') END,
    e.mentions = toInteger(row.`mentions:long`),
    e.code = row.`code:string`,
    e.parent = row.`parent:string`,
    e.degree = toInteger(row.`degree:long`),
    e.strength = toFloat(row.`strength:double`),
    e.community = toInteger(row.`community:long`),
    e.first_date = date(row.`first_date:date`),
    e.last_date = date(row.`last_date:date`),
    e.kind = row.`kind:string`,
    e.level = toInteger(row.`level:long`),
    e.rank = row.`rank:string`,
    e.located_in = row.`located_in:string`,
    e.latitude = toFloat(row.`latitude:double`),
    e.longitude = toFloat(row.`longitude:double`),
    e.location = point({latitude: e.latitude, longitude: e.longitude});
"""
_RELATIONSHIPS = """\
LOAD CSV WITH HEADERS FROM 'file:///relationships.csv' AS row
WITH row WHERE row.`:TYPE` = '<TYPE>'
MATCH (a:Entity {id: row.`:START_ID`})
MATCH (b:Entity {id: row.`:END_ID`})
MERGE (a)-[r:`<TYPE>`]->(b)
SET r.count = toInteger(row.`count:long`),
    r.weight = toFloat(row.`weight:double`),
    r.first_date = date(row.`first_date:date`),
    r.last_date = date(row.`last_date:date`),
    r.evidence = split(row.`evidence:string[]`, ';');
"""
