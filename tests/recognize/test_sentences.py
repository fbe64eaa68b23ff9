"""Whole sentences through the shipped model and the rules: every name, and no other."""

import pytest
from spacy.language import Language

from kg.model import Article
from kg.recognize import recognize
from kg.text import heal
from tests.recognize.marked import Names, read_marked

TITLES = [
    "[自治区人大常委会]O[秘书长]T[那日松]P出席会议。",
    "[中共中央政治局]O[常委]T、[国务院]O[副总理]T[陈志远]P出席并讲话。",
    "[市委]O[副书记]T、[市长]T[王永辉]P主持会议。",
    "[省教育厅]O[党组书记]T、[厅长]T[李建国]P作报告。",
    "[国家主席]T[张立新]P会见客人。",
    "（[记者]T [张晓燕]P [通讯员]T [刘海波]P）",
    "[王志强]P[教授]T认为，这一发现意义重大。",
    "会议决定任命[李秀兰]P为[市教育局]O[局长]T。",
    "[省委]O[常委]T、[政法委]O[书记]T[周国平]P参加调研。",
    "[埃及]L[前总统]T[穆巴拉克]P出庭。",
    "[河北]L[原省委书记]T[赵大力]P受审。",
    "[长河集团]O[董事长]T兼[首席执行官]T[赵大力]P到会。",
    "[泰国]L[副首相]T兼[财务大臣]T[阿南]P到访。",
]
BODIES = [
    "[云阳县人民政府]O[县长]T[孙海涛]P致辞。",
    "[内蒙古自治区人民医院]O[副院长]T[高丽]P接受采访。",
    "[文化和旅游部]O发布通知。",
    "[湖北省体育局]O、[市人民政府]O主办比赛。",
    "[党中央]O、[国务院]O高度重视。",
    "[清河镇党委]O[书记]T[马文斌]P说。",
    "[北京市公安局交警总队]O通报情况。",
    "[中国驻比利时使馆]O提供协助。",
    "[民盟浙江省委会]O[主委]T[蒋月]P率队走访。",
    "当地多家医院和有关部门参加演练。",
    "[法律与公正党]O未表态。",
]
PLACES = [
    "[青海门源]L发生地震。",
    "[平塘县克度镇]L、[塘边镇]L迎来游客。",
    "活动在[北京天安门广场]L举行。",
    "[北京]L、[天津]L、[河北]L三地协同发展。",
    "[长江]L流经[武汉]L。",
    "[内蒙古大兴安岭林区]L降水偏少。",
    "[安提瓜和巴布达]L[总理]T[布朗]P来访。",
]
PEOPLE = [
    "出席仪式的还有[刘建民]P、[王国太]P、[陈忆秋]P、[胡晓剑]P等。",
    "[艾尔肯·吐尼亚孜]P表示感谢。",
    "[欧阳晓晖]P[副主席]T通报情况。",
    "[唐纳德·布德罗]P认为，汇率走低与贸易争端有关。",
]
WRONG = [
    pytest.param(
        "客场同[上海东亚]O比赛。", marks=pytest.mark.xfail(strict=True, reason="team named as a place")
    ),
    pytest.param(
        "[日本]L[外务大臣]T[田中健一]P抵达[北京]L。",
        marks=pytest.mark.xfail(strict=True, reason="the network is unsure of the last character"),
    ),
]


def names_of(nlp: Language, text: str) -> Names:
    article = Article("p.txt", "a", heal(text, [[(0, len(text))]]), 0, (), ())
    return [(m.text, m.label, m.at[0]) for m in recognize([article], nlp)]


@pytest.mark.parametrize("marked", [*TITLES, *BODIES, *PLACES, *PEOPLE, *WRONG])
def test_names_of_a_sentence(own: Language, marked: str) -> None:
    text, names = read_marked(marked)
    assert [(s.replace(" ", ""), label) for s, label, _ in names_of(own, text)] == [
        (surface, label) for surface, label, _ in names
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "[自治区林业和草原局]O[副局长]T[王立群]P出席会议。",
        pytest.param(
            "[自治区林业和草原局]O[副局长]T[孟和巴特尔]P出席会议。",
            marks=pytest.mark.xfail(strict=True, reason="a Mongolian name needs a tagger"),
        ),
        "（[记者]T [张晓燕]P）",
        "[云阳县人民政府]O[县长]T[孙海涛]P致辞。",
        "[平塘县克度镇]L迎来游客。",
        "[中国]L、[蒙古国]L和[俄罗斯]L三国会谈。",
    ],
)
def test_rules_alone_find_what_grammar_gives_away(rules: Language, marked: str) -> None:
    text, names = read_marked(marked)
    assert [(s, label) for s, label, _ in names_of(rules, text)] == [
        (surface, label) for surface, label, _ in names
    ]


