"""The graph page in Firefox: it draws, answers, complains of nothing and asks for nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.firefox import Firefox

COLORS = {"PER": 0x056BD8, "ORG": 0xC66F3C, "LOC": 0x275F2D, "TITLE": 0x8C588A}
INKED = """(() => {
  const canvas = document.querySelector("#canvas canvas");
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const colors = new Set();
  for (let at = 0; at < data.length; at += 4)
    if (data[at + 3] === 255) colors.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
  return [...colors];
})()"""


@pytest.fixture
def town(firefox: Firefox, town_html: str, tmp_path: Path) -> Iterator[Firefox]:
    """The town, opened anew from a file; afterwards Firefox has complained of nothing."""
    path = tmp_path / "图 graph.html"
    path.write_text(town_html, "utf-8")
    firefox.said.clear()
    firefox.open(path.as_uri())
    yield firefox
    firefox.evaluate("1")  # so that all that happened has been heard
    assert [line for line in firefox.said if not line.startswith(f"request: {path.as_uri()}")] == []


def test_firefox_draws_all_four_labels(town: Firefox) -> None:
    assert set(COLORS.values()) <= set(town.evaluate(INKED))
    assert town.picture().startswith(b"\x89PNG")


def test_firefox_finds_by_pinyin_and_opens_the_card(town: Firefox) -> None:
    town.type("/zgq\ue007")
    assert town.evaluate("document.querySelector('#card h1').textContent") == "张国庆"
    assert town.evaluate("document.querySelectorAll('#card blockquote').length") == 4
    town.type("\ue00c")
    assert town.evaluate("document.getElementById('card').hidden") is True


def test_firefox_picks_by_a_click(town: Firefox) -> None:
    town.evaluate("await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    spot = town.evaluate("""(() => {
      const { nodes } = JSON.parse(document.getElementById("graph").textContent);
      const node = nodes.find((n) => n.label === "李敏");
      const [scale, left, top] = document.getElementById("canvas").dataset.view.split(" ").map(Number);
      const box = document.getElementById("canvas").getBoundingClientRect();
      return [box.x + (node.x - left) * scale, box.y + (node.y - top) * scale];
    })()""")
    town.click(*spot)
    assert town.evaluate("document.querySelector('#card h1').textContent") == "李敏"
