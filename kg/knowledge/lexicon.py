"""Word lists that rules ask for."""

from functools import cache

from kg.knowledge.tables import any_word, read_kinds, read_lines

_RULES = "rule_words.tsv"


@cache
def read_common() -> frozenset[str]:
    """Return the words that name nothing by themselves though taggers take them for names."""
    return frozenset(word for line in read_lines("common_words.txt") for word in line.split())


def rule_words(kind: str) -> frozenset[str]:
    """Return the words of a kind that a rule asks for."""
    return frozenset(read_kinds(_RULES)[kind])


def rule_word(*kinds: str) -> str:
    """Return a group that matches one of the words of some kinds, the longest first."""
    return any_word(_RULES, *kinds)
