"""Spelling variants of one name: scripts, dots, widths, blanks, longer and shorter foreign names."""

from dataclasses import replace

import pytest

from kg.knowledge.spelling import plain_form, spelling_reason
from tests.conftest import resolved


@pytest.mark.parametrize(
    ("form", "plain"),
    [
        ("鄧小平", "邓小平"),
        ("臺灣大學", "台湾大学"),
        ("廣東省", "广东省"),
        ("囯务院", "国务院"),
        ("朱鎔基", "朱镕基"),
        ("唐納德•川普", "唐纳德·川普"),
        ("阿‧买买提", "阿·买买提"),
        ("阿∙买买提", "阿·买买提"),
        ("阿⋅买买提", "阿·买买提"),
        ("阿・买买提", "阿·买买提"),
        ("阿．买买提", "阿·买买提"),
        ("阿.买买提", "阿·买买提"),
        ("J.K.罗琳", "J·K·罗琳"),
        ("ＡＢＢ公司", "ABB公司"),
        ("第１２３团", "第123团"),
        ("ABB(中国)公司", "ABB（中国）公司"),
        ("王\u3000小明", "王小明"),
        ("王\u200b小明", "王小明"),
    ],
)
def test_spellings_share_a_plain_form(form: str, plain: str) -> None:
    assert plain_form(form) == plain
    assert spelling_reason(form) != ""


@pytest.mark.parametrize(
    "form",
    ["张喆", "李堃", "钱锺书", "朱熔基", "乾隆", "John Smith", "U.S. Steel", "3.15晚会", "邓小平", "苏州"],
)
def test_a_plain_form_stays(form: str) -> None:
    assert plain_form(form) == form
    assert spelling_reason(form) == ""


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["[P鄧小平]到會。", "[P邓小平]到会。"], {"邓小平"}),
        (["[O臺灣大學]招生。", "[O台湾大学]招生。"], {"台湾大学"}),
        (["[L廣東省]下雨。", "[L广东]下雨。"], {"广东省"}),
        (["[O廣東省衛健委]發文。", "[O广东省卫生健康委员会]发文。"], {"广东省卫生健康委员会"}),
        (["[P阿·买买提]到会。", "[P阿买买提]到会。"], {"阿·买买提"}),
        (["[P阿·买买提]和[P阿买买提]到会。"], {"阿·买买提"}),
        (["[P阿•买买提]到会。", "[P阿．买买提]到会。"], {"阿·买买提"}),
        (["[OＡＢＢ公司]开业。", "[OABB公司]开业。"], {"ABB公司"}),
        (
            ["[L美国][T总统][P唐纳德·特朗普]讲话。", "[L美国][T总统][P特朗普]讲话。"],
            {"唐纳德·特朗普", "美国", "美国总统"},
        ),
        (["[P弗拉基米尔·普京]讲话，[P普京]说。"], {"弗拉基米尔·普京"}),
        (
            [
                "[L俄罗斯][T总统][P弗拉基米尔·弗拉基米罗维奇·普京]讲话。",
                "[P弗拉基米尔·普京]说。",
                "[L俄罗斯][T总统][P普京]笑。",
            ],
            {"弗拉基米尔·弗拉基米罗维奇·普京", "俄罗斯", "俄罗斯总统"},
        ),
        (["[P王小明]到会。", "[P王晓明]到会。"], {"王小明", "王晓明"}),
        (["[P张喆]到会。", "[P张哲]到会。"], {"张喆", "张哲"}),
        (["[P朱镕]到会。", "[P朱熔]到会。"], {"朱镕", "朱熔"}),
        (["[P阿买提]到会。", "[P阿·买买提]到会。"], {"阿买提", "阿·买买提"}),
        (
            ["[P乔治·布什]讲话。", "[P杰布·布什]讲话。", "[P布什]说。"],
            {"乔治·布什", "杰布·布什", "布什"},
        ),
        (["[P买·买提]到会。", "[P买买·提]到会。", "[P买买提]到会。"], {"买·买提", "买买·提", "买买提"}),
        (["[P玛丽·居里]讲话。", "[P居里夫]到会。"], {"玛丽·居里", "居里夫"}),
    ],
)
def test_people_places_and_bodies_by_spelling(marked, texts: list[str], names: set[str]) -> None:
    pages = [marked(text, page=f"{number}.txt") for number, text in enumerate(texts)]
    assert {entity.name for entity in resolved(*pages).entities} == names


def test_each_spelling_is_an_alias_with_a_judgement(marked) -> None:
    pages = [marked("[P鄧小平]到會。", page="a.txt"), marked("[P邓小平]到会。", page="b.txt")]
    resolution = resolved(*pages)
    (person,) = resolution.entities
    assert (person.name, person.aliases, person.mentions) == ("邓小平", ("鄧小平",), 2)
    told = [(j.a, j.b, j.judgement, j.reason, j.score) for j in resolution.judgements]
    assert told == [("鄧小平", "邓小平", "positive", "traditional or variant characters", 1.0)]


def test_a_title_in_traditional_characters_is_the_same_post(marked) -> None:
    pages = [
        marked("[O廣東省衛健委][T主任][P陳一]到會。", page="a.txt"),
        marked("[O广东省卫健委][T主任][P陈一]到会。", page="b.txt"),
    ]
    posts = [e for e in resolved(*pages).entities if e.label == "TITLE"]
    assert [(e.name, e.mentions) for e in posts] == [("广东省卫生健康委员会主任", 2)]


def test_an_address_in_another_script_finds_its_person(marked) -> None:
    reading = marked("[O安新縣醫院][T院長][P馬小蘭]下鄉。[P馬院長]很忙。")
    (person,) = [e for e in resolved(reading).entities if e.label == "PER"]
    assert person.mentions == 2
    assert {person.name, *person.aliases} >= {"馬小蘭", "馬院長"}


def test_a_name_printed_in_one_script_only_is_shown_as_printed(marked) -> None:
    (person,) = resolved(marked("[P梁靖崑]夺冠。")).entities
    assert (person.name, person.aliases) == ("梁靖崑", ("梁靖昆",))
    both = resolved(marked("[P梁靖崑]夺冠。", page="a.txt"), marked("[P梁靖昆]夺冠。", page="b.txt"))
    assert [e.id for e in both.entities] == [person.id]


def test_a_users_canonical_name_is_left_as_it_is(marked) -> None:
    reading = marked("[P鄧一]到會。")
    named = tuple(replace(m, canonical="鄧一") for m in reading.mentions)
    assert [e.name for e in resolved(replace(reading, mentions=named)).entities] == ["鄧一"]
