"""Every format holds every column of the tables, with its type, or says that it leaves it out."""

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from kg.export.flat import LIST_TABLES, PLAIN_TABLES
from kg.export.formats import FORMATS, write_format
from kg.export.gephi import NAMES
from kg.export.gexf import NAMESPACE
from kg.export.tables import GraphTables
from kg.graph.kinds import UNDIRECTED
from kg.model import Edge, Entity, Evidence
from kg.schema import LISTS, TABLES, NodeMeasures, columns_of
from kg.store.tables import WHOLE

PASSAGE = Evidence("a.txt", 3, 9)
PLACE = Entity(
    "loc-1", "LOC", "旧城县", ("旧城", "老城"), 2, "139900", 3, "loc-2", "loc-2", "historic", "county",
    37.5, 115.25, "130534|130535",
)  # fmt: skip
ABOVE = Entity("loc-2", "LOC", "青山市")
EDGE = Edge("loc-1", "loc-2", "sentence", 2, 0.5, "2021-01-03", "2021-02-03", (PASSAGE,), 12.5, 0.25)
WHOLE_GRAPH = GraphTables((), (), (), (PLACE, ABOVE), (), (), (EDGE,))
NODE = {
    **{column.name: getattr(PLACE, column.name) for column in columns_of(Entity)},
    **{"degree": 1, "strength": 0.5, "community": 0, "first_date": "2021-01-03", "last_date": "2021-02-03"},
}
LINK = {column.name: getattr(EDGE, column.name) for column in columns_of(Edge)} | {"evidence": 1}
Found = tuple[dict[str, Any], dict[str, Any]]  # a node and an edge, named as in the tables


def test_the_node_and_the_edge_of_these_tests_have_every_column() -> None:
    columns = (*columns_of(Entity), *columns_of(NodeMeasures))
    assert list(NODE) == [column.name for column in columns]
    assert None not in NODE.values()
    assert None not in LINK.values()
    assert "sentence" in UNDIRECTED


def _networkx(graph: "nx.MultiDiGraph[str]") -> Found:
    (edge,) = (attributes for *_, attributes in graph.edges(data=True))
    node: dict[str, Any] = dict(graph.nodes["loc-1"])
    return {"id": "loc-1", **node, "aliases": tuple(node["aliases"].split("|"))}, {**_ends(), **edge}


def _ends() -> dict[str, Any]:
    return {"source": "loc-1", "target": "loc-2"}


def _graphml(path: Path) -> Found:
    return _networkx(nx.read_graphml(path, force_multigraph=True))


def _nodelink(path: Path) -> Found:
    return _networkx(nx.node_link_graph(json.loads(path.read_text("utf-8")), edges="edges"))


def _cytoscape(path: Path) -> Found:
    elements = json.loads(path.read_text("utf-8"))["elements"]
    node = elements["nodes"][0]["data"]
    return node | {"parent": node["parent_place"], "aliases": tuple(node["aliases"])}, elements["edges"][0][
        "data"
    ]


def _typed(values: dict[str, str], types: dict[str, str]) -> dict[str, Any]:
    """Return values as their declared types say, lists split."""
    read: dict[str, Callable[[str], Any]] = {"long": int, "double": float}
    return {name: read.get(types.get(name, ""), str)(value) for name, value in values.items()}


def _gexf(path: Path) -> Found:
    root = ET.parse(path).getroot()
    found = []
    for owner in ("node", "edge"):
        element = next(root.iter(f"{{{NAMESPACE}}}{owner}"))
        declared = next(a for a in root.iter(f"{{{NAMESPACE}}}attributes") if a.get("class") == owner)
        titles = {a.get("id"): (a.get("title", ""), a.get("type", "")) for a in declared}
        values = {
            titles[v.get("for")][0]: v.get("value", "") for v in element.iter(f"{{{NAMESPACE}}}attvalue")
        }
        found.append(dict(element.attrib) | _typed(values, dict(titles.values())))
    node, edge = found
    node |= {"name": node["label"], "label": node["category"], "aliases": tuple(node["aliases"].split("|"))}
    return node, edge | {"weight": float(edge["weight"])}


