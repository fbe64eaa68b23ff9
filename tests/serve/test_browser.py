"""The explorer in Chromium: keys and clicks, hostile texts, nothing from elsewhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kg.corpus import read_review
from tests.serve.conftest import Serve
from tests.serve.hostile import HOSTILE


@dataclass
class Tab:
    """A page of the browser with what went wrong in it."""

    page: Any
    base: str
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, address: str) -> Any:
        """Go to an address of the explorer."""
        self.page.goto(self.base + address)
        return self.page


Open = Callable[..., Tab]


@pytest.fixture
def open_tab(browser: Any) -> Iterator[Open]:
    """A function that opens a tab in a browser of its own, let in by the token."""
    contexts = []

    def open_(visitor: Any, **settings: Any) -> Tab:
        context = browser.new_context(reduced_motion="reduce", **settings)
        contexts.append(context)
        tab = Tab(context.new_page(), f"http://127.0.0.1:{visitor.port}")
        tab.page.on("pageerror", lambda error: tab.faults.append(str(error)))
        tab.page.on("console", lambda said: tab.faults.append(said.text) if said.type == "error" else None)
        tab.page.on("dialog", lambda dialog: tab.faults.append(dialog.message) or dialog.dismiss())
        tab.page.on("request", lambda request: tab.asked.append(request.url))
        tab.open(f"/?token={visitor.token}")
        return tab

    yield open_
    for context in contexts:
        context.close()


def test_a_name_is_typed_found_and_read_by_keys_alone(explorer: Any, open_tab: Open) -> None:
    tab = open_tab(explorer)
    page = tab.page
    page.keyboard.press("/")
    page.keyboard.type("hwj")
    page.wait_for_selector("#hits .hit")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".card-head")
    assert page.inner_text(".card-head h1") == "何文静"
    page.keyboard.press("g")
    page.wait_for_selector("#canvas canvas")
    assert tab.faults == []


def test_results_are_walked_with_arrows(explorer: Any, open_tab: Open) -> None:
    page = open_tab(explorer).open("/search?in=names&q=县")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.names li:nth-child(2) a')")


def test_theme_and_language_are_kept(explorer: Any, open_tab: Open) -> None:
    tab = open_tab(explorer)
    page = tab.page
    page.keyboard.press("Escape")
    page.click("#theme")
    page.wait_for_selector("html[data-theme=dark]")
    page.click("#panel > footer .wide")
    page.wait_for_selector("html[lang=zh-Hans]")
    tab.open("/search")
    assert page.evaluate("[document.documentElement.dataset.theme, document.documentElement.lang]") == [
        "dark",
        "zh-Hans",
    ]


def test_a_graph_grows_where_it_is_clicked(explorer: Any, id_of: Any, open_tab: Open) -> None:
    tab = open_tab(explorer)
    page = tab.open(f"/graph?around={id_of('孟庆生')}")
    page.wait_for_selector("#canvas canvas")
    before = int(page.inner_text(".counts b").split(" / ")[0])
    page.fill("#search", "清河县水利局")
    page.keyboard.press("Enter")
    page.click("text=Grow from here")
    page.wait_for_url("**around=*around=*")  # grown
    assert int(page.inner_text(".counts b").split(" / ")[0]) > before
    assert page.inner_text("#card h1") == "清河县水利局"
    page.click(".whole-card")
    page.wait_for_selector(".card-head")
    assert tab.faults == []


def test_nothing_is_asked_of_other_machines(explorer: Any, id_of: Any, open_tab: Open) -> None:
    tab = open_tab(explorer)
    for address in (
        "/search?q=县",
        f"/entity/{id_of('清河县')}",
        f"/graph?around={id_of('清河县')}",
        "/review",
    ):
        tab.open(address)
    assert tab.asked
    assert {url.split("/")[2] for url in tab.asked if not url.startswith("data:")} == {
        f"127.0.0.1:{explorer.port}"
    }
    assert tab.faults == []


def test_no_text_of_a_page_runs(hostile: Path, tmp_path: Path, serve: Serve, open_tab: Open) -> None:
    with serve(hostile, tmp_path / "review.csv") as (_, visitor):
        tab = open_tab(visitor)
        numbers = range(len(HOSTILE))
        cards = [f"/entity/per-{number}" for number in numbers]
        graphs = ["/graph?around=loc-1", "/graph?around=per-0"]
        others = [
            "/entity/loc-1",
            "/entity/title-1/holders",
            "/review",
            "/compare?a=per-0&b=loc-1",
            "/path?a=per-1&b=per-2",
        ]
        for address in [*cards, *graphs, *others]:
            tab.open(address)
        for name in HOSTILE.values():
            tab.page.goto(
                f"{tab.base}/search?"
                + tab.page.evaluate("q => new URLSearchParams({q}).toString()", name[:150])
            )
            assert tab.page.locator(".names a.hit").count() >= 1, name[:20]
        assert tab.faults == []
        tab.open("/entity/per-0")
        assert tab.page.inner_text(".card-head h1") == HOSTILE["script"]
        tab.open("/entity/per-2")
        assert "49" not in tab.page.inner_text(".card-head h1")


def test_two_tabs_decide_and_lose_nothing(
    hostile: Path, tmp_path: Path, serve: Serve, open_tab: Open
) -> None:
    review = tmp_path / "review.csv"
    with serve(hostile, review) as (_, visitor):
        tabs = [open_tab(visitor) for _ in range(2)]
        for tab in tabs:
            tab.open("/review")
        for tab, number, key in zip(tabs, (1, 2), ("s", "d"), strict=True):
            tab.page.locator(".doubt").nth(number).focus()
            tab.page.keyboard.press(key)
        for tab in tabs:
            tab.page.wait_for_selector(".doubt.done")
        said = tabs[0].page.inner_text(".doubt.done")
        assert said.split("\n")[0].endswith(" — Same"), "both names, without the key of the button"
        assert "Undo" in said
        assert [ruling.action for ruling in read_review(review)] == ["same", "different"]
        tabs[0].page.keyboard.press("u")
        tabs[0].page.wait_for_selector(".doubt.done", state="detached")
        assert [ruling.action for ruling in read_review(review)] == ["different"]
        assert [tab.faults for tab in tabs] == [[], []]


def test_a_card_corrects_its_name(hostile: Path, tmp_path: Path, serve: Serve, open_tab: Open) -> None:
    review = tmp_path / "review.csv"
    with serve(hostile, review) as (_, visitor):
        tab = open_tab(visitor)
        page = tab.open("/entity/loc-1")
        page.evaluate("window.prompt = () => '清河县（河北）'")
        page.click('.correct [data-action="rename"]')
        page.wait_for_selector(".correct.done")
        (ruling,) = read_review(review)
        assert (ruling.action, ruling.a, ruling.b, ruling.label) == (
            "rename",
            "loc-1",
            "清河县（河北）",
            "LOC",
        )
        for address, place in (("/review", "#list"), ("/entity/loc-1", "#panel")):
            tab.open(address)
            assert "清河县（河北）" in page.inner_text(place)
            assert "loc-1" not in page.inner_text(place), "names, no ids"


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (820, 1180), (600, 900)])
def test_pages_fit_their_windows(explorer: Any, id_of: Any, open_tab: Open, size: tuple[int, int]) -> None:
    tab = open_tab(explorer, viewport={"width": size[0], "height": size[1]})
    for address in (
        "/",
        "/search?q=县",
        f"/entity/{id_of('清河县')}",
        f"/entity/{id_of('清河县水利局')}/holders",
        "/review",
    ):
        page = tab.open(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], address
