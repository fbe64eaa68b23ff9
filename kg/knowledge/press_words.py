"""Words that newspapers print around their articles (kg/data/press_words.tsv)."""

from kg.knowledge.tables import any_word, read_kinds

_TABLE = "press_words.tsv"


def press(*kinds: str) -> str:
    """Return a group that matches one of the words of some kinds, the longest first.

    >>> press("photographer")
    '(?:摄影)'
    """
    return any_word(_TABLE, *kinds)


def press_words(kind: str) -> tuple[str, ...]:
    """Return the words of a kind."""
    return read_kinds(_TABLE)[kind]
