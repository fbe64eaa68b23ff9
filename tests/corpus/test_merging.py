"""Parts of a corpus come to the same in whatever order and grouping they are put together."""

import random as chance
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.config import Config
from kg.corpus import Census, resolve
from kg.corpus.packing import pack_census, unpack_census
from kg.model import Reading
from kg.pages import PageFile
from kg.reading.page import read_page_file
from kg.recognize import load_pipeline
from kg.relate import Relations, Tenures
from tests.conftest import read_marked, with_references

_WINDOWS = ("sentence", "paragraph", "article")
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
    "[P唐纳德·特朗普]讲话。",
    "[P特朗普]表态。",
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
_SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
T = TypeVar("T", Census, Relations, Tenures)


def read(pages: Sequence[tuple[str | None, list[str]]]) -> list[Reading]:
    """Return the readings of some pages, each article with its back-references."""
    return [
        with_references(read_marked(*articles, page=f"{number:02}.txt", date=date))
        for number, (date, articles) in enumerate(pages)
    ]


def put_together(
    readings: Sequence[Reading],
    make: Callable[[], T],
    add: Callable[[T, Reading], None],
    random: chance.Random,
) -> T:
    """Return the table of some readings, made of tables of a few of them each that are merged at random."""
    shuffled = random.sample(readings, len(readings))
    cuts = sorted(random.choices(range(len(readings) + 1), k=random.randint(0, 4)))
    parts = []
    for start, end in pairwise([0, *cuts, len(readings)]):
        part = make()
        for reading in shuffled[start:end]:
            add(part, reading)
        parts.append(part)
    while len(parts) > 1:
        one = parts.pop(random.randrange(len(parts)))
        other = parts[random.randrange(len(parts))]
        other.merge(one)
    return parts[0]


def in_order(readings: Sequence[Reading], table: T, add: Callable[[T, Reading], None]) -> T:
    """Return a table with some readings added one by one."""
    for reading in readings:
        add(table, reading)
    return table


def check(readings: Sequence[Reading], random: chance.Random) -> None:
    """Compare what all tables come to, added in order and merged at random."""
    plain, merged = (
        in_order(readings, Census(), Census.add),
        put_together(readings, Census, Census.add, random),
    )
    assert merged == plain
    one, other = resolve(plain), resolve(unpack_census(pack_census(merged)))
    assert (other.entities, other.judgements) == (one.entities, one.judgements)
    for reading in readings:
        assert list(map(one.entity_of, reading.mentions)) == list(map(other.entity_of, reading.mentions))
        assert list(map(one.post_entity, reading.posts)) == list(map(other.post_entity, reading.posts))

    def relate(table: Relations | Tenures, reading: Reading) -> None:
        table.add(reading, one)

    edges = in_order(readings, Relations(_WINDOWS), relate)
    assert put_together(readings, lambda: Relations(_WINDOWS), relate, random).edges() == edges.edges()
    tenures, again = in_order(readings, Tenures(), relate), put_together(readings, Tenures, relate, random)
    assert list(again.tenures()) == list(tenures.tenures())
    assert list(again.contradictions()) == list(tenures.contradictions())


@_SETTINGS
@given(_PAGES, st.randoms(use_true_random=False))
def test_made_up_pages(pages: list[tuple[str | None, list[str]]], random: chance.Random) -> None:
    check(read(pages), random)


@pytest.fixture(scope="module")
def example_pages(root: Path) -> list[Reading]:
    """Return the readings of the example pages."""
    config = Config(model="rules")
    nlp = load_pipeline(config.model, config.gazetteers, config.labels, 1)
    files = sorted((root / "seeds").glob("*.txt"))
    return [read_page_file(PageFile(path, path.name), nlp, config) for path in files]


@pytest.mark.parametrize("seed", range(3))
def test_the_example_pages(example_pages: list[Reading], seed: int) -> None:
    assert len(example_pages) == 5
    check(example_pages, chance.Random(seed))


def test_the_sentences_have_what_makes_parts_differ() -> None:
    readings = read([(f"2024-01-{day:02}", [text]) for day in (1, 3) for text in _SENTENCES])
    census = in_order(readings, Census(), Census.add)
    resolution = resolve(census)
    tenures = in_order(readings, Tenures(), lambda table, reading: table.add(reading, resolution))
    assert {j.judgement for j in resolution.judgements} == {"positive", "negative", "unsure"}
    assert {c.kind for c in tenures.contradictions()} >= {"two holders", "back after leaving"}
    assert census.given
    assert any(len(contexts) > 1 for contexts in census.contexts.values())
