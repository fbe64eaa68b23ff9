"""Healed text: what a reader reads, and the way back to the page."""

import unicodedata
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.text import heal, is_han, sentences, squeeze


def _heal(raw: str) -> str:
    return heal(raw, [[(0, len(raw))]]).chars


@pytest.mark.parametrize(
    ("raw", "healed"),
    [
        ("主任那顺\n孟和出席", "主任那顺孟和出席"),
        ("主任那顺\r\n孟和出席", "主任那顺孟和出席"),
        ("主任那顺\n\n孟和出席", "主任那顺孟和出席"),
        ("记者 王 鹏 摄", "记者 王鹏 摄"),
        ("记者 李小明 刘 洋", "记者 李小明 刘洋"),
        ("内 蒙 古 广 播 电 视 台", "内蒙古广播电视台"),
        ("679 项 ，压 减 办 事 时 限", "679项，压减办事时限"),
        ("12 月 7 日", "12月7日"),
        ("张向华\n王宇婷", "张向华王宇婷"),
        ("凝心聚力 再创佳绩", "凝心聚力 再创佳绩"),
        ("手机 APP、微信", "手机APP、微信"),
        ("Open AI 公司", "Open AI公司"),
        ("New\nYork 时报", "New York时报"),
        ("the devel-\nopment of 内蒙古", "the development of内蒙古"),
        ("增长 20\n18 年", "增长2018年"),
        ("１９９６年Ａ座", "1996年A座"),
        ("(记者 张璐)1月11日,全国", "（记者 张璐）1月11日，全国"),
        ("比分3:2,平", "比分3:2，平"),
        ("A,B", "A,B"),
        ("会议强调，，要", "会议强调，要"),
        ("结束。。", "结束。"),
        ("等等。。。", "等等。。。"),
        ("会议强调、、、要", "会议强调、要"),
        ("会议结束，。代表", "会议结束。代表"),
        ("““好””他说", "“好”他说"),
        ("太好了！！", "太好了！！"),
        ("第 3 版", "第3版"),
        ("GDP增长5%和CPI", "GDP增长5%和CPI"),
        ("COVID-\n19 疫情", "COVID-19疫情"),
        ("《人民\n日报》", "《人民日报》"),
        ("主任（ 兼 ）", "主任（兼）"),
        ("国\ue004家\u200b主\x07席", "国家主席"),
        ("\ufeff本报讯", "本报讯"),
        ("⽂化", "文化"),
        ("", ""),
        (" \n\u3000", ""),
    ],
)
def test_heals(raw: str, healed: str) -> None:
    assert _heal(raw) == healed


def test_a_line_feed_stands_between_blocks() -> None:
    raw = "标题一\n标题二\n正文。"
    text = heal(raw, [[(0, 3)], [(4, 7)], [(8, 11)]])
    assert text.chars == "标题一\n标题二\n正文。"
    assert len(text.offsets) == len(text.chars)


def test_an_empty_block_leaves_no_line_feed() -> None:
    assert heal("甲 乙", [[(1, 2)], [(0, 1)], [(1, 2)], [(2, 3)]]).chars == "甲\n乙"


