"""What describes a place or body, or names a ship, is no name; people end where another word begins."""

import pytest

from kg.recognize.body_edges import balance, mend_body, part_places
from kg.recognize.candidates import Candidate
from kg.recognize.descriptions import drop_descriptions
from kg.recognize.person_ends import end_people
from tests.recognize.marked import draft_of_marked, read_marked

LEFT = [
    pytest.param("洪水淹没了[该州]L大部。", [], id="pointed at"),
    pytest.param("记者来到[本溪]L采访。", ["本溪"], id="a city that begins so"),
    pytest.param("[中越两党]O关系友好。", [], id="two parties"),
    pytest.param("[中俄政府]O签署协议。", [], id="two governments"),
    pytest.param("[中美洲议会]O发表声明。", ["中美洲议会"], id="one body"),
    pytest.param("“[里根]P”号航母离港。", [], id="ship in quotes"),
    pytest.param("货轮“[波洛]L”轮靠港。", [], id="merchant ship in quotes"),
    pytest.param("[长沙舰]L返回军港。", [], id="ship"),
    pytest.param("河北、[山东三省]L受旱。", ["山东"], id="provinces counted"),
    pytest.param("[巴西一家电视台]O报道。", ["巴西"], id="one of many"),
    pytest.param("会上，各省[区市人大常委会]O发言。", [], id="bodies of each province"),
    pytest.param("委托[省区市政府]O自查。", [], id="of levels together"),
    pytest.param("[市人大常委会]O开会。", ["市人大常委会"], id="of one"),
    pytest.param("建设[和美乡村]L。", [], id="a kind of villages"),
    pytest.param("[东北主产区]L开镰。", ["东北"], id="what a region grows"),
    pytest.param("[四平市]L今天降温。", ["四平市"], id="a number in a name"),
    pytest.param("[吉林三家子村]L丰收。", ["吉林三家子村"], id="a village of families"),
    pytest.param("[青海部队]O官兵植树。", ["青海"], id="kind after a place"),
    pytest.param("[日本公司]O裁员。", ["日本"], id="kind after a country"),
    pytest.param("[云海航空三家航空公司]O复航。", ["云海航空"], id="some of a kind after one"),
    pytest.param("[清河市9家专业合作社]O分红。", ["清河市"], id="a number of a kind after a place"),
    pytest.param("[新疆第一座造纸厂]O开工。", ["新疆"], id="the first of a kind"),
    pytest.param("[英国48家集团俱乐部]O访华。", ["英国48家集团俱乐部"], id="a number in a name"),
    pytest.param("[中孟两国交易所]O签约。", [], id="those of two countries"),
    pytest.param("[中加双方航空公司]O签约。", [], id="those of two sides"),
    pytest.param("[中资银行]O放贷。", [], id="a sort of banks"),
    pytest.param("[岷县农村信用社]O放贷。", ["岷县农村信用社"], id="one of a county"),
    pytest.param("[深圳公办幼儿园]O开学。", [], id="a sort of schools in a city"),
    pytest.param("[重点实验室联盟]O成立。", ["重点实验室联盟"], id="a sort inside a name"),
    pytest.param("慰问[全国大中小学]O教师。", [], id="schools of all sorts"),
    pytest.param("[湖南全省医院]O值班。", [], id="those of a whole province"),
    pytest.param("被[云海人民所]O抛弃。", [], id="by the people"),
    pytest.param("[集美学校]O建校。", ["集美学校"], id="school by a town"),
    pytest.param("沈阳至[大连高速公路]L通车。", ["大连"], id="road between two"),
    pytest.param("连云港至[江苏徐州高速铁路]L通车。", ["江苏徐州"], id="railway between two"),
    pytest.param("从内罗毕至[蒙巴萨铁路]L通车。", ["蒙巴萨"], id="railway to a town abroad"),
    pytest.param("[德国多州]L降雪。", ["德国"], id="many states"),
    pytest.param("[德国南部多州]L降雪。", ["德国南部"], id="many states of a part"),
    pytest.param("[科罗拉多州]L降雪。", ["科罗拉多州"], id="a state that ends so"),
    pytest.param("落实市、[县党委]O的责任。", [], id="one of each level"),
    pytest.param("账户属于一家[新西兰咨询公司]O。", ["新西兰"], id="one of a kind"),
    pytest.param("首批9家[量子实验室]O挂牌。", [], id="some of a kind"),
    pytest.param("新建30多座[绿荫公园]L。", [], id="parks counted"),
    pytest.param("相当于3个[颐和园]L。", ["颐和园"], id="a sight counted"),
    pytest.param("改造11个[城中村]L。", [], id="a village inside a city"),
    pytest.param("据[全国检察院]O统计。", [], id="those of the whole country"),
    pytest.param("据[全国妇联]O统计。", ["全国妇联"], id="one of the whole country"),
    pytest.param("[中央驻澳机构]O到场。", [], id="all that are sent"),
    pytest.param("建设[中国特色世界一流大学]O。", [], id="the best of a kind"),
    pytest.param("[浙江全省]L动员。", ["浙江"], id="a whole province"),
    pytest.param("[兰州军区某旅]O开训。", ["兰州军区"], id="unit without a name"),
    pytest.param("各[文艺家协会]O参加。", [], id="each of a kind"),
    pytest.param("[印尼雅万高铁]O开通。", ["印尼雅万高铁"], id="railway"),
    pytest.param("手机支持[GPRS]L网络。", [], id="capitals"),
    pytest.param("[北煤]L南运的通道。", [], id="part of a plan"),
    pytest.param("[俄一工厂]O起火。", [], id="one of a country"),
    pytest.param("[湖南益阳部分街区]L积水。", ["湖南益阳"], id="part of a place"),
    pytest.param("[国务院有关部委]O发文。", ["国务院"], id="some of a body's"),
    pytest.param("[青海最长隧道]L贯通。", ["青海"], id="the most of its kind"),
    pytest.param("[泰国最高法院]O宣判。", ["泰国最高法院"], id="highest court"),
    pytest.param("[云南中小学]O开学。", ["云南"], id="schools in general"),
    pytest.param("[平原地区]L多雾。", [], id="an area without a name"),
    pytest.param("[中部地区]L崛起。", ["中部地区"], id="a region"),
    pytest.param("[中东部大部地区]L降雨。", [], id="most of a region"),
    pytest.param("[中西部铁路]L投资加快。", [], id="railways of a region"),
    pytest.param("疫情严重，[美多州]L宣布封锁。", [], id="states of a country"),
    pytest.param("[建制镇]L放开落户。", [], id="a class of towns"),
    pytest.param("二中、三中、[四中]O、五中全会召开。", [], id="plenums"),
    pytest.param("舰队驶入[黑海海域]L。", ["黑海"], id="waters of a sea"),
    pytest.param("渔船在[鄂霍次克海域]L作业。", ["鄂霍次克海域"], id="a sea of that end"),
    pytest.param("第三届[清河国际茶叶交易会]O开幕。", [], id="a fair"),
    pytest.param("[清河国际茶叶交易会组委会]O发文。", ["清河国际茶叶交易会组委会"], id="who holds a fair"),
    pytest.param("[清河音乐会]O开演。", [], id="a concert"),
    pytest.param("[丰城花市]L开市。", [], id="a flower market"),
    pytest.param("[智利政局]O不稳。", ["智利"], id="affairs of a state"),
    pytest.param("[北东部片区]L建成。", [], id="a part of a city"),
    pytest.param("[澳门渔安]O立法完成。", ["澳门"], id="what a law is about"),
    pytest.param("[渔安]O法实施。", [], id="what an act is about"),
    pytest.param("[大良红十字会]O法草案。", ["大良红十字会"], id="a body that a law is about"),
    pytest.param("“[韬凤]P”奖揭晓。", [], id="a prize"),
    pytest.param("[韬凤]P奖励学生。", ["韬凤"], id="somebody who gives"),
    pytest.param("[亚欧公路网]O延伸。", [], id="a net of roads"),
    pytest.param("[伊拉克民兵组织]O否认。", ["伊拉克"], id="some militia"),
    pytest.param("三中、[四中]O、五中、六中全会。", [], id="plenums on both sides"),
    pytest.param("[四中]O开学。", ["四中"], id="a school"),
    pytest.param("[俄特使]O到访。", [], id="whom a country sends"),
    pytest.param("[英瑞]P两国签约。", [], id="two countries"),
    pytest.param("[英瑞]P获奖。", ["英瑞"], id="somebody called so"),
    pytest.param("英国、瑞典开会，[英瑞]P同意。", [], id="two countries that the page names"),
    pytest.param("[东南亚6国]L签约。", ["东南亚"], id="so many countries of a region"),
    pytest.param("[淮4省]L受旱。", [], id="so many provinces along a river"),
    pytest.param("[四川省内21座水库]L蓄水。", [], id="so many of a kind"),
    pytest.param("[法德意三国政府]O声明。", [], id="governments of some countries"),
    pytest.param("[老挝第三长河]L涨水。", ["老挝"], id="the third of its kind"),
    pytest.param("[福岛第二核电站]L停机。", ["福岛第二核电站"], id="a number in a name of a plant"),
]


