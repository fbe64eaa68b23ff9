"""Databases and tables as their own programs read them."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pyarrow import parquet

from kg.export.flat import PLAIN_TABLES, records
from kg.export.sqlite import phrase, write_sqlite
from kg.export.tables import GraphTables
from kg.schema import Column

ladybug = pytest.importorskip("ladybug", reason="no embedded graph database is installed")

from kg.export.duckdb import write_duckdb  # noqa: E402
from kg.export.neo4j import EDGE, LABELS, NODE, relationship_type, write_neo4j  # noqa: E402
from kg.export.parquet import write_parquet  # noqa: E402

NodeReader = Callable[[str, Path], dict[str, Any]]


@pytest.fixture
def sqlite(tables: GraphTables, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    write_sqlite(tables, tmp_path / "kg.sqlite")
    with closing(sqlite3.connect(tmp_path / "kg.sqlite")) as database:
        yield database


@pytest.mark.parametrize("name", PLAIN_TABLES)
def test_all_databases_hold_the_same_rows(
    tables: GraphTables, tmp_path: Path, sqlite: sqlite3.Connection, name: str
) -> None:
    expected = list(records(tables, name))
    assert expected, "the build of the test has rows in every table"
    assert sqlite.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall() == expected
    write_duckdb(tables, tmp_path / "kg.duckdb")
    with duckdb.connect(str(tmp_path / "kg.duckdb"), read_only=True) as database:
        rows = database.execute(f'SELECT * FROM "{name}"').fetchall()
    assert [_dates_as_text(row) for row in rows] == expected
    (tmp_path / "parquet").mkdir()
    write_parquet(tables, tmp_path / "parquet")
    read = parquet.read_table(tmp_path / "parquet" / f"{name}.parquet")
    assert [_dates_as_text(tuple(row.values())) for row in read.to_pylist()] == expected


def _dates_as_text(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(cell.isoformat() if isinstance(cell, date) else cell for cell in row)


def test_positions_are_numbers(tables: GraphTables, tmp_path: Path, sqlite: sqlite3.Connection) -> None:
    query = "SELECT latitude, longitude, level FROM entities WHERE id IN ('loc-1', 'org-1') ORDER BY id"
    expected = [(37.068, 115.669, 3), (None, None, None)]
    assert sqlite.execute(query).fetchall() == expected
    write_duckdb(tables, tmp_path / "kg.duckdb")
    with duckdb.connect(str(tmp_path / "kg.duckdb")) as database:
        assert database.execute(query).fetchall() == expected


def test_numbers_and_dates_are_typed(tables: GraphTables, tmp_path: Path, sqlite: sqlite3.Connection) -> None:
    query = "SELECT typeof(count), typeof(weight), typeof(first_date) FROM edges WHERE kind = 'holds'"
    assert sqlite.execute(query).fetchall() == [("integer", "real", "text")]
    write_duckdb(tables, tmp_path / "kg.duckdb")
    with duckdb.connect(str(tmp_path / "kg.duckdb")) as database:
        row = database.execute(query.replace("sqlite", "")).fetchone()
    assert row == ("BIGINT", "DOUBLE", "VARCHAR")
    (tmp_path / "parquet").mkdir()
    write_parquet(tables, tmp_path / "parquet")
    schema = parquet.read_schema(tmp_path / "parquet" / "edges.parquet")
    assert [str(schema.field(name).type) for name in ("count", "weight", "first_date")] == [
        "int64",
        "double",
        "string",
    ]


def test_names_are_kept_whole(sqlite: sqlite3.Connection, names: dict[str, str]) -> None:
    found = dict(sqlite.execute("SELECT id, trim(name, ' ') FROM entities WHERE label = 'PER'"))
    assert found == names


def test_sqlite_is_sound_and_finds_who_held_what(sqlite: sqlite3.Connection, names: dict[str, str]) -> None:
    assert sqlite.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    query = "SELECT name, title, first_seen, last_seen, former_since, count FROM tenures WHERE at = ?"
    rows = sqlite.execute(query, ("清河县卫生健康局",)).fetchall()
    assert rows == [
        ("那顺孟和", "局长", "2021-01-03", "2023-01-01", None, 2),
        (names["per-quotes"], "局长", None, None, "2021-01-03", 1),
    ]


@pytest.mark.parametrize(
    ("text", "hits"), [("那顺", 1), ("顺孟", 1), ("那", 1), ("“好”", 1), ("和那", 0), ("青岛", 0)]
)
def test_sqlite_searches_chinese(sqlite: sqlite3.Connection, text: str, hits: int) -> None:
    query = (
        "SELECT sentences.text FROM sentences_text JOIN sentences ON sentences.rowid = sentences_text.rowid "
        "WHERE sentences_text MATCH ?"
    )
    found = sqlite.execute(query, (phrase(text),)).fetchall()
    assert found == [("局长那顺孟和说：“好”。",)] * hits


def _typed(columns: tuple[Column, ...]) -> str:
    kinds = {"integer": "INT64", "real": "DOUBLE", "date": "DATE"}
    return ", ".join(f"{column.name} {kinds.get(column.type, 'STRING')}" for column in columns)


@pytest.fixture
def graph_database(tables: GraphTables, tmp_path: Path) -> Iterator[object]:
    """A property-graph database loaded from the CSV files for Neo4j."""
    folder = tmp_path / "neo4j"
    folder.mkdir()
    write_neo4j(tables, folder)
    database = ladybug.Database(str(tmp_path / "graph.db"))
    connection = ladybug.Connection(database)
    for statement in (
        f"CREATE NODE TABLE Entity({_typed(NODE)}, labels STRING, PRIMARY KEY(id))",
        f"CREATE REL TABLE Linked(FROM Entity TO Entity, type STRING, {_typed(EDGE)})",
        f'COPY Entity FROM "{folder.as_posix()}/nodes.csv" (HEADER=true, PARALLEL=false)',
        f'COPY Linked FROM "{folder.as_posix()}/relationships.csv" (HEADER=true, PARALLEL=false)',
    ):
        connection.execute(statement)
    yield connection
    connection.close()
    database.close()


def _ask(connection: object, query: str) -> list[list[object]]:
    rows: list[list[object]] = connection.execute(query).get_all()  # type: ignore[attr-defined]
    return rows


def test_a_graph_database_holds_the_same_graph(graph_database: object, tables: GraphTables) -> None:
    rows = _ask(graph_database, "MATCH (a)-[r]->(b) RETURN a.id, b.id, r.type, r.count, r.weight")
    expected = [[e.source, e.target, relationship_type(e.kind), e.count, e.weight] for e in tables.edges]
    assert sorted(rows, key=str) == sorted(expected, key=str)
    nodes = _ask(graph_database, "MATCH (n) RETURN n.id, n.mentions, n.labels")
    told = [[e.id, e.mentions, f"Entity;{LABELS[e.label]}"] for e in tables.entities]
    assert sorted(nodes, key=str) == sorted(told, key=str)


def test_a_graph_database_knows_where_places_lie(graph_database: object) -> None:
    query = "MATCH (n) WHERE n.latitude > 37.0 AND n.longitude < 116.0 RETURN n.id, n.latitude, n.longitude"
    assert _ask(graph_database, query) == [["loc-1", 37.068, 115.669]]


def test_neo4j_takes_the_script(tables: GraphTables, tmp_path: Path, read_in_node: NodeReader) -> None:
    """Neo4j's own parser and checker of meaning, compiled to JavaScript; no server runs here."""
    write_neo4j(tables, tmp_path)
    script = tmp_path / "load.cypher"
    assert read_in_node("cypher", script)["found"] == []
    for right, wrong in (("SET", "SETT"), ("REQUIRE", "NEEDS"), ("(e:Entity {id", "(x:Entity {id")):
        script.write_text(script.read_text("utf-8").replace(right, wrong), "utf-8")
        assert read_in_node("cypher", script)["found"], f"{wrong} is found out"
        write_neo4j(tables, tmp_path)


def test_a_graph_database_tells_who_held_a_post_on_a_day(graph_database: object) -> None:
    query = (
        "MATCH (p)-[h {type: 'HOLDS'}]->(t)-[{type: 'AT'}]->(b {name: '清河县卫生健康局'}) "
        "WHERE h.first_date <= date('2022-06-01') AND h.last_date >= date('2022-06-01') RETURN p.name, t.name"
    )
    assert _ask(graph_database, query) == [["那顺孟和", "清河县卫生健康局局长"]]


def test_hostile_names_reach_a_graph_database(graph_database: object, names: dict[str, str]) -> None:
    found = {str(id_): str(name) for id_, name in _ask(graph_database, "MATCH (n) RETURN n.id, n.name")}
    cleaned = {
        "per-cdata": "]]> <!-- 注 --> <b>&amp；</b> </script>",
        "per-lines": "第一行 第二行  第三行 尾",
        "per-formula": "＝cmd|' /C calc'!A0",
        "per-plus": "＋1-2",
        "per-at": "＠SUM(A1)",
        "per-separators": "甲；乙,丙|丁＼戊`己",
        "per-sql": "'； DROP TABLE entities； --",
    }
    assert {id_: found[id_] for id_ in names} == names | cleaned
