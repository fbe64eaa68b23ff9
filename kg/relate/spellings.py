"""Two holders of one post whose names are spelled alike: one person, misread or written in two ways."""

from collections.abc import Sequence

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
