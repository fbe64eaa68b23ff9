"""What posts that articles give somebody tell of the holder: abroad, of the whole country, lesser ones."""

from kg.knowledge.body_forms import official_name
from kg.knowledge.divisions import read_divisions
from kg.knowledge.lexicon import rule_words
from kg.model import Occupation
from kg.naming.contexts import OFFICIAL

_OURS = ("中国", "中华", "全国", "国家", "中央", "国务院")


def is_abroad(place: str) -> bool:
    """Tell whether a place of a post is a foreign country."""
    return place not in read_divisions().by_code


def is_of_many(body: str) -> bool:
    """Tell whether a body is one of many countries."""
    return body.startswith(tuple(rule_words("unions") | rule_words("organs_of_unions")))


def is_guessed(post: Occupation) -> bool:
    """Tell whether a post names no body, and the only country of its article is taken for its place."""
    return bool(post.place) and not post.body and is_abroad(post.place)


def are_alike(title: str, other: str) -> bool:
    """Tell whether one of two titles ends with the other."""
    return title.endswith(other) or other.endswith(title)


def is_nationwide(post: Occupation) -> bool:
    """Tell whether a post is at a body of the whole of China: 协商会议 may be that of another country."""
    official = post.body and not post.place and post.field == OFFICIAL
    return bool(official and (official_name(post.body) or post.body.startswith(_OURS)))


def is_lesser(post: Occupation) -> bool:
    """Tell whether a post is one in a firm, a troop, a school, that heads nothing: 一汽集团总经理助理."""
    return (
        bool(post.body and post.field)
        and post.field != OFFICIAL
        and not post.leads
        and not post.body.startswith(_OURS)
    )
