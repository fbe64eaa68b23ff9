"""What proposes names: by which rule, and how likely such a name is right (kg/data/proposals.tsv)."""

from functools import cache
from typing import NamedTuple

from kg.knowledge.tables import read_rows

NETWORK = "network"
"""The rule of names that stand as a tagger proposed them."""

_LABELS = ("PER", "LOC", "ORG", "TITLE")


class _Proposer(NamedTuple):
    rule: str
    shares: dict[str, float]


def rule_of(source: str) -> str:
    """Return the rule by which what a source proposes is chosen.

    >>> rule_of("bodies"), rule_of("kg_zh")
    ('composed', 'network')
    """
    proposer = _proposers().get(source)
    return proposer.rule if proposer else NETWORK


def share_right(source: str, label: str) -> float | None:
    """Return the share of a rule's names that are right; None for a tagger, which says so of each name.

    >>> share_right("gazetteer", "PER"), share_right("kg_zh", "PER")
    (1.0, None)
    """
    proposer = _proposers().get(source)
    return proposer.shares[label] if proposer else None


@cache
def _proposers() -> dict[str, _Proposer]:
    return {
        source: _Proposer(rule, dict(zip(_LABELS, map(float, shares), strict=True)))
        for source, rule, *shares in read_rows("proposals.tsv", 2 + len(_LABELS))
    }
