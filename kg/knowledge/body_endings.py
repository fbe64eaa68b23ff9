"""What names of bodies end with, and what each ending tells (kg/data/body_endings.tsv)."""

import re
from functools import cache

from kg.knowledge.tables import any_of, read_rows


@cache
def body_endings(*marks: str) -> frozenset[str]:
    """Return the endings that have one of some marks; strong, suffix, unit and organ are marks too.

    >>> "公司" in body_endings("alone"), "医院" in body_endings("alone")
    (True, False)
    """
    return frozenset(word for mark in marks for word in _marked()[mark])


@cache
def ends_with(*marks: str) -> "re.Pattern[str]":
    """Return a pattern that finds the longest ending with one of some marks at the end of a name."""
    return re.compile(ending(*marks) + "$")


def ending(*marks: str) -> str:
    """Return a group that matches an ending with one of some marks, the longest first."""
    return any_of(*body_endings(*marks))


@cache
def _marked() -> dict[str, list[str]]:
    marked: dict[str, list[str]] = {}
    for word, grades, marks in read_rows("body_endings.tsv", 3):
        for mark in (*grades.split(), *marks.split()):
            marked.setdefault(mark, []).append(word)
    return marked
