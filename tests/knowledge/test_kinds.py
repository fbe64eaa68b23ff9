"""The types of bodies, from their names."""

import pytest

from kg.knowledge.body_kinds import body_kind

KINDS = {
    "party": "中国共产党保定市委员会宣传部 中国人民政治协商会议保定市委员会 九三学社中央委员会 组织部 "
    "驻保定市教育局纪检组 "
    "中国共产党中央委员会办公厅 民革保定市委",
    "state": "南极科考队 广东省人民政府 保定市公安局 国务院 农业农村部 国家卫生健康委员会 保定市消防救援支队 "
    "香港特别行政区立法会 保定市人民政府研究室",
    "court": "广东省高级人民法院 保定市中级人民法院",
    "procuratorate": "保定市人民检察院 最高人民检察院",
    "religious": "中国佛教协会 上海市基督教三自爱国运动委员会 少林寺 中国伊斯兰教协会河北分会",
    "army": "乌克兰军队 空军第3战斗机联队 第20集团军独立团 武警甘肃总队兰州支队机动一中队 战略支援部队 "
    "保定军分区 中央军事委员会 中国人民解放军第81集团军 海军陆战队 美军 某机械化步兵团",
    "school": "河北大学 河北大学文学院 保定市第一中学 中国科学院 中国社会科学院",
    "hospital": "保定市第二中心医院 保定市第二中心医院心内科 桂城街道社区卫生服务中心 保定市妇幼保健院",
    "media": "保定晚报 新华社 中央广播电视总台 保定市融媒体中心",
    "association": "中华全国总工会 中国足球协会 中国作家协会 中国红十字会 联合国 世界贸易组织 "
    "国际原子能机构 保定市供销合作总社 杭州亚运会组委会 "
    "联合国环境规划署 世界知识产权组织 77国集团",
    "sports": "曼联 延边足球俱乐部 中国男篮 北京队 国家队 国际田联",
    "culture": "保定市图书馆 故宫博物院 保定市话剧团 乌兰牧骑",
    "company": "国家电网公司 中国工商银行 恒大集团 中国移动 中国工商银行保定分行 阿里巴巴 华为广州研发中心 "
    "首钢 保定市新华书店",
    "other": "星河",
}


@pytest.mark.parametrize(
    ("kind", "name"), [(k, name) for k, names in KINDS.items() for name in names.split()]
)
def test_body_kind(kind: str, name: str) -> None:
    assert body_kind(name) == kind
