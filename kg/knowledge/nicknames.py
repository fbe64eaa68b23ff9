"""Bynames of cities (kg/data/nicknames.tsv): 青城 is 呼和浩特市."""

from functools import cache

from kg.knowledge.divisions import Division, read_divisions
from kg.knowledge.tables import read_rows


@cache
def read_nicknames() -> dict[str, tuple[Division, ...]]:
    """Return the divisions that each byname can mean."""
    named = read_divisions().named
    rows = read_rows("nicknames.tsv", 2)
    return {byname: tuple(d for name in names.split("|") if (d := named(name))) for byname, names in rows}


def byname_of(text: str) -> str:
    """Return the byname that a text begins with, "" where it begins with none.

    >>> byname_of("青城呼和浩特"), byname_of("呼和浩特")
    ('青城', '')
    """
    return next((byname for byname in _by_char().get(text[:1], ()) if text.startswith(byname)), "")


@cache
def _by_char() -> dict[str, list[str]]:
    """Return the bynames by their first characters, in the order of the table."""
    found: dict[str, list[str]] = {}
    for byname in read_nicknames():
        found.setdefault(byname[0], []).append(byname)
    return found
