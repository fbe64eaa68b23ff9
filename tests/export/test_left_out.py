"""Files of the graph hold its strongest part, and say inside what they left out."""

import json
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import igraph
import networkx as nx
import pytest

from kg.errors import ConfigError
from kg.export.formats import FORMATS, export
from kg.export.gexf import NAMESPACE
from kg.export.graphml import write_graph
from kg.export.page import format_html
from kg.export.stored import StoredTables, read_graph_tables
from kg.graph.measures import measure_nodes
from tests.export.conftest import build_rows

OF_GRAPH = [name for name, exporter in FORMATS.items() if exporter.holds == "graph"]
ADVICE = "kg export {} OUT --most-edges 0"


def told(path: Path) -> str:
    """Return all the text of an exported file or folder."""
    files = sorted(path.rglob("*.*")) if path.is_dir() else [path]
    return "\n".join(file.read_text("utf-8") for file in files)


@pytest.mark.parametrize("name", OF_GRAPH)
def test_a_file_says_what_it_leaves_out_and_how_to_get_it(finished: Path, tmp_path: Path, name: str) -> None:
    whole = len(build_rows()["edges"])
    text = told(export(name, finished, tmp_path / "graph", most_edges=3))
    assert f"3 of {whole} edges" in text
    assert ADVICE.format(name) in text


@pytest.mark.parametrize("name", OF_GRAPH)
@pytest.mark.parametrize("most", [0, 1000, None])
def test_a_whole_graph_says_nothing(finished: Path, tmp_path: Path, name: str, most: int | None) -> None:
    assert "--most-edges" not in told(export(name, finished, tmp_path / "graph", most_edges=most))


def test_networkx_and_igraph_read_a_part(finished: Path, tmp_path: Path) -> None:
    path = export("graphml", finished, tmp_path / "graph.graphml", most_edges=3)
    known, other = nx.read_graphml(path, force_multigraph=True), igraph.Graph.Read_GraphML(str(path))
    assert (known.number_of_edges(), other.ecount()) == (3, 3)
    assert {"title-1", "org-1", "per-plain"} <= set(known) == set(other.vs["id"])
    assert all(degree for _, degree in known.degree())


def test_measures_of_a_part_are_those_of_the_whole(
    finished: Path, tables: StoredTables, tmp_path: Path
) -> None:
    path = export("graphml", finished, tmp_path / "graph.graphml", most_edges=3)
    measures = measure_nodes(tables.edges)
    for id_, known in nx.read_graphml(path, force_multigraph=True).nodes(data=True):
        assert (known["degree"], known["strength"]) == measures[id_]


def test_a_note_stands_before_all_else_of_a_graphml_file(tmp_path: Path) -> None:
    """Gephi takes a key for the graph itself for a fault; a desc it passes over."""
    write_graph(nx.MultiDiGraph([("a", "b")]), tmp_path / "graph.graphml", "部分 <b> & \x00")
    root = ET.parse(tmp_path / "graph.graphml").getroot()
    assert (root[0].tag.rpartition("}")[2], root[0].text) == ("desc", "部分 <b> & \ufffd")
    assert {key.get("for") for key in root.iter() if key.tag.endswith("key")} <= {"node", "edge"}


def test_gexf_node_link_and_cytoscape_have_a_place_for_it(finished: Path, tmp_path: Path) -> None:
    meta = ET.parse(export("gexf", finished, tmp_path / "gexf", most_edges=3)).find(f"{{{NAMESPACE}}}meta")
    assert meta is not None
    assert "3 of" in meta.findtext(f"{{{NAMESPACE}}}description", "")
    link = json.loads(export("nodelink", finished, tmp_path / "link", most_edges=3).read_text("utf-8"))
    assert "3 of" in nx.node_link_graph(link, edges="edges").graph["left_out"]
    scape = json.loads(export("cytoscape", finished, tmp_path / "scape", most_edges=3).read_text("utf-8"))
    assert "3 of" in scape["data"]["left_out"]


@pytest.mark.parametrize("name", ["sqlite", "turtle", "notes", "svg"])
def test_a_format_without_a_limit_takes_none(finished: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match=f"'{name}' has no limit.*graphml, gexf"):
        export(name, finished, tmp_path / "graph", most_edges=3)


@pytest.mark.parametrize(("given", "edges"), [(None, 3), (2, 2), (0, 23)])
def test_an_export_holds_as_many_edges_as_the_build_unless_told(
    finished: Path, given: int | None, edges: int
) -> None:
    (finished / "run.json").write_text(json.dumps({"configuration": {"most_edges": 3}}), "utf-8")
    tables = read_graph_tables(finished, given)
    with closing(tables.store):
        assert tables.graph.number_of_edges() == edges


def test_the_page_counts_the_whole(finished: Path) -> None:
    tables = read_graph_tables(finished, 3)
    with closing(tables.store):
        html = format_html(tables.graph, tables.shown.part.edges, {}, title="一", totals=(40, 90))
    assert '"totals":{"nodes":40,"edges":90' in html
