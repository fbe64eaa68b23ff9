"""Names that run into one another, and what a name takes in of the words beside it."""

import pytest
from spacy.language import Language

from kg.model import Label
from kg.recognize.candidates import Draft, Word
from kg.recognize.run_ons import part_run_ons
from tests.recognize.marked import draft_of_marked, read_marked
from tests.recognize.test_sentences import names_of


def _parted(*words: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the names that are left of words with tags."""
    text, at = "".join(word for word, _ in words), 0
    draft = Draft(text, [])
    for word, tag in words:
        draft.words.append(Word(word, tag, at))
        at += len(word)
    part_run_ons(draft)
    assert "".join(word.text for word in draft.words) == text
    return [(word.text, word.tag) for word in draft.words if word.tag in ("PER", "LOC", "ORG")]


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        # verbs and prepositions before the center, the parties that have one of their own
        ("维护党中央", ["党中央"]),
        ("与党中央", ["党中央"]),
        ("落实好党中央", ["党中央"]),
        ("老挝党中央", ["老挝党中央"]),
        ("朝鲜劳动党中央", ["朝鲜劳动党中央"]),
        # what a party is said to be
        ("中左翼社会党", ["社会党"]),
        ("执政人民党", ["人民党"]),
        ("左翼联盟", ["左翼联盟"]),
        # things of a body
        ("国际体育总会会旗", ["国际体育总会"]),
        ("联合国宪章", ["联合国"]),
        ("中国作家协会章程", ["中国作家协会"]),
        ("国旗护卫队", ["国旗护卫队"]),
        ("法国常驻世贸组织", []),
        ("法国驻欧盟使团", ["法国驻欧盟使团"]),
        ("清河博物馆建馆", ["清河博物馆"]),
        ("清河博物馆", ["清河博物馆"]),
        # central bodies after where their members are, organs of a state after a headline on another
        ("甘肃全国政协", ["甘肃", "全国政协"]),
        ("京中共中央政治局", ["中共中央政治局"]),
        ("港区全国政协", ["全国政协"]),
        ("中华人民共和国全国人民代表大会", ["中华人民共和国全国人民代表大会"]),
        ("乌油库俄罗斯国防部", ["俄罗斯国防部"]),
        ("美国驻土耳其大使馆", ["美国驻土耳其大使馆"]),
        ("海军护卫舰智利外交部", ["智利外交部"]),
        ("巴黎美国国务院", ["巴黎", "美国国务院"]),
        # the verb of the text behind a body, and bodies that end so
        ("苏丹政府军会", ["苏丹政府军"]),
        ("国际田径理事会会", ["国际田径理事会"]),
        ("清河慈善基金会", ["清河慈善基金会"]),
        ("清河县妇女联合会", ["清河县妇女联合会"]),
        # what ends in 党 and is no party
        ("依规治党", []),
        ("马克思主义政党", []),
        ("社会民主党", ["社会民主党"]),
    ],
)
def test_bodies(taken: str, left: list[str]) -> None:
    assert [name for name, _ in _parted((taken, "ORG"))] == left


@pytest.mark.parametrize(
    ("after", "left"),
    [("9日宣布，", ["国际奥委会"]), ("日前发文", ["国际奥委会"]), ("宣布，", ["花剑金牌国际奥委会"])],
)
def test_a_headline_before_a_dated_sentence(after: str, left: list[str]) -> None:
    name, rest = Word("花剑金牌国际奥委会", "ORG", 0, "net"), Word(after, "v", 9)
    draft = Draft(name.text + after, [name, rest])
    part_run_ons(draft)
    assert [draft.text[c.start : c.end] for c in draft.candidates()] == left


@pytest.mark.parametrize(
    ("taken", "after", "left"),
    [
        ("浙江省委党", "的建设", ["浙江省委"]),
        ("中央党", "的创新理论", []),
        ("劳动党", "的干部", ["劳动党"]),
    ],
)
def test_what_is_said_of_the_party_goes_on_after_a_body(taken: str, after: str, left: list[str]) -> None:
    assert [name for name, _ in _parted((taken, "ORG"), (after, "u"))] == left


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ("希腊欧盟", [("希腊", "LOC"), ("欧盟", "ORG")]),
        ("秘鲁二十国集团", [("秘鲁", "LOC"), ("二十国集团", "ORG")]),
        ("多哈国际田联", [("多哈", "LOC"), ("国际田联", "ORG")]),
        ("安徽省蚌埠市新设护理学院", [("安徽省蚌埠市", "LOC")]),
    ],
)
def test_a_place_before_a_body(taken: str, left: list[tuple[str, str]]) -> None:
    assert _parted((taken, "ORG")) == left


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ("重庆西进", ["重庆"]),
        ("北京来华", ["北京"]),
        ("贯穿淮河", ["贯穿淮河"]),  # no word of the list
        ("横跨淮河", ["淮河"]),
        ("毗邻洱海", ["洱海"]),
        ("日本一座核电站", ["日本"]),
        ("河南许昌市第一家书店", ["河南许昌市"]),
        ("缅老澜沧江", ["澜沧江"]),
        ("辽宁大连", ["辽宁大连"]),  # 辽 and 宁 are places too
        ("冀中平原", ["冀中平原"]),
        ("波兰三国", ["波兰"]),
        ("六大洲", []),
        ("贵阳西南", ["贵阳"]),
        ("贵州黔西南", ["贵州黔西南"]),
        ("华北西北", ["华北", "西北"]),
        ("德国中东", ["德国", "中东"]),
        ("汉堡中欧", ["汉堡", "中欧"]),
        ("圣彼得大教堂意大利", ["圣彼得大教堂意大利"]),
        ("大昭寺尼泊尔", ["大昭寺", "尼泊尔"]),
        ("俄罗斯乌法", ["俄罗斯乌法"]),  # a city, no pair of countries
        ("布达佩斯一酒店", ["布达佩斯"]),
    ],
)
def test_places(taken: str, left: list[str]) -> None:
    assert [name for name, _ in _parted((taken, "LOC"))] == left


@pytest.mark.parametrize(
    ("before", "taken", "after", "left"),
    [
        ("羽毛球公开赛", "印尼站", "昨晚收拍", "印尼"),
        ("本届火炬传递", "山东济南站", "结束", "山东济南"),
        ("中国杯帆船赛", "三亚站", "开赛", "三亚"),
        ("他赢得了", "巴黎站", "的冠军", "巴黎"),
        ("列车驶入", "巴黎站", "，旅客下车", "巴黎站"),
    ],
)
def test_a_leg_of_a_contest_is_no_station(before: str, taken: str, after: str, left: str) -> None:
    assert _parted((before, "n"), (taken, "LOC"), (after, "n")) == [(left, "LOC")]


@pytest.mark.parametrize(
    ("taken", "after", "label"),
    [
        ("哈塞克", "周边的据点", "LOC"),
        ("迈科普", "等地", "LOC"),
        ("巴尔米拉", "以东", "LOC"),
        ("穆罕默德", "说", "PER"),
        ("李明", "附近的邻居", "PER"),  # no foreign name
        ("德法英", "三方", "LOC"),
        ("鲁晋川", "说", "PER"),  # a full name
    ],
)
def test_a_person_that_is_a_place(taken: str, after: str, label: Label) -> None:
    assert _parted((taken, "PER"), (after, "n")) == [(taken, label)]


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ("赤几方", [("赤几", "LOC")]),
        ("韩方正", [("韩方", "LOC")]),
        ("向日方", [("日方", "LOC")]),
        ("法军方", []),
        ("韩方明", [("韩方明", "PER")]),
        ("程东方", [("程东方", "PER")]),
        ("塞方正", [("塞方", "LOC")]),
        ("访英", []),
        ("德驻俄", []),
    ],
)
def test_a_side_is_no_person(taken: str, left: list[tuple[str, str]]) -> None:
    found = _parted((taken, "PER"), ("努力", "v"))
    assert [(name, tag) for name, tag in found if name in taken] == left


@pytest.mark.parametrize(
    ("before", "taken", "after", "label"),
    [
        ("军队收复边境重镇", "阿夫林", "一带", "LOC"),
        ("火箭弹飞向北部", "阿夫林", "难民营", "LOC"),
        ("军队收复", "阿夫林", "的老家", "PER"),
        ("火箭弹飞向南部城市", "斯代罗特", "，", "LOC"),  # a name with characters of no foreign name
        ("会上", "阿夫林", "说：阿夫林省降雪", "LOC"),
        ("会上", "阿夫林", "说：阿夫林州长来了", "PER"),
        ("本台记者", "白俄罗斯明斯克", "报道", "LOC"),
        ("卫士代表", "王镇", "说", "PER"),
    ],
)
def test_a_town_is_no_person(before: str, taken: str, after: str, label: Label) -> None:
    assert _parted((before, "n"), (taken, "PER"), (after, "n")) == [(taken, label)]


@pytest.mark.parametrize(
    ("marked", "left"),
    [
        ("探测器“[朱诺]P”升空。", []),
        ("探测器“[朱诺]P”升空，人们看着朱诺飞远。", ["朱诺"]),
        ("他化名“[石英]P”写作。", ["石英"]),
        ("观众看着“[施丽英]P”挥手。", []),
    ],
)
def test_what_stands_in_quotes_alone_is_nobody(marked: str, left: list[str]) -> None:
    draft = draft_of_marked(marked)
    part_run_ons(draft)
    assert [word.text for word in draft.words if word.tag == "PER"] == left


def test_a_place_before_the_time_of_the_capital() -> None:
    assert _parted(("酉阳北京", "LOC"), ("时间8时", "n")) == [("酉阳", "LOC")]
    assert _parted(("酉阳北京", "LOC"), ("的路", "n")) == [("酉阳北京", "LOC")]


def test_a_foreign_name_in_a_list_of_places_is_one() -> None:
    words = ("宁根", "LOC"), ("、", "w"), ("达博拉", "PER"), ("等地区", "n")
    assert _parted(*words) == [("宁根", "LOC"), ("达博拉", "LOC")]
    assert _parted(("巴黎", "LOC"), ("，", "w"), ("达博拉", "PER"), ("等", "n"))[1] == ("达博拉", "PER")


def test_foreign_names_with_a_hyphen_are_somebodys_where_neither_stands_alone() -> None:
    words = ("阿马迪", "PER"), ("－", "w"), ("内扎德", "PER"), ("说", "v")
    assert _parted(*words) == [("阿马迪－内扎德", "PER")]
    assert len(_parted(*words, ("内扎德", "PER"))) == len(("阿马迪", "内扎德", "内扎德"))


def test_a_town_is_one_everywhere_in_the_text() -> None:
    town = [("军队攻入重镇", "n"), ("阿夫林", "PER"), ("，", "w")]
    assert _parted(*town, ("阿夫林", "PER"), ("告急", "v")) == [("阿夫林", "LOC")] * 2
    assert _parted(*town, ("阿夫林", "PER"), ("上校", "TITLE"))[1] == ("阿夫林", "PER")


def test_a_people_is_no_part_of_a_place() -> None:
    assert _parted(("伊拉克库尔德", "LOC"), ("人", "n")) == [("伊拉克", "LOC")]
    assert _parted(("俄罗斯", "LOC"), ("人", "n")) == [("俄罗斯", "LOC")]


def test_languages_are_no_names() -> None:
    assert _parted(("波斯文", "PER"), ("、", "w"), ("泰语", "LOC")) == []


SENTENCES = [
    "各级干部要同[党中央]O保持一致。",
    "沿着[中国]L特色社会主义道路前进。",
    "[湖北]L集成电路产业发展很快。",
    "[中国]L[东盟]O领导人会议下周举行。",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences(own: Language, marked: str) -> None:
    text, names = read_marked(marked)
    assert names_of(own, text) == names


@pytest.mark.parametrize(
    ("words", "left"),
    [
        # one body or place on both sides of a hyphen
        ([("印度洋", "LOC"), ("-", "w"), ("太平洋舰队", "ORG")], ["印度洋-太平洋舰队"]),
        ([("中国", "LOC"), ("—", "w"), ("智利混合委员会", "ORG")], ["中国—智利混合委员会"]),
        ([("巴伦", "PER"), ("-", "w"), ("杰克逊机场", "LOC")], ["巴伦-杰克逊机场"]),
        # two
        ([("中国", "LOC"), ("-", "w"), ("东盟", "ORG")], ["中国", "东盟"]),
        ([("中国", "LOC"), ("－", "w"), ("海湾国家合作委员会", "ORG")], ["中国", "海湾国家合作委员会"]),
        ([("济南", "LOC"), ("-", "w"), ("青岛机场", "LOC")], ["济南", "青岛机场"]),
        # a foreign name after a verb of going, in a list of places
        ([("飞往", "v"), ("博克拉", "PER"), ("途中", "n")], ["博克拉"]),
        ([("抵达", "v"), ("奥巴马", "PER"), ("总统", "TITLE")], ["奥巴马"]),
        (
            [("雅法", "LOC"), ("、", "w"), ("拉姆拉", "PER"), ("和", "c"), ("阿拉德", "LOC")],
            ["雅法", "拉姆拉", "阿拉德"],
        ),
        # a person who moves, a line and where it begins
        ([("欢迎", "v"), ("勒文来华", "PER"), ("出席", "v")], ["勒文"]),
        ([("兰张高铁兰州", "LOC"), ("至", "p"), ("武威段", "n")], ["兰张高铁", "兰州"]),
    ],
)
def test_what_stands_beside(words: list[tuple[str, str]], left: list[str]) -> None:
    assert [name for name, _ in _parted(*words)] == left


def test_a_foreign_name_where_a_place_stands_is_one() -> None:
    assert _parted(("飞往", "v"), ("博克拉", "PER"), ("途中", "n")) == [("博克拉", "LOC")]
    assert _parted(("抵达", "v"), ("奥巴马", "PER"), ("总统", "TITLE")) == [("奥巴马", "PER")]
    assert _parted(("猛攻", "v"), ("利沃夫", "PER"), ("郊外", "n")) == [("利沃夫", "LOC")]
    assert _parted(("对此", "d"), ("利沃夫", "PER"), ("表示", "v")) == [("利沃夫", "PER")]
    assert _parted(("教授", "TITLE"), ("利沃夫", "PER"), ("来访", "v")) == [("利沃夫", "PER")]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ([("领导人", "n"), ("罗马", "PER"), ("峰会", "n"), ("闭幕", "v")], [("罗马", "LOC")]),
        ([("人们", "n"), ("罗马", "PER"), ("说", "v"), ("。", "w")], [("罗马", "PER")]),
        (
            [("。", "w"), ("旺久村", "LOC"), ("参加", "v"), ("会见", "v"), ("。", "w"), ("旺久村", "LOC")],
            2 * [("旺久村", "PER")],
        ),
        ([("在", "p"), ("旺久村", "LOC"), ("参加", "v"), ("会见", "v")], [("旺久村", "LOC")]),
        ([("。", "w"), ("银川市", "LOC"), ("参加", "v"), ("会见", "v")], [("银川市", "LOC")]),
        (
            [("清风运动组织", "ORG"), ("（", "w"), ("扎哈德", "PER"), ("）", "w"), ("扎哈德", "PER")],
            [("清风运动组织", "ORG"), ("扎哈德", "ORG"), ("扎哈德", "ORG")],
        ),
        (
            [("红星队", "ORG"), ("（", "w"), ("扎哈德", "PER"), ("）", "w"), ("夺冠", "v")],
            [("红星队", "ORG"), ("扎哈德", "PER")],
        ),
    ],
    ids=["meeting", "speaks", "attends", "where", "listed", "name of a body", "player"],
)
def test_what_a_name_is_by_what_stands_beside(
    words: list[tuple[str, str]], left: list[tuple[str, str]]
) -> None:
    assert _parted(*words) == left
