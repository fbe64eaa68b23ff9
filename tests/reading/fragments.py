"""Pages put together out of what is hard to read: half names, numbers that are none, blocks out of order."""

from hypothesis import strategies as st

FRAGMENTS = (
    *(
        "穆罕姆",
        "总理穆罕",
        "澳门区第六届政府",
        "澳门特别行政区",
        "清河县",
        "清河",
        "自治",
        "内蒙古自治",
        "区人民政府",
    ),
    *(
        "局今理。",
        "国家",
        "国家税务总",
        "局局长",
        "欧阳",
        "欧",
        "孙玉梅",
        "孙玉",
        "梅",
        "·",
        "阿里·",
        "额尔敦",
        "副主",
        "任",
    ),
    *(
        "十十日",
        "3十",
        "十",
        "二〇十八年",
        "２０１８年２月３０日",
        "13月45日",
        "0000年",
        "〇月〇日",
        "民国十十年",
        "999年前",
    ),
    *(
        "²",
        "①",
        "٣月٥日",
        "百",
        "零",
        "本报十十日电",
        "据新华社3十日电",
        "新华社北京0月0日电（记者",
        "二〇一八年12月8日讯",
    ),
    *(
        "（",
        "）",
        "“",
        "”",
        "《",
        "》",
        "【",
        "（以下简称“",
        "化名）",
        "，",
        "。",
        "、",
        "：",
        "！？",
        "；",
        ".",
        "……",
    ),
    *(
        "马",
        "院长",
        "老李",
        "该县",
        "全国各地",
        "记者",
        "□本报记者",
        "通讯员",
        "摄",
        "任命",
        "为",
        "主任委员",
        "原",
        "兼",
    ),
    *(
        " ",
        "\u3000\u3000",
        "\n",
        "\n\n",
        "\r\n",
        "\u2028",
        "\t",
        "\ufeff",
        "\u200b",
        "\x00",
        "\ue000",
        "\ud800",
        "\U00020000",
    ),
    *(
        "下转第2版",
        "上接第1版",
        "责编",
        "A",
        "WTO",
        "a-\n",
        "12",
        "３",
        "<p>",
        "\u0301",
        "上城",
        "区",
        "市委、",
        "政府",
    ),
)
"""Single fragments; each is short, so that they meet in every way."""
LINES = (
    "清河县水利局局长钱守义昨日到葛仙庄镇检查河道，并同镇长吴秀兰座谈，要求抓好防汛工作。",
    "县人民医院举行义诊",
    "本报清河3月5日讯（记者 周晓岚 通讯员 李明）清河县教育局局长孙玉梅到清河中学调研",
    "副县长马智慧说，全县今年要新建学校三所。马县长表示，",
)


def pages() -> st.SearchStrategy[str]:
    """Return a strategy for the raw text of pages."""
    line = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=12).map("".join)
    lines = st.one_of(line, st.sampled_from(LINES), st.tuples(st.sampled_from(LINES), line).map("".join))
    return st.lists(lines, min_size=1, max_size=10).map("\n".join)


def scraps() -> st.SearchStrategy[str]:
    """Return a strategy for short texts without order."""
    return st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.characters()), max_size=8).map("".join)
