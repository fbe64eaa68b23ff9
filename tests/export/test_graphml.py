"""GraphML that reads back in other programs."""

from pathlib import Path
from xml.etree import ElementTree as ET

import igraph
import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.export.graphml import NAMESPACE, write_graph
from kg.graph.building import build_graph
from kg.model import Edge, Entity
from kg.store.clean import clean_xml

AWKWARD = [
    ("那顺孟和", "那顺孟和"),
    ("控\x0b制\x00符\x1f", "控\ufffd制\ufffd符\ufffd"),
    ("孤\ud800立\udfff", "孤\ufffd立\ufffd"),
    ("非字符\ufffe\uffff\ufdd0\U0001ffff", "非字符\ufffd\ufffd\ufffd\ufffd"),
    ('<标签> & "引号" \'', '<标签> & "引号" \''),
    ("]]> <!-- 注 -->", "]]> <!-- 注 -->"),
    ("𠮷野家\U00020bb7", "𠮷野家\U00020bb7"),
    ("制表\t换行\n尾", "制表\t换行\n尾"),
    ("\u202e反向\u200b零宽", "\u202e反向\u200b零宽"),
    ("\x7f\x85", "\x7f\x85"),
]


def graph_of(name: str) -> "nx.MultiDiGraph[str]":
    entities = [
        Entity("per-1", "PER", name, (name,), 3),
        Entity("loc-1", "LOC", "青岛市", ("青岛",), 1, "370200", parent="loc-2"),
    ]
    edges = [
        Edge("loc-1", "per-1", "sentence", 2, 0.5, "2024-01-01", None),
        Edge("loc-1", "per-1", "article", 1, -0.25, None, None),
    ]
    return build_graph(entities, edges)


@pytest.mark.parametrize(("name", "cleaned"), AWKWARD)
def test_networkx_reads_it_back(tmp_path: Path, name: str, cleaned: str) -> None:
    path = tmp_path / "graph.graphml"
    write_graph(graph_of(name), path)
    back = nx.read_graphml(path, force_multigraph=True)
    assert back.nodes["per-1"]["name"] == cleaned
    assert back.nodes["loc-1"]["code"] == "370200"
    assert sorted(a["kind"] for *_, a in back.edges(data=True)) == ["article", "sentence"]


@pytest.mark.parametrize(("name", "cleaned"), AWKWARD)
def test_igraph_reads_it_back(tmp_path: Path, name: str, cleaned: str) -> None:
    path = tmp_path / "graph.graphml"
    write_graph(graph_of(name), path)
    back = igraph.Graph.Read_GraphML(str(path))
    assert (back.vcount(), back.ecount()) == (2, 2)
    assert dict(zip(back.vs["id"], back.vs["name"], strict=True))["per-1"] == cleaned


