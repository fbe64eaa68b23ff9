"""One thing under a short and a fuller name of the corpus is one node; what many are called stays apart."""

import pytest

from kg.corpus import Resolution, resolve, take_census
from kg.store.readings import open_readings
from tests.conftest import read_marked


def told_of(*texts: str) -> Resolution:
    readings = [read_marked(text, page=f"{number}.txt") for number, text in enumerate(texts)]
    with open_readings(readings) as engine:
        return resolve(take_census(engine))


def nodes(*texts: str) -> set[str]:
    return {entity.name for entity in told_of(*texts).entities if entity.label != "TITLE"}


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        # with what it lies in
        ("[L阿富汗]下雨，[L阿富汗喀布尔机场]关闭。", "[L喀布尔机场]重开。", {"阿富汗", "喀布尔机场"}),
        ("[L云南牛栏江]涨水。", "[L牛栏江]退水。", {"牛栏江"}),
        ("[L湖北钟祥市胡集镇]修路。", "[L胡集镇]通车。", {"胡集镇"}),
        ("[L陕西大荔黄河湿地]来客。", "[L陕西渭南大荔黄河湿地]开园。", {"陕西大荔黄河湿地"}),
        ("[O美国福克斯新闻网]报道。", "[O福克斯新闻网]报道。", {"美国福克斯新闻网"}),
        # with what it is
        ("[L明尼阿波利斯市]下雪。", "[L明尼阿波利斯]天晴。", {"明尼阿波利斯"}),
        ("[L也门亚丁国际机场]关闭。", "[L也门亚丁机场]重开。", {"也门亚丁国际机场"}),
        ("[L滇西地区]下雨。", "[L滇西]天晴。", {"滇西"}),
        ("[O星桥公司]招人。", "[O星桥]停产。", {"星桥公司"}),
        ("[O中国国民党]派人。", "[O国民党]派人。", {"中国国民党"}),
        ("[O蒙古公民意志党]派人。", "[O公民意志党]派人。", {"蒙古公民意志党"}),
        # written out
        ("[O中共中央军事委员会]开会。", "[O中国共产党中央军事委员会]开会。", {"中国共产党中央军事委员会"}),
        ("[O俄国家杜马]表决。", "[O俄罗斯国家杜马]休会。", {"俄罗斯国家杜马"}),
        ("[O澳门特区立法会]开会。", "[O澳门特别行政区立法会]休会。", {"澳门特别行政区立法会"}),
        ("[O国家禁毒委]开会。", "[O国家禁毒委员会]开会。", {"国家禁毒委员会"}),
        ("[O中央书刊室]开会。", "[O中共中央书刊室]休会。", {"中共中央书刊室"}),
        ("[O智利气象局]报道。", "[O智利共和国气象局]报道。", {"智利共和国气象局"}),
        ("[O俄联邦气象局]报道。", "[O俄罗斯气象局]报道。", {"俄联邦气象局"}),
        ("[O加纳国家通讯社]报道。", "[O加纳通讯社]报道。", {"加纳国家通讯社"}),
        ("[O老挝党]派人。", "[O老挝人民革命党]开会。", {"老挝人民革命党"}),
        ("[O越南党]派人。", "[O越南共产党]开会。", {"越南共产党"}),
        ("[O巴西党]派人。", "[O巴西共产党]开会。", {"巴西党", "巴西共产党"}),
        ("[O中国国家图书馆]开馆。", "[O国家图书馆]闭馆。", {"中国国家图书馆"}),
        ("[O中国国家队]进球。", "[O国家队]进球。", {"中国国家队", "国家队"}),
        ("[P卢拉]说，[O巴西卢拉政府]缺钱。", "[O巴西政府]缺钱。", {"卢拉", "巴西政府"}),
        ("[P卢拉]说，[O巴西临时政府]缺钱。", "[O巴西政府]缺钱。", {"卢拉", "巴西临时政府", "巴西政府"}),
        ("[O伊民航组织]说。", "[O伊朗民航组织]说。", {"伊民航组织", "伊朗民航组织"}),
        ("[O中国气象网]报道。", "[O全国气象网]报道。", {"中国气象网", "全国气象网"}),
        # called so by many, or two things
        ("[O瑞典社会民主党]派人。", "[O社会民主党]派人。", {"瑞典社会民主党", "社会民主党"}),
        ("[O广西国民党]派人。", "[O国民党]派人。", {"广西国民党", "国民党"}),
        ("[L甘肃秦巴山区]下雪。", "[L秦巴山区]下雨。", {"甘肃秦巴山区", "秦巴山区"}),
        ("[L多米尼克共和国]天晴。", "[L共和国]下雨。", {"多米尼克共和国", "共和国"}),
        ("[L安徽枫林山]下雪。", "[L枫林山]下雨。", {"安徽枫林山", "枫林山"}),
        ("[O全国政协党组]开会。", "[O政协党组]发文。", {"全国政协党组", "政协党组"}),
        ("[O湖北省晨光书店]开张。", "[O晨光书店]售书。", {"湖北省晨光书店", "晨光书店"}),
        ("[L法国国家体育场]散场。", "[L国家体育场]开放。", {"法国国家体育场", "国家体育场"}),
        ("[L江阴长江大桥]通车。", "[L长江大桥]封闭。", {"江阴长江大桥", "长江大桥"}),
        ("[L浙江美术馆]开展。", "[L中国美术馆]闭馆。", {"浙江美术馆", "中国美术馆"}),
        ("[O日本外交学会]来访。", "[O外交学会]发文。", {"日本外交学会", "外交学会"}),
        ("[O蓝天航集团]重组。", "[O蓝天航]停飞。", {"蓝天航集团", "蓝天航"}),
        ("[L哥伦比亚市]下雪。", "[L哥伦比亚]天晴。", {"哥伦比亚市", "哥伦比亚"}),
        ("[L中国澜沧江]涨水。", "[L澜沧江]退水。", {"中国澜沧江", "澜沧江"}),
        ("[L中非达累斯萨拉姆]下雨。", "[L达累斯萨拉姆]天晴。", {"中非达累斯萨拉姆", "达累斯萨拉姆"}),
        ("[O东北晨光网]报道。", "[O晨光网]报道。", {"东北晨光网", "晨光网"}),
        ("[O武汉江夏方舱医院]开诊。", "[O武汉方舱医院]休舱。", {"武汉江夏方舱医院", "武汉方舱医院"}),
        ("[O中国桥梁集团]招人。", "[O中国桥梁]技术出名。", {"中国桥梁集团", "中国桥梁"}),
        ("[L贝鲁特地区]停火。", "[L贝鲁特]下雨。", {"贝鲁特地区", "贝鲁特"}),
    ],
)
def test_a_name_told_more_fully_is_the_same_thing(one: str, other: str, left: set[str]) -> None:
    assert nodes(one, other) == left


