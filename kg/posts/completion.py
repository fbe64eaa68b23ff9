"""What other clauses of an article add to a post that one clause states in short."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate, islice

from kg.knowledge.countries import country_name
from kg.knowledge.titles import plain_title
from kg.model import Post
from kg.text import Span

_MOST_BODIES = 300  # of one person under one title; where an article has more, the first are compared


def complete(posts: Sequence[Post]) -> list[Post]:
    """Return the posts of an article with bodies as full as the article gives them.

    A post without a body takes the body of the one post of the same person and title that has one.
    A post in short (习近平主席) that repeats one of several in full (国家主席, 军委主席) is left out. A
    body takes the fullest wording that the article has for it at the same person and title.
    """
    by_person: dict[str, _Held] = {}
    for post in posts:
        if post.kind == "post":
            by_person.setdefault(post.person.text, _Held()).add(post)
    completed = (
        post if post.kind == "byline" else _complete(post, by_person[post.person.text]) for post in posts
    )
    return [post for post in completed if post is not None]


class _Held:
    """The posts of one person in an article, by title and by the body as written."""

    def __init__(self) -> None:
        self._by_title: dict[str, dict[str | None, list[Post]]] = defaultdict(lambda: defaultdict(list))
        self._longest: Counter[str] = Counter()  # of the bodies of a title
        self._fullest: dict[tuple[str, str], str] = {}
        self._in_full: dict[str, list[tuple[str, Post]]] = {}

    def add(self, post: Post) -> None:
        """Take one more post, in the order of the text."""
        title, form = plain_title(post.title.text), post.body_in_full
        self._by_title[title][form].append(post)
        self._longest[title] = max(self._longest[title], len(form or ""))

    def fullest(self, title: str, form: str) -> str:
        """Return the fullest wording that the posts of a title have for a body."""
        if len(form) == self._longest[title]:
            return form
        if (title, form) not in self._fullest:
            self._fullest[title, form] = _fullest(form, self._by_title[title])
        return self._fullest[title, form]

    def in_full(self, title: str) -> Sequence[tuple[str, Post]]:
        """Return the titles in full, each with a post for each of its bodies, that a title can be short for.

        The title itself is one of them where it has a body; of the posts with one body the last is returned.
        """
        if title not in self._in_full:
            self._in_full[title] = [
                (full, posts[-1])
                for full in self._by_end[title]
                for form, posts in self._by_title[full].items()
                if form or full != title
            ]
        return self._in_full[title]

    @cached_property
    def _by_end(self) -> dict[str, list[str]]:
        """The titles by all that they end with."""
        ends: dict[str, list[str]] = defaultdict(list)
        for title in self._by_title:
            for start in range(len(title) + 1):
                ends[title[start:]].append(title)
        return ends


def _complete(post: Post, held: _Held) -> Post | None:
    form, title = post.body_in_full, plain_title(post.title.text)
    if form is not None:
        fullest = held.fullest(title, form)
        return replace(post, body_text=fullest) if fullest != form else post
    in_full = held.in_full(title)
    if not in_full:
        return post
    full, other = in_full[0]
    if len(in_full) > 1 or full != title:
        return None
    return replace(post, body=other.body, body_text=other.body_text, station=other.station)


def _fullest(form: str, held: Mapping[str | None, Sequence[Post]]) -> str:
    """Return the fullest wording of a body; two bodies of one clause are two, however alike they are.

    A country is short for no body of it: 甲国主席, 甲国中央军委主席.
    """
    country = country_name(form)
    own = _Stretches([(post.start, post.end) for post in held[form]])
    fuller = [
        full
        for full in islice(held, _MOST_BODIES)
        if full
        and country_name(full) == country
        and is_short_for(form, full)
        and any(not own.meet(p.start, p.end) for p in held[full])
    ]
    return max([form, *fuller], key=len)


class _Stretches:
    """Stretches of a text, to be asked whether another one overlaps any of them."""

    def __init__(self, spans: Sequence[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reached = list(accumulate((end for _, end in ordered), max))

    def meet(self, start: int, end: int) -> bool:
        """Tell whether one of them overlaps a stretch."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reached[before - 1] > start


def is_short_for(short: str, full: str) -> bool:
    """Tell whether a form can be short for a fuller one: a stretch of it, or a selection with another end.

    Two names with one ending and different words before it are two bodies.

    >>> is_short_for("恒远电缆", "临江市恒远电缆科技股份有限公司"), is_short_for("江足", "临江足球俱乐部")
    (True, True)
    >>> is_short_for("市卫健委", "市公安局"), is_short_for("安徽电视台", "安徽广播电视台")
    (False, False)
    """
    if not 1 < len(short) < len(full):
        return False
    rest = iter(full)
    return short in full or (short[-1] != full[-1] and all(char in rest for char in short))
