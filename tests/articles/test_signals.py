"""The single signals by which lines are joined, bodies bounded and headlines matched."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.articles import split_page
from kg.articles.cohesion import Cohesion, character_pairs
from kg.articles.credits import read_dateline, split_credits
from kg.articles.lines import ends_sentence, expects_more, printed_width, read_lines, starts_within
from kg.articles.paragraphs import read_paragraphs
from kg.articles.signals import is_captioned, opens_in_print, sets_off, stand_below
from kg.articles.words import cuts_word
from kg.articles.wraps import column_width, ends_next, stands_alone
from kg.model import Page
from kg.text import squeeze


def _paragraphs(raw: str) -> list[tuple[str, str]]:
    return [(paragraph.kind, paragraph.text) for paragraph in read_paragraphs(read_lines(raw))]


@pytest.mark.parametrize(
    ("raw", "paragraphs"),
    [
        pytest.param(
            "会议认为，秋粮收购事关农户，精\n打细算，不压级压价。收购站要把\n方便留给卖粮人，钱款当日结清。",
            [
                (
                    "prose",
                    "会议认为，秋粮收购事关农户，精打细算，不压级压价。收购站要把方便留给卖粮人，钱款当日结清。",
                )
            ],
            id="hard wraps are undone",
        ),
        pytest.param(
            "市总工会主席要求各级工会关心关爱一线\n职工，帮助他们解决困难。\n县领导陪同慰问，并看望了环卫工人和\n快递小哥等户外劳动者，送去慰问品。",
            [
                ("prose", "市总工会主席要求各级工会关心关爱一线职工，帮助他们解决困难。"),
                ("prose", "县领导陪同慰问，并看望了环卫工人和快递小哥等户外劳动者，送去慰问品。"),
            ],
            id="a short last line ends a paragraph",
        ),
        pytest.param(
            "　　坚持改革引领，把创新作为第一动力。\n　　坚持公平公正，共建共享发展成果。",
            [("prose", "坚持改革引领，把创新作为第一动力。"), ("prose", "坚持公平公正，共建共享发展成果。")],
            id="an indentation begins a paragraph",
        ),
        pytest.param(
            "三峡陆上新\n\n能源总部将继续落实有关工作要求。",
            [("head", "三峡陆上新"), ("prose", "能源总部将继续落实有关工作要求。")],
            id="a lone line without a comma is taken for a headline",
        ),
        pytest.param(
            "周明远在开工仪式上说，清江水电开\n\n发公司今年把全部库区的道路修完，也请乡亲们监督工程的质量和进度。",
            [
                (
                    "prose",
                    "周明远在开工仪式上说，清江水电开发公司今年把全部库区的道路修完，也请乡亲们监督工程的质量和进度。",
                )
            ],
            id="a word cut at a blank line goes on",
        ),
        pytest.param(
            "全市共有三百名党员、\n\n两千名群众参加活动。",
            [("prose", "全市共有三百名党员、两千名群众参加活动。")],
            id="a comma at the end goes on",
        ),
        pytest.param(
            "县城新区学校开学\n本报讯（记者 甲乙）9月1日，县城新区学校开学。",
            [("head", "县城新区学校开学"), ("prose", "本报讯（记者甲乙）9月1日，县城新区学校开学。")],
            id="a dateline begins a paragraph",
        ),
        pytest.param(
            "□本报记者 甲乙\n通讯员 丙丁戊\n春到草原。",
            [("byline", "□本报记者甲乙"), ("byline", "通讯员丙丁戊"), ("prose", "春到草原。")],
            id="bylines stand for themselves",
        ),
        pytest.param(
            "特此通告。\n清源县人民政府\n2019年3月13日",
            [("prose", "特此通告。"), ("signature", "清源县人民政府"), ("signature", "2019年3月13日")],
            id="issuer and date sign a notice",
        ),
    ],
)
def test_lines_become_paragraphs(raw: str, paragraphs: list[tuple[str, str]]) -> None:
    assert _paragraphs(raw) == paragraphs


@pytest.mark.parametrize(
    ("before", "after", "cut"),
    [
        ("种树要看水土、循序", "渐进、量力而行", True),
        ("不断提高居民健康水", "平和就医体验", True),
        ("共有党员20", "18人参加", True),
        ("会议在京召开", "日前，记者获悉", False),
        ("活动启动", "4月15日", False),
        ("", "开头", False),
    ],
)
def test_a_break_cuts_a_word(before: str, after: str, cut: bool) -> None:
    assert cuts_word(before, after) is cut


@pytest.mark.parametrize(
    ("text", "ended", "more"),
    [
        ("大会闭幕。", True, False),
        ("他说：“好！”", True, False),
        ("展开讨论……", True, False),
        ("覆盖全民、", False, True),
        ("印发《关于加强", False, True),
        ("打造“一张网”", False, False),
        ("大会闭幕", False, False),
    ],
)
def test_how_a_line_ends(text: str, ended: bool, more: bool) -> None:
    assert (ends_sentence(text), expects_more(text)) == (ended, more)


@pytest.mark.parametrize(("text", "within"), [("”活动", True), ("，并", True), ("“一带", False)])
def test_how_a_line_begins(text: str, within: bool) -> None:
    assert starts_within(text) is within


@pytest.mark.parametrize(
    ("widths", "column"),
    [
        ((17, 18, 17, 18), 18),
        ((18, 18, 18, 6), 18),
        ((200, 90, 31), None),
        ((17,), None),
        ((7, 17, 3, 12), None),
    ],
)
def test_lines_stand_in_a_column(widths: tuple[int, ...], column: float | None) -> None:
    lines = read_lines("\n".join("字" * width for width in widths))
    assert column_width(lines) == (None if column is None else pytest.approx(column, abs=0.5))


def test_the_rest_of_a_sentence_is_short() -> None:
    full, rest, other = read_lines(
        "全市今年已疏浚沟渠六十公里清掏井两万余\n座。\n今年疏浚沟渠六十公里，全部完工。"
    )
    assert ends_next(full, rest)
    assert not ends_next(full, other)


def test_uneven_lines_between_blank_lines_stand_alone() -> None:
    lines = read_lines("市供水公司为\n运动会准备了三座水站\n\n雨后的山谷里，老人们常去听一听水声。")
    assert stands_alone(lines[:2], lines[2])


def test_width_counts_latin_letters_half() -> None:
    assert printed_width("GDP增长5%") == 4.5


def test_pairs_of_characters() -> None:
    assert character_pairs("举行，大会") == {"举行", "大会"}


def test_a_headline_coheres_with_its_body() -> None:
    bodies = ["市公交公司圆满完成博览会运送任务。", "市图书馆举办书画展。", "市气象台发布暴雨预警。"]
    cohesion = Cohesion(bodies)
    scores = [cohesion.of_headline("公交公司护航博览会", body) for body in bodies]
    assert scores[0] > 0.5
    assert scores[1:] == [0.0, 0.0]
    assert cohesion.of_headline("", "任何正文") == cohesion.of_texts("", "任何正文") == 0.0


def test_nothing_coheres_on_a_page_without_running_text() -> None:
    cohesion = Cohesion([])
    assert cohesion.of_headline("五年前", "五年前的照片") == cohesion.of_texts("五年前", "五年前") == 0.0


_RAIN = "本报讯（记者 甲乙）市气象台发布暴雨预警。"
_SHOW = "本报讯（记者 丙丁）市图书馆书画展开幕。"
_ABOVE = f"暴雨预警发布\n\n{_RAIN}\n\n书画展开幕\n\n{_SHOW}"
_BELOW = f"{_RAIN}\n\n暴雨预警发布\n\n{_SHOW}\n\n书画展开幕"


def test_a_list_below_a_line_that_is_no_part_of_it_is_read_line_by_line() -> None:
    sent = "国家元首纷纷来电来函，祝贺港口建成通航，表示愿意同有关各方一道努力，使航运惠及沿岸百姓。"
    names = ["智利总统 洛萨达", "秘鲁总理 卡雷拉", "古巴主席 巴罗索", "约旦国王 萨利姆", "瑞典首相 林德霍姆"]
    names += ["挪威首相 哈根", "文莱苏丹 法鲁克"]
    paragraphs = _paragraphs("\n".join([sent, "发来贺电的还有：", *names, "有关方面也以其他方式祝贺。"]))
    assert [text for kind, text in paragraphs if kind == "verse"][1:-1] == [squeeze(name) for name in names]


@pytest.mark.parametrize(("raw", "below"), [(_ABOVE, False), (_BELOW, True)])
def test_the_side_on_which_headlines_stand(raw: str, below: bool) -> None:
    paragraphs = read_paragraphs(read_lines(raw))
    assert stand_below(paragraphs, Cohesion([p.text for p in paragraphs if p.kind == "prose"])) is below
    assert sets_off(paragraphs)
    assert opens_in_print(paragraphs)


@pytest.mark.parametrize(
    ("raw", "captioned"),
    [
        ("5月5日，茶农采摘夏茶。\n\n本报记者 甲乙 摄", True),
        ("5月5日，茶农采摘夏茶。 本报记者 甲乙 摄", True),
        ("5月5日，茶农采摘夏茶。\n\n另一条消息\n\n本报记者 甲乙 摄", False),
        ("5月5日，茶农采摘夏茶。", False),
    ],
)
def test_a_caption_ends_with_a_credit(raw: str, captioned: bool) -> None:
    assert is_captioned(read_paragraphs(read_lines(raw))) is captioned


@pytest.mark.parametrize(
    ("text", "credits"),
    [
        ("□本报记者 周立成 通讯员 韩玉梅", [("周立成", "记者"), ("韩玉梅", "通讯员")]),
        ("本报记者 王 鹏 刘玉荣", [("王鹏", "记者"), ("刘玉荣", "记者")]),
        ("见习记者 巴依斯古楞", [("巴依斯古楞", "见习记者")]),
        ("记者林志豪／宜蘭報導", [("林志豪", "记者")]),
        ("中央社記者黃士哲基隆十七日電", [("黃士哲", "記者")]),
        ("记者：艾力·买买提、王芳", [("艾力·买买提", "记者"), ("王芳", "记者")]),
        ("本报特约记者 李文 实习生 赵敏", [("李文", "特约记者"), ("赵敏", "实习生")]),
        ("作者：周建国", [("周建国", "作者")]),
        ("■周建国", [("周建国", None)]),
        ("本报评论员", []),
    ],
)
def test_names_and_roles_in_bylines(text: str, credits: list[tuple[str, str | None]]) -> None:
    assert [tuple(credit) for credit in split_credits(text)] == credits


@pytest.mark.parametrize(
    ("raw", "credits"),
    [
        (
            "本报讯（记者张文 通讯员李强）昨日，大会开幕。\n会场座无虚席。本报记者 王鹏 摄",
            [("张文", "记者"), ("李强", "通讯员"), ("王鹏", "摄影")],
        ),
        ("□本报记者 张文\n昨日，大会开幕。会议为期三天。", [("张文", "记者")]),
        ("大会昨日开幕，会议为期三天。\n（张文 李强）", [("张文", None), ("李强", None)]),
        ("大会昨日开幕，会议为期三天。", []),
    ],
)
def test_credits_of_an_article(raw: str, credits: list[tuple[str, str | None]]) -> None:
    (article,) = split_page(Page("p", raw, "utf-8", ""))
    assert list(zip(article.byline, article.roles, strict=True)) == credits


@pytest.mark.parametrize(
    ("text", "agency", "paper"),
    [
        ("新华社北京12月7日电（记者张文）大会开幕。", "新华社", None),
        ("中新社香港5月3日电 大会开幕。", "中新社", None),
        ("中央社記者黃士哲基隆十七日電，大會開幕。", "中央社", None),
        ("本报12月7日讯（记者张文）大会开幕。", None, "清源日报"),
        ("【本報訊】大會昨天開幕。", None, "清源日报"),
        ("据光明日报北京12月7日电 大会开幕。", None, "光明日报"),
        ("□新华社记者 张文\n大会开幕，会议为期三天。", "新华社", None),
        ("□江城晚报记者 张文\n大会开幕，会议为期三天。", None, "江城晚报"),
        ("大会开幕，新华社记者到场采访。", None, None),
        ("大会开幕，会议为期三天。", None, None),
    ],
)
def test_agency_and_paper(text: str, agency: str | None, paper: str | None) -> None:
    (article,) = split_page(Page("p", text, "utf-8", "", paper="清源日报"))
    assert (article.agency, article.paper) == (agency, paper)


def test_own_reports_of_an_unknown_paper_are_named_as_printed() -> None:
    (article,) = split_page(Page("p", "本报讯（记者张文）大会开幕。", "utf-8", ""))
    assert article.paper == "本报"


@pytest.mark.parametrize(
    ("text", "date", "found"),
    [
        ("本报通辽3月9日电（记者", "2017-03-10", ("通辽", "2017-03-09")),
        ("新华社沈阳五月八日电（记者", "1996-05-09", ("沈阳", "1996-05-08")),
        ("（中央社記者黃士哲基隆十七日電）", "2011-06-18", ("基隆", "2011-06-17")),
        ("中央社南京廿二日电　市长", "1949-04-23", ("南京", "1949-04-22")),
        ("新华社沈阳四月卅日电", "1952-05-01", ("沈阳", "1952-04-30")),
        ("新华社沈阳元月五日电", "1952-01-06", ("沈阳", "1952-01-05")),
        ("本报沈阳一九五二年五月五日电", "1953-05-06", ("沈阳", "1952-05-05")),
        ("中央社重慶民國三十四年八月廿八日電", "1945-08-29", ("重慶", "1945-08-28")),
        ("本报沈阳九日电", "1000-01-01", ("沈阳", None)),
        ("【本報訊】房屋署", "2014-03-05", (None, None)),
        ("健康是人类的追求。", "2018-12-08", (None, None)),
        ("本报记者丁文博通讯员高岩", "2018-12-08", (None, None)),
    ],
)
def test_datelines(text: str, date: str, found: tuple[str | None, str | None]) -> None:
    assert read_dateline(text, date) == found


_NEWSPRINT = st.lists(
    st.sampled_from(
        [
            "本报12月7日讯 （记者 张文\n强）12月7日，",
            "省农科院举行开放日，展出新稻种。",
            "□本报记者 及庆玲\n",
            "（上接第1版）",
            "图为活动现场。 甲乙丙 摄\n",
            "大会隆重开幕\n",
            "——记某某\n",
            "\n",
            "\r\n\r\n",
            "　　",
            "2018年12月8日 星期六\n",
            "\ue004\x07",
            "A12\n",
            "”",
        ]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(_NEWSPRINT, st.text(max_size=120)))
def test_every_line_is_used_once(raw: str) -> None:
    articles = split_page(Page("p", raw, "utf-8", ""))
    spans = sorted(span for a in articles for span in (*a.headline_spans, *a.body_spans))
    assert all(0 <= start < end <= len(raw) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    for article in articles:
        assert len(article.text.chars) == len(article.text.offsets)
        assert 0 <= article.headline_end <= len(article.text.chars)
        assert article.body_spans
        assert squeeze(raw[article.body_spans[0][0] : article.body_spans[0][1]])


def test_headlines_below_find_articles_without_a_mark() -> None:
    raw = (
        "春风吹进山坳，石桥村的辣椒苗又绿了。村民孙玉梅忙着移栽。\n\n合作社统一供苗，公司上门收购。\n\n"
        "江边的老船厂改成了滨江公园。市民可以沿江散步、骑行。\n\n公园保留了一座龙门吊。\n\n"
        "石桥村辣椒苗绿了\n\n老船厂改成滨江公园"
    )
    articles = split_page(Page("p", raw, "utf-8", ""))
    assert [article.headline for article in articles] == ["石桥村辣椒苗绿了", "老船厂改成滨江公园"]
    assert articles[1].text.chars.endswith("骑行。\n公园保留了一座龙门吊。")


def test_a_page_of_furniture_has_no_article() -> None:
    assert split_page(Page("p", "第3版\n2018年12月8日 星期六\n", "utf-8", "")) == []


def test_a_page_of_one_character_is_an_article() -> None:
    (article,) = split_page(Page("p", "中", "utf-8", ""))
    assert article.text.chars == "中"


def test_carriage_returns_make_no_difference() -> None:
    unix = split_page(Page("p", _ABOVE, "utf-8", ""))
    windows = split_page(Page("p", _ABOVE.replace("\n", "\r\n"), "utf-8", ""))
    assert [article.text.chars for article in unix] == [article.text.chars for article in windows]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("　　副市长梅小川、渔政站站长江\n大浪、渔民代表到船上看望了渔", "prose"),
        ("　　梅小川（女，畲族）江大浪\n丁一帆　　卜远航", "head"),
        ("（2019年3月6日市第五届人民代\n表大会常务委员会第二次会议", "head"),
    ],
    ids=["its end is lost", "a list of names", "a note"],
)
def test_on_a_page_with_large_print_what_is_set_as_text_is_text(text: str, kind: str) -> None:
    raw = f"{text}\n\n开渔节开幕\n\n　　本报讯（记者 白帆）开渔节昨天开幕。\n"
    lines = read_lines(raw)
    first, *_ = read_paragraphs(lines, frozenset({raw.index("开渔节开幕")}))
    assert first.kind == kind


def test_a_headline_is_no_beginning_of_the_long_line_below_it() -> None:
    story = "清江大桥昨天合龙。" + "桥长九百米，连起两岸的县城，" * 6 + "明年通车。"
    raw = f"本报讯（记者张文）：\n清江大桥全线合龙\n{story}"
    assert _paragraphs(raw) == [("prose", "本报讯（记者张文）：清江大桥全线合龙"), ("prose", story)]
    (article,) = split_page(Page("p", raw, "utf-8", ""))
    assert f"合龙\n{story}" in article.text.chars
