"""Posts by their titles: which body a title alone names, and what heads of states are called in full."""

import re
from functools import cache

from kg.knowledge.abbreviations import state_of
from kg.knowledge.countries import OURS, country_name, leading_country
from kg.knowledge.post_words import word, words
from kg.knowledge.tables import read_rows
from kg.knowledge.titles import plain_title, title_words

_OF_STATE, _OF_FEDERATION = "国家", "联邦"
_OF_LEADERS = ("政府", "国务", "联邦")  # 政府总理, 国务总理, 联邦总理
_GOVERNS = re.compile(r"(.+?)(?:临时|过渡|看守|联合)?政府")
_SENT, _HERE = "驻", "华"  # 驻华大使, whoever calls it 驻中国大使
_STATIONED = re.compile(rf"{word('stationed')}(?=.)")
_CHAIR = ("主席", "副主席")
_DEPUTY, _MINISTRY = "副", "部"
_OF_MINISTRY = ("部长", "副部长")
_MINISTER = re.compile(r"(.{2,}?)部?(副?部长)")  # 外交部长, 外交副部长, 外交部副部长
OF_STATES = ("国家主席", "国家副主席", "总统", "副总统", "总理", "副总理", "首相")
"""Titles of those who lead a country."""


@cache
def implied_bodies() -> dict[str, str]:
    """Return the body of China that each title names which says of no body.

    >>> implied_bodies()["国务委员"]
    '国务院'
    """
    return dict(read_rows("implied_posts.tsv", 2))


def post_title(body: str, title: str) -> str:
    """Return the title of a post at a body, the same for all ways to write it: 越南主席 is 越南国家主席.

    >>> post_title("越南", "主席"), post_title("国务院", "原总理"), post_title("瑞士", "副主席")
    ('国家主席', '总理', '联邦副主席')
    >>> post_title("新加坡", "政府总理"), post_title("韩国", "国务总理"), post_title("斐济政府", "总理")
    ('总理', '总理', '总理')
    >>> post_title("俄罗斯", "外长"), post_title("俄罗斯", "副外长"), post_title("日本", "外相")
    ('外交部长', '外交副部长', '外务大臣')
    >>> post_title("中国", "驻法大使"), post_title("中国", "常驻联合国代表"), post_title("巴西", "驻中国大使")
    ('驻法国大使', '驻联合国代表', '驻华大使')
    """
    plain = _envoy(plain_title(title))
    if country_name(body) != body:
        return plain
    if plain.startswith(_OF_LEADERS) and plain[2:] in OF_STATES:
        plain = plain[2:]
    if plain not in _CHAIR:
        return _minister(body, plain)
    return (_OF_FEDERATION if body in words("federation") else _OF_STATE) + plain


def post_titles(body: str, title: str) -> tuple[str, ...]:
    """Return what a post at a body is called where the body is not: 部长 of 法国外交部 is 外交部长, too.

    >>> post_titles("法国外交部", "部长"), post_titles("法国", "外长"), post_titles("外交部", "司长")
    (('部长', '外交部长'), ('外交部长',), ('司长',))
    """
    plain = post_title(body, title)
    if plain not in _OF_MINISTRY or not body.endswith(_MINISTRY):
        return (plain,)
    _, start = leading_country(body) or ("", 0)
    return plain, body[start:].removesuffix(_MINISTRY) + plain


def post_home(body: str, title: str) -> tuple[str, str]:
    """Return where a post belongs, and its title there; the title is without 原 前 代.

    A minister's is one of the ministry, that of who leads a government one of the country.

    >>> post_home("俄罗斯", "外交部长"), post_home("中国", "外交副部长"), post_home("外交部", "外交部长")
    (('俄罗斯外交部', '部长'), ('外交部', '副部长'), ('外交部', '部长'))
    >>> post_home("斐济政府", "总理"), post_home("乌克兰临时政府", "总理"), post_home("广东省政府", "总理")
    (('斐济', '总理'), ('乌克兰', '总理'), ('广东省政府', '总理'))
    >>> post_home("海军", "作战部长"), post_home("俄罗斯", "总理")
    (('海军', '作战部长'), ('俄罗斯', '总理'))
    """
    if title in OF_STATES:
        match = _GOVERNS.fullmatch(body)
        return (match[1] if match and country_name(match[1]) == match[1] else body), title
    match = _MINISTER.fullmatch(title)
    if match is None:
        return body, title
    ministry = match[1] + _MINISTRY
    if body.endswith(ministry):
        return body, match[2]
    if country_name(body) != body:
        return body, title
    return ministry if body == OURS else body + ministry, match[2]


def _minister(country: str, title: str) -> str:
    """Return the full title of a minister of a country for a short one; other titles as they are."""
    short = title.removeprefix(_DEPUTY)
    full = _ministers().get((short, country)) or _ministers().get((short, ""))
    if full is None or short == title:
        return full or title
    return f"{full[:-2]}{_DEPUTY}{full[-2:]}"


@cache
def _ministers() -> dict[tuple[str, str], str]:
    return {(short, country): full for short, country, full in read_rows("ministers.tsv", 3)}


def _envoy(title: str) -> str:
    """Return the title of an envoy with the place under one name, 驻 for 常驻; other titles as they are."""
    match = _STATIONED.match(title)
    if match is None:
        return title
    place = title[match.end() :]
    found = leading_country(place)
    country, end = found or (state_of(place[0]), 1)
    rest = place[end:]
    if country and (found or rest in title_words()):
        place = (_HERE if country == OURS else country) + rest
    return _SENT + plain_title(place)


def state_title(title: str) -> str:
    """Return the title of a head of state that a short one stands for, "" for others: 习近平主席.

    >>> state_title("主席"), state_title("总理")
    ('国家主席', '')
    """
    return _OF_STATE + title if title in _CHAIR else ""
