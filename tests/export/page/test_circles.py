"""The names in the circles of folded communities lie inside them, whole where there is room."""

from importlib.resources import files
from typing import Any

import pytest

STUBS = """
    const ink = { serif: "serif", sans: "sans-serif" };
    const number = String, words = (_, { n }) => `等 ${n} 个`, yearsOf = () => "";
    const leaders = () => given.names, toldOf = () => ({ posts: given.posts });
    const widthOf = (_, text, font) => [...text].length * font.size;
    const shorten = (name, most) => name.length > most ? `${name.slice(0, most - 1)}…` : name;
"""
LONG = "中国共产党中央纪律检查委员会"


def ways(browser: Any, r: int, *names: str, posts: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Return the ways to name a circle of a radius, characters as wide as they are high."""
    script = (files("kg.export.page") / "web" / "circles.js").read_text("utf-8")
    body = f"{STUBS}\n{script}\nreturn waysToName(null, {{ group: {{ number: 0 }}, count: 99 }}, given.r);"
    tab = browser.new_page()
    found: list[dict[str, Any]] = tab.evaluate(
        f"given => {{ {body} }}", {"r": r, "names": names, "posts": posts}
    )
    tab.close()
    return found


def texts(way: dict[str, Any]) -> list[str]:
    return [line["text"] for line in way["lines"]]


@pytest.mark.parametrize("r", [26, 33, 40, 52, 70, 100, 160])
@pytest.mark.parametrize("names", [("俄罗斯", "乌克兰", "俄罗斯军队"), (LONG, "国家监察委员会"), ("法国",)])
def test_no_line_leaves_its_circle(browser: Any, r: int, names: tuple[str, ...]) -> None:
    found = ways(browser, r, *names, posts=("联合国秘书长 古特雷斯", "法国总统 马克龙"))
    assert found
    for way in found:
        high = sum(line["font"]["size"] * 1.25 for line in way["lines"])
        top = -high / 2
        for line in way["lines"] if not way["down"] else ():
            bottom = top + line["font"]["size"] * 1.25
            corner = (len(line["text"]) * line["font"]["size"] / 2, max(abs(top), abs(bottom)))
            assert corner[0] ** 2 + corner[1] ** 2 <= r * r, (r, texts(way))
            top = bottom


def test_a_long_name_is_broken_before_it_is_cut(browser: Any) -> None:
    first = ways(browser, 60, LONG)[0]
    assert "".join(texts(first)[:2]) == LONG


def test_a_name_too_long_for_its_circle_stands_beside_it(browser: Any) -> None:
    found = ways(browser, 28, LONG)
    assert [way["down"] > 0 for way in found[:2]] == [True, False]
    assert texts(found[0]) == ["中国共产党中央纪…"]


def test_a_post_is_told_whole_or_not_at_all(browser: Any) -> None:
    for r in (60, 80, 120):
        for way in ways(browser, r, "伊拉克", posts=("联合国秘书长 古特雷斯",)):
            assert not [text for text in texts(way) if text.endswith("…")]
