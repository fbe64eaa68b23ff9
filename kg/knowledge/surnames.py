"""Chinese surnames, single and compound (kg/data/surnames.tsv)."""

from functools import cache
from typing import NamedTuple

from kg.knowledge.tables import read_marks, read_rows
from kg.text import is_han


class Surnames(NamedTuple):
    """The surnames: of one character and of several, the most common ones, and those that are words too."""

    single: frozenset[str]
    compound: frozenset[str]
    common: frozenset[str]  # after 小 no given name: 小王, but 小平
    words: frozenset[str]  # before a title a word of its own as well: 任主席, 公安局长


@cache
def read_surnames() -> Surnames:
    """Return the surnames."""
    names = [surname for surname, _ in read_rows("surnames.tsv", 2)]
    marked = read_marks("surnames.tsv", 2)
    return Surnames(
        frozenset(name for name in names if len(name) == 1),
        frozenset(name for name in names if len(name) > 1),
        frozenset(marked["common"]),
        frozenset(marked["word"]),
    )


def is_surname(text: str) -> bool:
    """Tell whether a text is a surname.

    >>> is_surname("王"), is_surname("欧阳"), is_surname("的")
    (True, True, False)
    """
    return text in read_surnames().single or text in read_surnames().compound


def family_name(name: str) -> str:
    """Return the surname that a full name begins with, "" for a name that is not Chinese in form.

    >>> family_name("欧阳晓晖"), family_name("马智慧"), family_name("唐纳德·特朗普")
    ('欧阳', '马', '')
    """
    if not 2 <= len(name) <= 5 or not all(map(is_han, name)):
        return ""
    if len(name) > 2 and name[:2] in read_surnames().compound:
        return name[:2]
    return name[0] if name[0] in read_surnames().single else ""
