"""The explorer in Firefox: search, card, graph, a decision and its undoing, hostile texts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.corpus import read_review
from tests.firefox import Firefox
from tests.serve.conftest import Serve
from tests.serve.hostile import HOSTILE

DOWN, ENTER = "\ue015", "\ue007"


@pytest.fixture
def quiet(firefox: Firefox) -> Iterator[Firefox]:
    """Firefox, of which afterwards no page has complained, and none has asked another machine."""
    firefox.said.clear()
    yield firefox
    firefox.evaluate("1")  # so that all that happened has been heard
    own = ("request: http://127.0.0.1:", "request: data:")
    assert [line for line in firefox.said if not line.startswith(own)] == []


def enter(firefox: Firefox, visitor: Any, address: str = "/") -> None:
    """Let Firefox in by the token, then open an address."""
    base = f"http://127.0.0.1:{visitor.port}"
    firefox.open(f"{base}/?token={visitor.token}")
    firefox.open(base + address)


def test_firefox_finds_a_name_reads_its_card_and_draws_its_graph(quiet: Firefox, explorer: Any) -> None:
    enter(quiet, explorer, "/search")
    quiet.type("/")
    quiet.type("hwj")
    quiet.wait_for("document.querySelectorAll('#hits .hit').length > 0")
    quiet.type(DOWN + ENTER)
    quiet.wait_for("document.querySelector('.card-head h1')?.textContent === '何文静'")
    quiet.wait_for("document.readyState === 'complete'")  # keys are heard from then on
    quiet.type("g")
    quiet.wait_for("document.getElementById('canvas')?.dataset.view !== undefined")
    quiet.type("/")
    quiet.type("清河县水利局" + ENTER)
    quiet.wait_for("document.querySelector('#card h1')?.textContent === '清河县水利局'")
    assert quiet.evaluate("document.querySelectorAll('#card blockquote').length") > 0


def test_firefox_decides_and_takes_it_back(
    quiet: Firefox, hostile: Path, tmp_path: Path, serve: Serve
) -> None:
    review = tmp_path / "review.csv"
    with serve(hostile, review) as (_, visitor):
        enter(quiet, visitor, "/review")
        box = quiet.evaluate(
            "document.querySelector('.doubt [data-action=same]').getBoundingClientRect().toJSON()"
        )
        quiet.click(box["x"] + 10, box["y"] + 10)
        quiet.wait_for("document.querySelector('.doubt.done [data-undo]') !== null")
        assert [ruling.action for ruling in read_review(review)] == ["same"]
        quiet.type("u")
        quiet.wait_for("document.querySelector('.doubt.done') === null")
        assert read_review(review) == []


def test_no_text_of_a_page_runs_in_firefox(
    quiet: Firefox, hostile: Path, tmp_path: Path, serve: Serve
) -> None:
    with serve(hostile, tmp_path / "review.csv") as (_, visitor):
        cards = [f"/entity/per-{number}" for number in range(len(HOSTILE))]
        for address in [*cards, "/graph?around=loc-1", "/entity/loc-1", "/entity/per-0/split", "/review"]:
            enter(quiet, visitor, address)
        enter(quiet, visitor, "/entity/per-0")
        assert quiet.evaluate("document.querySelector('.card-head h1').textContent") == HOSTILE["script"]
