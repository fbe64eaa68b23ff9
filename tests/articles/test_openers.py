"""What single lines say: openers, bylines, credits, notes, furniture."""

import pytest

from kg.articles.furniture import is_date, is_furniture
from kg.articles.openers import (
    continued_from,
    continued_to,
    has_credit,
    has_dateline,
    has_lead,
    is_byline,
    is_credit,
    is_document_note,
    is_listed,
    is_signature,
    names_document,
    opens_caption,
)


@pytest.mark.parametrize(
    "text",
    [
        "本报12月7日讯（记者张文强）",
        "本报讯（记者王坤）1月12日上午，",
        "本报通辽3月9日电（记",
        "本报综合消息（记者甲乙）",
        "新华社北京12月7日电（记者甲乙）",
        "据新华社北京12月7日电",
        "新华社沈阳五月八日电（记者",
        "中新网昆明4月21日电（记者王一凡）",
        "兰州晚报讯（记者",
        "国际在线报道（记者年永刚）：",
        "央视网消息：",
        "【本报訊】房屋署",
        "〔記者林志豪／宜蘭報導〕",
        "（中央社記者黃士哲基隆十七日電）",
        "（通讯员：沈言）2019年3月",
    ],
)
def test_datelines(text: str) -> None:
    assert has_dateline(text)


@pytest.mark.parametrize(
    "text",
    [
        "本报电话：0371-123",
        "本报记者从市气象台获悉，",
        "本报评论员文章指出，",
        "新华社记者在现场看到，",
        "新华网络公司成立",
        "内蒙古日报社党组书记王某",
        "电影放映队来到村里",
        "本网站提供服务。",
    ],
)
def test_no_datelines(text: str) -> None:
    assert not has_dateline(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("□本报记者及庆玲", True),
        ("■本报见习记者刘畅通讯员许可", True),
        ("本报记者沈小晓任彦黄培昭", True),
        ("通讯员高晓博", True),
        ("□沈怀远", True),
        ("本报评论员", True),
        ("作者：周道来", True),
        ("记者：刚才，副主席介绍", False),
        ("本报记者王磊摄", False),
        ("记者从会议上获悉", False),
        ("□加快改革，促进发展", False),
    ],
)
def test_bylines(text: str, found: bool) -> None:
    assert is_byline(text) is found


@pytest.mark.parametrize(
    ("text", "ends", "alone"),
    [
        ("本报记者王鹏刘玉荣摄", True, True),
        ("■经开摄", True, True),
        ("完成抚育任务450.2万亩。本报记者王鹏摄", True, False),
        ("新华社发（李明摄）", True, True),
        ("图片由市文旅局提供", True, True),
        ("中国驻外使馆供图", True, True),
        ("（記者吳美玲攝）", True, True),
        ("这部电影在草原上拍摄", False, False),
        ("活动现场。", False, False),
    ],
)
def test_credits(text: str, ends: bool, alone: bool) -> None:
    assert (has_credit(text), is_credit(text)) == (ends, alone)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("（上接第1版）创新", "1"),
        ("■上接第1版", "1"),
        ("(上接第一版)".translate(str.maketrans("()", "（）")), "一"),
        ("■紧接第一版", "一"),
        ("（上接A1版）", "A1"),
        ("（緊接第三頁）", "三"),
        ("接到第1版报纸", None),
        ("接受采访", None),
    ],
)
def test_continued_from(text: str, page: str | None) -> None:
    note = continued_from(text)
    assert (note.page if note else None) == page


@pytest.mark.parametrize(
    ("text", "page"),
    [("新篇章。（下转第3版）", "3"), ("雨水。下转二版", "二"), ("由胜转败", None), ("他翻到第3版", None)],
)
def test_continued_to(text: str, page: str | None) -> None:
    assert continued_to(text) == page


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("（2015年3月6日市政协常务委员会第十次会议通过）", True),
        ("（二〇〇四年三月十四日全国人民代表大会通过）", True),
        ("（2022年1月12日）", False),
    ],
)
def test_document_notes(text: str, found: bool) -> None:
    assert is_document_note(text) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("（吴江 郑爱国）", True),
        ("（本报记者 王小明）", True),
        ("（作者：周道来 李庆红）", True),
        ("（编辑：高洁 审核编辑：范文）", True),
        ("（上接第一版）", False),
        ("（2022年1月通过）", False),
        ("（全文另发）后", False),
    ],
)
def test_signatures(text: str, found: bool) -> None:
    assert is_signature(text) is found


@pytest.mark.parametrize(
    ("text", "lead", "document", "caption", "listed"),
    [
        ("9月23日，大会开幕", True, False, False, False),
        ("近日，记者走进中心", True, False, False, False),
        ("据悉，活动为期三天", False, False, False, False),
        ("关于召开会议的决定", False, True, False, False),
        ("图为活动现场。", False, False, True, False),
        ("圖為院方人員", False, False, True, False),
        ("图书馆开放", False, False, False, False),
        ("1973—1978年在旗乌兰牧骑工作", False, False, False, True),
        ("秘书长（从右往左）", False, False, False, True),
        ("2016年招聘会开幕", False, False, False, False),
    ],
)
def test_how_texts_begin(text: str, lead: bool, document: bool, caption: bool, listed: bool) -> None:
    found = (has_lead(text), names_document(text), opens_caption(text), is_listed(text))
    assert found == (lead, document, caption, listed)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2018年12月8日 星期六", True),
        ("2018年12月8日　星期六　第3版　要闻", True),
        ("二〇一四年三月五日　星期三　港聞　A12", True),
        ("地方新聞　A7　2011年6月18日　星期六", True),
        ("农历戊戌年十一月初二", True),
        ("中華民國三十七年五月廿九日　星期六　第三版", True),
        ("1952-05-18", True),
        ("第2版()", True),
        ("专栏：", True),
        ("专栏：边疆来信", True),
        ("作者：", True),
        ("作者：周道来", False),
        ("清源日报", True),
        ("江城晚报　　二〇〇八年十一月三日", True),
        ("第4版 综合新闻 责编：李萍 校对：王芳", True),
        ("责任编辑：周立　版式：郑好", True),
        ("责任编辑 | 高洁　　美编 | 范文", True),
        ("3", True),
        ("A12", True),
        ("新闻热线：0371-6612345　投稿邮箱：qyrb@example.com", True),
        ("国内统一刊号：CN15-0001　邮发代号：15-1", True),
        ("2018年12月8日，大会开幕。", False),
        ("健康 乌兰察布", False),
        ("2020年全区收缴枪支834支", False),
        ("要闻", False),
        ("我市举办读书日活动", False),
        ("改革开放40年", False),
    ],
)
def test_furniture(text: str, found: bool) -> None:
    assert is_furniture(text) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [("2020年9月1日", True), ("二〇二〇年九月一日", True), ("9月1日", False), ("2020年9月1日 星期二", False)],
)
def test_dates_under_notices(text: str, found: bool) -> None:
    assert is_date(text) is found
