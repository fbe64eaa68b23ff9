"""Posts by their titles: which body a title alone names, and what heads of states are called in full."""

import re
from functools import cache

from kg.knowledge.abbreviations import state_of
from kg.knowledge.countries import OURS, country_name, leading_country
from kg.knowledge.post_words import word, words
from kg.knowledge.tables import read_rows
from kg.knowledge.titles import plain_title, title_words

_OF_STATE, _OF_FEDERATION = "国家", "联邦"
_GOVERNMENT = "政府"
_SENT, _HERE = "驻", "华"  # 驻华大使, whoever calls it 驻中国大使
_STATIONED = re.compile(rf"{word('stationed')}(?=.)")
_CHAIR = ("主席", "副主席")
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
    >>> post_title("新加坡", "政府总理"), post_title("斐济政府", "总理")
    ('总理', '总理')
    >>> post_title("中国", "驻法大使"), post_title("中国", "常驻联合国代表"), post_title("巴西", "驻中国大使")
    ('驻法国大使', '驻联合国代表', '驻华大使')
    """
    plain = _envoy(plain_title(title))
    if country_name(body) != body:
        return plain
    if (short := plain.removeprefix(_GOVERNMENT)) in OF_STATES:
        plain = short
    if plain not in _CHAIR:
        return plain
    return (_OF_FEDERATION if body in words("federation") else _OF_STATE) + plain


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
