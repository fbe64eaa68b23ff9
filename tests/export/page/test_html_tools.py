"""Filters, neighborhoods, paths, tables and saved files of the graph page, in Chromium."""

import csv
import io
from collections.abc import Callable
from datetime import date
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
    town.page.get_by_text("最短路径…").click()
    town.pick("青山市水利局")
    assert town.counts()[0] == 5
    assert "相隔 4 步" in town.page.inner_text(".banner")
    steps = town.page.locator("#card .path > li")
    assert [line.split("\n")[0] for line in steps.all_inner_texts()] == [
        "临河县",
        "王小红",
        "李敏",
        "张国庆",
        "青山市水利局",
    ]
    assert steps.nth(1).locator("blockquote p").inner_text() == "李敏采访了王小红。"
    route = town.page.url.split("#")[1]
    town.open(route)
    assert town.counts()[0] == 5
    town.page.keyboard.press("Escape")
    assert town.counts()[0] == 9


def test_no_path_is_said_to_be_none(town: Any) -> None:
    town.pick("赵无名")
    town.page.get_by_text("最短路径…").click()
    town.pick("张国庆")
    assert "没有路径" in town.page.inner_text(".banner")


def test_dates_narrow_the_relations_and_what_they_join(town: Any) -> None:
    days = {day: (date.fromisoformat(day) - date(1970, 1, 1)).days for day in ("2022-05-07", "2023-06-06")}
    town.page.get_by_role("slider", name="起始日期").fill(str(days["2022-05-07"]))
    assert town.page.locator(".ends").inner_text().split() == ["2022-05-07", "2023-06-08"]
    assert town.counts() == [4, 3]
    town.page.get_by_role("slider", name="截止日期").fill(str(days["2023-06-06"]))
    assert town.counts() == [2, 1]
    route = town.page.url.split("#")[1]
    assert "from=2022-05-07" in route
    town.open(route)
    assert town.counts() == [2, 1]
    town.page.get_by_text("恢复默认").click()
    assert town.counts() == [9, 9]


def test_bars_count_articles_over_time_to_scale(town: Any) -> None:
    bars = town.page.locator(".bars i")
    counts = {bar.get_attribute("title"): int(bar.get_attribute("data-count")) for bar in bars.all()}
    assert counts == {
        "2021-03：2 篇": 2, "2021-04：1 篇": 1, "2022-05：2 篇": 2, "2023-06：2 篇": 2,
    }  # fmt: skip
    boxes = [bar.bounding_box() for bar in bars.all()]
    assert boxes[0]["height"] == 2 * boxes[1]["height"]
    assert boxes[1]["x"] - boxes[0]["x"] < 0.1 * (boxes[2]["x"] - boxes[1]["x"])


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
    saved = town.save("图片（PNG）")
    assert saved.suggested_filename == "青山日报.png"
    content = saved.path().read_bytes()
    assert content.startswith(b"\x89PNG")
    box = town.page.locator("#canvas").bounding_box()
    assert int.from_bytes(content[16:20]) >= box["width"]
    assert len(content) > 10_000


def test_the_picture_is_saved_as_svg(town: Any) -> None:
    drawing = ElementTree.fromstring(town.save("矢量图（SVG）").path().read_text("utf-8"))
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
    town.page.locator("#sheet header").get_by_role("button", name="关系", exact=True).click()
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
    assert rows[0][:3] == ["起点", "关系", "终点"]
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
    ElementTree.fromstring(view.save("矢量图（SVG）").path().read_text("utf-8"))
