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
