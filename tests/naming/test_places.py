"""Which division a name stands for: same-named divisions by their context, levels, chains."""

import pytest

from kg.knowledge.divisions import read_divisions
from kg.model import Entity
from tests.conftest import resolved

# what the article says, the form, the code; "" where nothing tells
SAME_NAMES = [
    # the province or city of the dateline
    ("[L南京]3月5日电　[L鼓楼区]开工。", "鼓楼区", "320106"),
    ("[L江苏徐州]3月5日电　[L鼓楼区]开工。", "鼓楼区", "320302"),
    ("[L开封]3月5日电　[L鼓楼区]开工。", "鼓楼区", "410204"),
    ("[L福州]3月5日电　[L鼓楼区]开工。", "鼓楼区", "350102"),
    ("[L福建省]今年修路，[L鼓楼区]先行。", "鼓楼区", "350102"),
    # written in one
    ("他住在[L南京市鼓楼区]。", "南京市鼓楼区", "320106"),
    ("他住在[L徐州鼓楼区]。", "徐州鼓楼区", "320302"),
    ("他住在[L北京朝阳区]。", "北京朝阳区", "110105"),
    ("他住在[L长春市朝阳区]。", "长春市朝阳区", "220104"),
    # a place named nearby, before or after
    ("[L长春]的[L朝阳区]有新公园。", "朝阳区", "220104"),
    ("[L朝阳区]有新公园，[L北京市]投资。", "朝阳区", "110105"),
    ("[L海淀区]和[L朝阳区]都有新公园。", "朝阳区", "110105"),
    ("[L玄武区]、[L鼓楼区]试点。", "鼓楼区", "320106"),
    ("[L沈阳]的[L铁西区]和[L和平区]。", "铁西区", "210106"),
    ("[L沈阳]的[L铁西区]和[L和平区]。", "和平区", "210102"),
    ("[L鞍山市][L铁西区]。", "铁西区", "210303"),
    ("[L四平市]的[L铁西区]。", "铁西区", "220302"),
    ("[L天津]的[L和平区]、[L河东区]、[L河西区]。", "和平区", "120101"),
    ("[L天津]的[L和平区]、[L河东区]、[L河西区]。", "河东区", "120102"),
    ("[L临沂市]的[L河东区]。", "河东区", "371312"),
    ("[L天津]的[L和平区]、[L河东区]、[L河西区]。", "河西区", "120103"),
    ("[L宁波]的[L江北区]。", "江北区", "330205"),
    ("[L重庆]的[L江北区]。", "江北区", "500105"),
    ("[L上海]的[L宝山区]。", "宝山区", "310113"),
    ("[L双鸭山市]的[L宝山区]。", "宝山区", "230506"),
    ("[L上海]的[L普陀区]。", "普陀区", "310107"),
    ("[L舟山]的[L普陀区]。", "普陀区", "330903"),
    ("[L江苏南通]的[L通州区]。", "通州区", "320612"),
    ("[L北京]的[L通州区]。", "通州区", "110112"),
    ("[L杭州]的[L西湖区]。", "西湖区", "330106"),
    ("[L南昌]的[L西湖区]。", "西湖区", "360103"),
    ("[L兰州]的[L城关区]。", "城关区", "620102"),
    ("[L拉萨]的[L城关区]。", "城关区", "540102"),
    ("[L石家庄]的[L新华区]。", "新华区", "130105"),
    ("[L沧州]的[L新华区]。", "新华区", "130902"),
    ("[L太原]和[L晋城]的[L城区]。", "城区", "140502"),
    ("[L乌鲁木齐]的[L新市区]。", "新市区", "650104"),
    ("[L西安]的[L新城区]。", "新城区", "610102"),
    ("[L呼和浩特]的[L新城区]。", "新城区", "150102"),
    ("[L锡林郭勒盟]的[L西乌旗]和[L东乌旗]。", "西乌旗", "152526"),
    ("[L锡林郭勒盟]的[L西乌旗]和[L东乌旗]。", "东乌旗", "152525"),
    ("[L内蒙古][L呼伦贝尔市]的[L莫旗]。", "莫旗", "150722"),
    ("[L南京]开会，[L福州]的[L鼓楼区]介绍经验。", "鼓楼区", "350102"),
    ("[L玄武区]和[L鼓楼区]试点，[L江苏]推广。", "鼓楼区", "320106"),
    # of several levels or kinds
    ("[L辽宁省][L朝阳市]", "朝阳市", "211300"),
    ("[L辽宁省]的[L朝阳县]", "朝阳县", "211321"),
    ("他到[L吉林]工作。", "吉林", "220000"),
    ("他到[L吉林市]工作。", "吉林市", "220200"),
    ("他到[L海南]工作。", "海南", "460000"),
    ("他到[L西安]工作。", "西安", "610100"),
    ("他到[L大同]工作。", "大同", "140200"),
    ("他到[L甘南]工作。", "甘南", ""),
    ("[L青海]的[L海南州]。", "海南州", "632500"),
    ("[L乌海市]的[L海南区]。", "海南区", "150303"),
    ("[L青海][L海北州]和[L海西州]。", "海西州", "632800"),
    ("[L新疆生产建设兵团]的[L石河子市]。", "石河子市", "659001"),
    ("[L图木舒克市]。", "图木舒克市", "659003"),
    ("[L神农架林区]。", "神农架林区", "429021"),
    ("[L济源市]。", "济源市", "419001"),
    ("[L莫力达瓦达斡尔族自治旗]。", "莫力达瓦达斡尔族自治旗", "150722"),
    ("[L两江新区]和[L浦东新区]。", "浦东新区", "310115"),
    # nothing tells
    ("记者来到[L鼓楼区]采访。", "鼓楼区", ""),
    ("记者来到[L朝阳区]采访。", "朝阳区", ""),
    ("记者来到[L城关区]采访。", "城关区", ""),
    ("记者来到[L和平区]采访。", "和平区", ""),
    # no division of the Republic, though a place: development zones and new areas
    ("[L雄安新区]。", "雄安新区", ""),
    ("[L苏州]的[L苏州工业园区]。", "苏州工业园区", ""),
]


