"""RDF as rdflib reads and queries it."""

from pathlib import Path

import pytest

from kg.export.jsonld import write_jsonld
from kg.export.tables import GraphTables
from kg.export.turtle import write_turtle

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")

TENURES = """
SELECT ?name ?title ?from ?until ?text WHERE {
  ?held a org:Membership ; org:member/schema:name ?name ; kg:title ?title ;
        org:organization/schema:name ?body ; kg:post/org:postIn/schema:name ?body ;
        org:memberDuring [ time:hasBeginning/time:inXSDDate ?from ; time:hasEnd/time:inXSDDate ?until ] .
  OPTIONAL { ?held prov:wasDerivedFrom/schema:text ?text }
  FILTER(?from <= ?day && ?day <= ?until)
}
"""


def _parse(tables: GraphTables, folder: Path) -> tuple[object, object]:
    write_turtle(tables, folder / "graph.ttl")
    write_jsonld(tables, folder / "graph.jsonld")
    turtle = rdflib.Graph().parse(folder / "graph.ttl", format="turtle")
    return turtle, rdflib.Graph().parse(folder / "graph.jsonld", format="json-ld")


def test_turtle_and_json_ld_say_the_same(tables: GraphTables, tmp_path: Path) -> None:
    turtle, jsonld = _parse(tables, tmp_path)
    assert len(turtle) > 200  # type: ignore[arg-type]
    assert set(turtle) == set(jsonld)  # type: ignore[call-overload]


@pytest.mark.parametrize(("body", "day", "expected"), [
    ("清河县卫生健康局", "2022-06-01", [("那顺孟和", "局长", "2021-01-03", "2023-01-01")]),
    ("清河县卫生健康局", "2021-01-03", [("那顺孟和", "局长", "2021-01-03", "2023-01-01")]),
    ("清河县卫生健康局", "2023-01-02", []),
    ("清河县", "2022-06-01", []),
])  # fmt: skip
def test_sparql_tells_who_held_which_post_on_a_day(
    tables: GraphTables, tmp_path: Path, body: str, day: str, expected: list[tuple[str, ...]]
) -> None:
    graph, _ = _parse(tables, tmp_path)
    bound = {"body": rdflib.Literal(body), "day": rdflib.Literal(day, datatype=rdflib.XSD.date)}
    rows = list(graph.query(TENURES, initBindings=bound))  # type: ignore[attr-defined]
    assert sorted({tuple(map(str, row[:4])) for row in rows}) == expected
    assert {str(row.text) for row in rows} == ({"局长那顺孟和说：“好”。"} if expected else set())


def test_names_numbers_and_dates_come_back(
    tables: GraphTables, tmp_path: Path, names: dict[str, str]
) -> None:
    graph, _ = _parse(tables, tmp_path)
    people = graph.query("SELECT ?p ?name WHERE { ?p a schema:Person ; schema:name ?name }")  # type: ignore[attr-defined]
    assert {str(row.p).removeprefix("urn:kg:entity:"): str(row.name) for row in people} == names
    query = """SELECT ?s ?t ?kind ?count ?weight ?first WHERE {
        ?e a kg:Edge ; kg:source ?s ; kg:target ?t ; kg:kind ?kind ; kg:count ?count ; kg:weight ?weight .
        OPTIONAL { ?e kg:firstStated ?first } }"""
    found = {
        tuple(cell.toPython() if cell is not None else None for cell in row) for row in graph.query(query)
    }  # type: ignore[attr-defined]
    name = "urn:kg:entity:"
    assert {
        (str(s), str(t), kind, count, weight, str(day) if day else None)
        for s, t, kind, count, weight, day in found
    } == {(name + e.source, name + e.target, e.kind, e.count, e.weight, e.first_date) for e in tables.edges}
    assert {type(row[3]) for row in found} == {int}
    assert {type(row[4]) for row in found} == {float}


def test_a_former_post_has_no_interval(tables: GraphTables, tmp_path: Path) -> None:
    graph, _ = _parse(tables, tmp_path)
    query = 'SELECT ?m ?i WHERE { ?m kg:qualifier "原" OPTIONAL { ?m org:memberDuring ?i } }'
    assert [row.i for row in graph.query(query)] == [None]  # type: ignore[attr-defined]


def test_places_have_their_position(tables: GraphTables, tmp_path: Path) -> None:
    query = """SELECT ?name ?north ?east WHERE {
      ?place schema:name ?name ; schema:geo [ schema:latitude ?north ; schema:longitude ?east ] .
      FILTER(?north > 37.0 && ?east < 116.0) }"""
    for graph in _parse(tables, tmp_path):
        rows = [tuple(value.toPython() for value in row) for row in graph.query(query)]  # type: ignore[attr-defined]
        assert rows == [("清河县", 37.068, 115.669)]
