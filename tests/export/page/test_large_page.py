"""A page of 5,000 nodes: communities first, opened and folded, and everything still found."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

CARD = "#card h1"
Show = Callable[[str], Any]


@pytest.fixture(scope="module")
def opened(show: Show, large_html: str) -> Any:
    return show(large_html)


@pytest.fixture
def large(opened: Any) -> Iterator[Any]:
    with opened.anew():
        yield opened


def middle_of(block: int) -> tuple[float, float]:
    """Return the middle of a community of the large graph."""
    return block % 10 * 800 + 270, block // 10 * 800 + 270


def test_communities_come_first_with_their_counts(large: Any) -> None:
    assert large.counts() == [0, 0]
    assert "0 / 50 个社群展开" in large.page.inner_text(".counts")
    assert "社群" in large.page.inner_text("#panel .note")
    rows = large.page.locator("#panel .grouprow")
    assert rows.first.inner_text().split("\n") == ["张文0、王强1、李建2", "100"]


def test_a_click_opens_a_community_and_a_button_folds_it(large: Any) -> None:
    large.page.mouse.click(*large.window(*middle_of(12)))
    assert large.counts() == [100, 485]
    assert large.page.inner_text(CARD).startswith("张文1200、")
    assert "1 / 50" in large.page.inner_text(".counts")
    large.page.get_by_role("button", name="收拢", exact=True).click()
    assert large.counts() == [0, 0]


CLOCK = "time => Object.defineProperty(Event.prototype, 'timeStamp', { configurable: true, value: time })"


def test_a_double_click_opens_too_and_on_the_ground_folds(large: Any) -> None:
    large.page.evaluate(CLOCK, 1)  # a click soon after one that opens counts as a double one
    large.page.mouse.dblclick(*large.window(*middle_of(13)))
    assert large.counts()[0] == 100
    large.page.evaluate(CLOCK, 10_000)
    large.rest()
    x, y = middle_of(13)
    large.page.mouse.dblclick(*large.window(x, y + 330))
    assert large.counts()[0] == 0


def test_the_back_button_and_the_address_know_what_is_open(large: Any) -> None:
    large.page.mouse.click(*large.window(*middle_of(12)))
    route = large.page.url.split("#")[1]
    large.page.go_back()
    assert large.counts()[0] == 0
    large.open(route)
    assert large.counts()[0] == 100


def test_search_reaches_all_and_opens_what_it_must(large: Any) -> None:
    assert large.find("赵燕4999") == ["赵燕4999"]
    large.pick("赵燕4999")
    assert large.page.inner_text(CARD) == "赵燕4999"
    assert large.counts()[0] == 100
    large.page.keyboard.press("Escape")
    assert large.counts()[0] == 100


def test_the_keyboard_walks_over_circles_and_opens_them(large: Any) -> None:
    large.page.locator("#canvas").focus()
    large.page.keyboard.press("ArrowRight")
    first = large.page.inner_text(CARD)
    large.page.keyboard.press("ArrowRight")
    assert large.page.inner_text(CARD) != first
    large.page.keyboard.press("Enter")
    assert large.counts()[0] == 100
    large.page.keyboard.press("Enter")
    assert large.counts()[0] == 0


def test_a_neighborhood_and_a_path_need_no_opening(large: Any) -> None:
    large.pick("赵燕4999")
    large.page.get_by_role("button", name="2 步").click()
    assert large.counts()[0] == 11
    large.page.keyboard.press("Escape")
    large.page.keyboard.press("Escape")
    large.pick("张文0")
    large.page.get_by_text("最短路径…").click()
    large.pick("李强1001")
    assert large.counts()[0] > 100


def test_all_can_be_opened_up_to_the_limit(large: Any) -> None:
    large.page.get_by_text("全部展开").click()
    assert large.counts()[0] == 3000
    large.page.get_by_role("slider", name="最多显示节点").fill("5000")
    assert large.counts() == [5000, 24985]
    large.page.get_by_text("全部收拢").click()
    assert large.counts()[0] == 0


def test_the_table_holds_what_is_folded(large: Any) -> None:
    large.page.keyboard.press("t")
    assert large.page.locator("#sheet tbody tr").count() == 300
    assert "5,000" in large.page.inner_text("#sheet .note")


def test_a_community_of_a_filtered_label_is_gone(large: Any) -> None:
    large.page.get_by_label("人物", exact=True).uncheck()
    assert "没有符合条件的节点" in large.page.inner_text("#overlay")


def test_a_page_of_five_thousand_nodes_is_small(large_html: str) -> None:
    assert len(large_html.encode()) < 3_000_000
