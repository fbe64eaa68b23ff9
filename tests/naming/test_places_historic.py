"""Divisions that are no more: a place of their own, or the same one under a new name."""

import pytest

from kg.knowledge.divisions import read_divisions
from kg.knowledge.historic import historic_named, read_historic
from kg.model import Entity
from tests.conftest import resolved

KEPT = [
    ("襄樊市", "襄阳市", "420600"),
    ("襄樊", "襄阳市", "420600"),
    ("旅大市", "大连市", "210200"),
    ("北平", "北京市", "110000"),
    ("归绥市", "呼和浩特市", "150100"),
    ("迪化", "乌鲁木齐市", "650100"),
    ("思茅市", "普洱市", "530800"),
    ("渡口市", "攀枝花市", "510400"),
    ("通什市", "五指山市", "469001"),
    ("吴旗县", "吴起县", "610626"),
    ("安西县", "瓜州县", "620922"),
    ("苍山县", "兰陵县", "371324"),
    ("路南彝族自治县", "石林彝族自治县", "530126"),
    ("广西僮族自治区", "广西壮族自治区", "450000"),
]
OWN = [
    ("绥远省", 1, "150000"),
    ("西康省", 1, "510000|540000"),
    ("平原省", 1, "410700|410500|371500|371700"),
    ("哲里木盟", 2, "150500"),
    ("昭乌达盟", 2, "150400"),
    ("伊克昭盟", 2, "150600"),
    ("巴彦淖尔盟", 2, "150800"),
    ("黑河地区", 2, "231100"),
    ("松花江地区", 2, "230100"),
    ("雁北地区", 2, "140200|140600"),
    ("徽州地区", 2, "341000"),
    ("万县市", 3, "500101"),
    ("沙市市", 3, "421002"),
    ("中甸县", 3, "533401"),
    ("昌平县", 3, "110114"),
    ("宣武区", 3, "110102"),
    ("吴县市", 3, "320506|320507"),
    ("临河市", 3, "150802"),
    ("浦东县", None, ""),
]


def only(marked, text: str, name: str) -> Entity:
    entities = resolved(marked(text)).entities
    return next(entity for entity in entities if name in (entity.name, *entity.aliases))


@pytest.mark.parametrize(("old", "new", "code"), KEPT)
def test_a_division_under_a_new_name_is_one_place(marked, old: str, new: str, code: str) -> None:
    entity = only(marked, f"他1979年到[L{old}]工作。", old)
    assert (entity.name, entity.code, entity.kind, entity.successors) == (new, code, None, None)


@pytest.mark.parametrize(("old", "level", "successors"), OWN)
def test_a_division_of_another_kind_is_a_place_of_its_own(
    marked, old: str, level: int | None, successors: str
) -> None:
    entity = only(marked, f"他曾到[L{old}]工作。", old)
    kind = "historic" if level else None
    assert (entity.name, entity.level, entity.successors or "", entity.kind) == (old, level, successors, kind)
    assert entity.code is None, "GB/T 2260 has it no more"
    assert (entity.latitude is not None) == (successors != "" and "|" not in successors)


def test_old_and_new_stay_apart_and_the_judgement_says_why(marked) -> None:
    found = resolved(marked("1998年的[L哲里木盟]，今天的[L通辽市]，都在[L内蒙古]。[L内蒙古哲里木盟]。"))
    assert {e.name for e in found.entities} == {"哲里木盟", "通辽市", "内蒙古自治区"}
    parts = {e.name: e.parent for e in found.entities}
    assert parts["哲里木盟"] == parts["通辽市"] is not None
    (refused,) = [j for j in found.judgements if j.judgement == "negative"]
    assert (refused.a, refused.b) == ("哲里木盟", "通辽市")
    assert "1999" in refused.reason


def test_bodies_lie_in_the_division_of_their_time(marked) -> None:
    reading = marked("[L哲里木盟]和[O哲里木盟公安局]，[L襄樊市]和[O襄樊市公安局]。")
    entities = {e.id: e for e in resolved(reading).entities}
    places = {e.name: entities[e.located_in].name for e in entities.values() if e.located_in}
    assert places == {"哲里木盟公安局": "哲里木盟", "襄樊市公安局": "襄阳市"}


def test_names_of_today_go_first() -> None:
    today = read_divisions().by_form
    assert not set(read_historic()) & set(today)


def test_every_successor_is_a_division_of_today() -> None:
    codes = {code for known in read_historic().values() for entry in known for code in entry.successors}
    assert codes <= set(read_divisions().by_code)
    assert len(read_historic()) > 1400


@pytest.mark.parametrize("form", ["青岛", "成都市", "某县", "郊区", "城区"])
def test_other_names_are_not_of_old(form: str) -> None:
    assert historic_named(form) is None
