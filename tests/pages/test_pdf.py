"""PDF pages: what was printed is read back, column by column and article by article."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.articles import split_page
from kg.model import Page
from kg.pages import read_pages
from kg.text import squeeze
from tests.pages import insets

Print = Callable[[str], Path]
Story = tuple[str, list[str]]  # a headline and paragraphs

PLOW: Story = (
    "全市春耕备耕工作会议召开",
    [
        "本报3月5日讯（记者 李文博）3月5日，全市春耕备耕工作会议在市会议中心召开。"
        "市长陈立国出席会议并讲话，副市长马晓红主持会议。",
        "会议要求，各县区要压实责任，确保粮食播种面积稳定在二百万亩以上，加快高标准农田建设，"
        "做好农资储备与供应。各级干部要深入田间地头，帮助农民解决实际困难。",
        "会议指出，要抢抓农时，科学调度水利工程，保障春灌用水。农业农村部门要组织专家分片包干，"
        "把春耕技术送到每一个村、每一块地。",
    ],
)
BRIDGE: Story = (
    "跨江三桥主塔封顶",
    [
        "本报3月6日讯（记者 周小川）记者昨日从市交通运输局获悉，跨江三桥主塔顺利封顶，比原计划提前二十天。",
        "跨江三桥全长两千六百米，设计时速八十公里。项目经理郑海涛介绍，主塔高一百八十米，"
        "下一步将进入斜拉索安装阶段，预计明年国庆节前建成通车。",
    ],
)
LIBRARY: Story = (
    "市图书馆新馆向读者开放",
    [
        "本报3月6日讯（记者 何静）市图书馆新馆昨日开馆，首日接待读者六千多人次。"
        "新馆藏书一百二十万册，设有少儿阅览区和盲人阅览室。",
        "馆长吴建华说，新馆每天开放到晚上九点，读者凭身份证就能借书。"
        "市民杨女士带着孩子第一个走进阅览室，她说以后周末有了好去处。",
    ],
)
CLINIC: Story = (
    "社区医院开到家门口",
    [
        "本报3月6日讯（记者 孙丽）东湖街道社区卫生服务中心昨日揭牌，附近三万居民看病不用再跑远路。",
        "中心主任赵明辉介绍，这里有全科医生十二名，老人量血压、孩子打疫苗都不出社区。"
        "区卫生健康局表示，年底前还要再建四家这样的中心。",
    ],
)
WATER: Story = (
    "停水公告",
    [
        "因供水管道改造，三月十日八时至二十时，解放路以北地区停止供水，请市民提前储水。"
        "给您带来不便，敬请谅解。"
    ],
)
VILLAGE: Story = (
    "昔日穷山沟 今朝花果山",
    [
        "本报3月6日讯（记者 钱进）三月的青石岭，桃花开满山坡。村支书石大勇站在观景台上，"
        "向客人介绍村里的变化。",
        "十年前，青石岭是全县有名的穷村，人均收入不到三千元。石大勇回村当选村支书以后，"
        "带着大伙儿修路、引水、种果树，把荒坡变成了果园。",
        "村民田秀兰算了一笔账：八亩桃园去年卖了九万元，加上农家乐，全家收入超过十五万元。"
        "她的儿子也从城里回来，在网上卖起了桃子。",
        "县农业农村局局长高志远说，青石岭的经验正在全县推广，今年还要新建三个水果专业村，"
        "让更多农民在家门口挣到钱。",
    ],
)


def _paragraphs(story: Story) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in story[1])


def _place(left: int, top: int, width: int, content: str, css: str = "") -> str:
    return f"<div class='at {css}' style='left:{left}px;top:{top}px;width:{width}px'>{content}</div>"


def _print(story: Story, columns: int, level: int = 2) -> str:
    return f"<h{level}>{story[0]}</h{level}><div class=c{columns}>{_paragraphs(story)}</div>"


def _read(path: Path) -> Page:
    warnings: list[str] = []
    (page,) = read_pages([path], warnings.append)
    assert warnings == []
    return page


def _flat(*stories: Story) -> str:
    return squeeze("".join(headline + "".join(paragraphs) for headline, paragraphs in stories))


def _stories(page: Page) -> list[tuple[str, str]]:
    return [
        (squeeze(article.headline), squeeze(article.text.chars[article.headline_end :]))
        for article in split_page(page)
    ]


def _expected(*stories: Story) -> list[tuple[str, str]]:
    return [(squeeze(headline), squeeze("".join(paragraphs))) for headline, paragraphs in stories]


TWO = _place(40, 40, 820, _print(PLOW, 2, 1)) + _place(40, 380, 820, _print(VILLAGE, 2, 1))
THREE = (
    _place(40, 40, 820, _print(VILLAGE, 3, 1))
    + _place(40, 380, 541, _print(PLOW, 2))
    + _place(599, 380, 261, _print(LIBRARY, 1, 3))
    + _place(40, 700, 820, _print(BRIDGE, 3))
)
FIVE = (
    _place(40, 40, 484, _print(VILLAGE, 3, 1))
    + _place(542, 40, 316, _print(PLOW, 2))
    + _place(40, 520, 820, _print(LIBRARY, 5, 1))
    + _place(40, 720, 316, _print(BRIDGE, 2))
    + _place(374, 720, 484, _print(CLINIC, 3))
)
LAYOUTS = {
    "two columns": (TWO, (PLOW, VILLAGE)),
    "three columns": (THREE, (VILLAGE, PLOW, LIBRARY, BRIDGE)),
    "five columns": (FIVE, (VILLAGE, PLOW, LIBRARY, BRIDGE, CLINIC)),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_articles_come_back_as_printed(print_pdf: Print, layout: str) -> None:
    body, stories = LAYOUTS[layout]
    page = _read(print_pdf(body))
    assert squeeze(page.raw) == _flat(*stories)
    assert _stories(page) == _expected(*stories)


BOXED = _place(40, 40, 820, _print(VILLAGE, 4, 1)) + _place(
    251, 560, 398, f"<h3>{WATER[0]}</h3>{_paragraphs(WATER)}", "box"
)
DOWN = (
    _place(40, 40, 60, f"<h2>{VILLAGE[0]}</h2>", "down")
    + _place(110, 40, 750, f"<div class=c3>{_paragraphs(VILLAGE)}</div>")
    + _place(40, 500, 820, _print(BRIDGE, 3))
)


SHORT_HEADLINE = _place(40, 40, 820, f"<h2>花果山</h2><div class=c5>{_paragraphs(VILLAGE)}</div>") + _place(
    40, 420, 820, _print(PLOW, 4, 3)
)
LEFT_HEADLINES = (
    _place(40, 40, 820, _print(VILLAGE, 4))
    + _place(40, 380, 400, _print(BRIDGE, 2, 3), "left")
    + _place(460, 380, 400, _print(CLINIC, 2, 3), "left")
)
SPACED_HEADLINE = _place(40, 40, 820, f"<h1 style='letter-spacing:1em'>春风化雨</h1>{_paragraphs(VILLAGE)}")
NARROW = _place(40, 40, 820, _print(VILLAGE, 5)) + _place(40, 330, 820, _print(PLOW, 5))
WIDE: Story = ("主塔封顶", PLOW[1])
BESIDE = (
    _place(40, 40, 190, f"<h3>{LIBRARY[0]}</h3>{_paragraphs(LIBRARY)}")
    + _place(250, 40, 610, f"<h2>{WIDE[0]}</h2>")
    + "".join(_place(250 + 210 * n, 84, 190, f"<p>{text}</p>") for n, text in enumerate(WIDE[1]))
)
BYLINE = _place(
    40,
    40,
    820,
    f"<h3>落实惠民实事</h3><h1>{PLOW[0]}</h1><p class=by>本报记者 王鹏</p>"
    f"<div class=c4>{_paragraphs(PLOW)}</div>",
)


@pytest.mark.parametrize(
    ("body", "stories"),
    [
        pytest.param(SHORT_HEADLINE, (("花果山", VILLAGE[1]), PLOW), id="headline narrower than its columns"),
        pytest.param(LEFT_HEADLINES, (VILLAGE, BRIDGE, CLINIC), id="headlines to the left"),
        pytest.param(SPACED_HEADLINE, (("春风化雨", VILLAGE[1]),), id="spaced headline"),
        pytest.param(NARROW, (VILLAGE, PLOW), id="narrow gutters"),
        pytest.param(BESIDE, (LIBRARY, WIDE), id="a column that opens its article beside another"),
        pytest.param(
            BYLINE, (("落实惠民实事" + PLOW[0] + "本报记者 王鹏", PLOW[1]),), id="kicker and byline"
        ),
    ],
)
def test_columns_find_their_headlines(print_pdf: Print, body: str, stories: tuple[Story, ...]) -> None:
    assert squeeze(_read(print_pdf(body)).raw) == _flat(*stories)


@pytest.mark.parametrize(
    ("body", "stories"),
    [
        pytest.param(BOXED, (VILLAGE, WATER), id="box below"),
        pytest.param(DOWN, (VILLAGE, BRIDGE), id="upright headline"),
    ],
)
def test_boxes_and_upright_headlines_come_back_as_printed(
    print_pdf: Print, body: str, stories: tuple[Story, ...]
) -> None:
    page = _read(print_pdf(body))
    assert squeeze(page.raw) == _flat(*stories)
    assert _stories(page) == _expected(*stories)


def test_a_page_set_in_upright_lines_is_read_from_right_to_left(print_pdf: Print) -> None:
    body = "".join(
        f"<div class='at down' style='left:{860 - right - width}px;top:{top}px;width:{width}px;"
        f"height:{height}px'>{content}</div>"
        for right, top, width, height, content in (
            (40, 40, 60, 400, f"<h2>{VILLAGE[0]}</h2>"),
            (110, 40, 740, 190, _paragraphs(VILLAGE)),
            (40, 600, 60, 300, f"<h2>{BRIDGE[0]}</h2>"),
            (110, 600, 740, 190, _paragraphs(BRIDGE)),
        )
    )
    warnings: list[str] = []
    (page,) = read_pages([print_pdf(body)], warnings.append)  # Chromium adds an empty page
    assert all("page.pdf#2: an empty page" in warning for warning in warnings)
    assert squeeze(page.raw) == _flat(VILLAGE, BRIDGE)
    assert _stories(page) == _expected(VILLAGE, BRIDGE)


def test_a_column_may_begin_beside_the_headline(print_pdf: Print) -> None:
    start, rest = VILLAGE[1][:2], VILLAGE[1][2:]
    body = (
        _place(40, 40, 541, f"<h2>{VILLAGE[0]}</h2><div class=c2>{_paragraphs(('', start))}</div>")
        + _place(599, 40, 261, _paragraphs(("", rest)))
        + _place(40, 420, 820, _print(BRIDGE, 3))
    )
    page = _read(print_pdf(body))
    assert squeeze(page.raw) == _flat(VILLAGE, BRIDGE)
    assert _stories(page) == _expected(VILLAGE, BRIDGE)


def test_a_box_inside_an_article_comes_after_it(print_pdf: Print) -> None:
    first, second, third, fourth = VILLAGE[1]
    body = (
        _place(40, 40, 820, f"<h1>{VILLAGE[0]}</h1>")
        + _place(40, 110, 261, f"<p>{first}</p><p>{second}</p>")
        + _place(320, 110, 261, f"<p>{third[:40]}")
        + _place(320, 180, 261, f"<h3>{WATER[0]}</h3>{_paragraphs(WATER)}", "box")
        + _place(320, 370, 261, f"<div>{third[40:]}</div>")
        + _place(599, 110, 261, f"<p>{fourth}</p>")
    )
    page = _read(print_pdf(body))
    assert squeeze(page.raw) == _flat(VILLAGE, WATER)


def test_rotated_and_oblique_lines_stand_by_themselves(print_pdf: Print) -> None:
    turned = "".join(
        f"<div style='position:absolute;left:{left}px;top:1000px;transform:rotate({angle}deg)'>{text}</div>"
        for left, angle, text in (
            (100, -90, "江城日报社印刷"),
            (300, 90, "广告热线请拨打"),
            (500, 30, "样报仅供存档"),
        )
    )
    page = _read(print_pdf(TWO + turned))
    lines = page.raw.splitlines()
    assert {"江城日报社印刷", "广告热线请拨打", "样报仅供存档"} <= set(lines)
    assert squeeze(page.raw).startswith(_flat(PLOW, VILLAGE))


def test_lines_of_the_margins_stay_lines(print_pdf: Print) -> None:
    top = "江城日报　2024年3月7日　星期四　第2版"
    foot = "责任编辑：林晓　版式：周平"
    page = _read(print_pdf(_place(40, 8, 820, top) + TWO + _place(40, 1150, 820, foot)))
    lines = page.raw.splitlines()
    assert squeeze(lines[0]) == squeeze(top)
    assert squeeze(lines[-1]) == squeeze(foot)
    assert (page.date, page.date_source) == ("2024-03-07", "printed")
    assert _stories(page) == _expected(PLOW, VILLAGE)


def test_lines_end_where_they_are_printed(print_pdf: Print) -> None:
    page = _read(print_pdf(_place(40, 40, 254, f"<p>{PLOW[1][0]}</p>")))
    lines = page.raw.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("\u3000\u3000本报")
    assert "（记者 李文博）" in page.raw


@pytest.mark.parametrize("where", insets.WHERE)
def test_an_advertisement_of_large_print_neither_cuts_nor_joins_articles(
    print_pdf: Print, where: str
) -> None:
    stories = _stories(_read(print_pdf(insets.page_with_inset(where))))
    told = _expected((insets.HEAD, list(insets.PARAGRAPHS)), (insets.OTHER_HEAD, list(insets.OTHER)))
    assert stories == [*told, ("", insets.SHOUT)]


def test_large_print_inside_a_sentence_needs_no_frame(print_pdf: Print) -> None:
    body = insets.page_with_inset("inside a sentence").replace("border:2px solid black;", "")
    body = body.replace("<p>十年前", "<p style='text-align-last:justify'>十年前")
    told = _expected((insets.HEAD, list(insets.PARAGRAPHS)), (insets.OTHER_HEAD, list(insets.OTHER)))
    assert _stories(_read(print_pdf(body))) == [*told, ("", insets.SHOUT)]


def test_a_headline_between_paragraphs_needs_no_indented_text(print_pdf: Print) -> None:
    """A column may stop in a sentence that goes on beside: what is large below it stays a headline."""
    text = f"{_paragraphs(BRIDGE)[:-20]}</p><h2>{CLINIC[0]}</h2>{_paragraphs(CLINIC)}"
    page = _read(print_pdf(_place(40, 40, 300, f"<h2>{BRIDGE[0]}</h2>{text}")))
    assert [headline for headline, _ in _stories(page)] == [BRIDGE[0], CLINIC[0]]


def test_a_framed_headline_of_a_notice_stays_its_headline(print_pdf: Print) -> None:
    frame = "border:2px solid black;text-align:center;font-size:24px;line-height:32px;margin:12px 0"
    text = f"{_paragraphs(BRIDGE)}<div style='{frame}'>{CLINIC[0]}</div>{_paragraphs(CLINIC)}"
    page = _read(print_pdf(_place(40, 40, 300, f"<h2>{BRIDGE[0]}</h2>{text}")))
    assert _stories(page) == _expected(BRIDGE, CLINIC)
