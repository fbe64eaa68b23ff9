"""Bodies beside each other: joined by 和 同 与 及 暨 they are two, with 和 inside its name a body is one."""

import pytest
from spacy.language import Language

from kg.model import Article
from kg.recognize import recognize
from kg.recognize.candidates import Word
from kg.recognize.joined_bodies import are_two, part_joined
from kg.text import heal

TWO = [
    "[北京市平谷区医院]同[商都县人民医院]结成对子。",
    "[市文化旅游体育局]同[集宁师范学院]坐到一起。",
    "[自治区卫健委]和[医疗保障局]的负责人也来到现场。",
    "[市教育局]和[财政局]联合印发通知。",
    "[市教育局]与[市财政局]联合印发通知。",
    "[县退役军人事务局]和[民政局]走访慰问。",
    "[省交通运输厅]和[公安厅]联合部署。",
    "[国家卫生健康委员会]和[国家疾病预防控制局]联合发文。",
    "[省农业农村厅]与[水利厅]会商。",
    "[清华大学]和[北京大学]共同举办。",
    "[县人民法院]和[人民检察院]联合发布。",
    "[市中级人民法院]与[市人民检察院]签署意见。",
    "[市委组织部]与[市委宣传部]召开会议。",
    "[县妇联]及[团县委]组织活动。",
    "[县总工会]、[团县委]和[县妇联]主办。",
    "[最高人民法院]、[最高人民检察院]、[公安部]联合印发意见。",
    "[包头市教育局]和[呼和浩特市教育局]签约。",
    "[湖南师范大学]同[吉首大学]开展合作。",
    "[第一人民医院]和[第二人民医院]合并。",
    "[内蒙古银行]与[包商银行]签约。",
    "[中国石油]和[中国石化]公布业绩。",
    "[中国轻工业联合会]和[中国纺织工业联合会]联合发布。",
    "[国家能源局]与[国家林业和草原局]联合印发。",
    "[区委]和[区政府]联合表彰。",
    "[新疆维吾尔自治区文化和旅游厅]与[新疆日报社]联合主办。",
    "[省广播电视局]暨[省电视台]举办晚会。",
    "[市生态环境局]及[市水务局]开展检查。",
    "[县公安局交警大队]和[县交通运输局]联合执法。",
    "[俄罗斯科学院]和[中国社会科学院]联合举办。",
]
ONE = [
    "[国家发展和改革委员会]发布公告。",
    "[省住房和城乡建设厅]负责人说。",
    "[自治区人力资源和社会保障厅]召开会议。",
    "[市文化和旅游局]印发方案。",
    "[省工业和信息化厅]公布名单。",
    "[县商务和投资促进局]招商。",
    "[自治区林业和草原局]提醒游客。",
    "[市规划和自然资源局]批复方案。",
    "[中国石油和化学工业联合会]发布报告。",
    "[国家粮食和物资储备局]发布数据。",
    "[全国妇女儿童和民族团结工作委员会]成立。",
    "[市城市管理和综合执法局]开展整治。",
    "[市民族和宗教事务委员会]走访。",
    "[县农牧和科技局]发放种子。",
    "[旗教育和体育局]举办比赛。",
    "[红十字会与红新月会国际联合会]发出呼吁。",
]


@pytest.mark.parametrize("marked", TWO + ONE)
def test_bodies_of_a_sentence(own: Language, marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    article = Article("p.txt", "a", heal(text, [[(0, len(text))]]), 0, (), ())
    found = [mention.text for mention in recognize([article], own) if mention.label == "ORG"]
    assert found == [piece.split("]")[0] for piece in marked.split("[")[1:]]


@pytest.mark.parametrize(
    ("left", "right", "two"),
    [
        ("市教育局", "财政局", True),
        ("北京市平谷区医院", "商都县人民医院", True),
        ("市公安局", "平分局", False),  # 和平分局
        ("国家发展", "改革委员会", False),
        ("中国银行", "保险业监督管理委员会", False),
        ("北京协", "医院", False),
        ("中华人民共", "国教育部", False),
        ("省", "市财政局", False),
        ("山西医科大学", "晋中学院", True),
        ("县医院", "乡卫生院", True),
        ("师大附中", "海滨中学", True),
        ("中国篮协", "海滨俱乐部", True),
        ("县人民法院", "县公安局", True),
        ("市教育局", "海滨乐团", False),
    ],
)
def test_each_side_must_be_a_body(left: str, right: str, two: bool) -> None:
    assert are_two(left, right) is two


def test_three_bodies_are_cut_at_their_places() -> None:
    words = part_joined([Word("县总工会、团县委和县妇联", "ORG", 3, "x"), Word("和", "c", 15)])
    assert [(w.text, w.tag, w.start) for w in words] == [
        ("县总工会", "ORG", 3),
        ("、", "c", 7),
        ("团县委", "ORG", 8),
        ("和", "c", 11),
        ("县妇联", "ORG", 12),
        ("和", "c", 15),
    ]
