"""Titles of posts without the word that says when they are held."""

import re

from kg.knowledge.spelling import plain_form

_QUALIFIER = re.compile(
    r"^(?:前任|时任|现任|代理|候任|当选|拟任|署理|新任|临时|原|前|代)(?=[^表言办理任]|理事|办公)"
)


def qualifier_of(title: str) -> str | None:
    """Return the word that says whether a title is held still, or None; 副 and 常务 are no qualifiers.

    >>> qualifier_of("原党委书记"), qualifier_of("代市长"), qualifier_of("代表"), qualifier_of("副主任")
    ('原', '代', None, None)
    """
    match = _QUALIFIER.match(title)
    return match[0] if match else None


def plain_title(title: str) -> str:
    """Return a title in plain spelling, without its qualifier: the post is the same.

    >>> plain_title("原党委书记"), plain_title("代表"), plain_title("總書記")
    ('党委书记', '代表', '总书记')
    """
    return _QUALIFIER.sub("", plain_form(title))
