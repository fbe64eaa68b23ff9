"""Words that point: 自治区, 我市, 全省, 首府, 该县, 本报, 市委: by the paper, the page, the article."""

from dataclasses import replace

import pytest

from kg.model import Reading
from kg.naming.nicknames import read_nicknames
from kg.naming.unresolved import points
from tests.conftest import resolved, with_references


def of_paper(reading: Reading, paper: str) -> Reading:
    """Return a reading of a page of a paper."""
    return replace(reading, page=replace(reading.page, paper=paper))


def sent_from(reading: Reading, place: str) -> Reading:
    """Return a reading of which all articles have a dateline."""
    articles = tuple(replace(article, place=place) for article in reading.articles)
    return replace(reading, articles=articles)


@pytest.mark.parametrize(
    ("paper", "text", "form", "name"),
    [
        ("佛山日报", "[L我市]下雨。", "我市", "佛山市"),
        ("佛山日报", "[L全市]下雨。", "全市", "佛山市"),
        ("佛山日报", "[L我省]下雨。", "我省", "广东省"),
        ("佛山日报", "[L我国]下雨。", "我国", "中国"),
        ("佛山日报", "[L广州市]、[L深圳市]、[L深圳]下雨，[L我市]放晴。", "我市", "佛山市"),
        ("佛山日报", "[L广州市]、[L广州]下雨，[L全市]停课。", "全市", "广州市"),
        ("佛山日报", "[O市委]开会。", "市委", "中国共产党佛山市委员会"),
        ("佛山日报", "[O省政府]开会。", "省政府", "广东省人民政府"),
        ("佛山日报", "[O市卫健委]发文。", "市卫健委", "佛山市卫生健康委员会"),
        ("新疆日报", "[L自治区]下雨。", "自治区", "新疆维吾尔自治区"),
        ("新疆日报", "[L我区]下雨。", "我区", "新疆维吾尔自治区"),
        ("新疆日报", "[O自治区党委]开会。", "自治区党委", "中国共产党新疆维吾尔自治区委员会"),
        ("新疆日报", "[L首府]下雨。", "首府", "乌鲁木齐市"),
        ("新疆日报", "[L西藏自治区]、[L西藏]下雨，[L自治区]救灾。", "自治区", "西藏自治区"),
        ("新疆日报", "[L西藏自治区]、[L西藏]下雨，[L我区]支援。", "我区", "新疆维吾尔自治区"),
        ("四川日报", "[L省会]下雨。", "省会", "成都市"),
        ("安新县报", "[L全县]下雨。", "全县", "安新县"),
        ("安新县报", "[L我县]、[L我市]、[L我省]下雨。", "我市", "保定市"),
        ("人民日报", "[L我国]下雨。", "我国", "中国"),
        ("佛山日报", "[O本报]讯", "本报", "佛山日报"),
        ("佛山日報", "[O本報]訊", "本報", "佛山日报"),
    ],
)
def test_by_the_paper(marked, stands_for, paper: str, text: str, form: str, name: str) -> None:
    assert stands_for(of_paper(marked(text), paper))[form] == name


@pytest.mark.parametrize(
    ("place", "text", "form", "name"),
    [
        ("四川成都", "[L全市]下雨。", "全市", "成都市"),
        ("河北安新", "[L全县]下雨，[L该县]救灾。", "该县", "安新县"),
        ("呼和浩特", "[L自治区]下雨。", "自治区", "内蒙古自治区"),
        ("保定", "[O市公安局]破案。", "市公安局", "保定市公安局"),
        ("南宁", "在[L广西梧州市长洲区]，[O区委]开会。", "区委", "中国共产党长洲区委员会"),
        (
            "南宁",
            "[L广西南宁]下雨。[L长洲区]和[L桂林市]、[L柳州市]、[L北海市]都停课，[O区党委]开会。",
            "区党委",
            "中国共产党广西壮族自治区委员会",
        ),
    ],
)
def test_by_the_dateline(marked, stands_for, place: str, text: str, form: str, name: str) -> None:
    assert stands_for(sent_from(marked(text), place))[form] == name


@pytest.mark.parametrize(
    ("articles", "form", "name"),
    [
        (["[L香港特别行政区]升旗，[O特区政府]致辞。"], "特区政府", "香港特别行政区政府"),
        (["[O香港特别行政区特区政府]致辞。"], "香港特别行政区特区政府", "香港特别行政区政府"),
        (["[O香港特别行政区税务局]发文。"], "香港特别行政区税务局", "香港特别行政区税务局"),
        (["[O香港税务局]发文。"], "香港税务局", "香港税务局"),
        (["[L香港特别行政区]、[L香港]升旗，[O区政府]致辞。"], "区政府", "区政府"),
        (["[L阜平县]增收，[L该县]修路。"], "该县", "阜平县"),
        (["[L阜平县]增收。[L安新县]治水，[L该县]修路。"], "该县", "安新县"),
        (["[L阜平县]增收。", "[L该县]修路。"], "该县", "-"),
        (["[L我市]下雨。"], "我市", "我市"),
        (["[O市委]开会。"], "市委", "市委"),
        (["[L首府]下雨。"], "首府", "-"),
        (["[O本报]讯"], "本报", "-"),
    ],
)
def test_by_the_article_and_not_at_all(marked, stands_for, articles: list[str], form: str, name: str) -> None:
    assert stands_for(marked(*articles))[form] == name


