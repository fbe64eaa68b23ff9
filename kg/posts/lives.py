"""Posts that an article tells of another time than its own: those of the dead, and who led a party then."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.knowledge.post_words import verb, word
from kg.model import Article, Mention, Post

_DIES = re.compile(rf"[^。；\n]{{0,60}}?{verb('passes_away')}")
_MOURNS = re.compile(rf"{word('mourns')}$")
_KILLED = re.compile(rf"{word('killed')}的?\Z")
_REMAINS = re.compile(rf"{word('courtesy')}?的?{word('remains')}")
_NEAR = 6  # characters before a name in which it is mourned
_LED_BY = "以"  # 以甲同志为总书记的党中央


def without_dates(article: Article, mentions: Sequence[Mention], posts: Sequence[Post]) -> Iterator[Post]:
    """Yield the posts of an article, without a date where the article's day is not that of the post.

    A life told when somebody dies (曾任…的甲同志逝世) has the posts of all its years, and 以甲为总书记
    says whose time it was. What a clause dates itself, or what changes at the day told, stays as it is.
    """
    dead = _dead(article, mentions) if posts else frozenset()
    for post in posts:
        of_then = (
            post.person.text in dead
            or _stands_before(article, post) == _LED_BY
            or _KILLED.search(_words_before(article, post)) is not None
        )
        if of_then and post.change is None and post.dated_by == "article" and post.kind == "post":
            post = replace(post, date=None, dated_by=None)
        yield post


def _stands_before(article: Article, post: Post) -> str:
    """Return the character before a person's name, "" at the beginning."""
    start = post.person.at[0]
    return article.text.chars[max(0, start - 1) : start]


def _words_before(article: Article, post: Post) -> str:
    """Return some characters before a post: 遇害的|驻甲国大使乙."""
    begin = min(part.at[0] for part in (post.body, post.title, post.person) if part)
    return article.text.chars[max(0, begin - _NEAR) : begin]


def _dead(article: Article, mentions: Sequence[Mention]) -> frozenset[str]:
    """Return the people who an article says died or are mourned."""
    chars = article.text.chars
    people = sorted((m for m in mentions if m.label == "PER"), key=lambda m: m.at)
    found = set()
    for at, person in enumerate(people):
        ends = people[at + 1].at[0] if at + 1 < len(people) else len(chars)
        before = chars[max(0, person.at[0] - _NEAR) : person.at[0]]
        dies = _DIES.match(chars, person.at[1], ends) or _REMAINS.match(chars, person.at[1])
        if dies or _MOURNS.search(before):
            found.add(person.text)
    return frozenset(found)
