"""The picture: well-formed, within its sheet, nothing on top of another."""

import struct
from itertools import combinations
from math import hypot
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kg.export.png import write_png
from kg.export.svg import write_svg
from kg.graph.picture import LONGEST_NAME, MOST_NODES, Picture, draw_picture, place_captions
from kg.model import Edge, Entity
from kg.store.tables import Tables

SVG = "{http://www.w3.org/2000/svg}"


def _crowd(count: int) -> Tables:
    entities = tuple(Entity(f"per-{n:04}", "PER", f"人{n}", (), 1) for n in range(count))
    edges = tuple(
        Edge(entities[n].id, entities[n // 3].id, "sentence", 1, 0.5, None, None) for n in range(1, count)
    )
    return Tables((), (), (), entities, (), (), edges)


def _draw(tables: Tables) -> Picture:
    return draw_picture(tables.entities, tables.edges)


def test_the_file_is_svg_with_chinese_names_and_their_ends(tables: Tables, tmp_path: Path) -> None:
    write_svg(tables, tmp_path / "graph.svg")
    root = ET.parse(tmp_path / "graph.svg").getroot()
    assert root.tag == f"{SVG}svg"
    texts = [element.text or "" for element in root.iter(f"{SVG}text")]
    assert {"那顺孟和", "]]> <!-- 注 …", "清河县卫生健康局局长"} <= set(texts)
    assert max(map(len, texts)) == LONGEST_NAME
    assert "Microsoft YaHei" in (root.get("font-family") or "")
    assert len(list(root.iter(f"{SVG}path"))) == sum(e.kind != "article" for e in tables.edges)


def test_pixels_show_what_the_drawing_holds(tables: Tables, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py", reason="the extra kg[exports] is not installed")
    write_png(tables, tmp_path / "graph.png")
    content = (tmp_path / "graph.png").read_bytes()
    assert content.startswith(b"\x89PNG\r\n")
    picture = _draw(tables)
    width, height = struct.unpack(">II", content[16:24])
    assert (width, height) == (2 * round(picture.width), 2 * round(picture.height))
    bare = Tables((), (), (), tables.entities, (), (), ())
    write_png(bare, tmp_path / "bare.png")
    assert len(content) > 4 * (tmp_path / "bare.png").stat().st_size, "nodes and names are drawn"


def test_nodes_stand_apart_on_the_sheet() -> None:
    picture = _draw(_crowd(MOST_NODES + 40))
    assert len(picture.dots) <= MOST_NODES
    for dot in picture.dots:
        assert dot.radius < dot.x < picture.width - dot.radius
        assert dot.radius < dot.y < picture.height - dot.radius
    for one, other in combinations(picture.dots, 2):
        assert hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius


def test_names_hide_neither_dots_nor_names() -> None:
    picture = _draw(_crowd(80))
    names = place_captions(picture)
    assert len(names) > 40
    for one, other in combinations(names, 2):
        same_row = abs(one.y - other.y) < (one.size + other.size) * 0.5
        assert not (same_row and abs(one.x - other.x) < one.size)


def test_a_build_without_edges_gives_an_empty_sheet(tmp_path: Path) -> None:
    lonely = Tables((), (), (), (Entity("per-1", "PER", "甲"),), (), (), ())
    write_svg(lonely, tmp_path / "graph.svg")
    assert not list(ET.parse(tmp_path / "graph.svg").getroot().iter(f"{SVG}circle"))
