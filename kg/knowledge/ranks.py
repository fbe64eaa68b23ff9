"""The rank of a post in China's hierarchy of offices, where it follows from title and body.

The head of a division's government, committee, congress or conference has the rank of the division (县长:
county); the head of a department that of the level below (县教育局局长: township). The districts of a
municipality rank as prefectures, ministries as provinces; the fifteen sub-provincial cities and their
districts half a rank above others of their kind. 副 and 助理 make a deputy; the heads of courts,
procuratorates and discipline commissions are deputies by rank. Nothing is said where the rank hangs on more
than the post: the head of a committee's own department (宣传部), the secretary of a capital's committee (both
often sit in the standing committee above), zones, branches, companies, hospitals, the army.
"""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kg.knowledge.body_forms import official_name, without_party
from kg.knowledge.divisions import Division, read_divisions

RANKS = ("national", "provincial", "prefecture", "county", "township")
_MUNICIPALITIES = ("11", "12", "31", "50")
_CORE = re.compile(
    r"(?:人民)?(?:政府|代表大会(?:常务委员会)?|人大(?:常委会)?|政协|党委|委)?|政协.*委员会|委员会|人民代表大会常务委员会|行政公署|行署"
)
_DEPARTMENT = re.compile(
    r"(?!委|党委)(?!.{1,4}(?:[县旗]|(?<![城都])市(?![场政容民])|区(?!域)))(?!.*(?:分局|武装部|开发区|新区|园区|管理委员会|管委会|[居村]民委员会|仲裁委员会|组委会))"
    r"[^局厅]{0,12}(?:[局厅委部办]|委员会|办公室|办公厅)"
)
_OFFICE = re.compile(
    r"[^大院校司]{1,20}[局厅委部办处科室]|[^大院校司]{1,20}(?:委员会|办公室)"
)  # of 处长, 科长
_HALF_BELOW = re.compile(r".{0,3}(?:人民法院|人民检察院|纪律检查委员会|监察委员会|纪委|监委)")
_MINISTRY = re.compile(
    r"^(?!.*(?:党|同盟|学社|联合会|协会|促进会|革命委员会))(?:中华人民共和国|国家)?[\u4e00-\u9fff]{2,8}(?:部|委员会|总局|署)$"
)
_TOWNSHIP = re.compile(r".{1,8}(?:镇|乡|街道|苏木)(?:人民政府|党委|党工委|办事处)?")
_HEAD = re.compile(
    r"(?P<deputy>(?:常务)?副)?(?:党委|党组|党工委)?"
    r"(?:[省市县区旗盟州镇乡局厅部]长|书记|主席|主任|总理|委员长|检察长|院长|专员)(?P<aide>助理)?"
)
_OF_SCHOOL = re.compile(r"校长|党委书记|书记")
_COUNTY = 3
_BY_WORD = {"司长": 2, "处长": 3, "科长": 4}
_NATIONAL = frozenset(
    {
        "中国",
        "国务院",
        "中国共产党中央委员会",
        "全国人民代表大会常务委员会",
        "中国人民政治协商会议全国委员会",
    }
)
_BY_POST = {
    ("总书记", "中国共产党中央委员会"): "national",
    ("国务委员", "国务院"): "national, deputy",
    ("院长", "最高人民法院"): "national, deputy",
    ("检察长", "最高人民检察院"): "national, deputy",
}


@cache
def _names(kind: str) -> frozenset[str]:
    """Return the sub-provincial cities, the other capitals of provinces, or the universities of high rank."""
    lines = (files("kg.data") / "ranks.txt").read_text("utf-8").splitlines()
    kinds = dict(line.split("\t") for line in lines if not line.startswith("#"))
    return frozenset(kinds[kind].split())


class _Rank(NamedTuple):
    """Of the head of a body: a position in RANKS, whether that of a deputy, and whether deputies follow."""

    level: int
    half: bool = False
    deputies: bool = True


def rank_of(title: str, body: str) -> str | None:
    """Return the rank of a title at a body of a canonical name, None where it does not follow.

    >>> rank_of("市长", "保定市"), rank_of("副局长", "保定市教育局")
    ('prefecture', 'county, deputy')
    >>> rank_of("市长", "杭州市"), rank_of("副市长", "杭州市")
    ('provincial, deputy', 'prefecture')
    >>> rank_of("区长", "北京市海淀区"), rank_of("部长", "农业农村部"), rank_of("医生", "保定市第二医院")
    ('prefecture', 'provincial', None)
    """
    if (title, body) in _BY_POST:
        return _BY_POST[title, body]
    if body in _names("university"):
        return "provincial, deputy" if _OF_SCHOOL.fullmatch(title) else None
    if (level := _of_word(title, body)) is not None:
        return _say(level, deputy=title.startswith("副"))
    head = _HEAD.fullmatch(title)
    rank = _rank_of_body(body, title) if head else None
    if head is None or rank is None or rank.level >= len(RANKS):
        return None
    if not (head["deputy"] or head["aide"]):
        return _say(rank.level, deputy=rank.half)
    if not rank.deputies:
        return None
    return _say(rank.level + 1, deputy=False) if rank.half else _say(rank.level, deputy=True)


def _say(level: int, *, deputy: bool) -> str | None:
    if level >= len(RANKS):
        return None
    return RANKS[level] + (", deputy" if deputy else "")


def _of_word(title: str, body: str) -> int | None:
    """Return the level that 司长, 处长 and 科长 tell by themselves in an office of the state."""
    level = next((level for word, level in _BY_WORD.items() if re.fullmatch(f"副?{word}", title)), None)
    if level is None:
        return None
    found = read_divisions().leading(without_party(body))
    if found is None:
        return level if _is_ministry(body) or _is_ministry(re.sub(r"(?<=部).+[司局]$", "", body)) else None
    rest = without_party(body)[found[1] :]
    return level if title.endswith(("处长", "科长")) and _OFFICE.fullmatch(rest) else None


def _is_ministry(body: str) -> bool:
    return bool(_MINISTRY.match(body) and official_name(body))


def _rank_of_body(body: str, title: str) -> _Rank | None:
    """Return the rank of the head of a body, None where it does not follow."""
    if body in _NATIONAL:
        return _Rank(0)
    plain = without_party(body)
    found = read_divisions().leading(plain)
    if found is None:
        return _Rank(1) if _is_ministry(body) else None
    division, end = found
    rest = plain[end:]
    secretary = title.endswith("书记") and "纪" not in rest
    if (
        division.name in _names("capital")
        and secretary
        and _CORE.fullmatch(rest)
        and not title.startswith("副")
    ):
        return None
    own = _rank_of_division(division)
    if _CORE.fullmatch(rest):
        return own
    if _HALF_BELOW.fullmatch(rest):
        return None if own.half else _Rank(own.level, half=True, deputies=False)
    if _DEPARTMENT.fullmatch(rest):
        return _Rank(own.level + 1, half=own.half)
    township = division.level == _COUNTY and not own.half and _TOWNSHIP.fullmatch(rest)
    return _Rank(own.level + 1) if township else None


def _rank_of_division(division: Division) -> _Rank:
    """Return the rank of the head of a division."""
    if division.level == _COUNTY and division.code[:2] in _MUNICIPALITIES:
        return _Rank(2)
    if division.name in _names("sub_provincial"):
        return _Rank(1, half=True)
    parent = read_divisions().parent(division)
    if division.name.endswith("区") and parent is not None and parent.name in _names("sub_provincial"):
        return _Rank(2, half=True)
    return _Rank(division.level)
