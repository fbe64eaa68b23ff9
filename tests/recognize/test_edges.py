"""Where names begin and end: what stands beside a name is no part of it."""

import pytest
from spacy.language import Language

from kg.recognize.candidates import Candidate, Word, read_words
from kg.recognize.edges import mend_names
from kg.recognize.place_edges import trim_places
from tests.recognize.marked import read_marked
from tests.recognize.test_sentences import names_of

PEOPLE = [
    "[国务院]O[副总理]T[何立峰]P乘专机抵达[伦敦]L。",
    "[法国]L[总统]T[马克龙]P同一天表示反对。",
    "[外交部]O[部长]T[王毅]P召见[日本]L客人。",
    "[周正]P禁不住流下眼泪。",
    "昨天，[韩正]P前往[四川]L调研。",
    "（[新华社]O[记者]T[陈凯]P摄）",
    "[队长]T[魏新]P谈到比赛时很轻松。",
    "[记者]T[孙琎]P发自[上海]L",
]
BODIES = [
    "[美国]L飞机制造商[波音公司]O宣布裁员。",
    "[中国全国人大]O代表团访问了[埃及]L。",
    "[欧盟驻华代表团]O举行开放日。",
    "[桂林]L多所学校提前放假。",
    "[上海]L一家公司倒闭。",
    "在[党中央]O[国务院]O坚强领导下，事业取得新成就。",
    "[全国人大]O[全国政协]O积极响应。",
    "[黎真主党]O称打击了多个目标。",
]
PLACES = [
    "村子位于[贵州省]L西南部。",
    "爆炸发生在[伊拉克]L北部[阿勒颇省]L。",
    "军机飞往[黄岩岛]L附近海域。",
    "游船在[意大利]L[撒丁岛]L附近海域搁浅。",
    "[日本列岛]L普降大雪。",
    "雨下在[河北]L大部和[山西]L东南部。",
    "[福建]L[广东]L两省加强联防。",
    "[吉林长春]L迎来降雪。",
    "昨晚[泰安市]L城区停电，[大马士革]L郊区传出爆炸声。",
    "代表团来到[埃及]L第二大城市[亚历山大]L。",
    "展会在[阿联酋]L城市[迪拜]L举行。",
    "[长江]L畔挤满了人。",
    "[哈中]L友好合作前景广阔。",
]
NOTHING = [
    "全面从严治党永远在路上。",
    "从严治校要抓早抓小。",
    "青年干部要对党忠诚。",
    "守住绿水青山。",
    "母子平安出院。",
    "建设平安校园。",
    "明天的报纸将发表评论员文章。",
    "两家企业强强联手。",
    "中华文明源远流长。",
    "伊核协议谈判重启。",
    "球队兵强马壮，名声家喻户晓。",
    "为了社会稳定和长治久安。",
    "中心城区道路积水。",
    "这是他担任[校长]T后首次来访。",
    "受台风“玛丽亚”影响，多趟列车停运。",
]


@pytest.mark.parametrize("marked", [*PEOPLE, *BODIES, *PLACES, *NOTHING])
def test_names_end_where_they_end(own: Language, marked: str) -> None:
    text, names = read_marked(marked)
    assert [(surface, label) for surface, label, _ in names_of(own, text)] == [
        (surface, label) for surface, label, _ in names
    ]


def test_our_country_before_an_occupation_is_no_person(own: Language) -> None:
    assert not [s for s, label, _ in names_of(own, "我国科学家有了新发现。") if label == "PER"]


def test_a_country_that_presides_is_no_person(own: Language) -> None:
    found = names_of(own, "应东盟轮值主席国老挝总理邀请，代表团今天启程。")
    assert [(s, label) for s, label, _ in found if label in ("PER", "LOC")] == [("老挝", "LOC")]


