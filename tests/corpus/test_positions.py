"""Where places are: checked against positions that any atlas gives."""

import math

import pytest

from kg.knowledge.divisions import read_divisions
from kg.knowledge.positions import position_of, read_positions
from tests.conftest import resolved

KNOWN = [
    ("110000", "北京市", 39.90, 116.40),
    ("150100", "呼和浩特市", 40.84, 111.75),
    ("310000", "上海市", 31.23, 121.47),
    ("440300", "深圳市", 22.54, 114.06),
    ("460200", "三亚市", 18.25, 109.51),
    ("653101", "喀什市", 39.47, 75.99),
    ("232701", "漠河市", 52.97, 122.53),
    ("540100", "拉萨市", 29.65, 91.13),
    ("659001", "石河子市", 44.31, 86.08),
    ("152526", "西乌珠穆沁旗", 44.59, 117.61),
    ("620982", "敦煌市", 40.14, 94.66),
    ("230883", "抚远市", 48.36, 134.30),
    ("710100", "台北市", 25.04, 121.55),
    ("810000", "香港特别行政区", 22.28, 114.17),
    ("820000", "澳门特别行政区", 22.19, 113.54),
]
CAPITALS = [
    ("法国", 48.86, 2.35),
    ("东京", 35.69, 139.69),
    ("美国", 38.90, -77.04),
    ("蒙古国", 47.91, 106.88),
    ("巴西", -15.79, -47.88),
    ("新西兰", -41.29, 174.78),
]


@pytest.mark.parametrize(("code", "name", "latitude", "longitude"), KNOWN)
def test_a_division_lies_where_the_atlas_has_it(
    code: str, name: str, latitude: float, longitude: float
) -> None:
    division, position = read_divisions().by_code[code], position_of(code)
    assert division.name == name
    assert position is not None
    assert math.dist(position, (latitude, longitude)) < 0.08, "about 8 km"


@pytest.mark.parametrize(("name", "latitude", "longitude"), CAPITALS)
def test_a_country_lies_at_its_capital(name: str, latitude: float, longitude: float) -> None:
    position = position_of(name)
    assert position is not None
    assert math.dist(position, (latitude, longitude)) < 0.1


def test_positions_are_of_wgs84_and_not_shifted_as_chinese_maps_are() -> None:
    """The city hall of Shanghai lies 0.0045 degrees further east on those maps."""
    position = position_of("310000")
    assert position is not None
    assert abs(position.longitude - 121.4693) < 0.0015


def test_every_division_but_the_districts_of_taiwan_has_a_position() -> None:
    lacking = {code for code in read_divisions().by_code if position_of(code) is None}
    assert all(code.startswith("71") and not code.endswith("00") for code in lacking)


def test_counties_lie_near_their_prefecture() -> None:
    divisions, positions = read_divisions(), read_positions()
    far = [
        division.name
        for code, division in divisions.by_code.items()
        for above in [divisions.parent(division)]
        if above and above.level == 2 and code in positions
        if math.dist(positions[code], positions[above.code]) > 6
    ]
    assert far == ["南沙区"], "the Spratly Islands"


def test_entities_get_the_position_of_their_place(marked) -> None:
    reading = marked("[L四川][L成都市]、[L法国]和[L青羊宫]，[O成都市公安局]。")
    found = {e.name: (e.latitude, e.longitude) for e in resolved(reading).entities}
    assert found["成都市"] == pytest.approx((30.57, 104.07), abs=0.05)
    assert found["法国"] == pytest.approx((48.86, 2.35), abs=0.05)
    assert found["青羊宫"] == found["成都市公安局"] == (None, None)