def test_numbers_stay_numbers(tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    write_graph(graph_of("甲"), path)
    back = nx.read_graphml(path, force_multigraph=True)
    node, edge = back.nodes["per-1"], next(a for *_, a in back.edges(data=True) if a["kind"] == "sentence")
    assert (node["mentions"], node["degree"], node["strength"]) == (3, 1, 0.5)
    assert (edge["count"], edge["weight"], edge["first_date"]) == (2, 0.5, "2024-01-01")
    assert [type(edge[key]) for key in ("count", "weight", "first_date")] == [int, float, str]


def test_each_attribute_has_one_type(tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    write_graph(graph_of("甲"), path)
    keys = [line for line in path.read_text("utf-8").splitlines() if "<key " in line]
    names = [
        (line.split('for="')[1].split('"')[0], line.split('attr.name="')[1].split('"')[0]) for line in keys
    ]
    assert len(names) > 10
    assert len(set(names)) == len(names)


def test_gephi_shows_the_name_beside_a_node(tmp_path: Path) -> None:
    """Gephi asks its table of known keys for the id of a key, then for its name; later values win."""
    taken = {"label", "d3", "x", "y", "z", "xpos", "ypos", "size", "r", "g", "b", "color"}
    write_graph(graph_of("甲"), tmp_path / "graph.graphml")
    root = ET.parse(tmp_path / "graph.graphml").getroot()
    keys = {key.get("id"): key.get("attr.name") for key in root.iter(f"{{{NAMESPACE}}}key")}
    as_label = {id_ for id_, name in keys.items() if {id_, name} & taken}
    assert {keys[id_] for id_ in as_label} == {"label", "name"}
    node = next(node for node in root.iter(f"{{{NAMESPACE}}}node") if node.get("id") == "per-1")
    shown = [data.text for data in node if data.get("key") in as_label]
    assert shown == ["PER", "甲"], "the last one stays"
    told = {keys[data.get("key")]: data.text for data in node}
    assert told["category"] == "PER", "a column of its own"


def test_positions_are_numbers(tmp_path: Path) -> None:
    place = Entity("loc-1", "LOC", "清河县", latitude=37.068, longitude=115.669)
    write_graph(build_graph([place, Entity("per-1", "PER", "甲")], []), tmp_path / "graph.graphml")
    back = nx.read_graphml(tmp_path / "graph.graphml").nodes["loc-1"]
    assert (back["latitude"], back["longitude"]) == (37.068, 115.669)
    vertices = igraph.Graph.Read_GraphML(str(tmp_path / "graph.graphml")).vs
    assert vertices["latitude"][0] == 37.068
    assert vertices["latitude"][1] != vertices["latitude"][1], "no position is no number"


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_graph(graph_of("甲"), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_the_graph_itself_is_not_changed(tmp_path: Path) -> None:
    graph = graph_of("控\x0b制")
    write_graph(graph, tmp_path / "graph.graphml")
    assert graph.nodes["per-1"]["name"] == "控\x0b制"
    assert all("id" not in attributes for *_, attributes in graph.edges(data=True))


@pytest.mark.parametrize("node", ["", " ", "\n"])
def test_an_empty_id_is_refused(tmp_path: Path, node: str) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node(node)
    with pytest.raises(ValueError, match="is empty"):
        write_graph(graph, tmp_path / "graph.graphml")


def test_ids_that_fall_together_are_refused(tmp_path: Path) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(["甲\x0b", "甲\x0c"])
    with pytest.raises(ValueError, match="not unique"):
        write_graph(graph, tmp_path / "graph.graphml")


@pytest.mark.parametrize("value", [["a"], {"a": 1}, ("a",), {"a"}])
def test_what_graphml_can_not_type_is_refused(tmp_path: Path, value: object) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("甲", aliases=value)
    with pytest.raises(TypeError, match="aliases"):
        write_graph(graph, tmp_path / "graph.graphml")


def test_whole_and_other_numbers_of_one_attribute_share_a_type(tmp_path: Path) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("甲", x=1, weight=2)
    graph.add_node("乙", x=0.5, weight=1)
    graph.add_edge("甲", "乙", weight=0.5)
    write_graph(graph, tmp_path / "graph.graphml")
    back = igraph.Graph.Read_GraphML(str(tmp_path / "graph.graphml"))
    assert (back.vs["x"], back.vs["weight"], back.es["weight"]) == ([1.0, 0.5], [2.0, 1.0], [0.5])


def test_none_is_left_out_and_an_empty_graph_is_written(tmp_path: Path) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    write_graph(graph, tmp_path / "empty.graphml")
    assert nx.read_graphml(tmp_path / "empty.graphml").number_of_nodes() == 0
    graph.add_node("甲", code=None, name="甲")
    write_graph(graph, tmp_path / "one.graphml")
    assert dict(nx.read_graphml(tmp_path / "one.graphml").nodes["甲"]) == {"name": "甲"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec=None), min_size=1))
def test_any_text_gives_a_file_that_reads_back(tmp_path: Path, text: str) -> None:
    path = tmp_path / "graph.graphml"
    write_graph(graph_of(text), path)
    kept = nx.read_graphml(path, force_multigraph=True).nodes["per-1"].get("name", "")
    assert kept.replace("\n", "\r") == clean_xml(text).replace("\r\n", "\r").replace("\n", "\r")