@pytest.mark.parametrize(
    ("articles", "form", "name"),
    [
        (["[L青城]春早。"], "青城", "呼和浩特市"),
        (["[L羊城广州]下雨。"], "羊城广州", "广州市"),
        (["[L太原市]下雨，[L龙城]降温。"], "龙城", "太原市"),
        (["[L包头市][L昆都仑区]下雨，[L鹿城]降温。"], "鹿城", "包头市"),
        (["[L柳州市]、[L柳州]下雨。", "[L龙城]降温。"], "龙城", "柳州市"),
        (["[L牡丹城]降温。"], "牡丹城", "牡丹城"),
        (["[L青城山]风光。"], "青城山", "青城山"),
        (["[L洛阳市]和[L菏泽市]下雨，[L牡丹城]降温。"], "牡丹城", "牡丹城"),
    ],
)
def test_by_the_byname_of_a_city(marked, stands_for, articles: list[str], form: str, name: str) -> None:
    assert stands_for(marked(*articles))[form] == name


def test_every_byname_has_its_city() -> None:
    assert all(read_nicknames().values())
    assert len(read_nicknames()["龙城"]) == 3


def test_a_pointing_word_of_several_places_is_an_alias_of_none(marked) -> None:
    pages = [
        marked("[L佛山市]、[L佛山]下雨，[L全市]停课，[O市委]开会。", page="a.txt"),
        marked("[L保定市]、[L保定]下雨，[L全市]停课，[O市委]开会。", page="b.txt"),
    ]
    aliases = {e.name: e.aliases for e in resolved(*pages).entities}
    assert aliases["佛山市"] == ("佛山",)
    assert aliases["中国共产党保定市委员会"] == ()
    alone = {e.name: e.aliases for e in resolved(pages[0]).entities}
    assert alone["佛山市"] == ("佛山", "全市")
    assert alone["中国共产党佛山市委员会"] == ("市委",)


def test_each_mention_of_a_pointing_word_has_its_own_place(marked, stands_for) -> None:
    pages = [
        marked("[L佛山市]、[L佛山]下雨，[L全市]停课。", page="a.txt"),
        marked("[L保定市]、[L保定]下雨，[L全市]停课。", page="b.txt"),
    ]
    found = stands_for(*pages)
    assert (found["全市@a.txt#1"], found["全市@b.txt#1"]) == ("佛山市", "保定市")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[L贵州][L全省]下雨。[L湖南][L全省]放晴。", ["贵州省", "湖南省"]),
        ("[L贵州][L全省]下雨。[L贵阳][L全省]放晴。", ["贵州省", "贵州省"]),
        ("[L贵阳]、[L贵阳]、[L贵阳][L全市]下雨。[L湘潭]在[L全市]抗旱。", ["贵阳市", "贵阳市"]),
        ("[L贵阳]、[L贵阳]下雨。[L湘潭]在[L全市]抗旱。", ["湘潭市"]),
    ],
)
def test_the_whole_of_what_stands_right_before(marked, text: str, names: list[str]) -> None:
    assert [m.name for m in marked(text).mentions if m.text.startswith("全")] == names


def test_an_unresolved_organ_is_its_full_form_of_the_same_page(marked) -> None:
    reading = with_references(marked("[O市卫健委]昨天通报。[O市卫生健康委员会]今天答问。"))
    entities = resolved(reading).entities
    assert [(e.label, e.aliases) for e in entities] == [("ORG", ("市卫健委",))]


def test_unresolved_words_of_two_pages_are_two_nodes(marked) -> None:
    pages = [marked("[L我市]停课，[O市委]开会。", page=f"{n}.txt") for n in range(2)]
    names = sorted(e.name for e in resolved(*pages).entities)
    assert names == ["市委", "市委", "我市", "我市"]


def test_two_articles_of_a_page_share_its_committee_and_have_their_own_centers(marked) -> None:
    one, other = "[O中心][T主任][P甲一]到会。", "[O中心][T主任][P乙二]到会。"
    page = marked(f"[O市委]开会。{one}", f"[O市委]发文。{other}")
    found = sorted((e.name, e.mentions) for e in resolved(page).entities if e.label == "ORG")
    assert found == [("中心", 1), ("中心", 1), ("市委", 2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[L中国]增长，在全国领先。", ["全国"]),
        ("粮价上涨，全国平均水平不变。", ["全国"]),
        ("获全国首个奖项。", []),
        ("这是全国首个试点。", []),
        ("全国首个试点。", ["全国"]),
        ("出席全国组织工作会议。", []),
        ("在全国运动会上夺冠。", []),
        ("由全国人大审议。", []),
        ("全国两会召开。", []),
    ],
)
def test_the_whole_country_where_it_is_a_place(marked, text: str, expected: list[str]) -> None:
    reading = marked(text)
    assert [m.text for m in with_references(reading).mentions if m.source == "reference"] == expected


@pytest.mark.parametrize(
    ("label", "form", "pointing"),
    [
        ("LOC", "我市", True),
        ("LOC", "该旗", True),
        ("LOC", "佛山", False),
        ("ORG", "省政府", True),
        ("ORG", "县人民医院", True),
        ("ORG", "卫健委", True),
        ("ORG", "公司", True),
        ("ORG", "广东省政府", False),
        ("ORG", "北京大学", False),
        ("ORG", "国务院", False),
        ("PER", "老李", True),
        ("PER", "李大海", False),
    ],
)
def test_what_points(label: str, form: str, pointing: bool) -> None:
    assert points(label, form) is pointing