def test_our_county_is_no_part_of_a_name(own: Language) -> None:
    found = [s for s, label, _ in names_of(own, "景区覆盖我州平塘县克度镇、塘边镇。") if label == "LOC"]
    assert "平塘县克度镇" in found


WORDS = [("总统", "n"), ("普京", "PER"), ("同", "a"), ("一天", "TIME"), ("说", "v")]


@pytest.mark.parametrize(
    ("words", "name", "mended"),
    [
        pytest.param(WORDS, (2, 5, "PER", 0.9), [(2, 4, "PER")], id="adverb"),
        pytest.param([("普京同", "PER"), ("说", "v")], (0, 3, "PER", 0.9), [(0, 3, "PER")], id="both say so"),
        pytest.param(
            [("陈希", "PER"), ("同", "a"), ("志", "n")], (0, 3, "PER", 1), [(0, 3, "PER")], id="known"
        ),
        pytest.param(
            [("王敬", "PER"), ("同", "v"), ("，", "w")], (0, 3, "PER", 1), [(0, 3, "PER")], id="mark"
        ),
        pytest.param([("关切", "v"), ("询问", "v")], (0, 2, "PER", 0.9), [], id="verb"),
        pytest.param([("关切", "PER"), ("询问", "v")], (0, 2, "PER", 0.9), [(0, 2, "PER")], id="name"),
        pytest.param([("起程", "v"), ("飞赴", "v")], (1, 3, "PER", 0.96), [], id="between two words"),
        pytest.param([("和", "c"), ("来访", "v")], (0, 3, "PER", 0.9), [], id="joint and verb"),
        pytest.param([("和", "c"), ("来访", "v")], (0, 3, "PER", 1), [(0, 3, "PER")], id="certain"),
        pytest.param(
            [("曾", "d"), ("凌空", "v"), ("：", "w"), ("曾凌空是曾凌空", "n")],
            (0, 3, "PER", 0.9),
            [(0, 3, "PER")],
            id="often",
        ),
        pytest.param([("拉", "v"), ("大锯", "n")], (0, 3, "PER", 0.9), [], id="verb and object"),
        pytest.param([("敬", "v"), ("大力", "n")], (0, 3, "PER", 0.9), [(0, 3, "PER")], id="full name"),
        pytest.param([("廷", "d"), ("觉", "v"), ("总统", "n")], (0, 2, "PER", 0.9), [(0, 2, "PER")]),
        pytest.param([("依法", "vd"), ("进行", "v")], (0, 2, "PER", 0.9), [], id="verb as adverb"),
        pytest.param([("对", "p"), ("党忠诚", "PER")], (1, 4, "PER", 0.9), [], id="object"),
    ],
)
def test_the_words_of_a_text_mend_its_names(
    words: list[tuple[str, str]], name: tuple[int, int, str, float], mended: list[tuple[int, int, str]]
) -> None:
    text = "".join(word for word, _ in words)
    start, end, label, score = name
    found = mend_names(text, read_words(words, ""), [Candidate(start, end, label, "net", score)])  # type: ignore[arg-type]
    assert [(c.start, c.end, c.label) for c in found] == mended


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("岷县漳县", ["岷县", "漳县"]),
        ("太平洋北冰洋", ["太平洋", "北冰洋"]),
        ("墨尔本悉尼", ["墨尔本", "悉尼"]),
        ("黑龙江牡丹江", ["黑龙江牡丹江"]),  # a province and its city, also rivers
        ("保定市莲池区", ["保定市莲池区"]),
    ],
)
def test_two_counties_oceans_or_cities_are_two_places(text: str, places: list[str]) -> None:
    assert [word.text for word in trim_places([Word(text, "LOC", 0)])] == places


@pytest.mark.parametrize("text", ["北京上海" * 5_000, "镇" * 20_000])
def test_what_is_longer_than_any_name_is_not_looked_into(text: str) -> None:
    assert [word.text for word in trim_places([Word(text, "LOC", 0)])] == [text]
