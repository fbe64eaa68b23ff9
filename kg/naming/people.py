"""Rules for people: each gives a judgement that a form stands for a canonical name, or none."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from kg.knowledge.addresses import Address, address_of, fits_post
from kg.knowledge.reference_words import word
from kg.knowledge.surnames import family_name
from kg.model import Judgement
from kg.naming.surfaces import PageNames, Rule, Surface, same, unsure
from kg.text import Span, occurrences

_PAUSE, _STOP = re.compile("[，。；]"), re.compile("[。；！？]")
_REACH, _NEAR, _FAR = 12, 4, 20  # characters between names and a word for a relative


def by_surname(surface: Surface, page: PageNames) -> Judgement | None:
    """马院长, 高大姐, 老李, 张某: the one person of that surname in the article, or in what it continues.

    Of several, the one who holds such a post; somebody who holds only other posts is not called by it.
    """
    address = address_of(surface.text)
    if address is None:
        return None
    bearers = [
        other
        for other in page.others(surface, address.surname[0])
        if page.told_together(other.article, surface.article) and _is_called(address, other, page)
    ]
    fitting = {page.name(other): fits_post(address, page.posts_of(other)) for other in reversed(bearers)}
    holders = [name for name, fits in fitting.items() if fits]
    names = holders or [name for name, fits in fitting.items() if fits is None]
    if len(names) == 1:
        reason = f"the one {address.surname} of the article"
        if holders:
            return same(surface.text, names[0], f"{reason} who holds such a post", 0.9)
        return same(surface.text, names[0], f"{reason} that it can be addressed to", 0.7)
    if names:
        return unsure(surface.text, min(names), f"several people are called {address.surname}")
    if fitting:
        return unsure(surface.text, min(fitting), f"the one {address.surname} holds other posts")
    return None


def _is_called(address: Address, other: Surface, page: PageNames) -> bool:
    """Tell whether a form is a full name that an address can stand for; reporters are addressed as such."""
    if other.label != "PER" or address_of(other.text) or family_name(other.text) != address.surname:
        return False
    return other.text not in page.reporters or address.title == "记者"


def by_part(surface: Surface, page: PageNames) -> Judgement | None:
    """特朗普: the one name of the page of which it is the first or last part."""
    if page.name(surface) != surface.text:
        return None
    full = page.whole_names(surface.text) - {surface.text}
    kin = {name for name in full if _is_kin(surface.text, name, page)}
    honored = {name for name in full if _is_honored(name, page)}
    page.kin.update((surface.text, name) for name in kin)
    page.honored |= honored
    full -= kin | honored
    if len(full) == 1:
        return same(surface.text, min(full), "part of the one such name of the page", 0.9)
    return unsure(surface.text, min(full), "part of several names of the page") if full else None


def _is_kin(short: str, full: str, page: PageNames) -> bool:
    """Tell whether the page tells of somebody and a relative: 拜登之子亨特·拜登, 父亲皮埃尔·特鲁多."""
    kin = _pattern("kin")
    return any(
        _are_kin(text, found.span(), short, full, page)
        for text in page.texts.values()
        for found in kin.finditer(text)
    )


def _are_kin(text: str, kin: Span, short: str, full: str, page: PageNames) -> bool:
    """Tell whether a word for a relative stands between two names, or beside a longer one told later."""
    start, end = kin
    before = _PAUSE.split(text[max(0, start - len(short) - _REACH) : start])[-1]
    after = text[end : end + len(full) + _FAR]
    if short in before and full in _PAUSE.split(after[: len(full) + _NEAR])[0]:
        return True
    if not (full.endswith(f"·{short}") and 0 <= text.find(short) <= text.find(full) - len(short)):
        return False
    if text.endswith((full, f"{full}的"), 0, start):
        return True
    between, told, _ = _STOP.split(after)[0].partition(full)
    return bool(told) and not _names_somebody(between, page)


def _names_somebody(text: str, page: PageNames) -> bool:
    """Tell whether a text has a name of a person of the page."""
    return any(known.label == "PER" and known.text in text for known in page.surfaces)


def _is_honored(full: str, page: PageNames) -> bool:
    """Tell whether the page has a name in front of what bears it alone: 盖达尔·阿利耶夫中心."""
    bears = _pattern("honored_as", "?", "honored")
    told = False
    for text in page.texts.values():
        for _, end in occurrences(text, full):
            if not bears.match(text, end):
                return False
            told = True
    return told


@cache
def _pattern(*parts: str) -> re.Pattern[str]:
    """Return the pattern of some kinds of words one after the other."""
    return re.compile("".join(part if part == "?" else word(part) for part in parts))


def by_middle(surface: Surface, page: PageNames) -> Judgement | None:
    """弗拉基米尔·普京 beside 弗拉基米尔·弗拉基米罗维奇·普京: the first and last of its parts."""
    own = surface.text.split("·")
    if len(own) < 2:
        return None
    longer = {
        name
        for other in page.others(surface, surface.text, longer=True)
        if other.label == "PER" and leaves_out(own, (name := page.name(other)).split("·"))
    }
    return _only(surface, longer, "the longer name adds a part", page)


def by_dots(surface: Surface, page: PageNames) -> Judgement | None:
    """阿买买提 beside 阿·买买提: the same characters with the dot between the parts."""
    dotted = {page.name(other) for other in page.dotted(surface)}
    return _only(surface, dotted, "the same name with a dot between its parts", page)


def leaves_out(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether parts of a name are the first and the last of a longer one, with others between.

    >>> leaves_out(["弗拉基米尔", "普京"], ["弗拉基米尔", "弗拉基米罗维奇", "普京"])
    True
    """
    ends = 2 <= len(short) < len(long) and short[0] == long[0] and short[-1] == long[-1]
    return ends and set(short) <= set(long)


def _only(surface: Surface, names: Iterable[str], reason: str, page: PageNames) -> Judgement | None:
    """Return that a surface is the one of some names, in doubt of several, None of none."""
    found = sorted(set(names) - {surface.text})
    if not found or page.name(surface) != surface.text:
        return None
    return (
        same(surface.text, found[0], reason, 0.9)
        if len(found) == 1
        else unsure(surface.text, found[0], reason)
    )


STANDING: tuple[Rule, ...] = ()
BACKWARD: tuple[Rule, ...] = (by_surname, by_dots, by_middle, by_part)
