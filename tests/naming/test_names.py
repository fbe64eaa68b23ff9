"""What a form stands for on its page: tables of provinces far from each other."""

import pytest

from kg.corpus import Census, resolve
from kg.model import Reading


def names(*readings: Reading) -> dict[str, str]:
    """Return 'form' → canonical name, or 'form@article' where the articles of a page differ."""
    census = Census()
    for reading in readings:
        census.add(reading)
    resolution = resolve(census)
    by_id = {entity.id: entity.name for entity in resolution.entities}
    found = {}
    for reading in readings:
        for mention in reading.mentions:
            entity = resolution.entity_of(mention)
            found[mention.text] = found[f"{mention.text}@{mention.article}"] = by_id.get(entity or "", "-")
    return found


GUANGDONG = [
    "[L佛山市]今年推进制造业升级。[L全市]新增企业千家，[L我市][L南海区]、[L顺德区]领先。[O市发改委]表示，[O省工信厅]支持。",
    "[L广东]举行会议，[L我省]部署工作。[O广东省人力资源和社会保障厅]和[O省人社厅]联合发文。[L佛山][O市委宣传部]参会。",
    "[L禅城区]和[L三水区]行动。[O佛山市公安局禅城分局]破案，[O市公安局]表彰。",
]
SICHUAN = [
    "[L四川省]召开大会，[L全省]各地响应。[O四川省卫生健康委员会]通报，[O省卫健委]部署，[O卫健委]解读。",
    "[L凉山彝族自治州]脱贫。[L凉山州][L昭觉县]的变化，[L全县]欢喜。[O县人民医院]扩建，[O昭觉县人民医院]心里有数。",
    "[O中共四川省委]作出决定。[O四川省委]要求，[O省委]强调。[O成都市人大常委会]审议，[L成都]响应。",
]
XINJIANG = [
    "[L新疆]各族群众欢庆，[L自治区]成立纪念。[O自治区党委]召开会议，[O自治区人民政府]部署。[L我区]旅游升温。",
    "[L伊犁哈萨克自治州][L昭苏县]油菜花开，[L伊犁州]迎客。[O新疆大学]师生到访。[O自治区文旅厅]推介，[O新疆维吾尔自治区文化和旅游厅]发布。",
    "[L喀什地区][L疏附县]村民增收，[L该县]电商发展。",
]
HEBEI = [
    "[L河北省][L保定市][L莲池区]开工，[L全区]动员。[O保定市政府]要求，[O市政府]落实。",
    "[L保定][L安新县]治水，[L全县]行动。[O县委]部署，[O安新县委]督办。[L白洋淀]水清。",
    "[L阜平县]苹果丰收，[L该县]农民增收。[L全市]推广。",
]
INNER_MONGOLIA = [
    "[L莫力达瓦达斡尔族自治旗]丰收，[L莫旗]农民说。[L呼伦贝尔市]支持，[L我市]奖励。[L我区]启动。",
    "[L科尔沁右翼前旗]放牧，[L科右前旗]牧民转场。[L内蒙古]草原绿了，[O自治区林草局]测算。",
    "[L呼伦贝尔]那达慕，[L鄂温克族自治旗]、[L陈巴尔虎旗]参赛。",
]


