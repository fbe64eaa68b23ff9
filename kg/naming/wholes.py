"""辽宁全省: what stands right after a division is the whole of it, whatever the article's other 全省 is."""

import re
from collections.abc import Iterable, Iterator

from kg.model import Mention
from kg.naming.home import fits
from kg.naming.places import division_of

_WHOLE = re.compile("全(?P<kind>[省市区州盟县旗])")


def name_wholes(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the mentions of a page in their order, those like 全市 with the name of a city right before."""
    before: Mention | None = None
    for mention in mentions:
        name = _name_before(before, mention) if before else None
        yield mention if name is None else mention.called(name)
        before = mention


def _name_before(before: Mention, mention: Mention) -> str | None:
    """Return the name of a division that touches a word for the whole of one of its kind."""
    touching = before.at[1] == mention.at[0] and before.article == mention.article
    if not touching or (before.label, mention.label) != ("LOC", "LOC") or before.name is None:
        return None
    whole, division = _WHOLE.fullmatch(mention.text), division_of(before.name)
    return before.name if whole and division and fits(division, whole["kind"]) else None
