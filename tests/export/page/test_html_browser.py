"""The graph page in Chromium, from a file: what a reader does with it, and what texts can't do to it."""

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium or Chrome is installed")

CARD = "#card h1"
QUOTES = "#card blockquote p"
CARD_WIDTH = "parseFloat(getComputedStyle(document.getElementById('card')).width)"
NODES = "JSON.parse(document.getElementById('graph').textContent).nodes"


@dataclass
class View:
    """A page in the browser, with all that it said, asked for and tried."""

    page: Any
    address: str
    said: list[str] = field(default_factory=list)

    def open(self, route: str = "") -> Any:
        """Return the page, opened anew with a # part."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}#{route}")
        return self.page

    def find(self, text: str) -> list[str]:
        """Type into the search box and return the names found."""
        self.page.fill("#search", text)
        names: list[str] = self.page.locator(".hit .name").all_text_contents()
        return names

    def pick(self, text: str) -> None:
        """Pick the first node found."""
        self.page.fill("#search", text)
        self.page.press("#search", "Enter")

    def counts(self) -> list[int]:
        """Return the nodes and edges shown."""
        texts = self.page.locator(".counts b").all_text_contents()
        return [int(re.sub(r"\D", "", text.split("/")[0])) for text in texts]

    def click_middle(self) -> None:
        """Click on the middle of that part of the picture which an open card leaves free."""
        box = self.page.locator("#canvas").bounding_box()
        width = box["width"] - self.page.evaluate(CARD_WIDTH)
        self.page.mouse.click(box["x"] + width / 2, box["y"] + box["height"] / 2)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with api.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def show(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], View]]:
    """A function that opens a page from a file; what the page says, asks for or tries goes to `said`."""
    contexts = []

    def show(html: str) -> View:
        path = tmp_path_factory.mktemp("page") / "图 graph.html"
        path.write_bytes(html.encode("utf-8"))
        context = browser.new_context(
            viewport={"width": 1280, "height": 800}, reduced_motion="reduce", accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        view = View(page, path.as_uri())
        page.on("console", lambda message: view.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: view.said.append(f"error: {error}"))
        page.on("request", lambda request: view.said.append(f"request: {request.url}"))
        page.on("dialog", lambda dialog: (view.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        return view

    yield show
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def view(show: Callable[[str], View], town_html: str) -> View:
    return show(town_html)


@pytest.fixture
def town(view: View) -> Iterator[View]:
    """The town, opened anew; afterwards it has asked for nothing and complained of nothing."""
    view.said.clear()
    view.open()
    yield view
    assert [line for line in view.said if not line.startswith(("request: file:", "request: about:"))] == []
    assert {line for line in view.said if line.startswith("request: file:")} <= {f"request: {view.address}"}


def node_id(view: View, name: str) -> str:
    found: str = view.page.evaluate(f"name => {NODES}.find((node) => node.label === name).id", name)
    return found


def test_the_whole_graph_is_drawn_at_once(town: View) -> None:
    assert town.counts() == [9, 9]
    inked = town.page.evaluate(
        """() => {
          const canvas = document.querySelector("#canvas canvas");
          const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          const colors = new Set();
          for (let at = 0; at < data.length; at += 4)
            if (data[at + 3] === 255) colors.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
          return [...colors];
        }"""
    )
    assert {0x1C6CB0, 0xC9560A, 0x0B8F6B, 0xA0559F} <= set(inked)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("张国庆", "张国庆"),
        ("国庆", "张国庆"),
        ("老张", "张国庆"),
        ("市水利局", "青山市水利局"),
        ("小红", "王小红"),
        ("zhangguoqing", "张国庆"),
        ("zgq", "张国庆"),
        ("Zhang gq", "张国庆"),
        ("slj", "青山市水利局"),
        ("laozhang", "张国庆"),
    ],
)
def test_search_finds_by_name_alias_and_pinyin(town: View, text: str, first: str) -> None:
    assert town.find(text)[0] == first


def test_search_says_when_nothing_is_found(town: View) -> None:
    assert town.find("没有这个人") == []
    assert "没有这个人" in town.page.locator(".hits .note").inner_text()


def test_the_legend_hides_a_label_and_counts(town: View) -> None:
    town.page.get_by_label("地点", exact=True).uncheck()
    assert town.counts()[0] == 7
    assert "0 / 2" in town.page.locator("#panel .row", has_text="地点").first.inner_text()
    town.page.get_by_label("地点", exact=True).check()
    assert town.counts() == [9, 9]


def test_kinds_of_relations_are_switched(town: View) -> None:
    town.page.get_by_label("同篇出现").check()
    assert town.counts() == [9, 10]
    town.page.get_by_label("同句出现").uncheck()
    assert town.counts() == [9, 4]


def test_picking_a_node_opens_its_card_with_its_sentences(town: View) -> None:
    town.pick("张国庆")
    assert town.page.inner_text(CARD) == "张国庆"
    quotes = town.page.locator(QUOTES).all_text_contents()
    assert quotes[0] == "青山市水利局局长张国庆说，水库要守好。"
    assert len(quotes) == 4
    assert town.page.locator("#card mark").first.inner_text() == "张国庆"
    card = town.page.inner_text("#card")
    for text in ("老张", "青山市水利局局长", "2021-03-01", "守好一库清水", "青山日报/2021-03-01.txt"):
        assert text in card


def test_a_click_on_a_node_opens_its_card(town: View) -> None:
    town.open(f"node={node_id(town, '李敏')}")
    town.page.wait_for_selector(CARD)
    town.page.keyboard.press("Escape")
    assert town.page.locator("#card").is_hidden()
    town.click_middle()
    town.page.wait_for_selector(CARD)
    assert town.page.inner_text(CARD) == "李敏"


def test_an_edge_shows_its_sentences_and_escape_closes(town: View) -> None:
    town.pick("张国庆")
    town.page.locator("#card .neighbor", has_text="李敏").locator(".when").click()
    assert town.page.locator(QUOTES).all_text_contents() == ["张国庆会见了记者李敏。"]
    assert set(town.page.locator("#card mark").all_text_contents()) == {"张国庆", "李敏"}
    town.page.keyboard.press("Escape")
    assert town.page.locator("#card").is_hidden()


def test_a_click_on_an_edge_shows_its_sentences(town: View) -> None:
    town.pick("张国庆")
    town.page.locator("#card .neighbor", has_text="李敏").locator(".when").click()
    route = town.page.url.split("#")[1]
    town.open(route)
    town.page.wait_for_selector(QUOTES)
    town.page.keyboard.press("Escape")
    town.click_middle()
    town.page.wait_for_selector(QUOTES)
    assert town.page.locator(QUOTES).all_text_contents() == ["张国庆会见了记者李敏。"]


def test_the_address_restores_what_was_picked_and_filtered(town: View) -> None:
    town.page.get_by_label("地点", exact=True).uncheck()
    town.pick("王小红")
    route = town.page.url.split("#")[1]
    town.open(route)
    assert town.page.inner_text(CARD) == "王小红"
    assert town.counts()[0] == 7


def test_the_back_button_undoes(town: View) -> None:
    town.pick("张国庆")
    town.pick("李敏")
    town.page.go_back()
    assert town.page.inner_text(CARD) == "张国庆"
    town.page.go_back()
    assert town.page.locator("#card").is_hidden()


@pytest.mark.parametrize("route", ["node=none", "edge=a~b~c", "focus=x~9&path=a~b", "weight=x", "%%%"])
def test_a_broken_address_opens_the_page_all_the_same(town: View, route: str) -> None:
    town.open(route)
    assert town.counts()[0] == 9
    assert town.page.locator("#card").is_hidden()


def test_the_page_speaks_english_too(town: View) -> None:
    town.page.get_by_text("English").click()
    assert town.page.get_by_label("People", exact=True).is_checked()
    assert "nodes" in town.page.inner_text(".counts")


def test_the_neighborhood_of_a_node_and_back(town: View) -> None:
    town.pick("王小红")
    town.page.get_by_role("button", name="1 步").click()
    assert town.counts()[0] == 3
    assert "王小红" in town.page.inner_text(".banner")
    town.page.get_by_role("button", name="2 步").click()
    assert town.counts()[0] == 5
    town.page.get_by_role("button", name="返回全图").click()
    assert town.counts() == [9, 9]


def test_the_back_button_leaves_a_neighborhood(town: View) -> None:
    town.pick("王小红")
    town.page.keyboard.press("f")
    assert town.counts()[0] == 3
    town.page.go_back()
    assert town.counts()[0] == 9
    assert town.page.inner_text(CARD) == "王小红"


def test_the_shortest_path_of_two_nodes(town: View) -> None:
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


def test_no_path_is_said_to_be_none(town: View) -> None:
    town.pick("赵无名")
    town.page.get_by_text("到此的最短路径").click()
    town.pick("张国庆")
    assert "没有路径" in town.page.inner_text(".banner")


def test_dates_narrow_the_relations(town: View) -> None:
    assert town.page.locator(".bars i").count() > 1
    town.page.get_by_label("起", exact=True).fill("4")
    assert "2022-05-07" in town.page.locator(".slider", has_text="起").last.inner_text()
    assert town.counts() == [9, 3]
    town.page.get_by_text("恢复默认").click()
    assert town.counts() == [9, 9]


def test_weak_relations_are_left_out(town: View) -> None:
    town.page.get_by_role("slider", name="共现强度不低于").fill("0.65")
    assert town.counts()[1] == 3


def test_fewly_joined_nodes_are_left_out(town: View) -> None:
    town.page.get_by_role("slider", name="关联对象不少于").fill("3")
    assert town.counts()[0] == 3
    town.open(town.page.url.split("#")[1])
    assert town.counts()[0] == 3


def test_a_community_alone_and_back(town: View) -> None:
    town.pick("王小红")
    town.page.get_by_text("只看所在社群").click()
    assert 0 < town.counts()[0] < 8
    assert "社群" in town.page.inner_text(".banner")
    shown = town.counts()
    town.open(town.page.url.split("#")[1])
    assert town.counts() == shown
    town.page.get_by_role("button", name="返回全图").click()
    assert town.counts() == [9, 9]


def test_the_picture_is_saved_as_png(town: View) -> None:
    with town.page.expect_download() as download:
        town.page.get_by_role("button", name="保存图片（PNG）").click()
    saved = download.value
    assert saved.suggested_filename == "青山日报.png"
    assert saved.path().read_bytes().startswith(b"\x89PNG")


def test_the_picture_is_saved_as_svg(town: View) -> None:
    with town.page.expect_download() as download:
        town.page.get_by_role("button", name="保存矢量图（SVG）").click()
    drawing = ElementTree.fromstring(download.value.path().read_text("utf-8"))
    tags = [element.tag.rpartition("}")[2] for element in drawing.iter()]
    assert tags.count("line") == 9
    assert tags.count("circle") == 4
    assert "张国庆" in [element.text for element in drawing.iter()]


def test_the_table_sorts_filters_and_picks(town: View) -> None:
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


def test_the_table_is_copied_and_saved(town: View) -> None:
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


def test_what_is_shown_is_saved_as_graphml(town: View) -> None:
    town.open("table=nodes&hide=LOC")
    with town.page.expect_download() as download:
        town.page.get_by_text("保存 GraphML").click()
    graph = nx.read_graphml(download.value.path())
    names = {known["name"]: id_ for id_, known in graph.nodes(data=True)}
    assert len(names) == 7
    assert graph.has_edge(names["张国庆"], names["青山市水利局局长"])
    assert graph.nodes[names["张国庆"]]["mentions"] == 3


def test_hostile_texts_survive_in_saved_files(show: Callable[[str], View], hostile_html: str) -> None:
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


def test_the_keyboard_alone_finds_and_closes(town: View) -> None:
    keyboard = town.page.keyboard
    keyboard.press("/")
    keyboard.type("min")
    keyboard.press("Enter")
    assert town.page.inner_text(CARD) == "李敏"
    keyboard.press("Escape")
    assert town.page.locator("#card").is_hidden()


def test_a_tablet_held_upright_shows_the_picture_and_opens_the_panel(town: View) -> None:
    town.page.set_viewport_size({"width": 768, "height": 1024})
    try:
        box = town.page.locator("#canvas").bounding_box()
        assert box["width"] == 768
        town.page.get_by_role("button", name="筛选与查找").click()
        town.pick("李敏")
        card = town.page.locator("#card").bounding_box()
        assert card["width"] == 768
        assert card["y"] > 400
        assert town.page.evaluate("document.documentElement.scrollWidth") == 768
    finally:
        town.page.set_viewport_size({"width": 1280, "height": 800})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_follow_the_system(town: View, scheme: str) -> None:
    town.page.emulate_media(color_scheme=scheme)
    color = town.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert color == {"light": "rgb(248, 246, 240)", "dark": "rgb(21, 23, 26)"}[scheme]
    town.page.emulate_media(color_scheme="light")


def test_five_thousand_nodes_open_and_answer(show: Callable[[str], View], large_html: str) -> None:
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


def test_hostile_texts_never_run(
    show: Callable[[str], View], hostile_html: str, hostile_texts: dict[str, str]
) -> None:
    view = show(hostile_html)
    page = view.open()
    tags = "() => [...new Set([...document.querySelectorAll('*')].map((node) => node.localName))].sort()"
    before = page.evaluate(tags)
    for number, node in enumerate(page.evaluate(NODES)):
        page.evaluate("id => { location.hash = `node=${id}`; }", node["id"])
        page.wait_for_selector(f"#card[data-for=n{number}]")
        page.locator("#card .neighbor .when").first.click()
        page.wait_for_selector(QUOTES)
    for name in ("script", "image", "prototype", "constructor", "url"):
        view.pick(hostile_texts[name])
        assert page.inner_text(CARD).strip() == hostile_texts[name]
        assert hostile_texts[name] in page.inner_text("#card blockquote")
    assert page.title() == (hostile_texts["script"] + hostile_texts["image"] + "孤\ufffd立")
    assert page.evaluate("document.scripts.length") == 2
    assert set(page.evaluate(tags)) - set(before) <= {"header", "blockquote", "mark", "section", "h2", "i"}
    assert [line for line in view.said if not re.match(r"request: (file|about):", line)] == []
