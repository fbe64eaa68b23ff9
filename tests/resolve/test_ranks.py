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
        # the state
        ("总书记", "中国共产党中央委员会", "national"),
        ("副总理", "国务院", "national, deputy"),
        ("国务委员", "国务院", "national, deputy"),
        ("副委员长", "全国人民代表大会常务委员会", "national, deputy"),
        ("检察长", "最高人民检察院", "national, deputy"),
        ("副部长", "农业农村部", "provincial, deputy"),
        ("司长", "农业农村部", "prefecture"),
        # municipalities, sub-provincial cities, capitals
        ("副市长", "上海市", "provincial, deputy"),
        ("局长", "上海市教育局", "prefecture"),
        ("副区长", "上海市黄浦区", "prefecture, deputy"),
        ("局长", "上海市黄浦区教育局", "county"),
        ("县长", "重庆市云阳县", "prefecture"),
        ("市长", "成都市", "provincial, deputy"),
        ("副市长", "成都市", "prefecture"),
        ("局长", "成都市教育局", "prefecture, deputy"),
        ("副局长", "成都市教育局", "county"),
        ("区长", "成都市武侯区", "prefecture, deputy"),
        ("县长", "成都市大邑县", "county"),
        ("院长", "成都市中级人民法院", None),
        ("市长", "呼和浩特市", "prefecture"),
        ("副市长", "呼和浩特市", "prefecture, deputy"),
        ("书记", "中国共产党呼和浩特市委员会", None),
        ("副书记", "中国共产党呼和浩特市委员会", "prefecture, deputy"),
        # regions, leagues, prefectures
        ("主席", "内蒙古自治区", "provincial"),
        ("副主席", "内蒙古自治区人民政府", "provincial, deputy"),
        ("盟长", "锡林郭勒盟", "prefecture"),
        ("州长", "延边朝鲜族自治州", "prefecture"),
        ("旗长", "莫力达瓦达斡尔族自治旗", "county"),
        # schools, zones, branches, firms, corps: where it does not follow
        ("校长", "北京大学", "provincial, deputy"),
        ("党委书记", "兰州大学", "provincial, deputy"),
        ("副校长", "北京大学", None),
        ("校长", "河北大学", None),
        ("司令员", "新疆生产建设兵团", None),
        ("董事长", "中国石油天然气集团有限公司", None),
        ("主任", "保定市高新技术产业开发区管理委员会", None),
        ("局长", "保定市公安局莲池分局", None),
        ("局长", "河北省公安厅交通管理局", None),
        ("主任", "清河县葛仙庄镇幸福社区居民委员会", None),
        ("科长", "河北大学", None),
        ("科长", "保定市教育局", "township"),
        ("处长", "保定市第一医院", None),
        ("部长", "清河县人民武装部", None),
    ],
)
def test_rank_of(title: str, body: str, rank: str | None) -> None:
    assert rank_of(title, body) == rank
