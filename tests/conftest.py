"""Where the tests find what is not in the repository, and readings made from marked sentences."""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from _pytest.doctest import DoctestModule

from kg.corpus import Resolution, Ruling, give_names, resolve, take_census
from kg.model import LABELS, Article, Entity, Mention, Page, Reading
from kg.naming import add_references, name_page
from kg.posts.find import find_posts
from kg.schema import Row
from kg.store.engine import Engine, open_engine
from kg.store.queries import QUERIES, records_of
from kg.store.readings import open_readings
from kg.text import Text, heal, squeeze
from tests.firefox import FIREFOX, Firefox
from tests.records import lines_of
from tests.stored import MakeBuild, write_build

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
os.environ["KG_LANG"] = "en"  # what the tests read, whatever the machine speaks


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Run all tests in a process a core, tests named on the command line in one (`-n` says otherwise)."""
    return None if config.args_source is pytest.Config.ArgsSource.TESTPATHS else 0


@pytest.hookimpl(wrapper=True)
def pytest_collect_file() -> Iterator[None]:
    """Look for doctests in kg alone: in tests, one that can't be imported would pass for one to skip."""
    found = yield
    return [collector for collector in found if not isinstance(collector, DoctestModule)]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages beside the repository; tests that need it skip where it is absent."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the real pages (../shared) are not on this machine")
    return SHARED


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, one for the whole run; tests skip where it or Playwright is missing."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium or Chrome is installed")
    with api.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Firefox with one tab, one for the whole run; tests skip where it is missing."""
    if FIREFOX is None:
        pytest.skip("no Firefox is installed")
    running = Firefox(FIREFOX, tmp_path_factory.mktemp("firefox"))
    yield running
    running.close()


@pytest.fixture(scope="session")
def make_build() -> MakeBuild:
    """A function that writes a finished build which has some rows: make_build(folder, tables)."""
    return write_build


Counter = Callable[[Callable[[], object]], int]


@pytest.fixture(scope="session")
def count_calls() -> Counter:
    """A function that runs another and returns how many calls it made, of Python and of C functions.

    What a clock would tell on an idle machine, they tell on any: how the work grows.
    """
    return _count_calls


def _count_calls(work: Callable[[], object]) -> int:
    calls = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


_MARK = re.compile(r"\[([PLOT])([^\]]+)\]")
_LABEL = {label[0]: label for label in LABELS}
Marked = Callable[..., Reading]


@pytest.fixture(scope="session")
def marked() -> Marked:
    """A reader of marked sentences: marked("[O市委][T书记][P甲]", page="a.txt", date="2024-01-01").

    Each argument is an article; P L O T in brackets mark people, places, bodies and titles.
    """
    return read_marked


def read_marked(*articles: str, page: str = "page.txt", date: str | None = None) -> Reading:
    raw, found, mentions = "", [], []
    for number, source in enumerate(articles, 1):
        start, name = len(raw), f"{number}"
        raw += _MARK.sub(r"\2", source) + "\n"
        lines = re.finditer(r"[^\n]+", raw[start:])
        text = heal(raw, [[(start + line.start(), start + line.end())] for line in lines])
        found.append(Article(page, name, text, 0, (), ((start, len(raw)),), date=date))
        mentions += _mentions(source, start, found[-1].text, page, name)
    posts = [p for a in found for p in find_posts(a, [m for m in mentions if m.article == a.id])]
    own = Page(page, raw, "utf-8", "0" * 64, date)
    return name_page(Reading(own, tuple(found), tuple(mentions), tuple(posts)))


def _mentions(source: str, shift: int, text: Text, page: str, article: str) -> list[Mention]:
    mentions = []
    for count, match in enumerate(_MARK.finditer(source)):
        start = shift + match.start() - 3 * count
        end = start + len(match[2])
        at = text.offsets.index(start), text.offsets.index(end - 1) + 1
        mentions.append(
            Mention(page, article, start, end, _LABEL[match[1]], squeeze(match[2]), "test", at)  # type: ignore[arg-type]
        )
    return mentions


_NAMED = """
    SELECT *, CASE WHEN label <> 'TITLE' AND form <> '本报' THEN form
                   WHEN label = 'TITLE' THEN (
                     SELECT min(p.body_form || p.title_form) FROM posts p WHERE p.kind = 'post'
                     AND p.body_form <> '' AND p.page = mentions.page AND p.title_start = mentions.start)
              END AS entity FROM mentions
"""
_HELD = """
    SELECT *, person_form AS person_entity, title_form AS plain,
           CASE WHEN body_form <> '' THEN body_form END AS body_entity,
           CASE WHEN body_form <> '' AND kind = 'post' THEN body_form || title_form END AS post_entity
    FROM posts
"""
StandsFor = Callable[..., dict[str, str]]


def with_references(reading: Reading) -> Reading:
    """Return a reading with the mentions that only their article makes into names."""
    inside = {a.id: [m for m in reading.mentions if m.article == a.id] for a in reading.articles}
    found = [m for a in reading.articles for m in add_references(a, inside[a.id])]
    return name_page(replace(reading, mentions=tuple(sorted(found, key=lambda m: m.start))))


def resolved(*readings: Reading, rulings: tuple[Ruling, ...] = ()) -> Resolution:
    """Return the resolution of some pages, with all judgements."""
    with open_readings(readings) as engine:
        resolution = resolve(take_census(engine, rulings), rulings)
        give_names(engine, resolution)
        return replace(resolution, judgements=list(records_of(engine, "judgements")))


@contextmanager
def by_form(*readings: Reading) -> Iterator[Engine]:
    """Yield an engine with some readings in which every form is an entity; a post is its body and title."""
    with open_readings(readings) as engine:
        engine.view("named", _NAMED)
        engine.view("held", _HELD)
        engine.open_files("entities", [], Entity)
        yield engine


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine without any table."""
    with open_engine(tmp_path_factory.mktemp("engine")) as opened:
        yield opened


def rows_in(engine: Engine, table: str) -> list[Row]:
    """Return the rows of a table of the build as its file has them."""
    return [json.loads(line) for line in lines_of(engine, table, QUERIES[table])]


@pytest.fixture(scope="session")
def stands_for() -> StandsFor:
    """Return a reader of readings: form → name of the entity, and form@page#article where they differ.

    A person whom nobody names in full, and a body or place that nothing tells, has its own form as name.
    """

    def read(*readings: Reading) -> dict[str, str]:
        own = [with_references(reading) for reading in readings]
        resolution = resolved(*own)
        names = {entity.id: entity.name for entity in resolution.entities}
        found: dict[str, str] = {}
        for mention in (m for reading in own for m in reading.mentions if m.label != "TITLE"):
            name = names.get(resolution.entity_of(mention) or "", "-")
            found[mention.text] = found[f"{mention.text}@{mention.page}#{mention.article}"] = name
        return found

    return read
