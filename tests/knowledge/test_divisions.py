"""Divisions of China, their capitals and townships; surnames; spellings."""

import pytest

from kg.knowledge.divisions import read_divisions, read_townships
from kg.knowledge.spelling import plain_form, to_plain
from kg.knowledge.surnames import family_name, is_surname, read_surnames


def test_divisions_are_complete() -> None:
    divisions = read_divisions().by_code.values()
    assert sum(d.level == 1 for d in divisions) == 34
    assert len(divisions) > 3200
    assert sum(map(len, read_townships().values())) > 25_000


@pytest.mark.parametrize(
    ("name", "short", "code"),
    [
        ("内蒙古自治区", "内蒙古", "150000"),
        ("恩施土家族苗族自治州", "恩施", "422800"),
        ("凯里市", "凯里", "522601"),
    ],
)
def test_divisions_have_short_names_and_codes(name: str, short: str, code: str) -> None:
    assert next((d.short, d.code) for d in read_divisions().by_code.values() if d.name == name) == (
        short,
        code,
    )


@pytest.mark.parametrize(
    ("text", "name", "end"),
    [
        ("山东济南章丘", "章丘区", 6),
        ("山东烟台蓬莱区", "蓬莱区", 7),
        ("山东济南大学", "山东省", 2),
        ("河北保定市公安局", "保定市", 5),
    ],
)
def test_the_division_that_a_text_begins_with(text: str, name: str, end: int) -> None:
    found = read_divisions().leading(text)
    assert found is not None
    assert (found[0].name, found[1]) == (name, end)


@pytest.mark.parametrize(
    ("province", "capital"),
    [
        ("内蒙古自治区", "呼和浩特市"),
        ("山东省", "济南市"),
        ("新疆维吾尔自治区", "乌鲁木齐市"),
        ("北京市", None),
    ],
)
def test_a_province_is_governed_from_its_capital(province: str, capital: str | None) -> None:
    divisions = read_divisions()
    division = divisions.named(province)
    assert division is not None
    found = divisions.capital(division)
    assert (found.name if found else None) == capital
    assert found is None or divisions.is_capital(found)


def test_all_provinces_and_regions_but_the_direct_ones_have_a_capital_inside() -> None:
    divisions = read_divisions()
    provinces = [d for d in divisions.by_code.values() if d.level == 1 and d.name.endswith(("省", "自治区"))]
    inside = {d.name for d in provinces if (c := divisions.capital(d)) and divisions.contains(d, c)}
    assert {d.name for d in provinces} - inside == {"台湾省"}


@pytest.mark.parametrize(
    ("text", "surname"),
    [("王", True), ("欧阳", True), ("爱新觉罗", True), ("的", False), ("", False), ("王李", False)],
)
def test_surnames(text: str, surname: bool) -> None:
    assert is_surname(text) is surname


def test_what_is_known_of_surnames_is_said_of_surnames() -> None:
    surnames = read_surnames()
    assert len(surnames.single) > 500
    assert surnames.common | surnames.words <= surnames.single


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        *[("司马光", "司马"), ("司马", "司"), ("王小明", "王"), ("A君", ""), ("王", ""), ("Smith", "")],
        *[("欧阳晓晖", "欧阳"), ("欧小海", "欧"), ("那顺孟和", "那"), ("王·李", "")],
    ],
)
def test_the_surname_of_a_full_name(name: str, surname: str) -> None:
    assert family_name(name) == surname


@pytest.mark.parametrize(
    ("text", "plain", "name"),
    [
        ("張喆", "张哲", "张喆"),
        ("黒澤", "黒泽", "黑泽"),
        ("｢甲｣", "「甲」", "｢甲｣"),
        ("乾隆", "乾隆", "乾隆"),
    ],
)
def test_names_keep_what_texts_do_not(text: str, plain: str, name: str) -> None:
    assert (to_plain(text), plain_form(text)) == (plain, name)
