"""What an article says of its names itself: short names, other names, pseudonyms."""

import pytest

from kg.model import Entity, Reading
from kg.naming.definitions import find_definitions, find_pseudonyms
from tests.conftest import resolved, with_references


def people(*readings: Reading) -> list[Entity]:
    """Return the people of some pages."""
    return [e for e in resolved(*map(with_references, readings)).entities if e.label == "PER"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[O星河通信集团河北公司]（以下简称“河北星河”）公告。", [("河北星河", "星河通信集团河北公司")]),
        ("[O星河股份有限公司]（以下简称星河公司）公告。", [("星河公司", "星河股份有限公司")]),
        ("[O星河股份有限公司]（下称“公司”）公告。", [("公司", "星河股份有限公司")]),
        ("[O星河股份有限公司]（简称：星河股份，代码000）公告。", [("星河股份", "星河股份有限公司")]),
        ("[O星河股份有限公司]（2001年成立，以下简称“星河股份”）报喜。", [("星河股份", "星河股份有限公司")]),
        ("[O河北省作物研究所]，简称“省作物所”，成立。", [("省作物所", "河北省作物研究所")]),
        ("[O世界谷物组织]（WGO）开会。", [("WGO", "世界谷物组织")]),
        ("[O世界谷物组织]（英文缩写：WGO）开会。", [("WGO", "世界谷物组织")]),
        ("[O河北作物所]（全称河北省作物研究所）开会。", [("河北省作物研究所", "河北作物所")]),
        (
            "[O世界谷物组织]（World Grain Organization，WGO）开会。",
            [("World Grain Organization", "世界谷物组织"), ("WGO", "世界谷物组织")],
        ),
        ("[O清河县人民医院]（县医院）开诊。", [("县医院", "清河县人民医院")]),
        ("[O清河县人民医院]（县城东）开诊。", []),
        ("[O世界谷物组织]（[O谷欧佩]）开会。", [("谷欧佩", "世界谷物组织")]),
        ("[O世界谷物组织]（谷欧佩）开会。", []),
        ("[O世界谷物组织]（[L清河县]）开会。", []),
        ("[L谷物广场]（[O谷欧佩]）开放。", []),
        ("[O星河集团]（[O清河总公司]）开会。", []),  # another body
        ("[O世界谷物组织]，称“不会贸然减产”。", []),
        ("[O世界谷物组织]，称已经减产。", []),
        ("[O世界谷物组织]，称为“世粮”。", [("世粮", "世界谷物组织")]),
        ("[P赵树]（原名赵小林）写诗。", [("赵小林", "赵树")]),
        ("[P赵树]（笔名：“林子”）写诗。", [("林子", "赵树")]),
        ("[L白鹿原村]（俗称鹿庄）通车。", [("鹿庄", "白鹿原村")]),
        ("[O星河股份有限公司]（位于保定）公告。", []),
        ("[O世界谷物组织]（2012年）开会。", []),
        ("[P赵树]（左）与[P李一]（右）。", []),
        ("[P赵树]（笔名很多，是写诗的）。", []),
        ("[P赵树]，称其为好人。", []),
        ("[T院长]（以下简称“院长”）。", []),
    ],
)
def test_definitions(marked, text: str, expected: list[tuple[str, str]]) -> None:
    reading = marked(text)
    found = find_definitions(reading.articles[0], reading.mentions)
    assert [(d.form, d.name) for d in found] == expected


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        (
            "[O星河通信集团河北有限公司]（以下简称“河北星河”）公告。河北星河称，明年扩建。",
            "河北星河",
            "星河通信集团河北有限公司",
        ),
        ("[O星河股份有限公司]（下称“公司”）公告。公司表示，明年扩建。", "公司", "星河股份有限公司"),
        ("[O世界谷物组织]（WGO）开会，WGO说。", "WGO", "世界谷物组织"),
        (
            "[O清河市银杉药业有限公司]（以下简称“银杉药业”）开工，由[O银杉]药业投资。",
            "银杉药业",
            "清河市银杉药业有限公司",
        ),
        ("[P赵树]（笔名“林子”）写诗，[P林子]很高兴。", "林子", "赵树"),
        ("[L白鹿原村]（俗称鹿庄）通车，鹿庄热闹了。", "鹿庄", "白鹿原村"),
        ("[O广东省卫健委]（以下简称“委机关”）发文。委机关要求。", "委机关", "广东省卫生健康委员会"),
    ],
)
def test_a_given_name_is_its_owner_from_then_on(marked, stands_for, text: str, form: str, name: str) -> None:
    assert stands_for(marked(text))[form] == name


