"""The graph page in Chromium, from a file: what a reader does with it, and what texts can't do to it."""

from collections.abc import Callable
from typing import Any

import pytest

from kg.export.page import format_html
from kg.graph.building import build_graph
from kg.model import Edge, Entity, Evidence

CARD = "#card h1"
PASSAGE = Evidence("a.txt", 0, 9)
QUOTES = "#card blockquote p"
NODES = "JSON.parse(document.getElementById('graph').textContent).nodes"
Show = Callable[[str], Any]


def draw_marked() -> str:
    """Return a page with a pseudonym, a place of the past, a place on the map and a paragraph."""
    city = Entity("a", "LOC", "青山市", code="139900", level=2, latitude=38.874, longitude=115.464)
    others = [Entity("b", "PER", "小明", kind="pseudonym"), Entity("c", "LOC", "旧城县", kind="historic")]
    edges = [
        Edge("a", "b", "sentence", 1, 0.6, "2021-03-01", "2021-03-01", (PASSAGE,)),
        Edge("b", "c", "paragraph", 1, 0.6, "2021-03-01", "2021-03-01", (PASSAGE,)),
    ]
    return format_html(build_graph([city, *others], edges), edges, {}, title="标记")


def test_the_whole_graph_is_drawn_at_once(town: Any) -> None:
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
    assert {0x056BD8, 0xC66F3C, 0x275F2D, 0x8C588A} <= set(inked)


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
def test_search_finds_by_name_alias_and_pinyin(town: Any, text: str, first: str) -> None:
    assert town.find(text)[0] == first


def test_search_says_when_nothing_is_found(town: Any) -> None:
    assert town.find("没有这个人") == []
    assert "没有这个人" in town.page.locator(".hits .note").inner_text()


def test_the_legend_hides_a_label_and_counts(town: Any) -> None:
    town.page.get_by_label("地点", exact=True).uncheck()
    assert town.counts()[0] == 7
    assert "0 / 2" in town.page.locator("#panel .row", has_text="地点").first.inner_text()
    town.page.get_by_label("地点", exact=True).check()
    assert town.counts() == [9, 9]


def test_kinds_of_relations_are_switched(town: Any) -> None:
    town.page.get_by_label("同篇出现").check()
    assert town.counts() == [9, 10]
    town.page.get_by_label("同句出现").uncheck()
    assert town.counts() == [9, 4]


def test_picking_a_node_opens_its_card_with_its_sentences(town: Any) -> None:
    town.pick("张国庆")
    assert town.page.inner_text(CARD) == "张国庆"
    quotes = town.page.locator(QUOTES).all_text_contents()
    assert quotes[0] == "青山市水利局局长张国庆说，水库要守好。"
    assert len(quotes) == 4
    assert town.page.locator("#card mark").first.inner_text() == "张国庆"
    card = town.page.inner_text("#card")
    for text in ("老张", "青山市水利局局长", "2021-03-01", "守好一库清水", "青山日报/2021-03-01.txt"):
        assert text in card


def test_a_click_on_a_node_opens_its_card(town: Any) -> None:
    town.open(f"node={town.id_of('李敏')}")
    town.page.wait_for_selector(CARD)
    town.page.keyboard.press("Escape")
    assert town.page.locator("#card").is_hidden()
    town.click("李敏")
    town.page.wait_for_selector(CARD)
    assert town.page.inner_text(CARD) == "李敏"


def test_an_edge_shows_its_sentences_and_escape_closes(town: Any) -> None:
    town.pick("张国庆")
    town.page.locator("#card .neighbor", has_text="李敏").locator(".when").click()
    assert town.page.locator(QUOTES).all_text_contents() == ["张国庆会见了记者李敏。"]
    assert set(town.page.locator("#card mark").all_text_contents()) == {"张国庆", "李敏"}
    town.page.keyboard.press("Escape")
    assert town.page.locator("#card").is_hidden()


def test_a_click_on_an_edge_shows_its_sentences(town: Any) -> None:
    town.pick("张国庆")
    town.page.locator("#card .neighbor", has_text="李敏").locator(".when").click()
    route = town.page.url.split("#")[1]
    town.open(route)
    town.page.wait_for_selector(QUOTES)
    town.page.keyboard.press("Escape")
    town.click("张国庆", "李敏")
    town.page.wait_for_selector(QUOTES)
    assert town.page.locator(QUOTES).all_text_contents() == ["张国庆会见了记者李敏。"]