@pytest.mark.parametrize(("marked", "left"), LEFT)
def test_what_is_left_of_a_description(marked: str, left: list[str]) -> None:
    draft = draft_of_marked(marked)
    drop_descriptions(draft)
    assert [draft.text[c.start : c.end] for c in draft.candidates()] == left
    assert "".join(word.text for word in draft.words) == draft.text


def test_a_railway_is_a_place() -> None:
    draft = draft_of_marked("[京雄高速公路]O通车。")
    drop_descriptions(draft)
    assert [c.label for c in draft.candidates()] == ["LOC"]


ENDS = [
    pytest.param("普京同[马克龙通]P电话。", "马克龙", id="calls"),
    pytest.param("应约同国王[菲利]P普通电话。", "菲利普", id="last character before a call"),
    pytest.param("总统同外长[恰武什奥通]P电话。", "恰武什奥", id="calls one with a rare character"),
    pytest.param("[默克尔敦]P促各方停火。", "默克尔", id="urges"),
    pytest.param("在会见总书记[苏林时]P，双方谈到合作。", "苏林", id="met"),
    pytest.param("他同[王晓时]P，还有李明。", "王晓时", id="a name in 时"),
    pytest.param("[雷蒙德强]P调合作。", "雷蒙德", id="stresses"),
    pytest.param("[彭海东]P突然离席。", "彭海东", id="a Chinese name"),
    pytest.param("司长[高廷栋语]P记者，路即通。", "高廷栋", id="tells"),
    pytest.param("新华社记者[李刚摄]P\n", "李刚", id="took the picture"),
    pytest.param("议长[穆尔涅采]P到访。", "穆尔涅采", id="a rare character"),
    pytest.param("首相[索菲·安德森3]P日抵达。", "索菲·安德森", id="a date"),
]


