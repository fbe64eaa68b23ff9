"""The rank of a post, where it follows from title and body."""

import pytest

from kg.resolve.ranks import rank_of


@pytest.mark.parametrize(
    ("title", "body", "rank"),
    [
        ("总理", "国务院", "national"),
        ("部长", "农业农村部", "provincial"),
        ("省长", "广东省", "provincial"),
        ("主任", "河北省人民代表大会常务委员会", "provincial"),
        ("厅长", "河北省公安厅", "prefecture"),
        ("主任", "广东省卫生健康委员会", "prefecture"),
        ("常务副市长", "保定市人民政府", "prefecture, deputy"),
        ("主席", "中国人民政治协商会议保定市委员会", "prefecture"),
        ("院长", "保定市中级人民法院", "prefecture, deputy"),
        ("副院长", "保定市中级人民法院", None),
        ("区长", "海淀区", "prefecture"),
        ("处长", "河北省公安厅", "county"),
        ("副局长", "保定市教育局", "county, deputy"),
        ("书记", "中国共产党清河县委员会", "county"),
        ("镇长", "清河县葛仙庄镇", "township"),
        ("局长", "清河县教育局", "township"),
        ("部长", "中国共产党保定市委员会宣传部", None),
        ("院长", "保定市第二医院", None),
        ("部长", "埃及外交部", None),
        ("教授", "河北大学", None),
    ],
)
def test_rank_of(title: str, body: str, rank: str | None) -> None:
    assert rank_of(title, body) == rank
