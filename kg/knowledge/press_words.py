"""Words that newspapers print around their articles (kg/data/press_words.tsv)."""

from functools import cache

from kg.knowledge.tables import any_of, read_kinds


@cache
def press(*kinds: str) -> str:
    """Return a group that matches one of the words of some kinds, the longest first.

    >>> press("photographer")
    '(?:摄影)'
    """
    return any_of(*(word for kind in kinds for word in read_kinds("press_words.tsv")[kind]))


def press_words(kind: str) -> tuple[str, ...]:
    """Return the words of a kind."""
    return read_kinds("press_words.tsv")[kind]
