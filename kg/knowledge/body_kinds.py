"""What type a body is of, from its name: party state court army school hospital media …

The last word of a name says what a body is (kg/data/body_kinds.tsv); a unit of a body (a ward, a faculty)
whose own last word says little is of the type of the words before it. Brands and clubs are of the type that
the list of names (named.tsv) says.
"""

import re
from functools import cache, lru_cache

from kg.knowledge.body_endings import ending
from kg.knowledge.named import read_named
from kg.knowledge.tables import read_rows

OTHER = "other"
_VAGUE = ("state", OTHER)  # the types of units such as 办公室, which every body has
_LISTED = {
    "company": "company",
    "share": "company",
    "club": "sports",
    "club_word": "sports",
    "media": "media",
}
_CENTERS = ("中心", "总部")
_UNIT = re.compile(rf"(?P<whole>.*?{ending('whole')}).+")


@lru_cache(maxsize=65536)
def body_kind(name: str) -> str:
    """Return the type of a body from its canonical name, "other" where the name does not tell.

    >>> body_kind("广东省卫生健康委员会"), body_kind("中国共产党广东省委员会")
    ('state', 'party')
    >>> body_kind("延边足球俱乐部"), body_kind("百度"), body_kind("星河")
    ('sports', 'company', 'other')
    """
    own = _last(name)
    unit = _UNIT.fullmatch(name)
    kind = _last(unit["whole"]) if unit and own in _VAGUE else own
    return kind if kind not in _VAGUE else _listed_kind(name) or kind


def _listed_kind(name: str) -> str:
    """Return the type of a name of the lists or of a center of one, "" for none: 阿里巴巴, 华为|广州中心."""
    named = read_named()
    if name in named:
        return _LISTED.get(named[name], "")
    led = name.endswith(_CENTERS) and any(named.get(name[:end]) == "company" for end in range(2, len(name)))
    return "company" if led else ""


def _last(name: str) -> str:
    return next((kind for kind, words in _read_kinds() if words.search(name)), OTHER)


@cache
def _read_kinds() -> tuple[tuple[str, "re.Pattern[str]"], ...]:
    """Return the types with the words that end the names of such bodies, in the order of the table."""
    return tuple((kind, re.compile(f"(?:{words})$")) for kind, words in read_rows("body_kinds.tsv", 2))