NOBODY = [
    "应急指挥平台建成投用。",
    "请专家教授来现场答疑。",
    "举办书画摄影比赛等活动。",
    pytest.param(
        "以“游古城、乐丰收、贺重阳”为主题的活动开幕。",
        marks=pytest.mark.xfail(
            strict=True, reason="a verb that is a surname too opens each item of a motto"
        ),
    ),
    "全党同志要牢记使命。",
    "两国元首昨晚通电话。",
    "学校校长边走边介绍。",
]


@pytest.mark.parametrize("text", NOBODY)
def test_everyday_words_are_nobody(own: Language, text: str) -> None:
    assert not [surface for surface, label, _ in names_of(own, text) if label == "PER"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("稳步推进跨市县供水项目。", []),
        ("上半年，江西全省水系水质优良。", ["江西", "全省"]),
        ("中国高铁从无到有。", ["中国"]),
        ("升起意大利国旗。", ["意大利"]),
        ("晚宴开始前，来宾在签到处留影。", []),
        ("签约以后，沪宁两地互派医生。", ["沪宁"]),
        ("省有省的办法，盟市有盟市的难处。", []),
        ("全州辖凯里市和麻江、丹寨、天柱、锦屏等县。", ["全州", "凯里市", "麻江", "丹寨", "天柱", "锦屏"]),
    ],
)
def test_what_is_no_part_of_a_place_stays_out(own: Language, text: str, places: list[str]) -> None:
    assert [surface for surface, label, _ in names_of(own, text) if label == "LOC"] == places


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("把党中央的部署和省委的安排变成行动。", ["党中央", "省委"]),
        ("日益兴旺的遵义现代化区域中心城市。", []),
        ("全省供水“一张网”管理。", []),
        ("保持全省社会大局平稳。", []),
        ("市委市政府召开会议。", ["市委", "市政府"]),
        ("俄军和乌军都未表态。", ["俄军", "乌军"]),
        ("在京中共中央政治局委员出席，用渔网捕鱼。", ["中共中央政治局"]),
        ("郑建明代表民革第十四届中央常务委员会作报告。", ["民革第十四届中央常务委员会"]),
    ],
)
def test_what_only_ends_like_a_body_is_none(own: Language, text: str, bodies: list[str]) -> None:
    assert [surface for surface, label, _ in names_of(own, text) if label == "ORG"] == bodies


def test_a_conjunction_is_no_surname(own: Language) -> None:
    found = names_of(own, "在张立新主席和普京总统的引领下。")
    assert [surface for surface, label, _ in found if label == "PER"] == ["张立新", "普京"]


@pytest.mark.parametrize("title", ["书记", "局长", "记者", "主席", "教授"])
def test_a_title_that_nobody_bears_is_no_mention(own: Language, title: str) -> None:
    assert names_of(own, f"新任{title}将于下周公布。") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("我省加快转型。", "我省"),
        ("自治区出台措施。", "自治区"),
        ("全市开展检查。", "全市"),
        ("美方提出要求。", "美方"),
    ],
)
def test_words_for_a_known_place_are_places(own: Language, text: str, place: str) -> None:
    assert [(s, label) for s, label, _ in names_of(own, text)] == [(place, "LOC")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("臺灣民眾黨秘書長周子揚表示歡迎。", ["臺灣民眾黨", "秘書長", "周子揚"]),
        ("菲律賓總統小馬科斯發表講話。", ["菲律賓", "總統", "小馬科斯"]),
    ],
)
def test_traditional_characters_are_read_and_kept(own: Language, text: str, names: list[str]) -> None:
    assert [s for s, _, _ in names_of(own, text)] == names
