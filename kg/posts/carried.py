"""Bodies carried over from an earlier sentence: 来到第一小学。…校长甲 is the head of that school.

A title that says of what kind its body is (院长 校长 局长 连长 护士长) takes the one body of that kind
that the article, else the paragraph, has named before it. Where two fit, none is taken.
"""

from collections.abc import Sequence
from dataclasses import replace

from kg.knowledge.titles import title_end
from kg.model import Mention, Post
from kg.posts.completion import is_short_for


def carry(post: Post, chars: str, mentions: Sequence[Mention]) -> Post:
    """Return a post without a body with the body that its title takes over from before; else as it is.

    `chars` is the article's text and `mentions` are those of the article.
    """
    ends = title_end(post.title.text).bodies
    if not ends or post.body_in_full is not None:
        return post
    before = [m for m in mentions if m.label in ("LOC", "ORG") and m.at[1] <= post.title.at[0]]
    fitting = [m for m in before if m.text.endswith(ends)]
    paragraph = chars.rfind("\n", 0, post.title.at[0])
    body = _only(fitting) or _only([m for m in fitting if m.at[0] > paragraph])
    return replace(post, body=body) if body else post


def _only(bodies: Sequence[Mention]) -> Mention | None:
    """Return the fullest mention where all of them can be one body, else None."""
    if not bodies:
        return None
    fullest = max(bodies, key=lambda m: (len(m.text), -m.at[0]))
    one = all(m.text == fullest.text or is_short_for(m.text, fullest.text) for m in bodies)
    return fullest if one else None
