"""Which titles are borne: occupations before a name, titles taken on, served, said again."""

import pytest
from spacy.language import Language

from kg.model import Article
from kg.recognize import recognize
from kg.recognize.candidates import Draft, read_words
from kg.recognize.title_ties import tie_titles
from kg.recognize.titles import find_roles
from kg.text import heal

SENTENCES = [
    ("联合实验室主任由中国科学技术大学教授程守文担任。", ["主任", "教授"]),
    ("治丧小组组长由重庆市川剧院院长程涟担任。", ["组长", "院长"]),
    ("主任由各科室推荐，程守文到场。", []),
    (
        "王纲是内蒙古欧美同学会的常务副会长，又是内蒙古党外知识分子联谊会的常务理事。",
        ["常务副会长", "常务理事"],
    ),
    ("日本外相林芳正会见记者。", ["外相"]),
    ("考察团团长为李建军，副团长是周敏、王建国。", ["团长", "副团长"]),
    ("院长为李建军送去慰问。", []),
    ("领队一职将由李建军本人兼任。", ["领队"]),
    ("星河网络CFO李建军已经离职。", ["CFO"]),
    ("著名昆虫学家李建军到会。", ["昆虫学家"]),
    ("市政协委员、市中心医院（原第二人民医院）著名专家李建军说。", ["委员", "专家"]),
    ("副市长、市公安局长李建军到会。", ["副市长", "局长"]),
    ("全国妇联书记处书记周敏、市委办公室主任李建军到会。", ["书记", "主任"]),
    ("兽医陈志远、饲养员王建国守了三天三夜。", ["兽医", "饲养员"]),
    ("保安李建军拦住了车。", ["保安"]),
    ("这名保安说，他不认识李建军。", []),
    pytest.param(
        "代表习近平总书记看望大家。",
        ["总书记"],
        marks=pytest.mark.xfail(strict=True, reason="代表 is a verb here"),
    ),
    ("全国人大代表李建军发言。", ["代表"]),
    ("民进党“立委”李建军与“国防部长”周敏反对。", ["立委", "国防部长"]),
    ("桥梁“医生”李建军来了。", []),
    ("身为县一中校长的李建军说，要招生。", ["校长"]),
    ("李建军介绍中方担任主席国期间的工作。", []),
    ("李建军会见县商会主席国庆祥。", ["主席"]),
    ("任命李建军为社会和法制委员会驻会副主任。", ["驻会副主任"]),
    ("著名摄影艺术家李建军到会。", ["摄影艺术家"]),
    ("以李建军为代表的年轻人来了。", []),
    ("以李建军为团长的代表团来了。", ["团长"]),
]


@pytest.mark.parametrize(("text", "titles"), SENTENCES)
def test_titles_of_a_sentence(own: Language, text: str, titles: list[str]) -> None:
    article = Article("p.txt", "a", heal(text, [[(0, len(text))]]), 0, (), ())
    assert [m.text for m in recognize([article], own) if m.label == "TITLE"] == titles


def draft(tagged: str) -> Draft:
    """Return a draft of words such as 兽医/n 王鹏/PER."""
    pairs = [(word, tag) for word, _, tag in (item.partition("/") for item in tagged.split())]
    return Draft("".join(word for word, _ in pairs), read_words(pairs, "test"))


@pytest.mark.parametrize(
    ("tagged", "titles"),
    [
        ("兽医/n 王鹏/PER", ["兽医"]),
        ("环卫/n 工人/n 王鹏/PER", ["环卫工人"]),
        ("他/r 当/v 保安/n 多年/m", ["保安"]),
        ("测报员/n 王鹏/PER", ["测报员"]),
        ("驻村/vn 干部/n 王鹏/PER", ["驻村干部"]),
        ("退休/vn 职工/n 王鹏/PER", ["退休职工"]),
        ("他/r 当/v 社工/n 多年/m", ["社工"]),
        ("驻村/vn 干部/n 来/v 了/u", []),
        ("兽医/n 来/v 了/u", []),
        ("保安/n 和/c 王鹏/PER", []),
    ],
)
def test_occupations_are_titles_beside_a_name_or_after_a_verb(tagged: str, titles: list[str]) -> None:
    found = draft(tagged)
    find_roles(found)
    assert [word.text for word in found.words if word.tag == "TITLE"] == titles


@pytest.mark.parametrize(
    ("tagged", "borne"),
    [
        ("主任/TITLE 由/p 院长/TITLE 王鹏/PER 担任/v", ["主任", "院长"]),
        ("主任/TITLE 由/p 院长/TITLE 王鹏/PER 陪同/v", ["院长"]),
        ("在/p 省电视台/ORG 当/v 主播/TITLE 的/u 王鹏/PER", ["主播"]),
        ("王鹏/PER ，/w 在/p 县医院/ORG 当/v 院长/TITLE", ["院长"]),
        ("王鹏/PER 来到/v 县医院/ORG 见/v 院长/TITLE", []),
        ("王鹏/PER 是/v 商会/ORG 会长/TITLE ，/w 又/d 是/v 联谊会/ORG 理事/TITLE", ["会长", "理事"]),
        ("人大/ORG 代表/TITLE 王鹏/PER 书记/TITLE", ["代表", "书记"]),
        ("记者/TITLE 获悉/v ，/w 王鹏/PER 到场/v", []),
    ],
)
def test_titles_are_tied_to_people(tagged: str, borne: list[str]) -> None:
    found = draft(tagged)
    tie_titles(found)
    assert [word.text for word in found.words if word.tag == "TITLE" and not word.optional] == borne
