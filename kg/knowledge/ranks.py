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
from typing import NamedTuple

from kg.knowledge.body_forms import official_name, without_party
from kg.knowledge.divisions import Division, read_divisions
from kg.knowledge.tables import any_of, read_kinds, read_rows

RANKS = ("national", "provincial", "prefecture", "county", "township")
_MUNICIPALITIES = ("11", "12", "31", "50")
_COUNTY = 3
_DEPUTY = "副"


def _any(kind: str) -> str:
    return any_of(*read_kinds("ranks.txt")[kind])


_CORE = re.compile(rf"{_any('core')}?|政协.*委员会")
_DEPARTMENT = re.compile(
    rf"(?!委|党委)(?!.{{1,4}}(?:[县旗]|(?<![城都])市(?![场政容民])|区(?!域)))(?!.*{_any('no_department')})"
    rf"[^局厅]{{0,12}}{_any('department')}"
)
_OFFICE = re.compile(rf"[^大院校司]{{1,20}}{_any('office')}")  # of 处长, 科长
_HALF_BELOW = re.compile(rf".{{0,3}}{_any('half_below')}")
_MINISTRY = re.compile(
    rf"^(?!.*{_any('no_ministry')})(?:中华人民共和国|国家)?[\u4e00-\u9fff]{{2,8}}{_any('ministry')}$"
)
_TOWNSHIP = re.compile(rf".{{1,8}}{_any('town')}{_any('town_core')}?")
_HEAD = re.compile(
    rf"(?P<deputy>(?:常务)?{_DEPUTY})?{_any('of_party')}?(?:{_any('head_of')}长|{_any('head')})(?P<aide>助理)?"
)
_OF_SCHOOL = re.compile(_any("of_school"))


@cache
def _by_post() -> dict[tuple[str, str], str]:
    """Return the ranks of single posts by title and body, those of 司长, 处长 and 科长 by title and ""."""
    return {(title, body): rank for title, body, rank in read_rows("rank_posts.tsv", 3)}


def _names(kind: str) -> tuple[str, ...]:
    """Return the sub-provincial cities or the universities of high rank."""
    return read_kinds("ranks.txt")[kind]


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
    if rank := _by_post().get((title, body)):
        return rank
    if body in _names("university"):
        return "provincial, deputy" if _OF_SCHOOL.fullmatch(title) else None
    if (level := _of_word(title, body)) is not None:
        return _say(level, deputy=title.startswith(_DEPUTY))
    head = _HEAD.fullmatch(title)
    own = _rank_of_body(body, title) if head else None
    if head is None or own is None or own.level >= len(RANKS):
        return None
    if not (head["deputy"] or head["aide"]):
        return _say(own.level, deputy=own.half)
    if not own.deputies:
        return None
    return _say(own.level + 1, deputy=False) if own.half else _say(own.level, deputy=True)


def _say(level: int, *, deputy: bool) -> str | None:
    if level >= len(RANKS):
        return None
    return RANKS[level] + (", deputy" if deputy else "")


def _of_word(title: str, body: str) -> int | None:
    """Return the level that 司长, 处长 and 科长 tell by themselves in an office of the state."""
    rank = _by_post().get((title.removeprefix(_DEPUTY), ""))
    if rank is None:
        return None
    level = RANKS.index(rank)
    found = read_divisions().leading(without_party(body))
    if found is None:
        return level if _is_ministry(body) or _is_ministry(re.sub(r"(?<=部).+[司局]$", "", body)) else None
    rest = without_party(body)[found[1] :]
    return level if title.endswith(("处长", "科长")) and _OFFICE.fullmatch(rest) else None


def _is_ministry(body: str) -> bool:
    return bool(_MINISTRY.match(body) and official_name(body))


def _rank_of_body(body: str, title: str) -> _Rank | None:
    """Return the rank of the head of a body, None where it does not follow."""
    if body in _names("national"):
        return _Rank(0)
    plain = without_party(body)
    found = read_divisions().leading(plain)
    if found is None:
        return _Rank(1) if _is_ministry(body) else None
    division, end = found
    rest = plain[end:]
    secretary = title.endswith("书记") and "纪" not in rest
    own = _rank_of_division(division)
    if _CORE.fullmatch(rest):
        above = secretary and not title.startswith(_DEPUTY) and not own.half
        return None if above and read_divisions().is_capital(division) else own
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