def named(marked, *articles: str) -> dict[str, Entity]:
    entities = resolved(marked(*articles)).entities
    return {form: e for e in entities for form in (e.name, *e.aliases)}


@pytest.mark.parametrize(("text", "form", "code"), SAME_NAMES)
def test_same_names_by_context(marked, text: str, form: str, code: str) -> None:
    assert (named(marked, text)[form].code or "") == code


def test_the_page_is_the_last_context(marked) -> None:
    found = named(marked, "[L徐州]、[L云龙区]、[L泉山区]、[L徐州市铜山区]。", "[L鼓楼区]开工。")
    assert found["鼓楼区"].code == "320302"


def test_the_article_goes_before_the_page(marked) -> None:
    found = named(marked, "[L徐州]、[L云龙区]、[L泉山区]。", "[L南京]：[L鼓楼区]开工。")
    assert found["鼓楼区"].code == "320106"


def test_what_nothing_tells_is_unsure_and_says_how_many(marked) -> None:
    resolution = resolved(marked("记者来到[L鼓楼区]采访。"))
    (doubt,) = [j for j in resolution.judgements if j.judgement == "unsure"]
    assert doubt.a == "鼓楼区"
    assert "4 divisions" in doubt.reason


def test_a_development_zone_lies_in_its_city(marked) -> None:
    reading = marked("[L苏州市]的[L苏州工业园区]和[O苏州工业园区管委会]，[L兰州]的[L兰州新区]。")
    entities = {e.id: e for e in resolved(reading).entities}
    above = {e.name: entities[e.parent].name for e in entities.values() if e.parent}
    assert (above["苏州工业园区"], above["兰州新区"]) == ("苏州市", "兰州市")


def test_the_34_provincial_units() -> None:
    units = [d for d in read_divisions().by_code.values() if d.level == 1]
    assert len(units) == 34
    assert sum(d.name.endswith("省") for d in units) == 23, "Taiwan among them"
    assert sum(d.name.endswith("自治区") for d in units) == 5
    assert sum(d.name.endswith("市") for d in units) == 4
    assert sum(d.name.endswith("特别行政区") for d in units) == 2


@pytest.mark.parametrize(
    ("kind", "count"),
    [("自治州", 30), ("盟", 3), ("自治旗", 3), ("地区", 7)],
)
def test_rare_kinds_are_complete(kind: str, count: int) -> None:
    names = [d.name for d in read_divisions().by_code.values()]
    assert sum(name.endswith(kind) for name in names) == count


def test_codes_are_those_of_gb_2260_and_chains_lead_to_a_province() -> None:
    divisions = read_divisions()
    for code, division in divisions.by_code.items():
        assert len(code) == 6
        assert code.isdigit()
        assert divisions.chain(division)[-1].level == 1


def test_a_town_lies_in_no_division_that_it_shares_its_name_with(marked) -> None:
    found = resolved(marked("[L湖北省][L荆门市][L东宝区]，[L东宝镇]。"))
    (town,) = (entity for entity in found.entities if entity.name == "东宝镇")
    assert town.parent is None