def test_a_common_word_is_given_from_its_definition_on(marked) -> None:
    reading = marked("公司多了。[O星河股份有限公司]（下称“公司”）公告。公司表示扩建，公司法修订了。")
    added = [m.at[0] for m in with_references(reading).mentions if m.text == "公司"]
    assert [reading.articles[0].text.chars[at - 1] for at in added] == ["“", "。"]


def test_a_given_name_is_its_owner_in_other_articles_and_pages(marked) -> None:
    pages = [
        marked("[O星河通信集团河北有限公司]（以下简称“河北星河”）公告。", "[O河北星河]扩建。", page="a.txt"),
        marked("[O河北星河]招人。", page="b.txt"),
    ]
    bodies = [e for e in resolved(*pages).entities if e.label == "ORG"]
    assert [(e.name, e.aliases, e.mentions) for e in bodies] == [
        ("星河通信集团河北有限公司", ("河北星河",), 3)
    ]


def test_two_articles_that_give_one_name_to_two_bodies_settle_nothing(marked) -> None:
    pages = [
        marked("[O星河通信有限公司]（以下简称“星河通”）公告。[O星河通]扩建。", page="a.txt"),
        marked("[O星河交通有限公司]（以下简称“星河通”）公告。[O星河通]搬家。", page="b.txt"),
        marked("[O星河通]招人。", page="c.txt"),
    ]
    resolution = resolved(*pages)
    assert sorted(e.name for e in resolution.entities) == ["星河交通有限公司", "星河通", "星河通信有限公司"]
    doubts = [(j.a, j.b) for j in resolution.judgements if j.judgement == "unsure"]
    assert doubts == [("星河通", "星河交通有限公司")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[P小丽]（化名）今年十二岁。", {"小丽"}),
        ("[P小丽](化名)今年十二岁。", {"小丽"}),
        ("[P李某]（男，化名）报警。", {"李某"}),
        ("[P张三]（系化名）不知情。", {"张三"}),
        ("[P小丽]、[P小红]和[P小芳]（均为化名）上学。", {"小丽", "小红", "小芳"}),
        ("[P小丽]和[P小红]（化名）上学。", {"小红"}),
        ("学生化名[P小丽]。", {"小丽"}),
        ("[P小丽]（十二岁）上学。", set()),
        ("[P小丽]用过化名。", set()),
        ("[P小丽]说，[P小红]（化名）不在。", {"小红"}),
    ],
)
def test_pseudonyms(marked, text: str, expected: set[str]) -> None:
    reading = marked(text)
    assert find_pseudonyms(reading.articles[0], reading.mentions) == expected


def test_a_pseudonym_is_a_person_of_its_article(marked) -> None:
    pages = [
        marked("[P李华]（化名）今年十二岁，[P李华]爱画画。", "[P李华]讲课。", page="a.txt"),
        marked("[O保定市政府][T市长][P李华]讲话。", page="b.txt"),
        marked("[P李华]（化名）报警。", page="c.txt"),
    ]
    found = people(*pages)
    assert sorted((e.name, e.kind or "", e.mentions) for e in found) == [
        ("李华", "", 2),
        ("李华", "pseudonym", 1),
        ("李华", "pseudonym", 2),
    ]
    assert len({e.id for e in found}) == 3


def test_a_pseudonym_is_a_judgement_and_no_namesake(marked) -> None:
    page = marked("[P李华]（化名）上学。", "[O保定市政府][T市长][P李华]讲话。", page="a.txt")
    judgements = [j for j in resolved(page).judgements if j.label == "PER"]
    assert [(j.a, j.b, j.judgement, j.score) for j in judgements] == [
        ("李华", "李华〔化名:a.txt#1〕", "positive", 1.0)
    ]


def test_a_pseudonym_is_addressed_like_a_name(marked, stands_for) -> None:
    reading = marked("[P李小华]（化名）上学，老李送她。[P李小华]笑了。")
    assert stands_for(reading)["老李"] == "李小华"
    assert [(e.kind, e.aliases) for e in people(reading)] == [("pseudonym", ("老李",))]
