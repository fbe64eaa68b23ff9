"""Which body a title takes over from the title before it: 市委副书记、市长."""

import re

from kg.knowledge.body_endings import ending, ends_with
from kg.knowledge.divisions import LEVELS
from kg.knowledge.post_words import word
from kg.knowledge.titles import title_end

_PARTY_POST = re.compile(rf"{word('party_post')}|(?:部长|主任)$")
_BRANCH_POST = re.compile(word("party_post"))
_LEVEL_CHIEF = re.compile(rf"(?:^|{word('before_chief')})([{LEVELS}镇乡村])长(?:助理)?$")
_REGION_CHIEF = re.compile(r"(?:^|副|代|代理|原|前)主席$")
_OF_THE_STATE = re.compile(
    rf"^(?!(?:常务)?副部长){word('state_before')}*(?!{word('party_head')})"
    rf"(?:{word('state_post')}|.{{1,4}}{word('minister')}|.{{0,2}}[外防]长|.{{1,6}}发言人)$"
)
_SPEAKER = "议长"
_OF_CHINA = re.compile(r"国家副?主席$|国务委员$")  # 法国总统甲同国家主席乙


def inherited_body(body: str, title: str, *, country: str | None = None) -> str | None:
    """Return the body that a title without its own takes from the one before it, None where it can't.

    市委副书记、市长: the mayor is not the committee's but the city's. 党组书记、厅长 share their body.
    A post of a state (总理, 国防部长) takes over the `country` of the one before: 埃及总统甲、国防部长乙.

    >>> inherited_body("贵州省委", "省长"), inherited_body("市委", "秘书长"), inherited_body("省委", "主席")
    ('贵州省', '市委', None)
    >>> inherited_body("自治区党委", "主席"), inherited_body("省卫健委", "副主任")
    ('自治区', '省卫健委')
    >>> inherited_body("司法部", "副部长"), inherited_body("司法部", "国防部长")
    ('司法部', None)
    >>> inherited_body("甲国人民党", "政府总理", country="甲国")
    '甲国'
    >>> [inherited_body(body, "议长", country="甲国") for body in ("甲国人民党", "甲国国会")]
    ['甲国', '甲国国会']
    >>> inherited_body("县医院急诊科临时党支部", "护士长"), inherited_body("县医院党支部", "组织委员")
    ('县医院急诊科', '县医院党支部')
    """
    if _OF_THE_STATE.match(title):
        return None if _OF_CHINA.search(title) else country
    if title.endswith(_SPEAKER) and not body.endswith(title_end(title).bodies):
        return country  # 甲国人民党主席、|议长
    if level := _LEVEL_CHIEF.search(title):
        place = _seat_of(body)
        return place if place and place.endswith(level[1]) else None
    if (unit := _without_branch(body)) and not _BRANCH_POST.search(title):
        return unit
    if not is_party_committee(body):
        return body
    if _REGION_CHIEF.search(title):
        place = _seat_of(body)
        return place if place and place.endswith("自治区") else None
    return body if _PARTY_POST.search(title) and not title.endswith(("院长", "校长")) else None


def is_state_post(title: str) -> bool:
    """Tell whether a title is a post of a state.

    >>> [is_state_post(title) for title in ("总统", "外长", "国家副总统", "市长")]
    [True, True, True, False]
    """
    return _OF_THE_STATE.match(title) is not None


def is_party_committee(body: str) -> bool:
    """Tell whether a body is a committee of the party: 市委, 自治区党委, 县纪委; 卫健委 is none.

    >>> is_party_committee("贵州省委"), is_party_committee("省卫健委"), is_party_committee("国家发改委")
    (True, False, False)
    """
    return ends_with("party").search(body) is not None and not body.endswith(("改委", "健委"))


def _without_branch(body: str) -> str | None:
    """Return the body that has a branch of the party: 急诊科临时党支部; None for others."""
    match = re.fullmatch(rf"(.{{2,}}?){word('branch')}", body)
    return match[1] if match else None


def _seat_of(body: str) -> str | None:
    """Return the place that a committee or government governs: 贵州省委 → 贵州省."""
    if match := re.fullmatch(rf"(?:中共)?(.*?(?:自治区|[{LEVELS}镇乡村])){ending('governs')}?", body):
        return match[1]
    return None
