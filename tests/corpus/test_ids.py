"""Ids last: whatever pages come later, a node keeps its id unless a judgement merged or split it."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Reading
from tests.conftest import read_marked, resolved

_PEOPLE = ("王小明", "李大海", "孙玉梅", "钱守义")
_BODIES = (
    "四川省卫健委",
    "四川省卫生健康委员会",
    "省卫健委",
    "绵阳市公安局",
    "市公安局",
    "绵阳市第三医院",
    "保定市教育局",
)
_PLACES = ("四川", "四川省", "绵阳市", "绵阳", "鼓楼区", "保定市", "我市")
_TITLES = ("主任", "副主任", "局长", "原局长", "医生")
_SENTENCES = st.one_of(
    st.builds("[O{}][T{}][P{}]讲话。".format, *map(st.sampled_from, (_BODIES, _TITLES, _PEOPLE))),
    st.builds("[P{}]到[L{}]。".format, *map(st.sampled_from, (_PEOPLE, _PLACES))),
    st.builds("[L{}][O{}]开会。".format, *map(st.sampled_from, (_PLACES, _BODIES))),
)
_PAGES = st.lists(st.lists(_SENTENCES, min_size=1, max_size=4).map("".join), min_size=1, max_size=4)


def _read(pages: Sequence[str], first: int = 0) -> list[Reading]:
    """Return the readings of pages of consecutive days."""
    return [
        read_marked(text, page=f"{number:02}.txt", date=f"2024-01-{number:02}")
        for number, text in enumerate(pages, first + 1)
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_PAGES, _PAGES)
def test_ids_stay_when_later_pages_are_added(before: list[str], later: list[str]) -> None:
    early = _read(before)
    one, both = resolved(*early), resolved(*early, *_read(later, len(before)))
    names = {entity.id: entity.name for entity in both.entities}
    for entity in one.entities:
        assert names.get(entity.id) == entity.name
    for reading in early:
        for mention in reading.mentions:
            if mention.label != "PER":  # of two namesakes, later pages may tell who is meant
                assert one.entity_of(mention) == both.entity_of(mention), mention.text


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_PAGES, st.randoms(use_true_random=False))
def test_the_order_in_which_pages_are_read_changes_nothing(pages: list[str], chance: object) -> None:
    readings = _read(pages)
    mixed = list(readings)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = resolved(*readings), resolved(*mixed)
    assert (one.entities, one.judgements) == (other.entities, other.judgements)


def test_a_merge_that_changes_an_id_is_a_judgement() -> None:
    early = [read_marked("[L美国][T总统][P特朗普]讲话。", page="a.txt")]
    later = [read_marked("[L美国][T总统][P唐纳德·特朗普]讲话。", page="b.txt")]
    one, both = resolved(*early), resolved(*early, *later)
    gone = {e.id for e in one.entities} - {e.id for e in both.entities}
    assert len(gone) == 1
    assert ("特朗普", "唐纳德·特朗普", "positive") in {(j.a, j.b, j.judgement) for j in both.judgements}


@pytest.mark.parametrize("name", ["a.txt", "目录/b.txt"])
def test_the_name_of_a_page_does_not_matter_to_ids(name: str) -> None:
    text = "[O四川省卫健委][T主任][P王小明]到[L成都]。"
    assert [e.id for e in resolved(read_marked(text, page=name)).entities] == [
        e.id for e in resolved(read_marked(text)).entities
    ]
