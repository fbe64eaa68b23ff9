"""The rank of a post in China's hierarchy of offices, where it follows from title and body.

The head of a division's government, committee, congress or conference has the rank of the division (县长:
county); the head of a department that of the level below (县教育局局长: township). The districts of a
municipality rank as prefectures, ministries as provinces. 副 and 助理 make a deputy; the heads of courts,
procuratorates and discipline commissions are deputies by rank. The head of a committee's own department
(宣传部) is left open: the rank depends on a seat in the standing committee.
"""

import re

from kg.resolve.bodies import official_name, without_party
from kg.resolve.divisions import read_divisions

RANKS = ("national", "provincial", "prefecture", "county", "township")
_MUNICIPALITIES = ("11", "12", "31", "50")
_CORE = re.compile(
    r"(?:人民)?(?:政府|代表大会(?:常务委员会)?|人大(?:常委会)?|政协|党委|委)?|政协.*委员会|委员会|人民代表大会常务委员会"
)
_DEPARTMENT = re.compile(r"(?!委|党委).{0,12}(?:[局厅委部办]|委员会|办公室|办公厅)")
_HALF_BELOW = re.compile(r".{0,3}(?:人民法院|人民检察院|纪律检查委员会|监察委员会|纪委|监委)")
_MINISTRY = re.compile(r"^(?:中华人民共和国|国家)?[\u4e00-\u9fff]{2,8}(?:部|委员会|总局|署)$")
_TOWNSHIP = re.compile(r".{1,8}(?:镇|乡|街道|苏木)(?:人民政府|党委|党工委|办事处)?")
_NATIONAL = frozenset({"中国", "国务院", "中国共产党中央委员会", "全国人民代表大会常务委员会"})
_HEAD = re.compile(
    r"(?P<deputy>(?:常务)?副)?(?:党委|党组|党工委)?(?:[省市县区旗盟州镇乡局厅部]长|书记|主席|主任|总理|委员长|检察长|院长)(?P<aide>助理)?"
)
_COUNTY = 3
_BY_WORD = {"司长": 2, "处长": 3, "科长": 4}


def rank_of(title: str, body: str) -> str | None:
    """Return the rank of a title at a body of a canonical name, None where it does not follow.

    >>> rank_of("市长", "保定市"), rank_of("副局长", "保定市教育局")
    ('prefecture', 'county, deputy')
    >>> rank_of("区长", "北京市海淀区"), rank_of("部长", "农业农村部"), rank_of("医生", "保定市第二医院")
    ('prefecture', 'provincial', None)
    """
    head = _HEAD.fullmatch(title)
    by_word = next((rank for word, rank in _BY_WORD.items() if title.endswith(word)), None)
    rank, half = _rank_of_body(body) if head else (by_word, False)
    deputy = bool(head["deputy"] or head["aide"]) if head else title.startswith("副")
    if rank is None or rank >= len(RANKS) or (half and deputy):
        return None
    return RANKS[rank] + (", deputy" if deputy or half else "")


def _rank_of_body(body: str) -> tuple[int | None, bool]:
    """Return the rank of the head of a body as a position in RANKS, and whether it is a deputy's."""
    if body in _NATIONAL:
        return 0, False
    plain = without_party(body)
    found = read_divisions().leading(plain)
    if found is None:
        return (1 if _MINISTRY.match(body) and official_name(body) else None), False
    division, end = found
    level = division.level
    if level == _COUNTY and division.code[:2] in _MUNICIPALITIES:
        level = 2
    rest = plain[end:]
    if _CORE.fullmatch(rest) or _HALF_BELOW.fullmatch(rest):
        return level, _CORE.fullmatch(rest) is None
    below = _DEPARTMENT.fullmatch(rest) or (division.level == _COUNTY and _TOWNSHIP.fullmatch(rest))
    return (level + 1 if below else None), False
