"""Graph formats as the programs on the other side read them."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from kg.export.colors import COLORS
from kg.export.formats import FORMATS, write_format
from kg.export.gexf import NAMESPACE
from kg.export.tables import GraphTables
from kg.graph.kinds import UNDIRECTED

Read = Callable[[str, Path], dict[str, Any]]


def _written(name: str, tables: GraphTables, folder: Path) -> Path:
    path = folder / FORMATS[name].file
    write_format(name, tables, path)
    return path


def _ordered(tables: GraphTables) -> list[tuple[str, str, str, int, float]]:
    return sorted((e.source, e.target, e.kind, e.count, e.weight) for e in tables.edges)


@pytest.mark.parametrize("name", ["graphml", "gexf", "cytoscape"])
def test_javascript_sees_the_same_graph(
    tables: GraphTables, tmp_path: Path, read_in_node: Read, names: dict[str, str], name: str
) -> None:
    found = read_in_node(name, _written(name, tables, tmp_path))
    called = {node["id"]: node["data"]["label" if name == "gexf" else "name"] for node in found["nodes"]}
    assert set(called) == set(tables.names)
    for id_, text in names.items():
        expected = text if name != "graphml" or id_ != "per-spaces" else " 前后 "
        if name == "graphml":  # XML readers take every line break of a text as a line feed
            expected = expected.replace("\r\n", "\n")
        assert called[id_] == expected, id_
    edges = found["edges"]
    assert all(edge["id"] for edge in edges)
    assert sorted(
        (e["source"], e["target"], e["data"]["kind"], e["data"]["count"], e["data"]["weight"]) for e in edges
    ) == _ordered(tables)
    assert all(isinstance(e["data"][key], (int, float)) for e in edges for key in ("count", "weight"))
    assert {type(node["data"]["mentions"]) for node in found["nodes"]} == {int}


def test_gexf_tells_directed_from_undirected_edges(
    tables: GraphTables, tmp_path: Path, read_in_node: Read
) -> None:
    for edge in read_in_node("gexf", _written("gexf", tables, tmp_path))["edges"]:
        assert edge["directed"] == (edge["data"]["kind"] not in UNDIRECTED)


def test_gexf_tells_how_nodes_look(tables: GraphTables, tmp_path: Path, read_in_node: Read) -> None:
    nodes = {n["id"]: n["data"] for n in read_in_node("gexf", _written("gexf", tables, tmp_path))["nodes"]}
    red, green, blue = bytes.fromhex(COLORS["LOC"][1:])
    assert nodes["loc-1"]["color"] == f"rgb({red},{green},{blue})"
    assert nodes["loc-1"]["size"] > nodes["org-1"]["size"] >= 9
    assert len({(node["x"], node["y"]) for node in nodes.values()}) == len(nodes)


def test_gexf_has_the_days_on_which_things_are_told(
    tables: GraphTables, tmp_path: Path, read_in_node: Read
) -> None:
    path = _written("gexf", tables, tmp_path)
    space = {"g": NAMESPACE}
    root = ET.parse(path).getroot()
    graph = root.find("g:graph", space)
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    spells = {
        element.get("id"): [
            (spell.get("start"), spell.get("end")) for spell in element.iter(f"{{{NAMESPACE}}}spell")
        ]
        for tag in ("node", "edge")
        for element in root.iter(f"{{{NAMESPACE}}}{tag}")
    }
    assert spells["per-plain"] == [("2021-01-03", "2024-03-05")]
    assert spells["org-1"] == [("2021-01-03", "2021-01-03")]
    by_kind = {(e["source"], e["target"], e["data"]["kind"]): e for e in read_in_node("gexf", path)["edges"]}
    held = by_kind["per-plain", "title-1", "holds"]
    assert spells[held["id"]] == [("2021-01-03", "2023-01-01")]
    assert (held["data"]["first_date"], held["data"]["last_date"]) == ("2021-01-03", "2023-01-01")
    assert spells[by_kind["loc-1", "per-plain", "article"]["id"]] == [], "an undated edge is always there"


def test_a_spell_of_an_edge_lies_within_those_of_its_ends(tables: GraphTables) -> None:
    for edge in tables.edges:
        if edge.first_date and edge.last_date:
            for end in (edge.source, edge.target):
                first, last = tables.spells[end]
                assert first <= edge.first_date <= edge.last_date <= last


@pytest.mark.parametrize("name", ["graphml", "gexf", "cytoscape"])
def test_javascript_sees_positions_as_numbers(
    tables: GraphTables, tmp_path: Path, read_in_node: Read, name: str
) -> None:
    found = read_in_node(name, _written(name, tables, tmp_path))
    nodes = {node["id"]: node["data"] for node in found["nodes"]}
    assert (nodes["loc-1"]["latitude"], nodes["loc-1"]["longitude"]) == (37.068, 115.669)
    assert not any("latitude" in nodes[id_] for id_ in nodes if id_ != "loc-1")
    assert (nodes["loc-1"]["level"], nodes["org-1"]["kind"]) == (3, "state")


def test_gephi_tables_hold_positions_under_the_names_of_its_map_layouts(
    tables: GraphTables, tmp_path: Path
) -> None:
    rows = {row["Id"]: row for row in _csv(_written("gephi", tables, tmp_path) / "nodes.csv", "utf-8-sig")}
    assert (rows["loc-1"]["latitude"], rows["loc-1"]["longitude"]) == ("37.068", "115.669")
    assert rows["org-1"]["latitude"] == ""


def test_node_link_json_gives_the_graph_itself(tables: GraphTables, tmp_path: Path) -> None:
    value = json.loads(_written("nodelink", tables, tmp_path).read_text("utf-8"))
    back = nx.node_link_graph(value, edges="edges")
    assert isinstance(back, nx.MultiDiGraph)
    assert dict(back.nodes(data=True)) == dict(tables.graph.nodes(data=True))
    assert list(back.edges(keys=True, data=True)) == list(tables.graph.edges(keys=True, data=True))


def test_cytoscape_has_places_and_lists(tables: GraphTables, tmp_path: Path, read_in_node: Read) -> None:
    found = read_in_node("cytoscape", _written("cytoscape", tables, tmp_path))
    nodes = {node["id"]: node for node in found["nodes"]}
    assert nodes["loc-1"]["data"]["aliases"] == ["清河"]
    assert len({(node["place"]["x"], node["place"]["y"]) for node in nodes.values()}) == len(nodes)
    assert not any("parent" in node["data"] for node in nodes.values()), "parent would draw boxes"


def _csv(path: Path, encoding: str) -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def test_gephi_tables(tables: GraphTables, tmp_path: Path, names: dict[str, str]) -> None:
    folder = _written("gephi", tables, tmp_path)
    nodes, edges = _csv(folder / "nodes.csv", "utf-8-sig"), _csv(folder / "edges.csv", "utf-8-sig")
    assert list(nodes[0])[:2] == ["Id", "Label"]
    assert list(edges[0])[:3] == ["Source", "Target", "Type"]
    labels = {row["Id"]: row["Label"] for row in nodes}
    assert labels["per-formula"] == "＝cmd|' /C calc'!A0"
    assert (labels["per-plus"], labels["per-at"]) == ("＋1-2", "＠SUM(A1)")
    same = set(names) - {"per-formula", "per-plus", "per-at"}
    assert {id_: labels[id_] for id_ in same} == {id_: names[id_] for id_ in same}
    assert not any(cell[:1] in "=@\t" for row in nodes for cell in row.values() if cell)
    assert {row["Type"] for row in edges if row["Kind"] in UNDIRECTED} == {"Undirected"}
    assert {row["Type"] for row in edges if row["Kind"] not in UNDIRECTED} == {"Directed"}
    told = sorted((r["Source"], r["Target"], r["Kind"], int(r["Count"]), float(r["Weight"])) for r in edges)
    assert told == _ordered(tables)


def test_the_build_of_the_same_tables_gives_the_same_bytes(tables: GraphTables, tmp_path: Path) -> None:
    stable = [name for name in FORMATS if name != "duckdb"]
    for turn in ("a", "b"):
        (tmp_path / turn).mkdir()
        for name in stable:
            _written(name, tables, tmp_path / turn)
    files = {turn: sorted((tmp_path / turn).rglob("*")) for turn in ("a", "b")}
    assert len(files["a"]) > len(stable)
    for one, other in zip(files["a"], files["b"], strict=True):
        assert one.is_dir() or one.read_bytes() == other.read_bytes(), one.name
