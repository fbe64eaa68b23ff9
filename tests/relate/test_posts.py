"""Who holds which post, read from one sentence."""

import pytest

from kg.model import Reading


def facts(reading: Reading, kind: str = "post") -> list[str]:
    """Return the posts as 'person title body'."""
    return sorted(
        f"{post.person.text} {post.title.text} {post.body_text or (post.body.text if post.body else '-')}"
        for post in reading.posts
        if post.kind == kind
    )


APPOSITION = [
    ("[O四川省人大常委会][T副主任][P赵明远]出席会议。", ["赵明远 副主任 四川省人大常委会"]),
    ("[O省水利厅][T党组书记]、[T厅长][P周立]到会。", ["周立 党组书记 省水利厅", "周立 厅长 省水利厅"]),
    (
        "[O市委][T常委]、[T秘书长]、[O档案局][T局长][P林清]讲话。",
        ["林清 局长 档案局", "林清 常委 市委", "林清 秘书长 市委"],
    ),
    ("[O广东省委][T副书记]、[T省长][P何平]调研。", ["何平 副书记 广东省委", "何平 省长 广东省"]),
    ("[O自治区党委][T副书记]、[T主席][P艾山]主持。", ["艾山 主席 自治区", "艾山 副书记 自治区党委"]),
    ("[O市委][T副书记]、[T市长][P马健]表示。", ["马健 副书记 市委", "马健 市长 市"]),
    (
        "[O中共中央][T总书记]、[T国家主席]、[O中央军委][T主席][P张三]",
        ["张三 主席 中央军委", "张三 国家主席 -", "张三 总书记 中共中央"],
    ),
    ("[L法国][T总统][P杜邦]抵京。", ["杜邦 总统 法国"]),
    ("[L法国][T总统][P杜邦]、[T外长][P马丁]抵京。", ["杜邦 总统 法国", "马丁 外长 法国"]),
    ("[L中国]驻[L巴西][T大使][P王建]到场。", ["王建 大使 中国驻巴西"]),
    ("“[O乡村振兴研究会]”[T秘书长][P白露]介绍。", ["白露 秘书长 乡村振兴研究会"]),
    ("由[T代表]我校的[O学生会][T主席][P江南]发言。", ["江南 主席 学生会"]),
    ("[L英国][O剑桥大学][T教授][P史密斯]说。", ["史密斯 教授 英国剑桥大学"]),
    ("出席的[T市领导][P甲乙]、[P丙丁]等。", []),
    ("[O市教育局]基础教育科[T科长][P林清]到会。", ["林清 科长 市教育局基础教育科"]),
    ("[L安新县]人民医院[T院长][P林清]到会。", ["林清 院长 安新县人民医院"]),
    ("[L安新县]村民推选的[T代表][P林清]到会。", ["林清 代表 -"]),
    ("[O省卫健委][T主任][P陈东]，医保局[T局长][P吴西]答问。", ["陈东 主任 省卫健委", "吴西 局长 医保局"]),
    (
        "[O省人大常委会][T副主任][P陈东]主持会议，[T秘书长][P吴西]到会。",
        ["陈东 副主任 省人大常委会", "吴西 秘书长 省人大常委会"],
    ),
    (
        "[L埃及][T总统][P陈东]任命原第三军团[T司令][P吴西]为[T总参谋长]。",
        ["陈东 总统 埃及", "吴西 司令 第三军团", "吴西 总参谋长 -"],
    ),
    ("我校[T校长][P钱进]致辞。", ["钱进 校长 我校"]),
]

SHARED = [
    ("[O省卫健委][T主任][P陈东]、[T副主任][P吴西]答问。", ["吴西 副主任 省卫健委", "陈东 主任 省卫健委"]),
    ("[T副主任][P甲一]、[P乙二]和[P丙三]出席。", ["丙三 副主任 -", "乙二 副主任 -", "甲一 副主任 -"]),
    ("[T局长][P甲一]、[P乙二]出席。", ["甲一 局长 -"]),
    (
        "[O县人民医院][T主任][P张一]、[T护士长][P李二]，[O县妇幼保健院][T院长][P王三]。",
        ["张一 主任 县人民医院", "李二 护士长 县人民医院", "王三 院长 县妇幼保健院"],
    ),
    ("[O市委][T书记][P甲一]、[T市长][P乙二]到场。", ["乙二 市长 市", "甲一 书记 市委"]),
]

