"""What the words around a title tell of a post: whose it is, how it is held, whether it is one."""

import pytest

from tests.posts.test_posts import facts

POSTS = [
    # members of an assembly, called by their seat after the name
    (
        "[O全国政协]开会。\n[P林清][T委员]发言，[P周立][T常委]也发言。",
        ["周立 常委 全国政协", "林清 委员 全国政协"],
    ),
    ("[O全国人大]开会。\n[P林清][T代表]发言。", ["林清 代表 全国人大"]),
    ("[O全国政协]开会。\n[T委员][P林清]发言。", ["林清 委员 -"]),
    ("[O甲省政协]、[O乙省政协]开会。\n[P林清][T委员]发言。", ["林清 委员 -"]),
    ("[O全国政协]开会。\n为建设美丽[O中国贡献政协]力量。[P林清][T委员]发言。", ["林清 委员 全国政协"]),
    # the presidium of a session
    (
        "大会主席团[T常务主席]、[T执行主席][P林清]主持。",
        ["林清 常务主席 大会主席团", "林清 执行主席 大会主席团"],
    ),
    ("[O省政协]一届一次会议主席团[T常务主席][P林清]主持。", ["林清 常务主席 省政协一届一次会议主席团"]),
    ("会议听取了大会主席团[T常务主席][P林清]的汇报。", ["林清 常务主席 大会主席团"]),
    # who sits in an assembly has another trade beside it
    ("[O全国人大][T代表]、[T航天员][P林清]到会。", ["林清 代表 全国人大", "林清 航天员 -"]),
    ("[O省政协][T委员]、[T秘书长][P林清]到会。", ["林清 委员 省政协", "林清 秘书长 省政协"]),
    # a list below the name of the body
    (
        "消息：林清同志治丧委员会名单[T主任委员]：[P周立][T委员]：[P陈东]、[P吴西]。",
        ["吴西 委员 林清同志治丧委员会", "周立 主任委员 林清同志治丧委员会", "陈东 委员 林清同志治丧委员会"],
    ),
    ("公布优秀团队名单。[T组长]：[P周立]。", ["周立 组长 -"]),
    # envoys of a head
    ("[O联合国][T秘书长][L甲国]问题[T特使][P杜邦]说。", ["杜邦 特使 联合国"]),
    ("[L乙国][T总统][L甲国]问题[T特别代表][P杜邦]说。", ["杜邦 特别代表 乙国"]),
    # a body in words
    ("战友、时任九连炮排[T排长][P林清]说。", ["林清 排长 九连炮排"]),
    ("曾任多届[T议员]的[P林清]说。", ["林清 议员 -"]),
    ("时任最年轻的[T排长][P林清]说。", ["林清 排长 -"]),
    ("[O甲国政府]代表团[T团长][P杜邦]说。", ["杜邦 团长 甲国政府代表团"]),
    ("[L甲国][T总统][P杜邦]与云岭边防连[T连长][P马丁]签字。", ["杜邦 总统 甲国", "马丁 连长 云岭边防连"]),
    # nobody's state
    ("刚抵达[L开罗]的[T国家主席][P林清]讲话。", ["林清 国家主席 -"]),
    ("[L越南]的[T国家主席][P阮文]讲话。", ["阮文 国家主席 越南"]),
    # the unit of a party's branch
    (
        "[P林清]是[O县医院急诊科党支部][T委员]、[T护士长]。",
        ["林清 委员 县医院急诊科党支部", "林清 护士长 县医院急诊科"],
    ),
    ("[O司法部][T党组成员]、[T副部长][P林清]介绍。", ["林清 党组成员 司法部", "林清 副部长 司法部"]),
    # words that say of nobody's post
    ("税务[T干部][P林清]来了。", []),
    ("[O县税务局][T干部][P林清]来了。", ["林清 干部 县税务局"]),
    # headlines that end before a name
    ("[P林清]看望[O省政协][T委员] [P林清]强调协商", []),
    ("[P林清]电贺[P阮文]当选[L越南][T国家主席] [P周立]致电祝贺", ["阮文 国家主席 越南"]),
    ("[L甲国][T总统] [P杜邦]\n[L乙国][T总统] [P马丁]", ["杜邦 总统 甲国", "马丁 总统 乙国"]),
    ("[P林清]采访[O县水利局][T局长] [P周立]：决定三年治水。", ["周立 局长 县水利局"]),
    # the title after a name at a body before it, or at that of a title that has the field
    ("[O江州大学]的[P林清][T教授]说。", ["林清 教授 江州大学"]),
    ("[O江州大学][T系主任][P林清][T教授]说。", ["林清 教授 江州大学", "林清 系主任 江州大学"]),
    ("[O省政府][T秘书长][P林清][T教授]说。", ["林清 教授 -", "林清 秘书长 省政府"]),
    ("[O江州大学][T校长][P林清][T博士]说。", ["林清 博士 -", "林清 校长 江州大学"]),
    ("[L江州][T学者][P林清][T教授]说。", ["林清 学者 江州", "林清 教授 -"]),
    # where somebody comes from
    ("[O江州大学][L云岭]籍[T教授][P林清]说。", ["林清 教授 江州大学"]),
    ("[L云岭]籍[T教授][P林清]说。", ["林清 教授 -"]),
    # a calling beside a head of state
    ("[L甲国][T总统][P杜邦]、[T医生][P马丁]到场。", ["杜邦 总统 甲国", "马丁 医生 -"]),
    ("[L甲国][T数学家][P杜邦]、[T医生][P马丁]到场。", ["杜邦 数学家 甲国", "马丁 医生 甲国"]),
    ("[O县医院]原[T院长][P杜邦]、[T原总工程师][P马丁]到场。", ["杜邦 院长 县医院", "马丁 原总工程师 县医院"]),
    # 作为 and 是 with words before it
    ("[P林清]作为[O省政府][T特使]到会。", ["林清 特使 省政府"]),
    ("[P林清]依然是[O县医院][T院长]。", ["林清 院长 县医院"]),
    ("[P林清]退休前是[O县医院][T院长]。", ["林清 院长 县医院"]),
    # a description between the titles and the name
    ("[O县医院][T院长]、首批援藏的[P林清]说。", ["林清 院长 县医院"]),
    ("[O县医院][T院长]、[L甲国]人[P杜邦]说。", ["杜邦 院长 县医院"]),
    ("[O县医院][T院长]、主任和来访的[P林清]说。", []),
    ("[O县医院]。[T院长]、首批援藏的[P林清]说。", []),
    # a match has two teams
    ("[O江州队]输了。[T队员][P林清]说。", ["林清 队员 -"]),
    ("[O江州队]输了。[T主教练][P林清]说。", ["林清 主教练 江州队"]),
    # members of academies, who work elsewhere
    ("[O江州大学][P林清][T院士]到会。", ["林清 院士 -"]),
    ("[O江州大学][T教授]、[T两院院士][P林清]到会。", ["林清 两院院士 -", "林清 教授 江州大学"]),
    ("[O中国科学院][T学部委员][P林清]到会。", ["林清 学部委员 中国科学院"]),
    (
        "[O中国工程院][T院士]、[O县医院][T院长][P林清]到会。\n[O县医院][P林清][T院士]说。",
        ["林清 院士 中国工程院", "林清 院士 中国工程院", "林清 院长 县医院"],
    ),
    # ranks are those of forces
    ("[O甲国战略司令部][T司令][P林清][T上将]说。", ["林清 上将 -", "林清 司令 甲国战略司令部"]),
    ("[O甲国空军][T参谋长][P林清][T上将]说。", ["林清 上将 甲国空军", "林清 参谋长 甲国空军"]),
    # who gives a post, and to whom
    (
        "[P林清]被时任[T总统][P王建]任命为[L甲国][T国防部长]。",
        ["林清 国防部长 甲国", "王建 总统 -"],
    ),
    ("现场无人被打断，[T总统][P王建]任命[P林清]为[L甲国][T总理]。", ["林清 总理 甲国", "王建 总统 -"]),
    # verbs that give nobody the post
    ("[L甲国][T总统][P杜邦]将在几天后任命新[T总理]。", ["杜邦 总统 甲国"]),
    ("[P李强]会见[P杜邦]，颁发任命他为[O县商会][T会长]的命令。", ["杜邦 会长 县商会"]),
    ("[O甲国议会]投票否决[P杜邦]出任[T首相]。", []),
]


