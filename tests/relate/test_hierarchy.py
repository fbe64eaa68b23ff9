"""Edges that names alone state."""

import pytest

from kg.api import relate_readings, resolve_readings
from kg.model import Edge


def stated(marked, *texts: str) -> set[tuple[str, str, str]]:
    readings = [marked(text, page=f"{number}.txt") for number, text in enumerate(texts)]
    resolution = resolve_readings(readings)
    names = {entity.id: entity.name for entity in resolution.entities}
    edges = relate_readings(readings, resolution)
    return {(names[e.source], e.kind, names[e.target]) for e in edges if e.kind in ("part_of", "located_in")}


def test_a_place_is_part_of_the_nearest_division_that_has_a_node(marked) -> None:
    found = stated(marked, "[L四川省][L成都市][L武侯区]。", "[L广东省]、[L南海区]。[L佛山市南海区桂城街道]。")
    assert {("武侯区", "part_of", "成都市"), ("成都市", "part_of", "四川省")} <= found
    assert ("南海区", "part_of", "广东省") in found, "Foshan itself has no node"


def test_divisions_of_one_name_lie_where_the_page_says(marked) -> None:
    found = stated(marked, "[L江苏省][L南京市][L鼓楼区]。", "[L福建省][L福州市][L鼓楼区]。", "[L鼓楼区]。")
    assert {(a, c) for a, kind, c in found if "鼓楼区" in a} == {
        ("南京市鼓楼区", "南京市"),
        ("福州市鼓楼区", "福州市"),
    }


def test_a_ward_is_part_of_its_hospital_and_the_hospital_lies_in_its_city(marked) -> None:
    found = stated(marked, "[L保定市][O保定市第二中心医院][O保定市第二中心医院心内科]。")
    assert found == {
        ("保定市第二中心医院心内科", "part_of", "保定市第二中心医院"),
        ("保定市第二中心医院心内科", "located_in", "保定市"),
        ("保定市第二中心医院", "located_in", "保定市"),
    }


def test_an_alliance_does_not_lie_in_the_city_of_its_name(marked) -> None:
    assert stated(marked, "[L上海]的[O上海合作组织]和[O上海市公安局]。") == {
        ("上海市公安局", "located_in", "上海市")
    }


def test_a_committee_lies_in_the_place_that_it_leads(marked) -> None:
    found = stated(marked, "[L广东省][O中共广东省委][O广东省委宣传部][O广东省政协]。")
    located = {a for a, kind, b in found if (kind, b) == ("located_in", "广东省")}
    assert located == {
        "中国共产党广东省委员会",
        "中国共产党广东省委员会宣传部",
        "中国人民政治协商会议广东省委员会",
    }
    assert ("中国共产党广东省委员会宣传部", "part_of", "中国共产党广东省委员会") in found


def test_what_names_state_has_no_evidence_and_no_count(marked) -> None:
    readings = [marked("[L四川省]。[L成都市]。")]
    (edge,) = relate_readings(readings, resolve_readings(readings))
    assert edge == Edge(edge.source, edge.target, "part_of", 0, 1.0, None, None, ())


PARTS = [
    ("保定市第二中心医院", "保定市第二中心医院心内科", "保定市第二中心医院"),
    ("河北大学", "河北大学文学院", "河北大学"),
    ("河北大学", "河北大学党委", "河北大学"),
    ("保定市公安局", "保定市公安局交警支队", "保定市公安局"),
    ("保定市教育局", "保定市教育局办公室", "保定市教育局"),
    ("国务院", "国务院办公厅", "国务院"),
    ("外交部", "外交部新闻司", "外交部"),
    ("新华社", "新华社河北分社", "新华通讯社"),
    ("中国石油天然气集团有限公司", "中国石油天然气集团有限公司大庆分公司", "中国石油天然气集团有限公司"),
    ("中国工商银行", "中国工商银行保定分行", "中国工商银行"),
    ("中国工商银行", "工商银行保定分行", "中国工商银行"),
    ("广东省委", "广东省委宣传部", "中国共产党广东省委员会"),
    ("全国人大常委会", "全国人大常委会法制工作委员会", "全国人民代表大会常务委员会"),
]


@pytest.mark.parametrize(("whole", "part", "name"), PARTS)
def test_a_part_is_part_of_the_whole_that_its_name_begins_with(
    marked, whole: str, part: str, name: str
) -> None:
    found = {c for _, kind, c in stated(marked, f"[O{whole}]和[O{part}]。") if kind == "part_of"}
    assert found == {name}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("河北大学", "河北大学城管委会"),
        ("教育部", "教育部门"),
        ("中国队", "中国队友联谊会"),
        ("北京市", "北京市政协"),
    ],
)
def test_other_words_that_begin_alike_are_no_parts(marked, one: str, other: str) -> None:
    assert not {kind for _, kind, _ in stated(marked, f"[O{one}]和[O{other}]。")} & {"part_of"}


def test_a_whole_that_no_page_names_gets_no_node(marked) -> None:
    assert stated(marked, "[O保定市第二中心医院心内科]。") == set()


def test_provinces_and_capitals_lie_in_their_country(marked) -> None:
    found = stated(marked, "[L中国]、[L四川]、[L成都]，[L韩国]的[L首尔]，[L绥远省]，[L西伯利亚]。")
    assert found == {
        ("四川省", "part_of", "中国"),
        ("成都市", "part_of", "四川省"),
        ("绥远省", "part_of", "中国"),
        ("首尔", "part_of", "韩国"),
    }