NAME_FIRST = [
    ("[P高远][T主任]查房。", ["高远 主任 -"]),
    ("[O河北大学][P孙晓][T教授]指出。", ["孙晓 教授 河北大学"]),
    ("[O省医院][T专家][P孙晓][T主任]指出。", ["孙晓 专家 省医院", "孙晓 主任 省医院"]),
    ("[O县医院]帮扶专家[P孙晓][T主任]指出。", ["孙晓 主任 县医院"]),
    ("[O河北大学]特聘[T教授][P孙晓]指出。", ["孙晓 教授 河北大学"]),
    ("[P李广]（[O保定市公安局][T局长]）到会。", ["李广 局长 保定市公安局"]),
]

STATED = [
    ("[P王建]当选[L成都市][T市长]。", ["王建 市长 成都市"]),
    ("会议决定任命[P王建]为[O省教育厅][T厅长]。", ["王建 厅长 省教育厅"]),
    ("[P王建]兼任[O省文联][T主席]、[O省作协][T名誉主席]。", ["王建 主席 省文联", "王建 名誉主席 省作协"]),
    ("免去[P王建]的[O省教育厅][T厅长]职务。", ["王建 厅长 省教育厅"]),
    ("[P王建]不再担任[O市人民医院][T院长]。", ["王建 院长 市人民医院"]),
    ("[P王建]，是[O和田县吐沙拉镇党委][T书记]。", ["王建 书记 和田县吐沙拉镇党委"]),
    ("以[P王建]为[T团长]的[O广东代表团]抵达。", ["王建 团长 广东代表团"]),
    ("聘任[P甲一]、[P乙二]为[O市科协][T顾问]。", ["乙二 顾问 市科协", "甲一 顾问 市科协"]),
    ("[P甲一]接替[P乙二]担任[O国家队][T主教练]。", ["甲一 主教练 国家队"]),
    ("免去[P王建]的第三任[O市科协][T主席]职务。", ["王建 主席 市科协"]),
    ("[P王建]是[O市科协]第二任[T主席]。", ["王建 主席 市科协"]),
    ("[P王建]被免去[O市委][T常委]职务。", ["王建 常委 市委"]),
    ("[P甲一]为[O领导小组][T组长]，[P乙二]为[T副组长]。", ["甲一 组长 领导小组", "乙二 副组长 领导小组"]),
    ("[P王建]，[O河北大学][T教授]，研究历史。", ["王建 教授 河北大学"]),
    ("[P甲一]感谢[P乙二]祝贺我当选[L美国][T总统]。", []),
    ("免去[P甲一][O市局][T局长]职务。", ["甲一 局长 市局"]),
    ("[P甲一]任[T组长]，[P乙二]任[T副组长]。", ["甲一 组长 -", "乙二 副组长 -"]),
    ("[P王建]（时任[O市局][T局长]）受审。", ["王建 局长 市局"]),
    ("[P王建]——[O河北大学][T教授]。", ["王建 教授 河北大学"]),
    ("[P王建]来自[L青岛]。他曾任[O市局][T局长]。", ["王建 局长 市局"]),
    ("[P王建]见了[P李强]。他曾任[O市局][T局长]。", []),
    ("[P王建]，1953年出生。曾任[O市局][T局长]、[O省厅][T副厅长]。", ["王建 局长 市局", "王建 副厅长 省厅"]),
    ("[P王建]是[O县医院]的一名[T医生]。", ["王建 医生 县医院"]),
    ("[T组长]：[P王建]　[T副组长]：[P甲一]、[P乙二]", ["王建 组长 -", "甲一 副组长 -", "乙二 副组长 -"]),
    ("[T主持人]：[P王建]，您好，欢迎您。", []),
    ("[P王建]到场，[T记者]获悉。", []),
    ("[P甲一]责任重大，[O市局][T局长]也到场。", []),
    ("[P巴图]，男，蒙古族。\n1999—2003年 [O乌审旗教育局][T副局长]", ["巴图 副局长 乌审旗教育局"]),
]


