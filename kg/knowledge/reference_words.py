"""Words around references to what an article names elsewhere (kg/data/reference_words.tsv)."""

from kg.knowledge.tables import any_word, read_kinds

_TABLE = "reference_words.tsv"


def word(*kinds: str) -> str:
    """Return a group that matches one of the words of some kinds, the longest first."""
    return any_word(_TABLE, *kinds)


def words(kind: str) -> frozenset[str]:
    """Return the words of a kind.

    >>> sorted(words("event"))
    ['会', '展', '节', '赛']
    """
    return frozenset(read_kinds(_TABLE)[kind])
