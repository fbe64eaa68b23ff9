"""Whatever batches hold the pages, and in whatever order: all tables of a build are the same."""

import random as chance
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.config import Config
from kg.corpus import give_names, resolve, take_census
from kg.model import Reading
from kg.pages import PageFile
from kg.reading.page import read_page_file
from kg.reading.rows import rows_of
from kg.recognize import load_pipeline
from kg.relate import relate, serve_posts
from kg.relate.meetings import Window
from kg.store.batches import Batches, batches_in
from kg.store.engine import open_engine
from kg.store.queries import QUERIES
from kg.store.readings import open_batches
from tests.conftest import read_marked, with_references
from tests.records import lines_of

_WINDOWS: tuple[Window, ...] = ("sentence", "paragraph", "article")
_SENTENCES = (
    "[O保定市政府][T市长][P王磊]主持会议。",
    "[O绵阳市第三医院][T医生][P王磊]坐诊，[P赵小兰]陪同。",
    "[O保定市政府][T原市长][P王磊]退休，[O保定市政府][T市长][P李大海]到任。",
    "[O绵阳市政府][T市长][P李大海]讲话。",
    "会议任命[P钱一平]为[O清河县教育局][T局长]。",
    "[O清河县教育局][T局长][P孙玉梅]和[P钱一平]植树。",
    "出席的有[P王磊]、[P李大海]、[P孙玉梅]、[P钱一平]。\n[P赵小兰]也来了。",
    "出席的有[P甲一]、[P甲二]、[P甲三]、[P甲四]、[P甲五]、[P甲六]、[P甲七]和[P王磊]。",
    "[O本报][T记者] [P张文]\n",
    "[O四川省委][T書記][P張文]講話。",
    "[O四川省委][T书记][P张文]讲话。",
    "[L美国][T总统][P唐纳德·特朗普]讲话。",
    "[L美国][T总统][P特朗普]表态。",
    "[O星河通信集团河北有限公司]（以下简称“河北星河”）公告。",
    "[O河北星河]招人。",
    "[L全市]停课，[O市委]发文，[L佛山市]、[L鼓楼区]下雨。",
    "[P小丽]（化名）上学，老李和马院长很忙。",
)
_PAGES = st.lists(
    st.tuples(
        st.sampled_from([None, "2023-05-10", "2024-01-02", "2024-01-20", "2024-02-01", "2026-03-01"]),
        st.lists(
            st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=3).map("".join), min_size=1, max_size=2
        ),
    ),
    min_size=1,
    max_size=7,
)
_SETTINGS = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Tables = dict[str, list[str]]


def read(pages: Sequence[tuple[str | None, list[str]]]) -> list[Reading]:
    """Return the readings of some pages, each article with its back-references."""
    return [
        with_references(read_marked(*articles, page=f"{number:02}.txt", date=date))
        for number, (date, articles) in enumerate(pages)
    ]


def tables_of(batches: Sequence[Sequence[Reading]]) -> Tables:
    """Return the tables of a build, as lines of their files, out of batches of some readings each."""
    with TemporaryDirectory() as folder:
        out = Path(folder)
        kept = Batches(out, lambda fault: pytest.fail(fault))
        for readings in batches:
            for reading in readings:
                kept.add(rows_of(reading))
            kept.close()
        names = [path.name for path in batches_in(out)]
        assert len(names) == sum(bool(readings) for readings in batches)
        with open_engine(out) as engine:
            open_batches(engine, out, names)
            give_names(engine, resolve(take_census(engine)))
            relate(engine, _WINDOWS)
            serve_posts(engine)
            asked = {table: query for table, query in QUERIES.items() if table != "faults"}
            return {table: lines_of(engine, table, query) for table, query in asked.items()}


def parted(readings: Sequence[Reading], random: chance.Random) -> list[list[Reading]]:
    """Return some readings in any order and in up to five batches."""
    shuffled = random.sample(readings, len(readings))
    cuts = sorted(random.choices(range(len(readings) + 1), k=random.randint(0, 4)))
    return [shuffled[start:end] for start, end in pairwise([0, *cuts, len(readings)])]


@_SETTINGS
@given(_PAGES, st.randoms(use_true_random=False))
def test_made_up_pages(pages: list[tuple[str | None, list[str]]], random: chance.Random) -> None:
    readings = read(pages)
    assert tables_of(parted(readings, random)) == tables_of([readings])


@pytest.fixture(scope="module")
def example_pages(root: Path) -> list[Reading]:
    """Return the readings of the example pages."""
    config = Config(model="rules")
    nlp = load_pipeline(config.model, config.gazetteers, config.labels, 1)
    files = sorted((root / "seeds").glob("*.txt"))
    return [read_page_file(PageFile(path, path.name), nlp, config) for path in files]


def test_the_example_pages(example_pages: list[Reading]) -> None:
    assert len(example_pages) == 5
    tables = tables_of([example_pages])
    for seed in range(3):
        assert tables_of(parted(example_pages, chance.Random(seed))) == tables


def test_the_sentences_have_what_makes_batches_differ() -> None:
    readings = read([(f"2024-0{month}-01", [text]) for month in (1, 3) for text in _SENTENCES])
    tables = tables_of([readings[:5], readings[5:]])
    assert all(rows for name, rows in tables.items() if name != "places")  # no page of these is a scan
    judged = "".join(tables["judgements"])
    assert all(f'"judgement": "{word}"' in judged for word in ("positive", "negative", "unsure"))
    found = "".join(tables["contradictions"])
    assert all(f'"kind": "{kind}"' in found for kind in ("two holders", "back after leaving"))
    assert any(row["given"] for row in map(rows_of, readings))
