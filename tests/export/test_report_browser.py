"""report.html in a browser, from a file: no request, no message, both languages, light and dark, paper."""

from pathlib import Path
from typing import Any

import pytest

from kg.export.report import write_report
from kg.export.tables import GraphTables


@pytest.fixture
def address(tables: GraphTables, tmp_path: Path) -> str:
    write_report(tables, tmp_path / "report.html")
    return (tmp_path / "report.html").as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_it_opens_quietly_at_every_width(browser: Any, address: str, scheme: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: heard.append(request.url))
    page.goto(address)
    assert heard == [address]
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "nothing sticks out"
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("label[for=invert]").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != paper
    page.close()


def test_the_language_changes_all_words(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    assert page.locator("h2 >> visible=true").all_inner_texts()[0] == "要点"
    page.locator("label[for=lang-en]").click()
    assert page.locator("h2 >> visible=true").all_inner_texts()[0] == "In short"
    assert page.locator(".zh >> visible=true").count() == 0
    link = page.locator(".ranked .name a >> visible=true").first
    assert link.get_attribute("href").endswith("&lang=en")
    page.close()


def test_it_prints_in_light_colors_without_its_controls(browser: Any, address: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(address)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".controls").is_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.close()
