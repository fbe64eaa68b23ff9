"""What a title says by itself: its kind, and whether it can share a body or a holder."""

import re

REPORTING = re.compile(
    r"(?![总主])[\u4e00-\u9fff]{0,6}(?:记者|通讯员|通讯社员|实习生|报道员|撰稿人?)|"
    r"(?:责任|执行|审核|文字|视频|图片|新闻|值班|特约|见习|实习|本版|栏目|)编辑|责编|校对|美编|版式|制图"
)
"""Titles of those who make the paper."""

_COLLECTIVE = re.compile(
    r"(?:领导|领导同志|领导人|负责同志|班子成员|有关人员|代表们)$|^(?:作者|文|图|供图|供稿|投稿|来源)$"
)
_ONE_ONLY = re.compile(
    r"(?:书记|主席|总统|总理|首相|国王|女王|省长|市长|县长|区长|旗长|州长|盟长|镇长|乡长|局长|厅长|部长|院长|校长|处长|"
    r"所长|社长|台长|站长|馆长|司长|署长|行长|会长|董事长|理事长|委员长|检察长|秘书长|司令员?|政委|政治委员|主任|总裁|总经理|"
    r"总编辑?|首席执行官|法人代表|法定代表人|团长|队长|组长|首长|总干事|主教练)$"
)
_MANY = re.compile(r"副|助理|成员|委员(?!长)|主任医师|主任护师|候选人")

_PARTY_POST = re.compile(
    r"书记|常委|委员|秘书长|干事|(?:组织|宣传|统战|社工|政法|纪检)|(?:部长|主任)$|巡视|巡察|党校|党组|顾问|成员|代表"
)
_PARTY_COMMITTEE = re.compile(r"(?:党委|[省市县区旗州盟镇乡团工纪]委|委员会|党组|党工委|中央|政治局|书记处)$")
_LEVEL_CHIEF = re.compile(
    r"(?:^|副|代|代理|常务副|原|前|时任|任|市辖)(省|市|县|区|旗|州|盟|镇|乡|村)长(?:助理)?$"
)
_REGION_CHIEF = re.compile(r"(?:^|副|代|代理|原|前)主席$")
_OF_THE_STATE = re.compile(
    r"^(?:原|前|副|代|时任|当选|新任|候任|看守)*"
    r"(?!(?:组织|宣传|统战|社会工作|政法|武装)部长)"
    r"(?:国家(?:副?主席|元首)|总统|副总统|总理|副总理|首相|副首相|国王|女王|天皇|国务委员|.{1,4}部长|.{0,2}外长|.{0,2}防长|总参谋长|"
    r"政府首脑|院士|工程院院士|科学院院士|.{1,6}发言人)$"
)


_OF_CHINA = re.compile(r"国家副?主席$|国务委员$")  # 法国总统甲同国家主席乙


def is_reporting(title: str) -> bool:
    """Tell whether a title belongs to a byline: 记者, 通讯员, 责任编辑.

    >>> is_reporting("见习记者"), is_reporting("总编辑")
    (True, False)
    """
    return REPORTING.fullmatch(title) is not None


def is_collective(title: str) -> bool:
    """Tell whether a word names no post but a group (市领导, 负责同志) or an author (作者)."""
    return _COLLECTIVE.search(title) is not None


def is_shareable(title: str) -> bool:
    """Tell whether several people of a list can hold a title that stands once: 副主任甲、乙、丙.

    >>> is_shareable("副主任"), is_shareable("主任"), is_shareable("教授")
    (True, False, True)
    """
    return _MANY.search(title) is not None or _ONE_ONLY.search(title) is None


def inherited_body(body: str, title: str, *, country: bool = False) -> str | None:
    """Return the body that a title without its own takes from the one before it, None where it can't.

    市委副书记、市长: the mayor is not the committee's but the city's. 党组书记、厅长 share their body.
    A post of a state (总理, 国防部长) takes over a place only (`country`): 埃及总统甲、国防部长乙.

    >>> inherited_body("贵州省委", "省长"), inherited_body("市委", "秘书长"), inherited_body("省委", "主席")
    ('贵州省', '市委', None)
    >>> inherited_body("自治区党委", "主席"), inherited_body("省卫健委", "副主任")
    ('自治区', '省卫健委')
    """
    if _OF_THE_STATE.match(title):
        return body if country and not _OF_CHINA.search(title) else None
    if level := _LEVEL_CHIEF.search(title):
        place = _seat_of(body)
        return place if place and place.endswith(level[1]) else None
    if not is_party_committee(body):
        return body
    if _REGION_CHIEF.search(title):
        place = _seat_of(body)
        return place if place and place.endswith("自治区") else None
    return body if _PARTY_POST.search(title) and not title.endswith(("院长", "校长")) else None


def is_party_committee(body: str) -> bool:
    """Tell whether a body is a committee of the party: 市委, 自治区党委, 县纪委; 卫健委 is none.

    >>> is_party_committee("贵州省委"), is_party_committee("省卫健委"), is_party_committee("国家发改委")
    (True, False, False)
    """
    return _PARTY_COMMITTEE.search(body) is not None and not body.endswith(("改委", "健委"))


def _seat_of(body: str) -> str | None:
    """Return the place that a committee or government governs: 贵州省委 → 贵州省."""
    if match := re.fullmatch(
        r"(?:中共)?(.*?(?:自治区|[省市县区旗州盟镇乡村]))(?:党委|委|委员会|政府|人民政府)?", body
    ):
        return match[1]
    return None
