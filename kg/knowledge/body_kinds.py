"""What type a body is of, from its name: party state court army school hospital media …

The last word of a name says what a body is (kg/data/body_kinds.tsv); a unit of a body (a ward, a faculty)
whose own last word says little is of the type of the words before it.
"""

import re
from functools import lru_cache
from importlib.resources import files

OTHER = "other"
_VAGUE = ("state", OTHER)  # the types of units such as 办公室, which every body has
_UNIT = re.compile(r"(?P<whole>.*?(?:大学|学院|医院|公司|集团|银行|中学|小学)).+")


@lru_cache(maxsize=65536)
def body_kind(name: str) -> str:
    """Return the type of a body from its canonical name, "other" where the name does not tell.

    >>> body_kind("广东省卫生健康委员会"), body_kind("中国共产党广东省委员会")
    ('state', 'party')
    >>> body_kind("延边足球俱乐部"), body_kind("保定晚报"), body_kind("星河")
    ('sports', 'media', 'other')
    """
    own = _last(name)
    unit = _UNIT.fullmatch(name)
    return _last(unit["whole"]) if unit and own in _VAGUE else own


def _last(name: str) -> str:
    return next((kind for kind, words in _read_kinds() if words.search(name)), OTHER)


@lru_cache(maxsize=1)
def _read_kinds() -> tuple[tuple[str, "re.Pattern[str]"], ...]:
    """Return the types with the words that end the names of such bodies, in the order of the table."""
    lines = (files("kg") / "data" / "body_kinds.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((kind, re.compile(f"(?:{words})$")) for kind, words in rows)
