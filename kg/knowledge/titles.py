"""Titles of posts without the word that says when they are held."""

import re

from kg.knowledge.spelling import plain_form

_WHEN = re.compile(
    r"^(?:前任|时任|现任|代理|候任|当选|拟任|署理|新任|临时|原|前|代)(?=[^表言办理任]|理事|办公)"
)


def plain_title(title: str) -> str:
    """Return a title without 原 前 代 and the like: the post is the same.

    >>> plain_title("原党委书记"), plain_title("代表"), plain_title("總書記")
    ('党委书记', '代表', '总书记')
    """
    return _WHEN.sub("", plain_form(title))