def test_the_address_restores_what_was_picked_and_filtered(town: Any) -> None:
    town.page.get_by_label("地点", exact=True).uncheck()
    town.pick("王小红")
    route = town.page.url.split("#")[1]
    town.open(route)
    assert town.page.inner_text(CARD) == "王小红"
    assert town.counts()[0] == 7


def test_the_back_button_undoes(town: Any) -> None:
    town.pick("张国庆")
    town.pick("李敏")
    town.page.go_back()
    assert town.page.inner_text(CARD) == "张国庆"
    town.page.go_back()
    assert town.page.locator("#card").is_hidden()


def test_the_back_button_undoes_filters_one_by_one(town: Any) -> None:
    town.page.get_by_label("地点", exact=True).uncheck()
    town.page.get_by_role("slider", name="共现强度不低于").fill("0.65")
    assert town.counts() == [7, 3]
    town.page.go_back()
    assert town.counts() == [7, 6]
    town.page.go_back()
    assert town.counts() == [9, 9]
    assert town.page.get_by_label("地点", exact=True).is_checked()


@pytest.mark.parametrize(
    "route",
    [
        "node=none",
        "edge=a~b~c",
        "focus=x~9&path=a~b",
        "weight=x",
        "from=gestern&to=2023",
        "group=99&open=7 x",
        "%%%",
    ],
)
def test_a_broken_address_opens_the_page_all_the_same(town: Any, route: str) -> None:
    town.open(route)
    assert town.counts()[0] == 9
    assert town.page.locator("#card").is_hidden()


def test_the_page_speaks_english_too(town: Any) -> None:
    town.page.get_by_text("English").click()
    assert town.page.get_by_label("People", exact=True).is_checked()
    assert "9 / 9 nodes" in town.page.inner_text(".counts")
    assert town.page.evaluate("document.documentElement.lang") == "en"


def test_the_keyboard_alone_finds_and_closes(town: Any) -> None:
    keyboard = town.page.keyboard
    keyboard.press("/")
    keyboard.type("min")
    keyboard.press("Enter")
    assert town.page.inner_text(CARD) == "李敏"
    keyboard.press("Escape")
    assert town.page.locator("#card").is_hidden()


def test_a_tablet_held_upright_shows_the_picture_and_opens_the_panel(town: Any) -> None:
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
def test_light_and_dark_follow_the_system(town: Any, scheme: str) -> None:
    town.page.emulate_media(color_scheme=scheme)
    color = town.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert color == {"light": "rgb(248, 246, 240)", "dark": "rgb(21, 23, 26)"}[scheme]
    town.page.emulate_media(color_scheme="light")


def test_hostile_texts_never_run(show: Show, hostile_html: str, hostile_texts: dict[str, str]) -> None:
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
    assert view.complaints == []


def test_a_card_tells_level_code_and_coordinates_of_a_place(show: Show) -> None:
    view = show(draw_marked())
    view.open()
    view.open(f"node={view.id_of('青山市')}")
    card = view.page.inner_text("#card header")
    for text in ("地点 · 地级", "区划代码 139900", "38.874°N 115.464°E"):
        assert text in card


@pytest.mark.parametrize(("name", "mark"), [("小明", "化名"), ("旧城县", "历史地名"), ("青山市", None)])
def test_a_pseudonym_and_a_place_of_the_past_are_marked(show: Show, name: str, mark: str | None) -> None:
    view = show(draw_marked())
    view.open()
    view.open(f"node={view.id_of(name)}")
    assert view.page.locator("#card .seal").all_inner_texts() == ([mark] if mark else [])


def test_paragraphs_are_co_occurrence_and_switched_off_at_first(show: Show) -> None:
    view = show(draw_marked())
    view.open()
    assert view.counts()[1] == 1
    view.page.get_by_label("同段出现").check()
    assert view.counts()[1] == 2
    view.page.get_by_role("slider", name="共现强度不低于").fill("0.65")
    assert view.counts()[1] == 0
