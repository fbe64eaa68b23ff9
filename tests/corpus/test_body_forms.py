"""Full and short names of bodies, and bodies that only look alike."""

import pytest

from kg.knowledge.body_forms import abbreviates, read_forms
from kg.naming.organizations import standing_body
from tests.conftest import resolved


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("中国共产党中央委员会政治局", ("中共中央政治局", "中央政治局")),
        ("中国共产党中央纪律检查委员会", ("中央纪委", "中纪委", "中共中央纪委")),
        ("全国人民代表大会常务委员会", ("全国人大常委会", "中华人民共和国全国人大常委会")),
        ("全国人民代表大会宪法和法律委员会", ("全国人大宪法和法律委员会", "全国人大宪法法律委")),
        ("中国人民政治协商会议全国委员会", ("全国政协", "中国全国政协", "政协全国委员会")),
        ("国家发展和改革委员会", ("国家发展改革委", "国家发改委")),
        ("国家药品监督管理局", ("国家药监局",)),
        ("中国民用航空局", ("中国民航局", "民航局")),
        ("中国国民党革命委员会中央委员会", ("民革中央",)),
        ("中国科学院", ("中科院",)),
        ("北京大学", ("北大",)),
        ("中国科学技术大学", ("中国科大", "中科大")),
        ("中央广播电视总台", ("中央广电总台", "中国中央广播电视总台")),
        ("国家电网有限公司", ("国家电网", "国家电网公司")),
        ("中国工商银行", ("工行", "工商银行", "中国工商银行股份有限公司")),
        ("联合国安全理事会", ("安理会", "联合国安理会")),
        ("欧洲联盟", ("欧盟",)),
        ("广东省卫生健康委员会", ("广东省卫生健康委", "广东省卫健委", "广东卫健委")),
        ("广东省药品监督管理局", ("广东省药监局",)),
        ("广东省人民代表大会", ("广东省人大", "广东省十三届人大", "广东省第十三届人民代表大会")),
        ("中国人民政治协商会议广东省委员会", ("广东省政协", "政协广东省第十二届委员会")),
        ("中国人民政治协商会议保定市委员会", ("保定市政协第十二届委员会", "保定市政协委员会")),
        ("中国共产党保定市委员会直属机关工作委员会", ("保定市委直属机关工委", "保定市直属机关工委")),
        ("保定市中级人民法院", ("保定市中院", "保定中院")),
        ("安新县人民法院", ("安新县法院",)),
        ("保定市公安局交通警察支队", ("保定市公安局交警支队", "保定交警支队")),
        ("保定市第一中学", ("保定市一中", "保定一中")),
        ("莫力达瓦达斡尔族自治旗人民政府", ("莫力达瓦达斡尔族自治旗政府",)),
        ("香港特别行政区政府", ("香港特别行政区政府",)),
    ],
)
def test_short_names_of_one_body(name: str, forms: tuple[str, ...]) -> None:
    assert {standing_body(form) for form in (name, *forms)} == {name}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("广东省食药监局", "广东省药监局"),
        ("广东省人大", "广东省人大常委会"),
        ("保定市委", "保定市政府"),
        ("保定市一中", "保定市十一中"),
        ("中国科学院", "中国社会科学院"),
        ("北京大学", "河北大学"),
        ("中国银行", "中国人民银行"),
        ("最高法", "最高检"),
        ("中国、欧盟", "欧盟"),
        ("保定市中院", "安新县法院"),
        ("全国人大外事委员会", "全国政协外事委员会"),
        ("吉林省委", "吉林市委"),
    ],
)
def test_bodies_that_look_alike_are_two(a: str, b: str) -> None:
    assert standing_body(a) != standing_body(b)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("人民医院", "安新县人民医院"),
        ("社会建设委", "广东社会建设委员会"),
        ("星河电池", "星河电池科技股份有限公司"),
        ("星河", "星河有限公司"),
        ("延足", "延边足球俱乐部"),
        ("县医院", "县人民医院"),
    ],
)
def test_a_name_can_be_short_for_another(short: str, full: str) -> None:
    assert abbreviates(short, full)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("河北大学", "河北理工大学"),
        ("俄军", "俄南方军区第五旅"),
        ("星河", "星河影像娱乐公司"),
        ("检察院", "法院和检察院"),
        ("人权理事会", "代表在人权理事会"),
        ("星河集团", "前星河集团"),
        ("北大", "东北大学"),
        ("公司", "公司"),
    ],
)
def test_a_name_is_not_short_for_another(short: str, full: str) -> None:
    assert abbreviates(short, full) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[L北京]下雨。[O北京市政府]发文，[L北京]响应。", {"北京市", "北京市人民政府"}),
        ("[L莫斯科]表态，[O俄罗斯外交部]回应。", {"莫斯科", "俄罗斯外交部"}),
        ("[L白宫]在[L华盛顿]，[O白宫]发文。", {"白宫"}),
        ("[L河北]和[O河北]队。", {"河北省", "河北"}),
    ],
)
def test_a_place_is_not_its_government(marked, text: str, names: set[str]) -> None:
    resolution = resolved(marked(text))
    assert names <= {e.name for e in resolution.entities}
    labels = {(e.label, e.name): e for e in resolution.entities}
    assert not any(
        set(place.aliases) & {"北京市政府", "俄罗斯外交部"}
        for (label, _), place in labels.items()
        if label == "LOC"
    )
    assert len({e.id for e in resolution.entities}) == len(resolution.entities)


def test_an_official_body_takes_no_longer_name(marked) -> None:
    reading = marked("[O最高人民检察院]发文，[O报告和最高人民检察院]，[O最高检]说。")
    assert {"最高人民检察院"} <= {e.name for e in resolved(reading).entities}
    (body,) = [e for e in resolved(reading).entities if e.name == "最高人民检察院"]
    assert body.aliases == ("最高检",)


def test_a_form_means_one_body() -> None:
    single, local = read_forms()
    assert len(single) > 500
    assert all(single.get(name, name) == name for name in single.values())
    assert all("{}" in template for template in local.values())
    assert {form for form in single if single[form] != form} & set(local) == set()
