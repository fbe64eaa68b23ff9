"""An entity keeps its id when pages are added in any order, unless a new judgement speaks of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.articles import split_page
from kg.config import Config
from kg.corpus import Resolution
from kg.knowledge.spelling import plain_form
from kg.model import Mention, Reading
from kg.naming import add_references, name_page
from kg.naming.ids import plain_name
from kg.pages import read_pages
from kg.posts.find import find_posts
from kg.recognize import load_pipeline, recognize
from tests.conftest import read_marked, resolved, with_references

_SENTENCES = (
    "[L美国][T总统][P唐纳德·特朗普]讲话。",
    "[L美国][T总统][P特朗普]表态。",
    "[P小唐纳德·特朗普]到会。",
    "[P阿·买买提]种瓜。",
    "[P阿买买提]卖瓜。",
    "[P鄧一平]到會。",
    "[P邓一平]到会。",
    "[O安新县医院][T院长][P马小兰]下乡。马院长很忙。",
    "马院长很忙，[P老李]也来了。",
    "[P小丽]（化名）上学。",
    "[P小丽]唱歌。",
    "[O本报][T记者] [P张文]\n",
    "[O四川省委][T书记][P张文]讲话。",
    "[O保定市第三医院][T医生][P张文]坐诊。",
    "[O绵阳市实验小学][T教师][P张文]上课。",
    "[O星河通信集团河北有限公司]（以下简称“河北星河”）公告。",
    "[O河北星河]招人。",
    "[L佛山市]、[L佛山]下雨，[L全市]停课，[O市委]开会。",
    "[L全市]停课，[O市委]发文。",
    "[L鼓楼区]开学。",
    "[L南京市][L鼓楼区]放假。",
)
_PAGES = st.lists(
    st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=3).map("".join), min_size=1, max_size=4
)
_SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(pages: Sequence[str], name: str) -> list[Reading]:
    """Return the readings of pages of consecutive days, each with its back-references."""
    dates = ((f"{name}{number:02}.txt", f"2024-{number:02}-10", text) for number, text in enumerate(pages, 1))
    return [with_references(read_marked(text, page=page, date=date)) for page, date, text in dates]


def moved(before: Resolution, after: Resolution, readings: Sequence[Reading]) -> Iterator[Mention]:
    """Yield the mentions that stand for an entity of another id than before."""
    for mention in (m for reading in readings for m in reading.mentions):
        if before.entity_of(mention) != after.entity_of(mention):
            yield mention


def is_told(mention: Mention, before: Resolution, after: Resolution) -> bool:
    """Tell whether a judgement that is new speaks of the name that a mention stood or stands for.

    So is it where the new page makes a node of a doubtful name.
    """
    if mention.key in before.doubtful:
        return mention.key not in after.doubtful
    names = {
        plain_name(entity.name)
        for resolution in (before, after)
        for entity in resolution.entities
        if entity.id == resolution.entity_of(mention)
    }
    known = set(before.judgements)
    spoken = {plain_name(n) for j in after.judgements if j not in known for n in (j.a, j.b)}
    return bool(spoken & {*names, plain_form(mention.text)})


@_SETTINGS
@given(_PAGES, _PAGES)
def test_an_id_changes_only_with_a_new_judgement(old: list[str], new: list[str]) -> None:
    early = read(old, "b")
    before, after = resolved(*early), resolved(*early, *read(new, "c"), *read(new[:1], "a"))
    for mention in moved(before, after, early):
        assert is_told(mention, before, after), mention.text


@_SETTINGS
@given(_PAGES, st.randoms(use_true_random=False))
def test_the_order_of_pages_changes_nothing(pages: list[str], random: st.DrawFn) -> None:
    readings = read(pages, "a")
    shuffled = list(readings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = resolved(*readings), resolved(*shuffled)
    assert (one.entities, one.judgements) == (other.entities, other.judgements)


@_SETTINGS
@given(_PAGES)
def test_no_two_entities_share_an_id_and_each_mention_has_one(pages: list[str]) -> None:
    readings = read(pages, "a")
    resolution = resolved(*readings)
    ids = [entity.id for entity in resolution.entities]
    assert len(set(ids)) == len(ids)
    counts = {entity.id: entity.mentions for entity in resolution.entities if entity.label != "TITLE"}
    found = [resolution.entity_of(m) for r in readings for m in r.mentions if m.label != "TITLE"]
    assert {id_: found.count(id_) for id_ in counts} == counts


@pytest.fixture(scope="module")
def seeds(root: Path) -> list[Reading]:
    """Return the readings of the example pages."""
    config = Config(model="rules")
    nlp = load_pipeline(config.model, config.gazetteers, config.labels, 1)
    readings = []
    for page in read_pages([root / "seeds"], lambda _: None):
        articles = split_page(page)
        found = list(recognize(articles, nlp))
        mentions, posts = [], []
        for article in articles:
            own = add_references(article, [m for m in found if m.article == article.id])
            mentions += own
            posts += find_posts(article, own, page.date)
        mentions.sort(key=lambda m: m.start)
        readings.append(name_page(Reading(page, tuple(articles), tuple(mentions), tuple(posts))))
    return readings


@pytest.mark.parametrize("left_out", range(5))
def test_example_pages_keep_their_ids_when_one_is_added(seeds: list[Reading], left_out: int) -> None:
    early = seeds[:left_out] + seeds[left_out + 1 :]
    before, after = resolved(*early), resolved(*seeds)
    changed = list(moved(before, after, early))
    assert all(is_told(mention, before, after) for mention in changed)
    assert len(changed) <= 0.01 * sum(len(reading.mentions) for reading in early)


def test_a_page_of_another_name_changes_only_what_is_its_own(marked) -> None:
    one = marked("[P老李]种树，[O星河公司]开业。", page="a.txt")
    other = name_page(replace(one, page=replace(one.page, path="b.txt")))
    names = {e.id for e in resolved(one).entities} & {e.id for e in resolved(other).entities}
    assert len(names) == 1