@pytest.mark.parametrize(
    ("page", "form", "name"),
    [
        (GUANGDONG, "全市", "佛山市"),
        (GUANGDONG, "我市", "佛山市"),
        (GUANGDONG, "佛山", "佛山市"),
        (GUANGDONG, "我省", "广东省"),
        (GUANGDONG, "广东", "广东省"),
        (GUANGDONG, "市发改委", "佛山市发展和改革委员会"),
        (GUANGDONG, "省工信厅", "广东省工业和信息化厅"),
        (GUANGDONG, "省人社厅", "广东省人力资源和社会保障厅"),
        (GUANGDONG, "市委宣传部", "中国共产党佛山市委员会宣传部"),
        (GUANGDONG, "市公安局", "佛山市公安局"),
        (GUANGDONG, "佛山市公安局禅城分局", "佛山市公安局禅城分局"),
        (SICHUAN, "全省", "四川省"),
        (SICHUAN, "省卫健委", "四川省卫生健康委员会"),
        (SICHUAN, "卫健委", "四川省卫生健康委员会"),
        (SICHUAN, "凉山州", "凉山彝族自治州"),
        (SICHUAN, "全县", "昭觉县"),
        (SICHUAN, "县人民医院", "昭觉县人民医院"),
        (SICHUAN, "中共四川省委", "中国共产党四川省委员会"),
        (SICHUAN, "四川省委", "中国共产党四川省委员会"),
        (SICHUAN, "省委", "中国共产党四川省委员会"),
        (SICHUAN, "成都市人大常委会", "成都市人民代表大会常务委员会"),
        (SICHUAN, "成都", "成都市"),
        (XINJIANG, "新疆", "新疆维吾尔自治区"),
        (XINJIANG, "自治区", "新疆维吾尔自治区"),
        (XINJIANG, "我区", "新疆维吾尔自治区"),
        (XINJIANG, "自治区党委", "中国共产党新疆维吾尔自治区委员会"),
        (XINJIANG, "自治区人民政府", "新疆维吾尔自治区人民政府"),
        (XINJIANG, "自治区文旅厅", "新疆维吾尔自治区文化和旅游厅"),
        (XINJIANG, "伊犁州", "伊犁哈萨克自治州"),
        (XINJIANG, "新疆大学", "新疆大学"),
        (XINJIANG, "该县", "疏附县"),
        (HEBEI, "全区", "莲池区"),
        (HEBEI, "市政府", "保定市人民政府"),
        (HEBEI, "保定市政府", "保定市人民政府"),
        (HEBEI, "保定", "保定市"),
        (HEBEI, "全县", "安新县"),
        (HEBEI, "县委", "中国共产党安新县委员会"),
        (HEBEI, "安新县委", "中国共产党安新县委员会"),
        (HEBEI, "该县", "阜平县"),
        (HEBEI, "全市", "保定市"),
        (INNER_MONGOLIA, "莫旗", "莫力达瓦达斡尔族自治旗"),
        (INNER_MONGOLIA, "我市", "呼伦贝尔市"),
        (INNER_MONGOLIA, "我区", "内蒙古自治区"),
        (INNER_MONGOLIA, "科右前旗", "科尔沁右翼前旗"),
        (INNER_MONGOLIA, "自治区林草局", "内蒙古自治区林业和草原局"),
        (INNER_MONGOLIA, "呼伦贝尔", "呼伦贝尔市"),
    ],
)
def test_a_form_on_its_page(marked, page: list[str], form: str, name: str) -> None:
    assert names(marked(*page))[form] == name


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        (["[L南京市][L鼓楼区]开学。", "[L徐州市]放假。"], {"鼓楼区": "南京市鼓楼区"}),
        (["[L福州市]通车，[L鼓楼区]受益。"], {"鼓楼区": "福州市鼓楼区"}),
        (["[L鼓楼区]开学。"], {"鼓楼区": "鼓楼区"}),
        (
            ["[L北京市][L朝阳区]建成公园。", "[L长春市][L朝阳区]下雪。"],
            {"朝阳区@1": "北京市朝阳区", "朝阳区@2": "长春市朝阳区"},
        ),
        (["[L四川成都]办展，[L成都]欢迎你。"], {"四川成都": "成都市", "成都": "成都市"}),
        (["[L内蒙古][L鄂托克旗]和[L鄂托克前旗]。"], {"鄂托克旗": "鄂托克旗"}),
        (["[L我国]与[L大韩民国]，[L中国]和[L韩国]。"], {"我国": "中国", "大韩民国": "韩国"}),
        (["[L吉林]下雪，[L吉林市]雾凇。"], {"吉林": "吉林省", "吉林市": "吉林市"}),
        (["[L锦绣广场]开放。[L石家庄市锦绣广场]热闹。"], {"锦绣广场": "石家庄市锦绣广场"}),
        (["[L甲广场]和[L乙广场]，[L广场]。"], {"广场": "广场"}),
        (["[L该县]发展。"], {"该县": "该县"}),
        (["[L河北省]开会，[L省会]降雨。"], {"省会": "石家庄市"}),
    ],
)
def test_places(marked, articles: list[str], expected: dict[str, str]) -> None:
    found = names(marked(*articles))
    assert {form: found[form] for form in expected} == expected


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        (
            ["[O德赛电池]受罚。[O惠州市德赛电池股份有限公司]公告。"],
            {"德赛电池": "惠州市德赛电池股份有限公司"},
        ),
        (["[O北京大学]和[O北京理工大学]共建。"], {"北京大学": "北京大学"}),
        (["[O红军]与[O红九军团]。"], {"红军": "红军"}),
        (["[O中共]和[O中国共产党]。"], {"中共": "中国共产党"}),
        (["[O中国银行]、[O中国农业银行]放贷。"], {"中国银行": "中国银行"}),
        (["[O山东省人大常委会][T副主任]、[O总工会][T主席][P甲一]到会。"], {"总工会": "山东省总工会"}),
        (
            ["[O山东省委][T副书记]、[O政法委][T书记][P甲一]到会。"],
            {"政法委": "中国共产党山东省委员会政法委员会"},
        ),
        (
            ["[O山东省委保密办][T主任][P乙二]。[O济南市委][T常委]、[O保密办][T主任][P甲一]到会。"],
            {"保密办": "济南市保密办"},
        ),
        (["[O山东大学][T教授]、[O研究会][T会长][P甲一]到会。"], {"研究会": "研究会"}),
        (["[O河北大学附属医院]扩建，[O附属医院]招人。"], {"附属医院": "河北大学附属医院"}),
        (["[O甲县人民医院]与[O乙县人民医院]。", "[O人民医院]义诊。"], {"人民医院": "人民医院"}),
        (["[O延边足球俱乐部]主场，[O延足]获胜。"], {"延足": "延边足球俱乐部"}),
        (
            ["[O中纪委]和[O中央纪委]、[O中国共产党中央纪律检查委员会]。"],
            {"中纪委": "中国共产党中央纪律检查委员会", "中央纪委": "中国共产党中央纪律检查委员会"},
        ),
        (["[O俄罗斯外交部]回应，[O外交部]称将反制。"], {"外交部": "俄罗斯外交部"}),
        (["[O外交部]发言人答问。"], {"外交部": "外交部"}),
        (
            ["[O全国人大常委会]审议，[O国务院]提请。"],
            {"全国人大常委会": "全国人民代表大会常务委员会", "国务院": "国务院"},
        ),
        (["[O集宁师范学院]与[O集宁师范学院美术学院]。"], {"集宁师范学院": "集宁师范学院"}),
        (["[O市场监管局]检查。[L保定市]。"], {"市场监管局": "市场监管局"}),
        (
            ["[O北京平谷区医院]的[O平谷区医院]。"],
            {"北京平谷区医院": "平谷区医院", "平谷区医院": "平谷区医院"},
        ),
        (["[O本报]讯"], {"本报": "-"}),
        (["[O人大]代表到[O全国人大]开会。"], {"人大": "人大"}),
        (["[O全国政协]开会，[O政协]协商。"], {"政协": "中国人民政治协商会议全国委员会"}),
        (["[O全国政协]和[O保定市政协]开会，[O政协]协商。"], {"政协": "中国人民政治协商会议保定市委员会"}),
        (
            ["[O政协山东省第十二届委员会提案委员会]"],
            {"政协山东省第十二届委员会提案委员会": "中国人民政治协商会议山东省委员会提案委员会"},
        ),
        (
            ["[O政协保定市委员会]开会，[O保定市政协]发言。"],
            {
                "政协保定市委员会": "中国人民政治协商会议保定市委员会",
                "保定市政协": "中国人民政治协商会议保定市委员会",
            },
        ),
    ],
)
def test_bodies(marked, articles: list[str], expected: dict[str, str]) -> None:
    found = names(marked(*articles))
    assert {form: found[form] for form in expected} == expected


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        (["[O卫生院][T院长][P马小兰]说。[P马院长]很忙。"], {"马院长": "马小兰"}),
        (["[P马小兰]和[P马大海]到了。[P马院长]很忙。"], {"马院长": "马院长"}),
        (["[O卫生院][T院长][P马小兰]和[P马大海]到了。[P马院长]很忙。"], {"马院长": "马小兰"}),
        (["[P欧阳晓]到会，[P欧阳副主席]讲话。"], {"欧阳副主席": "欧阳晓"}),
        (["[P欧小海]到会，[P欧阳副主席]讲话。"], {"欧阳副主席": "欧阳副主席"}),
        (["[P李建国]种树，[P老李]笑了。"], {"老李": "李建国"}),
        (
            ["[P唐纳德•特朗普]讲话，[P特朗普]说。"],
            {"唐纳德•特朗普": "唐纳德·特朗普", "特朗普": "唐纳德·特朗普"},
        ),
        (["[PJohn Smith]到了，[PSmith]说。"], {"Smith": "JohnSmith"}),
        (["[P王强]与[P王强军]比赛。"], {"王强": "王强"}),
    ],
)
def test_people(marked, articles: list[str], expected: dict[str, str]) -> None:
    found = names(marked(*articles))
    assert {form: found[form] for form in expected} == expected


def test_a_part_of_a_name_is_resolved_over_pages(marked) -> None:
    pages = marked("[P弗拉基米尔·伊万诺夫]。", page="a.txt"), marked("[P伊万诺夫]。", page="b.txt")
    assert names(*pages)["伊万诺夫"] == "弗拉基米尔·伊万诺夫"
