"""Bare back-references that only their article makes into names."""

from dataclasses import replace
from itertools import pairwise

import pytest

from kg.naming import add_references, name_page
from tests.conftest import resolved


def added(reading) -> list[str]:
    """Return the back-references found, as label and text."""
    (article,) = reading.articles
    found = [m for m in add_references(article, reading.mentions) if m.source == "reference"]
    assert [reading.page.raw[m.start : m.end] for m in found] == [m.text for m in found]
    return [f"{m.label} {m.text}" for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[O安新县苇编联盟]成立。联盟有会员百人，“联盟”很活跃。", ["ORG 联盟", "ORG 联盟"]),
        ("[O安新县苇编联盟]成立，是省际联盟之一。", []),
        ("联盟很多。[O安新县苇编联盟]成立。", []),
        ("[O安新县医院骨科]扩建，患者在骨科住院。", ["ORG 骨科"]),
        ("[O保定市卫生学校附属中心]揭牌，中心主任到会，中心化管理。", ["ORG 中心"]),
        ("[L保定市人民广场]亮灯，市民在人民广场看灯。", ["LOC 人民广场"]),
        ("[O自治区党委]、政府部署，政府工作报告提出。", ["ORG 政府"]),
        ("[O市委组织部]、宣传部联合发文，宣传部长到会。", ["ORG 宣传部"]),
        ("[L安新县]增收，该县电商多，该县域经济强。", ["LOC 该县"]),
        ("[L西藏自治区]下雨，首府放晴。", ["LOC 首府"]),
        ("[L四川省]下雨。省会放晴。", ["LOC 省会"]),
        ("[L四川省]下雨，在省会放晴。", []),
        ("[L四川省]下雨，省会城市放晴。", []),
        ("[L四川省]下雨，省会是[L成都市]。", []),
        ("首府放晴。", []),
        ("增收，该县电商多。", []),
        ("[P联盟]到会，联盟。", []),
        ("[O联盟]到会，联盟。", []),
    ],
)
def test_back_references(marked, text: str, expected: list[str]) -> None:
    assert added(marked(text)) == expected


def test_no_mention_is_lost_or_overlapped(marked) -> None:
    reading = marked("[O安新县苇编联盟]与[O省际联盟]签约，联盟在[L安新县]，该县[P王建]到会。")
    mentions = add_references(reading.articles[0], reading.mentions)
    assert set(reading.mentions) < set(mentions)
    ends = [(m.start, m.end) for m in mentions]
    assert all(left[1] <= right[0] for left, right in pairwise(ends))


def test_a_back_reference_is_the_body_it_points_at(marked) -> None:
    reading = marked("[L安新县]办展。[O安新县苇编联盟]成立。联盟有会员百人。")
    mentions = tuple(add_references(reading.articles[0], reading.mentions))
    named = name_page(replace(reading, mentions=mentions, posts=()))
    resolution = resolved(named)
    assert {resolution.entity_of(m) for m in named.mentions if m.label == "ORG"} == {
        next(e.id for e in resolution.entities if e.name == "安新县苇编联盟")
    }