def test_a_span_leads_back_to_the_page() -> None:
    raw = "　　常务副主任那\n\n顺 孟 和 出席"
    text = heal(raw, [[(0, len(raw))]])
    start = text.chars.index("那顺孟和")
    assert text.chars[start : start + 4] == "那顺孟和"
    first, last = text.raw_span(start, start + 4)
    assert raw[first:last] == "那\n\n顺 孟 和"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("他说：“好。”大家笑了。", ["他说：“好。”", "大家笑了。"]),
        ("他说：「好。」大家笑了。", ["他说：「好。」", "大家笑了。"]),
        ("他说：“去‘好。’”大家笑了。", ["他说：“去‘好。’”", "大家笑了。"]),
        ('他说："好。"大家笑了。', ['他说："好。"', "大家笑了。"]),
        ("“好！”他说。大家笑了。", ["“好！”他说。", "大家笑了。"]),
        ("“真的吗？”记者问。", ["“真的吗？”记者问。"]),
        ("“好！”全场鼓掌。", ["“好！”", "全场鼓掌。"]),
        ("“好。”他说明了来意。", ["“好。”", "他说明了来意。"]),
        ("“谁来养老？”的问题，代表提了三次。", ["“谁来养老？”的问题，代表提了三次。"]),
        ("“加油！”，掌声四起。", ["“加油！”，掌声四起。"]),
        ("《谁来种地？》一书出版。读者很多。", ["《谁来种地？》一书出版。", "读者很多。"]),
        ("《加油！》获奖。", ["《加油！》获奖。"]),
        ("真的吗？！是的。", ["真的吗？！", "是的。"]),
        ("真的吗?是的!", ["真的吗?", "是的!"]),
        ("标题\n正文。", ["标题", "正文。"]),
        ("标题\n\n正文。\n完", ["标题", "正文。", "完"]),
        ("一、二、三", ["一、二、三"]),
        ("一是办学；二是修路；三是植树。完", ["一是办学；二是修路；三是植树。", "完"]),
        ("（一）办学。（二）修路。", ["（一）办学。", "（二）修路。"]),
        ("1.办学。2.修路。", ["1.办学。", "2.修路。"]),
        ("增长3.5%，达到1.2万亩。完", ["增长3.5%，达到1.2万亩。", "完"]),
        ("访问www.example.cn网站。", ["访问www.example.cn网站。"]),
        ("会议结束.代表离场.", ["会议结束.", "代表离场."]),
        ("会议结束．代表离场。", ["会议结束．", "代表离场。"]),
        ("（见第3版。）完", ["（见第3版。）", "完"]),
        ("他走了……天亮了。", ["他走了……天亮了。"]),
        ("没有句号", ["没有句号"]),
        ("。", ["。"]),
        ("\n\n", []),
        ("", []),
    ],
)
def test_sentences_end_where_they_end(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts


_PRINTED = st.text(
    alphabet=st.sampled_from("人民日报记者王鹏摄内蒙古（）“”，。：、12A b\n\r\u3000\t\ufeff\ue000\x00"),
    max_size=60,
)


@given(_PRINTED)
def test_every_span_leads_back_to_the_same_characters(raw: str) -> None:
    text = heal(raw, [[(0, len(raw))]])
    for position, char in enumerate(text.chars):
        start, end = text.raw_span(position, position + 1)
        assert char == " " or raw[start:end] == char or char in "，：；！？（）"
        assert end == start + 1


@given(_PRINTED)
def test_healing_keeps_the_squeezed_text(raw: str) -> None:
    printed = "".join(c for c in squeeze(raw) if unicodedata.category(c) not in ("Cc", "Co", "Cf"))
    doubled = any(
        mark in printed for mark in ("，，", "：：", "、、", "。。", "““", "””", "，。", "：。", "、。")
    )
    if not doubled:
        assert squeeze(_heal(raw)) == printed


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=4))
def test_healing_never_fails(raw: str, spans: list[tuple[int, int]]) -> None:
    inside = [(min(a, len(raw)), min(b, len(raw))) for a, b in spans]
    text = heal(raw, [[(a, b)] for a, b in inside if a <= b])
    assert len(text.chars) == len(text.offsets)
    assert all(0 <= offset < len(raw) for offset in text.offsets)
    assert all(start < end for start, end in sentences(text.chars))


@settings(max_examples=30)
@given(st.text(alphabet=st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), min_size=1))
def test_chinese_characters_are_known(text: str) -> None:
    assert all(is_han(char) == (char <= "\u4dbf" or char >= "\u4e00") for char in text)


def test_the_steps_of_healing_grow_with_the_text_alone(
    count_calls: Callable[[Callable[[], object]], int],
) -> None:
    few, many = (
        count_calls(partial(heal, raw, [[(0, len(raw))]]))
        for raw in ("自治区人大常委会12 月召开会议,主任出席。" * times for times in (500, 4_000))
    )
    assert few > 500
    assert many <= 8 * few
