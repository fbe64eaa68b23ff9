"""Two holders of one post whose names are spelled alike: one person, misread or written in two ways."""

import re
from collections.abc import Iterable, Sequence

_PARTS = re.compile("[·-]")
Spelled = tuple[str, Sequence[str], int]
"""Name, other names, and how often a post is said to be theirs."""


def misspelled(holders: Sequence[Spelled]) -> set[str]:
    """Return the names that are spelled like one of a holder who is named more often.

    >>> misspelled([("佐科·维多多", ("佐科",), 9), ("佐科通", (), 2), ("王建国", (), 3)])
    {'佐科通'}
    """
    return {
        name
        for name, _, count in holders
        for other, others, more in holders
        if more > count and any(is_spelled_alike(name, form) for form in (other, *others))
    }


def is_spelled_alike(one: str, other: str) -> bool:
    """Tell whether a name is a piece of another, or differs from it in one character of three or more."""
    if one in other or other in one:
        return True
    differing = sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other))
    return min(len(one), len(other)) > 2 and differing == 1


def is_transcribed_alike(one: Iterable[str], other: Iterable[str], *, abroad: bool = False) -> bool:
    """Tell whether some names of two foreigners are one by the sound: half of a last part is shared.

    Where no name has parts, it tells nothing unless they are known to be `abroad`; a first name that both
    have says nothing.

    >>> is_transcribed_alike(["盖伊·赖德"], ["莱德"]), is_transcribed_alike(["王伟"], ["王强"])
    (True, False)
    >>> is_transcribed_alike(["穆罕默德·班德"], ["穆罕默德·萨勒曼"])
    False
    >>> is_transcribed_alike(["阿尔马兹别克·阿塔姆巴耶夫"], ["阿坦巴耶夫"])
    True
    >>> is_transcribed_alike(["通辛"], ["通邢"], abroad=True)
    True
    """
    names = [list(one), list(other)]
    if not abroad and not any("·" in name for own in names for name in own):
        return False
    own, others = ({_PARTS.split(name)[-1] for name in each} for each in names)
    return any(2 * _shared(a, b) >= max(len(a), len(b)) for a in own for b in others)


def _shared(one: str, other: str) -> int:
    """Return how many characters two names have in one order."""
    row = [0] * (len(other) + 1)
    for char in one:
        before = row
        row = [0]
        for at, each in enumerate(other):
            row.append(before[at] + 1 if each == char else max(row[at], before[at + 1]))
    return row[-1]