def test_what_two_places_have_is_two_things() -> None:
    texts = ("[L海南红石村]下雨。", "[L湖北红石村]下雪。", "[L红石村]天晴。")
    assert nodes(*texts) == {"海南红石村", "湖北红石村", "红石村"}


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        ("[L江苏泰州红石村]下雨。", "[L辽宁省][L盘锦市]下雪，[L红石村]天晴。", 2),
        ("[L鹤壁市红石村]下雨。", "[L河南省][L宝丰县]下雪，[L红石村]天晴。", 2),
        ("[L宜昌和平公园]开放。", "[L日本]的[L和平公园]闭园。", 2),
        ("[O北京协和医院]义诊。", "[L武汉市]的[O协和医院]收治病人。", 2),
        ("[L鹤壁市红石村]下雨。", "[L河南省]下雪，[L红石村]天晴。", 1),
        ("[L鹤壁市红石村]下雨。", "[L红石村]天晴。", 1),
        ("[L新西兰][L奥克兰]下雨。", "[L美国][L奥克兰市]下雪。", 2),
        ("[L新西兰][L奥克兰]下雨。", "[L新西兰]和[L美国]的事，[L奥克兰市]下雪。", 1),
    ],
)
def test_articles_on_other_places_tell_of_another_place(one: str, other: str, left: int) -> None:
    name = "奥克兰" if "奥克兰" in one else next((name for name in ("公园", "医院") if name in one), "红石村")
    told = told_of(one, other)
    assert sum(name in entity.name for entity in told.entities) == left
    doubts = [j for j in told.judgements if j.judgement == "unsure"]
    assert [j.reason.endswith("but in articles on other places") for j in doubts] == [True] * (left - 1)


def test_the_longer_name_is_an_alias_of_the_shorter_and_a_judgement_says_why() -> None:
    told = told_of("[L云南牛栏江]涨水。", "[L牛栏江]退水。")
    (river,) = told.entities
    assert (river.name, river.aliases, river.mentions) == ("牛栏江", ("云南牛栏江",), 2)
    assert [(j.a, j.b, j.reason) for j in told.judgements] == [
        ("牛栏江", "云南牛栏江", "the longer name adds what it lies in")
    ]
