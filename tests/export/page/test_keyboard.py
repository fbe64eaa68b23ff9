"""The graph page by keyboard alone, and what it tells a screen reader."""

from typing import Any

import pytest

CARD = "#card h1"


def stand_on(town: Any, name: str) -> None:
    """Pick a node and leave the focus on the picture."""
    town.pick(name)
    assert town.page.evaluate("document.activeElement.id") == "canvas"


def toward(town: Any, start: str, goal: str) -> str:
    """Return the arrow key that points from a node to another."""
    (x, y), (u, v) = town.place(start), town.place(goal)
    if abs(u - x) > abs(v - y):
        return "ArrowRight" if u > x else "ArrowLeft"
    return "ArrowDown" if v > y else "ArrowUp"


@pytest.mark.parametrize(("start", "goal"), [("王小红", "李敏"), ("李敏", "张国庆")])
def test_an_arrow_key_walks_to_the_neighbor_in_its_direction(town: Any, start: str, goal: str) -> None:
    stand_on(town, start)
    town.page.keyboard.press(toward(town, start, goal))
    assert town.page.inner_text(CARD) == goal


def test_an_arrow_key_without_a_neighbor_there_stays(town: Any) -> None:
    stand_on(town, "临河日报")
    key = toward(town, "李敏", "临河日报")  # its only neighbor lies on the other side
    town.page.keyboard.press(key)
    assert town.page.inner_text(CARD) == "临河日报"


def test_the_first_arrow_picks_the_strongest_node_and_says_so(town: Any) -> None:
    town.page.locator("#canvas").focus()
    town.page.keyboard.press("ArrowRight")
    name = town.page.inner_text(CARD)
    assert name == town.page.evaluate(
        "JSON.parse(document.getElementById('graph').textContent).nodes[0].label"
    )
    assert town.page.locator("p[aria-live=assertive]").inner_text().startswith(f"{name}，")


def test_enter_goes_into_the_card_and_escape_back_to_the_picture(town: Any) -> None:
    stand_on(town, "李敏")
    town.page.keyboard.press("Enter")
    assert town.page.evaluate("document.activeElement.textContent") == "李敏"
    town.page.keyboard.press("Escape")
    assert town.page.evaluate("document.activeElement.id") == "canvas"


def test_a_path_is_found_by_keyboard_alone(town: Any) -> None:
    stand_on(town, "临河县")
    town.page.keyboard.press("p")
    town.page.keyboard.type("水利局")
    town.page.keyboard.press("Enter")
    assert "相隔 4 步" in town.page.inner_text(".banner")


def test_a_question_mark_lists_the_keys(town: Any) -> None:
    town.page.keyboard.press("?")
    keys = town.page.locator("#help kbd").all_inner_texts()
    assert {"/", "Enter", "Esc", "?"} <= set(keys)
    town.page.keyboard.press("Escape")
    assert town.page.locator("#help").is_hidden()


def test_typing_into_the_search_box_starts_no_shortcut(town: Any) -> None:
    town.page.keyboard.press("/")
    town.page.keyboard.type("tfp0?")
    assert town.page.input_value("#search") == "tfp0?"
    assert town.page.locator("#sheet").is_hidden()


def test_tab_reaches_the_picture_and_shows_where_it_is(town: Any) -> None:
    town.page.locator("#canvas").focus()
    town.page.keyboard.press("Shift+Tab")
    assert town.page.evaluate("document.activeElement.id") != "canvas"
    town.page.keyboard.press("Tab")
    ring = "getComputedStyle(document.getElementById('canvas'), '::after').borderTopWidth"
    assert town.page.evaluate("document.activeElement.id") == "canvas"
    assert town.page.evaluate(ring) == "2px"


@pytest.mark.parametrize("route", ["", "table=edges", "lang=en"])
def test_all_that_can_be_pressed_has_a_name(town: Any, route: str) -> None:
    town.open(route)
    town.pick("张国庆")
    nameless = """(texts => [...document.querySelectorAll('button, input, select, [role=application]')]
        .filter((e) => !texts(e).some((text) => text?.trim()))
        .map((e) => e.outerHTML))((e) => [e.ariaLabel, e.textContent, e.closest('label')?.textContent])"""
    assert town.page.evaluate(nameless) == []