@pytest.mark.parametrize(("text", "expected"), APPOSITION + SHARED + NAME_FIRST + STATED)
def test_posts(marked, text: str, expected: list[str]) -> None:
    assert facts(marked(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[O本报][T记者] [P张一] [P李二]", ["张一 记者 本报", "李二 记者 本报"]),
        ("本报[T记者] [P张一] [T通讯员] [P李二]", ["张一 记者 本报", "李二 通讯员 本报"]),
        ("[O南方晚报]讯（[T记者] [P张一]）昨日，", ["张一 记者 南方晚报"]),
        (
            "[O新华社][L成都]9月1日电（[T记者][P张一]、[P李二]）1日，",
            ["张一 记者 新华社", "李二 记者 新华社"],
        ),
        ("（[T编辑]：[P张一]　[T审核编辑]：[P李二]）", ["张一 编辑 -", "李二 审核编辑 -"]),
        ("□[O本报][T见习记者] [P张一] 摄", ["张一 见习记者 本报"]),
        ("（江淮晨报[T记者] [P张一]）", ["张一 记者 江淮晨报"]),
        ("[O本报][T驻京记者] [P张一] [T责任编辑]：[P李二]", ["张一 驻京记者 本报", "李二 责任编辑 本报"]),
        ("新闻网讯（[T记者] [P张一]）4月9日，", ["张一 记者 新闻网"]),
        ("[O德赛]电池[T总经理][P王一]受审\n（[T记者] [P张一]）", ["张一 记者 -"]),
        ("本报讯（[T实习生] [P张一]）", ["张一 实习生 本报"]),
    ],
)
def test_bylines(marked, text: str, expected: list[str]) -> None:
    reading = marked(text)
    assert facts(reading, "byline") == sorted(expected)
    assert [fact for fact in facts(reading) if "记者" in fact] == []


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("[O市公安局][T原局长][P甲一]受审。", "原"),
        ("原[O市公安局][T局长][P甲一]受审。", "原"),
        ("时任[O市公安局][T局长][P甲一]受审。", "时任"),
        ("[O市政府][T代市长][P甲一]讲话。", "代"),
        ("[O市公安局][T副局长][P甲一]讲话。", None),
        ("[O市公安局][T常务副局长][P甲一]讲话。", None),
        ("[O居委会][T代表][P甲一]讲话。", None),
        ("[P甲一]不再担任[O市公安局][T局长]。", "不再担任"),
        ("免去[P甲一]的[O市公安局][T局长]职务。", "免去"),
    ],
)
def test_qualifier(marked, text: str, qualifier: str | None) -> None:
    assert [post.qualifier for post in marked(text).posts] == [qualifier]


def test_a_qualifier_reaches_over_the_posts_of_the_same_body(marked) -> None:
    posts = marked("[O四川省人大常委会][T原党组成员]、[T副主任][P甲一]受审。").posts
    assert [(post.title.text, post.qualifier) for post in posts] == [("原党组成员", "原"), ("副主任", "原")]


def test_the_clause_is_cited_in_the_raw_page(marked) -> None:
    reading = marked("昨天，[O省水利厅][T党组书记]、[T厅长][P周立]到会。", date="2024-05-01")
    assert [reading.page.raw[post.start : post.end] for post in reading.posts] == [
        "省水利厅党组书记、厅长周立",
        "厅长周立",
    ]
    assert {post.date for post in reading.posts} == {"2024-04-30"}


def test_a_later_mention_takes_its_body_from_the_article(marked) -> None:
    reading = marked("[O省水利厅][T厅长][P周立]到会。\n[P周立][T厅长]指出，水利先行。")
    assert facts(reading) == ["周立 厅长 省水利厅"] * 2


def test_two_bodies_of_one_clause_stay_two(marked) -> None:
    reading = marked(
        "[P周立]曾任[O安徽电视台][T台长]、[O安徽广播电视台][T台长]。\n[O安徽电视台][T台长][P周立]到会。"
    )
    assert sorted(set(facts(reading))) == ["周立 台长 安徽广播电视台", "周立 台长 安徽电视台"]


def test_a_title_without_a_person_is_no_post(marked) -> None:
    assert marked("[O省水利厅]招聘[T处长]一名，[T记者]获悉。").posts == ()


def test_the_heads_of_our_own_school(marked) -> None:
    text = "[O河北大学][T校长][P孙进]来我校交流。[T党委书记][P赵兴]、[T副校长][P钱进]接待。"
    assert facts(marked(text)) == ["孙进 校长 河北大学", "赵兴 党委书记 我校", "钱进 副校长 我校"]


@pytest.mark.xfail(strict=True, reason="a body named in an earlier sentence is not taken for a bare title")
def test_a_body_named_in_an_earlier_sentence(marked) -> None:
    assert facts(marked("来宾到[O文学院]交流。[T院长][P钱进]接待。")) == ["钱进 院长 文学院"]


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("[O县水利局][T局长][P周立]到会。", "2024-04-16"),  # the article's date where the clause says none
        ("3月12日，[O县人大常委会]任命[P周立]为[O县水利局][T局长]。", "2024-03-12"),
        ("去年底，[P周立]当选[O县商会][T会长]。", "2023-12-01"),
        ("2019年5月，[P周立]任[O县水利局][T局长]。", "2019-05-01"),
    ],
)
def test_a_post_is_dated_by_its_clause_else_by_its_article(marked, sentence: str, date: str) -> None:
    (post,) = marked(sentence, date="2024-04-16").posts
    assert post.date == date
