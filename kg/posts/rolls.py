"""Bodies whose members a list names below a heading: 某委员会名单, then 主任：甲 and 委员：乙、丙."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.knowledge.body_endings import ending
from kg.knowledge.post_words import word
from kg.model import Article, Post

_ROLL = re.compile(
    rf"(?:^|(?<=[：。]))(?P<body>[\u4e00-\u9fff·]{{2,30}}?{ending('worded')}){word('members')}?{word('roll')}",
    re.MULTILINE,
)
_COLON = "："


def in_rolls(article: Article, posts: Sequence[Post]) -> Iterator[Post]:
    """Yield posts; a title without a body that opens a list with a colon has the body of the heading."""
    rolls = list(_ROLL.finditer(article.text.chars)) if posts else []
    starts = [roll.end() for roll in rolls]
    for post in posts:
        at = bisect_right(starts, post.title.at[0]) - 1
        opens = article.text.chars.startswith(_COLON, post.title.at[1])
        if at >= 0 and opens and post.kind == "post" and post.body_in_full is None:
            if post.person.at[1] <= post.title.at[0]:
                continue  # 主任：甲|委员：乙, of which the line ends after 甲
            post = replace(post, body_text=rolls[at]["body"])
        yield post
