"""One script for the rules: traditional characters and half-width marks become what the lists have."""

from functools import cache

from kg.knowledge.lexicon import read_lines

_SAME_WIDTH = {"｡": "。", "､": "、", "｢": "「", "｣": "」", "•": "·", "・": "·", "‧": "·"}


@cache
def _table() -> dict[int, str]:
    traditional, simplified = read_lines("simplified.txt")
    return str.maketrans({**dict(zip(traditional, simplified, strict=True)), **_SAME_WIDTH})


def to_plain(text: str) -> str:
    """Return a text of the same length in simplified characters, for matching and tagging only.

    >>> to_plain("臺灣民眾黨祕書長")
    '台湾民众党秘书长'
    """
    return text.translate(_table())
