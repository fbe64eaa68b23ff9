"""What other clauses of an article add to a post that one clause states in short."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kg.knowledge.titles import plain_title
from kg.model import Post


def complete(posts: Sequence[Post]) -> list[Post]:
    """Return the posts of an article with bodies as full as the article gives them.

    A post without a body takes the body of the one post of the same person and title that has one.
    A post in short (习近平主席) that repeats one of several in full (国家主席, 军委主席) is left out. A
    body takes the fullest wording that the article has for it at the same person and title.
    """
    by_person: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        if post.kind == "post":
            by_person[post.person.text].append(post)
    completed = (_complete(post, by_person[post.person.text]) for post in posts)
    return [post for post in completed if post is not None]


def _complete(post: Post, others: Sequence[Post]) -> Post | None:
    form = post.body_in_full
    if post.kind == "byline":
        return post
    title = plain_title(post.title.text)
    if form is not None:
        fullest = _fullest(form, [other for other in others if plain_title(other.title.text) == title])
        return replace(post, body_text=fullest) if fullest != form else post
    in_full = {
        (plain_title(other.title.text), other.body_in_full): other
        for other in others
        if plain_title(other.title.text).endswith(title)
        and (other.body_in_full or plain_title(other.title.text) != title)
    }
    if not in_full:
        return post
    (full_title, _), other = min(in_full.items(), key=lambda item: str(item[0]))
    if len(in_full) > 1 or full_title != title:
        return None
    return replace(post, body=other.body, body_text=other.body_text)


def _fullest(form: str, others: Sequence[Post]) -> str:
    """Return the fullest wording of a body; two bodies of one clause are two, however alike they are."""
    own = [other for other in others if other.body_in_full == form]
    fuller = [
        full
        for other in others
        if (full := other.body_in_full)
        and is_short_for(form, full)
        and not any(mine.start < other.end and other.start < mine.end for mine in own)
    ]
    return max([form, *fuller], key=len)


def is_short_for(short: str, full: str) -> bool:
    """Tell whether a form can be short for a fuller one: a stretch of it, or a selection with another end.

    Two names with one ending and different words before it are two bodies.

    >>> is_short_for("德赛电池", "深圳市德赛电池科技股份有限公司"), is_short_for("延足", "延边足球俱乐部")
    (True, True)
    >>> is_short_for("市卫健委", "市公安局"), is_short_for("安徽电视台", "安徽广播电视台")
    (False, False)
    """
    if not 1 < len(short) < len(full):
        return False
    rest = iter(full)
    return short in full or (short[-1] != full[-1] and all(char in rest for char in short))
