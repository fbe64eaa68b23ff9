"""A page calls a thing the same whatever pages are named before it, and however often it is named."""

import random as chance
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Reading
from kg.naming import name_page
from tests.conftest import read_marked, with_references

_SENTENCES = (
    "[L南京市][L鼓楼区]放假，[L全市]停课，[O市公安局]值班。",
    "[L福州市]下雨，[L鼓楼区]开学，[O市委]发文。",
    "[L鼓楼区]开学，[L该区]放假。",
    "[O安新县医院][T院长][P马小兰]下乡。马院长很忙。",
    "马院长很忙，[P老李]也来了。",
    "[O本报][T记者] [P张文]\n",
    "[O四川省委][T书记]、[T省长][P张文]讲话。",
    "[O星河通信集团河北有限公司]（以下简称“河北星河”）公告，[O河北星河]招人。",
    "[P小丽]（化名）上学，[P鄧一平]到會。",
    "[P唐纳德·特朗普]讲话，[P特朗普]表态。",
)
_PAGES = st.lists(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=4), min_size=1, max_size=5)


def read(pages: Sequence[Sequence[str]]) -> list[Reading]:
    return [with_references(read_marked(*texts, page=f"{n}.txt")) for n, texts in enumerate(pages)]


def without_names(reading: Reading) -> Reading:
    """Return a reading as it is before it is named."""
    bare = {mention: replace(mention, name=None) for mention in reading.mentions}
    posts = [
        replace(p, person=bare[p.person], body=bare[p.body] if p.body else None, body_name=None)
        for p in reading.posts
        if p.person in bare and (p.body is None or p.body in bare)
    ]
    return Reading(reading.page, reading.articles, tuple(bare.values()), tuple(posts))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_PAGES, st.randoms(use_true_random=False))
def test_the_company_of_a_page_changes_no_name(pages: list[list[str]], random: chance.Random) -> None:
    bare = [without_names(reading) for reading in read(pages)]
    alone = [name_page(reading) for reading in bare]
    shuffled = {reading.page.path: name_page(reading) for reading in random.sample(bare, len(bare))}
    assert [shuffled[reading.page.path] for reading in alone] == alone
    assert [name_page(reading) for reading in alone] == alone


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        ("[L南京市][L鼓楼区]放假。", "鼓楼区", "南京市鼓楼区"),
        ("[L佛山市]下雨，[O市公安局]值班。", "市公安局", "佛山市公安局"),
        ("[O市公安局]值班。", "市公安局", "市公安局〔page.txt〕"),
        ("[O安新县医院][T院长][P马小兰]下乡，[P马院长]很忙。", "马院长", "马小兰"),
        ("[P小丽]（化名）上学。", "小丽", "小丽〔化名:page.txt#1〕"),
        ("[P鄧一平]到會。", "鄧一平", "邓一平"),
        ("[O本报]讯", "本报", None),
        ("[O安新县医院][T院长][P马小兰]下乡。", "院长", None),
    ],
)
def test_a_mention_is_named_by_its_page(marked, text: str, form: str, name: str | None) -> None:
    assert {m.name for m in marked(text).mentions if m.text == form} == {name}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[O贵州省委][T副书记]、[T省长][P甲一]讲话。", ["中国共产党贵州省委员会", "贵州省"]),
        ("[O佛山市公安局][T局长][P甲一]讲话。", ["佛山市公安局"]),
        ("[T演员][P甲一]登台。", [None]),
    ],
)
def test_a_post_has_the_name_of_its_body(marked, text: str, names: list[str | None]) -> None:
    assert [post.body_name for post in marked(text).posts] == names
    assert [post.body_key and post.body_key[1] for post in marked(text).posts] == names
