"""Filters, neighborhoods, paths, tables and saved files of the graph page, in Chromium."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import networkx as nx

CARD = "#card h1"
Show = Callable[[str], Any]


def test_the_neighborhood_of_a_node_and_back(town: Any) -> None:
    town.pick("王小红")
    town.page.get_by_role("button", name="1 步").click()
    assert town.counts()[0] == 3
    assert "王小红" in town.page.inner_text(".banner")
    town.page.get_by_role("button", name="2 步").click()
    assert town.counts()[0] == 5
    town.page.get_by_role("button", name="返回全图").click()
    assert town.counts() == [9, 9]


def test_the_back_button_leaves_a_neighborhood(town: Any) -> None:
    town.pick("王小红")
    town.page.keyboard.press("f")
    assert town.counts()[0] == 3
    town.page.go_back()
    assert town.counts()[0] == 9
    assert town.page.inner_text(CARD) == "王小红"


def test_the_shortest_path_of_two_nodes(town: Any) -> None:
    town.pick("临河县")
    town.page.get_by_text("到此的最短路径").click()
    town.pick("青山市水利局")
    assert town.counts()[0] == 5
    assert "4 步" in town.page.inner_text(".banner")
    route = town.page.url.split("#")[1]
    town.open(route)
    assert town.counts()[0] == 5
    town.page.keyboard.press("Escape")
    assert town.counts()[0] == 9


def test_no_path_is_said_to_be_none(town: Any) -> None:
    town.pick("赵无名")
    town.page.get_by_text("到此的最短路径").click()
    town.pick("张国庆")
    assert "没有路径" in town.page.inner_text(".banner")


def test_dates_narrow_the_relations(town: Any) -> None:
    assert town.page.locator(".bars i").count() > 1
    town.page.get_by_label("起", exact=True).fill("4")
    assert "2022-05-07" in town.page.locator(".slider", has_text="起").last.inner_text()
    assert town.counts() == [9, 3]
    town.page.get_by_text("恢复默认").click()
    assert town.counts() == [9, 9]


def test_weak_relations_are_left_out(town: Any) -> None:
    town.page.get_by_role("slider", name="共现强度不低于").fill("0.65")
    assert town.counts()[1] == 3


def test_fewly_joined_nodes_are_left_out(town: Any) -> None:
    town.page.get_by_role("slider", name="关联对象不少于").fill("3")
    assert town.counts()[0] == 3
    town.open(town.page.url.split("#")[1])
    assert town.counts()[0] == 3


def test_a_community_alone_and_back(town: Any) -> None:
    town.pick("王小红")
    town.page.get_by_text("只看所在社群").click()
    assert 0 < town.counts()[0] < 8
    assert "社群" in town.page.inner_text(".banner")
    shown = town.counts()
    town.open(town.page.url.split("#")[1])
    assert town.counts() == shown
    town.page.get_by_role("button", name="返回全图").click()
    assert town.counts() == [9, 9]


def test_the_picture_is_saved_as_png(town: Any) -> None:
    with town.page.expect_download() as download:
        town.page.get_by_role("button", name="保存图片（PNG）").click()
    saved = download.value
    assert saved.suggested_filename == "青山日报.png"
    assert saved.path().read_bytes().startswith(b"\x89PNG")


def test_the_picture_is_saved_as_svg(town: Any) -> None:
    with town.page.expect_download() as download:
        town.page.get_by_role("button", name="保存矢量图（SVG）").click()
    drawing = ElementTree.fromstring(download.value.path().read_text("utf-8"))
    tags = [element.tag.rpartition("}")[2] for element in drawing.iter()]
    assert tags.count("line") == 9
    assert tags.count("circle") == 4
    assert "张国庆" in [element.text for element in drawing.iter()]


def test_the_table_sorts_filters_and_picks(town: Any) -> None:
    town.page.keyboard.press("t")
    rows = town.page.locator("#sheet tbody tr")
    assert rows.count() == 9
    town.page.locator("#sheet th button", has_text="名称").click()
    assert town.page.locator("#sheet tbody td:first-child").first.inner_text() == "李敏"
    town.page.get_by_label("在表中筛选").fill("市水利")
    assert rows.count() == 2
    town.page.get_by_label("在表中筛选").fill("")
    town.page.locator("#sheet header").get_by_role("button", name="关系").click()
    assert rows.count() == 9
    town.page.locator("#sheet tbody tr", has_text="同句出现").filter(has_text="王小红").first.get_by_role(
        "button"
    ).click()
    assert town.page.locator("#sheet").is_hidden()
    assert "王小红" in town.page.inner_text(CARD)
    town.page.go_back()
    assert town.page.locator("#sheet").is_visible()
    town.page.keyboard.press("Escape")
    assert town.page.locator("#sheet").is_hidden()


def test_the_table_is_copied_and_saved(town: Any) -> None:
    town.open("table=edges&hide=LOC")
    town.page.get_by_text("复制到电子表格").click()
    town.page.get_by_text("已复制").wait_for()
    with town.page.expect_download() as download:
        town.page.get_by_text("保存 CSV").click()
    text = download.value.path().read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][:3] == ["起", "关系", "止"]
    assert ["张国庆", "任职", "青山市水利局局长", "2", "0.6", "2021-03-01", "2021-03-01"] in rows
    assert len(rows) == 1 + town.counts()[1]


def test_what_is_shown_is_saved_as_graphml(town: Any) -> None:
    town.open("table=nodes&hide=LOC")
    with town.page.expect_download() as download:
        town.page.get_by_text("保存 GraphML").click()
    graph = nx.read_graphml(download.value.path())
    names = {known["name"]: id_ for id_, known in graph.nodes(data=True)}
    assert len(names) == 7
    assert graph.has_edge(names["张国庆"], names["青山市水利局局长"])
    assert graph.nodes[names["张国庆"]]["mentions"] == 3


def test_hostile_texts_survive_in_saved_files(show: Show, hostile_html: str) -> None:
    view = show(hostile_html)
    page = view.open("table=nodes")
    with page.expect_download() as download:
        page.get_by_text("保存 GraphML").click()
    assert len(nx.read_graphml(download.value.path())) == 18
    with page.expect_download() as download:
        page.get_by_text("保存 CSV").click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_bytes().decode("utf-8-sig"))))
    assert {len(row) for row in rows} == {7}
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell]
    page.keyboard.press("Escape")
    with page.expect_download() as download:
        page.get_by_role("button", name="保存矢量图（SVG）").click()
    ElementTree.fromstring(download.value.path().read_text("utf-8"))


def test_five_thousand_nodes_open_and_answer(show: Show, large_html: str) -> None:
    view = show(large_html)
    page = view.open()
    assert view.counts() == [3000, 14985]
    assert "5,000" in page.inner_text("#panel .note")
    assert view.find("赵燕4999") == ["赵燕4999"]
    view.pick("赵燕4999")
    assert page.inner_text(CARD) == "赵燕4999"
    assert view.counts()[0] == 3001
    page.get_by_role("button", name="2 步").click()
    assert view.counts()[0] == 11
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.get_by_role("slider", name="最多显示节点").fill("5000")
    page.wait_for_function("document.querySelector('.counts b').textContent.startsWith('5,000')")
    page.keyboard.press("t")
    assert page.locator("#sheet tbody tr").count() == 300
    assert "5,000" in page.inner_text("#sheet .note")
    assert [line for line in view.said if not re.match(r"request: (file|about):", line)] == []


def test_a_page_of_five_thousand_nodes_is_small(large_html: str) -> None:
    assert len(large_html.encode()) < 3_000_000