@pytest.mark.parametrize(("text", "expected"), POSTS)
def test_posts_that_the_words_around_them_tell(marked, text: str, expected: list[str]) -> None:
    assert facts(marked(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "body", "qualifier"),
    [
        ("[L印尼]新当选[T副总统][P杜邦]到会。", "印尼", "当选"),
        ("[L美国]当选[T总统][P杜邦]到会。", "美国", "当选"),
        ("[L古巴]新当选的[T国家主席][P杜邦]到会。", "古巴", "当选"),
        ("[L美国]候任[T国务卿][P杜邦]到会。", "美国", "候任"),
        ("[L美国]当选[T总统]后[P杜邦]到会。", None, None),
        ("[O泰国前国会][T主席][P杜邦]到会。", "泰国国会", "前"),
        ("[O伊朗原子能组织][T主席][P杜邦]到会。", "伊朗原子能组织", None),
        ("[O甲国前进党][T主席][P杜邦]到会。", "甲国前进党", None),
        ("[O山西省原粮食局][T局长][P林清]到会。", "山西省粮食局", "原"),
        ("[O青原县原环保局][T局长][P林清]到会。", "青原县环保局", "原"),
        ("[O河南省原阳县委][T书记][P林清]到会。", "河南省原阳县委", None),
        ("[L索马里]前过渡政府[T总理][P杜邦]到会。", "索马里过渡政府", "前"),
        ("时任九连炮排[T排长][P林清]说。", "九连炮排", "时任"),
    ],
)
def test_qualifiers_between_a_body_and_a_title(marked, text: str, body: str | None, qualifier: str) -> None:
    posts = marked(text).posts
    assert [(post.body_in_full, post.qualifier) for post in posts] == ([(body, qualifier)] if body else [])


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("遇刺身亡的[L甲国]驻[L乙国][T大使][P杜邦]今天运回。", None),
        ("[L甲国]驻[L乙国][T大使][P杜邦]的遗体今天运回。", None),
        ("牺牲[T战士][P林清]的家人到会。", None),
        ("将领坠机身亡\n[L甲国][T总统][P杜邦]讲话。", "2024-04-16"),
        ("遇难者家属请来[O县医院][T医生][P林清]。", "2024-04-16"),
        ("[P林清]任[O县委][T副书记]、县长期间修了水库。", None),
        ("[O县委][T副书记][P林清]到会、会议期间讲话。", "2024-04-16"),
    ],
)
def test_posts_of_the_dead_and_of_earlier_years_have_no_date(marked, text: str, date: str | None) -> None:
    assert {post.date for post in marked(text, date="2024-04-16").posts} == {date}


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        # of a list, a part's own date is not that of the next; the first part's is that of all
        (
            "长期务农的[T村民][P林清]；2020年获奖的[T医生][P王建]；[T馆长][P周立]。",
            ["2024-04-16", "2020", "2024-04-16"],
        ),
        ("2020年，任命[P林清]为[T局长]；任命[P王建]为[T馆长]。", ["2020", "2020"]),
        (
            "2020年，任命[P林清]为[T局长]；2021年，任命[P王建]为[T馆长]；[P周立]为[T站长]。",
            ["2020", "2021", "2021"],
        ),
        # posts held one after the other
        ("[P林清]，1985年至今，历任[O县医院][T院长]、[O县志办][T主任]。", ["1985", None]),
        # what is told of years ago
        ("1929年2月，军队到了武汉。[P林清]出任[O乙省委][T书记]。", [None]),
        ("2024年2月，军队到了武汉。[P林清]出任[O乙省委][T书记]。", ["2024-04-16"]),
        ("1929年2月，军队到了武汉。[O乙省委][T书记][P林清]说。", ["2024-04-16"]),
        ("1929年2月，军队到了武汉。\n[P林清]出任[O乙省委][T书记]。", ["2024-04-16"]),
        # the lines of a life
        (
            "2003-2004年 [P林清]任[O甲省委][T书记]2004-2005年 任[O乙省委][T书记]，[O乙省人大常委会][T主任]。",
            ["2003", "2004", "2004"],
        ),
    ],
)
def test_dates_of_lists(marked, text: str, dates: list[str | None]) -> None:
    posts = sorted(marked(text, date="2024-04-16").posts, key=lambda post: post.title.start)
    assert [post.date for post in posts] == dates


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("曾在[P杜邦]时期出任[L甲国][T顾问]的[P王建]说。", "曾"),
        ("[P王建]曾于2014年出任[L甲国][T顾问]。", "曾"),
        ("[P王建]曾在[L乙国]读书，出任[L甲国][T顾问]。", None),
        ("[P王建]出任[L甲国][T顾问]。", None),
    ],
)
def test_what_somebody_was_once(marked, text: str, qualifier: str | None) -> None:
    (post,) = marked(text).posts
    assert (post.person.text, post.qualifier) == ("王建", qualifier)


def test_who_speaks_of_the_fallen_does_not_leave_the_post(marked) -> None:
    (post,) = marked("当[P林清][T总书记]提议，全体起立，为战争中牺牲的先烈默哀。").posts
    assert post.change is None


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("[L甲国][T总统][P王建]致电，对周立逝世表示哀悼。", None),
        ("[L甲国][T总统][P王建]指出，周立的逝世是一大损失。", None),
        ("[L甲国][T总统][P王建]就周立不幸逝世致唁电。", None),
        ("[L甲国][T总统][P王建]对周立逝世表示哀悼。", None),
        ("[L甲国][T总统][P王建]，因病在首都逝世。", "end"),
        ("[L甲国][T总统][P王建]的不幸逝世令人悲痛。", "end"),
    ],
)
def test_who_mourns_another_stays_in_the_post(marked, text: str, change: str | None) -> None:
    (post,) = marked(text).posts
    assert post.change == change


def test_the_aide_of_a_former_president_is_one_no_more(marked) -> None:
    (post,) = marked("[L甲国]前[T总统][T国家安全事务助理][P王建]到会。").posts
    assert (post.title.text, post.qualifier) == ("国家安全事务助理", "前")
