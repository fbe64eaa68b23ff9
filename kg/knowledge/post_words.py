"""Words around posts: verbs and qualifiers (kg/data/post_verbs.tsv), others (post_words.tsv)."""

from functools import cache

from kg.knowledge.tables import any_of, any_word, read_kinds, read_marks

_TABLE = "post_words.tsv"


@cache
def post_verbs(mark: str) -> frozenset[str]:
    """Return the words that do the same to a post.

    >>> sorted(post_verbs("removes"))
    ['免去', '免除', '撤销', '罢免']
    """
    return frozenset(read_marks("post_verbs.tsv", 2)[mark])


def verb(*marks: str) -> str:
    """Return a group that matches one of the words of some marks, the longest first."""
    return any_of(*(word for mark in marks for word in post_verbs(mark)))


def word(*kinds: str) -> str:
    """Return a group that matches one of the other words of some kinds, the longest first."""
    return any_word(_TABLE, *kinds)


def words_to(signs: str) -> str:
    """Return a pattern of what leads from a title to its holder and ends in one of some signs: 一职将|由."""
    return rf"{word('seat')}?{word('about_to')}*[{signs}]"


def words(kind: str) -> frozenset[str]:
    """Return the other words of a kind.

    >>> sorted(words("courtesy"))
    ['先生', '同志', '女士']
    """
    return frozenset(read_kinds(_TABLE)[kind])
