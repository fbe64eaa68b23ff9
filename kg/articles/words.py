"""Whether a break cuts a word in two."""

from functools import lru_cache

from kg.knowledge.dictionary import cut_words
from kg.text import is_han

_REACH = 6  # characters looked at on each side of the break


@lru_cache(maxsize=16384)
def cuts_word(before: str, after: str) -> bool:
    """Tell whether a word runs across the break between two texts.

    >>> cuts_word("两件事要统筹", "兼顾，不可偏废"), cuts_word("完成有关业务", "日前，记者获悉")
    (True, False)
    """
    left, right = before[-_REACH:], after[:_REACH]
    if not left or not right:
        return False
    if _is_number(left[-1]) and _is_number(right[0]):
        return True
    if not (is_han(left[-1]) and is_han(right[0])):
        return False
    position = 0
    for word in cut_words(left + right, guess=False):
        if position < len(left) < position + len(word):
            return True
        position += len(word)
    return False


def _is_number(char: str) -> bool:
    """Tell whether a character belongs to a number or a Latin word."""
    return char.isascii() and (char.isalnum() or char in ".%")
