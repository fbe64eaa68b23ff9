"""Many small communities: put away at first, said to be there, shown on demand and where one is picked."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

Show = Callable[[str], Any]


@pytest.fixture(scope="module")
def opened(show: Show, scattered_html: str) -> Any:
    return show(scattered_html)


@pytest.fixture
def page(opened: Any) -> Iterator[Any]:
    with opened.anew():
        yield opened


def test_the_page_says_how_many_are_put_away_and_shows_them_on_demand(page: Any) -> None:
    assert "另有 70 个小社群未画出" in page.page.inner_text(".counts")
    before = page.page.get_attribute("#canvas", "data-view")
    page.page.click(".counts .quiet")
    page.rest()
    assert "收起 70 个小社群" in page.page.inner_text(".counts")
    assert "small=true" in page.page.url
    assert page.page.get_attribute("#canvas", "data-view") != before
    page.page.click(".counts .quiet")
    assert "另有 70 个小社群未画出" in page.page.inner_text(".counts")
    assert "small" not in page.page.url


def test_what_is_put_away_is_found_and_shown_with_its_community(page: Any) -> None:
    found = page.find("3208")
    page.pick(found[0])
    assert page.counts()[0] == 3
    assert page.page.inner_text("#card h1") == found[0]


def test_a_filter_says_the_same(page: Any) -> None:
    tick = page.page.get_by_text("显示不足 8 个节点的小社群")
    assert tick.locator("xpath=ancestor::div[1]").inner_text().split()[-1] == "70"
    tick.click()
    assert "收起 70 个小社群" in page.page.inner_text(".counts")
