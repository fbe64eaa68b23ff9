"""Names of bodies and sights that no rule can compose: clubs, companies, media (kg/data/named.tsv)."""

from functools import cache
from typing import Literal

from kg.knowledge.phrases import Phrases
from kg.knowledge.tables import read_kinds

Support = Literal["match", "market"]
"""What a sentence must speak of before a name that is a word as well is a name in it."""

_TABLE = "named.tsv"
_BODIES = ("club", "club_word", "company", "share", "media", "body")
_SUPPORT: dict[str, Support] = {"club_word": "match", "share": "market"}


@cache
def read_named() -> dict[str, str]:
    """Return the kind of each name, the kind that needs no support where it has two.

    >>> read_named()["湖人"], read_named()["勇士"], read_named()["应县木塔"]
    ('club', 'club_word', 'sight')
    """
    kinds = read_kinds(_TABLE)
    order = ("share", "club_word", "sight", "media", "body", "company", "club")
    return {word: kind for kind in order for word in kinds[kind]}


def is_body(kind: str) -> bool:
    """Tell whether names of a kind are those of bodies; others are places."""
    return kind in _BODIES


def needed_support(kind: str) -> Support | None:
    """Return what a sentence must speak of before a name of a kind is one in it, None where nothing.

    >>> needed_support("club_word"), needed_support("club")
    ('match', None)
    """
    return _SUPPORT.get(kind)


def is_people(text: str) -> bool:
    """Tell whether a text with 族 after it is a people.

    >>> is_people("毛南"), is_people("家")
    (True, False)
    """
    return text in _words("people")


def is_disease(text: str) -> bool:
    """Tell whether a text is a disease or what brings it: 埃博拉."""
    return text in _words("disease")


def is_in_program(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a text is part of the name of a plan, a route or an agreement.

    >>> is_in_program("西部陆海新通道", 2, 5), is_in_program("陆海新", 0, 3)
    (True, False)
    """
    return _programs().hold(text, start, end)


@cache
def _programs() -> Phrases:
    return Phrases(sorted(_words("program")))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(read_kinds(_TABLE)[kind])