@pytest.mark.parametrize(("marked", "name"), ENDS)
def test_people_end_before_the_next_word(marked: str, name: str) -> None:
    draft = draft_of_marked(marked)
    end_people(draft)
    assert [draft.text[c.start : c.end] for c in draft.candidates()] == [name]
    assert "".join(word.text for word in draft.words) == draft.text


@pytest.mark.parametrize(("text", "tag"), [("巴布亚新几内亚总理说，", "LOC"), ("", "PER")])
def test_a_short_name_of_a_country_that_the_page_names_is_no_person(text: str, tag: str) -> None:
    draft = draft_of_marked(f"{text}[巴新]P同意。")
    drop_descriptions(draft)
    assert [c.label for c in draft.candidates()] == [tag]


PARTED = [
    pytest.param(
        "中国农工民主党第十次[全国代表大会主席团]O开会。",
        [("中国农工民主党第十次全国代表大会主席团", "ORG")],
        id="of the congress of a whole name",
    ),
    pytest.param(
        "民盟第十次[全国代表大会主席团]O开会。", [("民盟第十次全国代表大会主席团", "ORG")], id="of a congress"
    ),
    pytest.param(
        "第十次[全国代表大会主席团]O开会。", [("全国代表大会主席团", "ORG")], id="of whose congress"
    ),
    pytest.param(
        "[云海监管机构联邦网络局]O发文。",
        [("联邦网络局", "ORG")],
        id="what a body does",
    ),
    pytest.param("[中南海紫光阁会见石油公司]O", [("中南海紫光阁", "LOC"), ("石油公司", "ORG")], id="verb"),
    pytest.param("[南京四日中央社]O电", [("南京", "LOC"), ("中央社", "ORG")], id="dateline"),
    pytest.param("[洛阳航讯]O", [("洛阳", "LOC")], id="by air"),
    pytest.param("[香港特别行政区第三任]O", [("香港特别行政区", "LOC")], id="a term after a place"),
    pytest.param("[星河集团第二任]O", [("星河集团", "ORG")], id="a term after a body"),
    pytest.param("[中国联合航空公司]O", [("中国联合航空公司", "ORG")], id="whole"),
]


@pytest.mark.parametrize(("marked", "parts"), PARTED)
def test_bodies_are_parted(marked: str, parts: list[tuple[str, str]]) -> None:
    text, ((surface, label, start),) = read_marked(marked)
    found = mend_body(text, Candidate(start, start + len(surface), label, "net"))
    assert [(text[c.start : c.end], c.label) for c in found] == parts


@pytest.mark.parametrize(
    ("text", "parts"), [("爱丽舍宫同法国", ["爱丽舍宫", "法国"]), ("大同", []), ("白宫和草坪", [])]
)
def test_places_with_a_word_between(text: str, parts: list[str]) -> None:
    found = part_places(text, Candidate(0, len(text), "LOC", "net"))
    assert [text[c.start : c.end] for c in found] == parts


@pytest.mark.parametrize(
    ("marked", "whole"),
    [
        ("《[山海报》编辑部]O主任", "《山海报》编辑部"),
        ("[挪威《山海报]O》报道", "挪威《山海报》"),
        ("“[清网”办公室]O", "“清网”办公室"),
        ("《[山海报]O》报道", "山海报"),
    ],
)
def test_bodies_have_both_of_their_marks(marked: str, whole: str) -> None:
    text, ((surface, label, start),) = read_marked(marked)
    found = balance(text, Candidate(start, start + len(surface), label, "net"))
    assert text[found.start : found.end] == whole
