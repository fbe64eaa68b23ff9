"""Posts of states, of who is sent or spoken for, and of who is named beside them."""

import pytest

from tests.posts.test_posts import facts

AIDES = [
    ("[P杜邦]就任[L美国][T总统][T国家安全事务助理]不久。", ["杜邦 国家安全事务助理 美国"]),
    ("[P杜邦]出任[L波兰][T总理][T顾问]，[P马丁]出任[L波兰][T总理]。", ["杜邦 顾问 波兰", "马丁 总理 波兰"]),
    (
        "[L波兰][T总统][P杜邦]会见[P王建][T主席][T特使][P周立]。",
        ["周立 特使 -", "杜邦 总统 波兰", "王建 主席 -"],
    ),
]
SPOKEN_FOR = [
    ("[O市委][T常委][P陈东]昨日，[T代表][P周立][T书记]看望职工。", ["周立 书记 -", "陈东 常委 市委"]),
    ("[P陈东][T代表][O市委]看望职工。", []),
    ("以[P陈东]、[P周立]为[T代表]的职工到会。", []),
    ("[O市作协][T主席][P陈东]，[T画家代表][P周立]发言。", ["周立 画家代表 -", "陈东 主席 市作协"]),
    ("[O全国人大][T代表][P陈东]，[O省政府][T代表][P周立]。", ["周立 代表 省政府", "陈东 代表 全国人大"]),
]
GOVERNMENTS = [
    ("[O波兰人民党][T主席]、[T政府总理][P杜邦]到访。", ["杜邦 主席 波兰人民党", "杜邦 政府总理 波兰"]),
    ("[O波兰国民卫队][T司令]、[T国防大臣][P杜邦]到访。", ["杜邦 司令 波兰国民卫队", "杜邦 国防大臣 波兰"]),
    ("[O国务院][T总理][P王建]会见[T政府总理][P杜邦]。", ["杜邦 政府总理 -", "王建 总理 国务院"]),
    ("[L华沙][T市长][P杜邦]、[T外长][P马丁]到场。", ["杜邦 市长 华沙", "马丁 外长 -"]),
    (
        "[L波兰]争取民主运动[T主席]、[T政府总理][P杜邦]说。",
        ["杜邦 主席 波兰争取民主运动", "杜邦 政府总理 波兰"],
    ),
    ("[L波兰]安全会议[T秘书][P杜邦]说。", ["杜邦 秘书 波兰安全会议"]),
    ("昨日，法军[T总参谋长][P杜邦]说。", ["杜邦 总参谋长 法军"]),
    ("[P杜邦][T总统]、[O欧盟委员会][T主席][P马丁]会晤。", ["杜邦 总统 -", "马丁 主席 欧盟委员会"]),
    ("[L波兰][T国务大臣]兼反腐败委员会[T主席][P杜邦]说。", ["杜邦 主席 反腐败委员会", "杜邦 国务大臣 波兰"]),
    (
        "选举[P王建]为[L波兰][T主席]。选举[P王建]为[O波兰中央军委][T主席]。",
        ["王建 主席 波兰", "王建 主席 波兰中央军委"],
    ),
    ("[T总理][P王建]致电祝贺他连任[L波兰][T总统]。", ["王建 总理 -"]),
    ("[T总理][P王建]致电[P杜邦]，祝贺他连任[L波兰][T总统]。", ["杜邦 总统 波兰", "王建 总理 -"]),
]
OTHERS = [
    ("双方谈到[O二十国集团][T领导人][P里昂]峰会。", []),
    ("[O二十国集团][T领导人][P杜邦]到会。", ["杜邦 领导人 二十国集团"]),
    ("[O中国工程院][T院士]、[T航天专家][P王建]说。", ["王建 院士 中国工程院", "王建 航天专家 -"]),
]


@pytest.mark.parametrize(("text", "expected"), [*AIDES, *SPOKEN_FOR, *GOVERNMENTS, *OTHERS])
def test_posts_of_states(marked, text: str, expected: list[str]) -> None:
    assert facts(marked(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("2018年，[T局长][P陈东]三次到访。", "2018-12-08"),
        ("今年，[T局长][P陈东]三次到访。", "2018-12-08"),
        ("2017年，[T局长][P陈东]三次到访。", "2017"),
        ("2018年，[P陈东]当选[T局长]。", "2018"),
        ("来华出席2018年中国网络大会的[T局长][P陈东]说。", "2018-12-08"),
    ],
)
def test_the_year_of_an_article_says_less_than_its_day(marked, sentence: str, date: str) -> None:
    assert [post.date for post in marked(sentence, date="2018-12-08").posts] == [date]


@pytest.mark.parametrize(("title", "body"), [("总理", "国务院"), ("发言人", "波兰国务院")])
def test_the_state_council_that_has_a_premier_is_ours(marked, title: str, body: str) -> None:
    text = f"[O国务院][T{title}][P王建]说。[P王建]曾任[L波兰][T总统]。"
    assert body in {post.body_name for post in marked(text).posts}
