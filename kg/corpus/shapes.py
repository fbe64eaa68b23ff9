"""Which names of people look like one: a surname and a given name, foreign sounds, a form of address.

Of the others that have no post most are words: 纾民困, 鹦哥, 气昂昂.
"""

from kg.knowledge.addresses import address_of
from kg.knowledge.dictionary import is_word
from kg.knowledge.person_names import is_foreign, is_full_name, is_minority

_SHORTEST = 3  # characters of a foreign name that its sounds tell


def looks_like_person(name: str) -> bool:
    """Tell whether a name has the shape of a person's and is no word.

    >>> [looks_like_person(name) for name in ("柯军", "多尔德", "丹增·诺尔盖", "王某", "鹦哥", "纾民困")]
    [True, True, True, True, False, False]
    """
    if is_word(name):
        return False
    foreign = len(name) >= _SHORTEST and is_foreign(name)
    shaped = (
        foreign or "·" in name or "-" in name or name.isascii() or is_full_name(name) or is_minority(name)
    )
    return shaped or address_of(name) is not None
