"""Titles of posts: when they are held, who shares them, what their end tells (kg/data/title_endings.tsv)."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from kg.knowledge.post_words import verb, word, words
from kg.knowledge.spelling import plain_form
from kg.knowledge.tables import any_of, any_unbarred, read_kinds, read_marks, read_rows

_QUALIFIER = re.compile(rf"^(?!{word('unqualified')}$){verb('opens_title')}(?=[^表言办理任]|理事|办公)")
_MANY = re.compile(r"副|助理|成员|委员(?!长)|主任[医护]师|候选人|(?:常务|执行|联合|共同)(?:主席|主任)")
_REPORTING = re.compile(
    rf"(?![总主])[\u4e00-\u9fff]{{0,6}}{word('reporter')}|{word('editor')}?编辑|{word('maker')}"
)
_AUTHOR = re.compile(word("author"))
_AIDE = "助理"


_CALLINGS = ("sports", "culture")  # fields of work


class TitleEnd(NamedTuple):
    """What an end of a title tells."""

    bodies: tuple[str, ...]  # ends of the names of the bodies whose head or member it is
    field: str  # of work: hospital school …, "" where it tells none


@cache
def title_words() -> frozenset[str]:
    """Return the titles of the list.

    >>> "副主任" in title_words(), "国小" in title_words()
    (True, False)
    """
    return frozenset(read_kinds("titles.txt")["core"])


@cache
def occupations() -> frozenset[str]:
    """Return the titles of those who do something for a living: 记者, 工会主席."""
    return frozenset(read_kinds("titles.txt")["occupation"])


@cache
def _listed() -> "re.Pattern[str]":
    return re.compile(f"{any_of(*read_kinds('titles.txt')['modifier'])}*{any_of(*title_words())}")


def has_field(title: str) -> bool:
    """Tell whether a title says more than one of the list and what may stand before it.

    >>> [has_field(title) for title in ("儿科医生", "见习医生", "原总工程师")]
    [True, False, False]
    """
    return _listed().fullmatch(plain_title(title)) is None


def qualifier_of(title: str) -> str | None:
    """Return the word that says whether a title is held still, or None; 副 and 常务 are no qualifiers.

    >>> [qualifier_of(title) for title in ("原党委书记", "代市长", "代表", "副主任", "前锋")]
    ['原', '代', None, None, None]
    """
    match = _QUALIFIER.match(title)
    return match[0] if match else None


def plain_title(title: str) -> str:
    """Return a title without 原 前 代 and the like, in its plain spelling: the post is the same.

    >>> plain_title("原党委书记"), plain_title("代表"), plain_title("總書記")
    ('党委书记', '代表', '总书记')
    """
    return _QUALIFIER.sub("", plain_form(title))


def is_reporting(title: str) -> bool:
    """Tell whether a title belongs to a byline: 记者, 通讯员, 责任编辑.

    >>> is_reporting("见习记者"), is_reporting("总编辑")
    (True, False)
    """
    return _REPORTING.fullmatch(title) is not None


def is_collective(title: str) -> bool:
    """Tell whether a word names no post but a group (市领导, 负责同志) or an author (作者)."""
    return ends_as(title, "group") or _AUTHOR.fullmatch(title) is not None


def is_shareable(title: str) -> bool:
    """Tell whether several people of a list can hold a title that stands once: 副主任甲、乙、丙.

    >>> is_shareable("副主任"), is_shareable("主任"), is_shareable("教授")
    (True, False, True)
    """
    return _MANY.search(title) is not None or not ends_as(title, "sole")


@lru_cache(maxsize=16384)
def ends_as(title: str, mark: str) -> bool:
    """Tell whether a title ends with a word of a mark: sole leads side profession aide group.

    >>> ends_as("特聘教授", "profession"), ends_as("副市长", "leads"), ends_as("人大代表", "side")
    (True, True, True)
    """
    return title.endswith(read_marks("title_endings.tsv", 4)[mark])


def is_calling(title: str) -> bool:
    """Tell whether a title says what somebody does for a living or in sport; with a country it is no post.

    >>> is_calling("运动员"), is_calling("建筑设计师"), is_calling("总统"), is_calling("大使")
    (True, True, False, False)
    """
    known = title_end(title).field in _CALLINGS or ends_as(title, "profession")
    return known or title.endswith(tuple(words("calling")))


@cache
def follower() -> str:
    """Return a group that matches what makes another word of a title before it: 律师|事务所.

    >>> [bool(re.match(follower(), text)) for text in ("事务所", "处", "处理")]
    [True, True, False]
    """
    return any_unbarred(dict(read_rows("title_followers.tsv", 2)))


@lru_cache(maxsize=4096)
def title_end(title: str) -> TitleEnd:
    """Return what the longest known end of a title tells; of an assistant, what the end before 助理 does.

    >>> title_end("支队长").bodies, title_end("副局长").bodies, title_end("主治医师").field
    (('支队',), ('局',), 'hospital')
    """
    title = title.removesuffix(_AIDE)
    ends = (known for start in range(len(title)) if (known := _ends().get(title[start:])))
    return next(ends, TitleEnd((), ""))


@cache
def _ends() -> dict[str, TitleEnd]:
    return {
        title: TitleEnd(tuple(bodies.split()), field)
        for title, bodies, field, _ in read_rows("title_endings.tsv", 4)
    }