def _csv(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.DictReader(file))


def _gephi(path: Path) -> Found:
    names = {called: name for name, called in NAMES.items()}
    found = []
    for file, sample in (("nodes.csv", NODE), ("edges.csv", LINK)):
        row = {names.get(name) or name.lower(): value for name, value in _csv(path / file).items()}
        numbers = {name: type(value)(row[name]) for name, value in sample.items()
                   if isinstance(value, (int, float)) and name in row}  # fmt: skip
        found.append(row | numbers)
    node, edge = found
    return node | {"aliases": tuple(node["aliases"].split("|"))}, edge | _ends()


def _neo4j(path: Path) -> Found:
    found = []
    for file in ("nodes.csv", "relationships.csv"):
        row = _csv(path / file)
        types = dict(name.split(":") for name in row if name[0] != ":")
        values = {name.split(":")[0]: value for name, value in row.items()}
        found.append(_typed(values, types))
    node, edge = found
    node |= {"aliases": tuple(node["aliases"].split(";")), "label": "LOC"}
    return node, edge | _ends() | {"kind": "sentence", "evidence": len(edge["evidence"].split(";"))}


READERS: dict[str, Callable[[Path], Found]] = {
    "graphml": _graphml, "gexf": _gexf, "gephi": _gephi, "nodelink": _nodelink, "cytoscape": _cytoscape,
    "neo4j": _neo4j,
}  # fmt: skip


def test_every_format_for_graphs_is_read_here() -> None:
    assert set(READERS) == {name for name, exporter in FORMATS.items() if exporter.holds == "graph"}


@pytest.mark.parametrize("name", READERS)
def test_a_graph_holds_every_column_but_what_it_says(name: str, tmp_path: Path) -> None:
    path = tmp_path / FORMATS[name].file
    write_format(name, WHOLE_GRAPH, path)
    node, edge = READERS[name](path)
    left_out = FORMATS[name].leaves_out
    assert {key: node[key] for key in NODE if key not in left_out} == {
        key: value for key, value in NODE.items() if key not in left_out
    }
    assert not set(left_out) & set(node), "what is said to be left out is not there"
    assert {key: edge[key] for key in LINK} == LINK
    assert {key: type(edge[key]) for key in LINK} == {key: type(value) for key, value in LINK.items()}


@pytest.mark.parametrize("name", WHOLE)
def test_databases_hold_every_column_or_a_table_of_its_items(name: str) -> None:
    columns = TABLES[name].columns
    plain = {column.name: column.type for column in PLAIN_TABLES[name]}
    assert {c.name: c.type for c in columns if c.type not in LISTS}.items() <= plain.items()
    listed = {column for table in LIST_TABLES.values() if table.of == name for column in table.lists}
    assert listed == {column.name for column in columns if column.type in LISTS}


def test_only_the_sentences_of_all_articles_are_left_out_of_databases() -> None:
    assert set(TABLES) - set(WHOLE) == {"text"}
    assert set(PLAIN_TABLES) == set(WHOLE) | set(LIST_TABLES)


@pytest.mark.parametrize("name", PLAIN_TABLES)
def test_sqlite_declares_every_column_with_its_type(name: str, tables: GraphTables, tmp_path: Path) -> None:
    write_format("sqlite", tables, tmp_path / "kg.sqlite")
    types = {"text": "TEXT", "date": "TEXT", "period": "TEXT", "integer": "INTEGER", "real": "REAL"}
    with closing(sqlite3.connect(tmp_path / "kg.sqlite")) as database:
        declared = {row[1]: row[2] for row in database.execute(f'PRAGMA table_info("{name}")')}
        kinds = {row[1]: database.execute(f'SELECT DISTINCT typeof("{row[1]}") FROM "{name}"').fetchall()
                 for row in database.execute(f'PRAGMA table_info("{name}")')}  # fmt: skip
    assert declared == {column.name: types[column.type] for column in PLAIN_TABLES[name]}
    for column in PLAIN_TABLES[name]:
        held = {kind for (kind,) in kinds[column.name]}
        assert held <= {types[column.type].lower()} | ({"null"} if column.nullable else set()), column.name
