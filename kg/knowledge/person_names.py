"""The shapes of people's names: Chinese full names, transliterated and minority names."""

from functools import cache

from kg.knowledge.surnames import read_surnames
from kg.knowledge.tables import read_kinds, read_rows
from kg.text import is_han

_TWO = 2
_DOTS = frozenset("·•")


def is_surname_start(text: str) -> int:
    """Return the length of the surname that a text begins with, 0 where it begins with none.

    >>> is_surname_start("欧阳大文"), is_surname_start("王鹏"), is_surname_start("的")
    (2, 1, 0)
    """
    surnames = read_surnames()
    for width in (4, 3, 2):
        if text[:width] in surnames.compound and len(text) > width:
            return width
    return int(text[:1] in surnames.single)


def is_full_name(text: str) -> bool:
    """Tell whether a text has the shape of a Chinese full name: a surname and one or two characters.

    >>> [is_full_name(name) for name in ("王鹏", "欧阳大文", "王", "那顺孟和")]
    [True, True, False, False]
    """
    surname = is_surname_start(text)
    given = text[surname:]
    if surname == 2 and len(text) == 2:
        surname, given = 1, text[1:]
    barred = _characters("not_given")
    return bool(surname) and 1 <= len(given) <= 2 and all(is_han(c) and c not in barred for c in given)


def is_foreign(text: str) -> bool:
    """Tell whether a text is written with the characters that transliterate foreign names.

    >>> is_foreign("布德罗"), is_foreign("欧阳大文")
    (True, False)
    """
    sounds = _characters("transliterates")
    return all(char in sounds or char in _DOTS for char in text)


def is_minority(text: str) -> bool:
    """Tell whether a name is made of Mongolian, Tibetan, Uyghur, Kazakh or Yi name elements only.

    >>> is_minority("洛桑江村"), is_minority("王鹏")
    (True, False)
    """
    elements = _elements()
    reach = {0}
    for index in range(len(text)):
        if index in reach:
            reach |= {end for end in range(index + 2, len(text) + 1) if text[index:end] in elements}
    return len(text) in reach


def is_everyday_name(text: str) -> bool:
    """Tell whether very many people have a name: a common surname, and one of the commonest given names.

    >>> is_everyday_name("王杰"), is_everyday_name("茅盾"), is_everyday_name("王鹏飞")
    (True, False, False)
    """
    return len(text) == _TWO and text[0] in read_surnames().common and text[1] in everyday_given()


def everyday_given() -> frozenset[str]:
    """Return the given names of one character that most people have."""
    return _characters("everyday_given")


@cache
def _characters(kind: str) -> frozenset[str]:
    return frozenset(
        char for of, chars in read_rows("name_characters.tsv", 2) if of == kind for char in chars
    )


@cache
def _elements() -> frozenset[str]:
    return frozenset(word for words in read_kinds("name_elements.txt").values() for word in words)
